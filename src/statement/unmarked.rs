//! Unmarked actors, verbs, recipients and sources.

use super::MemberRole;
use super::analysis::Analysis;
use super::clause::{Clause, ClauseKind, Clauses};
use super::draft::{Batch, Draft, Named};
use super::scope::Scope;
use super::slot::{Needed, SlotData, SlotRole, Slots, first_of_last};
use super::token::{Mark, Token};
use super::words::Words;
use crate::annotation::{OwnNames, Role};
use crate::lexicon::{Cue, CueSet};
use crate::text::{AnnotationKind, Span};

/// How many tokens from data, and how many slots from a verb, are searched.
const REACH: u32 = 32;

/// How many tokens after a verb are needed to find an unmarked recipient: `[提供]给第三方`.
const GIVEN: u32 = 3;

/// Finds what the words of a scope say about its drafts besides their members.
#[derive(Debug, Default)]
pub(super) struct Completer {
    slots: Slots,
}

impl Completer {
    /// S31 to S34: finds whether the drafts from index `first` on are only supposed, and the unmarked words
    /// in roles for which they have no member.
    pub(super) fn complete(
        &mut self,
        analysis: &mut Analysis<'_>,
        words: Words<'_>,
        names: &mut OwnNames<'_>,
        first: usize,
        batch: &mut Batch,
    ) {
        const SUPPOSING: [Cue; 3] = [Cue::Suppose, Cue::WhenEnds, Cue::Ask];
        let Scope { tokens, content } = analysis.scope;
        let needed = needed(&batch.drafts[first..], content.cues);
        if needed == Needed::default() && !content.cues.has_any(&SUPPOSING) {
            return;
        }
        analysis.find_clauses(words.text);
        let (clauses, slots) = (&*analysis.clauses, &mut self.slots);
        slots.fill(needed, tokens, analysis.phrases, clauses, words, names);
        let finder = Finder { tokens, clauses, slots, words };
        for number in first..batch.drafts.len() {
            finder.complete(number, names, batch);
        }
    }
}

/// Which slots are needed for the members that drafts lack.
fn needed(drafts: &[Draft], cues: CueSet) -> Needed {
    let governs = cues.has_any(&[Cue::Toward, Cue::From, Cue::Through]);
    let mut needed = Needed::default();
    for draft in drafts {
        let reach = match draft {
            Draft { has_action: false, .. } => REACH,
            Draft { has_counterpart: false, .. } if governs => GIVEN,
            Draft { has_actor: false, .. } => 1,
            _ => continue,
        };
        needed.end = needed.end.max(draft.at + reach);
        needed.words |= !draft.has_action || !draft.has_actor;
    }
    needed
}

/// Searches the clauses of a scope for what a draft lacks.
struct Finder<'a> {
    tokens: &'a [Token],
    clauses: &'a Clauses,
    slots: &'a Slots,
    words: Words<'a>,
}

