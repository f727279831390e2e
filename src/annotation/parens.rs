//! Rules B16 to B20: whether parentheses mark an actor, judged by the words in and beside them.
//!
//! Without an actor, the text around it lacks a subject or an object: `(甲)会`, `向(甲)`. An ordinary
//! pair explains the word right before it: `相机(摄像头)`.

use super::window::{WINDOW_OF_BRACKETS as WINDOW, at_most_after, at_most_before, is_spacer};
use crate::lexicon::{Cue, CueSet, Lexicon, OutlineCue, Party, RoleCue};
use crate::text::blank::{self, is_all_blank, is_blank, is_inline_blank};
use crate::text::han::{self, is_han, is_letter, is_numeral};
use crate::text::{Delimiter, Span};
use crate::tree::Reason;

/// Reads the parentheses of a text that contain no annotations.
#[derive(Clone, Copy)]
pub(super) struct Parens<'a> {
    pub(super) text: &'a str,
    pub(super) lexicon: &'a Lexicon,
}

impl<'a> Parens<'a> {
    /// B16 to B20: how the parentheses at `span` read. The last actor before them ends at byte
    /// `actor_end`, which is 0 if there is none.
    pub(super) fn reason(self, span: Span, actor_end: u32) -> Reason {
        let tie = || self.tie(actor_end, span.start());
        match self.opening(span) {
            Opening::Aside => Reason::Aside,
            Opening::Name if tie().is_some() => Reason::Coordinated,
            Opening::Name => match self.reason_by_name(span) {
                Reason::Gloss if self.is_item(span, actor_end) => Reason::Position,
                reason => reason,
            },
            Opening::Either if tie() == Some(Tie::Conjunction) => Reason::Coordinated,
            Opening::Either if self.takes_name(span) => Reason::Position,
            Opening::Either => Reason::Aside,
        }
    }

    /// B15: whether parentheses inside others mark an actor by themselves.
    pub(super) fn name_actor(self, span: Span) -> bool {
        self.opening(span) == Opening::Name && self.reason_by_name(span).marks()
    }

    /// B16: `(例如邮箱)` opens as an aside, but `(和风天气)` is a name.
    fn opening(self, span: Span) -> Opening {
        let words = blank::trim_start(self.inside(span));
        let hit = self.lexicon.bracket_cues().prefix(words);
        let Some(hit) = hit.filter(|hit| hit.class.has(Cue::Aside)) else { return Opening::Name };
        let (cue, rest) = words.split_at(hit.end);
        let is_one_letter = cue.chars().nth(1).is_none();
        if is_one_letter && rest.starts_with(is_han) && !self.starts_with_word(rest) {
            Opening::Either
        } else {
            Opening::Aside
        }
    }

    /// Whether `text` starts with a word of the lexicon.
    fn starts_with_word(self, text: &str) -> bool {
        let lexicon = self.lexicon;
        let ties = |hit: CueSet| !hit.has_any(&[Cue::ActorObject, Cue::Aspect]);
        lexicon.bracket_cues().prefix(text).is_some_and(|hit| ties(hit.class))
            || lexicon.parties().prefix(text).is_some()
            || lexicon.verbs().prefix(text).is_some()
            || lexicon.data().prefix(text).is_some()
    }

    /// B17: `(甲)、(乙)`, `(甲)（如：(乙)`: how the parentheses follow an actor, if there is at most a
    /// conjunction between them.
    fn tie(self, actor_end: u32, start: u32) -> Option<Tie> {
        let between = Span::new(actor_end, start);
        let is_in_actor = start < actor_end;
        if actor_end == 0 || is_in_actor || between.len() as usize > WINDOW {
            return None;
        }
        let between = after_aside(&self.text[between.range()]);
        let word = han::trim(between, is_loose);
        let ties =
            |cue: CueSet| cue.has(Cue::Conjunction) || cue.has(Cue::Aside) && cue.has(Cue::Part);
        if word.is_empty() {
            Some(if between.contains(['、', '/']) { Tie::Conjunction } else { Tie::Adjacent })
        } else {
            self.lexicon.bracket_cues().get(word).is_some_and(ties).then_some(Tie::Conjunction)
        }
    }

