//! Wholes and parts among the data of a scope: `<设备信息>，如<型号>`.

use super::rule::Rule;
use super::scope::Scope;
use super::token::{Token, TokenKind};
use crate::annotation::AnnotationId;
use crate::lexicon::{Cue, CueSet, Lexicon, WordTable};
use crate::text::{AnnotationKind, Delimiter, Short, Span, blank};

/// A part, its whole and the rule that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) part: AnnotationId,
    pub(super) whole: AnnotationId,
    pub(super) rule: Rule,
}

/// Finds the parts among the data of one scope after the other. Each data is part of one whole at
/// most.
#[derive(Debug, Default)]
pub(super) struct PartFinder {
    /// The running text, and the asides that are open.
    levels: Short<Level, 4>,
    /// The data so far.
    entries: Short<Entry, 16>,
    /// The data of each level since its last verb, as places in the entries: those of the aside
    /// opened last come last.
    runs: Short<usize, 16>,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    data: AnnotationId,
    whole: Option<(AnnotationId, Rule)>,
}

/// What is known of a list of data: in the running text, or in an aside.
#[derive(Clone, Copy, Debug, Default)]
struct Level {
    /// The whole before the aside.
    host: Option<AnnotationId>,
    /// The whole before 如 or 包括.
    whole: Option<AnnotationId>,
    /// The last data, if hardly anything stands behind it; it can turn out to be a whole.
    last: Option<AnnotationId>,
    /// Where that mark stands.
    last_span: Span,
    /// Where its run starts.
    run: usize,
    /// Whether the aside is a list: it says 如 or 等, or one of its data does.
    is_list: bool,
    /// How many data it holds.
    count: usize,
    /// Whether 等 stands behind the last data.
    etc: bool,
    /// Whether 属于 stands before the next data.
    belongs: bool,
    /// Whether 以下 stands before the next data, or in the last.
    announces: bool,
    /// Whether 作为 stands before the next data.
    names: bool,
}

impl PartFinder {
    /// Appends the parts among the data of a scope to `found`.
    pub(super) fn find(
        &mut self,
        text: &str,
        lexicon: &Lexicon,
        scope: Scope<'_>,
        found: &mut Short<Part>,
    ) {
        if scope.content.count(AnnotationKind::Data) < 2 {
            return;
        }
        self.levels.clear();
        self.levels.push(Level::default());
        self.entries.clear();
        self.runs.clear();
        for token in scope.tokens {
            self.token(text, lexicon, token);
        }
        for entry in &self.entries {
            if let Some((whole, rule)) = entry.whole {
                found.push(Part { part: entry.data, whole, rule });
            }
        }
    }

    fn token(&mut self, text: &str, lexicon: &Lexicon, token: &Token) {
        let in_aside = self.levels.len() > 1;
        let Some(level) = self.levels.last_mut() else { return };
        match token.kind {
            TokenKind::Open { .. } => {
                let host = level.last;
                self.levels.push(Level { host, run: self.runs.len(), ..Level::default() });
            }
            TokenKind::Close => self.close(),
            TokenKind::Mark(mark) => match mark.kind {
                AnnotationKind::Data => {
                    let source = text.get(token.span.range()).unwrap_or_default();
                    self.data(mark.id, token.span, cues_in(lexicon.cues(), source));
                }
                AnnotationKind::Purpose if in_aside => {}
                AnnotationKind::Action => {
                    level.end(mark.kind);
                    self.runs.truncate(level.run);
                }
                kind => level.end(kind),
            },
            TokenKind::Cue(cues) if is_no_more_than_words(cues) => {
                level.words(text, lexicon, token.span);
            }
            TokenKind::Cue(cues) => level.cue(cues),
            TokenKind::Words => level.words(text, lexicon, token.span),
        }
    }

