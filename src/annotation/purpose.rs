//! Rules R1 to R12: whether a `{…}` is a purpose or a condition.

use super::window::{FILLERS, after, closing, has_joint, head, is_edge, is_spacer, tail, window};
use crate::annotation::Role;
use crate::lexicon::{RoleCue, RoleCues};
use crate::text::{Delimiter, Span, han};

/// Reads the `{…}` of a text in order.
pub(super) struct PurposeReader<'a> {
    text: &'a str,
    cues: &'a RoleCues,
    /// The end and the role of the last one.
    last: Option<(u32, Role)>,
}

impl<'a> PurposeReader<'a> {
    pub(super) const fn new(text: &'a str, cues: &'a RoleCues) -> Self {
        Self { text, cues, last: None }
    }

    /// R1 to R12: the role of the next `{…}`.
    pub(super) fn role(&mut self, span: Span, inside: Span) -> Role {
        let role = self.by_cues(span, inside).or_else(|| self.joined(span.start()));
        let role = role.unwrap_or(Role::Purpose);
        self.last = Some((span.end(), role));
        role
    }

    /// R1 to R10: the first rule that applies decides. Cues are only looked for when a rule needs
    /// them.
    fn by_cues(&self, span: Span, inside: Span) -> Option<Role> {
        let before = self.cue_before(span.start());
        let closes = || self.cue_closing(tail(self.text, inside));
        // R1
        if before == Some(RoleCue::PurposeBefore) {
            let is_need = closes() == Some(RoleCue::NeedCloses);
            return Some(if is_need { Role::Condition } else { Role::Purpose });
        }
        // R2
        match self.cue_after(span.end()) {
            Some(RoleCue::ConditionBehind) => return Some(Role::Condition),
            Some(RoleCue::PurposeBehind) => return Some(Role::Purpose),
            _ => {}
        }
        let closes = closes();
        // R3
        if matches!(closes, Some(RoleCue::ConditionCloses | RoleCue::NeedCloses)) {
            return Some(Role::Condition);
        }
        let words = head(self.text, inside);
        let opens = self.cue_opening(words);
        // `{您选择参加时，根据活动需要}`
        let first = words.split_once(CLAUSE_ENDS).map(|(first, _)| first);
        let is_occasion =
            first.is_some_and(|first| self.cue_closing(first) == Some(RoleCue::ConditionCloses));
        if is_occasion && opens != Some(RoleCue::PurposeOpens) {
            return Some(Role::Condition);
        }
        // R4 to R10
        Some(match (before, opens, closes) {
            (_, Some(RoleCue::PurposeOpens), _) => Role::Purpose,
            (_, Some(RoleCue::ConditionOpens), _) => Role::Condition,
            (.., Some(RoleCue::PurposeCloses)) => Role::Purpose,
            (Some(RoleCue::ConditionBefore), ..) => Role::Condition,
            (_, Some(RoleCue::AimOpens), _) => Role::Purpose,
            (.., Some(RoleCue::BasisCloses)) => Role::Condition,
            (_, Some(RoleCue::EventOpens), _) => Role::Condition,
            _ => return None,
        })
    }

    /// `以便更好地{…}`: the cue before the annotation, with only fillers and the brackets of an actor
    /// between them.
    fn cue_before(&self, start: u32) -> Option<RoleCue> {
        let mut words = window(self.text, start);
        for _ in 0..=FILLERS {
            let parens = [Delimiter::Paren.open(), Delimiter::Paren.close()];
            words = han::trim_end(han::trim_end(words, is_spacer), |c| parens.contains(&c));
            let hit = self.cues.before.suffix(words)?;
            if hit.class != RoleCue::FillerBefore {
                return Some(hit.class);
            }
            words = &words[..hit.start];
        }
        None
    }

    fn cue_after(&self, end: u32) -> Option<RoleCue> {
        let words = han::trim_start(after(self.text, end), is_spacer);
        self.cues.behind.prefix(words).map(|hit| hit.class)
    }

    /// `{仅出于…}`: the cue that opens the annotation, after any fillers.
    fn cue_opening(&self, mut words: &str) -> Option<RoleCue> {
        for _ in 0..=FILLERS {
            words = without_edge(words);
            let hit = self.cues.opens.prefix(words)?;
            if hit.class != RoleCue::FillerOpens {
                return Some(hit.class);
            }
            words = &words[hit.end..];
        }
        None
    }

    /// The cue that closes the annotation.
    fn cue_closing(&self, words: &str) -> Option<RoleCue> {
        self.cues.closes.suffix(closing(words)).map(|hit| hit.class)
    }

    /// R11: `{…}或{…}`: the role of the annotation before, if the two are coordinated.
    fn joined(&self, start: u32) -> Option<Role> {
        let (end, role) = self.last?;
        has_joint(self.text, self.cues, end, start, is_edge).then_some(role)
    }
}

