//! Tests the code against the definition of *blank* in `grammar.md`: with any blank, a snippet
//! reads as it does with a plain space.

#![allow(clippy::unwrap_used)]

use std::fmt::Display;

use policymark::annotation::Role;
use policymark::lexicon::{DataCategory, Party};
use policymark::{Document, parse};

/// Every blank that is not a line end: white space, then zero-width characters.
const BLANKS: &[char] = &[
    ' ', '\t', '\u{B}', '\u{C}', '\u{85}', '\u{A0}', '\u{1680}', '\u{2000}', '\u{2001}',
    '\u{2002}', '\u{2003}', '\u{2004}', '\u{2005}', '\u{2006}', '\u{2007}', '\u{2008}', '\u{2009}',
    '\u{200A}', '\u{2028}', '\u{2029}', '\u{202F}', '\u{205F}', '\u{3000}', '\u{200B}', '\u{2060}',
    '\u{FEFF}',
];

/// Characters that resemble blanks: joiners, a separator inside Mongolian words, a soft hyphen, and
/// a filler that is a letter.
const OTHERS: &[char] = &['\u{200C}', '\u{200D}', '\u{180E}', '\u{AD}', '\u{3164}'];

/// For each rule that skips blanks: a text with `_` for the blank, and what it reads as.
const SNIPPETS: &[(&str, &str, &str)] = &[
    // Brackets.
    ("B1, paired", "(_1_)甲", "enumerator|(_1_)"),
    ("B1, paired and full-width", "（_十二_）甲", "enumerator|（_十二_）"),
    ("B1, alone", "甲；2_)乙", "enumerator|)"),
    ("B1, alone after a blank", "甲_2）乙", "enumerator|）"),
    ("B1, alone after many", "甲。xviii______)乙", "enumerator|)"),
    ("B2", "[帮助](_https://a.example_)", "link-target|(_https://a.example_)"),
    ("B2, with a title", "[帮助](a.example/b_“甲”)", "link-target|(a.example/b_“甲”)"),
    ("B4", "<_https://a.example_>", "autolink|<_https://a.example_>"),
    ("B4, mail", "<_kefu@a.example_>", "autolink|<_kefu@a.example_>"),
    ("B5", "<br_/>", "tag|<br_/>"),
    ("B5, with attributes", "<a_href=\"b\">", "tag|<a_href=\"b\">"),
    ("B6", "设置_>_隐私", "arrow|>"),
    ("B6, a quotation", ">_本政策", "arrow|>"),
    ("B6, a quotation further in", "甲\n_>_本政策", "arrow|>"),
    ("B12", "[收集]<_>{_}", "empty|<_>"),
    ("B16", "(_例如邮箱)", "aside|(_例如邮箱)"),
    ("B17", "(合作方)_、_(云杉)[共享]", "coordinated|(云杉)"),
    ("B17, without a conjunction", "(合作方)_(云杉)[共享]", "coordinated|(云杉)"),
    ("B18", "，(_合作伙伴_)", "party|(_合作伙伴_)"),
    ("B18, a pronoun", "，(云杉_我们)", "party|(云杉_我们)"),
    ("B19, before an annotation", "甲(乙)_[收集]", "position|(乙)"),
    ("B19, before a word", "(甲)_不会", "position|(甲)"),
    ("B19, after a word", "由_(甲)，", "position|(甲)"),
    ("B20", "相机_(摄像头)，", "gloss|(摄像头)"),
    // Roles.
    ("R1", "以便_{注册时}", "注册时|purpose"),
    ("R1, over a filler", "以便_更好地_{要求}", "|要求|purpose"),
    ("R2", "{打开}_时", "|打开|condition"),
    ("R3", "{送货期间_}，", "|送货期间|condition"),
    ("R3, before an aside", "{送货期间_（三日）_}，", "|送货期间_（三日）|condition"),
    ("R4", "{_为了_遵守法律规定}", "|为了_遵守法律规定|purpose"),
    ("R5", "{_仅_在_以下情形}", "|仅_在_以下情形|condition"),
    ("R7", "当您_{打开地图}，", "|打开地图|condition"),
    ("R11", "当{您下单}_或_{星海送货}，", "|星海送货|condition"),
    ("R16", "(_我们_)会", "|我们|-|first"),
    ("R17", "《星海》_隐私政策\n(星海)会[收集]", "|星海|-|first"),
    ("R21", "<昵称_、_头像>", "item|昵称\nitem|头像"),
    ("R22", "<_您的_昵称_等信息_。>", "item|昵称\n"),
    ("R23", "<_昵称_>", "network-identity"),
    ("the words of an annotation", "<_邮箱_>", "<_邮箱_>|邮箱|"),
    ("the words of nested annotations", "<_[收集]的邮箱_>", "|收集的邮箱|"),
    // The outline.
    ("O1, emphasis", "甲。**乙。**_丙", "sentence|**乙。**\n"),
    ("O1, at the edges", "_甲。_\n_乙_\n", "sentence|甲。\npiece|甲。\nsentence|乙\n"),
    ("O3", "收集您的_\n_邮箱。", "sentence|收集您的_\n_邮箱。\n"),
    ("O3, after a suffix", "收集型号\n_、_版本", "sentence|收集型号\n_、_版本\n"),
    ("O4", "甲，_乙", "piece|乙\n"),
    ("O5, a blank line", "_\n_#_总则_\n_\n甲", "0|总则|-|#_总则_\n_\n甲\n"),
    ("O5, a rule", "甲乙\n*_*_*\n**_总则_**\n丙丁", "1|总则|-|**_总则_**\n丙丁\n"),
    ("O6, after a suffix", "一、_总则\n甲。", "0|一、_总则|一、|"),
    ("O6, after a bare number", "1_总则\n甲。", "0|1_总则|1|"),
    ("O6, inside brackets", "（_一_）_总则\n甲。", "0|（_一_）_总则|（_一_）|"),
    ("O6, a chapter", "第_一_章_总则\n甲。", "0|第_一_章_总则|第_一_章|"),
    ("O6, a bullet", "甲：\n*_昵称\n", "0|-|*|*_昵称\n"),
    ("O6, another bullet", "甲：\no_昵称\n", "0|-|o|o_昵称\n"),
    ("O6, a number after a bullet", "*_1.1_昵称\n甲。", "0|1.1_昵称|1.1|"),
    ("O6, what counts", "7_个工作日\n甲。", "sentence|7_个工作日\n"),
    ("O7, a value", "1、总则\n甲。\n2、邮箱：_a@b.example\n", "0|-|2、|"),
    ("O8, a date", "示例隐私政策_2024年1月1日\n甲。", "0|示例隐私政策_2024年1月1日|-|"),
    ("O9", "收集：\n昵称；_或_\n头像。", "0|-|-|头像。\n"),
    (
        "O10",
        "收集\n使用_…_2\n共享\n一、收集\n甲。\n二、使用\n乙。\n三、共享\n丙。",
        "0|一、收集|一、|",
    ),
    ("O11", "一、总则\n甲。\n二、规则_我们会依法使用信息，不会滥用。\n乙。", "0|二、规则|二、|"),
    // Statements.
    ("S6, directly after", "(星海)[提供]_给_(云杉)<邮箱>，", "S6|云杉"),
    ("S8", "(星海)[收集]_(您)_的_<昵称>。", "S8|您"),
    ("S19", "(星海)会[收集]：_\n_1、_<邮箱>；_", "S19|收集"),
    (
        "S19, an item without a suffix",
        "(星海)会[收集]：\n1_常用<邮箱>。\n2_备用<电话>。",
        "S12|电话",
    ),
    ("S21", "[收集]<设备>_，_包括_<型号>_、<系统>。", "设备|系统"),
    ("S21, said again", "[收集]<设备>，_设备_包括<型号>。", "设备|型号"),
    ("S21, after a word", "[收集]<设备>_信息_，如<型号>。", "设备|型号"),
    ("S22", "[收集]<型号>等_<设备>。", "设备|型号"),
    // Messages.
    ("annotation-empty", "[收集]<_>", "annotation-empty|<_>"),
    ("annotation-padded", "[收集]<邮箱_>", "annotation-padded|<邮箱_>"),
    ("annotation-padded, before", "[收集]<_邮箱>", "annotation-padded|<_邮箱>"),
    ("bracket-lookalike", "会【_收集_、_使用_】", "bracket-lookalike|【_收集_、_使用_】"),
    ("bracket-lookalike, none", "＜_＞，{甲_}", "annotation-padded|{甲_}"),
];

