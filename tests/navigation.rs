//! Navigation from one handle to another agrees with a search through all of them.

#![allow(clippy::unwrap_used)]

mod common;

use policymark::document::Node;
use policymark::{Annotation, Document, Parser, Section, Sentence, Span, Statement, parse};
use proptest::prelude::*;

use common::strategy::{cases, markup, structural_text};

/// Asserts that all ways through a document agree.
fn assert_navigable(document: &Document) {
    nodes_lead_to_each_other(document);
    sections_lead_to_each_other(document);
    offsets_lead_to_the_innermost(document);
    annotations_lead_to_what_holds_them(document);
    annotations_lead_to_their_statements(document);
    sentences_and_sections_lead_to_what_they_hold(document);
    statements_span_what_belongs_to_them(document);
}

/// The parent of each node, found from above.
fn parents(document: &Document) -> Vec<Option<Node<'_>>> {
    let mut parents = vec![None; document.root().descendants().len()];
    for node in document.root().descendants() {
        for child in node.children() {
            assert!(parents[child.id().index()].replace(node).is_none(), "{child:?} twice");
        }
    }
    parents
}

fn nodes_lead_to_each_other(document: &Document) {
    let parents = parents(document);
    for node in document.root().descendants() {
        assert_eq!(document.node(node.id()), Some(node));
        assert_eq!(node.parent(), parents[node.id().index()], "{node:?}");
        assert_eq!(node.ancestors().last(), Some(document.root()));
        let children: Vec<_> = node.children().collect();
        assert_eq!(node.first_child(), children.first().copied(), "{node:?}");
        assert_eq!(node.last_child(), children.last().copied(), "{node:?}");
        for (at, child) in children.iter().enumerate() {
            let before = at.checked_sub(1).map(|before| children[before]);
            assert_eq!(child.prev_sibling(), before, "{child:?}");
            assert_eq!(child.next_sibling(), children.get(at + 1).copied(), "{child:?}");
        }
    }
    let root = document.root();
    assert_eq!((root.next_sibling(), root.prev_sibling(), root.parent()), (None, None, None));
}

fn sections_lead_to_each_other(document: &Document) {
    let all: Vec<_> = document.sections().collect();
    let held_by = |parent: Option<Section<'_>>| -> Vec<_> {
        all.iter().filter(|section| section.parent() == parent).copied().collect()
    };
    let rows = all.iter().map(|&section| Some(section)).chain([None]);
    for row in rows.map(|parent| (parent, held_by(parent))) {
        let (parent, children) = row;
        if let Some(parent) = parent {
            assert_eq!(parent.children().collect::<Vec<_>>(), children, "{parent:?}");
        }
        for (at, child) in children.iter().enumerate() {
            let before = at.checked_sub(1).map(|before| children[before]);
            assert_eq!(child.prev_sibling(), before, "{child:?}");
            assert_eq!(child.next_sibling(), children.get(at + 1).copied(), "{child:?}");
        }
    }
    for section in &all {
        let is_in = |other: &&Section<'_>| other.ancestors().any(|holder| holder == *section);
        assert!(section.descendants().eq(all.iter().filter(is_in).copied()), "{section:?}");
    }
}

/// The last one that contains a byte. In the order of the text, it is the innermost.
fn innermost<T: Copy>(all: &[T], span: impl Fn(T) -> Span, offset: u32) -> Option<T> {
    all.iter().rfind(|&&one| span(one).contains(offset)).copied()
}

fn offsets_lead_to_the_innermost(document: &Document) {
    let nodes: Vec<_> = document.root().descendants().collect();
    let annotations: Vec<_> = document.annotations().collect();
    let sentences: Vec<_> = document.sentences().collect();
    let sections: Vec<_> = document.sections().collect();
    let len = document.text().len() as u32;
    let step = (len / 400).max(1) as usize;
    for at in (0..len).step_by(step).chain(len..len + 2).chain([u32::MAX]) {
        assert_eq!(document.node_at(at), innermost(&nodes, Node::span, at), "{at}");
        let annotation = innermost(&annotations, Annotation::span, at);
        assert_eq!(document.annotation_at(at), annotation, "{at}");
        assert_eq!(document.sentence_at(at), innermost(&sentences, Sentence::span, at), "{at}");
        assert_eq!(document.section_at(at), innermost(&sections, Section::span, at), "{at}");
    }
}

fn annotations_lead_to_what_holds_them(document: &Document) {
    let mut open: Vec<Annotation<'_>> = Vec::new();
    for annotation in document.annotations() {
        let start = annotation.span().start();
        while open.pop_if(|outer| outer.span().end() <= start).is_some() {}
        assert_eq!(annotation.parent(), open.last().copied(), "{annotation:?}");
        open.push(annotation);
        assert_eq!(annotation.node().annotation(), Some(annotation));
        assert_eq!(document.annotation_at(start), Some(annotation));
        let holds = |sentence: &Sentence<'_>| sentence.span().covers(annotation.span());
        assert_eq!(annotation.sentence(), document.sentences().find(holds), "{annotation:?}");
        if let Some(sentence) = annotation.sentence() {
            assert_eq!(annotation.section(), sentence.section());
        }
    }
    let marks = document.root().descendants().filter_map(Node::annotation);
    assert!(marks.eq(document.annotations()));
}

