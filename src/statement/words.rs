//! Parties and verbs in the words between annotations.

use super::token::{Token, TokenKind};
use crate::annotation::OwnNames;
use crate::lexicon::{Cue, Hit, Lexicon, Party, Verb};
use crate::text::{AnnotationKind, Delimiter, Span, han};

/// How many bytes at each end of the words between two tokens are read: thirty Chinese characters.
pub(super) const WINDOW: usize = 90;

/// The words of a text.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) text: &'a str,
    pub(super) lexicon: &'a Lexicon,
}

impl<'a> Words<'a> {
    pub(super) fn source(&self, span: Span) -> &'a str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The span without blanks and punctuation at its edges; `None` if nothing is left or it is longer
    /// than [`WINDOW`].
    pub(super) fn trimmed(&self, span: Span) -> Option<Span> {
        let words = self.source(span);
        let end = han::trim_end(words, is_edge).len() as u32;
        let start = (words.len() - han::trim_start(words, is_edge).len()) as u32;
        let trimmed = || Span::new(span.start() + start, span.start() + end);
        (start < end && end - start <= WINDOW as u32).then(trimmed)
    }

    /// The party of which words are the name: 银行, 第三方支付机构; before a modal word also 某某公司.
    pub(super) fn party(&self, span: Span, is_before_modal: bool) -> Option<Span> {
        let span = self.trimmed(span)?;
        let (words, parties) = (self.source(span), self.lexicon.parties());
        let begins = is_before_modal || parties.prefix(words).is_some();
        (begins && parties.suffix(words).is_some()).then_some(span)
    }

    /// Whether words are the name of a party or a name that the policy gives itself.
    pub(super) fn is_somebody(&self, words: Span, names: &mut OwnNames<'_>) -> bool {
        let Some(name) = self.trimmed(words) else { return false };
        self.party(name, false).is_some() || names.party(self.source(name)) == Some(Party::First)
    }

    /// The party between the last verb of words and their end: 平台 of `使用平台`.
    pub(super) fn after_verb(&self, words: Span, names: &mut OwnNames<'_>) -> Option<Span> {
        let verb = self.verbs(words).last()?;
        let rest = self.trimmed(Span::new(verb.end(), words.end()))?;
        self.is_somebody(rest, names).then_some(rest)
    }

    /// Whether a token is a verb, marked or not, or words that end in one.
    pub(super) fn end_in_verb(&self, token: &Token) -> bool {
        match token.kind {
            TokenKind::Mark(mark) => mark.kind == AnnotationKind::Action,
            TokenKind::Cue(cues) => {
                !cues.has(Cue::Through)
                    && self.lexicon.verbs().get(self.source(token.span)).is_some()
            }
            TokenKind::Words => {
                self.verbs(token.span).last().is_some_and(|verb| verb.end() == token.span.end())
            }
            TokenKind::Open { .. } | TokenKind::Close => false,
        }
    }

    /// The party at the end of a phrase.
    pub(super) fn last_party(&self, phrase: Span) -> Option<Span> {
        let (start, end) = (phrase.start(), phrase.end());
        let words = self.source(phrase);
        let words = han::trim_end(words, is_edge);
        let end = end - (phrase.len() - words.len() as u32);
        let party = self.lexicon.parties().suffix(words)?;
        Some(Span::new(start + party.start as u32, end))
    }

    /// Whether words of a phrase are part of the name of a party in it: 提供 of `技术服务提供商处`.
    pub(super) fn are_in_party(&self, words: Span, phrase: Span) -> bool {
        let start = phrase.start();
        let holds = |hit: Hit<_>| {
            start + hit.start as u32 <= words.start() && words.end() <= start + hit.end as u32
        };
        self.lexicon.parties().find_iter(self.source(phrase)).any(holds)
    }

    /// Whether a party is the data subject: 您.
    pub(super) fn is_data_subject(&self, span: Span) -> bool {
        self.lexicon.parties().get(self.source(span)) == Some(Some(Party::Subject))
    }

    /// Whether a verb hands data over: 共享.
    pub(super) fn hands_over(&self, verb: Span) -> bool {
        let verb = self.lexicon.verbs().get(self.source(verb));
        verb.is_some_and(|verb| verb.processing.hands_over())
    }

    /// Whether a token is words and not an ordinary pair of brackets, which can contain annotations.
    pub(super) fn are(&self, token: &Token) -> bool {
        let opens = |c| Delimiter::MARKS.iter().any(|delimiter| delimiter.open() == c);
        token.kind == TokenKind::Words && !self.source(token.span).starts_with(opens)
    }

    /// The verbs in the words near both ends of a span, except those of a single character, which can be
    /// part of another word: 用户.
    pub(super) fn verbs(&self, span: Span) -> impl Iterator<Item = Span> + use<'a> {
        let words = self.source(span);
        let near = words.floor_char_boundary(WINDOW);
        let far = words.ceil_char_boundary(words.len().saturating_sub(WINDOW)).max(near);
        let (lexicon, start) = (self.lexicon, span.start());
        let in_part = move |from: usize, to: usize| {
            let part = &words[from..to];
            let is_word = move |hit: &Hit<Verb>| part[hit.start..hit.end].chars().nth(1).is_some();
            let at = start + from as u32;
            let span = move |hit: Hit<Verb>| Span::new(at + hit.start as u32, at + hit.end as u32);
            lexicon.verbs().find_iter(part).filter(is_word).map(span)
        };
        let rest = (far < words.len()).then(|| in_part(far, words.len()));
        in_part(0, near).chain(rest.into_iter().flatten())
    }
}

fn is_edge(c: char) -> bool {
    !han::is_letter(c)
}
