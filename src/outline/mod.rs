//! The outline of a policy: headings and items, sentences and clauses, as spans over the tree.

mod contents;
mod heading;
mod label;
mod line;
mod nest;
mod sentence;
mod vote;
mod words;

use serde::{Deserialize, Serialize};

use crate::span::Span;
use crate::tree::Tree;

use contents::contents;
use heading::{Class, classify, fused_title};
use line::{End, Line, lines};
pub(crate) use nest::MAX_DEPTH;
use nest::{Nest, Opener, Place};
pub use sentence::Clauses;
use sentence::sentences;
use vote::{Draft, vote};

/// The number of a section in the order of the text, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SectionId(pub(crate) u32);

impl SectionId {
    /// The number.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// The number of a sentence in the order of the text, from 0.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct SentenceId(pub(crate) u32);

impl SentenceId {
    /// The number.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// How the lines of one list are numbered: those of `1、`, `2、` alike, those of `（1）` otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Numbering {
    style: label::Style,
    mark: Option<char>,
}

impl Numbering {
    /// The numbering of the label that `line` starts with.
    pub(crate) fn at_start(line: &str) -> Option<Self> {
        label::Label::at_start(line).map(|label| Self { style: label.style, mark: label.mark })
    }
}

/// A heading and what stands under it, or a numbered item of running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SectionData {
    /// The section that holds this one.
    pub(crate) parent: Option<SectionId>,
    /// The heading without marks of Markdown: `（一）我们如何收集信息`. `None` for an item, whose
    /// line is running text.
    pub(crate) title: Option<Span>,
    /// The number or bullet: `（一）`. `None` for a heading without one.
    pub(crate) label: Option<Span>,
    /// From the heading's line to the end of what stands under it.
    pub(crate) span: Span,
}

/// A sentence: up to 。！？ or the end of the line, marks of punctuation included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SentenceData {
    pub(crate) span: Span,
    /// The innermost section that holds it.
    pub(crate) section: Option<SectionId>,
}

/// Sections in preorder and sentences in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Outline {
    pub(crate) sections: Vec<SectionData>,
    pub(crate) sentences: Vec<SentenceData>,
}

/// Builds the outline of a text whose brackets are resolved.
pub(crate) fn outline(text: &str, tree: &Tree) -> Outline {
    let lines = lines(text);
    let sections = sections(text, &lines);
    let sentences = place_sentences(&sections, sentences(text, tree));
    Outline { sections, sentences }
}

/// Gives each sentence its innermost section.
fn place_sentences(
    sections: &[SectionData],
    sentences: impl Iterator<Item = Span>,
) -> Vec<SentenceData> {
    let mut open: Vec<SectionId> = Vec::new();
    let mut rest = (0_u32..).map(SectionId).zip(sections).peekable();
    sentences
        .map(|span| {
            while let Some((id, section)) = rest.next_if(|(_, s)| s.span.start() <= span.start()) {
                open.truncate(section.parent.map_or(0, |parent| {
                    open.iter().rposition(|&id| id == parent).map_or(0, |at| at + 1)
                }));
                open.push(id);
            }
            let holds = |id: &SectionId| sections[id.index()].span.end() > span.start();
            let section = open.iter().rev().copied().find(holds);
            SentenceData { span, section }
        })
        .collect()
}

/// Up to how many characters the words of a numbered line with text below it are a heading
/// whatever the rest of its list is.
const SHORT: usize = 10;

/// The sections in preorder.
fn sections(text: &str, lines: &[Line]) -> Vec<SectionData> {
    let mut openers = openers(text, lines);
    let headings = vote(&drafts(&openers, lines));
    for (opener, heading) in openers.iter_mut().zip(&headings) {
        opener.decide(*heading);
    }
    // Now that it is known which lines are headings, the nesting can rely on it.
    let places = places(&openers);
    let ends = ends(&openers, &places, lines);
    let section = |((opener, place), end): ((&Opener, &Place), u32)| {
        let (first, last) = (&lines[opener.lines.0], &lines[opener.lines.1]);
        SectionData {
            parent: place.parent.map(SectionId),
            title: opener.is_heading().then(|| title(text, opener.class, first, last)),
            label: first.label.map(|(_, span)| span),
            span: Span::new(first.span.start(), end),
        }
    };
    openers.iter().zip(&places).zip(ends).map(section).collect()
}

fn places(openers: &[Opener]) -> Vec<Place> {
    let mut nest = Nest::default();
    openers.iter().map(|opener| nest.place(*opener)).collect()
}

