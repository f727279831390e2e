//! [`Advice`]: what a diagnostic says in each language, and its fix. The JSON form of a document has neither.

use policymark::Document;
use policymark::fix::Fix;
use policymark::language::Language;
use policymark::text::Diagnostic;
use serde::Serialize;

/// What the page shows of one diagnostic.
#[derive(Serialize)]
pub(crate) struct Advice<'d> {
    en: Said,
    zh: Said,
    fix: Option<Fix<'d>>,
}

/// What to tell an annotator in one language.
#[derive(Serialize)]
struct Said {
    message: String,
    help: String,
    /// What the fix does: `insert “>”`.
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<String>,
}

/// One for each diagnostic of the document, in their order.
pub(crate) fn all(document: &Document) -> Vec<Advice<'_>> {
    let mut fixes = document.fixes().peekable();
    let diagnostics = document.diagnostics().iter();
    let all = diagnostics.map(|diagnostic| {
        let fix = fixes.next_if(|fix| std::ptr::eq(fix.diagnostic(), diagnostic));
        Advice {
            en: Said::new(diagnostic, fix.as_ref(), Language::English),
            zh: Said::new(diagnostic, fix.as_ref(), Language::Chinese),
            fix,
        }
    });
    all.collect()
}

impl Said {
    fn new(diagnostic: &Diagnostic, fix: Option<&Fix<'_>>, language: Language) -> Self {
        Self {
            message: diagnostic.message_in(language).into_owned(),
            help: diagnostic.help_in(language).to_owned(),
            fix: fix.map(|fix| fix.in_language(language).to_string()),
        }
    }
}
