//! Each table can be listed, extended, trimmed and replaced, with an effect on documents.

#![allow(clippy::unwrap_used)]

use policymark::lexicon::{Lexicon, Table};
use policymark::{Document, Parser, parse, query};

/// The part of a document that depends on one table.
type View = fn(&Document) -> Vec<String>;

/// A text that reads differently with other words.
struct Case {
    table: Table,
    text: &'static str,
    view: View,
    standard: &'static [&'static str],
    /// Entries to add, and the result with them.
    extended: (&'static str, &'static [&'static str]),
    /// Words to remove, and the result without them.
    trimmed: (&'static str, &'static [&'static str]),
    /// Entries to replace all others, and the result with them.
    replaced: (&'static str, &'static [&'static str]),
}

const CASES: &[Case] = &[
    Case {
        table: Table::Verbs,
        text: "(我们)会[收集]、[拨弄]<昵称>。",
        view: |document| {
            show(document.annotations().filter_map(|action| Some(action.processing()?.name())))
        },
        standard: &["collect"],
        extended: ("拨弄\tstore\n", &["collect", "store"]),
        trimmed: ("收集\n", &[]),
        replaced: ("收集\tuse\n", &["use"]),
    },
    Case {
        table: Table::Parties,
        text: "(我们)会向(云杉)[提供]<昵称>。",
        view: |document| {
            show(document.annotations().filter_map(|actor| Some(actor.party()?.name())))
        },
        standard: &["first"],
        extended: ("云杉\tthird\n", &["first", "third"]),
        trimmed: ("我们\tfirst\n", &[]),
        replaced: ("云杉\tthird\n", &["third"]),
    },
    Case {
        table: Table::Cues,
        text: "(我们)会[收集]<设备>等信息，如<型号>。(我们)会[使用]<系统>等玩意，如<版本>。",
        view: |document| {
            let inclusions = document.statements().flat_map(|statement| statement.inclusions());
            show(inclusions.map(|one| format!("{} > {}", one.whole.text(), one.part.text())))
        },
        standard: &["设备 > 型号"],
        extended: ("玩意\tgeneral\n", &["设备 > 型号", "系统 > 版本"]),
        trimmed: ("信息\n", &[]),
        replaced: ("等\tetc\n如\tpart\n玩意\tgeneral\n", &[]),
    },
    Case {
        table: Table::Roles,
        text: "当{您下单}，趁着{您路过}，(我们)会[收集]<昵称>。",
        view: |document| show(document.annotations().filter_map(|span| Some(span.role()?.name()))),
        standard: &["condition", "condition", "collect"],
        extended: ("您\tpurpose-opens\n", &["purpose", "purpose", "collect"]),
        trimmed: ("您\tevent-opens\n", &["condition", "purpose", "collect"]),
        replaced: ("趁着\tcondition-before\n", &["purpose", "condition", "collect"]),
    },
    Case {
        table: Table::Items,
        text: "(我们)会[收集]<昵称和头像外加邮箱>。",
        view: |document| {
            let data = document.statements().flat_map(|statement| statement.data());
            show(data.flat_map(|data| data.items().map(|item| item.text().into_owned())))
        },
        standard: &["昵称", "头像外加邮箱"],
        extended: ("外加\tseparates\n", &["昵称", "头像", "邮箱"]),
        trimmed: ("和\tseparates\n", &["昵称和头像外加邮箱"]),
        replaced: ("外加\tseparates\n", &["昵称和头像", "邮箱"]),
    },
    Case {
        table: Table::Data,
        text: "(我们)会[收集]<昵称>、<星币>。",
        view: |document| {
            let classes = document.annotations().filter_map(|data| data.class());
            show(classes.map(|class| format!("{} {}", class.category, class.is_sensitive())))
        },
        standard: &["network-identity false"],
        extended: ("星币\tproperty B\n", &["network-identity false", "property true"]),
        trimmed: ("昵称\n", &[]),
        replaced: ("星币\tother 28\n", &["other true"]),
    },
    Case {
        table: Table::Outline,
        text: "云山守则\n正文。\n第一章 总则\n正文。\n卷二 附则\n正文。\n",
        view: |document| show(document.sections().filter_map(|section| section.title())),
        standard: &["第一章 总则"],
        extended: (
            "守则\tdocument\n卷\tordinal\n附\tchapter\n",
            &["云山守则", "第一章 总则", "卷二 附则"],
        ),
        trimmed: ("章\n", &[]),
        replaced: ("第\tordinal\n章\tchapter\n", &["第一章 总则"]),
    },
    Case {
        table: Table::Notation,
        text: "请写信到[请填写邮箱]或[敬请留名]。",
        view: |document| show(document.annotations().map(|action| action.text().into_owned())),
        standard: &["敬请留名"],
        extended: ("敬请\tplaceholder-opens\n", &[]),
        trimmed: ("请填写\n", &["请填写邮箱", "敬请留名"]),
        replaced: ("敬请\tplaceholder-opens\n", &["请填写邮箱"]),
    },
    Case {
        table: Table::Grounds,
        text: "经{您同意}，或在{您点头}后，(我们)会[收集]<昵称>。",
        view: |document| {
            show(document.annotations().filter_map(|span| Some(span.ground()?.name())))
        },
        standard: &["consent", "occasion"],
        extended: ("点头\tconsent\n", &["consent", "consent"]),
        trimmed: ("同意\n", &["occasion", "occasion"]),
        replaced: ("您点\tlaw\n", &["occasion", "law"]),
    },
    Case {
        table: Table::Places,
        text: "(服务器)和(云盒)会[收集]<昵称>。",
        view: |document| {
            let places = document.annotations().filter(|actor| actor.is_place());
            show(places.map(|place| place.text().into_owned()))
        },
        standard: &["服务器"],
        extended: ("云盒\tplace\n", &["服务器", "云盒"]),
        trimmed: ("服务器\n", &[]),
        replaced: ("盒\town\n", &["云盒"]),
    },
];

fn show<T: Into<String>>(values: impl Iterator<Item = T>) -> Vec<String> {
    values.map(Into::into).collect()
}

impl Case {
    #[track_caller]
    fn check(&self, lexicon: &Lexicon, expected: &[&str]) {
        let document = Parser::new().lexicon(lexicon.clone()).parse(self.text).unwrap();
        assert_eq!((self.view)(&document), expected, "{}: {}", self.table, self.text);
    }
}

#[test]
fn every_table_has_a_case() {
    let tables: Vec<_> = CASES.iter().map(|case| case.table).collect();
    assert_eq!(tables, Table::ALL);
}

#[test]
fn every_table_can_be_changed() {
    let standard = Lexicon::standard();
    for case in CASES {
        case.check(standard, case.standard);
        let (words, expected) = case.extended;
        case.check(&standard.extended(case.table, words).unwrap(), expected);
        let (words, expected) = case.trimmed;
        case.check(&standard.trimmed(case.table, words).unwrap(), expected);
        let (words, expected) = case.replaced;
        case.check(&standard.replaced(case.table, words).unwrap(), expected);
    }
}

#[test]
fn every_table_is_listed_as_it_is_read() {
    let standard = Lexicon::standard();
    for case in CASES {
        let extended = standard.extended(case.table, case.extended.0).unwrap();
        let trimmed = standard.trimmed(case.table, case.trimmed.0).unwrap();
        for lexicon in [standard, &extended, &trimmed] {
            let again = standard.replaced(case.table, lexicon.source(case.table)).unwrap();
            assert_eq!(&again, lexicon, "{}", case.table);
            assert_eq!(again == *standard, lexicon == standard, "{}", case.table);
        }
        assert_ne!(&extended, standard, "{}", case.table);
        assert_ne!(&trimmed, standard, "{}", case.table);
    }
}

#[test]
fn added_words_can_be_removed() {
    let standard = Lexicon::standard();
    for case in CASES {
        let (words, _) = case.extended;
        let extended = standard.extended(case.table, words).unwrap();
        assert_eq!(&extended.trimmed(case.table, words).unwrap(), standard, "{}", case.table);
        let fault = standard.trimmed(case.table, words).unwrap_err();
        assert_eq!(fault.line(), 1, "{}", case.table);
    }
}

#[test]
fn files_with_windows_line_ends_are_read() {
    let standard = Lexicon::standard();
    for case in CASES {
        let (words, expected) = case.extended;
        let spaced = words.replace('\t', "\u{A0}\t\u{3000}").replace('\n', " \r\n\u{3000}");
        let source = format!("\u{FEFF}\u{3000}{spaced}");
        case.check(&standard.extended(case.table, &source).unwrap(), expected);
    }
}

#[test]
fn items_depend_on_the_lexicon_of_the_document() {
    let text = "(我们)会[收集]<昵称外加头像>。";
    let lexicon = Lexicon::standard().extended(Table::Items, "外加\tseparates\n").unwrap();
    let document = Parser::new().lexicon(lexicon.clone()).parse(text).unwrap();
    assert_eq!(document.lexicon(), &lexicon);
    assert_eq!(document.find(query::item("头像")).count(), 1);
    assert!(document.item_inventory().get("头像").is_some());
    let data = document.annotations().last().unwrap();
    assert_eq!((data.items().count(), data.items_in(Lexicon::standard()).count()), (2, 1));
    assert_eq!(parse(text).unwrap().find(query::item("头像")).count(), 0);
}

#[test]
fn a_document_from_json_has_the_standard_lexicon() {
    let lexicon = Lexicon::standard().extended(Table::Items, "外加\tseparates\n").unwrap();
    let parser = Parser::new().lexicon(lexicon);
    let document = parser.parse("(我们)会[收集]<昵称外加头像>。").unwrap();
    let json = serde_json::to_string(&document).unwrap();
    let again: Document = serde_json::from_str(&json).unwrap();
    assert_eq!(again, document, "the lexicon does not count");
    assert_eq!(again.lexicon(), Lexicon::standard());
    assert_eq!(again.find(query::item("头像")).count(), 0);
}
