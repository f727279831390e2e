//! `Document`: a parsed policy.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, OnceLock};

use policymark::Span;
use policymark::display::Style;
use policymark::text::{Position, Unit, shortened};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyString};

use crate::agreement::Agreement;
use crate::annotation::Annotation;
use crate::change::{self, Change};
use crate::diagnostic::Diagnostic;
use crate::fix::{self, Fix};
use crate::inventory::Inventory;
use crate::lines::Lines;
use crate::offsets::{self, Units};
use crate::parser::Parser;
use crate::pickle::{Pickle, Pickled, unchanging};
use crate::plain::{Plain, PlainText};
use crate::section::{Section, Sentence};
use crate::sequence::{Handles, Kind};
use crate::statement::Statement;
use crate::statistics::Statistics;
use crate::{error, find, html};

/// A parsed policy: its text, its annotations, its outline and its statements.
///
/// ``policymark.parse(text)`` makes one. It never changes. Offsets count characters, the indices of a
/// Python string, unless the parser was told otherwise: ``document.text[start:end]``.
///
/// >>> document = policymark.parse("(我们)会[收集]您的<手机号码>。")
/// >>> document.statements[0].data[0].text
/// '手机号码'
///
/// Two documents are equal if they have the same text and the same reading of it.
#[pyclass(frozen, module = "policymark", weakref)]
pub(crate) struct Document {
    shared: Arc<Shared>,
    unit: Unit,
}

/// What the views of a document in other units share with it.
struct Shared {
    document: Arc<policymark::Document>,
    /// The parser that read it; none if it was read from JSON. One object for all its documents, so that it
    /// is pickled once with many of them.
    parser: Option<Py<Parser>>,
    units: Units,
    lines: OnceLock<Lines>,
    plain: OnceLock<Arc<Plain>>,
    /// The text as Python has it: made once, since `document.text[start:end]` asks for it again and again.
    text: PyOnceLock<Py<PyString>>,
}

impl Document {
    pub(crate) fn new(
        document: policymark::Document,
        parser: Option<Py<Parser>>,
        unit: Unit,
    ) -> Self {
        let (units, lines, plain) = Default::default();
        let (document, text) = (Arc::new(document), PyOnceLock::new());
        Self { shared: Arc::new(Shared { document, parser, units, lines, plain, text }), unit }
    }

    pub(crate) fn inner(&self) -> &policymark::Document {
        &self.shared.document
    }

    pub(crate) const fn unit(&self) -> Unit {
        self.unit
    }

    /// Whether both are views of one document.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.shared, &other.shared)
    }

    /// The hash of a part of it: by identity, and the number or the words of the part.
    pub(crate) fn hash_of(&self, part: impl Hash) -> u64 {
        let mut hasher = DefaultHasher::new();
        (Arc::as_ptr(&self.shared) as usize, part).hash(&mut hasher);
        hasher.finish()
    }

    /// The line and column of a byte offset.
    pub(crate) fn position_of(&self, byte: u32) -> Position {
        self.shared.lines.get_or_init(|| Lines::new(&self.shared.document)).position(byte)
    }

    /// A byte offset in the unit of the document. One past the end, which a pickle can have, counts as the end.
    pub(crate) fn offset(&self, byte: u32) -> u32 {
        let text = self.inner().text();
        self.shared.units.offset(text, self.unit, byte.min(text.len() as u32))
    }

    /// A span in the unit of the document.
    pub(crate) fn span(&self, span: Span) -> (u32, u32) {
        (self.offset(span.start()), self.offset(span.end()))
    }

    /// The byte at an offset in the unit of the document. `None` past the end and off a boundary.
    pub(crate) fn byte(&self, offset: u32) -> Option<u32> {
        self.shared.units.byte(self.inner().text(), self.unit, offset)
    }

    /// The text without its marks.
    pub(crate) fn plain(&self) -> &Arc<Plain> {
        self.shared.plain.get_or_init(|| Arc::new(Plain::new(self.inner())))
    }
}

#[pymethods]
impl Document {
    /// The source text, brackets included, exactly as it was parsed.
    #[getter]
    fn text(&self, py: Python<'_>) -> Py<PyString> {
        let text = || PyString::new(py, self.inner().text()).unbind();
        self.shared.text.get_or_init(py, text).clone_ref(py)
    }

