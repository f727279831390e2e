//! The lossless tree: what the author wrote, without what it means.
//!
//! The leaves tile the source. A [`Reason`] says why a bracket is an annotation or an ordinary
//! bracket. The handle is [`Node`](crate::document::Node).

// Nodes are in one vector in preorder, sixteen bytes each.

mod build;
mod leaf;

use crate::text::{AnnotationKind, Delimiter, Side, Span, id, named_enum};

pub(crate) use build::{BuildScratch, Fault, build};
pub use leaf::{Leaf, LeafKind, Leaves};

id! {
    /// The number of a node in preorder; the document itself is node 0.
    NodeId
}

/// The kind of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NodeKind {
    /// The whole text; the root.
    Document,
    /// A stretch of text without structural brackets: `会`.
    Text,
    /// A backslash and the bracket that it makes literal: `\(`. Its text is the bracket alone.
    Escape,
    /// Two brackets that belong together, with everything between them: `(我们)`, `（如邮箱）`.
    Pair(Delimiter),
    /// A bracket without a partner: the `)` of `1)`.
    Single(Delimiter, Side),
}

/// How a bracket was read, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Reading {
    /// The kind of annotation; `None` for ordinary brackets.
    pub kind: Option<AnnotationKind>,
    /// Why it was read so.
    pub reason: Reason,
}

