//! [`Labels`]: the names that other tools give to what is marked.

use std::collections::HashMap;

use policymark::text::AnnotationKind;

/// The names of kinds in other tools: the one that is written for each kind, and all that are read.
///
/// ```
/// use policymark::AnnotationKind::{Actor, Data};
/// use policymark_interchange::Labels;
///
/// let mut labels = Labels::standard();
/// assert_eq!(labels.of(Data), "Data");
/// assert_eq!(labels.kind("数据"), Some(Data));
/// assert_eq!(labels.kind("RECIPIENT"), Some(Actor));
///
/// labels.set(Data, &["PERSONAL_INFO"]);
/// assert_eq!(labels.of(Data), "PERSONAL_INFO");
/// assert_eq!(labels.kind("数据"), Some(Data), "it is still read");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labels {
    /// By kind, in the order of [`AnnotationKind::ALL`].
    written: Vec<String>,
    /// By their names in lower case.
    read: HashMap<String, AnnotationKind>,
}

/// Kinds, and the labels of each: the first is written, all are read.
const STANDARD: &str = include_str!("labels.tsv");

impl Labels {
    /// The labels of `labels.tsv`: `Purpose`, `Action`, `Data` and `Actor` are written. The Chinese names, those of
    /// published corpora (`handler`, `recipient`, `collect`, `share`, `condition`) and others are read too.
    #[must_use]
    pub fn standard() -> Self {
        let written = AnnotationKind::ALL.iter().map(|kind| kind.name().to_owned()).collect();
        let mut labels = Self { written, read: HashMap::new() };
        for row in STANDARD.lines().filter(|row| !row.starts_with('#')) {
            let mut cells = row.split('\t');
            if let Some(Ok(kind)) = cells.next().map(str::parse) {
                labels.set(kind, &cells.collect::<Vec<_>>());
            }
        }
        labels
    }

    /// Gives a kind other labels: the first is written from now on, all of them are read. A label that another kind
    /// had is taken from it.
    pub fn set(&mut self, kind: AnnotationKind, labels: &[&str]) {
        if let Some(first) = labels.first() {
            self.written[place(kind)] = (*first).to_owned();
        }
        self.read.extend(labels.iter().map(|label| (label.to_lowercase(), kind)));
    }

    /// The label to write for a kind: `Data`.
    #[must_use]
    pub fn of(&self, kind: AnnotationKind) -> &str {
        &self.written[place(kind)]
    }

    /// The labels to write, with their kinds.
    pub fn iter(&self) -> impl Iterator<Item = (AnnotationKind, &str)> {
        AnnotationKind::ALL.iter().map(|&kind| (kind, self.of(kind)))
    }

    /// The kind of a label, in capitals or not: data for `数据`, `Data` and `DATA`.
    #[must_use]
    pub fn kind(&self, label: &str) -> Option<AnnotationKind> {
        self.read.get(label.trim()).or_else(|| self.read.get(&label.trim().to_lowercase())).copied()
    }
}

fn place(kind: AnnotationKind) -> usize {
    AnnotationKind::ALL.iter().position(|&known| known == kind).unwrap_or_default()
}

impl Default for Labels {
    fn default() -> Self {
        Self::standard()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_a_label_of_its_own_that_reads_back() {
        let labels = Labels::standard();
        for (kind, label) in labels.iter() {
            assert_eq!(labels.kind(label), Some(kind));
            assert!(label.is_ascii(), "brat allows nothing else: {label}");
        }
        assert_eq!(
            STANDARD.lines().filter(|row| !row.starts_with('#')).count(),
            AnnotationKind::ALL.len()
        );
    }
}
