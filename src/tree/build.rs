//! Builds nodes from pieces: pairs brackets with an explicit stack, and recovers from those that do
//! not pair.
//!
//! Every step takes amortised constant time: the stack remembers the innermost open bracket of each
//! delimiter, so that a closing bracket needs no search.

use crate::grammar::{Indexed, Parsed, Piece, Plain, Tokens, verbatim};
use crate::scan::Index;
use crate::text::{Delimiter, Short, Side, Span};

use super::{NodeData, NodeId, NodeKind, Reason, Shape, Tree};

/// A fault of the pairing. Full-width parentheses without a partner are ordinary text and not a
/// fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// An opening bracket without a partner.
    Unclosed(NodeId),
    /// A closing bracket without a partner.
    Stray(NodeId),
    /// A closing bracket after a pair that contains its opening one.
    Crossing { close: NodeId, open: NodeId },
    /// An opening bracket that nests too deeply.
    TooDeep(NodeId),
    /// A pair of full-width brackets on one line that resemble those of an annotation.
    LookAlike(Delimiter, Span),
}

/// The storage and the results of building, besides the tree.
#[derive(Debug, Default)]
pub(crate) struct BuildScratch {
    /// Empty before and after.
    stack: Short<OpenBracket>,
    /// For each delimiter, the brackets on this line that a closing bracket outside them cut off.
    /// Empty before and after.
    cut: [Short<u32, 2>; 5],
    pairs: Vec<NodeId>,
    faults: Short<Fault>,
}

impl BuildScratch {
    /// Nodes of the last tree, in preorder. They include all pairs that the grammar left undecided,
    /// and all full-width ones.
    pub(crate) fn pairs(&self) -> &[NodeId] {
        &self.pairs
    }

    /// The faults of the last text, line by line.
    pub(crate) fn faults(&self) -> &[Fault] {
        &self.faults
    }
}

/// Fills `tree` with the tree of `text`, using its structural index. `piece` is the production of a
/// piece outside verbatim stretches.
///
/// Not inlined: otherwise its loop runs short of registers.
#[inline(never)]
pub(crate) fn build(
    text: &str,
    index: &Index,
    piece: impl Fn(Tokens<'_>) -> Parsed<'_, Piece> + Copy,
    max_depth: usize,
    scratch: &mut BuildScratch,
    tree: &mut Tree,
) {
    tree.nodes.clear();
    scratch.pairs.clear();
    scratch.faults.clear();
    // Two brackets make three nodes: a pair, the text before it and the text in it.
    tree.nodes.reserve(index.brackets + index.brackets / 2 + 2);
    scratch.pairs.reserve(index.brackets / 2);
    let verbatim = index.verbatim.spans();
    let mut builder = Builder::new(text, verbatim, max_depth, scratch, &mut tree.nodes);
    let source = Indexed::new(text, index.tokens());
    let mut input = Tokens::of(&source);
    while let Some(rest) = builder.take_piece(input, piece) {
        debug_assert!(input.parsed() < rest.parsed(), "a piece takes at least one character");
        input = rest;
    }
    builder.finish(text.len() as u32);
}

/// An open bracket.
#[derive(Clone, Copy, Debug)]
struct OpenBracket {
    node: u32,
    delimiter: Delimiter,
    /// The height on the stack of the next outer bracket of this delimiter, if any.
    outer: Option<u32>,
    too_deep: bool,
}

struct Builder<'w> {
    nodes: &'w mut Vec<NodeData>,
    scratch: &'w mut BuildScratch,
    /// The end of the nodes so far.
    at: u32,
    /// For each delimiter, the height on the stack of its innermost open bracket.
    innermost: [Option<u32>; 5],
    /// Whether brackets were cut off on this line.
    has_cut: bool,
    /// The pair closed last.
    last_pair: u32,
    /// The last opening look-alike on this line.
    look_alike: Option<(Delimiter, Span)>,
    /// The next verbatim stretch, and those after it in `later`. After the last one, [`NOWHERE`].
    verbatim: Span,
    later: std::slice::Iter<'w, Span>,
    max_depth: usize,
}

/// A span after the end of any text.
const NOWHERE: Span = Span::new(u32::MAX, u32::MAX);

