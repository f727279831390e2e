//! What a sentence names without a mark: who does it, the verb, and to whom or from whom data goes.

use super::MemberRole;
use super::clause::{ClauseKind, Clauses};
use super::draft::{Batch, Draft, Named};
use super::scope::Scope;
use super::token::{Mark, Token, TokenKind};
use crate::annotation::{OwnNames, Role};
use crate::lexicon::{Cue, CueSet, Hit, Lexicon, Party, Verb};
use crate::text::{AnnotationKind, Short, Span, han};

/// How many tokens away from a verb the words about it are sought.
const REACH: usize = 32;

/// How many bytes of the words between two tokens are looked at: thirty Chinese characters.
const WINDOW: usize = 90;

/// Finds what the words of a scope say of its drafts beside their members.
#[derive(Debug, Default)]
pub(super) struct Completer {
    clauses: Clauses,
    /// The drafts, in the order of the text.
    order: Short<u32>,
}

impl Completer {
    /// S31 to S34: finds of the drafts of a scope from `first` on whether they are only supposed, and
    /// what the scope names that they have no mark for.
    pub(super) fn complete(
        &mut self,
        scope: Scope<'_>,
        text: &str,
        lexicon: &Lexicon,
        names: &mut OwnNames<'_>,
        first: usize,
        batch: &mut Batch,
    ) {
        const CUES: [Cue; 5] = [Cue::Suppose, Cue::WhenEnds, Cue::Ask, Cue::Toward, Cue::From];
        let is_whole = |draft: &Draft| draft.has_action && draft.has_actor;
        if !scope.content.cues.has_any(&CUES) && batch.drafts[first..].iter().all(is_whole) {
            return;
        }
        let Self { clauses, order } = self;
        clauses.read(scope.tokens);
        order.clear();
        order.extend(first as u32..batch.drafts.len() as u32);
        order.sort_unstable_by_key(|&draft| (batch.drafts[draft as usize].at, draft));
        let words = Words { text, lexicon, tokens: scope.tokens };
        let mut subjects = SubjectReader::new(words, clauses, names);
        for &draft in &*order {
            complete_draft(draft, words, &mut subjects, batch);
        }
    }
}

fn complete_draft(
    number: u32,
    words: Words<'_>,
    subjects: &mut SubjectReader<'_, '_>,
    batch: &mut Batch,
) {
    let draft = &mut batch.drafts[number as usize];
    let verb = if draft.has_action { None } else { words.verb(draft.at) };
    let at = verb.map_or(draft.has_action.then_some(draft.at), |(at, _)| Some(at));
    let clause = at.and_then(|at| subjects.clauses.around(at));
    draft.supposed = clause.is_some_and(|clause| !clause.kind.is_asserted());
    let agent = at.filter(|_| !draft.has_actor).and_then(|at| subjects.agent(at));
    let other = if draft.has_counterpart { None } else { words.counterpart(draft.at) };
    let verb = verb.map(|(_, span)| (MemberRole::Action, span));
    let agent = agent.map(|span| (MemberRole::Actor, span));
    for (role, span) in [agent, other, verb].into_iter().flatten() {
        let is_somebody = role != MemberRole::Action;
        let party = is_somebody.then(|| subjects.names.party(words.source(span))).flatten();
        batch.named.push(Named { draft: number, role, party, span });
    }
}

/// The tokens of a scope and their words.
#[derive(Clone, Copy)]
struct Words<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    tokens: &'a [Token],
}