impl Finder<'_> {
    fn complete(&self, number: usize, names: &mut OwnNames<'_>, batch: &mut Batch) {
        let draft = &mut batch.drafts[number];
        let verb = if draft.has_action { None } else { self.verb(draft.at) };
        let at = verb.map(|verb| verb.token).or(draft.has_action.then_some(draft.at));
        let clause = at.and_then(|at| self.clauses.around(at));
        draft.supposed = clause.is_some_and(|(_, clause)| !clause.kind.is_asserted());
        let agent = at.filter(|_| !draft.has_actor).and_then(|at| self.agent(at));
        let other = if draft.has_counterpart { None } else { self.counterpart(draft.at) };
        let verb = verb.map(|verb| (MemberRole::Action, verb.span));
        let agent = agent.map(|span| (MemberRole::Actor, span));
        for (role, span) in [agent, other, verb].into_iter().flatten() {
            let is_somebody = role != MemberRole::Action;
            let party = is_somebody.then(|| names.party(self.words.source(span))).flatten();
            batch.named.push(Named { draft: number as u32, role, party, span });
        }
    }

    /// The slots of a clause before a token, and those from the token on, at most [`REACH`] each.
    fn around(&self, clause: u32, token: u32) -> (&[SlotData], &[SlotData]) {
        let slots = self.slots.of(clause);
        let (before, after) = slots.split_at(slots.partition_point(|slot| slot.token < token));
        let near = before.len().saturating_sub(REACH as usize);
        (&before[near..], &after[..after.len().min(REACH as usize)])
    }

    /// S32: finds the unmarked actor of the verb at a token.
    fn agent(&self, at: u32) -> Option<Span> {
        let verb = self.tokens.get(at as usize).and_then(Token::mark);
        let collects = verb.is_some_and(|verb| verb.role == Some(Role::Collect));
        let (number, clause) = self.clauses.around(at)?;
        let root = self.clauses.root(at)?;
        let (own, outer) = (self.around(number, at).0, self.around(root, at).0);
        let unmarked = |slot: &SlotData| slot.mark.is_none().then_some(slot.span);
        let last = |slots: &[SlotData], role| {
            slots.iter().rev().find(|slot| slot.role == role).and_then(unmarked)
        };
        let subject = || last(own, SlotRole::Subject);
        let agent = || last(own, SlotRole::Agent).or_else(|| last(outer, SlotRole::Agent));
        let main = || match first_of_last(outer, SlotRole::Subject) {
            Some(slot) => unmarked(slot),
            None => {
                let carried = self.slots.carried(root);
                carried.filter(|&span| !collects || !self.words.is_data_subject(span))
            }
        };
        match clause.kind {
            ClauseKind::Relative => subject().or_else(agent).or_else(main),
            ClauseKind::Occasion | ClauseKind::Supposition => subject().or_else(agent),
            ClauseKind::Main | ClauseKind::Question => agent().or_else(main),
        }
    }

    /// S33: finds the unmarked verb of the data at a token.
    fn verb(&self, at: u32) -> Option<SlotData> {
        if self.tokens.get(at as usize)?.depth > 0 {
            return None;
        }
        let (number, _) = self.clauses.around(at)?;
        let (before, after) = self.around(number, at);
        let is_near = |slot: &&SlotData| slot.token.abs_diff(at) < REACH;
        let found = last_verb(before).or_else(|| self.verb_before_part(at)).filter(is_near);
        let first = || after.iter().find(|slot| is_unmarked_verb(slot)).filter(is_near);
        found.or_else(first).or_else(|| self.verb_of_reference(at)).copied()
    }

    /// The last verb of the clause before, if this clause has its parts: `查看您的信息，包括<账单>`,
    /// `提供以下信息：<账单>`.
    fn verb_before_part(&self, at: u32) -> Option<&SlotData> {
        let root = self.clauses.root(at)?;
        let start = self.clauses.get(root)?.start;
        let before = start.checked_sub(1)?;
        let number = self.clauses.root(before)?;
        let is_part = self.tokens.get(start as usize).is_some_and(|token| token.is(Cue::Part));
        let continues = is_part || self.announces(self.clauses.get(number)?);
        last_verb(self.around(number, before).0).filter(|_| continues)
    }

    /// Whether a clause ends in a colon and announces what follows.
    fn announces(&self, clause: &Clause) -> bool {
        let clause = self.tokens.get(clause.start as usize..clause.end as usize);
        let near = clause.unwrap_or_default().iter().rev().take(REACH as usize);
        let mut near = near.skip_while(|token| token.is(Cue::Colon));
        clause.is_some_and(|clause| clause.last().is_some_and(|last| last.is(Cue::Colon)))
            && near.any(|token| token.is(Cue::Forward))
    }

    /// The verb right before a reference to the data: `我们收集这些信息是为了{回复您}`.
    fn verb_of_reference(&self, at: u32) -> Option<&SlotData> {
        let after = self.tokens.get(at as usize..)?.iter().take(REACH as usize);
        let reference = (at..).zip(after).find(|(_, token)| token.is(Cue::Reference))?.0;
        let (number, _) = self.clauses.around(reference)?;
        let verb = self.around(number, reference).0.last()?;
        (is_unmarked_verb(verb) && verb.token + 1 == reference).then_some(verb)
    }

    /// S34: finds the unmarked recipient or source of the verb at a token.
    fn counterpart(&self, at: u32) -> Option<(MemberRole, Span)> {
        let is_verb = |mark: Mark| mark.kind == AnnotationKind::Action;
        self.tokens.get(at as usize)?.mark().filter(|&mark| is_verb(mark))?;
        let (number, _) = self.clauses.around(at)?;
        let (before, after) = self.around(number, at);
        let is_own = |slot: &&SlotData| slot.role != SlotRole::Verb;
        let before = before.iter().rev().take_while(is_own).find_map(counterpart);
        let after = || after.iter().skip(1).take_while(is_own).find_map(counterpart);
        before.or_else(after).or_else(|| self.carried_recipient(at))
    }

    /// The unmarked recipient of an unmarked verb in the clause before:
    /// `我们会与合作伙伴共享信息，但不会[分享]<邮箱>`.
    fn carried_recipient(&self, at: u32) -> Option<(MemberRole, Span)> {
        let verb = self.tokens.get(at as usize)?.mark()?;
        let start = self.clauses.get(self.clauses.root(at)?)?.start;
        let before = start.checked_sub(1).filter(|_| verb.role == Some(Role::Share))?;
        let slots = self.around(self.clauses.root(before)?, before).0;
        let recipient = slots.iter().rposition(|slot| slot.role == SlotRole::Recipient)?;
        let verb = slots[recipient + 1..].first().filter(|slot| is_unmarked_verb(slot))?;
        counterpart(&slots[recipient]).filter(|_| self.words.hands_over(verb.span))
    }
}

