//! Comparing two versions: each kind of change is found, nothing else is, and both directions agree.

#![allow(clippy::unwrap_used)]

mod common;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use policymark::compare::{Change, ChangeKind, compare};
use policymark::{Document, parse};
use proptest::prelude::*;
use proptest::sample::Index;

use common::families::fill;
use common::strategy::{cases, markup};

/// The policies of the fixtures, read once.
static POLICIES: LazyLock<Vec<(PathBuf, String)>> = LazyLock::new(|| common::fixtures("policies"));

/// The changes as lines, `data member-added 昵称`, in the order in which they are given.
fn lines(old: &str, new: &str) -> Vec<String> {
    let (old, new) = (parse(old).unwrap(), parse(new).unwrap());
    assert_both_ways(&old, &new);
    let comparison = compare(&old, &new);
    comparison.changes().map(line).collect()
}

fn line(change: Change<'_>) -> String {
    let role = change.role.map_or(String::new(), |role| format!("{role} "));
    let text = |place: Option<policymark::compare::Place<'_>>| {
        place.map(|place| place.text().into_owned())
    };
    let texts = match (text(change.old), text(change.new)) {
        (Some(old), Some(new)) => format!("{old} → {new}"),
        (old, new) => old.or(new).unwrap_or_default(),
    };
    format!("{role}{}: {texts}", change.kind)
}

#[track_caller]
fn check(old: &str, new: &str, expected: &[&str]) {
    assert_eq!(lines(old, new), expected);
}

/// What a change is, but for its documents.
type Key = (ChangeKind, Option<policymark::statement::MemberRole>, [Option<(u32, u32)>; 4]);

fn key(change: Change<'_>) -> Key {
    let span = |span: policymark::Span| (span.start(), span.end());
    let (old, new) = change.statements();
    let places = [change.old, change.new].map(|place| place.map(|place| span(place.span())));
    let statements = [old, new].map(|statement| statement.map(|s| span(s.span())));
    (change.kind, change.role, [places[0], places[1], statements[0], statements[1]])
}

/// The changes backwards are the changes of the versions exchanged, and of a version to itself there is none.
#[track_caller]
fn assert_both_ways(old: &Document, new: &Document) {
    let mut forwards: Vec<_> = compare(old, new).changes().map(|c| key(c.reversed())).collect();
    let mut backwards: Vec<_> = compare(new, old).changes().map(key).collect();
    forwards.sort_unstable();
    backwards.sort_unstable();
    assert_eq!(forwards, backwards, "{}\n---\n{}", old.text(), new.text());
    assert!(compare(old, old).is_empty(), "{}", old.text());
    assert!(compare(new, new).is_empty(), "{}", new.text());
}

#[test]
fn data_comes_and_goes() {
    let old = "(我们)会[收集]<邮箱>、<昵称>。";
    check(old, "(我们)会[收集]<邮箱>、<昵称>、<头像>。", &["data member-added: 头像"]);
    check(old, "(我们)会[收集]<邮箱>。", &["data member-removed: 昵称"]);
    check(
        "(我们)会[收集]<邮箱>、<设备信息>。",
        "(我们)会[收集]<邮箱>、<设备信息摘要>。",
        &["data member-changed: 设备信息 → 设备信息摘要"],
    );
}

#[test]
fn an_item_of_a_list_comes_and_goes() {
    check(
        "(我们)会[收集]<邮箱、昵称和头像>。",
        "(我们)会[收集]<邮箱、生日和头像>。",
        &["data member-removed: 昵称", "data member-added: 生日"],
    );
}

#[test]
fn recipients_and_sources_come_and_go() {
    check(
        "(我们)会向(甲公司)[提供]<邮箱>。",
        "(我们)会向(甲公司)、(乙银行)[提供]<邮箱>。",
        &["recipient member-added: 乙银行"],
    );
    check(
        "(我们)会从(运营商)[获取]<账单>。",
        "(我们)会从(征信机构)[获取]<账单>。",
        &["source member-removed: 运营商", "source member-added: 征信机构"],
    );
}

