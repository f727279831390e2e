//! Decides of each pair of brackets whether it is an annotation or an ordinary pair, and why.
//!
//! The tree says which brackets belong together; here the dialect and the lexicon say what they
//! are. The rules B11 to B20 of `grammar.md` are tried in their order, and the first that applies
//! counts. Only parentheses need more than the tree: policies are full of ordinary ones.

use std::ops::Range;

use memchr::memmem::Finder;

use super::AnnotationData;
use super::window::{at_most_after, at_most_before, is_spacer};
use crate::lexicon::{Cue, CueSet, Lexicon, RoleCue};
use crate::text::blank::{self, is_all_blank, is_blank, is_inline_blank, is_tight};
use crate::text::han::{self, is_letter};
use crate::text::{AnnotationKind, Delimiter, Dialect, Span};
use crate::tree::{NodeData, NodeId, Reason, Tree};

/// Reads every pair among `marks` that the grammar left open: its node says what it is, and those
/// that are annotations replace what `annotations` holds. They are in preorder, so one pass over
/// them is enough.
///
/// A function of its own: where it is inlined, its loop runs short of registers.
#[inline(never)]
pub(crate) fn resolve(
    text: &str,
    tree: &mut Tree,
    marks: &[NodeId],
    dialect: Dialect,
    lexicon: &Lexicon,
    annotations: &mut Vec<AnnotationData>,
) {
    annotations.clear();
    annotations.reserve(marks.len());
    let kinds = Delimiter::MARKS.map(|delimiter| dialect.kind(delimiter));
    let mut resolver = Resolver { text, kinds, lexicon, titles: Titles::new(text), actor_end: 0 };
    for &id in marks {
        let Some(pair) = Pair::open(text, tree, id) else { continue };
        let reason = resolver.reason(tree, pair);
        let kind = if reason.marks() { resolver.kind(pair.delimiter) } else { None };
        let node = &mut tree.nodes[id.index()];
        (node.kind, node.reason) = (kind, reason);
        if pair.delimiter == Delimiter::Paren && kind.is_some() {
            resolver.actor_end = pair.span.end();
        }
        annotations.extend(kind.map(|kind| AnnotationData::new(id, kind)));
    }
}

/// A pair of brackets that the grammar left open. They are half-width.
#[derive(Clone, Copy)]
struct Pair {
    id: NodeId,
    delimiter: Delimiter,
    span: Span,
    /// Whether what it holds [is tight](is_tight).
    is_tight: bool,
}

impl Pair {
    #[inline]
    fn open(text: &str, tree: &Tree, id: NodeId) -> Option<Self> {
        let NodeData { shape, span, reason, .. } = *tree.get(id);
        let delimiter = shape.pair().filter(|_| reason == Reason::Marked)?;
        let is_tight = is_tight(text.as_bytes().get(inside(span))?);
        Some(Self { id, delimiter, span, is_tight })
    }

    /// What stands between the brackets.
    fn inside(self, text: &str) -> &str {
        text.get(inside(self.span)).unwrap_or_default()
    }
}

/// Where the inside of a pair stands.
#[inline]
fn inside(pair: Span) -> Range<usize> {
    pair.start() as usize + 1..pair.end() as usize - 1
}

/// How many bytes of the text before and behind a bracket a rule looks at.
const WINDOW: usize = 120;

struct Resolver<'a> {
    text: &'a str,
    /// What the delimiters mark, in the order of [`Delimiter::MARKS`].
    kinds: [Option<AnnotationKind>; 4],
    lexicon: &'a Lexicon,
    titles: Titles<'a>,
    /// Where the last pair of parentheses that marks something ended, in bytes; 0 before it.
    actor_end: u32,
}

