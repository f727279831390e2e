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

/// Finds the parts among the data of one scope after another. Data is part of at most one whole.
#[derive(Debug, Default)]
pub(super) struct PartFinder {
    /// The level of the running text, and those of the open asides.
    levels: Short<Level, 4>,
    /// The data so far.
    entries: Short<Entry, 16>,
    /// The data of each level since its last verb, as indices into the entries. Those of the innermost
    /// aside are last.
    runs: Short<usize, 16>,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    data: AnnotationId,
    whole: Option<(AnnotationId, Rule)>,
}

/// The state of a list of data in the running text or in an aside.
#[derive(Clone, Copy, Debug, Default)]
struct Level {
    /// The whole before the aside.
    host: Option<AnnotationId>,
    /// The whole whose list the aside is in.
    outer: Option<AnnotationId>,
    /// The whole before 如 or 包括.
    whole: Option<AnnotationId>,
    /// The last data, if what follows it so far lets it be a whole.
    last: Option<AnnotationId>,
    /// The span of that data.
    last_span: Span,
    /// Where its run starts.
    run: usize,
    /// Whether the aside is a list: it contains 如 or 等, outside its data or inside.
    is_list: bool,
    /// How many data annotations it contains.
    count: usize,
    /// Whether 等 is after the last data.
    etc: bool,
    /// Whether 属于 is before the next data.
    belongs: bool,
    /// Whether 及其他 is before the next data, or so far only its conjunction.
    others: Others,
    /// Whether only punctuation, conjunctions, 等 and general words have followed the last data.
    is_after_data: bool,
    /// How many data of the run already have a whole by 及其他, including that whole.
    settled: usize,
    /// Whether a list of parts is open but has no data yet.
    is_opened: bool,
    /// Whether a clause has ended since the last data.
    is_past_clause: bool,
    /// Whether the words after the last data say it again: `<位置>这一信息`.
    restates: bool,
    /// Whether 以下 is before the next data or in the last.
    announces: bool,
    /// Whether 作为 is before the next data.
    names: bool,
}

/// How much of 及其他 is before the next data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Others {
    #[default]
    None,
    Conjunction,
    All,
}

