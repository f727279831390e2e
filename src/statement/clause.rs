//! The clauses of a scope, and their kinds.

use super::token::{Mark, Token, TokenKind};
use crate::annotation::Role;
use crate::lexicon::{Cue, CueSet};
use crate::text::{AnnotationKind, Short, Span, han, named_enum};

named_enum! {
    /// The kind of a clause.
    #[non_exhaustive]
    ClauseKind, "kind of clause" {
        /// A main clause: `(我们)会[收集]<邮箱>`.
        Main = "main",
        /// An attribute of a noun: `(您)[上传]的<照片>`.
        Relative = "relative",
        /// A clause that says when or in which case: `在您[上传]<照片>时`.
        Occasion = "occasion",
        /// A clause that only supposes something: `若您不[上传]<照片>`.
        Supposition = "supposition",
        /// A question, or the topic of what follows: `(我们)如何[收集]<照片>`.
        Question = "question",
    }
}

impl ClauseKind {
    /// Whether the text asserts what such a clause says. It asserts what a relative clause says.
    #[must_use]
    pub const fn is_asserted(self) -> bool {
        matches!(self, Self::Main | Self::Relative)
    }
}

/// A clause of a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clause {
    pub(super) kind: ClauseKind,
    /// The number of the clause that holds it.
    pub(super) parent: Option<u32>,
    /// Its first token, as an index into the scope.
    pub(super) start: u32,
    /// The token after its last one.
    pub(super) end: u32,
}

impl Clause {
    const fn holds(&self, token: u32) -> bool {
        self.start <= token && token < self.end
    }
}

/// The clauses of one scope after another: those that punctuation ends, which leave no token out, and
/// those inside them. They are sorted by their ends, so that each is before the one that holds it.
#[derive(Debug, Default)]
pub(super) struct Clauses {
    list: Short<Clause>,
    /// The clauses that no other clause holds so far.
    roots: Short<u32>,
    /// The tokens that may open an occasion in the clause that is being read.
    openers: Short<u32>,
}

impl Clauses {
    /// Finds the clauses of a scope of this text.
    pub(super) fn read(&mut self, text: &str, tokens: &[Token]) {
        self.clear();
        let mut reader = Reader { text, clauses: self, outer: Outer::at(0), has_verb: false };
        for (at, token) in (0..).zip(tokens) {
            if token.depth == 0 {
                reader.token(at, token, &tokens[..at as usize], tokens.get(at as usize + 1));
            }
        }
        reader.end(tokens.len() as u32, true);
    }

    pub(super) fn clear(&mut self) {
        self.list.clear();
        self.roots.clear();
        self.openers.clear();
    }

    pub(super) fn as_slice(&self) -> &[Clause] {
        &self.list
    }

    pub(super) fn get(&self, number: u32) -> Option<&Clause> {
        self.list.get(number as usize)
    }

    /// The innermost clause that holds a token, and its number.
    pub(super) fn around(&self, token: u32) -> Option<(u32, &Clause)> {
        // The first clause to end after the token holds it, or is inside the clause that does.
        let mut number = self.list.partition_point(|clause| clause.end <= token) as u32;
        let mut clause = self.get(number)?;
        while !clause.holds(token) {
            number = clause.parent?;
            clause = self.get(number)?;
        }
        Some((number, clause))
    }

    /// The occasion that holds a token directly or in an attribute.
    pub(super) fn occasion(&self, token: u32) -> Option<&Clause> {
        let (_, clause) = self.around(token)?;
        let clause = match clause.kind {
            ClauseKind::Relative => self.get(clause.parent?)?,
            _ => clause,
        };
        (clause.kind == ClauseKind::Occasion).then_some(clause)
    }

    /// The number of the outermost clause that holds a token.
    pub(super) fn root(&self, token: u32) -> Option<u32> {
        let ends = |&root: &u32| self.get(root).is_some_and(|clause| clause.end <= token);
        self.roots.get(self.roots.partition_point(ends)).copied()
    }
}

/// A clause with its span in the text, and with its depth: how many clauses hold it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ClauseSpan {
    /// The number of the clause in its scope.
    pub(super) number: u32,
    pub(crate) kind: ClauseKind,
    pub(crate) depth: u32,
    pub(crate) span: Span,
}

