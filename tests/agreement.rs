//! Agreement of two annotators: figures worked by hand, what they differ in, and what must always hold.

#![allow(clippy::unwrap_used)]

mod common;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use allocation_counter::measure;
use policymark::agreement::{Agreement, Disagreement, DisagreementKind, Figures, Matches};
use policymark::compare::{Change, ChangeKind};
use policymark::write::{Mark, annotate};
use policymark::{AnnotationKind, Document, Span, parse};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::json;
use unicode_segmentation::UnicodeSegmentation;

use common::families::fill;
use common::strategy::{cases, markup};

/// The policies of the fixtures, read once.
static POLICIES: LazyLock<Vec<(PathBuf, String)>> = LazyLock::new(|| common::fixtures("policies"));

/// Compares two texts, in both directions.
#[track_caller]
fn with_agreement(first: &str, second: &str, check: impl FnOnce(&Agreement<'_>)) {
    let (first, second) = (parse(first).unwrap(), parse(second).unwrap());
    assert_both_ways(&first, &second);
    check(&first.agreement(&second).unwrap());
}

fn counts(matches: Matches) -> (u64, u64, u64) {
    (matches.matched, matches.only_first, matches.only_second)
}

/// What a disagreement is, but for its documents.
fn key(disagreement: Disagreement<'_>) -> impl PartialEq + std::fmt::Debug {
    let words = |annotation: Option<policymark::Annotation<'_>>| {
        annotation.map(|annotation| (annotation.kind(), annotation.span()))
    };
    let Disagreement { kind, first, second, is_ordinary_in_other, .. } = disagreement;
    (kind, words(first), words(second), is_ordinary_in_other, disagreement.spans())
}

fn change_key(change: Change<'_>) -> impl Ord + std::fmt::Debug {
    let span = |span: Span| (span.start(), span.end());
    let places = [change.old, change.new].map(|place| place.map(|place| span(place.span())));
    let (old, new) = change.statements();
    (change.kind, change.role, places, [old, new].map(|side| side.map(|s| s.id())))
}

/// With the annotators exchanged all figures are the same, and all disagreements are those of the other side.
/// Each annotator agrees with themself.
#[track_caller]
fn assert_both_ways(first: &Document, second: &Document) {
    let there = first.agreement(second).unwrap();
    let back = second.agreement(first).unwrap();
    let reversed: Vec<_> = there.disagreements().map(|d| key(d.reversed())).collect();
    let shown = || format!("{}\n---\n{}", first.text(), second.text());
    assert_eq!(reversed, back.disagreements().map(key).collect::<Vec<_>>(), "{}", shown());
    let mut changes: Vec<_> = there.statements().map(|c| change_key(c.reversed())).collect();
    let mut changes_back: Vec<_> = back.statements().map(change_key).collect();
    changes.sort_unstable();
    changes_back.sort_unstable();
    assert_eq!(changes, changes_back, "{}", shown());
    let swapped = |m: Matches| (m.matched, m.only_second, m.only_first);
    assert_eq!(counts(there.figures().statements), swapped(back.figures().statements));
    for kind in kinds() {
        let (figures, others) = (there.figures(), back.figures());
        assert_eq!(counts(figures.exact(kind)), swapped(others.exact(kind)));
        assert_eq!(counts(figures.overlapping(kind)), swapped(others.overlapping(kind)));
        assert_eq!(figures.kappa(kind), others.kappa(kind));
        assert_eq!(figures.alpha(kind), others.alpha(kind));
    }
    assert_coherent(&there);
    assert_complete(first);
    assert_complete(second);
}

/// All annotations, and each kind.
fn kinds() -> impl Iterator<Item = Option<AnnotationKind>> {
    AnnotationKind::ALL.iter().map(|kind| Some(*kind)).chain([None])
}