#[test]
fn purposes_grounds_and_exceptions_change() {
    check(
        "(我们)会[收集]<邮箱>。",
        "(我们)会[收集]<邮箱>，用于{发送账单}。",
        &["purpose member-added: 发送账单"],
    );
    check(
        "当{您注册账户}时，(我们)会[收集]<邮箱>。",
        "经{您同意}，(我们)会[收集]<邮箱>。",
        &["condition member-changed: 您注册账户 → 您同意"],
    );
    check(
        "未经{您同意}，(我们)不会[共享]<邮箱>。",
        "(我们)不会[共享]<邮箱>。",
        &["exception member-removed: 您同意"],
    );
}

#[test]
fn a_denial_becomes_an_affirmation() {
    let (old, new) = ("(我们)不会[出售]<邮箱>。", "(我们)会[出售]<邮箱>。");
    check(old, new, &["now-affirmed: (我们)不会[出售]<邮箱> → (我们)会[出售]<邮箱>"]);
    check(new, old, &["now-denied: (我们)会[出售]<邮箱> → (我们)不会[出售]<邮箱>"]);
}

#[test]
fn modality_assertion_and_consent_change() {
    let kinds = |old: &str, new: &str| {
        let (old, new) = (parse(old).unwrap(), parse(new).unwrap());
        assert_both_ways(&old, &new);
        compare(&old, &new).changes().map(|change| change.kind).collect::<Vec<_>>()
    };
    let plain = "(我们)会[收集]<邮箱>。";
    assert_eq!(kinds(plain, "(我们)可能[收集]<邮箱>。"), [ChangeKind::ModalityChanged]);
    assert_eq!(
        kinds(plain, "(我们)会[收集]<邮箱>而无需征得您的同意。"),
        [ChangeKind::ConsentExempted]
    );
    assert_eq!(
        kinds("若(您)[提供]<邮箱>，我们会回信。", "(您)[提供]<邮箱>，我们会回信。"),
        [ChangeKind::Asserted]
    );
}

#[test]
fn another_verb_is_another_action() {
    check(
        "(我们)会[收集]<邮箱>。",
        "(我们)会[存储]<邮箱>。",
        &["action member-changed: 收集 → 存储"],
    );
    check(
        "(我们)会向(甲公司)[共享]<邮箱>。",
        "(我们)会向(甲公司)[出售]<邮箱>。",
        &["action member-changed: 共享 → 出售"],
    );
}

#[test]
fn other_words_for_the_same_are_a_change_of_wording() {
    for (old, new) in [
        ("(我们)会[收集]<邮箱>。", "(本公司)将会[收集]您的<邮箱>。"),
        ("(我们)会[收集]<邮箱>。", "(我们)会[获取]<邮箱>。"),
        ("(我们)会[收集]<昵称、头像>。", "(我们)会[收集]您的<头像>和<昵称>。"),
        ("(我们)会[收集]<邮箱>。", "为服务您，(我们)会[收集]<邮箱>。"),
    ] {
        let whole = format!("reworded: {old} → {new}");
        check(old, new, &[&whole]);
    }
    assert!(!ChangeKind::Reworded.is_of_meaning());
}

#[test]
fn blanks_and_punctuation_are_no_change() {
    check("(我们)会[收集]<邮箱>。", "(我们) 会[收集]<邮箱>；", &[]);
    check("(我们)会[收集]<IMEI>。", "(我们)会[收集]<ｉｍｅｉ>。", &[]);
}

#[test]
fn statements_come_go_and_move() {
    let one = "(我们)会[收集]<邮箱>，用于{发送账单}。\n";
    let two = "(我们)不会[出售]<面部特征>。\n";
    check(&format!("{one}{two}"), one, &["statement-removed: (我们)不会[出售]<面部特征>"]);
    check(one, &format!("{one}{two}"), &["statement-added: (我们)不会[出售]<面部特征>"]);
    check(&format!("{one}{two}"), &format!("{two}{one}"), &[]);
    check(
        &format!("一、收集\n{one}{two}二、其他\n正文。\n"),
        &format!("一、收集\n{one}二、其他\n正文。\n{two}"),
        &["statement-moved: (我们)不会[出售]<面部特征> → (我们)不会[出售]<面部特征>"],
    );
}

