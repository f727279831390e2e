//! `policymark agree`.

use std::io::Write;
use std::path::PathBuf;

use clap::ValueEnum;

use crate::context::Context;
use crate::files::{self, Source};
use crate::found::FoundAgreement;
use crate::output::json;
use crate::status::{Failure, Status};

/// Show how far two annotators of one text agree, and where they do not
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Agree {
    /// The text as one annotator marked it
    #[arg(value_name = "FIRST")]
    first: PathBuf,

    /// The same text as another one marked it
    #[arg(value_name = "SECOND")]
    second: PathBuf,

    /// How to show the agreement
    #[arg(long, value_enum, default_value_t = AgreeFormat::Text, value_name = "FORMAT")]
    output_format: AgreeFormat,
}

const AFTER_HELP: &str = "\
Exit status: 0 if they agree, 1 if they do not, 2 if a file could not be read or
the files are not one text.";

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum AgreeFormat {
    /// A table of figures, then a line for each disagreement with its places in both files
    Text,
    /// Figures and disagreements as one object, for programs
    Json,
}

impl Agree {
    pub(crate) fn run(self, context: &Context) -> Result<Status, Failure> {
        let terminal = context.terminal;
        let sources = [self.first, self.second].map(Source::new);
        files::check_streams(&sources[0], &sources[1], terminal.language)?;
        let parser = context.parser()?;
        let first = files::parse(context, &parser, &sources[0])?;
        let second = files::parse(context, &parser, &sources[1])?;
        let names = sources.each_ref().map(Source::to_string);
        let agreement = first.agreement(&second).map_err(|error| {
            let names = names.each_ref().map(String::as_str);
            Failure::Message(error.message_with(names, terminal.language))
        })?;
        let mut output = terminal.output();
        match self.output_format {
            AgreeFormat::Text => write!(output, "{}", terminal.style().agreement(&agreement))?,
            AgreeFormat::Json => {
                writeln!(output, "{}", json(&FoundAgreement::new(names, &agreement)))?
            }
        }
        output.flush()?;
        Ok(Status::no_if(!agreement.is_complete()))
    }
}
