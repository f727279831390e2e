//! Sentences that refer to the one before: `这些信息用于{验证您的身份}`.

use super::draft::Batch;
use super::lead_in::stands_alone;
use super::passage::Passage;
use super::polarity::Manner;
use super::rule::Rule;
use super::token::{Token, Tokens};
use crate::lexicon::Cue;
use crate::text::AnnotationKind;

/// S18: ties the purposes and conditions of a sentence without other annotations to the last statement of
/// the sentence before. The sentence has to contain a reference or an exception, or be on the same line
/// and contain little else. Returns whether it does.
///
/// If that statement took members from a lead-in, the sentence makes a statement of its own with the same
/// data.
pub(super) fn refer_back(passage: &Passage<'_>, tokens: &Tokens, before: &mut Batch) -> bool {
    let Some(last) = before.drafts.len().checked_sub(1) else { return false };
    let content = tokens.content();
    if AnnotationKind::ALL
        .iter()
        .any(|&kind| (kind == AnnotationKind::Purpose) != (content.count(kind) > 0))
    {
        return false;
    }
    let refers = content.cues.has_any(&[Cue::Reference, Cue::Exception])
        || !passage.opens_line && stands_alone(tokens.as_slice());
    if !refers {
        return false;
    }
    let mut target = last;
    if before.drafts[last].is_item {
        target = before.start(Manner::default(), 0);
        before.copy_data(last, target, Rule::Reference);
    }
    for mark in tokens.as_slice().iter().filter_map(Token::mark) {
        before.add_adjunct(target, mark, Rule::Reference);
    }
    true
}

#[cfg(test)]
mod tests {
    use crate::statement::tests::stated;

    #[test]
    fn a_sentence_that_only_refers_back() {
        assert_eq!(
            stated("(星海)会[收集]<邮箱>。我们收集这些信息是为了{回复您}。"),
            ["谁星海 做收集 物邮箱 为回复您"]
        );
        assert_eq!(
            stated("(星海)不会[公开]<邮箱>。{但以下情形除外}：\n1、{您同意}；"),
            ["不 谁星海 做公开 物邮箱 除但以下情形除外"]
        );
        assert_eq!(
            stated("(星海)会[收集]<邮箱>。否则您无法使用{会员服务}的功能。"),
            ["谁星海 做收集 物邮箱"]
        );
    }

    #[test]
    fn a_reference_to_an_item_does_not_take_its_lead_in() {
        assert_eq!(
            stated("(您)向(星海)[提供]的信息\n1、<证件>。若不提供该类信息，无法{借书}。"),
            ["谁您 向星海 做提供", "谁您 向星海 做提供 物证件", "物证件 为借书"]
        );
    }
}
