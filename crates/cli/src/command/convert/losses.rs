//! [`Losses`]: what a format does not carry.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::ops::AddAssign;

use policymark_interchange::view::View;
use policymark_interchange::{Feature, Format};

use super::form::Form;
use crate::language::{Language, Say};

/// What is lost on the way, with how often it was there.
#[derive(Default)]
pub(super) struct Losses {
    /// What the format that is written does not carry.
    features: BTreeMap<Feature, usize>,
    /// What the files had, and markup has no place for.
    ignored: BTreeMap<&'static str, usize>,
}

impl Losses {
    /// What of a policy a format does not carry, of what it can have had.
    pub(super) fn of(format: Format, view: &View, had: impl Fn(Feature) -> bool) -> Self {
        let features = format.losses(view).filter(|&(feature, _)| had(feature)).collect();
        Self { features, ignored: BTreeMap::new() }
    }

    /// Adds what markup has no place for.
    pub(super) fn ignore(&mut self, ignored: &BTreeMap<&'static str, usize>) {
        for (what, count) in ignored {
            *self.ignored.entry(what).or_default() += count;
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.features.is_empty() && self.ignored.is_empty()
    }

    /// A line for each end of the way: `bio does not carry: nested marks (3), statements (480)`.
    pub(super) fn messages(&self, to: Form, language: Language) -> Vec<String> {
        let mut messages = Vec::new();
        if !self.ignored.is_empty() {
            let lost = self.ignored.iter().map(|(&what, &count)| (what, count));
            let lost = listed(lost, language);
            messages.push(language.say("markup has no place for: {}", &[&lost]));
        }
        if !self.features.is_empty() {
            let lost = self.features.iter().map(|(feature, &count)| (feature.name(), count));
            let lost = listed(lost, language);
            messages.push(language.say("{} does not carry: {}", &[&to.name(), &lost]));
        }
        messages
    }
}

fn listed(lost: impl Iterator<Item = (&'static str, usize)>, language: Language) -> String {
    let said = |(what, count): (&'static str, usize)| {
        let arguments: [&dyn Display; 2] = [&language.text(what), &count];
        language.say("{} ({})", &arguments)
    };
    lost.map(said).collect::<Vec<_>>().join(language.text(", "))
}

impl AddAssign for Losses {
    fn add_assign(&mut self, other: Self) {
        for (feature, count) in other.features {
            *self.features.entry(feature).or_default() += count;
        }
        self.ignore(&other.ignored);
    }
}
