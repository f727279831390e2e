//! The words of a scope that name somebody or a verb.

use crate::annotation::Role;
use crate::lexicon::{Cue, CueSet, Hit, Lexicon, Party, Verb};
use crate::statement::MemberRole;
use crate::statement::token::{Token, TokenKind};
use crate::text::{AnnotationKind, Delimiter, Span, han};

/// How many tokens away from a verb the words about it are sought.
const REACH: usize = 32;

/// How many bytes of the words between two tokens are looked at: thirty Chinese characters.
pub(super) const WINDOW: usize = 90;

/// The tokens of a scope and their words.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) text: &'a str,
    pub(super) lexicon: &'a Lexicon,
    pub(super) tokens: &'a [Token],
}

impl Words<'_> {
    pub(super) fn source(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// A span without the blanks and marks of punctuation at its edges.
    pub(super) fn trimmed(&self, span: Span) -> Option<Span> {
        let words = self.source(span);
        let end = han::trim_end(words, is_edge).len() as u32;
        let start = (words.len() - han::trim_start(words, is_edge).len()) as u32;
        (start < end).then(|| Span::new(span.start() + start, span.start() + end))
    }

    /// The party that words are the name of: 银行, 第三方支付机构; before 会 and the like also
    /// 某某公司.
    pub(super) fn party(&self, span: Span, is_before_modal: bool) -> Option<Span> {
        let span = self.trimmed(span).filter(|span| span.len() <= WINDOW as u32)?;
        let (words, parties) = (self.source(span), self.lexicon.parties());
        let begins = is_before_modal || parties.prefix(words).is_some();
        (begins && parties.suffix(words).is_some() && !self.has_verb(span)).then_some(span)
    }

    pub(super) fn has_verb(&self, span: Span) -> bool {
        verbs_in(self.lexicon, self.source(span)).next().is_some()
    }

    /// The noun at the end of a phrase: the party that it ends with, or all of it.
    fn head(&self, phrase: Span) -> Option<Span> {
        let phrase = self.trimmed(phrase)?;
        let words = self.source(phrase);
        let party = self.lexicon.parties().suffix(words);
        let start = party.map_or(0, |hit| hit.start) as u32;
        (phrase.len() - start <= WINDOW as u32)
            .then(|| Span::new(phrase.start() + start, phrase.end()))
    }

    /// Whether a party is the one whom data is about, who takes none: 您.
    pub(super) fn is_data_subject(&self, span: Span) -> bool {
        self.lexicon.parties().get(self.source(span)) == Some(Some(Party::Subject))
    }

    /// Whether a token is words, and no ordinary pair of brackets, which can hold marks.
    pub(super) fn is_words(&self, token: &Token) -> bool {
        let opens = |c| Delimiter::MARKS.iter().any(|delimiter| delimiter.open() == c);
        token.kind == TokenKind::Words && !self.source(token.span).starts_with(opens)
    }

    /// The first verb among words.
    fn first_verb_in(&self, token: &Token) -> Option<Span> {
        let words = self.source(token.span);
        let near = &words[..words.floor_char_boundary(WINDOW)];
        let hit = verbs_in(self.lexicon, near).next().filter(|_| self.can_be_verb(token))?;
        let start = token.span.start();
        Some(Span::new(start + hit.start as u32, start + hit.end as u32))
    }

    fn can_be_verb(&self, token: &Token) -> bool {
        self.is_words(token) || token.is(Cue::Word)
    }

    /// The last verb among words.
    fn verb_in(&self, token: &Token) -> Option<Span> {
        if !self.can_be_verb(token) {
            return None;
        }
        let words = self.source(token.span);
        let skipped = words.ceil_char_boundary(words.len().saturating_sub(WINDOW));
        let hit = verbs_in(self.lexicon, &words[skipped..]).last()?;
        let start = token.span.start() + skipped as u32;
        Some(Span::new(start + hit.start as u32, start + hit.end as u32))
    }

    /// S33: the verb of data without a marked one: the last word before it, or else behind it, in its clause
    /// that names a verb.
    pub(super) fn verb(&self, at: u32) -> Option<(u32, Span)> {
        let (before, behind) = self.tokens.split_at_checked(at as usize)?;
        if behind.first()?.depth > 0 {
            return None;
        }
        let clause = behind.iter().take(REACH).take_while(|token| !ends_clause(token));
        let verb_behind =
            || (at..).zip(clause).find_map(|(at, token)| Some((at, self.first_verb_in(token)?)));
        self.verb_before(before).or_else(verb_behind).or_else(|| self.verb_of_reference(at))
    }

    /// `我们收集这些信息是为了{回复您}`: the verb right before what refers to the data.
    fn verb_of_reference(&self, at: u32) -> Option<(u32, Span)> {
        let behind = self.tokens.get(at as usize..)?.iter().take(REACH);
        let reference = (at..).zip(behind).find(|(_, token)| token.is(Cue::Reference))?.0;
        let verb = reference.checked_sub(1)?;
        Some((verb, self.verb_in(self.tokens.get(verb as usize)?)?))
    }

    /// Of verbs side by side the first one: `查看、保存您的<账单>`. 包括 goes on with the clause before.
    fn verb_before(&self, tokens: &[Token]) -> Option<(u32, Span)> {
        let (mut found, mut goes_on) = (None, false);
        for (at, token) in tokens.iter().enumerate().rev().filter(|(_, t)| t.depth == 0).take(REACH)
        {
            // `您的浏览记录`: what 的 belongs to is a noun.
            let is_noun = at > 0 && tokens[at - 1].is(Cue::Of);
            if let Some(verb) =
                self.verb_in(token).filter(|verb| !is_noun || verb.start() > token.span.start())
            {
                found = Some((at as u32, verb));
                continue;
            }
            match token.kind {
                TokenKind::Words if found.is_some() => break,
                TokenKind::Words => {}
                TokenKind::Mark(mark) if mark.kind == AnnotationKind::Action => break,
                TokenKind::Mark(_) | TokenKind::Open { .. } | TokenKind::Close => {}
                TokenKind::Cue(cues) if cues.has(Cue::PartOf) => break,
                TokenKind::Cue(cues) if found.is_some() && !cues.has(Cue::Conjunction) => break,
                TokenKind::Cue(_) if ends_clause(token) && !goes_on => break,
                TokenKind::Cue(cues) => goes_on = cues.has(Cue::Part),
            }
        }
        found
    }

    /// S34: to whom or from whom data goes: what is between a preposition and the verb, or behind 给.
    pub(super) fn counterpart(&self, at: u32) -> Option<(MemberRole, Span)> {
        let (before, behind) = self.tokens.split_at_checked(at as usize)?;
        let verb = behind.first()?.mark().filter(|mark| mark.kind == AnnotationKind::Action)?;
        let takes = verb.role == Some(Role::Collect);
        match self.phrase_before(before) {
            Some((preposition, phrase)) if preposition.has(Cue::Through) => {
                let noun = self.trimmed(phrase).filter(|_| takes)?;
                let party = self.lexicon.parties().suffix(self.source(noun));
                party.and(Some((MemberRole::Source, noun)))
            }
            Some((preposition, phrase)) => {
                let role = counterpart_role(preposition, takes);
                Some((role, self.head(phrase)?))
            }
            None => self.given(behind.get(1..)?),
        }
    }

    /// The phrase right before a verb, and the preposition before it.
    fn phrase_before(&self, tokens: &[Token]) -> Option<(CueSet, Span)> {
        const NOMINAL: [Cue; 5] =
            [Cue::Pronoun, Cue::Etc, Cue::Word, Cue::Conjunction, Cue::ActorBefore];
        let mut phrase: Option<Span> = None;
        for (at, token) in tokens.iter().enumerate().rev().take(REACH) {
            let is_part = match token.kind {
                TokenKind::Words => self.is_words(token),
                TokenKind::Cue(cues) if cues.has_any(&[Cue::Toward, Cue::From, Cue::Through]) => {
                    let before = at.checked_sub(1).map(|at| &tokens[at]);
                    if !(cues.has(Cue::Conjunction) && before.is_some_and(is_noun)) {
                        return phrase.map(|phrase| (cues, phrase));
                    }
                    true
                }
                TokenKind::Cue(cues) => {
                    cues.has_any(&NOMINAL) || cues.has(Cue::Of) && phrase.is_some()
                }
                _ => false,
            };
            if !is_part {
                return None;
            }
            phrase = Some(phrase.map_or(token.span, |phrase| token.span.join(phrase)));
        }
        None
    }

    /// `[提供]给我们，`: the party behind 给, if nothing makes it part of a longer name.
    fn given(&self, behind: &[Token]) -> Option<(MemberRole, Span)> {
        let [given, noun, rest @ ..] = behind else { return None };
        let is_noun = noun.is(Cue::Pronoun) || self.is_words(noun);
        let ends = rest.first().is_none_or(|next| ends_clause(next) || next.is(Cue::Conjunction));
        let span = self.party(noun.span, false).filter(|_| is_noun)?;
        (given.is(Cue::Given) && ends).then_some((MemberRole::Recipient, span))
    }
}

const fn counterpart_role(preposition: CueSet, takes: bool) -> MemberRole {
    let is_source = preposition.has(Cue::From) || takes && !preposition.has(Cue::Conjunction);
    if is_source { MemberRole::Source } else { MemberRole::Recipient }
}

/// The verbs in words. One of a single letter can be part of another word: 用户.
fn verbs_in<'t>(lexicon: &'t Lexicon, words: &'t str) -> impl Iterator<Item = Hit<Verb>> + 't {
    let is_word = |hit: &Hit<Verb>| words[hit.start..hit.end].chars().nth(1).is_some();
    lexicon.verbs().find_iter(words).filter(is_word)
}

/// Whether 和 behind a token joins two nouns, and is no preposition: `账户和安全`.
pub(super) fn is_noun(token: &Token) -> bool {
    match token.kind {
        TokenKind::Words => true,
        TokenKind::Mark(mark) => mark.kind != AnnotationKind::Actor,
        _ => false,
    }
}

fn is_edge(c: char) -> bool {
    !han::is_letter(c)
}

fn ends_clause(token: &Token) -> bool {
    token.is(Cue::Clause) || token.is(Cue::Break)
}
