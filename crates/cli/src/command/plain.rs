//! `policymark plain`.

use std::io::Write;
use std::path::PathBuf;

use policymark::Document;
use policymark::text::{AnnotationKind, LineIndex, Unit};
use serde::Serialize;

use super::unit::unit;
use crate::context::Context;
use crate::files::{self, Source};
use crate::output::json;
use crate::status::{Failure, Status};

/// Take the marks out: the text as readers of the policy see it
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Plain {
    /// Files and folders
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Where each stretch of the plain text is in the markup, instead of the text: one line of JSON for each file
    #[arg(long, group = "form")]
    map: bool,

    /// The marks as spans of the plain text, instead of the text: one line of JSON for each file, as annotate reads it
    #[arg(long, group = "form")]
    spans: bool,

    /// What the offsets of --map and --spans count
    #[arg(long, value_parser = unit(), value_name = "UNIT", default_value_t = Unit::Bytes)]
    offsets: Unit,
}

const AFTER_HELP: &str = "\
Several texts follow each other. Offsets are from 0, an end is exclusive:
  --map    {\"file\": NAME, \"offsets\": UNIT, \"segments\": [{\"plain\", \"markup\", \"len\"}]}
  --spans  {\"file\": NAME, \"offsets\": UNIT, \"spans\": [{\"start\", \"end\", \"kind\", \"text\"}]}";

impl Plain {
    pub(crate) fn run(self, context: &Context) -> Result<Status, Failure> {
        let (files, found) = files::find(context, &self.paths)?;
        let show = |source: &Source, document: &Document| self.show(source, document);
        let mut output = context.terminal.output();
        let read = files::for_each(context, &context.parser()?, &files, show, |shown| {
            output.write_all(shown.as_bytes())
        })?;
        output.flush()?;
        Ok(found.max(read))
    }

    fn show(&self, source: &Source, document: &Document) -> String {
        let file = source.to_string();
        if self.map {
            json(&Map::new(&file, self.offsets, document)) + "\n"
        } else if self.spans {
            json(&Spans::new(&file, self.offsets, document)) + "\n"
        } else {
            document.plain_text().into_text()
        }
    }
}

/// Where the plain text is in the markup.
#[derive(Serialize)]
struct Map<'f> {
    file: &'f str,
    offsets: Unit,
    segments: Vec<Segment>,
}

/// A stretch that both texts share.
#[derive(Serialize)]
struct Segment {
    plain: u32,
    markup: u32,
    len: u32,
}

impl<'f> Map<'f> {
    fn new(file: &'f str, offsets: Unit, document: &Document) -> Self {
        let plain = document.plain_text();
        let (lines, marked_lines) = (LineIndex::new(plain.text()), document.line_index());
        let segments = plain.segments().map(|(plain, markup)| {
            let start = lines.to_unit(plain.start(), offsets);
            let end = lines.to_unit(plain.end(), offsets);
            let markup = marked_lines.to_unit(markup.start(), offsets);
            Segment { plain: start, markup, len: end - start }
        });
        Self { file, offsets, segments: segments.collect() }
    }
}

/// The marks as spans of the plain text.
#[derive(Serialize)]
struct Spans<'f> {
    file: &'f str,
    offsets: Unit,
    spans: Vec<Span>,
}

#[derive(Serialize)]
struct Span {
    start: u32,
    end: u32,
    kind: AnnotationKind,
    text: String,
}

impl<'f> Spans<'f> {
    fn new(file: &'f str, offsets: Unit, document: &Document) -> Self {
        let plain = document.plain_text();
        let lines = LineIndex::new(plain.text());
        let spans = document.annotations().map(|annotation| {
            let span = plain.to_plain_span(annotation.span());
            let start = lines.to_unit(span.start(), offsets);
            let end = lines.to_unit(span.end(), offsets);
            let text = plain.text()[span.range()].to_owned();
            Span { start, end, kind: annotation.kind(), text }
        });
        Self { file, offsets, spans: spans.collect() }
    }
}
