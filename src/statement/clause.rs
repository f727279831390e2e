//! Clauses: what a scope is made of, and what each of them does in the sentence.

use super::token::{Mark, Token, TokenKind};
use crate::annotation::Role;
use crate::lexicon::{Cue, CueSet};
use crate::text::{AnnotationKind, Short, Span, named_enum};

named_enum! {
    /// What a clause does in its sentence.
    #[non_exhaustive]
    ClauseKind, "kind of clause" {
        /// It is told: `(我们)会[收集]<邮箱>`.
        Main = "main",
        /// It is the attribute of a noun: `(您)[上传]的<照片>`.
        Relative = "relative",
        /// It says when, or in which case: `在您[上传]<照片>时`.
        Occasion = "occasion",
        /// It is supposed: `若您不[上传]<照片>`.
        Supposition = "supposition",
        /// It is asked, or names what is told below: `(我们)如何[收集]<照片>`.
        Question = "question",
    }
}

impl ClauseKind {
    /// Whether the text says that what such a clause names is so. What an attribute tells is.
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
    /// Its first token, as a place in the scope.
    pub(super) start: u32,
    /// The token behind its last one.
    pub(super) end: u32,
}

impl Clause {
    const fn holds(&self, token: u32) -> bool {
        self.start <= token && token < self.end
    }
}

/// The clauses of one scope after the other: those between marks of punctuation, which leave no
/// token out, and those inside them. They are sorted by their ends, so that each is before the one
/// that holds it.
#[derive(Debug, Default)]
pub(super) struct Clauses {
    list: Short<Clause>,
    /// Those of the list that no other holds so far.
    roots: Short<u32>,
    /// The places of the words that may open a clause inside the one that is read.
    openers: Short<u32>,
}

impl Clauses {
    /// Finds the clauses of a scope.
    pub(super) fn read(&mut self, tokens: &[Token]) {
        self.list.clear();
        self.roots.clear();
        self.openers.clear();
        let mut reader = Reader { clauses: self, outer: Outer::at(0) };
        for (at, token) in (0..).zip(tokens) {
            if token.depth == 0 {
                reader.token(at, token, &tokens[..at as usize], tokens.get(at as usize + 1));
            }
        }
        reader.end(tokens.len() as u32);
    }

    pub(super) fn as_slice(&self) -> &[Clause] {
        &self.list
    }

    pub(super) fn get(&self, number: u32) -> Option<&Clause> {
        self.list.get(number as usize)
    }

    /// The innermost clause that holds a token, and its number.
    pub(super) fn around(&self, token: u32) -> Option<(u32, &Clause)> {
        // The first to end behind the token holds it, or is held by the clause that does.
        let mut number = self.list.partition_point(|clause| clause.end <= token) as u32;
        let mut clause = self.get(number)?;
        while !clause.holds(token) {
            number = clause.parent?;
            clause = self.get(number)?;
        }
        Some((number, clause))
    }

    /// The number of the clause that holds a token and that no other holds.
    pub(super) fn root(&self, token: u32) -> Option<u32> {
        let ends = |&root: &u32| self.get(root).is_some_and(|clause| clause.end <= token);
        self.roots.get(self.roots.partition_point(ends)).copied()
    }
}

/// A clause, its place in the text, and how many others hold it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ClauseSpan {
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
        let mut clauses: Vec<_> = self.list.iter().zip(depths).collect();
        clauses.sort_by_key(|&(clause, depth)| (clause.start, depth));
        let spans = clauses.into_iter().filter_map(|(&Clause { kind, start, end, .. }, depth)| {
            let (first, last) = (tokens.get(start as usize)?, tokens.get(end as usize - 1)?);
            Some(ClauseSpan { kind, depth, span: first.span.join(last.span) })
        });
        spans.collect()
    }
}

struct Reader<'a> {
    clauses: &'a mut Clauses,
    outer: Outer,
}

/// The clause between marks of punctuation that is being read.
#[derive(Clone, Copy, Debug)]
struct Outer {
    start: u32,
    kind: ClauseKind,
    /// Where the word is that supposes it.
    supposed: Option<u32>,
    has_verb: bool,
}

impl Outer {
    const fn at(start: u32) -> Self {
        Self { start, kind: ClauseKind::Main, supposed: None, has_verb: false }
    }
}

impl Reader<'_> {
    fn token(&mut self, at: u32, token: &Token, before: &[Token], next: Option<&Token>) {
        match token.kind {
            TokenKind::Cue(cues) => self.cue(at, cues),
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
            // `我们如何使用信息 (我们)会[收集]`: a subject of its own opens another clause.
            AnnotationKind::Actor if !before.last().is_some_and(is_preposition) => {
                self.outer.kind = ClauseKind::Main;
            }
            _ => {}
        }
    }

    fn cue(&mut self, at: u32, cues: CueSet) {
        if cues.has(Cue::Suppose) && !self.outer.has_verb {
            self.outer.supposed = self.outer.supposed.or(Some(at));
        }
        if cues.has(Cue::Ask) && (!self.outer.has_verb || cues.has(Cue::Clause)) {
            self.outer.kind = ClauseKind::Question;
        }
        if cues.has(Cue::When) {
            self.clauses.openers.push(at);
        }
        if cues.has(Cue::WhenEnds) {
            self.end_occasion(at);
        }
        if cues.has_any(&[Cue::Clause, Cue::Break]) {
            self.end(at + 1);
        }
    }

    /// `如{您同意}(我们)会[公开]`: what is supposed is marked, and not the verb behind it.
    fn end_supposition(&mut self, end: u32, next: Option<&Token>) {
        let is_over = next.is_some_and(|next| !next.is(Cue::WhenEnds) && !next.is(Cue::Clause));
        if let Some(start) = self.outer.supposed.take_if(|_| is_over) {
            self.push(ClauseKind::Supposition, start, end);
        }
    }

    /// `在…时`; also `当…时`, and `如在…时`, behind which nothing is supposed.
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

    /// The clause between marks of punctuation ends.
    fn end(&mut self, at: u32) {
        if at > self.outer.start {
            let kind = match self.outer.supposed {
                Some(_) => ClauseKind::Supposition,
                None => self.outer.kind,
            };
            self.push(kind, self.outer.start, at);
        }
        self.clauses.openers.clear();
        self.outer = Outer::at(at);
    }
}

/// Whether what is behind a token is no subject: `如何与(第三方)[共享]`.
fn is_preposition(token: &Token) -> bool {
    const PREPOSITIONS: [Cue; 4] = [Cue::Toward, Cue::From, Cue::By, Cue::Object];
    matches!(token.kind, TokenKind::Cue(cues) if cues.has_any(&PREPOSITIONS))
}

/// Where a relative clause starts, whose verb is behind `before`: at its subject, or at its adverbs.
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
    fn a_clause_in_another_has_its_own_verbs() {
        let text = "(星海)会在医生要求或(您)自行[上传]的情形下[读取]<化验单>。";
        assert_eq!(asserted(text), [false, true]);
        let text = "若您[使用](云杉)[提供]的<地图>，(星海)会[收集]<位置>。";
        assert_eq!(asserted(text), [false, true, true]);
    }

    /// Each clause is found without a look at all others.
    #[test]
    fn many_clauses_in_one() {
        let text = format!("{}。", "在[收集]的时在".repeat(2_000));
        assert_eq!(asserted(&text).len(), 2_000);
    }
}
