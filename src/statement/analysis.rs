//! The analysis of a scope: its phrases and clauses.

use super::clause::Clauses;
use super::phrase::{MarkedVerb, Phrase, Phrases};
use super::scope::Scope;
use crate::lexicon::Cue;
use crate::text::AnnotationKind;

/// Finds the phrases and clauses of one scope after another.
#[derive(Debug, Default)]
pub(super) struct Analyzer {
    phrases: Phrases,
    clauses: Clauses,
}

impl Analyzer {
    /// Finds the phrases of a scope, and its clauses if one can contain an occasion. `None` for a scope
    /// without actions and data, in which there is nothing to tie.
    pub(super) fn analyze<'a>(&'a mut self, text: &str, scope: Scope<'a>) -> Option<Analysis<'a>> {
        let content = scope.content;
        let count = |kind| content.count(kind);
        if count(AnnotationKind::Action) + count(AnnotationKind::Data) == 0 {
            return None;
        }
        let Self { phrases, clauses } = self;
        phrases.read(scope.tokens);
        clauses.clear();
        let mut analysis =
            Analysis { scope, phrases: phrases.as_slice(), verbs: phrases.verbs(), clauses };
        if content.cues.has(Cue::WhenEnds) {
            analysis.find_clauses(text);
        }
        Some(analysis)
    }
}

/// A scope, its phrases and its clauses.
pub(super) struct Analysis<'a> {
    pub(super) scope: Scope<'a>,
    pub(super) phrases: &'a [Phrase],
    pub(super) verbs: &'a [MarkedVerb],
    /// Empty until they are needed.
    pub(super) clauses: &'a mut Clauses,
}

impl Analysis<'_> {
    pub(super) fn find_clauses(&mut self, text: &str) {
        if self.clauses.as_slice().is_empty() {
            self.clauses.read(text, self.scope.tokens);
        }
    }
}