impl Words<'_> {
    fn source(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// A span without the blanks and marks of punctuation at its edges.
    fn trimmed(&self, span: Span) -> Option<Span> {
        let words = self.source(span);
        let end = han::trim_end(words, is_edge).len() as u32;
        let start = (words.len() - han::trim_start(words, is_edge).len()) as u32;
        (start < end).then(|| Span::new(span.start() + start, span.start() + end))
    }

    /// The party that words are the name of: 银行, 第三方支付机构; before 会 and the like also
    /// 某某公司.
    fn party(&self, span: Span, is_before_modal: bool) -> Option<Span> {
        let span = self.trimmed(span).filter(|span| span.len() <= WINDOW as u32)?;
        let (words, parties) = (self.source(span), self.lexicon.parties());
        let begins = is_before_modal || parties.prefix(words).is_some();
        (begins && parties.suffix(words).is_some() && !self.has_verb(span)).then_some(span)
    }

    fn has_verb(&self, span: Span) -> bool {
        verbs_in(self.lexicon, self.source(span)).next().is_some()
    }

    /// The noun at the end of a phrase: the party that it ends with, or all of it.
    fn head(&self, phrase: Span) -> Option<Span> {
        let phrase = self.trimmed(phrase)?;
        let words = self.source(phrase);
        let party = self.lexicon.parties().suffix(words);
        let start = party.map_or(0, |hit| hit.start) as u32;
        (phrase.len() - start <= WINDOW as u32)
            .then(|| Span::new(phrase.start() + start, phrase.end()))
    }

    /// Whether a party is the one whom data is about, who takes none: 您.
    fn is_data_subject(&self, span: Span) -> bool {
        self.lexicon.parties().get(self.source(span)) == Some(Some(Party::Subject))
    }

    /// The last verb among words.
    fn verb_in(&self, token: &Token) -> Option<Span> {
        if token.kind != TokenKind::Words && !token.is(Cue::Word) {
            return None;
        }
        let words = self.source(token.span);
        let skipped = words.ceil_char_boundary(words.len().saturating_sub(WINDOW));
        let hit = verbs_in(self.lexicon, &words[skipped..]).last()?;
        let start = token.span.start() + skipped as u32;
        Some(Span::new(start + hit.start as u32, start + hit.end as u32))
    }

    /// S33: the verb of data without a marked one: the last word before it, or else behind it, in its clause
    /// that names a verb.
    fn verb(&self, at: u32) -> Option<(u32, Span)> {
        let (before, behind) = self.tokens.split_at_checked(at as usize)?;
        if behind.first()?.depth > 0 {
            return None;
        }
        let clause = behind.iter().take(REACH).take_while(|token| !ends_clause(token));
        let verb_behind =
            || (at..).zip(clause).find_map(|(at, token)| Some((at, self.verb_in(token)?)));
        self.verb_before(before).or_else(verb_behind).or_else(|| self.verb_of_reference(at))
    }

    /// `我们收集这些信息是为了{回复您}`: the verb right before what refers to the data.
    fn verb_of_reference(&self, at: u32) -> Option<(u32, Span)> {
        let behind = self.tokens.get(at as usize..)?.iter().take(REACH);
        let reference = (at..).zip(behind).find(|(_, token)| token.is(Cue::Reference))?.0;
        let verb = reference.checked_sub(1)?;
        Some((verb, self.verb_in(self.tokens.get(verb as usize)?)?))
    }

    /// Of verbs side by side the first one: `查看、保存您的<账单>`. 包括 goes on with the clause before.
    fn verb_before(&self, tokens: &[Token]) -> Option<(u32, Span)> {
        let (mut found, mut goes_on) = (None, false);
        for (at, token) in tokens.iter().enumerate().rev().filter(|(_, t)| t.depth == 0).take(REACH)
        {
            // `您的浏览记录`: what 的 belongs to is a noun.
            let is_noun = at > 0 && tokens[at - 1].is(Cue::Of);
            if let Some(verb) =
                self.verb_in(token).filter(|verb| !is_noun || verb.start() > token.span.start())
            {
                found = Some((at as u32, verb));
                continue;
            }
            match token.kind {
                TokenKind::Words if found.is_some() => break,
                TokenKind::Words => {}
                TokenKind::Mark(mark) if mark.kind == AnnotationKind::Action => break,
                TokenKind::Mark(_) | TokenKind::Open { .. } | TokenKind::Close => {}
                TokenKind::Cue(cues) if cues.has(Cue::PartOf) => break,
                TokenKind::Cue(cues) if found.is_some() && !cues.has(Cue::Conjunction) => break,
                TokenKind::Cue(_) if ends_clause(token) && !goes_on => break,
                TokenKind::Cue(cues) => goes_on = cues.has(Cue::Part),
            }
        }
        found
    }

    /// S34: to whom or from whom data goes: what is between a preposition and the verb, or behind 给.
    fn counterpart(&self, at: u32) -> Option<(MemberRole, Span)> {
        let (before, behind) = self.tokens.split_at_checked(at as usize)?;
        let verb = behind.first()?.mark().filter(|mark| mark.kind == AnnotationKind::Action)?;
        let takes = verb.role == Some(Role::Collect);
        match self.phrase_before(before) {
            Some((preposition, phrase)) if preposition.has(Cue::Through) => {
                let noun = self.trimmed(phrase).filter(|_| takes)?;
                let party = self.lexicon.parties().suffix(self.source(noun));
                party.and(Some((MemberRole::Source, noun)))
            }
            Some((preposition, phrase)) => {
                let role = counterpart_role(preposition, takes);
                Some((role, self.head(phrase)?))
            }
            None => self.given(behind.get(1..)?),
        }
    }

    /// The phrase right before a verb, and the preposition before it.
    fn phrase_before(&self, tokens: &[Token]) -> Option<(CueSet, Span)> {
        const NOMINAL: [Cue; 5] =
            [Cue::Pronoun, Cue::Etc, Cue::Word, Cue::Conjunction, Cue::ActorBefore];
        let mut phrase: Option<Span> = None;
        for (at, token) in tokens.iter().enumerate().rev().take(REACH) {
            let is_part = match token.kind {
                TokenKind::Words => true,
                TokenKind::Cue(cues) if cues.has_any(&[Cue::Toward, Cue::From, Cue::Through]) => {
                    // `账户与安全`: it joins two nouns.
                    let joins = at > 0 && tokens[at - 1].kind == TokenKind::Words;
                    let is_preposition = !(joins && cues.has(Cue::Conjunction));
                    return phrase.filter(|_| is_preposition).map(|phrase| (cues, phrase));
                }
                TokenKind::Cue(cues) => {
                    cues.has_any(&NOMINAL) || cues.has(Cue::Of) && phrase.is_some()
                }
                _ => false,
            };
            if !is_part {
                return None;
            }
            phrase = Some(phrase.map_or(token.span, |phrase| token.span.join(phrase)));
        }
        None
    }

    /// `[提供]给我们，`: the party behind 给, if nothing makes it part of a longer name.
    fn given(&self, behind: &[Token]) -> Option<(MemberRole, Span)> {
        let [given, noun, rest @ ..] = behind else { return None };
        let is_noun = noun.is(Cue::Pronoun) || noun.kind == TokenKind::Words;
        let ends = rest.first().is_none_or(|next| ends_clause(next) || next.is(Cue::Conjunction));
        let span = self.party(noun.span, false).filter(|_| is_noun)?;
        (given.is(Cue::Given) && ends).then_some((MemberRole::Recipient, span))
    }
}

