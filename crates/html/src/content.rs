//! [`Content`]: what the program of a page reads.

use policymark::Document;
use policymark::agreement::Agreement;
use policymark::compare::Comparison;
use serde::Serialize;

use crate::advice::Advice;
use crate::entry::Entry;

/// The data of a page. The tag tells the program what to show.
#[derive(Serialize)]
#[serde(tag = "page", rename_all = "kebab-case")]
pub(crate) enum Content<'a> {
    /// One policy, and the way to the index of its folder.
    Policy {
        policies: [Shown<'a>; 1],
        #[serde(skip_serializing_if = "Option::is_none")]
        index: Option<&'a str>,
    },
    /// Two versions.
    Diff { policies: [Shown<'a>; 2], comparison: Comparison<'a> },
    /// One text by two annotators.
    Agreement { policies: [Shown<'a>; 2], agreement: &'a Agreement<'a> },
    /// The policies of a folder.
    Index { title: &'a str, policies: &'a [Entry] },
}

/// A policy with what its document says, and what to do about its diagnostics.
#[derive(Serialize)]
pub(crate) struct Shown<'a> {
    name: &'a str,
    document: &'a Document,
    advice: Vec<Advice<'a>>,
}

impl<'a> Shown<'a> {
    pub(crate) fn new(name: &'a str, document: &'a Document) -> Self {
        Self { name, document, advice: crate::advice::all(document) }
    }
}
