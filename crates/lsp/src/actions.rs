//! Code actions: fixes of what is reported, and marks for what is selected.

use std::collections::HashMap;
use std::ops::Range;

use gen_lsp_types as lsp;
use policymark::AnnotationKind;
use policymark::fix::{Fix, apply};
use policymark::text::Diagnostic;

use crate::diagnostics;
use crate::page::Page;
use crate::wrap;

/// The kind of the actions that fix one slip.
const FIX: lsp::CodeActionKind = lsp::CodeActionKind::QuickFix;

/// The kind of the action that fixes all at once, when a file is saved for example.
const FIX_ALL: lsp::CodeActionKind = lsp::CodeActionKind::SourceFixAll;

/// The kind of the actions about marks.
const MARK: lsp::CodeActionKind = lsp::CodeActionKind::RefactorRewrite;

/// The kinds of actions that there are.
pub(crate) const KINDS: [lsp::CodeActionKind; 3] = [FIX, FIX_ALL, MARK];

/// The actions for a selection, of the kinds that are wanted.
pub(crate) fn actions(
    page: &Page<'_>,
    selection: &Range<usize>,
    only: Option<&[lsp::CodeActionKind]>,
) -> Vec<lsp::CodeAction> {
    let is_wanted = |kind: &lsp::CodeActionKind| {
        only.is_none_or(|only| only.iter().any(|wanted| is_kind(kind, wanted)))
    };
    let mut actions = Vec::new();
    let reported = page.document.diagnostics();
    if !reported.is_empty() && (is_wanted(&FIX) || is_wanted(&FIX_ALL)) {
        let fixes: Vec<_> = page.document.fixes().collect();
        let here = fixes.iter().filter(|fix| touches(fix.diagnostic(), selection));
        actions.extend(here.map(|fix| quick_fix(page, fix)));
        actions.extend(fix_all(page, fixes));
    }
    actions.extend(marks(page, selection));
    actions.retain(|action| action.kind.as_ref().is_some_and(is_wanted));
    actions
}

/// Whether a kind is the wanted one or one below it: `source.fixAll` is below `source`.
fn is_kind(kind: &lsp::CodeActionKind, wanted: &lsp::CodeActionKind) -> bool {
    let rest = kind.as_str().strip_prefix(wanted.as_str());
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.')) || wanted.as_str().is_empty()
}

fn touches(diagnostic: &Diagnostic, selection: &Range<usize>) -> bool {
    let span = diagnostic.span().range();
    span.start <= selection.end && selection.start <= span.end
}

fn quick_fix(page: &Page<'_>, fix: &Fix<'_>) -> lsp::CodeAction {
    let edits = fix.edits().iter().map(|edit| page.edit(edit.span(), edit.replacement()));
    let title = fix.in_language(page.words.language).to_string();
    lsp::CodeAction {
        diagnostics: Some(vec![diagnostics::diagnostic(page, fix.diagnostic())]),
        is_preferred: Some(fix.is_safe()),
        ..action(page, &title, FIX, edits.collect())
    }
}

/// The action that does what `policymark check --fix` does.
fn fix_all(page: &Page<'_>, fixes: Vec<Fix<'_>>) -> Option<lsp::CodeAction> {
    let text = page.document.text();
    let fixed = apply(text, fixes.into_iter().filter(Fix::is_safe));
    let title = page.words.say("fix-all");
    (fixed != text).then(|| action(page, title, FIX_ALL, changed_lines(page, &fixed)))
}

/// The edits that turn a policy into a new text of as many lines: one for each line that is another.
fn changed_lines(page: &Page<'_>, new: &str) -> Vec<lsp::TextEdit> {
    let mut at = 0;
    let lines = page.document.text().split_inclusive('\n').zip(new.split_inclusive('\n'));
    let edits = lines.filter_map(|(old, new)| {
        let start = at;
        at += old.len();
        (old != new).then(|| page.edit(start..at, new))
    });
    edits.collect()
}

/// The actions that mark the selection, and those that change or take off marks.
fn marks(page: &Page<'_>, selection: &Range<usize>) -> Vec<lsp::CodeAction> {
    let rewrite = |title: &str, edits| action(page, title, MARK, edits);
    let wraps = AnnotationKind::ALL.iter().filter_map(|&kind| {
        let edits = wrap::wrapped(page, selection.clone(), kind)?;
        Some(rewrite(page.words.name("mark-as", kind.name()), edits))
    });
    let takes_off = wrap::unwrapped(page, selection.clone()).map(|edits| {
        let is_one = edits.len() == 2;
        let title =
            if is_one { page.words.say("take-off") } else { page.words.say("take-off-all") };
        rewrite(title, edits)
    });
    wraps.chain(takes_off).collect()
}

fn action(
    page: &Page<'_>,
    title: &str,
    kind: lsp::CodeActionKind,
    edits: Vec<lsp::TextEdit>,
) -> lsp::CodeAction {
    lsp::CodeAction {
        title: title.to_owned(),
        kind: Some(kind),
        edit: Some(workspace_edit(page, edits)),
        ..lsp::CodeAction::default()
    }
}

/// Edits of one policy. A client that knows versions refuses them if its text is another one meanwhile.
pub(crate) fn workspace_edit(page: &Page<'_>, edits: Vec<lsp::TextEdit>) -> lsp::WorkspaceEdit {
    if page.versions_edits {
        let text_document = lsp::OptionalVersionedTextDocumentIdentifier {
            version: page.version,
            text_document_identifier: lsp::TextDocumentIdentifier { uri: page.uri.clone() },
        };
        let edits = edits.into_iter().map(lsp::Edit::TextEdit).collect();
        let edit = lsp::TextDocumentEdit { text_document, edits };
        let document_changes = Some(vec![lsp::DocumentChange::TextDocumentEdit(edit)]);
        return lsp::WorkspaceEdit { document_changes, ..lsp::WorkspaceEdit::default() };
    }
    let changes = HashMap::from([(page.uri.clone(), edits)]);
    lsp::WorkspaceEdit { changes: Some(changes), ..lsp::WorkspaceEdit::default() }
}
