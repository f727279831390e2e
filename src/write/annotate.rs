//! Writes annotations into plain text, as markup that is read back as intended.

use std::fmt;

use crate::document::{Document, Node};
use crate::language::{Language, said};
use crate::parser::{self, Parser};
use crate::scan::{Structural, Verbatim, scan};
use crate::text::{AnnotationKind, Delimiter, Span};
use crate::tree::Reason;

use super::width::stray;

/// An annotation to write: its kind, and its words in bytes of the plain text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Mark {
    /// The kind: [`AnnotationKind::Data`] to write `<手机号码>`.
    pub kind: AnnotationKind,
    /// The words to annotate, in **bytes** of the plain text.
    pub span: Span,
}

impl Mark {
    /// The annotation of the words at `span`, in **bytes** of the plain text.
    #[must_use]
    pub const fn new(kind: AnnotationKind, span: Span) -> Self {
        Self { kind, span }
    }
}

/// Why annotations cannot be written into a plain text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AnnotateError {
    /// The markup is longer than the longest text that can be parsed.
    Parse(parser::Error),
    /// An annotation cannot be written.
    Mark {
        /// Its index in the given list, from 0.
        index: usize,
        /// Its span in bytes of the plain text.
        span: Span,
        /// The fault.
        fault: MarkFault,
    },
}

/// Why an annotation cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MarkFault {
    /// It reaches past the end of the text.
    PastEnd {
        /// The length of the plain text in bytes.
        len: usize,
    },
    /// It starts or ends inside a character.
    OffBoundary {
        /// The start or end that is not a character boundary, in bytes.
        offset: u32,
    },
    /// Its span is empty.
    Empty,
    /// It does not end on the line where it starts.
    OverLineEnd,
    /// It overlaps another one, and neither is inside the other.
    Crossing {
        /// The index of the other one in the given list, from 0.
        other: usize,
    },
    /// The dialect has no delimiter for its kind.
    NoDelimiter(AnnotationKind),
    /// Its brackets would be read as ordinary ones: `(1)`, `<br>`, `相机(摄像头)`.
    Misread(Reason),
}

impl AnnotateError {
    /// The error in a language, as [`Display`](fmt::Display) gives it in English.
    ///
    /// ```
    /// use policymark::{AnnotationKind, Span};
    /// use policymark::language::Language;
    /// use policymark::write::{Mark, annotate};
    ///
    /// let mark = Mark::new(AnnotationKind::Actor, Span::try_from(0..2)?);
    /// let error = annotate("我们", &[mark]).unwrap_err();
    /// assert_eq!(error.to_string(), "annotation 0 at bytes 0..2: byte 2 lies inside a character");
    /// assert_eq!(error.message_in(Language::Chinese), "标注 0（字节 0..2）：字节 2 在一个字符中间");
    /// # Ok::<(), policymark::text::SpanError>(())
    /// ```
    #[must_use]
    pub fn message_in(&self, language: Language) -> String {
        match self {
            Self::Parse(error) => error.message_in(language),
            Self::Mark { index, span, fault } => {
                let fault = fault.message_in(language);
                said(language, "mark", "annotation {0} at bytes {1}: {2}", &[index, span, &fault])
            }
        }
    }
}

impl From<parser::Error> for AnnotateError {
    fn from(error: parser::Error) -> Self {
        Self::Parse(error)
    }
}

impl fmt::Display for AnnotateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message_in(Language::English))
    }
}

