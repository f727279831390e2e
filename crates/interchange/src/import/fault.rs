//! [`Fault`]: what could not be read, and where.

use std::fmt;

use policymark::text::{Unit, shortened, visible};
use policymark::write::MarkFault;

/// What could not be read, and where it is in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fault {
    /// The place in the file.
    pub at: At,
    /// What is wrong there.
    pub kind: FaultKind,
}

/// A place in a file of another tool: a line, a record, the name of something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct At {
    /// The line, from 1.
    pub line: Option<usize>,
    /// What the file calls it: `T3` of brat, `task 2, result x1` of Label Studio.
    pub item: Option<String>,
}

/// What is wrong with something in a file of another tool.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FaultKind {
    /// It is not what the format says.
    Damaged(String),
    /// The bytes are no text.
    NotText {
        /// The first byte that is none.
        byte: u8,
        /// Where it is in the file, in bytes.
        offset: u64,
        /// The character set: `UTF-8`, `GBK`.
        encoding: String,
    },
    /// No kind has this label: `FOO`.
    UnknownLabel(String),
    /// The span ends before it starts, or after the text.
    OutOfRange {
        /// Where it starts.
        start: u64,
        /// Where it ends.
        end: u64,
        /// The length of the text.
        len: u64,
        /// What they count.
        unit: Unit,
    },
    /// The span starts or ends inside a character, or between characters that a reader sees as one.
    InsideCharacter {
        /// Where it starts.
        start: u64,
        /// Where it ends.
        end: u64,
    },
    /// The words of the text are not those that the file says.
    TextMismatch {
        /// What the text has there.
        found: String,
        /// What the file says.
        said: String,
    },
    /// The span overlaps another one, and neither is inside the other.
    Crossing {
        /// The words of the span.
        text: String,
        /// The words of the other one, which is marked.
        other: String,
    },
    /// The span runs over a line end: each of its lines is marked by itself.
    OverLineEnd {
        /// The words of the span.
        text: String,
    },
    /// The words cannot be marked.
    Unmarkable {
        /// The words of the span.
        text: String,
        /// Why.
        fault: MarkFault,
    },
}

impl At {
    /// A line, from 1.
    #[must_use]
    pub const fn line(line: usize) -> Self {
        Self { line: Some(line), item: None }
    }

    /// What the file calls it.
    #[must_use]
    pub fn item(item: impl Into<String>) -> Self {
        Self { line: None, item: Some(item.into()) }
    }

    /// The same place, with what the file calls it.
    #[must_use]
    pub fn with_item(mut self, item: impl Into<String>) -> Self {
        self.item = Some(item.into());
        self
    }
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.line, &self.item) {
            (Some(line), Some(item)) => write!(f, "line {line}, {}", visible(item)),
            (Some(line), None) => write!(f, "line {line}"),
            (None, Some(item)) => write!(f, "{}", visible(item)),
            (None, None) => f.write_str("the file"),
        }
    }
}

impl Fault {
    /// A fault at a place.
    #[must_use]
    pub const fn new(at: At, kind: FaultKind) -> Self {
        Self { at, kind }
    }

    /// Something at a place that is not what the format says.
    pub(crate) fn damaged(at: At, what: impl Into<String>) -> Self {
        Self { at, kind: FaultKind::Damaged(what.into()) }
    }

    /// A byte that is no text in a character set.
    pub(crate) fn not_text(at: At, bytes: &[u8], offset: usize, encoding: &str) -> Self {
        let byte = bytes.get(offset).copied().unwrap_or_default();
        let (offset, encoding) = (offset as u64, encoding.to_owned());
        Self { at, kind: FaultKind::NotText { byte, offset, encoding } }
    }
}

impl fmt::Display for Fault {
    /// `line 2: no kind has the label “FOO”`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.at, self.kind)
    }
}

impl FaultKind {
    /// What to say about it: a text with numbered holes, and what fills them. A program that speaks another language
    /// translates the text.
    #[must_use]
    pub fn message(&self) -> (&'static str, Vec<String>) {
        match self {
            Self::Damaged(what) => ("{0}", vec![what.clone()]),
            Self::NotText { byte, offset, encoding } => (
                "byte 0x{0} at offset {1} is not {2}",
                vec![format!("{byte:02X}"), offset.to_string(), encoding.clone()],
            ),
            Self::UnknownLabel(label) => ("no kind has the label “{0}”", vec![shown(label)]),
            Self::OutOfRange { start, end, len, unit } => {
                let numbers = [start, end, len].map(u64::to_string).into_iter();
                let holes = numbers.chain([counted(*unit).to_owned()]).collect();
                ("{0}..{1} is outside of the text, which has {2} {3}", holes)
            }
            Self::InsideCharacter { start, end } => (
                "{0}..{1} starts or ends inside a character",
                vec![start.to_string(), end.to_string()],
            ),
            Self::TextMismatch { found, said } => {
                ("the text has “{0}” there, not “{1}”", vec![shown(found), shown(said)])
            }
            Self::Crossing { text, other } => (
                "“{0}” crosses the edge of “{1}”, which is marked",
                vec![shown(text), shown(other)],
            ),
            Self::OverLineEnd { text } => {
                ("“{0}” runs over a line end: each line is marked by itself", vec![shown(text)])
            }
            Self::Unmarkable { text, fault } => {
                ("“{0}” cannot be marked: {1}", vec![shown(text), fault.to_string()])
            }
        }
    }
}

impl fmt::Display for FaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (text, holes) = self.message();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (number, after) = after.split_once('}').unwrap_or((after, ""));
            let hole = number.parse().ok().and_then(|number: usize| holes.get(number));
            write!(f, "{before}{}", hole.map_or("", String::as_str))?;
            rest = after;
        }
        f.write_str(rest)
    }
}

/// What a text has so many of.
const fn counted(unit: Unit) -> &'static str {
    match unit {
        Unit::Bytes => "bytes",
        Unit::Characters => "characters",
        Unit::Utf16 => "units of UTF-16",
    }
}

/// Words in a message: visible, and not too many.
fn shown(text: &str) -> String {
    shortened(&visible(text), 40)
}
