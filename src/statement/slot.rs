//! Slots: the subject, the verb, the objects and so on of a clause.

use super::clause::{Clause, ClauseKind, Clauses};
use super::phrase::{GOVERNING, Phrase, PhraseKind};
use super::token::{Mark, Token, TokenKind};
use super::words::Words;
use crate::annotation::{AnnotationId, OwnNames, Role};
use crate::lexicon::{Cue, CueSet, Party};
use crate::text::blank::is_all_blank;
use crate::text::{AnnotationKind, Short, Span, named_enum};

named_enum! {
    /// The role of a phrase in its clause.
    #[non_exhaustive]
    SlotRole, "role of slots" {
        /// Who does it: `(我们)会[收集]`.
        Subject = "subject",
        /// Who does it, after 由 and the like: `由(银行)[处理]`.
        Agent = "agent",
        /// How binding it is: 会.
        Modal = "modal",
        /// What denies the verb: 不会.
        Denial = "denial",
        /// The verb: `[收集]`.
        Verb = "verb",
        /// What it is done to: `<邮箱>`.
        Object = "object",
        /// To whom data goes: `向(银行)[提供]`.
        Recipient = "recipient",
        /// From whom data comes: `从(银行)[获取]`.
        Source = "source",
        /// When or what for: `当{您登录}时`.
        Adjunct = "adjunct",
    }
}

/// A slot of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SlotData {
    pub(crate) role: SlotRole,
    /// The annotation that fills it; `None` if words do.
    pub(crate) mark: Option<AnnotationId>,
    /// The head of its phrase: the annotation or the word.
    pub(crate) span: Span,
    /// The token of its head.
    pub(super) token: u32,
    /// Whether a conjunction joins it to the one before: 商家 of `银行和商家`.
    pub(super) is_joined: bool,
    /// Whether 向 or 与 governs it, so that the verb says in which direction data goes.
    preposition: CueSet,
}

/// Which slots a caller asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Needed {
    /// The token after the last phrase that is asked for, as an index into the scope.
    pub(super) end: u32,
    /// Whether unmarked subjects and verbs are asked for.
    pub(super) words: bool,
}

impl Needed {
    /// All slots.
    pub(super) const ALL: Self = Self { end: u32::MAX, words: true };
}

/// The slots of one clause, as indices into the list of all slots.
#[derive(Clone, Copy, Debug, Default)]
struct Filled {
    start: u32,
    end: u32,
    /// The unmarked subject of an earlier clause that is understood in this one.
    carried: Option<Span>,
}

/// The slots of the clauses of one scope after another, by clause and token.
#[derive(Debug, Default)]
pub(super) struct Slots {
    list: Short<SlotData, 16>,
    /// The slots of clauses that have not ended yet.
    pending: Short<SlotData, 16>,
    clauses: Short<Filled>,
}

impl Slots {
    /// Fills the slots of the clauses of a scope, as far as they are needed.
    pub(super) fn fill(
        &mut self,
        needed: Needed,
        tokens: &[Token],
        phrases: &[Phrase],
        clauses: &Clauses,
        words: Words<'_>,
        names: &mut OwnNames<'_>,
    ) {
        self.list.clear();
        self.pending.clear();
        self.clauses.clear();
        let mut filler = Filler {
            slots: self,
            needed,
            tokens,
            clauses,
            words,
            names,
            carried: None,
            before: CueSet::default(),
            is_past_head: false,
            joins_verbs: false,
        };
        let phrases_needed = phrases.iter().take_while(|phrase| phrase.start < needed.end);
        for (number, phrase) in phrases_needed.enumerate() {
            filler.phrase(phrase, phrases.get(number + 1));
        }
        filler.close_until(u32::MAX);
    }

    /// The slots of a clause, in the order of the text.
    pub(super) fn of(&self, clause: u32) -> &[SlotData] {
        let filled = self.clauses.get(clause as usize).copied().unwrap_or_default();
        self.list.get(filled.start as usize..filled.end as usize).unwrap_or_default()
    }

    /// The unmarked subject of an earlier clause that is understood in this one.
    pub(super) fn carried(&self, clause: u32) -> Option<Span> {
        self.clauses.get(clause as usize)?.carried
    }
}

