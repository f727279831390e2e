//! What the tests of this module share, and the tests of what its files do together.

use std::fmt::Write;

use super::{Certainty, MemberRole, Polarity};
use crate::document::{Document, Statement};
use crate::parse;

const ROLES: [(MemberRole, &str); 12] = [
    (MemberRole::Actor, "谁"),
    (MemberRole::Recipient, "向"),
    (MemberRole::Source, "从"),
    (MemberRole::Subject, "的"),
    (MemberRole::Place, "在"),
    (MemberRole::Action, "做"),
    (MemberRole::Data, "物"),
    (MemberRole::Excluded, "缺"),
    (MemberRole::Purpose, "为"),
    (MemberRole::Condition, "当"),
    (MemberRole::Exception, "除"),
    (MemberRole::Absence, "无"),
];

/// The statements of a text, each as a string: `谁我们 做收集+使用 物邮箱`, with `不` before a denied one
/// and `甲>乙` for a part.
pub(super) fn stated(text: &str) -> Vec<String> {
    parse(text).unwrap().statements().map(show).collect()
}

/// The certainty of the last statement of a text.
pub(super) fn certainty(text: &str) -> Certainty {
    parse(text).unwrap().statements().last().unwrap().certainty()
}

fn show(statement: Statement<'_>) -> String {
    let mut line = String::new();
    if statement.polarity() == Polarity::Denied {
        line.push('不');
    }
    for (role, word) in ROLES {
        let members: Vec<_> = statement.in_role(role).map(|m| m.text().into_owned()).collect();
        if !members.is_empty() {
            write!(line, " {word}{}", members.join("+")).unwrap();
        }
    }
    for pair in statement.inclusions() {
        write!(line, " {}>{}", pair.whole.text(), pair.part.text()).unwrap();
    }
    line.trim().to_owned()
}

/// How many members the statements of a text have.
fn members(document: &Document) -> usize {
    document.statements().map(|statement| statement.members().len()).sum()
}

#[test]
fn an_aside_with_a_verb_is_a_statement_of_its_own() {
    assert_eq!(
        stated("(星海)[收集]您的<位置>（(星海)仅[收集]<所在城市>，但不会记录行程）来{判断天气}。"),
        ["谁星海 做收集 物位置 为判断天气", "谁星海 做收集 物所在城市"]
    );
}

#[test]
fn other_parentheses_are_asides_too() {
    assert_eq!(
        stated("1）(星海)会[收集]<设备信息>（<型号>、<系统>)。"),
        ["谁星海 做收集 物设备信息+型号+系统 设备信息>型号 设备信息>系统"]
    );
    assert_eq!(
        stated("(星海)会[收集]<设备信息>\\(如<型号>\\)，<IMEI>（<IMEI2>。"),
        ["谁星海 做收集 物设备信息+型号+IMEI+IMEI2 设备信息>型号"]
    );
    assert_eq!(
        stated("(星海)会[收集]<账号>(例如<微博账号>、<支付账号>)，用于(缩写:SDK){登录}。"),
        ["谁星海 做收集 物账号+微博账号+支付账号 为登录 账号>微博账号 账号>支付账号"]
    );
}

#[test]
fn punctuation_in_an_annotation_ends_nothing() {
    assert_eq!(
        stated("您[补充]的<资料>将有助于{提升安全；用于核实身份。以及其他}。"),
        ["做补充 物资料 为提升安全；用于核实身份。以及其他"]
    );
}

/// Every statement is in the sentence that makes it, even if it has members from a lead-in.
#[test]
fn a_statement_names_its_sentence() {
    let document = parse("(星海)会[收集]：\n1、<邮箱>；").unwrap();
    let sentences: Vec<_> = document.statements().map(|s| s.sentence().source()).collect();
    assert_eq!(sentences, ["(星海)会[收集]：", "1、<邮箱>；"]);
}

mod limits {
    //! The limits of `grammar.md` for members that a statement takes over.

    use super::parse;
    use crate::document::Statement;

    /// How many members the last statement of a text has.
    fn last(text: &str) -> usize {
        parse(text).unwrap().statements().last().map_or(0, |statement| statement.members().len())
    }

    #[test]
    fn at_most_32_of_a_sort() {
        let text = |count| format!("{}会[收集]<邮箱>，并[保存]<电话>。", "(星海)、".repeat(count));
        assert_eq!([30, 32, 33, 40].map(|count| last(&text(count))), [32, 34, 34, 34]);
    }

    #[test]
    fn any_number_of_its_own() {
        let agents = "(星海)、".repeat(40);
        let document = parse(&format!("由{agents}[收集]<邮箱>[保存]<电话>。")).unwrap();
        let counts: Vec<_> = document.statements().map(|s| s.actors().count()).collect();
        assert_eq!(counts, [40, 32]);
    }

    /// An item takes all that governs it, however short its line is.
    #[test]
    fn a_short_item_takes_all() {
        let text =
            "(星海)、(云杉)会[收集]、[使用]、[保存]下列信息，用于{登录}、{支付}、{送货}：\n<年龄>";
        assert_eq!(last(text), 9);
    }

    #[test]
    fn as_many_as_the_text_has_bytes() {
        let lead_in = format!("(星海)在{}时会[收集]：\n", "{送货}".repeat(24));
        let item = "1、<邮箱>；\n";
        let document = parse(&(lead_in.clone() + &item.repeat(400))).unwrap();
        let counts: Vec<_> =
            document.statements().skip(1).map(|s: Statement<'_>| s.members().len() - 1).collect();
        // An actor, an action and 24 conditions: all members of the lead-in.
        let whole = counts.iter().take_while(|&&count| count == 26).count();
        let bytes = lead_in.len() + item.len() * (whole + 1);
        assert!((26 * whole..26 * (whole + 1)).contains(&(bytes - 1)), "{whole} of {bytes} bytes");
        // From there on each item pays with its own bytes.
        assert!(counts[whole + 1..].iter().all(|&count| count == item.len()), "{counts:?}");
    }
}

mod linear {
    //! Long texts make no more members than a fixed multiple of their annotations. All tests run in
    //! seconds even in debug builds; anything quadratic would take minutes.

