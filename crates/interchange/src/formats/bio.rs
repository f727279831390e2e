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

use unicode_segmentation::UnicodeSegmentation;

use crate::format::{Definition, Piece, Read, Source, Write};
use crate::import::{At, Fault, Foreign, ForeignSpan, Reading, Unit};
use crate::options::Options;
use crate::view::{Span, View};

pub(crate) const BIO: Definition = Definition {
    name: "bio",
    about: "BIO: one grapheme cluster a line with its tag",
    extensions: &["bio", "iob"],
    carries: &[],
    write: Some(Write::Files {
        policy: |view, options| write(view, options, Scheme::Bio),
        shared: |_| Vec::new(),
    }),
    read: Some(Read { text_beside: None, read }),
};

pub(crate) const BIOES: Definition = Definition {
    name: "bioes",
    about: "BIOES: as BIO, with tags for the last token of a span and for the only one",
    extensions: &["bioes"],
    carries: &[],
    write: Some(Write::Files {
        policy: |view, options| write(view, options, Scheme::Bioes),
        shared: |_| Vec::new(),
    }),
    read: Some(Read { text_beside: None, read }),
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Bio,
    Bioes,
}

impl Scheme {
    const fn extension(self) -> &'static str {
        match self {
            Self::Bio => "bio",
            Self::Bioes => "bioes",
        }
    }

    /// The letter before the label, for a token that is the first or the last of its span.
    const fn prefix(self, is_first: bool, is_last: bool) -> char {
        match (self, is_first, is_last) {
            (Self::Bioes, true, true) => 'S',
            (_, true, _) => 'B',
            (Self::Bioes, false, true) => 'E',
            (_, false, _) => 'I',
        }
    }
}

fn write(view: &View, options: &Options, scheme: Scheme) -> Vec<Piece> {
    let mut lines = String::with_capacity(view.text.len() * 3);
    let mut spans = view.outermost().peekable();
    let mut chars = 0;
    for (start, token) in view.text.grapheme_indices(true) {
        while spans.next_if(|span| span.place.bytes().end <= start).is_some() {}
        let span = spans.peek().filter(|span| span.place.bytes().start <= start);
        match token {
            "\n" | "\r\n" => {}
            "\t" | "\r" => lines.push(' '),
            token => lines.push_str(token),
        }
        if !token.ends_with('\n') {
            if options.offsets {
                let _ = write!(lines, "\t{chars}");
            }
            let tag = span.map(|span| tag(span, start, token, options, scheme));
            let _ = write!(lines, "\t{}", tag.as_deref().unwrap_or("O"));
        }
        lines.push('\n');
        chars += token.chars().count();
    }
    vec![Piece::new(format!("{}.{}", view.name, scheme.extension()), lines)]
}

fn tag(span: &Span, start: usize, token: &str, options: &Options, scheme: Scheme) -> String {
    let place = span.place.bytes();
    let is_first = start == place.start;
    let is_last = start + token.len() >= place.end;
    format!("{}-{}", scheme.prefix(is_first, is_last), options.labels.of(span.kind))
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
    open: Option<ForeignSpan>,
}

impl Reader {
    fn new(name: &str) -> Self {
        Self { policy: Foreign::new(name, "", Unit::Bytes), open: None }
    }

    fn line_end(&mut self) {
        self.close();
        self.policy.text.push('\n');
    }

    fn token(&mut self, token: &str, tag: &str, at: At) {
        let start = self.policy.text.len() as u64;
        self.policy.text.push_str(token);
        let end = self.policy.text.len() as u64;
        let (prefix, label) = tag.split_once('-').unwrap_or((tag, ""));
        let goes_on = matches!(prefix, "I" | "M" | "E" | "L");
        match &mut self.open {
            Some(open) if goes_on && open.label == label => open.end = end,
            _ => {
                self.close();
                self.open =
                    (!matches!(prefix, "O" | "")).then(|| ForeignSpan::new(start, end, label, at));
            }
        }
        if matches!(prefix, "E" | "L" | "S" | "U") {
            self.close();
        }
    }

    fn close(&mut self) {
        self.policy.spans.extend(self.open.take());
    }

    fn end(mut self) -> Foreign {
        self.close();
        self.policy
    }
}
