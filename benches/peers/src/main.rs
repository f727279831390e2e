//! Compares policymark with readers of XML that hold the same policies.
//!
//! `cargo run --release` in this folder. Every contender reads the whole corpus once a round, in
//! turn, so that what the machine does besides meets all alike. The table gives each one's median
//! throughput and the median of its ratio to quick-xml's events within a round, with the smallest
//! and the largest.

#![allow(clippy::expect_used)]

#[path = "../../corpus/mod.rs"]
mod corpus;
mod xml;

use std::hint::black_box;
use std::time::Instant;

use policymark::{Document, Parser};

const ROUNDS: usize = 41;

fn main() {
    let policies = corpus::policies();
    let parser = Parser::new();
    let marks = Parser::new().marks_only(true);
    let documents: Vec<Document> =
        policies.iter().map(|text| parser.parse(text).expect("shorter than 4 GiB")).collect();
    let as_xml: Vec<String> = documents.iter().map(xml::from_document).collect();
    let contenders: [(&str, &[String], &dyn Fn(&str)); 4] = [
        ("quick-xml, events", &as_xml, &xml::events),
        ("roxmltree, tree", &as_xml, &xml::tree),
        ("policymark, marks only", &policies, &|text| drop(black_box(marks.parse(text)))),
        ("policymark, document", &policies, &|text| drop(black_box(parser.parse(text)))),
    ];
    let mut seconds = vec![Vec::new(); contenders.len()];
    for _ in 0..ROUNDS {
        for (contender, seconds) in contenders.iter().zip(&mut seconds) {
            let start = Instant::now();
            contender.1.iter().for_each(|text| contender.2(black_box(text)));
            seconds.push(start.elapsed().as_secs_f64());
        }
    }
    report(
        &contenders.map(|(name, texts, _)| (name, texts.iter().map(String::len).sum())),
        &seconds,
    );
}

/// Prints a row for each contender; bytes are those of what it reads.
fn report(contenders: &[(&str, usize)], seconds: &[Vec<f64>]) {
    println!("{:24} {:>8} {:>22}", "", "MB/s", "x quick-xml's events");
    for (&(name, bytes), own) in contenders.iter().zip(seconds) {
        let rate = |seconds: &f64| bytes as f64 / seconds / 1e6;
        let base_bytes = contenders[0].1 as f64;
        let ratio = |(own, base): (&f64, &f64)| rate(own) / (base_bytes / base / 1e6);
        let (_, rate, _) = spread(own.iter().map(rate));
        let (least, median, most) = spread(own.iter().zip(&seconds[0]).map(ratio));
        println!("{name:24} {rate:8.0} {median:6.2} ({least:.2} to {most:.2})");
    }
}

/// The least, the median and the most.
fn spread(values: impl Iterator<Item = f64>) -> (f64, f64, f64) {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    (values[0], values[values.len() / 2], values[values.len() - 1])
}
