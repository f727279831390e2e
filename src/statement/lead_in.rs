//! Lead-ins: what governs the items of a list, and how the items take it.

use super::draft::{Batch, CARRIED};
use super::polarity::Manner;
use super::rule::Rule;
use super::token::{Mark, Token};
use super::{MemberData, MemberRole, Modality};
use crate::annotation::AnnotationId;
use crate::lexicon::Cue;
use crate::text::{AnnotationKind, Short};

/// What governs the items of a list: the first members of a statement, and what it says as a whole.
#[derive(Debug, Default)]
pub(super) struct LeadIn {
    /// All members except data.
    pub(super) members: Short<MemberData>,
    /// The data. Only items that name a party to which the lead-in points take it.
    data: Short<AnnotationId>,
    pub(super) says: Says,
}

/// What a lead-in says about its items, besides its members.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Says {
    has_action: bool,
    denied: bool,
    exempt: bool,
    modality: Option<Modality>,
    /// Whether it denies the bare verbs of its items: `(星海)承诺不会：`.
    pub(super) denies: bool,
    /// Whether the conditions of its items are exceptions: `但以下情况除外：`, `除非：`.
    pub(super) excepts: bool,
    /// The role of the parties of its items, if it points to them: `[共享]给以下主体：`.
    pub(super) counterpart: Option<MemberRole>,
}

impl LeadIn {
    /// Forgets everything but keeps the storage.
    pub(super) fn clear(&mut self) {
        self.members.clear();
        self.data.clear();
        self.says = Says::default();
    }

    pub(super) fn copy_from(&mut self, other: &Self) {
        self.clear();
        self.members.extend_from_slice(&other.members);
        self.data.extend_from_slice(&other.data);
        self.says = other.says;
    }

    /// Forgets everything but that bare verbs are denied.
    pub(super) fn deny_alone(&mut self) {
        self.clear();
        self.says.denies = true;
    }

    /// Takes what governs items from a statement of a batch, usually the last one: the members that `keeps`
    /// keeps. Members from another lead-in are taken only if the statement has no verb of its own.
    pub(super) fn take(
        &mut self,
        batch: &Batch,
        number: usize,
        keeps: impl Fn(&MemberData) -> bool + Copy,
    ) {
        self.clear();
        let Some(draft) = batch.drafts.get(number) else { return };
        self.says.denied = draft.manner.denied;
        self.says.exempt = draft.manner.exempt;
        self.says.modality = draft.manner.modality;
        let members = batch.members.iter().filter(|tied| tied.draft as usize == number);
        let members = members.map(|tied| tied.member);
        let is_own = |m: &MemberData| m.rule != Rule::LeadIn;
        let is_own_verb = |m: &MemberData| m.role == MemberRole::Action && is_own(m);
        let has_own = members.clone().any(|m| is_own_verb(&m) && keeps(&m));
        for member in members.filter(keeps) {
            let is_data = member.role == MemberRole::Data;
            if is_data && self.data.len() < CARRIED {
                self.data.push(member.annotation);
            } else if !is_data && self.members.len() < CARRIED && (is_own(&member) || !has_own) {
                self.says.has_action |= member.role == MemberRole::Action;
                self.members.push(member);
            }
        }
    }

    /// S19: hands on what governs an item.
    pub(super) fn govern(&self, tokens: &[Token], batch: &mut Batch) {
        if self.says.denies {
            deny_bare_verbs(batch);
        }
        if let Some(role) = self.says.counterpart {
            self.tie_counterparts(role, tokens, batch);
        }
        if batch.drafts.is_empty() && self.says.has_action && stands_alone(tokens) {
            start_with_adjuncts(tokens, batch);
        }
        if self.says.has_action {
            self.hand_on_to_verbs(batch);
        }
        self.hand_on(batch);
    }

