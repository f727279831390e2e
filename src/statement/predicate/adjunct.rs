//! Purposes and conditions: which verbs they govern.

use super::Reader;
use crate::annotation::Role;
use crate::lexicon::Cue;
use crate::statement::rule::Rule;
use crate::statement::token::{Mark, Token, TokenKind};
use crate::text::AnnotationKind;

impl Reader<'_, '_> {
    /// S13, S15, S16: finds which verbs a purpose or condition governs.
    pub(super) fn adjunct(&mut self, mark: Mark, token: &Token) {
        let Some(open) = self.open else {
            return self.hold(mark, token.clause);
        };
        self.since.clause |= self.gap.has_clause && !self.in_aside();
        let is_inner = self.since.subject
            || !self.since.object && !self.gap.has_boundary && self.verb_ahead(token).is_some();
        if self.in_aside() {
            self.batch.add_adjunct(open, mark, Rule::Trailing);
        } else if is_inner && !self.verbs.is_empty() {
            self.waiting.inner.push(mark);
        } else if self.opens_clause(mark) {
            if self.waiting.front_is_used {
                self.waiting.clear_front();
            }
            self.waiting.front.push(mark);
        } else if !self.is_of_unmarked_verb(mark) {
            self.since.adjunct = true;
            let open = self.leave_object(open);
            self.trail(open, mark);
        }
    }

    /// Returns the draft that trailing words govern. After the object of a relative clause that is the draft
    /// around it.
    fn leave_object(&mut self, open: usize) -> usize {
        let drafts = &self.batch.drafts;
        let is_inside = |outer: usize| drafts[open].is_relative && !drafts[outer].is_relative;
        if self.since.object && self.outer.is_some_and(is_inside) {
            self.leave_relative();
        }
        self.open.unwrap_or(open)
    }

    /// S16: whether a purpose belongs to an unmarked verb with a subject of its own:
    /// `；我们还会使用您的订单信息来{防止欺诈}`.
    fn is_of_unmarked_verb(&self, mark: Mark) -> bool {
        self.since.breach()
            && mark.role == Some(Role::Purpose)
            && self.gap.has_boundary
            && !self.gap.cues.has(Cue::Reference)
            && self.has_unmarked_subject()
            && self.has_unmarked_verb()
    }

    /// Whether a pronoun without 的 is in the clause before the annotation.
    fn has_unmarked_subject(&self) -> bool {
        let mut is_owner = false;
        self.clause_before().any(|token| {
            let is_subject = token.is(Cue::Pronoun) && !is_owner;
            is_owner = token.is(Cue::Of);
            is_subject
        })
    }

    /// Whether that clause contains an unmarked verb.
    fn has_unmarked_verb(&self) -> bool {
        let words = self.words;
        let has_verb = |token: &Token| words.verbs(token.span).next().is_some();
        let can_be_verb = |token: &&Token| token.kind == TokenKind::Words || token.is(Cue::Word);
        self.clause_before().filter(can_be_verb).any(has_verb)
    }

    /// S16, S37: ties what trails a verb to it and to those that share its object.
    fn trail(&mut self, open: usize, mark: Mark) {
        if mark.role == Some(Role::Purpose) && self.joins_the_one_before(open) {
            self.batch.carry(open - 1, mark.id, mark.adjunct_role(), Rule::CarriedPurpose);
        }
        if mark.role == Some(Role::Purpose) && !self.waiting.is_spelled_out {
            self.waiting.trailing.push(mark);
        }
        let rule = if self.since.clause { Rule::TrailingClause } else { Rule::Trailing };
        self.batch.add_adjunct(open, mark, rule);
        for &sharer in &*self.sharers {
            if sharer != open && !self.batch.drafts[sharer].is_relative {
                self.batch.carry(sharer, mark.id, mark.adjunct_role(), rule);
            }
        }
    }

    /// S35: whether a conjunction joins a draft with the one before it, and neither has a purpose or
    /// condition of its own: `[收集]<邮箱>，并[保存]<电话>以{送货}`.
    fn joins_the_one_before(&self, draft: usize) -> bool {
        let drafts = &self.batch.drafts;
        let is_joined = drafts[draft].manner.joined && draft > self.first;
        if !is_joined || drafts[draft].has_adjunct || self.sharers.contains(&(draft - 1)) {
            return false;
        }
        let (before, draft) = (&drafts[draft - 1], &drafts[draft]);
        !before.has_adjunct && !before.is_relative && before.manner.denied == draft.manner.denied
    }

