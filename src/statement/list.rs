//! Lists: a lead-in and the lines below it that it governs.

use super::ahead::{Inline, Known};
use super::draft::{Batch, CARRIED};
use super::lead_in::{LeadIn, lone_marks, stands_alone};
use super::passage::Passage;
use super::token::{Token, Tokens};
use super::{MemberData, MemberRole};
use crate::lexicon::Cue;
use crate::outline::{Numbering, SectionId, leads_in};
use crate::text::Span;

/// The lists that are being read, and what the sentence before and the title hand on.
#[derive(Debug, Default)]
pub(super) struct List {
    /// A list, and the lists in its items.
    levels: [Level; NESTED],
    /// How many of them are open.
    open: usize,
    /// The annotations of the sentence before, if it made no statement.
    told: LeadIn,
    /// Whether that sentence opens its line and contains little else: `为了{送货}。`
    told_alone: bool,
    /// What the title of a section says, until a sentence with a statement takes it.
    title: LeadIn,
    /// The section of that title.
    titled: Option<SectionId>,
    /// Where the line starts.
    line: Option<u32>,
}

/// The maximal depth of nested lists.
const NESTED: usize = 4;

/// A list: `(我们)会[收集]下列信息：`.
#[derive(Debug, Default)]
struct Level {
    lead_in: LeadIn,
    /// How the line of the lead-in is numbered.
    own: Option<Numbering>,
    /// How its lines are numbered, once that is known.
    numbering: Option<Numbering>,
    /// How the line before ended.
    before: LineEnd,
}

/// How a line of a list ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum LineEnd {
    /// It is the lead-in.
    LeadIn,
    /// It is a lead-in without a colon: only numbered lines are its items.
    Heading,
    /// With ；, ， or 、: the list continues.
    Open,
    /// With 。 ！ or ？: the list continues if the next line is numbered.
    #[default]
    Closed,
    /// With a word: as with 。, but a line without number and annotations continues this one.
    Cut,
}

impl List {
    pub(super) fn clear(&mut self) {
        self.forget_told();
        self.title.clear();
        self.titled = None;
        self.line = None;
        self.open = 0;
    }

    /// Whether the next line can be an item.
    pub(super) const fn is_open(&self) -> bool {
        self.open > 0
    }

    /// Forgets the sentence before, as one without annotations follows.
    pub(super) fn forget_told(&mut self) {
        self.told.clear();
        self.told_alone = false;
    }

    /// S19: a sentence without annotations leads in what the statement before says: `这些资料包括：`.
    pub(super) fn refer(&mut self, known: Known<'_>, passed: &str, before: &Batch) {
        let Some(last) = before.drafts.len().checked_sub(1) else { return };
        let excepts = known.excepts(passed);
        if excepts || known.refers(passed) {
            let level = self.nest(known);
            level.before = LineEnd::LeadIn;
            level.lead_in.take(before, last, |_| true);
            level.lead_in.says.excepts = excepts;
        }
    }

    /// S19: a line without annotations denies its items: `我们不会：`.
    pub(super) fn deny(&mut self, known: Known<'_>, above: Span) {
        let source = known.text.get(above.range()).unwrap_or_default();
        if !known.denies(source) {
            return;
        }
        self.line = Some(above.start());
        let level = self.nest(known);
        level.lead_in.deny_alone();
        level.before = LineEnd::LeadIn;
    }

    fn deny_items(&mut self, known: Known<'_>, source: &str) {
        if let Some(level) = self.innermost().filter(|_| known.denies(source)) {
            level.lead_in.deny_alone();
        }
    }

    /// S19: hands on what governs the sentence, if it is an item, and opens a list, if it is a lead-in.
    /// `before` is the sentence before.
    pub(super) fn read_sentence(
        &mut self,
        known: Known<'_>,
        passage: &Passage<'_>,
        sentence: &Tokens,
        before: &Batch,
        batch: &mut Batch,
    ) {
        let tokens = sentence.as_slice();
        self.hand_on_told(passage, tokens, before, batch);
        self.hand_on_title(known, passage, batch);
        self.forget_told();
        if batch.drafts.is_empty() {
            self.told_alone = passage.opens_line && stands_alone(tokens);
            lone_marks(tokens).take(CARRIED).for_each(|mark| self.told.members.push(mark));
        }
        if passage.opens_line {
            self.line = Some(passage.span.start());
            if self.is_open() {
                self.read_line(known, passage, tokens, batch);
            }
        } else if passage.is_apart {
            self.line = None;
        }
        self.take_lead_in(known, passage, sentence, batch);
    }

