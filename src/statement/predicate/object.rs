//! Data: which verbs have it as their object.

use super::Reader;
use crate::annotation::AnnotationId;
use crate::lexicon::Cue;
use crate::statement::MemberRole;
use crate::statement::rule::Rule;
use crate::statement::token::{Token, TokenKind};
use crate::text::AnnotationKind;

/// How many tokens before an annotation are searched for unmarked words that govern it.
const NEAR: usize = 16;

impl Reader<'_, '_> {
    pub(super) fn data(&mut self, id: AnnotationId, token: &Token) {
        if self.in_aside() {
            return self.object(id);
        }
        // `[收集]您<关注的账号>`: the pronoun is an owner and not a subject.
        self.manner.pronoun &= self.last != Some(AnnotationKind::Action);
        if self.open.is_some() && self.preposition().has(Cue::As) {
            return self.object(id);
        }
        self.since.conjunction = false;
        self.since.list = false;
        let verb = self.verb_ahead(token);
        let has_verb_ahead = verb.is_some();
        let has_modal_ahead = verb.is_some_and(|verb| verb.modal > Some(self.at));
        let is_of_another = !has_verb_ahead && self.is_of_unmarked_predicate();
        if self.gap.has_verb && !has_verb_ahead || is_of_another {
            self.flush();
            self.manner.pronoun |= is_of_another;
            self.wait(id);
            return self.flush();
        }
        if self.is_fronted(has_verb_ahead, has_modal_ahead) {
            return self.wait(id);
        }
        self.object(id);
        // `将(您)[提供]的<邮箱>[共享]`, `(您)[提供]的<邮箱>会被[保存]`: the object of both.
        let is_shared = self.since.relative && (self.fronts_object || has_modal_ahead);
        if is_shared && has_verb_ahead && self.batch.pay(MemberRole::Data) {
            self.waiting.data.push(id);
        }
    }

    /// S12: whether data after a verb has an unmarked subject and verb of its own in its clause:
    /// `，同时该订单中会载明<订单号>`.
    fn is_of_unmarked_predicate(&self) -> bool {
        const MODAL: [Cue; 3] = [Cue::May, Cue::Will, Cue::Must];
        if !self.gap.has_boundary || self.open.is_none() || !self.gap.cues.has_any(&MODAL) {
            return false;
        }
        let (mut has_words, mut has_modal, mut has_subject) = (false, false, false);
        for token in self.clause_before() {
            match token.kind {
                TokenKind::Words => {
                    has_words = true;
                    has_subject |= has_modal;
                }
                TokenKind::Cue(cues) if cues.has(Cue::Part) => return false,
                TokenKind::Cue(cues) if cues.has(Cue::Pronoun) => has_subject |= has_modal,
                TokenKind::Cue(cues) if cues.has_any(&MODAL) => {
                    has_modal |= has_words && !cues.has(Cue::Object);
                }
                _ => {}
            }
        }
        has_subject
    }

    /// The tokens of the clause before the one that is being read, from last to first, up to an annotation.
    pub(super) fn clause_before(&self) -> impl Iterator<Item = &Token> {
        let before = self.tokens.get(..self.at as usize).unwrap_or_default();
        let ends = |token: &Token| token.is(Cue::Clause) || token.is(Cue::Break);
        let is_apart = move |token: &&Token| token.mark().is_some() || ends(token);
        before.iter().rev().take(NEAR).take_while(move |token| !is_apart(token))
    }

    /// Makes data wait for a verb.
    fn wait(&mut self, id: AnnotationId) {
        if self.waiting.data.is_empty() {
            self.waiting.data_at = self.at;
            self.waiting.manner = self.manner;
            self.waiting.is_from_before = false;
        }
        self.waiting.data.push(id);
    }

    /// S10: whether data waits for a verb that follows.
    fn is_fronted(&self, has_verb_ahead: bool, has_modal_ahead: bool) -> bool {
        if self.open.is_none() || self.since.subject {
            return true;
        }
        let continues = self.last == Some(AnnotationKind::Data) && !self.waiting.data.is_empty();
        has_verb_ahead
            && (self.preposition().has(Cue::Object)
                || self.gap.has_boundary && has_modal_ahead
                || continues)
    }

