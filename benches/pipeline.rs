//! Throughput of the pipeline in bytes of source: `cargo bench`.

mod corpus;

use std::sync::LazyLock;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use policymark::{Document, Parser};

static POLICIES: LazyLock<Vec<String>> = LazyLock::new(corpus::policies);

static DOCUMENTS: LazyLock<Vec<Document>> =
    LazyLock::new(|| POLICIES.iter().filter_map(|text| Parser::new().parse(text).ok()).collect());

fn main() {
    divan::main();
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

/// Text to document in one session, which allocates nothing new.
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

/// Document to JSON text; the bytes are those of the source.
#[divan::bench]
fn write_json(bencher: Bencher<'_, '_>) {
    bencher.counter(source_bytes()).bench_local(|| {
        for document in DOCUMENTS.iter() {
            let _ = black_box(serde_json::to_string(document));
        }
    });
}

/// JSON text to document, checks included; the bytes are those of the source.
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
