//! Lists: a lead-in, and the lines below it that it governs.

use super::draft::{Batch, CARRIED};
use super::passage::Passage;
use super::polarity::Manner;
use super::rule::Rule;
use super::token::{Token, Tokens};
use super::{MemberData, MemberRole, Modality};
use crate::annotation::Bearing;
use crate::lexicon::{Cue, CueSet, Lexicon, RoleCue};
use crate::outline::Numbering;
use crate::text::{AnnotationKind, Short};

/// The lists that are being read, and what the sentence before lends.
#[derive(Debug, Default)]
pub(super) struct List {
    /// A list, and the lists in its items.
    levels: [Level; NESTED],
    /// How many of them are open.
    open: usize,
    /// The marks of the sentence before, if it made no statement.
    told: LeadIn,
    /// Whether that sentence opens its line and holds hardly more than marks: `为了{送货}。`
    told_alone: bool,
}

/// How deep lists nest at most.
const NESTED: usize = 4;

/// A list: `(我们)会[收集]下列信息：`.
#[derive(Debug, Default)]
struct Level {
    lead_in: LeadIn,
    /// How its lines are numbered, once that is known.
    numbering: Option<Numbering>,
    /// What its line before ended with.
    before: LineEnd,
}

/// What governs the items of a list: its first members without data.
#[derive(Debug, Default)]
struct LeadIn {
    members: Short<MemberData>,
    has_action: bool,
    denied: bool,
    modality: Option<Modality>,
    /// `但以下情况除外：`, `除非：`: what its items name are exceptions.
    excepts: bool,
}

/// How a line of a list ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum LineEnd {
    /// The lead-in itself.
    LeadIn,
    /// The lead-in is a heading: only numbered lines are its items.
    Heading,
    /// ；, ， or 、: the list goes on.
    Open,
    /// 。 or nothing: the list goes on if the next line is numbered.
    #[default]
    Closed,
}

/// What is known of the marks and the words of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known<'a> {
    pub(super) text: &'a str,
    pub(super) lexicon: &'a Lexicon,
    pub(super) bearings: &'a [Bearing],
}

impl Known<'_> {
    /// `{以下情形}`: the items of a list spell it out. An exception stays one in each item.
    fn is_placeholder(&self, token: &Token) -> bool {
        let Some(mark) = token.mark().filter(|mark| mark.kind == AnnotationKind::Purpose) else {
            return false;
        };
        let words = self.text.get(token.span.range()).unwrap_or_default();
        self.bearings.get(mark.id.index()) != Some(&Bearing::Exception)
            && self.lexicon.cues().find_iter(words).any(|hit| hit.class.has(Cue::Forward))
    }

    /// `这些资料包括：`: whether a sentence without marks leads in what spells out the data before.
    fn refers(&self, source: &str) -> bool {
        let Some(source) = source.strip_suffix(['：', ':']) else { return false };
        let is = |class: CueSet, end| {
            class.has(Cue::Reference) || class.has(Cue::Part) && end == source.len()
        };
        self.lexicon.cues().find_iter(source).any(|hit| is(hit.class, hit.end))
    }

    /// S25: `但以下情况除外：`, `除非：`: whether the items of a lead-in are exceptions.
    fn excepts(&self, source: &str) -> bool {
        let Some(source) = source.trim_end_matches('*').strip_suffix(['：', ':']) else {
            return false;
        };
        let roles = self.lexicon.roles();
        let own = roles.exception_suffix(source);
        if own.is_some_and(|own| own.class == RoleCue::ExceptionBefore) {
            return true;
        }
        if roles.exceptions.closes.suffix(source).is_none() {
            return false;
        }
        let clause = source.rsplit(CLAUSE_ENDS).next().unwrap_or_default();
        self.lexicon.cues().find_iter(clause).any(|hit| hit.class.has(Cue::Forward))
    }
}

/// What ends a clause.
const CLAUSE_ENDS: [char; 4] = ['，', ',', '；', '。'];

