//! Announced items: the list below a statement that spells out its `以下情形`.

use super::ahead::points_below;
use super::passage::ends_line;
use super::{Layers, MemberRole, StatementData, StatementId, Statements};
use crate::annotation::AnnotationData;
use crate::lexicon::{Cue, Lexicon};
use crate::outline::{Lists, Outline, SectionId, SentenceId, leads_in};
use crate::text::AnnotationKind;
use crate::tree::Tree;

/// S27: finds the lists that statements announce. Only one statement of a sentence can announce.
///
/// No section is announced twice: the section right below a sentence starts a list and does not continue
/// one above the sentence.
pub(super) fn announce(layers: Layers<'_>, statements: &mut Statements) {
    let Layers { text, tree, outline, lexicon, annotations } = layers;
    let lists = Lists::new(text, outline, lexicon.outline());
    let mut reader = Reader { text, tree, outline, lexicon, annotations, lists, section: 0 };
    let mut first = 0;
    while let Some(statement) = statements.list.get(first) {
        let sentence = statement.sentence;
        let rest = &statements.list[first..];
        let count = rest.iter().take_while(|statement| statement.sentence == sentence).count();
        let next = rest.get(count).map(|statement| statement.sentence);
        let Some(last) = rest.get(count - 1) else { break };
        if let Some(section) = reader.list_below(last, next, statements) {
            let announcer = first + reader.announcer(&rest[..count], statements);
            statements.announce(StatementId(announcer as u32), lists.from(section));
        }
        first += count;
    }
}

/// Reads what is below sentences, from first to last.
struct Reader<'a> {
    text: &'a str,
    tree: &'a Tree,
    outline: &'a Outline,
    lexicon: &'a Lexicon,
    annotations: &'a [AnnotationData],
    lists: Lists<'a>,
    /// The first section that does not start before the sentence.
    section: usize,
}