impl Clauses {
    /// The clauses of a scope with these tokens, each before those that it holds.
    pub(super) fn in_order(&self, tokens: &[Token]) -> Vec<ClauseSpan> {
        let mut depths = vec![0; self.list.len()];
        for (at, clause) in self.list.iter().enumerate().rev() {
            depths[at] = clause.parent.map_or(0, |parent| depths[parent as usize] + 1);
        }
        let mut clauses: Vec<_> = (0..).zip(&self.list).zip(depths).collect();
        clauses.sort_by_key(|&((_, clause), depth)| (clause.start, depth));
        let spans = clauses.into_iter().filter_map(|((number, clause), depth)| {
            let first = tokens.get(clause.start as usize)?;
            let last = tokens.get(clause.end as usize - 1)?;
            let span = first.span.join(last.span);
            Some(ClauseSpan { number, kind: clause.kind, depth, span })
        });
        spans.collect()
    }
}

struct Reader<'a> {
    text: &'a str,
    clauses: &'a mut Clauses,
    outer: Outer,
    /// Whether a clause before the one that is being read has a verb.
    has_verb: bool,
}

/// Under which condition a `suppose` cue makes its clause a supposition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Supposed {
    /// Always: `若您不[提供]<邮箱>`.
    Always,
    /// Unless it is followed by a list of data: `如<昵称>、`.
    UnlessListed,
    /// If another clause follows: `当(您)[提供]<邮箱>，`.
    IfAnotherFollows,
    /// Never, but it can open an occasion: `仅当您[提供]<邮箱>时`, `正当`.
    Never,
}

/// The clause that is being read: the text up to the next punctuation that ends a clause.
#[derive(Clone, Copy, Debug)]
struct Outer {
    start: u32,
    kind: ClauseKind,
    /// Its `suppose` cue.
    supposed: Option<u32>,
    what: Supposed,
    has_verb: bool,
}

impl Outer {
    const fn at(start: u32) -> Self {
        let kind = ClauseKind::Main;
        Self { start, kind, supposed: None, what: Supposed::Always, has_verb: false }
    }

    /// Its kind. `is_last` says whether it is the last clause of its scope.
    fn kind(&self, is_last: bool) -> ClauseKind {
        let is_supposed = match self.what {
            Supposed::Always | Supposed::UnlessListed => true,
            Supposed::IfAnotherFollows => !is_last,
            Supposed::Never => false,
        };
        match self.supposed {
            Some(_) if is_supposed => ClauseKind::Supposition,
            _ => self.kind,
        }
    }
}

