//! `policymark annotate`.

mod places;
mod spans;

use std::path::PathBuf;

use policymark::text::Unit;

use self::places::Places;
use self::spans::SpanList;
use super::unit::unit;
use crate::context::Context;
use crate::files::{self, Source};
use crate::language::{Language, Say};
use crate::status::{Failure, Status};

/// Write marks into a plain text, from spans in JSON
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Annotate {
    /// The plain text
    #[arg(value_name = "TEXT")]
    text: PathBuf,

    /// The spans, as plain --spans writes them
    #[arg(value_name = "SPANS.json")]
    spans: PathBuf,

    /// What the offsets count; else what the file with the spans says, else bytes
    #[arg(long, value_parser = unit(), value_name = "UNIT")]
    offsets: Option<Unit>,

    /// Write to this file, not to standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

const AFTER_HELP: &str = "\
The spans are a list, or an object with the list:
  {\"offsets\": \"characters\", \"spans\": [{\"start\": 0, \"end\": 2, \"kind\": \"actor\"}]}
Kinds are purpose, action, data and actor. Offsets are from 0, an end is
exclusive. A span can have a \"text\", which is compared with the words there.
Brackets of the plain text are escaped with a backslash.";

impl Annotate {
    pub(crate) fn run(self, context: &Context) -> Result<Status, Failure> {
        let language = context.terminal.language;
        let (text, spans) = (Source::new(self.text.clone()), Source::new(self.spans.clone()));
        files::check_streams(&text, &spans, language)?;
        let mut buffers = (Vec::new(), Vec::new());
        let plain = read(&text, &mut buffers.0, language)?;
        let list = SpanList::read(&spans, read(&spans, &mut buffers.1, language)?, language)?;
        let unit = list.unit(self.offsets, &spans, language)?;
        let places = Places::new(&text, plain, unit, language);
        let marks: Result<Vec<_>, _> =
            list.spans.iter().enumerate().map(|(n, span)| places.mark(n, span)).collect();
        let markup = context.parser()?.annotate(plain, &marks?);
        let markup = markup.map_err(|error| places.failure(&list.spans, error))?;
        self.write(context, &markup)
    }

    fn write(&self, context: &Context, markup: &str) -> Result<Status, Failure> {
        match &self.output {
            None => context.terminal.print(markup.as_bytes()),
            Some(path) => match files::create(path, markup) {
                Ok(()) => Ok(Status::Fine),
                Err(error) => {
                    let source = Source::new(path.clone());
                    let language = context.terminal.language;
                    let message = language.say("{}: cannot write it: {}", &[&source, &error]);
                    Err(Failure::Message(message))
                }
            },
        }
    }
}

fn read<'b>(
    source: &Source,
    buffer: &'b mut Vec<u8>,
    language: Language,
) -> Result<&'b str, Failure> {
    files::read(source, buffer)
        .map_err(|error| Failure::Message(format!("{source}: {}", error.message(language))))
}
