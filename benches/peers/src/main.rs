//! Compares policymark with readers of XML and with serde_json, which hold the same policies.
//!
//! `cargo run --release` in this folder. Every contender goes through the whole corpus once a
//! round, in turn, so that what the machine does besides meets all alike; a single file in a loop
//! would be learnt by the branch predictor. The tables give each one's median throughput, and the
//! median of its ratio to others within a round with the smallest and the largest.
//!
//! `cargo run --release -- files` gives the ratios file by file: for each file the median over the
//! rounds, and how those lie apart.
//!
//! Throughput is in bytes of what a contender reads or writes. The XML is longer than the brackets.

use std::env;
use std::hint::black_box;
use std::process::ExitCode;
use std::time::Instant;

use policymark::Parser;
use policymark_peers::spread::Spread;
use policymark_peers::{Corpus, plain, xml};

/// Odd, so that the median is a value.
const ROUNDS: usize = 31;

fn main() -> ExitCode {
    let report: fn(&Race, &[usize]) = match env::args().nth(1).as_deref() {
        None => whole,
        Some("files") => by_file,
        Some(_) => {
            eprintln!("usage: policymark-peers [files]");
            return ExitCode::from(2);
        }
    };
    let corpus = Corpus::load();
    println!("{} policies, {:.1} MB", corpus.texts.len(), corpus.bytes() as f64 / 1e6);
    report(&reading(&corpus), &[0, 1]);
    report(&writing(&corpus), &[0]);
    ExitCode::SUCCESS
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

/// Documents to JSON, into a buffer that is used again.
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

/// Somebody who reads or writes each file.
struct Contender<'c> {
    name: &'static str,
    /// Of each file, in the form that is read or written.
    bytes: Vec<usize>,
    turn: Box<dyn FnMut(usize) + 'c>,
}

impl<'c> Contender<'c> {
    fn reader(name: &'static str, texts: &'c [String], mut read: impl FnMut(&str) + 'c) -> Self {
        let bytes = texts.iter().map(String::len).collect();
        Self { name, bytes, turn: Box::new(move |file| read(black_box(&texts[file]))) }
    }
}

/// How long each contender took.
struct Race {
    names: Vec<&'static str>,
    /// By contender and file.
    bytes: Vec<Vec<usize>>,
    /// By contender, round and file.
    seconds: Vec<Vec<Vec<f64>>>,
}

impl Race {
    fn run(mut contenders: Vec<Contender<'_>>) -> Self {
        let mut seconds = vec![Vec::new(); contenders.len()];
        for _ in 0..ROUNDS {
            for (contender, seconds) in contenders.iter_mut().zip(&mut seconds) {
                let files = 0..contender.bytes.len();
                seconds.push(files.map(|file| timed(|| (contender.turn)(file))).collect());
            }
        }
        let names = contenders.iter().map(|contender| contender.name).collect();
        let bytes = contenders.into_iter().map(|contender| contender.bytes).collect();
        Self { names, bytes, seconds }
    }

    /// Bytes a second over all files, for each round.
    fn rates(&self, contender: usize) -> impl Iterator<Item = f64> {
        let bytes: usize = self.bytes[contender].iter().sum();
        self.seconds[contender].iter().map(move |files| bytes as f64 / files.iter().sum::<f64>())
    }

    /// Bytes a second for each file, the median over the rounds.
    fn file_rates(&self, contender: usize) -> impl Iterator<Item = f64> {
        self.bytes[contender].iter().enumerate().map(move |(file, &bytes)| {
            let rounds = self.seconds[contender].iter();
            bytes as f64 / Spread::of(rounds.map(|files| files[file])).median
        })
    }
}

fn timed(run: impl FnOnce()) -> f64 {
    let start = Instant::now();
    run();
    start.elapsed().as_secs_f64()
}

/// A row for each contender with its ratios to the contenders `bases`, round by round.
fn whole(race: &Race, bases: &[usize]) {
    print!("\n{:26}{:>8}", "", "MB/s");
    bases.iter().for_each(|&base| print!("{:>30}", format!("x {}", race.names[base])));
    println!();
    for (own, name) in race.names.iter().enumerate() {
        print!("{name:26}{:8.0}", Spread::of(race.rates(own)).median / 1e6);
        for &base in bases {
            let ratio = Spread::of(race.rates(own).zip(race.rates(base)).map(|(own, b)| own / b));
            let range = format!("({:.2} to {:.2})", ratio.min, ratio.max);
            print!("{:13.2} {range:16}", ratio.median);
        }
        println!();
    }
}

/// A row for each contender and base with the spread of the files' ratios.
fn by_file(race: &Race, bases: &[usize]) {
    for &base in bases {
        println!("\n{:26}{:>8}{:>8}{:>8}{:>8}{:>8}", "", "min", "1/4", "median", "3/4", "max");
        println!("x {}", race.names[base]);
        for (own, name) in race.names.iter().enumerate().filter(|(own, _)| *own != base) {
            let rates = race.file_rates(own).zip(race.file_rates(base));
            let Spread { min, lower, median, upper, max } = Spread::of(rates.map(|(o, b)| o / b));
            println!("{name:26}{min:8.2}{lower:8.2}{median:8.2}{upper:8.2}{max:8.2}");
        }
    }
}
