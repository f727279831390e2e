//! Finds out in which character set a page is.

use std::borrow::Cow;

use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::import::{At, Fault};

/// The text of a page: in the character set of its byte-order mark, or UTF-8 if its bytes are, or the one that it
/// declares. A page in UTF-8 can declare another one, because its server said UTF-8.
pub(super) fn decode(content: &[u8]) -> Result<Cow<'_, str>, Fault> {
    let (encoding, mark) = match Encoding::for_bom(content) {
        Some(found) => found,
        None if is_utf8(content) => (UTF_8, 0),
        None => (declared(content).unwrap_or(UTF_8), 0),
    };
    let text = &content[mark..];
    match encoding.decode_without_bom_handling_and_without_replacement(text) {
        Some(text) => Ok(text),
        None => {
            let offset = mark + first_fault(encoding, text);
            let line = content[..offset].iter().filter(|&&byte| byte == b'\n').count() + 1;
            Err(Fault::not_text(At::line(line), content, offset, encoding.name()))
        }
    }
}

/// Whether it is UTF-8 with characters outside ASCII. A text in GBK can look so only while it is a few characters long:
/// no comma or full stop of Chinese does, and few of its characters, such as those of 茅台.
fn is_utf8(content: &[u8]) -> bool {
    !content.is_ascii() && str::from_utf8(content).is_ok()
}

/// Where the first bytes are that are no text.
fn first_fault(encoding: &'static Encoding, text: &[u8]) -> usize {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let (mut buffer, mut at) = ([0; 1024], 0);
    loop {
        let (result, read, _) =
            decoder.decode_to_utf8_without_replacement(&text[at..], &mut buffer, true);
        at += read;
        match result {
            DecoderResult::Malformed(bad, after) => {
                return at.saturating_sub(usize::from(bad) + usize::from(after));
            }
            DecoderResult::OutputFull => {}
            DecoderResult::InputEmpty => return at,
        }
    }
}

/// How far a declaration is looked for. Browsers look at 1024 bytes.
const DECLARATION: usize = 4096;

/// The character set of a `<meta charset="gbk">` or `<meta content="text/html; charset=gbk">`. That these can be read
/// means that it is not UTF-16.
fn declared(content: &[u8]) -> Option<&'static Encoding> {
    let head = &content[..content.len().min(DECLARATION)];
    let head = head.to_ascii_lowercase();
    let mut rest = &head[..];
    while let Some(start) = rest.iter().position(|&byte| byte == b'<') {
        rest = &rest[start..];
        let (end, is_meta) = match rest {
            [b'<', b'!', b'-', b'-', ..] => (find(rest, b"-->"), false),
            _ => (find(rest, b">"), rest.starts_with(b"<meta")),
        };
        let end = end.unwrap_or(rest.len());
        if let Some(encoding) = Some(&rest[..end]).filter(|_| is_meta).and_then(charset) {
            let is_wide = encoding == UTF_16LE || encoding == UTF_16BE;
            return Some(if is_wide { UTF_8 } else { encoding });
        }
        rest = &rest[end.max(1)..];
    }
    None
}

/// What follows `charset=` in a tag.
fn charset(tag: &[u8]) -> Option<&'static Encoding> {
    let after = &tag[find(tag, b"charset")? + b"charset".len()..];
    let after = after.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let is_quote = |byte: &u8| matches!(byte, b'"' | b'\'');
    let after = after.strip_prefix(b"\"").or_else(|| after.strip_prefix(b"'")).unwrap_or(after);
    let is_end = |byte: &u8| is_quote(byte) || byte.is_ascii_whitespace() || b";/".contains(byte);
    let end = after.iter().position(is_end).unwrap_or(after.len());
    Encoding::for_label(&after[..end])
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}
