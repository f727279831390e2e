//! What is around the data of a page: the head, the style and the program.

use std::io::{self, Write};

use policymark::language::Language;
use policymark::text::visible;

/// Built from `web/` by `npm run build` there.
const SCRIPT: &str = include_str!("view/view.js");
const STYLE: &str = include_str!("view/view.css");
/// The content security policy: nothing but this style and this program, by their hashes.
const SECURITY: &str = include_str!("view/csp.txt");

/// Writes a page with this title. `data` writes the JSON that the program reads.
pub(crate) fn write<W: Write>(
    out: &mut W,
    title: &str,
    language: Language,
    data: impl FnOnce(&mut W) -> io::Result<()>,
) -> io::Result<()> {
    let title = escaped(&visible(title));
    let (tag, needs) = match language {
        Language::Chinese => ("zh-CN", include_str!("noscript.zh.txt").trim_end()),
        _ => ("en", include_str!("noscript.en.txt").trim_end()),
    };
    write!(
        out,
        r#"<!doctype html>
<html lang="{tag}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{SECURITY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="policymark">
<title>{title}</title>
<style>{STYLE}</style>
</head>
<body>
<noscript>{needs}</noscript>
<script type="application/json" id="data">"#
    )?;
    data(out)?;
    write!(out, "</script>\n<script>{SCRIPT}</script>\n</body>\n</html>\n")
}

/// Text as the content of an element.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_no_markup_and_steers_nothing() {
        let mut out = Vec::new();
        let title = "</title><script>\u{202e}&\n";
        let written = write(&mut out, title, Language::English, |out| out.write_all(b"{}"));
        assert!(written.is_ok());
        let page = String::from_utf8(out).unwrap_or_default();
        let shown = "<title>&lt;/title&gt;&lt;script&gt;&lt;U+202E&gt;&amp;␊</title>";
        assert!(page.contains(shown), "{}", &page[..800]);
    }

    #[test]
    fn the_program_and_the_style_do_not_end_their_elements() {
        for part in [SCRIPT, STYLE] {
            let part = part.to_ascii_lowercase();
            for end in ["</script", "</style", "<!--"] {
                assert!(!part.contains(end), "{end}");
            }
        }
        assert!(!SECURITY.contains(['"', '\n']));
    }
}