    /// S9, S11: ties data after its verb or in an aside.
    fn object(&mut self, id: AnnotationId) {
        let waits = self.in_aside() && !self.waiting.data.is_empty();
        if waits || self.sharers.is_empty() {
            if self.waiting.data.is_empty() {
                self.waiting.data_at = self.at;
            }
            self.waiting.data.push(id);
            return;
        }
        if let Some((&last, others)) = self.sharers.split_last() {
            for &sharer in others {
                self.batch.carry(sharer, id, MemberRole::Data, Rule::SharedObject);
            }
            self.batch.add(last, id, MemberRole::Data, Rule::Object);
        }
        self.since.object = true;
    }

    /// S18: gives the verb of 这些信息 the data of the predicate before.
    pub(super) fn refer(&mut self) {
        let lacks_data = |&open: &usize| !self.batch.drafts[open].has_data();
        let Some(open) = self.open.filter(lacks_data).filter(|_| !self.since.subject) else {
            self.waiting.reference = self.open.is_some();
            return;
        };
        if open > self.first {
            self.batch.copy_data(open - 1, open, Rule::Reference);
        }
    }

    /// S12: makes a statement without a verb from the data that waits.
    pub(super) fn flush(&mut self) {
        if self.waiting.data.is_empty() {
            return;
        }
        let manner = std::mem::replace(&mut self.manner, self.waiting.manner);
        self.sharers.clear();
        let open = self.start(u32::MAX, self.waiting.data_at, self.manner);
        self.manner = manner;
        self.batch.drafts[open].manner.exempt |= manner.exempt;
        for id in self.waiting.data.drain(..) {
            self.batch.add(open, id, MemberRole::Data, Rule::UnmarkedVerb);
        }
        self.take_waiting(open, false);
        self.since.object = true;
        self.waiting.is_from_before = false;
    }