impl List {
    pub(super) fn clear(&mut self) {
        self.forget_told();
        self.open = 0;
    }

    /// Whether the next line can be an item.
    pub(super) const fn is_open(&self) -> bool {
        self.open > 0
    }

    /// The sentence before made no statement and holds no marks.
    pub(super) fn forget_told(&mut self) {
        self.told.clear();
        self.told_alone = false;
    }

    /// S19: a sentence without marks leads in what the statement before says: `这些资料包括：`.
    pub(super) fn refer(&mut self, known: Known<'_>, passed: &str, before: &Batch) {
        if before.drafts.is_empty() {
            return;
        }
        let excepts = known.excepts(passed);
        if excepts || known.refers(passed) {
            let level = self.nest();
            level.before = LineEnd::LeadIn;
            level.lead_in.take(before, |_| true);
            level.lead_in.excepts = excepts;
        }
    }

    /// S19: hands on what governs the sentence, if it is an item, and takes the sentence for the next
    /// lead-in, if it is one. `before` is the sentence before.
    pub(super) fn read_sentence(
        &mut self,
        known: Known<'_>,
        passage: &Passage<'_>,
        sentence: &Tokens,
        before: &Batch,
        batch: &mut Batch,
    ) {
        let tokens = sentence.as_slice();
        // `为了{保护您}。例如，(我们)会[记录]<地址>`, `[记录]<地址>。例如您的<街道>`
        let opens_with = |cue| tokens.first().is_some_and(|token| token.is(cue));
        if !passage.opens_line && (self.told_alone || opens_with(Cue::Part)) {
            if !before.drafts.is_empty() {
                let is_role = |role| matches!(role, MemberRole::Actor | MemberRole::Action);
                self.told.take(before, |member| is_role(member.role));
            }
            self.told.hand_on(batch);
        }
        self.forget_told();
        if batch.drafts.is_empty() {
            self.told_alone = passage.opens_line && stands_alone(tokens);
            lone_marks(tokens).take(CARRIED).for_each(|mark| self.told.members.push(mark));
        }
        if passage.opens_line && self.is_open() {
            self.read_item(passage, tokens, batch);
        }
        self.take_lead_in(known, passage, sentence, batch);
    }

    /// Hands on what governs a line, if it is an item.
    fn read_item(&mut self, passage: &Passage<'_>, tokens: &[Token], batch: &mut Batch) {
        let numbering = passage.numbering();
        while let Some(level) = self.innermost()
            && !level.governs(numbering)
        {
            self.open -= 1;
            if let Some(outer) = self.innermost() {
                outer.before = LineEnd::Closed;
            }
        }
        let Some(Level { lead_in, .. }) = self.innermost() else { return };
        if batch.drafts.is_empty() && lead_in.has_action && stands_alone(tokens) {
            start_with_adjuncts(tokens, batch);
        }
        if lead_in.has_action {
            lead_in.hand_on_to_verbs(batch);
        }
        lead_in.hand_on(batch);
    }

    fn take_lead_in(
        &mut self,
        known: Known<'_>,
        passage: &Passage<'_>,
        sentence: &Tokens,
        batch: &Batch,
    ) {
        let end = line_end(passage, batch);
        let leads_in = matches!(end, LineEnd::LeadIn | LineEnd::Heading);
        // The items spell out a placeholder.
        let keeps = |member: &MemberData| {
            let is_it = |token: &&Token| token.mark().is_some_and(|m| m.id == member.annotation);
            let token = sentence.as_slice().iter().find(is_it);
            !token.is_some_and(|token| known.is_placeholder(token))
        };
        if leads_in && !batch.drafts.is_empty() {
            let lead_in = &mut self.nest().lead_in;
            lead_in.take(batch, keeps);
            lead_in.excepts = end == LineEnd::LeadIn && known.excepts(passage.source);
        } else if leads_in && !self.told.members.is_empty() {
            if !sentence.content().cues.has(Cue::Exception) {
                self.nest_told(keeps);
            }
        } else if leads_in && self.is_open() {
            self.nest_alike();
        }
        if let Some(level) = self.innermost() {
            level.before = end;
        }
    }

