//! Verbs: which of them are coordinated, and what a new predicate takes over.

use super::{CARRIED, Reader, Since};
use crate::annotation::Role;
use crate::lexicon::Cue;
use crate::statement::MemberRole;
use crate::statement::polarity::Manner;
use crate::statement::rule::Rule;
use crate::statement::token::{Mark, Token, TokenKind};
use crate::text::AnnotationKind;

impl Reader<'_, '_> {
    /// S1: verbs with nothing but a conjunction between them are one predicate.
    pub(super) fn verb(&mut self, mark: Mark, token: &Token) {
        self.verbs = self.verbs.get(1..).unwrap_or_default();
        let is_relative = self.is_attribute();
        self.has_own_words = is_relative && self.is_subject_of_relative();
        if !is_relative && self.since.object && !self.since.subject {
            self.leave_relative();
        }
        // `对<通讯录>进行加密，并[保存]<记录>`: the data that waits has an unmarked verb.
        if self.manner.joined && self.waiting.is_from_before {
            self.flush();
        }
        let collects = self.waiting.toward && mark.role == Some(Role::Collect);
        let before = self.open;
        let open = match before {
            Some(before) if self.is_coordinated(before) => before,
            _ => {
                self.share_objects(is_relative);
                let manner = if is_relative { self.manner_of_attribute() } else { self.manner };
                let open = self.start(token.clause, self.at, manner);
                if !is_relative && self.waiting.is_spelled_out {
                    self.take_spelled_out(open);
                }
                open
            }
        };
        self.batch.add(open, mark.id, MemberRole::Action, Rule::Verb);
        self.batch.drafts[open].is_relative |= is_relative;
        self.has_own_words = false;
        self.take_waiting(open, collects);
        self.manner.pronoun = false;
        let shares = mark.role == Some(Role::Share);
        self.since = Since { shares, relative: is_relative, ..Since::default() };
        self.attribute = self.at + 1;
    }

    /// What the words of a relative clause say about its verb.
    fn manner_of_attribute(&self) -> Manner {
        let words = self.tokens.get(self.attribute as usize..self.at as usize);
        self.manner.of_attribute(words.unwrap_or_default())
    }

    /// Whether a verb belongs to the predicate before it: only a conjunction is between, or it shares the
    /// object that is between.
    fn is_coordinated(&mut self, open: usize) -> bool {
        let (since, draft) = (self.since, self.batch.drafts[open]);
        let is_cut = since.subject
            || since.adjunct
            || since.relative
            || since.cues.has_any(&[Cue::Break, Cue::From])
            || since.cues.has_any(&[Cue::Deny, Cue::Not]) && !draft.manner.denied
            || self.manner.pronoun
            || self.has_own_words
            || self.subjects.has_new_agent()
            || !self.waiting.data.is_empty()
            || !draft.has_action;
        let is_adjacent = self.last == Some(AnnotationKind::Action) && !self.gap.is_filled;
        let is_joined = since.conjunction || is_adjacent;
        let has_object = since.object || since.boundary() && draft.has_data();
        !is_cut && if has_object { since.conjunction && self.is_bare() } else { is_joined }
    }

    /// Whether no word that could be the object of the verb is right after it.
    fn is_bare(&mut self) -> bool {
        let Some(next) = self.tokens.get(self.at as usize + 1) else { return true };
        match next.kind {
            TokenKind::Mark(next) => {
                matches!(next.kind, AnnotationKind::Purpose | AnnotationKind::Action)
            }
            TokenKind::Cue(cues) => {
                let joins = cues.has(Cue::Conjunction) && !cues.has(Cue::Toward);
                let mut gives = || {
                    cues.has(Cue::Toward) || self.argument_ahead() == Some(AnnotationKind::Actor)
                };
                joins || cues.has_any(&[Cue::Clause, Cue::Break]) || cues.has(Cue::Given) && gives()
            }
            TokenKind::Words | TokenKind::Open { .. } | TokenKind::Close => false,
        }
    }