struct Filler<'a, 'd> {
    slots: &'a mut Slots,
    needed: Needed,
    tokens: &'a [Token],
    clauses: &'a Clauses,
    words: Words<'a>,
    names: &'a mut OwnNames<'d>,
    /// The unmarked subject that is understood in the next clause.
    carried: Option<Span>,
    /// Cues that keep the next noun from being a subject.
    before: CueSet,
    /// Whether the clause has had a verb or data, so that no subject of it follows.
    is_past_head: bool,
    /// Whether the token before is an unmarked verb, or joins one to the next.
    joins_verbs: bool,
}

impl Filler<'_, '_> {
    fn phrase(&mut self, phrase: &Phrase, next: Option<&Phrase>) {
        match phrase.kind {
            PhraseKind::Noun => self.noun(phrase, next),
            PhraseKind::Words => self.words(phrase, next),
            PhraseKind::Verb => self.verb(phrase),
            PhraseKind::Modal => self.cue(SlotRole::Modal, phrase),
            PhraseKind::Denial => self.cue(SlotRole::Denial, phrase),
            PhraseKind::Adjunct => self.marks(Some(SlotRole::Adjunct), phrase),
            PhraseKind::Preposition | PhraseKind::Connective => self.connect(phrase),
            PhraseKind::Stop => self.stop(),
        }
    }
}

/// Slots of annotations and cues.
impl Filler<'_, '_> {
    fn push(&mut self, role: SlotRole, token: u32, mark: Option<AnnotationId>, span: Span) {
        self.close_until(token);
        let is_joined = self.is_after(token, |token| token.is(Cue::Conjunction));
        let preposition = CueSet::default();
        self.slots.pending.push(SlotData { role, mark, span, token, is_joined, preposition });
    }

    /// Adds the slot of a noun after a preposition.
    fn push_governed(&mut self, preposition: CueSet, token: u32, span: Span) {
        if let Some(role) = governed_role(preposition) {
            self.push(role, token, None, span);
            self.set_preposition(preposition);
        }
    }

    fn set_preposition(&mut self, preposition: CueSet) {
        if let Some(slot) = self.slots.pending.last_mut() {
            slot.preposition = preposition;
        }
    }

    fn cue(&mut self, role: SlotRole, phrase: &Phrase) {
        if let Some(token) = self.tokens.get(phrase.head as usize) {
            self.push(role, phrase.head, None, token.span);
        }
        self.connect(phrase);
    }

    /// Reads a cue at the start of a phrase.
    fn connect(&mut self, phrase: &Phrase) {
        const MODAL: [Cue; 3] = [Cue::May, Cue::Will, Cue::Must];
        let Some(TokenKind::Cue(cues)) = self.tokens.get(phrase.start as usize).map(|t| t.kind)
        else {
            return;
        };
        let is_modal = phrase.kind != PhraseKind::Modal && phrase.kind != PhraseKind::Denial;
        if is_modal && cues.has_any(&MODAL) {
            self.push(SlotRole::Modal, phrase.start, None, self.tokens[phrase.start as usize].span);
        }
        self.joins_verbs &= cues.has(Cue::Conjunction);
        self.verb_that_is_a_cue(phrase.start, cues);
        // `<昵称>和您[上传]的<照片>`: it joins two nouns.
        let joins = cues.has(Cue::Conjunction) && phrase.kind == PhraseKind::Connective;
        let opens = cues.has(Cue::When) && self.opens_occasion(phrase.start);
        if !joins && !opens {
            self.shield(cues);
        }
    }

    /// `在您填写<地址>后`: whether a token opens an occasion, which has a subject of its own.
    fn opens_occasion(&self, token: u32) -> bool {
        let inside = self.clauses.around(token + 1);
        inside
            .is_some_and(|(_, clause)| clause.kind == ClauseKind::Occasion && clause.start == token)
    }

    /// Remembers cues that keep the next noun from being a subject.
    fn shield(&mut self, cues: CueSet) {
        if cues.has_any(&GOVERNING) {
            self.before = cues;
        } else if cues.has(Cue::ActorBefore) && !cues.has(Cue::Will) {
            self.before = self.before | cues;
        }
    }

    fn stop(&mut self) {
        self.before = CueSet::default();
        self.is_past_head = false;
        self.joins_verbs = false;
    }