impl Reader<'_> {
    /// The first section of the list that is announced by the sentence whose last statement is
    /// `statement`. `next` is the next sentence with statements.
    fn list_below(
        &mut self,
        statement: &StatementData,
        next: Option<SentenceId>,
        statements: &Statements,
    ) -> Option<SectionId> {
        let sentence = statement.sentence;
        let last = self.last_of_line(sentence.index(), next)?;
        let first = self.section_below(last)?;
        let source = self.source(last);
        let leads_in = leads_in(source);
        let inner = self.outline.sentences.get(last)?.section;
        // Few sentences have a list below them, so the words of the others are not read.
        let is_heading = self.outline.sections.get(first.index())?.title.is_some();
        if is_heading && source.ends_with(['。', '；', '！', '？'])
            || !self.lists.starts_below(first, inner, leads_in)
        {
            return None;
        }
        let announces = if last == sentence.index() {
            leads_in
                || points_below(self.lexicon.cues(), source)
                || self.is_heading(last) && lacks_object(statement, statements)
        } else {
            self.excepts(source) && inner == self.outline.sentences.get(sentence.index())?.section
        };
        announces.then_some(first)
    }

    /// Whether a sentence is a line of its own without punctuation at its end.
    fn is_heading(&self, sentence: usize) -> bool {
        ends_line(self.text, &self.outline.sentences, sentence.wrapping_sub(1))
            && !self.source(sentence).ends_with(['。', '；', '！', '？', '，', '、'])
    }

    /// The last sentence of the line in which a sentence ends, if it is before `next`.
    fn last_of_line(&self, sentence: usize, next: Option<SentenceId>) -> Option<usize> {
        let sentences = &self.outline.sentences;
        let mut later = sentence..next.map_or(sentences.len(), SentenceId::index);
        later.find(|&at| ends_line(self.text, sentences, at))
    }

    /// The section that starts below a sentence, if no other sentence is before it.
    fn section_below(&mut self, sentence: usize) -> Option<SectionId> {
        let Outline { sections, sentences } = self.outline;
        let end = sentences.get(sentence)?.span.end();
        let later = sections.get(self.section..)?;
        self.section += later.iter().take_while(|section| section.span.start() < end).count();
        let start = sections.get(self.section)?.span.start();
        let next = sentences.get(sentence + 1)?;
        (next.span.start() >= start).then_some(SectionId(self.section as u32))
    }

    /// Which of the statements of a sentence announces: the last one with a purpose, condition or data
    /// that contains the last 以下 of the sentence, or else the last one.
    fn announcer(&self, of_sentence: &[StatementData], statements: &Statements) -> usize {
        let last = of_sentence.len() - 1;
        let forward = of_sentence.first().filter(|_| last > 0);
        let Some(forward) = forward.and_then(|one| self.last_forward(one.sentence)) else {
            return last;
        };
        let announces = |statement: &StatementData| {
            let (start, end) = statement.members;
            let members = statements.members.get(start as usize..end as usize).unwrap_or_default();
            members.iter().any(|member| {
                let annotation = &self.annotations[member.annotation.index()];
                matches!(annotation.kind, AnnotationKind::Purpose | AnnotationKind::Data)
                    && self.tree.get(annotation.node).span.contains(forward)
            })
        };
        of_sentence.iter().rposition(announces).unwrap_or(last)
    }

    /// Where the last 以下 of a sentence is.
    fn last_forward(&self, sentence: SentenceId) -> Option<u32> {
        let start = self.outline.sentences.get(sentence.index())?.span.start();
        let hits = self.lexicon.cues().find_iter(self.source(sentence.index()));
        let last = hits.filter(|hit| hit.class.has(Cue::Forward)).last()?;
        Some(start + last.start as u32)
    }

    /// Whether a sentence makes an exception to the one before: `但以下情形除外：`.
    fn excepts(&self, source: &str) -> bool {
        self.lexicon.cues().find_iter(source).any(|hit| hit.class.has(Cue::Exception))
    }

    fn source(&self, sentence: usize) -> &str {
        let span = self.outline.sentences.get(sentence).map(|sentence| sentence.span);
        span.and_then(|span| self.text.get(span.range())).unwrap_or_default()
    }
}

/// Whether a statement leaves its object to the list below: `您向我们[提供]的信息`.
fn lacks_object(statement: &StatementData, statements: &Statements) -> bool {
    let (start, end) = statement.members;
    let members = statements.members.get(start as usize..end as usize).unwrap_or_default();
    let has = |role| members.iter().any(|member| member.role == role);
    statement.asserted && has(MemberRole::Action) && !has(MemberRole::Data)
}

#[cfg(test)]
mod tests {
    use crate::parse;

