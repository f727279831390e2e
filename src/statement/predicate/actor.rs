//! Actors: subjects, agents, recipients, sources and owners.

use super::Reader;
use super::gap::Gap;
use super::subject::ActorPlace;
use crate::annotation::{AnnotationId, Role};
use crate::lexicon::{Cue, CueSet};
use crate::statement::MemberRole;
use crate::statement::rule::Rule;
use crate::statement::token::{Mark, Token};
use crate::text::{AnnotationKind, Span};

impl Reader<'_, '_> {
    pub(super) fn actor(&mut self, mark: Mark, token: &Token) {
        let Mark { id, is_location, .. } = mark;
        // S28: a location is tied on its own, after the scope.
        if is_location {
            return;
        }
        let is_other = self.is_other_side(token);
        if !is_other && self.follows_actor() {
            return self.place_actor(id);
        }
        if self.in_aside() {
            return;
        }
        self.subjects.place = if is_other { ActorPlace::Recipient } else { self.find_place(token) };
        match self.subjects.place {
            ActorPlace::Subject => self.change_subject(id, token.span),
            ActorPlace::Agent => {
                self.subjects.clear_agents();
                self.manner.pronoun = false;
            }
            ActorPlace::Recipient => {
                self.waiting.toward = !is_other && !self.preposition().has(Cue::Conjunction);
            }
            _ => {}
        }
        self.place_actor(id);
    }

    /// Whether an actor is coordinated with the one before it, is in an aside after it, or is a place of
    /// it: `(星海)的(系统)`.
    fn follows_actor(&self) -> bool {
        match self.in_aside() {
            true => self.last == Some(AnnotationKind::Actor),
            false => self.phrase.head < self.at,
        }
    }

    /// S6: whether an actor is the recipient and not a coordinated subject: `(云杉)与任何(药房)[共享]`.
    fn is_other_side(&self, token: &Token) -> bool {
        let Gap { first, last, .. } = self.gap;
        let is_with = first.has(Cue::Toward) && first.has(Cue::ActorAfter);
        let is_other = last.has(Cue::ActorBefore) && !last.has(Cue::Toward);
        let shares = self.verb_ahead(token).is_some_and(|verb| verb.role == Some(Role::Share));
        let follows_subject =
            self.last == Some(AnnotationKind::Actor) && self.subjects.place == ActorPlace::Subject;
        is_with && is_other && shares && follows_subject && !self.gap.has_boundary
    }

    /// S2, S5 to S8: finds where an actor goes by the words around it.
    fn find_place(&mut self, token: &Token) -> ActorPlace {
        let preposition = self.preposition();
        if let Some(place) = self.find_place_before_of() {
            return place;
        }
        if preposition.has(Cue::By) {
            return ActorPlace::Agent;
        }
        if preposition.has(Cue::From) {
            return ActorPlace::Source;
        }
        let verb = self.verb_ahead(token).copied();
        if preposition.has(Cue::Toward) {
            // `，经{您同意}向(云杉)转交`: the verb is not marked.
            let is_apart = self.last == Some(AnnotationKind::Purpose) && self.since.boundary();
            let is_after_verb = self.open.is_some()
                && !self.gap.has_boundary
                && !is_apart
                && (verb.is_none() || self.gap.first.has(Cue::Given));
            return if is_after_verb { ActorPlace::Given } else { ActorPlace::Recipient };
        }
        if self.is_given(verb.is_some()) {
            return ActorPlace::Given;
        }
        if verb.is_some() && self.is_means(token) {
            return ActorPlace::Source;
        }
        self.find_place_by_verb(verb.and_then(|verb| verb.role))
    }

    /// S28: whether the subject before a place uses it: `(星海)使用(Cookie)[收集]`.
    fn is_means(&self, token: &Token) -> bool {
        let is_place = token.mark().is_some_and(|mark| mark.role == Some(Role::Place));
        let follows_subject = self.last == Some(AnnotationKind::Actor) && self.since.subject;
        is_place && follows_subject && !self.gap.has_boundary
    }