    /// Adds the annotations of a phrase in this role, and reads the words between them.
    fn marks(&mut self, role: Option<SlotRole>, phrase: &Phrase) {
        for at in phrase.start..phrase.end {
            let Some(token) = self.tokens.get(at as usize) else { break };
            match (token.mark(), role) {
                (Some(mark), Some(role)) => {
                    self.push(role, at, Some(mark.id), token.span);
                    self.set_preposition(phrase.preposition);
                }
                (None, _) if at > phrase.start || phrase.preposition == CueSet::default() => {
                    self.word(at);
                }
                _ => {}
            }
        }
        self.before = CueSet::default();
        self.joins_verbs = false;
    }

    fn noun(&mut self, phrase: &Phrase, next: Option<&Phrase>) {
        self.connect(phrase);
        let is_data = |mark: Mark| mark.kind == AnnotationKind::Data;
        let head = self.tokens.get(phrase.head as usize).and_then(Token::mark);
        let is_owner = phrase.is_attribute && next.is_some_and(|n| n.kind == PhraseKind::Noun);
        if head.is_some_and(is_data) {
            self.is_past_head = true;
            return self.marks(Some(SlotRole::Object), phrase);
        }
        let governed = governed_role(phrase.preposition);
        let is_free = !phrase.preposition.has_any(&GOVERNING);
        let subject = || (is_free && self.can_be_subject(phrase.head)).then_some(SlotRole::Subject);
        let role = if is_owner { None } else { governed.or_else(subject) };
        self.marks(role, phrase);
    }

    fn verb(&mut self, phrase: &Phrase) {
        self.close_until(phrase.head);
        let mark = self.tokens.get(phrase.head as usize).and_then(Token::mark);
        self.settle(mark.is_some_and(|mark| mark.role == Some(Role::Collect)));
        self.marks(Some(SlotRole::Verb), phrase);
        self.is_past_head = true;
    }

    /// S7: applies what the next verb says about the direction of data: a verb that collects does so from
    /// the parties after 向 and 通过.
    fn settle(&mut self, collects: bool) {
        let pending = &mut self.slots.pending;
        let is_open = |slot: &&mut SlotData| slot.role != SlotRole::Verb;
        let mut is_through = false;
        for slot in pending.iter_mut().rev().take_while(is_open) {
            let toward =
                slot.preposition.has(Cue::Toward) && !slot.preposition.has(Cue::Conjunction);
            if collects && toward {
                slot.role = SlotRole::Source;
            }
            is_through |= slot.preposition.has(Cue::Through) && !toward;
        }
        if is_through && !collects {
            let start =
                pending.iter().rposition(|slot| slot.role == SlotRole::Verb).map_or(0, |at| at + 1);
            let open: Short<SlotData, 16> = pending.drain(start..).collect();
            pending.extend(open.into_iter().filter(|slot| !slot.preposition.has(Cue::Through)));
        }
    }

    /// Whether a token is right after one that passes a test.
    fn is_after(&self, token: u32, is: impl Fn(&Token) -> bool) -> bool {
        token.checked_sub(1).and_then(|at| self.tokens.get(at as usize)).is_some_and(is)
    }

    /// Whether a noun that nothing governs can be a subject: before the verb and the objects of its clause.
    fn can_be_subject(&self, token: u32) -> bool {
        let kind = self.clauses.around(token).map(|(_, clause)| clause.kind);
        !self.is_past_head || !matches!(kind, Some(ClauseKind::Main | ClauseKind::Question))
    }

    /// Ends the clauses that end at a token or before it.
    fn close_until(&mut self, token: u32) {
        while let Some(&clause) = self.clauses.as_slice().get(self.slots.clauses.len())
            && clause.end <= token
        {
            self.close(clause);
        }
    }

    fn close(&mut self, clause: Clause) {
        let Slots { list, pending, clauses } = &mut *self.slots;
        let (start, carried) = (list.len() as u32, self.carried);
        let at = pending.partition_point(|slot| slot.token < clause.start);
        list.extend(pending.drain(at..));
        clauses.push(Filled { start, end: list.len() as u32, carried });
        if clause.parent.is_none() {
            self.carried = carried_past(&list[start as usize..], clause.kind, carried);
        }
    }
}

/// The unmarked subject that is understood after a clause.
fn carried_past(slots: &[SlotData], kind: ClauseKind, before: Option<Span>) -> Option<Span> {
    if slots.iter().any(|slot| slot.role == SlotRole::Subject && slot.mark.is_some()) {
        return None;
    }
    let subject = first_of_last(slots, SlotRole::Subject).map(|slot| slot.span);
    let is_main = matches!(kind, ClauseKind::Main | ClauseKind::Question);
    subject.filter(|_| is_main).or(before)
}

