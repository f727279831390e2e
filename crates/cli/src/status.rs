//! How a run ends: [`Status`] and [`Failure`].

use std::io;
use std::process::ExitCode;

/// The exit status of a run. The greater one of two counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    /// All is fine.
    #[default]
    Fine = 0,
    /// The command did its work, and the answer is no: an error found, a difference, nothing found.
    No = 1,
    /// The command could not do its work, or not all of it. A message has been written.
    Unusable = 2,
}

impl Status {
    /// [`Status::No`] if something is so.
    pub(crate) const fn no_if(so: bool) -> Self {
        if so { Self::No } else { Self::Fine }
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status as u8)
    }
}

/// Why a run ends before its end.
#[derive(Debug)]
pub(crate) enum Failure {
    /// What the user asked for cannot be done, and why, on one line.
    Message(String),
    /// The output could not be written.
    Output(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Output(error.into())
    }
}
