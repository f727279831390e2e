//! `Lexicon`: the tables of Chinese words.

use policymark::lexicon::{self, Table};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::error;
use crate::parser::named;

/// The Chinese words by which policies are read, in tables: ``"verbs"``, ``"parties"``, ``"cues"``,
/// ``"roles"``, ``"items"``, ``"data"``, ``"outline"``, ``"notation"``, ``"grounds"``, ``"places"``.
///
/// A table is text: one line with a word, a tab and its class.
///
/// >>> lexicon = policymark.Lexicon().extended("items", "外加\tseparates\n")
/// >>> parser = policymark.Parser(lexicon=lexicon)
#[pyclass(frozen, eq, module = "policymark")]
#[derive(Clone, PartialEq)]
pub(crate) struct Lexicon(pub(crate) lexicon::Lexicon);

fn table(name: &str) -> PyResult<Table> {
    named(name)
}

/// A change of a lexicon by the words of one table.
type Changed =
    fn(&lexicon::Lexicon, Table, &str) -> Result<lexicon::Lexicon, lexicon::LexiconError>;

impl Lexicon {
    fn changed(&self, py: Python<'_>, change: Changed, name: &str, words: &str) -> PyResult<Self> {
        let table = table(name)?;
        let changed = py.detach(|| change(&self.0, table, words));
        changed.map(Self).map_err(|fault| error::bad_table(py, &fault))
    }
}

#[pymethods]
impl Lexicon {
    /// The standard lexicon, with tables replaced: ``Lexicon(items="、\tseparates\n")``.
    #[new]
    #[pyo3(signature = (**tables))]
    fn new(py: Python<'_>, tables: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut lexicon = Self(lexicon::Lexicon::standard().clone());
        for (name, words) in tables.into_iter().flatten() {
            let change = lexicon::Lexicon::replaced;
            lexicon = lexicon.changed(py, change, name.extract()?, words.extract()?)?;
        }
        Ok(lexicon)
    }

    /// The text of a table.
    fn source(&self, table: &str) -> PyResult<&str> {
        Ok(self.0.source(self::table(table)?))
    }

    /// The same lexicon with more words in a table.
    fn extended(&self, py: Python<'_>, table: &str, words: &str) -> PyResult<Self> {
        self.changed(py, lexicon::Lexicon::extended, table, words)
    }

    /// The same lexicon with another table instead of one.
    fn replaced(&self, py: Python<'_>, table: &str, words: &str) -> PyResult<Self> {
        self.changed(py, lexicon::Lexicon::replaced, table, words)
    }

    /// The same lexicon without these words of a table, one on each line.
    fn trimmed(&self, py: Python<'_>, table: &str, words: &str) -> PyResult<Self> {
        self.changed(py, lexicon::Lexicon::trimmed, table, words)
    }

    /// The category of personal information of a data item, and whether it is sensitive: ``("location",
    /// True)``. ``None`` if the lexicon does not have it.
    fn classify(&self, item: &str) -> Option<(&'static str, bool)> {
        self.0.classify(item).map(|class| (class.category.name(), class.is_sensitive()))
    }

    /// Pickles the tables that are not the standard ones.
    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> PyResult<((), Bound<'py, PyDict>)> {
        let tables = PyDict::new(py);
        for &table in Table::ALL {
            let source = self.0.source(table);
            if source != lexicon::Lexicon::standard().source(table) {
                tables.set_item(table.name(), source)?;
            }
        }
        Ok(((), tables))
    }

    fn __hash__(&self) -> usize {
        Table::ALL.iter().map(|&table| self.0.source(table).len()).sum()
    }

    fn __repr__(&self) -> String {
        let standard = lexicon::Lexicon::standard();
        let is_changed = |table: &&Table| self.0.source(**table) != standard.source(**table);
        let changed: Vec<_> = Table::ALL.iter().filter(is_changed).map(|t| t.name()).collect();
        match changed.is_empty() {
            true => "<Lexicon standard>".to_owned(),
            false => format!("<Lexicon changed: {}>", changed.join(", ")),
        }
    }
}