/// What the vote on headings has to know of each section.
fn drafts(openers: &[Opener], lines: &[Line]) -> Vec<Draft> {
    let next_lines = openers.iter().skip(1).map(|next| next.lines.0).chain([lines.len()]);
    openers
        .iter()
        .zip(places(openers))
        .zip(next_lines)
        .map(|((opener, place), next)| Draft {
            class: opener.class,
            place,
            rank: opener.label.map_or(0, |label| label.style.rank()),
            sure: opener.sure,
            short: lines[opener.lines.1].form.chars <= SHORT,
            text_below: opener.lines.1 + 1 < next,
        })
        .collect()
}

/// Where the title stands that starts on the line `first` and ends on `last`.
fn title(text: &str, class: Class, first: &Line, last: &Line) -> Span {
    let whole = first.title.join(last.title);
    match fused_title(last.body(text)).filter(|_| class == Class::Fused) {
        Some(words) => Span::new(whole.start(), last.body.start() + words.len() as u32),
        None => whole,
    }
}

/// The lines that open a section.
fn openers(text: &str, lines: &[Line]) -> Vec<Opener> {
    let classes = classify(text, lines);
    let contents = contents(text, lines);
    let mut openers = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let named = contents.named[at] && line.label.is_some();
        let class = match classes[at] {
            Class::Item | Class::Doubtful | Class::Fused if named => Class::Numbered,
            class => class,
        };
        if !class.opens() || contents.entry[at] {
            continue;
        }
        let takes_next =
            line.body.is_empty() && lines.get(at + 1).is_some_and(|next| next.label.is_none());
        let last = at + usize::from(takes_next);
        openers.push(Opener {
            class,
            label: line.label.map(|(label, _)| label),
            emphasis: line.emphasis,
            leads_in: lines[last].form.end == End::Colon,
            sure: class.is_heading() && (line.emphasis.hash() > 0 || named),
            lines: (at, last),
        });
    }
    openers
}