impl MarkFault {
    /// The fault in a language, as [`Display`](fmt::Display) gives it in English.
    ///
    /// ```
    /// use policymark::language::Language;
    /// use policymark::write::MarkFault;
    ///
    /// assert_eq!(MarkFault::Empty.to_string(), "it marks nothing");
    /// assert_eq!(MarkFault::Empty.message_in(Language::Chinese), "没有标注任何内容");
    /// ```
    #[must_use]
    pub fn message_in(&self, language: Language) -> String {
        match self {
            Self::PastEnd { len } => said(language, "mark", "the text ends at byte {0}", &[len]),
            Self::OffBoundary { offset } => {
                said(language, "mark", "byte {0} lies inside a character", &[offset])
            }
            Self::Empty => said(language, "mark", "it marks nothing", &[]),
            Self::OverLineEnd => said(language, "mark", "it runs over the end of a line", &[]),
            Self::Crossing { other } => {
                said(language, "mark", "it overlaps annotation {0}", &[other])
            }
            Self::NoDelimiter(kind) => {
                said(language, "mark", "the dialect has no delimiter for {0}", &[kind])
            }
            Self::Misread(reason) => {
                said(language, "mark", "its brackets would mark nothing here ({0})", &[reason])
            }
        }
    }
}

impl fmt::Display for MarkFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message_in(Language::English))
    }
}

/// Writes annotations into plain text, for a parser with default options. See [`Parser::annotate`].
///
/// ```
/// use policymark::{AnnotationKind::{Action, Actor, Data}, Span};
/// use policymark::write::{Mark, annotate};
///
/// let marks = [
///     Mark::new(Actor, Span::try_from(0..6)?),
///     Mark::new(Action, Span::try_from(9..15)?),
///     Mark::new(Data, Span::try_from(15..31)?),
/// ];
/// let markup = annotate("我们会收集号码(11位数)。", &marks)?;
/// assert_eq!(markup, r"(我们)会[收集]<号码\(11位数\)>。");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// Those of [`Parser::annotate`].
pub fn annotate(plain: &str, marks: &[Mark]) -> Result<String, AnnotateError> {
    Parser::new().annotate(plain, marks)
}

impl Parser {
    /// Writes annotations into plain text, so that this parser reads back the same plain text and
    /// the same annotations. Brackets of the plain text are escaped: `(11位数)` becomes `\(11位数\)`.
    ///
    /// Annotations can be in any order and can nest. Of two with the same span, the first is the
    /// outer one.
    ///
    /// # Errors
    ///
    /// Spans that are past the end, not on character boundaries, empty, across a line end or
    /// overlapping; a kind without a delimiter; and [`MarkFault::Misread`] if the rules of
    /// `grammar.md` would read the brackets of an annotation as ordinary ones.
    pub fn annotate(&self, plain: &str, marks: &[Mark]) -> Result<String, AnnotateError> {
        let pieces = self.pieces(plain, marks)?;
        let (markup, spans) = Writer::new(plain, &pieces).write(&pieces)?;
        let document = self.clone().strict(false).marks_only(true).parse(&markup)?;
        check_read(&document, &pieces, &spans)?;
        Ok(markup)
    }

    /// Writes annotations into plain text as [`Parser::annotate`] does, but accepts every actor: if
    /// this parser would read the parentheses of an actor as ordinary ones, the markup is for a
    /// parser with the option [`Parser::every_pair_marks`]. Returns the markup and the parser that
    /// reads it back.
    ///
    /// ```
    /// use policymark::{AnnotationKind, Parser, Span};
    /// use policymark::write::Mark;
    ///
    /// let lens = Mark::new(AnnotationKind::Actor, Span::try_from(6..15)?);
    /// assert!(Parser::new().annotate("相机摄像头(选填)", &[lens]).is_err());
    /// let (markup, parser) = Parser::new().annotate_any_actor("相机摄像头(选填)", &[lens])?;
    /// assert_eq!(markup, r"相机(摄像头)\(选填\)");
    /// assert_eq!(parser.parse(&markup)?.annotations().len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`Parser::annotate`], but [`MarkFault::Misread`] only for annotations that are
    /// blank or nest too deeply.
    pub fn annotate_any_actor(
        &self,
        plain: &str,
        marks: &[Mark],
    ) -> Result<(String, Self), AnnotateError> {
        match self.annotate(plain, marks) {
            Err(AnnotateError::Mark { fault: MarkFault::Misread(_), .. }) => {
                let parser = self.clone().every_pair_marks(true);
                Ok((parser.annotate(plain, marks)?, parser))
            }
            markup => Ok((markup?, self.clone())),
        }
    }