    /// S20 to S23: which whole a data is part of.
    fn data(&mut self, id: AnnotationId, span: Span, inside: CueSet) {
        let Some(level) = self.levels.last_mut() else { return };
        let run = &self.runs[level.run..];
        let in_list = level.whole.map(|whole| (whole, Rule::PartInList));
        let whole = in_list.or(level.host.map(|host| (host, Rule::PartInAside)));
        // `<设备信息，如型号>属于<个人资料>`: the list is the part.
        let is_listed = |whole| run.iter().any(|&at| self.entries[at].data == whole);
        let whole = whole.filter(|&(whole, _)| !level.belongs || !is_listed(whole));
        if level.etc || level.belongs {
            let rule = if level.etc { Rule::PartBeforeWhole } else { Rule::PartOf };
            for &at in run {
                let entry = &mut self.entries[at];
                if entry.whole.map(|(id, _)| id) == whole.map(|(id, _)| id) {
                    entry.whole = Some((id, rule));
                }
            }
            self.runs.truncate(level.run);
        }
        self.runs.push(self.entries.len());
        self.entries.push(Entry { data: id, whole });
        level.take(id, span, inside);
    }

    /// S20: An aside with one data and no sign of a list holds another name: `（<IMEI>）`.
    fn close(&mut self) {
        if self.levels.len() < 2 {
            return;
        }
        let Some(level) = self.levels.pop() else { return };
        let name = self.runs.get(level.run).filter(|_| level.count == 1 && !level.is_list);
        if let Some(entry) = name.and_then(|&at| self.entries.get_mut(at)) {
            entry.whole = None;
        }
        self.runs.truncate(level.run);
    }
}

impl Level {
    /// A data is the last one from here on. `inside` are the cues that it holds.
    fn take(&mut self, id: AnnotationId, span: Span, inside: CueSet) {
        self.count += 1;
        self.announces |= inside.has(Cue::Forward);
        self.is_list |= inside.has_any(&[Cue::Conjunction, Cue::Clause, Cue::Part]);
        if inside.has(Cue::Part) {
            // `<设备信息，如型号>、<系统>`: the list opens inside the mark.
            self.whole = Some(id);
        }
        if !std::mem::take(&mut self.names) {
            self.last = Some(id);
            self.last_span = span;
        }
        self.etc = false;
        self.belongs = false;
    }

    /// A mark of another kind ends the list. Behind a verb without object the last data can still
    /// be a whole: `<记录>，并[保存]，包括<日期>`.
    fn end(&mut self, kind: AnnotationKind) {
        self.whole = None;
        self.etc = false;
        self.belongs = false;
        self.announces = false;
        if kind != AnnotationKind::Action {
            self.last = None;
        }
    }

    /// S21: cues that open, go on with or end a list of parts.
    fn cue(&mut self, cues: CueSet) {
        if cues.has(Cue::Part) {
            self.whole = self.last.or(self.host);
            self.is_list = true;
            self.etc = false;
        } else if cues.has(Cue::Etc) {
            self.etc = self.last.is_some();
            self.is_list = true;
        } else if cues.has_any(&[Cue::Clause, Cue::Break, Cue::Conjunction]) && self.etc {
            self.whole = None;
            self.etc = false;
        }
        if cues.has(Cue::Colon) && std::mem::take(&mut self.announces) {
            // `以下<信息>：<邮箱>、<昵称>`
            self.whole = self.whole.or(self.last);
        }
        self.announces |= cues.has(Cue::Forward);
        self.names |= cues.has(Cue::As);
        self.belongs |= cues.has(Cue::PartOf);
    }

    /// `<浏览记录>，浏览记录包括<日期>`: what stands behind a whole may repeat it.
    fn words(&mut self, text: &str, lexicon: &Lexicon, span: Span) {
        let words = blank::trim(text.get(span.range()).unwrap_or_default());
        if words.starts_with([Delimiter::Fullwidth, Delimiter::Paren].map(Delimiter::close)) {
            // A mark has cut an aside: 等 stood in it.
            self.etc = false;
        } else if self.last.is_some()
            && !self.repeats(text, words)
            && !matches!(words, "“" | "”")
            && lexicon.general().get(words).is_none()
        {
            self.last = None;
        }
    }

    /// Whether words are those of the last data.
    fn repeats(&self, text: &str, words: &str) -> bool {
        let (open, close) = (self.last_span.start() as usize, self.last_span.end() as usize);
        text.get(open + 1..close.saturating_sub(1)) == Some(words)
    }
}

/// Whether a cue says nothing of parts and wholes, and parts them as words do.
fn is_no_more_than_words(cues: CueSet) -> bool {
    cues.has_any(&[Cue::WhenEnds, Cue::Ask]) && !cues.has(Cue::Clause)
}

