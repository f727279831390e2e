//! `Inventory`: who does what with each data item.

use policymark::query;
use policymark::statement::MemberRole;
use pyo3::exceptions::{PyKeyError, PyValueError};
use pyo3::prelude::*;
use self_cell::self_cell;

use crate::annotation::Annotation;
use crate::document::Document;
use crate::pickle::{self, Pickle, Pickled, unchanging};
use crate::section::Section;
use crate::statement::Statement;

self_cell! {
    /// An inventory with the document that it reads.
    struct Held {
        owner: Py<Document>,
        #[covariant]
        dependent: Items,
    }
}

type Items<'d> = query::Inventory<'d>;

/// Who does what with each data item, or with each actor or party. ``len()``, iteration and
/// ``inventory["手机号码"]`` work.
///
/// >>> inventory = policymark.parse("(我们)会[收集]<手机号码>，并向(合作伙伴)[提供]<手机号码>。").inventory()
/// >>> inventory["手机号码"].affirmed.actions
/// ['收集', '提供']
#[pyclass(frozen, module = "policymark")]
pub(crate) struct Inventory {
    held: Held,
    by: &'static str,
}

impl Inventory {
    pub(crate) fn new(document: &Bound<'_, Document>, by: &str) -> PyResult<Self> {
        let (by, make): (_, fn(&policymark::Document) -> Items<'_>) = match by {
            "data" => ("data", policymark::Document::inventory),
            "items" => ("items", policymark::Document::item_inventory),
            "actors" => ("actors", policymark::Document::actor_inventory),
            "parties" => ("parties", policymark::Document::party_inventory),
            _ => {
                let expected = "expected one of data, items, actors, parties";
                return Err(PyValueError::new_err(format!("unknown inventory {by:?}; {expected}")));
            }
        };
        let py = document.py();
        let held = Held::new(document.clone().unbind(), |held| {
            let document = held.get().inner();
            py.detach(|| make(document))
        });
        Ok(Self { held, by })
    }

    fn inner(&self) -> &Items<'_> {
        self.held.borrow_dependent()
    }
}

// With its path, since pyo3 expands this to a block that has an `Inventory` too.
#[pymethods]
impl self::Inventory {
    fn __len__(&self) -> usize {
        self.inner().len()
    }

    fn __contains__(&self, text: &str) -> bool {
        self.inner().get(text).is_some()
    }

    fn __getitem__(slf: &Bound<'_, Self>, text: &str) -> PyResult<InventoryItem> {
        let found = slf.get().inner().get(text);
        let item = found.ok_or_else(|| PyKeyError::new_err(text.to_owned()))?;
        Ok(InventoryItem { inventory: slf.clone().unbind(), text: item.text().to_owned() })
    }

    /// The items in the order of the text.
    #[getter]
    fn items(slf: &Bound<'_, Self>) -> Vec<InventoryItem> {
        let item = |item: query::InventoryItem<'_, '_>| InventoryItem {
            inventory: slf.clone().unbind(),
            text: item.text().to_owned(),
        };
        slf.get().inner().iter().map(item).collect()
    }

    fn __iter__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let items = Self::items(slf).into_pyobject(slf.py())?;
        Ok(items.try_iter()?.into_any())
    }

    fn __repr__(&self) -> String {
        format!("<Inventory of {}>", self.inner().len())
    }
}

/// A data item, an actor or a party, and what the policy says about it.
#[pyclass(frozen, module = "policymark")]
pub(crate) struct InventoryItem {
    inventory: Py<Inventory>,
    text: String,
}

impl InventoryItem {
    fn document(&self) -> &Py<Document> {
        self.inventory.get().held.borrow_owner()
    }

    fn get(&self) -> PyResult<query::InventoryItem<'_, '_>> {
        let found = self.inventory.get().inner().get(&self.text);
        found.ok_or_else(|| PyKeyError::new_err(self.text.clone()))
    }

    fn practices(&self, py: Python<'_>, side: SideOf) -> Practices {
        Practices { inventory: self.inventory.clone_ref(py), text: self.text.clone(), side }
    }
}

#[pymethods]
impl InventoryItem {
    /// Its words.
    #[getter]
    fn text(&self) -> &str {
        &self.text
    }

    /// Of an actor: ``"first"``, ``"third"`` or ``"subject"``.
    #[getter]
    fn party(&self) -> PyResult<Option<&'static str>> {
        Ok(self.get()?.party().map(|party| party.name()))
    }

    /// Of data: the category of personal information.
    #[getter]
    fn category(&self) -> PyResult<Option<&'static str>> {
        Ok(self.get()?.class().map(|class| class.category.name()))
    }

    /// Whether it is sensitive personal information.
    #[getter]
    fn is_sensitive(&self) -> PyResult<bool> {
        Ok(self.get()?.class().is_some_and(|class| class.is_sensitive()))
    }

    /// The annotations that name it.
    #[getter]
    fn mentions(&self, py: Python<'_>) -> PyResult<Vec<Annotation>> {
        Ok(Annotation::all(py, self.document(), self.get()?.mentions()))
    }

    /// The statements about it.
    #[getter]
    fn statements(&self, py: Python<'_>) -> PyResult<Vec<Statement>> {
        Ok(Statement::all(py, self.document(), self.get()?.statements()))
    }

    /// The headings under which it is.
    #[getter]
    fn headings(&self, py: Python<'_>) -> PyResult<Vec<Section>> {
        Ok(Section::all(py, self.document(), self.get()?.headings()))
    }

    /// What is said to be done.
    #[getter]
    fn affirmed(&self, py: Python<'_>) -> Practices {
        self.practices(py, SideOf::Affirmed)
    }

    /// What is said not to be done.
    #[getter]
    fn denied(&self, py: Python<'_>) -> Practices {
        self.practices(py, SideOf::Denied)
    }

    /// What is only supposed or asked.
    #[getter]
    fn supposed(&self, py: Python<'_>) -> Practices {
        self.practices(py, SideOf::Supposed)
    }

    fn __eq__(&self, other: &Bound<'_, Self>) -> bool {
        let (one, other) = (self.inventory.get(), other.get());
        let of_other = other.inventory.get();
        one.by == of_other.by
            && self.text == other.text
            && self.document().get().is_same(other.document().get())
    }

    fn __hash__(&self) -> u64 {
        self.document().get().hash_of(&self.text)
    }

    fn __repr__(&self) -> String {
        format!("<InventoryItem {}>", self.text)
    }
}

