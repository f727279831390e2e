//! Who does what a verb says, where nobody is marked who does it.

use super::words::{WINDOW, Words, is_noun};
use crate::annotation::{OwnNames, Role};
use crate::lexicon::{Cue, CueSet, Party};
use crate::statement::clause::{ClauseKind, Clauses};
use crate::statement::token::{Mark, Token, TokenKind};
use crate::text::{AnnotationKind, Span};

/// Reads the tokens of a scope once and knows at each verb who does it.
pub(super) struct SubjectReader<'a, 'd> {
    words: Words<'a>,
    pub(super) clauses: &'a Clauses,
    /// The token to be read next.
    next: u32,
    /// The subject of the clause that is read, and of the one before it.
    subject: Option<Span>,
    carried: Option<Span>,
    /// Who is behind 由 or 需要 in this clause.
    agent: Option<Span>,
    /// The last party, and its token.
    last: Option<(Span, u32)>,
    /// The names that the policy gives itself.
    pub(super) names: &'a mut OwnNames<'d>,
    /// The words before make the next noun anything but a subject.
    preposition: CueSet,
    /// Whether a mark of the clause makes what follows no subject of it.
    is_past_head: bool,
    has_marked_subject: bool,
}

/// Cues behind which a noun is no subject.
const PREPOSITIONS: [Cue; 5] = [Cue::Toward, Cue::From, Cue::By, Cue::Object, Cue::As];

impl<'a, 'd> SubjectReader<'a, 'd> {
    pub(super) fn new(words: Words<'a>, clauses: &'a Clauses, names: &'a mut OwnNames<'d>) -> Self {
        Self {
            words,
            clauses,
            next: 0,
            subject: None,
            carried: None,
            agent: None,
            last: None,
            names,
            preposition: CueSet::default(),
            is_past_head: false,
            has_marked_subject: false,
        }
    }

    /// S32: who does what the verb at this token says. Tokens must be asked for in order.
    pub(super) fn agent(&mut self, at: u32) -> Option<Span> {
        let verb = self.words.tokens.get(at as usize).and_then(Token::mark);
        while self.next < at {
            if let Some(token) = self.words.tokens.get(self.next as usize)
                && token.depth == 0
            {
                self.token(token);
            }
            self.next += 1;
        }
        let clause = self.clauses.around(at)?;
        let own = self.last.filter(|&(_, token)| clause.start <= token);
        let own = own.map(|(span, _)| span);
        let takes = verb.is_some_and(|verb| verb.role == Some(Role::Collect));
        let carried = self.carried.filter(|&span| !takes || !self.words.is_data_subject(span));
        let outer = self.agent.or(self.subject).or(carried);
        match clause.kind {
            ClauseKind::Relative => own.or(outer),
            ClauseKind::Occasion | ClauseKind::Supposition => own.or(self.agent),
            ClauseKind::Main | ClauseKind::Question => outer,
        }
    }

    fn token(&mut self, token: &Token) {
        match token.kind {
            TokenKind::Cue(cues) if cues.has_any(&[Cue::Clause, Cue::Break]) => self.end_clause(),
            TokenKind::Cue(cues) if cues.has(Cue::Pronoun) => self.noun(token.span),
            // `<昵称>和您[上传]的<照片>`: it joins two nouns.
            TokenKind::Cue(cues)
                if cues.has(Cue::Conjunction) && self.before().is_some_and(is_noun) => {}
            TokenKind::Cue(cues) if cues.has_any(&PREPOSITIONS) => self.preposition = cues,
            TokenKind::Cue(cues) if cues.has(Cue::ActorBefore) && !cues.has(Cue::Will) => {
                self.preposition = self.preposition | cues;
            }
            TokenKind::Mark(mark) => self.mark(mark.kind),
            TokenKind::Words if !self.words.is_words(token) => {}
            TokenKind::Words | TokenKind::Cue(_) => {
                if let Some(noun) = self.noun_in(token.span) {
                    self.noun(noun);
                } else if self.words.has_verb(token.span) {
                    // `使用本平台`: what follows directly is the object of it.
                    self.preposition = CueSet::of(Cue::Object);
                }
            }
            TokenKind::Open { .. } | TokenKind::Close => {}
        }
    }

    /// The somebody that words name: a party; before a verb or a word such as 会 also the name
    /// that the policy gives itself, and behind 由 whatever is there.
    fn noun_in(&mut self, span: Span) -> Option<Span> {
        const MODAL: [Cue; 4] = [Cue::ActorAfter, Cue::Will, Cue::May, Cue::Must];
        let next = self.words.tokens.get(self.next as usize + 1);
        let is_before_modal = next.is_some_and(|next| MODAL.iter().any(|&cue| next.is(cue)));
        let party = self.words.party(span, is_before_modal);
        let is_verb = |mark: Mark| mark.kind == AnnotationKind::Action;
        if party.is_some() || !is_before_modal && !next.and_then(Token::mark).is_some_and(is_verb) {
            return party;
        }
        let span = self.words.trimmed(span).filter(|span| span.len() <= WINDOW as u32)?;
        let words = self.words.text.get(span.range())?;
        let is_agent = self.preposition.has(Cue::By) && !self.words.has_verb(span);
        (is_agent || self.names.party(words) == Some(Party::First)).then_some(span)
    }

    /// A party that has no mark.
    fn noun(&mut self, span: Span) {
        let preposition = std::mem::take(&mut self.preposition);
        let next = self.words.tokens.get(self.next as usize + 1);
        let is_owner = next.is_some_and(|next| {
            next.is(Cue::Of) || next.mark().is_some_and(|mark| mark.kind == AnnotationKind::Data)
        });
        if is_owner {
            return;
        }
        if preposition.has(Cue::By) {
            self.agent = Some(span);
        } else if !preposition.has_any(&PREPOSITIONS) && !preposition.has(Cue::ActorBefore) {
            self.last = Some((span, self.next));
            if !self.is_past_head && self.is_in_main_clause() {
                // `您同意我们[收集]`: the nearest one does it; of those side by side the first.
                self.subject = self.subject.filter(|_| self.is_joined()).or(Some(span));
            }
        }
    }

    fn is_in_main_clause(&self) -> bool {
        let clause = self.clauses.around(self.next).map(|clause| clause.kind);
        matches!(clause, Some(ClauseKind::Main | ClauseKind::Question))
    }

    /// The token before the one that is read.
    fn before(&self) -> Option<&Token> {
        self.words.tokens.get(self.next.checked_sub(1)? as usize)
    }

    /// Whether a conjunction is right before the token.
    fn is_joined(&self) -> bool {
        self.before().is_some_and(|before| before.is(Cue::Conjunction))
    }

    fn mark(&mut self, kind: AnnotationKind) {
        let preposition = std::mem::take(&mut self.preposition);
        match kind {
            AnnotationKind::Actor if !preposition.has_any(&PREPOSITIONS) => {
                self.has_marked_subject = true;
                self.subject = None;
                self.last = None;
            }
            AnnotationKind::Action | AnnotationKind::Data => self.is_past_head = true,
            _ => {}
        }
    }

    fn end_clause(&mut self) {
        let clause = self.clauses.around(self.next).map(|clause| clause.kind);
        if self.has_marked_subject {
            self.carried = None;
        } else if matches!(clause, Some(ClauseKind::Main | ClauseKind::Question)) {
            self.carried = self.subject.or(self.carried);
        }
        self.subject = None;
        self.agent = None;
        self.preposition = CueSet::default();
        self.is_past_head = false;
        self.has_marked_subject = false;
    }
}