    use super::{members, parse};

    const MANY: usize = 20_000;

    fn check(head: &str, unit: &str, tail: &str, most: usize) {
        let document = parse(&format!("{head}{}{tail}", unit.repeat(MANY))).unwrap();
        let count = members(&document);
        assert!(count <= most * MANY + 100, "{unit}: {count}");
    }

    #[test]
    fn verbs_in_one_sentence() {
        check("当{您注册}时，(星海)会", "[收集]<邮箱>，", "。", 4);
        check("(星海)会", "[收集]、", "<邮箱>。", 1);
        check("", "(星海)[收集](您)[提供]的<邮箱>、", "。", 50);
        check("", "将<邮箱>[提供]给(云杉)，", "。", 5);
    }

    #[test]
    fn one_statement_with_many_members() {
        check("(星海)会[收集]", "<邮箱>、", "。", 1);
        check("(星海)会[收集]<信息>，如", "<邮箱>等<信息>、", "。", 2);
        check("(星海)", "、(云杉)", "会[收集]<邮箱>。", 1);
        check("", "当{您注册}时，", "(星海)会[收集]<邮箱>。", 1);
        check("(星海)会[收集]<邮箱>，", "以便{回复您}，", "。", 1);
    }

    #[test]
    fn what_governs_many_verbs() {
        let many = "{您注册}，".repeat(MANY);
        check(&format!("当{many}(星海)会"), "[收集]<邮箱>，", "。", 40);
        let many = "、(云杉)".repeat(MANY);
        check(&format!("(星海){many}会"), "[收集]<邮箱>，", "。", 40);
    }

    #[test]
    fn asides() {
        check("(星海)会[收集]<邮箱>", "（<电话>）", "。", 1);
        check("(星海)会[收集]<邮箱>", "（(星海)[收集]<电话>）", "。", 4);
        check("(星海)会[收集]<邮箱>", "\\(<电话>", "。", 2);
        let many = "\\(<电话>".repeat(MANY);
        check(&format!("(星海)会[收集]<邮箱>{many}"), "\\)", "。", 2);
    }

    #[test]
    fn lists_and_references() {
        check("(星海)会[收集]：\n", "1、<邮箱>；\n", "", 4);
        let many = "<邮箱>、".repeat(MANY);
        check(&format!("(星海)会[收集]{many}。"), "这些信息用于{回复您}。", "", 2);
        check(&format!("(星海)会[收集]{many}，"), "[使用]这些信息，", "。", 40);
        let many = "、(云杉)".repeat(MANY);
        let head = format!("(星海){many}会[收集]<邮箱>、(您)[提供]的<邮箱>，");
        check(&head, "这些信息、(您)[提供]的<邮箱>，", "。", 80);
    }
}

#[test]
fn words_that_contain_a_denial_deny_nothing() {
    for words in
        ["会不定期", "不得不", "每日不少于两次", "不只", "对未注册的访客会", "不可撤销地授权"]
    {
        assert_eq!(
            stated(&format!("(星海){words}[备份]<订单>。")),
            ["谁星海 做备份 物订单"],
            "{words}"
        );
    }
}

#[test]
fn words_that_forbid_deny_the_action_of_another() {
    for words in ["严禁", "禁止", "不允许", "避免", "拒绝"] {
        assert_eq!(
            stated(&format!("(星海){words}(员工)[泄露]<订单>。")),
            ["不 谁员工 做泄露 物订单"],
            "{words}"
        );
    }
    for words in ["无法", "停止", "不再", "决不"] {
        assert_eq!(
            stated(&format!("(星海){words}[保存]<订单>。")),
            ["不 谁星海 做保存 物订单"],
            "{words}"
        );
    }
}

#[test]
fn a_denial_does_not_reach_a_relative_clause() {
    assert_eq!(
        stated("(星海)不会[出租]所[保存]的<手机号>。"),
        ["不 谁星海 做出租 物手机号", "谁星海 做保存 物手机号"]
    );
    assert_eq!(
        stated("(星海)不会[公开]、[出租]您[填写]的<昵称>。"),
        ["不 谁星海 做公开+出租 物昵称", "做填写 物昵称"]
    );
}

#[test]
fn an_action_that_may_be_refused_is_denied() {
    assert_eq!(stated("(您)有权拒绝(星海)[收集]<位置>。"), ["不 谁星海 做收集 物位置"]);
    for words in ["停止", "无权", "从不", "绝不", "并未"] {
        assert_eq!(
            stated(&format!("(星海)将{words}[提供]<订单>。")),
            ["不 谁星海 做提供 物订单"],
            "{words}"
        );
    }
}

#[test]
fn a_purpose_does_not_belong_to_the_denial_after_it() {
    assert_eq!(
        stated("(星海)会[收集]<人脸>，仅将其用于{核验}，不会[存储]<原图>。"),
        ["谁星海 做收集 物人脸 为核验", "不 谁星海 做存储 物原图"]
    );
    assert_eq!(
        stated("(星海)会[保存]<订单>，并在{您注销}后[删除]<账号>。"),
        ["谁星海 做保存 物订单", "谁星海 做删除 物账号 当您注销"]
    );
    for words in ["只会", "仅会"] {
        assert_eq!(
            stated(&format!("(星海){words}在{{您同意}}后[收集]<订单>。")),
            ["谁星海 做收集 物订单 当您同意"]
        );
    }
}