/// Which statements about an item.
#[derive(Clone, Copy)]
enum SideOf {
    Affirmed,
    Denied,
    Supposed,
}

impl SideOf {
    /// The attribute of an item that has them.
    const fn name(self) -> &'static str {
        match self {
            Self::Affirmed => "affirmed",
            Self::Denied => "denied",
            Self::Supposed => "supposed",
        }
    }
}

/// What is done with an item: the words of each role in the statements about it, each once.
#[pyclass(frozen, module = "policymark")]
pub(crate) struct Practices {
    inventory: Py<Inventory>,
    text: String,
    side: SideOf,
}

impl Practices {
    fn get(&self) -> PyResult<query::Practices<'_, '_>> {
        let found = self.inventory.get().inner().get(&self.text);
        let item = found.ok_or_else(|| PyKeyError::new_err(self.text.clone()))?;
        Ok(match self.side {
            SideOf::Affirmed => item.affirmed(),
            SideOf::Denied => item.denied(),
            SideOf::Supposed => item.supposed(),
        })
    }

    fn texts(&self, role: MemberRole) -> PyResult<Vec<String>> {
        Ok(self.get()?.texts(role).into_iter().map(|words| words.into_owned()).collect())
    }
}

#[pymethods]
impl Practices {
    /// The statements.
    #[getter]
    fn statements(&self, py: Python<'_>) -> PyResult<Vec<Statement>> {
        let document = self.inventory.get().held.borrow_owner();
        Ok(Statement::all(py, document, self.get()?.statements()))
    }

    /// What is done.
    #[getter]
    fn actions(&self) -> PyResult<Vec<String>> {
        self.texts(MemberRole::Action)
    }

    /// With which data.
    #[getter]
    fn data(&self) -> PyResult<Vec<String>> {
        self.texts(MemberRole::Data)
    }

    /// Who does it.
    #[getter]
    fn actors(&self) -> PyResult<Vec<String>> {
        self.texts(MemberRole::Actor)
    }

    /// Who gets the data.
    #[getter]
    fn recipients(&self) -> PyResult<Vec<String>> {
        self.texts(MemberRole::Recipient)
    }

    /// From whom the data comes.
    #[getter]
    fn sources(&self) -> PyResult<Vec<String>> {
        self.texts(MemberRole::Source)
    }

    /// Where, or by which system.
    #[getter]
    fn places(&self) -> PyResult<Vec<String>> {
        self.texts(MemberRole::Place)
    }

    /// What for.
    #[getter]
    fn purposes(&self) -> PyResult<Vec<String>> {
        self.texts(MemberRole::Purpose)
    }

    /// When or on what basis.
    #[getter]
    fn conditions(&self) -> PyResult<Vec<String>> {
        self.texts(MemberRole::Condition)
    }

    /// In which cases not.
    #[getter]
    fn exceptions(&self) -> PyResult<Vec<String>> {
        self.texts(MemberRole::Exception)
    }

    /// Without what.
    #[getter]
    fn absences(&self) -> PyResult<Vec<String>> {
        self.texts(MemberRole::Absence)
    }

    /// Whether there are any.
    fn __bool__(&self) -> PyResult<bool> {
        Ok(!self.get()?.is_empty())
    }

    fn __repr__(&self) -> PyResult<String> {
        Ok(format!("<Practices with {}: {}>", self.text, self.actions()?.join("、")))
    }
}

impl Pickle for Inventory {
    fn pickled<'py>(&self, py: Python<'py>) -> PyResult<Pickled<'py>> {
        let make = py.get_type::<Document>().getattr("inventory")?;
        Ok((make, (self.held.borrow_owner(), self.by).into_pyobject(py)?))
    }
}

impl Pickle for InventoryItem {
    fn pickled<'py>(&self, py: Python<'py>) -> PyResult<Pickled<'py>> {
        pickle::item(py, &self.inventory, &self.text)
    }
}

impl Pickle for Practices {
    fn pickled<'py>(&self, py: Python<'py>) -> PyResult<Pickled<'py>> {
        let (inventory, text) = (self.inventory.clone_ref(py), self.text.clone());
        pickle::attribute(py, InventoryItem { inventory, text }, self.side.name())
    }
}

unchanging!(self::Inventory, InventoryItem, Practices);
