//! The throughput of the pipeline in bytes of source: `cargo bench`.
//!
//! At the end it prints how long it takes to translate all positions in the documents, relative to
//! parsing.

mod corpus;

use std::sync::LazyLock;
use std::time::Duration;

use cpu_time::ThreadTime;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use policymark::text::LineIndex;
use policymark::{Document, Parser};

static POLICIES: LazyLock<Vec<String>> = LazyLock::new(corpus::policies);

static DOCUMENTS: LazyLock<Vec<Document>> =
    LazyLock::new(|| POLICIES.iter().filter_map(|text| Parser::new().parse(text).ok()).collect());

fn main() {
    divan::main();
    // `cargo test` runs benches without `--bench`.
    if std::env::args().any(|argument| argument == "--bench") {
        print_ratios();
    }
}

fn source_bytes() -> BytesCount {
    BytesCount::new(POLICIES.iter().map(String::len).sum::<usize>())
}

/// Text to document: tree, outline, roles, statements, diagnostics.
#[divan::bench]
fn parse(bencher: Bencher<'_, '_>) {
    let parser = Parser::new();
    bencher.counter(source_bytes()).bench_local(|| {
        for text in POLICIES.iter() {
            let _ = black_box(parser.parse(black_box(text)));
        }
    });
}

/// Text to document in one session, without new allocations.
#[divan::bench]
fn parse_in_session(bencher: Bencher<'_, '_>) {
    let parser = Parser::new();
    let mut session = parser.session();
    bencher.counter(source_bytes()).bench_local(|| {
        for text in POLICIES.iter() {
            let _ = black_box(session.parse(black_box(text)));
        }
    });
}

/// Text to the tree alone: annotations, ordinary brackets, diagnostics.
#[divan::bench]
fn parse_marks(bencher: Bencher<'_, '_>) {
    let parser = Parser::new().marks_only(true);
    bencher.counter(source_bytes()).bench_local(|| {
        for text in POLICIES.iter() {
            let _ = black_box(parser.parse(black_box(text)));
        }
    });
}

/// Walks over every statement and the words of its members.
#[divan::bench]
fn statements(bencher: Bencher<'_, '_>) {
    bencher.counter(source_bytes()).bench_local(|| {
        for document in DOCUMENTS.iter() {
            for statement in document.statements() {
                statement.members().for_each(|member| {
                    black_box(member.annotation.text());
                });
            }
        }
    });
}

/// Compares each policy with a version of it in which every tenth line is missing and data has other names.
#[divan::bench]
fn compare(bencher: Bencher<'_, '_>) {
    let edited = POLICIES.iter().map(|text| {
        let lines = text.lines().enumerate().filter(|(number, _)| number % 10 != 9);
        let lines: Vec<_> = lines.map(|(_, line)| line.replace("信息>", "资料>")).collect();
        lines.join("\n")
    });
    let edited: Vec<_> = edited.filter_map(|text| Parser::new().parse(&text).ok()).collect();
    bencher.counter(source_bytes()).bench_local(|| {
        for (old, new) in DOCUMENTS.iter().zip(&edited) {
            black_box(policymark::compare::compare(old, new));
        }
    });
}

/// Tidies texts with blanks inside every other annotation and a backslash before every full-width parenthesis.
#[divan::bench]
fn format(bencher: Bencher<'_, '_>) {
    let untidy = untidy();
    bencher.counter(source_bytes()).bench_local(|| {
        for document in &untidy {
            black_box(document.format());
        }
    });
}

/// Compares each policy with what an annotator left who missed every tenth mark.
#[divan::bench]
fn agreement(bencher: Bencher<'_, '_>) {
    let others: Vec<_> = DOCUMENTS.iter().filter_map(without_each_tenth).collect();
    bencher.counter(source_bytes()).bench_local(|| {
        for (document, other) in DOCUMENTS.iter().zip(&others) {
            let _ = black_box(document.agreement(other));
        }
    });
}

/// The fixes of the same texts, tried together.
#[divan::bench]
fn fixes(bencher: Bencher<'_, '_>) {
    let untidy = untidy();
    bencher.counter(source_bytes()).bench_local(|| {
        for document in &untidy {
            black_box(document.fixes().count());
        }
    });
}

