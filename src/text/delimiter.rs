//! The delimiters, the annotation kinds, and the [`Dialect`] that maps one to the other.
//!
//! Bracket characters belong here. `tests/architecture.rs` lists the other files that name one, and
//! why.

use serde::{Deserialize, Serialize};

use super::named_enum;

named_enum! {
    /// What an annotation says about its words.
    ///
    /// `当{您注册账户}时，(我们)会[收集]您的<手机号码>` has one of each.
    #[non_exhaustive]
    AnnotationKind, "kind of annotation" {
        /// For which purpose, under which condition or on which basis: `{验证您的身份}`, `{您注册账户}`.
        Purpose = "purpose",
        /// What is done: `[收集]`.
        Action = "action",
        /// Which data is concerned: `<手机号码>`.
        Data = "data",
        /// Who does it, or who receives, provides or owns the data: `(我们)`.
        Actor = "actor",
    }
}

named_enum! {
    /// A pair of brackets that the parser matches.
    #[non_exhaustive]
    Delimiter, "delimiter" {
        /// `{` and `}`.
        Brace = "brace",
        /// `[` and `]`.
        Bracket = "bracket",
        /// `<` and `>`.
        Angle = "angle",
        /// `(` and `)`.
        Paren = "paren",
        /// `（` and `）`: never an annotation, but an aside that limits the scope of what is in it.
        Fullwidth = "fullwidth",
    }
}

impl Delimiter {
    /// The four half-width delimiters, which can mark annotations.
    pub const MARKS: [Self; 4] = [Self::Brace, Self::Bracket, Self::Angle, Self::Paren];

    /// The opening character: `(` for [`Delimiter::Paren`].
    #[must_use]
    pub const fn open(self) -> char {
        match self {
            Self::Brace => '{',
            Self::Bracket => '[',
            Self::Angle => '<',
            Self::Paren => '(',
            Self::Fullwidth => '（',
        }
    }

    /// The closing character: `)` for [`Delimiter::Paren`].
    #[must_use]
    pub const fn close(self) -> char {
        match self {
            Self::Brace => '}',
            Self::Bracket => ']',
            Self::Angle => '>',
            Self::Paren => ')',
            Self::Fullwidth => '）',
        }
    }

    /// Length in bytes of either bracket.
    pub(crate) const fn len(self) -> u32 {
        self.open().len_utf8() as u32
    }

    pub(crate) const fn index(self) -> usize {
        self as usize
    }
}

named_enum! {
    /// Which side of a delimiter a single bracket character is.
    Side, "side" {
        /// The opening one: `(`.
        Open = "open",
        /// The closing one: `)`.
        Close = "close",
    }
}

/// Which half-width delimiter marks which kind of annotation.
///
/// The default is the usual one of annotated policies: `{}` purpose or condition, `[]` action, `<>`
/// data, `()` actor. A delimiter without a kind is ordinary text.
///
/// ```
/// use policymark::AnnotationKind;
/// use policymark::text::{Delimiter, Dialect};
///
/// // A corpus that writes <purpose> and {data}:
/// let swapped = Dialect::default()
///     .with(Delimiter::Angle, Some(AnnotationKind::Purpose))
///     .with(Delimiter::Brace, Some(AnnotationKind::Data));
/// assert_eq!(swapped.kind(Delimiter::Angle), Some(AnnotationKind::Purpose));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Dialect {
    brace: Option<AnnotationKind>,
    bracket: Option<AnnotationKind>,
    angle: Option<AnnotationKind>,
    paren: Option<AnnotationKind>,
}

impl Default for Dialect {
    fn default() -> Self {
        Self {
            brace: Some(AnnotationKind::Purpose),
            bracket: Some(AnnotationKind::Action),
            angle: Some(AnnotationKind::Data),
            paren: Some(AnnotationKind::Actor),
        }
    }
}

impl Dialect {
    /// The same dialect, but with `delimiter` marking `kind`, or nothing for `None`. Full-width
    /// parentheses never mark anything: [`Delimiter::Fullwidth`] changes nothing.
    #[must_use]
    pub const fn with(mut self, delimiter: Delimiter, kind: Option<AnnotationKind>) -> Self {
        match delimiter {
            Delimiter::Brace => self.brace = kind,
            Delimiter::Bracket => self.bracket = kind,
            Delimiter::Angle => self.angle = kind,
            Delimiter::Paren => self.paren = kind,
            Delimiter::Fullwidth => {}
        }
        self
    }

    /// The kind that `delimiter` marks: [`AnnotationKind::Data`] for `<>` by default.
    #[must_use]
    pub const fn kind(self, delimiter: Delimiter) -> Option<AnnotationKind> {
        match delimiter {
            Delimiter::Brace => self.brace,
            Delimiter::Bracket => self.bracket,
            Delimiter::Angle => self.angle,
            Delimiter::Paren => self.paren,
            Delimiter::Fullwidth => None,
        }
    }

    /// The first delimiter that marks `kind`: `<>` for data by default.
    #[must_use]
    pub fn delimiter(self, kind: AnnotationKind) -> Option<Delimiter> {
        Delimiter::MARKS.into_iter().find(|&d| self.kind(d) == Some(kind))
    }
}