/// The figures fit one another, the documents and the disagreements.
#[track_caller]
fn assert_coherent(agreement: &Agreement<'_>) {
    let figures = agreement.figures();
    let json = serde_json::to_string(figures).unwrap();
    assert_eq!(&serde_json::from_str::<Figures>(&json).unwrap(), figures, "{json}");
    for kind in kinds() {
        let (exact, overlapping) = (figures.exact(kind), figures.overlapping(kind));
        let of_kind = |document: &Document| {
            document.annotations().filter(|a| kind.is_none_or(|kind| a.kind() == kind)).count()
        };
        assert_eq!(exact.first(), of_kind(agreement.first()) as u64);
        assert_eq!(exact.second(), of_kind(agreement.second()) as u64);
        assert_eq!((overlapping.first(), overlapping.second()), (exact.first(), exact.second()));
        assert!(exact.matched <= overlapping.matched);
        for value in [figures.kappa(kind), figures.alpha(kind)].into_iter().flatten() {
            assert!((-1.0..=1.0).contains(&value), "{value}");
        }
    }
    let count = |kind| agreement.disagreements().filter(|d| d.kind == kind).count() as u64;
    let (exact, overlapping) = (figures.exact(None), figures.overlapping(None));
    assert_eq!(count(DisagreementKind::Extent), overlapping.matched - exact.matched);
    let other_kind = count(DisagreementKind::Kind);
    assert_eq!(count(DisagreementKind::OnlyFirst) + other_kind, overlapping.only_first);
    assert_eq!(count(DisagreementKind::OnlySecond) + other_kind, overlapping.only_second);
    for disagreement in agreement.disagreements() {
        let (here, there) = disagreement.spans();
        let _ =
            (&agreement.first().text()[here.range()], &agreement.second().text()[there.range()]);
    }
}

/// A document agrees with itself, and every figure that is defined is 1.
#[track_caller]
fn assert_complete(document: &Document) {
    let agreement = document.agreement(document).unwrap();
    assert!(agreement.is_complete(), "{}", document.text());
    for kind in kinds() {
        let figures = agreement.figures();
        let ones = [figures.exact(kind).f1(), figures.overlapping(kind).f1(), figures.kappa(kind)];
        assert!(ones.into_iter().flatten().all(|figure| figure == 1.0));
        assert_eq!(figures.kappa(kind), figures.alpha(kind));
    }
}

#[test]
fn figures_are_those_worked_by_hand() {
    // 我们会收集邮箱和昵称。 has 11 graphemes. Data is 邮箱 and 昵称 in the first, and 昵称 in the second.
    with_agreement(
        "(我们)会[收集]<邮箱>和<昵称>。",
        "(我们)会[收集]邮箱和<昵称>。",
        |agreement| {
            let figures = agreement.figures();
            assert_eq!(figures.graphemes(), 11);
            let data = AnnotationKind::Data;
            assert_eq!(counts(figures.exact(data)), (1, 1, 0));
            // 2 * 1 / (2 + 1)
            assert_eq!(figures.exact(data).f1(), Some(2.0 / 3.0));
            assert_eq!(figures.exact(data).precision(), Some(1.0));
            assert_eq!(figures.exact(data).recall(), Some(0.5));
            // Inside for both 2, for the first alone 2, for neither 7: po = 9/11,
            // pe = (4 * 2 + 7 * 9) / 121 = 71/121, kappa = (99 - 71) / (121 - 71) = 28/50.
            assert_eq!(figures.kappa(data), Some(28.0 / 50.0));
            // Of 22 values 6 are inside and 16 outside: Do = 2/11, De = 2 * 6 * 16 / (22 * 21) = 192/462,
            // alpha = 1 - 84/192 = 108/192.
            assert_eq!(figures.alpha(data), Some(108.0 / 192.0));
            // In all, the labels are actor 2 and 2, action 2 and 2, data 4 and 2, none 3 and 5: po = 9/11,
            // pe = (4 + 4 + 8 + 15) / 121 = 31/121, kappa = (99 - 31) / (121 - 31) = 68/90.
            assert_eq!(figures.kappa(None), Some(68.0 / 90.0));
            // Values: 4, 4, 6, 8 of 22: De = (484 - 16 - 16 - 36 - 64) / (22 * 21) = 352/462,
            // alpha = 1 - (2/11) * 462 / 352 = 1 - 84/352.
            assert_eq!(figures.alpha(None), Some(268.0 / 352.0));
            // Neither marks a purpose: there is nothing to agree on.
            let purpose = AnnotationKind::Purpose;
            assert_eq!(counts(figures.exact(purpose)), (0, 0, 0));
            assert_eq!(figures.exact(purpose).f1(), None);
            assert_eq!((figures.kappa(purpose), figures.alpha(purpose)), (None, None));
            assert_eq!(figures.kappa(AnnotationKind::Actor), Some(1.0));
        },
    );
}

