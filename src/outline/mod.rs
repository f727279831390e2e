//! The outline of a policy: headings and items, sentences and their pieces.
//!
//! The handles are [`Section`](crate::Section) and [`Sentence`](crate::Sentence).

mod block;
mod build;
mod class;
mod contents;
mod form;
mod heading;
mod label;
mod line;
mod list;
mod markup;
mod nest;
mod numbered;
mod punctuation;
mod quotation;
mod section;
mod sentence;
mod title;
mod unnumbered;
mod vote;
mod wrap;

use crate::lexicon::OutlineCues;
use crate::scan::Index;
use crate::text::Span;
use crate::tree::Tree;

pub(crate) use build::OutlineScratch;
pub(crate) use list::{Lists, leads_in};
pub(crate) use nest::MAX_DEPTH;
pub(crate) use punctuation::is_punctuation;
pub(crate) use section::{Outline, SectionData, SentenceData};
pub use section::{SectionId, SentenceId};
pub use sentence::Pieces;
use sentence::cut;

/// The numbering of a line in a list: `1、`, `（1）`, `•`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Numbering(label::Label);

impl Numbering {
    /// The numbering of the label at the start of `line`, after any emphasis.
    pub(crate) fn at_start(line: &str, cues: &OutlineCues) -> Option<Self> {
        let (label, _) = label::Label::at_start(markup::strip_start(line).0, cues)?;
        Some(Self(label))
    }

    /// Whether a list can start with it: it is a first number or a bullet.
    pub(crate) const fn is_first(&self) -> bool {
        self.0.is_first()
    }

    /// Whether a line numbered like this can be in one list with a line numbered like `other`: `2、`
    /// with `1、`, and `2.` right after `1、`.
    pub(crate) fn is_like(self, other: Self) -> bool {
        let (one, other) = (self.0, other.0);
        one.style == other.style && (one.suffix == other.suffix || one.is_next_to(&other))
    }

    /// Whether a line numbered like this continues the list of a line numbered like `other`,
    /// whatever is between them: it has a later number, or the same bullet.
    pub(crate) fn goes_on(self, other: Self) -> bool {
        self.is_like(other) && (self.0.is_bullet() || self.0.number > other.0.number)
    }

    /// Whether its number is the one after that of `other`: `2、` after `1、`.
    pub(crate) fn is_next_to(self, other: Self) -> bool {
        self.0.suffix == other.0.suffix && self.0.is_next_to(&other.0)
    }
}

/// Builds the outline of a text whose brackets are resolved, which replaces the content of `out`.
/// `index` is that of the text.
pub(crate) fn outline(
    text: &str,
    tree: &Tree,
    index: &Index,
    cues: &OutlineCues,
    scratch: &mut OutlineScratch,
    out: &mut Outline,
) {
    let Outline { sections, sentences } = out;
    scratch.find_sections(text, index, cues, sections);
    let stops = index.stops.as_slice();
    sentences.clear();
    // A sentence only ends at a stop or at the end of the text.
    sentences.reserve(stops.len() + 1);
    let mut sections = Sections { all: sections, next: 0, innermost: None };
    cut(text, tree, stops, scratch.lines(), |span| {
        sentences.push(SentenceData { span, section: sections.holder(span) });
    });
}

/// The sections, while the sentences are assigned to them in order.
struct Sections<'o> {
    all: &'o [SectionData],
    /// The first section after the current sentence.
    next: u32,
    /// The innermost of the earlier sections that can still contain the next sentence.
    innermost: Option<SectionId>,
}