    /// The annotations, checked and in the order in which they open.
    fn pieces(&self, plain: &str, marks: &[Mark]) -> Result<Vec<Piece>, AnnotateError> {
        let pieces = marks.iter().enumerate().map(|(index, &Mark { kind, span })| {
            let fault = |fault| AnnotateError::Mark { index, span, fault };
            check_span(plain, span).map_err(fault)?;
            let delimiter = self.dialect.delimiter(kind);
            let delimiter = delimiter.ok_or_else(|| fault(MarkFault::NoDelimiter(kind)))?;
            Ok(Piece { index, span, delimiter })
        });
        let mut pieces = pieces.collect::<Result<Vec<_>, AnnotateError>>()?;
        pieces.sort_by_key(|piece| (piece.span.start(), u32::MAX - piece.span.end()));
        Ok(pieces)
    }
}

/// An annotation to write, with its index in the given list.
#[derive(Clone, Copy)]
struct Piece {
    index: usize,
    span: Span,
    delimiter: Delimiter,
}

impl Piece {
    fn fault(self, fault: MarkFault) -> AnnotateError {
        AnnotateError::Mark { index: self.index, span: self.span, fault }
    }
}

fn check_span(plain: &str, span: Span) -> Result<(), MarkFault> {
    if span.end() as usize > plain.len() {
        return Err(MarkFault::PastEnd { len: plain.len() });
    }
    if span.is_empty() {
        return Err(MarkFault::Empty);
    }
    match [span.start(), span.end()].into_iter().find(|&at| !plain.is_char_boundary(at as usize)) {
        Some(offset) => Err(MarkFault::OffBoundary { offset }),
        None => Ok(()),
    }
}

struct Writer<'a> {
    plain: &'a str,
    /// The offsets of the structural characters that are not written yet.
    structural: std::vec::IntoIter<u32>,
    /// The stretches of the plain text in which a backslash is text.
    verbatim: Verbatim,
    /// The offsets of the closing full-width parentheses that must be escaped.
    fullwidth: Vec<u32>,
    /// The end of the plain text written so far.
    at: usize,
    markup: String,
    /// The annotations that are open, each with its index in the sorted list.
    open: Vec<(usize, Piece)>,
    /// The span of each annotation in the markup.
    spans: Vec<Span>,
}

impl<'a> Writer<'a> {
    fn new(plain: &'a str, pieces: &[Piece]) -> Self {
        let structural = scan(plain);
        let parens = pieces.iter().filter(|piece| piece.delimiter == Delimiter::Paren);
        let actors: Vec<_> = parens.map(|piece| piece.span).collect();
        let fullwidth = stray(plain, &structural, &actors);
        Self {
            plain,
            verbatim: Verbatim::without_comments(plain, &structural),
            structural: structural.into_iter(),
            fullwidth,
            at: 0,
            markup: String::with_capacity(plain.len() + 4 * pieces.len()),
            open: Vec::new(),
            spans: vec![Span::default(); pieces.len()],
        }
    }

    fn write(mut self, pieces: &[Piece]) -> Result<(String, Vec<Span>), AnnotateError> {
        for (number, &piece) in pieces.iter().enumerate() {
            self.close_up_to(piece.span.start())?;
            if let Some((_, outer)) = self.open.last()
                && outer.span.end() < piece.span.end()
            {
                return Err(piece.fault(MarkFault::Crossing { other: outer.index }));
            }
            if self.verbatim.touches(piece.span) {
                return Err(piece.fault(MarkFault::Misread(Reason::Verbatim)));
            }
            self.text_to(piece.span.start(), true)?;
            let at = self.markup.len() as u32;
            self.spans[number] = Span::new(at, at);
            self.markup.push(piece.delimiter.open());
            self.open.push((number, piece));
        }
        self.close_up_to(self.plain.len() as u32)?;
        self.text_to(self.plain.len() as u32, false)?;
        Ok((self.markup, self.spans))
    }