    /// B18 to B20: how parentheses read by the name in them and by their place.
    fn reason_by_name(self, span: Span) -> Reason {
        let naming = self.naming(self.inside(span));
        if naming == Some(Naming::Whole) {
            return Reason::Party;
        }
        let place = self.place(span);
        let marks = match naming {
            Some(Naming::Phrase) => place.before != Before::Word || place.acts,
            Some(Naming::Latin) => place.before != Before::Word || self.is_party(place.text),
            _ => self.is_position(span, place),
        };
        match naming {
            _ if !marks => Reason::Gloss,
            None => Reason::Position,
            Some(_) => Reason::Party,
        }
    }

    /// B18: how the words name a party, if they do. A pronoun at the end of a longer phrase is its
    /// object: `(请联系我们)`.
    fn naming(self, inside: &str) -> Option<Naming> {
        let name = han::trim(inside, |c| !is_letter(c));
        let hit = self.lexicon.parties().suffix(name)?;
        let (stem, head) = name.split_at(hit.start);
        match (stem.is_empty(), head.is_ascii()) {
            (true, true) => return Some(Naming::Latin),
            (true, false) => return Some(Naming::Whole),
            (false, true) if self.could_name(inside) => return Some(Naming::Whole),
            _ => {}
        }
        let is_pronoun =
            || self.lexicon.bracket_cues().get(head).is_some_and(|cue| cue.has(Cue::Pronoun));
        let is_coordinated = || {
            let last = self.lexicon.bracket_cues().suffix(stem);
            stem.ends_with(is_joint) || last.is_some_and(|hit| hit.class.has(Cue::Conjunction))
        };
        (!is_pronoun() || is_coordinated()).then_some(Naming::Phrase)
    }

    /// B16: whether words that could open an explanation are the name of an actor here. An
    /// explanation needs a word before it.
    fn takes_name(self, span: Span) -> bool {
        let place = self.place(span);
        place.before != Before::Word
            && self.could_name(self.inside(span))
            && self.is_position(span, place)
    }

    /// B19: whether the parentheses are in the position of an actor, although no known party is
    /// named.
    fn is_position(self, span: Span, place: Place<'_>) -> bool {
        let could_name = || self.could_name(self.inside(span));
        let could_be = || could_name() && !self.is_data(self.inside(span));
        match place.before {
            Before::Lead => could_name() || place.acts && !self.is_amount(self.inside(span)),
            Before::Free if place.acts => true,
            Before::Free => could_be() && (self.continues(span) || self.is_among_annotations(span)),
            Before::Word => {
                place.acts
                    && could_be()
                    && !self.explains(span, place.text)
                    && self.is_among_annotations(span)
            }
        }
    }

    /// B19: `向以下主体[提供]<邮箱>：` / `1、(甲)；` / `2、(乙)。`: whether the name of an actor opens an item
    /// without a verb, right below an annotated lead-in or an item that an actor opens.
    fn is_item(self, span: Span, actor_end: u32) -> bool {
        let before = self.before(span);
        let Some((above, label)) = before.rsplit_once('\n') else { return false };
        let (after, inside) = (self.words_after(span), self.inside(span));
        let is_alone = after.is_empty() || after.starts_with(is_end);
        if !(is_alone && opens_item(label) && self.could_name(inside) && !self.is_data(inside)) {
            return false;
        }
        let above = han::trim_end(above, |c| is_blank(c) || is_spacer(c));
        let line = above.rsplit('\n').next().unwrap_or_default();
        let line_start = span.start() as usize - before.len() + above.len() - line.len();
        let named = line.split_once(Delimiter::Paren.open()).map(|(label, _)| label);
        above.ends_with(['：', ':']) && has_annotation(above.chars().rev())
            || named.is_some_and(opens_item) && actor_end as usize > line_start
    }

    /// B20: whether the words explain the word before them: `技术(SSL)`, `SDK(软件开发工具包)`, `位置信息(城市)`,
    /// `本应用(安卓版)`. After a word for a third party they are its name.
    fn explains(self, span: Span, before: &str) -> bool {
        let inside = self.inside(span);
        let is_latin = || !inside.contains(is_han);
        match self.lexicon.parties().suffix(before).and_then(|hit| hit.class) {
            Some(Party::First | Party::Subject) => true,
            Some(Party::Third) => spells_out(before, inside),
            None => {
                is_latin()
                    || spells_out(before, inside)
                    || self.lexicon.data().suffix(before).is_some()
            }
        }
    }

