//! References back: `这些信息用于{验证您的身份}`.

use super::AnnotationData;
use super::draft::Draft;
use super::list::{Place, stands_alone};
use super::rule::Rule;
use super::token::Token;
use crate::annotation::AnnotationKind;
use crate::lexicon::Cue;

/// Ties the purposes and conditions of a sentence that holds nothing else to the last statement of
/// the sentence before, if it refers to it: by a word, or by holding hardly any word.
///
/// A statement that an item took from its lead-in stays as it is: what refers to the item gets a
/// statement of its own.
pub(super) fn refer_back(
    place: &Place<'_>,
    tokens: &[Token],
    before: &mut Vec<Draft>,
    annotations: &[AnnotationData],
) -> bool {
    let Some(statement) = before.last_mut() else { return false };
    let marks = || tokens.iter().filter_map(Token::mark);
    let refers = tokens.iter().any(|token| token.is(Cue::Reference) || token.is(Cue::Exception))
        || !place.opens_line && stands_alone(tokens);
    if !refers
        || marks().next().is_none()
        || !marks().all(|(_, kind)| kind == AnnotationKind::Purpose)
    {
        return false;
    }
    let is_item = statement.is_item;
    let mut own = Draft::default();
    if is_item {
        own.copy_data(statement, Rule::Reference);
    }
    let target = if is_item { &mut own } else { statement };
    for (id, _) in marks() {
        target.add_adjunct(id, Rule::Reference, annotations);
    }
    if is_item {
        before.push(own);
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
            ["不 谁星海 做公开 物邮箱 当但以下情形除外"]
        );
        assert_eq!(
            stated("(星海)会[收集]<邮箱>。否则您无法使用{会员服务}的功能。"),
            ["谁星海 做收集 物邮箱"]
        );
    }

    #[test]
    fn what_refers_to_an_item_is_no_matter_of_its_lead_in() {
        assert_eq!(
            stated("(您)向(星海)[提供]的信息\n1、<证件>。若不提供该类信息，无法{借书}。"),
            ["谁您 向星海 做提供", "谁您 向星海 做提供 物证件", "物证件 为借书"]
        );
    }
}
