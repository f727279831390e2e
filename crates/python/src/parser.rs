//! `Parser`: the options of parsing.

use std::fmt::Display;
use std::str::FromStr;
use std::sync::Arc;

use policymark::text::{Code, Delimiter, Dialect, Unit};
use policymark::write::Mark;
use policymark::{AnnotationKind, Span};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyMapping};

use crate::document::Document;
use crate::error;
use crate::lexicon::Lexicon;
use crate::offsets::{self, Counts};

/// The options of parsing. All are keywords.
///
/// - ``offsets``: what offsets count: ``"characters"``, ``"bytes"`` or ``"utf16"``.
/// - ``strict``: raise ``ParseError`` for the first error, such as ``<手机号码`` without its ``>``.
/// - ``dialect``: which brackets mark what: ``{"<>": "purpose", "{}": "data"}``; ``None`` for nothing.
///   Brackets that it leaves out keep their kind.
/// - ``lexicon``: other words; see ``Lexicon``.
/// - ``allow``: codes of diagnostics that are switched off.
/// - ``marks_only``: read annotations, but no outline and no statements.
/// - ``every_pair_marks``: every pair of half-width brackets without a backslash is an annotation.
/// - ``max_length`` in bytes, ``max_depth`` of brackets, ``max_diagnostics``.
///
/// >>> policymark.Parser(strict=True, offsets="bytes").parse("(我们)会[收集]<邮箱>。").annotations[1].span
/// (11, 19)
#[pyclass(frozen, module = "policymark")]
#[derive(Clone)]
pub(crate) struct Parser {
    inner: policymark::Parser,
    unit: Unit,
    dialect: Dialect,
    /// One object for all parsers that have it, as with documents and their parser.
    lexicon: Option<Arc<Py<Lexicon>>>,
    allow: Vec<Code>,
    strict: bool,
    marks_only: bool,
    every_pair_marks: bool,
    max_length: usize,
    max_depth: usize,
    max_diagnostics: usize,
}

/// The value with this name, or `ValueError` with the names that exist.
pub(crate) fn named<T: FromStr<Err: Display>>(name: &str) -> PyResult<T> {
    name.parse().map_err(|error: T::Err| PyValueError::new_err(error.to_string()))
}

/// The delimiter that Python writes as its two brackets: `"<>"`.
fn delimiter(brackets: &str) -> PyResult<Delimiter> {
    let is_it = |delimiter: &Delimiter| brackets.chars().eq([delimiter.open(), delimiter.close()]);
    Delimiter::MARKS.into_iter().find(is_it).ok_or_else(|| {
        PyValueError::new_err(format!(
            "unknown brackets {brackets:?}; expected one of {{}} [] <> ()"
        ))
    })
}

fn read_dialect(kinds: &Bound<'_, PyMapping>) -> PyResult<Dialect> {
    let mut dialect = Dialect::default();
    for item in kinds.items()? {
        let (brackets, kind): (String, Option<String>) = item.extract()?;
        let kind = kind.as_deref().map(named::<AnnotationKind>).transpose()?;
        dialect = dialect.with(delimiter(&brackets)?, kind);
    }
    Ok(dialect)
}

impl Parser {
    /// A parser with the default options, but for the unit.
    pub(crate) fn standard(unit: Unit) -> Self {
        Self {
            inner: policymark::Parser::new(),
            unit,
            dialect: Dialect::default(),
            lexicon: None,
            allow: Vec::new(),
            strict: false,
            marks_only: false,
            every_pair_marks: false,
            max_length: policymark::Parser::MAX_LEN,
            max_depth: policymark::Parser::DEFAULT_MAX_DEPTH,
            max_diagnostics: policymark::Parser::DEFAULT_MAX_DIAGNOSTICS,
        }
    }

    pub(crate) const fn inner(&self) -> &policymark::Parser {
        &self.inner
    }

    pub(crate) const fn unit(&self) -> Unit {
        self.unit
    }

    /// The document of this text. Other threads run meanwhile.
    pub(crate) fn parsed(slf: &Bound<'_, Self>, text: &str, unit: Unit) -> PyResult<Document> {
        let (py, inner) = (slf.py(), &slf.get().inner);
        let parsed = py.detach(|| inner.parse(text));
        let parsed = parsed.map_err(|fault| error::not_parsed(py, &fault, text, unit, None))?;
        Ok(Document::new(parsed, Some(slf.clone().unbind()), unit))
    }

    /// Gives the options to the parser of the library.
    fn ready(mut self) -> Self {
        let mut inner = policymark::Parser::new()
            .dialect(self.dialect)
            .strict(self.strict)
            .marks_only(self.marks_only)
            .every_pair_marks(self.every_pair_marks)
            .max_len(self.max_length)
            .max_depth(self.max_depth)
            .max_diagnostics(self.max_diagnostics);
        if let Some(lexicon) = &self.lexicon {
            inner = inner.lexicon(lexicon.get().0.clone());
        }
        self.inner = self.allow.iter().fold(inner, |inner, &code| inner.allow(code));
        self
    }