const fn counterpart_role(preposition: CueSet, takes: bool) -> MemberRole {
    let is_source = preposition.has(Cue::From) || takes && !preposition.has(Cue::Conjunction);
    if is_source { MemberRole::Source } else { MemberRole::Recipient }
}

/// The verbs in words. One of a single letter can be part of another word: 用户.
fn verbs_in<'t>(lexicon: &'t Lexicon, words: &'t str) -> impl Iterator<Item = Hit<Verb>> + 't {
    let is_word = |hit: &Hit<Verb>| words[hit.start..hit.end].chars().nth(1).is_some();
    lexicon.verbs().find_iter(words).filter(is_word)
}

fn is_edge(c: char) -> bool {
    !han::is_letter(c)
}

fn ends_clause(token: &Token) -> bool {
    token.is(Cue::Clause) || token.is(Cue::Break)
}

/// Reads the tokens of a scope once and knows at each verb who does it.
struct SubjectReader<'a, 'd> {
    words: Words<'a>,
    clauses: &'a Clauses,
    /// The token to be read next.
    next: u32,
    /// The subject of the clause that is read, and of the one before it.
    subject: Option<Span>,
    carried: Option<Span>,
    /// Who is behind 由 or 需要 in this clause.
    agent: Option<Span>,
    /// The last party, and its token.
    last: Option<(Span, u32)>,
    /// The names that the policy gives itself.
    names: &'a mut OwnNames<'d>,
    /// The words before make the next noun anything but a subject.
    preposition: CueSet,
    /// Whether a mark of the clause makes what follows no subject of it.
    is_past_head: bool,
    has_marked_subject: bool,
}

