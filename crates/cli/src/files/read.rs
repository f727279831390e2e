//! Reading one text, and why that can fail.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use policymark::Parser;
use simdutf8::compat::{Utf8Error, from_utf8};

use super::Source;
use crate::language::{Language, Say};
use crate::status::Failure;

/// Reads a text into `buffer`. A byte-order mark is kept, so that offsets are those of the file.
pub(crate) fn read<'b>(source: &Source, buffer: &'b mut Vec<u8>) -> Result<&'b str, Unusable> {
    let bytes = read_bytes(source, buffer)?;
    // Not `str::from_utf8`, which takes longer than parsing the annotations.
    from_utf8(bytes).map_err(|fault| Unusable::not_utf8(bytes, fault))
}

/// Reads a file that need not be a text into `buffer`.
pub(crate) fn read_bytes<'b>(
    source: &Source,
    buffer: &'b mut Vec<u8>,
) -> Result<&'b [u8], Unusable> {
    buffer.clear();
    match source.path() {
        None => {
            // One byte more than any parser takes: the parser then says that the text is too long.
            io::stdin().lock().take(Parser::MAX_LEN as u64 + 1).read_to_end(buffer)?;
        }
        Some(path) => {
            check_kind(path)?;
            File::open(path)?.read_to_end(buffer)?;
        }
    }
    Ok(buffer)
}

/// Refuses to read two texts from standard input.
pub(crate) fn check_streams(
    one: &Source,
    other: &Source,
    language: Language,
) -> Result<(), Failure> {
    match (one.path(), other.path()) {
        (None, None) => {
            Err(Failure::Message(language.text("standard input can only be read once").to_owned()))
        }
        _ => Ok(()),
    }
}

/// Refuses what is no text, or would never end: a folder, a named pipe, a device.
fn check_kind(path: &Path) -> Result<(), Unusable> {
    let metadata = path.metadata()?;
    let is_stream = path.starts_with("/dev/fd") || path.starts_with("/proc/self/fd");
    if metadata.is_dir() {
        Err(Unusable::Folder)
    } else if metadata.len() > Parser::MAX_LEN as u64 {
        Err(Unusable::Unparsed(policymark::Error::TooLong {
            len: usize::try_from(metadata.len()).unwrap_or(usize::MAX),
            max: Parser::MAX_LEN,
        }))
    } else if metadata.is_file() || is_stream || is_finite_device(path) {
        Ok(())
    } else {
        Err(Unusable::NotRegular)
    }
}

/// The devices that users name on purpose.
fn is_finite_device(path: &Path) -> bool {
    ["/dev/null", "/dev/stdin"].into_iter().any(|device| path == Path::new(device))
}

/// Why a text cannot be used.
#[derive(Debug)]
pub(crate) enum Unusable {
    Missing,
    /// The file beside it that has its text is missing.
    NoText(PathBuf),
    Folder,
    NotRegular,
    Utf16,
    CutOff {
        offset: usize,
    },
    NotUtf8 {
        offset: usize,
        byte: u8,
    },
    Unreadable(io::Error),
    Unparsed(policymark::Error),
}

impl From<io::Error> for Unusable {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            _ => Self::Unreadable(error),
        }
    }
}

impl From<policymark::Error> for Unusable {
    fn from(error: policymark::Error) -> Self {
        Self::Unparsed(error)
    }
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

    /// What to tell the user.
    pub(crate) fn message(&self, language: Language) -> String {
        match self {
            Self::Missing => language.say("there is no such file", &[]),
            Self::NoText(path) => {
                language.say("its text is not there: {}", &[&path.display()])
            }
            Self::Folder => language.say("this is a folder; name a file in it", &[]),
            Self::NotRegular => language.say("this is a pipe or a device, not a regular file; to read a pipe, pass - and redirect it", &[]),
            Self::Utf16 => language.say("the text is UTF-16, not UTF-8; convert it: iconv -f UTF-16 -t UTF-8 OLD > NEW", &[]),
            Self::CutOff { offset } => {
                language.say("the text is cut off inside the character at byte offset {}", &[offset])
            }
            Self::NotUtf8 { offset, byte } => language.say(
                "the text is not UTF-8: byte 0x{} at offset {}; if it is GBK, convert it: iconv -f GB18030 -t UTF-8 OLD > NEW",
                &[&format_args!("{byte:02X}"), offset],
            ),
            Self::Unreadable(error) => language.say("cannot read it: {}", &[error]),
            Self::Unparsed(error) => error.message_in(language),
        }
    }
}