    /// Hands on what the sentence before says to one on the same line:
    /// `为了{保护您}。例如，(我们)会[记录]<地址>`, `[记录]<地址>。例如您的<街道>`.
    fn hand_on_told(
        &mut self,
        passage: &Passage<'_>,
        tokens: &[Token],
        before: &Batch,
        batch: &mut Batch,
    ) {
        let opens_with = |cue| tokens.first().is_some_and(|token| token.is(cue));
        if passage.opens_line || !(self.told_alone || opens_with(Cue::Part)) {
            return;
        }
        if let Some(last) = before.drafts.len().checked_sub(1) {
            let is_role = |role| matches!(role, MemberRole::Actor | MemberRole::Action);
            self.told.take(before, last, |member| is_role(member.role));
        }
        self.told.hand_on(batch);
    }

    /// S19: hands on what a title says to the first statements of its section: `一、为了{送货}`.
    fn hand_on_title(&mut self, known: Known<'_>, passage: &Passage<'_>, batch: &mut Batch) {
        let Some(section) = self.titled.filter(|_| !batch.drafts.is_empty()) else { return };
        if known.is_right_in(passage.section, section) {
            self.title.hand_on(batch);
        }
        self.titled = None;
    }

    /// Takes what a title says, if it marks only purposes and conditions.
    fn take_title(&mut self, known: Known<'_>, passage: &Passage<'_>) {
        let is_adjunct = |member: &MemberData| member.role != MemberRole::Actor;
        let is_title = self.told_alone
            && passage.closes_line
            && !self.told.members.is_empty()
            && self.told.members.iter().all(is_adjunct);
        if let Some(section) = passage.section.filter(|_| is_title)
            && known.is_title(passage.span, section)
        {
            self.title.copy_from(&self.told);
            self.titled = Some(section);
        }
    }

    /// Hands on what governs a line, if it is an item and does not continue the one before it:
    /// `1、您的<设备号>、IP` / `地址；`.
    fn read_line(
        &mut self,
        known: Known<'_>,
        passage: &Passage<'_>,
        tokens: &[Token],
        batch: &mut Batch,
    ) {
        let numbering = passage.numbering();
        let wraps = tokens.is_empty()
            && numbering.is_none()
            && !leads_in(passage.source)
            && !passage.section.is_some_and(|section| known.is_title(passage.span, section))
            && self.innermost().is_some_and(|level| level.before == LineEnd::Cut);
        if !wraps {
            self.read_item(numbering, tokens, batch);
        }
    }

    /// Hands on what governs a line, if it is an item.
    fn read_item(&mut self, numbering: Option<Numbering>, tokens: &[Token], batch: &mut Batch) {
        while let Some(level) = self.innermost()
            && !level.governs(numbering)
        {
            self.open -= 1;
            if let Some(outer) = self.innermost() {
                outer.before = LineEnd::Closed;
            }
        }
        if let Some(level) = self.innermost() {
            level.lead_in.govern(tokens, batch);
        }
    }

    fn take_lead_in(
        &mut self,
        known: Known<'_>,
        passage: &Passage<'_>,
        sentence: &Tokens,
        batch: &Batch,
    ) {
        let end = line_end(known, passage, sentence, batch);
        let is_lead_in = matches!(end, LineEnd::LeadIn | LineEnd::Heading);
        let tokens = sentence.as_slice();
        // The items spell out a placeholder such as `{以下情形}`, so it is not handed on.
        let keeps = |member: &MemberData| {
            let is_it = |token: &&Token| token.mark().is_some_and(|m| m.id == member.annotation);
            let token = tokens.iter().find(is_it);
            !token.is_some_and(|token| known.is_placeholder(token))
        };
        if let Some(last) = batch.drafts.len().checked_sub(1) {
            if is_lead_in {
                let lead_in = &mut self.nest(known).lead_in;
                lead_in.take(batch, last, keeps);
                lead_in.says.excepts = end == LineEnd::LeadIn && known.excepts(passage.source);
                lead_in.says.counterpart = known.counterpart(sentence, batch);
            } else if let Some(inline) = known.inline_items(passage, sentence)
                && (inline.label.is_some() || end == LineEnd::Open)
            {
                self.nest_inline(known, inline, batch, keeps);
            }
        } else if is_lead_in && !self.told.members.is_empty() {
            if !sentence.content().cues.has(Cue::Exception) {
                self.nest_told(known, passage.source, keeps);
            }
        } else if is_lead_in && self.is_open() {
            self.nest_alike(known);
            self.deny_items(known, passage.source);
        } else {
            self.take_title(known, passage);
        }
        if let Some(level) = self.innermost() {
            level.before = end;
        }
    }

