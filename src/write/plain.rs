//! [`PlainText`]: the text as readers of the policy see it, and the position of each byte in the
//! markup.

use std::ops::Range;

use crate::document::{Document, Node};
use crate::text::Span;
use crate::tree::LeafKind;

/// The text of a document without the brackets of its annotations and the backslashes of its
/// escapes, and a map between the two texts. Ordinary brackets stay.
///
/// All offsets count **bytes**.
///
/// ```
/// let document = policymark::parse(r"(我们)会[收集]<号码\(手机\)>（如有）。")?;
/// let plain = document.plain_text();
/// assert_eq!(plain.text(), "我们会收集号码(手机)（如有）。");
///
/// let data = document.annotations().last().unwrap();
/// let span = plain.to_plain_span(data.span());
/// assert_eq!(&plain.text()[span.range()], "号码(手机)");
/// assert_eq!(&document.text()[plain.to_markup_span(span).range()], r"号码\(手机\)");
/// # Ok::<(), policymark::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlainText {
    text: String,
    /// The stretches that both texts share. None is empty.
    runs: Vec<Run>,
    markup_len: u32,
}

/// The start of a stretch in either text. In the plain text it ends where the next one starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    plain: u32,
    markup: u32,
}

impl PlainText {
    fn new(document: &Document) -> Self {
        Self::without_brackets(document, |node| node.annotation_kind().is_some())
    }

    /// The text of a document without the brackets of these pairs and the backslashes of escapes.
    pub(crate) fn without_brackets(
        document: &Document,
        is_left_out: impl Fn(Node<'_>) -> bool,
    ) -> Self {
        let markup = document.text();
        let text = String::with_capacity(markup.len());
        let mut plain = Self { text, runs: Vec::new(), markup_len: markup.len() as u32 };
        let mut reach = None;
        for leaf in document.leaves() {
            let is_left_out = || document.node(leaf.node).is_some_and(&is_left_out);
            let start = match leaf.kind {
                LeafKind::Open | LeafKind::Close if is_left_out() => continue,
                // Skips the backslash.
                LeafKind::Escape => leaf.span.start() + 1,
                _ => leaf.span.start(),
            };
            if reach != Some(start) {
                plain.runs.push(Run { plain: plain.text.len() as u32, markup: start });
            }
            plain.text.push_str(&markup[start as usize..leaf.span.end() as usize]);
            reach = Some(leaf.span.end());
        }
        plain
    }

    /// The same text without these parts, which are in its order and do not overlap.
    pub(crate) fn without(&self, parts: impl Iterator<Item = Range<usize>>) -> Self {
        let text = String::with_capacity(self.text.len());
        let mut rest = Self { text, runs: Vec::new(), markup_len: self.markup_len };
        let end = self.text.len();
        let mut start = 0;
        for part in parts.chain(std::iter::once(end..end)) {
            rest.push(self, start..part.start);
            start = part.end;
        }
        rest
    }

    /// Adds a part of another plain text of the same markup.
    fn push(&mut self, whole: &Self, part: Range<usize>) {
        if part.is_empty() {
            return;
        }
        let (start, end) = (part.start as u32, part.end as u32);
        let first = whole.runs.partition_point(|run| run.plain <= start).saturating_sub(1);
        let runs = whole.runs[first..].iter().take_while(|run| run.plain < end);
        let before = self.text.len() as u32;
        self.runs.extend(runs.map(|run| Run {
            plain: before + run.plain.saturating_sub(start),
            markup: run.markup + start.saturating_sub(run.plain),
        }));
        self.text.push_str(&whole.text[part]);
    }

    /// The plain text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The plain text as a string, without the map.
    #[must_use]
    pub fn into_text(self) -> String {
        self.text
    }

    /// The stretches that both texts share, in order: where each is in the plain text, and where in the markup.
    /// Together they are the whole plain text; what is between them in the markup is left out.
    ///
    /// ```
    /// let document = policymark::parse("会[收集]<邮箱>。")?;
    /// let plain = document.plain_text();
    /// let markup = plain.segments().map(|(_, markup)| &document.text()[markup.range()]);
    /// assert_eq!(markup.collect::<Vec<_>>(), ["会", "收集", "邮箱", "。"]);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    pub fn segments(&self) -> impl ExactSizeIterator<Item = (Span, Span)> {
        self.runs.iter().enumerate().map(|(index, run)| {
            let end = self.runs.get(index + 1).map_or(self.text.len() as u32, |next| next.plain);
            let len = end - run.plain;
            (Span::new(run.plain, end), Span::new(run.markup, run.markup + len))
        })
    }

