//! The pages on other tools, `docs/convert.md` and `docs/convert/*.md`, as their readers follow them: every command is
//! run, in a folder with the files that the pages name, and all that a page shows is compared with what is there.
//!
//! In a block `sh` the lines that start with `policymark` are run, unless its first line installs another build of the
//! command, which they are for. The second word after the fence of another block says what the block shows: a file, or
//! `output`, what the commands before it have printed. `…` stands for what is left out. Blocks of `output`
//! after Python are compared by `tests/interop/clients/docs_python.py`.

#![allow(clippy::unwrap_used)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::Folder;
use policymark_interchange::Format;
use serde_json::Value;

/// The policy of all pages.
const POLICY: &str =
    "(我们)会[收集]<设备信息>，如<手机<型号>>，用于{登录}。(我们)不会[出售]<上述信息>。\n";

/// The page whose commands need the feature `pages`.
const OF_PAGES: &str = "convert/web-and-word.md";

/// What stands for something that is left out.
const LEFT_OUT: &str = "…";

/// A block of a page between fences.
#[derive(Debug, PartialEq, Eq)]
struct Block {
    language: String,
    /// What it shows.
    of: Option<String>,
    text: String,
}

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs")
}

fn read(page: &str) -> String {
    fs::read_to_string(docs().join(page)).unwrap().replace("\r\n", "\n")
}

/// The pages in English, from the overview on.
fn pages() -> Vec<String> {
    let folder = fs::read_dir(docs().join("convert")).unwrap();
    let names = folder.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut pages: Vec<_> = names.filter(|name| !name.ends_with(".zh-CN.md")).collect();
    pages.sort();
    let pages = pages.into_iter().map(|name| format!("convert/{name}"));
    std::iter::once("convert.md".to_owned()).chain(pages).collect()
}

fn in_chinese(page: &str) -> String {
    page.replace(".md", ".zh-CN.md")
}

fn blocks(text: &str) -> Vec<Block> {
    let (mut blocks, mut open) = (Vec::new(), None::<Block>);
    for line in text.lines() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(""), Some(_)) => blocks.extend(open.take()),
            (_, Some(block)) => block.text += &format!("{line}\n"),
            (Some(info), None) => {
                let mut words = info.split(' ').map(str::to_owned);
                let language = words.next().unwrap();
                open = Some(Block { language, of: words.next(), text: String::new() });
            }
            (None, None) => {}
        }
    }
    assert_eq!(open, None, "a fence is not closed");
    blocks
}

/// The words of the commands of a block: without comments, and without what another program does with the output.
fn commands(block: &Block) -> impl Iterator<Item = Vec<&str>> {
    let lines = block.text.lines().filter(|line| line.starts_with("policymark "));
    lines.map(|line| {
        let words = line.split_whitespace().skip(1);
        words.take_while(|word| !matches!(*word, "#" | "|")).collect()
    })
}

/// Runs a command, whose words can end in `> FILE`. It gives back what it has printed.
fn run(folder: &Folder, words: &[&str], page: &str) -> String {
    let (words, file) = match words {
        [words @ .., ">", file] => (words, Some(file)),
        words => (words, None),
    };
    let ran = folder.run(words);
    assert_eq!(ran.status, 0, "{page}: policymark {}\n{}", words.join(" "), ran.stderr);
    match file {
        Some(file) => {
            folder.write(file, &ran.stdout);
            ran.stderr
        }
        None => ran.stdout + &ran.stderr,
    }
}

/// A folder with what the pages have from elsewhere: policies, and what annotation servers export.
fn folder(page: &str) -> Folder {
    let folder = Folder::new(&format!("docs-{}", page.replace('/', "-")));
    folder.write("policies/app.txt", POLICY).write("policy.txt", POLICY);
    folder.write("admin.jsonl", include_str!("docs/admin.jsonl"));
    folder.write("export.json", include_str!("docs/export.json"));
    let web = include_str!("docs/policy.html");
    folder.write("policy.html", web).write("site/shop.html", web);
    fs::create_dir(folder.path("drafts")).unwrap();
    fs::write(folder.path("drafts/order.docx"), include_bytes!("pages/document.docx")).unwrap();
    folder
}

#[test]
fn commands_run_and_write_what_is_shown() {
    for page in pages().into_iter().filter(|page| cfg!(feature = "pages") || page != OF_PAGES) {
        let folder = folder(&page);
        let (mut printed, mut is_run) = (String::new(), false);
        for block in blocks(&read(&page)) {
            match (block.language.as_str(), block.of.as_deref()) {
                ("sh", _) if block.text.starts_with("cargo install ") => is_run = false,
                ("sh", _) => {
                    let runs = commands(&block).map(|words| run(&folder, &words, &page));
                    (printed, is_run) = (runs.collect(), true);
                }
                ("python", _) => is_run = false,
                (_, Some("output")) if !is_run => {}
                (_, Some("output")) => assert_shows(&block, &printed, &page),
                (_, Some(file)) => {
                    assert!(folder.path(file).is_file(), "{page}: {file} has not been written");
                    assert_shows(&block, &folder.read(file), &page);
                }
                (_, None) => {}
            }
        }
    }
}

fn assert_shows(block: &Block, real: &str, page: &str) {
    let real = real.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let shows = match block.language.as_str() {
        "json" => {
            let shown: Value = serde_json::from_str(&block.text).unwrap();
            let is_whole = serde_json::from_str(&real).is_ok_and(|real| is_json(&shown, &real));
            is_whole || real.lines().any(|line| is_line(&shown, line))
        }
        _ => is_text(&block.text, &real),
    };
    assert!(shows, "{page}: {:?} is not as shown, but\n{real}", block.of);
}

