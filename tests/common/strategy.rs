//! Texts for the property tests.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// What texts are strung together from: brackets first, then what decides how they read.
const WORDS: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    "<",
    ">",
    "(",
    ")",
    "（",
    "）",
    "\\",
    "\n",
    "\r\n",
    "【",
    "】",
    "［",
    "］",
    "＜",
    "＞",
    "｛",
    "｝",
    "。",
    "；",
    "！",
    "？",
    "，",
    "：",
    "、",
    " ",
    "\u{3000}",
    "\t",
    "“",
    "”",
    "《",
    "》",
    "-",
    "|",
    "*",
    "#",
    ".",
    "\"",
    "1",
    "12",
    "a",
    "iv",
    "一",
    "十二",
    "①",
    "第一部分",
    "1.1",
    "我们",
    "您",
    "会",
    "不会",
    "不得",
    "向",
    "从",
    "给",
    "将",
    "把",
    "由",
    "与",
    "当",
    "时",
    "收集",
    "共享",
    "使用",
    "提供",
    "手机号码",
    "设备信息",
    "第三方",
    "公司",
    "如",
    "例如",
    "包括",
    "包括但不限于",
    "等",
    "属于",
    "以便",
    "用于",
    "为了",
    "除外",
    "但",
    "除非",
    "未经",
    "无需",
    "这些信息",
    "上述",
    "该功能",
    "以下",
    "下列",
    "https://",
    "www.",
    "a@b.cn",
    "/",
    "br",
    "=",
    "手",
    "📱",
    "👨\u{200D}👩\u{200D}👧",
    "e\u{301}",
    "\u{FEFF}",
    "\u{200B}",
    "\0",
];

/// What a line can start with.
const LABELS: &[&str] =
    &["", "", "", "一、", "（一）", "1、", "1.", "1)", "（1）", "①", "A. ", "## ", "- ", "1.1 "];

/// What a line can end with.
const ENDS: &[&str] = &["。", "：", "；", "", "。\r"];

const DELIMITERS: &[&str] = &["{}", "[]", "<>", "()", "（）"];

/// How often to try. What fails becomes a named test, so no seeds are kept.
pub(crate) fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// Any text that is heavy in structural characters and cue words.
pub(crate) fn structural_text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        3 => select(&WORDS[..21]).prop_map(str::to_owned),
        3 => select(WORDS).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    vec(word, 0..60).prop_map(|words| words.concat())
}

/// A policy as an annotator would write one, with a slip here and there.
pub(crate) fn markup() -> impl Strategy<Value = String> {
    vec(prop_oneof![5 => line(), 1 => structural_text()], 0..12).prop_map(|lines| lines.join("\n"))
}

fn line() -> impl Strategy<Value = String> {
    (select(LABELS), vec(clause(), 1..5), select(ENDS))
        .prop_map(|(label, clauses, end)| format!("{label}{}{end}", clauses.join("，")))
}

fn clause() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        2 => mark(),
        2 => select(WORDS).prop_map(str::to_owned),
    ];
    vec(word, 1..6).prop_map(|words| words.concat())
}

/// An annotation or an aside, perhaps with others in it.
fn mark() -> impl Strategy<Value = String> {
    let plain = |word: &&str| word.chars().all(char::is_alphanumeric);
    let leaf = select(WORDS.iter().copied().filter(plain).collect::<Vec<_>>());
    leaf.prop_map(str::to_owned).prop_recursive(3, 12, 3, |inner| {
        (select(DELIMITERS), vec(inner, 1..4)).prop_map(|(delimiter, words)| {
            let (open, close) = delimiter.split_at(delimiter.len() / 2);
            format!("{open}{}{close}", words.concat())
        })
    })
}
