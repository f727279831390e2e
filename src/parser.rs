//! [`Parser`]: the options of parsing. [`Session`]: parsing many texts, with the pipeline from text
//! to [`Document`].

use crate::annotation::{Labels, OwnNames, assign_roles, mark_every_pair, resolve};
use crate::document::{Backlinks, Document};
use crate::grammar::{bare_piece, piece};
use crate::language::{Language, filled};
use crate::lexicon::Lexicon;
use crate::lint::{self, LintScratch};
use crate::outline::{OutlineScratch, outline};
use crate::scan::Index;
use crate::statement::{GroupScratch, Layers, group};
use crate::text::{Code, Diagnostic, Dialect, Position, Sink, limits};
use crate::tree::{BuildScratch, build};

/// Why a text was not parsed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The text is longer than the option `max_len` allows.
    #[error("the text is {len} bytes long; the longest that may be parsed has {max} bytes")]
    TooLong {
        /// The length of the text in bytes.
        len: usize,
        /// The value of the option, in bytes.
        max: usize,
    },
    /// Strict parsing found a diagnostic of severity error, such as `<手机号码` without its `>`.
    #[error("{position}: {}[{}]: {}", diagnostic.severity(), diagnostic.code(), diagnostic.message())]
    #[non_exhaustive]
    Strict {
        /// The first one.
        diagnostic: Diagnostic,
        /// The line and column where it starts.
        position: Position,
    },
}

impl Error {
    /// The error in a language, as [`Display`](std::fmt::Display) gives it in English.
    ///
    /// ```
    /// use policymark::Parser;
    /// use policymark::language::Language;
    ///
    /// let error = Parser::new().strict(true).parse("您的<手机号码").unwrap_err();
    /// assert_eq!(error.to_string(), "1:3: error[bracket-unclosed]: “<” has no “>” on its line");
    /// assert_eq!(
    ///     error.message_in(Language::Chinese),
    ///     "1:3: 错误[bracket-unclosed]: 本行没有与“<”配对的“>”"
    /// );
    /// ```
    #[must_use]
    pub fn message_in(&self, language: Language) -> String {
        match self {
            Self::TooLong { .. } => filled(language, "error", &self.to_string()).into_owned(),
            Self::Strict { diagnostic, position, .. } => {
                let (severity, code) = (diagnostic.severity().word_in(language), diagnostic.code());
                format!("{position}: {severity}[{code}]: {}", diagnostic.message_in(language))
            }
        }
    }
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
/// [`Error::TooLong`] for a text over 4 GiB. Parsing does not fail on any other text.
pub fn parse(text: &str) -> Result<Document, Error> {
    Parser::new().parse(text)
}

/// The options of parsing.
///
/// ```
/// use policymark::Parser;
/// use policymark::text::Code;
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
    every_pair_marks: bool,
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
    /// The greatest length of a text in bytes: 4 GiB less one byte, because offsets have 32 bits.
    pub const MAX_LEN: usize = limits::MAX_LEN;

    /// How deeply brackets can nest by default. Real policies nest three deep at most.
    pub const DEFAULT_MAX_DEPTH: usize = limits::DEFAULT_DEPTH;

    /// How many diagnostics are kept by default: more than anyone reads.
    pub const DEFAULT_MAX_DIAGNOSTICS: usize = 1000;

    /// How deeply brackets can nest at most, whatever the option says: the words of an annotation
    /// are read once for each annotation around it.
    pub const DEPTH_CEILING: usize = limits::DEPTH_CEILING;

    /// A parser with the default options.
    #[must_use]
    pub fn new() -> Self {
        Self {
            dialect: Dialect::default(),
            lexicon: None,
            strict: false,
            marks_only: false,
            every_pair_marks: false,
            max_len: Self::MAX_LEN,
            max_depth: Self::DEFAULT_MAX_DEPTH,
            max_diagnostics: Self::DEFAULT_MAX_DIAGNOSTICS,
            allowed: Vec::new(),
        }
    }

