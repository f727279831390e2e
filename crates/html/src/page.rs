//! [`Page`]: what is written.

use std::io::{self, Write};

use policymark::Document;
use policymark::agreement::Agreement;
use policymark::compare::compare;
use policymark::language::Language;
use serde::Serialize;

use crate::content::{Content, Shown};
use crate::entry::Entry;
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
    content: Kind<'a>,
}

enum Kind<'a> {
    Of(Box<Content<'a>>),
    Index(&'a [Entry]),
}

impl<'a> Page<'a> {
    /// One policy. `index` is the way from this page to that of its folder, such as `../index.html`.
    #[must_use]
    pub fn policy(policy: Policy<'a>, index: Option<&'a str>, language: Language) -> Self {
        let policies = [Shown::new(policy.name, policy.document)];
        let content = Content::Policy { language: language.name(), policies, index };
        Self::new(policy.name.to_owned(), language, content)
    }

    /// Two versions of a policy, side by side by what they say.
    #[must_use]
    pub fn diff(old: Policy<'a>, new: Policy<'a>, language: Language) -> Self {
        let content = Content::Diff {
            language: language.name(),
            policies: [old, new].map(|policy| Shown::new(policy.name, policy.document)),
            comparison: compare(old.document, new.document),
        };
        Self::new(format!("{} → {}", old.name, new.name), language, content)
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
        let content = Content::Agreement { language: language.name(), policies, agreement };
        Self::new(format!("{first} ↔ {second}"), language, content)
    }

    /// The policies of a folder.
    #[must_use]
    pub fn index(title: &str, entries: &'a [Entry], language: Language) -> Self {
        Self { title: title.to_owned(), language, content: Kind::Index(entries) }
    }

    fn new(title: String, language: Language, content: Content<'a>) -> Self {
        Self { title, language, content: Kind::Of(Box::new(content)) }
    }

    /// Writes the page as HTML in UTF-8.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        shell::write(out, &self.title, self.language, |out| match &self.content {
            Kind::Of(content) => script::write_json(out, content),
            Kind::Index(policies) => {
                let (title, language) = (&*self.title, self.language.name());
                script::write_json(out, &Index { page: "index", language, title, policies })
            }
        })
    }
}

/// The data of an index.
#[derive(Serialize)]
struct Index<'a> {
    page: &'static str,
    language: &'static str,
    title: &'a str,
    policies: &'a [Entry],
}
