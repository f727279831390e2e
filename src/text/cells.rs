//! Text by the cells that it takes on a terminal: `手` takes two of them, `e` one.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::visible::visible;

/// How many bytes a cell may take: only a letter with many combining marks takes more.
const BYTES_PER_CELL: usize = 16;

/// The start of `text` that fits in `cells` cells of a terminal, with `…` at its end if it was cut. Control
/// characters are shown as by [`visible`]. Takes time linear in the number of cells, however long the text is.
///
/// ```
/// use policymark::text::shortened;
///
/// assert_eq!(shortened("手机号码", 8), "手机号码");
/// assert_eq!(shortened("手机号码", 7), "手机号…");
/// assert_eq!(shortened("手机号码", 6), "手机…");
/// assert_eq!(shortened("手机\u{1b}", 80), "手机␛");
/// ```
#[must_use]
pub fn shortened(text: &str, cells: usize) -> String {
    let head = &text[..text.floor_char_boundary(cells.saturating_mul(BYTES_PER_CELL))];
    let more = if head.len() < text.len() { "…" } else { "" };
    let mut shown = format!("{}{more}", visible(head));
    let (fits, rest) = split(&shown, cells);
    if !rest.is_empty() {
        let (head, _) = split(fits, cells.saturating_sub(1));
        shown.truncate(head.len());
        shown.push('…');
    }
    shown
}

/// The first words of a text in quotation marks, for `Debug` of a handle.
pub(crate) fn quoted(text: &str) -> String {
    const CELLS: usize = 60;
    format!("{:?}", shortened(text, CELLS))
}

/// A text as [`shortened`] gives it, with blanks up to so many cells.
pub(crate) fn padded(text: &str, cells: usize) -> String {
    let mut shown = shortened(text, cells);
    let used: usize = shown.graphemes(true).map(UnicodeWidthStr::width).sum();
    shown.extend(std::iter::repeat_n(' ', cells.saturating_sub(used)));
    shown
}

/// A text in lines of at most so many cells of a terminal. A line ends between two clusters: not inside
/// an English word that fits on a line, and not between a word and a bracket or punctuation that
/// belongs to it. A cluster that is wider than a line gets a line of its own.
///
/// ```
/// use policymark::text::wrap;
///
/// let lines: Vec<_> = wrap("我们会收集您的手机号码，以便验证。", 12).collect();
/// assert_eq!(lines, ["我们会收集您", "的手机号码，", "以便验证。"]);
/// assert_eq!(wrap("add the bracket", 12).collect::<Vec<_>>(), ["add the", "bracket"]);
/// ```
pub fn wrap(text: &str, cells: usize) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (line, after) = rest.split_at(line_len(rest, cells));
        rest = after.trim_start();
        Some(line.trim_end())
    })
}

/// How many bytes of a text that is not empty go on its first line.
fn line_len(text: &str, cells: usize) -> usize {
    let (line, after) = split(text, cells);
    if after.is_empty() {
        return line.len();
    }
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let before = if after.starts_with(is_word) {
        line.trim_end_matches(is_word)
    } else if after.starts_with(CLOSING) {
        let line = line.trim_end_matches(CLOSING);
        if line.ends_with(is_word) { line.trim_end_matches(is_word) } else { without_last(line) }
    } else {
        line
    };
    let before = before.trim_end_matches(OPENING);
    let line = if before.trim().is_empty() { line } else { before };
    // A cluster that is wider than the line is put on it all the same.
    let first = text.graphemes(true).next().map_or(0, str::len);
    line.len().max(first)
}

/// What does not end a line.
const OPENING: [char; 8] = ['（', '《', '“', '【', '<', '[', '{', '('];

/// What does not start a line.
const CLOSING: [char; 20] = [
    '，', '。', '、', '；', '：', '！', '？', '）', '》', '”', '’', '】', '」', '…', '%', ')', ']',
    '}', '>', ',',
];

fn without_last(text: &str) -> &str {
    let last = text.graphemes(true).next_back().map_or(0, str::len);
    &text[..text.len() - last]
}

/// Splits after as many clusters as fit in `cells`. Looks no further.
fn split(text: &str, cells: usize) -> (&str, &str) {
    let mut used = 0;
    for (at, cluster) in text.grapheme_indices(true) {
        used += cluster.width();
        if used > cells {
            return text.split_at(at);
        }
    }
    (text, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cluster_is_cut() {
        let family = "👨‍👩‍👧";
        assert_eq!(shortened(&family.repeat(3), 4), format!("{family}…"));
        assert_eq!(wrap(&family.repeat(3), 4).collect::<Vec<_>>(), [&*family.repeat(2), family]);
        assert_eq!(wrap("e\u{301}e\u{301}", 1).collect::<Vec<_>>(), ["e\u{301}"; 2]);
    }

    #[test]
    fn a_word_stays_with_the_punctuation_after_it() {
        let lines = |text: &'static str, cells| wrap(text, cells).collect::<Vec<_>>();
        assert_eq!(lines("sarif, github, gitlab, junit", 21), ["sarif, github,", "gitlab, junit"]);
        assert_eq!(lines("我们收集手机，", 12), ["我们收集手", "机，"]);
        assert_eq!(lines("abcdefgh, i", 8), ["abcdefgh", ", i"]);
    }

    #[test]
    fn no_room_still_ends() {
        assert_eq!(shortened("手机", 0), "…");
        assert_eq!(shortened("", 0), "");
        assert_eq!(wrap("手机", 0).collect::<Vec<_>>(), ["手", "机"]);
        assert_eq!(wrap("", 0).count(), 0);
    }

    #[test]
    fn padding_counts_cells() {
        assert_eq!(padded("手机", 6), "手机  ");
        assert_eq!(padded("手机号", 5), "手机…");
        assert_eq!(padded("手机", 4), "手机");
    }

    #[test]
    fn any_number_of_cells_will_do() {
        assert_eq!(shortened("手机\t", usize::MAX), "手机 ");
        assert_eq!(wrap("手机 a", usize::MAX).collect::<Vec<_>>(), ["手机 a"]);
    }

    #[test]
    fn words_and_brackets_stay_together() {
        assert_eq!(wrap("会[收集]<昵称>", 10).collect::<Vec<_>>(), ["会[收集]", "<昵称>"]);
        assert_eq!(wrap("会[收集]<昵称>", 9).collect::<Vec<_>>(), ["会[收集]", "<昵称>"]);
        assert_eq!(wrap("用 Cookie 收集", 8).collect::<Vec<_>>(), ["用", "Cookie", "收集"]);
        assert_eq!(wrap("use every_pair", 12).collect::<Vec<_>>(), ["use", "every_pair"]);
        assert_eq!(wrap("会[收集]<", 10).collect::<Vec<_>>(), ["会[收集]<"]);
        assert_eq!(wrap("收集昵称、头像", 8).collect::<Vec<_>>(), ["收集昵", "称、头像"]);
    }
}