/// Where each section ends, in bytes.
///
/// A heading holds all lines up to the next section that it does not hold. An item holds them if
/// that section goes on its list; otherwise it ends with its own line or the last item in it.
fn ends(openers: &[Opener], places: &[Place], lines: &[Line]) -> Vec<u32> {
    let mut ends: Vec<u32> =
        openers.iter().map(|opener| lines[opener.lines.1].span.end()).collect();
    let mut open: Vec<usize> = Vec::new();
    for next in 0..=openers.len() {
        let opener = openers.get(next);
        let parent = places.get(next).and_then(|place| place.parent);
        while let Some(&at) = open.last().filter(|&&at| parent != Some(at as u32)) {
            open.pop();
            let goes_on = opener.is_some_and(|next_one| {
                places[next] == places[at] && next_one.follows(&openers[at])
            });
            if openers[at].is_heading() || goes_on {
                let line = opener.map_or(lines.len(), |opener| opener.lines.0);
                ends[at] = lines[line - 1].span.end();
            }
            if let Some(&outer) = open.last() {
                ends[outer] = ends[outer].max(ends[at]);
            }
        }
        open.push(next);
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Outline {
        outline(text, &crate::tree::build(text, &crate::scan::scan(text), 64, |_| {}))
    }

    /// One line a section, indented by depth: the title, or `-` and the start of an item.
    fn show(text: &str) -> Vec<String> {
        let sections = read(text).sections;
        let mut depths: Vec<usize> = Vec::new();
        sections
            .iter()
            .map(|section| {
                let depth = section.parent.map_or(0, |parent| depths[parent.index()] + 1);
                depths.push(depth);
                let words = match section.title {
                    Some(title) => text[title.range()].to_owned(),
                    None => {
                        format!(
                            "- {}",
                            text[section.span.range()].chars().take(4).collect::<String>()
                        )
                    }
                };
                "  ".repeat(depth) + &words
            })
            .collect()
    }

    #[test]
    fn headings_nest_by_style() {
        let text = "示例隐私政策\n一、收集\n正文。\n（一）注册\n正文。\n1、手机\n正文。\n（1）短信\n正文。\n\
                    2、邮箱\n正文。\n（二）登录\n正文。\n二、使用\n正文。\n";
        assert_eq!(
            show(text),
            [
                "示例隐私政策",
                "  一、收集",
                "    （一）注册",
                "      1、手机",
                "        （1）短信",
                "      2、邮箱",
                "    （二）登录",
                "  二、使用",
            ]
        );
    }

    #[test]
    fn decimals_nest_by_their_numbers() {
        let text =
            "1 收集\n1.1 注册\n正文。\n1.1.1 手机\n正文。\n1.2 登录\n正文。\n2 使用\n正文。\n";
        assert_eq!(show(text), ["1 收集", "  1.1 注册", "    1.1.1 手机", "  1.2 登录", "2 使用"]);
    }

    #[test]
    fn a_number_alone_takes_the_next_line_as_title() {
        let text = "1.1\n注册信息\n正文在此。\n1.2\n登录信息\n正文在此。\n2.1\n您可以注销账户。\n";
        assert_eq!(show(text), ["1.1\n注册信息", "1.2\n登录信息", "- 2.1\n"]);
    }

    #[test]
    fn items_are_children_of_the_heading_of_their_lead_in() {
        let text = "一、收集\n(我们)会[收集]下列信息：\n1、<昵称>；\n2、设备信息，包括：\n（1）<型号>；\n\
                    （2）<系统>；\n3、<头像>。\n";
        assert_eq!(
            show(text),
            ["一、收集", "  - 1、<昵", "  - 2、设备", "    - （1）<", "    - （2）<", "  - 3、<头"]
        );
    }

    #[test]
    fn lists_without_numbers() {
        let text =
            "一、收集\n(我们)会[收集]下列信息：\n<昵称>；\n<头像>；或\n<性别>。\n其他正文。\n";
        assert_eq!(show(text), ["一、收集", "  - <昵称>", "  - <头像>", "  - <性别>"]);
    }

    #[test]
    fn a_list_decides_together() {
        let text = "一、收集\n我们会收集：\n1、您填写的昵称；\n2、您上传的头像\n3、您选择的性别。\n\
                    二、使用\n正文在此。\n";
        assert_eq!(
            show(text),
            ["一、收集", "  - 1、您填", "  - 2、您上", "  - 3、您选", "二、使用"]
        );
        let text =
            "1、注册\n正文。\n2、我们会在以下情形中，使用您的信息：\n正文。\n3、注销\n正文。\n";
        assert_eq!(show(text), ["1、注册", "2、我们会在以下情形中，使用您的信息：", "3、注销"]);
    }

    #[test]
    fn a_list_of_the_same_style_nests_under_its_lead_in() {
        let text = "1. 下列信息：\n1. 昵称；\n2. 头像。\n2. 其他信息。\n";
        assert_eq!(show(text), ["- 1. 下", "  - 1. 昵", "  - 2. 头", "- 2. 其"]);
    }

    #[test]
    fn numbers_that_go_on_leave_what_stands_deeper() {
        let text =
            "一、收集\n1、昵称、头像等，由您填写。\n2、性别，由您填写。\n（二）使用\n正文。\n";
        assert_eq!(show(text), ["一、收集", "  - 1、昵称", "  - 2、性别", "  （二）使用"]);
    }

    #[test]
    fn titles_fused_with_their_text() {
        let text =
            "一、收集\n正文。\n二、使用规则 我们会依法使用您的信息，不会滥用。\n三、共享\n正文。\n";
        assert_eq!(show(text), ["一、收集", "二、使用规则", "三、共享"]);
    }

    #[test]
    fn tables_of_contents_are_no_headings() {
        let text = "示例隐私政策\n目录\n一、收集\n二、使用\n三、共享信息\n四、联系\n一、收集\n正文。\n\
                    二、使用\n正文。\n三、共享和转让信息\n正文。\n四、联系\n正文。\n";
        assert_eq!(
            show(text),
            [
                "示例隐私政策",
                "  目录",
                "  一、收集",
                "  二、使用",
                "  三、共享和转让信息",
                "  四、联系"
            ]
        );
    }

    #[test]
    fn a_preface_holds_no_headings() {
        let text =
            "示例隐私政策\n引言\n示例公司十分重视您的个人信息，并会尽力保护。\n1、收集\n正文。\n";
        assert_eq!(show(text), ["示例隐私政策", "  引言", "  1、收集"]);
    }

    #[test]
    fn markdown_headings() {
        let text = "# 示例应用\n## 收集\n正文。\n**设备信息**\n正文。\n### 一、注册\n正文。\n## 使用\n正文。\n";
        assert_eq!(show(text), ["示例应用", "  收集", "    设备信息", "    一、注册", "  使用"]);
    }

    #[test]
    fn headings_without_number() {
        let text = "示例隐私政策\n一、服务\n正文在此。\n第三方服务\n其他公司提供的服务由其自行负责，请您查看他们的政策。\n\
                    1.1 支付\n正文。\n物流服务\n其他公司提供的服务由其自行负责，请您查看他们的政策。\n二、联系\n正文。\n";
        assert_eq!(
            show(text),
            [
                "示例隐私政策",
                "  一、服务",
                "    第三方服务",
                "      1.1 支付",
                "    物流服务",
                "  二、联系"
            ]
        );
    }

    #[test]
    fn bullets_are_items() {
        let text = "一、收集\n我们收集：\n• 昵称\n◦ 中文名\n◦ 外文名\n• 头像\n";
        assert_eq!(
            show(text),
            ["一、收集", "  - • 昵称", "    - ◦ 中文", "    - ◦ 外文", "  - • 头像"]
        );
    }

    #[test]
    fn a_heading_spans_what_stands_under_it() {
        let text = "一、收集\n正文。\n1、昵称。\n续行。\n2、头像。\n另一段。\n二、使用\n正文。\n";
        let spans: Vec<_> =
            read(text).sections.iter().map(|section| &text[section.span.range()]).collect();
        assert_eq!(
            spans,
            [
                "一、收集\n正文。\n1、昵称。\n续行。\n2、头像。\n另一段。",
                "1、昵称。\n续行。",
                "2、头像。",
                "二、使用\n正文。",
            ]
        );
    }

    #[test]
    fn sentences_know_their_innermost_section() {
        let text = "引子。\n一、收集\n正文。另句。\n1、昵称。\n2、头像。\n另一段。\n";
        let sections: Vec<_> = read(text)
            .sentences
            .iter()
            .map(|sentence| sentence.section.map(SectionId::index))
            .collect();
        assert_eq!(sections, [None, Some(0), Some(0), Some(0), Some(1), Some(2), Some(0)]);
    }

    #[test]
    fn depth_is_limited() {
        let depths = show(&(0..1000).map(|i| format!("1. 甲{i}：\n")).collect::<String>());
        let deepest = depths.iter().map(|line| line.len() - line.trim_start().len()).max();
        assert_eq!(deepest, Some(2 * 23));
    }

    /// What holds of every outline: sentences tile what is not blank, sections nest.
    fn check(text: &str) {
        let Outline { sections, sentences } = read(text);
        let blank = |range: std::ops::Range<usize>| text[range].chars().all(sentence::is_blank);
        let mut at = 0;
        for sentence in &sentences {
            let range = sentence.span.range();
            assert!(blank(at..range.start) && !blank(range.clone()), "{text}");
            assert_eq!(sentence::trim(text, sentence.span), Some(sentence.span), "{text}");
            let section = sentence.section.map(|id| sections[id.index()].span);
            assert!(section.is_none_or(|section| section.covers(sentence.span)), "{text}");
            at = range.end;
        }
        assert!(blank(at..text.len()), "{text}");
        for (index, section) in sections.iter().enumerate() {
            let parent = section.parent.map(SectionId::index);
            assert!(parent.is_none_or(|parent| parent < index), "{text}");
            assert!(parent.is_none_or(|p| sections[p].span.covers(section.span)), "{text}");
            let inner = section.title.into_iter().chain(section.label);
            assert!(inner.into_iter().all(|span| section.span.covers(span)), "{text}");
            let next = sections.get(index + 1);
            assert!(next.is_none_or(|next| section.span.start() < next.span.start()), "{text}");
        }
    }

    #[test]
    fn every_prefix_has_a_sound_outline() {
        let text = "# 示例隐私政策\n目录\n一、收集\n二、使用\n三、共享\n\n引言\r\n示例公司尽力保护您的信息。\n\
                    **一、收集**\n(我们)会[收集]：\n1\\. <昵称>；\n2\\. 头像，如：\n• 照片（大。小）\n\
                    ===\n二、使用 用于{登录。注册}。\n2.1\n注销\n正文？！”好\n三、共享\n无；\n";
        for (end, _) in text.char_indices().chain([(text.len(), ' ')]) {
            check(&text[..end]);
        }
    }

    #[test]
    fn many_headings() {
        let text: String = (0..20_000).map(|i| format!("{}、标题\n", i % 150 + 1)).collect();
        assert_eq!(read(&text).sections.len(), 20_000);
    }

    #[test]
    fn nothing_makes_it_fail() {
        for text in
            ["", "\n", "#", "**", "一、", "1.", "（", "• ", "1.1\n1.2\n", "\\", "第", "一、\n：\n"]
        {
            let outline = read(text);
            assert!(outline.sections.iter().all(|s| s.span.end() as usize <= text.len()), "{text}");
        }
    }
}
