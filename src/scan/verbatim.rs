//! Verbatim stretches: code fences, HTML comments, and the front matter of a file.
//!
//! Their content is not text of the policy: it has no annotations and no headings. One pass over
//! the candidates of the scan finds them: a fence starts a line, a comment starts with a `<`.

use memchr::memmem;

use crate::text::blank;
use crate::text::{Delimiter, Span};

/// The verbatim stretches of a text, in order. They do not overlap.
#[derive(Debug, Default)]
pub(crate) struct Verbatim {
    spans: Vec<Span>,
    unclosed: Vec<Span>,
}

pub(crate) const COMMENT: &str = "<!--";

/// Whether a byte can precede a fence on its line: a fence can be in a list or in a quotation.
const fn is_margin(byte: &u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'>' | b'-' | b'*' | b'+')
}

/// Two bits for the first of two bytes: whether a fence can follow it, and whether a comment can
/// start with it.
const FIRST: [u8; 256] = bits(&[b"\n", &[ANGLE as u8]]);

/// The same bits for the second byte: whether it can start a line with a fence, and whether it can
/// be in the opening of a comment.
const SECOND: [u8; 256] = bits(&[b"`~ \t>-*+", b"!"]);

/// For each byte, one bit per set: whether the set has that byte.
const fn bits(sets: &[&[u8]]) -> [u8; 256] {
    let mut bits = [0; 256];
    let mut set = 0;
    while set < sets.len() {
        let mut at = 0;
        while at < sets[set].len() {
            bits[sets[set][at] as usize] |= 1 << set;
            at += 1;
        }
        set += 1;
    }
    bits
}

pub(crate) const COMMENT_END: &str = "-->";

impl Verbatim {
    /// The stretches. Those of fences and of front matter are whole lines, without the last line
    /// feed.
    pub(crate) fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// Comments and fences that never end. Only their openings are verbatim.
    pub(crate) fn unclosed(&self) -> &[Span] {
        &self.unclosed
    }

    /// Whether a stretch overlaps `span`.
    pub(crate) fn touches(&self, span: Span) -> bool {
        let next = self.spans.partition_point(|stretch| stretch.end() <= span.start());
        self.spans.get(next).is_some_and(|stretch| stretch.start() < span.end())
    }

    /// The fences and the front matter of a text in which every `<` is going to be escaped.
    /// `candidates` include all its line feeds.
    pub(crate) fn without_comments(text: &str, candidates: &[u32]) -> Self {
        let mut found = Self::default();
        Finder::new(text, &mut found).read(candidates.iter().copied(), |_, _| {});
        found
    }

    /// Finds the stretches of `text`, which replace those found before. `candidates` include all
    /// line feeds and all `<`, in order.
    pub(super) fn find(&mut self, text: &str, candidates: impl Iterator<Item = u32>) {
        self.spans.clear();
        self.unclosed.clear();
        Finder::new(text, self).read(candidates, Finder::angle);
    }
}

const ANGLE: char = Delimiter::Angle.open();

struct Finder<'a> {
    text: &'a str,
    found: &'a mut Verbatim,
    /// The end of the last stretch.
    end: u32,
    /// The offset of the first [`COMMENT_END`] after the last comment; `None` if no other follows.
    comment_end: Option<u32>,
    /// Whether fences are still looked for: not after one that never ends.
    fences: bool,
}

impl<'a> Finder<'a> {
    const fn new(text: &'a str, found: &'a mut Verbatim) -> Self {
        Self { text, found, end: 0, comment_end: Some(0), fences: true }
    }

    fn read(mut self, candidates: impl Iterator<Item = u32>, angle: fn(&mut Self, u32)) {
        self.start_of_text();
        let bytes = self.text.as_bytes();
        for at in candidates {
            let Some([first, second]) = bytes.get(at as usize..at as usize + 2) else { break };
            // Most lines, and most annotations, start with a word.
            if FIRST[usize::from(*first)] & SECOND[usize::from(*second)] != 0 {
                match first {
                    b'\n' => self.line(at + 1),
                    _ => angle(&mut self, at),
                }
            }
        }
    }

    fn start_of_text(&mut self) {
        let start = self.text.len() - self.text.trim_start_matches('\u{FEFF}').len();
        match front_matter(&self.text[start..]) {
            Some(len) => self.push(start as u32, (start + len) as u32),
            None => self.line(start as u32),
        }
    }

    fn push(&mut self, start: u32, end: u32) {
        self.found.spans.push(Span::new(start, end));
        self.end = end;
    }