#[test]
fn nested_annotations_give_a_set_of_kinds() {
    // 通过邮箱联系您: one marks the purpose and in it the data, the other only the data.
    with_agreement(
        "[使用]，用于{通过<邮箱>联系您}",
        "[使用]，用于通过<邮箱>联系您",
        |agreement| {
            let figures = agreement.figures();
            // 12 graphemes; 使用 action for both, 通过联系您 purpose and none, 邮箱 both kinds and data.
            assert_eq!(figures.graphemes(), 12);
            // They agree on 使用，用于: 5 of 12. none: 3 and 8, action 2 and 2, purpose 5 and 0, purpose with data
            // 2 and 0, data 0 and 2: pe = (24 + 4) / 144, kappa = (60 - 28) / (144 - 28).
            assert_eq!(figures.kappa(None), Some(32.0 / 116.0));
            assert_eq!(figures.kappa(AnnotationKind::Data), Some(1.0));
            // Inside for the second is nothing: by chance they agree just as often.
            assert_eq!(figures.kappa(AnnotationKind::Purpose), Some(0.0));
        },
    );
}

#[test]
fn figures_of_several_texts_add_up() {
    let pairs = [("(我们)[收集]<邮箱>", "(我们)[收集]邮箱"), ("会[收集]<昵称>", "会[收集]<昵称>")];
    let mut figures = Vec::new();
    for (first, second) in pairs {
        with_agreement(first, second, |agreement| figures.push(agreement.figures().clone()));
    }
    let sum: Figures = figures.iter().sum();
    assert_eq!(sum, figures.iter().rev().cloned().sum());
    assert_eq!((sum.texts, sum.graphemes()), (2, 11));
    assert_eq!(counts(sum.exact(AnnotationKind::Data)), (1, 1, 0));
    // Data: both 2, the first alone 2, neither 7, as in the text worked by hand above.
    assert_eq!(sum.kappa(AnnotationKind::Data), Some(28.0 / 50.0));
    assert_eq!(sum.statements.first(), 2);
    assert!(sum.to_string().starts_with("11 graphemes in 2 texts\n"), "{sum}");
}

/// The disagreements as lines, `extent: <您的邮箱> | <邮箱>`, with the source at both places.
#[track_caller]
fn lines(first: &str, second: &str) -> Vec<String> {
    let mut lines = Vec::new();
    with_agreement(first, second, |agreement| {
        lines.extend(agreement.disagreements().map(|disagreement| {
            let (here, there) = disagreement.spans();
            let (here, there) = (&first[here.range()], &second[there.range()]);
            format!("{}: {here} | {there}", disagreement.kind)
        }));
    });
    lines
}

#[test]
fn disagreements_have_their_places_in_both() {
    assert_eq!(
        lines(
            "(我们)会[收集]<您的 邮箱>，[共享]给(支付公司)，用于{结算}。",
            "(我们)会收集您的< 邮箱>，[共享]给<支付公司>，{用于}{结算}。",
        ),
        [
            "only-first: [收集] | 收集",
            "extent: <您的 邮箱> | < 邮箱>",
            "kind: (支付公司) | <支付公司>",
            "only-second: 用于 | {用于}",
        ]
    );
}

#[test]
fn blanks_at_the_edges_do_not_count() {
    assert_eq!(lines("会[收集] <邮箱>。", "会[收集]< 邮箱>。"), [""; 0]);
    with_agreement("会[收集] <邮箱>。", "会[收集]< 邮箱>。", |a| {
        assert_eq!(a.figures().graphemes(), 6)
    });
}

#[test]
fn a_grapheme_is_not_divided() {
    // The accent outside of the annotation is part of its last letter.
    assert_eq!(lines("会[收集]<cafe>\u{301}。", "会[收集]<cafe\u{301}>。"), [""; 0]);
    assert_eq!(lines("会[收集]<👨\u{200d}👩>。", "会[收集]<👨>\u{200d}👩。"), [""; 0]);
}