/// The last slot of a role; if conjunctions join it to others, the first of them.
pub(super) fn first_of_last(slots: &[SlotData], role: SlotRole) -> Option<&SlotData> {
    let mut found = None;
    for slot in slots.iter().rev().filter(|slot| slot.role == role) {
        found = Some(slot);
        if !slot.is_joined {
            break;
        }
    }
    found
}

/// The role of a noun by its preposition alone.
fn governed_role(preposition: CueSet) -> Option<SlotRole> {
    match () {
        () if preposition.has(Cue::By) => Some(SlotRole::Agent),
        () if preposition.has_any(&[Cue::From, Cue::Through]) => Some(SlotRole::Source),
        () if preposition.has_any(&[Cue::Toward, Cue::Given]) => Some(SlotRole::Recipient),
        () => None,
    }
}

/// Slots of words.
impl Filler<'_, '_> {
    fn words(&mut self, phrase: &Phrase, next: Option<&Phrase>) {
        let preposition = phrase.preposition;
        let is_governed = preposition != CueSet::default();
        if is_governed {
            self.connect(phrase);
        }
        let is_before_verb = next.is_some_and(|next| next.kind == PhraseKind::Verb);
        if is_governed && is_before_verb && !preposition.has(Cue::By) {
            return self.counterpart(phrase, preposition);
        }
        for at in phrase.start + u32::from(is_governed)..phrase.end {
            let is_last = at + 1 == phrase.end;
            if !(is_last && self.party_before_verb(preposition, at)) {
                self.word(at);
            }
        }
    }

    /// Adds the unmarked party between a preposition and an unmarked verb that hands data over:
    /// `与合作伙伴共享信息`. Returns whether there is one.
    fn party_before_verb(&mut self, preposition: CueSet, at: u32) -> bool {
        let is_toward = preposition.has(Cue::Toward) && !self.is_past_head;
        let token = self.tokens.get(at as usize).filter(|token| is_toward && self.words.are(token));
        let Some(span) = token.map(|token| token.span) else { return false };
        let Some(verb) = self.words.verbs(span).next().filter(|&verb| self.words.hands_over(verb))
        else {
            return false;
        };
        let Some(party) = self.words.last_party(Span::new(span.start(), verb.start())) else {
            return false;
        };
        self.push_governed(preposition, at, party);
        self.joins_verbs = false;
        self.joins_verbs = self.unmarked_verbs(at, span).is_some();
        self.before = CueSet::of(Cue::Object);
        true
    }

    /// S34: adds the unmarked recipient or source: the name of a party at the end of the words between a
    /// preposition and the verb, or all of these words if they can be a name.
    fn counterpart(&mut self, phrase: &Phrase, preposition: CueSet) {
        self.before = CueSet::default();
        self.joins_verbs = false;
        let words = &self.tokens[phrase.start as usize + 1..phrase.end as usize];
        let is_plain =
            |token: &Token| matches!(token.kind, TokenKind::Cue(_)) || self.words.are(token);
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
        if !words.iter().all(|token| token.depth == 0 && is_plain(token)) {
            return;
        }
        // `向他([告知])人[提供]`: an ordinary pair with annotations of its own is read apart.
        let is_apart = |pair: &[Token]| {
            let between = Span::new(pair[0].span.end(), pair[1].span.start());
            !is_all_blank(&self.words.text[between.range()])
        };
        if words.windows(2).any(is_apart) {
            return;
        }
        let span = first.span.join(last.span);
        // `与云杉自动[共享]`: no name ends in an adverb.
        if last.is(Cue::ActorAfter) {
            return;
        }
        let party = self.words.last_party(span);
        let has_attribute = words.iter().any(|token| token.is(Cue::Of));
        let head = match () {
            () if preposition.has(Cue::Through) => party.and_then(|_| self.words.trimmed(span)),
            () if (party.is_none() || has_attribute) && self.can_be_name(phrase.start, span) => {
                self.words.trimmed(span)
            }
            () => party,
        };
        if let Some(head) = head {
            self.push_governed(preposition, phrase.end - 1, head);
        }
    }

