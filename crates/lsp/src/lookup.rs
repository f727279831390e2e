//! What is searched in all policies of a folder.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use gen_lsp_types as lsp;
use policymark::Parser;

use crate::documents::Open;
use crate::position::Lines;
use crate::references::Wanted;
use crate::search::Search;
use crate::server::Server;
use crate::uri;

/// The longest file that is searched, in bytes. No policy is as long.
const LONGEST: u64 = 64 << 20;

/// Where the policies of the folder of an open policy name something: the open ones as they are in the editor, the
/// others as they are saved. Those that cannot be read are left out.
pub(crate) fn references(
    server: &Server<'_>,
    asked: &Open,
    wanted: &Wanted,
    is_cancelled: &dyn Fn() -> bool,
) -> Vec<lsp::Location> {
    let search = asked.path.as_deref().and_then(|path| search(server, path, is_cancelled));
    let is_covered = |open: &&Open| {
        open.path.as_deref().zip(search).is_some_and(|(path, search)| search.covers(path))
    };
    let open = server.documents.iter().filter(is_covered).chain([asked]);
    let open: BTreeMap<_, _> = open.map(|open| (key(open), open)).collect();
    let mut locations = Vec::new();
    for open in open.values() {
        let page = server.page(open);
        let found = page.iter().flat_map(|page| {
            wanted.find(page.document).into_iter().map(|span| page.location(span))
        });
        locations.extend(found);
    }
    let Some(search) = search else { return locations };
    let mut parsers = HashMap::new();
    let saved = server.settings.policies(&search).into_iter();
    for path in saved.filter(|path| !open.contains_key(path.as_path())) {
        if search.is_cancelled() {
            break;
        }
        let parser = parsers.entry(path.parent().map(Path::to_owned));
        let parser = parser.or_insert_with(|| parser_of(server, &path));
        locations.extend(in_file(server, parser, &path, wanted).into_iter().flatten());
    }
    locations
}

/// A search of the folder of the editor that a file is in. If it is in none, of its own folder without those below.
fn search<'s>(
    server: &'s Server<'_>,
    path: &'s Path,
    is_cancelled: &'s dyn Fn() -> bool,
) -> Option<Search<'s>> {
    match server.folders.holding(path) {
        Some(folder) => Some(Search::new(folder, true, is_cancelled)),
        None => path.parent().map(|folder| Search::new(folder, false, is_cancelled)),
    }
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
    let text = read(path)?;
    // Editors count no byte-order mark.
    let document = parser.parse(text.strip_prefix('\u{feff}').unwrap_or(&text)).ok()?;
    let uri = uri::of_path(path)?;
    let lines = Lines::new(document.text(), server.abilities.unit);
    let location = |span| lsp::Location { uri: uri.clone(), range: lines.range(span) };
    Some(wanted.find(&document).into_iter().map(location).collect())
}

/// The text of a regular file. A link can lead to a pipe or a device, which would be read for ever.
fn read(path: &Path) -> Option<String> {
    let metadata = fs::metadata(path).ok()?;
    if !metadata.is_file() || metadata.len() > LONGEST {
        return None;
    }
    let mut text = String::new();
    File::open(path).ok()?.take(LONGEST).read_to_string(&mut text).ok()?;
    Some(text)
}

/// The path of an open policy, by which it is known among the saved ones; its URI, if it was never saved.
fn key(open: &Open) -> PathBuf {
    open.path.clone().unwrap_or_else(|| PathBuf::from(open.uri.as_ref()))
}
