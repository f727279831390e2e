//! Policies in the formats of other tools. `policymark.convert` is how Python sees it.

use std::collections::{BTreeMap, HashMap};

use policymark::AnnotationKind;
use policymark_interchange::import::Foreign;
use policymark_interchange::view::View;
use policymark_interchange::{Export, Format, Labels, Options, Source};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::document::Document;
use crate::error;
use crate::parser::{self, Parser};

/// By the name of a kind, what another tool calls it: the first is written, all are read.
type Names = BTreeMap<String, Vec<String>>;

/// The content of files by their names.
type Files = HashMap<String, String>;

/// How often something was there.
type Counts = BTreeMap<&'static str, usize>;

/// The formats that can be written, or those that can be read from a string.
#[pyfunction]
pub(crate) fn formats(written: bool) -> Vec<&'static str> {
    let is_one = if written { Format::can_write } else { Format::is_text };
    Format::ALL.iter().filter(|format| is_one(**format)).map(|format| format.name()).collect()
}

/// The files of an export by their names, and what the format does not carry, with how often it was there.
#[pyfunction]
pub(crate) fn export(
    py: Python<'_>,
    documents: Vec<(String, Py<Document>)>,
    format: &str,
    labels: Names,
    offsets: bool,
) -> PyResult<(Files, Counts)> {
    let format = named(format, true)?;
    let mut options = Options::default();
    (options.labels, options.offsets) = (labels_of(&labels)?, offsets);
    Ok(py.detach(|| {
        let mut export = Export::new(format, options);
        let (mut files, mut losses) = (Files::new(), Counts::new());
        let mut pieces = export.start();
        for (name, document) in &documents {
            let view = View::new(name, document.get().inner());
            for (feature, count) in format.losses(&view) {
                *losses.entry(feature.name()).or_default() += count;
            }
            pieces.append(&mut export.policy(&view));
        }
        pieces.append(&mut export.end());
        for piece in pieces {
            files.entry(piece.file).or_default().push_str(&piece.content);
        }
        (files, losses)
    }))
}

/// The policies of a file, and what of it could not be read.
#[pyfunction]
pub(crate) fn import_(
    py: Python<'_>,
    content: &str,
    format: &str,
    name: &str,
    text: Option<&str>,
    labels: Names,
    parser: Option<Py<Parser>>,
) -> PyResult<(Vec<Imported>, Vec<String>)> {
    let format = named(format, false)?;
    if text.is_none() && format.needs_text_beside() {
        let message = format!("{} has its text in a file beside: text is missing", format.name());
        return Err(PyValueError::new_err(message));
    }
    let labels = labels_of(&labels)?;
    let parser = parser.map_or_else(policymark::Parser::new, |parser| parser.get().inner().clone());
    let source = Source::new(name, content);
    let source = text.map_or(source, |text| source.with_text(text));
    let reading = py.detach(|| format.read(&source));
    let marked = |policy: &Foreign| marked(py, policy, &labels, &parser);
    let policies = reading.policies.iter().map(marked).collect::<PyResult<_>>()?;
    Ok((policies, reading.faults.iter().map(ToString::to_string).collect()))
}

/// A policy: its name, its markup, what could not be marked, and what markup has no place for.
type Imported = (String, String, Vec<String>, Counts);

fn marked(
    py: Python<'_>,
    policy: &Foreign,
    labels: &Labels,
    parser: &policymark::Parser,
) -> PyResult<Imported> {
    let imported = py
        .detach(|| policy.to_markup(labels, parser))
        .map_err(|e| error::not_parsed(py, &e, &policy.text, policy.unit, None))?;
    let faults = imported.faults.iter().map(ToString::to_string).collect();
    Ok((policy.name.clone(), imported.markup, faults, policy.ignored.clone()))
}

/// The format of a name that can be written, or read.
fn named(name: &str, written: bool) -> PyResult<Format> {
    let all = formats(written);
    Format::named(name).filter(|format| all.contains(&format.name())).ok_or_else(|| {
        let done = if written { "write" } else { "read" };
        PyValueError::new_err(format!("cannot {done} {name:?}; expected one of {}", all.join(", ")))
    })
}

fn labels_of(names: &Names) -> PyResult<Labels> {
    let mut labels = Labels::standard();
    for (kind, names) in names {
        let kind: AnnotationKind = parser::named(kind)?;
        labels.set(kind, &names.iter().map(String::as_str).collect::<Vec<_>>());
    }
    Ok(labels)
}