impl Resolver<'_> {
    fn kind(&self, delimiter: Delimiter) -> Option<AnnotationKind> {
        *self.kinds.get(delimiter.index())?
    }

    #[inline]
    /// B14: if no other rule applies, a pair marks something.
    fn reason(&mut self, tree: &Tree, pair: Pair) -> Reason {
        match self.ordinary(pair) {
            Some(reason) => reason,
            None if pair.delimiter == Delimiter::Paren => self.reason_of_parens(tree, pair),
            None => Reason::Marked,
        }
    }

    /// B11 to B13: why a pair is ordinary whatever its words say, if it is. For most pairs that is all
    /// that is asked, so that it is not worth a call.
    #[inline(always)]
    fn ordinary(&mut self, pair: Pair) -> Option<Reason> {
        if self.kind(pair.delimiter).is_none() {
            Some(Reason::Dialect)
        } else if !pair.is_tight && is_all_blank(pair.inside(self.text)) {
            Some(Reason::Empty)
        } else {
            let is_title = pair.delimiter == Delimiter::Angle && self.titles.hold(pair.span);
            is_title.then_some(Reason::Title)
        }
    }

    /// B15 to B20: whether parentheses mark an actor, by what they hold and where they are.
    #[inline(never)]
    fn reason_of_parens(&mut self, tree: &Tree, pair: Pair) -> Reason {
        let mut held = tree.children(pair.id).filter_map(|id| Pair::open(self.text, tree, id));
        if held.any(|held| self.is_held_mark(tree, held)) {
            Reason::Holds
        } else if self.opens_aside(pair.inside(self.text)) {
            Reason::Aside
        } else if self.follows_actor(pair.span.start()) {
            Reason::Coordinated
        } else {
            self.reason_by_name(pair)
        }
    }

    /// B15: whether what is in parentheses marks something, so that they do not. Parentheses that
    /// hold marks of their own count too: nests are then read once, however deep.
    fn is_held_mark(&mut self, tree: &Tree, pair: Pair) -> bool {
        let is_ordinary = self.ordinary(pair).is_some();
        self.titles.restart();
        if is_ordinary {
            return false;
        }
        let holds_mark = || tree.children(pair.id).any(|child| tree.get(child).shape.is_mark());
        let is_actor =
            || !self.opens_aside(pair.inside(self.text)) && self.reason_by_name(pair).marks();
        pair.delimiter != Delimiter::Paren || holds_mark() || is_actor()
    }

    /// B18 to B20: what parentheses are by the name in them and where they are.
    fn reason_by_name(&self, pair: Pair) -> Reason {
        let party = self.party(pair.inside(self.text));
        if party == Some(Naming::Whole) {
            return Reason::Party;
        }
        match self.surroundings(pair.span) {
            Surroundings::Actor | Surroundings::Free if party == Some(Naming::Phrase) => {
                Reason::Party
            }
            Surroundings::Actor => Reason::Position,
            Surroundings::AfterWord | Surroundings::Free => Reason::Gloss,
        }
    }

    /// B16: `(例如邮箱)`.
    fn opens_aside(&self, inside: &str) -> bool {
        self.lexicon
            .cues()
            .prefix(blank::trim_start(inside))
            .is_some_and(|hit| hit.class.has(Cue::Aside))
    }

    /// B18: how the words name a party, if they do. A pronoun that ends a longer phrase is its object:
    /// `(请联系我们)`.
    fn party(&self, inside: &str) -> Option<Naming> {
        let name = han::trim(inside, |c| !is_letter(c));
        let hit = self.lexicon.parties().suffix(name)?;
        let (stem, head) = name.split_at(hit.start);
        if stem.is_empty() {
            return Some(Naming::Whole);
        }
        let is_pronoun = || self.lexicon.cues().get(head).is_some_and(|cue| cue.has(Cue::Pronoun));
        let is_coordinated = || {
            let last = self.lexicon.cues().suffix(stem);
            stem.ends_with(is_joint) || last.is_some_and(|hit| hit.class.has(Cue::Conjunction))
        };
        (!is_pronoun() || is_coordinated()).then_some(Naming::Phrase)
    }

    /// B17: `(甲)、(乙)`, `(甲)（如：(乙)`: after an actor, with only a conjunction between.
    fn follows_actor(&self, start: u32) -> bool {
        let between = Span::new(self.actor_end, start);
        let is_in_actor = start < self.actor_end;
        if self.actor_end == 0 || is_in_actor || between.len() as usize > WINDOW {
            return false;
        }
        let word = han::trim(&self.text[between.range()], is_loose);
        let ties =
            |cue: CueSet| cue.has(Cue::Conjunction) || cue.has(Cue::Aside) && cue.has(Cue::Part);
        word.is_empty() || self.lexicon.cues().get(word).is_some_and(ties)
    }

    fn surroundings(&self, span: Span) -> Surroundings {
        let before = han::trim_end(self.before(span), is_spacer);
        let after = han::trim_start(self.after(span), is_spacer);
        let cue = self.lexicon.cues().suffix(before);
        let is_of = || cue.is_some_and(|hit| hit.class.has(Cue::Of));
        let behind_word = before.ends_with(is_letter) && !is_of() && !self.localises(before)
            || before.ends_with([Delimiter::Angle.close(), Delimiter::Bracket.close()]);
        if self.is_actor(before, after, behind_word) {
            Surroundings::Actor
        } else if behind_word {
            Surroundings::AfterWord
        } else {
            Surroundings::Free
        }
    }

    /// Whether a condition stands before, with only words behind it that follow one:
    /// `{注册}时(甲)会`.
    fn localises(&self, before: &str) -> bool {
        let close = Delimiter::Brace.close();
        let Some((_, mut words)) = before.rsplit_once(close) else { return false };
        let behind = &self.lexicon.roles().behind;
        while let Some(hit) = behind.prefix(words)
            && hit.class == RoleCue::ConditionBehind
        {
            words = &words[hit.end..];
        }
        words.is_empty()
    }

    /// B19: whether an actor is between the two texts.
    fn is_actor(&self, before: &str, after: &str, behind_word: bool) -> bool {
        if after.starts_with([Delimiter::Bracket.open(), Delimiter::Brace.open()]) {
            return true;
        }
        let cues = self.lexicon.cues();
        let behind = cues.prefix(after);
        let behind_is = |cue| behind.is_some_and(|hit| hit.class.has(cue));
        behind_is(Cue::ActorAfter)
            || cues.suffix(before).is_some_and(|hit| hit.class.has(Cue::ActorBefore))
            || !behind_word
                && (behind_is(Cue::Conjunction)
                    || self.lexicon.verbs().prefix(after).is_some()
                    || has_mark(before.chars().rev())
                    || has_mark(after.chars()))
    }

    /// What comes right before a bracket.
    fn before(&self, span: Span) -> &str {
        at_most_before(WINDOW, self.text, span.start())
    }

    /// What comes right after a bracket.
    fn after(&self, span: Span) -> &str {
        at_most_after(WINDOW, self.text, span.end())
    }
}