    /// Sets which delimiter marks which kind. Default: [`Dialect::default`].
    #[must_use]
    pub const fn dialect(mut self, dialect: Dialect) -> Self {
        self.dialect = dialect;
        self
    }

    /// Sets the lexicon. Default: [`Lexicon::standard`].
    #[must_use]
    pub fn lexicon(mut self, lexicon: Lexicon) -> Self {
        self.lexicon = Some(lexicon);
        self
    }

    /// Sets whether the first diagnostic of severity error, such as `<手机号码` without its `>`, is
    /// returned as an error. Default: no.
    #[must_use]
    pub const fn strict(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }

    /// Sets whether only the brackets are read: annotations, ordinary brackets and their
    /// diagnostics, but no roles, outline or statements. Default: no.
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

    /// Sets whether every pair of half-width brackets outside comments, code fences and front matter is
    /// an annotation, unless it is escaped, empty, nested more deeply than the maximum depth, or has no
    /// kind in the [`Dialect`]. This is for texts in which every bracket that marks nothing has a
    /// backslash. Default: no; then the rules B of `grammar.md` distinguish annotations from ordinary
    /// brackets.
    ///
    /// ```
    /// use policymark::{Parser, parse};
    ///
    /// let text = r"相机(云杉)\(选填\)[读取]<a>。";
    /// let count = |document: policymark::Document| document.annotations().len();
    /// assert_eq!(count(Parser::new().every_pair_marks(true).parse(text)?), 3);
    /// assert_eq!(count(parse(text)?), 1);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub const fn every_pair_marks(mut self, every_pair_marks: bool) -> Self {
        self.every_pair_marks = every_pair_marks;
        self
    }

    /// Sets the greatest length of a text in bytes. A longer one is not parsed. The default is
    /// [`Parser::MAX_LEN`], and so is the greatest value.
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

    /// Sets how deeply brackets can nest: `{[<…>]}` is three deep. Deeper ones stay text. Default:
    /// [`Parser::DEFAULT_MAX_DEPTH`]. The greatest value is [`Parser::DEPTH_CEILING`].
    #[must_use]
    pub const fn max_depth(mut self, depth: usize) -> Self {
        let ceiling = Self::DEPTH_CEILING;
        self.max_depth = if depth < ceiling { depth } else { ceiling };
        self
    }

    /// Sets how many diagnostics are kept, errors before others. One more,
    /// [`Code::DiagnosticsOmitted`], counts those left out. Default:
    /// [`Parser::DEFAULT_MAX_DIAGNOSTICS`].
    #[must_use]
    pub const fn max_diagnostics(mut self, count: usize) -> Self {
        self.max_diagnostics = count;
        self
    }

    /// Switches off diagnostics of one code, also for strict parsing. Default: all codes are on.
    #[must_use]
    pub fn allow(mut self, code: Code) -> Self {
        self.allowed.push(code);
        self
    }

    /// A parser that reads brackets as they were read in `document`.
    pub(crate) fn of(document: &Document) -> Self {
        Self {
            dialect: document.dialect,
            lexicon: document.lexicon.clone(),
            every_pair_marks: document.every_pair_marks,
            max_depth: document.max_depth,
            allowed: document.allowed.clone(),
            ..Self::new()
        }
    }

    /// Keeps every diagnostic, whatever is switched off.
    pub(crate) fn reporting_all(self) -> Self {
        Self { allowed: Vec::new(), max_diagnostics: usize::MAX, ..self }
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
        let mut pipeline = Pipeline::new(self, false);
        pipeline.read(self, text)?;
        pipeline.document.shrink_lists();
        Ok(pipeline.document)
    }

    /// A session with these options, for many texts.
    #[must_use]
    pub fn session(&self) -> Session {
        self.clone().into_session()
    }

    /// A session with these options, for many texts. Consumes the parser, so nothing is cloned.
    #[must_use]
    pub fn into_session(self) -> Session {
        Session { pipeline: Pipeline::new(&self, true), parser: self }
    }
}