    /// Holds a purpose or condition before the first verb. It is between subject and verb or at the front.
    fn hold(&mut self, mark: Mark, clause: u32) {
        if self.since.subject {
            self.waiting.inner.push(mark);
        } else {
            self.waiting.front_clause = Some(clause);
            self.waiting.front.push(mark);
        }
    }

    /// Whether a condition after a verb is at the front of the next one: it opens a clause, and a subject
    /// or a verb follows.
    fn opens_clause(&mut self, mark: Mark) -> bool {
        mark.role == Some(Role::Condition)
            && self.gap.has_boundary
            && !self.verbs.is_empty()
            && self.argument_ahead() != Some(AnnotationKind::Data)
            && !self.is_before_exception()
    }

    /// Whether 除外 is between the annotation and the next one.
    fn is_before_exception(&self) -> bool {
        let after = self.tokens.get(self.at as usize + 1..).unwrap_or_default();
        let mut gap = after
            .iter()
            .filter(|token| token.depth == 0)
            .take_while(|token| token.mark().is_none());
        gap.any(|token| token.is(Cue::Exception))
    }
}

#[cfg(test)]
mod tests {
    use crate::statement::Certainty;
    use crate::statement::tests::{certainty, stated};

    #[test]
    fn a_condition_at_the_front_governs_later_verbs() {
        assert_eq!(
            stated("在{支付过程}中，(星海)会[收集]<账号>，(星海)还会[收集]<指纹>用于{验证}。"),
            ["谁星海 做收集 物账号 当支付过程", "谁星海 做收集 物指纹 为验证 当支付过程"]
        );
    }

    #[test]
    fn what_trails_governs_all_verbs_that_share_an_object() {
        assert_eq!(
            stated("(星海)不会向(云杉)[提供]或从(青岚)[获取]<邮箱>，{除非您同意}。"),
            [
                "不 谁星海 向云杉 做提供 物邮箱 除除非您同意",
                "不 谁星海 从青岚 做获取 物邮箱 除除非您同意"
            ]
        );
        assert_eq!(
            stated("(星海)会[核对](您)[上传]的<简历>，以{推荐职位}。"),
            ["谁星海 做核对 物简历 为推荐职位", "谁您 做上传 物简历"]
        );
        assert_eq!(
            stated("(星海)会[核对](您)[上传]的<简历>{推荐职位}。"),
            ["谁星海 做核对 物简历 为推荐职位", "谁您 做上传 物简历"]
        );
    }

    #[test]
    fn an_adjunct_at_the_end_of_a_clause_governs_later_verbs_of_its_subject() {
        for (start, adjunct) in [
            ("(租客){在租期内}，可", "当在租期内"),
            ("(租客)在{退租}时，须", "当退租"),
            ("(租客)为了{抢修}，会", "为抢修"),
            ("(租客)将根据{合同}，", "当合同"),
            ("(租客)经{房东同意}，可以", "当房东同意"),
        ] {
            let text =
                format!("{start}[查阅]<账单>，也可[下载](房东)[签署]的<合同>，并[打印]<发票>。");
            let expected = [
                format!("谁租客 做查阅 物账单 {adjunct}"),
                format!("谁租客 做下载 物合同 {adjunct}"),
                "谁房东 做签署 物合同".to_owned(),
                format!("谁租客 做打印 物发票 {adjunct}"),
            ];
            assert_eq!(stated(&text), expected, "{text}");
            for other in ["(房东)会[打印]<发票>", "您可以[打印]<发票>"] {
                let text = format!("{start}[查阅]<账单>，{other}。");
                assert!(stated(&text)[1].ends_with("做打印 物发票"), "{text}");
            }
        }
        for text in [
            "(租客)在{退租}时须[提交]<账单>，并[核对]<合同>。",
            "(租客)在{退租}时，须[提交]<账单>；并[核对]<合同>。",
        ] {
            assert!(stated(text)[1].ends_with("做核对 物合同"), "{text}");
        }
    }

