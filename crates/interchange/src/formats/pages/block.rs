//! [`Block`]: what a page consists of.

/// A part of a page with lines of its own. Lines of a text are separated by `\n`.
#[derive(Debug)]
pub(super) enum Block {
    Heading {
        /// From 1.
        level: usize,
        text: String,
    },
    Paragraph(String),
    Item {
        /// How many lists it is in.
        depth: usize,
        label: Label,
        text: String,
    },
    /// A paragraph of the item before it.
    Inside {
        /// How many lists it is in.
        depth: usize,
        text: String,
    },
    /// The words of cells, by row. Rows need not be equally long.
    Table(Vec<Vec<String>>),
}

/// What is before the text of an item.
#[derive(Debug)]
pub(super) enum Label {
    Bullet,
    /// A number with what follows it up to the text: `1. `, `（一）`.
    Number(String),
}

impl Label {
    /// As Markdown has it.
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Bullet => "- ",
            Self::Number(number) => number,
        }
    }

    /// What readers of a heading or a cell see of it: bullets are no words.
    pub(super) fn words(&self) -> &str {
        match self {
            Self::Bullet => "",
            Self::Number(number) => number,
        }
    }
}

impl Block {
    /// How many lists it is in, if it is an item.
    pub(super) fn depth(&self) -> Option<usize> {
        match self {
            Self::Item { depth, .. } => Some(*depth),
            _ => None,
        }
    }

    /// Its words on one line, as a cell of a table has them.
    pub(super) fn into_line(self) -> String {
        match self {
            Self::Heading { text, .. } | Self::Paragraph(text) | Self::Inside { text, .. } => {
                one_line(&text)
            }
            Self::Item { label, text, .. } => label.words().to_owned() + &one_line(&text),
            Self::Table(rows) => joined(rows.iter().flatten().map(String::as_str)),
        }
    }
}

/// A text with blanks for its line ends, but not where a wide sign ends a line: `位置、` `型号`.
pub(super) fn one_line(text: &str) -> String {
    joined(text.lines().map(str::trim))
}

/// Several lines as one.
pub(super) fn joined<'l>(lines: impl Iterator<Item = &'l str>) -> String {
    let mut text = String::new();
    for line in lines.filter(|line| !line.is_empty()) {
        if !(text.is_empty() || text.ends_with(['、', '，', '。', '；', '：', '！', '？'])) {
            text.push(' ');
        }
        text.push_str(line);
    }
    text
}

/// Lines without blanks around them, and at most one empty line between two others. A blank that ends no line looks
/// like any other one.
pub(super) fn tidy(text: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines().map(str::trim) {
        if !(line.is_empty() && lines.last().is_none_or(|last| last.is_empty())) {
            lines.push(line);
        }
    }
    lines.join("\n").trim_end().replace('\u{a0}', " ")
}
