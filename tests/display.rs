//! The text forms: widths in cells, names, what they explain, and what would steer a terminal.

#![allow(clippy::unwrap_used)]

mod common;

use policymark::display::Style;
use policymark::text::visible;
use policymark::{Document, parse};
use unicode_width::UnicodeWidthStr;

/// Every form of a document, by its name.
fn forms(style: Style<'_>, document: &Document) -> Vec<(&'static str, String)> {
    vec![
        ("tree", style.tree(document).to_string()),
        ("clauses", style.clauses(document).to_string()),
        ("statements", style.statements(document.statements()).to_string()),
        ("lines", style.lines(document.statements()).to_string()),
        ("inventory", style.inventory(&document.inventory()).to_string()),
        ("items", style.inventory(&document.item_inventory()).to_string()),
        ("diagnostics", style.diagnostics(document).to_string()),
        ("snapshot", document.snapshot().to_string()),
    ]
}

/// Text that is wide, narrow, joined and nested, with something in each role.
const WIDE: &str = "\
一、我们怎样收集与使用您在注册账户和日常使用服务的过程中向我们提供的各类个人信息以及设备信息
当{您第一次打开应用，并且同意本政策，或者以任何其他方式表示您接受其中全部条款}时，(我们)会[收集]您的<设备信息>，如<型号>、\
<Android ID or any other identifier of the device>，以便{验证您的身份👨‍👩‍👧}。
1、家人：(您)需要[填写]<👨‍👩‍👧 家庭成员>（如有）和<e\u{301}te\u{301} 手机号码>。
（1）未经{您同意}，(我们)不会向(第三方)[提供]<上述信息>，除非{法律要求}。
<<<<<<嵌套>的>数据>的>名称>很长很长很长很长很长很长很长很长很长很长很长很长很长>
";

#[test]
fn lines_fit_the_width_in_cells() {
    let document = parse(WIDE).unwrap();
    for width in [0, 40, 41, 57, 80, 200] {
        for (form, shown) in forms(Style::new().width(width).explain(true), &document) {
            let fits = |line: &str| line.width() <= width.max(40);
            let ends = matches!(form, "diagnostics" | "snapshot");
            assert!(ends || shown.lines().all(fits), "{form} at {width}:\n{shown}");
            assert!(shown.is_empty() || shown.ends_with('\n'), "{form} at {width}");
        }
    }
}

#[test]
fn what_is_narrow_loses_no_words() {
    let document = parse(WIDE).unwrap();
    let squeezed = |style: Style<'_>| {
        let shown = style.statements(document.statements()).to_string();
        shown.split_whitespace().collect::<String>()
    };
    assert_eq!(squeezed(Style::new().width(40)), squeezed(Style::new().width(None)));
    let lines =
        |style: Style<'_>| style.statements(document.statements()).to_string().lines().count();
    assert!(lines(Style::new().width(40)) > lines(Style::new().width(None)));
}

#[test]
fn without_a_limit_each_statement_has_one_line() {
    let document = parse(WIDE).unwrap();
    let style = Style::new().width(None);
    let tree = style.tree(&document).to_string();
    assert!(
        tree.contains("并且同意本政策，或者以任何其他方式表示您接受其中全部条款}时，(我们)会"),
        "{tree}"
    );
    let lines = style.lines(document.statements()).to_string();
    assert_eq!(lines.lines().count(), document.statements().len());
    assert!(!lines.contains('…'), "{lines}");
}

#[test]
fn wide_characters_are_cut_at_cells() {
    let document = parse("(我们)会[收集]<昵称、头像、手机号码、身份证号码、电子邮箱>。").unwrap();
    let line = |width: usize| Style::new().width(width).lines(document.statements()).to_string();
    assert_eq!(line(41), "1:1: 我们 收集 昵称、头像、手机号码、身…\n");
    assert_eq!(line(42), "1:1: 我们 收集 昵称、头像、手机号码、身份…\n");
    assert_eq!(line(43), "1:1: 我们 收集 昵称、头像、手机号码、身份…\n");
}

