//! [`Markup`]: Markdown, or plain text for clients that show none.

use policymark::text::shortened;

/// How a hover is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Markup {
    Markdown,
    #[default]
    Plain,
}

/// How many cells of the words of a mark are shown.
const CELLS: usize = 120;

impl Markup {
    /// Words of a policy, cut if they are long, with nothing in them that Markdown reads.
    pub(crate) fn words(self, text: &str) -> String {
        let short = shortened(text, CELLS);
        if self == Self::Plain {
            return short;
        }
        let mut escaped = String::with_capacity(short.len());
        for c in short.chars() {
            if c.is_ascii_punctuation() {
                escaped.push('\\');
            }
            escaped.push(c);
        }
        escaped
    }

    /// Words that stand out.
    pub(crate) fn strong(self, text: &str) -> String {
        self.between("**", &self.words(text))
    }

    /// A name of a rule or a number.
    pub(crate) fn code(self, name: &str) -> String {
        self.between("`", name)
    }

    fn between(self, mark: &str, text: &str) -> String {
        match self {
            Self::Markdown => format!("{mark}{text}{mark}"),
            Self::Plain => text.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_no_markdown() {
        assert_eq!(Markup::Markdown.words("*<b>手机_号`"), r"\*\<b\>手机\_号\`");
        assert_eq!(Markup::Plain.words("*手机*"), "*手机*");
        assert_eq!(Markup::Markdown.strong("手机"), "**手机**");
    }
}