/// Parses one text after another into the same storage. Texts that it has parsed once, it parses
/// again in any order without allocating, except for the message of an [`Error::Strict`].
///
/// ```
/// let mut session = policymark::Parser::new().into_session();
/// let mut collected = 0;
/// for policy in ["(我们)会[收集]<手机号码>。", "(我们)会[收集]<头像>、<昵称>。"] {
///     collected += session.parse(policy)?.statements().flat_map(|s| s.data()).count();
/// }
/// assert_eq!(collected, 3);
/// # Ok::<(), policymark::Error>(())
/// ```
///
/// It owns its options, so it can be a field of a struct, or move to a thread:
///
/// ```
/// use std::sync::mpsc;
/// use std::thread;
///
/// use policymark::{Error, Parser, Session};
///
/// struct Counter {
///     session: Session,
///     statements: usize,
/// }
///
/// impl Counter {
///     fn add(&mut self, policy: &str) -> Result<(), Error> {
///         self.statements += self.session.parse(policy)?.statements().len();
///         Ok(())
///     }
/// }
///
/// let mut counter = Counter { session: Parser::new().session(), statements: 0 };
/// let (policies, received) = mpsc::channel();
/// let thread = thread::spawn(move || {
///     received.iter().try_for_each(|policy: String| counter.add(&policy))?;
///     Ok::<_, Error>(counter.statements)
/// });
/// policies.send("(我们)会[收集]<手机号码>。".to_owned()).unwrap();
/// policies.send("(我们)会[收集]<头像>，并[删除]<昵称>。".to_owned()).unwrap();
/// drop(policies);
/// assert_eq!(thread.join().unwrap(), Ok(3));
/// ```
pub struct Session {
    parser: Parser,
    pipeline: Pipeline,
}

impl std::fmt::Debug for Session {
    /// The parser, and the document that was parsed last.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { parser, pipeline } = self;
        let document = &pipeline.document;
        f.debug_struct("Session").field("parser", parser).field("document", document).finish()
    }
}

impl Session {
    /// Parses a text. The document can be used until the next call. Clone it to keep it longer.
    ///
    /// # Errors
    ///
    /// [`Error::TooLong`], and in strict parsing [`Error::Strict`].
    pub fn parse(&mut self, text: &str) -> Result<&Document, Error> {
        self.pipeline.read(&self.parser, text)?;
        Ok(&self.pipeline.document)
    }
}

/// The document that is being built, and the storage of the stages.
struct Pipeline {
    document: Document,
    sink: Sink,
    index: Index,
    build: BuildScratch,
    labels: Labels,
    outline: OutlineScratch,
    group: GroupScratch,
    lint: LintScratch,
    /// Whether the stages keep their storage for more texts.
    is_session: bool,
}

impl Pipeline {
    fn new(parser: &Parser, is_session: bool) -> Self {
        Self {
            document: Document { lexicon: parser.lexicon.clone(), ..Document::empty() },
            sink: Sink::new(parser.allowed.clone(), parser.max_diagnostics),
            index: Index::default(),
            build: BuildScratch::default(),
            labels: Labels::default(),
            outline: OutlineScratch::default(),
            group: GroupScratch::default(),
            lint: LintScratch::default(),
            is_session,
        }
    }

    /// Builds the document of `text`, which replaces the one before.
    fn read(&mut self, parser: &Parser, text: &str) -> Result<(), Error> {
        let (len, max) = (text.len(), parser.max_len);
        if len > max {
            return Err(Error::TooLong { len, max });
        }
        self.start(parser, text);
        self.scan(parser, text);
        self.give_back(|done| done.index.shrink());
        self.read_brackets(parser, text);
        self.give_back(|done| done.index.drop_tokens());
        if !parser.marks_only {
            let mut names = OwnNames::new(text, parser.words());
            self.read_outline(parser, text, &mut names);
            self.give_back(|done| done.outline.drop_lines());
            self.read_statements(parser, text, &mut names);
        }
        self.lint(parser, text);
        self.finish(parser)
    }