    fn innermost(&mut self) -> Option<&mut Level> {
        self.levels.get_mut(self.open.checked_sub(1)?)
    }

    /// Starts a list, in an item of the innermost list if there is one.
    fn nest(&mut self, known: Known<'_>) -> &mut Level {
        self.open = (self.open + 1).min(NESTED);
        let level = &mut self.levels[self.open - 1];
        level.numbering = None;
        level.own = self.line.and_then(|start| known.numbering_at(start));
        level
    }

    /// `为了{送货}：`: the annotations of a sentence without a statement govern a list.
    fn nest_told(&mut self, known: Known<'_>, source: &str, keeps: impl Fn(&MemberData) -> bool) {
        let level = self.nest(known);
        level.lead_in.clear();
        level.lead_in.says.denies = known.denies(source);
        let members = &mut self.levels[self.open - 1].lead_in.members;
        members.extend_from_slice(&self.told.members);
        members.retain(|member| keeps(member));
    }

    /// `1、其他：` / `（1）<邮箱>`: what governs the item governs the list in it.
    fn nest_alike(&mut self, known: Known<'_>) {
        if let Some([.., outer, inner]) = self.levels.get_mut(..self.open + 1) {
            inner.lead_in.copy_from(&outer.lead_in);
            self.nest(known);
        }
    }

    /// `(我们)会[收集]下列信息：1、<邮箱>；`: what is before the first item governs the others.
    fn nest_inline(
        &mut self,
        known: Known<'_>,
        Inline { label, first }: Inline,
        batch: &Batch,
        keeps: impl Fn(&MemberData) -> bool + Copy,
    ) {
        let is_before = |member: &MemberData| member.annotation < first;
        let before = || batch.members.iter().filter(|tied| is_before(&tied.member));
        let is_action = |member: &MemberData| member.role == MemberRole::Action;
        let verb = before().rfind(|tied| is_action(&tied.member));
        let Some(tied) = verb.or_else(|| before().next_back()) else { return };
        let level = self.nest(known);
        level.numbering = label;
        level.lead_in.take(batch, tied.draft as usize, |m| is_before(m) && keeps(m));
    }
}

impl Level {
    /// Whether a line numbered like this is an item of the list.
    fn governs(&mut self, numbering: Option<Numbering>) -> bool {
        let numbers = numbering.zip(self.numbering);
        let goes_on = match self.before {
            // `1、<身份信息>，包括：` / `2、<邮箱>` lists nothing.
            LineEnd::LeadIn => !self.is_passed_by(numbering),
            LineEnd::Heading => numbering.is_some() && !self.is_passed_by(numbering),
            LineEnd::Open => {
                numbering.is_none() || numbers.is_some_and(|(one, other)| one.is_like(other))
            }
            LineEnd::Closed | LineEnd::Cut => {
                numbers.is_some_and(|(one, other)| one.goes_on(other))
            }
        };
        if goes_on && numbering.is_some() {
            self.numbering = numbering;
        }
        goes_on
    }

    /// Whether a line continues the list in which the lead-in itself is an item.
    fn is_passed_by(&self, numbering: Option<Numbering>) -> bool {
        numbering.zip(self.own).is_some_and(|(one, own)| one.is_next_to(own))
    }
}