    /// The last action and the items of each statement that announces something.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let document = parse(text).unwrap();
        let announcing = document.statements().filter(|statement| statement.announces().len() > 0);
        let shown = announcing.map(|statement| {
            let action = statement.actions().last().map(|action| action.text().into_owned());
            let items = statement.announces().map(|section| section.text().into_owned());
            format!("{}: {}", action.unwrap_or_default(), items.collect::<Vec<_>>().join(" | "))
        });
        assert_eq!(shown.collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn s27_items_below_a_colon() {
        check(
            "(星海)会为{下列目的}[提供]<邮箱>：\n1、为了诉讼；\n2、您{同意}。\n",
            &["提供: 为了诉讼； | 您同意。"],
        );
        check("**(星海)会[收集]：**\n\n• 昵称\n• 头像\n", &["收集: 昵称 | 头像"]);
        check("(星海)会[收集]：\n昵称；\n头像。\n其他。", &["收集: 昵称； | 头像。"]);
    }

    #[test]
    fn s27_headings_are_items_too() {
        check(
            "一、使用\n(星海)会为{以下目的}[使用]<邮箱>：\n（一）登录\n您登录时要用。\n（二）送货\n送货时要用。\n",
            &["使用: 登录 | 送货"],
        );
    }

    #[test]
    fn s27_a_sentence_without_colon_has_to_announce() {
        check(
            "(星海)会在{以下情形}中[提供]<邮箱>\n1、诉讼；\n2、破产。",
            &["提供: 诉讼； | 破产。"],
        );
        check("除{下列情形}外，(星海)不会[提供]<邮箱>。\n1、诉讼；", &["提供: 诉讼；"]);
        check("(星海)会[收集]<信息>，包括\n1、昵称；\n2、头像。", &["收集: 昵称； | 头像。"]);
        check(
            "(星海)[使用]<邮箱>无需征得您的同意\n1、诉讼；\n2、破产。",
            &["使用: 诉讼； | 破产。"],
        );
        check("(星海)[使用]<邮箱>无需征得您的同意。\n1、诉讼；\n2、破产。", &[]);
        check("(星海)[使用]<邮箱>无需征得您的同意，请知悉\n1、诉讼；\n2、破产。", &[]);
        check("(星海)会[收集]<邮箱>。\n1、诉讼；\n2、破产。", &[]);
        check("(星海)会[收集]以下信息：<邮箱>。\n1、诉讼；\n2、破产。", &[]);
        check(
            "(星海)会[收集]以下信息\n联系我们\n您可以随时联系我们，电话在页面的底部，我们等您的电话。",
            &[],
        );
    }

    #[test]
    fn s27_a_heading_whose_verb_has_no_object_announces() {
        check("二、(您)[提供]的信息\n（1）昵称；\n（2）头像。", &["提供: 昵称； | 头像。"]);
        check("二、(您)[提供]的<信息>\n（1）昵称；\n（2）头像。", &[]);
        check("二、(您)[提供]的信息。\n（1）昵称；\n（2）头像。", &[]);
        check("二、(星海)如何[共享]\n（一）转让\n（二）公开", &[]);
    }

    #[test]
    fn s27_an_exception_announces_for_the_sentence_before() {
        check(
            "(星海)不会[公开]<邮箱>。但以下情形除外：\n1、诉讼；\n2、破产。",
            &["公开: 诉讼； | 破产。"],
        );
        check("(星海)会[收集]<邮箱>。这些资料包括：\n1、诉讼；\n2、破产。", &[]);
        check("(星海)会[收集]<邮箱>。\n但以下情形除外：\n1、诉讼；\n2、破产。", &[]);
    }

    #[test]
    fn s27_the_list_is_right_below() {
        check("(星海)会[收集]：\n以上是全部。\n1、昵称；", &[]);
        check("(星海)会[收集]：\n3、昵称；\n4、头像；", &[]);
        check("(星海)会[收集]：", &[]);
    }

    #[test]
    fn s27_the_end_of_a_list() {
        check("(星海)会[收集]：\n1、昵称；\n3、头像；\n1、电话；", &["收集: 昵称； | 头像；"]);
        check("(星海)会[收集]：\n• 昵称。\n以上是全部。\n• 头像。", &["收集: 昵称。"]);
        check("(星海)会[收集]：\n• 昵称；\n- 头像；", &["收集: 昵称；"]);
    }

    #[test]
    fn s27_each_nested_list_is_announced_once() {
        check(
            "(星海)会[收集]：\n1、<手表数据>，包括：\n（1）心率；\n（2）步数；\n2、体温。",
            &["收集: 手表数据，包括： | 体温。", "收集: 心率； | 步数；"],
        );
        check(
            "(星海)会[收集]：\n• 昵称；\n• (星海)[使用]：\n• 头像；\n• 电话。",
            &["收集: 昵称； | 星海使用：", "使用: 头像； | 电话。"],
        );
    }

    #[test]
    fn s27_one_statement_of_a_sentence_announces() {
        check("(星海)会为{下列目的}[收集]<邮箱>，并[保存]<电话>：\n1、送货；", &["收集: 送货；"]);
        check("(星海)会[收集]<邮箱>，并[保存]<电话>：\n1、送货；", &["保存: 送货；"]);
    }
}
