//! The command `policymark`.

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use pyo3::prelude::*;

/// Run the command ``policymark`` with these arguments, the first of which is its name, and return its
/// exit status.
#[pyfunction]
pub(crate) fn run(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
    py.detach(|| {
        let status = policymark_cli::run(arguments);
        // Only a program written in Rust flushes at its end. A closed pipe was reported before.
        let _ = std::io::stdout().flush();
        // An ExitCode does not tell its number, but compares.
        (0..=u8::MAX).find(|&number| ExitCode::from(number) == status).unwrap_or(2)
    })
}
