//! What is said to a person, in Chinese: nothing is missing, and what is the same in every language stays.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::fmt::Write;

use policymark::display::Style;
use policymark::language::Language;
use policymark::text::{Code, Severity};
use policymark::{Diagnostic, Document, Parser, parse};
use proptest::prelude::*;

use common::strategy::{cases, markup, structural_text};
use common::{fixtures, has_han, parser_for};

/// The rows of a table: context, English, Chinese.
fn messages() -> impl Iterator<Item = [&'static str; 3]> {
    let table = include_str!("../src/language/messages.zh.tsv");
    let rows = table.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    rows.map(|row| row.split('\t').collect::<Vec<_>>().try_into().unwrap())
}

/// The documents of `tests/diagnostics`, each with its name.
fn faulty() -> Vec<(String, Document)> {
    let texts = fixtures("diagnostics").into_iter();
    let named = texts.map(|(path, text)| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        (name, parser_for(&path).parse(&text).unwrap())
    });
    named.collect()
}

/// The message in Chinese; fails if there is none.
fn chinese(diagnostic: &Diagnostic) -> String {
    let message = diagnostic.message_in(Language::Chinese);
    assert!(has_han(&message) && message != diagnostic.message(), "{diagnostic}");
    assert_eq!(diagnostic.message_in(Language::English), diagnostic.message());
    message.into_owned()
}

/// Whether the parts of a template are in a text, in their order.
fn fits(template: &str, text: &str) -> bool {
    let holes = ["{0}", "{1}", "{2}"].iter();
    let template = holes.fold(template.to_owned(), |template, hole| template.replace(hole, "\t"));
    let mut rest = Some(text);
    for part in template.split('\t') {
        rest = rest.and_then(|rest| Some(rest.split_once(part)?.1));
    }
    rest.is_some()
}

#[test]
fn every_message_of_the_fixtures_is_there_in_chinese() {
    let texts = ["policies", "outlines", "fixes"].into_iter().flat_map(fixtures);
    let documents = texts.map(|(_, text)| parse(&text).unwrap());
    let documents = documents.chain(faulty().into_iter().map(|(_, document)| document));
    let mut count = 0;
    for document in documents {
        count += document.diagnostics().iter().map(chinese).count();
    }
    assert!(count > 60, "{count}");
}

#[test]
fn every_row_is_used_by_a_fixture() {
    let found: Vec<_> = faulty()
        .iter()
        .flat_map(|(_, document)| document.diagnostics())
        .map(|diagnostic| (diagnostic.code(), chinese(diagnostic)))
        .collect();
    let mut checked = 0;
    for [context, _, translation] in messages() {
        let Ok(code) = context.parse::<Code>() else { continue };
        let is_used = found.iter().any(|(of, message)| *of == code && fits(translation, message));
        assert!(is_used, "{code}: {translation}");
        checked += 1;
    }
    assert!(checked >= Code::ALL.len());
}

#[test]
fn diagnostics_read_in_chinese_as_the_snapshot_says() {
    let mut shown = String::new();
    for (name, document) in faulty() {
        let style = Style::new().name(&name).language(Language::Chinese);
        write!(shown, "{}", style.diagnostics(&document)).unwrap();
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn help_and_severities_are_there_in_chinese() {
    let mut shown = String::new();
    for code in Code::ALL {
        let (severity, help) = (code.severity(), code.help_in(Language::Chinese));
        writeln!(shown, "{code} {}: {help}", severity.word_in(Language::Chinese)).unwrap();
        assert!(has_han(help), "{code}");
        assert_eq!(code.help_in(Language::English), code.help());
    }
    for severity in Severity::ALL {
        assert!(has_han(severity.word_in(Language::Chinese)));
        assert_eq!(severity.word_in(Language::English), severity.name());
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn fixes_are_described_in_chinese() {
    let (mut shown, mut count) = (String::new(), 0);
    for (_, text) in fixtures("fixes") {
        for fix in parse(&text).unwrap().fixes() {
            shown.push_str(&fix.in_language(Language::Chinese).to_string());
            assert_eq!(fix.in_language(Language::English).to_string(), fix.to_string());
            count += 1;
        }
    }
    assert!(count > 10);
    for (english, chinese) in [("insert", "插入“"), ("delete", "删除“"), ("replace", "改为“")]
    {
        assert!(shown.contains(chinese) && !shown.contains(english), "{english}");
    }
}

#[test]
fn errors_are_there_in_chinese() {
    let errors = [
        Parser::new().max_len(4).parse("您好").unwrap_err(),
        Parser::new().strict(true).parse("好\n<手机").unwrap_err(),
    ];
    for error in &errors {
        assert_eq!(error.message_in(Language::English), error.to_string());
    }
    let chinese = errors.map(|error| error.message_in(Language::Chinese));
    let [too_long, strict] = &chinese;
    assert_eq!(too_long, "文本长 6 字节；最长只能解析 4 字节");
    assert_eq!(strict, "2:1: 错误[bracket-unclosed]: 本行没有与“<”配对的“>”");
}

#[test]
fn a_document_read_from_json_speaks_chinese_too() {
    let document = parse("(我们)会[收集]<手机号码。").unwrap();
    let json = serde_json::to_string(&document).unwrap();
    let read: Document = serde_json::from_str(&json).unwrap();
    assert_eq!(chinese(&read.diagnostics()[0]), chinese(&document.diagnostics()[0]));
    let foreign = json.replace("has no", "lacks its");
    let read: Document = serde_json::from_str(&foreign).unwrap();
    assert_eq!(
        read.diagnostics()[0].message_in(Language::Chinese),
        "“<” lacks its “>” on its line"
    );
}

#[test]
fn locales_name_a_language() {
    for locale in ["zh", "zh_CN", "zh-Hans-CN", "zh_TW.UTF-8", "ZH_cn.gb18030@x"] {
        assert_eq!(Language::of_locale(locale), Some(Language::Chinese), "{locale}");
    }
    for locale in ["en", "en_US.UTF-8", "EN"] {
        assert_eq!(Language::of_locale(locale), Some(Language::English), "{locale}");
    }
    for locale in ["", "C", "POSIX", "C.UTF-8", "de_DE", "zhx", "english"] {
        assert_eq!(Language::of_locale(locale), None, "{locale}");
    }
}

proptest! {
    #![proptest_config(cases(600))]

    #[test]
    fn every_message_of_any_text_is_there_in_chinese(
        text in prop_oneof![structural_text(), markup()],
        depth in 0_usize..4,
        count in 0_usize..9,
    ) {
        let parser = Parser::new().max_depth(depth).max_diagnostics(count);
        for document in [parse(&text).unwrap(), parser.parse(&text).unwrap()] {
            for diagnostic in document.diagnostics() {
                chinese(diagnostic);
            }
        }
    }
}
