//! The names of kinds in the files of other tools.

use std::collections::HashMap;
use std::ops::Range;

use policymark::text::AnnotationKind;
use policymark_interchange::Labels;
use serde::{Deserialize, Serialize};
use toml::Spanned;

/// The labels of each kind in the files of other tools: the first is written, all are read.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct LabelsConfig {
    purpose: Vec<Spanned<String>>,
    action: Vec<Spanned<String>>,
    data: Vec<Spanned<String>>,
    actor: Vec<Spanned<String>>,
}

impl Default for LabelsConfig {
    fn default() -> Self {
        let standard = Labels::standard();
        let label = |kind| vec![Spanned::new(0..0, standard.of(kind).to_owned())];
        Self {
            purpose: label(AnnotationKind::Purpose),
            action: label(AnnotationKind::Action),
            data: label(AnnotationKind::Data),
            actor: label(AnnotationKind::Actor),
        }
    }
}

/// What is wrong with a label.
#[derive(Debug)]
pub(super) enum LabelFault {
    /// No tool takes it: it is empty, or has blanks at its edges or a line end.
    Unwritable(String),
    /// Another kind has it.
    Shared(String, AnnotationKind),
}

impl LabelsConfig {
    /// Adds these labels to those that are known.
    pub(crate) fn apply(&self, labels: &mut Labels) {
        for (kind, names) in self.by_kind() {
            let names: Vec<_> = names.iter().map(|name| name.get_ref().as_str()).collect();
            labels.set(kind, &names);
        }
    }

    /// The first fault, and where it is in the file, in bytes.
    pub(super) fn fault(&self) -> Option<(Range<usize>, LabelFault)> {
        let mut known = HashMap::new();
        for (kind, labels) in self.by_kind() {
            for label in labels {
                let name = label.get_ref();
                let is_bad =
                    name.is_empty() || name.trim() != name || name.contains(char::is_control);
                if is_bad {
                    return Some((label.span(), LabelFault::Unwritable(name.clone())));
                }
                let other = known.insert(name.to_lowercase(), kind);
                if let Some(other) = other.filter(|&other| other != kind) {
                    return Some((label.span(), LabelFault::Shared(name.clone(), other)));
                }
            }
        }
        None
    }

    fn by_kind(&self) -> [(AnnotationKind, &[Spanned<String>]); 4] {
        [
            (AnnotationKind::Purpose, &self.purpose),
            (AnnotationKind::Action, &self.action),
            (AnnotationKind::Data, &self.data),
            (AnnotationKind::Actor, &self.actor),
        ]
    }
}
