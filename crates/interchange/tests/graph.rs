//! Statements as graphs and rows.

#![allow(clippy::unwrap_used)]

mod common;

use policymark_interchange::view::View;
use policymark_interchange::{Feature, Format, Options};

const POLICY: &str = "一、共享\n当{您下单}时，(我们)会向(物流公司)[提供]您的<设备信息>（包括<型号>）。\n\
    除{法律要求}外，(我们)不会向(物流公司)[共享]<\"end\" & \\[邮箱\\]#1；`x`>。\n";

fn written(format: Format) -> String {
    let view = View::new("a \"b\"", &policymark::parse(POLICY).unwrap());
    let files = common::files(format, &Options::default(), &[view]);
    files.into_values().next().unwrap()
}

#[test]
fn the_same_words_are_one_node() {
    let dot = written(Format::Dot);
    assert_eq!(dot.matches("label=\"我们\"").count(), 1, "{dot}");
    assert_eq!(dot.matches("label=\"物流公司\"").count(), 1, "{dot}");
    assert_eq!(dot.matches("kind=\"statement\"").count(), 2, "{dot}");
    assert!(dot.starts_with("digraph \"a \\\"b\\\"\" {\n"), "{dot}");
    assert!(dot.contains("label=\"\\\"end\\\" &amp; [邮箱]#1；`x`\""), "{dot}");
}

#[test]
fn what_is_denied_is_dashed_and_red() {
    let dot = written(Format::Dot);
    let line = dot.lines().find(|line| line.contains("label=\"共享\"")).unwrap();
    assert!(line.contains("style=\"filled,dashed\", color=\"#dc2626\""), "{line}");
    let chart = written(Format::Mermaid);
    assert!(chart.contains(">\"共享\"]:::denied\n"), "{chart}");
    assert!(chart.contains(" -.->|recipient| "), "{chart}");
}

#[test]
fn what_mermaid_would_read_is_an_entity() {
    let chart = written(Format::Mermaid);
    assert!(chart.contains("([\"#34;end#34; #38; [邮箱]#35;1；#96;x#96;\"]):::data"), "{chart}");
}

#[test]
fn graphs_in_xml_are_escaped_and_have_all_roles() {
    let xml = written(Format::GraphMl);
    assert!(xml.contains("<graph id=\"a &quot;b&quot;\" edgedefault=\"directed\">"), "{xml}");
    for role in ["actor", "recipient", "data", "condition", "exception", "includes"] {
        assert!(xml.contains(&format!("<data key=\"role\">{role}</data>")), "{role}: {xml}");
    }
    assert!(xml.contains("&amp; [邮箱]#1"), "{xml}");
}

#[test]
fn each_statement_is_a_row() {
    let csv = written(Format::Csv);
    let rows: Vec<_> = csv.split("\r\n").collect();
    assert_eq!(rows.len(), 4, "{csv}");
    assert!(rows[0].starts_with("\u{feff}policy,start,end,id,polarity,"), "{csv}");
    assert!(rows[1].starts_with("\"a \"\"b\"\"\",") && rows[1].contains(",一、共享,"), "{csv}");
    assert!(rows[1].contains(",设备信息: 型号,"), "{csv}");
    assert!(rows[2].contains(",0,1,denied,") || rows[2].contains(",1,denied,"), "{csv}");
}

/// Twice the text gives about twice as much in every format.
#[track_caller]
fn assert_linear(text: impl Fn(usize) -> String) {
    let written = |times: usize| {
        let view = View::new("policy", &policymark::parse(&text(times)).unwrap());
        let len_in = |&format: &Format| {
            let files = common::files(format, &Options::default(), std::slice::from_ref(&view));
            files.into_values().map(|content| content.len()).sum::<usize>()
        };
        Format::ALL.iter().map(len_in).collect::<Vec<_>>()
    };
    let lens = written(500).into_iter().zip(written(1000));
    for (format, (len, twice)) in Format::ALL.iter().zip(lens) {
        assert!(twice <= 2 * len + len / 5, "{}: {len} and {twice} bytes", format.name());
    }
}

/// Many statements can share one sentence: it is not written whole for each of them.
#[test]
fn a_long_sentence_is_not_repeated_whole() {
    assert_linear(|clauses| "(我们)会[收集]您的<手机号码>，以便{核对}；".repeat(clauses));
}

/// Many references can mean the same long list: not all of it is written for each of them.
#[test]
fn a_long_list_is_not_repeated_for_each_reference() {
    let text = |times| {
        let (list, references) = ("<甲>、".repeat(times), "[使用]<上述信息>，".repeat(times));
        format!("(我们)会[收集]{list}<乙>。(我们)会{references}[使用]<该信息>。")
    };
    assert_linear(text);
    let view = View::new("policy", &policymark::parse(&text(10)).unwrap());
    let meant = view.statements.iter().flat_map(|found| &found.references);
    assert!(meant.clone().count() > 1 && meant.clone().all(|(_, meant)| meant.len() == 11));
    assert_eq!(view.cut_references, 0);
    let view = View::new("policy", &policymark::parse(&text(500)).unwrap());
    let losses: Vec<_> =
        Format::Brat.losses(&view).filter(|(lost, _)| *lost == Feature::References).collect();
    assert_eq!(losses, [(Feature::References, view.cut_references)]);
    assert!(view.cut_references > 450, "{}", view.cut_references);
}
