//! [`Item`]: one of the data items that a `<…>` names.

use std::borrow::Cow;

use super::words::words;
use super::{Annotation, Document};
use crate::annotation;
use crate::lexicon::{DataClass, Lexicon};
use crate::text::{Span, quoted};
use crate::tree::NodeId;

/// A data item: `头像` in `<昵称、头像和手机号码>`.
#[derive(Clone, Copy)]
pub struct Item<'d> {
    document: &'d Document,
    node: NodeId,
    span: Span,
    class: Option<DataClass>,
}

impl<'d> Item<'d> {
    /// Where it is, in bytes.
    #[must_use]
    pub const fn span(self) -> Span {
        self.span
    }

    /// Its words, without the backslashes of escapes and the brackets of annotations in it.
    #[must_use]
    pub fn text(self) -> Cow<'d, str> {
        // The nodes of its annotation only, as a document has many.
        let nodes = (self.node.0 + 1, self.document.tree.get(self.node).end);
        words(self.document, nodes, self.span)
    }

    /// Its category and whether it is sensitive, if the lexicon knows it.
    #[must_use]
    pub const fn class(self) -> Option<DataClass> {
        self.class
    }
}

impl PartialEq for Item<'_> {
    /// The same place in the same document.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.document, other.document) && self.span == other.span
    }
}

impl Eq for Item<'_> {}

/// The data items of an annotation; see [`Annotation::items`].
#[derive(Clone)]
pub struct Items<'d> {
    annotation: Annotation<'d>,
    lexicon: &'d Lexicon,
    spans: annotation::Items<'d>,
}

impl<'d> Items<'d> {
    pub(super) fn new(annotation: Annotation<'d>, lexicon: &'d Lexicon) -> Self {
        let Document { text, tree, .. } = annotation.document;
        let spans = annotation::Items::new(text, tree, annotation.node().id(), lexicon.items());
        Self { annotation, lexicon, spans }
    }
}

impl std::fmt::Debug for Item<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Item({} {})", self.span, quoted(&self.text()))
    }
}

impl std::fmt::Debug for Items<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

impl<'d> Iterator for Items<'d> {
    type Item = Item<'d>;

    fn next(&mut self) -> Option<Item<'d>> {
        let document = self.annotation.document;
        let span = self.spans.next()?;
        let class = self.lexicon.classify(&document.text[span.range()]);
        Some(Item { document, node: self.annotation.node().id(), span, class })
    }
}

impl std::iter::FusedIterator for Items<'_> {}

#[cfg(test)]
mod tests {
    use crate::lexicon::DataCategory;
    use crate::parser::parse;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let document = parse(text).unwrap();
        let annotation = document.annotations().next().unwrap();
        let items: Vec<_> = annotation.items().map(|item| item.text().into_owned()).collect();
        assert_eq!(items, expected, "{text}");
    }

    #[test]
    fn r21_items_are_between_separators() {
        check("<昵称、头像和手机号码>", &["昵称", "头像", "手机号码"]);
        check("<IMEI/IDFA，以及 MAC 地址>", &["IMEI", "IDFA", "MAC 地址"]);
        check("<设备信息，包括型号或版本>", &["设备信息", "型号", "版本"]);
        check("<昵称>", &["昵称"]);
        check("<、昵称、、头像和>", &["昵称", "头像"]);
        check("<、>", &[]);
    }

    #[test]
    fn r21_no_separator_inside_a_word() {
        check("<涉及星海的参与情况>", &["涉及星海的参与情况"]);
    }

    #[test]
    fn r21_no_separator_inside_brackets() {
        check("<设备信息（型号、版本）和昵称>", &["设备信息（型号、版本）", "昵称"]);
        check("<型号(甲、乙)、版本>", &["型号(甲、乙)", "版本"]);
        check("<<甲、乙>的头像、昵称>", &["甲、乙的头像", "昵称"]);
        check(r"<手机号\(必填、可改\)、昵称>", &["手机号(必填、可改)", "昵称"]);
        check(r"<[型号]甲、乙\\、丙\[>", &["型号甲", r"乙\", "丙["]);
    }

    #[test]
    fn r21_no_separator_inside_brackets_of_which_one_is_escaped() {
        check(r"<设备\（型号、版本\）、邮箱>", &["设备（型号、版本）", "邮箱"]);
        check(r"<设备（型号、版本\)、邮箱>", &["设备（型号、版本)", "邮箱"]);
        check(r"<设备\(型号、版本）、邮箱>", &["设备(型号、版本）", "邮箱"]);
        check(
            r"<甲、设备（型号、系统（a、b\)、版本\)、邮箱>",
            &["甲", "设备（型号、系统（a、b)、版本)", "邮箱"],
        );
        // Nothing closes it.
        check(r"<设备\(型号、版本、邮箱>", &["设备(型号", "版本", "邮箱"]);
        check(r"<型号\)、版本\(、邮箱>", &["型号)", "版本(", "邮箱"]);
    }

    #[test]
    fn r22_words_at_the_edges_are_left_out() {
        check("<您的昵称、您的头像等信息>", &["昵称", "头像"]);
        check("< 昵称 、 头像等。>", &["昵称", "头像"]);
        check("<用户的>", &[]);
    }

    #[test]
    fn r23_classes() {
        let document = parse("<会员等级、昵称和银行卡号>").unwrap();
        let annotation = document.annotations().next().unwrap();
        let class = annotation.class().unwrap();
        assert_eq!(class.category, DataCategory::NetworkIdentity);
        assert!(class.is_sensitive());
        let sensitive: Vec<_> =
            annotation.items().map(|item| item.class().map(|class| class.is_sensitive())).collect();
        assert_eq!(sensitive, [None, Some(false), Some(true)]);
    }
}