    fn innermost(&mut self) -> Option<&mut Level> {
        self.levels.get_mut(self.open.checked_sub(1)?)
    }

    /// A list starts, in an item of the innermost one if there is one.
    fn nest(&mut self) -> &mut Level {
        self.open = (self.open + 1).min(NESTED);
        let level = &mut self.levels[self.open - 1];
        level.numbering = None;
        level
    }

    /// `为了{送货}：`: the marks of a sentence without statement govern a list.
    fn nest_told(&mut self, keeps: impl Fn(&MemberData) -> bool) {
        self.nest().lead_in.clear();
        let members = &mut self.levels[self.open - 1].lead_in.members;
        members.extend_from_slice(&self.told.members);
        members.retain(|member| keeps(member));
    }

    /// `1、其他：` / `（1）<邮箱>`: what governs the item governs the list in it.
    fn nest_alike(&mut self) {
        if let Some([.., outer, inner]) = self.levels.get_mut(..self.open + 1) {
            inner.lead_in.clear();
            inner.lead_in.members.extend_from_slice(&outer.lead_in.members);
            inner.lead_in.has_action = outer.lead_in.has_action;
            inner.lead_in.denied = outer.lead_in.denied;
            inner.lead_in.modality = outer.lead_in.modality;
            inner.lead_in.excepts = outer.lead_in.excepts;
            self.nest();
        }
    }
}

impl Level {
    /// Whether a line numbered like this is an item of the list.
    fn governs(&mut self, numbering: Option<Numbering>) -> bool {
        if matches!(self.before, LineEnd::LeadIn | LineEnd::Heading) {
            self.numbering = numbering;
        }
        match self.before {
            LineEnd::LeadIn => true,
            LineEnd::Heading => numbering.is_some(),
            LineEnd::Open => numbering.is_none() || numbering == self.numbering,
            LineEnd::Closed => numbering.is_some() && numbering == self.numbering,
        }
    }
}

fn line_end(passage: &Passage<'_>, batch: &Batch) -> LineEnd {
    match passage.source.trim_end_matches('*').chars().next_back() {
        Some('：' | ':') => LineEnd::LeadIn,
        Some('；' | ';' | '，' | ',' | '、') => LineEnd::Open,
        Some('。' | '！' | '？') => LineEnd::Closed,
        _ if passage.opens_line && passage.closes_line && lacks_object(batch) => LineEnd::Heading,
        _ => LineEnd::Closed,
    }
}

impl LeadIn {
    fn clear(&mut self) {
        self.members.clear();
        self.has_action = false;
        self.denied = false;
        self.modality = None;
        self.excepts = false;
    }

    /// Takes what governs from the last statement of a batch: its members without data, of those that
    /// another lead-in lent only if it has no verb of its own.
    fn take(&mut self, batch: &Batch, keeps: impl Fn(&MemberData) -> bool) {
        self.clear();
        let Some(draft) = batch.drafts.last() else { return };
        self.has_action = draft.has_action;
        self.denied = draft.manner.denied;
        self.modality = draft.manner.modality;
        let last = batch.drafts.len() - 1;
        let members = batch.members.iter().filter(|tied| tied.draft as usize == last);
        let members = members.map(|tied| tied.member).filter(|m| m.role != MemberRole::Data);
        let is_own = |m: &MemberData| m.rule != Rule::LeadIn;
        let has_own = members.clone().any(|m| m.role == MemberRole::Action && is_own(&m));
        let members = members.filter(|m| is_own(m) || !has_own).take(CARRIED);
        self.members.extend(members.filter(keeps));
    }

