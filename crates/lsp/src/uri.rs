//! The URIs of files, by which editors name them.

use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What a path in a URI has as it is: RFC 3986, `unreserved` and the slash.
const ESCAPED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The path of a file; `None` if the URI names something else, such as a text that was never saved.
///
/// On Windows, `file:///c%3A/a.txt` is `c:/a.txt`, and `file://server/share/a.txt` is `//server/share/a.txt`; elsewhere
/// the files of other machines have no path.
pub(crate) fn to_path(uri: &Uri) -> Option<PathBuf> {
    const SCHEME: &str = "file://";
    let (scheme, rest) = uri.as_ref().split_at_checked(SCHEME.len())?;
    if !scheme.eq_ignore_ascii_case(SCHEME) {
        return None;
    }
    let rest = rest.split(['?', '#']).next()?;
    let (host, path) = rest.split_at(rest.find('/')?);
    let path = percent_decode_str(path).decode_utf8().ok()?;
    if path.contains('\0') {
        return None;
    }
    if host.is_empty() || host.eq_ignore_ascii_case("localhost") {
        let path = if has_drive(&path[1..]) { &path[1..] } else { &path };
        Some(PathBuf::from(path))
    } else {
        cfg!(windows).then(|| PathBuf::from(format!("//{host}{path}")))
    }
}

/// The URI of a file; `None` for a path that is not UTF-8.
pub(crate) fn of_path(path: &Path) -> Option<Uri> {
    let path = path.to_str()?.replace(std::path::MAIN_SEPARATOR, "/");
    let slash = if has_drive(&path) { "/" } else { "" };
    // There, two slashes are before the name of another machine.
    let path = if cfg!(windows) { path.strip_prefix("//").unwrap_or(&path) } else { &path };
    Some(Uri(format!("file://{slash}{}", utf8_percent_encode(path, ESCAPED))))
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
        for uri in [
            "untitled:Untitled-1",
            "file:",
            "file://host",
            "",
            "文件://a/b",
            "file:///%FF",
            "file:///a%00b",
            "file:///a\0b",
        ] {
            assert_eq!(to_path(&Uri::from(uri)), None, "{uri}");
        }
    }

    #[test]
    fn a_file_of_this_machine_has_many_names() {
        for uri in [
            "file:///a",
            "file://localhost/a",
            "FILE://LOCALHOST/a",
            "file:///a#L3",
            "file:///a?x/y#z",
        ] {
            assert_eq!(to_path(&Uri::from(uri)), Some(PathBuf::from("/a")), "{uri}");
        }
        assert_eq!(to_path(&Uri::from("file:///a%23%3F")), Some(PathBuf::from("/a#?")));
    }

    #[test]
    fn files_of_other_machines_are_shares_on_windows() {
        let uri = Uri::from("file://server/share/x.policy");
        let path = cfg!(windows).then(|| PathBuf::from("//server/share/x.policy"));
        assert_eq!(to_path(&uri), path);
        if let Some(path) = path {
            assert_eq!(of_path(&path), Some(uri));
        }
    }
}
