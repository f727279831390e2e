//! Documents back to text: identical, plain, and annotated again.

#![allow(clippy::panic, clippy::unwrap_used)]

mod common;

use policymark::text::{Delimiter, Dialect};
use policymark::tree::Reason;
use policymark::write::{AnnotateError, Mark, MarkFault, annotate};
use policymark::{AnnotationKind, Document, Parser, Span, parse};
use proptest::prelude::*;

use common::strategy::{cases, markup, structural_text};

const POLICY: &str = "\
《星海隐私政策》
一、我们如何收集信息
当{您<注册>账户}时，(我们)会[收集]您的<手机号码>，以便{验证您的身份}。\r
1）(我们)不会[收集]< 密码\\(明文\\) >；（如邮箱）、(1)、[链接](https://a.cn/(x))、<https://a.cn>、<br>。
（<设备号>)、(例如邮箱)、()、注册\\登录、\\\\、设置 > 隐私、［收集］、\\［收集］、【收集】
(星海（北京）公司)会向(合作伙伴\\（甲)[共享]<[{昵称}]>、手机号码>、{\\";

fn marks(document: &Document) -> Vec<Mark> {
    let plain = document.plain_text();
    document.annotations().map(|a| Mark::new(a.kind(), plain.to_plain_span(a.span()))).collect()
}

fn mark(kind: AnnotationKind, start: usize, end: usize) -> Mark {
    Mark::new(kind, Span::try_from(start..end).unwrap())
}

/// Annotations in short form: kind, start and end.
fn all(marks: &[(AnnotationKind, usize, usize)]) -> Vec<Mark> {
    marks.iter().map(|&(kind, start, end)| mark(kind, start, end)).collect()
}

/// Writes the annotations of a document into its plain text, and checks that they are read back.
fn assert_written_again(document: &Document) {
    let plain = document.plain_text();
    let marks = marks(document);
    let markup = annotate(plain.text(), &marks).unwrap();
    let again = parse(&markup).unwrap();
    assert_eq!(again.plain_text().text(), plain.text(), "{markup}");
    assert_eq!(self::marks(&again), marks, "{markup}");
}

fn fault(plain: &str, marks: &[(AnnotationKind, usize, usize)]) -> (usize, MarkFault) {
    match annotate(plain, &all(marks)).unwrap_err() {
        AnnotateError::Mark { index, fault, .. } => (index, fault),
        error => panic!("{error}"),
    }
}

#[test]
fn leaves_give_the_identical_text() {
    for (end, _) in POLICY.char_indices() {
        let document = parse(&POLICY[..end]).unwrap();
        let leaves = document.leaves().map(|leaf| &document.text()[leaf.span.range()]);
        assert_eq!(leaves.collect::<String>(), POLICY[..end]);
    }
}

#[test]
fn plain_text_keeps_all_but_annotation_brackets_and_backslashes() {
    let document = parse(POLICY).unwrap();
    let plain = document.plain_text();
    assert!(
        plain.text().contains("当您注册账户时，我们会收集您的手机号码，以便验证您的身份。\r\n1）")
    );
    assert!(
        plain.text().contains(" 密码(明文) ；（如邮箱）、(1)、[链接](https://a.cn/(x))、<https")
    );
    assert!(
        plain.text().contains("、()、注册\\登录、\\、设置 > 隐私、［收集］、［收集］、【收集】")
    );
    for annotation in document.annotations() {
        let span = plain.to_plain_span(annotation.span());
        assert_eq!(plain.text()[span.range()].trim(), annotation.text());
    }
}

#[test]
fn annotations_can_be_written_again() {
    for line in POLICY.lines() {
        assert_written_again(&parse(line).unwrap());
    }
    assert_written_again(&parse(POLICY).unwrap());
}

#[test]
fn what_would_be_structural_is_escaped() {
    let markup =
        |plain, marks: &[(AnnotationKind, usize, usize)]| annotate(plain, &all(marks)).unwrap();
    use AnnotationKind::{Action, Actor, Data};
    assert_eq!(markup("a(b)<c>[d]{e}1)", &[]), r"a\(b\)\<c\>\[d\]\{e\}1\)");
    assert_eq!(markup(r"a\b\（c）\", &[]), r"a\b\\（c）\");
    assert_eq!(markup(r"\\(\【", &[]), r"\\\\\(\\【");
    assert_eq!(markup(r"邮箱\", &[(Data, 0, 7)]), r"<邮箱\\>");
    assert_eq!(markup(r"\邮箱", &[(Data, 1, 7)]), r"\\<邮箱>");
    assert_eq!(markup("我们）会", &[(Actor, 0, 9)]), r"(我们\）)会");
    assert_eq!(markup("我们（甲）会", &[(Actor, 0, 15)]), "(我们（甲）)会");
    // Of two with the same span, the first is the outer one.
    assert_eq!(markup("收集邮箱", &[(Data, 6, 12), (Action, 6, 12)]), "收集<[邮箱]>");
    assert_eq!(markup("收集邮箱", &[(Data, 6, 12), (Action, 0, 6)]), "[收集]<邮箱>");
}

#[test]
fn faults_name_the_annotation() {
    use AnnotationKind::{Action, Actor, Data, Purpose};
    let plain = "我们收集\n邮箱";
    assert_eq!(fault(plain, &[(Actor, 0, 6), (Data, 13, 20)]), (1, MarkFault::PastEnd { len: 19 }));
    assert_eq!(fault(plain, &[(Data, 1, 3)]), (0, MarkFault::OffBoundary { offset: 1 }));
    assert_eq!(fault(plain, &[(Data, 0, 2)]), (0, MarkFault::OffBoundary { offset: 2 }));
    assert_eq!(fault(plain, &[(Data, 3, 3)]), (0, MarkFault::Empty));
    assert_eq!(fault(plain, &[(Data, 6, 19)]), (0, MarkFault::OverLineEnd));
    let crossing = [(Data, 3, 12), (Action, 0, 6)];
    assert_eq!(fault(plain, &crossing), (0, MarkFault::Crossing { other: 1 }));
    assert_eq!(fault("相机1", &[(Actor, 6, 7)]), (0, MarkFault::Misread(Reason::Enumerator)));
    assert_eq!(fault("用br", &[(Data, 3, 5)]), (0, MarkFault::Misread(Reason::Tag)));
    assert_eq!(fault("为 ", &[(Purpose, 3, 4)]), (0, MarkFault::Misread(Reason::Empty)));
    let mark = mark(Data, 0, 9);
    let error = annotate("邮箱", &[mark]).unwrap_err().to_string();
    assert_eq!(error, "annotation 0 at bytes 0..9: the text ends at byte 6");
}

#[test]
fn annotations_are_written_in_the_dialect_of_the_parser() {
    let dialect = Dialect::default()
        .with(Delimiter::Angle, Some(AnnotationKind::Purpose))
        .with(Delimiter::Brace, None);
    let parser = Parser::new().dialect(dialect).strict(true);
    let purpose = mark(AnnotationKind::Purpose, 0, 6);
    assert_eq!(parser.annotate("注册{", &[purpose]).unwrap(), r"<注册>\{");
    let data = mark(AnnotationKind::Data, 0, 6);
    let error = parser.annotate("注册", &[data]).unwrap_err().to_string();
    assert_eq!(error, "annotation 0 at bytes 0..6: the dialect has no delimiter for data");
}

#[test]
fn every_actor_can_be_written_if_every_pair_marks() {
    let parser = Parser::new().every_pair_marks(true);
    for (plain, start, end) in [
        ("相机摄像头", 6, 15),
        ("例如邮箱", 0, 12),
        ("第1条", 3, 4),
        ("(可选)的名称", 0, 8),
        ("见[链接](https://a.example)", 3, 30),
    ] {
        let actor = mark(AnnotationKind::Actor, start, end);
        let markup = parser.annotate(plain, &[actor]).unwrap();
        let again = parser.parse(&markup).unwrap();
        assert_eq!((again.plain_text().text(), marks(&again)), (plain, vec![actor]), "{markup}");
    }
}

#[test]
fn deep_and_wide_texts_stay_linear() {
    let wide = "邮箱（）".repeat(50_000);
    let actors: Vec<_> =
        (0..50_000).map(|i| mark(AnnotationKind::Data, i * 12, i * 12 + 6)).collect();
    let markup = annotate(&wide, &actors).unwrap();
    assert_eq!(parse(&markup).unwrap().annotations().len(), 50_000);
    let deep: Vec<_> = (0..50_000).map(|i| mark(AnnotationKind::Data, i, 100_000 - i)).collect();
    let error = annotate(&"a".repeat(100_000), &deep).unwrap_err().to_string();
    assert_eq!(
        error,
        "annotation 64 at bytes 64..99936: its brackets would mark nothing here (depth)"
    );
}

/// Writes annotations into plain text, and checks that they are read back, or that those rejected
/// would not be.
fn assert_read_back_or_rejected(plain: &str, marks: &[Mark]) {
    match annotate(plain, marks) {
        Ok(markup) => {
            let again = parse(&markup).unwrap();
            assert_eq!(again.plain_text().text(), plain, "{markup}");
            let mut marks = marks.to_vec();
            marks.sort_by_key(|mark| (mark.span.start(), u32::MAX - mark.span.end()));
            assert_eq!(self::marks(&again), marks, "{markup}");
        }
        Err(AnnotateError::Mark { index, span, fault }) => {
            assert_eq!(marks[index].span, span);
            assert!(!matches!(fault, MarkFault::PastEnd { .. } | MarkFault::OffBoundary { .. }));
        }
        Err(error) => panic!("{error}"),
    }
}

proptest! {
    #![proptest_config(cases(1_000))]

    #[test]
    fn plain_text_without_annotations_is_always_written(plain in structural_text()) {
        let document = parse(&annotate(&plain, &[]).unwrap()).unwrap();
        prop_assert_eq!(document.annotations().len(), 0);
        let text = document.plain_text();
        prop_assert_eq!(text.text(), &plain);
    }

    #[test]
    fn any_annotations_of_a_document_can_be_written(text in prop_oneof![structural_text(), markup()]) {
        let document = parse(&text).unwrap();
        assert_read_back_or_rejected(document.plain_text().text(), &marks(&document));
    }

    #[test]
    fn any_spans_are_written_or_rejected(
        plain in prop_oneof![structural_text(), markup()],
        spans in proptest::collection::vec((0..4_usize, any::<u16>(), 0..12_u16), 0..6),
    ) {
        let bounds: Vec<_> =
            plain.char_indices().map(|(at, _)| at).chain([plain.len()]).collect();
        let marks: Vec<_> = spans
            .into_iter()
            .map(|(kind, start, len)| {
                let start = usize::from(start) % bounds.len();
                let end = bounds.len().min(start + usize::from(len) + 1) - 1;
                let kind = AnnotationKind::ALL[kind];
                mark(kind, bounds[start], bounds[end])
            })
            .collect();
        assert_read_back_or_rejected(&plain, &marks);
    }
}

#[test]
fn a_full_width_parenthesis_after_a_bracket_does_not_start_a_link() {
    for plain in ["]（https://{）", "] （https://{）", "收集（https://a.example/{b）"] {
        let marks: &[Mark] = &[];
        let markup = Parser::new().annotate(plain, marks).unwrap();
        assert_eq!(parse(&markup).unwrap().plain_text().text(), plain, "{markup}");
    }
    let plain = "收集（https://a.example/{b）";
    let mark = mark(AnnotationKind::Action, 0, 6);
    let markup = Parser::new().annotate(plain, &[mark]).unwrap();
    assert_eq!(parse(&markup).unwrap().plain_text().text(), plain, "{markup}");
}