    /// Finds where an actor before 的 goes: `(您)的<昵称>`, `[提供]给(云杉)的<邮箱>`, `与(云杉)的(门店)`.
    fn find_place_before_of(&mut self) -> Option<ActorPlace> {
        if !self.is_attribute() {
            return None;
        }
        let first = self.gap.first;
        let is_after_verb = self.last == Some(AnnotationKind::Action) && self.open.is_some();
        match self.argument_ahead() {
            Some(AnnotationKind::Data) if is_after_verb && first.has(Cue::Given) => {
                Some(ActorPlace::Given)
            }
            Some(AnnotationKind::Data) if is_after_verb && first.has(Cue::From) => {
                Some(ActorPlace::Giver)
            }
            Some(AnnotationKind::Data) => Some(ActorPlace::Owner),
            Some(AnnotationKind::Actor)
                if self.preposition().has_any(&[Cue::Toward, Cue::From]) =>
            {
                Some(ActorPlace::Nobody)
            }
            _ => None,
        }
    }

    /// S6: whether an actor after a verb gets its data: `[上报]到(云杉)`, `[告知]其(监护人)`.
    fn is_given(&self, has_verb_ahead: bool) -> bool {
        let gap = &self.gap;
        if self.open.is_none() || gap.has_boundary || !self.since.shares {
            return false;
        }
        let is_told = self.last == Some(AnnotationKind::Action)
            && !has_verb_ahead
            && (!gap.is_filled || gap.first.has(Cue::Pronoun) && gap.last.has(Cue::Pronoun));
        gap.first.has(Cue::Given) && gap.leads_up_with(Cue::Given) || is_told
    }

    /// S6, S7: finds where an actor goes by the cues before it and the next verb of the clause.
    fn find_place_by_verb(&self, verb: Option<Role>) -> ActorPlace {
        let gap = &self.gap;
        let is_through = gap.cues.has(Cue::Through) && !gap.has_boundary;
        let is_means = is_through && gap.leads_up_with(Cue::Through) && self.subjects.is_waiting();
        if is_means && verb == Some(Role::Share) {
            return ActorPlace::Nobody;
        }
        if is_through && verb == Some(Role::Collect) {
            let is_near = gap.leads_up_with(Cue::Through) || self.since.subject;
            return if is_near { ActorPlace::Source } else { ActorPlace::Subject };
        }
        if gap.last.has(Cue::For) {
            let gets = verb == Some(Role::Share);
            return if gets { ActorPlace::Recipient } else { ActorPlace::Nobody };
        }
        match () {
            () if gap.last.has(Cue::Mention) => ActorPlace::Nobody,
            () if !self.at_head && self.is_among() => ActorPlace::Recipient,
            () => ActorPlace::Subject,
        }
    }

    /// Whether 之间 or the like is right after the noun.
    fn is_among(&self) -> bool {
        let next = self.tokens.get(self.phrase.end as usize);
        next.is_some_and(|token| token.is(Cue::Among))
    }

    fn change_subject(&mut self, id: AnnotationId, span: Span) {
        self.enter_occasion();
        if self.waiting.is_from_before {
            self.flush();
        }
        if self.since.boundary() && !self.since.breach() {
            self.supply_subject(id);
        }
        let is_inside = self.open.is_some() && !self.since.boundary();
        let interrupts = self.fronts_object || is_inside && (!self.since.object || self.since.list);
        self.subjects.change(interrupts, self.could_be_else(), span);
        if !interrupts {
            self.waiting.change_subject();
        }
        self.since.subject = true;
        self.manner.pronoun = false;
        self.manner.drop_carried();
        self.attribute = self.at + 1;
    }

    /// S36: whether plain words are right before a subject in its clause, which could be a preposition, or a
    /// subject that still waits for its verb: `(我们)会凭借(银行)[分析]`.
    fn could_be_else(&self) -> bool {
        let gap = &self.gap;
        let is_after_words = gap.is_filled && gap.last == CueSet::default() && !self.at_head;
        let displaces = self.last == Some(AnnotationKind::Actor)
            && self.subjects.is_waiting()
            && !gap.has_boundary
            && !gap.last.has(Cue::Of);
        is_after_words || displaces
    }

    /// S4: gives a late subject to the verb before it: `在[收集]<邮箱>时，(我们)会[保存]`.
    fn supply_subject(&mut self, id: AnnotationId) {
        let Some(open) = self.open else { return };
        let draft = &self.batch.drafts[open];
        let has_none = !draft.has_actor && !draft.manner.pronoun && !draft.is_relative;
        if self.subjects.is_empty() && has_none {
            self.batch.carry(open, id, MemberRole::Actor, Rule::LateSubject);
        }
    }

