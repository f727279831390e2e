//! The limits of the productions and of the rules B1 to B20: one step further reads differently.

#![allow(clippy::unwrap_used)]

mod common;

use common::invariants::assert_invariants;
use common::reasons;
use policymark::Parser;
use policymark::tree::Reason;

#[test]
fn labels_have_up_to_three_characters() {
    for label in ["123", "二十一", "xii", "xviii"] {
        assert_eq!(reasons(&format!("（{label}）")), [Reason::Enumerator], "{label}");
    }
    for words in ["1234", "二十一二", "xviiii", "ab"] {
        assert_eq!(reasons(&format!("（{words}）")), [Reason::Fullwidth], "{words}");
    }
}

#[test]
fn a_label_can_follow_blanks() {
    let text = |word: &str, blanks: usize| format!("{word}1{})", " ".repeat(blanks));
    assert_eq!(reasons(&text("", 18)), [Reason::Enumerator]);
    assert_eq!(reasons(&text("第", 18)), [Reason::Unpaired]);
}

#[test]
fn the_target_of_a_link_contains_no_bracket_but_pairs_of_parentheses() {
    assert_eq!(reasons("[规则](/a(b)c)"), [Reason::Link, Reason::LinkTarget]);
    assert!(!reasons("[规则](/a]b)").contains(&Reason::LinkTarget));
}

#[test]
fn the_target_of_a_link_has_up_to_2048_bytes() {
    let link = |len: usize| format!("[规则](/{})", "a".repeat(len - 2));
    assert_eq!(reasons(&link(2048)), [Reason::Link, Reason::LinkTarget]);
    assert!(!reasons(&link(2049)).contains(&Reason::LinkTarget));
}

#[test]
fn arrows_are_between_menu_items() {
    for text in ["设置>“隐私”", "设置->隐私", "设置 > 隐私", "设置 >隐私", "“设置”>隐私", "> 设置"]
    {
        assert_eq!(reasons(text), [Reason::Arrow], "{text}");
    }
    for text in ["设置>隐私", "设置 >。", "设置> 隐私"] {
        assert_eq!(reasons(text), [Reason::Unpaired], "{text}");
    }
}

#[test]
fn depth_counts_from_the_outermost_bracket() {
    use Reason::{Depth, Marked};
    let read = |depth| {
        let document = Parser::new().max_depth(depth).parse("{您<注[册]>}").unwrap();
        let nodes = document.root().descendants();
        nodes.filter_map(|node| Some(node.reading()?.reason)).collect::<Vec<_>>()
    };
    assert_eq!(read(3), [Marked; 3]);
    assert_eq!(read(2), [Marked, Marked, Depth, Depth]);
    assert_eq!(read(1), [Marked, Depth, Depth, Depth, Depth]);
}

#[test]
fn pairs_that_nest_too_deeply_are_reported_once() {
    let parser = Parser::new().max_depth(1);
    let reported = |text| parser.parse(text).unwrap().diagnostics().len();
    assert_eq!(reported("{您<注[册<号>]>}"), 1);
    assert_eq!(reported("{您<注[册<号>]>和<注[册]>}，{用<户[名]>}"), 3);
}

#[test]
fn every_pair_marks_as_an_option() {
    use Reason::{Arrow, Dialect, Empty, Enumerator, Fullwidth, Marked, Mixed};
    let parser = Parser::new().every_pair_marks(true);
    let reasons = |text: &str| {
        let document = parser.parse(text).unwrap();
        assert_invariants(&document);
        document
            .root()
            .descendants()
            .filter_map(|node| Some(node.reading()?.reason))
            .collect::<Vec<_>>()
    };
    for pair in ["(1)", "<br>", "<https://a.example>", "相机(摄像头)", "(例如邮箱)", "《<法>》"]
    {
        assert_eq!(reasons(pair), [Marked], "{pair}");
    }
    assert_eq!(reasons("[政策](https://a.example)"), [Marked; 2]);
    assert_eq!(reasons("(<头像>、<昵称>)"), [Marked; 3]);
    assert_eq!(reasons("<https://a.example/{b}>"), [Marked; 2]);
    assert_eq!(
        reasons("（如邮箱）、(邮箱）、( )、1)、设置 > 隐私"),
        [Fullwidth, Mixed, Empty, Enumerator, Arrow]
    );
    assert_eq!(reasons(r"\(1\)\<br\>"), []);
    let dialect =
        policymark::text::Dialect::default().with(policymark::text::Delimiter::Paren, None);
    let document = Parser::new().every_pair_marks(true).dialect(dialect).parse("(甲)").unwrap();
    let pair = document.root().descendants().nth(1).unwrap();
    assert_eq!(pair.reading().unwrap().reason, Dialect);
}
