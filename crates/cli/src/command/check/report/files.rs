//! The files of a report: their findings in a row, those that could not be read, their names as URIs.

use super::super::finding::{Checked, Finding};

/// All findings with the names of their files.
pub(super) fn findings(checked: &[Checked]) -> impl Iterator<Item = (&str, &Finding)> {
    checked
        .iter()
        .flat_map(|checked| checked.findings.iter().map(|finding| (checked.file.as_str(), finding)))
}

/// The code that reports give a file that could not be read or written.
pub(super) const UNUSABLE: &str = "file-unusable";

/// The files that could not be read or written, and why.
pub(super) fn faults(checked: &[Checked]) -> impl Iterator<Item = (&str, &str)> {
    checked.iter().filter_map(|checked| Some((checked.file.as_str(), checked.fault.as_deref()?)))
}

/// The name of a file as a URI, relative if the name is: bytes that a URI does not allow are escaped.
pub(super) fn uri(file: &str) -> String {
    let mut uri = String::from(if file.starts_with('/') { "file://" } else { "" });
    // Only there it parts folders.
    let file = if cfg!(windows) { file.replace('\\', "/") } else { file.to_owned() };
    for byte in file.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            _ => uri += &format!("%{byte:02X}"),
        }
    }
    uri
}