    /// Whether `text` ends with a word that identifies its party by itself.
    fn is_party(self, text: &str) -> bool {
        self.lexicon.parties().suffix(text).is_some_and(|hit| hit.class.is_some())
    }

    fn place(self, span: Span) -> Place<'a> {
        let before = han::trim_end(self.before(span), is_spacer);
        let after = self.words_after(span);
        let cue = || self.lexicon.bracket_cues().prefix(after);
        let acts = after.starts_with([Delimiter::Bracket.open(), Delimiter::Brace.open()])
            || cue().is_some_and(|hit| hit.class.has(Cue::ActorAfter));
        Place { text: before, before: self.before_of(before), acts }
    }

    /// Classifies the words right before parentheses.
    fn before_of(self, before: &str) -> Before {
        let cue = self.lexicon.bracket_cues().suffix(before);
        let is = |cues: &[Cue]| cue.is_some_and(|hit| hit.class.has_any(cues));
        if is(&[Cue::ActorBefore]) {
            Before::Lead
        } else if before.ends_with(CLOSING) {
            Before::Word
        } else if !before.ends_with(is_letter)
            || is(&[Cue::Of, Cue::Conjunction, Cue::ActorObject])
            || self.follows_condition(before)
            || is_label(before)
            || is(&[Cue::Aspect]) && self.ends_in_verb(&before[..cue.map_or(0, |hit| hit.start)])
        {
            Before::Free
        } else {
            Before::Word
        }
    }

    fn ends_in_verb(self, text: &str) -> bool {
        let leads = |cues: CueSet| cues.has_any(&[Cue::ActorObject, Cue::ActorBefore]);
        self.lexicon.bracket_cues().suffix(text).is_some_and(|hit| leads(hit.class))
            || self.lexicon.verbs().suffix(text).is_some()
    }

    /// Whether `before` ends with a condition and the cues after it: `{注册}时(甲)会`.
    fn follows_condition(self, before: &str) -> bool {
        let close = Delimiter::Brace.close();
        let Some((_, mut words)) = before.rsplit_once(close) else { return false };
        let cues = &self.lexicon.roles().behind;
        while let Some(hit) = cues.prefix(words)
            && hit.class == RoleCue::ConditionBehind
        {
            words = &words[hit.end..];
        }
        words.is_empty()
    }

    /// Whether a conjunction or an unmarked verb follows: `(甲)和`, `(甲)收集`.
    fn continues(self, span: Span) -> bool {
        let after = self.words_after(span);
        let cue = self.lexicon.bracket_cues().prefix(after);
        cue.is_some_and(|hit| hit.class.has(Cue::Conjunction))
            || self.lexicon.verbs().prefix(after).is_some()
    }

    /// Whether there are other annotations in the sentence.
    fn is_among_annotations(self, span: Span) -> bool {
        has_annotation(self.before(span).chars().rev()) || has_annotation(self.after(span).chars())
    }

    /// Whether the words can be a name: 云杉, but not 可选, 15日 or 经您同意时.
    fn could_name(self, inside: &str) -> bool {
        let name = han::trim(inside, |c| !is_letter(c));
        let cues = self.lexicon.bracket_cues();
        let opens =
            |hit: CueSet| hit.has_any(&[Cue::May, Cue::Will, Cue::Must, Cue::Deny, Cue::Not]);
        let cues_after = &self.lexicon.roles().behind;
        (1..=LONGEST_NAME).contains(&name.len())
            && !self.is_amount(name)
            && !name.contains(is_clause_punctuation)
            && !cues.prefix(name).is_some_and(|hit| opens(hit.class))
            && !cues.suffix(name).is_some_and(|hit| hit.class.has(Cue::Of))
            && cues_after.suffix(name).is_none_or(|hit| hit.class != RoleCue::ConditionBehind)
    }

    /// Whether the words are a date, a period or another amount: 2025年, 三个月, 2025. A number of
    /// three digits is a name: 360.
    fn is_amount(self, words: &str) -> bool {
        let rest = words.trim_start_matches(|c: char| c.is_ascii_digit() || is_numeral(c));
        let is_long = || words.len() > 3 && rest.is_empty();
        let is_counted = || self.lexicon.outline().starts(rest, OutlineCue::Counted);
        rest.len() < words.len() && (is_long() || is_counted())
    }

    /// Whether the words are a data item.
    fn is_data(self, inside: &str) -> bool {
        self.lexicon.data().get(blank::trim(inside)).is_some()
    }

    /// The text between the brackets.
    fn inside(self, span: Span) -> &'a str {
        &self.text[span.start() as usize + 1..span.end() as usize - 1]
    }

    /// The text right before the parentheses.
    fn before(self, span: Span) -> &'a str {
        at_most_before(WINDOW, self.text, span.start())
    }

    /// The text right after the parentheses.
    fn after(self, span: Span) -> &'a str {
        at_most_after(WINDOW, self.text, span.end())
    }

    fn words_after(self, span: Span) -> &'a str {
        han::trim_start(self.after(span), is_spacer)
    }
}

