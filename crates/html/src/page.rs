//! [`Page`]: what is written.

use std::io::{self, Write};

use policymark::Document;
use policymark::agreement::Agreement;
use policymark::compare::compare;
use policymark::language::Language;
use serde::Serialize;

use crate::content::{Content, Shown};
use crate::entry::Entry;
use crate::rules::{self, Titles};
use crate::{script, shell};

/// A policy and the name that the page shows.
#[derive(Clone, Copy, Debug)]
pub struct Policy<'a> {
    /// That of its file, such as `云杉/隐私政策.txt`. It can hold anything.
    pub name: &'a str,
    /// The policy as it was parsed.
    pub document: &'a Document,
}

/// A page that is one file and needs no other.
pub struct Page<'a> {
    title: String,
    language: Language,
    content: Content<'a>,
}

impl<'a> Page<'a> {
    /// One policy. `index` is the way from this page to that of its folder, such as `../index.html`.
    #[must_use]
    pub fn policy(policy: Policy<'a>, index: Option<&'a str>, language: Language) -> Self {
        let policies = [Shown::new(policy.name, policy.document)];
        Self::new(policy.name.to_owned(), language, Content::Policy { policies, index })
    }

    /// Two versions of a policy, side by side by what they say.
    #[must_use]
    pub fn diff(old: Policy<'a>, new: Policy<'a>, language: Language) -> Self {
        let policies = [old, new].map(|policy| Shown::new(policy.name, policy.document));
        let comparison = compare(old.document, new.document);
        let title = format!("{} → {}", old.name, new.name);
        Self::new(title, language, Content::Diff { policies, comparison })
    }

    /// One text as two annotators marked it, whose files have these names.
    #[must_use]
    pub fn agreement(
        names: [&'a str; 2],
        agreement: &'a Agreement<'a>,
        language: Language,
    ) -> Self {
        let [first, second] = names;
        let policies =
            [Shown::new(first, agreement.first()), Shown::new(second, agreement.second())];
        let title = format!("{first} ↔ {second}");
        Self::new(title, language, Content::Agreement { policies, agreement })
    }

    /// The policies of a folder.
    #[must_use]
    pub fn index(title: &'a str, entries: &'a [Entry], language: Language) -> Self {
        Self::new(title.to_owned(), language, Content::Index { title, policies: entries })
    }

    fn new(title: String, language: Language, content: Content<'a>) -> Self {
        Self { title, language, content }
    }

    /// Writes the page as HTML in UTF-8.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        shell::write(out, &self.title, self.language, |out| {
            let (language, rules) = (self.language.name(), rules::titles());
            script::write_json(out, &Data { language, rules, content: &self.content })
        })
    }
}

/// What the program reads.
#[derive(Serialize)]
struct Data<'a> {
    language: &'static str,
    rules: &'static Titles,
    #[serde(flatten)]
    content: &'a Content<'a>,
}
