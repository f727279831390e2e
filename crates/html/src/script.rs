//! [`write_json`]: JSON inside an element `script`.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;
use serde_json::value::RawValue;

/// Writes a value as JSON that no reader of HTML takes for markup, and that is JavaScript, too: in strings, `<`, `>`,
/// `&` and the two line ends of Unicode are escaped. Outside of strings JSON has none of them.
pub(crate) fn write_json(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    let mut serializer = Serializer::with_formatter(out, InScript);
    Ok(value.serialize(&mut serializer)?)
}

/// The same as a value that can be written as it is.
pub(crate) fn json(value: &impl Serialize) -> io::Result<Box<RawValue>> {
    let mut out = Vec::new();
    write_json(&mut out, value)?;
    let text = String::from_utf8(out).map_err(io::Error::other)?;
    Ok(RawValue::from_string(text)?)
}

struct InScript;

impl Formatter for InScript {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(['<', '>', '&', '\u{2028}', '\u{2029}']) {
            let (plain, special) = rest.split_at(at);
            out.write_all(plain.as_bytes())?;
            let mut chars = special.chars();
            if let Some(c) = chars.next() {
                write!(out, "\\u{:04x}", c as u32)?;
            }
            rest = chars.as_str();
        }
        out.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(value: &impl Serialize) -> String {
        super::json(value).map(|json| json.get().to_owned()).unwrap_or_default()
    }

    #[test]
    fn nothing_in_a_string_is_markup() {
        assert_eq!(json(&"</script><!--"), r#""\u003c/script\u003e\u003c!--""#);
        assert_eq!(json(&"a&b\u{2028}\u{2029}\"\\\n"), r#""a\u0026b\u2028\u2029\"\\\n""#);
        assert_eq!(json(&["手机", "<"]), r#"["手机","\u003c"]"#);
    }

    #[test]
    fn what_is_written_is_read_back() {
        let text = "<b>&amp;</b>\u{2028}\u{202e}\"'`手机\0";
        assert_eq!(serde_json::from_str::<String>(&json(&text)).ok().as_deref(), Some(text));
    }
}
