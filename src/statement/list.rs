//! Lists: a lead-in, and the lines below it that it governs.

use super::draft::{Batch, CARRIED};
use super::passage::Passage;
use super::polarity::Manner;
use super::rule::Rule;
use super::token::{Token, Tokens};
use super::{MemberData, MemberRole};
use crate::lexicon::Cue;
use crate::outline::Numbering;
use crate::text::{AnnotationKind, Short};

/// The lead-in whose list is being read: `(我们)会[收集]下列信息：`.
#[derive(Debug, Default)]
pub(super) struct List {
    lead_in: LeadIn,
    /// The marks of the sentence before, if it made no statement.
    told: LeadIn,
    /// Whether that sentence opens its line and holds hardly more than marks: `为了{送货}。`
    told_alone: bool,
    /// How the lines of the list are numbered, once that is known.
    numbering: Option<Numbering>,
    /// What the line before ended with, if it was of the list.
    before: Option<LineEnd>,
}

/// What governs the items of a list: its first members without data.
#[derive(Debug, Default)]
struct LeadIn {
    members: Short<MemberData>,
    has_action: bool,
    denied: bool,
}

/// How a line of a list ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LineEnd {
    /// The lead-in itself.
    LeadIn,
    /// The lead-in is a heading: only numbered lines are its items.
    Heading,
    /// ；, ， or 、: the list goes on.
    Open,
    /// 。 or nothing: the list goes on if the next line is numbered.
    Closed,
}

impl List {
    pub(super) fn clear(&mut self) {
        self.forget_told();
        self.end();
    }

    /// Whether the next line can be an item.
    pub(super) const fn is_open(&self) -> bool {
        self.before.is_some()
    }

    /// The sentence before made no statement and holds no marks.
    pub(super) fn forget_told(&mut self) {
        self.told.clear();
        self.told_alone = false;
    }

    fn end(&mut self) {
        self.lead_in.clear();
        self.before = None;
    }

    /// S19: hands on what governs the sentence, if it is an item, and takes the sentence for the next
    /// lead-in, if it is one.
    pub(super) fn read_sentence(
        &mut self,
        passage: &Passage<'_>,
        sentence: &Tokens,
        batch: &mut Batch,
    ) {
        let tokens = sentence.as_slice();
        // `为了{保护您}。例如，(我们)会[记录]<地址>`
        let opens_with = |cue| tokens.first().is_some_and(|token| token.is(cue));
        if !passage.opens_line && (self.told_alone || opens_with(Cue::Part)) {
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
        let is_exception = sentence.content().cues.has(Cue::Exception);
        self.take_lead_in(passage, is_exception, batch);
    }

    /// Hands on what governs a line, if it is an item.
    fn read_item(&mut self, passage: &Passage<'_>, tokens: &[Token], batch: &mut Batch) {
        if !self.governs(passage.numbering()) {
            return self.end();
        }
        if batch.drafts.is_empty() && self.lead_in.has_action && stands_alone(tokens) {
            start_with_adjuncts(tokens, batch);
        }
        self.lead_in.hand_on(batch);
    }

    /// Whether a line numbered like this is an item of the list.
    fn governs(&mut self, numbering: Option<Numbering>) -> bool {
        if matches!(self.before, Some(LineEnd::LeadIn | LineEnd::Heading)) {
            self.numbering = numbering;
        }
        match self.before {
            None => false,
            Some(LineEnd::LeadIn) => true,
            Some(LineEnd::Heading) => numbering.is_some(),
            Some(LineEnd::Open) => numbering.is_none() || numbering == self.numbering,
            Some(LineEnd::Closed) => numbering.is_some() && numbering == self.numbering,
        }
    }

    fn take_lead_in(&mut self, passage: &Passage<'_>, is_exception: bool, batch: &Batch) {
        let end = match passage.source.chars().next_back() {
            Some('：' | ':') => LineEnd::LeadIn,
            Some('；' | ';' | '，' | ',' | '、') => LineEnd::Open,
            Some('。' | '！' | '？') => LineEnd::Closed,
            _ if passage.opens_line && passage.closes_line && lacks_object(batch) => {
                LineEnd::Heading
            }
            _ => LineEnd::Closed,
        };
        if matches!(end, LineEnd::LeadIn | LineEnd::Heading) {
            if !batch.drafts.is_empty() {
                self.lead_in.take(batch);
                self.before = Some(end);
            } else if !self.told.members.is_empty() && !is_exception {
                self.lead_in.clear();
                self.lead_in.members.extend_from_slice(&self.told.members);
                self.before = Some(end);
            }
        }
        self.before = self.before.map(|_| end);
    }
}

impl LeadIn {
    fn clear(&mut self) {
        self.members.clear();
        self.has_action = false;
        self.denied = false;
    }

    /// Takes what governs from the last statement of a batch: its own members without data.
    fn take(&mut self, batch: &Batch) {
        self.clear();
        let Some(draft) = batch.drafts.last() else { return };
        self.has_action = draft.has_action;
        self.denied = draft.manner.denied;
        let last = batch.drafts.len() - 1;
        let members = batch.members.iter().filter(|tied| tied.draft as usize == last);
        let members = members.map(|tied| tied.member);
        let own = |m: &MemberData| m.role != MemberRole::Data && m.rule != Rule::LeadIn;
        self.members.extend(members.filter(own).take(CARRIED));
    }

    /// S19: gives the statements of an item what governs them. A verb of its own makes an item a
    /// statement of its own: only a lead-in without verb reaches into it.
    fn hand_on(&self, batch: &mut Batch) {
        for index in 0..batch.drafts.len() {
            let draft = &mut batch.drafts[index];
            if self.has_action && draft.has_action {
                continue;
            }
            draft.manner.denied |= self.has_action && self.denied;
            let takes_all = self.has_action || !draft.has_actor;
            for member in &self.members {
                let is_adjunct = matches!(member.role, MemberRole::Purpose | MemberRole::Condition);
                if takes_all || is_adjunct {
                    batch.carry(index, member.annotation, member.role, Rule::LeadIn);
                }
            }
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
            ["谁星海 做披露 物邮箱 当下列情形", "谁星海 做披露 当下列情形+获得您同意"]
        );
    }
}