fn annotations_lead_to_their_statements(document: &Document) {
    let mut statements = vec![Vec::new(); document.annotations().len()];
    for statement in document.statements() {
        for member in statement.members() {
            let of_member: &mut Vec<_> = &mut statements[member.annotation.id().index()];
            if of_member.last() != Some(&statement) {
                of_member.push(statement);
            }
        }
    }
    for annotation in document.annotations() {
        let found: Vec<_> = annotation.statements().collect();
        assert_eq!(found, statements[annotation.id().index()], "{annotation:?}");
    }
}

fn sentences_and_sections_lead_to_what_they_hold(document: &Document) {
    for sentence in document.sentences() {
        let is_in = |a: &Annotation<'_>| a.sentence() == Some(sentence);
        assert!(sentence.annotations().eq(document.annotations().filter(is_in)), "{sentence:?}");
        let is_of = |s: &Statement<'_>| s.sentence() == sentence;
        assert!(sentence.statements().eq(document.statements().filter(is_of)), "{sentence:?}");
    }
    for section in document.sections() {
        let holds = |inner: Option<Section<'_>>| {
            inner.into_iter().flat_map(Section::ancestors).any(|holder| holder == section)
        };
        let is_in = |s: &Sentence<'_>| holds(s.section());
        assert!(section.sentences().eq(document.sentences().filter(is_in)), "{section:?}");
        let is_in = |s: &Statement<'_>| holds(s.section());
        assert!(section.statements().eq(document.statements().filter(is_in)), "{section:?}");
        let is_own = |s: &Statement<'_>| s.section() == Some(section);
        assert!(section.own_statements().eq(document.statements().filter(is_own)), "{section:?}");
        let is_in = |a: &Annotation<'_>| section.span().contains(a.span().start());
        assert!(section.annotations().eq(document.annotations().filter(is_in)), "{section:?}");
    }
}

fn statements_span_what_belongs_to_them(document: &Document) {
    for statement in document.statements() {
        let members = statement.members().map(|member| member.annotation.span());
        let spans: Vec<_> = members.chain(statement.unmarked().map(|word| word.span())).collect();
        let start = spans.iter().map(|span| span.start()).min();
        let end = spans.iter().map(|span| span.end()).max();
        let span = statement.span();
        assert_eq!((Some(span.start()), Some(span.end())), (start, end), "{statement:?}");
        assert_eq!(statement.source(), &document.text()[span.range()]);
    }
}

#[test]
fn all_ways_through_fixtures_agree() {
    for folder in ["policies", "outlines", "diagnostics"] {
        for (_, text) in common::fixtures(folder) {
            assert_navigable(&parse(&text).unwrap());
        }
    }
}

#[test]
fn a_session_forgets_the_ways_through_the_last_document() {
    let mut session = Parser::new().session();
    for (_, text) in common::fixtures("diagnostics") {
        assert_navigable(session.parse(&text).unwrap());
    }
    assert_navigable(session.parse("").unwrap());
}

#[test]
fn clauses_of_sentences_are_those_of_the_document() {
    for (_, text) in common::fixtures("outlines").into_iter().take(10) {
        let document = parse(&text).unwrap();
        let mut of_sentences = Vec::new();
        for sentence in document.sentences() {
            for clause in sentence.clauses() {
                assert!(sentence.span().covers(clause.span()), "{clause:?}");
                of_sentences.push(clause.span());
            }
        }
        let all: Vec<_> = document.clauses().map(|clause| clause.span()).collect();
        assert_eq!(of_sentences, all);
    }
}

#[test]
fn deep_brackets_lead_out_again() {
    let text = format!("{}邮箱{}", "<".repeat(64), ">".repeat(64));
    let document = parse(&text).unwrap();
    assert_navigable(&document);
    let innermost = document.node_at(64).unwrap();
    assert_eq!(innermost.ancestors().count(), 66);
}

#[test]
fn items_of_a_lead_in_span_what_they_take_from_it() {
    let document = parse("(我们)会[收集]以下信息：\n1、<昵称>；\n2、<头像>。\n").unwrap();
    let last = document.statements().last().unwrap();
    assert!(last.source().starts_with("(我们)会[收集]") && last.source().ends_with("<头像>"));
    assert_eq!(last.sentence().source(), "2、<头像>。");
    let us = document.annotations().next().unwrap();
    assert_eq!(us.statements().next_back(), Some(last));
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn all_ways_through_any_text_agree(text in prop_oneof![structural_text(), markup()]) {
        assert_navigable(&parse(&text).unwrap());
        assert_navigable(&Parser::new().every_pair_marks(true).parse(&text).unwrap());
        assert_navigable(&Parser::new().marks_only(true).max_depth(3).parse(&text).unwrap());
    }
}
