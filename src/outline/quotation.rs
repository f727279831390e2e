//! Quotations and titles: “…”, 「…」, 『…』 and 《…》 on one line. Rule O2 of `grammar.md`.

use super::punctuation::is_punctuation;

/// The marks around a quotation or a title.
const PAIRS: [(char, char); 4] = [('“', '”'), ('「', '」'), ('『', '』'), ('《', '》')];

/// The pair around titles.
const TITLE: usize = 3;

/// The outermost quotations of a text, found from left to right.
#[derive(Clone, Debug)]
pub(super) struct Quotations<'d> {
    text: &'d str,
    /// The last quotation entered.
    last: Quotation,
    /// For each pair, the offset up to which there is no closing mark.
    lone: [u32; PAIRS.len()],
}

/// A quotation: its start, and the offset of its closing mark.
#[derive(Clone, Copy, Debug, Default)]
struct Quotation {
    start: u32,
    close: u32,
    is_title: bool,
}

/// Whether `c` can start a quotation.
pub(super) fn is_open(c: char) -> bool {
    PAIRS.iter().any(|pair| pair.0 == c)
}

impl<'d> Quotations<'d> {
    pub(super) fn new(text: &'d str) -> Self {
        Self { text, last: Quotation::default(), lone: [0; PAIRS.len()] }
    }

    /// Enters the quotation that the character `open` at byte `at` starts, if it starts one. Called
    /// from left to right. `next` is the earliest offset at which more punctuation can be: most
    /// quotations have none, so their ends need no search.
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

    /// Whether byte `at` is in the last quotation entered.
    #[inline]
    pub(super) const fn cover(&self, at: u32) -> bool {
        at < self.last.close
    }

    /// O2: whether a sentence can end with the punctuation at `at`, which ends at `stop` with all
    /// that belongs to it. In a quotation it can if it is the last punctuation there and the
    /// quotation is a sentence by itself, unless punctuation after the quotation continues the
    /// sentence around it.
    pub(super) fn end_at(&self, at: u32, stop: u32) -> bool {
        let continuing = ['，', '、', '；', '：', ',', ';', ':'];
        !self.cover(at)
            || (stop > self.last.close
                && !self.last.is_title
                && self.is_sentence(at)
                && !self.rest(stop).starts_with(continuing))
    }

    /// Whether the last quotation, which ends with the punctuation at `at`, follows a colon or
    /// contains other punctuation.
    fn is_sentence(&self, at: u32) -> bool {
        let inside = self.text.get(self.last.start as usize..at as usize).unwrap_or_default();
        let before = self.text.get(..self.last.start as usize).unwrap_or_default();
        let before = before.strip_suffix(PAIRS.map(|pair| pair.0)).unwrap_or(before);
        before.ends_with(['：', ':']) || inside.contains(is_punctuation)
    }

    fn rest(&self, start: u32) -> &'d str {
        self.text.get(start as usize..).unwrap_or_default()
    }

    /// The offset of the next closing mark of a pair on the line.
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

    /// For each punctuation mark of a text, whether a sentence can end with it.
    fn ends(text: &str) -> Vec<bool> {
        let mut quotations = Quotations::new(text);
        let mut ends = Vec::new();
        for (at, c) in text.char_indices() {
            quotations.enter(at as u32, c, None);
            if is_punctuation(c) {
                let stop = at + c.len_utf8();
                let closers = text[stop..].chars().take_while(|c| "”」』》".contains(*c));
                let stop = stop + closers.map(char::len_utf8).sum::<usize>();
                ends.push(quotations.end_at(at as u32, stop as u32));
            }
        }
        ends
    }

    #[test]
    fn no_sentence_ends_inside_a_quotation() {
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
    fn an_unpaired_mark_does_not_quote() {
        assert_eq!(ends("“甲。\n”乙。《丙。“丁。”"), [true, true, true, false]);
    }

    #[test]
    fn unpaired_marks_are_searched_once() {
        let text = "“。".repeat(200_000);
        assert!(ends(&text).into_iter().all(|ends| ends));
    }
}
