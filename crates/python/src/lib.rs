//! The Python package `policymark`: documents as objects, columns of Arrow, and the command.
//!
//! The doc comments of classes and methods are what Python's `help()` shows. The types are in
//! `python/policymark/_policymark.pyi`.

use pyo3::prelude::*;

mod agreement;
mod annotation;
mod change;
mod columns;
mod command;
mod convert;
mod diagnostic;
mod document;
mod error;
mod find;
mod fix;
mod html;
mod inventory;
mod lexicon;
mod lines;
mod offsets;
mod parser;
mod pickle;
mod plain;
mod section;
mod sequence;
mod statement;
mod statistics;
mod sum;

/// The parser of policymark; see the package ``policymark``.
#[pymodule]
mod _policymark {
    use pyo3::prelude::*;

    /// The sequences of a document are sequences for `isinstance` and for `match` too.
    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        let py = module.py();
        module.add("__version__", env!("CARGO_PKG_VERSION"))?;
        let handles = py.get_type::<crate::sequence::Handles>();
        py.import("collections.abc")?.getattr("Sequence")?.call_method1("register", (handles,))?;
        Ok(())
    }

    #[pymodule_export]
    use crate::agreement::{Agreement, Disagreement, Figures};
    #[pymodule_export]
    use crate::annotation::{Annotation, Item};
    #[pymodule_export]
    use crate::change::Change;
    #[pymodule_export]
    use crate::columns::{
        ArrowColumn, ArrowSchema, ArrowTable, annotations, annotations_schema, statements,
        statements_schema,
    };
    #[pymodule_export]
    use crate::command::run;
    #[pymodule_export]
    use crate::convert::{export, formats, import_};
    #[pymodule_export]
    use crate::diagnostic::Diagnostic;
    #[pymodule_export]
    use crate::document::Document;
    #[pymodule_export]
    use crate::fix::{Edit, Fix};
    #[pymodule_export]
    use crate::inventory::{Inventory, InventoryItem, Practices};
    #[pymodule_export]
    use crate::lexicon::Lexicon;
    #[pymodule_export]
    use crate::parser::Parser;
    #[pymodule_export]
    use crate::plain::PlainText;
    #[pymodule_export]
    use crate::section::{Section, Sentence};
    #[pymodule_export]
    use crate::statement::{Inclusion, Member, Statement, Unmarked};
    #[pymodule_export]
    use crate::statistics::Statistics;
}
