//! Own words: adds the words of a file to the table of data, and shows which data of a policy is classified
//! otherwise than by the standard lexicon.
//!
//! A line of the file is a word, a tab, its category, and B or 28 if it is sensitive: `会员等级<tab>basic`.
//!
//! ```console
//! $ cargo run --example own_lexicon -- words.tsv policy.txt
//! ```

use std::error::Error;

use policymark::lexicon::{DataClass, Lexicon, Table};
use policymark::text::visible;
use policymark::{Annotation, AnnotationKind, Parser};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1);
    let words = arguments.next().ok_or("name a file with words")?;
    let policy = arguments.next().ok_or("name a policy")?;

    // A fault in the words has its line: `line 3: unknown category …`.
    let lexicon = Lexicon::standard().extended(Table::Data, &std::fs::read_to_string(words)?)?;
    let text = std::fs::read_to_string(policy)?;
    let standard = policymark::parse(&text)?;
    // Build a parser once and use it for all texts: a lexicon of one's own takes time to build.
    let own = Parser::new().lexicon(lexicon).parse(&text)?;

    // The words of the table of data do not change which brackets are annotations.
    for (before, after) in standard.annotations().zip(own.annotations()) {
        if after.kind() == AnnotationKind::Data && before.class() != after.class() {
            println!("{}: {} -> {}", visible(&after.text()), class(before), class(after));
        }
    }
    Ok(())
}

/// `health, sensitive`
fn class(data: Annotation<'_>) -> String {
    let sensitive = if data.is_sensitive() { ", sensitive" } else { "" };
    data.class().map_or("no class".to_owned(), |DataClass { category, .. }| {
        format!("{category}{sensitive}")
    })
}
