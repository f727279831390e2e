//! Antecedents: what annotations such as `<上述信息>` and `(该合作伙伴)` mean.

use super::rule::Rule;
use super::{
    Layers, MemberData, MemberRole, ReferenceData, StatementData, StatementId, Statements,
};
use crate::annotation::{AnnotationData, AnnotationId};
use crate::lexicon::Party;
use crate::outline::{Outline, SectionId, SentenceId};
use crate::text::AnnotationKind;

/// S30: finds the antecedents of `referring`, the annotations that refer back, in order: the nearest
/// statement before under the same heading that has data or third parties that do not refer back
/// themselves.
pub(super) fn find_antecedents(
    layers: Layers<'_>,
    referring: &[AnnotationId],
    statements: &mut Statements,
) {
    if referring.is_empty() {
        return;
    }
    let Layers { outline, annotations, .. } = layers;
    let mut heading = None;
    let mut last = Antecedents::default();
    let references = &mut statements.references;
    for (number, statement) in (0..).zip(&statements.list) {
        let own = heading_of(outline, statement.sentence);
        if own != heading {
            (heading, last) = (own, Antecedents::default());
        }
        let mut next = last;
        let is_named_here = |member: &MemberData| member.rule == Rule::Coreference;
        let has_own = members_of(statement, &statements.members).any(is_named_here);
        for &MemberData { annotation: mark, .. } in members_of(statement, &statements.members) {
            let Some(annotation) = annotations.get(mark.index()) else { continue };
            if referring.binary_search(&mark).is_ok() {
                let is_resolved = has_own && annotation.kind == AnnotationKind::Actor;
                let target = last.of(annotation.kind, mark).filter(|_| !is_resolved);
                references.extend(target.map(|target| ReferenceData { mark, target }));
            } else {
                next.take(annotation, mark, StatementId(number));
            }
        }
        last = next;
    }
    // If several statements share an annotation, the first one decides what it means.
    references.sort_by_key(|reference| reference.mark);
    references.dedup_by_key(|reference| reference.mark);
}

/// The members of a statement that can refer back or be an antecedent.
fn members_of<'m>(
    statement: &StatementData,
    members: &'m [MemberData],
) -> impl Iterator<Item = &'m MemberData> {
    let (start, end) = statement.members;
    let members = members.get(start as usize..end as usize).unwrap_or_default();
    members.iter().filter(|member| {
        use MemberRole::{Actor, Data, Recipient, Source};
        matches!(member.role, Actor | Recipient | Source | Data)
    })
}

/// The innermost heading above a sentence.
fn heading_of(outline: &Outline, sentence: SentenceId) -> Option<SectionId> {
    let parent = |id: &SectionId| outline.sections.get(id.index())?.parent;
    let is_heading =
        |id: &SectionId| outline.sections.get(id.index()).is_some_and(|s| s.title.is_some());
    let innermost = outline.sentences.get(sentence.index())?.section;
    std::iter::successors(innermost, parent).find(is_heading)
}

/// A statement, and its first annotation that others can mean.
type Named = (StatementId, AnnotationId);

/// What later annotations can mean: the last statement with data, and the last one with third parties,
/// that do not refer back.
#[derive(Clone, Copy, Debug, Default)]
struct Antecedents {
    data: Option<Named>,
    third: Option<Named>,
}

impl Antecedents {
    /// The statement that an annotation of this kind means, if the antecedent is before the annotation.
    fn of(&self, kind: AnnotationKind, mark: AnnotationId) -> Option<StatementId> {
        let named = if kind == AnnotationKind::Data { self.data } else { self.third };
        named.filter(|&(_, first)| first < mark).map(|(statement, _)| statement)
    }

