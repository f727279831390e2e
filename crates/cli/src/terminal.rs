//! What a run says to its user: colour, width, messages on standard error.

use std::fmt::Display;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use policymark::display::Style;
use policymark::text::visible;

use crate::global::Color;
use crate::language::{Language, Say};
use crate::status::{Failure, Status};

/// Standard output, buffered.
pub(crate) type Output = BufWriter<StdoutLock<'static>>;

/// How to speak to the user.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terminal {
    color: Color,
    is_quiet: bool,
    /// Whether not even errors are said.
    is_silent: bool,
    pub(crate) language: Language,
}

impl Terminal {
    pub(crate) const fn new(color: Color, is_quiet: bool, language: Language) -> Self {
        Self { color, is_quiet, is_silent: false, language }
    }

    /// The same for what nobody reads, such as standard error of a server.
    pub(crate) const fn silent(self) -> Self {
        Self { is_quiet: true, is_silent: true, ..self }
    }

    /// The same in another language.
    pub(crate) const fn in_language(self, language: Language) -> Self {
        Self { language, ..self }
    }

    /// Whether standard output gets colours.
    pub(crate) fn has_color(self) -> bool {
        match self.color {
            Color::Auto => AutoStream::choice(&io::stdout()) != ColorChoice::Never,
            Color::Always => true,
            Color::Never => false,
        }
    }

    /// The width of the output in cells: the environment variable `COLUMNS`, or that of the terminal, or 80.
    /// At least 40, at most 400.
    pub(crate) fn width(self) -> usize {
        width().unwrap_or(Style::WIDTH).clamp(40, 400)
    }

    /// Whether a person is looking at standard error.
    pub(crate) fn is_watched(self) -> bool {
        !self.is_quiet && io::stderr().is_terminal()
    }

    /// A text form of this width.
    pub(crate) fn style(self) -> Style<'static> {
        Style::new().width(self.width()).language(self.language)
    }

    pub(crate) fn output(self) -> Output {
        BufWriter::new(io::stdout().lock())
    }

    /// Writes all that a command writes. It is fine then.
    pub(crate) fn print(self, output: &[u8]) -> Result<Status, Failure> {
        let mut stdout = self.output();
        stdout.write_all(output)?;
        stdout.flush()?;
        Ok(Status::Fine)
    }

    /// Says something on standard error, unless the user wants it quiet.
    pub(crate) fn note(self, message: &dyn Display) {
        if !self.is_quiet {
            say(message);
        }
    }

    /// `warning: policy.txt: the file is empty`
    pub(crate) fn warn(self, message: &dyn Display) {
        self.note(&self.language.say("warning: {}", &[message]));
    }

    /// `error: policy.txt: there is no such file`
    pub(crate) fn complain(self, message: &dyn Display) {
        if !self.is_silent {
            say(&self.language.say("error: {}", &[message]));
        }
    }

    /// The status of a run, after a message about why it ended too early. A closed pipe, as in
    /// `policymark dump policy.txt | head`, is not an error.
    pub(crate) fn end(self, result: Result<Status, Failure>) -> Status {
        match result {
            Ok(status) => return status,
            Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
                return Status::Fine;
            }
            Err(Failure::Output(error)) => {
                self.complain(&self.language.say("cannot write the output: {}", &[&error]));
            }
            Err(Failure::Message(message)) => self.complain(&message),
        }
        Status::Unusable
    }
}

/// The environment variable `COLUMNS`, or the width of the terminal.
fn width() -> Option<usize> {
    let named = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    named.or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)))
}

/// The width of the help in cells, as clap has it: at most 100.
pub(crate) fn help_width() -> usize {
    width().map_or(MAX_HELP_WIDTH, |width| width.min(MAX_HELP_WIDTH))
}

const MAX_HELP_WIDTH: usize = 100;

/// Writes one line to standard error, with what could steer a terminal made visible: also a line end, which
/// the name of a file can contain. If standard error is closed, nobody is listening.
fn say(message: &dyn Display) {
    let _ = writeln!(io::stderr().lock(), "{}", visible(&message.to_string()));
}

/// Shows what clap says: help on standard output, a message about wrong arguments on standard error.
pub(crate) fn show_clap_error(error: &clap::Error, language: Language) -> ExitCode {
    if error.use_stderr() {
        // It quotes the wrong argument, which can hold anything.
        error.to_string().lines().for_each(|line| say(&line));
    } else if let Err(fault) = error.print()
        && fault.kind() != io::ErrorKind::BrokenPipe
    {
        let fault = language.say("cannot write the output: {}", &[&fault]);
        say(&language.say("error: {}", &[&fault]));
        return Status::Unusable.into();
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}
