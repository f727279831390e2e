//! The URIs of files, by which editors name them.

use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What a path in a URI has as it is: RFC 3986, `unreserved` and the slash.
const ESCAPED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The path of a file; `None` if the URI names something else, such as a text that was never saved.
///
/// On Windows, `file:///c%3A/a.txt` is `c:/a.txt`.
pub(crate) fn to_path(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.as_ref().strip_prefix("file://")?;
    // Before the path there can be the name of this machine.
    let path = percent_decode_str(&rest[rest.find('/')?..]).decode_utf8().ok()?;
    let path = if has_drive(&path[1..]) { &path[1..] } else { &path };
    Some(PathBuf::from(path))
}

/// The URI of a file; `None` for a path that is not UTF-8.
pub(crate) fn of_path(path: &Path) -> Option<Uri> {
    let path = path.to_str()?.replace(std::path::MAIN_SEPARATOR, "/");
    let slash = if has_drive(&path) { "/" } else { "" };
    Some(Uri(format!("file://{slash}{}", utf8_percent_encode(&path, ESCAPED))))
}

/// Whether a path starts as `c:/` does.
fn has_drive(path: &str) -> bool {
    matches!(path.as_bytes(), [letter, b':', b'/', ..] if letter.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_escaped() {
        let uri = of_path(Path::new("/政策/my app.policy")).unwrap();
        assert_eq!(uri.as_ref(), "file:///%E6%94%BF%E7%AD%96/my%20app.policy");
        assert_eq!(to_path(&uri), Some(PathBuf::from("/政策/my app.policy")));
    }

    #[test]
    fn drives_have_no_slash_before_them() {
        let path = Some(PathBuf::from("c:/a.txt"));
        assert_eq!(to_path(&Uri::from("file:///c%3A/a.txt")), path);
        assert_eq!(of_path(Path::new("c:/a.txt")).unwrap().as_ref(), "file:///c%3A/a.txt");
    }

    #[test]
    fn other_schemes_are_no_files() {
        for uri in ["untitled:Untitled-1", "file:", "file://host", "", "file:///%FF"] {
            assert_eq!(to_path(&Uri::from(uri)), None, "{uri}");
        }
        assert_eq!(to_path(&Uri::from("file://localhost/a")), Some(PathBuf::from("/a")));
    }
}