    /// Frees storage that no later stage reads, unless this is a session. Without it, a single
    /// parse takes half as much memory again.
    fn give_back(&mut self, storage: impl FnOnce(&mut Self)) {
        if !self.is_session {
            storage(self);
        }
    }

    fn start(&mut self, parser: &Parser, text: &str) {
        self.sink.restart(&mut self.document.diagnostics);
        self.document.text.clear();
        self.document.text.push_str(text);
        self.document.dialect = parser.dialect;
        self.document.every_pair_marks = parser.every_pair_marks;
        self.document.max_depth = parser.max_depth;
        self.document.allowed.clone_from(&parser.allowed);
        self.document.backlinks = Backlinks::default();
    }

    fn scan(&mut self, parser: &Parser, text: &str) {
        if parser.marks_only {
            self.index.scan_brackets(text);
        } else {
            self.index.scan(text);
        }
    }

    /// Builds the tree, and decides which of its pairs are annotations.
    fn read_brackets(&mut self, parser: &Parser, text: &str) {
        let Document { tree, annotations, .. } = &mut self.document;
        let Self { index, labels, build: scratch, .. } = self;
        let (depth, dialect) = (parser.max_depth, parser.dialect);
        if parser.every_pair_marks {
            build(text, index, bare_piece, depth, scratch, tree);
            mark_every_pair(text, tree, scratch.pairs(), dialect, annotations);
        } else {
            build(text, index, piece, depth, scratch, tree);
            let pairs = scratch.pairs();
            resolve(text, tree, pairs, dialect, parser.words(), labels, annotations);
        }
    }

    /// Reads the role of each annotation by itself, and the outline.
    fn read_outline(&mut self, parser: &Parser, text: &str, names: &mut OwnNames<'_>) {
        let Document { tree, annotations, outline: sections, .. } = &mut self.document;
        let lexicon = parser.words();
        assign_roles(text, tree, lexicon, names, annotations);
        outline(text, tree, &self.index, lexicon.outline(), &mut self.outline, sections);
    }

    fn read_statements(&mut self, parser: &Parser, text: &str, names: &mut OwnNames<'_>) {
        let Document { tree, annotations, outline, statements, .. } = &mut self.document;
        let layers = Layers { text, tree, outline, lexicon: parser.words(), annotations };
        group(layers, names, &mut self.group, statements);
    }

    fn lint(&mut self, parser: &Parser, text: &str) {
        let Document { tree, annotations, statements, .. } = &self.document;
        let (faults, pairs) = (self.build.faults(), self.build.pairs());
        lint::verbatim(text, self.index.verbatim.unclosed(), &mut self.sink);
        lint::brackets(text, tree, faults, pairs, parser.words(), &mut self.sink);
        if !parser.marks_only {
            lint::sections(self.outline.too_deep(), &mut self.sink);
            let (lexicon, sink) = (parser.words(), &mut self.sink);
            lint::statements(text, tree, annotations, statements, lexicon, &mut self.lint, sink);
        }
        if lint::is_bare(text, tree, annotations) {
            self.sink.lower();
        }
    }

    fn finish(&mut self, parser: &Parser) -> Result<(), Error> {
        let error = self.sink.first_error().filter(|_| parser.strict).cloned();
        let Document { text, diagnostics, .. } = &mut self.document;
        self.sink.finish(text.len() as u32, diagnostics);
        if self.is_session {
            self.sink.make_room(diagnostics);
        }
        let Some(diagnostic) = error else { return Ok(()) };
        let position = Position::of(text, diagnostic.span().start());
        Err(Error::Strict { diagnostic, position })
    }
}
