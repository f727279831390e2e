//! [`Places`]: where the spans are in the text, and what to say about a span that cannot be marked.

use policymark::Span;
use policymark::text::{LineIndex, Unit, shortened};
use policymark::write::{AnnotateError, Mark, MarkFault};

use super::spans::MarkedSpan;
use crate::files::Source;
use crate::language::{Language, Say};
use crate::status::Failure;

/// The plain text, and what to say about places in it.
pub(super) struct Places<'t> {
    source: &'t Source,
    plain: &'t str,
    lines: LineIndex<'t>,
    unit: Unit,
    language: Language,
}

impl<'t> Places<'t> {
    pub(super) fn new(source: &'t Source, plain: &'t str, unit: Unit, language: Language) -> Self {
        Self { source, plain, lines: LineIndex::new(plain), unit, language }
    }

    /// The mark for a span, if that is one of the text and its words are those that it says.
    pub(super) fn mark(&self, number: usize, span: &MarkedSpan) -> Result<Mark, Failure> {
        let byte = |offset| self.lines.unit_to_byte(offset, self.unit);
        let place = byte(span.start).zip(byte(span.end));
        let place =
            place.and_then(|(start, end)| Span::try_from(start as usize..end as usize).ok());
        let Some(place) = place else {
            return Err(self.fault(number, span, None, &self.outside(span)));
        };
        let words = &self.plain[place.range()];
        match &span.text {
            Some(text) if text != words => {
                let words = shortened(words, SHOWN_CELLS);
                let message = self.language.say(
                    "the words there are “{}”; what do the offsets count? see --offsets",
                    &[&words],
                );
                Err(self.fault(number, span, Some(place), &message))
            }
            _ => Ok(Mark::new(span.kind, place)),
        }
    }

    fn outside(&self, span: &MarkedSpan) -> String {
        let len = self.lines.to_unit(self.plain.len() as u32, self.unit);
        if span.start > span.end {
            self.language.say("it ends before it starts", &[])
        } else if span.end > len {
            self.language
                .say("the text ends at {}; what do the offsets count? see --offsets", &[&len])
        } else {
            self.language.say(
                "it starts or ends inside a character; what do the offsets count? see --offsets",
                &[],
            )
        }
    }

    /// Why the marks cannot be written, and what to do.
    pub(super) fn failure(&self, spans: &[MarkedSpan], error: AnnotateError) -> Failure {
        let marked = match &error {
            AnnotateError::Mark { index, .. } => spans.get(*index),
            _ => None,
        };
        match (error, marked) {
            (AnnotateError::Mark { index, span, fault }, Some(marked)) => {
                self.fault(index, marked, Some(span), &self.help(fault))
            }
            (error, _) => {
                let message = error.message_in(self.language);
                Failure::Message(format!("{}: {message}", self.source))
            }
        }
    }

    fn help(&self, fault: MarkFault) -> String {
        let language = self.language;
        match fault {
            MarkFault::Empty => language.say("it marks nothing", &[]),
            MarkFault::OverLineEnd => {
                language.say("it runs over the end of a line; mark the words of each line", &[])
            }
            MarkFault::Crossing { other } => language.say(
                "it overlaps span {}; a span can be inside another one, but not cross its edge",
                &[&other],
            ),
            MarkFault::NoDelimiter(kind) => language.say(
                "no brackets mark {}; see [dialect] in the configuration",
                &[&kind],
            ),
            MarkFault::Misread(reason) => language.say(
                "its brackets would mark nothing there, by rule {} of grammar.md ({}); with every-pair-marks = true under [parser] in the configuration they do",
                &[&reason.rule(), &reason],
            ),
            fault => fault.message_in(language),
        }
    }

    /// `policy.txt:3:5: span 2 (12..24, data “手机号码”): it marks nothing`
    fn fault(
        &self,
        number: usize,
        span: &MarkedSpan,
        place: Option<Span>,
        message: &str,
    ) -> Failure {
        let Self { source, language, .. } = self;
        let MarkedSpan { start, end, kind, text } = span;
        let position = place.map(|place| format!(":{}", self.lines.position(place.start())));
        let position = position.unwrap_or_default();
        let found = place.map(|place| &self.plain[place.range()]);
        let words = text.as_deref().or(found).map(|words| shortened(words, SHOWN_CELLS));
        let words = words.map(|words| format!(" “{words}”")).unwrap_or_default();
        let named = language.say("span {} ({}..{}, {}{})", &[&number, start, end, kind, &words]);
        Failure::Message(format!("{source}{position}: {named}: {message}"))
    }
}

/// How much of the words a message shows.
const SHOWN_CELLS: usize = 40;
