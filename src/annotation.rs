//! What an annotation can be: its kind, its delimiters and the [`Dialect`] that ties them.
//!
//! This is the only file in which bracket characters are named.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What an annotation marks.
///
/// `当{您注册账户}时，(我们)会[收集]您的<手机号码>` holds one of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum AnnotationKind {
    /// What for, or when and on what basis: `{验证您的身份}`, `{您注册账户}`.
    Purpose,
    /// What is done: `[收集]`.
    Action,
    /// With which data: `<手机号码>`.
    Data,
    /// Who does it, or who receives, provides or owns the data: `(我们)`.
    Actor,
}

impl AnnotationKind {
    /// Every kind, in the order of [`Delimiter::MARKS`].
    pub const ALL: [Self; 4] = [Self::Purpose, Self::Action, Self::Data, Self::Actor];

    /// The kind's name in JSON and in messages: `purpose`, `action`, `data`, `actor`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Purpose => "purpose",
            Self::Action => "action",
            Self::Data => "data",
            Self::Actor => "actor",
        }
    }
}

impl fmt::Display for AnnotationKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// What an annotation says by itself, where its kind leaves that open: what a `{…}` or a `[…]` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Role {
    /// A `{…}` that says what for: `以便{验证您的身份}`.
    Purpose,
    /// A `{…}` that says when, on what basis or under which limit: `当{您注册账户}时`.
    Condition,
    /// A `[…]` by which the handler takes, keeps, uses or works on data: `[收集]`.
    Collect,
    /// A `[…]` by which whoever has the data hands it over or makes it known: `[共享]`, `[填写]`.
    Share,
}

impl Role {
    /// The name in JSON: `purpose`, `condition`, `collect`, `share`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Purpose => "purpose",
            Self::Condition => "condition",
            Self::Collect => "collect",
            Self::Share => "share",
        }
    }

    /// The kind of the annotations that can have the role: actions for [`Role::Collect`].
    #[must_use]
    pub const fn kind(self) -> AnnotationKind {
        match self {
            Self::Purpose | Self::Condition => AnnotationKind::Purpose,
            Self::Collect | Self::Share => AnnotationKind::Action,
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The number of an annotation in the order of the text, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AnnotationId(pub(crate) u32);

impl AnnotationId {
    /// The number.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A pair of brackets that the parser matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Delimiter {
    /// `{` and `}`.
    Brace,
    /// `[` and `]`.
    Bracket,
    /// `<` and `>`.
    Angle,
    /// `(` and `)`.
    Paren,
    /// `（` and `）`: never an annotation, but an aside that scopes what stands in it.
    Fullwidth,
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

/// The side of a delimiter that a single bracket character is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// The opening one: `(`.
    Open,
    /// The closing one: `)`.
    Close,
}

/// What a structural character is to the grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Structural {
    /// An opening delimiter.
    Open(Delimiter),
    /// A closing delimiter.
    Close(Delimiter),
    /// `\`.
    Backslash,
    /// `\n`; a `\r` before it is text.
    LineFeed,
    /// A full-width character that resembles an opening delimiter: `【`.
    LikeOpen(Delimiter),
    /// A full-width character that resembles a closing delimiter: `】`.
    LikeClose(Delimiter),
}

impl Structural {
    /// The structural character that starts `rest`, if one does.
    #[inline]
    pub(crate) const fn at_start(rest: &[u8]) -> Option<Self> {
        let place = match *rest {
            // Most of them are line feeds.
            [b'\n', ..] => return Some(Self::LineFeed),
            [first @ ..=0x7F, ..] => first,
            [0xEF, second @ (0xBC | 0xBD), third, ..] => 0x80 | second << 6 | third & 0x3F,
            [0xE3, 0x80, 0x90, ..] => Self::place('［'),
            [0xE3, 0x80, 0x91, ..] => Self::place('］'),
            _ => return None,
        };
        Self::TABLE[place as usize]
    }

    /// The place in the table of a full-width form, U+FF00 to U+FF7F: by its last seven bits.
    const fn place(form: char) -> u8 {
        0x80 | form as u8
    }

    /// The structural characters of ASCII and behind them the full-width forms. 【 】 are read as
    /// ［ ］.
    const TABLE: [Option<Self>; 256] = {
        let mut table = [None; 256];
        table[b'\\' as usize] = Some(Self::Backslash);
        table[b'\n' as usize] = Some(Self::LineFeed);
        let mut at = 0;
        while at < Delimiter::MARKS.len() {
            let delimiter = Delimiter::MARKS[at];
            table[delimiter.open() as usize] = Some(Self::Open(delimiter));
            table[delimiter.close() as usize] = Some(Self::Close(delimiter));
            at += 1;
        }
        table[Self::place('（') as usize] = Some(Self::Open(Delimiter::Fullwidth));
        table[Self::place('）') as usize] = Some(Self::Close(Delimiter::Fullwidth));
        table[Self::place('＜') as usize] = Some(Self::LikeOpen(Delimiter::Angle));
        table[Self::place('＞') as usize] = Some(Self::LikeClose(Delimiter::Angle));
        table[Self::place('［') as usize] = Some(Self::LikeOpen(Delimiter::Bracket));
        table[Self::place('］') as usize] = Some(Self::LikeClose(Delimiter::Bracket));
        table[Self::place('｛') as usize] = Some(Self::LikeOpen(Delimiter::Brace));
        table[Self::place('｝') as usize] = Some(Self::LikeClose(Delimiter::Brace));
        table
    };

    /// Length in bytes of the character.
    pub(crate) const fn len(self) -> u32 {
        match self {
            Self::Open(Delimiter::Fullwidth)
            | Self::Close(Delimiter::Fullwidth)
            | Self::LikeOpen(_)
            | Self::LikeClose(_) => 3,
            _ => 1,
        }
    }

    /// Whether a backslash before the character makes it literal.
    pub(crate) const fn is_escapable(self) -> bool {
        !matches!(self, Self::LineFeed)
    }
}

/// Which half-width delimiter marks which kind of annotation.
///
/// The default is that of the annotated documents: `{}` purpose or condition, `[]` action,
/// `<>` data, `()` actor. A delimiter without a kind is ordinary text.
///
/// ```
/// use policymark::{AnnotationKind, Delimiter, Dialect};
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
    /// The same dialect, but with `delimiter` marking `kind`, or nothing. Full-width parentheses
    /// never mark anything: for [`Delimiter::Fullwidth`] the dialect stays as it is.
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