/// What a text reads as: one fact per line, without offsets.
fn read(text: &str) -> String {
    let document = parse(text).unwrap();
    let mut facts = Facts(String::new());
    facts.add_brackets(&document);
    facts.add_outline(&document);
    facts.add_statements(&document);
    for diagnostic in document.diagnostics() {
        facts.add(&[&diagnostic.code().name(), &&text[diagnostic.span().range()]]);
    }
    facts.0
}

struct Facts(String);

impl Facts {
    fn add(&mut self, parts: &[&dyn Display]) {
        let parts: Vec<_> = parts.iter().map(|part| part.to_string()).collect();
        self.0 += &format!("{}\n", parts.join("|"));
    }

    fn add_brackets(&mut self, document: &Document) {
        for node in document.root().descendants() {
            if let Some(reading) = node.reading() {
                self.add(&[&reading.reason, &node.source()]);
            }
        }
        for annotation in document.annotations() {
            let role = annotation.role().map_or("-", Role::name);
            let party = annotation.party().map_or("-", Party::name);
            let category = annotation.category().map_or("-", DataCategory::name);
            let source = annotation.node().source();
            self.add(&[&source, &annotation.text(), &role, &party, &category]);
            for item in annotation.items() {
                self.add(&[&"item", &item.text()]);
            }
        }
    }