impl<'w> Builder<'w> {
    fn new(
        text: &str,
        verbatim: &'w [Span],
        max_depth: usize,
        scratch: &'w mut BuildScratch,
        nodes: &'w mut Vec<NodeData>,
    ) -> Self {
        let mut builder = Self {
            nodes,
            scratch,
            at: 0,
            innermost: [None; 5],
            has_cut: false,
            last_pair: 0,
            look_alike: None,
            verbatim: verbatim.first().copied().unwrap_or(NOWHERE),
            later: verbatim.get(1..).unwrap_or_default().iter(),
            max_depth,
        };
        builder.push(NodeKind::Document, Span::new(0, text.len() as u32), Reason::Marked);
        builder
    }

    /// Takes the next piece, if there is one. Returns the input after it.
    #[inline(always)]
    fn take_piece<'t>(
        &mut self,
        input: Tokens<'t>,
        piece: impl Fn(Tokens<'t>) -> Parsed<'t, Piece>,
    ) -> Option<Tokens<'t>> {
        let input = if self.is_idle() { input.after_line_end() } else { input };
        let at = input.next_at()?;
        let is_verbatim = self.verbatim.start() <= at && self.is_verbatim(at);
        let (rest, piece) = if is_verbatim { verbatim(input) } else { piece(input) }.ok()?;
        self.take(piece);
        Some(rest)
    }

    /// B21: whether the byte at `at` is in a verbatim stretch. Bytes are checked in order.
    #[inline(never)]
    fn is_verbatim(&mut self, at: u32) -> bool {
        while self.verbatim.end() <= at {
            self.verbatim = self.later.next().copied().unwrap_or(NOWHERE);
        }
        self.verbatim.start() <= at
    }

    /// Whether a line end changes nothing.
    #[inline]
    fn is_idle(&self) -> bool {
        self.scratch.stack.is_empty() & !self.has_cut & self.look_alike.is_none()
    }

    #[inline(always)]
    fn take(&mut self, piece: Piece) {
        match piece {
            Piece::Escape(span) => self.leaf(NodeKind::Escape, span, Reason::Marked),
            Piece::Literal(_) => {}
            Piece::Pair(delimiter, span) => {
                self.flat_pair(delimiter, span, Reason::of_pair(delimiter));
            }
            Piece::Plain(plain, delimiter, span) => self.plain_pair(plain, delimiter, span),
            Piece::BrokenLink(delimiter, span) => {
                self.line_end();
                self.plain_pair(Plain::LinkTarget, delimiter, span);
            }
            Piece::BrokenText(span) => {
                self.line_end();
                self.flat_pair(Delimiter::Bracket, span, Reason::Link);
            }
            Piece::PlainClose(_, delimiter, span) if self.is_open(delimiter) => {
                self.close(delimiter, span);
            }
            Piece::PlainClose(plain, delimiter, span) => {
                self.leaf(NodeKind::Single(delimiter, Side::Close), span, plain.reason());
            }
            Piece::Open(delimiter, span) => self.open(delimiter, span),
            Piece::Close(delimiter, span) => self.close(delimiter, span),
            Piece::LookAlike(delimiter, side, span) => self.look_alike(delimiter, side, span),
            Piece::Verbatim(delimiter, side, span) => {
                self.leaf(NodeKind::Single(delimiter, side), span, Reason::Verbatim);
            }
            Piece::LineEnd => self.line_end(),
        }
    }

    fn finish(mut self, end: u32) {
        self.line_end();
        self.text_to(end);
        self.nodes[0].end = self.nodes.len() as u32;
    }

    /// Appends a node without children.
    #[inline]
    fn push(&mut self, kind: NodeKind, span: Span, reason: Reason) -> u32 {
        let id = self.nodes.len() as u32;
        let shape = Shape::new(kind);
        self.nodes.push(NodeData { span, end: id + 1, shape, kind: None, reason });
        id
    }

    /// Appends the text up to `start`, if there is any.
    #[inline]
    fn text_to(&mut self, start: u32) {
        debug_assert!(self.at <= start, "pieces are taken in order");
        let (span, end) = (Span::new(self.at, start), self.nodes.len() as u32 + 1);
        let shape = Shape::new(NodeKind::Text);
        let text = NodeData { span, end, shape, kind: None, reason: Reason::Marked };
        push_if(!span.is_empty(), text, self.nodes);
        self.at = start;
    }

    fn leaf(&mut self, kind: NodeKind, span: Span, reason: Reason) {
        self.text_to(span.start());
        self.push(kind, span, reason);
        self.at = span.end();
    }

    /// A pair around plain text, as most pairs are.
    #[inline(always)]
    fn flat_pair(&mut self, delimiter: Delimiter, span: Span, reason: Reason) {
        let inner = Span::new(span.start() + delimiter.len(), span.end() - delimiter.len());
        if self.scratch.stack.len() >= self.max_depth {
            self.open(delimiter, Span::new(span.start(), inner.start()));
            self.close(delimiter, Span::new(inner.end(), span.end()));
            return;
        }
        self.text_to(span.start());
        let pair = self.nodes.len() as u32;
        let shape = Shape::new(NodeKind::Pair(delimiter));
        let end = pair + 1 + u32::from(!inner.is_empty());
        self.nodes.push(NodeData { span, end, shape, kind: None, reason });
        push_if(reason.is_open(), NodeId(pair), &mut self.scratch.pairs);
        self.at = inner.start();
        self.text_to(inner.end());
        self.at = span.end();
        self.last_pair = pair;
    }

    #[inline(never)]
    fn plain_pair(&mut self, plain: Plain, delimiter: Delimiter, span: Span) {
        // There can be a blank between them.
        if plain == Plain::LinkTarget && self.at + 1 >= span.start() {
            self.mark_link(self.at);
        }
        self.flat_pair(delimiter, span, plain.reason());
    }

    /// B3: turns the `[…]` that ends at `end`, and all pairs in it, into the text of a link.
    fn mark_link(&mut self, end: u32) {
        let link = self.last_pair as usize;
        let NodeData { span, shape, end: link_end, .. } = self.nodes[link];
        if span.end() != end || shape.pair() != Some(Delimiter::Bracket) {
            return;
        }
        self.nodes[link].reason = Reason::Link;
        let mut next = link + 1;
        while next < link_end as usize {
            let node = &mut self.nodes[next];
            next += 1;
            match node.reason {
                // The nodes inside were turned with it: no node is visited twice.
                Reason::Link => next = node.end as usize,
                Reason::Marked | Reason::Fullwidth if node.shape.pair().is_some() => {
                    node.reason = Reason::Link;
                }
                _ => {}
            }
        }
    }

    fn open(&mut self, delimiter: Delimiter, span: Span) {
        let too_deep = self.scratch.stack.len() >= self.max_depth;
        self.text_to(span.start());
        let node = self.push(NodeKind::Single(delimiter, Side::Open), span, Reason::Unpaired);
        if self.scratch.stack.len() == self.max_depth {
            self.scratch.faults.push(Fault::TooDeep(NodeId(node)));
        }
        self.scratch.pairs.push(NodeId(node));
        self.at = span.end();
        let innermost = &mut self.innermost[delimiter.index()];
        self.scratch.stack.push(OpenBracket { node, delimiter, outer: *innermost, too_deep });
        *innermost = Some(self.scratch.stack.len() as u32 - 1);
    }

    fn is_open(&self, delimiter: Delimiter) -> bool {
        self.innermost[delimiter.index()].is_some()
    }

    /// The height on the stack of the partner of a closing bracket.
    fn partner(&self, delimiter: Delimiter) -> Option<u32> {
        let same = self.innermost[delimiter.index()];
        match delimiter {
            // A full-width parenthesis does not cut off brackets of annotations, and pairs with a
            // half-width one only if that is the innermost.
            Delimiter::Fullwidth => {
                same.filter(|&at| !self.marks_above(at)).or_else(|| self.top_is(Delimiter::Paren))
            }
            Delimiter::Paren => same.or_else(|| self.top_is(Delimiter::Fullwidth)),
            _ => same,
        }
    }

    fn marks_above(&self, at: u32) -> bool {
        let above = |d: Delimiter| self.innermost[d.index()].is_some_and(|i| i > at);
        above(Delimiter::Brace) || above(Delimiter::Bracket) || above(Delimiter::Angle)
    }

    fn top_is(&self, delimiter: Delimiter) -> Option<u32> {
        let top = self.scratch.stack.len().checked_sub(1)?;
        (self.scratch.stack[top].delimiter == delimiter).then_some(top as u32)
    }

    fn close(&mut self, delimiter: Delimiter, span: Span) {
        self.text_to(span.start());
        let Some(partner) = self.partner(delimiter) else {
            self.stray(delimiter, span);
            return;
        };
        while self.scratch.stack.len() as u32 > partner + 1 {
            if let Some(cut) = self.pop() {
                self.scratch.cut[cut.delimiter.index()].push(cut.node);
                self.has_cut = true;
            }
        }
        let Some(open) = self.pop() else { return };
        if open.too_deep {
            self.nodes[open.node as usize].reason = Reason::Depth;
            self.push(NodeKind::Single(delimiter, Side::Close), span, Reason::Depth);
        } else {
            let mixed = open.delimiter != delimiter;
            let end = self.nodes.len() as u32;
            let node = &mut self.nodes[open.node as usize];
            node.shape = Shape::new(NodeKind::Pair(open.delimiter));
            node.span = Span::new(node.span.start(), span.end());
            node.end = end;
            node.reason = if mixed { Reason::Mixed } else { Reason::of_pair(delimiter) };
            self.last_pair = open.node;
        }
        self.at = span.end();
    }

    fn stray(&mut self, delimiter: Delimiter, span: Span) {
        let close = self.push(NodeKind::Single(delimiter, Side::Close), span, Reason::Unpaired);
        let close = NodeId(close);
        self.at = span.end();
        self.scratch.faults.extend(match self.scratch.cut[delimiter.index()].pop() {
            Some(node) => Some(Fault::Crossing { close, open: NodeId(node) }),
            None => (delimiter != Delimiter::Fullwidth).then_some(Fault::Stray(close)),
        });
    }

    fn pop(&mut self) -> Option<OpenBracket> {
        let open = self.scratch.stack.pop()?;
        self.innermost[open.delimiter.index()] = open.outer;
        Some(open)
    }

    /// Leaves the brackets that are still open at the end of a line unclosed.
    #[inline]
    fn line_end(&mut self) {
        self.look_alike = None;
        if self.has_cut || !self.scratch.stack.is_empty() {
            self.leave_open();
        }
    }

    fn leave_open(&mut self) {
        while let Some(open) = self.pop() {
            self.unclosed(open.delimiter, open.node);
        }
        if std::mem::take(&mut self.has_cut) {
            for delimiter in Delimiter::MARKS.into_iter().chain([Delimiter::Fullwidth]) {
                while let Some(node) = self.scratch.cut[delimiter.index()].pop() {
                    self.unclosed(delimiter, node);
                }
            }
        }
    }

    fn unclosed(&mut self, delimiter: Delimiter, node: u32) {
        if delimiter != Delimiter::Fullwidth {
            self.scratch.faults.push(Fault::Unclosed(NodeId(node)));
        }
    }

    fn look_alike(&mut self, delimiter: Delimiter, side: Side, span: Span) {
        match (side, self.look_alike.take()) {
            (Side::Open, _) => self.look_alike = Some((delimiter, span)),
            (Side::Close, Some((open, start))) if open == delimiter => {
                self.scratch.faults.push(Fault::LookAlike(delimiter, start.join(span)));
            }
            (Side::Close, _) => {}
        }
    }
}