/// Cues behind which a noun is no subject.
const PREPOSITIONS: [Cue; 5] = [Cue::Toward, Cue::From, Cue::By, Cue::Object, Cue::As];

impl<'a, 'd> SubjectReader<'a, 'd> {
    fn new(words: Words<'a>, clauses: &'a Clauses, names: &'a mut OwnNames<'d>) -> Self {
        Self {
            words,
            clauses,
            next: 0,
            subject: None,
            carried: None,
            agent: None,
            last: None,
            names,
            preposition: CueSet::default(),
            is_past_head: false,
            has_marked_subject: false,
        }
    }

    /// S32: who does what the verb at this token says. Tokens must be asked for in order.
    fn agent(&mut self, at: u32) -> Option<Span> {
        let verb = self.words.tokens.get(at as usize).and_then(Token::mark);
        while self.next < at {
            if let Some(token) = self.words.tokens.get(self.next as usize)
                && token.depth == 0
            {
                self.token(token);
            }
            self.next += 1;
        }
        let clause = self.clauses.around(at)?;
        let own = self.last.filter(|&(_, token)| clause.start <= token);
        let own = own.map(|(span, _)| span);
        let takes = verb.is_some_and(|verb| verb.role == Some(Role::Collect));
        let carried = self.carried.filter(|&span| !takes || !self.words.is_data_subject(span));
        let outer = self.agent.or(self.subject).or(carried);
        match clause.kind {
            ClauseKind::Relative => own.or(outer),
            ClauseKind::Occasion | ClauseKind::Supposition => self.agent.or(own),
            ClauseKind::Main | ClauseKind::Question => outer,
        }
    }

    fn token(&mut self, token: &Token) {
        match token.kind {
            TokenKind::Cue(cues) if cues.has_any(&[Cue::Clause, Cue::Break]) => self.end_clause(),
            TokenKind::Cue(cues) if cues.has(Cue::Pronoun) => self.noun(token.span),
            TokenKind::Cue(cues) if cues.has_any(&PREPOSITIONS) => self.preposition = cues,
            TokenKind::Cue(cues) if cues.has(Cue::ActorBefore) && !cues.has(Cue::Will) => {
                self.preposition = self.preposition | cues;
            }
            TokenKind::Mark(mark) => self.mark(mark.kind),
            TokenKind::Words | TokenKind::Cue(_) => {
                if let Some(noun) = self.noun_in(token.span) {
                    self.noun(noun);
                } else if self.words.has_verb(token.span) {
                    // `使用本平台`: what follows directly is the object of it.
                    self.preposition = CueSet::of(Cue::Object);
                }
            }
            TokenKind::Open { .. } | TokenKind::Close => {}
        }
    }

    /// The somebody that words name: a party; before a verb or a word such as 会 also the name
    /// that the policy gives itself, and behind 由 whatever is there.
    fn noun_in(&mut self, span: Span) -> Option<Span> {
        const MODAL: [Cue; 4] = [Cue::ActorAfter, Cue::Will, Cue::May, Cue::Must];
        let next = self.words.tokens.get(self.next as usize + 1);
        let is_before_modal = next.is_some_and(|next| MODAL.iter().any(|&cue| next.is(cue)));
        let party = self.words.party(span, is_before_modal);
        let is_verb = |mark: Mark| mark.kind == AnnotationKind::Action;
        if party.is_some() || !is_before_modal && !next.and_then(Token::mark).is_some_and(is_verb) {
            return party;
        }
        let span = self.words.trimmed(span).filter(|span| span.len() <= WINDOW as u32)?;
        let words = self.words.text.get(span.range())?;
        let is_agent = self.preposition.has(Cue::By) && !self.words.has_verb(span);
        (is_agent || self.names.party(words) == Some(Party::First)).then_some(span)
    }

