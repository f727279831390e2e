//! `policymark schema`: the JSON Schemas of what other commands write.

use clap::ValueEnum;

use crate::context::Context;
use crate::status::{Failure, Status};

/// Print the JSON Schema of what `dump` or `statements` write with --output-format json
#[derive(clap::Args)]
pub(crate) struct Schema {
    /// What the schema describes
    #[arg(value_enum, default_value_t = Described::Document, value_name = "WHAT")]
    described: Described,
}

/// What a schema describes.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Described {
    /// A whole document, as `dump` writes it
    Document,
    /// Statements, as `statements` and `query` write them
    Statements,
}

impl Schema {
    pub(crate) fn run(self, context: &Context) -> Result<Status, Failure> {
        let schema = match self.described {
            Described::Document => policymark::json::SCHEMA,
            Described::Statements => include_str!("../../schema/statements.schema.json"),
        };
        context.terminal.print(schema.as_bytes())
    }
}
