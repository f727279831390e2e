//! Phrases: groups of tokens of a scope.

use super::token::{Mark, Token, TokenKind};
use crate::annotation::Role;
use crate::lexicon::{Cue, CueSet};
use crate::text::{AnnotationKind, Short};

/// Cues that give the noun after them a role with a verb.
const PREPOSITIONS: [Cue; 6] =
    [Cue::Toward, Cue::From, Cue::By, Cue::Object, Cue::As, Cue::Through];

/// Cues that govern the next annotation, whatever is between.
pub(super) const GOVERNING: [Cue; 5] = [Cue::Toward, Cue::From, Cue::By, Cue::Object, Cue::As];

/// Cues that can be part of a noun after a preposition: `与任何第三方`.
const NOMINAL: [Cue; 5] = [Cue::Pronoun, Cue::Etc, Cue::Word, Cue::Conjunction, Cue::ActorBefore];

/// The kind of a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PhraseKind {
    /// Actors or data, coordinated ones together: `向您授权的(银行)、(商家)`.
    Noun,
    /// Words that the lexicon may know as a noun or a verb: `与任何第三方`.
    Words,
    /// A preposition whose noun is missing.
    Preposition,
    /// A marked verb: `[上传]的`.
    Verb,
    /// 会, 可能, 需要.
    Modal,
    /// 不会, 不.
    Denial,
    /// A marked purpose or condition.
    Adjunct,
    /// A cue that opens, joins or ends clauses: 若, 和, 时.
    Connective,
    /// Punctuation that ends a clause.
    Stop,
}

/// A phrase of a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) kind: PhraseKind,
    /// What governs a noun or words: 向 in `向(银行)`.
    pub(super) preposition: CueSet,
    /// Its first token, as an index into the scope.
    pub(super) start: u32,
    /// The token after its last one.
    pub(super) end: u32,
    /// Its first annotation, or else its first token.
    pub(super) head: u32,
    /// Whether 的 is right after its last annotation.
    pub(super) is_attribute: bool,
}

/// A marked verb, and what is known about it before it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct MarkedVerb {
    pub(super) clause: u32,
    pub(super) role: Option<Role>,
    /// The last 会 or 由 between the verb before and this one, as an index into the scope.
    pub(super) modal: Option<u32>,
}

/// The phrases of one scope after another. They leave no token out; an aside is part of the phrase before
/// it.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    list: Vec<Phrase>,
    verbs: Short<MarkedVerb>,
}

impl Phrases {
    /// The first capacity, which is enough for most scopes.
    const USUAL: usize = 64;

    /// Finds the phrases of a scope.
    pub(super) fn read(&mut self, tokens: &[Token]) {
        self.list.clear();
        self.list.reserve(Self::USUAL);
        self.verbs.clear();
        let mut reader = Reader {
            phrases: &mut self.list,
            verbs: &mut self.verbs,
            modal: None,
            governing: CueSet::default(),
            outer: CueSet::default(),
            is_open: false,
            last_cue: CueSet::default(),
            since: Since::default(),
        };
        let mut before = None;
        for (at, token) in (0..).zip(tokens) {
            if token.depth > 0 || is_edge_of_aside(token) {
                reader.aside(at);
            } else {
                reader.token(at, token, before);
            }
            before = Some(token);
        }
    }

    pub(super) fn as_slice(&self) -> &[Phrase] {
        &self.list
    }

    /// The marked verbs of the scope, in the order of the text.
    pub(super) fn verbs(&self) -> &[MarkedVerb] {
        &self.verbs
    }
}

const fn is_edge_of_aside(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Open { .. } | TokenKind::Close)
}

/// What is between the last annotation and the token that is being read.
#[derive(Clone, Copy, Debug, Default)]
struct Since {
    /// The kind of the annotation.
    mark: Option<AnnotationKind>,
    /// The number of its phrase.
    phrase: usize,
    /// What governed it.
    governing: CueSet,
    /// The first cue, if no word is before it.
    first: CueSet,
    is_filled: bool,
    /// Whether no later annotation can be coordinated with it.
    is_cut: bool,
}

impl Since {
    /// Adds a cue. Returns whether it is the first token.
    fn fill(&mut self, cues: CueSet) -> bool {
        let is_first = !std::mem::replace(&mut self.is_filled, true);
        if is_first {
            self.first = cues;
        }
        is_first
    }
}

struct Reader<'a> {
    phrases: &'a mut Vec<Phrase>,
    verbs: &'a mut Short<MarkedVerb>,
    /// The last 会 or 由 since the last verb.
    modal: Option<u32>,
    /// The preposition that governs the next annotation of the clause.
    governing: CueSet,
    /// The preposition that one in an attribute replaced: 向 in `向您授权的(银行)`.
    outer: CueSet,
    /// Whether more words can join the last phrase.
    is_open: bool,
    /// The token before, if it is a cue.
    last_cue: CueSet,
    since: Since,
}

