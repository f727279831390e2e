//! [`Parser`]: the options of parsing. [`Session`]: the way from text to [`Document`].

use crate::annotation::{AnnotationData, assign_roles, resolve};
use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::lint;
use crate::outline::{self, outline};
use crate::scan::Index;
use crate::statement::{self, group};

use crate::text::{Code, Diagnostic, Dialect, Sink};
use crate::tree::{self, build};

/// Why a text was not parsed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The text is longer than the option `max_len` allows.
    #[error("the text is {len} bytes long; the longest that may be parsed has {max} bytes")]
    TooLong {
        /// Its length in bytes.
        len: usize,
        /// The option, in bytes.
        max: usize,
    },
    /// Strict parsing found a diagnostic of severity error: the first one.
    #[error("{0}")]
    Strict(Diagnostic),
}

/// Parses with the default options.
///
/// ```
/// let document = policymark::parse("当{您注册账户}时，(我们)会[收集]您的<手机号码>。")?;
/// assert_eq!(document.annotations().len(), 4);
/// # Ok::<(), policymark::Error>(())
/// ```
///
/// # Errors
///
/// [`Error::TooLong`]. There is no other text that it fails on.
pub fn parse(text: &str) -> Result<Document, Error> {
    Parser::new().parse(text)
}

/// The options of parsing.
///
/// ```
/// use policymark::{Code, Parser};
///
/// let parser = Parser::new().strict(true).allow(Code::AnnotationPadded);
/// assert!(parser.parse("(我们)会[收集]< 手机号码 >。").is_ok());
/// assert!(parser.parse("(我们)会[收集]<手机号码。").is_err());
/// ```
#[derive(Clone, Debug)]
pub struct Parser {
    pub(crate) dialect: Dialect,
    lexicon: Option<Lexicon>,
    strict: bool,
    marks_only: bool,
    max_len: usize,
    max_depth: usize,
    max_diagnostics: usize,
    allowed: Vec<Code>,
}

impl Default for Parser {
    fn default() -> Self {
        Self::new()
    }
}

impl Parser {
    /// How long a text may be, in bytes: 4 GiB less one byte, the longest that offsets of 32 bits
    /// can name.
    pub const MAX_LEN: usize = u32::MAX as usize;

    /// How deep brackets may nest by default: real policies nest three deep at most.
    pub const MAX_DEPTH: usize = 64;

    /// How many diagnostics are kept by default: more than a person reads.
    pub const MAX_DIAGNOSTICS: usize = 1000;

    /// How deep brackets may nest at most, whatever the option says: what an annotation marks is
    /// read once for each annotation that holds it.
    pub const DEPTH_CEILING: usize = 1024;

    /// A parser with the default options.
    #[must_use]
    pub fn new() -> Self {
        Self {
            dialect: Dialect::default(),
            lexicon: None,
            strict: false,
            marks_only: false,
            max_len: Self::MAX_LEN,
            max_depth: Self::MAX_DEPTH,
            max_diagnostics: Self::MAX_DIAGNOSTICS,
            allowed: Vec::new(),
        }
    }

    /// Which delimiter marks which kind. Default: [`Dialect::default`].
    #[must_use]
    pub const fn dialect(mut self, dialect: Dialect) -> Self {
        self.dialect = dialect;
        self
    }

    /// The lexicon. Default: [`Lexicon::standard`].
    #[must_use]
    pub fn lexicon(mut self, lexicon: Lexicon) -> Self {
        self.lexicon = Some(lexicon);
        self
    }

    /// Whether the first diagnostic of severity error is returned as an error. Default: no.
    #[must_use]
    pub const fn strict(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }

    /// Whether only the brackets are read: annotations, ordinary brackets and their diagnostics,
    /// but no roles, outline and statements. Default: no.
    ///
    /// ```
    /// let parser = policymark::Parser::new().marks_only(true);
    /// let document = parser.parse("(我们)会[收集]<手机号码>。")?;
    /// assert_eq!((document.annotations().len(), document.statements().len()), (3, 0));
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub const fn marks_only(mut self, marks_only: bool) -> Self {
        self.marks_only = marks_only;
        self
    }

    /// How many bytes a text may have; a longer one is not parsed. Default: [`Parser::MAX_LEN`];
    /// above it counts as that.
    ///
    /// ```
    /// use policymark::{Error, Parser};
    ///
    /// let refused = Parser::new().max_len(20).parse("(我们)会[收集]<手机号码>。");
    /// assert_eq!(refused, Err(Error::TooLong { len: 36, max: 20 }));
    /// ```
    #[must_use]
    pub const fn max_len(mut self, bytes: usize) -> Self {
        self.max_len = if bytes < Self::MAX_LEN { bytes } else { Self::MAX_LEN };
        self
    }

    /// How deep brackets may nest; deeper ones stay text. Default: [`Parser::MAX_DEPTH`]; above
    /// [`Parser::DEPTH_CEILING`] it counts as that.
    #[must_use]
    pub const fn max_depth(mut self, depth: usize) -> Self {
        let ceiling = Self::DEPTH_CEILING;
        self.max_depth = if depth < ceiling { depth } else { ceiling };
        self
    }