#[test]
fn an_empty_document_has_every_form() {
    for text in ["", "\n", "\u{feff}", "没有标记。"] {
        let document = parse(text).unwrap();
        let style = Style::new().name("a.txt");
        let head = "a.txt\n0 annotations: 0 purpose, 0 action, 0 data, 0 actor\n";
        assert!(style.tree(&document).to_string().starts_with(head));
        assert_eq!(style.statements([]).to_string(), "a.txt: no statements\n");
        assert_eq!(style.clauses(&document).to_string(), "a.txt: no clauses\n");
        assert_eq!(style.inventory(&document.inventory()).to_string(), "a.txt: no items\n");
        assert_eq!(Style::new().statements([]).to_string(), "no statements\n");
        assert_eq!(style.lines([]).to_string(), "");
        assert_eq!(style.diagnostics(&document).to_string(), "");
        let snapshot = "== outline\n\n== brackets\n\n== statements\n\n== diagnostics\n";
        assert_eq!(document.snapshot().to_string(), snapshot);
    }
}

/// What would steer a terminal wherever a form shows words.
const STEERING: &str = "\
\u{1b}[31m一、\u{7}注册\u{1b}]0;x\u{7}\u{202e}\r\u{85}\u{2028}表
当{您\u{9b}注册\u{2066}}时，(我\u{1b}们)会[收\u{8}集]<手机\u{9b}\u{61c}号码>，\u{202e}不会[出\u{c}售]<手机\u{9b}号码>。
(我们)会[收集]<邮\u{9b}箱>，如<\r\u{1b}\u{9b}昵\u{b}称 >，还有<>、<\u{1b}\u{9b}头像（\u{1b}）。
(我们)会[收集]以下信息：\n1、\u{1b}您的<昵\u{9b}称>。
";

#[test]
fn nothing_steers_the_terminal() {
    let document = parse(STEERING).unwrap();
    let style = Style::new().name("a\n\u{1b}b.txt").explain(true);
    for (form, shown) in forms(style, &document) {
        assert!(shown.contains("<U+009B>"), "{form}: {shown}");
        for line in shown.lines() {
            assert_eq!(visible(line), line, "{form}");
        }
        assert!(form == "snapshot" || shown.contains("a␊␛b.txt"), "{form}: {shown}");
    }
    let handles: Vec<String> = document
        .annotations()
        .map(|annotation| annotation.to_string())
        .chain(document.annotations().flat_map(|a| a.items()).map(|item| item.to_string()))
        .chain(document.sections().map(|section| section.to_string()))
        .chain(document.sentences().map(|sentence| sentence.to_string()))
        .chain(document.statements().map(|statement| statement.to_string()))
        .chain(document.clauses().map(|clause| clause.to_string()))
        .collect();
    assert!(handles.iter().any(|shown| shown.contains('␛')));
    assert!(handles.iter().all(|shown| visible(shown) == *shown));
}

#[test]
fn a_statement_has_all_its_parts_on_one_line() {
    for (text, line) in [
        ("当{您注册}时，(我们)可能[收集]<邮箱>。", "我们 may 收集 邮箱 when 您注册"),
        ("(海螺)不会把<录音>卖给(广告商)。", "海螺 not - 录音 to 广告商 [likely]"),
        ("若您不[提供]<邮箱>，", "(您) not 提供 邮箱 [supposed]"),
        ("(我们)会[收集]<城市>（不含<位置>）。", "我们 收集 城市 but not 位置"),
        ("(我们)[共享]<邮箱>无需征得您的同意。", "我们 共享 邮箱 [no consent needed]"),
        (
            "(系统)会从(银行)[获取](您)的<账单>，除非{您反对}。",
            "获取 账单 from 银行 whose 您 at 系统 unless 您反对",
        ),
        ("<设备信息>，如<型号>。", "设备信息、型号 [likely]"),
    ] {
        let document = parse(text).unwrap();
        let shown: Vec<_> = document.statements().map(|statement| statement.to_string()).collect();
        assert_eq!(shown, [line], "{text}");
    }
}

#[test]
fn explaining_adds_rules_and_grounds() {
    let document =
        parse("经{您同意}，(我们)会[收集]<邮箱>。您可以[填写]<昵称>，如<小名>。").unwrap();
    let shown =
        |explain| Style::new().explain(explain).statements(document.statements()).to_string();
    let explained = shown(true);
    for (line, explanation) in [
        ("  data    邮箱", " [S9]"),
        ("  when    您同意", " [S13, consent]"),
        ("  who     (您)", " [S32]"),
        ("  parts   昵称: 小名", " [S21]"),
    ] {
        assert!(explained.contains(&format!("{line}{explanation}\n")), "{explained}");
        assert!(shown(false).contains(&format!("{line}\n")));
    }
}