    fn options<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let (options, standard) = (PyDict::new(py), Self::standard(Unit::Characters));
        let kinds = PyDict::new(py);
        for delimiter in Delimiter::MARKS {
            let kind = self.dialect.kind(delimiter);
            if kind != standard.dialect.kind(delimiter) {
                let brackets = String::from_iter([delimiter.open(), delimiter.close()]);
                kinds.set_item(brackets, kind.map(AnnotationKind::name))?;
            }
        }
        let allow: Vec<_> = self.allow.iter().map(|code| code.name()).collect();
        let max_length = (self.max_length != standard.max_length).then_some(self.max_length);
        options.set_item("offsets", (self.unit != standard.unit).then(|| self.unit.name()))?;
        options.set_item("dialect", (!kinds.is_empty()).then_some(kinds))?;
        options.set_item("lexicon", self.lexicon.as_deref())?;
        options.set_item("allow", (!allow.is_empty()).then_some(allow))?;
        for (name, value) in [
            ("strict", self.strict),
            ("marks_only", self.marks_only),
            ("every_pair_marks", self.every_pair_marks),
        ] {
            options.set_item(name, value.then_some(true))?;
        }
        options.set_item("max_length", max_length)?;
        let limit = |own, usual| (own != usual).then_some(own);
        options.set_item("max_depth", limit(self.max_depth, standard.max_depth))?;
        let usual = standard.max_diagnostics;
        options.set_item("max_diagnostics", limit(self.max_diagnostics, usual))?;
        for name in options.keys() {
            if options.get_item(&name)?.is_none_or(|value| value.is_none()) {
                options.del_item(name)?;
            }
        }
        Ok(options)
    }
}

#[pymethods]
impl Parser {
    #[new]
    #[pyo3(
        text_signature = "(*, offsets='characters', strict=False, dialect=None, lexicon=None, allow=(), \
            marks_only=False, every_pair_marks=False, max_length=4294967295, max_depth=64, \
            max_diagnostics=1000)",
        signature = (
        *,
        offsets = Unit::Characters,
        strict = false,
        dialect = None,
        lexicon = None,
        allow = Vec::new(),
        marks_only = false,
        every_pair_marks = false,
        max_length = policymark::Parser::MAX_LEN,
        max_depth = policymark::Parser::DEFAULT_MAX_DEPTH,
        max_diagnostics = policymark::Parser::DEFAULT_MAX_DIAGNOSTICS,
    )
    )]
    // One argument for each keyword of Python.
    #[allow(clippy::too_many_arguments)]
    fn new(
        #[pyo3(from_py_with = offsets::unit)] offsets: Unit,
        strict: bool,
        dialect: Option<&Bound<'_, PyMapping>>,
        lexicon: Option<&Bound<'_, Lexicon>>,
        allow: Vec<String>,
        marks_only: bool,
        every_pair_marks: bool,
        max_length: usize,
        max_depth: usize,
        max_diagnostics: usize,
    ) -> PyResult<Self> {
        let parser = Self {
            dialect: dialect.map_or(Ok(Dialect::default()), read_dialect)?,
            lexicon: lexicon.map(|lexicon| Arc::new(lexicon.clone().unbind())),
            allow: allow.iter().map(|code| named(code)).collect::<PyResult<_>>()?,
            strict,
            marks_only,
            every_pair_marks,
            max_length,
            max_depth,
            max_diagnostics,
            ..Self::standard(offsets)
        };
        Ok(parser.ready())
    }

    /// Parse a text. Other threads run meanwhile. Only a strict parser raises ``ParseError``; a text that is
    /// too long raises ``TooLongError``.
    fn parse(slf: &Bound<'_, Self>, text: &str) -> PyResult<Document> {
        Self::parsed(slf, text, slf.get().unit)
    }

    /// Write marks into plain text, so that this parser reads them back. A mark is a kind, where it starts
    /// and where it ends: ``("data", 6, 10)``. Brackets of the text itself are escaped. A mark that cannot
    /// be written raises ``AnnotateError``.
    ///
    /// >>> policymark.Parser().annotate("我们会收集邮箱。", [("actor", 0, 2), ("action", 3, 5), ("data", 5, 7)])
    /// '(我们)会[收集]<邮箱>。'
    fn annotate(&self, py: Python<'_>, text: &str, marks: &Bound<'_, PyAny>) -> PyResult<String> {
        let counts = Counts::new(text, self.unit);
        let byte = |offset| {
            counts.byte(text, offset).ok_or_else(|| {
                PyValueError::new_err(format!(
                    "the text has no offset {offset} in {}",
                    self.unit.name()
                ))
            })
        };
        let mark = |mark: Bound<'_, PyAny>| {
            let (kind, start, end): (String, u32, u32) = mark.extract()?;
            let range = byte(start)? as usize..byte(end)? as usize;
            let span = Span::try_from(range).map_err(|e| PyValueError::new_err(e.to_string()))?;
            Ok(Mark::new(named(&kind)?, span))
        };
        let marks = marks.try_iter()?.map(|found| mark(found?)).collect::<PyResult<Vec<_>>>()?;
        let written = py.detach(|| self.inner.annotate(text, &marks));
        written.map_err(|fault| error::not_annotated(py, &fault, text, self.unit))
    }

    /// What offsets count.
    #[getter]
    fn offsets(&self) -> &'static str {
        self.unit.name()
    }

    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> PyResult<((), Bound<'py, PyDict>)> {
        Ok(((), self.options(py)?))
    }

    fn __eq__(&self, py: Python<'_>, other: &Bound<'_, Self>) -> PyResult<bool> {
        self.options(py)?.eq(other.get().options(py)?)
    }

    fn __hash__(&self) -> usize {
        self.max_depth ^ self.allow.len()
    }

    /// The options that are not the default ones.
    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let options = self.options(py)?;
        let show = |(name, value): (Bound<'_, PyAny>, Bound<'_, PyAny>)| {
            Ok(format!("{name}={}", value.repr()?))
        };
        let shown = options.iter().map(show).collect::<PyResult<Vec<_>>>()?;
        Ok(format!("Parser({})", shown.join(", ")))
    }
}
