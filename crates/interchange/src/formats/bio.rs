//! BIO and BIOES: one grapheme cluster a line, a tab, and a tag. An empty line ends a line of the policy.
//!
//! ```text
//! 收  B-Action
//! 集  I-Action
//! 您  O
//! ```
//!
//! With offsets there is a column between them, where the cluster starts in characters. Spans do not overlap: the
//! outermost are written. A tab or a carriage return of the text is written as a space.

use std::fmt::Write as _;

use super::tags::{self, Scheme, Token};
use crate::feature::Feature;
use crate::format::{Definition, Input, Piece, Read, Source, TextPlace, Write};
use crate::import::{At, Fault, Foreign, Reading};
use crate::options::Options;
use crate::view::View;
use policymark::text::Unit;

pub(crate) const BIO: Definition = Definition {
    name: "bio",
    about: "BIO: one grapheme cluster a line with its tag",
    extensions: &["bio", "iob"],
    carries: &[Feature::ControlCharacters],
    write: Some(Write::Files {
        policy: |view, options| write(view, options, Scheme::Bio, "bio"),
        shared: |_| Vec::new(),
    }),
    read: Some(Read { text: TextPlace::Inside, input: Input::Text(read) }),
};

pub(crate) const BIOES: Definition = Definition {
    name: "bioes",
    about: "BIOES: as BIO, with tags for the last token of a span and for the only one",
    extensions: &["bioes"],
    carries: &[Feature::ControlCharacters],
    write: Some(Write::Files {
        policy: |view, options| write(view, options, Scheme::Bioes, "bioes"),
        shared: |_| Vec::new(),
    }),
    read: Some(Read { text: TextPlace::Inside, input: Input::Text(read) }),
};

fn write(view: &View, options: &Options, scheme: Scheme, extension: &str) -> Vec<Piece> {
    let mut lines = String::with_capacity(view.text.len() * 3);
    for Token { text, start, tag } in tags::tokens(view, options, scheme) {
        match text {
            "\n" | "\r\n" => {}
            "\t" | "\r" => lines.push(' '),
            text => lines.push_str(text),
        }
        if !text.ends_with('\n') {
            if options.offsets {
                let _ = write!(lines, "\t{start}");
            }
            let _ = write!(lines, "\t{tag}");
        }
        lines.push('\n');
    }
    vec![Piece::new(format!("{}.{extension}", view.name), lines)]
}

/// Reads BIO, BIOES, BMES, BILOU and IOB1: the first column is the token, the last one the tag. `-DOCSTART-` starts
/// another policy.
fn read(source: &Source<'_>) -> Reading {
    let mut reading = Reading::default();
    let mut reader = Reader::new(source.name);
    for (number, line) in source.content.lines().enumerate() {
        let at = At::line(number + 1);
        if line.starts_with("-DOCSTART-") {
            let policy = reader.end();
            if !policy.text.trim().is_empty() {
                reading.policies.push(policy);
            }
            reader = Reader::new(&format!("{}-{}", source.name, reading.policies.len() + 1));
        } else if line.is_empty() {
            reader.line_end();
        } else {
            match line.split_once('\t') {
                Some((token, rest)) if !token.is_empty() => {
                    reader.token(token, rest.rsplit('\t').next().unwrap_or(rest), at);
                }
                _ => reading.faults.push(Fault::damaged(at, "this is no token, tab and tag")),
            }
        }
    }
    reading.policies.push(reader.end());
    reading
}

struct Reader {
    policy: Foreign,
    spans: tags::Spans,
}

impl Reader {
    fn new(name: &str) -> Self {
        Self { policy: Foreign::new(name, "", Unit::Bytes), spans: tags::Spans::default() }
    }

    fn line_end(&mut self) {
        self.spans.close();
        self.policy.text.push('\n');
    }

    fn token(&mut self, token: &str, tag: &str, at: At) {
        let start = self.policy.text.len() as u64;
        self.policy.text.push_str(token);
        self.spans.token(start..self.policy.text.len() as u64, tag, at);
    }

    fn end(mut self) -> Foreign {
        self.policy.spans = self.spans.end();
        self.policy
    }
}