/// How many tokens after a verb are searched for the 的 of a relative clause.
const FEW: usize = 4;

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
        let tokens = up_to_last_data(scope.tokens);
        for (at, token) in tokens.iter().enumerate() {
            self.token(text, lexicon, token, &tokens[at + 1..]);
        }
        for entry in &self.entries {
            if let Some((whole, rule)) = entry.whole {
                found.push(Part { part: entry.data, whole, rule });
            }
        }
    }

    fn token(&mut self, text: &str, lexicon: &Lexicon, token: &Token, after: &[Token]) {
        let in_aside = self.levels.len() > 1;
        let Some(level) = self.levels.last_mut() else { return };
        match token.kind {
            TokenKind::Open { .. } => {
                let (host, outer) = (level.last, level.whole);
                self.levels.push(Level { host, outer, run: self.runs.len(), ..Level::default() });
            }
            TokenKind::Close => self.close(),
            TokenKind::Mark(mark) => match mark.kind {
                AnnotationKind::Data => {
                    self.data(mark.id);
                    // What the last data says concerns no other.
                    if after.is_empty() {
                        return;
                    }
                    if let Some(level) = self.levels.last_mut() {
                        let source = text.get(token.span.range()).unwrap_or_default();
                        level.take(mark.id, token.span, Inside::of(lexicon.cues(), source));
                    }
                }
                AnnotationKind::Purpose if in_aside => {}
                AnnotationKind::Action if level.can_continue() && is_relative(after) => {}
                AnnotationKind::Action => {
                    level.end(mark.kind);
                    level.settled = 0;
                    self.runs.truncate(level.run);
                }
                kind => level.end(kind),
            },
            TokenKind::Cue(cues) if acts_as_words(cues) => {
                level.words(text, lexicon, token.span);
            }
            TokenKind::Cue(cues) => level.cue(cues),
            TokenKind::Words => level.words(text, lexicon, token.span),
        }
    }

    /// S20 to S23: finds the whole of which data is part.
    fn data(&mut self, id: AnnotationId) {
        let Some(level) = self.levels.last() else { return };
        let run = &self.runs[level.run..];
        let in_list = level.whole.map(|whole| (whole, Rule::PartInList));
        let in_aside = level.host.map(|host| (host, Rule::PartInAside));
        // `<信息>，如录像（<时刻>）`
        let outer = || level.outer.map(|whole| (whole, Rule::PartInList));
        let whole = in_list.or(in_aside).or_else(outer);
        // `<设备信息，如型号>属于<个人资料>`: the list is the part.
        let is_listed = |whole| run.iter().any(|&at| self.entries[at].data == whole);
        let whole = whole.filter(|&(whole, _)| !level.belongs || !is_listed(whole));
        self.claim_run(id, whole.map(|(id, _)| id));
        self.runs.push(self.entries.len());
        self.entries.push(Entry { data: id, whole });
    }

    /// S22, S23: makes the data of the run parts of the data after 等, 属于 or 及其他, except those that
    /// have another whole than it.
    fn claim_run(&mut self, id: AnnotationId, whole: Option<AnnotationId>) {
        let Some(level) = self.levels.last_mut() else { return };
        let run = self.runs.get(level.run..).unwrap_or_default();
        let (rule, first) = match level.others {
            _ if level.etc => (Rule::PartBeforeWhole, 0),
            _ if level.belongs => (Rule::PartOf, 0),
            Others::All => (Rule::PartBeforeWhole, level.settled),
            _ => return,
        };
        let others = !level.etc && !level.belongs;
        for (number, &at) in run.iter().enumerate().skip(first) {
            let Some(entry) = self.entries.get_mut(at) else { continue };
            // `<邮箱>及其他<联系方式>等<资料>`: both are parts.
            let is_settled = number < level.settled && entry.whole.is_some();
            if is_settled || entry.whole.map(|(id, _)| id) == whole {
                entry.whole = Some((id, rule));
            }
        }
        level.settled = if others { run.len() + 1 } else { 0 };
        if !others {
            self.runs.truncate(level.run);
        }
    }

    /// S20: an aside with a single data and no sign of a list is another name: `（<IMEI>）`. After
    /// unmarked words it names what they say: `录像的信息（<附加数据>）`.
    fn close(&mut self) {
        if self.levels.len() < 2 {
            return;
        }
        let Some(level) = self.levels.pop() else { return };
        let name = self.runs.get(level.run).filter(|_| level.count == 1 && !level.is_list);
        if let Some(entry) = name.and_then(|&at| self.entries.get_mut(at)) {
            match (level.host, self.levels.last_mut()) {
                (None, Some(around)) => around.name(entry.data, level.last_span),
                _ => entry.whole = None,
            }
        }
        self.runs.truncate(level.run);
    }
}

impl Level {
    /// Makes data the last one. `inside` is what its own words say.
    fn take(&mut self, id: AnnotationId, span: Span, Inside { cues: inside, closes }: Inside) {
        self.count += 1;
        self.is_opened = false;
        self.is_past_clause = false;
        self.is_after_data = true;
        self.restates = false;
        self.others = Others::None;
        self.announces |= inside.has(Cue::Forward);
        self.is_list |= inside.has_any(&[Cue::Conjunction, Cue::Clause, Cue::Part]);
        if inside.has(Cue::Part) {
            // `<设备信息，如型号>、<系统>`: the list opens inside the annotation.
            self.whole = Some(id);
        } else if closes {
            // `（包括<型号、系统），电话>`
            self.whole = None;
        }
        if !std::mem::take(&mut self.names) {
            self.last = Some(id);
            self.last_span = span;
        }
        self.etc = false;
        self.belongs = false;
    }

    /// Data in an aside names the words before the aside.
    fn name(&mut self, id: AnnotationId, span: Span) {
        if self.last.is_none() {
            self.last = Some(id);
            self.last_span = span;
            self.restates = false;
        }
    }

    /// Whether a relative clause can continue the list: `如您[填写]的<昵称>、[上传]的<头像>`.
    const fn can_continue(&self) -> bool {
        self.is_opened || !self.is_past_clause
    }

    /// Ends the list at an annotation of another kind. After a verb without an object, the last data
    /// can still be a whole: `<记录>，并[保存]，包括<日期>`.
    fn end(&mut self, kind: AnnotationKind) {
        self.whole = None;
        self.is_opened = false;
        self.etc = false;
        self.belongs = false;
        self.others = Others::None;
        self.announces = false;
        if kind != AnnotationKind::Action {
            self.last = None;
        }
    }