    /// Closes the annotations that end at or before byte `at` of the plain text.
    fn close_up_to(&mut self, at: u32) -> Result<(), AnnotateError> {
        while let Some(&(number, piece)) = self.open.last()
            && piece.span.end() <= at
        {
            self.text_to(piece.span.end(), true)?;
            self.markup.push(piece.delimiter.close());
            let start = self.spans[number].start();
            self.spans[number] = Span::new(start, self.markup.len() as u32);
            self.open.pop();
        }
        Ok(())
    }

    /// Writes the plain text up to byte `end`, escaped. `before_bracket` says whether a bracket is
    /// written next.
    fn text_to(&mut self, end: u32, before_bracket: bool) -> Result<(), AnnotateError> {
        if let Some((_, piece)) = self.open.last()
            && self.plain[self.at..end as usize].contains('\n')
        {
            return Err(piece.fault(MarkFault::OverLineEnd));
        }
        while let Some(&at) = self.structural.as_slice().first()
            && at < end
        {
            self.structural.next();
            let rest = &self.plain.as_bytes()[at as usize..];
            let Some(structural) = Structural::at_start(rest) else { continue };
            let before_bracket = before_bracket && at + 1 == end;
            let is_text = !self.verbatim.touches(Span::new(at, at + 1));
            if is_text && self.is_escaped(structural, at, before_bracket) {
                self.markup.push_str(&self.plain[self.at..at as usize]);
                self.markup.push('\\');
                self.at = at as usize;
            }
        }
        self.markup.push_str(&self.plain[self.at..end as usize]);
        self.at = end as usize;
        Ok(())
    }

    /// Whether a structural character of the plain text needs a backslash before it.
    fn is_escaped(&self, structural: Structural, at: u32, before_bracket: bool) -> bool {
        match structural {
            Structural::Open(Delimiter::Fullwidth) => self.follows_link_text(at),
            Structural::Close(Delimiter::Fullwidth) => self.fullwidth.binary_search(&at).is_ok(),
            Structural::Open(_) | Structural::Close(_) => true,
            Structural::Backslash => {
                let next = &self.plain.as_bytes()[at as usize + 1..];
                before_bracket || Structural::at_start(next).is_some_and(Structural::is_escapable)
            }
            Structural::LineFeed | Structural::LikeOpen(_) | Structural::LikeClose(_) => false,
        }
    }

    /// Whether a parenthesis at byte `at` could be read as the start of a link's target: it follows
    /// a `]`, or a `]` and a space.
    fn follows_link_text(&self, at: u32) -> bool {
        let close = Delimiter::Bracket.close();
        let unwritten = &self.plain[self.at..at as usize];
        let before = unwritten.strip_suffix(' ').unwrap_or(unwritten);
        match before {
            "" if unwritten.is_empty() => {
                self.markup.strip_suffix(' ').unwrap_or(&self.markup).ends_with(close)
            }
            "" => self.markup.ends_with(close),
            _ => before.ends_with(close),
        }
    }
}

/// Checks that each annotation is read back where it was written.
fn check_read(document: &Document, pieces: &[Piece], spans: &[Span]) -> Result<(), AnnotateError> {
    let mut nodes = document.root().descendants();
    for (piece, &span) in pieces.iter().zip(spans) {
        let node = nodes.find(|node| node.span().start() == span.start() && has_reading(*node));
        let reading = node.and_then(Node::reading);
        if reading.is_none_or(|reading| reading.kind.is_none())
            || node.map(Node::span) != Some(span)
        {
            let reason = reading.map(|reading| reading.reason).filter(|reason| !reason.marks());
            return Err(piece.fault(MarkFault::Misread(reason.unwrap_or(Reason::Unpaired))));
        }
    }
    Ok(())
}

fn has_reading(node: Node<'_>) -> bool {
    node.reading().is_some()
}
