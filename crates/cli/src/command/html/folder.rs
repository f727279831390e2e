//! The pages of a folder: one for each policy, and an index.

use std::collections::HashSet;
use std::path::PathBuf;
use std::{io, iter};

use policymark::Document;
use policymark_html::{Entry, Page, Policy};
use policymark_interchange::Piece;

use super::name;
use super::text::text_of;
use crate::command::convert::{Inputs, Place, Sink};
use crate::context::Context;
use crate::files::{self, Source};
use crate::language::Say;
use crate::progress::Progress;
use crate::status::{Failure, Status};

/// The page that lists all others.
const INDEX: &str = "index.html";

/// Writes a page for each policy of `paths`, and the index.
pub(super) fn write(
    context: &Context,
    inputs: &Inputs,
    paths: &[PathBuf],
    place: Place<'_>,
) -> Result<Status, Failure> {
    let (terminal, language) = (context.terminal, context.terminal.language);
    let mut sink = Sink::new(context, place, inputs)?;
    let mut entries = Vec::new();
    let status = add_pages(context, inputs, paths, &mut sink, &mut entries)?;
    let title: Vec<_> = paths.iter().map(|path| name::title(path)).collect();
    let index = text_of(&Page::index(&title.join(" "), &entries, language))?;
    sink.add(vec![Piece::new(INDEX, index)])?;
    if let Some((count, folder)) = sink.end()? {
        // The index is one of the files.
        let pages = language.count(count.saturating_sub(1), "{} page", "{} pages");
        terminal.note(&language.say("{} and an index in {}", &[&pages, &folder.display()]));
    }
    Ok(status.max(inputs.status))
}

fn add_pages(
    context: &Context,
    inputs: &Inputs,
    paths: &[PathBuf],
    sink: &mut Sink<'_>,
    entries: &mut Vec<Entry>,
) -> Result<Status, Failure> {
    let progress = Progress::new(context.terminal, inputs.files.len());
    let mut failure = None;
    let names: HashSet<_> = inputs.files.iter().map(|source| inputs.name(source)).collect();
    let make = |source: &Source, document: &Document| {
        let (file, name) = (page_file(&inputs.name(source), &names), name::shown(source, paths));
        let index = format!("{}{INDEX}", "../".repeat(file.matches('/').count()));
        let policy = Policy { name: &name, document };
        let page = text_of(&Page::policy(policy, Some(&index), context.terminal.language));
        (Entry::new(&name, &file, document), page.map(|page| Piece::new(file, page)))
    };
    let parser = context.parser()?;
    let files = &inputs.files;
    let read = files::for_each_shown(context, &parser, files, &progress, make, |(entry, page)| {
        entries.push(entry);
        sink.add(vec![page?]).map_err(|error| {
            failure = Some(error);
            // The reader of files knows no other errors.
            io::Error::from(io::ErrorKind::Interrupted)
        })
    });
    progress.end();
    failure.map_or(read, Err)
}

/// The file of the page of a policy. A policy whose page would be the index gets a name that none of them has.
fn page_file(name: &str, names: &HashSet<String>) -> String {
    let others = (2..).map(|number| format!("{name}-{number}"));
    let mut free = iter::once(name.to_owned()).chain(others);
    let is_free = |free: &String| match free == name {
        true => !name.eq_ignore_ascii_case("index"),
        false => !names.contains(free),
    };
    format!("{}.html", free.find(is_free).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_page_takes_the_place_of_the_index_or_of_another_one() {
        let names = ["index", "index-2", "a/index"].map(str::to_owned).into();
        assert_eq!(page_file("index", &names), "index-3.html");
        assert_eq!(page_file("index-2", &names), "index-2.html");
        assert_eq!(page_file("a/index", &names), "a/index.html");
    }
}