fn line_end(known: Known<'_>, passage: &Passage<'_>, sentence: &Tokens, batch: &Batch) -> LineEnd {
    match passage.source.trim_end_matches('*').chars().next_back() {
        _ if leads_in(passage.source) => LineEnd::LeadIn,
        _ if !batch.drafts.is_empty() && known.leads_to_numbers(passage, sentence) => {
            LineEnd::Heading
        }
        Some('；' | ';' | '，' | ',' | '、') => LineEnd::Open,
        Some('。' | '！' | '？') => LineEnd::Closed,
        _ if passage.opens_line && passage.closes_line && lacks_object(batch) => LineEnd::Heading,
        _ => LineEnd::Cut,
    }
}

/// Whether a heading leaves its object to the list: `您向我们[提供]的信息`.
fn lacks_object(batch: &Batch) -> bool {
    batch.drafts.last().is_some_and(|draft| draft.has_action && !draft.has_data())
}

#[cfg(test)]
mod tests {
    use crate::statement::tests::stated;

    const LEAD_IN: &str = "谁星海 做收集 为送货";

    #[test]
    fn items_take_what_governs_them() {
        assert_eq!(
            stated("(星海)为{送货}会[收集]：\n<邮箱>；\n(您)[填写]的<昵称>；\n<电话>。\n<地址>。"),
            [
                LEAD_IN,
                "谁星海 做收集 物邮箱 为送货",
                "谁您 做填写 物昵称",
                "谁星海 做收集 物电话 为送货",
                "物地址"
            ]
        );
    }

    #[test]
    fn a_list_ends_where_the_style_changes() {
        assert_eq!(
            stated("(星海)会[收集]：\n1、<邮箱>。\n2、<电话>。\n二、<其他>"),
            ["谁星海 做收集", "谁星海 做收集 物邮箱", "谁星海 做收集 物电话", "物其他"]
        );
    }

    #[test]
    fn a_number_before_a_blank_has_no_suffix() {
        assert_eq!(
            stated("(星海)会[收集]：\n1 常用<邮箱>。\n2 备用<电话>。"),
            ["谁星海 做收集", "谁星海 做收集 物邮箱", "谁星海 做收集 物电话"]
        );
    }

    #[test]
    fn a_denied_lead_in_denies_its_items() {
        assert_eq!(
            stated("(星海)不会[收集]：\n1、<指纹>；"),
            ["不 谁星海 做收集", "不 谁星海 做收集 物指纹"]
        );
    }

    #[test]
    fn a_purpose_alone_reaches_the_items() {
        assert_eq!(stated("为了{送货}：\n(星海)会[收集]<地址>；"), ["谁星海 做收集 物地址 为送货"]);
        assert_eq!(
            stated("为了{保护您}。例如，(星海)会[记录]<设备号>。(星海)会[记录]<日期>。"),
            ["谁星海 做记录 物设备号 为保护您", "谁星海 做记录 物日期"]
        );
        assert_eq!(
            stated("为{送货}，{退货}。(星海)会[记录]<地址>。(星海)会[记录]<日期>。"),
            ["谁星海 做记录 物地址 为送货+退货", "谁星海 做记录 物日期"]
        );
    }

    #[test]
    fn an_actor_alone_reaches_the_items() {
        assert_eq!(
            stated("(星海)需要下列权限：\n[读取]<相册>；\n(您)[填写]的<昵称>；"),
            ["谁星海 做读取 物相册", "谁您 做填写 物昵称"]
        );
    }

    #[test]
    fn an_exception_is_not_a_lead_in() {
        assert_eq!(stated("但{以下情况}除外：\n1、(星海)[披露]<邮箱>；"), ["谁星海 做披露 物邮箱"]);
    }

    #[test]
    fn conditions_as_items() {
        assert_eq!(
            stated("(星海)会在{下列情形}下[披露]<邮箱>：\n（1）{获得您同意}；\n（2）其他。"),
            ["谁星海 做披露 物邮箱 当下列情形", "谁星海 做披露 当获得您同意"]
        );
    }

    #[test]
    fn an_item_with_a_verb_takes_actors_and_purposes() {
        assert_eq!(
            stated(
                "在{下列情形}中，(星海)会为{送货}[转交]<地址>：\n1、经{您同意}，向(云杉)[转交]；\n\
                 2、(青岚)[保存]<运单>；\n3、您[填写]<昵称>；\n4、所[上传]的<照片>。"
            )[1..],
            [
                "谁星海 向云杉 做转交 为送货 当您同意",
                "谁青岚 做保存 物运单 为送货",
                "做填写 物昵称 为送货",
                "做上传 物照片"
            ]
        );
        assert_eq!(
            stated("(星海)不会[转交]<地址>，但{下列情形}除外：\n1、应{法院要求}，向(法院)[转交]。")
                [1],
            "谁星海 向法院 做转交 当法院要求"
        );
    }