impl Reader<'_> {
    fn token(&mut self, at: u32, token: &Token, before: &[Token], next: Option<&Token>) {
        match token.kind {
            TokenKind::Cue(cues) => self.cue(at, cues, before, next),
            TokenKind::Mark(mark) => self.mark(at, mark, before, next),
            _ => {}
        }
    }

    fn mark(&mut self, at: u32, mark: Mark, before: &[Token], next: Option<&Token>) {
        match mark.kind {
            AnnotationKind::Action => {
                self.outer.has_verb = true;
                if next.is_some_and(|next| next.is(Cue::Of)) {
                    let start = start_of_relative(before, self.outer.start as usize);
                    self.push(ClauseKind::Relative, start as u32, at + 2);
                }
            }
            AnnotationKind::Purpose if mark.role == Some(Role::Condition) => {
                self.end_supposition(at + 1, next);
            }
            // `我们如何使用信息 (我们)会[收集]`: another subject opens another clause.
            AnnotationKind::Actor if !before.last().is_some_and(is_preposition) => {
                self.outer.kind = ClauseKind::Main;
                self.no_parts();
            }
            AnnotationKind::Data if next.is_none_or(is_in_list) => {
                self.outer.supposed =
                    self.outer.supposed.filter(|_| self.outer.what != Supposed::UnlessListed);
            }
            AnnotationKind::Data => self.no_parts(),
            _ => {}
        }
    }

    fn cue(&mut self, at: u32, cues: CueSet, before: &[Token], next: Option<&Token>) {
        if cues.has(Cue::Suppose) && !self.outer.has_verb && self.outer.supposed.is_none() {
            self.outer.supposed = Some(at);
            self.outer.what = self.what_is_supposed(cues, before.last());
        }
        if cues.has(Cue::Ask) && (!self.outer.has_verb || cues.has(Cue::Clause)) {
            self.outer.kind = ClauseKind::Question;
        }
        if cues.has(Cue::When) && !cues.has(Cue::Suppose) {
            self.clauses.openers.push(at);
        }
        if cues.has(Cue::WhenEnds) {
            self.end_occasion(at);
        }
        if cues.has_any(&[Cue::Clause, Cue::Break]) {
            self.end(at + 1, next.is_none());
        }
    }

    fn what_is_supposed(&self, cues: CueSet, before: Option<&Token>) -> Supposed {
        let is_in_word = || {
            let before = before.filter(|before| before.kind == TokenKind::Words);
            let before = before.and_then(|before| self.text.get(before.span.range()));
            before.is_some_and(|before| before.ends_with(han::is_letter))
        };
        match () {
            () if cues.has(Cue::When) && is_in_word() => Supposed::Never,
            () if cues.has(Cue::When) => Supposed::IfAnotherFollows,
            () if cues.has(Cue::Part) && self.has_verb => Supposed::UnlessListed,
            () => Supposed::Always,
        }
    }

    /// The `suppose` cue is not followed by a list of parts.
    fn no_parts(&mut self) {
        if self.outer.what == Supposed::UnlessListed {
            self.outer.what = Supposed::Always;
        }
    }

    /// `如{您同意}(我们)会[公开]`: the marked condition is supposed, and the verb after it is not.
    fn end_supposition(&mut self, end: u32, next: Option<&Token>) {
        let is_over = next.is_some_and(|next| !next.is(Cue::WhenEnds) && !next.is(Cue::Clause));
        if let Some(start) = self.outer.supposed.take_if(|_| is_over) {
            self.push(ClauseKind::Supposition, start, end);
        }
    }

    /// `在…时`; also `当…时`, and `如在…时`, which leaves nothing supposed.
    fn end_occasion(&mut self, at: u32) {
        let Some(start) = self.clauses.openers.pop().or(self.outer.supposed) else { return };
        self.outer.supposed = self.outer.supposed.filter(|&supposed| supposed + 1 < start);
        self.push(ClauseKind::Occasion, start, at + 1);
    }

    fn push(&mut self, kind: ClauseKind, start: u32, end: u32) {
        let Clauses { list, roots, .. } = &mut *self.clauses;
        let number = list.len() as u32;
        while let Some(root) = roots.last().and_then(|&root| list.get_mut(root as usize))
            && root.start >= start
        {
            root.parent = Some(number);
            roots.pop();
        }
        roots.push(number);
        list.push(Clause { kind, parent: None, start, end });
    }

    /// Ends the clause before the token `at`.
    fn end(&mut self, at: u32, is_last: bool) {
        if at > self.outer.start {
            self.push(self.outer.kind(is_last), self.outer.start, at);
        }
        self.has_verb |= self.outer.has_verb;
        self.clauses.openers.clear();
        self.outer = Outer::at(at);
    }
}

/// Whether a token after data can continue or end a list.
fn is_in_list(token: &Token) -> bool {
    const LIST: [Cue; 4] = [Cue::Conjunction, Cue::Etc, Cue::Clause, Cue::Break];
    matches!(token.kind, TokenKind::Cue(cues) if cues.has_any(&LIST))
}

/// Whether an actor after a token is not a subject: `如何与(第三方)[共享]`.
fn is_preposition(token: &Token) -> bool {
    const PREPOSITIONS: [Cue; 4] = [Cue::Toward, Cue::From, Cue::By, Cue::Object];
    matches!(token.kind, TokenKind::Cue(cues) if cues.has_any(&PREPOSITIONS))
}

/// Where the relative clause starts whose verb is right after `before`: at its subject or its adverbs.
fn start_of_relative(before: &[Token], from: usize) -> usize {
    const ADVERBS: [Cue; 4] = [Cue::Not, Cue::Deny, Cue::Word, Cue::By];
    let mut start = before.len();
    for token in before[from..].iter().rev() {
        let is_subject = match token.kind {
            TokenKind::Words => false,
            TokenKind::Cue(cues) if cues.has(Cue::Pronoun) => true,
            TokenKind::Cue(cues) if cues.has_any(&ADVERBS) => false,
            TokenKind::Mark(mark) if mark.kind == AnnotationKind::Actor => true,
            _ => break,
        };
        start -= 1;
        if is_subject {
            break;
        }
    }
    start
}

#[cfg(test)]
mod tests {
    use crate::parse;

    /// Whether each statement of a text is asserted.
    fn asserted(text: &str) -> Vec<bool> {
        parse(text).unwrap().statements().map(|statement| statement.is_asserted()).collect()
    }

