//! `policymark schema`: the JSON Schema of documents.

use std::io::Write;

use crate::context::Context;
use crate::status::{Failure, Status};

/// Print the JSON Schema of the documents that `dump --output-format json` writes
#[derive(clap::Args)]
pub(crate) struct Schema {}

impl Schema {
    #[expect(clippy::unused_self, reason = "all commands are run alike")]
    pub(crate) fn run(self, context: &Context) -> Result<Status, Failure> {
        let mut output = context.terminal.output();
        output.write_all(policymark::json::SCHEMA.as_bytes())?;
        output.flush()?;
        Ok(Status::Fine)
    }
}
