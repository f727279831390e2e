//! `policymark schema`: the JSON Schemas of what other commands write.

use std::io::Write;

use clap::ValueEnum;

use crate::context::Context;
use crate::status::{Failure, Status};

/// Print the JSON Schema of what `dump` or `statements` write with --output-format json
#[derive(clap::Args)]
pub(crate) struct Schema {
    /// Of what
    #[arg(value_enum, default_value_t = Form::Document, value_name = "FORM")]
    form: Form,
}

/// What a schema describes.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Of a whole document, as `dump` writes it
    Document,
    /// Of statements, as `statements` and `query` write them
    Statements,
}

impl Schema {
    pub(crate) fn run(self, context: &Context) -> Result<Status, Failure> {
        let schema = match self.form {
            Form::Document => policymark::json::SCHEMA,
            Form::Statements => include_str!("../../schema/statements.schema.json"),
        };
        let mut output = context.terminal.output();
        output.write_all(schema.as_bytes())?;
        output.flush()?;
        Ok(Status::Fine)
    }
}
