//! Lists: a lead-in, and the lines below it that it governs.

use super::draft::{CARRIED, Draft};
use super::rule::Rule;
use super::token::Token;
use super::{AnnotationData, MemberData, MemberRole};
use crate::annotation::AnnotationKind;
use crate::lexicon::Cue;
use crate::outline::Numbering;
use crate::span::Span;

/// The lead-in whose list is being read: `(我们)会[收集]下列信息：`.
#[derive(Debug, Default)]
pub(super) struct List {
    /// The lead-in, data left out.
    lead_in: Draft,
    /// The marks of the sentence before, if it made no statement.
    told: Draft,
    /// Whether that sentence opens its line and holds hardly more than marks: `为了{送货}。`
    told_alone: bool,
    /// How the lines of the list are numbered, once that is known.
    numbering: Option<Numbering>,
    /// What the line before ended with, if it was of the list.
    before: Option<LineEnd>,
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

/// A sentence and its place in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    pub(super) text: &'a str,
    pub(super) span: Span,
    /// How many sentences of the outline it takes: more than one where its line is broken.
    pub(super) sentences: usize,
    /// Whether it is the first of its line.
    pub(super) opens_line: bool,
    /// Whether it is the last of its line.
    pub(super) closes_line: bool,
}

impl<'a> Place<'a> {
    fn source(&self) -> &'a str {
        self.text.get(self.span.range()).unwrap_or_default()
    }
}

impl List {
    /// Hands on what governs the sentence, if it is an item, and takes the sentence for the next
    /// lead-in, if it is one.
    pub(super) fn read(
        &mut self,
        place: &Place<'_>,
        tokens: &[Token],
        drafts: &mut Vec<Draft>,
        annotations: &[AnnotationData],
    ) {
        // `为了{保护您}。例如，(我们)会[记录]<地址>`
        let told = std::mem::take(&mut self.told);
        let told_alone = std::mem::take(&mut self.told_alone);
        let opens_with = |cue| tokens.first().is_some_and(|token: &Token| token.is(cue));
        if !place.opens_line && (opens_with(Cue::Part) || told_alone) {
            hand_on(&told, drafts);
        }
        if drafts.is_empty() {
            self.told_alone = place.opens_line && stands_alone(tokens);
            self.told = lone_marks(tokens, annotations);
            self.told.members.truncate(CARRIED);
        }
        if place.opens_line {
            if self.governs(Numbering::at_start(place.source())) {
                if drafts.is_empty() && self.lead_in.has_action && stands_alone(tokens) {
                    drafts.extend(lone_adjuncts(tokens, annotations));
                }
                hand_on(&self.lead_in, drafts);
            } else {
                self.lead_in = Draft::default();
                self.before = None;
            }
        }
        self.take_lead_in(place, tokens, drafts);
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

    fn take_lead_in(&mut self, place: &Place<'_>, tokens: &[Token], drafts: &[Draft]) {
        let source = place.source();
        let end = match source.chars().next_back() {
            Some('：' | ':') => LineEnd::LeadIn,
            Some('；' | ';' | '，' | ',' | '、') => LineEnd::Open,
            Some('。' | '！' | '？') => LineEnd::Closed,
            _ if place.opens_line && place.closes_line && lacks_object(drafts) => LineEnd::Heading,
            _ => LineEnd::Closed,
        };
        let is_exception = || tokens.iter().any(|token| token.is(Cue::Exception));
        let lead_in = match drafts.last() {
            Some(draft) => Some(draft),
            None => Some(&self.told).filter(|told| !told.members.is_empty() && !is_exception()),
        };
        let announces = matches!(end, LineEnd::LeadIn | LineEnd::Heading);
        if let Some(lead_in) = lead_in.filter(|_| announces) {
            self.lead_in = lead_in.without_data();
            self.before = Some(end);
        } else if self.before.is_some() {
            self.before = Some(end);
        }
    }
}

/// `您向我们[提供]的信息`: what a heading leaves open its list tells.
fn lacks_object(drafts: &[Draft]) -> bool {
    drafts.last().is_some_and(|draft| draft.has_action && !draft.has_data())
}

/// Gives the statements of an item what governs them. A verb of its own makes an item a statement
/// of its own: only a lead-in without verb reaches into it.
fn hand_on(lead_in: &Draft, drafts: &mut [Draft]) {
    for draft in drafts {
        if lead_in.has_action && draft.has_action {
            continue;
        }
        draft.manner.denied |= lead_in.has_action && lead_in.manner.denied;
        let has_actor = draft.has_actor;
        let takes = |member: &&MemberData| match member.role {
            MemberRole::Purpose | MemberRole::Condition => true,
            _ => lead_in.has_action || !has_actor,
        };
        for member in lead_in.members.iter().filter(takes) {
            draft.add(member.annotation, member.role, Rule::LeadIn);
        }
    }
}

/// The purposes and conditions of an item that holds nothing else.
fn lone_adjuncts(tokens: &[Token], annotations: &[AnnotationData]) -> Option<Draft> {
    let draft = lone_marks(tokens, annotations);
    let adjunct = |m: &MemberData| matches!(m.role, MemberRole::Purpose | MemberRole::Condition);
    (!draft.members.is_empty() && draft.members.iter().all(adjunct)).then_some(draft)
}

/// Whether hardly a word stands beside the marks: `1、{获得您的同意}；`.
pub(super) fn stands_alone(tokens: &[Token]) -> bool {
    let words = tokens.iter().filter(|token| token.mark().is_none() && !token.is(Cue::Clause));
    words.map(|token| token.span.len()).sum::<u32>() <= FEW_WORDS
}

/// How many bytes of text may stand beside a purpose that is an item of its own: a number, 在, 时.
const FEW_WORDS: u32 = 24;

/// The actors, purposes and conditions of a sentence without statement.
fn lone_marks(tokens: &[Token], annotations: &[AnnotationData]) -> Draft {
    let mut draft = Draft::default();
    for (id, kind) in tokens.iter().filter_map(Token::mark) {
        match kind {
            AnnotationKind::Actor => draft.add(id, MemberRole::Actor, Rule::Subject),
            AnnotationKind::Purpose => draft.add_adjunct(id, Rule::Front, annotations),
            _ => {}
        }
    }
    draft
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