    #[test]
    fn lists_nest() {
        let read = stated(
            "(星海)会[读取]：**\n1、<手表数据>，包括：\n（1）<心率>；\n（2）<步数>。\n2、其他：\n\
             （1）<体温>；\n3、<睡眠>。\n<体重>。",
        );
        let items = ["手表数据", "心率", "步数", "体温", "睡眠"];
        let items: Vec<_> = items.map(|data| format!("谁星海 做读取 物{data}")).to_vec();
        assert_eq!(read[1..6], items);
        assert_eq!(read[6], "物体重");
    }

    #[test]
    fn items_below_items_of_a_lead_in() {
        assert_eq!(
            stated(
                "在{问诊}中，(星海)会[收集]以下信息：\na) <检查>：\n  i) <化验单>；\n  ii) <影像>。"
            )[2..],
            ["谁星海 做收集 物化验单 当问诊", "谁星海 做收集 物影像 当问诊"]
        );
    }

    #[test]
    fn lists_nest_no_deeper_than_their_limit() {
        let styles = ["1、", "（1）", "a)", "①", "A.", "(a)", "一、"];
        let items: String = styles.map(|style| format!("{style}<邮箱>，包括：\n")).concat();
        let read = stated(&format!("(星海)会[读取]：\n{items}<电话>。"));
        assert_eq!(read.last().unwrap(), "谁星海 做读取 物电话");
    }

    #[test]
    fn an_example_continues_the_sentence_before() {
        assert_eq!(
            stated("(星海)会为{送货}[记录]<习惯>。例如您的<次数>、<时长>。")[1],
            "谁星海 做记录 物次数+时长"
        );
    }

    #[test]
    fn a_sentence_without_annotations_leads_in_what_the_one_before_says() {
        let items =
            |lead_in| stated(&format!("(星海)会[收集]资料。{lead_in}\n1、<邮箱>；\n2、<电话>。"));
        let led = ["谁星海 做收集", "谁星海 做收集 物邮箱", "谁星海 做收集 物电话"];
        assert_eq!(items("这些资料："), led);
        assert_eq!(items("它们包括："), led);
        assert_eq!(items("请看："), ["谁星海 做收集", "物邮箱", "物电话"]);
        assert_eq!(items("它们包括：\n说明："), ["谁星海 做收集", "物邮箱", "物电话"]);
    }

    /// The statements after the first one.
    fn below(text: &str) -> Vec<String> {
        stated(text).split_off(1)
    }

    #[test]
    fn lists_of_any_style() {
        let styles = [
            ["1、", "2、"],
            ["1. ", "2. "],
            ["1、", "2. "],
            ["1) ", "2) "],
            ["（一）", "（二）"],
            ["(1)", "(2)"],
            ["① ", "② "],
            ["a. ", "b. "],
            ["A．", "B．"],
            ["i) ", "ii) "],
            ["• ", "• "],
            ["- ", "- "],
            ["**1、", "2、**"],
            ["1、**", "**2、"],
            ["1\\. ", "2\\. "],
            ["第一条 ", "第二条 "],
        ];
        for [one, other] in styles {
            assert_eq!(
                below(&format!("(星海)会[收集]：\n{one}<邮箱>。\n{other}<电话>。\n")),
                ["谁星海 做收集 物邮箱", "谁星海 做收集 物电话"],
                "{one} {other}"
            );
        }
    }

    #[test]
    fn a_list_ends_where_its_numbers_start_again() {
        assert_eq!(stated("(星海)会[收集]：\n1、<邮箱>。\n2、<电话>。\n1、<昵称>。")[3], "物昵称");
        assert_eq!(
            below("一、(星海)[收集]：\n1、<邮箱>；\n二、<昵称>。"),
            ["谁星海 做收集 物邮箱", "物昵称"]
        );
        assert_eq!(below("1、(星海)会[收集]：\n2、<昵称>。"), ["物昵称"]);
    }

