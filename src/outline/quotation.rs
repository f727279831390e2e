//! Quotations and titles: “…”, 「…」, 『…』 and 《…》 on one line. Rule O2 of `grammar.md`.

use super::mark::is_mark;

/// The marks around a quotation, or a title.
const PAIRS: [(char, char); 4] = [('“', '”'), ('「', '」'), ('『', '』'), ('《', '》')];

/// The pair that is set around titles.
const TITLE: usize = 3;

/// The quotations of a text that are in no other, as they are passed from left to right.
#[derive(Clone, Debug)]
pub(super) struct Quotations<'d> {
    text: &'d str,
    /// The last quotation that was entered.
    last: Quotation,
    /// For each pair, up to where no closing mark is.
    lone: [u32; PAIRS.len()],
}

/// What is quoted, and where the closing mark starts.
#[derive(Clone, Copy, Debug, Default)]
struct Quotation {
    start: u32,
    close: u32,
    is_title: bool,
}

/// Whether a quotation can start with a mark.
pub(super) fn is_open(mark: char) -> bool {
    PAIRS.iter().any(|pair| pair.0 == mark)
}

impl<'d> Quotations<'d> {
    pub(super) fn new(text: &'d str) -> Self {
        Self { text, last: Quotation::default(), lone: [0; PAIRS.len()] }
    }

    /// Takes the character at byte `at`, with which a quotation may start; asked from left to right.
    /// `next` is where the next mark may be: most quotations hold none, and need not be looked for.
    #[inline]
    pub(super) fn enter(&mut self, at: u32, open: char, next: Option<u32>) {
        let pair = PAIRS.iter().position(|pair| pair.0 == open);
        let Some(pair) = pair.filter(|_| !self.cover(at)) else { return };
        if next.is_some_and(|next| self.rest(next).starts_with(PAIRS[pair].1)) {
            return;
        }
        let start = at + open.len_utf8() as u32;
        if let Some(close) = self.find_close(start, pair) {
            self.last = Quotation { start, close, is_title: pair == TITLE };
        }
    }

    /// Whether byte `at` is in the quotation that was entered last.
    #[inline]
    pub(super) const fn cover(&self, at: u32) -> bool {
        at < self.last.close
    }

    /// O2: whether a sentence can end with the mark at `at`, which reaches to `stop` with what
    /// belongs to it. In a quotation it can if it is the last there and the quotation is a sentence
    /// of its own, unless the sentence around it goes on with another mark.
    pub(super) fn end_at(&self, at: u32, stop: u32) -> bool {
        let goes_on = ['，', '、', '；', '：', ',', ';', ':'];
        !self.cover(at)
            || (stop > self.last.close
                && !self.last.is_title
                && self.is_sentence(at)
                && !self.rest(stop).starts_with(goes_on))
    }

    /// Whether a quotation whose last mark is at `at` comes after a colon, or holds other marks.
    fn is_sentence(&self, at: u32) -> bool {
        let inside = self.text.get(self.last.start as usize..at as usize).unwrap_or_default();
        let before = self.text.get(..self.last.start as usize).unwrap_or_default();
        let before = before.strip_suffix(PAIRS.map(|pair| pair.0)).unwrap_or(before);
        before.ends_with(['：', ':']) || inside.contains(is_mark)
    }

    fn rest(&self, start: u32) -> &'d str {
        self.text.get(start as usize..).unwrap_or_default()
    }

    /// Where the closing mark of a pair comes next on the line.
    fn find_close(&mut self, start: u32, pair: usize) -> Option<u32> {
        if start < self.lone[pair] {
            return None;
        }
        let (rest, close) = (self.rest(start), PAIRS[pair].1);
        let end = rest.find([close, '\n']).unwrap_or(rest.len());
        let found = start + end as u32;
        if rest.get(end..).is_some_and(|rest| rest.starts_with(close)) {
            return Some(found);
        }
        self.lone[pair] = found;
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a sentence can end with each mark of a text.
    fn ends(text: &str) -> Vec<bool> {
        let mut quotations = Quotations::new(text);
        let mut ends = Vec::new();
        for (at, c) in text.char_indices() {
            quotations.enter(at as u32, c, None);
            if is_mark(c) {
                let stop = at + c.len_utf8();
                let closers = text[stop..].chars().take_while(|c| "”」』》".contains(*c));
                let stop = stop + closers.map(char::len_utf8).sum::<usize>();
                ends.push(quotations.end_at(at as u32, stop as u32));
            }
        }
        ends
    }

    #[test]
    fn nothing_ends_in_a_quotation_that_goes_on() {
        assert_eq!(ends("点“好！”后“甲。乙”"), [false, false]);
        assert_eq!(ends("「甲。」的《乙！丙？》"), [false, false, false]);
        assert_eq!(ends("“甲。乙。”，丙。"), [false, false, true, true]);
    }

    #[test]
    fn a_quotation_can_be_a_sentence() {
        assert_eq!(ends("说：“好。”"), [true, true]);
        assert_eq!(ends("“甲。乙！”丙"), [false, true]);
    }

    #[test]
    fn a_mark_without_partner_on_its_line_quotes_nothing() {
        assert_eq!(ends("“甲。\n”乙。《丙。“丁。”"), [true, true, true, false]);
    }

    #[test]
    fn lone_marks_are_searched_once() {
        let text = "“。".repeat(200_000);
        assert!(ends(&text).into_iter().all(|ends| ends));
    }
}
