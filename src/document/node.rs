//! [`Node`]: a handle into the tree.

use std::borrow::Cow;
use std::fmt;
use std::iter::{FusedIterator, successors};

use super::words::words;
use super::{Annotation, Document};
use crate::annotation::AnnotationId;
use crate::text::{AnnotationKind, Span, blank, quoted};
use crate::tree::{Leaves, NodeData, NodeId, NodeKind, Reading};

/// A node of the [tree](crate::tree): a stretch of text, an escape, a single bracket, or a pair of
/// brackets with everything between them.
///
/// The first call of a method that needs a parent builds a table of the parents of all nodes, of four
/// bytes a node.
///
/// ```
/// let document = policymark::parse("[收集]<手机号码>（如<区号>）")?;
/// let pair = document.root().last_child().unwrap();
/// assert_eq!(pair.source(), "（如<区号>）");
/// let sources: Vec<_> = pair.children().map(|node| node.source()).collect();
/// assert_eq!(sources, ["如", "<区号>"]);
/// # Ok::<(), policymark::Error>(())
/// ```
#[derive(Clone, Copy)]
pub struct Node<'d> {
    pub(super) document: &'d Document,
    pub(super) id: NodeId,
}

impl<'d> Node<'d> {
    fn data(self) -> &'d NodeData {
        self.document.tree.get(self.id)
    }

    fn at(self, id: NodeId) -> Self {
        Self { id, ..self }
    }

    /// The node's number in preorder.
    #[must_use]
    pub const fn id(self) -> NodeId {
        self.id
    }

    /// The document that it is in.
    #[must_use]
    pub const fn document(self) -> &'d Document {
        self.document
    }

    /// Its kind: [`NodeKind::Pair`] for `<手机号码>`.
    #[must_use]
    pub fn kind(self) -> NodeKind {
        self.data().shape.kind()
    }

    /// Where it is, in bytes, brackets included.
    #[must_use]
    pub fn span(self) -> Span {
        self.data().span
    }

    /// Where the text between its brackets is, in bytes: the four characters of `<手机号码>`.
    #[must_use]
    pub fn inner_span(self) -> Span {
        self.document.tree.inner(self.id)
    }

    /// The source text, brackets and backslashes included.
    #[must_use]
    pub fn source(self) -> &'d str {
        &self.document.text[self.span().range()]
    }

    /// The words in it, without its own brackets and those of annotations in it, the backslashes of
    /// escapes, and blanks at the edges.
    ///
    /// ```
    /// let document = policymark::parse(r"(我们)会[收集]手机号\(必填\)。")?;
    /// assert_eq!(document.root().text(), "我们会收集手机号(必填)。");
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub fn text(self) -> Cow<'d, str> {
        let nodes = (self.id.0, self.data().end);
        match words(self.document, nodes, self.inner_span()) {
            Cow::Borrowed(words) => Cow::Borrowed(blank::trim(words)),
            Cow::Owned(words) => Cow::Owned(blank::trim(&words).to_owned()),
        }
    }

    /// How a bracket was read, and why. `None` for text, escapes and the root.
    #[must_use]
    pub fn reading(self) -> Option<Reading> {
        let NodeData { kind, reason, .. } = *self.data();
        matches!(self.kind(), NodeKind::Pair(_) | NodeKind::Single(..))
            .then_some(Reading { kind, reason })
    }

    /// The annotation, if the node is one.
    ///
    /// ```
    /// let document = policymark::parse("[收集]手机号码")?;
    /// let mut nodes = document.root().children();
    /// assert_eq!(nodes.next().and_then(|node| node.annotation()), document.annotations().next());
    /// assert_eq!(nodes.next().and_then(|node| node.annotation()), None);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub fn annotation(self) -> Option<Annotation<'d>> {
        let Self { document, id } = self;
        self.annotation_kind()?;
        // Annotations are in the order of their nodes.
        let number = document.annotations.binary_search_by_key(&id, |data| data.node).ok()?;
        Some(Annotation { document, id: AnnotationId(number as u32) })
    }

    /// The kind of the annotation, if the node is one.
    #[must_use]
    pub fn annotation_kind(self) -> Option<AnnotationKind> {
        self.data().kind
    }

    /// The node that holds it; `None` for the root.
    ///
    /// ```
    /// let document = policymark::parse("[收集]<手机号码>（如<区号>）")?;
    /// let code = document.annotations().last().unwrap().node();
    /// assert_eq!(code.parent().unwrap().source(), "（如<区号>）");
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub fn parent(self) -> Option<Node<'d>> {
        (self.id != NodeId(0)).then(|| self.at(self.document.parents()[self.id.index()]))
    }

    /// The node and those that hold it, from the inside out; the last is the root.
    ///
    /// ```
    /// let document = policymark::parse("（如<区号>）")?;
    /// let code = document.annotations().next().unwrap().node();
    /// let sources: Vec<_> = code.ancestors().map(|node| node.source()).collect();
    /// assert_eq!(sources, ["<区号>", "（如<区号>）", document.text()]);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    pub fn ancestors(self) -> impl FusedIterator<Item = Node<'d>> {
        successors(Some(self), |node| node.parent())
    }

    /// The next child of its parent.
    ///
    /// ```
    /// let document = policymark::parse("会[收集]<邮箱>")?;
    /// let action = document.annotations().next().unwrap().node();
    /// assert_eq!(action.next_sibling().unwrap().source(), "<邮箱>");
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub fn next_sibling(self) -> Option<Node<'d>> {
        let NodeData { end, span, .. } = *self.data();
        // Siblings tile their parent. Only its closing bracket follows the last child; it is not a node.
        self.document.node(NodeId(end)).filter(|next| next.span().start() == span.end())
    }

    /// The previous child of its parent.
    ///
    /// ```
    /// let document = policymark::parse("会[收集]<邮箱>")?;
    /// let action = document.annotations().next().unwrap().node();
    /// assert_eq!(action.prev_sibling().unwrap().source(), "会");
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub fn prev_sibling(self) -> Option<Node<'d>> {
        let parent = self.parent()?;
        let before = self.at(NodeId(self.id.0.checked_sub(1)?));
        before.ancestors().find(|node| node.parent() == Some(parent))
    }

    /// The first of its children.
    ///
    /// ```
    /// let document = policymark::parse("会[收集]<邮箱>")?;
    /// assert_eq!(document.root().first_child().unwrap().source(), "会");
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub fn first_child(self) -> Option<Node<'d>> {
        self.children().next()
    }

    /// The last of its children.
    ///
    /// ```
    /// let document = policymark::parse("会[收集]<邮箱>")?;
    /// assert_eq!(document.root().last_child().unwrap().source(), "<邮箱>");
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub fn last_child(self) -> Option<Node<'d>> {
        let last = self.at(NodeId(self.data().end - 1));
        last.ancestors().find(|node| node.parent() == Some(self))
    }

    /// The direct children, in order.
    pub fn children(self) -> impl Iterator<Item = Node<'d>> {
        self.document.tree.children(self.id).map(move |id| self.at(id))
    }

    /// The node and everything in it, in preorder.
    #[must_use]
    pub fn descendants(self) -> Descendants<'d> {
        Descendants { node: self, next: self.id.0, end: self.data().end }
    }

    /// The leaves in the node, in the order of the text: text, escapes and brackets. They tile its span.
    ///
    /// ```
    /// let document = policymark::parse(r"会[收集]您的<手机号码>\(必填\)")?;
    /// let leaves = document.root().leaves();
    /// let sources: Vec<_> = leaves.map(|leaf| &document.text()[leaf.span.range()]).collect();
    /// assert_eq!(sources.concat(), document.text());
    /// assert_eq!(sources[..4], ["会", "[", "收集", "]"]);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub fn leaves(self) -> Leaves<'d> {
        Leaves::new(&self.document.tree, self.id)
    }
}

impl fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Node(#{} {:?} {})", self.id, self.kind(), quoted(self.source()))
    }
}

impl PartialEq for Node<'_> {
    /// The same node of the same document.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.document, other.document) && self.id == other.id
    }
}

impl Eq for Node<'_> {}

/// A node and everything in it, in preorder; see [`Node::descendants`].
#[derive(Clone, Debug)]
pub struct Descendants<'d> {
    node: Node<'d>,
    next: u32,
    end: u32,
}

impl<'d> Iterator for Descendants<'d> {
    type Item = Node<'d>;

    fn next(&mut self) -> Option<Node<'d>> {
        (self.next < self.end).then(|| {
            self.next += 1;
            self.node.at(NodeId(self.next - 1))
        })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = (self.end - self.next) as usize;
        (left, Some(left))
    }
}

impl ExactSizeIterator for Descendants<'_> {}
impl FusedIterator for Descendants<'_> {}
