//! The clauses of a document, for whoever wants to look at them: statements keep none.

use super::clause::{ClauseSpan, Clauses};
use super::passage::Passages;
use super::scope::Scopes;
use super::token::{OpenBrackets, Tokenizer, Tokens};
use crate::annotation::AnnotationData;
use crate::lexicon::Lexicon;
use crate::outline::{Outline, SentenceId};
use crate::text::han;
use crate::tree::Tree;

/// The clauses of the sentences that hold annotations, each before those that it holds.
pub(crate) fn clauses(
    text: &str,
    tree: &Tree,
    outline: &Outline,
    lexicon: &Lexicon,
    annotations: &[AnnotationData],
) -> Vec<(SentenceId, ClauseSpan)> {
    let (mut open, mut tokens) = (OpenBrackets::default(), Tokens::default());
    let (mut scopes, mut clauses) = (Scopes::default(), Clauses::default());
    let mut tokenizer = Tokenizer::new(text, tree, lexicon, annotations, &mut open);
    let mut passages = Passages::new(text, &outline.sentences, lexicon.outline());
    let mut found = Vec::new();
    while let Some(passage) = tokenizer.next_mark().and_then(|mark| passages.next(mark)) {
        tokenizer.tokenize(&passage, &mut tokens);
        for scope in scopes.split(&tokens) {
            clauses.read(text, scope.tokens);
            let spans = clauses.in_order(scope.tokens).into_iter();
            let spans = spans.filter(|clause| text[clause.span.range()].contains(han::is_letter));
            found.extend(spans.map(|clause| (passage.sentence, clause)));
        }
    }
    found
}
