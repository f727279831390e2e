//! The filters of `Document.find`.

use std::sync::{Arc, OnceLock};

use policymark::annotation::Role;
use policymark::lexicon::{DataCategory, Ground, Party, Processing};
use policymark::query::{self, Filter, TextPattern, containing};
use policymark::statement::{Certainty, MemberRole, Modality, Polarity};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};

use crate::document::Document;
use crate::parser::named;
use crate::statement::Statement;

/// The statements of a document that fit every filter.
pub(crate) fn find(
    document: &Bound<'_, Document>,
    filters: Option<&Bound<'_, PyDict>>,
) -> PyResult<Vec<Statement>> {
    let faults = Faults::default();
    let filter = |(name, value): (Bound<'_, PyAny>, Bound<'_, PyAny>)| {
        filter(document.get(), name.extract()?, &value, &faults)
    };
    let filters = filters.into_iter().flatten().map(filter).collect::<PyResult<Vec<_>>>()?;
    let found = document.get().inner().find(Filter::all(filters));
    let statements = Statement::all(document.py(), document.as_unbound(), found);
    match faults.0.get() {
        Some(fault) => Err(fault.clone_ref(document.py())),
        None => Ok(statements),
    }
}

/// The first exception that a pattern of Python raised.
#[derive(Clone, Default)]
struct Faults(Arc<OnceLock<PyErr>>);

/// Words to look for.
struct Words {
    sort: Sort,
    faults: Faults,
}

enum Sort {
    /// All the words of a mark.
    All(String),
    /// A part of them.
    Part(String),
    /// A compiled pattern of `re`.
    Pattern(Py<PyAny>),
}

impl Words {
    fn new(value: &Bound<'_, PyAny>, faults: &Faults) -> PyResult<Self> {
        let sort = match value.extract::<String>() {
            Ok(words) => match words.strip_prefix('~') {
                Some(part) => Sort::Part(part.to_owned()),
                None => Sort::All(words),
            },
            Err(_) if value.hasattr("search")? => Sort::Pattern(value.clone().unbind()),
            Err(_) => {
                let found = value.get_type().name()?;
                let message = format!("expected a string or a pattern of re, not {found}");
                return Err(PyTypeError::new_err(message));
            }
        };
        Ok(Self { sort, faults: faults.clone() })
    }
}

impl TextPattern for Words {
    fn fits_text(&self, text: &str) -> bool {
        match &self.sort {
            Sort::All(words) => words.as_str().fits_text(text),
            Sort::Part(part) => containing(part).fits_text(text),
            Sort::Pattern(pattern) => Python::attach(|py| {
                let found = pattern.bind(py).call_method1("search", (text,));
                found.map(|found| !found.is_none()).unwrap_or_else(|fault| {
                    self.faults.0.get_or_init(|| fault);
                    false
                })
            }),
        }
    }
}

/// One filter for a string or a pattern, or one of those for the values of a list.
fn any<'f>(
    value: &Bound<'_, PyAny>,
    filter: impl Fn(&Bound<'_, PyAny>) -> PyResult<Filter<'f>>,
) -> PyResult<Filter<'f>> {
    if !value.is_instance_of::<PyString>() && value.hasattr("__iter__")? {
        let each = value.try_iter()?.map(|value| filter(&value?));
        return Ok(Filter::any(each.collect::<PyResult<Vec<_>>>()?));
    }
    filter(value)
}

/// The filter of this keyword.
fn filter(
    document: &Document,
    name: &str,
    value: &Bound<'_, PyAny>,
    faults: &Faults,
) -> PyResult<Filter<'static>> {
    let name_of = |value: &Bound<'_, PyAny>| value.extract::<String>();
    match name {
        "role" => any(value, |v| Ok(query::action(named::<Role>(&name_of(v)?)?))),
        "processing" => any(value, |v| Ok(query::action(named::<Processing>(&name_of(v)?)?))),
        "category" => any(value, |v| Ok(query::data(named::<DataCategory>(&name_of(v)?)?))),
        "party" => any(value, |v| Ok(query::party(named::<Party>(&name_of(v)?)?))),
        "ground" => any(value, |v| Ok(query::ground(named::<Ground>(&name_of(v)?)?))),
        "polarity" => any(value, |v| Ok(query::polarity(named::<Polarity>(&name_of(v)?)?))),
        "modality" => any(value, |v| Ok(query::modality(named::<Modality>(&name_of(v)?)?))),
        "certainty" => Ok(query::at_most(named::<Certainty>(&name_of(value)?)?)),
        "sensitive" => Ok(if_so(value.extract()?, query::sensitive())),
        "asserted" => Ok(if_so(value.extract()?, query::asserted())),
        "consent_exempt" => Ok(if_so(value.extract()?, query::consent_exempt())),
        "at" => {
            let offset = value.extract()?;
            let byte = document.byte(offset);
            Ok(byte.map_or_else(|| Filter::any([]), query::at))
        }
        _ => {
            let of_words = of_words(name).ok_or_else(|| {
                PyTypeError::new_err(format!(
                    "find() has no filter {name:?}; see help(Document.find)"
                ))
            })?;
            any(value, |value| Ok(of_words(Words::new(value, faults)?)))
        }
    }
}

fn if_so(wanted: bool, filter: Filter<'static>) -> Filter<'static> {
    if wanted { filter } else { !filter }
}

/// The filter of words with this name.
fn of_words(name: &str) -> Option<fn(Words) -> Filter<'static>> {
    Some(match name {
        "actor" => |words| who(MemberRole::Actor, words),
        "recipient" => |words| who(MemberRole::Recipient, words),
        "source" => |words| who(MemberRole::Source, words),
        "action" => |words| who(MemberRole::Action, words),
        "subject" => query::subject,
        "place" => query::place,
        "data" => query::data,
        "excluded" => query::excluded,
        "purpose" => query::purpose,
        "condition" => query::condition,
        "exception" => query::exception,
        "absence" => query::without,
        "whole" => query::whole,
        "item" => query::item,
        "means" => query::means,
        "announced" => query::announced,
        "heading" => query::heading,
        _ => return None,
    })
}

/// Whoever is marked or only named: 您 in `您需要[提供]<邮箱>`.
fn who(role: MemberRole, words: Words) -> Filter<'static> {
    let words = Arc::new(words);
    let unmarked = Arc::clone(&words);
    query::member(role, move |text: &str| words.fits_text(text))
        | query::unmarked(role, move |text: &str| unmarked.fits_text(text))
}
