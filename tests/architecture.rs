//! The rules of the design that the compiler does not check.

#![allow(clippy::unwrap_used)]

mod common;
#[path = "architecture/imports.rs"]
mod imports;

use std::collections::BTreeSet;

use imports::{cycles, imports};

/// The modules from the ground up: each imports only modules above it in this list.
const LAYERS: &[&str] = &[
    "text",
    "language",
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
    "fix",
    "format",
    "query",
    "stats",
    "write",
    "compare",
    "agreement",
    "specification",
    "display",
    "render",
];

/// The files that name bracket characters, although only `text/delimiter.rs` should, each with the
/// reason.
const BRACKET_FILES: &[(&str, &str)] = &[
    ("text/delimiter.rs", "the delimiters themselves"),
    ("text/cells.rs", "what does not end a line, or start one"),
    ("scan/mod.rs", "the masks of the vectors"),
    ("scan/structural.rs", "the look-alikes"),
    ("scan/verbatim.rs", "quotations around a fence"),
    ("grammar/words.rs", "the end of a link's target, and of a menu's name"),
    ("lint/notation.rs", "separators between the names of menus"),
    ("outline/form.rs", "how deeply a comma is nested"),
    ("outline/unnumbered.rs", "ordinary brackets around titles and dates"),
    ("outline/label.rs", "parentheses around a number"),
    ("outline/sentence.rs", "closing characters after the end of a sentence"),
    ("outline/wrap.rs", "brackets that are open at the end of a line"),
    ("annotation/party.rs", "quotation marks around names"),
];

/// The folder in which files can import each other: a document leads to its annotations and
/// statements, and each of those back to the document.
const HANDLES: &str = "document/";

/// A source file without its unit tests and comments.
struct Source {
    /// The path below `src/`, with `/` between folders.
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
    let files = common::sources().into_iter().filter(|(name, _)| !name.ends_with("/tests.rs"));
    files.map(|(name, text)| source(name, text)).collect()
}

/// The folders of the command, of the pages that it writes, and of the language server.
const PROGRAMS: [&str; 3] = ["crates/cli/src", "crates/html/src", "crates/lsp/src"];

/// The files of a program.
fn sources_of(program: &str) -> Vec<Source> {
    common::sources_in(program).into_iter().map(|(name, text)| source(name, text)).collect()
}

/// The files of the library and of the programs.
fn all_sources() -> impl Iterator<Item = Source> {
    sources().into_iter().chain(PROGRAMS.into_iter().flat_map(sources_of))
}

fn source(name: String, text: String) -> Source {
    let lines = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().lines();
    let code: Vec<_> = lines.filter(|line| !line.trim_start().starts_with("//")).collect();
    Source { name, code: code.join("\n"), text }
}

#[test]
fn every_module_is_in_the_list() {
    for source in sources().iter().filter(|source| source.name != "lib.rs") {
        assert!(LAYERS.contains(&source.module()), "{} is not in the list", source.name);
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
            assert!(to <= from, "{} imports {module}, which is in a layer above", source.name);
        }
    }
}

#[test]
fn no_file_imports_itself_indirectly() {
    let sources = sources();
    let imports = imports(&sources);
    assert!(imports.values().flatten().count() > 100, "the imports were not found");
    let (handles, cycles): (BTreeSet<_>, BTreeSet<_>) = cycles(&imports)
        .into_iter()
        .partition(|(from, to)| [from, to].iter().all(|file| file.starts_with(HANDLES)));
    assert!(cycles.is_empty(), "{cycles:#?}");
    assert!(!handles.is_empty(), "{HANDLES} needs no exception");
}

