//! What an annotator should look at.

use gen_lsp_types as lsp;
use policymark::text::{Diagnostic, Severity};

use crate::documents::Unread;
use crate::page::Page;
use crate::words::Words;

/// What shows who reports it.
pub(crate) const SOURCE: &str = "policymark";

/// The diagnostics of a policy, in the order of the text.
pub(crate) fn diagnostics(page: &Page<'_>) -> Vec<lsp::Diagnostic> {
    page.document.diagnostics().iter().map(|found| diagnostic(page, found)).collect()
}

/// One of them.
pub(crate) fn diagnostic(page: &Page<'_>, found: &Diagnostic) -> lsp::Diagnostic {
    let language = page.words.language;
    let help = page.words.labelled(page.words.say("help"), found.help_in(language));
    let related = found.related().map(|span| {
        let message = page.words.say("related").to_owned();
        vec![lsp::DiagnosticRelatedInformation { location: page.location(span), message }]
    });
    lsp::Diagnostic {
        code: Some(lsp::Code::String(found.code().name().to_owned())),
        related_information: related,
        ..message(
            page.range(found.span()),
            page.rules.severity(found),
            format!("{}\n{help}", found.message_in(language)),
        )
    }
}

/// What is said of a text without a document.
pub(crate) fn unread(why: &Unread<'_>, words: Words) -> lsp::Diagnostic {
    let why = match why {
        Unread::Lost => words.say("lost").to_owned(),
        Unread::Unparsed(error) => error.message_in(words.language),
    };
    message(lsp::Range::default(), Severity::Error, why)
}

/// A message about a place.
pub(crate) fn message(range: lsp::Range, severity: Severity, message: String) -> lsp::Diagnostic {
    lsp::Diagnostic {
        range,
        severity: Some(of_severity(severity)),
        source: Some(SOURCE.to_owned()),
        message: lsp::Message::String(message),
        ..lsp::Diagnostic::default()
    }
}

/// Hints of this library are worth a look; editors hide those of the protocol.
const fn of_severity(severity: Severity) -> lsp::DiagnosticSeverity {
    match severity {
        Severity::Error => lsp::DiagnosticSeverity::Error,
        Severity::Warning => lsp::DiagnosticSeverity::Warning,
        _ => lsp::DiagnosticSeverity::Information,
    }
}
