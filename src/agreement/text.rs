//! The text that two annotators were given: what is left of both sources without their marks.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::ops::Range;

use memchr::memmem;
use unicode_segmentation::UnicodeSegmentation;

use crate::document::{Document, Node};
use crate::language::{Language, said};
use crate::text::blank::BYTE_ORDER_MARK;
use crate::text::{Delimiter, Position, Span, visible};
use crate::tree::{NodeId, NodeKind};
use crate::write::PlainText;

/// How many graphemes of either text the error has.
const SHOWN: usize = 16;

/// The error for two documents that are not one text with different marks: where their plain texts first
/// differ.
///
/// ```
/// let first = policymark::parse("您好。\n(我们)会[收集]<手机号码>。")?;
/// let second = policymark::parse("您好。\n我们会[收集]<电话号码>。")?;
/// let error = first.agreement(&second).unwrap_err();
/// assert_eq!(error.first().start(), 30);
/// assert_eq!(&second.text()[error.second().range()], "电话号码>。");
/// assert_eq!(error.second_text(), "电话号码。");
/// assert_eq!(
///     error.to_string(),
///     "without their marks the texts differ: “手机号码。” at 2:11 of the first is “电话号码。” at 2:9 of the second"
/// );
/// # Ok::<(), policymark::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct PlainTextsDiffer {
    first: Difference,
    second: Difference,
}

impl PlainTextsDiffer {
    /// Where the source of the first document differs, in bytes; its start is that of the difference, its length
    /// that of [`first_text`](Self::first_text).
    #[must_use]
    pub const fn first(&self) -> Span {
        self.first.span
    }

    /// Where the source of the second document differs, in bytes.
    #[must_use]
    pub const fn second(&self) -> Span {
        self.second.span
    }

    /// What the plain text of the first document has there: 16 graphemes at most, up to the end of the line.
    #[must_use]
    pub fn first_text(&self) -> &str {
        &self.first.text
    }

    /// What the plain text of the second document has there.
    #[must_use]
    pub fn second_text(&self) -> &str {
        &self.second.text
    }

    /// The error in a language, as [`Display`](fmt::Display) gives it in English.
    ///
    /// ```
    /// use policymark::language::Language;
    ///
    /// let first = policymark::parse("您好。(我们)会[收集]<手机号码>。")?;
    /// let second = policymark::parse("您好。")?;
    /// assert_eq!(
    ///     first.agreement(&second).unwrap_err().message_in(Language::Chinese),
    ///     "去掉标注后两份文本不同：第一份 1:5 处是“我们会收集手机号码。”，第二份 1:4 处是文本结尾"
    /// );
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub fn message_in(&self, language: Language) -> String {
        said(
            language,
            "agreement",
            "without their marks the texts differ: {0} at {1} of the first is {2} at {3} of the second",
            &[
                &self.first.shown(language),
                &self.first.position,
                &self.second.shown(language),
                &self.second.position,
            ],
        )
    }

    /// The same with the names of the two documents before the places: `“手机号码。” at a.txt:2:11 is …`.
    #[must_use]
    pub fn message_with(&self, names: [&str; 2], language: Language) -> String {
        let [first, second] = names;
        said(
            language,
            "agreement",
            "without their marks the texts differ: {0} at {1} is {2} at {3}",
            &[
                &self.first.shown(language),
                &format_args!("{first}:{}", self.first.position),
                &self.second.shown(language),
                &format_args!("{second}:{}", self.second.position),
            ],
        )
    }

    fn new(documents: [&Document; 2], plain: &[PlainText; 2]) -> Self {
        let [first, second] = plain.each_ref().map(PlainText::text);
        let pairs = first.bytes().zip(second.bytes());
        let same = pairs.take_while(|(one, other)| one == other).count();
        let at = first.floor_char_boundary(same).min(second.floor_char_boundary(same));
        Self {
            first: Difference::new(documents[0], &plain[0], at),
            second: Difference::new(documents[1], &plain[1], at),
        }
    }
}

impl fmt::Display for PlainTextsDiffer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message_in(Language::English))
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Difference {
    span: Span,
    position: Position,
    text: String,
}

impl Difference {
    /// What one of the texts has from this byte on.
    fn new(document: &Document, plain: &PlainText, at: usize) -> Self {
        let rest = &plain.text()[at..];
        let shown: String = rest
            .split_inclusive('\n')
            .take(1)
            .flat_map(|l| l.graphemes(true))
            .take(SHOWN)
            .collect();
        let span = plain.to_markup_span(Span::new(at as u32, (at + shown.len()) as u32));
        Self { span, position: document.line_index().position(span.start()), text: shown }
    }