    /// How many diagnostics are kept, errors before others; one more,
    /// [`Code::DiagnosticsOmitted`], counts those left out. Default: [`Parser::MAX_DIAGNOSTICS`].
    #[must_use]
    pub const fn max_diagnostics(mut self, count: usize) -> Self {
        self.max_diagnostics = count;
        self
    }

    /// Switches one code off, in strict parsing too. Default: all are on.
    #[must_use]
    pub fn allow(mut self, code: Code) -> Self {
        self.allowed.push(code);
        self
    }

    fn words(&self) -> &Lexicon {
        self.lexicon.as_ref().unwrap_or_else(|| Lexicon::standard())
    }

    /// Parses a text.
    ///
    /// # Errors
    ///
    /// [`Error::TooLong`], and in strict parsing [`Error::Strict`].
    pub fn parse(&self, text: &str) -> Result<Document, Error> {
        let work = Workspace { outline: outline::Workspace::for_one(), ..Workspace::default() };
        let mut session = Session { work, is_last: true, ..self.session() };
        session.parse(text)?;
        Ok(session.document)
    }

    /// A session, for many texts.
    #[must_use]
    pub fn session(&self) -> Session<'_> {
        Session {
            parser: self,
            work: Workspace::default(),
            document: Document::empty(),
            sink: Sink::new(self.allowed.clone(), self.max_diagnostics),
            is_last: false,
        }
    }
}

/// Parses one text after another into the same storage, so that after the largest document nothing
/// is allocated any more.
///
/// ```
/// let parser = policymark::Parser::new();
/// let mut session = parser.session();
/// let mut collected = 0;
/// for policy in ["(我们)会[收集]<手机号码>。", "(我们)会[收集]<头像>、<昵称>。"] {
///     collected += session.parse(policy)?.statements().flat_map(|s| s.data()).count();
/// }
/// assert_eq!(collected, 3);
/// # Ok::<(), policymark::Error>(())
/// ```
#[derive(Debug)]
pub struct Session<'p> {
    parser: &'p Parser,
    work: Workspace,
    document: Document,
    sink: Sink,
    /// Whether no other text follows, so that no stage needs to leave its storage to the next.
    is_last: bool,
}

/// What the stages need besides the document.
#[derive(Debug, Default)]
struct Workspace {
    index: Index,
    tree: tree::Workspace,
    outline: outline::Workspace,
    statement: statement::Workspace,
    lint: lint::Workspace,
}

impl Session<'_> {
    /// Parses a text. The document lasts until the next one; a clone of it lasts longer.
    ///
    /// # Errors
    ///
    /// [`Error::TooLong`], and in strict parsing [`Error::Strict`].
    pub fn parse(&mut self, text: &str) -> Result<&Document, Error> {
        let (len, max) = (text.len(), self.parser.max_len);
        if len > max {
            return Err(Error::TooLong { len, max });
        }
        self.sink.restart(&mut self.document.diagnostics);
        self.document.text.clear();
        self.document.text.push_str(text);
        self.document.annotations.clear();
        self.document.dialect = self.parser.dialect;
        self.read_brackets(text);
        if !self.parser.marks_only {
            self.read_statements(text);
        }
        if let (true, Some(first)) = (self.parser.strict, self.sink.first_error()) {
            return Err(Error::Strict(first.clone()));
        }
        self.sink.finish(len as u32, &mut self.document.diagnostics);
        Ok(&self.document)
    }

    /// From text to annotations.
    fn read_brackets(&mut self, text: &str) {
        let Self { parser, work, document, sink, is_last } = self;
        let Document { tree, annotations, .. } = document;
        let lexicon = parser.words();
        if parser.marks_only {
            work.index.scan_brackets(text);
        } else {
            work.index.scan(text);
        }
        if *is_last {
            work.index.shrink();
        }
        build(text, &work.index.tokens, parser.max_depth, &mut work.tree, tree, |fault| {
            lint::pairing(text, lexicon, fault, sink);
        });
        if *is_last {
            work.index.tokens = Vec::new();
        }
        annotations.reserve(work.tree.marks().len());
        resolve(text, tree, work.tree.marks(), parser.dialect, lexicon, |tree, id, is_tight| {
            if let Some(kind) = tree.get(id).kind {
                annotations.push(AnnotationData::new(id, kind));
            }
            lint::mark(text, tree, id, is_tight, sink);
        });
        if *is_last {
            work.tree = tree::Workspace::default();
        }
    }

    /// From annotations to statements.
    fn read_statements(&mut self, text: &str) {
        let Self { parser, work, document, sink, is_last } = self;
        let Document { tree, annotations, outline: sections, statements, .. } = document;
        let stops = work.index.stops.as_slice();
        assign_roles(text, tree, parser.words(), annotations);
        outline(text, tree, stops, &mut work.outline, sections, |line| lint::section(line, sink));
        if *is_last {
            work.outline = outline::Workspace::default();
        }
        group(text, tree, sections, parser.words(), annotations, &mut work.statement, statements);
        lint::statements(text, tree, annotations, statements, &mut work.lint, sink);
    }
}
