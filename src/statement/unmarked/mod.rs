//! What a sentence names without a mark: who does it, the verb, and to whom or from whom data goes.

mod agent;
mod words;

use super::MemberRole;
use super::clause::Clauses;
use super::draft::{Batch, Draft, Named};
use super::scope::Scope;
use crate::annotation::OwnNames;
use crate::lexicon::{Cue, Lexicon};
use crate::text::Short;

use agent::SubjectReader;
use words::Words;

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
        const CUES: [Cue; 6] =
            [Cue::Suppose, Cue::WhenEnds, Cue::Ask, Cue::Toward, Cue::From, Cue::Through];
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
            ("您知悉并同意我们[收集]<昵称>。", "actors 我们"),
            ("(星海)无法{开通}，但不影响您[使用]<地图>。", "actors 您"),
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

    #[test]
    fn a_conjunction_before_a_relative_clause() {
        let text = "(星海)会[收集]<昵称>和您[上传]的<照片>。";
        assert_eq!(named(text), ["", "actors 您"]);
        let text = "(星海)会[收集]<昵称>、您[上传]的<照片>。";
        assert_eq!(named(text), ["", "actors 您"]);
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
            ("(星海)会向银行和保险公司[提供]<邮箱>。", "recipients 保险公司"),
            ("(星海)会在“账户与安全”里[修改]<邮箱>。", ""),
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