#[test]
fn one_annotation_is_paired_once() {
    // Each in the list overlaps the whole; only one of them is its partner.
    assert_eq!(
        lines("[收集]<昵称>、<头像>、<邮箱>", "[收集]<昵称、头像、邮箱>"),
        [
            "extent: <昵称> | <昵称、头像、邮箱>",
            "only-first: <头像> | 头像",
            "only-first: <邮箱> | 邮箱",
        ]
    );
    // Two of one that overlap two of the other are two pairs, however they are shifted.
    with_agreement("[收集]<昵称、><头像>", "[收集]<昵称><、头像>", |agreement| {
        assert_eq!(counts(agreement.figures().overlapping(AnnotationKind::Data)), (2, 0, 0));
    });
}

#[test]
fn the_order_of_nesting_does_not_count() {
    assert_eq!(lines("会[收集]{<邮箱>}", "会[收集]<{邮箱}>"), [""; 0]);
    // The outer pair and the inner pair mark the same.
    assert_eq!(lines("会[收集]<<邮箱>>", "会[收集]<邮箱>"), ["only-first: <邮箱> | 邮箱"]);
}

#[test]
fn statements_that_differ_are_found_by_their_verbs() {
    let kinds = |first: &str, second: &str| {
        let mut found = Vec::new();
        with_agreement(first, second, |agreement| {
            found.extend(agreement.statements().map(|change| {
                let text = change.old.or(change.new).map(|place| place.text().into_owned());
                format!("{} {:?} {}", change.kind, change.role, text.unwrap())
            }));
        });
        found
    };
    let whole =
        "(我们)会[收集]<邮箱>，用于{发送账单}。(我们)会[收集]<邮箱>。(我们)不会[出售]<昵称>。";
    assert_eq!(
        kinds(
            whole,
            "(我们)会[收集]<邮箱>，用于发送账单。(我们)会[收集]<邮箱>。我们不会出售昵称。"
        ),
        ["member-removed Some(Purpose) 发送账单", "statement-removed None (我们)不会[出售]<昵称>",]
    );
    // The same words marked in other ways say the same.
    assert_eq!(kinds("会[收集]<昵称、头像>。", "会[收集]<昵称>、<头像>。"), [""; 0]);
    assert_eq!(kinds("(我们)会[收集]<昵称>。", "我们会[收集]<昵称>。"), [""; 0]);
}

#[test]
fn the_same_statements_are_counted() {
    // The second of the first annotator says more, the third is missing.
    let first = "会[收集]<邮箱>。会[使用]<昵称>、<头像>。不会[出售]<昵称>。";
    let second = "会[收集]<邮箱>。会[使用]<昵称>、头像。不会出售昵称。";
    with_agreement(first, second, |agreement| {
        let statements = agreement.figures().statements;
        assert_eq!(counts(statements), (1, 2, 1));
        assert_eq!(statements.f1(), Some(0.4));
        let removed = agreement.statements().filter(|c| c.kind == ChangeKind::StatementRemoved);
        assert_eq!(removed.count(), 1);
    });
}

#[test]
fn what_editors_change_is_no_difference() {
    let text = "一、收集\n(我们)会[收集]<邮箱>。\n(我们)会[使用]<昵称>。";
    for other in [
        format!("\u{feff}{text}"),
        text.replace('\n', "\r\n"),
        format!("{text}\n"),
        format!("\u{feff}{}\r\n\r\n", text.replace('\n', "\r\n")),
    ] {
        with_agreement(text, &other, |agreement| assert!(agreement.is_complete(), "{other:?}"));
        let missing = other.replace("<昵称>", "昵称");
        let (here, there) = (parse(text).unwrap(), parse(&missing).unwrap());
        let agreement = here.agreement(&there).unwrap();
        let (one, two) = agreement.disagreements().next().unwrap().spans();
        assert_eq!((&text[one.range()], &missing[two.range()]), ("<昵称>", "昵称"));
    }
}

