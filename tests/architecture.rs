//! The promises of the design that the compiler does not check.

#![allow(clippy::unwrap_used)]

#[path = "architecture/imports.rs"]
mod imports;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use imports::{circles, imports};

/// The modules from the ground up: each imports only what stands above it here.
const LAYERS: &[&str] = &[
    "text",
    "lexicon",
    "scan",
    "grammar",
    "tree",
    "annotation",
    "outline",
    "statement",
    "lint",
    "document",
    "json",
    "parser",
    "query",
    "write",
    "render",
    "interchange",
];

/// Files that name bracket characters although only `text/delimiter.rs` should, and what for.
const BRACKET_FILES: &[(&str, &str)] = &[
    ("text/delimiter.rs", "the delimiters themselves"),
    ("scan/mod.rs", "the masks of the vectors"),
    ("scan/structural.rs", "the look-alikes"),
    ("grammar/words.rs", "the end of a link's target, and of a menu's name"),
    ("outline/form.rs", "how deep a comma stands"),
    ("outline/heading.rs", "brackets of the text's own around titles and dates"),
    ("outline/label.rs", "parentheses around a number"),
    ("outline/sentence.rs", "what closes behind the end of a sentence"),
    ("annotation/party.rs", "quotation marks around names"),
];

/// Where files import each other: a document leads to its annotations and statements, and each of
/// those back to the document.
const HANDLES: &str = "document/";

/// A source file without its unit tests and comments.
struct Source {
    /// Below `src/`, with `/` between folders.
    name: String,
    text: String,
    code: String,
}

impl Source {
    fn module(&self) -> &str {
        self.name.trim_end_matches(".rs").split('/').next().unwrap_or_default()
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut folders, mut found) = (vec![root.clone()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs")
                && !path.ends_with("tests.rs")
            {
                found.push(source(&root, &path));
            }
        }
    }
    assert!(found.len() > 20, "the sources were not found");
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

fn source(root: &Path, path: &Path) -> Source {
    let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
    let text = fs::read_to_string(path).unwrap();
    let lines = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default().lines();
    let code: Vec<_> = lines.filter(|line| !line.trim_start().starts_with("//")).collect();
    Source { name, code: code.join("\n"), text }
}

#[test]
fn every_module_is_in_the_list() {
    for source in sources().iter().filter(|source| source.name != "lib.rs") {
        assert!(LAYERS.contains(&source.module()), "where does {} stand?", source.name);
    }
}

#[test]
fn imports_lead_downwards() {
    let layer = |module: &str| LAYERS.iter().position(|layer| *layer == module);
    for source in sources().iter().filter(|source| source.name != "lib.rs") {
        for rest in source.code.split("crate::").skip(1) {
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            let module = &rest[..end];
            let from = layer(source.module());
            let to = layer(module);
            assert!(to.is_some(), "{} imports crate::{module}, not from its module", source.name);
            assert!(to <= from, "{} imports {module}, which stands above it", source.name);
        }
    }
}

#[test]
fn no_file_imports_itself_by_way_of_others() {
    let sources = sources();
    let imports = imports(&sources);
    assert!(imports.values().flatten().count() > 100, "the imports were not found");
    let (handles, circles): (BTreeSet<_>, BTreeSet<_>) = circles(&imports)
        .into_iter()
        .partition(|(from, to)| [from, to].iter().all(|file| file.starts_with(HANDLES)));
    assert!(circles.is_empty(), "{circles:#?}");
    assert!(!handles.is_empty(), "{HANDLES} needs no exception");
}

#[test]
fn nom_has_one_door() {
    for source in sources() {
        let uses_nom = source.code.contains("nom::");
        assert!(!uses_nom || source.module() == "grammar", "{} uses nom", source.name);
    }
}

#[test]
fn nothing_panics_on_purpose() {
    for source in sources() {
        for call in [".unwrap()", ".expect(", "panic!", "todo!", "unimplemented!", "dbg!"] {
            assert!(!source.code.contains(call), "{} in {}", call, source.name);
        }
    }
}

#[test]
fn brackets_are_named_in_one_place() {
    for source in sources() {
        let names = "{}[]<>()（）【】［］＜＞｛｝"
            .chars()
            .any(|bracket| source.code.contains(&format!("'{bracket}'")));
        let may = BRACKET_FILES.iter().any(|(name, _)| *name == source.name);
        assert_eq!(names, may, "{}: does it name a bracket, and may it?", source.name);
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    for source in sources() {
        assert!(source.text.starts_with("//! "), "{} starts without a //! line", source.name);
    }
}

#[test]
fn nothing_is_unsafe() {
    for source in sources() {
        assert!(!source.code.contains("unsafe "), "{}", source.name);
    }
}