    /// S19: gives the actors of an item without a verb the role to which the lead-in points, and the item the
    /// data of the lead-in: `[共享]给以下主体：` / `1、(云杉)；`.
    fn tie_counterparts(&self, role: MemberRole, tokens: &[Token], batch: &mut Batch) {
        if batch.drafts.is_empty() {
            start_with_actors(tokens, role, batch);
        } else {
            let Batch { drafts, members, .. } = batch;
            for tied in members.iter_mut() {
                let Some(draft) = drafts.get_mut(tied.draft as usize) else { continue };
                let says_nothing = !draft.has_action && draft.manner.modality.is_none();
                if says_nothing && tied.member.role == MemberRole::Actor {
                    tied.member.role = role;
                    tied.member.rule = Rule::LeadIn;
                    draft.has_actor = role == MemberRole::Actor;
                    draft.has_counterpart |= !draft.has_actor;
                }
            }
        }
        for index in 0..batch.drafts.len() {
            let draft = batch.drafts[index];
            if draft.has_action || draft.has_data() || !(draft.has_counterpart || draft.has_actor) {
                continue;
            }
            for &data in &self.data {
                batch.carry(index, data, MemberRole::Data, Rule::LeadIn);
            }
        }
    }

    /// S19: gives the statements of an item what governs them. A statement with a verb of its own takes
    /// nothing here from a lead-in with a verb.
    pub(super) fn hand_on(&self, batch: &mut Batch) {
        if self.says.excepts {
            Self::except(batch);
        }
        for index in 0..batch.drafts.len() {
            let draft = &mut batch.drafts[index];
            if self.says.has_action && draft.has_action {
                continue;
            }
            if self.says.has_action {
                draft.manner.denied |= self.says.denied;
                draft.manner.exempt |= self.says.exempt;
                draft.manner.modality = draft.manner.modality.or(self.says.modality);
            }
            let takes_all = self.says.has_action || !draft.has_actor;
            let names_somebody = !self.says.has_action && draft.manner.pronoun;
            let spells_out = self.says.counterpart.filter(|&role| match role {
                MemberRole::Actor => draft.has_actor,
                _ => draft.has_counterpart,
            });
            for member in &self.members {
                let is_adjunct = matches!(member.role, MemberRole::Purpose | MemberRole::Condition);
                let names_other = member.role == MemberRole::Actor && names_somebody;
                let is_placeholder = spells_out == Some(member.role);
                if is_adjunct || takes_all && !names_other && !is_placeholder {
                    batch.carry(index, member.annotation, member.role, Rule::LeadIn);
                }
            }
        }
    }

    /// S25: turns the conditions of an item without a verb into exceptions, and its purposes too if it has no
    /// data.
    fn except(batch: &mut Batch) {
        let Batch { drafts, members, .. } = batch;
        for tied in members.iter_mut() {
            let Some(draft) = drafts.get(tied.draft as usize) else { continue };
            let is_case = match tied.member.role {
                MemberRole::Condition => !draft.has_action,
                MemberRole::Purpose => !draft.has_action && !draft.has_data(),
                _ => false,
            };
            if is_case {
                tied.member.role = MemberRole::Exception;
            }
        }
    }

    /// S19: gives an item with a verb of its own the purposes, and the actors if it names nobody:
    /// `向(云杉)[转交]<邮箱>；`.
    fn hand_on_to_verbs(&self, batch: &mut Batch) {
        for index in 0..batch.drafts.len() {
            let draft = batch.drafts[index];
            if !draft.has_action || draft.is_item || draft.is_relative {
                continue;
            }
            let names_somebody = draft.has_actor || draft.manner.pronoun;
            for member in &self.members {
                let takes = match member.role {
                    MemberRole::Purpose => true,
                    MemberRole::Actor => !names_somebody,
                    _ => false,
                };
                if takes {
                    batch.carry(index, member.annotation, member.role, Rule::LeadIn);
                }
            }
            batch.drafts[index].is_item = false;
        }
    }
}