    /// Decides which predicates share the next object with the one that starts now.
    fn share_objects(&mut self, is_relative: bool) {
        let in_list = is_relative && self.since.list;
        if in_list && self.open.is_none() && !self.waiting.data.is_empty() && !self.fronts_object {
            self.flush();
        }
        let lacks_object = self.open.is_some_and(|open| !self.batch.drafts[open].has_data());
        let shares = lacks_object && !self.since.boundary() || in_list;
        if !shares {
            self.sharers.clear();
        }
        let has_own_subject = self.since.subject || self.manner.pronoun;
        let is_nested =
            in_list || shares && !self.since.conjunction && (is_relative || has_own_subject);
        self.outer = self.open.filter(|_| is_nested).map(|open| self.outer.unwrap_or(open));
    }

    /// Ends a relative clause: what follows belongs to the verb around it.
    pub(super) fn leave_relative(&mut self) {
        self.subjects.leave_clause();
        if let Some(outer) = self.outer.take() {
            self.open = Some(outer);
        }
    }

    /// S2 to S5, S13 to S15: starts a predicate with its subject and with what governs it.
    pub(super) fn start(&mut self, clause: u32, at: u32, manner: Manner) -> usize {
        let is_named_again = self.subjects.take_named_again();
        let has_own_subject = self.manner.pronoun && !is_named_again;
        if has_own_subject && self.outer.is_none() {
            self.subjects.forget();
            self.waiting.change_subject();
        }
        if self.subjects.is_empty() && self.waiting.front_clause == Some(clause) {
            self.take_front_inside();
        }
        let draft = self.batch.start(manner, at);
        if !self.waiting.is_spelled_out {
            self.waiting.trailing.clear();
        }
        // What governs a verb does not govern the relative clause in its object.
        if self.outer.is_none() {
            self.take_front(draft);
        }
        if !has_own_subject && !self.has_own_words {
            self.subjects.give(self.batch, draft);
        }
        self.take_reference(draft);
        self.open = Some(draft);
        if self.sharers.len() >= CARRIED {
            self.sharers.remove(0);
        }
        self.sharers.push(draft);
        draft
    }

    /// S18: gives a predicate the data that 这些信息 before its verb means. Data that also waits for the verb,
    /// as in `[收集]的<邮箱>这些信息[提供]给`, is tied only once.
    fn take_reference(&mut self, draft: usize) {
        if std::mem::take(&mut self.waiting.reference)
            && let Some(before) = self.open
        {
            let first = self.batch.members.len();
            self.batch.copy_data(before, draft, Rule::Reference);
            let copied = &self.batch.members[first..];
            let is_copied = |id| copied.iter().any(|tied| tied.member.annotation == id);
            self.waiting.data.retain(|&mut id| !is_copied(id));
        }
    }

    /// Makes what is at the front govern only the next verb.
    fn take_front_inside(&mut self) {
        let (batch, waiting) = (&mut *self.batch, &mut *self.waiting);
        if waiting.front_is_used {
            waiting.front.truncate(CARRIED);
            waiting.front.retain(|mark| batch.pay(mark.adjunct_role()));
        }
        waiting.inner.append(&mut waiting.front);
    }

    /// S13, S14: gives a predicate the purposes and conditions at the front.
    fn take_front(&mut self, draft: usize) {
        let (batch, waiting) = (&mut *self.batch, &mut *self.waiting);
        if waiting.front_is_used {
            for mark in waiting.front.iter().take(CARRIED) {
                batch.carry(draft, mark.id, mark.adjunct_role(), Rule::CarriedFront);
            }
        } else {
            let rule = if waiting.front_is_of_subject { Rule::Inner } else { Rule::Front };
            waiting.front.iter().for_each(|&mark| batch.add_adjunct(draft, mark, rule));
        }
        waiting.front_is_used |= !waiting.front.is_empty();
    }

    /// S35: gives a predicate the purposes that it spells out: `以{送货}，比如：向(云杉)[发送]<地址>`.
    fn take_spelled_out(&mut self, draft: usize) {
        for mark in self.waiting.trailing.iter().take(CARRIED) {
            self.batch.carry(draft, mark.id, mark.adjunct_role(), Rule::CarriedPurpose);
        }
    }