#[test]
fn other_texts_are_an_error_with_the_first_difference() {
    let check = |first: &str, second: &str, here: (u32, &str), there: (u32, &str)| {
        let (one, other) = (parse(first).unwrap(), parse(second).unwrap());
        let error = one.agreement(&other).unwrap_err();
        assert_eq!((error.first().start(), error.first_text()), here);
        assert_eq!((error.second().start(), error.second_text()), there);
        let back = other.agreement(&one).unwrap_err();
        assert_eq!((back.first(), back.second()), (error.second(), error.first()));
        assert!(!error.to_string().contains(char::is_control));
        error.to_string()
    };
    // 手 and 所 begin with different bytes, 手 and 扌 with the same one.
    check("<手机>", "手册", (4, "机"), (3, "册"));
    check("会<扌>", "会<手>。", (4, "扌"), (4, "手。"));
    // A line end, a blank, the end.
    check("您好\n[收集]", "您好，[收集]", (6, "\n"), (6, "，收集"));
    check("[收集] <邮箱>", "[收集]<邮箱>", (8, " 邮箱"), (9, "邮箱"));
    let shown = check("[收集]<邮箱>", "[收集]<邮箱>。", (16, ""), (16, "。"));
    assert_eq!(
        shown,
        "without their marks the texts differ: the end at 1:9 of the first is “。” at 1:9 of the second"
    );
    // An escaped bracket is text; a lone one is too.
    check("<手机>\\(甲\\)", "<手机>", (9, "(甲)"), (8, ""));
    check("[收集]<邮箱", "[收集]<邮箱>", (8, "<邮箱"), (9, "邮箱"));
    check("一\r\n[收集]", "一\r\n[获取]", (6, "收集"), (6, "获取"));
    // Not more than sixteen graphemes.
    check(&"甲".repeat(30), &"乙".repeat(30), (0, &"甲".repeat(16)), (0, &"乙".repeat(16)));
}

#[test]
fn brackets_in_both_sources_can_be_read_differently() {
    // Whether (手机) is an actor depends on the marks after it.
    let (first, second) = ("从您的(手机)[读取]<照片>。", "从您的(手机)读取照片。");
    let read = |text: &str| parse(text).unwrap().annotations().count();
    assert_eq!((read(first), read(second)), (3, 0));
    with_agreement(first, second, |agreement| {
        let paren = agreement.disagreements().next().unwrap();
        assert!(paren.is_ordinary_in_other);
        assert_eq!((paren.kind, paren.text().as_ref()), (DisagreementKind::OnlyFirst, "手机"));
        assert_eq!(agreement.figures().graphemes(), 10);
        assert!(agreement.disagreements().skip(1).all(|other| !other.is_ordinary_in_other));
        let shown = agreement.to_string();
        assert!(
            shown.contains("only first: actor 手机 (ordinary brackets in the second)"),
            "{shown}"
        );
    });
    // Brackets that only one source has are a difference.
    let (first, second) = (parse("可以打开(相机)。").unwrap(), parse("可以打开相机。").unwrap());
    assert_eq!(first.agreement(&second).unwrap_err().first_text(), "(相机)。");
}

#[test]
fn every_policy_agrees_with_itself() {
    for (_, text) in POLICIES.iter() {
        assert_complete(&parse(text).unwrap());
    }
}

/// A pair of fixtures: `first.txt` and `second.txt` in a folder of `tests/agreement`.
#[test]
fn pairs_are_shown_as_their_snapshots() {
    insta::glob!("agreement/*/first.txt", |path| {
        let [first, second] =
            ["first.txt", "second.txt"].map(|name| common::read(&path.with_file_name(name)));
        with_agreement(&first, &second, |agreement| {
            let shown = agreement.to_string();
            assert!(shown.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= 80));
            insta::assert_snapshot!(shown);
        });
    });
}

#[test]
fn every_pair_is_complete() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/agreement");
    let pairs = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let pairs: Vec<_> = pairs.filter(|path| path.is_dir()).collect();
    assert!(pairs.len() >= 3);
    assert!(
        pairs
            .iter()
            .all(|pair| pair.join("first.txt").exists() && pair.join("second.txt").exists())
    );
}