    /// Whether the words after a preposition can be a name: they contain no verb, they are more than one
    /// character, and no other preposition governs this one: `通过您与他人的互动[获取]`.
    fn can_be_name(&self, preposition: u32, span: Span) -> bool {
        const OUTER: [Cue; 3] = [Cue::Through, Cue::Mention, Cue::When];
        let is_outer = |token: &Token| OUTER.iter().any(|&cue| token.is(cue));
        let before = &self.tokens[..preposition as usize];
        let governs =
            before.iter().rev().find(|token| !token.is(Cue::Pronoun)).is_some_and(is_outer);
        let has_letters = self.words.source(span).chars().nth(1).is_some();
        has_letters
            && !governs
            && !self.words.verbs(span).any(|verb| !self.words.are_in_party(verb, span))
    }

    fn word(&mut self, at: u32) {
        let Some(&token) = self.tokens.get(at as usize) else { return };
        match token.kind {
            _ if token.depth > 0 => {}
            TokenKind::Cue(cues) if cues.has(Cue::Pronoun) => {
                self.joins_verbs = false;
                self.somebody(at, token.span);
            }
            TokenKind::Cue(cues) if !cues.has(Cue::Word) => {
                self.joins_verbs &= cues.has(Cue::Conjunction);
                let is_attribute = cues.has(Cue::Attributive) && self.before.has(Cue::Toward);
                if !is_attribute {
                    self.verb_that_is_a_cue(at, cues);
                }
                if (cues.has(Cue::By) || !cues.has_any(&GOVERNING)) && !is_attribute {
                    self.shield(cues);
                }
            }
            TokenKind::Words if !self.words.are(&token) => self.joins_verbs = false,
            TokenKind::Words | TokenKind::Cue(_) => self.name(at, token),
            _ => {}
        }
    }

    /// Reads words, which can be a party, a verb or neither.
    fn name(&mut self, at: u32, token: Token) {
        if !self.needed.words && !self.before.has(Cue::Given) {
            return;
        }
        let last_verb = self.unmarked_verbs(at, token.span);
        let of_relative = last_verb.filter(|_| self.is_before_relative(at));
        let of_relative = of_relative.and_then(|_| self.words.after_verb(token.span, self.names));
        if let Some(subject) = of_relative {
            self.push(SlotRole::Subject, at, None, subject);
        } else if last_verb.is_some() {
            // `使用本平台`: the next noun is its object.
            self.before = CueSet::of(Cue::Object);
        } else if let Some(somebody) = self.somebody_in(at, token.span) {
            self.somebody(at, somebody);
        }
        self.joins_verbs = last_verb.is_some();
    }

    /// Whether the verb of a relative clause is right after a token: `平台[提供]的`.
    fn is_before_relative(&self, at: u32) -> bool {
        let [verb, of] = [1, 2].map(|steps| self.tokens.get((at + steps) as usize));
        let is_verb = |mark: Mark| mark.kind == AnnotationKind::Action;
        verb.and_then(Token::mark).is_some_and(is_verb) && of.is_some_and(|of| of.is(Cue::Of))
    }

    /// S33: adds the verbs among words; of those that conjunctions join, only the first. Returns the last
    /// verb.
    fn unmarked_verbs(&mut self, at: u32, span: Span) -> Option<Span> {
        let is_after_of = self.is_after(at, |token| token.is(Cue::Of));
        let mut last = None;
        for verb in self.words.verbs(span) {
            last = Some(verb);
            // `您的浏览记录`: the word after 的 is a noun.
            let is_noun = is_after_of && verb.start() == span.start();
            if !self.joins_verbs && !is_noun {
                self.push(SlotRole::Verb, at, None, verb);
            }
        }
        last
    }

    /// S33: adds a cue that is also a verb, such as 委托, unless it is `through`, such as 通过.
    fn verb_that_is_a_cue(&mut self, at: u32, cues: CueSet) {
        let span = self.tokens[at as usize].span;
        let is_verb = || self.words.lexicon.verbs().get(self.words.source(span)).is_some();
        if self.needed.words && !cues.has(Cue::Through) && is_verb() {
            self.push(SlotRole::Verb, at, None, span);
        }
    }