/// S19: denies the verbs of an item that have neither a subject nor a modal word of their own:
/// `不会：` / `1、[出售]<邮箱>；`.
fn deny_bare_verbs(batch: &mut Batch) {
    for draft in batch.drafts.iter_mut() {
        let is_bare = draft.has_action
            && !(draft.has_actor || draft.manner.pronoun || draft.is_relative || draft.supposed)
            && draft.manner.modality.is_none();
        draft.manner.denied |= is_bare;
    }
}

/// Makes a statement of the purposes and conditions of an item, if it has no actor.
fn start_with_adjuncts(tokens: &[Token], batch: &mut Batch) {
    let is_actor = |member: MemberData| member.role == MemberRole::Actor;
    if lone_marks(tokens).next().is_none() || lone_marks(tokens).any(is_actor) {
        return;
    }
    let draft = batch.start(Manner::default(), 0);
    for member in lone_marks(tokens) {
        batch.add(draft, member.annotation, member.role, member.rule);
    }
}

/// Whether a sentence contains little else than its annotations: `1、{获得您的同意}；`.
pub(super) fn stands_alone(tokens: &[Token]) -> bool {
    let words = tokens.iter().filter(|token| token.mark().is_none() && !token.is(Cue::Clause));
    words.map(|token| token.span.len()).sum::<u32>() <= FEW_WORDS
}

/// How many bytes of words count as little: a number, 在, 时.
const FEW_WORDS: u32 = 24;

/// The actors, purposes and conditions of a sentence without a statement.
pub(super) fn lone_marks(tokens: &[Token]) -> impl Iterator<Item = MemberData> + '_ {
    tokens.iter().filter_map(Token::mark).filter_map(|mark| {
        let (role, rule) = match mark.kind {
            AnnotationKind::Actor => (MemberRole::Actor, Rule::Subject),
            AnnotationKind::Purpose => (mark.adjunct_role(), Rule::Front),
            AnnotationKind::Action | AnnotationKind::Data => return None,
        };
        Some(MemberData { annotation: mark.id, role, rule })
    })
}

/// Makes a statement of the actors that an item starts with, `1、(云杉)、(白鹭)；`, and of its purposes and
/// conditions.
fn start_with_actors(tokens: &[Token], role: MemberRole, batch: &mut Batch) {
    let Some(first) = tokens.iter().position(|token| token.mark().is_some()) else { return };
    let (before, rest) = tokens.split_at(first);
    let is_actor = |mark: Mark| mark.kind == AnnotationKind::Actor;
    let opens = before.iter().map(|token| token.span.len()).sum::<u32>() <= FEW_WORDS;
    if !(opens && rest.first().and_then(Token::mark).is_some_and(is_actor)) {
        return;
    }
    let draft = batch.start(Manner::default(), 0);
    let listed = rest
        .iter()
        .take_while(|token| token.is(Cue::Conjunction) || token.mark().is_some_and(is_actor));
    for mark in listed.filter_map(Token::mark) {
        batch.add(draft, mark.id, role, Rule::LeadIn);
    }
    for member in lone_marks(rest).filter(|member| member.role != MemberRole::Actor) {
        batch.add(draft, member.annotation, member.role, member.rule);
    }
}

#[cfg(test)]
mod tests {
    use crate::statement::tests::stated;