    /// Moves an actor to where it goes.
    fn place_actor(&mut self, id: AnnotationId) {
        let waiting = &mut *self.waiting;
        match self.subjects.place {
            ActorPlace::Subject => self.subjects.add(id),
            ActorPlace::Agent => self.subjects.add_agent(id),
            ActorPlace::Recipient => waiting.recipients.push(id),
            ActorPlace::Source => waiting.sources.push(id),
            ActorPlace::Owner => match self.open {
                Some(open) => self.batch.add(open, id, MemberRole::Subject, Rule::Owner),
                None => waiting.owners.push(id),
            },
            ActorPlace::Given => self.tie_to_last(id, MemberRole::Recipient, Rule::Recipient),
            ActorPlace::Giver => self.tie_to_last(id, MemberRole::Source, Rule::Source),
            ActorPlace::Nobody => {}
        }
    }

    /// Ties an actor to the verb before it.
    fn tie_to_last(&mut self, id: AnnotationId, role: MemberRole, rule: Rule) {
        self.since.relative |= !self.since.object && !self.in_aside() && self.is_attribute();
        if let Some(open) = self.open {
            self.batch.add(open, id, role, rule);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::statement::Certainty;
    use crate::statement::tests::{certainty, stated};

    #[test]
    fn parts_of_a_subject_are_subjects() {
        assert_eq!(
            stated("(服务商)包括(云杉)、(青岚)，会[收集]<邮箱>。"),
            ["谁服务商+云杉+青岚 做收集 物邮箱"]
        );
    }

    #[test]
    fn a_supposition_has_its_own_subject() {
        let subject_of = |cue| stated(&format!("{cue}您不[填写]<邮箱>，(星海)无法送货。"));
        assert_eq!(subject_of("若"), ["不 做填写 物邮箱"]);
        assert_eq!(subject_of("如果"), ["不 做填写 物邮箱"]);
    }

    #[test]
    fn coordinated_actors_have_one_role() {
        assert_eq!(
            stated("(星海)以及(星海物流)不会与(云杉)、(青岚)或任何(第三方)[共享]<邮箱>。"),
            ["不 谁星海+星海物流 向云杉+青岚+第三方 做共享 物邮箱"]
        );
        assert_eq!(
            stated("(星海)会向(云杉)（如(云杉北方)、(云杉南方)）等(合作方)[提供]<邮箱>。"),
            ["谁星海 向云杉+云杉北方+云杉南方+合作方 做提供 物邮箱"]
        );
    }

    #[test]
    fn dashes_and_slashes_are_no_words() {
        for between in ["-", "——", "/", " / "] {
            assert_eq!(
                stated(&format!("(星海)会将<邮箱>[提供]给(云杉){between}(青岚)。")),
                ["谁星海 向云杉+青岚 做提供 物邮箱"],
                "{between}"
            );
        }
    }

    #[test]
    fn a_cue_gives_an_actor_its_role() {
        assert_eq!(
            stated("(星海)可能从(云杉)[获取]<运单>，并由(青岚)[保存]<账单>。"),
            ["谁星海 从云杉 做获取 物运单", "谁青岚 做保存 物账单"]
        );
        assert_eq!(
            stated("(星海)会向(征信机构)[查询](您)的<信用分>。"),
            ["谁星海 从征信机构 的您 做查询 物信用分"]
        );
    }

    #[test]
    fn a_recipient_after_its_verb() {
        assert_eq!(
            stated("(星海)会将<邮箱>[提供]给(云杉)用于[分析]<账单>。"),
            ["谁星海 向云杉 做提供 物邮箱", "谁星海 做分析 物账单"]
        );
    }

    #[test]
    fn a_recipient_of_an_unmarked_verb_is_doubtful() {
        for phrase in ["向(云杉)转交", "为{冲印}向(云杉)转交", "经{您同意}与(云杉)共享"]
        {
            let text = format!("(星海)会[收集]<照片>，{phrase}。");
            assert_eq!(certainty(&text), Certainty::Doubtful, "{text}");
        }
        let text = "(星海)会[提供]<照片>给(云杉)，经{您同意}向(青岚)[转交]<照片>。";
        assert_eq!(certainty(text), Certainty::Likely);
    }

    #[test]
    fn others_with_whom_data_is_shared_are_recipients() {
        for (with, verb) in [
            ("任何", "分享"),
            ("其他", "交换"),
            ("任何其他", "共享"),
            ("该", "共享"),
            ("这些", "交换"),
        ] {
            assert_eq!(
                stated(&format!(
                    "如(云杉)或云杉的(门店)与{with}(物业公司)[{verb}]<会员号>，会告知您。"
                )),
                [format!("谁云杉+门店 向物业公司 做{verb} 物会员号")]
            );
        }
        assert_eq!(stated("(云杉)与其他(门店)[使用]<会员号>。"), ["谁云杉+门店 做使用 物会员号"]);
        assert_eq!(stated("(云杉)和其他(门店)[共享]<会员号>。"), ["谁云杉+门店 做共享 物会员号"]);
    }

    #[test]
    fn a_recipient_of_an_unknown_verb() {
        for verb in ["出示", "申报", "递交", "通报", "寄送"] {
            assert_eq!(
                stated(&format!("(旅客)会向(柜台)[{verb}]<证件>。")),
                [format!("谁旅客 向柜台 做{verb} 物证件")]
            );
        }
        assert_eq!(stated("(旅客)会向(柜台)[询问]<航班>。"), ["谁旅客 从柜台 做询问 物航班"]);
    }

    #[test]
    fn a_cue_after_a_conjunction_counts() {
        assert_eq!(stated("(星海)及向(云杉)[提供]<邮箱>。"), ["谁星海 向云杉 做提供 物邮箱"]);
    }

    #[test]
    fn a_cue_before_a_conjunction_governs_nothing() {
        let stated = stated("(星海)会在医生要求或(您)[上传]的情形下[读取]<化验单>。");
        assert_eq!(stated[1], "谁星海 做读取 物化验单");
    }

    #[test]
    fn an_attribute_does_not_separate_an_actor_from_its_cue() {
        assert_eq!(
            stated("(星海)会与{为您送货}的(物流商)[共享]<地址>。"),
            ["谁星海 向物流商 做共享 物地址 为为您送货"]
        );
    }

    #[test]
    fn a_pronoun_at_the_head_of_a_clause_is_a_subject() {
        assert_eq!(
            stated("(星海)会[收集]<邮箱>，您可以[删除]<邮箱>。"),
            ["谁星海 做收集 物邮箱", "做删除 物邮箱"]
        );
        assert_eq!(
            stated("(星海)会[收集]您的<邮箱>，为您[保存]<记录>。"),
            ["谁星海 做收集 物邮箱", "谁星海 做保存 物记录"]
        );
    }

    #[test]
    fn the_subject_returns_after_a_relative_clause() {
        assert_eq!(
            stated("(星海)会将(您)[填写]的<地址>[提供]给(云杉)，并[保存]<运单>。"),
            ["谁您 做填写 物地址", "谁星海 向云杉 做提供 物地址", "谁星海 做保存 物运单"]
        );
    }

    #[test]
    fn a_recipient_after_other_prepositions() {
        for text in [
            "(星海)会在(云杉)、(青岚)之间[交换]<邮箱>。",
            "(星海)会同(云杉)、(青岚)[交换]<邮箱>。",
            "(星海)会为这些(云杉)、(青岚)[交换]<邮箱>。",
            "(星海)会为(云杉)、(青岚)[交换]<邮箱>。",
            "(星海)会将<邮箱>[交换]到(云杉)、(青岚)。",
            "(星海)会将<邮箱>[交换]予我们的(云杉)、(青岚)。",
            "(星海)会将<邮箱>[交换]予(云杉)、(青岚)。",
            "(星海)会将<邮箱>[交换]至(云杉)、(青岚)。",
            "(星海)会将<邮箱>[交换]于(云杉)、(青岚)。",
            "(星海)会在(云杉)、(青岚)之内[交换]<邮箱>。",
            "(星海)会在(云杉)、(青岚)范围内[交换]<邮箱>。",
            "(星海)会为上述(云杉)、(青岚)[交换]<邮箱>。",
            "(星海)会将<邮箱>[交换]其(云杉)、(青岚)。",
        ] {
            assert_eq!(stated(text), ["谁星海 向云杉+青岚 做交换 物邮箱"], "{text}");
        }
    }

    #[test]
    fn words_that_contain_a_preposition_govern_nothing() {
        for text in [
            "(云杉)之外的邮件由(星海)[交换]<邮箱>。",
            "当收到邮件时(星海)会[交换]<邮箱>。",
            "在会议期间(星海)会[交换]<邮箱>。",
            "对于以前的活动(星海)会[交换]<邮箱>。",
            "通过验证后(星海)会[交换]<邮箱>。",
            "(星海)内部会[交换]<邮箱>。",
        ] {
            assert_eq!(stated(text), ["谁星海 做交换 物邮箱"], "{text}");
        }
    }

    #[test]
    fn an_attribute_of_a_recipient_has_no_agent() {
        for attribute in
            ["您授权的", "我们委托送货的", "持证授权", "依法设立的", "授权的", "委托的"]
        {
            for toward in ["向", "与"] {
                assert_eq!(
                    stated(&format!("(星海)会{toward}{attribute}(云杉)[提供]<地址>。")),
                    ["谁星海 向云杉 做提供 物地址"],
                    "{toward}{attribute}"
                );
            }
        }
        assert_eq!(
            stated("(星海)会将<地址>[寄送]给我们委托的(云杉)。"),
            ["谁星海 向云杉 做寄送 物地址"]
        );
        assert_eq!(stated("您知悉和授权(星海)[收集]<地址>。"), ["谁星海 做收集 物地址"]);
    }

    #[test]
    fn the_owner_of_a_recipient_is_not_a_recipient() {
        assert_eq!(
            stated("(星海)会与(云杉)的(门店)、(仓库)[交换]<地址>。"),
            ["谁星海 向门店+仓库 做交换 物地址"]
        );
    }

    #[test]
    fn a_recipient_in_a_relative_clause() {
        assert_eq!(
            stated("(青岚)[提供]给(星海)的<订单>由(云杉)[保存]。"),
            ["谁青岚 向星海 做提供 物订单", "谁云杉 做保存 物订单"]
        );
        assert_eq!(stated("(星海)会[接收]来自(青岚)的<订单>。"), ["谁星海 从青岚 做接收 物订单"]);
    }

    #[test]
    fn a_source_through_which_data_is_collected() {
        for cue in ["通过", "经由", "借助您登录的", "去", "借由", "凭借", "依托"] {
            assert_eq!(
                stated(&format!("(星海)会{cue}(云杉)[读取]<步数>。")),
                ["谁星海 从云杉 做读取 物步数"],
                "{cue}"
            );
        }
    }

    #[test]
    fn an_actor_that_is_only_mentioned_is_not_a_subject() {
        for phrase in [
            "受(云杉)委托",
            "受(云杉)的委托",
            "代(云杉)",
            "代表(云杉)",
            "代为(云杉)",
            "经(云杉)授权",
            "经过(云杉)同意",
            "征得(云杉)同意后",
            "按照(云杉)的要求",
            "根据(云杉)的指示",
            "应(云杉)要求",
            "以(云杉)的名义",
            "为(云杉)",
        ] {
            assert_eq!(
                stated(&format!("(星海){phrase}[收集]<地址>。")),
                ["谁星海 做收集 物地址"],
                "{phrase}"
            );
        }
    }

    #[test]
    fn an_actor_through_which_data_is_shared_is_not_a_subject() {
        for cue in ["通过", "经由", "借助"] {
            assert_eq!(
                stated(&format!("(星海)会{cue}(云杉)[传送]<步数>。")),
                ["谁星海 做传送 物步数"],
                "{cue}"
            );
        }
        assert_eq!(stated("<步数>会通过(云杉)[传送]。"), ["谁云杉 做传送 物步数"]);
    }

    #[test]
    fn an_actor_that_is_asked_or_allowed_is_an_agent() {
        for before in ["需要", "我们需要", "(星海)可要求", "(星海)会请", "(星海)允许", "(星海)会让"]
        {
            let stated = stated(&format!("{before}(您)[提供]<邮箱>。"));
            assert_eq!(stated, ["谁您 做提供 物邮箱"], "{before}");
        }
    }

    #[test]
    fn a_place_of_a_subject_goes_with_it() {
        assert_eq!(stated("(星海)的(系统)会[记录]<邮箱>。"), ["谁星海 在系统 做记录 物邮箱"]);
        assert_eq!(stated("(星海)的(客服)、(仓库)会[查阅]<邮箱>。"), ["谁客服+仓库 做查阅 物邮箱"]);
    }

    #[test]
    fn a_supposition_does_not_take_the_subject_after_it() {
        for when in ["当您", "在您", "每当您"] {
            assert_eq!(
                stated(&format!("{when}[填写]<邮箱>时，(星海)会[保存]<日期>。")),
                ["做填写 物邮箱", "谁星海 做保存 物日期"],
                "{when}"
            );
        }
    }

    #[test]
    fn a_subject_after_unknown_words_is_not_certain() {
        for words in ["仰仗", "随", "携手", "会到", "会就", "将围绕", "会协助", "会在"]
        {
            let text = format!("(星海){words}(云杉)[分析]<步数>。");
            assert_eq!(certainty(&text), Certainty::Likely, "{text}");
        }
        assert_eq!(certainty("为{送货}仰仗(云杉)[分析]<步数>。"), Certainty::Likely);
        assert_eq!(certainty("原则上(星海)会[分析]<步数>。"), Certainty::Likely);
    }

    #[test]
    fn a_subject_after_known_words_is_certain() {
        for before in [
            "",
            "1.",
            "● ",
            "此外，",
            "并且",
            "当{您走路}时",
            "(云杉)与",
            "(云杉)及其",
            "(云杉)的",
            "(云杉)需要",
            "(云杉)，如",
        ] {
            let text = format!("{before}(星海)会[分析]<步数>。");
            assert_eq!(certainty(&text), Certainty::Certain, "{text}");
        }
    }

    #[test]
    fn actors_side_by_side_are_one_subject() {
        assert_eq!(
            stated("(手环厂商) **(步数SDK)** 会[读取]<步数>。"),
            ["谁手环厂商+步数SDK 做读取 物步数"]
        );
    }

    #[test]
    fn a_denial_around_an_occasion_does_not_deny_it() {
        let text = "(星海)不会在(您)[填写]<地址>时[出售]<邮箱>。";
        assert_eq!(stated(text), ["谁您 做填写 物地址", "不 谁星海 做出售 物邮箱"]);
        let text = "在(您)不[填写]<地址>时，(星海)会[收集]<邮箱>。";
        assert_eq!(stated(text), ["不 谁您 做填写 物地址", "谁星海 做收集 物邮箱"]);
    }

    #[test]
    fn the_subject_of_an_occasion_stays_in_it() {
        for text in [
            "(青岚)会在(读者)自愿[填写]<问卷>的情况下[记录]<籍贯>。",
            "(青岚)会在取得同意或(读者)[填写]<问卷>时[记录]<籍贯>。",
        ] {
            assert_eq!(stated(text), ["谁读者 做填写 物问卷", "谁青岚 做记录 物籍贯"], "{text}");
        }
        assert_eq!(
            stated("(青岚)会在您[填写]<地址>后[推荐]<门店>。"),
            ["做填写 物地址", "谁青岚 做推荐 物门店"]
        );
        assert_eq!(
            stated("当(租客)[提交]<合同>后，需要[核对]<证件号>。"),
            ["谁租客 做提交 物合同", "做核对 物证件号"]
        );
        assert_eq!(
            stated("(青岚)会在(您)[使用](云杉)[提供]的<地图>时[收集]<位置>，并[保存]<日期>。"),
            [
                "谁您 做使用 物地图",
                "谁云杉 做提供 物地图",
                "谁青岚 做收集 物位置",
                "谁青岚 做保存 物日期"
            ]
        );
        assert_eq!(stated("(青岚)会[收集]在您使用服务时产生的<日志>。"), ["谁青岚 做收集 物日志"]);
    }

    #[test]
    fn a_pronoun_can_repeat_the_subject() {
        let again = |text| stated(&format!("(您)可以[上传]<照片>，{text}"));
        assert_eq!(again("您也可以[填写]<昵称>。")[1], "谁您 做填写 物昵称");
        assert_eq!(again("我们会[保存]<昵称>。")[1], "做保存 物昵称");
    }
}