/// B13: finds pairs inside a title: `《关于实施<某某办法>的通知》`. They are rare.
struct Titles<'a> {
    text: &'a str,
    /// Finds the end of a title.
    end: Finder<'static>,
    /// From the pair asked about last up to here no title ends. One search is enough for pairs that
    /// stand close together.
    free: usize,
}

impl<'a> Titles<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, end: Finder::new(TITLE_END), free: 0 }
    }

    /// Whether a pair is inside a title. Pairs are asked about in order.
    #[inline]
    fn hold(&mut self, span: Span) -> bool {
        self.free < span.end() as usize + WINDOW && self.search(span)
    }

    #[inline(never)]
    fn search(&mut self, span: Span) -> bool {
        let start = span.end() as usize;
        let ahead = &self.text.as_bytes()[start..self.text.len().min(start + 4 * WINDOW)];
        let found = self.end.find(ahead);
        // Of what is not found some bytes may stand at the end.
        self.free = start + found.unwrap_or(ahead.len()) + TITLE_END.len() - 1;
        let Some(length) = found.filter(|length| length + TITLE_END.len() <= WINDOW) else {
            return false;
        };
        let after = &self.text[start..start + length];
        let before =
            at_most_before(WINDOW, self.text, span.start()).rsplit('\n').next().unwrap_or_default();
        let is_open = before.rfind('《') > before.rfind('》');
        is_open && !after.contains(['《', '\n'])
    }

    /// Forgets what was searched, so that a pair further ahead may be asked about before its turn.
    fn restart(&mut self) {
        self.free = 0;
    }
}

const TITLE_END: &str = "》";

/// Whether a mark opens among the characters before the clause ends.
fn has_mark(chars: impl Iterator<Item = char>) -> bool {
    for c in chars {
        match c {
            '，' | '。' | '；' | '：' | '！' | '？' | ',' | ';' | ':' | '\n' => return false,
            _ if MARKS.contains(&c) => return true,
            _ => {}
        }
    }
    false
}