/// Declares the reasons: variant, name, rule.
macro_rules! reasons {
    ($($(#[$doc:meta])+ $variant:ident = $name:literal, $rule:literal;)+) => {
        named_enum! {
            /// Why a bracket is an annotation or an ordinary one.
            #[non_exhaustive]
            Reason, "reason" {
                $($(#[$doc])+ $variant = $name,)+
            }
        }

        impl Reason {
            /// The rule of `grammar.md`: `B2` for [`Reason::LinkTarget`].
            #[must_use]
            pub const fn rule(self) -> &'static str {
                match self { $(Self::$variant => $rule,)+ }
            }
        }
    };
}

reasons! {
    /// Ordinary: the number of an item: `(1)`, `1)`.
    Enumerator = "enumerator", "B1";
    /// Ordinary: the target of a Markdown link: the `(…)` of `[链接](https://…)`.
    LinkTarget = "link-target", "B2";
    /// Ordinary: the text of a Markdown link: the `[…]` of `[链接](https://…)`.
    Link = "link", "B3";
    /// Ordinary: an address in angle brackets: `<https://…>`.
    Autolink = "autolink", "B4";
    /// Ordinary: an HTML tag: `<br>`.
    Tag = "tag", "B5";
    /// Ordinary: a `>` between two menus or before a quotation: `设置 > 隐私`.
    Arrow = "arrow", "B6";
    /// Ordinary: a bracket without a partner on its line.
    Unpaired = "unpaired", "B7";
    /// Ordinary: nested deeper than the option `max_depth`.
    Depth = "depth", "B8";
    /// Ordinary: one parenthesis is full-width, the other is not: `（如邮箱)`.
    Mixed = "mixed", "B9";
    /// Ordinary: full-width parentheses are never an annotation: `（如邮箱）`.
    Fullwidth = "fullwidth", "B10";
    /// Ordinary: the dialect gives the delimiter no meaning.
    Dialect = "dialect", "B11";
    /// Ordinary: nothing is between the brackets: `()`.
    Empty = "empty", "B12";
    /// Ordinary: angle brackets in a title: `《关于实施<某某办法>的通知》`.
    Title = "title", "B13";
    /// Annotation: the delimiter marks a kind, and no other rule applies: `<手机号码>`.
    Marked = "marked", "B14";
    /// Ordinary: parentheses that contain annotations: `(<头像>、<昵称>)`.
    Holds = "holds", "B15";
    /// Ordinary: parentheses that start with a word of explanation: `(例如邮箱)`.
    Aside = "aside", "B16";
    /// Annotation: the parentheses are coordinated with an actor: `(我们)和(甲)`.
    Coordinated = "coordinated", "B17";
    /// Annotation: the parentheses contain the name of a party: `(合作伙伴)`.
    Party = "party", "B18";
    /// Annotation: the parentheses are in the position of an actor: `向(甲)`, `(甲)会`.
    Position = "position", "B19";
    /// Ordinary: parentheses that explain the word before them: `相机(摄像头)`.
    Gloss = "gloss", "B20";
    /// Ordinary: in a code fence, a comment or front matter: `<!-- [待审] -->`.
    Verbatim = "verbatim", "B21";
    /// Ordinary: a footnote, a reference or a number: `[^1]`, `[政策][1]`, `[2019]15号`.
    Citation = "citation", "B22";
    /// Ordinary: the box of a task: `- [x]`.
    Task = "task", "B23";
    /// Ordinary: attributes that Markdown gives to a line: `{#id}`.
    Attribute = "attribute", "B24";
    /// Ordinary: a placeholder of a template: `{{公司}}`, `[请填写邮箱]`.
    Placeholder = "placeholder", "B25";
}

impl Reason {
    /// Whether it is a reason for an annotation.
    #[must_use]
    pub const fn marks(self) -> bool {
        matches!(self, Self::Marked | Self::Party | Self::Position | Self::Coordinated)
    }
}

/// A node as it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NodeData {
    pub(crate) span: Span,
    /// The number of the first node after this one's subtree.
    pub(crate) end: u32,
    pub(crate) shape: Shape,
    pub(crate) kind: Option<AnnotationKind>,
    pub(crate) reason: Reason,
}

/// [`NodeKind`], packed: the pairs and singles of all delimiters in one byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shape(u8);

impl Shape {
    pub(crate) const fn new(kind: NodeKind) -> Self {
        Self(match kind {
            NodeKind::Document => 0,
            NodeKind::Text => 1,
            NodeKind::Escape => 2,
            NodeKind::Pair(d) => 8 + d as u8,
            NodeKind::Single(d, Side::Open) => 16 + d as u8,
            NodeKind::Single(d, Side::Close) => 24 + d as u8,
        })
    }

    /// Whether it is a pair of `{}`, `[]`, `<>` or `()`, which can be an annotation.
    pub(crate) const fn is_mark(self) -> bool {
        matches!(self.0, 8..=11)
    }

    /// The delimiter, if it is a pair.
    #[inline]
    pub(crate) const fn pair(self) -> Option<Delimiter> {
        match self.0 {
            8..=15 => Some(self.delimiter()),
            _ => None,
        }
    }

    pub(crate) const fn kind(self) -> NodeKind {
        match self.0 {
            0 => NodeKind::Document,
            1 => NodeKind::Text,
            2 => NodeKind::Escape,
            3..=15 => NodeKind::Pair(self.delimiter()),
            16..=23 => NodeKind::Single(self.delimiter(), Side::Open),
            _ => NodeKind::Single(self.delimiter(), Side::Close),
        }
    }

    /// The delimiter of a pair or of a single bracket.
    const fn delimiter(self) -> Delimiter {
        const DELIMITERS: [Delimiter; 8] = {
            use Delimiter::{Angle, Brace, Bracket, Fullwidth, Paren};
            [Brace, Bracket, Angle, Paren, Fullwidth, Fullwidth, Fullwidth, Fullwidth]
        };
        DELIMITERS[(self.0 & 7) as usize]
    }
}

/// The nodes of one document in preorder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tree {
    pub(crate) nodes: Vec<NodeData>,
}

impl Tree {
    /// The node with this number.
    pub(crate) fn get(&self, id: NodeId) -> &NodeData {
        &self.nodes[id.index()]
    }

    /// The children of a node, in order.
    pub(crate) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let end = self.get(id).end;
        let mut next = id.0 + 1;
        std::iter::from_fn(move || {
            (next < end).then(|| {
                let child = NodeId(next);
                next = self.get(child).end;
                child
            })
        })
    }

    /// The span of a pair without its brackets; for any other node, its whole span.
    #[inline]
    pub(crate) fn inner(&self, id: NodeId) -> Span {
        let NodeData { span, shape, reason, .. } = *self.get(id);
        let Some(delimiter) = shape.pair() else { return span };
        let (open, close) = match delimiter {
            _ if reason != Reason::Mixed => (delimiter, delimiter),
            Delimiter::Fullwidth => (Delimiter::Fullwidth, Delimiter::Paren),
            _ => (Delimiter::Paren, Delimiter::Fullwidth),
        };
        Span::new(span.start() + open.len(), span.end() - close.len())
    }
}
