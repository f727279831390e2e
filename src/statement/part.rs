//! Wholes and parts among the data of a scope: `<设备信息>，如<型号>`.

use super::rule::Rule;
use super::token::{Token, TokenKind};
use crate::annotation::{AnnotationId, AnnotationKind};
use crate::lexicon::Cue;

/// A part, its whole and the rule that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) part: AnnotationId,
    pub(super) whole: AnnotationId,
    pub(super) rule: Rule,
}

/// A list of data at one level: running text or an aside.
#[derive(Debug, Default)]
struct Level<'a> {
    /// The text of `last`.
    last_text: &'a str,
    /// The whole before the aside.
    host: Option<AnnotationId>,
    /// The whole before 如 or 包括.
    whole: Option<AnnotationId>,
    /// The last data, if nothing but punctuation, 等 and general words stand behind it.
    last: Option<AnnotationId>,
    /// The data since the last verb: indices into the parts found.
    run: Vec<usize>,
    /// Whether the aside says that it lists parts: 如, 等, or several data.
    lists: bool,
    /// How many data it holds.
    count: usize,
    /// Whether 等 stands behind the last data.
    etc: bool,
    /// Whether 属于 stands behind the last mark.
    belongs: bool,
    /// Whether 作为 stands before the next data.
    names: bool,
    /// The first entry of the aside.
    start: usize,
}

/// An entry for each data of the scope: its whole, if it has one.
#[derive(Clone, Copy, Debug)]
struct Entry {
    data: AnnotationId,
    whole: Option<(AnnotationId, Rule)>,
}

/// Finds the parts among the data of a scope.
pub(super) fn parts(text: &str, tokens: &[Token], found: &mut Vec<Part>) {
    let mut finder = Finder { text, levels: vec![Level::default()], entries: Vec::new() };
    for token in tokens {
        finder.read(token);
    }
    found.extend(finder.entries.iter().filter_map(|entry| {
        let (whole, rule) = entry.whole?;
        Some(Part { part: entry.data, whole, rule })
    }));
}

struct Finder<'a> {
    text: &'a str,
    levels: Vec<Level<'a>>,
    entries: Vec<Entry>,
}

impl Finder<'_> {
    fn read(&mut self, token: &Token) {
        let start = self.entries.len();
        let in_aside = self.levels.len() > 1;
        let Some(level) = self.levels.last_mut() else { return };
        match token.kind {
            TokenKind::Open => {
                let host = level.last;
                self.levels.push(Level { host, start, ..Level::default() });
            }
            TokenKind::Close => self.close(),
            TokenKind::Mark(id, AnnotationKind::Data) => self.data(id, token),
            TokenKind::Mark(_, AnnotationKind::Purpose) if in_aside => {}
            TokenKind::Mark(_, kind) => {
                level.whole = None;
                level.etc = false;
                level.belongs = false;
                if kind == AnnotationKind::Action {
                    level.run.clear();
                } else {
                    level.last = None;
                }
            }
            TokenKind::Cue(cues) => {
                if cues.has(Cue::Part) {
                    level.whole = level.last.or(level.host);
                    level.lists = true;
                    level.etc = false;
                } else if cues.has(Cue::Etc) {
                    level.etc = level.last.is_some();
                    level.lists = true;
                } else if cues.has(Cue::As) {
                    level.names = true;
                } else if cues.has(Cue::PartOf) {
                    level.belongs = true;
                } else if cues.has_any(&[Cue::Clause, Cue::Break, Cue::Conjunction]) && level.etc {
                    level.whole = None;
                    level.etc = false;
                }
            }
            TokenKind::Words => {
                let words = self.text.get(token.span.range()).unwrap_or_default().trim();
                if words.starts_with(['）', ')']) {
                    // 等 stood in an aside that a mark has cut.
                    level.etc = false;
                } else if !is_general(words) && !level.last_text.contains(words) {
                    level.last = None;
                }
            }
        }
    }

    fn data(&mut self, id: AnnotationId, token: &Token) {
        let index = self.entries.len();
        let words = self.text.get(token.span.range()).unwrap_or_default();
        let Some(level) = self.levels.last_mut() else { return };
        level.count += 1;
        level.last_text = words;
        level.lists |= token.inside.has_any(&[Cue::Conjunction, Cue::Clause]);
        let whole = match (level.whole, level.host) {
            (Some(whole), _) => Some((whole, Rule::PartInList)),
            (None, Some(host)) => Some((host, Rule::PartInAside)),
            _ => None,
        };
        if level.etc || level.belongs {
            let rule = if level.etc { Rule::PartBeforeWhole } else { Rule::PartOf };
            for &member in &level.run {
                if let Some(entry) = self.entries.get_mut(member) {
                    let is_sibling = entry.whole.map(|w| w.0) == whole.map(|w| w.0);
                    if is_sibling || level.belongs && entry.whole.is_none() {
                        entry.whole = Some((id, rule));
                    }
                }
            }
            level.run.clear();
        }
        if token.inside.has(Cue::Part) {
            // `<设备信息，如型号>、<系统>`: the list opens inside the mark.
            level.whole = Some(id);
            level.lists = true;
        }
        self.entries.push(Entry { data: id, whole });
        level.run.push(index);
        if !std::mem::take(&mut level.names) {
            level.last = Some(id);
        }
        level.etc = false;
        level.belongs = false;
    }

    /// An aside that holds one data and no sign of a list is another name: `（<IMEI>）`.
    fn close(&mut self) {
        if self.levels.len() < 2 {
            return;
        }
        let Some(level) = self.levels.pop() else { return };
        let names = level.count == 1 && !level.lists;
        for entry in self.entries.iter_mut().skip(level.start) {
            if names && entry.whole.is_some_and(|(_, rule)| rule == Rule::PartInAside) {
                entry.whole = None;
            }
        }
    }
}

/// Words that a whole can have behind it without becoming another thing: `<型号>等信息`.
fn is_general(words: &str) -> bool {
    ["有关", "相关", "信息", "数据", "资料", "内容", "等", "“", "”"].contains(&words)
}