/// Whether half-width parentheses that were read as ordinary ones for this reason could be an
/// actor.
pub(crate) fn could_mark_actor(text: &str, lexicon: &Lexicon, span: Span, reason: Reason) -> bool {
    let parens = Parens { text, lexicon };
    let inside = parens.inside(span);
    let is_open = || match reason {
        Reason::Aside => parens.opening(span) == Opening::Either,
        _ => !parens.explains(span, han::trim_end(parens.before(span), is_spacer)),
    };
    parens.could_name(inside) && !parens.is_data(inside) && is_open()
}

/// Whether `name`, between brackets of any kind at `span`, is a party and does something: `（我们）会`.
pub(crate) fn is_party_in_place(text: &str, lexicon: &Lexicon, span: Span, name: &str) -> bool {
    let place = || Parens { text, lexicon }.place(span);
    let is_in_place = |place: Place<'_>| place.acts && place.before != Before::Word;
    lexicon.parties().get(name).is_some() && is_in_place(place())
}

/// What the first words in parentheses suggest.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opening {
    /// An explanation: `(例如邮箱)`.
    Aside,
    /// They can be part of a name: `(和风天气)`.
    Either,
    /// Nothing that opens an explanation.
    Name,
}

/// How parentheses follow an actor.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tie {
    /// Without a conjunction, `、` or `/` between them: `(甲)(乙)`.
    Adjacent,
    Conjunction,
}

/// How the words in parentheses name a party.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Naming {
    /// They are its name: `(合作伙伴)`. That is an actor anywhere.
    Whole,
    /// They end with its name: `(某某公司)`. That is not an actor after a word.
    Phrase,
    /// They are a name in Latin letters, which can be the short form of the word before: `(SDK)`.
    Latin,
}

/// The place of parentheses.
#[derive(Clone, Copy)]
struct Place<'a> {
    /// The text before them.
    text: &'a str,
    before: Before,
    /// Whether the words after them say what an actor does: `(甲)会`, `(甲)[收集]`.
    acts: bool,
}

/// The greatest length of a name in bytes: longer words that name no party are a remark.
const LONGEST_NAME: usize = 2 * WINDOW;

/// The words right before parentheses.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// A word that an actor follows: `向(甲)`.
    Lead,
    /// A word that they explain: `相机(摄像头)`.
    Word,
    /// Neither: punctuation, a label, a condition, an attribute, or a word that an actor can
    /// follow: `关联的(甲)`.
    Free,
}

/// Closing brackets and quotation marks: their content can be explained, as a word can.
const CLOSING: [char; 6] =
    [Delimiter::Angle.close(), Delimiter::Bracket.close(), '》', '”', '’', '」'];

/// Whether an annotation opens before the sentence ends.
fn has_annotation(chars: impl Iterator<Item = char>) -> bool {
    for c in chars {
        match c {
            '。' | '！' | '？' | '\n' => return false,
            _ if OPENING.contains(&c) => return true,
            _ => {}
        }
    }
    false
}

const OPENING: [char; 3] =
    [Delimiter::Brace.open(), Delimiter::Bracket.open(), Delimiter::Angle.open()];