#[test]
fn no_file_of_a_program_imports_itself_indirectly() {
    for program in PROGRAMS {
        let sources = sources_of(program);
        let imports = imports(&sources);
        assert!(imports.values().flatten().count() > 5, "the imports were not found");
        let cycles = cycles(&imports);
        assert!(cycles.is_empty(), "{cycles:#?}");
    }
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
    for source in all_sources() {
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

/// The greatest length of a function of a program in lines.
const SCREEN: usize = 50;

#[test]
fn functions_of_programs_fit_on_a_screen() {
    let mut count = 0;
    for source in PROGRAMS.into_iter().flat_map(sources_of) {
        for (name, lines) in functions(&source.code) {
            assert!(lines <= SCREEN, "{name} in {} has {lines} lines", source.name);
            count += 1;
        }
    }
    assert!(count > 400, "{count} functions were found");
}

/// The functions of formatted code, each with the number of its lines. A function ends with the first brace that
/// is as deep as its first line.
fn functions(code: &str) -> Vec<(&str, usize)> {
    let lines: Vec<_> = code.lines().collect();
    let starts = lines.iter().enumerate().filter_map(|(number, line)| {
        let (before, after) = line.split_once("fn ")?;
        let indent = before.len() - before.trim_start().len();
        let is_start = before.split_whitespace().all(|word| {
            word.starts_with("pub")
                || matches!(word, "const" | "unsafe" | "async")
                || word.ends_with(')')
        });
        let name = after.split(['(', '<']).next()?;
        let end = format!("{}}}", " ".repeat(indent));
        let len = lines[number..].iter().position(|line| *line == end)? + 1;
        let is_short = line.ends_with(['}', ';']);
        is_start.then_some((name, if is_short { 1 } else { len }))
    });
    starts.collect()
}

#[test]
fn every_file_says_what_it_is_for() {
    for source in all_sources() {
        assert!(source.text.starts_with("//! "), "{} starts without a //! line", source.name);
    }
}

/// The first and last Chinese characters, which are bounds and not words.
const BOUNDS: &[&str] = &["'\\u{4E00}'..='\\u{9FFF}'", "utf8('\\u{9FFF}')"];

/// The Chinese digits.
const DIGITS: &str = "零〇一壹二贰貳两兩三叁參叄四肆五伍六陆陸七柒八捌九玖十拾百佰";

/// Words in the examples of a help text.
const EXAMPLES: &[(&str, &str)] = &[("command/query/mod.rs", "号码")];

fn is_word(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
        && !DIGITS.contains(c)
}

/// A line of code without a comment at its end.
fn without_comment(line: &str) -> &str {
    let quotes = |code: &str| code.replace("\\\"", "").replace("'\"'", "").matches('"').count();
    let is_comment = |&(at, _): &(usize, &str)| quotes(&line[..at]) % 2 == 0;
    line.match_indices("//").find(is_comment).map_or(line, |(at, _)| &line[..at])
}

/// The hexadecimal numbers after `prefix`: `\u{7684}`, `\xE7`, `0xE7`.
fn hexadecimals<'a>(code: &'a str, prefix: &'a str) -> impl Iterator<Item = (usize, u64)> + 'a {
    code.match_indices(prefix).filter_map(move |(at, _)| {
        let rest = &code[at + prefix.len()..];
        let most = if prefix == "\\x" { 2 } else { 24 };
        let is_digit = |c: char| c.is_ascii_hexdigit() || c == '_';
        let end = rest.char_indices().find(|&(at, c)| at == most || !is_digit(c));
        let digits = rest[..end.map_or(rest.len(), |(at, _)| at)].replace('_', "");
        Some((at, u64::from_str_radix(&digits, 16).ok()?))
    })
}

/// The Chinese words in code, in any notation.
fn words(code: &str) -> String {
    let mut code: String = code.lines().map(|line| without_comment(line).trim()).collect();
    for bound in BOUNDS {
        code = code.replace(bound, "");
    }
    let numbers = ["\\u{", "0x"].into_iter().flat_map(|prefix| hexadecimals(&code, prefix));
    let numbered = numbers.filter_map(|(_, number)| char::from_u32(u32::try_from(number).ok()?));
    let in_bytes = ["\\x", "0x"].into_iter().flat_map(|prefix| characters_in_bytes(&code, prefix));
    code.chars().chain(numbered).chain(in_bytes).filter(|&c| is_word(c)).collect()
}

/// The characters whose bytes are written one by one, as `0xE7, 0x9A, 0x84` or `\xE7\x9A\x84`, or
/// as one number in either byte order.
fn characters_in_bytes(code: &str, prefix: &str) -> Vec<char> {
    let all: Vec<_> = hexadecimals(code, prefix).collect();
    let is_next = |one: &(usize, u64), next: &(usize, u64)| next.0 - one.0 <= "0xE7, ".len();
    let runs = all.chunk_by(is_next);
    let rows = runs.map(|run| run.iter().filter_map(|(_, n)| u8::try_from(*n).ok()).collect());
    let numbers = all.iter().filter(|(_, number)| *number > 0xFFFF);
    let numbers = numbers.flat_map(|(_, n)| [n.to_be_bytes().to_vec(), n.to_le_bytes().to_vec()]);
    let decode = |bytes: &[u8]| std::str::from_utf8(bytes).ok()?.chars().next();
    let bytes: Vec<Vec<u8>> = rows.chain(numbers).collect();
    bytes.iter().flat_map(|bytes| bytes.windows(3)).filter_map(decode).collect()
}

#[test]
fn words_are_found_in_any_notation() {
    for code in [
        "let of = \"的\";",
        "let of = '\\u{7684}';",
        "[0xE7, 0x9A, 0x84, rest @ ..] => rest,",
        "[.., 0x20, 0xE7,0x9A,\n    0x84] => {}",
        r#"let of = b"\xE7\x9A\x84";"#,
        "const OF: u32 = 0xE7_9A_84;",
        "const OF: u32 = 0x849A_E7;",
        "const OF: u32 = 0x7684;",
        "let address = \"https://的\";",
    ] {
        assert_eq!(words(code), "的", "{code}");
    }
    for code in [
        "let of = cues.of(); // 的",
        "matches!(c, '、' | '一' | '１' | '\\u{3000}')",
        "[0xE3, 0x80, 0x82] | [0xE4..=0xE9, _, _]",
        "[0xE4, 0xB8, 0x80]",
        "ends.wrapping_mul(0x9E37_79B1)",
    ] {
        assert_eq!(words(code), "", "{code}");
    }
}

#[test]
fn words_are_only_in_tables() {
    for source in all_sources() {
        let example = EXAMPLES.iter().find(|(name, _)| *name == source.name);
        let expected = example.map_or("", |(_, words)| words);
        assert_eq!(words(&source.code), expected, "words in {}", source.name);
    }
}

#[test]
fn nothing_is_unsafe() {
    for source in all_sources() {
        assert!(!source.code.contains("unsafe "), "{}", source.name);
    }
}