    /// The byte in the plain text for byte `offset` of the markup. A bracket or a backslash that is
    /// left out maps to the byte after it, an offset past the end to the end.
    #[must_use]
    pub fn to_plain(&self, offset: u32) -> u32 {
        let after = self.runs.partition_point(|run| run.markup <= offset);
        let Some(run) = after.checked_sub(1).and_then(|index| self.runs.get(index)) else {
            return 0;
        };
        let end = self.runs.get(after).map_or(self.text.len() as u32, |next| next.plain);
        end.min(run.plain + (offset - run.markup))
    }

    /// The byte in the markup for byte `offset` of the plain text. An offset past the end maps to
    /// the end.
    #[must_use]
    pub fn to_markup(&self, offset: u32) -> u32 {
        if offset as usize >= self.text.len() {
            return self.markup_len;
        }
        let after = self.runs.partition_point(|run| run.plain <= offset);
        let run = after.checked_sub(1).and_then(|index| self.runs.get(index));
        run.map_or(0, |run| run.markup + (offset - run.plain))
    }

    /// The span in the plain text for a span of the markup: for an annotation, the span of its
    /// words.
    #[must_use]
    pub fn to_plain_span(&self, markup: Span) -> Span {
        Span::new(self.to_plain(markup.start()), self.to_plain(markup.end()))
    }

    /// The span in the markup for a span of the plain text: from its first to its last byte, so
    /// without brackets at its edges.
    #[must_use]
    pub fn to_markup_span(&self, plain: Span) -> Span {
        let start = self.to_markup(plain.start());
        if plain.is_empty() {
            return Span::new(start, start);
        }
        let last = (plain.end() as usize).min(self.text.len()).saturating_sub(1) as u32;
        Span::new(start, self.to_markup(last).saturating_add(1).min(self.markup_len))
    }
}

impl Document {
    /// The text without the brackets of annotations and the backslashes of escapes, and a map
    /// between the two texts: 会收集号码(手机) for `会[收集]<号码\(手机\)>`.
    #[must_use]
    pub fn plain_text(&self) -> PlainText {
        PlainText::new(self)
    }
}

#[cfg(test)]
mod tests {
    use crate::parser::parse;
    use crate::text::Span;

    #[test]
    fn bytes_are_mapped_both_ways() {
        for markup in ["(我们)会[收集]<a\\(b\\)>", "<[{(甲)}]>", "", "{", "\\<\\\\x\n1）(您)", "会"]
        {
            let document = parse(markup).unwrap();
            let plain = document.plain_text();
            for (offset, byte) in plain.text().bytes().enumerate() {
                let back = plain.to_markup(offset as u32);
                assert_eq!(markup.as_bytes()[back as usize], byte, "{markup} at {offset}");
                assert_eq!(plain.to_plain(back), offset as u32, "{markup} at {offset}");
            }
            assert!((0..markup.len() as u32).is_sorted_by_key(|offset| plain.to_plain(offset)));
            let shared = plain.segments().map(|(plain, markup)| (plain.range(), markup.range()));
            let shared: Vec<_> = shared.collect();
            let texts = shared.iter().map(|(_, shared)| &markup[shared.clone()]);
            assert_eq!(texts.collect::<String>(), plain.text());
            assert!(shared.iter().all(|(at, of)| plain.text()[at.clone()] == markup[of.clone()]));
            assert_eq!(plain.to_plain(u32::MAX) as usize, plain.text().len());
            assert_eq!(plain.to_markup(u32::MAX) as usize, markup.len());
        }
    }

    #[test]
    fn bytes_are_mapped_both_ways_without_parts_of_the_text() {
        for markup in ["<a\rb>\r\n(c)\r\n", "\r<\r>\r", "\r\r", "a\\(\r\\)b"] {
            let whole = parse(markup).unwrap().plain_text();
            let returns = whole.text().match_indices('\r').map(|(at, _)| at..at + 1);
            let rest = whole.without(returns);
            assert_eq!(rest.text(), whole.text().replace('\r', ""));
            for (offset, byte) in rest.text().bytes().enumerate() {
                let back = rest.to_markup(offset as u32);
                assert_eq!(markup.as_bytes()[back as usize], byte, "{markup:?} at {offset}");
                assert_eq!(rest.to_plain(back), offset as u32, "{markup:?} at {offset}");
            }
            assert!((0..markup.len() as u32).is_sorted_by_key(|offset| rest.to_plain(offset)));
        }
    }

    #[test]
    fn spans_exclude_brackets_at_their_edges() {
        let document = parse("会[收集]。").unwrap();
        let plain = document.plain_text();
        assert_eq!(plain.to_plain_span(Span::new(3, 11)), Span::new(3, 9));
        assert_eq!(plain.to_markup_span(Span::new(3, 9)), Span::new(4, 10));
        assert_eq!(plain.to_markup_span(Span::new(0, 12)), Span::new(0, 14));
        assert_eq!(plain.to_markup_span(Span::new(9, 9)), Span::new(11, 11));
        assert_eq!(plain.to_markup_span(Span::new(90, 99)), Span::new(14, 14));
    }
}