const fn is_clause_punctuation(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | '：' | '！' | '？' | ',' | ';' | ':')
}

/// The text after an aside in full-width parentheses: the 、 of `（如有）、`. If there is no aside or
/// nothing after it, all of `between`.
fn after_aside(between: &str) -> &str {
    let aside = blank::trim_start(between).strip_prefix(Delimiter::Fullwidth.open());
    let rest = aside.and_then(|aside| aside.split_once(Delimiter::Fullwidth.close()));
    rest.map(|(_, rest)| rest).filter(|rest| !is_all_blank(rest)).unwrap_or(between)
}

/// Whether the last line of `before` is a label: `2.4`.
fn is_label(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    line.chars().all(|c| c.is_numeric() || !is_letter(c))
}

/// Whether only a number or a bullet is before the name of an item.
fn opens_item(before: &str) -> bool {
    let is_number = |c: char| is_numeral(c) || c.is_numeric();
    let mut letters = before.chars().filter(|&c| is_letter(c) && !is_number(c));
    let is_label =
        letters.next().is_none_or(|c| c.is_ascii_alphabetic()) && letters.next().is_none();
    is_label && !is_all_blank(before)
}

/// Whether `c` can end a name: a line end, punctuation, or the start of an aside.
fn is_end(c: char) -> bool {
    is_clause_punctuation(c) || matches!(c, '\n' | '\r' | '、') || c == Delimiter::Fullwidth.open()
}

/// Whether `before` ends with an abbreviation in Latin capitals that `words` are long enough to
/// spell out: `SDK(软件开发工具包)`.
fn spells_out(before: &str, words: &str) -> bool {
    let capitals = before.bytes().rev().take_while(u8::is_ascii_uppercase).count();
    capitals > 1 && words.chars().all(is_han) && words.chars().count() >= 2 * capitals
}

/// Whether `c` can be beside a conjunction.
fn is_loose(c: char) -> bool {
    const ASIDE: [char; 2] = [Delimiter::Fullwidth.open(), Delimiter::Fullwidth.close()];
    is_inline_blank(c) || ASIDE.contains(&c) || matches!(c, '，' | '、' | '：' | '/')
}

/// Whether `c` can separate two parties.
const fn is_joint(c: char) -> bool {
    is_blank(c) || matches!(c, '、' | '，' | '/' | ',')
}

#[cfg(test)]
mod tests {
    use crate::parse;
    use crate::text::Delimiter;
    use crate::tree::NodeKind;
    use crate::tree::Reason;

    fn reasons(text: &str) -> Vec<Reason> {
        let document = parse(text).unwrap();
        document.root().descendants().filter_map(|node| Some(node.reading()?.reason)).collect()
    }

    #[test]
    fn parentheses_inside_an_actor_are_not_coordinated_with_it() {
        use Reason::{Fullwidth, Gloss, Marked, Position};
        assert_eq!(reasons("(合作方（即(云杉)）)[共享]"), [Position, Fullwidth, Gloss, Marked]);
    }

    #[test]
    fn an_actor_can_contain_an_aside() {
        use Reason::{Aside, Gloss, Marked, Position};
        assert_eq!(reasons("(我们(以下简称“甲”))会[收集]"), [Position, Aside, Marked]);
        assert_eq!(reasons("(云杉公司(上海))会[收集]"), [Position, Gloss, Marked]);
    }

    #[test]
    fn parentheses_after_an_actor_are_coordinated_with_it() {
        use Reason::{Coordinated, Marked, Party};
        assert_eq!(reasons("(合作方)、(云杉)[共享]"), [Party, Coordinated, Marked]);
        assert_eq!(reasons("(合作方)，诸如(云杉)很好"), [Party, Coordinated]);
    }

    #[test]
    fn cues_after_a_condition_can_precede_an_actor() {
        use Reason::{Gloss, Marked, Position};
        assert_eq!(reasons("{送货}时(云杉)很好"), [Marked, Position]);
        assert_eq!(reasons("{送货}期间(云杉)很好"), [Marked, Position]);
        assert_eq!(reasons("{送货}后台(云杉)很好"), [Marked, Gloss]);
    }

