//! [`Counts`]: how much was found in all files.

use std::collections::BTreeMap;

use policymark::text::{Code, Severity};

use super::finding::Checked;
use crate::language::{Language, Say};

/// The codes that a safe fix can settle.
const MENDABLE: [Code; 6] = [
    Code::AnnotationPadded,
    Code::AnnotationRepeated,
    Code::BracketLookalike,
    Code::BracketUnclosed,
    Code::BracketStray,
    Code::ParenthesisUnpaired,
];

/// How much was found in all files.
#[derive(Default)]
pub(super) struct Counts {
    files: usize,
    mended: usize,
    codes: BTreeMap<Code, CodeCount>,
}

/// How often a code was found.
#[derive(Clone, Copy, Default)]
pub(super) struct CodeCount {
    /// Hints, warnings, errors.
    pub(super) severities: [usize; Severity::ALL.len()],
    pub(super) fixable: usize,
}

impl CodeCount {
    pub(super) fn all(&self) -> usize {
        self.severities.iter().sum()
    }
}

impl Counts {
    pub(super) fn add(&mut self, checked: &Checked) {
        self.files += 1;
        self.mended += usize::from(checked.is_mended);
        for found in &checked.tally {
            let count = self.codes.entry(found.code).or_default();
            count.severities[found.severity as usize] += 1;
            count.fixable += usize::from(found.is_fixable);
        }
    }

    /// The codes that were found, the most frequent ones first.
    pub(super) fn by_frequency(&self) -> Vec<(Code, CodeCount)> {
        let mut codes: Vec<_> = self.codes.iter().map(|(&code, &count)| (code, count)).collect();
        codes.sort_by_key(|(_, count)| std::cmp::Reverse(count.all()));
        codes
    }

    fn of(&self, severity: Severity) -> usize {
        self.codes.values().map(|count| count.severities[severity as usize]).sum()
    }

    /// The greatest severity found.
    pub(super) fn worst(&self) -> Option<Severity> {
        Severity::ALL.iter().copied().filter(|&severity| self.of(severity) > 0).max()
    }

    /// `3 files, 1 mended: 1 error, 2 warnings, 0 hints; try --fix on 1 of them`
    pub(super) fn summary(&self, language: Language, offers_fix: bool) -> String {
        let mut files = language.count(self.files, "{} file", "{} files");
        if self.mended > 0 {
            files += &language.say(", {} mended", &[&self.mended]);
        }
        let mut summary = language.say(
            "{}: {}, {}, {}",
            &[
                &files,
                &language.count(self.of(Severity::Error), "{} error", "{} errors"),
                &language.count(self.of(Severity::Warning), "{} warning", "{} warnings"),
                &language.count(self.of(Severity::Hint), "{} hint", "{} hints"),
            ],
        );
        let mendable = MENDABLE.iter().filter_map(|code| self.codes.get(code));
        let mendable: usize = mendable.map(CodeCount::all).sum();
        if offers_fix && mendable > 0 {
            summary += &language.say("; try --fix on {} of them", &[&mendable]);
        }
        summary
    }
}