    #[test]
    fn an_item_can_be_wrapped() {
        assert_eq!(
            below("(星海)会[收集]：\n1、<邮箱>、IP\n地址等；\n2、<电话>；"),
            ["谁星海 做收集 物邮箱", "谁星海 做收集 物电话"]
        );
        assert_eq!(below("(星海)会[收集]：\n1、<邮箱>。\n说明\n2、<电话>。")[1], "物电话");
        assert_eq!(below("(星海)会[收集]：\n1、<邮箱>\n说明：\n1、<电话>。")[1], "物电话");
    }

    #[test]
    fn without_colon_numbered_lines_are_items() {
        for lead_in in [
            "(星海)会[收集]以下信息",
            "(星海)会[收集]以下信息。",
            "(星海)会[收集]的信息如下",
            "(星海)会[收集]<资料>，包括",
        ] {
            assert_eq!(
                below(&format!("{lead_in}\n1、<邮箱>；\n2、<电话>。")),
                ["谁星海 做收集 物邮箱", "谁星海 做收集 物电话"],
                "{lead_in}"
            );
            assert_eq!(below(&format!("{lead_in}\n<邮箱>；")), ["物邮箱"], "{lead_in}");
        }
        assert_eq!(
            stated("1、(星海)会[收集]以下信息。\n2、(星海)会[保存]<电话>。"),
            ["谁星海 做收集", "谁星海 做保存 物电话"]
        );
        assert_eq!(below("(星海)会[收集]以下信息：<昵称>。\n1、<邮箱>。"), ["物邮箱"]);
    }

    #[test]
    fn a_lead_in_passes_on_that_no_consent_is_needed() {
        for end in ["：", ""] {
            let text = format!(
                "在以下情形中，(星海)[使用]<邮箱>无需征得您的同意{end}\n\
                 1、{{与国家安全有关}}；\n2、(星海)[公开]<电话>。"
            );
            let document = crate::parse(&text).unwrap();
            let exempt: Vec<_> = document.statements().map(|s| s.is_consent_exempt()).collect();
            assert_eq!(exempt, [true, true, false], "{end}");
        }
    }

    #[test]
    fn the_first_item_can_be_on_the_line_of_the_lead_in() {
        for items in [
            "1、<邮箱>；\n2、<电话>。",
            "（1）<邮箱>；\n（2）<电话>。",
            "①<邮箱>。\n②<电话>。",
            "<邮箱>；\n<电话>；",
        ] {
            assert_eq!(
                stated(&format!("(星海)会[收集]如下信息：{items}")),
                ["谁星海 做收集 物邮箱", "谁星海 做收集 物电话"],
                "{items}"
            );
        }
        assert_eq!(
            below("(星海)会[收集]如下信息：1、<邮箱>；2、<电话>；\n3、<昵称>，用于{登录}。"),
            ["谁星海 做收集 物昵称 为登录"]
        );
        assert_eq!(
            below("(星海)会：1、[收集]<邮箱>，用于{登录}；\n2、[保存]<电话>。"),
            ["谁星海 做保存 物电话"]
        );
        assert_eq!(below("(星海)会[收集]如下信息：<邮箱>。\n<电话>。"), ["物电话"]);
        assert_eq!(below("(星海)会[收集]如下信息：1、<邮箱>；\n1、<电话>。"), ["物电话"]);
    }

    #[test]
    fn a_title_governs_the_first_statements_of_its_section() {
        for title in ["一、为了{送货}", "## {送货}", "（二）{送货}的目的", "3. 为{送货}"]
        {
            assert_eq!(
                stated(&format!(
                    "{title}\n我们重视您的隐私。(星海)会[收集]<邮箱>。(星海)会[保存]<电话>。"
                )),
                ["谁星海 做收集 物邮箱 为送货", "谁星海 做保存 物电话"],
                "{title}"
            );
        }
        assert_eq!(
            stated("一、{送货}\n1、(星海)会[收集]<邮箱>。\n2、(星海)会[保存]<电话>。"),
            ["谁星海 做收集 物邮箱 为送货", "谁星海 做保存 物电话"]
        );
        assert_eq!(
            stated("一、{送货}\n请见下文。\n二、保存\n(星海)会[保存]<电话>。"),
            ["谁星海 做保存 物电话"]
        );
    }
}
