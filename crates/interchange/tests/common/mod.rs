//! What the tests share.

#![allow(dead_code, clippy::unwrap_used)] // Each test uses a part of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use policymark::{AnnotationKind, Document, Parser};
use policymark_interchange::import::Reading;
use policymark_interchange::view::{Span, View};
use policymark_interchange::{Export, Feature, Format, Options, Source};

/// All files of an export, by name.
pub(crate) fn files(format: Format, options: &Options, views: &[View]) -> BTreeMap<String, String> {
    let mut export = Export::new(format, options.clone());
    let mut pieces = export.start();
    pieces.extend(views.iter().flat_map(|view| export.policy(view)));
    pieces.extend(export.end());
    let mut files = BTreeMap::<_, String>::new();
    for piece in pieces {
        files.entry(piece.file).or_default().push_str(&piece.content);
    }
    files
}

/// What is read from the files of an export: from each that is no file beside another one.
pub(crate) fn read(format: Format, files: &BTreeMap<String, String>) -> Reading {
    let mut all = Reading::default();
    for (file, content) in files {
        let (name, extension) = file.rsplit_once('.').unwrap();
        let is_main = Format::of_extension(extension) == Some(format)
            || (Format::of_extension(extension).is_none() && extension.starts_with("json"));
        if is_main {
            let beside = format.text_beside().map(|beside| format!("{name}.{beside}"));
            let mut source = Source::new(name, content);
            if let Some(text) = beside.and_then(|beside| files.get(&beside)) {
                source = source.with_text(text);
            }
            let reading = format.read(&source);
            all.policies.extend(reading.policies);
            all.faults.extend(reading.faults);
        }
    }
    all
}

/// The marks that a format keeps, each with its kind, its words, and the number of characters before it that are no
/// blanks: formats that know one line end write others as they can.
pub(crate) fn spans(document: &Document, format: Format) -> Vec<(AnnotationKind, String, usize)> {
    let view = View::new("policy", document);
    let spans = view.spans.iter();
    let spans = spans.filter(|span| span.parent.is_none() || format.carries(Feature::NestedMarks));
    let mark = |span: &Span| {
        let before = view.text[..span.place.bytes().start].chars().filter(|c| !c.is_whitespace());
        (span.kind, line_ends(&kept(view.text_of(span.place), format)), before.count())
    };
    spans.map(mark).collect()
}

/// Asserts that a policy is the same after a way through a format, up to what the format does not carry. The markup
/// that comes back is for `reader`.
pub(crate) fn assert_round_trip(format: Format, name: &str, markup: &str, reader: &Parser) {
    let document = policymark::parse(markup).unwrap();
    let view = View::new("policy", &document);
    let options = Options::default();
    let files = files(format, &options, &[view]);
    let reading = read(format, &files);
    assert_eq!(reading.faults, [], "{format:?} {name}: {files:?}");
    let [policy] = reading.policies.try_into().unwrap();
    let imported = policy.to_markup(&options.labels, reader).unwrap();
    assert_eq!(imported.faults, [], "{format:?} {name}");
    let back = reader.parse(&imported.markup).unwrap();
    let plain = kept(document.plain_text().text(), format);
    assert_eq!(line_ends(back.plain_text().text()), line_ends(&plain), "{format:?} {name}");
    assert_eq!(spans(&back, format), spans(&document, format), "{format:?} {name}");
}

/// A text without the control characters that a format does not have.
fn kept(text: &str, format: Format) -> String {
    let is_kept = |c: char| c >= ' ' || "\t\n\r".contains(c);
    match format.carries(Feature::ControlCharacters) {
        true => text.to_owned(),
        false => text.chars().map(|c| if is_kept(c) { c } else { '\u{fffd}' }).collect(),
    }
}

/// A text as a format keeps it that knows one line end, and no tabs.
fn line_ends(text: &str) -> String {
    let text = text.replace(['\r', '\t'], " ");
    let lines: Vec<_> = text.split('\n').map(str::trim_end).collect();
    lines.join("\n").trim_end().to_owned()
}

/// The policies of the tests, and those of the evaluation where they are at hand.
pub(crate) fn policies() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folders = ["tests/policies", "../shared/eval/dev"].map(|folder| root.join(folder));
    let mut policies = Vec::new();
    for folder in folders.iter().filter(|folder| folder.is_dir()) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "txt") {
                policies.push((path.clone(), fs::read_to_string(path).unwrap()));
            }
        }
    }
    policies.sort();
    policies
}

/// The files of a folder with their paths in it.
#[cfg(feature = "pages")]
pub(crate) fn parts(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let (mut parts, mut folders) = (BTreeMap::new(), vec![folder.to_owned()]);
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(inner).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
                parts.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    parts
}

/// A zip archive of files.
#[cfg(feature = "pages")]
pub(crate) fn archive(parts: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    use std::io::{Cursor, Write};
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let options = zip::write::SimpleFileOptions::default();
        let options = options.compression_method(zip::CompressionMethod::Deflated);
        zip.start_file(name.as_str(), options).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