    #[test]
    fn a_pronoun_after_a_conjunction_is_not_an_object() {
        use Reason::{Gloss, Party};
        assert_eq!(reasons("，(云杉以及我们)很好"), [Party]);
        assert_eq!(reasons("，(请联系我们)很好"), [Gloss]);
    }

    #[test]
    fn a_phrase_after_a_word_explains_it() {
        use Reason::{Gloss, Party};
        assert_eq!(reasons("相机(海云公司)很好"), [Gloss]);
        assert_eq!(reasons("相机、(海云公司)很好"), [Party]);
    }

    /// The reasons of the outermost parentheses of a text.
    fn parens(text: &str) -> Vec<Reason> {
        let document = parse(text).unwrap();
        let paren = NodeKind::Pair(Delimiter::Paren);
        let nodes = document.root().descendants().filter(|node| node.kind() == paren);
        nodes.filter_map(|node| Some(node.reading()?.reason)).collect()
    }

    #[track_caller]
    fn assert_actors(texts: &[&str]) {
        for text in texts {
            let reasons = parens(text);
            assert!(reasons.iter().all(|reason| reason.marks()), "{text}: {reasons:?}");
        }
    }

    #[track_caller]
    fn assert_ordinary(texts: &[&str]) {
        for text in texts {
            let reasons = parens(text);
            assert!(reasons.iter().all(|reason| !reason.marks()), "{text}: {reasons:?}");
        }
    }

    #[test]
    fn the_subject_or_object_of_an_unmarked_verb_is_an_actor() {
        assert_actors(&[
            "使用了(晴川推送)，[获取]<设备号>。",
            "接入了(云帆统计)，会[读取]<启动次数>。",
            "登录(如意商城)，[填写]<地址>。",
            "聘请(北斗咨询)，由其[处理]<订单>。",
            "调用(极远地图)的能力，[获取]<位置>。",
            "嵌入(晴川推送)、(云帆地图)，[获取]<设备号>。",
        ]);
        assert_ordinary(&[
            "使用了(晴川推送)。",
            "使用(可选)<头像>。",
            "登录(如有)后[填写]<昵称>。",
        ]);
    }

    #[test]
    fn a_name_can_be_an_item() {
        assert_actors(&[
            "向以下主体[提供]<邮箱>：\n1、(云杉)；\n2、(白鹭)。",
            "向以下主体[提供]<邮箱>：\n\n- (云杉)\n- (白鹭)\n",
            "向以下主体[提供]<邮箱>：\n（一）(云杉)，负责送货；\na) (白鹭)",
            "向以下主体[提供]<邮箱>：**\n**① (云杉)**：送货；",
        ]);
        assert_ordinary(&[
            "向以下主体提供邮箱：\n1、(云杉)；",
            "[提供]<邮箱>。\n1、(云杉)；",
            "[提供]<邮箱>：\n(云杉)；",
            "[提供]<邮箱>：\n1、(可选)；\n2、(邮箱)；\n3、(云杉)；",
            "[提供]<邮箱>：\n1、昵称(云杉)；",
        ]);
    }

    #[test]
    fn parentheses_after_a_label_follow_no_word() {
        assert_actors(&[
            "2.4 (青禾)保证不[公开]<账单>。",
            "1）、(“云帆”)：会[读取]<地址>。",
            "**5.2** (青禾)妥善[保管]<账单>。",
            "（3）(青禾)承担[保管]<账单>之责。",
            "• (青禾)承担[保管]<账单>之责。",
            "12) (青禾)至今未[收集]<位置>。",
        ]);
    }

    #[test]
    fn a_name_can_open_like_an_explanation() {
        assert_actors(&[
            "(和云助手)不会[共享]<记录>。",
            "(指尖医生)可能[分享]<记录>。",
            "向(如意科技)[提供]<账单>。",
            "(青禾)、(和风天气)会[使用]<位置>。",
            "，(含章书院)的书架会[保存]<笔记>。",
            "(及时雨)将[保存]<账单>。",
        ]);
        assert_ordinary(&[
            "，(如邮箱)会[收集]",
            "(或监护人)可以[提供]<姓名>",
            "头像(和昵称)会[展示]",
            "合作方(如微信)会[收集]<头像>",
            "变更前(或生效时)将[通知]<邮箱>",
            "，(例如微信)会[收集]<头像>",
        ]);
    }

