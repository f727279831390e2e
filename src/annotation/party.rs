//! Rules R16 to R20: who an actor is by itself.

use crate::lexicon::{Cue, Lexicon, Party, RoleCue};
use crate::text::han::{self, is_letter};
use crate::text::{Delimiter, blank};

/// How much of the text can name the issuer of the policy, in bytes from the start.
const PREAMBLE: usize = 4096;
/// The greatest length of a party's name in bytes: thirty Chinese characters.
const LONGEST_NAME: usize = 90;
/// The greatest number of names that are kept for the issuer.
const MOST_NAMES: usize = 16;

/// R17: the names of the issuer of a policy: `星海` in `星海隐私政策`.
pub(crate) struct OwnNames<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    /// Found on first use: many policies only name 我们 and 用户.
    found: Option<Names<'a>>,
}

impl<'a> OwnNames<'a> {
    pub(crate) const fn new(text: &'a str, lexicon: &'a Lexicon) -> Self {
        Self { text, lexicon, found: None }
    }

    /// R16 to R20: the party called `words`, if the words or the policy say who it is. The first
    /// rule that applies decides.
    pub(crate) fn party(&mut self, words: &str) -> Option<Party> {
        let parties = self.lexicon.parties();
        let name = han::trim(words, |c| !is_letter(c));
        // R16
        if let Some(party) = parties.get(name).flatten() {
            return Some(party);
        }
        // R17
        let (text, lexicon) = (self.text, self.lexicon);
        if self.found.get_or_insert_with(|| Names::find(text, lexicon)).hold(name, lexicon) {
            return Some(Party::First);
        }
        // R18
        let head = parties.suffix(name);
        if let Some(party) = head.and_then(|hit| hit.class) {
            return Some(party);
        }
        // R19, R20
        let of = |before| self.lexicon.cues().suffix(before).filter(|hit| hit.class.has(Cue::Of));
        let owner = head.and_then(|hit| Some(&name[..of(&name[..hit.start])?.start]));
        let owner = owner.and_then(|owner| parties.get(owner).flatten());
        owner.or_else(|| parties.prefix(name)?.class.filter(|&party| party == Party::Third))
    }
}

#[derive(Default)]
struct Names<'a> {
    names: [&'a str; MOST_NAMES],
    len: usize,
}

impl<'a> Names<'a> {
    /// Finds the names in the first [`PREAMBLE`] bytes of the policy.
    fn find(text: &'a str, lexicon: &Lexicon) -> Self {
        let preamble = &text[..text.floor_char_boundary(PREAMBLE)];
        let mut names = Self::default();
        let mut is_first_alias = true;
        for hit in lexicon.roles().anywhere.find_iter(preamble) {
            let before = &preamble[..hit.start];
            match hit.class {
                RoleCue::PolicyTitle | RoleCue::PolicyVoice => {
                    names.add(named(before, lexicon), lexicon);
                }
                RoleCue::Alias => {
                    let alias = Alias::new(before, &preamble[hit.end..], lexicon);
                    if alias.is_own || is_first_alias && alias.is_company {
                        names.add(alias.names(), lexicon);
                    }
                    is_first_alias = false;
                }
                _ => {}
            }
        }
        names
    }

    /// Adds those that can be names, as long as there is room.
    fn add(&mut self, names: impl IntoIterator<Item = &'a str>, lexicon: &Lexicon) {
        let names = names.into_iter().filter(|name| is_name(name, lexicon));
        for (slot, name) in self.names[self.len..].iter_mut().zip(names) {
            *slot = name;
            self.len += 1;
        }
    }

    /// Whether `name` is one of the names, the start of one, or one with a word such as 平台 after
    /// it.
    fn hold(&self, name: &str, lexicon: &Lexicon) -> bool {
        let is_neutral = |rest| lexicon.parties().get(rest) == Some(None);
        self.names[..self.len].iter().any(|own| {
            own.strip_prefix(name).is_some() && name.chars().nth(1).is_some()
                || name.strip_prefix(own).is_some_and(|rest| rest.is_empty() || is_neutral(rest))
        })
    }
}

/// Whether `name` can be a name: 星海, 星海科技有限公司; not 我们, 用户, 本.
fn is_name(name: &str, lexicon: &Lexicon) -> bool {
    name.len() <= LONGEST_NAME
        && name.chars().nth(1).is_some()
        && lexicon.parties().get(name).flatten().is_none()
}

/// The name before 隐私政策 or 深知: the words in quotation marks, or else the last word.
fn named<'a>(before: &'a str, lexicon: &Lexicon) -> Option<&'a str> {
    let mut line = blank::trim_end(before.rsplit('\n').next()?);
    while let Some(hit) = lexicon.roles().names.suffix(line)
        && hit.class == RoleCue::PolicyFiller
    {
        line = &line[..hit.start];
    }
    match line.strip_suffix(['》', '”', '"', '】', '」']) {
        Some(quoted) => quoted.rsplit(['《', '“', '"', '【', '「']).next(),
        None => last_word(line),
    }
}