impl Sections<'_> {
    /// The innermost section that contains a sentence. Sentences are queried in order. The title of
    /// a link can continue on the next line, and then a sentence can continue past the end of an
    /// item.
    fn holder(&mut self, sentence: Span) -> Option<SectionId> {
        while let Some(section) = self.all.get(self.next as usize)
            && section.span.start() <= sentence.start()
        {
            self.innermost = Some(SectionId(self.next));
            self.next += 1;
        }
        // A section that ends before this sentence does contains no later one either.
        while let Some(id) = self.innermost
            && let Some(section) = self.all.get(id.index())
            && section.span.end() < sentence.end()
        {
            self.innermost = section.parent;
        }
        self.innermost
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::text::blank;

    fn index_of(text: &str) -> Index {
        let mut index = Index::default();
        index.scan(text);
        index
    }

    fn outline_of(text: &str) -> Outline {
        let mut out = Outline::default();
        let mut scratch = OutlineScratch::default();
        let cues = Lexicon::standard().outline();
        outline(text, &Tree::of(text), &index_of(text), cues, &mut scratch, &mut out);
        out
    }

    /// One line per section, indented by depth: the title, or `-` and the start of an item.
    fn show(text: &str) -> Vec<String> {
        let sections = outline_of(text).sections;
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
    fn the_lines_of_a_list_are_classified_together() {
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
    fn the_last_of_a_divided_list_is_a_heading_if_text_follows() {
        let text = "一、总则\n1、我们如何收集和使用您的各类信息\n正文。\n\
                    2、我们如何保存和保护您的各类信息\n3、我们如何对外提供您的各类信息\n正文。\n";
        assert_eq!(
            show(text),
            [
                "一、总则",
                "  1、我们如何收集和使用您的各类信息",
                "  - 2、我们",
                "  3、我们如何对外提供您的各类信息"
            ]
        );
    }

    #[test]
    fn a_possible_heading_needs_text_below() {
        let text = "1、注册\n正文。\n2、登录，或者找回密码\n3、注销\n正文。\n";
        assert_eq!(show(text), ["1、注册", "- 2、登录", "3、注销"]);
    }

    #[test]
    fn a_list_of_the_same_style_nests_under_its_lead_in() {
        let text = "1. 下列信息：\n1. 昵称；\n2. 头像。\n2. 其他信息。\n";
        assert_eq!(show(text), ["- 1. 下", "  - 1. 昵", "  - 2. 头", "- 2. 其"]);
    }

    #[test]
    fn a_repeated_number_is_a_sibling_of_the_first() {
        let text = "1. 昵称；\n2. 下列资料：\n1. 邮箱；\n4. 电话；\n2. 头像。\n";
        assert_eq!(show(text), ["- 1. 昵", "- 2. 下", "  - 1. 邮", "  - 4. 电", "- 2. 头"]);
    }

    #[test]
    fn numbers_that_continue_a_list_close_deeper_sections() {
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
    fn tables_of_contents_are_not_headings() {
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
    fn a_preface_has_no_headings() {
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
    fn a_heading_spans_the_text_under_it() {
        let text = "一、收集\n正文。\n1、昵称。\n续行。\n2、头像。\n另一段。\n二、使用\n正文。\n";
        let spans: Vec<_> =
            outline_of(text).sections.iter().map(|section| &text[section.span.range()]).collect();
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
        let sections: Vec<_> = outline_of(text)
            .sentences
            .iter()
            .map(|sentence| sentence.section.map(SectionId::index))
            .collect();
        assert_eq!(sections, [None, Some(0), Some(0), Some(0), Some(1), Some(2), Some(0)]);
    }

    #[test]
    fn a_broken_line_is_not_a_heading() {
        let text = "一、收集\n请您阅读《示例\n协议》\n正文。\n（1）设备信息\n、型号\n。\n二、使用\n正文。\n";
        assert_eq!(show(text), ["一、收集", "  - （1）设", "二、使用"]);
        let item = outline_of(text).sections[1].span;
        assert_eq!(&text[item.range()], "（1）设备信息\n、型号\n。");
    }

    #[test]
    fn rows_of_a_table_stay_in_their_section() {
        let text = "一、收集\n| 数据 | 用途 |\n| --- | --- |\n| 昵称 | 登录。 | 必填 |\n| 头像 | 展示。 |\n正文。\n";
        let Outline { sections, sentences } = outline_of(text);
        assert_eq!(sections.len(), 1);
        assert!(sentences.iter().all(|sentence| sentence.section == Some(SectionId(0))));
        let sentences: Vec<_> =
            sentences.iter().map(|sentence| &text[sentence.span.range()]).collect();
        assert_eq!(
            sentences,
            [
                "一、收集",
                "| 数据 | 用途 |",
                "| 昵称 | 登录。",
                "| 必填 |",
                "| 头像 | 展示。",
                "正文。"
            ]
        );
    }

    #[test]
    fn depth_is_limited() {
        let depths = show(&(0..1000).map(|i| format!("1. 甲{i}：\n")).collect::<String>());
        let deepest = depths.iter().map(|line| line.len() - line.trim_start().len()).max();
        assert_eq!(deepest, Some(2 * 23));
    }

    /// Checks the invariants of an outline: sentences cover all words, and sections nest.
    fn check(text: &str) {
        let Outline { sections, sentences } = outline_of(text);
        let blank = |range: std::ops::Range<usize>| !text[range].contains(char::is_alphanumeric);
        let mut at = 0;
        for sentence in &sentences {
            let range = sentence.span.range();
            assert!(blank(at..range.start) && !blank(range.clone()), "{text}");
            assert_eq!(blank::trim_span(text, sentence.span), Some(sentence.span), "{text}");
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
    fn a_reused_scratch_leaves_no_trace() {
        let texts = [
            "一、收集\n二、使用\n三、共享\n一、收集\n正文。\n二、使用\n正文。\n三、共享\n正文。\n",
            "正文。",
            "# 引言\n正文。\n1、昵称；\n2、头像。\n",
            "",
        ];
        let (mut scratch, mut out) = (OutlineScratch::default(), Outline::default());
        for text in texts.iter().chain(texts.iter().rev()) {
            let tree = Tree::of(text);
            let cues = Lexicon::standard().outline();
            outline(text, &tree, &index_of(text), cues, &mut scratch, &mut out);
            assert_eq!(out, outline_of(text), "{text}");
        }
    }

    #[test]
    fn many_headings() {
        let text: String = (0..20_000).map(|i| format!("{}、标题\n", i % 150 + 1)).collect();
        assert_eq!(outline_of(&text).sections.len(), 20_000);
    }

    #[test]
    fn every_text_has_an_outline() {
        for text in
            ["", "\n", "#", "**", "一、", "1.", "（", "• ", "1.1\n1.2\n", "\\", "第", "一、\n：\n"]
        {
            let outline = outline_of(text);
            assert!(outline.sections.iter().all(|s| s.span.end() as usize <= text.len()), "{text}");
        }
    }
}