impl Reader<'_> {
    fn token(&mut self, at: u32, token: &Token, before: Option<&Token>) {
        match token.kind {
            TokenKind::Mark(mark) => self.mark(at, mark, token.clause),
            TokenKind::Cue(cues) => {
                if cues.has_any(&[Cue::May, Cue::Will, Cue::Must, Cue::By]) {
                    self.modal = Some(at);
                }
                if cues.has_any(&[Cue::Clause, Cue::Break]) {
                    self.stop(at, cues);
                } else {
                    self.govern(cues);
                    self.cue(at, cues, before);
                    self.pass(cues);
                }
            }
            _ if before.is_some_and(|before| before.kind == TokenKind::Words) => self.extend(at),
            _ => {
                self.words(at);
                self.since.is_filled = true;
                self.last_cue = CueSet::default();
            }
        }
    }

    /// Adds a token of an aside to the last phrase.
    fn aside(&mut self, at: u32) {
        match self.phrases.last_mut() {
            Some(phrase) => phrase.end = at + 1,
            None => self.push(PhraseKind::Words, at),
        }
    }

    fn push(&mut self, kind: PhraseKind, at: u32) {
        let (preposition, end) = (CueSet::default(), at + 1);
        self.phrases.push(Phrase {
            kind,
            preposition,
            start: at,
            end,
            head: at,
            is_attribute: false,
        });
        self.is_open = false;
    }

    fn mark(&mut self, at: u32, mark: Mark, clause: u32) {
        match mark.kind {
            AnnotationKind::Actor | AnnotationKind::Data => self.noun(at, mark),
            AnnotationKind::Action => {
                self.push(PhraseKind::Verb, at);
                let modal = self.modal.take();
                self.verbs.push(MarkedVerb { clause, role: mark.role, modal });
            }
            AnnotationKind::Purpose => self.push(PhraseKind::Adjunct, at),
        }
        self.is_open = false;
        self.since = Since {
            mark: Some(mark.kind),
            phrase: self.phrases.len() - 1,
            governing: std::mem::take(&mut self.governing),
            ..Since::default()
        };
        self.outer = CueSet::default();
        self.last_cue = CueSet::default();
    }

    /// Adds an actor or data: to the annotation with which it is coordinated, to the phrase that its
    /// preposition or its attribute opened, or as a new phrase.
    fn noun(&mut self, at: u32, mark: Mark) {
        if self.is_coordinated(mark) {
            self.phrases.truncate(self.since.phrase + 1);
            self.extend(at);
            return;
        }
        if self.is_open {
            self.extend(at);
        } else {
            self.push(PhraseKind::Noun, at);
        }
        let governing = self.governing;
        if let Some(phrase) = self.phrases.last_mut() {
            (phrase.kind, phrase.head) = (PhraseKind::Noun, at);
            let is_governed = governing.has_any(&GOVERNING);
            phrase.preposition = if is_governed { governing } else { phrase.preposition };
        }
    }

    fn is_coordinated(&self, mark: Mark) -> bool {
        let Since { first, is_filled, is_cut, .. } = self.since;
        let is_joined = !is_filled || first.has_any(&[Cue::Conjunction, Cue::Etc, Cue::Part]);
        let is_place_of = mark.role == Some(Role::Place) && first.has(Cue::Of);
        let is_governed = self.governing.has(Cue::Toward) && !self.governing.has(Cue::Conjunction);
        self.since.mark == Some(mark.kind) && (is_joined || is_place_of) && !is_cut && !is_governed
    }

    /// Adds a token to the last phrase.
    fn extend(&mut self, at: u32) {
        if let Some(phrase) = self.phrases.last_mut() {
            phrase.end = at + 1;
        }
    }

    fn words(&mut self, at: u32) {
        match self.phrases.last_mut() {
            Some(phrase) if self.is_open => {
                phrase.end = at + 1;
                phrase.kind = PhraseKind::Words;
                self.is_open = phrase.preposition != CueSet::default();
            }
            _ => self.push(PhraseKind::Words, at),
        }
    }

    /// Ends a clause, and with it the reach of what governs.
    fn stop(&mut self, at: u32, cues: CueSet) {
        self.push(PhraseKind::Stop, at);
        self.governing = CueSet::default();
        self.outer = CueSet::default();
        self.since.fill(cues);
        self.since.is_cut = true;
        self.last_cue = cues;
    }

    fn cue(&mut self, at: u32, cues: CueSet, before: Option<&Token>) {
        if cues.has(Cue::Of) && self.attribute(at) {
            return self.extend(at);
        }
        if self.is_open && self.is_nominal(cues, before) {
            return self.words(at);
        }
        if self.is_preposition(cues, before) {
            self.push(PhraseKind::Preposition, at);
            self.is_open = true;
            if let Some(phrase) = self.phrases.last_mut() {
                phrase.preposition = cues;
            }
        } else if cues.has_any(&[Cue::Pronoun, Cue::Word]) {
            self.words(at);
        } else {
            self.push(kind_of(cues), at);
        }
    }

    /// Reads 的. Returns whether it belongs to the phrase before it.
    fn attribute(&mut self, at: u32) -> bool {
        let is_after_mark = self.since.mark.is_some() && !self.since.is_filled;
        let Some(phrase) = self.phrases.last_mut().filter(|phrase| phrase.end == at) else {
            return false;
        };
        phrase.is_attribute = is_after_mark;
        self.is_open |= phrase.kind == PhraseKind::Words;
        is_after_mark || self.is_open
    }

    /// Whether a cue continues the noun after a preposition.
    fn is_nominal(&self, cues: CueSet, before: Option<&Token>) -> bool {
        let is_new = self.is_preposition(cues, before) && !cues.has(Cue::Attributive);
        let is_toward =
            self.phrases.last().is_some_and(|phrase| phrase.preposition.has(Cue::Toward));
        // `与为我们进行推广的合作伙伴`: 进行 has a meaning only beside brackets.
        let is_neutral = cues == CueSet::of(Cue::ActorAfter) && is_toward;
        let is_nominal = cues.has_any(&NOMINAL) && kind_of(cues) == PhraseKind::Connective;
        is_neutral || is_nominal && !is_new
    }

    fn is_preposition(&self, cues: CueSet, before: Option<&Token>) -> bool {
        let joins = cues.has(Cue::Conjunction) && before.is_some_and(is_noun);
        let is_after_verb =
            self.since.mark == Some(AnnotationKind::Action) && !self.since.is_filled;
        cues.has_any(&PREPOSITIONS) && !joins || cues.has(Cue::Given) && is_after_verb
    }

    /// Updates what governs the next annotation. That is the last preposition, except one that is itself
    /// in an attribute: `向您授权的(银行)`, `与持证授权(药房)`.
    fn govern(&mut self, cues: CueSet) {
        // `医生要求或(您)[上传]`: the cue is a verb of its own.
        let is_verb = cues.has(Cue::Conjunction) && self.last_cue.has(Cue::By);
        if is_verb && !cues.has(Cue::Toward) {
            self.governing = CueSet::default();
            self.is_open = false;
        }
        let ends_attribute = cues.has(Cue::Of) && !self.last_cue.has(Cue::Pronoun);
        if ends_attribute && self.outer != CueSet::default() {
            self.governing = std::mem::take(&mut self.outer);
        } else if cues.has_any(&GOVERNING) && !self.is_attributive(cues) {
            self.outer = if cues.has(Cue::By) { self.governing } else { CueSet::default() };
            self.governing = cues;
        }
    }

    fn is_attributive(&self, cues: CueSet) -> bool {
        let is_toward = self.governing.has(Cue::Toward) && !self.governing.has(Cue::Object);
        cues.has(Cue::Attributive) && is_toward && self.last_cue == CueSet::default()
    }

    /// Remembers a cue for the tokens after it.
    fn pass(&mut self, cues: CueSet) {
        const CUTS: [Cue; 6] = [Cue::May, Cue::Will, Cue::Must, Cue::Deny, Cue::From, Cue::By];
        if self.since.fill(cues) {
            // `与{为我们服务}的(供应商)`, `与(云杉)的(门店)`: what governs the attribute governs the noun.
            let is_kept = match self.since.mark {
                Some(AnnotationKind::Purpose) => true,
                Some(AnnotationKind::Actor) => {
                    self.since.governing.has_any(&[Cue::Toward, Cue::From])
                }
                _ => false,
            };
            if cues.has(Cue::Of) && is_kept {
                self.governing = self.since.governing;
            }
        }
        self.since.is_cut |= cues.has_any(&CUTS);
        self.last_cue = cues;
    }
}

fn kind_of(cues: CueSet) -> PhraseKind {
    if cues.has_any(&[Cue::Deny, Cue::Not]) {
        PhraseKind::Denial
    } else if cues.has_any(&[Cue::May, Cue::Will, Cue::Must]) {
        PhraseKind::Modal
    } else {
        PhraseKind::Connective
    }
}

/// Whether 和 after a token is a conjunction and not a preposition: `账户和安全`.
const fn is_noun(token: &Token) -> bool {
    match token.kind {
        TokenKind::Words => true,
        TokenKind::Mark(mark) => !matches!(mark.kind, AnnotationKind::Actor),
        _ => false,
    }
}
