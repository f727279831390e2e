//! `Statement` and its parts.

use policymark::statement::{MemberRole, StatementId};
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};

use crate::annotation::Annotation;
use crate::document::Document;
use crate::pickle::{Name, Pickle, Pickled, pickled_by_fields, unchanging};
use crate::section::{Section, Sentence};
use crate::sequence::{self, Kind};

/// A collection statement: who does what with which data, what for and when.
///
/// >>> statement = policymark.parse("当{您注册账户}时，(我们)会[收集]您的<手机号码>。").statements[0]
/// >>> [data.text for data in statement.data]
/// ['手机号码']
#[pyclass(frozen, module = "policymark")]
pub(crate) struct Statement {
    document: Py<Document>,
    id: StatementId,
}

impl Statement {
    pub(crate) fn new(
        py: Python<'_>,
        document: &Py<Document>,
        statement: policymark::Statement<'_>,
    ) -> Self {
        Self { document: document.clone_ref(py), id: statement.id() }
    }

    pub(crate) fn all<'d>(
        py: Python<'_>,
        document: &Py<Document>,
        statements: impl Iterator<Item = policymark::Statement<'d>>,
    ) -> Vec<Self> {
        statements.map(|statement| Self::new(py, document, statement)).collect()
    }

    fn get(&self) -> PyResult<policymark::Statement<'_>> {
        let found = self.document.get().inner().statement(self.id);
        found.ok_or_else(|| PyIndexError::new_err("the document has no such statement"))
    }

    fn in_role(&self, py: Python<'_>, role: MemberRole) -> PyResult<Vec<Annotation>> {
        Ok(Annotation::all(py, &self.document, self.get()?.in_role(role)))
    }
}

#[pymethods]
impl Statement {
    /// The document that it is in.
    #[getter]
    fn document(&self, py: Python<'_>) -> Py<Document> {
        self.document.clone_ref(py)
    }

    /// Its number in ``document.statements``.
    #[getter]
    fn id(&self) -> usize {
        self.id.index()
    }

    /// Who does it: ``(我们)会[收集]``.
    #[getter]
    fn actors(&self, py: Python<'_>) -> PyResult<Vec<Annotation>> {
        self.in_role(py, MemberRole::Actor)
    }

    /// To whom the data goes: ``向(合作伙伴)[共享]``.
    #[getter]
    fn recipients(&self, py: Python<'_>) -> PyResult<Vec<Annotation>> {
        self.in_role(py, MemberRole::Recipient)
    }

    /// From whom the data comes: ``从(第三方)[获取]``.
    #[getter]
    fn sources(&self, py: Python<'_>) -> PyResult<Vec<Annotation>> {
        self.in_role(py, MemberRole::Source)
    }

    /// Whose data it is, if they have no other role: ``(您)的<昵称>``.
    #[getter]
    fn subjects(&self, py: Python<'_>) -> PyResult<Vec<Annotation>> {
        self.in_role(py, MemberRole::Subject)
    }

    /// Where data is processed or kept, and the systems that do so: ``[存储]于(服务器)``.
    #[getter]
    fn places(&self, py: Python<'_>) -> PyResult<Vec<Annotation>> {
        self.in_role(py, MemberRole::Place)
    }

    /// The verbs: ``[收集]、[使用]``.
    #[getter]
    fn actions(&self, py: Python<'_>) -> PyResult<Vec<Annotation>> {
        self.in_role(py, MemberRole::Action)
    }

    /// What is processed, wholes and parts: ``<设备信息>，如<型号>``.
    #[getter]
    fn data(&self, py: Python<'_>) -> PyResult<Vec<Annotation>> {
        self.in_role(py, MemberRole::Data)
    }

    /// Data that it leaves out: ``<城市>（不含<位置>）``.
    #[getter]
    fn excluded(&self, py: Python<'_>) -> PyResult<Vec<Annotation>> {
        self.in_role(py, MemberRole::Excluded)
    }

    /// What for: ``以便{验证您的身份}``.
    #[getter]
    fn purposes(&self, py: Python<'_>) -> PyResult<Vec<Annotation>> {
        self.in_role(py, MemberRole::Purpose)
    }

    /// When or on what basis: ``当{您注册账户}时``.
    #[getter]
    fn conditions(&self, py: Python<'_>) -> PyResult<Vec<Annotation>> {
        self.in_role(py, MemberRole::Condition)
    }

    /// In which cases it does not hold, whatever its polarity: ``未经{您同意}，不会[共享]``.
    #[getter]
    fn exceptions(&self, py: Python<'_>) -> PyResult<Vec<Annotation>> {
        self.in_role(py, MemberRole::Exception)
    }

    /// What is absent while it holds: ``在未经{您授权}的情况下会``.
    #[getter]
    fn absences(&self, py: Python<'_>) -> PyResult<Vec<Annotation>> {
        self.in_role(py, MemberRole::Absence)
    }