/// The punctuation that ends a clause inside an annotation.
const CLAUSE_ENDS: [char; 2] = ['，', ','];

/// `words` without punctuation and brackets before them.
pub(super) fn without_edge(words: &str) -> &str {
    han::trim_start(words, is_edge)
}

#[cfg(test)]
mod tests {
    use crate::annotation::Role::{self, Condition, Purpose};
    use crate::parser::parse;

    fn roles(text: &str) -> Vec<Role> {
        parse(text).unwrap().annotations().filter_map(|annotation| annotation.role()).collect()
    }

    #[track_caller]
    fn check(role: Role, texts: &[&str]) {
        for text in texts {
            assert_eq!(roles(text), [role], "{text}");
        }
    }

    #[test]
    fn no_rule_looks_further_than_its_limit() {
        let cue_after = |blanks| roles(&format!("{{打开}}{}时", " ".repeat(blanks)));
        assert_eq!(cue_after(87), [Condition]);
        assert_eq!(cue_after(88), [Purpose]);
    }

    #[test]
    fn r1_a_cue_of_purpose_before() {
        check(
            Purpose,
            &["以便{验证您的身份}。", "为了**{您在登录时}**不受打扰", "以便更好地{要求}"],
        );
        check(Purpose, &["来进行{您的核对}。"]);
        check(Condition, &["为{履行送货合同所必需}，"]);
        check(Purpose, &["帮助(您){按照规定下单}。", "仅用于 {账户注册时}"]);
    }

    #[test]
    fn r1_words_that_only_look_like_a_cue() {
        check(Condition, &["您可以{根据提示}填写", "作为{您的授权}", "所以{您同意}"]);
    }

    #[test]
    fn r2_a_cue_of_condition_after() {
        check(Condition, &["您{提供服务}时", "在{验证身份}的过程中", "除{保护您的安全}外"]);
        check(Purpose, &["{保障账户}时间长了", "基于{按时送货}的考虑"]);
    }

    #[test]
    fn r3_a_cue_of_condition_closes() {
        check(
            Condition,
            &[
                "{为您提供服务时}，",
                "{为您送货期间（不超过三日）}，",
                "{为您送货期间内}，",
                "{为送货所必需的}，",
                "{使用地图后，}(我们)",
                "{您参加活动时，根据活动需要}",
            ],
        );
        check(Purpose, &["{提供售后}", "{回复您更及时}", "{为送货时，保障安全}"]);
    }

    #[test]
    fn r4_a_cue_of_purpose_opens() {
        check(
            Purpose,
            &["{为了遵守法律规定}，", "{，并用于核对您的授权}", "{以便我们获得您的同意}"],
        );
    }

    #[test]
    fn r5_a_cue_of_condition_opens() {
        check(
            Condition,
            &["{当您打开地图}，", "{仅在以下情形}", "{但以下情形除外：}", "{未经您许可}"],
        );
        check(Condition, &["{每次开锁}", "{以您指定的方式}"]);
        check(Purpose, &["{以上功能}", "{使用地图}", "{在于改进送货}"]);
    }

    #[test]
    fn r6_a_cue_of_purpose_closes() {
        check(Purpose, &["基于{本政策所述目的}，", "根据{业务需要}"]);
    }

    #[test]
    fn r7_a_cue_of_condition_before() {
        check(Condition, &["当您{打开地图}，", "如用户{打开地图}，", "除非{星海删除}"]);
        check(Condition, &["通过{到店登记}而"]);
        check(Purpose, &["改进服务（如{送货}）", "改进服务(如{送货}等)"]);
    }

    #[test]
    fn r8_an_aim_opens() {
        check(Purpose, &["{防范违反规定的情况}", "{提高您的安全要求}"]);
    }

    #[test]
    fn r9_a_basis_closes() {
        check(Condition, &["{您的明示同意}", "{监管机构的要求}", "只共享{必要}的<订单>"]);
    }

    #[test]
    fn r10_an_event_opens() {
        check(Condition, &["{您打开地图}，", "{用户下单}，", "{司法机关调取}，"]);
        check(Condition, &["{基于您的设置}", "{所公开的照片是您自己公布的}"]);
        check(Purpose, &["{基于浏览习惯推荐商品}"]);
    }

    #[test]
    fn r11_joined_with_the_one_before() {
        assert_eq!(roles("在{您下单}或{星海送货}，"), [Condition, Condition]);
        assert_eq!(roles("以便{送货}、{星海送货}"), [Purpose, Purpose]);
        assert_eq!(roles("当{您下单}时，我们会告诉您。{星海送货}"), [Condition, Purpose]);
    }

    #[test]
    fn r12_otherwise_a_purpose() {
        check(Purpose, &["{星海送货}", "{ }{送货}"]);
    }
}