    /// Ends an item at ；. In `<邮箱>：用于{回复您}；<电话>：…`, each is a statement of its own.
    pub(super) fn end_item(&mut self) {
        let waits = !self.waiting.inner.is_empty() || !self.waiting.front.is_empty();
        if self.open.is_none() && waits && !self.waiting.data.is_empty() {
            self.flush();
            self.open = None;
            self.waiting.clear_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::statement::tests::stated;

    #[test]
    fn data_before_its_verb() {
        assert_eq!(
            stated("(星海)会将您的<邮箱>[同步]给(云杉)，<订单>也会[转交]给(青岚)。"),
            ["谁星海 向云杉 做同步 物邮箱", "谁星海 向青岚 做转交 物订单"]
        );
        assert_eq!(
            stated("(您)[提供]的<电话>将会被(星海)[保存]。"),
            ["谁您 做提供 物电话", "谁星海 做保存 物电话"]
        );
    }

    #[test]
    fn data_before_a_conjunction_has_a_verb_of_its_own() {
        assert_eq!(
            stated("(星海)可能对<通讯录>进行加密，并仅[保存]<密文>。"),
            ["谁星海 物通讯录", "谁星海 做保存 物密文"]
        );
    }

    #[test]
    fn a_purpose_after_a_relative_clause_in_a_list() {
        assert_eq!(
            stated("(星海)会[收集]<昵称>、[上传]的<照片>，用于{展示}。"),
            ["谁星海 做收集 物昵称+照片 为展示", "谁星海 做上传 物照片"]
        );
    }

    #[test]
    fn a_relative_clause_can_continue_a_list() {
        assert_eq!(
            stated("(星海)会[收集]<昵称>、(您)[上传]的<照片>和<日期>。"),
            ["谁星海 做收集 物昵称+照片+日期", "谁您 做上传 物照片+日期"]
        );
    }

    /// A conjunction among the words before a relative clause does not continue a list of data.
    #[test]
    fn a_conjunction_in_other_words_continues_no_list() {
        for text in [
            "(云雀)[采集]的<步数>；借助蓝牙或红外[采集]的<心率>。",
            "(云雀)会[保存]<步数>，借助蓝牙或红外[采集]的<心率>。",
            "(管家)[登记]的<步数>；由保安或志愿者[登记]的<心率>。",
            "(云雀)会[展示]<步数>，在手表和手环上[记录]的<心率>。",
            "(云雀)会[读取]<步数>，按日、周或月[汇总]的<心率>。",
        ] {
            let stated = stated(text);
            assert!(stated[0].ends_with("物步数"), "{text}");
            assert!(stated[1].ends_with("物心率"), "{text}");
        }
        for text in [
            "(云雀)会[保存]<步数>，以及借助蓝牙或红外[采集]的<心率>。",
            "(云雀)会[保存]<步数>、借助蓝牙或红外[采集]的<心率>。",
            "(云雀)会[保存]<步数>等信息和在手表上[记录]的<心率>。",
            "(云雀)会[保存]<步数>（含日期）及[记录]的<心率>。",
            "(云雀)会[保存]<步数>，或者按月[汇总]的<心率>。",
        ] {
            assert!(stated(text)[0].ends_with("物步数+心率"), "{text}");
        }
    }

    #[test]
    fn data_without_a_marked_verb() {
        assert_eq!(
            stated("(合作方)会使用您的<订单信息>以{送货}。"),
            ["谁合作方 物订单信息 为送货"]
        );
        assert_eq!(
            stated("<邮箱>：用于{回复您}；<地址>：用于{送货}。"),
            ["物邮箱 为回复您", "物地址 为送货"]
        );
        assert_eq!(
            stated("您可以使用<手机号>登录，(星海)会[保存]<登录记录>。"),
            ["物手机号", "谁星海 做保存 物登录记录"]
        );
    }

    #[test]
    fn an_unmarked_verb_joined_right_after_another_shares_its_object() {
        for (text, expected) in [
            ("(青禾)会[读取]并上传<步数>。", "谁青禾 做读取 物步数"),
            ("(管家)会从(物业)[调取]并核实您的<房号>。", "谁管家 从物业 做调取 物房号"),
            ("(海螺)可以[录制]并且保存<录音>、<日期>。", "谁海螺 做录制 物录音+日期"),
            ("(您)需[填写]并提交<证件号>以{入住}。", "谁您 做填写 物证件号 为入住"),
            ("(墨池)不会[复制]并公开您的<手稿>。", "不 谁墨池 做复制 物手稿"),
        ] {
            assert_eq!(stated(text), [expected], "{text}");
        }
        for text in [
            "(您)需[填写]<证件号>，并创建<口令>。",
            "(您)需[填写]<证件号>并创建<口令>。",
            "(您)需[登录]，并创建<口令>。",
            "(管家)会[登记]，并且还会保存<房号>。",
        ] {
            assert_eq!(stated(text).len(), 2, "{text}");
        }
    }

    #[test]
    fn a_clause_with_an_unmarked_predicate_has_its_own_data() {
        for clause in ["同时该订单中会载明", "我们会用到"] {
            assert_eq!(
                stated(&format!("(住户)须[登记]<车牌>，{clause}<通行记录>、<日期>。")),
                ["谁住户 做登记 物车牌", "物通行记录+日期"],
                "{clause}"
            );
        }
        for clause in ["还可能涉及", "以及会用到的"] {
            assert_eq!(
                stated(&format!("(住户)须[登记]<车牌>，{clause}<电话>。")),
                ["谁住户 做登记 物车牌+电话"],
                "{clause}"
            );
        }
    }

    #[test]
    fn a_reference_to_data_that_waits_ties_it_once() {
        let read = ["做收集 物邮箱", "向云杉 做提供 物邮箱"];
        assert_eq!(stated("将[收集]的<邮箱>这些信息[提供]给(云杉)。"), read);
        assert_eq!(stated("[收集]的这些信息<邮箱>会[提供]给(云杉)。")[1], read[1]);
    }

    #[test]
    fn a_reference_is_the_data_of_the_verb_before() {
        assert_eq!(
            stated(
                "对于{经监护人同意}而[收集]<儿童信息>的情况，(星海)只会在{必要}时[使用]此信息。"
            ),
            ["谁星海 做收集 物儿童信息 当经监护人同意", "谁星海 做使用 物儿童信息 当必要"]
        );
    }
}
