//! [`visible`]: text for one line of a terminal, without characters that control the terminal.

use std::borrow::Cow;

use super::blank::BYTE_ORDER_MARK;

/// The text as it can be printed on one line of a terminal: characters that would control the
/// terminal, end the line or change the direction of writing are shown, not obeyed.
///
/// An ASCII control character becomes its picture, `␛` for the escape character and `␊` for a line
/// feed. Any other control character, a line or paragraph separator, or a bidirectional control
/// becomes its number, `<U+009B>`. A tab becomes one space, so that the width of the text is known.
/// A byte order mark is left out: editors do not show it either.
///
/// Messages and handles return the text of a policy as it is. Code that prints them calls this.
///
/// ```
/// use policymark::text::visible;
///
/// assert_eq!(visible("<手机\u{1b}[31m号码>"), "<手机␛[31m号码>");
/// assert_eq!(visible("(我们)\u{202e}[收集]\n"), "(我们)<U+202E>[收集]␊");
/// assert_eq!(visible("<手机\t号码>"), "<手机 号码>");
/// ```
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find(is_hidden) else { return Cow::Borrowed(text) };
    let mut shown = String::with_capacity(text.len() + 16);
    shown.push_str(&text[..first]);
    for c in text[first..].chars() {
        match c {
            '\t' => shown.push(' '),
            BYTE_ORDER_MARK => {}
            c if is_hidden(c) => push_hidden(c, &mut shown),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// Whether `c` controls the terminal, ends the line, or changes the direction of writing.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, BYTE_ORDER_MARK | '\u{2028}' | '\u{2029}')
        // The Unicode property Bidi_Control.
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn push_hidden(c: char, shown: &mut String) {
    // The pictures are in the order of the characters, except for that of DEL.
    let picture = match c {
        '\u{7f}' => Some('␡'),
        '\0'..'\u{20}' => char::from_u32('␀' as u32 + c as u32),
        _ => None,
    };
    match picture {
        Some(picture) => shown.push(picture),
        None => shown.push_str(&format!("<U+{:04X}>", c as u32)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_control_character_is_left() {
        for c in '\0'..='\u{ffff}' {
            let text = format!("手{c}机");
            let shown = visible(&text);
            assert!(!shown.contains(is_hidden), "{text:?}");
            assert!(shown.starts_with('手') && shown.ends_with('机'));
            assert_eq!(matches!(shown, Cow::Borrowed(_)), !is_hidden(c), "{text:?}");
        }
    }

    #[test]
    fn each_control_character_has_its_form() {
        let shown = "\0\u{7}\u{8}\r\n\u{1b}\u{1f}\u{7f}"
            .chars()
            .map(|c| visible(&c.to_string()).into_owned());
        assert_eq!(shown.collect::<String>(), "␀␇␈␍␊␛␟␡");
        assert_eq!(visible("\u{80}\u{85}\u{9f}"), "<U+0080><U+0085><U+009F>");
        assert_eq!(visible("\u{2028}\u{61c}\u{2069}"), "<U+2028><U+061C><U+2069>");
        assert_eq!(visible("\u{feff}手机\t号码"), "手机 号码");
    }

    #[test]
    fn visible_is_idempotent() {
        let shown = visible("a\u{1b}\u{9b}\u{202e}b").into_owned();
        assert_eq!(visible(&shown), shown);
    }

    #[test]
    fn joiners_are_kept() {
        assert_eq!(visible("👨‍👩‍👧 e\u{301}　"), "👨‍👩‍👧 e\u{301}　");
    }
}