    /// All its annotations, each with its role and the rule of ``grammar.md`` that tied it.
    #[getter]
    fn members(&self, py: Python<'_>) -> PyResult<Vec<Member>> {
        let member = |member: policymark::document::Member<'_>| {
            let annotation = Annotation::new(py, &self.document, member.annotation);
            let (role, rule) = (member.role.name().into(), member.rule.name().into());
            Ok(Member { annotation: Py::new(py, annotation)?, role, rule })
        };
        self.get()?.members().map(member).collect()
    }

    /// Which data comprises which: ``<设备信息>，如<型号>``.
    #[getter]
    fn inclusions(&self, py: Python<'_>) -> PyResult<Vec<Inclusion>> {
        let data = |found: policymark::Annotation<'_>| {
            Py::new(py, Annotation::new(py, &self.document, found))
        };
        let inclusion = |found: policymark::document::Inclusion<'_>| {
            let (whole, part) = (data(found.whole)?, data(found.part)?);
            Ok(Inclusion { whole, part, rule: found.rule.name().into() })
        };
        self.get()?.inclusions().map(inclusion).collect()
    }

    /// The items or headings that spell out its ``以下情形``.
    #[getter]
    fn announces(&self, py: Python<'_>) -> PyResult<Vec<Section>> {
        Ok(Section::all(py, &self.document, self.get()?.announces()))
    }

    /// Words without a mark, in roles for which it has no annotation: 您 in ``您需要[提供]<邮箱>``.
    #[getter]
    fn unmarked(&self) -> PyResult<Vec<Unmarked>> {
        let document = self.document.get();
        let words = self.get()?.unmarked().map(|word| {
            let (start, end) = document.span(word.span());
            Unmarked {
                role: word.role().name().into(),
                party: word.party().map(|party| party.name().into()),
                rule: word.rule().into(),
                text: word.text().to_owned(),
                start,
                end,
            }
        });
        Ok(words.collect())
    }

    /// ``"affirmed"``, or ``"denied"`` for ``不会[收集]``.
    #[getter]
    fn polarity(&self) -> PyResult<&'static str> {
        Ok(self.get()?.polarity().name())
    }

    /// How binding it is: ``"may"`` (可能), ``"will"`` (会), ``"must"`` (需要), or ``None`` if no word says
    /// so.
    #[getter]
    fn modality(&self) -> PyResult<Option<&'static str>> {
        Ok(self.get()?.modality().map(|modality| modality.name()))
    }

    /// How sure it is that the text says this: ``"certain"``, ``"likely"`` or ``"doubtful"``.
    #[getter]
    fn certainty(&self) -> PyResult<&'static str> {
        Ok(self.get()?.certainty().name())
    }

    /// Whether the text asserts it. ``若您不[提供]<邮箱>`` only supposes it.
    #[getter]
    fn is_asserted(&self) -> PyResult<bool> {
        Ok(self.get()?.is_asserted())
    }

    /// Whether the text says that it needs no consent: ``无需征得您的同意``.
    #[getter]
    fn is_consent_exempt(&self) -> PyResult<bool> {
        Ok(self.get()?.is_consent_exempt())
    }

    /// The source text from its first to its last member.
    #[getter]
    fn source(&self) -> PyResult<&str> {
        Ok(self.get()?.source())
    }

    /// Where its first member starts.
    #[getter]
    fn start(&self) -> PyResult<u32> {
        Ok(self.document.get().offset(self.get()?.span().start()))
    }

    /// Where its last member ends.
    #[getter]
    fn end(&self) -> PyResult<u32> {
        Ok(self.document.get().offset(self.get()?.span().end()))
    }

    /// Where its first member starts and its last one ends.
    #[getter]
    fn span(&self) -> PyResult<(u32, u32)> {
        Ok(self.document.get().span(self.get()?.span()))
    }

    /// The sentence that makes it.
    #[getter]
    fn sentence(&self, py: Python<'_>) -> PyResult<Sentence> {
        Ok(Sentence::new(py, &self.document, self.get()?.sentence()))
    }

    /// The innermost section that holds it.
    #[getter]
    fn section(&self, py: Python<'_>) -> PyResult<Option<Section>> {
        let section = self.get()?.section();
        Ok(section.map(|section| Section::new(py, &self.document, section)))
    }

    /// The innermost heading above it.
    #[getter]
    fn heading(&self, py: Python<'_>) -> PyResult<Option<Section>> {
        let heading = self.get()?.heading();
        Ok(heading.map(|heading| Section::new(py, &self.document, heading)))
    }

    /// The headings above it, from the outermost to the innermost.
    #[getter]
    fn heading_path(&self, py: Python<'_>) -> PyResult<Vec<Section>> {
        Ok(Section::all(py, &self.document, self.get()?.heading_path()))
    }

    /// Its words by role, and what it says as a whole, as a ``dict`` of strings and lists of strings: a row
    /// of a table. The keys of roles are those of JSON.
    ///
    /// >>> pandas.DataFrame(statement.to_dict() for statement in document.statements)  # doctest: +SKIP
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let (row, statement) = (PyDict::new(py), self.get()?);
        row.set_item("id", self.id.index())?;
        for &role in MemberRole::ALL {
            let words = statement.in_role(role).map(|annotation| annotation.text().into_owned());
            row.set_item(role.key(), PyList::new(py, words.collect::<Vec<_>>())?)?;
        }
        row.set_item("polarity", statement.polarity().name())?;
        row.set_item("modality", self.modality()?)?;
        row.set_item("certainty", statement.certainty().name())?;
        row.set_item("asserted", statement.is_asserted())?;
        row.set_item("consent_exempt", statement.is_consent_exempt())?;
        let headings = statement.heading_path().into_iter().filter_map(|heading| heading.title());
        row.set_item("headings", headings.collect::<Vec<_>>())?;
        let (start, end) = self.span()?;
        row.set_item("start", start)?;
        row.set_item("end", end)?;
        Ok(row)
    }

    fn __eq__(&self, other: &Bound<'_, Self>) -> bool {
        let other = other.get();
        self.id == other.id && self.document.get().is_same(other.document.get())
    }

    fn __hash__(&self) -> u64 {
        self.document.get().hash_of(self.id.index())
    }

    /// One line: who, whether it is denied or how binding it is, the verbs, the data, and all else.
    fn __str__(&self) -> PyResult<String> {
        Ok(self.get()?.to_string())
    }

    fn __repr__(&self) -> PyResult<String> {
        Ok(format!("<Statement #{} {}>", self.id, self.get()?))
    }
}

