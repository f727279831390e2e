//! Finds which file of the library imports which, by its `use` declarations and paths.
//!
//! A name that a module only re-exports (`pub use`) leads to the file that defines it, so that the
//! `mod.rs` of a folder can re-export the names of its files.

use std::collections::{BTreeMap, BTreeSet};

use crate::Source;

/// The files that each file imports.
pub(crate) type Imports<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

pub(crate) fn imports(sources: &[Source]) -> Imports<'_> {
    let modules: Modules<'_> =
        sources.iter().map(|source| (path(&source.name), Module::read(source))).collect();
    let files = modules.iter().map(|(module, source)| {
        let imported = source.paths(module, &modules);
        let files = imported.iter().filter_map(|path| file(path, &modules, 0));
        (source.file, files.filter(|file| *file != source.file).collect())
    });
    files.collect()
}

/// The imports that are part of a cycle.
pub(crate) fn cycles<'a>(imports: &Imports<'a>) -> BTreeSet<(&'a str, &'a str)> {
    let edges = imports.iter().flat_map(|(&from, files)| files.iter().map(move |&to| (from, to)));
    edges.filter(|(from, to)| reached(imports, to).contains(from)).collect()
}

/// All files that a file imports, directly or indirectly.
fn reached<'a>(imports: &Imports<'a>, file: &'a str) -> BTreeSet<&'a str> {
    let (mut reached, mut next) = (BTreeSet::from([file]), vec![file]);
    while let Some(file) = next.pop() {
        let imported = imports.get(file).into_iter().flatten();
        next.extend(imported.filter(|file| reached.insert(file)));
    }
    reached
}

/// The path of a module: `["outline", "nest"]`.
type Path = Vec<String>;

type Modules<'a> = BTreeMap<Path, Module<'a>>;

struct Module<'a> {
    file: &'a str,
    /// Each name that a `use` declaration imports, and its path as written.
    names: Vec<(String, Path)>,
    /// The code without `use` and `mod` declarations.
    rest: String,
}

/// The module path of a file: `outline/nest.rs`, `outline/mod.rs`.
fn path(file: &str) -> Path {
    let parts = file.trim_end_matches(".rs").split('/');
    parts.filter(|part| !matches!(*part, "mod" | "lib")).map(str::to_owned).collect()
}

/// The file that a path leads to, if it is one of the library.
fn file<'a>(path: &[String], modules: &Modules<'a>, steps: usize) -> Option<&'a str> {
    // The longest prefix of the path that is a module.
    let len = (0..=path.len()).rev().find(|&len| modules.contains_key(&path[..len]))?;
    let module = &modules[&path[..len]];
    let alias = path.get(len).and_then(|name| module.names.iter().find(|(own, _)| own == name));
    match alias {
        Some((_, to)) if steps < 8 => {
            let mut to = absolute(to, &path[..len], modules)?;
            to.extend_from_slice(&path[len + 1..]);
            file(&to, modules, steps + 1)
        }
        _ => Some(module.file),
    }
}

/// A path written in a module, as an absolute path. `None` if it leads out of the crate.
fn absolute(path: &[String], module: &[String], modules: &Modules<'_>) -> Option<Path> {
    let mut base = module.to_vec();
    let first = path.first()?;
    let skipped = match first.as_str() {
        "crate" => {
            base.clear();
            1
        }
        "self" => 1,
        "super" => {
            let count = path.iter().take_while(|part| *part == "super").count();
            base.truncate(base.len().checked_sub(count)?);
            count
        }
        child => {
            let inside = [module, &[child.to_owned()]].concat();
            modules.contains_key(&inside).then_some(0)?
        }
    };
    base.extend_from_slice(&path[skipped..]);
    Some(base)
}

impl<'a> Module<'a> {
    fn read(source: &'a Source) -> Self {
        let (mut names, mut rest) = (Vec::new(), String::new());
        for (at, statement) in flat(&source.code).split("use ").enumerate() {
            let (tree, code) = match statement.split_once(';') {
                Some((tree, code)) if at > 0 => (tree, code),
                _ => ("", statement),
            };
            expand(&[], tree, &mut names);
            rest.push_str(code);
        }
        Self { file: &source.name, names, rest }
    }

    /// The absolute paths that the code names: those of its `use` declarations, except for
    /// re-exports, and those written out.
    fn paths(&self, module: &[String], modules: &Modules<'_>) -> Vec<Path> {
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let words: BTreeSet<&str> = self.rest.split(|c| !is_word(c)).collect();
        let used = self.names.iter().filter(|(name, _)| words.contains(name.as_str()));
        let written = self.rest.split(|c: char| !is_word(c) && c != ':');
        let written = written.filter(|path| path.contains("::"));
        let written = written.map(|path| path.split("::").map(str::to_owned).collect());
        let paths = used.map(|(_, path)| path.clone()).chain(written);
        paths.filter_map(|path| absolute(&path, module, modules)).collect()
    }
}

/// The code without `mod` declarations. Inline modules count as parts of the file: their `super` is
/// the file.
fn flat(code: &str) -> String {
    let mut flat = String::new();
    let mut is_inside = false;
    for line in code.lines().filter(|line| !(line.contains("mod ") && line.ends_with(';'))) {
        let opens = line.starts_with("mod ") || line.contains(" mod ");
        is_inside |= opens && line.ends_with('{');
        is_inside &= line != "}";
        let line = if is_inside { line.replace("super::", "self::") } else { line.to_owned() };
        flat.push_str(&line);
        flat.push('\n');
    }
    flat
}

/// The names that a tree of `use` imports, each with its path: `super::{draft::Batch, list}`.
fn expand(before: &[String], tree: &str, names: &mut Vec<(String, Path)>) {
    let tree = tree.trim();
    if let Some((head, group)) = tree.split_once('{').filter(|_| tree.ends_with('}')) {
        let head = head.trim().trim_end_matches("::").split("::").filter(|part| !part.is_empty());
        let path = [before, &head.map(str::to_owned).collect::<Vec<_>>()].concat();
        members(&group[..group.len() - 1]).for_each(|member| expand(&path, member, names));
    } else if !tree.is_empty() {
        let (path, alias) = tree.split_once(" as ").unwrap_or((tree, ""));
        let own: Path = path.split("::").map(str::to_owned).filter(|part| part != "self").collect();
        let is_self = path == "self" || path.starts_with("self::");
        let base = if is_self && before.is_empty() { vec!["self".to_owned()] } else { Vec::new() };
        let path = [&base, before, &own].concat();
        let name = if alias.is_empty() { path.last().cloned() } else { Some(alias.to_owned()) };
        names.extend(name.map(|name| (name, path)));
    }
}

/// Splits `draft::{Batch, Tied}, list` at the commas outside braces.
fn members(group: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0;
    let parts = group.split(move |c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth == 0
    });
    parts.map(str::trim).filter(|part| !part.is_empty())
}
