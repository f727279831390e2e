//! What the formats with one tag for each token share.

use std::borrow::Cow;
use std::ops::Range;

use policymark::text::AnnotationKind;
use unicode_segmentation::UnicodeSegmentation;

use crate::import::{At, ForeignSpan};
use crate::options::Options;
use crate::view::{Span, View};

/// The tag of a token in no span.
pub(super) const OUTSIDE: &str = "O";

/// Which letters tags have before their labels.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Scheme {
    /// `B` and `I`.
    Bio,
    /// The same with `E` for the last token of a span and `S` for the only one.
    Bioes,
}

/// A grapheme cluster of a text with its tag.
pub(super) struct Token<'v> {
    pub(super) text: &'v str,
    /// Where it starts, in characters.
    pub(super) start: usize,
    /// `B-Data`
    pub(super) tag: Cow<'static, str>,
}

impl Scheme {
    /// The letter before the label, for a token that is the first or the last of its span.
    const fn prefix(self, is_first: bool, is_last: bool) -> char {
        match (self, is_first, is_last) {
            (Self::Bioes, true, true) => 'S',
            (_, true, _) => 'B',
            (Self::Bioes, false, true) => 'E',
            (_, false, _) => 'I',
        }
    }

    fn tag(self, span: &Span, token: Range<usize>, options: &Options) -> String {
        let place = span.place.bytes();
        let prefix = self.prefix(token.start == place.start, token.end >= place.end);
        format!("{prefix}-{}", options.labels.of(span.kind))
    }
}

/// The tokens of a policy: all of its text, with tags for the spans that are inside no other one.
pub(super) fn tokens<'v>(
    view: &'v View,
    options: &'v Options,
    scheme: Scheme,
) -> impl Iterator<Item = Token<'v>> {
    let mut spans = view.outermost().peekable();
    let mut chars = 0;
    view.text.grapheme_indices(true).map(move |(byte, text)| {
        while spans.next_if(|span| span.place.bytes().end <= byte).is_some() {}
        let span = spans.peek().filter(|span| span.place.bytes().start <= byte);
        let tag = span.map(|span| scheme.tag(span, byte..byte + text.len(), options));
        let start = chars;
        chars += text.chars().count();
        Token { text, start, tag: tag.map_or(Cow::Borrowed(OUTSIDE), Cow::Owned) }
    })
}

/// Every tag of BIO: `O`, `B-Purpose`, `I-Purpose` and so on.
pub(super) fn all(options: &Options) -> Vec<String> {
    let of = |&kind: &AnnotationKind| {
        let label = options.labels.of(kind);
        [format!("B-{label}"), format!("I-{label}")]
    };
    let tags = AnnotationKind::ALL.iter().flat_map(of);
    std::iter::once(OUTSIDE.to_owned()).chain(tags).collect()
}

/// Finds the spans of tagged tokens, in BIO, BIOES, BMES, BILOU or IOB1.
#[derive(Default)]
pub(super) struct Spans {
    closed: Vec<ForeignSpan>,
    open: Option<ForeignSpan>,
}

impl Spans {
    /// The next token: where it is in the text, and its tag.
    pub(super) fn token(&mut self, token: Range<u64>, tag: &str, at: At) {
        let (prefix, label) = tag.split_once('-').unwrap_or((tag, ""));
        let goes_on = matches!(prefix, "I" | "M" | "E" | "L");
        match &mut self.open {
            Some(open) if goes_on && open.label == label => open.end = token.end,
            _ => {
                self.close();
                let is_outside = matches!(prefix, "O" | "o" | "");
                self.open =
                    (!is_outside).then(|| ForeignSpan::new(token.start, token.end, label, at));
            }
        }
        if matches!(prefix, "E" | "L" | "S" | "U") {
            self.close();
        }
    }

    /// No span goes on over this point.
    pub(super) fn close(&mut self) {
        self.closed.extend(self.open.take());
    }

    /// All spans.
    pub(super) fn end(mut self) -> Vec<ForeignSpan> {
        self.close();
        self.closed
    }
}