    /// Takes an annotation that does not refer back.
    fn take(&mut self, annotation: &AnnotationData, mark: AnnotationId, statement: StatementId) {
        let slot = match (annotation.kind, annotation.party) {
            (AnnotationKind::Data, _) => &mut self.data,
            (AnnotationKind::Actor, Some(Party::Third)) => &mut self.third,
            _ => return,
        };
        if slot.is_none_or(|(last, first)| last != statement || mark < first) {
            *slot = Some((statement, mark));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::parse;

    /// What each annotation means that refers back.
    fn meant(text: &str) -> Vec<String> {
        let document = parse(text).unwrap();
        let references = document.annotations().filter_map(|annotation| annotation.reference());
        let show = references.map(|reference| {
            let meant: Vec<_> = reference.annotations().map(|a| a.text().into_owned()).collect();
            format!("{}={}", reference.mark.text(), meant.join("+"))
        });
        show.collect()
    }

    #[test]
    fn data_means_the_data_before() {
        assert_eq!(
            meant("(您)[填写]<邮箱>。(您)[上传]<头像>、<昵称>，(我们)会[保存]<上述信息>。"),
            ["上述信息=头像+昵称"]
        );
        // Annotations that refer back themselves are skipped.
        assert_eq!(
            meant("(您)[填写]<邮箱>。(我们)会[保存]<该信息>，并[分析]<此类数据>。"),
            ["该信息=邮箱", "此类数据=邮箱"]
        );
        // Even if they mean nothing.
        assert_eq!(
            meant("(我们)会[保存]<该信息>、<昵称>。(我们)会[删除]<上述信息>。"),
            ["上述信息=昵称"]
        );
        assert!(meant("(我们)会[收集]<该信息>，(您)可以[删除]<其他信息>。").is_empty());
    }

    #[test]
    fn actors_mean_third_parties_before() {
        assert_eq!(
            meant("(我们)会向(云杉SDK)[提供]<邮箱>。(该SDK)会[保存]<日志>。"),
            ["该SDK=云杉SDK"]
        );
        assert_eq!(
            meant("(我们)会向(合作伙伴)[提供]<邮箱>。(我们)不会向(其)[提供]<日志>。"),
            ["其=合作伙伴"]
        );
        let text =
            "(我们)会向(合作伙伴)[提供]<邮箱>。(其关联公司)会[保存]<日志>，(我们)会[删除]<昵称>。";
        assert!(meant(text).is_empty());
    }

    #[test]
    fn similar_words_mean_nothing() {
        let marks =
            ["此前的订单", "以上传方式提交的照片", "这一年的账单", "该校名单", "该账户的信息"];
        for mark in marks {
            let text = format!("(您)[填写]<邮箱>。(我们)会[保存]<{mark}>。");
            assert!(meant(&text).is_empty(), "{mark}");
        }
        for mark in ["以上", "上述所有个人信息", "这两类数据", "该Cookie", "您的该等资料"]
        {
            let text = format!("(您)[填写]<邮箱>。(我们)会[保存]<{mark}>。");
            assert_eq!(meant(&text), [format!("{mark}=邮箱")]);
        }
        let text = "(我们)会向(云杉公司)[提供]<邮箱>。(该公司的供应商)会[保存]<日志>。";
        assert!(meant(text).is_empty());
    }

    #[test]
    fn nothing_is_meant_under_another_heading() {
        let text = "一、收集\n(我们)会[收集]<邮箱>。\n二、保存\n(我们)会[保存]<上述信息>。";
        assert!(meant(text).is_empty());
        let text = "一、收集\n1、(我们)会[收集]<邮箱>。\n2、(我们)会[保存]<上述信息>。";
        assert_eq!(meant(text), ["上述信息=邮箱"]);
    }

    #[test]
    fn an_antecedent_does_not_become_a_member() {
        let document = parse("(您)[填写]<邮箱>。(我们)会[保存]<上述信息>。").unwrap();
        let last = document.statements().last().unwrap();
        assert_eq!(last.data().count(), 1);
        assert_eq!(last.certainty(), crate::statement::Certainty::Certain);
    }
}