    #[test]
    fn a_name_can_be_a_number() {
        assert_actors(&[
            "(909)会[收集]<位置>。",
            "(三一)将[收集]<位置>。",
            "由(360)提供。",
            "与(909)共享<位置>。",
            "(五八到家)将[读取]<通讯录>。",
        ]);
        assert_ordinary(&[
            "(1)会[收集]<位置>。",
            "(12)[收集]<位置>。",
            "(十二)[收集]<位置>。",
            "(a)您同意[收集]<位置>；(b)[通知]",
            "在(2020年)[收集]<位置>。",
            "保存(三个月)后[删除]<日志>。",
        ]);
    }

    #[test]
    fn names_in_a_list_are_actors() {
        assert_actors(&[
            "SDK包括：(晴川Push)（仅对甲品牌生效）、(云帆Push)，会[收集]<设备号>。",
            "如(晴川)、(云帆)等会[处理]<订单>。",
            "伙伴（例如：(晴川)、(云帆)）会[处理]<订单>。",
            "软件（如(晴川)、(云帆)）[提供]<账号>。",
            "包括但不限于(晴川、云帆)，[处理]<订单>。",
            "(晴川)和/或(云帆)[处理]<订单>。",
        ]);
        assert_ordinary(&["包括(但不限于)<设备号>", "包括(可选)<设备号>"]);
    }

    #[test]
    fn prepositions_and_determiners_precede_an_actor() {
        assert_actors(&[
            "[同步]到(云岭仓储)。",
            "[接收]自(体检中心)的<报告>。",
            "[告知]其(班主任)。",
            "向各(经销网点)[提供]<地址>。",
            "向相应(承办机关)[提供]<地址>。",
            "不向任何(访客)[公开]<地址>。",
            "<照片>[存储]于(西岭机房)。",
        ]);
    }

    #[test]
    fn modal_words_follow_an_actor() {
        assert_actors(&[
            "若您不[上传]<化验单>，(松果)无法为您安排手术。",
            "(小鹿)未获取。",
            "(小鹿)能够识别。",
            "(小鹿)负责保管。",
        ]);
    }

    #[test]
    fn latin_letters_after_a_word_are_its_short_form() {
        assert_ordinary(&[
            "经由安全套接字层技术(SSL)对外传送。",
            "通过加密协议(TLS)向我们[传输]<订单>。",
            "移动设备识别码(IMEI)将[上传]",
            "应用程序接口(API)将<订单>[传输]",
            "软件开发工具包(SDK)会[收集]<位置>。",
            "浏览器(Chrome)可以[保存]<密码>。",
            "当您使用近场通信(NFC)时[读取]<卡号>。",
            "由人工智能(AI)生成<头像>。",
        ]);
        assert_actors(&[
            "第三方服务(Google Analytics)会[收集]<记录>。",
            "上述手机厂商(Push SDK)可能会[收集]<标识>。",
            "这些(Cookies)会[收集]<标识>。",
            "，(Google)会[收集]<记录>。",
            "接入的(晴川推送SDK)，[读取]<标识>。",
        ]);
    }

    #[test]
    fn words_after_a_short_form_spell_it_out() {
        assert_ordinary(&["SDK(软件开发工具包)会[收集]", "API(应用程序编程接口)将[传输]"]);
        assert_actors(&["SDK(友盟统计)会[收集]", "SDK(“wlan链接”){为了上网}[读取]"]);
    }

    #[test]
    fn an_attribute_after_a_word_is_not_an_actor() {
        assert_ordinary(&[
            "未成年人(不满十八周岁)应当由监护人[提供]<姓名>。",
            "相机权限(可选)可以关闭。",
            "昵称(选填)将[展示]",
            "用户(年满18周岁)可以[注册]<账号>。",
            "答复(15日内)会[发送]<邮件>。",
            "《某某法》(2021年)要求[保护]<数据>。",
            "位置信息(精确定位)将[上传]",
            "人脸信息(经加密)不会[上传]",
            "本应用(安卓版)会[读取]<照片>。",
            "推送服务(个推)会弹出消息。",
            "“云岭”(注册商标)的<名称>。",
        ]);
    }
}
