//! The clauses of a document. Statements do not store them, so they are found on request.

use super::Layers;
use super::clause::{ClauseSpan, Clauses};
use super::passage::Passages;
use super::phrase::Phrases;
use super::scope::Scopes;
use super::slot::{Needed, SlotData, Slots};
use super::token::{OpenBrackets, Tokenizer, Tokens};
use super::words::Words;
use crate::annotation::OwnNames;
use crate::outline::SentenceId;
use crate::text::han;

/// A clause of a sentence, and its slots.
#[derive(Clone, Debug)]
pub(crate) struct FilledClause {
    pub(crate) sentence: SentenceId,
    pub(crate) clause: ClauseSpan,
    pub(crate) slots: Box<[SlotData]>,
}

/// Finds the clauses of the sentences that have annotations, each before those that it holds.
pub(crate) fn clauses(layers: Layers<'_>) -> Vec<FilledClause> {
    let Layers { text, tree, outline, lexicon, annotations } = layers;
    let (mut open, mut tokens) = (OpenBrackets::default(), Tokens::default());
    let (mut scopes, mut phrases) = (Scopes::default(), Phrases::default());
    let (mut clauses, mut slots) = (Clauses::default(), Slots::default());
    let (words, mut names) = (Words { text, lexicon }, OwnNames::new(text, lexicon));
    let mut tokenizer = Tokenizer::new(text, tree, lexicon, annotations, &mut open);
    let mut passages = Passages::new(text, &outline.sentences, lexicon.outline());
    let mut found = Vec::new();
    while let Some(passage) = tokenizer.next_mark().and_then(|mark| passages.next(mark)) {
        tokenizer.tokenize(&passage, &mut tokens);
        for scope in scopes.split(&tokens) {
            let tokens = scope.tokens;
            phrases.read(tokens);
            clauses.read(text, tokens);
            slots.fill(Needed::ALL, tokens, phrases.as_slice(), &clauses, words, &mut names);
            let spans = clauses.in_order(scope.tokens).into_iter();
            let spans = spans.filter(|clause| text[clause.span.range()].contains(han::is_letter));
            found.extend(spans.map(|clause| FilledClause {
                sentence: passage.sentence,
                clause,
                slots: slots.of(clause.number).into(),
            }));
        }
    }
    found
}