#[test]
fn statements_of_several_documents_have_their_own_places() {
    let [one, two] =
        ["\n\n(我们)会[收集]<邮箱>。", "(我们)会[收集]<昵称>。"].map(|text| parse(text).unwrap());
    let both = one.statements().chain(two.statements()).chain(one.statements());
    let shown = Style::new().lines(both).to_string();
    assert_eq!(shown, "3:1: 我们 收集 邮箱\n1:1: 我们 收集 昵称\n3:1: 我们 收集 邮箱\n");
}

#[test]
fn what_many_share_is_shortened_in_every_form() {
    let (title, event) = ("注册账户".repeat(1_000), "您登录".repeat(1_000));
    let clauses = "(我们)会[收集]<昵称>，".repeat(20);
    let document = parse(&format!("# {title}\n当{{{event}}}时，{clauses}\n")).unwrap();
    for (form, shown) in forms(Style::new().width(None), &document) {
        let len = document.text().len();
        assert!(shown.len() < 4 * len, "{form}: {} bytes of {len}", shown.len());
    }
}

#[test]
fn every_policy_has_every_form() {
    for (path, text) in common::fixtures("policies") {
        let document = parse(&text).unwrap();
        for (form, shown) in forms(Style::new(), &document) {
            assert!(
                shown.lines().all(|line| visible(line) == line),
                "{form} of {}",
                path.display()
            );
        }
    }
}

/// `Debug` of what a document hands out is for one line of a log, however long the text is.
#[test]
fn debug_is_short() {
    let text =
        format!("一、注册\n当{{您注册}}时，(我们)会[收集]<邮箱>、<{}>。\n", "昵称".repeat(9_000));
    let document = parse(&text).unwrap();
    let statement = document.statements().next().unwrap();
    let sentence = statement.sentence();
    let data = statement.data().next().unwrap();
    let [lines, leaves, pieces] = [
        format!("{:?}", document.line_index()),
        format!("{:?}", document.leaves()),
        format!("{:?}", sentence.pieces()),
    ];
    for (shown, start) in [
        (format!("{document:?}"), "Document { bytes: 54069, annotations: 5, sections: 1, "),
        (format!("{statement:?}"), "Statement(#0 \"我们 收集 邮箱、昵称昵称"),
        (format!("{data:?}"), "Annotation(#3 data \"邮箱\")"),
        (format!("{:?}", data.items().next().unwrap()), "Item(53..59 \"邮箱\")"),
        (format!("{sentence:?}"), "Sentence(#1 \"当{您注册}时，(我们)会"),
        (format!("{:?}", statement.section().unwrap()), "Section(#0 heading \"注册\")"),
        (format!("{:?}", document.clauses().next().unwrap()), "Clause(main \"当{您注册}时，"),
        (format!("{:?}", document.root()), "Node(#0 Document \"一、注册␊当{您"),
        (
            format!("{:?}", statement.members().next().unwrap()),
            "Member { annotation: Annotation(#1 actor",
        ),
        (lines, "LineIndex { bytes: 54069, .. }"),
        (leaves, "Leaves { nodes: 0.."),
        (pieces, "Pieces { at: 13, .. }"),
    ] {
        assert!(shown.starts_with(start), "{shown}");
        assert!(shown.width() < 140 && visible(&shown) == shown, "{shown}");
    }
    let mut session = policymark::Parser::new().into_session();
    session.parse(&text).unwrap();
    assert!(format!("{session:?}").len() < 500, "{session:?}");
}

#[test]
fn each_item_has_a_class_of_its_own() {
    let document = parse("(我们)会[收集]<会员等级、昵称和银行卡号>。").unwrap();
    let shown = Style::new().inventory(&document.item_inventory()).to_string();
    let titles: Vec<_> =
        shown.lines().filter(|line| !line.starts_with(' ') && !line.is_empty()).collect();
    assert_eq!(titles, ["会员等级", "昵称  network-identity", "银行卡号  sensitive  property"]);
}