fn counterpart(slot: &SlotData) -> Option<(MemberRole, Span)> {
    let role = match slot.role {
        SlotRole::Recipient => MemberRole::Recipient,
        SlotRole::Source => MemberRole::Source,
        _ => return None,
    };
    slot.mark.is_none().then_some((role, slot.span))
}

fn is_unmarked_verb(slot: &SlotData) -> bool {
    slot.role == SlotRole::Verb && slot.mark.is_none()
}

/// The last verb, if it is not marked.
fn last_verb(slots: &[SlotData]) -> Option<&SlotData> {
    slots.iter().rev().find(|slot| slot.role == SlotRole::Verb).filter(|slot| slot.mark.is_none())
}

#[cfg(test)]
mod tests {
    use crate::parse;

    /// The unmarked words of each statement, after the keys of their roles.
    fn named(text: &str) -> Vec<String> {
        let document = parse(text).unwrap();
        let named = |statement: crate::Statement<'_>| {
            let words = statement.unmarked().map(|w| format!("{} {}", w.role().key(), w.text()));
            words.collect::<Vec<_>>().join(", ")
        };
        document.statements().map(named).collect()
    }

    #[test]
    fn an_unmarked_subject() {
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
            ("当您填写问卷后，我们[收集]<邮箱>。", "actors 我们"),
            ("您知悉并同意我们[收集]<昵称>。", "actors 我们"),
            ("在您提供<昵称>后，(星海)会回复。", "actors 您, actions 提供"),
            ("当您使用<昵称>登录时，(星海)会回复。", "actors 您, actions 使用"),
            ("(星海)无法{开通}，但不影响您[使用]<地图>。", "actors 您"),
        ] {
            assert_eq!(named(text), [expected], "{text}");
        }
    }

    #[test]
    fn an_unmarked_subject_is_that_of_later_clauses() {
        let text = "您可以[修改]<昵称>，也可以[上传]<头像>。";
        assert_eq!(named(text), ["actors 您", "actors 您"]);
        let text = "您登录后，(星海)会[收集]<日期>，并[保存]<日志>。";
        assert_eq!(named(text), ["", ""]);
    }

    #[test]
    fn a_conjunction_before_a_relative_clause() {
        let text = "(星海)会[收集]<昵称>和您[上传]的<照片>。";
        assert_eq!(named(text), ["", "actors 您"]);
        let text = "(星海)会[收集]<昵称>、您[上传]的<照片>。";
        assert_eq!(named(text), ["", "actors 您"]);
    }

    #[test]
    fn the_subject_of_a_relative_clause_is_after_another_verb() {
        for (text, expected) in [
            ("星海隐私政策\n(您)使用星海[提供]的服务时[填写]<邮箱>。", "actors 星海"),
            ("(您)在使用我们[提供]的服务时[填写]<邮箱>。", "actors 我们"),
            ("(星海)会收集第三方[提供]的<邮箱>。", "actors 第三方"),
            ("(星海)会按我们的要求[提供]的<邮箱>。", ""),
            ("(您)根据平台要求[提供]的<邮箱>。", ""),
        ] {
            assert_eq!(named(text)[0], expected, "{text}");
        }
    }

    /// The data subject of an earlier clause is not the actor of a verb that collects.
    #[test]
    fn the_data_subject_does_not_collect() {
        assert_eq!(named("您同意本政策，[收集]<邮箱>。"), [""]);
        assert_eq!(named("您同意本政策，[填写]<邮箱>。"), ["actors 您"]);
    }

    #[test]
    fn the_name_that_the_policy_gives_itself() {
        let text = "星海图书隐私政策\n星海图书会[收集]<邮箱>。云杉会[保存]<邮箱>。";
        assert_eq!(named(text), ["actors 星海图书", ""]);
    }

    #[test]
    fn an_unmarked_verb() {
        for (text, expected) in [
            ("(星海)会使用您的<邮箱>来{回复您}。", "actions 使用"),
            ("注册时提供的<邮箱>。", "actions 提供"),
            ("(星海)会查看、储存您的<账单>。", "actions 查看"),
            ("授权我们查看社保信息，包括<账号>。", "actors 我们, actions 查看"),
            ("您可以通过<手机号>创建账号。", "actors 您, actions 创建"),
            ("(海螺)不会把<录音>转让给(广告商)。", "actions 转让"),
            ("(海螺)会委托(云杉)存档，再核对您的<单号>。", "actions 核对"),
            ("您可以授权我们查看<步数>。", "actors 我们, actions 查看"),
            ("(海螺)会同时显示您的<昵称>。", "actions 显示"),
            ("(会计师)会计算<税额>。", "actions 计算"),
            ("您需提供以下信息：您的<邮箱>。", "actors 您, actions 提供"),
            ("您需提供信息：您的<邮箱>。", ""),
            ("<邮箱>：用于{回复您}。", ""),
            ("您的浏览<记录>。", ""),
            ("<邮箱>，我们收集这些信息是为了{回复您}。", "actors 我们, actions 收集"),
        ] {
            assert_eq!(named(text), [expected], "{text}");
        }
    }

    /// No cue splits a verb of the table.
    #[test]
    fn every_verb_of_the_table_is_found() {
        // Of one character, or rather a preposition.
        const OTHER: [&str; 3] = ["用", "通过", "借助"];
        let lexicon = crate::lexicon::Lexicon::default();
        let lines = lexicon.source(crate::lexicon::Table::Verbs).lines();
        let words = lines.filter_map(|line| Some(line.split_once('\t')?.0));
        let verbs: Vec<_> = words.filter(|word| !OTHER.contains(word)).collect();
        assert!(verbs.len() > 100);
        for verb in verbs {
            for text in [format!("(海螺)会{verb}您的<录音>。"), format!("(海螺)会将<录音>{verb}。")]
            {
                // `委托处理`
                let found = &named(&text)[0];
                let found = found.strip_prefix("actions ").filter(|found| verb.contains(found));
                assert!(found.is_some(), "{text}");
            }
        }
    }

    #[test]
    fn a_second_unmarked_verb_has_its_own_data() {
        let text = "(您)需要[提供]<邮箱>，并创建<昵称><口令>。";
        assert_eq!(named(text), ["", "actions 创建"]);
        assert_eq!(named("(您)需要[提供]<邮箱>和<昵称>。"), [""]);
    }

    #[test]
    fn an_unmarked_recipient_or_source() {
        for (text, expected) in [
            ("(您)可以向我们[提供]<邮箱>。", "recipients 我们"),
            ("(星海)不会与任何第三方[分享]<邮箱>。", "recipients 第三方"),
            ("(星海)会与云杉药房[共享]<邮箱>。", "recipients 云杉药房"),
            ("(星海)会向银行和保险公司[提供]<邮箱>。", "recipients 保险公司"),
            ("(星海)会在“账户与安全”里[修改]<邮箱>。", ""),
            ("(星海)会从体检中心[获取]<报告>。", "sources 体检中心"),
            ("(星海)会向云杉银行[查询]<账单>。", "sources 银行"),
            ("(星海)会通过您登录的账号[收集]<昵称>。", "sources 您登录的账号"),
            ("(星海)会通过短信[收集]<昵称>。", ""),
            ("(星海)会通过第三方[发送]<短信>。", ""),
            ("(星海)会从星海集团外的第三方[获取]<运单>。", "sources 星海集团外的第三方"),
            ("(星海)会从为我们提供服务的第三方[获取]<运单>。", "sources 第三方"),
            ("(星海)会把<邮箱>[提供]给第三方。", "recipients 第三方"),
            ("会把<邮箱>[提供]给第三方。", "recipients 第三方"),
            ("(星海)会把<邮箱>[提供]给我们委托的(云杉)。", ""),
            ("(星海)会对外[公布]<邮箱>。", ""),
            ("(星海)会[收集]与您相关的<邮箱>。", ""),
            ("(星海)会对所[扫描]的<手稿>。", ""),
            ("(星海)可通过您与他人的互动[获取]<偏好>。", ""),
            ("(星海)可通过与他人的互动[获取]<偏好>。", ""),
            ("(星海)将在向您提供服务的过程之中所[收集]的<邮箱>。", ""),
            ("(星海)会从技术服务提供商处[获取]<邮箱>。", "sources 技术服务提供商处"),
            ("(星海)会与云杉自动[共享]<邮箱>。", ""),
            ("我们会与合作伙伴共享信息，但(星海)不会[分享]<邮箱>。", "recipients 合作伙伴"),
            ("我们会与委托我们进行推广的商家共享信息，(星海)会[提供]<邮箱>。", "recipients 商家"),
            ("我们会与合作伙伴共享信息，但(星海)不会[收集]<邮箱>。", ""),
            ("我们会与合作伙伴讨论，但(星海)不会[分享]<邮箱>。", ""),
        ] {
            assert_eq!(named(text), [expected], "{text}");
        }
    }

    #[test]
    fn unmarked_words_are_outside_annotations_and_near() {
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