impl Pickle for Statement {
    fn pickled<'py>(&self, py: Python<'py>) -> PyResult<Pickled<'py>> {
        sequence::pickled(py, &self.document, Kind::Statements, self.id.index())
    }
}

unchanging!(Statement);

/// An annotation of a statement, with its role in it.
#[pyclass(frozen, get_all, module = "policymark")]
pub(crate) struct Member {
    /// The annotation.
    annotation: Py<Annotation>,
    /// Its role: ``"actor"``, ``"data"``, ``"purpose"``, ...
    role: Name,
    /// The rule of ``grammar.md`` that tied it: ``"S9"``.
    rule: Name,
}

/// ``<设备信息>，如<型号>``: one data annotation comprises another.
#[pyclass(frozen, get_all, module = "policymark")]
pub(crate) struct Inclusion {
    /// The whole: ``<设备信息>``.
    whole: Py<Annotation>,
    /// The part: ``<型号>``.
    part: Py<Annotation>,
    /// The rule of ``grammar.md`` that tied them.
    rule: Name,
}

/// A word without a mark, in a role for which a statement has no annotation: 您 in ``您需要[提供]<邮箱>``.
#[pyclass(frozen, get_all, eq, hash, module = "policymark")]
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct Unmarked {
    /// ``"actor"``, ``"action"``, ``"recipient"`` or ``"source"``.
    role: Name,
    /// The party that it names: ``"first"``, ``"third"``, ``"subject"`` or ``None``.
    party: Option<Name>,
    /// The rule of ``grammar.md`` that found it.
    rule: Name,
    /// The word.
    text: String,
    /// Where it starts.
    start: u32,
    /// Where it ends.
    end: u32,
}

#[pymethods]
impl Member {
    fn __eq__(&self, other: &Bound<'_, Self>) -> bool {
        let other = other.get();
        (&self.role, &self.rule) == (&other.role, &other.rule)
            && self.annotation.get().is_same(other.annotation.get())
    }

    fn __hash__(&self) -> u64 {
        self.annotation.get().__hash__()
    }

    fn __repr__(&self) -> PyResult<String> {
        Ok(format!("<Member {} {} {}>", self.role, self.annotation.get().__repr__()?, self.rule))
    }
}

#[pymethods]
impl Inclusion {
    fn __eq__(&self, other: &Bound<'_, Self>) -> bool {
        let other = other.get();
        self.rule == other.rule
            && self.whole.get().is_same(other.whole.get())
            && self.part.get().is_same(other.part.get())
    }

    fn __hash__(&self) -> u64 {
        self.part.get().__hash__()
    }

    fn __repr__(&self) -> PyResult<String> {
        let (whole, part) = (self.whole.get().__repr__()?, self.part.get().__repr__()?);
        Ok(format!("<Inclusion {whole} {part} {}>", self.rule))
    }
}

#[pymethods]
impl Unmarked {
    fn __repr__(&self) -> String {
        format!("<Unmarked {} {}>", self.role, self.text)
    }
}

pickled_by_fields! {
    Member { annotation: Py<Annotation>, role: Name, rule: Name }
    Inclusion { whole: Py<Annotation>, part: Py<Annotation>, rule: Name }
    Unmarked { role: Name, party: Option<Name>, rule: Name, text: String, start: u32, end: u32 }
}
