//! Compares policymark with XML parsers and with serde_json, on the same policies.
//!
//! `cargo run --release` in this folder. Every contender goes through the whole corpus once per
//! round, in turn, so that other load on the machine affects all alike. A branch predictor would
//! learn a single file in a loop. The tables give the median throughput of each contender, and the
//! median, smallest and largest of its ratios to others within a round.
//!
//! `cargo run --release -- fresh` lets each contender read every file once in a new process, like a
//! program that reads some files and exits.
//!
//! `cargo run --release -- files` gives the ratios by file: the median over the rounds for each
//! file, and the spread of these medians. `fresh files` does so for new processes.
//!
//! Throughput is in bytes of the form that a contender reads or writes. XML elements are longer
//! than brackets.

use std::env;
use std::hint::black_box;
use std::process::ExitCode;

use policymark::Parser;
use policymark_peers::race::{Contender, Race, by_file, whole};
use policymark_peers::{Corpus, fresh, plain, xml};

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let report = if args.contains(&"files") { by_file } else { whole };
    match *args {
        [fresh::CHILD, reader] => return fresh::read_once(reader),
        [] | ["files"] => {
            let corpus = load();
            report(&reading(&corpus), &[0, 1]);
            report(&writing(&corpus), &[0]);
        }
        ["fresh"] | ["fresh", "files"] => match fresh::race(&load()) {
            Ok(race) => report(&race, &[0, 1]),
            Err(error) => {
                eprintln!("error: no new process: {error}");
                return ExitCode::FAILURE;
            }
        },
        _ => {
            eprintln!("usage: policymark-peers [fresh] [files]");
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

fn load() -> Corpus {
    let corpus = Corpus::load();
    println!("{} policies, {:.1} MB", corpus.texts.len(), corpus.bytes() as f64 / 1e6);
    corpus
}

/// Text to events, trees and documents.
fn reading(corpus: &Corpus) -> Race {
    let (full, marks) = (Parser::new(), Parser::new().marks_only(true));
    let (mut full_session, mut marks_session) = (full.session(), marks.session());
    Race::run(vec![
        Contender::reader("quick-xml, events", &corpus.as_xml, xml::events),
        Contender::reader("roxmltree, tree", &corpus.as_xml, xml::tree),
        Contender::reader("marks only", &corpus.texts, |text| drop(black_box(marks.parse(text)))),
        Contender::reader("marks only, session", &corpus.texts, |text| {
            let _ = black_box(marks_session.parse(text));
        }),
        Contender::reader("document", &corpus.texts, |text| drop(black_box(full.parse(text)))),
        Contender::reader("document, session", &corpus.texts, |text| {
            let _ = black_box(full_session.parse(text));
        }),
    ])
}

/// Documents to JSON, into a reused buffer.
fn writing(corpus: &Corpus) -> Race {
    let plain: Vec<_> = corpus.documents.iter().map(plain::Document::from_document).collect();
    let bytes: Vec<usize> =
        plain.iter().map(|document| serde_json::to_vec(document).map_or(0, |v| v.len())).collect();
    let (mut own_buffer, mut plain_buffer) = (Vec::new(), Vec::new());
    Race::run(vec![
        Contender {
            name: "serde_json, plain structs",
            bytes: bytes.clone(),
            turn: Box::new(move |file| write_json(&plain[file], &mut plain_buffer)),
        },
        Contender {
            name: "serde_json, document",
            bytes,
            turn: Box::new(move |file| write_json(&corpus.documents[file], &mut own_buffer)),
        },
    ])
}

fn write_json(value: &impl serde::Serialize, buffer: &mut Vec<u8>) {
    buffer.clear();
    serde_json::to_writer(&mut *buffer, black_box(value)).expect("a vector takes all bytes");
    black_box(&buffer);
}