    /// Looks for a fence on the line that starts at `start`.
    #[inline]
    fn line(&mut self, start: u32) {
        if start >= self.end && self.fences {
            self.fence(start);
        }
    }

    #[inline(never)]
    fn fence(&mut self, start: u32) {
        let line = &self.text.as_bytes()[start as usize..];
        let margin = line.iter().position(|byte| !is_margin(byte)).unwrap_or(line.len());
        // Most lines with a margin are list items.
        if !matches!(line.get(margin), Some(b'`' | b'~')) {
            return;
        }
        let text = &self.text[start as usize..];
        let Some(fence) = Fence::at_start(&text[margin..]) else { return };
        let len = fence.len(text);
        self.push(start, start + len.unwrap_or(margin + fence.count) as u32);
        if len.is_none() {
            self.fences = false;
            self.found.unclosed.extend(self.found.spans.last());
        }
    }

    /// Looks for a comment that starts with the `<` at `at`.
    #[inline]
    fn angle(&mut self, at: u32) {
        if at >= self.end {
            self.comment(at);
        }
    }

    #[inline(never)]
    fn comment(&mut self, at: u32) {
        let is_escaped = at > 0 && self.text.as_bytes()[at as usize - 1] == b'\\';
        if is_escaped || !self.text[at as usize..].starts_with(COMMENT) {
            return;
        }
        let inside = at + COMMENT.len() as u32;
        let end = self.comment_end(inside);
        let is_closed = end.is_some_and(|end| {
            let text = &self.text[inside as usize..end as usize];
            // Comments do not nest, so the one before it was left open.
            memmem::find(text.as_bytes(), COMMENT.as_bytes()).is_none()
        });
        match end.filter(|_| is_closed) {
            Some(end) => self.push(at, end + COMMENT_END.len() as u32),
            None => {
                self.found.unclosed.push(Span::new(at, inside));
                self.push(at, inside);
            }
        }
    }

    /// The end of the comment whose text starts at `inside`. No byte is searched twice.
    fn comment_end(&mut self, inside: u32) -> Option<u32> {
        if self.comment_end? < inside {
            let ahead = &self.text.as_bytes()[inside as usize..];
            let found = memmem::find(ahead, COMMENT_END.as_bytes());
            self.comment_end = found.map(|at| inside + at as u32);
        }
        self.comment_end
    }
}

/// The backticks or tildes that open a code fence.
struct Fence {
    character: char,
    count: usize,
}

impl Fence {
    /// The fence at the start of `text`.
    fn at_start(text: &str) -> Option<Self> {
        let character = text.chars().next().filter(|character| matches!(character, '`' | '~'))?;
        let count = text.len() - text.trim_start_matches(character).len();
        if count < 3 {
            return None;
        }
        let info = text[count..].split('\n').next().unwrap_or_default();
        let is_code = character == '`' && info.contains(character);
        (!is_code).then_some(Self { character, count })
    }

    /// The length in bytes of the fence that starts `text`, from the start of its first line to the
    /// end of its last one, if it ends.
    fn len(&self, text: &str) -> Option<usize> {
        let mut at = 0;
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 && self.is_closed_by(line) {
                return Some(at + line.len());
            }
            at += line.len() + 1;
        }
        None
    }

    fn is_closed_by(&self, line: &str) -> bool {
        let line = line.trim_start_matches([' ', '\t', '>']);
        let rest = line.trim_start_matches(self.character);
        line.len() - rest.len() >= self.count && blank::is_all_blank(rest)
    }
}

/// The length in bytes of the front matter at the start of `text`: YAML between lines of `---`,
/// TOML between lines of `+++`. A horizontal rule, `---` before running text, is not front matter.
fn front_matter(text: &str) -> Option<usize> {
    let mut lines = text.split('\n');
    let first = blank::trim_end(lines.next()?);
    let assigns = match first {
        "---" => ':',
        "+++" => '=',
        _ => return None,
    };
    let mut rest = lines.skip_while(|line| line.starts_with('#'));
    if !is_assignment(rest.next()?, assigns) {
        return None;
    }
    let mut at = 0;
    for (number, line) in text.split('\n').enumerate() {
        let rule = blank::trim_end(line);
        if number > 1 && (rule == first || (rule == "..." && assigns == ':')) {
            return Some(at + line.len());
        }
        if number > 0 && !is_of_front_matter(line, assigns) {
            return None;
        }
        at += line.len() + 1;
    }
    None
}

/// Whether a line can be in front matter: it assigns a value to a key, continues a value, or is
/// empty.
fn is_of_front_matter(line: &str, assigns: char) -> bool {
    line.starts_with([' ', '\t', '#', '-', ']', '}', '['])
        || blank::is_all_blank(line)
        || is_assignment(line, assigns)
}

