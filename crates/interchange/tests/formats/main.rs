//! What each format writes and reads, by itself: one file for each.

#![allow(clippy::unwrap_used)]

#[path = "../common/mod.rs"]
mod common;

mod brat;
mod doccano;
mod huggingface;
mod label_studio;
mod research;
mod spacy;
mod stam;
mod uima;
mod web_annotation;

use policymark_interchange::view::View;
use policymark_interchange::{Format, Options, Source, import::Reading};

/// What most tests write: an emoji, a nested mark, an inclusion and a denial.
const MARKUP: &str =
    "😀(我们)会[收集]<设备信息>，如<型号>，以便{验证<邮箱>}。\n(我们)不会[出售]<邮箱>。\n";

/// A file of an export of one policy.
fn written(format: Format, markup: &str, file: &str) -> String {
    let document = policymark::parse(markup).unwrap();
    let files = common::files(format, &Options::default(), &[View::new("policy", &document)]);
    files[file].clone()
}

/// The spans of what is read, as label and words.
fn spans(reading: &Reading) -> Vec<Vec<(String, String)>> {
    let policy = |policy: &policymark_interchange::import::Foreign| {
        let words = |span: &policymark_interchange::import::ForeignSpan| {
            let all: Vec<char> = policy.text.chars().collect();
            all[span.start as usize..span.end as usize].iter().collect()
        };
        policy.spans.iter().map(|span| (span.label.clone(), words(span))).collect()
    };
    reading.policies.iter().map(policy).collect()
}

fn read(format: Format, content: &str) -> Reading {
    format.read(&Source::new("policy", content))
}

fn faults(reading: &Reading) -> Vec<String> {
    reading.faults.iter().map(ToString::to_string).collect()
}

fn pair(label: &str, words: &str) -> (String, String) {
    (label.to_owned(), words.to_owned())
}