fn last_word(line: &str) -> Option<&str> {
    line.rsplit(|c: char| !is_letter(c)).next()
}

/// A company with its short names: `星海科技有限公司（以下简称“星海”或“我们”）`.
struct Alias<'a> {
    /// `星海科技有限公司`.
    full: Option<&'a str>,
    /// `“星海”或“我们”`.
    short: &'a str,
    /// Whether one of the short names is 我们, so that this is the issuer.
    is_own: bool,
    is_company: bool,
}

impl<'a> Alias<'a> {
    fn new(before: &'a str, after: &'a str, lexicon: &Lexicon) -> Self {
        let before = han::trim_end(before, |c| !is_letter(c));
        let full = last_word(before).map(|word| after_agent_cue(word, lexicon));
        let end = after
            .find([Delimiter::Fullwidth.close(), Delimiter::Paren.close(), '。', '\n'])
            .unwrap_or(0)
            .min(LONGEST_NAME);
        let short = &after[..after.floor_char_boundary(end)];
        let is_first = |name: &str| lexicon.parties().get(name) == Some(Some(Party::First));
        let is_own = quoted(short).any(|name| name.split('/').any(is_first));
        let last = full.and_then(|name| lexicon.roles().names.suffix(name));
        let is_company = last.is_some_and(|hit| hit.class == RoleCue::Company);
        Self { full, short, is_own, is_company }
    }

    fn names(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.full.into_iter().chain(quoted(self.short))
    }
}

/// The words after the last cue of an agent: 云山公司 of 本应用由云山公司.
fn after_agent_cue<'a>(word: &'a str, lexicon: &Lexicon) -> &'a str {
    let cues = lexicon.cues().find_iter(word).filter(|hit| hit.class.has(Cue::By));
    &word[cues.last().map_or(0, |hit| hit.end)..]
}

/// The words in quotation marks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split(['“', '”', '"', '「', '」']).skip(1).step_by(2)
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Party::{self, First, Subject, Third};
    use crate::parser::parse;
    use crate::text::AnnotationKind;

    /// The party of the last actor.
    fn party(text: &str) -> Option<Party> {
        let document = parse(text).unwrap();
        let actor = document.annotations().rfind(|a| a.kind() == AnnotationKind::Actor);
        actor.unwrap().party()
    }

    #[test]
    fn r16_a_word_of_the_table() {
        assert_eq!(party("(我们)会"), Some(First));
        assert_eq!(party("(您)可以"), Some(Subject));
        assert_eq!(party("向(第三方)"), Some(Third));
        assert_eq!(party("(系统)会"), None);
    }

    #[test]
    fn r17_a_name_of_the_issuer() {
        let of_xinghai = |preamble: &str| party(&format!("{preamble}\n(星海)会[收集]"));
        assert_eq!(of_xinghai("# 星海隐私政策"), Some(First));
        assert_eq!(of_xinghai("《星海》用户隐私权政策"), Some(First));
        assert_eq!(of_xinghai("星海读书隐私政策"), Some(First));
        assert_eq!(of_xinghai("星海高度重视您的隐私。"), Some(First));
        assert_eq!(of_xinghai("由云山公司（以下简称“星海”或“我们”）运营。"), Some(First));
        assert_eq!(of_xinghai("由云山公司（以下简称“星海”）运营。"), Some(First));
        assert_eq!(of_xinghai("星海的用户隐私政策"), Some(First));
        let by = |cue| party(&format!("本应用{cue}云山公司（以下简称“星海”）运营。\n(云山公司)会"));
        assert_eq!((by("由"), by("委托"), by("与")), (Some(First), Some(First), None));
        assert_eq!(of_xinghai("云山隐私政策，由河谷（以下简称“星海”）配送。"), None);
        let second = "云山公司（以下简称“云山”）由河谷公司（以下简称“星海”）送货。";
        assert_eq!(of_xinghai(second), None);
        assert_eq!(party("星海隐私政策\n(星海平台)会"), Some(First));
        assert_eq!(party("星海隐私政策\n(星海的关联公司)会"), Some(Third));
        assert_eq!(party("星海隐私政策\n(星河)会"), None);
    }

    #[test]
    fn r18_the_last_word() {
        assert_eq!(party("向(提供地图的合作伙伴)"), Some(Third));
        assert_eq!(party("向(云山科技有限公司)"), Some(Third));
        assert_eq!(party("向(其他用户)"), Some(Subject));
    }

    #[test]
    fn r19_the_owner() {
        assert_eq!(party("(我们的服务器)会"), Some(First));
        assert_eq!(party("(我们的关联公司)会"), Some(Third));
        assert_eq!(party("(的系统)会"), None);
    }

    #[test]
    fn r20_the_first_word() {
        assert_eq!(party("向(第三方支付平台)"), Some(Third));
        assert_eq!(party("向(我们平台)"), None);
    }

    #[test]
    fn names_are_only_found_at_the_start_of_the_text() {
        let text = format!("{}\n云山隐私政策\n(云山)会[收集]", "正文。".repeat(1000));
        assert_eq!(party(&text), None);
    }
}