/// A document without the brackets of some annotations, as source.
fn without(document: &Document, is_left_out: impl Fn(usize) -> bool) -> String {
    let left_out = document.annotations().filter(|a| is_left_out(a.id().index()));
    let mut cuts: Vec<_> =
        left_out.flat_map(|a| [a.span().range().start, a.span().range().end - 1]).collect();
    cuts.sort_unstable();
    let bytes = document.text().bytes().enumerate();
    let rest = bytes.filter(|(at, _)| cuts.binary_search(at).is_err()).map(|(_, byte)| byte);
    String::from_utf8(rest.collect()).unwrap()
}

/// What an annotator makes of the marks of another one: some are gone, of another kind, or shorter.
fn other_marks(text: &str, document: &Document, changes: &[(Index, u8)]) -> Vec<Mark> {
    let plain = document.plain_text();
    let mark = |a: policymark::Annotation<'_>| Mark::new(a.kind(), plain.to_plain_span(a.span()));
    let mut marks: Vec<_> = document.annotations().map(mark).collect();
    for (place, change) in changes {
        if marks.is_empty() {
            break;
        }
        let at = place.index(marks.len());
        match change {
            0..4 => marks[at].kind = AnnotationKind::ALL[*change as usize],
            4 => drop(marks.remove(at)),
            _ => {
                let span = marks[at].span.range();
                let first = text[span.clone()].graphemes(true).next().map_or(0, str::len);
                let shorter = Span::try_from(span.start + first..span.end);
                marks[at].span = shorter.unwrap_or(marks[at].span);
            }
        }
    }
    marks
}

proptest! {
    #![proptest_config(cases(80))]

    /// What another annotator writes into the plain text of a document is compared in both directions.
    #[test]
    fn both_directions_agree(
        text in prop_oneof![markup(), any::<Index>().prop_map(|at| at.get(&POLICIES).1.clone())],
        changes in proptest::collection::vec((any::<Index>(), 0_u8..6), 0..12),
    ) {
        let first = parse(&text).unwrap();
        let plain = first.plain_text();
        let marks = other_marks(plain.text(), &first, &changes);
        if let Ok(second) = annotate(plain.text(), &marks) {
            assert_both_ways(&first, &parse(&second).unwrap());
        }
    }

    /// Leaving out marks of a policy is no other text, unless brackets of it cross or have no partner.
    #[test]
    fn marks_that_are_left_out_are_no_difference(
        policy in any::<Index>(),
        left_out in proptest::collection::vec(any::<bool>(), 1..40),
    ) {
        let first = parse(&policy.get(&POLICIES).1).unwrap();
        prop_assume!(!first.has_errors());
        let second = without(&first, |number| left_out[number % left_out.len()]);
        assert_both_ways(&first, &parse(&second).unwrap());
    }

    #[test]
    fn any_two_texts_are_compared(first in markup(), second in markup()) {
        let (first, second) = (parse(&first).unwrap(), parse(&second).unwrap());
        match first.agreement(&second) {
            Ok(_) => assert_both_ways(&first, &second),
            Err(error) => {
                let back = second.agreement(&first).unwrap_err();
                prop_assert_eq!((error.first(), error.second()), (back.second(), back.first()));
                prop_assert_ne!(error.first_text(), error.second_text());
                let _ = (&first.text()[error.first().range()], &second.text()[error.second().range()]);
            }
        }
    }
}

/// A document that comes back from JSON agrees with the one that was written.
#[test]
fn documents_from_json_are_compared() {
    for (_, text) in POLICIES.iter() {
        let document = parse(text).unwrap();
        let json = serde_json::to_string(&document).unwrap();
        let read: Document = serde_json::from_str(&json).unwrap();
        assert!(document.agreement(&read).unwrap().is_complete());
    }
}

