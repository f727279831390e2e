//! [`Maker`]: makes of each file what is written for it.

use std::collections::HashSet;
use std::path::PathBuf;

use policymark::{Document, Parser};
use policymark_interchange::import::{Fault, Foreign, Reading};
use policymark_interchange::view::View;
use policymark_interchange::{self as interchange, Export, Format, Options, Piece};
use rayon::ThreadPool;
use rayon::prelude::*;

use super::form::Form;
use super::losses::Losses;
use crate::command::query::Filters;
use crate::context::Context;
use crate::files::{self, Source, Unusable};
use crate::status::Failure;

/// What is written for the policies of one file, and what is wrong with it.
pub(super) struct Made {
    /// The file in messages.
    pub(super) source: String,
    /// The pieces of each policy, and what is lost.
    pub(super) policies: Vec<(Vec<Piece>, Losses)>,
    pub(super) faults: Vec<Fault>,
}

impl Made {
    /// Whether nothing could be read of the file.
    pub(super) fn is_unreadable(&self) -> bool {
        self.policies.is_empty() && !self.faults.is_empty()
    }
}

/// Makes of each file what is written for it. All threads share one.
pub(super) struct Maker {
    parser: Parser,
    pool: ThreadPool,
    options: Options,
    from: Form,
    to: Form,
    /// Which statements are drawn, if only pictures are wanted.
    drawing: Option<Filters>,
}

impl Maker {
    pub(super) fn new(
        context: &Context,
        options: Options,
        from: Form,
        to: Form,
    ) -> Result<Self, Failure> {
        let (parser, pool) = (context.parser()?, context.pool()?);
        Ok(Self { parser, pool, options, from, to, drawing: None })
    }

    /// One for pictures of the statements that filters let through. Nobody expects a picture to carry everything.
    pub(super) fn with_filters(self, filters: Filters) -> Self {
        Self { drawing: Some(filters), ..self }
    }

    pub(super) const fn parser(&self) -> &Parser {
        &self.parser
    }

    pub(super) const fn to(&self) -> Form {
        self.to
    }

    /// An export to the format, unless it is markup.
    pub(super) fn export(&self) -> Option<Export> {
        match self.to {
            Form::Markup => None,
            Form::Foreign(format) => Some(Export::new(format, self.options.clone())),
        }
    }

    /// Whether no two policies can have one file.
    pub(super) const fn has_file_per_policy(&self) -> bool {
        match self.to {
            Form::Markup => true,
            Form::Foreign(format) => format.has_file_per_policy(),
        }
    }

    pub(super) fn of_document(&self, source: &Source, name: &str, document: &Document) -> Made {
        let policies = vec![self.policy(name, document.text(), Some(document))];
        Made { source: source.to_string(), policies, faults: Vec::new() }
    }

    /// Reads the text of a file of another tool.
    pub(super) fn of_text(
        &self,
        format: Format,
        source: &Source,
        name: &str,
        text: &str,
    ) -> Result<Made, Unusable> {
        let mut buffer = Vec::new();
        let mut file = interchange::Source::new(name, text);
        let beside = format.text_beside().map(|extension| path_beside(source, extension));
        if let Some(path) = &beside {
            match files::read(&Source::new(path.clone()), &mut buffer) {
                Ok(text) => file = file.with_text(text),
                // Some formats can have it in the file as well.
                Err(Unusable::Missing) => {}
                Err(unusable) => return Err(unusable),
            }
        }
        let reading = format.read(&file);
        let has_text = reading.policies.iter().any(|policy| !policy.text.is_empty());
        if let Some(path) = beside.filter(|_| file.text.is_none() && !has_text) {
            return Err(Unusable::NoText(path));
        }
        self.of_reading(source, name, reading)
    }

    /// Reads a file of another tool that need not be a text.
    pub(super) fn of_bytes(
        &self,
        format: Format,
        source: &Source,
        name: &str,
        bytes: &[u8],
    ) -> Result<Made, Unusable> {
        self.of_reading(source, name, format.read_bytes(name, bytes))
    }

    fn of_reading(
        &self,
        source: &Source,
        name: &str,
        mut reading: Reading,
    ) -> Result<Made, Unusable> {
        let mut names = HashSet::new();
        for policy in &mut reading.policies {
            policy.name = free_name(&safe_name(&policy.name, name), &mut names);
        }
        let mut faults = reading.faults;
        let mut policies = Vec::with_capacity(reading.policies.len());
        for made in self.on_all_cores(&reading.policies) {
            let (policy, found) = made?;
            policies.push(policy);
            faults.extend(found);
        }
        Ok(Made { source: source.to_string(), policies, faults })
    }