#[test]
fn headings_are_recognized() {
    let (a, b, c) =
        ("(我们)会[收集]<邮箱>。\n", "(我们)会[共享]<昵称>。\n", "(我们)会[删除]<头像>。\n");
    let old = format!("一、收集\n{a}二、共享\n{b}三、删除\n{c}");
    check(
        &old,
        &format!("一、收集\n{a}二、存储\n正文。\n三、共享\n{b}四、删除\n{c}"),
        &[
            "heading-added: 二、存储",
            "heading-renumbered: 二、共享 → 三、共享",
            "heading-renumbered: 三、删除 → 四、删除",
        ],
    );
    check(
        &old,
        &format!("一、收集\n{a}二、我们如何对外提供\n{b}三、删除\n{c}"),
        &["heading-renamed: 二、共享 → 二、我们如何对外提供"],
    );
    check(
        &old,
        &format!("一、共享\n{b}二、删除\n{c}三、收集\n{a}"),
        &[
            "heading-renumbered: 二、共享 → 一、共享",
            "heading-renumbered: 三、删除 → 二、删除",
            "heading-moved: 一、收集 → 三、收集",
            "heading-renumbered: 一、收集 → 三、收集",
        ],
    );
}

/// A policy of the fixtures with some passages replaced, and what has to be found.
#[track_caller]
fn check_policy(name: &str, edits: &[(&str, &str)], expected: &[&str]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/policies");
    let old = common::read(&folder.join(name));
    let mut new = old.clone();
    for (before, after) in edits {
        assert_eq!(new.matches(before).count(), 1, "{before}");
        new = new.replace(before, after);
    }
    check(&old, &new, expected);
}

#[test]
fn twelve_edits_of_a_policy_are_found() {
    check_policy(
        "xinghe-bookstore.txt",
        &[
            // A reworded sentence, a change of polarity, one of modality.
            ("(我们)会[获取]有关您的<位置信息>", "(本店)将会[采集]您的<位置信息>"),
            ("不会[收集]<孩子的照片>", "会[收集]<孩子的照片>"),
            ("(我们)还可能[读取]您的<浏览器类型>", "(我们)还会[读取]您的<浏览器类型>"),
            // Data that came, went and changed.
            (
                "<收货人姓名>、<收货地址>和<联系电话>",
                "<收货人姓名>、<收货地址>、<备用地址>和<联系电话>",
            ),
            ("<帖子内容>、<图片>、<发帖位置>", "<帖子内容>、<发帖位置>"),
            ("[删除]您的<个人信息>，{法律另有规定的}除外", "[删除]您的<个人信息>"),
            // A recipient, a purpose, a condition.
            ("[转让]给(其他公司)", "[转让]给(其他公司)、(征信机构)"),
            ("用于{代扣代缴税款}", "用于{办理领奖手续}"),
            ("在{取得您的单独同意}后", "当{您参加联名活动}时"),
            // A statement that went, and one that came.
            (
                "[公开披露]您的<获奖书评>；除非{您要求匿名}，(我们)会同时[公开]您的<笔名>",
                "[公开披露]您的<获奖书评>",
            ),
            ("我们一般在十五个工作日内答复", "(我们)会[存储]<来信记录>，用于{改进答复}"),
            // A heading that was renamed.
            ("6、搜索", "6、检索书目"),
        ],
        &[
            "modality-changed: (我们)还可能[读取]您的<浏览器类型>，以此{来为您排出合适的版式} → \
             (我们)还会[读取]您的<浏览器类型>，以此{来为您排出合适的版式}",
            "data member-removed: 图片",
            "data member-added: 备用地址",
            "reworded: 当{您打开定位并查找附近的门店}时， (我们)会[获取]有关您的<位置信息>。 → \
             当{您打开定位并查找附近的门店}时， (本店)将会[采集]您的<位置信息>。",
            "heading-renamed: 6、搜索 → 6、检索书目",
            "purpose member-changed: 代扣代缴税款 → 办理领奖手续",
            "condition member-changed: 取得您的单独同意 → 您参加联名活动",
            "recipient member-added: 征信机构",
            "statement-removed: {您要求匿名}，(我们)会同时[公开]您的<笔名>",
            "exception member-removed: 法律另有规定的",
            "now-affirmed: (我们)只在{监护人同意}的前提下[收集]<孩子的昵称>和<阅读年龄段>，\
             不会[收集]<孩子的照片> → (我们)只在{监护人同意}的前提下[收集]<孩子的昵称>和<阅读年龄段>，\
             会[收集]<孩子的照片>",
            "statement-added: (我们)会[存储]<来信记录>，用于{改进答复}",
        ],
    );
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn both_directions_agree(old in markup(), new in markup()) {
        assert_both_ways(&parse(&old).unwrap(), &parse(&new).unwrap());
    }

    /// Lines of a policy taken out, repeated, exchanged and put elsewhere.
    #[test]
    fn random_edits_are_the_same_in_both_directions(
        policy in any::<Index>(),
        edits in proptest::collection::vec((any::<Index>(), any::<Index>(), 0_u8..4), 1..8),
    ) {
        let old = &policy.get(&POLICIES).1;
        let mut lines: Vec<_> = old.lines().collect();
        for (one, other, edit) in edits {
            let (one, other) = (one.index(lines.len()), other.index(lines.len()));
            match edit {
                0 => drop(lines.remove(one)),
                1 => lines.insert(other, lines[one]),
                2 => lines.swap(one, other),
                _ => {
                    let line = lines.remove(one);
                    lines.insert(other.min(lines.len()), line);
                }
            }
            if lines.is_empty() {
                break;
            }
        }
        assert_both_ways(&parse(old).unwrap(), &parse(&lines.join("\n")).unwrap());
    }
}