    /// Checks the statements after the first one.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(stated(text)[1..], *expected, "{text}");
    }

    #[test]
    fn a_denial_before_a_list_denies_its_items() {
        for lead_in in
            ["我们承诺不会：", "不得：", "您不得有以下行为：", "我们绝不会从事下列行为："]
        {
            let text = format!(
                "{lead_in}\n1、[出售]<邮箱>；\n2、向(云杉)[提供]<电话>；\n3、(青岚)会[核对]<日期>。"
            );
            let expected = ["不 做出售 物邮箱", "不 向云杉 做提供 物电话", "谁青岚 做核对 物日期"];
            assert_eq!(stated(&text), expected, "{text}");
        }
        let text = "(星海)承诺不会：\n1、[出售]<邮箱>；\n2、[公开]您[填写]的<电话>。\n(星海)会[收集]<日期>。";
        assert_eq!(
            stated(text),
            [
                "不 谁星海 做出售 物邮箱",
                "不 谁星海 做公开 物电话",
                "做填写 物电话",
                "谁星海 做收集 物日期"
            ]
        );
        let text = "(星海)会[收集]<日期>。\n我们不会：\n1、[出售]<邮箱>；\n2、[公开]<电话>。";
        assert_eq!(stated(text)[1..], ["不 做出售 物邮箱", "不 做公开 物电话"]);
        for lead_in in [
            "我们会：",
            "若您不同意：",
            "以下情形不会影响您使用：",
            "我们不会公开，您可以：",
            "我们不会向任何公司转让您的信息。",
        ] {
            let text = format!("{lead_in}\n1、[保存]<邮箱>；\n2、[核对]<电话>。");
            assert_eq!(stated(&text), ["做保存 物邮箱", "做核对 物电话"], "{text}");
        }
    }

    #[test]
    fn items_name_recipients() {
        let items = ["谁星海 向云杉 做共享 物订单", "谁星海 向青岚 做共享 物订单"];
        for lead_in in [
            "(星海)会将<订单>[共享]给以下主体：",
            "(星海)会将<订单>[共享]至我们的下列伙伴：",
            "(星海)会与下列公司[共享]<订单>：",
            "(星海)会向以下第三方[共享]<订单>：",
            "(星海)会将<订单>[共享]给以下(合作方)：",
            "(星海)会将<订单>[共享]给(下列合作方)：",
        ] {
            for (one, other) in [("1、", "2、"), ("（1）", "（2）"), ("a) ", "b) ")] {
                let text = format!("{lead_in}\n{one}(云杉)；\n{other}(青岚)。");
                check(&text, &items);
            }
        }
        check("(星海)会将<订单>[共享]给以下主体：\n• (云杉)\n• (青岚)\n", &items);
    }

    #[test]
    fn an_item_can_have_purposes_and_data() {
        check(
            "(星海)会将<订单>[共享]给以下主体：\n1、(云杉)、(白鹭)等，用于{送货}；\n\
             2、(青岚)：<电话>，用于{收款}；\n3、(松果)会[保存]<地址>。",
            &[
                "谁星海 向云杉+白鹭 做共享 物订单 为送货",
                "谁星海 向青岚 做共享 物电话 为收款",
                "谁松果 做保存 物地址",
            ],
        );
    }

    #[test]
    fn items_name_sources_and_actors() {
        check("(星海)会从以下来源[获取]<订单>：\n1、(云杉)；", &["谁星海 从云杉 做获取 物订单"]);
        check("(星海)会向以下机构[查询]<订单>：\n1、(云杉)；", &["谁星海 从云杉 做查询 物订单"]);
        check("<订单>会由以下主体[保存]：\n1、(云杉)；", &["谁云杉 做保存 物订单"]);
        check("以下主体会[保存]<订单>：\n1、(云杉)；", &["谁云杉 做保存 物订单"]);
    }

    #[test]
    fn other_lead_ins_give_an_actor_no_role() {
        check("(星海)会[收集]以下信息：\n1、(云杉)；", &[]);
        check("(星海)会向(云杉)[提供]以下信息：\n1、(青岚)；", &[]);
    }

    #[test]
    fn a_role_from_a_lead_in_has_its_rule() {
        let text = "(星海)会将<订单>[共享]给以下主体：\n1、(云杉)：<电话>。";
        let document = crate::parse(text).unwrap();
        let json = serde_json::to_string(&document).unwrap();
        assert_eq!(serde_json::from_str::<crate::Document>(&json).unwrap(), document);
    }
}
