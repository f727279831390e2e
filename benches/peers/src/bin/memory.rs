//! How often policymark and its peers allocate, and their peak memory:
//! `cargo run --release --bin memory`.
//!
//! This is a separate program, because counting takes time. The heap does not include the source:
//! the copy of the text that a document owns is subtracted. A vector that grows counts as an
//! allocation, and for that moment as held twice. Sessions have already read all texts once. If one
//! still allocates, the program fails.

use std::hint::black_box;
use std::process::ExitCode;

use allocation_counter::measure;
use policymark::{Document, Parser};
use policymark_peers::spread::Spread;
use policymark_peers::{Corpus, xml};

fn main() -> ExitCode {
    let corpus = Corpus::load();
    let (full, marks) = (Parser::new(), Parser::new().marks_only(true));
    let parse = |parser: &Parser, text: &str| {
        black_box(parser.parse(text).expect("shorter than 4 GiB"));
    };
    let (mut full_session, mut marks_session) = (full.session(), marks.session());
    // The storage of a session grows up to the longest text, and then no more.
    for text in &corpus.texts {
        let _ = (full_session.parse(text), marks_session.parse(text));
    }
    let json: Vec<String> =
        corpus.documents.iter().filter_map(|d| serde_json::to_string(d).ok()).collect();
    println!("{:26}{:>24}{:>26}", "", "allocations", "heap a source byte");
    println!("{:26}{:>12}{:>12}{:>26}", "", "a KB", "a document", "min   median      max");
    let texts = &corpus.texts;
    row(texts, "quick-xml, events", 0, |file| xml::events(&corpus.as_xml[file]));
    row(texts, "roxmltree, tree", 0, |file| xml::tree(&corpus.as_xml[file]));
    row(texts, "marks only", 1, |file| parse(&marks, &texts[file]));
    let marks = row(texts, "marks only, session", 0, |file| {
        drop(black_box(marks_session.parse(&texts[file])));
    });
    row(texts, "document", 1, |file| parse(&full, &texts[file]));
    let full = row(texts, "document, session", 0, |file| {
        drop(black_box(full_session.parse(&texts[file])));
    });
    row(texts, "document, session, cloned", 1, |file| {
        drop(black_box(full_session.parse(&texts[file]).cloned()));
    });
    row(texts, "document from JSON", 1, |file| {
        black_box(serde_json::from_str::<Document>(&json[file]).expect("JSON comes back"));
    });
    if marks + full > 0 {
        eprintln!("error: sessions allocated {} times", marks + full);
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// Prints the figures of a contender over all files, and returns how often it allocated. It owns
/// `copies` copies of the source.
fn row(texts: &[String], name: &str, copies: usize, mut turn: impl FnMut(usize)) -> u64 {
    let (mut allocations, mut heap) = (0, Vec::new());
    for (file, text) in texts.iter().enumerate() {
        let held = measure(|| turn(file));
        allocations += held.count_total;
        let own = held.bytes_max.saturating_sub((copies * text.len()) as u64);
        heap.push(own as f64 / text.len() as f64);
    }
    let kilobytes = texts.iter().map(String::len).sum::<usize>() as f64 / 1024.0;
    let Spread { min, median, max, .. } = Spread::of(heap);
    let [rate, each] = [kilobytes, texts.len() as f64].map(|of| allocations as f64 / of);
    println!("{name:26}{rate:12.2}{each:12.1}{min:8.2} {median:8.2} {max:8.2}");
    allocations
}