/// The JSON form of changes of all sorts: with and without a role, with one side and with both.
#[test]
fn comparisons_are_written_as_json() {
    let old = "一、收集\n(我们)会[收集]<邮箱、昵称>。\n二、共享\n(我们)不会[共享]<邮箱>。\n";
    let new = "一、收集\n(我们)会[收集]<邮箱、别名>，用于{登录}。\n三、共享\n(我们)会[共享]<邮箱>。\n(您)可以[删除]<邮箱>。\n";
    let (old, new) = (parse(old).unwrap(), parse(new).unwrap());
    let comparison = compare(&old, &new);
    let json = serde_json::to_string_pretty(&comparison).unwrap();
    insta::assert_snapshot!(json);
    let written: serde_json::Value = serde_json::from_str(&json).unwrap();
    for (change, written) in comparison.changes().zip(written["changes"].as_array().unwrap()) {
        for (place, key, document) in [(change.old, "old", &old), (change.new, "new", &new)] {
            let span = written.get(key).map(|written| &written["span"]);
            assert_eq!(span.is_some(), place.is_some());
            let offset = |end: &str| span.unwrap()[end].as_u64().unwrap() as usize;
            assert!(
                place.is_none() || document.text().get(offset("start")..offset("end")).is_some()
            );
        }
    }
    assert!(rmp_serde::to_vec(&comparison).is_ok(), "a format that identifies fields by position");
}

/// Each policy compared with the next: nothing panics, and both directions agree.
#[test]
fn each_policy_is_compared_with_the_next() {
    let documents: Vec<_> = POLICIES.iter().map(|(_, text)| parse(text).unwrap()).collect();
    for pair in documents.windows(2) {
        assert_both_ways(&pair[0], &pair[1]);
    }
}

/// A document that comes back from JSON is compared as equal.
#[test]
fn documents_from_json_are_compared() {
    let text = "(我们)会[收集]<邮箱>，也会[共享]<昵称>。";
    let document = parse(text).unwrap();
    let json = serde_json::to_string(&document).unwrap();
    let read: Document = serde_json::from_str(&json).unwrap();
    assert!(compare(&document, &read).is_empty());
}

/// One comparison per family of adversarial texts; one that is not linear takes minutes.
macro_rules! tests {
    ($($name:ident: $unit:expr;)+) => {
        #[test]
        fn comparisons_take_linear_time() {
            $(
                let text = fill($unit, 1 << 18);
                let edited = text.replace('会', "不会").replacen('>', "甲>", 1000);
                let (old, new) = (parse(&text).unwrap(), parse(&edited).unwrap());
                let _ = compare(&old, &new).to_string();
            )+
        }
    };
}

common::families::families!(tests);
