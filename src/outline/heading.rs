//! Classifies each line by itself and the lines beside it: a heading, an item, or running text.
//! Rule O9 of `grammar.md`; O7, O8 and O11 are in `numbered` and `unnumbered`.

use super::class::{Class, WIDEST_PLAIN};
use super::form::End;
use super::line::{Block, Line};
use super::numbered::{alone, numbered};
use super::unnumbered::Unnumbered;
use crate::lexicon::{OutlineCue, OutlineCues};
use crate::text::blank::trim_end;

/// Classifies every line.
pub(super) fn classify(text: &str, lines: &mut [Line], cues: &OutlineCues) {
    let mut next = None;
    // From the last to the first, because a heading without number depends on the lines after it.
    for at in (0..lines.len()).rev() {
        let class = class(text, lines, at, next, cues);
        let line = &mut lines[at];
        line.class = class;
        // The lines below a date count as below the line above it.
        if class != Class::Text || !is_date(text, line, cues) {
            next = Some(at);
        }
    }
    mark_entries(text, lines, cues);
}

/// The class of the line `at` above the line `next`.
fn class(text: &str, lines: &[Line], at: usize, next: Option<usize>, cues: &OutlineCues) -> Class {
    let line = &lines[at];
    match line.label {
        _ if matches!(line.block, Block::Table | Block::Verbatim) => Class::Text,
        // A number by itself is a cell.
        Some(_) if line.block == Block::Row && line.body.is_empty() => Class::Text,
        Some(_) if line.block == Block::Row => Class::Item,
        Some(_) if line.body.is_empty() => alone(text, line, lines.get(at + 1), cues),
        Some(_) => numbered(text, line, cues),
        // Most lines without a label are running text.
        None if line.form.end.is_stop() || line.form.is_running() => Class::Text,
        None => {
            let previous = at.checked_sub(1).and_then(|at| lines.get(at));
            // Verbatim stretches are not part of the policy.
            let previous = previous.filter(|line| line.block != Block::Verbatim);
            let next = next.and_then(|next| lines.get(next));
            Unnumbered { text, line, body: line.body(text), previous, next, cues }.class()
        }
    }
}

/// Whether a line is only a date: `生效日期：2024年1月1日`.
fn is_date(text: &str, line: &Line, cues: &OutlineCues) -> bool {
    let form = line.form;
    let may_be = line.label.is_none() && form.width <= WIDEST_PLAIN && form.end == End::Open;
    may_be && {
        let body = line.body(text);
        let digits = body.chars().filter(char::is_ascii_digit).take(6).count();
        digits >= 5 && (cues.holds(body, OutlineCue::Year) || body.contains(['-', '.', '/']))
    }
}

/// O9: finds the lists without numbers: each line but the last ends with ；, and the first is under
/// a lead-in.
fn mark_entries(text: &str, lines: &mut [Line], cues: &OutlineCues) {
    let (mut listed, mut leads_in) = (false, false);
    for line in lines {
        let may_list = (listed | leads_in) && line.class == Class::Text;
        let continues = may_list && lists_on(line.body(text), cues);
        if may_list && (listed || continues) {
            line.class = Class::Entry;
        }
        listed = continues;
        leads_in = line.form.end == End::Colon;
    }
}

/// Whether a line ends like one of a list that continues below: with ；, or ；或.
fn lists_on(body: &str, cues: &OutlineCues) -> bool {
    let end = cues.before_end(body, OutlineCue::ListEnd).unwrap_or(body);
    trim_end(end).ends_with(['；', ';'])
}

#[cfg(test)]
mod tests {
    use super::super::block::find_blocks;
    use super::super::line;
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::text::blank::is_blank;

    fn classes(text: &str) -> Vec<Class> {
        let cues = Lexicon::standard().outline();
        let mut lines = line::lines(text);
        find_blocks(text, &mut lines, cues);
        classify(text, &mut lines, cues);
        lines.iter().map(|line| line.class).collect()
    }

    #[test]
    fn numbered_lines_by_form() {
        for (text, class) in [
            ("一、总则", Class::Numbered),
            ("（一）您提供的信息：", Class::Numbered),
            ("1、(您)向(我们)[提供]的<信息>", Class::Numbered),
            ("1、业务功能一：注册", Class::Numbered),
            ("1、使用目的", Class::Numbered),
            ("1、您可以在以下情形中注销：", Class::Doubtful),
            ("1、收集，使用", Class::Doubtful),
            ("1、邮箱：a@example.cn", Class::Doubtful),
            ("1、总则 本政策适用于示例应用，不适用于其他应用。", Class::Fused),
            ("1、您填写的昵称；", Class::Item),
            ("1、您填写昵称。您也可以不填写", Class::Item),
            ("1、您所填写的", Class::Item),
            ("1、我们使用 Cookie 技术，以便您登录。", Class::Item),
            ("• 昵称", Class::Numbered),
            ("• 昵称和头像等，由您填写", Class::Item),
        ] {
            assert_eq!(classes(text), [class], "{text}");
        }
    }

    #[test]
    fn any_blank_ends_a_fused_title() {
        for blank in ('\0'..='\u{FFFF}').filter(|c| is_blank(*c) && *c != '\n') {
            let text = format!(
                "1、{}{blank}我们会使用信息，不会滥用。{}",
                "总".repeat(20),
                "。".repeat(40)
            );
            assert_eq!(classes(&text), [Class::Fused], "{blank:?}");
        }
    }

    #[test]
    fn a_number_alone_has_the_class_of_the_next_line() {
        assert_eq!(classes("1.1\n总则"), [Class::Numbered, Class::Text]);
        assert_eq!(classes("1.1\n您可以注销。"), [Class::Item, Class::Text]);
        assert_eq!(classes("1.1"), [Class::Item]);
    }

    #[test]
    fn unnumbered_lines_by_what_follows() {
        let text =
            "示例应用由示例公司开发，您可以在应用内找到帮助，也可以写信告诉客服您遇到的难题。";
        for (line, class) in [
            ("示例应用隐私政策", Class::Title),
            ("《示例应用用户协议》", Class::Title),
            ("示例隐私政策 2024年1月1日", Class::Title),
            ("示例（2024 年版）协议", Class::Title),
            ("引言", Class::Preface),
            ("联系我们", Class::Plain),
            ("第三方服务：", Class::Plain),
            ("**设备信息**", Class::Plain),
            ("### 设备信息", Class::Plain),
            ("我们收集以下信息：", Class::Text),
            ("为了改善服务", Class::Text),
            ("更新日期：2024年1月1日", Class::Text),
            ("2024年1月1日", Class::Text),
            ("示例科技有限公司", Class::Text),
            ("| 名称 | 目的 |", Class::Text),
            ("[首页](https://example.cn)", Class::Text),
        ] {
            assert_eq!(classes(&format!("{line}\n{text}"))[0], class, "{line}");
        }
        assert_eq!(classes("联系我们\n电话"), [Class::Text, Class::Text], "nothing is under it");
        let broken =
            "我们收集您的，以及其他方向我们提供的个人信息，例如其他方在使用我们的服务时\n其他信息";
        assert_eq!(
            classes(&format!("{broken}\n{text}"))[1],
            Class::Text,
            "the line before goes on"
        );
    }

    #[test]
    fn entries_end_with_semicolons() {
        assert_eq!(
            classes("收集下列信息：\n昵称；\n头像；以及\n性别。\n其他。"),
            [Class::Text, Class::Entry, Class::Entry, Class::Entry, Class::Text]
        );
        assert_eq!(classes("正文。\n昵称；\n头像；"), [Class::Text; 3], "no lead-in");
    }
}
