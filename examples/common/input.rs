//! Input and output of all examples: files, messages, exit status, pipes.

use std::fmt;
use std::fs::File;
use std::io::{self, BufWriter, Read, StdoutLock, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use policymark::text::visible;
use policymark::{Document, Parser};
use simdutf8::compat::{Utf8Error, from_utf8};

/// The exit status if an input could not be used.
pub(crate) const UNUSABLE: u8 = 2;

/// Standard output, buffered.
pub(crate) type Output = BufWriter<StdoutLock<'static>>;

/// Parses the options of the command line. If they are wrong, the program ends with a message.
pub(crate) fn options<O: clap::Parser>() -> O {
    O::try_parse().unwrap_or_else(|error| {
        if !error.use_stderr() {
            error.exit();
        }
        // The message contains the wrong argument, which can be the name of a file.
        error.to_string().lines().for_each(|line| eprintln!("{}", visible(line)));
        std::process::exit(error.exit_code())
    })
}

/// How much of a text is read, and how.
#[derive(clap::Args)]
#[command(next_help_heading = "Limits")]
pub(crate) struct Limits {
    /// A longer file is not parsed
    #[arg(long, value_name = "BYTES", default_value_t = Parser::MAX_LEN)]
    max_len: usize,

    /// Brackets that nest deeper stay text
    #[arg(long, value_name = "LEVELS", default_value_t = Parser::DEFAULT_MAX_DEPTH)]
    max_depth: usize,

    /// More diagnostics of one file are only counted
    #[arg(long, value_name = "COUNT", default_value_t = Parser::DEFAULT_MAX_DIAGNOSTICS)]
    max_diagnostics: usize,

    #[command(flatten)]
    reading: Reading,
}

/// How a text is read.
#[derive(clap::Args)]
#[command(next_help_heading = "Reading")]
pub(crate) struct Reading {
    /// Take each pair of half-width brackets for an annotation, unless a backslash is before it
    #[arg(long)]
    every_pair_marks: bool,
}

impl Reading {
    /// A parser with these options.
    pub(crate) fn parser(&self) -> Parser {
        Parser::new().every_pair_marks(self.every_pair_marks)
    }
}

impl Limits {
    /// A parser with these limits.
    pub(crate) fn parser(&self) -> Parser {
        let Self { max_len, max_depth, max_diagnostics, ref reading } = *self;
        let parser = reading.parser().max_len(max_len);
        parser.max_depth(max_depth).max_diagnostics(max_diagnostics)
    }
}

/// Parses each file (`-` is standard input) and passes it to `each` with its name. If a file cannot be
/// used, a message is written to standard error and the run continues.
pub(crate) fn for_each(
    parser: &Parser,
    files: &[PathBuf],
    mut each: impl FnMut(&str, &Document, &mut Output) -> io::Result<()>,
) -> Result<(), Failure> {
    let mut output = BufWriter::new(io::stdout().lock());
    let mut unusable = false;
    let mut buffer = Vec::new();
    for path in files {
        let name = name_of(path);
        let text = read(path, &mut buffer);
        match text.and_then(|text| parser.parse(text).map_err(Unusable::Unparsed)) {
            Ok(document) => {
                if document.text().trim().is_empty() {
                    output.flush()?;
                    complain("warning", path, &"the file is empty");
                }
                each(&name, &document, &mut output)?;
            }
            Err(error) => {
                unusable = true;
                output.flush()?;
                complain("error", path, &error);
            }
        }
    }
    output.flush()?;
    if unusable { Err(Failure::Unusable) } else { Ok(()) }
}

/// Writes a text to standard output.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    Ok(io::stdout().write_all(text.as_bytes())?)
}

/// Why a run failed.
pub(crate) enum Failure {
    /// A file could not be used; a message was written.
    Unusable,
    /// The output could not be written.
    Output(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// The exit status of a run; `success` if nothing went wrong. A closed pipe, as in
/// `dump_ast policy.txt | head`, is not an error.
pub(crate) fn exit_code(result: Result<(), Failure>, success: ExitCode) -> ExitCode {
    match result {
        Ok(()) => success,
        Err(Failure::Unusable) => ExitCode::from(UNUSABLE),
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => success,
        Err(Failure::Output(error)) => {
            eprintln!("error: cannot write the output: {error}");
            ExitCode::from(UNUSABLE)
        }
    }
}

/// Writes a message about a file or a folder to standard error, on one line.
pub(crate) fn complain(severity: &str, path: &Path, message: &dyn fmt::Display) {
    let message = format!("{}: {message}", name_of(path));
    eprintln!("{severity}: {}", visible(&message));
}

/// The name of a file. It can contain control characters of a terminal. JSON has the name as it is; all
/// other output shows it with [`visible`].
fn name_of(path: &Path) -> String {
    if is_stdin(path) { "<stdin>".to_owned() } else { path.display().to_string() }
}

fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

/// Reads a file into `buffer`. A byte-order mark is kept, so that offsets are those of the file.
pub(crate) fn read<'b>(path: &Path, buffer: &'b mut Vec<u8>) -> Result<&'b str, Unusable> {
    buffer.clear();
    let read = if is_stdin(path) {
        io::stdin().lock().read_to_end(buffer)
    } else {
        File::open(path).and_then(|mut file| file.read_to_end(buffer))
    };
    match read {
        // Not `str::from_utf8`, which takes longer than parsing the annotations.
        Ok(_) => from_utf8(buffer).map_err(|fault| Unusable::not_utf8(buffer, fault)),
        Err(_) if path.is_dir() => Err(Unusable::Folder),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(Unusable::Missing),
        Err(error) => Err(Unusable::Unreadable(error)),
    }
}

/// Why a file cannot be used.
pub(crate) enum Unusable {
    Missing,
    Folder,
    Utf16,
    CutOff { offset: usize },
    NotUtf8 { offset: usize, byte: u8 },
    Unreadable(io::Error),
    Unparsed(policymark::Error),
}

impl Unusable {
    fn not_utf8(bytes: &[u8], fault: Utf8Error) -> Self {
        let offset = fault.valid_up_to();
        match (bytes, fault.error_len()) {
            ([0xFF, 0xFE, ..] | [0xFE, 0xFF, ..], _) => Self::Utf16,
            (_, None) => Self::CutOff { offset },
            (bytes, Some(_)) => Self::NotUtf8 { offset, byte: bytes[offset] },
        }
    }
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("there is no such file"),
            Self::Folder => f.write_str("this is a folder; name the files in it"),
            Self::Utf16 => f.write_str(
                "the text is UTF-16, not UTF-8; convert it: iconv -f UTF-16 -t UTF-8 OLD > NEW",
            ),
            Self::CutOff { offset } => {
                write!(f, "the text is cut off inside the character at byte offset {offset}")
            }
            Self::NotUtf8 { offset, byte } => write!(
                f,
                "the text is not UTF-8: byte 0x{byte:02X} at offset {offset}; if it is GBK, \
                 convert it: iconv -f GB18030 -t UTF-8 OLD > NEW",
            ),
            Self::Unreadable(error) => write!(f, "cannot read it: {error}"),
            Self::Unparsed(error) => error.fmt(f),
        }
    }
}
