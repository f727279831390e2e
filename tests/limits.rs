//! Tests the code against the table *Limits of rules* of `grammar.md`: for each row, a text at the
//! limit and one just past it. The numbers are those of the table.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use policymark::Document;
use policymark::annotation::Role;
use policymark::lexicon::{Lexicon, Table};
use policymark::statement::{Certainty, MemberRole, Polarity};
use policymark::text::Code;
use policymark::tree::Reason;

use common::specification::{rows, section};
use common::{read_text, reasons};

/// The first cell of a row, and whether a text of this size is read as one within the limit.
type Limit = (&'static str, fn(usize) -> bool);

const BRACKETS: &[Limit] = &[
    ("digits of a label in brackets", |n| {
        opens(format!("（{}）", "1".repeat(n)), Reason::Enumerator)
    }),
    ("letters of a Roman number in brackets", |n| {
        opens(format!("（{}）", "i".repeat(n)), Reason::Enumerator)
    }),
    ("Chinese digits of a label in brackets", |n| {
        opens(format!("（{}）", "一".repeat(n)), Reason::Enumerator)
    }),
    ("bytes of a target and its closing parenthesis", |n| {
        holds(format!("[帮助](/{})", letters(n - 2)), Reason::LinkTarget)
    }),
    ("digits of a telephone number", |n| {
        holds(format!("[客服]({})", "1".repeat(n)), Reason::LinkTarget)
    }),
    ("bytes from a tag to the end of its closing tag", |n| {
        opens(format!("<key>{}</key>", letters(n - "</key>".len())), Reason::Tag)
    }),
    ("backticks or tildes of a code fence", |n| {
        opens(format!("{0}\n[收集]\n{0}", "`".repeat(n)), Reason::Verbatim)
    }),
    ("bytes in the brackets of a citation", |n| {
        opens(format!("[{}1]", letters(n - 1)), Reason::Citation)
    }),
    ("bytes of words that can be a name", |n| opens(format!("由({})", han(n)), Reason::Position)),
    ("capitals that words in parentheses spell out", |n| {
        let long = "软".repeat(4 * n);
        holds(format!("{}({long})会[收集]<邮箱>", "S".repeat(n)), Reason::Gloss)
    }),
    ("characters of such words for each capital", |n| {
        holds(format!("SD({})会[收集]<邮箱>", "软".repeat(2 * n)), Reason::Gloss)
    }),
    ("bytes before parentheses", |n| {
        let between = han(n - "<邮箱>，".len());
        holds(format!("[收集]<邮箱>{between}，(云杉)测"), Reason::Position)
    }),
    ("bytes after parentheses", |n| {
        opens(format!("(云杉){}[收集]<邮箱>", han(n - 1)), Reason::Position)
    }),
];

const ROLES: &[Limit] = &[
    ("bytes before an annotation", |n| {
        is_condition(format!("当{}{{打开}}", blanks(n - "当".len())))
    }),
    ("bytes after an annotation", |n| {
        is_condition(format!("{{打开}}{}时", blanks(n - "时".len())))
    }),
    ("bytes from the start of an annotation", |n| {
        is_condition(format!("{{{}当打开}}", blanks(n - "当".len())))
    }),
    ("bytes from the end of an annotation", |n| {
        is_condition(format!("{{打开期间{}}}", blanks(n - "期间".len())))
    }),
    ("fillers between a cue and an annotation", |n| {
        is_condition(format!("当{}{{打开}}", "您".repeat(n)))
    }),
    ("fillers that open an annotation", |n| is_condition(format!("{{{}当打开}}", "仅".repeat(n)))),
    ("fillers after the cue of an absence", |n| {
        let text = format!("未经{}{{打开}}，(星海)会[收集]<邮箱>。", "您".repeat(n));
        count(&read(text), 0, MemberRole::Absence) == 1
    }),
    ("fillers between a preposition and a place", |n| {
        let text = format!("(星海)会[收集]<邮箱>，存储于{}(服务器)。", "我们的".repeat(n));
        count(&read(text), 0, MemberRole::Place) == 1
    }),
    ("bytes between joined annotations", |n| {
        is_condition(format!("当{{打开}}{}或{{下单}}", blanks(n - "或".len())))
    }),
    ("bytes between the annotations of an excepted list", |n| {
        let gap = blanks(n - "、".len());
        let text = format!("(星海)会[收集]<邮箱>，但{{打开}}{gap}、{{下单}}的除外。");
        count(&read(text), 0, MemberRole::Exception) == 2
    }),
    ("words of a reference", |n| {
        let text = format!("(星海)会[收集]<邮箱>。(星海)会[使用]<上述{}>。", "信息".repeat(n));
        let document = read(text);
        document.annotations().next_back().is_some_and(|last| last.reference().is_some())
    }),
    ("bytes in which a policy names itself", |n| {
        let title = "星海隐私政策";
        names_actor(format!("{}\n{title}\n(星海)会[收集]<邮箱>。", han(n - 1 - title.len())))
    }),
    ("characters of a name that a policy gives itself", |n| {
        let name = "星".repeat(n);
        names_actor(format!("{name}隐私政策\n({name})会[收集]<邮箱>。"))
    }),
    ("bytes of such a name", |n| {
        let name = han(n);
        names_actor(format!("{name}隐私政策\n({name})会[收集]<邮箱>。"))
    }),
    ("such names", |n| {
        let titles: String = (1..=n).map(|n| format!("《甲{n}》隐私政策\n")).collect();
        names_actor(format!("{titles}(甲{n})会[收集]<邮箱>。"))
    }),
];

const OUTLINE: &[Limit] = &[
    ("columns of a broken line, at least", |n| {
        sentences(format!("{}\n{}", line('甲', n), line('乙', n))) == 1
    }),
    ("columns of a broken line, at most", |n| {
        sentences(format!("{}\n{}", line('甲', n), line('乙', n))) == 1
    }),
    ("columns by which broken lines differ", |n| {
        sentences(format!("{}\n{}", line('甲', 60), line('乙', 60 + n))) == 1
    }),
    ("short lines that continue for an open bracket alone", |n| {
        sentences(format!("设备（含{}）。", "\n型号".repeat(n))) == 1
    }),
    ("columns of such a line", |n| {
        let line = letters(n);
        sentences(format!("（{line}\n{line}\n{line}\n{line}\n{line}")) > 1
    }),
    ("characters of a name and its ： at the start of a line of a table", |n| {
        let entry = format!("{}：{}", "名".repeat(n - 1), "文".repeat(31 - n));
        sentences(format!("{}\n{entry}", line('甲', 60))) == 2
    }),
    ("`#` of a heading", |n| has_heading(&format!("{} 总则\n", "#".repeat(n)), "总则")),
    ("digits of a number", |n| has_label(&format!("{}、总则", "1".repeat(n)))),
    ("characters of a Chinese number", |n| has_label(&format!("{}、总则", "一".repeat(n)))),
    ("letters of a Roman number", |n| has_label(&format!("{}. 总则", "x".repeat(n)))),
    ("numbers of a decimal", |n| has_label(&format!("{}1 总则", "1.".repeat(n - 1)))),
    ("columns of a heading with a label", |n| {
        let title = columns(n);
        has_heading(&listed("1、总则", &format!("2、{title}"), "3、附则"), &title)
    }),
    ("columns of a heading with a label that ends in ：", |n| {
        let title = columns(n - 2) + "：";
        has_heading(&format!("1、总则{BELOW}2、{title}\n3、附则{BELOW}4、期限{BELOW}"), &title)
    }),
    ("columns of a heading after a bullet", |n| {
        let title = columns(n);
        has_heading(&listed("• 总则", &format!("• {title}"), "• 附则"), &title)
    }),
    ("columns of a heading after `#`", |n| heads(&format!("# {}", columns(n)))),
    ("bytes of a heading", |n| {
        let brackets = "（）".repeat(n / 6 - 1);
        heads(&format!("# {}{brackets}", letters(n % 6 + 6)))
    }),
    ("columns of a heading in bold", |n| {
        let title = columns(n);
        has_heading(&format!("**{title}**{BELOW}"), &title)
    }),
    ("columns of a heading without label", |n| heads(&columns(n))),
    ("columns of the text below it", |n| has_heading(&format!("文字\n{}", columns(n)), "文字")),
    ("times its width that the text below it has", |n| {
        let title = columns(30);
        has_heading(&format!("{title}\n{}", columns(30 * n + 1)), &title)
    }),
    ("digits of a date", |n| {
        has_heading(&format!("联系我们\n{}-1{BELOW}", "2".repeat(n - 1)), "联系我们")
    }),
    ("lines of a table of contents", |n| {
        let names: Vec<_> = "甲乙丙丁".chars().take(n).map(|c| format!("**事项{c}**\n")).collect();
        let below: String = names.iter().map(|name| format!("{name}{BELOW}")).collect();
        headings(&(names.concat() + &below)) == n
    }),
    ("columns of a title before text, at least", is_fused),
    ("columns of a title before text, at most", is_fused),
    ("columns of a last line that votes for headings", |n| {
        has_heading(&format!("1、总则{BELOW}2、范围\n3、{}{BELOW}", columns(n)), "范围")
    }),
    ("nested sections", |n| {
        let nest: String = (1..=n).map(|n| format!("1、第{n}层：\n")).collect();
        !reports(nest, Code::OutlineTooDeep)
    }),
    ("tabs between the words of a line of a table", |n| {
        !has_label(&format!("1、文{}", "\t字".repeat(n)))
    }),
    ("short lines in a row", |n| headings(&(vec!["短句"; n].join("\n") + BELOW)) == 0),
    ("columns of a short line", |n| {
        let line = columns(n);
        headings(&format!("{line}\n\n{line}\n\n短句{BELOW}")) == 0
    }),
    ("keys in a row", |n| headings(&format!("键值：\n{}\n", columns(44)).repeat(n)) == 0),
    ("columns of a key", |n| {
        headings(&format!("{}：\n{}\n", columns(n - 2), columns(60)).repeat(3)) == 0
    }),
];

const STATEMENTS: &[Limit] = &[
    ("members of one sort that a predicate takes over", |n| {
        let actors: String = (0..n).map(|n| format!("(甲{n})、")).collect();
        count(&read(format!("{actors}[收集]<邮箱>，[使用]<电话>。")), 1, MemberRole::Actor) == n
    }),
    ("nested lists", |n| {
        let (labels, next) = (["1、", "（1）", "①", "a、", "i. "], ["2、", "（2）", "②", "b、"]);
        let outer: String =
            labels[..n - 1].iter().map(|label| format!("{label}第层：\n")).collect();
        let inner = format!("{}<邮箱>；\n{}<电话>；", labels[n - 1], next[n - 2]);
        let document = read(format!("(星海)会[收集]以下信息：\n{outer}{inner}"));
        count(&document, document.statements().len() - 1, MemberRole::Action) == 1
    }),
    ("bytes between a denial and what points ahead", |n| {
        let document = read(format!("(星海)不会{}以下：\n1、[出售]<邮箱>；", han(n)));
        document.statements().all(|statement| statement.polarity() == Polarity::Denied)
    }),
    ("parts before a consent", |n| {
        let document = read(format!("(星海)[使用]<邮箱>无需{}同意。", "事先".repeat(n)));
        document.statements().all(|statement| statement.is_consent_exempt())
    }),
    ("bytes next to the annotations of an item", |n| {
        let words = han(n - "1、".len());
        read(format!("(星海)会[收集]<邮箱>，用于：\n1、{words}{{送货}}")).statements().len() == 2
    }),
    ("bytes of a number or a bullet before a subject", |n| {
        let document = read(format!("{}(星海)会[分析]<步数>。", ".".repeat(n)));
        document.statements().all(|statement| statement.certainty() == Certainty::Certain)
    }),
    ("slots up to an unmarked subject", |n| {
        completes(format!("您{}可以[收集]<邮箱>。", "{测}".repeat(n - 2)))
    }),
    ("tokens up to an unmarked verb", |n| {
        completes(format!("(星海)会收集{}<邮箱>。", "{测}".repeat(n - 2)))
    }),
    ("tokens after a verb up to an unmarked recipient", |n| {
        completes(format!("(星海)会[提供]{}给第三方。", "{测}".repeat(n - 2)))
    }),
    ("bytes of the words between two tokens", |n| {
        let verb = "收集";
        completes(format!("(星海)会{}{verb}{}<邮箱>。", han(n), han(n - verb.len())))
    }),
];

const DIAGNOSTICS: &[Limit] = &[
    ("characters in look-alike brackets", |n| {
        reports(format!("＜{}＞", "测".repeat(n)), Code::BracketLookalike)
    }),
    ("bytes next to such brackets in which a menu is named", |n| {
        !reports(format!("点击{}【删除】", blanks(n - "点击".len())), Code::BracketLookalike)
    }),
    ("bytes between an annotation and look-alike brackets", |n| {
        let between = han(n - "〈手机号码〉".len());
        reports(format!("(我们)[收集]{between}〈手机号码〉"), Code::BracketLookalike)
    }),
    ("bytes of parentheses around a party", |n| {
        let blanks = blanks(n - "（我们）".len());
        reports(format!("（我们{blanks}）会[收集]<邮箱>"), Code::BracketLookalike)
    }),
    ("nodes between parentheses and an annotation", |n| {
        reports(format!("（我们）会{}[收集]<邮箱>", "\\(".repeat(n - 3)), Code::BracketLookalike)
    }),
    ("bytes of a policy that nobody has annotated", |n| {
        let lines = "\n".repeat(20);
        let words = letters(n - lines.len() - "[收集".len());
        !read(format!("{lines}{words}[收集")).has_errors()
    }),
    ("lines of such a policy", |n| {
        !read(format!("{}{}[收集", "\n".repeat(n - 1), letters(4000))).has_errors()
    }),
    ("bytes for each annotation of such a policy", |n| {
        let (lines, marks) = ("\n".repeat(20), "<邮箱>\n".repeat(4));
        let words = letters(4 * n - lines.len() - marks.len() - "[收集".len());
        !read(format!("{lines}{words}{marks}[收集")).has_errors()
    }),
    ("grapheme clusters that a message quotes", |n| {
        is_quoted_whole(format!("<<{}>>", "甲".repeat(n - "<<>>".len())))
    }),
    ("bytes that a message quotes", |n| {
        is_quoted_whole(format!("<<e{}>>", "\u{301}".repeat(n / 2 - 3) + &letters(1 + n % 2)))
    }),
];

const LEXICON: &[Limit] = &[("bytes of a word of the lexicon", |n| {
    Lexicon::standard().extended(Table::Data, &format!("{}\tother", letters(n))).is_ok()
})];

/// The rows of the table: the first cell, the number, and whether it is a maximum or a minimum.
fn limits() -> Vec<(&'static str, usize, bool)> {
    let rows = rows(section("### Limits of rules")).skip(1);
    rows.map(|row| {
        let [what, _, limit] = *row else { panic!("{row:?}") };
        let (bound, number) = limit.rsplit_once(' ').unwrap();
        assert!(["at most", "at least"].contains(&bound), "{row:?}");
        (what, number.parse().unwrap(), bound == "at most")
    })
    .collect()
}

#[test]
fn every_limit_is_that_of_the_specification() {
    let chapters = [BRACKETS, ROLES, OUTLINE, STATEMENTS, DIAGNOSTICS, LEXICON].concat();
    let limits = limits();
    let specified: Vec<_> = limits.iter().map(|(what, ..)| *what).collect();
    let tested: Vec<_> = chapters.iter().map(|(what, _)| *what).collect();
    assert_eq!(specified, tested, "each row has its texts");
    let mut wrong = Vec::new();
    for ((what, number, is_most), (_, keeps)) in limits.iter().zip(chapters) {
        let beyond = if *is_most { number + 1 } else { number - 1 };
        if (keeps(*number), keeps(beyond)) != (true, false) {
            wrong.push(format!("{what}: {number}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A word of `count` bytes in Latin letters.
fn letters(count: usize) -> String {
    "a".repeat(count)
}

/// `count` bytes of Chinese characters, with letters if three does not divide the number.
fn han(count: usize) -> String {
    "测".repeat(count / 3) + &letters(count % 3)
}

/// `count` columns of Chinese characters, with a letter after the first one if the number is odd.
fn columns(count: usize) -> String {
    let first = "文".repeat((count / 2).min(1));
    first.clone() + &letters(count % 2) + &"文".repeat(count / 2 - first.chars().count())
}

fn blanks(count: usize) -> String {
    " ".repeat(count)
}

/// Text that can be under a heading.
const BELOW: &str = "\n我们会在您登录后按照本页的说明收集您的信息，并在您注销后删除，详情请看下文的说明，您也可以写信。\n";

/// Three lines, each with text below it.
fn listed(first: &str, next: &str, last: &str) -> String {
    format!("{first}{BELOW}{next}{BELOW}{last}{BELOW}")
}

/// A line of `count` columns that contains a comma and ends with a word.
fn line(first: char, count: usize) -> String {
    format!("{first}，{}", columns(count - 4))
}

fn read(text: impl AsRef<str>) -> Document {
    read_text(text.as_ref())
}

/// Whether the first brackets of a text have this reason.
fn opens(text: impl AsRef<str>, reason: Reason) -> bool {
    reasons(text.as_ref()).first() == Some(&reason)
}

/// Whether some brackets of a text have this reason.
fn holds(text: impl AsRef<str>, reason: Reason) -> bool {
    reasons(text.as_ref()).contains(&reason)
}

/// Whether the last annotation of a text is a condition.
fn is_condition(text: impl AsRef<str>) -> bool {
    let document = read(text);
    document.annotations().next_back().is_some_and(|last| last.role() == Some(Role::Condition))
}

/// Whether the party of the first annotation of a text is known.
fn names_actor(text: impl AsRef<str>) -> bool {
    read(text).annotations().next().is_some_and(|first| first.party().is_some())
}

/// The number of members of a statement in this role.
fn count(document: &Document, number: usize, role: MemberRole) -> usize {
    document.statements().nth(number).map_or(0, |statement| statement.in_role(role).count())
}

/// Whether the first statement of a text has unmarked words.
fn completes(text: impl AsRef<str>) -> bool {
    read(text).statements().next().is_some_and(|first| first.unmarked().len() > 0)
}

fn sentences(text: impl AsRef<str>) -> usize {
    read(text).sentences().len()
}

fn headings(text: &str) -> usize {
    read(text).sections().filter(|section| section.title().is_some()).count()
}

/// Whether a text has a heading that ends with `title`.
fn has_heading(text: &str, title: &str) -> bool {
    let document = read(text);
    let mut titles = document.sections().filter_map(|section| section.title());
    titles.any(|heading| heading.ends_with(title))
}

/// Whether a line above text is a heading.
fn heads(line: &str) -> bool {
    headings(&format!("{line}{BELOW}")) > 0
}

/// Whether a line above text starts with a label.
fn has_label(line: &str) -> bool {
    read(format!("{line}{BELOW}")).sections().any(|section| section.label().is_some())
}

/// Whether a title of `count` columns is a heading before text on the same line.
fn is_fused(count: usize) -> bool {
    let title = columns(count);
    let line = format!("2、{title} 我们会依法使用您的信息，不会滥用。");
    has_heading(&listed("1、总则", &line, "3、附则"), &title)
}

fn reports(text: impl AsRef<str>, code: Code) -> bool {
    read(text).diagnostics().iter().any(|diagnostic| diagnostic.code() == code)
}

/// Whether each diagnostic of a text quotes its place completely.
fn is_quoted_whole(text: impl AsRef<str>) -> bool {
    let document = read(text);
    let quoted = |message: &str| message.contains("<<") && !message.contains('…');
    document.diagnostics().iter().any(|diagnostic| quoted(diagnostic.message()))
}