    /// S32: the party that words name. Before a verb or a modal word, also a name that the policy gives
    /// itself, and after 由 any words.
    fn somebody_in(&mut self, at: u32, span: Span) -> Option<Span> {
        const MODAL: [Cue; 4] = [Cue::ActorAfter, Cue::Will, Cue::May, Cue::Must];
        let next = self.tokens.get(at as usize + 1);
        let is_before_modal = next.is_some_and(|next| MODAL.iter().any(|&cue| next.is(cue)));
        let party = self.words.party(span, is_before_modal);
        let is_verb = |mark: Mark| mark.kind == AnnotationKind::Action;
        if party.is_some() || !is_before_modal && !next.and_then(Token::mark).is_some_and(is_verb) {
            return party;
        }
        let span = self.words.trimmed(span)?;
        let is_own =
            |names: &mut OwnNames<'_>| names.party(self.words.source(span)) == Some(Party::First);
        (self.before.has(Cue::By) || is_own(self.names)).then_some(span)
    }

    /// S32: adds an unmarked party.
    fn somebody(&mut self, at: u32, span: Span) {
        let mut before = std::mem::take(&mut self.before);
        // `使用我们[提供]的服务`: the object of 使用 is 服务 and not the party.
        if before == CueSet::of(Cue::Object) && self.is_before_relative(at) {
            before = CueSet::default();
        }
        let next = self.tokens.get(at as usize + 1);
        let is_data = |mark: Mark| mark.kind == AnnotationKind::Data;
        if next.is_some_and(|next| next.is(Cue::Of) || next.mark().is_some_and(is_data)) {
            return;
        }
        if before.has(Cue::By) {
            self.push(SlotRole::Agent, at, None, span);
        } else if before.has(Cue::Given) && self.ends_at(at) {
            self.push_governed(before, at, span);
        } else if !before.has_any(&GOVERNING)
            && !before.has(Cue::ActorBefore)
            && self.can_be_subject(at)
        {
            self.push(SlotRole::Subject, at, None, span);
        }
    }

    /// Whether a noun ends its clause or is coordinated, so that it is not part of a longer name:
    /// `[提供]给我们，`.
    fn ends_at(&self, at: u32) -> bool {
        let ends = |next: &Token| matches!(next.kind, TokenKind::Cue(cues) if cues.has_any(&[Cue::Clause, Cue::Break, Cue::Conjunction]));
        self.tokens.get(at as usize + 1).is_none_or(ends)
    }
}

#[cfg(test)]
mod tests {
    use crate::parse;

    /// The slots of each clause of a text, unmarked words in parentheses.
    fn slots(text: &str) -> Vec<String> {
        let document = parse(text).unwrap();
        let clauses = document.clauses().map(|clause| {
            let slots = clause.slots().map(|slot| match slot.annotation() {
                Some(annotation) => format!("{} {annotation}", slot.role()),
                None => format!("{} ({slot})", slot.role()),
            });
            slots.collect::<Vec<_>>().join(", ")
        });
        clauses.collect()
    }

    #[test]
    fn a_clause_has_the_slots_that_its_prepositions_open() {
        for (text, expected) in [
            (
                "(星海)会向(云杉)[提供]您的<邮箱>。",
                "subject 星海, modal (会), recipient 云杉, verb 提供, object 邮箱",
            ),
            ("(星海)从(银行)处[获取]<账单>。", "subject 星海, source 银行, verb 获取, object 账单"),
            ("<照片>由(星海)加密后[存储]。", "object 照片, agent 星海, verb (加密), verb 存储"),
        ] {
            assert_eq!(slots(text), [expected], "{text}");
        }
    }

    #[test]
    fn unmarked_words_fill_slots_too() {
        let text = "您需要向我们提交<申请>。";
        assert_eq!(slots(text), ["subject (您), modal (需要), verb (提交), object 申请"]);
        let text = "如您不同意，(星海)不会[收集]<位置>。";
        assert_eq!(
            slots(text),
            ["subject (您)", "subject 星海, denial (不会), verb 收集, object 位置"]
        );
    }

    #[test]
    fn a_clause_within_another_has_slots_of_its_own() {
        let text = "(星海)[收集]您[上传]的<照片>。";
        assert_eq!(
            slots(text),
            ["subject 星海, verb 收集, object 照片", "subject (您), verb 上传"]
        );
        let text = "在(您)[填写]<地址>后，(星海)[保存]<记录>。";
        assert_eq!(
            slots(text),
            ["", "subject 您, verb 填写, object 地址", "subject 星海, verb 保存, object 记录"]
        );
    }
}