/// The cues in a data that stand outside its parentheses: 如 in `<设备信息，如型号>`.
fn cues_in(cues: &WordTable<CueSet>, source: &str) -> CueSet {
    let (mut at, mut depth, mut inside) = (0, 0, CueSet::default());
    for hit in cues.find_iter(source) {
        for c in source[at..hit.start].chars() {
            depth += i32::from(c == Delimiter::Fullwidth.open());
            depth -= i32::from(c == Delimiter::Fullwidth.close());
        }
        at = hit.start;
        if depth <= 0 {
            inside = inside | hit.class;
        }
    }
    inside
}

#[cfg(test)]
mod tests {
    use crate::statement::tests::stated;

    #[test]
    fn lists_nest() {
        assert_eq!(
            stated("[收集]<信息>，如<型号>、<版本>等<软硬件信息>。"),
            ["做收集 物信息+型号+版本+软硬件信息 软硬件信息>型号 软硬件信息>版本 信息>软硬件信息"]
        );
        assert_eq!(
            stated("<日志>包括<设备信息>，例如<型号>和<版本>。"),
            ["物日志+设备信息+型号+版本 日志>设备信息 设备信息>型号 设备信息>版本"]
        );
    }

    #[test]
    fn a_whole_that_is_not_marked_has_no_parts() {
        assert_eq!(stated("[收集]您的个人信息，如<型号>。"), ["做收集 物型号"]);
        assert_eq!(stated("[收集]<邮箱>及设备信息，如<型号>。"), ["做收集 物邮箱+型号"]);
    }

    #[test]
    fn general_words_behind_a_whole() {
        assert_eq!(stated("[收集]<设备>等信息，如<型号>。"), ["做收集 物设备+型号 设备>型号"]);
    }

    #[test]
    fn a_colon_lists_what_is_announced() {
        assert_eq!(
            stated("[收集]以下<信息>：<型号>、<系统>。"),
            ["做收集 物信息+型号+系统 信息>型号 信息>系统"]
        );
        assert_eq!(stated("[提供]<下列信息>：<型号>。"), ["做提供 物下列信息+型号 下列信息>型号"]);
        assert_eq!(stated("[收集]<信息>：<型号>。"), ["做收集 物信息+型号"]);
    }

    #[test]
    fn a_mark_can_open_a_list() {
        assert_eq!(
            stated("[收集]<设备信息，如型号>、<系统>。"),
            ["做收集 物设备信息，如型号+系统 设备信息，如型号>系统"]
        );
        assert_eq!(
            stated("[收集]<设备信息（如型号）>、<系统>。"),
            ["做收集 物设备信息（如型号）+系统"]
        );
    }

    #[test]
    fn a_mark_can_cut_an_aside() {
        assert_eq!(
            stated("[收集]<信息>，如<设备（型号>等）、<位置>。"),
            ["做收集 物信息+设备（型号+位置 信息>设备（型号 信息>位置"]
        );
    }

    #[test]
    fn a_whole_can_be_said_again() {
        assert_eq!(
            stated("[收集]<浏览记录>，浏览记录包括<日期>。"),
            ["做收集 物浏览记录+日期 浏览记录>日期"]
        );
    }

    #[test]
    fn a_verb_ends_what_a_whole_behind_it_comprises() {
        assert_eq!(
            stated("将<型号>[收集]和[使用]<系统>等<设备信息>。"),
            ["做收集+使用 物型号+系统+设备信息 设备信息>系统"]
        );
    }

    #[test]
    fn a_purpose_in_an_aside_ends_no_list() {
        assert_eq!(
            stated("[收集]<信息>（<设备>，如<型号>、用于{识别}的<系统>）。"),
            ["做收集 物信息+设备+型号+系统 为识别 信息>设备 设备>型号 设备>系统"]
        );
    }

    #[test]
    fn an_aside_with_one_thing_is_a_name() {
        assert_eq!(stated("[收集]<设备号>（<IMEI>）。"), ["做收集 物设备号+IMEI"]);
        assert_eq!(
            stated("[收集]<账户信息>（<头像>、<昵称>）。"),
            ["做收集 物账户信息+头像+昵称 账户信息>头像 账户信息>昵称"]
        );
        assert_eq!(stated("[收集]<网络>（<无线>等）。"), ["做收集 物网络+无线 网络>无线"]);
    }
}
