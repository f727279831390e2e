//! From annotations to statements: sentence by sentence, in the order of the layers.

use super::clause::read_scope;
use super::draft::Draft;
use super::list::{List, Place};
use super::part::{Part, find_parts};
use super::reference::refer_back;
use super::role::assign_roles;
use super::scope::split_scopes;
use super::token::Tokenizer;
use super::{
    AnnotationData, InclusionData, MemberData, MemberRole, Polarity, StatementData, Statements,
};
use crate::annotation::{AnnotationId, Delimiter};
use crate::lexicon::Lexicon;
use crate::outline::{Numbering, Outline, SentenceId};
use crate::span::Span;
use crate::tree::Tree;

/// Gives each annotation its role and groups them into statements.
pub(crate) fn group(
    text: &str,
    tree: &Tree,
    outline: &Outline,
    lexicon: &Lexicon,
    annotations: &mut [AnnotationData],
) -> Statements {
    assign_roles(text, tree, lexicon, annotations);
    let annotations = &*annotations;
    let mut statements = Statements::default();
    let mut tokenizer = Tokenizer::new(text, tree, lexicon, annotations);
    let mut tokens = Vec::new();
    let mut scopes = Vec::new();
    let mut list = List::default();
    let mut before = Batch::default();
    let mut next = 0;
    while next < outline.sentences.len() {
        let index = next;
        let place = place(text, outline, index);
        next = index + place.sentences;
        tokenizer.read(place.span, &mut tokens);
        let mut batch = Batch { sentence: SentenceId(index as u32), ..Batch::default() };
        if !tokens.is_empty() {
            split_scopes(&tokens, &mut scopes);
            for scope in &scopes {
                read_scope(scope, annotations, &mut batch.drafts);
                find_parts(text, scope, &mut batch.parts);
            }
            batch.parts.sort_by_key(|part| part.part);
        }
        if batch.drafts.is_empty() && refer_back(&place, &tokens, &mut before.drafts, annotations) {
            continue;
        }
        list.read(&place, &tokens, &mut batch.drafts, annotations);
        statements.take(std::mem::replace(&mut before, batch));
    }
    statements.take(before);
    statements
}

/// The statements of a sentence and the parts among its data.
#[derive(Debug, Default)]
struct Batch {
    drafts: Vec<Draft>,
    parts: Vec<Part>,
    sentence: SentenceId,
}

/// Where a sentence stands in its line. A sentence goes on over the end of a line that is broken;
/// all its pieces are one then.
fn place<'a>(text: &'a str, outline: &Outline, index: usize) -> Place<'a> {
    let sentence = |index: usize| outline.sentences.get(index).map(|s| s.span);
    let gap = |from: Span, to: Span| text.get(Span::new(from.end(), to.start()).range());
    let breaks = |from, to| gap(from, to).is_some_and(|gap| gap.contains('\n'));
    let before = index.checked_sub(1).and_then(sentence);
    let mut span = outline.sentences[index].span;
    let opens_line = before.is_none_or(|before| breaks(before, span));
    let mut sentences = 1;
    let mut piece = span;
    while let Some(next) = sentence(index + sentences) {
        let is_next_line = gap(piece, next).is_some_and(|gap| gap.matches('\n').count() == 1);
        if !is_next_line || !goes_on(&text[piece.range()], &text[next.range()]) {
            break;
        }
        span = span.join(next);
        piece = next;
        sentences += 1;
    }
    let closes_line = sentence(index + sentences).is_none_or(|next| breaks(span, next));
    Place { text, span, sentences, opens_line, closes_line }
}

/// Whether a line is broken: it ends in 、 or inside parentheses, and the next one has no number.
fn goes_on(line: &str, next: &str) -> bool {
    let count = |brackets: [char; 2]| line.matches(brackets).count();
    let is_open = || {
        count([Delimiter::Fullwidth.open(), Delimiter::Paren.open()])
            > count([Delimiter::Fullwidth.close(), Delimiter::Paren.close()])
    };
    (line.ends_with('、') || is_open()) && Numbering::at_start(next).is_none()
}

impl Statements {
    fn take(&mut self, mut batch: Batch) {
        for draft in &mut batch.drafts {
            self.push(draft, &batch.parts, batch.sentence);
        }
    }

    fn push(&mut self, draft: &mut Draft, parts: &[Part], sentence: SentenceId) {
        let members = &mut draft.members;
        if members.is_empty() {
            return;
        }
        members.sort_by_key(|member| (member.role, member.annotation, member.rule));
        members.dedup_by_key(|member| (member.role, member.annotation));
        let (first_member, first_inclusion) = (self.members.len(), self.inclusions.len());
        self.members.extend_from_slice(members);
        self.inclusions.extend(inclusions(members, parts));
        let certainty = members.iter().map(|member| member.rule.certainty()).min();
        self.list.push(StatementData {
            members: (first_member as u32, self.members.len() as u32),
            inclusions: (first_inclusion as u32, self.inclusions.len() as u32),
            polarity: if draft.manner.denied { Polarity::Denied } else { Polarity::Affirmed },
            consent_exempt: draft.manner.exempt,
            modality: draft.manner.modality,
            certainty: certainty.unwrap_or_default(),
            sentence,
        });
    }
}

/// The parts among the data of a statement, where it holds the whole too. Members are sorted by
/// role and place, parts by place.
fn inclusions(members: &[MemberData], parts: &[Part]) -> impl Iterator<Item = InclusionData> {
    let holds = |id: AnnotationId| {
        let key = (MemberRole::Data, id);
        members.binary_search_by_key(&key, |member| (member.role, member.annotation)).is_ok()
    };
    let data = members.iter().filter(|member| member.role == MemberRole::Data);
    data.filter_map(move |member| {
        let at = parts.binary_search_by_key(&member.annotation, |part| part.part).ok()?;
        let Part { part, whole, rule } = *parts.get(at)?;
        holds(whole).then_some(InclusionData { whole, part, rule })
    })
}

#[cfg(test)]
mod tests {
    use crate::statement::tests::stated;

    #[test]
    fn a_broken_line_goes_on() {
        assert_eq!(stated("(星海)会[收集]<邮箱>、\n<电话>。"), ["谁星海 做收集 物邮箱+电话"]);
        assert_eq!(
            stated("(星海)[收集]<设备>（含\n<型号>、<系统>）以{送货}。"),
            ["谁星海 做收集 物设备+型号+系统 为送货 设备>型号 设备>系统"]
        );
    }

    #[test]
    fn other_lines_stand_alone() {
        let two = ["谁星海 做收集 物邮箱", "物电话"];
        for text in [
            "(星海)会[收集]<邮箱>\n<电话>。",
            "(星海)会[收集]<邮箱>、\n\n<电话>。",
            "(星海)会[收集]<邮箱>、\n1、<电话>。",
            "(星海)会[收集]<邮箱>（必填）\n<电话>。",
        ] {
            assert_eq!(stated(text), two, "{text}");
        }
    }
}