    /// S19: gives the statements of an item what governs them. What a lead-in with a verb says is
    /// nothing of a verb of their own.
    fn hand_on(&self, batch: &mut Batch) {
        if self.excepts {
            Self::except(batch);
        }
        for index in 0..batch.drafts.len() {
            let draft = &mut batch.drafts[index];
            if self.has_action && draft.has_action {
                continue;
            }
            if self.has_action {
                draft.manner.denied |= self.denied;
                draft.manner.modality = draft.manner.modality.or(self.modality);
            }
            let takes_all = self.has_action || !draft.has_actor;
            let names_somebody = !self.has_action && draft.manner.pronoun;
            for member in &self.members {
                let is_adjunct = matches!(member.role, MemberRole::Purpose | MemberRole::Condition);
                let names_other = member.role == MemberRole::Actor && names_somebody;
                if is_adjunct || takes_all && !names_other {
                    batch.carry(index, member.annotation, member.role, Rule::LeadIn);
                }
            }
        }
    }

    /// S25: makes exceptions of the conditions of an item that says no verb, and of its purposes where
    /// it names no data.
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

    /// S19: an item with a verb of its own has the purposes too, and the actors if it names nobody:
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

/// `您向我们[提供]的信息`: what a heading leaves open its list tells.
fn lacks_object(batch: &Batch) -> bool {
    batch.drafts.last().is_some_and(|draft| draft.has_action && !draft.has_data())
}

/// Makes a statement of the purposes and conditions of an item that holds nothing else.
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

/// Whether hardly a word stands beside the marks: `1、{获得您的同意}；`.
pub(super) fn stands_alone(tokens: &[Token]) -> bool {
    let words = tokens.iter().filter(|token| token.mark().is_none() && !token.is(Cue::Clause));
    words.map(|token| token.span.len()).sum::<u32>() <= FEW_WORDS
}

/// How many bytes of text may stand beside a purpose that is an item of its own: a number, 在, 时.
const FEW_WORDS: u32 = 24;

/// The actors, purposes and conditions of a sentence without statement.
fn lone_marks(tokens: &[Token]) -> impl Iterator<Item = MemberData> + '_ {
    tokens.iter().filter_map(Token::mark).filter_map(|mark| {
        let (role, rule) = match mark.kind {
            AnnotationKind::Actor => (MemberRole::Actor, Rule::Subject),
            AnnotationKind::Purpose => (mark.adjunct_role(), Rule::Front),
            AnnotationKind::Action | AnnotationKind::Data => return None,
        };
        Some(MemberData { annotation: mark.id, role, rule })
    })
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
    fn a_list_ends_where_the_numbers_change() {
        assert_eq!(
            stated("(星海)会[收集]：\n1、<邮箱>。\n2、<电话>。\n二、<其他>"),
            ["谁星海 做收集", "谁星海 做收集 物邮箱", "谁星海 做收集 物电话", "物其他"]
        );
    }

    #[test]
    fn a_number_before_a_blank_has_no_mark() {
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
    fn an_exception_leads_nothing_in() {
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
    fn an_item_with_a_verb_takes_who_does_it_and_what_for() {
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
    fn an_example_goes_on_with_the_sentence_before() {
        assert_eq!(
            stated("(星海)会为{送货}[记录]<习惯>。例如您的<次数>、<时长>。")[1],
            "谁星海 做记录 物次数+时长"
        );
    }

    #[test]
    fn a_sentence_without_marks_leads_in_what_the_one_before_says() {
        let items =
            |lead_in| stated(&format!("(星海)会[收集]资料。{lead_in}\n1、<邮箱>；\n2、<电话>。"));
        let led = ["谁星海 做收集", "谁星海 做收集 物邮箱", "谁星海 做收集 物电话"];
        assert_eq!(items("这些资料："), led);
        assert_eq!(items("它们包括："), led);
        assert_eq!(items("请看："), ["谁星海 做收集", "物邮箱", "物电话"]);
        assert_eq!(items("它们包括：\n说明："), ["谁星海 做收集", "物邮箱", "物电话"]);
    }
}