    fn on_all_cores(&self, policies: &[Foreign]) -> Vec<Result<FromForeign, policymark::Error>> {
        match policies {
            [policy] => vec![self.foreign(policy)],
            policies => self
                .pool
                .install(|| policies.par_iter().map(|policy| self.foreign(policy)).collect()),
        }
    }

    fn foreign(&self, policy: &Foreign) -> Result<FromForeign, policymark::Error> {
        let imported = policy.to_markup(&self.options.labels, &self.parser)?;
        let document = match self.to {
            Form::Markup => None,
            Form::Foreign(_) => Some(self.parser.parse(&imported.markup)?),
        };
        let (pieces, mut losses) = self.policy(&policy.name, &imported.markup, document.as_ref());
        losses.ignore(&policy.ignored);
        Ok(((pieces, losses), imported.faults))
    }

    /// The pieces of a policy. `document` is what the parser makes of its markup.
    fn policy(&self, name: &str, markup: &str, document: Option<&Document>) -> Written {
        let (Form::Foreign(format), Some(document)) = (self.to, document) else {
            return (vec![Piece::new(format!("{name}.txt"), markup)], Losses::default());
        };
        let mut view = View::new(name, document);
        if let Some(filters) = &self.drawing {
            let drawn = document.find(filters.filter(document));
            let drawn: HashSet<_> = drawn.map(|statement| statement.id().index()).collect();
            view.statements.retain(|statement| drawn.contains(&statement.id));
        }
        let losses = match self.from {
            _ if self.drawing.is_some() => Losses::default(),
            Form::Markup => Losses::of(format, &view, |_| true),
            Form::Foreign(from) => Losses::of(format, &view, |feature| from.carries(feature)),
        };
        (Export::new(format, self.options.clone()).render(&view), losses)
    }
}

/// The pieces of a policy, and what is lost.
type Written = (Vec<Piece>, Losses);

/// The same, and what is wrong with its file.
type FromForeign = (Written, Vec<Fault>);

/// The file beside another one that can have its text.
fn path_beside(source: &Source, extension: &str) -> PathBuf {
    source.path().map(|path| path.with_extension(extension)).unwrap_or_default()
}

/// The name that a file gives to a policy, as the name of a file below the folder of the output; `other` if nothing is
/// left of it.
fn safe_name(name: &str, other: &str) -> String {
    let is_bad =
        |c: char| c.is_control() || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    let parts = name.split('/').map(|part| {
        let part = part.replace(is_bad, "_");
        let part = part.trim().trim_start_matches('.');
        part[..part.floor_char_boundary(LONGEST_NAME)].to_owned()
    });
    let parts: Vec<_> = parts.filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { other.to_owned() } else { parts.join("/") }
}

/// The longest name of a file in bytes, with room for an extension.
const LONGEST_NAME: usize = 200;

/// The name, or `NAME-2` if another policy of the file has it.
fn free_name(name: &str, names: &mut HashSet<String>) -> String {
    let others = (2..).map(|number| format!("{name}-{number}"));
    let mut free = std::iter::once(name.to_owned()).chain(others);
    free.find(|name| names.insert(name.clone())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_of_a_policy_leads_out_of_the_folder() {
        for (name, safe) in [
            ("云杉/隐私政策", "云杉/隐私政策"),
            ("../../etc/passwd", "etc/passwd"),
            ("/etc/passwd", "etc/passwd"),
            ("..", "policy"),
            ("", "policy"),
            (".hidden", "hidden"),
            ("C:\\x\n", "C__x_"),
            ("a//b/./c", "a/b/c"),
        ] {
            assert_eq!(safe_name(name, "policy"), safe, "{name}");
        }
        assert_eq!(safe_name(&"手".repeat(300), "policy").len(), 198);
    }

    #[test]
    fn names_that_are_taken_get_a_number() {
        let mut names = HashSet::new();
        let mut free = |name| free_name(name, &mut names);
        assert_eq!((free("a"), free("a"), free("b")), ("a".into(), "a-2".into(), "b".into()));
        assert_eq!((free("a-2"), free("a")), ("a-2-2".into(), "a-3".into()));
    }
}