    /// S21: reads a cue that can open, continue or end a list of parts.
    fn cue(&mut self, cues: CueSet) {
        self.others = match self.others {
            _ if cues.has(Cue::Other) && self.others != Others::None => Others::All,
            _ if cues.has(Cue::Conjunction) && self.is_after_data => Others::Conjunction,
            Others::All if !cues.has_any(&[Cue::Clause, Cue::Break]) => Others::All,
            _ => Others::None,
        };
        self.is_after_data &= cues.has_any(&[Cue::Clause, Cue::Conjunction, Cue::Etc]);
        if cues.has_any(&[Cue::Clause, Cue::Break]) {
            self.is_past_clause = true;
            self.restates = false;
        }
        if cues.has(Cue::Part) {
            let opened = self.whole.filter(|_| self.is_opened);
            self.whole = self.last.or(self.host).or(opened);
            self.is_opened = self.whole.is_some();
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

    /// Reads words. Those after a whole can repeat it: `<浏览记录>，浏览记录包括<日期>`.
    fn words(&mut self, text: &str, lexicon: &Lexicon, span: Span) {
        const BRACKETS: [Delimiter; 2] = [Delimiter::Fullwidth, Delimiter::Paren];
        let words = blank::trim(text.get(span.range()).unwrap_or_default());
        let rest = words.trim_start_matches(BRACKETS.map(Delimiter::open));
        if self.others == Others::Conjunction {
            self.others = Others::None;
        }
        if words.starts_with(BRACKETS.map(Delimiter::close)) {
            // The last data has cut an aside, which contained 等.
            self.etc = false;
        } else if self.last.is_some() && !rest.is_empty() {
            let general = lexicon.general().prefix(rest);
            let is_general = general.is_some_and(|hit| hit.end == rest.len());
            self.is_after_data &= is_general;
            self.restates |= general.is_some_and(|hit| hit.class.has(Cue::Again));
            let says_nothing = is_general
                || self.restates
                || self.repeats(text, rest)
                || matches!(rest, "“" | "”");
            self.last = self.last.filter(|_| says_nothing);
        }
    }

    /// Whether `words` are those of the last data.
    fn repeats(&self, text: &str, words: &str) -> bool {
        let (open, close) = (self.last_span.start() as usize, self.last_span.end() as usize);
        text.get(open + 1..close.saturating_sub(1)) == Some(words)
    }
}

/// The tokens without those after the last data, unless that is in an aside, whose end counts.
fn up_to_last_data(tokens: &[Token]) -> &[Token] {
    let is_data = |token: &Token| token.mark().is_some_and(|m| m.kind == AnnotationKind::Data);
    match tokens.iter().rposition(is_data) {
        Some(last) if tokens[last].depth == 0 => &tokens[..=last],
        _ => tokens,
    }
}

/// Whether a cue has no meaning for wholes and parts, and separates them as words do.
fn acts_as_words(cues: CueSet) -> bool {
    cues.has_any(&[Cue::WhenEnds, Cue::Ask]) && !cues.has(Cue::Clause)
}

/// Whether 的 follows a verb and those coordinated with it: the `[上传]` of `[上传]、[填写]的<昵称>`.
fn is_relative(after: &[Token]) -> bool {
    let is_verb = |token: &Token| token.mark().is_some_and(|m| m.kind == AnnotationKind::Action);
    let mut rest = after.iter().take(FEW);
    let next = rest.find(|token| !is_verb(token) && !token.is(Cue::Conjunction));
    next.is_some_and(|token| token.is(Cue::Of))
}

/// What the words of data say.
#[derive(Clone, Copy, Debug)]
struct Inside {
    /// The cues outside its parentheses: 如 in `<设备信息，如型号>`.
    cues: CueSet,
    /// Whether a parenthesis that opens before the data closes in it.
    closes: bool,
}

impl Inside {
    fn of(table: &WordTable<CueSet>, source: &str) -> Self {
        let (mut at, mut depth) = (0, Depth::default());
        let mut cues = CueSet::default();
        for hit in table.find_iter(source) {
            depth.pass(&source[at..hit.start]);
            at = hit.start;
            if depth.now <= 0 {
                cues = cues | hit.class;
            }
        }
        depth.pass(&source[at..]);
        Self { cues, closes: depth.least < 0 }
    }
}

/// How many parentheses are open: now, and the minimum so far.
#[derive(Clone, Copy, Debug, Default)]
struct Depth {
    now: i32,
    least: i32,
}

impl Depth {
    fn pass(&mut self, text: &str) {
        for c in text.chars() {
            if c == Delimiter::Fullwidth.open() {
                self.now += 1;
            } else if c == Delimiter::Fullwidth.close() {
                self.now -= 1;
                self.least = self.least.min(self.now);
            }
        }
    }
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
    fn an_unmarked_whole_has_no_parts() {
        assert_eq!(stated("[收集]您的个人信息，如<型号>。"), ["做收集 物型号"]);
        assert_eq!(stated("[收集]<邮箱>及设备信息，如<型号>。"), ["做收集 物邮箱+型号"]);
    }

    #[test]
    fn general_words_after_a_whole() {
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
    fn an_annotation_can_open_a_list() {
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
    fn an_annotation_can_cut_an_aside() {
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
    fn a_whole_after_a_verb_comprises_nothing_before_it() {
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
    fn an_aside_with_one_data_is_a_name() {
        assert_eq!(stated("[收集]<设备号>（<IMEI>）。"), ["做收集 物设备号+IMEI"]);
        assert_eq!(
            stated("[收集]<账户信息>（<头像>、<昵称>）。"),
            ["做收集 物账户信息+头像+昵称 账户信息>头像 账户信息>昵称"]
        );
        assert_eq!(stated("[收集]<网络>（<无线>等）。"), ["做收集 物网络+无线 网络>无线"]);
    }

    /// The pairs of whole and part of the first statement.
    fn pairs(text: &str) -> Vec<String> {
        let document = crate::parse(text).unwrap();
        let pairs = document.statements().next().unwrap().inclusions();
        pairs.map(|pair| format!("{}>{}", pair.whole.text(), pair.part.text())).collect()
    }

    #[test]
    fn other_data_is_the_whole_of_the_data_before_it() {
        for joint in
            ["及其他", "以及其他相关", "和其他您填写的", "，以及其它", "、其他", "等信息及其他"]
        {
            assert_eq!(
                pairs(&format!("[收集]<血压>、<心率>{joint}<体征>。")),
                ["体征>血压", "体征>心率"],
                "{joint}"
            );
        }
        assert_eq!(pairs("[收集]<邮箱>及其他<联系方式>等<资料>。"), ["资料>邮箱", "资料>联系方式"]);
        assert_eq!(pairs("[收集]<邮箱>及其他<联系方式>、<血压>及其他<体征>。").len(), 2);
        assert!(pairs("[收集]<邮箱>，您或其他人[上传]的<照片>。").is_empty());
        assert!(pairs("[收集]<邮箱>，用于其他目的的<照片>。").is_empty());
    }

    #[test]
    fn words_that_repeat_a_whole_keep_it() {
        for words in ["这一类目", "这一敏感权限", "此类信息", "这类您关心的数据", "这种记录"]
        {
            assert_eq!(
                pairs(&format!("[收集]<运动>{words}，如<步数>、<心率>。")),
                ["运动>步数", "运动>心率"],
                "{words}"
            );
        }
        assert!(pairs("[收集]<运动>的设备，如<手环>。").is_empty());
    }

    #[test]
    fn words_between_the_cue_and_the_parts() {
        for words in
            ["，例如您日记里包含的", "，譬如", "，其中包括您的", "，比如：您写下的", "，具体为"]
        {
            assert_eq!(pairs(&format!("[收集]<日记>{words}<时间>。")), ["日记>时间"], "{words}");
        }
    }

    #[test]
    fn parts_in_a_relative_clause() {
        assert_eq!(
            pairs("(星海)会[收集]<账号>，如您[填写]的<昵称>、[上传]的<头像>。"),
            ["账号>昵称", "账号>头像"]
        );
        assert!(pairs("(星海)会[收集]<账号>，并[保存]<昵称>。").is_empty());
        assert_eq!(pairs("(星海)会[收集]<账号>，如<昵称>，以及您[上传]的<照片>。"), ["账号>昵称"]);
    }

    #[test]
    fn data_in_an_aside_names_the_words_before_it() {
        assert_eq!(
            pairs("[收集]录像的信息（<附加数据>），例如录制的<时刻>等。"),
            ["附加数据>时刻"]
        );
        assert_eq!(pairs("[收集]<设备>，如识别码（<IMEI>）、<系统>。"), ["设备>IMEI", "设备>系统"]);
        assert!(pairs("[收集]凭证号（<凭证号>）与<血压>。").is_empty());
    }

    #[test]
    fn an_annotation_can_close_an_aside() {
        assert_eq!(
            pairs("[收集]<设备>（包括<型号、系统），电话>、<邮箱>。"),
            ["设备>型号、系统），电话"]
        );
        assert_eq!(
            pairs("[收集]<设备>*（例如<型号（OS））、昵称>等。"),
            ["设备>型号（OS））、昵称"]
        );
    }
}