    /// A party that has no mark.
    fn noun(&mut self, span: Span) {
        let preposition = std::mem::take(&mut self.preposition);
        let next = self.words.tokens.get(self.next as usize + 1);
        let is_owner = next.is_some_and(|next| {
            next.is(Cue::Of) || next.mark().is_some_and(|mark| mark.kind == AnnotationKind::Data)
        });
        if is_owner {
            return;
        }
        if preposition.has(Cue::By) {
            self.agent = Some(span);
        } else if !preposition.has_any(&PREPOSITIONS) && !preposition.has(Cue::ActorBefore) {
            self.last = Some((span, self.next));
            let clause = self.clauses.around(self.next).map(|clause| clause.kind);
            let is_main = clause != Some(ClauseKind::Occasion);
            if is_main && !self.is_past_head && self.subject.is_none() {
                self.subject = Some(span);
            }
        }
    }

    fn mark(&mut self, kind: AnnotationKind) {
        let preposition = std::mem::take(&mut self.preposition);
        match kind {
            AnnotationKind::Actor if !preposition.has_any(&PREPOSITIONS) => {
                self.has_marked_subject = true;
                self.subject = None;
                self.last = None;
            }
            AnnotationKind::Action | AnnotationKind::Data => self.is_past_head = true,
            _ => {}
        }
    }

    fn end_clause(&mut self) {
        let clause = self.clauses.around(self.next).map(|clause| clause.kind);
        if self.has_marked_subject {
            self.carried = None;
        } else if matches!(clause, Some(ClauseKind::Main | ClauseKind::Question)) {
            self.carried = self.subject.or(self.carried);
        }
        self.subject = None;
        self.agent = None;
        self.preposition = CueSet::default();
        self.is_past_head = false;
        self.has_marked_subject = false;
    }
}

#[cfg(test)]
mod tests {
    use crate::parse;

