//! What is searched in all policies of a folder.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use gen_lsp_types as lsp;
use policymark::Parser;

use crate::documents::Open;
use crate::position::Lines;
use crate::references::Wanted;
use crate::server::Server;
use crate::uri;

/// Where the policies of the folder of a policy name something: the open ones as they are in the editor, the
/// others as they are saved. Those that cannot be read are left out.
pub(crate) fn references(
    server: &Server<'_>,
    asked: &lsp::Uri,
    wanted: &Wanted,
) -> Vec<lsp::Location> {
    let open: BTreeMap<_, _> = server.documents.iter().map(|open| (key(open), open)).collect();
    let mut locations = Vec::new();
    for open in open.values() {
        let page = server.page(open);
        let found = page.iter().flat_map(|page| {
            wanted.find(page.document).into_iter().map(|span| page.location(span))
        });
        locations.extend(found);
    }
    let folder = uri::to_path(asked).and_then(|path| folder(server, &path));
    let saved = folder.into_iter().flat_map(|folder| server.settings.policies(&folder));
    let mut parsers = HashMap::new();
    for path in saved.filter(|path| !open.contains_key(path.as_path())) {
        let parser = parsers.entry(path.parent().map(Path::to_owned));
        let parser = parser.or_insert_with(|| parser_of(server, &path));
        locations.extend(in_file(server, parser, &path, wanted).into_iter().flatten());
    }
    locations
}

/// The folder of the editor that a file is in, or else its own.
fn folder(server: &Server<'_>, path: &Path) -> Option<PathBuf> {
    let holds = |folder: &&PathBuf| path.starts_with(folder);
    let own = || path.parent().map(Path::to_owned);
    server.folders.iter().find(holds).cloned().or_else(own)
}

fn parser_of(server: &Server<'_>, path: &Path) -> Parser {
    let rules = server.settings.rules(Some(path), server.words.language);
    // Statements are of no interest here.
    rules.unwrap_or_default().parser.marks_only(true)
}

fn in_file(
    server: &Server<'_>,
    parser: &Parser,
    path: &Path,
    wanted: &Wanted,
) -> Option<Vec<lsp::Location>> {
    let document = parser.parse(&fs::read_to_string(path).ok()?).ok()?;
    let uri = uri::of_path(path)?;
    let lines = Lines::new(document.text(), server.abilities.unit);
    let location = |span: policymark::Span| lsp::Location {
        uri: uri.clone(),
        range: lsp::Range { start: lines.position(span.start()), end: lines.position(span.end()) },
    };
    Some(wanted.find(&document).into_iter().map(location).collect())
}

/// The path of an open policy, by which it is known among the saved ones; its URI, if it was never saved.
fn key(open: &Open) -> PathBuf {
    open.path.clone().unwrap_or_else(|| PathBuf::from(open.uri.as_ref()))
}