    /// S6 to S8, S10, S15: gives a predicate what waited for its verb. `collects` says whether the verb
    /// collects data from the actors after 向.
    pub(super) fn take_waiting(&mut self, open: usize, collects: bool) {
        let (batch, waiting) = (&mut *self.batch, &mut *self.waiting);
        for &mark in &waiting.inner {
            batch.add_adjunct(open, mark, Rule::Inner);
        }
        waiting.inner.clear();
        let (role, rule) = match collects {
            true => (MemberRole::Source, Rule::Source),
            false => (MemberRole::Recipient, Rule::Recipient),
        };
        for &id in &waiting.recipients {
            batch.add(open, id, role, rule);
        }
        waiting.recipients.clear();
        waiting.toward = false;
        for &id in &waiting.sources {
            batch.add(open, id, MemberRole::Source, Rule::Source);
        }
        waiting.sources.clear();
        for &id in &waiting.owners {
            batch.add(open, id, MemberRole::Subject, Rule::Owner);
        }
        waiting.owners.clear();
        for &id in &waiting.data {
            batch.add(open, id, MemberRole::Data, Rule::FrontedObject);
        }
        waiting.data.clear();
    }
}

#[cfg(test)]
mod tests {
    use crate::statement::tests::stated;

    #[test]
    fn verbs_side_by_side_are_one_predicate() {
        assert_eq!(stated("(星海)会[收集][使用]<邮箱>。"), ["谁星海 做收集+使用 物邮箱"]);
        assert_eq!(
            stated("(星海)会[收集]、[使用]和公开[披露]<邮箱>。"),
            ["谁星海 做收集+使用+披露 物邮箱"]
        );
        assert_eq!(
            stated("(星海)不会[使用]或向(云杉)[透露]<邮箱>。"),
            ["不 谁星海 向云杉 做使用+透露 物邮箱"]
        );
    }

    #[test]
    fn an_object_between_verbs_separates_them() {
        assert_eq!(
            stated("(星海)会[收集]<邮箱>，并[上报]<日志>。"),
            ["谁星海 做收集 物邮箱", "谁星海 做上报 物日志"]
        );
    }

    #[test]
    fn a_verb_without_object_joins_the_one_before() {
        assert_eq!(
            stated("(星海)会自动[收集]<使用情况>，并作为<网络日志>[保存]，包括<日期>。"),
            ["谁星海 做收集+保存 物使用情况+网络日志+日期 使用情况>日期"]
        );
        assert_eq!(
            stated("(星海)会[收集]<邮箱>；并[保存]。"),
            ["谁星海 做收集 物邮箱", "谁星海 做保存"]
        );
    }

    #[test]
    fn a_denial_between_verbs_separates_them() {
        assert_eq!(
            stated("(星海)[使用]和不[保存]<邮箱>。"),
            ["谁星海 做使用 物邮箱", "不 谁星海 做保存 物邮箱"]
        );
    }

    #[test]
    fn a_purpose_between_verbs_separates_them() {
        assert_eq!(
            stated("(星海)会[收集]<邮箱>以{回复您}，并[保存]。"),
            ["谁星海 做收集 物邮箱 为回复您", "谁星海 做保存"]
        );
    }

    #[test]
    fn words_between_verbs_separate_them() {
        assert_eq!(
            stated("(星海)可以[获取]您主动[公开]的<照片>，并[保存]<日期>。"),
            ["谁星海 做获取 物照片", "做公开 物照片", "谁星海 做保存 物日期"]
        );
    }

    #[test]
    fn what_governs_a_verb_does_not_govern_a_relative_clause() {
        assert_eq!(
            stated("当{您下单}时，(星海)会[使用](您)[填写]的<地址>，用于{送货}。"),
            ["谁星海 做使用 物地址 为送货 当您下单", "谁您 做填写 物地址"]
        );
    }
}