    #[test]
    fn a_purpose_at_the_end_governs_joined_verbs() {
        assert_eq!(
            stated("(星海)会[收集]<邮箱>，并[保存]<电话>以{送货}。"),
            ["谁星海 做收集 物邮箱 为送货", "谁星海 做保存 物电话 为送货"]
        );
        for text in [
            "(星海)会为{登录}[收集]<邮箱>，并[保存]<电话>以{送货}。",
            "当{您登录}时，(星海)会[收集]<邮箱>，并[保存]<电话>以{送货}。",
        ] {
            assert!(stated(text)[0].ends_with("登录"), "{text}");
        }
        for text in [
            "(星海)会[收集]<邮箱>，[保存]<电话>以{送货}。",
            "(星海)会[收集]<邮箱>，(云杉)[保存]<电话>以{送货}。",
            "(星海)不会[收集]<邮箱>，并会[保存]<电话>以{送货}。",
        ] {
            assert!(stated(text)[0].ends_with("邮箱"), "{text}");
        }
    }

    #[test]
    fn examples_have_the_purpose_that_they_spell_out() {
        let text = |colon| format!("(星海)会[共享]<订单>以{{送货}}，{colon}向(云杉)[发送]<地址>。");
        assert_eq!(stated(&text("比如："))[1], "谁星海 向云杉 做发送 物地址 为送货");
        assert_eq!(certainty(&text("比如：")), Certainty::Likely);
        assert_eq!(stated(&text("说明："))[1], "谁星海 向云杉 做发送 物地址");
        assert_eq!(stated(&text("比如"))[1], "谁星海 向云杉 做发送 物地址");
        let text = "(星海)会[共享]<订单>以{送货}，比如：(您)[填写]的<地址>。";
        assert!(!stated(text).last().unwrap().contains("送货"));
    }

    #[test]
    fn an_adjunct_after_a_clause_without_annotations_is_not_certain() {
        for text in [
            "(星海)不会[出租]<邮箱>，我们会加密，除非{您同意}。",
            "(星海)不会[出租]<邮箱>，我们会加密，除非{您同意}或者{法律要求}。",
            "(星海)会[收集]<邮箱>，邮箱会加密，以便{回复您}，同时{防止欺诈}。",
        ] {
            assert_eq!(certainty(text), Certainty::Likely, "{text}");
        }
        for text in [
            "(星海)不会[出租]<邮箱>，除非{您同意}。",
            "(星海)会[收集]<邮箱>，，以便{回复您}。",
            "(星海)会[收集]<邮箱>，<电话>，以便{回复您}，同时{防止欺诈}。",
            "(星海)会[收集]<邮箱>（这不公开，也不出租，仅用于{回复您}）。",
        ] {
            assert_eq!(certainty(text), Certainty::Certain, "{text}");
        }
    }

    #[test]
    fn a_purpose_of_an_unmarked_verb() {
        let text = |rest| stated(&format!("(星海)会[保存]<心率>；{rest}"));
        assert_eq!(text("我们开启蓝牙是为了{连接手环}。"), ["谁星海 做保存 物心率"]);
        assert_eq!(text("我们还会使用您的信息来{防止欺诈}。"), ["谁星海 做保存 物心率"]);
        let tied = ["谁星海 做保存 物心率 为防止欺诈"];
        assert_eq!(text("我们使用这些信息来{防止欺诈}。"), tied);
        assert_eq!(text("用于{防止欺诈}。"), tied);
    }

    /// A verb that gets a purpose since it shares an object does not get it by S35 as well.
    #[test]
    fn a_purpose_is_tied_once() {
        assert_eq!(stated("1、[收]向[发]{送货}。"), ["做收 为送货", "做发 为送货"]);
    }

    #[test]
    fn a_new_condition_replaces_the_one_at_the_front() {
        assert_eq!(
            stated(
                "1）当{您注册}时，(星海)会[收集]<邮箱>；2）在{您浏览}时，(星海)会[收集]<记录>。"
            ),
            ["谁星海 做收集 物邮箱 当您注册", "谁星海 做收集 物记录 当您浏览"]
        );
    }

    #[test]
    fn an_exception_stays_with_the_verb_before() {
        assert_eq!(
            stated(
                "(星海)不会[转让]<邮箱>，但{以下情况}除外：1.{获得您同意}后，(星海)会[共享]<邮箱>。"
            ),
            ["不 谁星海 做转让 物邮箱 除以下情况", "谁星海 做共享 物邮箱 当获得您同意"]
        );
    }

    #[test]
    fn a_condition_without_cue_before_the_subject() {
        assert_eq!(
            stated("您{注册后台系统}时(星海)会[收集]<姓名>。"),
            ["谁星海 做收集 物姓名 当注册后台系统"]
        );
    }
}