    /// What offsets count: ``"characters"``, ``"bytes"`` or ``"utf16"``.
    #[getter]
    fn offsets(&self) -> &'static str {
        self.unit.name()
    }

    /// The same document with offsets that count something else: ``"characters"``, ``"bytes"`` or
    /// ``"utf16"``.
    fn with_offsets(&self, #[pyo3(from_py_with = offsets::unit)] offsets: Unit) -> Self {
        Self { shared: Arc::clone(&self.shared), unit: offsets }
    }

    /// The collection statements in the order of the text.
    #[getter]
    fn statements(slf: &Bound<'_, Self>) -> Handles {
        Handles::new(slf, Kind::Statements)
    }

    /// The annotations, such as ``<手机号码>``, in the order in which they open.
    #[getter]
    fn annotations(slf: &Bound<'_, Self>) -> Handles {
        Handles::new(slf, Kind::Annotations)
    }

    /// The headings and numbered items in the order of the text.
    #[getter]
    fn sections(slf: &Bound<'_, Self>) -> Handles {
        Handles::new(slf, Kind::Sections)
    }

    /// The sentences in the order of the text.
    #[getter]
    fn sentences(slf: &Bound<'_, Self>) -> Handles {
        Handles::new(slf, Kind::Sentences)
    }

    /// What an annotator should look at, such as ``<手机号码`` without its ``>``, in the order of the
    /// text.
    #[getter]
    fn diagnostics(slf: &Bound<'_, Self>) -> Vec<Diagnostic> {
        let found = slf.get().inner().diagnostics().iter();
        found.map(|found| Diagnostic::new(slf.py(), slf.as_unbound(), found)).collect()
    }

    /// Whether a diagnostic is an error, which means that an annotation was lost.
    #[getter]
    fn has_errors(&self) -> bool {
        self.inner().has_errors()
    }

    /// The innermost annotation at an offset, brackets included.
    fn annotation_at(slf: &Bound<'_, Self>, offset: u32) -> Option<Annotation> {
        let document = slf.get();
        let found = document.inner().annotation_at(document.byte(offset)?)?;
        Some(Annotation::new(slf.py(), slf.as_unbound(), found))
    }

    /// The sentence at an offset.
    fn sentence_at(slf: &Bound<'_, Self>, offset: u32) -> Option<Sentence> {
        let document = slf.get();
        let found = document.inner().sentence_at(document.byte(offset)?)?;
        Some(Sentence::new(slf.py(), slf.as_unbound(), found))
    }

    /// The innermost section at an offset.
    fn section_at(slf: &Bound<'_, Self>, offset: u32) -> Option<Section> {
        let document = slf.get();
        let found = document.inner().section_at(document.byte(offset)?)?;
        Some(Section::new(slf.py(), slf.as_unbound(), found))
    }

    /// The statements that fit every filter that is given, in the order of the text.
    ///
    /// A filter of words takes a string (all the words, or a part of them if ``~`` is before it), a compiled
    /// pattern of ``re``, or a list of these, one of which must fit. A filter of names takes a name or a
    /// list of names.
    ///
    /// >>> document.find(data="手机号码", party="third")  # doctest: +SKIP
    /// >>> document.find(data=["~位置", re.compile("GPS|经纬度")], asserted=True)  # doctest: +SKIP
    ///
    /// Of words: ``actor``, ``recipient``, ``source``, ``subject``, ``place``, ``action``, ``data``,
    /// ``excluded``, ``purpose``, ``condition``, ``exception``, ``absence``, ``heading``; ``whole`` (data or
    /// what comprises it), ``item`` (the 头像 of 昵称、头像), ``means`` (what 上述信息 refers to),
    /// ``announced`` (an item of the list that 以下情形 announces). Of names: ``role`` (``"collect"``,
    /// ``"share"``), ``processing``, ``category``, ``party``, ``ground``, ``polarity``, ``modality``. Others:
    /// ``sensitive``, ``asserted`` and ``consent_exempt`` (true or false), ``certainty`` (at most as certain
    /// as this), ``at`` (an offset).
    #[pyo3(signature = (**filters))]
    fn find(
        slf: &Bound<'_, Self>,
        filters: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Vec<Statement>> {
        find::find(slf, filters)
    }

    /// Who does what with each data item; ``by="items"`` splits ``<昵称、头像>``, ``by="actors"`` lists who
    /// does it, and ``by="parties"`` whoever takes part.
    #[pyo3(signature = (by = "data"))]
    fn inventory(slf: &Bound<'_, Self>, by: &str) -> PyResult<Inventory> {
        Inventory::new(slf, by)
    }

    /// The text without its marks, with the places of each in the other.
    #[getter]
    fn plain_text(slf: &Bound<'_, Self>) -> PlainText {
        PlainText::new(slf)
    }

    /// What to write instead for the diagnostics that can be mended. Each is tried before it is proposed.
    fn fixes(slf: &Bound<'_, Self>) -> Vec<Fix> {
        fix::all(slf)
    }

    /// The text with its safe fixes applied; with ``unsure``, all of them.
    #[pyo3(signature = (*, unsure = false))]
    fn fixed(&self, py: Python<'_>, unsure: bool) -> String {
        py.detach(|| fix::applied(self.inner(), unsure))
    }

    /// The text with its markup tidied, such as blanks moved out of ``< 手机号码 >``. What it says stays the
    /// same.
    fn formatted(&self, py: Python<'_>) -> String {
        py.detach(|| self.inner().format().into_text())
    }

    /// What a newer version of the policy changes, statement by statement.
    fn diff(slf: &Bound<'_, Self>, new: &Bound<'_, Self>) -> Vec<Change> {
        change::all(slf, new)
    }

    /// How far another annotator of the same text agrees. Texts that differ in more than marks raise
    /// ``TextsDifferError``.
    fn agreement(slf: &Bound<'_, Self>, other: &Bound<'_, Self>) -> PyResult<Agreement> {
        Agreement::new(slf, other)
    }

    /// How much of what is in it.
    fn statistics(&self, py: Python<'_>) -> Statistics {
        Statistics(py.detach(|| self.inner().statistics()))
    }

    /// Line and column of an offset, counted from 1, as editors count: an emoji with joiners is one
    /// column.
    fn position(&self, py: Python<'_>, offset: u32) -> PyResult<(u32, u32)> {
        let byte = self.byte(offset).ok_or_else(|| {
            pyo3::exceptions::PyIndexError::new_err(format!("the text has no offset {offset}"))
        })?;
        let position = py.detach(|| self.position_of(byte));
        Ok((position.line, position.column))
    }

    /// The document as JSON, of the form that ``grammar.md`` describes. **Offsets in JSON are bytes**,
    /// whatever ``offsets`` is.
    #[pyo3(signature = (*, indent = false))]
    fn to_json(&self, py: Python<'_>, indent: bool) -> PyResult<String> {
        let write = if indent { serde_json::to_string_pretty } else { serde_json::to_string };
        py.detach(|| write(self.inner())).map_err(|fault| error::bad_json(py, &fault))
    }

    /// Read a document from JSON. It is equal to the one that was written, and has the standard
    /// lexicon. JSON that is not such a document raises ``JsonError``.
    #[staticmethod]
    #[pyo3(text_signature = "(json, offsets='characters')", signature = (json, offsets = Unit::Characters))]
    fn from_json(
        py: Python<'_>,
        json: &str,
        #[pyo3(from_py_with = offsets::unit)] offsets: Unit,
    ) -> PyResult<Self> {
        let document = py.detach(|| serde_json::from_str(json));
        let document = document.map_err(|fault| error::bad_json(py, &fault))?;
        Ok(Self::new(document, None, offsets))
    }

    /// Reads a pickled document.
    #[staticmethod]
    fn _parsed(
        parser: &Bound<'_, Parser>,
        text: &str,
        #[pyo3(from_py_with = offsets::unit)] offsets: Unit,
    ) -> PyResult<Self> {
        Parser::parsed(parser, text, offsets)
    }

    fn __eq__(&self, py: Python<'_>, other: &Bound<'_, Self>) -> bool {
        let other = other.get();
        self.is_same(other) || py.detach(|| self.inner() == other.inner())
    }

    /// By the text: equal documents have equal texts.
    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.inner().text().hash(&mut hasher);
        hasher.finish()
    }

    fn __repr__(&self) -> String {
        let document = self.inner();
        let start = document.text().trim_start_matches(['\u{feff}', '\n', '\r', ' ']);
        let line = start.lines().next().unwrap_or_default();
        format!(
            "<Document {} statements={} annotations={} sections={} diagnostics={}>",
            serde_json::Value::from(shortened(line, 40)),
            document.statements().len(),
            document.annotations().len(),
            document.sections().len(),
            document.diagnostics().len(),
        )
    }

    /// The statements as text, one below the other, for a person.
    fn __str__(&self) -> String {
        Style::new().statements(self.inner().statements()).to_string()
    }

    /// The text with its marks in colour, for notebooks.
    fn _repr_html_(&self) -> String {
        html::marked(self.inner())
    }
}

impl Pickle for Document {
    /// The text and the parser, so that a document is small and keeps its lexicon; one that was read from JSON,
    /// as JSON.
    fn pickled<'py>(&self, py: Python<'py>) -> PyResult<Pickled<'py>> {
        let (class, unit) = (py.get_type::<Self>(), self.unit.name());
        let Some(parser) = &self.shared.parser else {
            let json = self.to_json(py, false)?;
            return Ok((class.getattr("from_json")?, (json, unit).into_pyobject(py)?));
        };
        Ok((class.getattr("_parsed")?, (parser, self.text(py), unit).into_pyobject(py)?))
    }
}

unchanging!(Document);