/// Whether a line assigns a value to a key: `title: 隐私政策`.
fn is_assignment(line: &str, assigns: char) -> bool {
    let is_key = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '"' | ' ');
    line.split_once(assigns).is_some_and(|(key, value)| {
        let is_set_off = assigns == '=' || value.is_empty() || value.starts_with(blank::is_blank);
        !blank::is_all_blank(key) && key.chars().all(is_key) && is_set_off
    })
}

#[cfg(test)]
mod tests {
    use super::super::Index;

    fn found(text: &str) -> (Vec<&str>, Vec<&str>) {
        let mut index = Index::default();
        index.scan(text);
        let texts = |spans: &[crate::text::Span]| spans.iter().map(|s| &text[s.range()]).collect();
        (texts(index.verbatim.spans()), texts(index.verbatim.unclosed()))
    }

    fn spans(text: &str) -> Vec<&str> {
        let (spans, unclosed) = found(text);
        assert_eq!(unclosed, [""; 0], "{text:?}");
        spans
    }

    #[test]
    fn fences() {
        assert_eq!(spans("甲\n```sh\n[x]\n```\n乙"), ["```sh\n[x]\n```"]);
        assert_eq!(spans("~~~\n```\n~~~~\n```\n#\n```"), ["~~~\n```\n~~~~", "```\n#\n```"]);
        assert_eq!(spans("甲\r\n\r\n  ```\r\n```  \r\n乙"), ["  ```\r\n```  \r"]);
        assert_eq!(spans("甲\n\n\n````\n```\n````"), ["````\n```\n````"]);
        assert_eq!(spans("> ```\n> [x]\n> ```"), ["> ```\n> [x]\n> ```"]);
        assert_eq!(spans("- ```\n  [x]\n  ```"), ["- ```\n  [x]\n  ```"]);
    }

    #[test]
    fn backticks_inside_a_line_do_not_open_a_fence() {
        assert_eq!(spans("``` [x] ```\n甲 ```\n``\n``"), [""; 0]);
    }

    #[test]
    fn comments() {
        assert_eq!(spans("甲<!-- [x] -->乙<!--\n#\n-->"), ["<!-- [x] -->", "<!--\n#\n-->"]);
        assert_eq!(spans("\\<!-- [x] --> <! -- >"), [""; 0]);
        assert_eq!(spans("<!--\n```\n-->\n```\n<!--\n```"), ["<!--\n```\n-->", "```\n<!--\n```"]);
        assert_eq!(spans("<!-- 甲 > 乙 -- 丙 -->"), ["<!-- 甲 > 乙 -- 丙 -->"]);
    }

    #[test]
    fn unclosed_stretches_leave_the_rest_as_text() {
        assert_eq!(
            found("甲<!-- [x]\n```\n[y]\n```"),
            (vec!["<!--", "```\n[y]\n```"], vec!["<!--"])
        );
        assert_eq!(found("<!-- 甲\n<!-- 乙 -->"), (vec!["<!--", "<!-- 乙 -->"], vec!["<!--"]));
        assert_eq!(found("````sh\n[x]\n```\n"), (vec!["````"], vec!["````"]));
    }

    #[test]
    fn front_matter_is_only_at_the_start_of_the_text() {
        assert_eq!(spans("---\ntitle: 甲\n---\n乙"), ["---\ntitle: 甲\n---"]);
        assert_eq!(spans("\u{FEFF}---\r\n标题: 甲\r\n...\r\n乙"), ["---\r\n标题: 甲\r\n...\r"]);
        assert_eq!(spans("+++\ntitle = \"甲\"\n+++"), ["+++\ntitle = \"甲\"\n+++"]);
        assert_eq!(spans("---\n# 注\ntitle: 甲\ntags: [乙]\n---")[0].len(), 36);
        for text in [
            "---\n更新: 今天\n我们会收集昵称。\n---",
            "---\n甲方：乙\n---",
            "---\n\n甲\n---",
            "甲\n---\na: b\n---",
            "---\na: b\n",
        ] {
            assert_eq!(spans(text), [""; 0], "{text:?}");
        }
    }

    #[test]
    fn time_is_linear() {
        for text in ["<!--", "<!-- -", "```\n````\n", "\n~~~~", "`````\n", "\n\n", "<!"] {
            let text = text.repeat(200_000);
            let mut index = Index::default();
            index.scan(&text);
        }
        let staircase: String = (3..900).rev().map(|n| "`".repeat(n) + "a\n").collect();
        assert_eq!(found(&staircase).1.len(), 1);
    }
}