    fn add_outline(&mut self, document: &Document) {
        for section in document.sections() {
            let title = section.title().unwrap_or("-");
            let label = section.label().unwrap_or("-");
            let source = &document.text()[section.span().range()];
            self.add(&[&section.depth(), &title, &label, &source]);
        }
        for sentence in document.sentences() {
            self.add(&[&"sentence", &sentence.source()]);
            for piece in sentence.pieces() {
                self.add(&[&"piece", &&document.text()[piece.range()]]);
            }
        }
    }

    fn add_statements(&mut self, document: &Document) {
        for statement in document.statements() {
            let (polarity, modality) = (statement.polarity(), statement.modality());
            self.0 += &format!("{polarity:?}|{modality:?}|{:?}\n", statement.certainty());
            for member in statement.members() {
                self.add(&[&member.rule, &member.annotation.text()]);
            }
            for pair in statement.inclusions() {
                self.add(&[&pair.rule, &pair.whole.text(), &pair.part.text()]);
            }
        }
    }
}

/// What a snippet reads as with this blank, with `_` for the blank.
fn read_with(snippet: &str, blank: char) -> String {
    let blank = blank.to_string();
    read(&snippet.replace('_', &blank)).replace(&blank, "_")
}

#[test]
fn every_blank_reads_as_a_plain_space() {
    let mut wrong = String::new();
    for (rule, snippet, expected) in SNIPPETS {
        let usual = read_with(snippet, ' ');
        if !usual.contains(expected) {
            wrong += &format!("{rule}: {snippet} reads\n{usual}");
        }
        let differs = |blank: &&char| read_with(snippet, **blank) != usual;
        let others: Vec<_> = BLANKS.iter().filter(differs).collect();
        if !others.is_empty() {
            wrong += &format!("{rule}: {snippet} reads differently with {others:?}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn similar_characters_are_not_blanks() {
    for other in OTHERS {
        let text = format!("{{打开}}{other}时");
        assert!(read(&text).contains("|打开|purpose|"), "{other:?}");
        let text = format!("[收集]<{other}>");
        assert!(!read(&text).contains("empty"), "{other:?}");
    }
}

#[test]
fn no_rule_about_a_line_looks_past_its_end() {
    for end in ["\n", "\r\n"] {
        assert!(read(&format!("{{打开}}{end}时")).contains("|打开|purpose|"));
        assert!(read(&format!("设置 >{end}隐私")).contains("unpaired|>"));
        assert!(read(&format!(">{end}本政策")).contains("unpaired|>"));
        assert!(read(&format!("甲。2{end})")).contains("unpaired|)"));
        assert!(read(&format!("由{end}(甲)，")).contains("gloss|(甲)"));
    }
}