#[test]
fn json_has_the_figures_and_the_places() {
    let text = "(我们)会[收集]<邮箱>和<昵称>。";
    with_agreement(text, "(我们)会[收集]邮箱和<昵称>。", |agreement| {
        let json = serde_json::to_value(agreement).unwrap();
        let figures = &json["figures"];
        assert_eq!(figures["graphemes"], 11);
        assert_eq!(figures["kinds"]["data"]["kappa"], 28.0 / 50.0);
        assert_eq!(figures["kinds"]["purpose"]["alpha"], serde_json::Value::Null);
        assert_eq!(figures["all"]["exact"]["matched"], 3);
        assert_eq!(figures["all"]["exact"]["f1"], 6.0 / 7.0);
        let disagreement = &json["disagreements"][0];
        assert_eq!(disagreement["kind"], "only-first");
        assert_eq!(disagreement["first"]["text"], "邮箱");
        assert_eq!(disagreement["second"]["annotation"], serde_json::Value::Null);
        assert_eq!(disagreement["second"]["span"], serde_json::json!({"start": 19, "end": 25}));
        assert_eq!(json["statements"][0]["kind"], "member-removed");
        assert_eq!(json["statements"][0]["role"], "data");
        assert_eq!(json["statements"][0]["second"]["span"], serde_json::Value::Null);
    });
}

/// In every format of serde: some name the fields, some only have them in order.
#[test]
fn figures_are_read_as_they_were_written() {
    let text = "{通过<邮箱>}(我们)会[收集]<昵称>。";
    with_agreement(text, "通过<邮箱>(我们)会[收集]<昵称>。", |agreement| {
        let figures = agreement.figures();
        let json = serde_json::to_string(figures).unwrap();
        assert!(
            json.contains(r#"{"first":["purpose","data"],"second":["data"],"graphemes":2}"#),
            "{json}"
        );
        assert_eq!(&serde_json::from_str::<Figures>(&json).unwrap(), figures);
        let bytes = postcard::to_allocvec(figures).unwrap();
        assert_eq!(&postcard::from_bytes::<Figures>(&bytes).unwrap(), figures);
    });
}

/// Figures are summed up and stored: what was cut off or edited has to show.
#[test]
fn figures_that_contradict_themselves_are_refused() {
    with_agreement("(我们)会[收集]<昵称>。", "(我们)会[收集]昵称。", |agreement| {
        let written = serde_json::to_value(agreement.figures()).unwrap();
        let fault_of = |edit: &dyn Fn(&mut serde_json::Value)| {
            let mut figures = written.clone();
            edit(&mut figures);
            serde_json::from_value::<Figures>(figures).unwrap_err().to_string()
        };
        let unknown = fault_of(&|figures| figures["labels"][0]["first"] = json!(["date"]));
        assert!(unknown.starts_with("unknown kind of annotation \"date\""), "{unknown}");
        let labels = "the graphemes are not the sum of those of the labels";
        assert_eq!(fault_of(&|figures| figures["labels"] = json!([])), labels);
        assert_eq!(fault_of(&|figures| figures["graphemes"] = json!(3)), labels);
        let kinds = "the matches of all kinds are not the sum of those of each";
        let without_data = |figures: &mut serde_json::Value| {
            figures["kinds"].as_object_mut().unwrap().remove("data");
        };
        assert_eq!(fault_of(&without_data), kinds);
        assert_eq!(fault_of(&|figures| figures["all"]["exact"]["matched"] = json!(9)), kinds);
    });
}

/// The number of allocations depends on the annotations, not on the length of the text.
#[test]
fn nothing_is_allocated_for_each_byte() {
    let allocations = |length: usize| {
        let text = format!(
            "(我们)会[收集]<邮箱>。\n{}",
            "没有标注的正文，一句接着一句。\n".repeat(length)
        );
        let (first, second) =
            (parse(&text).unwrap(), parse(&text.replace("<邮箱>", "邮箱")).unwrap());
        measure(|| drop(first.agreement(&second).unwrap())).count_total
    };
    // Lists that grow allocate a few times more.
    assert!(allocations(20_000) < allocations(200) + 40);
}

/// One comparison per family of adversarial texts; one that is not linear takes minutes.
macro_rules! tests {
    ($($name:ident: $unit:expr;)+) => {
        #[test]
        fn agreement_takes_linear_time() {
            $(
                let first = parse(&fill($unit, 1 << 17)).unwrap();
                let second = parse(&without(&first, |number| number % 3 == 0)).unwrap();
                match first.agreement(&second) {
                    Ok(agreement) => drop(agreement.to_string()),
                    Err(error) => drop(error.to_string()),
                }
            )+
        }
    };
}

common::families::families!(tests);