fn is_line(shown: &Value, line: &str) -> bool {
    serde_json::from_str(line).is_ok_and(|real| is_json(shown, &real))
}

/// Whether a text is as shown, where `…` is any text.
fn is_text(shown: &str, real: &str) -> bool {
    let Some((start, rest)) = shown.split_once(LEFT_OUT) else { return shown == real };
    let Some(mut real) = real.strip_prefix(start) else { return false };
    let mut pieces = rest.split(LEFT_OUT).peekable();
    while let Some(piece) = pieces.next() {
        let found = match pieces.peek() {
            Some(_) => real.find(piece).map(|at| at + piece.len()),
            None => real.ends_with(piece).then_some(real.len()),
        };
        let Some(end) = found else { return false };
        real = &real[end..];
    }
    true
}

/// Whether JSON is as shown, where `…` is any text, items of a list, or members of an object.
fn is_json(shown: &Value, real: &Value) -> bool {
    match (shown, real) {
        (Value::String(shown), Value::String(real)) => is_text(shown, real),
        (Value::Array(shown), Value::Array(real)) => are_items(shown, real),
        (Value::Object(shown), Value::Object(real)) => {
            let is_whole = !shown.contains_key(LEFT_OUT);
            let mut named = shown.iter().filter(|(name, _)| *name != LEFT_OUT);
            (!is_whole || shown.len() == real.len())
                && named
                    .all(|(name, shown)| real.get(name).is_some_and(|real| is_json(shown, real)))
        }
        _ => shown == real,
    }
}

fn are_items(shown: &[Value], real: &[Value]) -> bool {
    match shown {
        [] => real.is_empty(),
        [first, rest @ ..] if first == LEFT_OUT => {
            (0..=real.len()).any(|count| are_items(rest, &real[count..]))
        }
        [first, rest @ ..] => real
            .split_first()
            .is_some_and(|(one, real)| is_json(first, one) && are_items(rest, real)),
    }
}

/// The headings, rows and items of a page, each by what its line starts with.
fn shape(text: &str) -> Vec<String> {
    let (mut shape, mut is_code) = (Vec::new(), false);
    for line in text.lines() {
        let start = line.split(' ').next().unwrap();
        is_code ^= line.starts_with("```");
        let is_item = ["#", "##", "|", "-", "1.", "2.", "3.", "4."].contains(&start);
        shape.extend((is_item && !is_code).then(|| start.to_owned()));
    }
    shape
}

#[test]
fn both_languages_show_the_same() {
    for page in pages() {
        let without_comments = |mut block: Block| {
            if matches!(block.language.as_str(), "sh" | "toml") {
                let lines = block.text.lines().map(|line| line.split(" #").next().unwrap().trim());
                block.text = lines.collect::<Vec<_>>().join("\n");
            }
            block
        };
        // The list of the formats is in the language of the page.
        let is_same_in_both = |block: &Block| block.language != "text" || block.of.is_some();
        let [english, chinese] = [page.clone(), in_chinese(&page)].map(|page| {
            let blocks = blocks(&read(&page)).into_iter().filter(is_same_in_both);
            blocks.map(without_comments).collect::<Vec<_>>()
        });
        assert_eq!(english, chinese, "{page}");
        let [english, chinese] = [page.clone(), in_chinese(&page)].map(|page| shape(&read(&page)));
        assert_eq!(english, chinese, "{page}");
    }
}

/// Commands in the prose have no files: it is asked for their help, which a wrong option before it prevents.
#[test]
fn commands_in_the_prose_have_options_that_exist() {
    let folder = folder("prose");
    for page in pages().iter().flat_map(|page| [page.clone(), in_chinese(page)]) {
        let text = read(&page);
        let pieces = text.split('`').filter_map(|piece| piece.strip_prefix("policymark "));
        for piece in pieces.filter(|piece| !piece.contains('\n')) {
            let words: Vec<_> = piece.split(' ').chain(["--help"]).collect();
            let ran = folder.run(&words);
            assert_eq!(ran.status, 0, "{page}: policymark {piece}\n{}", ran.stderr);
        }
    }
}

#[test]
fn every_format_is_in_the_pages() {
    let text: String = pages().iter().map(|page| read(page)).collect();
    for format in Format::ALL {
        let option = if format.can_write() { "--to" } else { "--from" };
        let wanted = format!("{option} {} ", format.name());
        assert!(text.contains(&wanted), "{wanted}");
    }
}

#[test]
fn the_overview_leads_to_every_page_and_each_page_back() {
    for overview in ["convert.md".to_owned(), in_chinese("convert.md")] {
        let text = read(&overview);
        for page in pages().iter().skip(1) {
            let page = if overview == "convert.md" { page.clone() } else { in_chinese(page) };
            assert!(text.contains(&format!("]({page})")), "{overview}: {page}");
            assert!(read(&page).contains(&format!("](../{overview})")), "{page}");
        }
    }
}

#[test]
fn links_lead_to_files_that_are_there() {
    for page in pages().iter().flat_map(|page| [page.clone(), in_chinese(page)]) {
        let text = read(&page);
        let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for link in links.filter(|link| !link.starts_with("http")) {
            let (file, part) = link.split_once('#').unwrap_or((link, ""));
            let path = docs().join(&page).with_file_name(file);
            let there = fs::read_to_string(&path);
            assert!(there.is_ok(), "{page}: {link}");
            let is_heading = |line: &str| {
                line.starts_with('#')
                    && line.trim_start_matches(['#', ' ']).to_lowercase().replace(' ', "-") == part
            };
            assert!(part.is_empty() || there.unwrap().lines().any(is_heading), "{page}: {link}");
        }
    }
}
