//! JSON: an object for each finding, in an array or one a line.

use std::io::Write;

use serde::Serialize;

use super::super::finding::{Checked, Finding};
use super::files::findings;
use crate::status::Failure;

#[derive(Serialize)]
struct Found<'a> {
    file: &'a str,
    #[serde(flatten)]
    finding: &'a Finding,
}

pub(super) fn array(checked: &[Checked], output: &mut dyn Write) -> Result<(), Failure> {
    let found: Vec<_> = findings(checked).map(|(file, finding)| Found { file, finding }).collect();
    serde_json::to_writer_pretty(&mut *output, &found)?;
    Ok(writeln!(output)?)
}

/// An object on one line.
pub(super) fn line(file: &str, finding: &Finding) -> String {
    // Nothing in a finding has a key that is no string.
    serde_json::to_string(&Found { file, finding }).unwrap_or_default() + "\n"
}