    /// For each statement what it names without a mark, by the keys of the roles.
    fn named(text: &str) -> Vec<String> {
        let document = parse(text).unwrap();
        let named = |statement: crate::Statement<'_>| {
            let words = statement.unmarked().map(|w| format!("{} {}", w.role().key(), w.text()));
            words.collect::<Vec<_>>().join(", ")
        };
        document.statements().map(named).collect()
    }

    #[test]
    fn a_subject_without_mark() {
        for (text, expected) in [
            ("您需要[提供]<邮箱>。", "actors 您"),
            ("系统会自动[记录]<日期>。", "actors 系统"),
            ("服务商会[记录]<日期>。", "actors 服务商"),
            ("第三方支付机构将[处理]<卡号>。", "actors 第三方支付机构"),
            ("当您下单时，我们会[收集]<地址>。", "actors 我们"),
            ("我们会在您下单时[收集]<地址>。", "actors 我们"),
            ("为向您提供服务，我们需要[收集]<地址>。", "actors 我们"),
            ("请您[填写]<邮箱>。", "actors 您"),
            ("上述信息将由护士站[登记]，<邮箱>。", "actors 护士站"),
            ("我们可能需要用户[提供]<邮箱>。", "actors 用户"),
            ("若您不[提供]<邮箱>，我们将无法{回复您}。", "actors 您"),
            ("使用本平台时[提供]<邮箱>。", ""),
            ("登录后会[收集]<邮箱>。", ""),
            ("您的好友[上传]的<照片>。", "actors 好友"),
        ] {
            assert_eq!(named(text), [expected], "{text}");
        }
    }

    #[test]
    fn a_subject_goes_on() {
        let text = "您可以[修改]<昵称>，也可以[上传]<头像>。";
        assert_eq!(named(text), ["actors 您", "actors 您"]);
        let text = "您登录后，(星海)会[收集]<日期>，并[保存]<日志>。";
        assert_eq!(named(text), ["", ""]);
    }

    /// Whom the data is about takes none in a clause where he is not named.
    #[test]
    fn the_data_subject_takes_nothing() {
        assert_eq!(named("您同意本政策，[收集]<邮箱>。"), [""]);
        assert_eq!(named("您同意本政策，[填写]<邮箱>。"), ["actors 您"]);
    }

    #[test]
    fn the_name_that_the_policy_gives_itself() {
        let text = "星海图书隐私政策\n星海图书会[收集]<邮箱>。云杉会[保存]<邮箱>。";
        assert_eq!(named(text), ["actors 星海图书", ""]);
    }

    #[test]
    fn a_verb_without_mark() {
        for (text, expected) in [
            ("(星海)会使用您的<邮箱>来{回复您}。", "actions 使用"),
            ("注册时提供的<邮箱>。", "actions 提供"),
            ("(星海)会查看、储存您的<账单>。", "actions 查看"),
            ("授权我们查看社保信息，包括<账号>。", "actors 我们, actions 查看"),
            ("您可以通过<手机号>创建账号。", "actors 您, actions 创建"),
            ("<邮箱>：用于{回复您}。", ""),
            ("您的浏览<记录>。", ""),
            ("<邮箱>，我们收集这些信息是为了{回复您}。", "actors 我们, actions 收集"),
        ] {
            assert_eq!(named(text), [expected], "{text}");
        }
    }

    #[test]
    fn a_second_verb_without_mark_has_its_own_data() {
        let text = "(您)需要[提供]<邮箱>，并创建<昵称><口令>。";
        assert_eq!(named(text), ["", "actions 创建"]);
        assert_eq!(named("(您)需要[提供]<邮箱>和<昵称>。"), [""]);
    }

    #[test]
    fn a_recipient_or_a_source_without_mark() {
        for (text, expected) in [
            ("(您)可以向我们[提供]<邮箱>。", "recipients 我们"),
            ("(星海)不会与任何第三方[分享]<邮箱>。", "recipients 第三方"),
            ("(星海)会与云杉药房[共享]<邮箱>。", "recipients 云杉药房"),
            ("(星海)会从体检中心[获取]<报告>。", "sources 体检中心"),
            ("(星海)会向云杉银行[查询]<账单>。", "sources 银行"),
            ("(星海)会通过您登录的账号[收集]<昵称>。", "sources 您登录的账号"),
            ("(星海)会通过短信[收集]<昵称>。", ""),
            ("(星海)会通过第三方[发送]<短信>。", ""),
            ("(星海)会把<邮箱>[提供]给第三方。", "recipients 第三方"),
            ("(星海)会把<邮箱>[提供]给我们委托的(云杉)。", ""),
            ("(星海)会对外[公布]<邮箱>。", ""),
            ("(星海)会[收集]与您相关的<邮箱>。", ""),
        ] {
            assert_eq!(named(text), [expected], "{text}");
        }
    }

    #[test]
    fn words_stay_outside_marks_and_close() {
        let far = |words: usize| format!("您{}[填写]<邮箱>。", "、以".repeat(words));
        assert_eq!(named(&far(10)), ["actors 您"]);
        let long = |letters: usize| format!("(星海)会与{}[共享]<邮箱>。", "杉".repeat(letters));
        assert_eq!(named(&long(30)), [format!("recipients {}", "杉".repeat(30))]);
        assert_eq!(named(&long(31)), [""]);
        let between = |tokens: usize| format!("(星海)会使用{}<邮箱>。", "、的".repeat(tokens));
        assert_eq!(named(&between(15)), ["actions 使用"]);
        assert_eq!(named(&between(16)), [""]);
    }
}