/// Appends `item` if `holds`, without branching: a branch that depends on the text would cost more.
#[inline]
fn push_if<T: Copy>(holds: bool, item: T, items: &mut Vec<T>) {
    let len = items.len();
    items.push(item);
    items.truncate(len + usize::from(holds));
}

#[cfg(test)]
impl Tree {
    /// The tree of a text.
    pub(crate) fn of(text: &str) -> Self {
        let (mut scratch, mut tree) = (BuildScratch::default(), Self::default());
        let mut index = Index::default();
        index.scan_brackets(text);
        build(text, &index, crate::grammar::piece, 64, &mut scratch, &mut tree);
        tree
    }
}

impl Reason {
    /// The provisional reason of a pair that the grammar leaves undecided.
    const fn of_pair(delimiter: Delimiter) -> Self {
        match delimiter {
            Delimiter::Fullwidth => Self::Fullwidth,
            _ => Self::Marked,
        }
    }

    /// Whether it is such a provisional reason.
    const fn is_open(self) -> bool {
        matches!(self, Self::Marked | Self::Fullwidth)
    }
}

impl Plain {
    const fn reason(self) -> Reason {
        match self {
            Self::Enumerator => Reason::Enumerator,
            Self::LinkTarget => Reason::LinkTarget,
            Self::Autolink => Reason::Autolink,
            Self::Tag => Reason::Tag,
            Self::Arrow => Reason::Arrow,
        }
    }
}