fn untidy() -> Vec<Document> {
    let blanks = |text: &str| {
        let mut count = 0;
        let padded = text.chars().flat_map(|c| {
            count += usize::from("[<".contains(c));
            let is_padded = "[<".contains(c) && count % 2 == 0;
            std::iter::once(c).chain(is_padded.then_some(' '))
        });
        padded.collect::<String>().replace('（', "\\（").replace('）', "\\）")
    };
    let untidy = POLICIES.iter().map(|text| blanks(text));
    untidy.filter_map(|text| Parser::new().parse(&text).ok()).collect()
}

/// A document without the brackets of every tenth annotation.
fn without_each_tenth(document: &Document) -> Option<Document> {
    let missed = document.annotations().step_by(10).map(|annotation| annotation.span().range());
    let mut brackets: Vec<_> = missed.flat_map(|range| [range.start, range.end - 1]).collect();
    brackets.sort_unstable();
    let bytes = document.text().bytes().enumerate();
    let rest = bytes.filter(|(at, _)| brackets.binary_search(at).is_err()).map(|(_, byte)| byte);
    Parser::new().parse(&String::from_utf8(rest.collect()).ok()?).ok()
}

/// Document to JSON. The bytes are those of the source.
#[divan::bench]
fn write_json(bencher: Bencher<'_, '_>) {
    bencher.counter(source_bytes()).bench_local(|| {
        for document in DOCUMENTS.iter() {
            let _ = black_box(serde_json::to_string(document));
        }
    });
}

/// JSON to document, with all checks. The bytes are those of the source.
#[divan::bench]
fn read_json(bencher: Bencher<'_, '_>) {
    let texts: Vec<String> =
        DOCUMENTS.iter().filter_map(|document| serde_json::to_string(document).ok()).collect();
    bencher.counter(source_bytes()).bench_local(|| {
        for json in &texts {
            let _ = black_box(serde_json::from_str::<Document>(json));
        }
    });
}

/// A line index, and with it the start and end of each annotation, sentence and section in
/// characters.
#[divan::bench]
fn places_in_chars(bencher: Bencher<'_, '_>) {
    bencher
        .counter(source_bytes())
        .bench_local(|| translate_places(|index, at| index.to_chars(at)));
}

/// The same positions in UTF-16 units.
#[divan::bench]
fn places_in_utf16(bencher: Bencher<'_, '_>) {
    bencher
        .counter(source_bytes())
        .bench_local(|| translate_places(|index, at| index.to_utf16(at)));
}

/// The same positions as line and column.
#[divan::bench]
fn places_in_lines(bencher: Bencher<'_, '_>) {
    bencher
        .counter(source_bytes())
        .bench_local(|| translate_places(|index, at| index.position(at)));
}

fn translate_places<T>(translate: impl Fn(&LineIndex<'_>, u32) -> T) {
    for document in DOCUMENTS.iter() {
        let index = document.line_index();
        let spans = document.annotations().map(|annotation| annotation.span());
        let spans = spans.chain(document.sentences().map(|sentence| sentence.span()));
        let spans = spans.chain(document.sections().map(|section| section.span()));
        spans.flat_map(|span| [span.start(), span.end()]).for_each(|offset| {
            black_box(translate(&index, offset));
        });
    }
}

fn parse_all() {
    let parser = Parser::new();
    for text in POLICIES.iter() {
        let _ = black_box(parser.parse(black_box(text)));
    }
}

/// The ratios are medians over turns, because the speed of a machine can change between two rows.
fn print_ratios() {
    let ratio = |translate: &dyn Fn()| {
        let mut ratios: Vec<f64> = (0..31)
            .map(|_| {
                let parse = timed(parse_all);
                timed(translate).as_secs_f64() / parse.as_secs_f64()
            })
            .collect();
        ratios.sort_by(f64::total_cmp);
        ratios[ratios.len() / 2]
    };
    println!("the places of all annotations, sentences and sections, in parses:");
    println!("  characters   {:.3}", ratio(&|| translate_places(|index, at| index.to_chars(at))));
    println!("  UTF-16       {:.3}", ratio(&|| translate_places(|index, at| index.to_utf16(at))));
    println!("  line:column  {:.3}", ratio(&|| translate_places(|index, at| index.position(at))));
}

fn timed(run: impl FnOnce()) -> Duration {
    let start = ThreadTime::now();
    run();
    start.elapsed()
}