    /// `“手机号码”`, or `the end` where there is no more text.
    fn shown(&self, language: Language) -> String {
        if self.text.is_empty() {
            said(language, "agreement", "the end", &[])
        } else {
            format!("“{}”", visible(&self.text))
        }
    }
}

/// The plain texts of two documents, which are the same text.
pub(super) struct Common {
    pub(super) plain: [PlainText; 2],
    /// For each document the annotations whose brackets the other one has too, as ordinary ones.
    pub(super) ordinary_in_other: [HashSet<NodeId>; 2],
}

impl Common {
    pub(super) fn new(first: &Document, second: &Document) -> Result<Self, PlainTextsDiffer> {
        let documents = [first, second];
        let plain = documents.map(|document| without_layout(document.plain_text()));
        if plain[0].text() == plain[1].text() {
            return Ok(Self { plain, ordinary_in_other: Default::default() });
        }
        let ReadDifferently { ordinary, marks } = ReadDifferently::new(documents);
        let plain = [0, 1].map(|side| {
            without_layout(PlainText::without_brackets(documents[side], |node: Node<'_>| {
                node.annotation_kind().is_some() || ordinary[side].contains(&node.id())
            }))
        });
        if plain[0].text() == plain[1].text() {
            Ok(Self { plain, ordinary_in_other: marks })
        } else {
            Err(PlainTextsDiffer::new(documents, &plain))
        }
    }
}

/// A plain text without what editors change on their own: a byte order mark, the carriage returns of line
/// ends, and the line ends after the last line.
fn without_layout(plain: PlainText) -> PlainText {
    let text = plain.text();
    let mark = text.starts_with(BYTE_ORDER_MARK).then(|| 0..BYTE_ORDER_MARK.len_utf8());
    let end = text.trim_end_matches(['\r', '\n']).len();
    let returns = memmem::find_iter(&text.as_bytes()[..end], b"\r\n").map(|at| at..at + 1);
    let last = (end < text.len()).then_some(end..text.len());
    let layout: Vec<Range<usize>> = mark.into_iter().chain(returns).chain(last).collect();
    if layout.is_empty() { plain } else { plain.without(layout.into_iter()) }
}

/// Brackets that both sources have and only one document reads as an annotation. Whether `(云杉)` is an actor
/// depends on the marks next to it, so two annotators who both leave it alone can get two readings.
struct ReadDifferently {
    /// For each document those that are ordinary in it.
    ordinary: [HashSet<NodeId>; 2],
    /// For each document those that are annotations in it.
    marks: [HashSet<NodeId>; 2],
}

/// The pairs of both documents with the same delimiter around the same text.
#[derive(Default)]
struct SamePairs {
    ordinary: [Vec<NodeId>; 2],
    marks: [Vec<NodeId>; 2],
}

impl ReadDifferently {
    fn new(documents: [&Document; 2]) -> Self {
        let mut pairs: HashMap<(Delimiter, Span), SamePairs> = HashMap::new();
        for (side, document) in documents.into_iter().enumerate() {
            let is_pair = |node: Node<'_>| half_width(node).is_some();
            let bare = without_layout(PlainText::without_brackets(document, is_pair));
            for node in document.root().descendants() {
                let Some(delimiter) = half_width(node) else { continue };
                let same = pairs.entry((delimiter, bare.to_plain_span(node.span()))).or_default();
                let is_mark = node.annotation_kind().is_some();
                let list = if is_mark { &mut same.marks } else { &mut same.ordinary };
                list[side].push(node.id());
            }
        }
        let mut found = Self { ordinary: Default::default(), marks: Default::default() };
        for same in pairs.values() {
            found.add(same, 0);
            found.add(same, 1);
        }
        found
    }

    /// Adds what is ordinary in one document and an annotation in the other.
    fn add(&mut self, same: &SamePairs, side: usize) {
        let other = 1 - side;
        let in_both = same.ordinary[side].len().min(same.ordinary[other].len());
        let ordinary = &same.ordinary[side][in_both..];
        for (pair, mark) in ordinary.iter().zip(&same.marks[other]) {
            self.ordinary[side].insert(*pair);
            self.marks[other].insert(*mark);
        }
    }
}

/// The delimiter of a pair that can be an annotation.
fn half_width(node: Node<'_>) -> Option<Delimiter> {
    match node.kind() {
        NodeKind::Pair(delimiter) if delimiter != Delimiter::Fullwidth => Some(delimiter),
        _ => None,
    }
}