const MARKS: [char; 3] =
    [Delimiter::Brace.open(), Delimiter::Bracket.open(), Delimiter::Angle.open()];

/// Whether it may stand around a conjunction.
fn is_loose(c: char) -> bool {
    const ASIDE: [char; 2] = [Delimiter::Fullwidth.open(), Delimiter::Fullwidth.close()];
    is_inline_blank(c) || ASIDE.contains(&c) || matches!(c, '，' | '、' | '：' | '/')
}

/// Whether it may stand between two parties, beside conjunctions.
const fn is_joint(c: char) -> bool {
    is_blank(c) || matches!(c, '、' | '，' | '/' | ',')
}

/// How the words in parentheses name a party.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Naming {
    /// They are its name: `(合作伙伴)`. That marks an actor anywhere.
    Whole,
    /// They end in its name: `(某某公司)`. That marks none after a word.
    Phrase,
}

/// Where parentheses are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Surroundings {
    /// Where an actor is: `向(甲)`, `(甲)会`, `(甲)[收集]`.
    Actor,
    /// Right after a word, as an explanation is: `相机(摄像头)`.
    AfterWord,
    /// Neither: after punctuation, a mark or an attribute: `关联的(甲)`.
    Free,
}

#[cfg(test)]
mod tests {
    use crate::{Reason, parse};

    fn reasons(text: &str) -> Vec<Reason> {
        let document = parse(text).unwrap();
        document.root().descendants().filter_map(|node| Some(node.reading()?.reason)).collect()
    }

    #[test]
    fn what_stands_in_an_actor_is_not_coordinated_with_it() {
        use Reason::{Fullwidth, Gloss, Marked, Position};
        assert_eq!(reasons("(合作方（如(云杉)）)[共享]"), [Position, Fullwidth, Gloss, Marked]);
    }

    #[test]
    fn an_aside_in_an_actor_does_not_unmake_it() {
        use Reason::{Aside, Gloss, Marked, Position};
        assert_eq!(reasons("(我们(以下简称“甲”))会[收集]"), [Position, Aside, Marked]);
        assert_eq!(reasons("(云杉公司(上海))会[收集]"), [Position, Gloss, Marked]);
    }

    #[test]
    fn marks_in_parentheses_make_them_an_aside() {
        use Reason::{Holds, Marked, Party};
        assert_eq!(reasons("(我们的<头像>)会[收集]"), [Holds, Marked, Marked]);
        assert_eq!(reasons("(平台(合作方))会[收集]"), [Holds, Party, Marked]);
    }

    #[test]
    fn what_stands_behind_an_actor_is_coordinated_with_it() {
        use Reason::{Coordinated, Marked, Party};
        assert_eq!(reasons("(合作方)、(云杉)[共享]"), [Party, Coordinated, Marked]);
        assert_eq!(reasons("(合作方)，诸如(云杉)很好"), [Party, Coordinated]);
    }

    #[test]
    fn what_follows_a_condition_is_no_word_before_an_actor() {
        use Reason::{Gloss, Marked, Position};
        assert_eq!(reasons("{送货}时(云杉)很好"), [Marked, Position]);
        assert_eq!(reasons("{送货}期间(云杉)很好"), [Marked, Position]);
        assert_eq!(reasons("{送货}后台(云杉)很好"), [Marked, Gloss]);
    }

    #[test]
    fn a_pronoun_behind_a_conjunction_is_no_object() {
        use Reason::{Gloss, Party};
        assert_eq!(reasons("，(云杉以及我们)很好"), [Party]);
        assert_eq!(reasons("，(请联系我们)很好"), [Gloss]);
    }

    #[test]
    fn a_phrase_behind_a_word_explains_it() {
        use Reason::{Gloss, Party};
        assert_eq!(reasons("相机(海云公司)很好"), [Gloss]);
        assert_eq!(reasons("相机、(海云公司)很好"), [Party]);
    }

    #[test]
    fn a_title_ends_before_the_next() {
        use Reason::{Marked, Title};
        assert_eq!(reasons("《关于<海云办法>的通知》"), [Title]);
        assert_eq!(reasons("《关于<邮箱>，见《海云办法》"), [Marked]);
    }
}