    #[test]
    fn what_is_supposed_is_not_asserted() {
        for text in [
            "若您不[提供]<邮箱>，(星海)无法送货。",
            "如果您[提供]<邮箱>，(星海)会送货。",
            "如需对外[转交]<邮箱>，(星海)会告知您。",
            "一旦(星海)[转交]<邮箱>，您会知道。",
            "除非(星海)[转交]<邮箱>，您不会知道。",
            "当(您)[提供]<邮箱>时，我们会知道。",
            "在您[提供]<邮箱>的情况下，我们会知道。",
            "对于未经同意而[收集]<邮箱>的情况，我们会删除。",
            "(星海)如何[收集]<邮箱>",
            "是否[收集]<邮箱>",
            "(星海)会[收集]<邮箱>吗？",
            "(星海)如何与(云杉)[共享]<邮箱>",
        ] {
            assert_eq!(asserted(text), [false], "{text}");
        }
    }

    #[test]
    fn the_rest_is_asserted() {
        for text in [
            "(星海)会[收集]<邮箱>。",
            "当{您注册}时，(星海)会[收集]<邮箱>。",
            "如{您同意}(星海)会[收集]<邮箱>。",
            "如您同意，(星海)会[收集]<邮箱>。",
            "在您注册时(星海)会[收集]<邮箱>。",
            "如在您注册时会[收集]<邮箱>。",
            "若您同意则(星海)会[收集]<邮箱>。",
            "(星海)会[收集]您在注册时填写的<邮箱>。",
            "(星海)会在您的设备中[保存]<邮箱>。",
            "若(您)[填写]的<邮箱>有误，会退回。",
            "我们如何使用信息 (星海)会[收集]<邮箱>。",
            "请求(您)[授权]<位置>。",
            "(星海)[收集]<邮箱>无需征得您的同意。",
            "(星海)会[收集]<设备>，如<型号>。",
        ] {
            assert_eq!(asserted(text), [true], "{text}");
        }
    }

    #[test]
    fn characters_of_other_words_suppose_nothing() {
        for text in [
            "您知悉当归健康的(药师)将[查看]<处方>。",
            "当归健康的(药师)将[查看]<处方>。",
            "您同意当当山庄的(前台)会[登记]<车牌>，以便您入住。",
            "当当山庄的(前台)会[登记]<车牌>，以便您入住。",
            "依据正当的理由(星海)会[登记]<车牌>，以便您入住。",
            "当然(星海)会[登记]<车牌>，以便您入住。",
            "(星海)当晚会[登记]<车牌>，以便您入住。",
            "如上所述(星海)会[登记]<车牌>，以便您入住。",
            "一如既往(星海)会[登记]<车牌>，以便您入住。",
        ] {
            assert_eq!(asserted(text), [true], "{text}");
        }
        for text in [
            "当(您)[登记]<车牌>，(星海)会告知您。",
            "仅当(您)[登记]<车牌>时，(星海)会告知您。",
            "1.2 当您[登记]<车牌>，(星海)会告知您。",
        ] {
            assert_eq!(asserted(text), [false], "{text}");
        }
    }

    #[test]
    fn parts_are_not_supposed() {
        for text in [
            "(青岚)会[收集]资料，如您的<昵称>、同时[使用]<头像>。",
            "(青岚)会[收集]资料，如<昵称>和经常[使用]的<头像>。",
            "(青岚)会[收集]资料，如<昵称>等，在首页[展示]。",
        ] {
            assert_eq!(asserted(text)[1..], [true], "{text}");
        }
        for text in [
            "(青岚)会[收集]<昵称>，如您的<昵称>被[展示]，您会知道。",
            "(青岚)会[收集]<昵称>，如(云杉)将<昵称>、<头像>[展示]，您会知道。",
            "如<昵称>、<头像>被[展示]，您会知道。",
        ] {
            assert_eq!(asserted(text).last(), Some(&false), "{text}");
        }
    }

    #[test]
    fn a_clause_in_another_has_its_own_verbs() {
        let text = "(星海)会在医生要求或(您)自行[上传]的情形下[读取]<化验单>。";
        assert_eq!(asserted(text), [false, true]);
        let text = "若您[使用](云杉)[提供]的<地图>，(星海)会[收集]<位置>。";
        assert_eq!(asserted(text), [false, true, true]);
    }

    /// Takes too long unless each clause is found without a look at all others.
    #[test]
    fn many_clauses_in_one() {
        let text = format!("{}。", "在[收集]的时在".repeat(2_000));
        assert_eq!(asserted(&text).len(), 2_000);
    }
}
