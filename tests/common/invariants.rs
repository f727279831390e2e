//! The invariants of every document, whatever its text.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use policymark::annotation::Role;
use policymark::document::Node;
use policymark::statement::MemberRole;
use policymark::text::{Code, Delimiter};
use policymark::tree::{LeafKind, NodeKind, Reason};
use policymark::{Annotation, AnnotationKind, Document, Section, Span, Statement};

/// The greatest length of a text in bytes for which the document is also written as JSON and read
/// back.
const JSON_LIMIT: usize = 1 << 16;

/// Asserts the invariants of every parsed document, in time linear in the length of the text.
pub(crate) fn assert_invariants(document: &Document) {
    assert_sound(document);
    assert_every_bracket_is_explained(document);
    assert_diagnostics_are_in_order(document);
    assert_sentences_cut_nothing(document);
    assert_few_members_are_inherited(document);
}

/// Asserts the invariants that also hold for documents from untrusted JSON.
pub(crate) fn assert_sound(document: &Document) {
    if document.text().len() <= JSON_LIMIT {
        assert_json_is_read_back_equal(document);
    }
    assert_leaves_tile_the_source(document);
    assert_nodes_nest(document);
    assert_annotations_are_pairs_with_a_kind(document);
    assert_brackets_have_their_reasons(document);
    assert_sections_nest(document);
    assert_sentences_are_in_order(document);
    assert_statements_are_consistent(document);
}

fn assert_json_is_read_back_equal(document: &Document) {
    let json = serde_json::to_string(document).expect("a document can be written");
    match serde_json::from_str::<Document>(&json) {
        Ok(back) => assert!(back == *document, "JSON changes {:?}", document.text()),
        Err(error) => panic!("{error}: the JSON of {:?}", document.text()),
    }
}

fn assert_in_text(document: &Document, span: Span, what: &str) {
    let text = document.text();
    assert!(text.get(span.range()).is_some(), "{what} {span} is off the text of {}", text.len());
}

/// The leaves are adjacent from the first byte to the last: together they are the text.
fn assert_leaves_tile_the_source(document: &Document) {
    let mut at = 0;
    let mut written = String::with_capacity(document.text().len());
    for leaf in document.leaves() {
        assert_in_text(document, leaf.span, "leaf");
        assert_eq!(leaf.span.start(), at, "a gap or an overlap before the leaf {leaf:?}");
        assert!(!leaf.span.is_empty(), "an empty leaf {leaf:?}");
        let source = &document.text()[leaf.span.range()];
        match leaf.kind {
            LeafKind::Escape => assert!(source.starts_with('\\') && source.chars().count() == 2),
            LeafKind::Open | LeafKind::Close | LeafKind::Single => {
                assert_eq!(source.chars().count(), 1, "{leaf:?} is one bracket");
            }
            _ => {}
        }
        written.push_str(source);
        at = leaf.span.end();
    }
    assert_eq!(written, document.text());
}

/// A node whose subtree has not ended yet.
struct Entered {
    inner: Span,
    /// The number of the first node after the subtree.
    end: usize,
    /// The end of the children so far.
    at: u32,
}

/// Nodes are in preorder, and the children of each tile its inside.
fn assert_nodes_nest(document: &Document) {
    let root = document.root();
    assert_eq!(root.kind(), NodeKind::Document);
    assert_eq!(root.span().range(), 0..document.text().len());
    let mut entered: Vec<Entered> = Vec::new();
    for (number, node) in root.descendants().enumerate() {
        assert_in_text(document, node.span(), "node");
        while entered.last().is_some_and(|parent| parent.end <= number) {
            leave(entered.pop());
        }
        let end = number + node.descendants().len();
        if let Some(parent) = entered.last_mut() {
            assert!(end <= parent.end, "the subtree of {node:?} ends after its parent's");
            assert_eq!(node.span().start(), parent.at, "{node:?} leaves a gap or overlaps");
            assert!(parent.inner.covers(node.span()), "{node:?} leaves its parent");
            parent.at = node.span().end();
        }
        match node.kind() {
            NodeKind::Document => assert_eq!(number, 0),
            NodeKind::Pair(_) => assert_brackets(node),
            _ => assert_eq!(end, number + 1, "{node:?} holds nodes"),
        }
        if matches!(node.kind(), NodeKind::Document | NodeKind::Pair(_)) {
            let inner = node.inner_span();
            entered.push(Entered { inner, end, at: inner.start() });
        }
    }
    while !entered.is_empty() {
        leave(entered.pop());
    }
}

fn leave(node: Option<Entered>) {
    let node = node.expect("a node was entered");
    assert_eq!(node.at, node.inner.end(), "the children do not reach the end of their parent");
}

/// A pair starts with its opening bracket and ends with a closing one, both on one line.
fn assert_brackets(node: Node<'_>) {
    let NodeKind::Pair(delimiter) = node.kind() else { return };
    let source = node.source();
    assert!(source.starts_with(delimiter.open()), "{node:?}");
    let mixed = node.reading().is_some_and(|reading| reading.reason == Reason::Mixed);
    assert!(mixed || source.ends_with(delimiter.close()), "{node:?}");
    // Either half of a link can continue on the next line. The text of nested pairs is not read
    // again.
    let is_of_link = |reason| matches!(reason, Reason::Link | Reason::LinkTarget);
    let is_link = node.reading().is_some_and(|reading| is_of_link(reading.reason));
    let mut texts = node.children().filter(|child| child.kind() == NodeKind::Text);
    let on_one_line = texts.all(|text| !text.source().contains('\n'));
    assert!(is_link || on_one_line, "{node:?} leaves its line");
}

/// The annotations are the nodes with a kind, in order.
fn assert_annotations_are_pairs_with_a_kind(document: &Document) {
    let marked = document.root().descendants().filter(|node| node.annotation_kind().is_some());
    let mut annotations = document.annotations();
    for (index, node) in marked.enumerate() {
        let annotation = annotations.next().expect("a node marks something, but is no annotation");
        assert_eq!(annotation.id().index(), index);
        assert_eq!(document.annotation(annotation.id()), Some(annotation));
        assert_eq!(annotation.node(), node);
        assert_eq!(annotation.span(), node.span());
        assert_eq!(Some(annotation.kind()), node.annotation_kind());
        assert!(matches!(node.kind(), NodeKind::Pair(_)));
        assert_role_fits(annotation);
    }
    assert!(annotations.next().is_none(), "an annotation is no node");
}

fn assert_role_fits(annotation: Annotation<'_>) {
    let role = annotation.role();
    let fits = match annotation.kind() {
        AnnotationKind::Purpose => matches!(role, None | Some(Role::Purpose | Role::Condition)),
        AnnotationKind::Action => matches!(role, None | Some(Role::Collect | Role::Share)),
        AnnotationKind::Actor => matches!(role, None | Some(Role::Place)),
        _ => role.is_none(),
    };
    assert!(fits, "{:?} as {role:?}", annotation.node());
    let is_condition = role == Some(Role::Condition);
    assert!(is_condition || annotation.ground().is_none(), "{:?}", annotation.node());
    let is_action = annotation.kind() == AnnotationKind::Action;
    assert!(is_action || annotation.processing().is_none(), "{:?}", annotation.node());
    let is_actor = annotation.kind() == AnnotationKind::Actor;
    assert!(is_actor || annotation.party().is_none(), "{:?}", annotation.node());
}

/// A bracket is an annotation, or its reason says why not. Both fit the shape of the bracket.
fn assert_brackets_have_their_reasons(document: &Document) {
    for node in document.root().descendants() {
        let Some(reading) = node.reading() else { continue };
        let expected = match node.kind() {
            NodeKind::Pair(Delimiter::Paren) => reading.reason.marks(),
            NodeKind::Pair(_) => reading.reason == Reason::Marked,
            _ => false,
        };
        assert_eq!(reading.kind.is_some(), expected, "{node:?} reads as {reading:?}");
        let alone = matches!(
            reading.reason,
            Reason::Unpaired | Reason::Depth | Reason::Arrow | Reason::Verbatim
        );
        let is_pair = matches!(node.kind(), NodeKind::Pair(_));
        assert!(!is_pair || !alone, "{node:?} reads as {reading:?}");
    }
}

/// Every bracket is an annotation, is an ordinary bracket with a reason, or has a diagnostic.
fn assert_every_bracket_is_explained(document: &Document) {
    let has = |code| document.diagnostics().iter().any(|d| d.code() == code);
    if has(Code::DiagnosticsOmitted) {
        return;
    }
    let reported: HashSet<Span> = document
        .diagnostics()
        .iter()
        .flat_map(|d| [Some(d.span()), d.related()])
        .flatten()
        .collect();
    for node in document.root().descendants() {
        let Some(reading) = node.reading() else { continue };
        match (node.kind(), reading.reason) {
            (NodeKind::Single(Delimiter::Fullwidth, _), _) => {}
            (_, Reason::Unpaired) => {
                assert!(reported.contains(&node.span()), "nothing on {node:?}")
            }
            (_, Reason::Depth) => assert!(has(Code::NestingTooDeep), "nothing on {node:?}"),
            _ => {}
        }
    }
}

/// Diagnostics are sorted by place, inside the text, and have a message.
fn assert_diagnostics_are_in_order(document: &Document) {
    let mut at = 0;
    for diagnostic in document.diagnostics() {
        assert_in_text(document, diagnostic.span(), diagnostic.code().name());
        assert!(diagnostic.span().start() >= at, "{diagnostic} comes before the one above it");
        at = diagnostic.span().start();
        if let Some(related) = diagnostic.related() {
            assert_in_text(document, related, "the related place of a diagnostic");
        }
        assert!(!diagnostic.message().is_empty() && !diagnostic.message().contains('\n'));
    }
}

/// Sections are in preorder. Each is inside its parent and after the sibling before it.
fn assert_sections_nest(document: &Document) {
    let mut open: Vec<(policymark::outline::SectionId, Span)> = Vec::new();
    let mut at = 0;
    for (index, section) in document.sections().enumerate() {
        let span = section.span();
        assert_eq!(section.id().index(), index);
        assert_eq!(document.section(section.id()), Some(section));
        assert_in_text(document, span, "section");
        assert!(at <= span.start(), "section {span} starts before the one above it");
        at = span.start();
        while open.last().is_some_and(|(id, _)| Some(*id) != section.parent().map(|p| p.id())) {
            let (_, ended) = open.pop().expect("one is open");
            assert!(ended.end() <= span.start(), "section {span} overlaps {ended}");
        }
        assert_eq!(open.is_empty(), section.parent().is_none(), "the parent of {span} has ended");
        assert!(open.last().is_none_or(|(_, parent)| parent.covers(span)), "{span} leaves");
        if let Some(title) = section.title_span() {
            assert_in_text(document, title, "title");
            assert!(span.covers(title) && !title.is_empty(), "the title {title} of {span}");
        }
        assert!(section.label().is_none_or(|label| !label.is_empty()));
        open.push((section.id(), span));
    }
}

/// Sentences are in order, inside their sections, and do not overlap. The same holds for their
/// clauses.
fn assert_sentences_are_in_order(document: &Document) {
    let mut at = 0;
    for (index, sentence) in document.sentences().enumerate() {
        let span = sentence.span();
        assert_eq!(sentence.id().index(), index);
        assert_eq!(document.sentence(sentence.id()), Some(sentence));
        assert_in_text(document, span, "sentence");
        assert!(at <= span.start() && !span.is_empty(), "sentence {span} after {at}");
        if let Some(section) = sentence.section() {
            assert!(section.span().covers(span), "{span} is not in its section {}", section.span());
        }
        at = span.start();
        for piece in sentence.pieces() {
            assert_in_text(document, piece, "piece");
            assert!(at <= piece.start() && !piece.is_empty(), "piece {piece} after {at}");
            at = piece.end();
        }
        assert!(at <= span.end(), "a piece leaves the sentence {span}");
        at = span.end();
    }
}

/// Sentences leave out no letter, their pieces leave out only blanks, and neither cuts an
/// annotation.
fn assert_sentences_cut_nothing(document: &Document) {
    let mut annotations = document.annotations().map(Annotation::span).peekable();
    let mut at = 0;
    // The greatest end of the annotations that have started.
    let mut reach = 0;
    let mut cuts_nothing = |place: u32| {
        while let Some(span) = annotations.next_if(|span| span.start() < place) {
            reach = reach.max(span.end());
        }
        assert!(reach <= place, "an annotation up to {reach} is cut at {place}");
    };
    for sentence in document.sentences() {
        let span = sentence.span();
        assert_no_word(document, at..span.start());
        cuts_nothing(span.start());
        at = span.start();
        for piece in sentence.pieces() {
            assert_blank(document, at..piece.start());
            cuts_nothing(piece.start());
            at = piece.end();
            cuts_nothing(at);
        }
        assert_blank(document, at..span.end());
    }
}

/// There are no letters or digits between sentences.
fn assert_no_word(document: &Document, gap: Range<u32>) {
    let text = &document.text()[gap.start as usize..gap.end as usize];
    assert!(!text.contains(char::is_alphanumeric), "{gap:?} is in no sentence");
}

/// There are only blanks between clauses.
fn assert_blank(document: &Document, gap: Range<u32>) {
    let text = &document.text()[gap.start as usize..gap.end as usize];
    let blank = |c: char| c.is_whitespace() || matches!(c, '\u{200B}' | '\u{2060}' | '\u{FEFF}');
    assert!(text.chars().all(blank), "{gap:?} is in no clause");
}

/// The number of inherited members is in proportion to the text: *Limits* in `grammar.md`.
fn assert_few_members_are_inherited(document: &Document) {
    let cost = |annotation: Annotation<'_>| match annotation.kind() {
        AnnotationKind::Data => 3,
        _ => 1,
    };
    let mut seen = vec![false; document.annotations().len()];
    let members = document.statements().flat_map(Statement::members).map(|m| m.annotation);
    let taken = members.filter(|a| std::mem::replace(&mut seen[a.id().index()], true));
    let spent: usize = taken.map(cost).sum();
    let len = document.text().len();
    assert!(spent <= len, "members for {spent} bytes are taken over in a text of {len}");
}

/// The members of statements are existing annotations, in order, at most once in each role.
fn assert_statements_are_consistent(document: &Document) {
    let mut sentence = 0;
    let mut announced = HashSet::new();
    for (index, statement) in document.statements().enumerate() {
        assert_eq!(statement.id().index(), index);
        assert_eq!(document.statement(statement.id()), Some(statement));
        assert_members(document, statement);
        assert_inclusions(statement);
        assert_announced(statement);
        assert_references(statement);
        let mut items = statement.announces().map(|item| item.id());
        assert!(items.all(|item| announced.insert(item)), "announced twice");
        let own = statement.sentence().id();
        assert!(document.sentence(own).is_some() && sentence <= own.index());
        sentence = own.index();
    }
}

fn assert_members(document: &Document, statement: Statement<'_>) {
    let members: Vec<_> = statement.members().map(|m| (m.role, m.annotation.id())).collect();
    assert!(!members.is_empty(), "a statement without members");
    assert!(members.is_sorted_by(|a, b| a < b), "not sorted, or not unique: {members:?}");
    let adjuncts = members.iter().filter(|(role, _)| role.kind() == AnnotationKind::Purpose);
    let mut adjuncts: Vec<_> = adjuncts.map(|(_, id)| id).collect();
    adjuncts.sort_unstable();
    assert!(
        adjuncts.is_sorted_by(|a, b| a < b),
        "a mark is two of purpose, condition, exception and absence: {adjuncts:?}"
    );
    let data: HashSet<_> = statement.data().map(|a| a.id()).collect();
    assert!(statement.excluded().all(|a| !data.contains(&a.id())), "data that is left out");
    for (role, id) in members {
        let annotation = document.annotation(id).expect("a member exists");
        let fits = match role {
            MemberRole::Action => annotation.kind() == AnnotationKind::Action,
            MemberRole::Purpose
            | MemberRole::Condition
            | MemberRole::Exception
            | MemberRole::Absence => annotation.kind() == AnnotationKind::Purpose,
            MemberRole::Data | MemberRole::Excluded => annotation.kind() == AnnotationKind::Data,
            _ => annotation.kind() == AnnotationKind::Actor,
        };
        let fits = fits && (role != MemberRole::Place || annotation.is_place());
        assert!(fits, "{:?} as {role:?}", annotation.node());
    }
}

/// An annotation refers to data or actors that are named before it, in the order of the text.
fn assert_references(statement: Statement<'_>) {
    for reference in statement.references() {
        let kind = reference.mark.kind();
        assert!(matches!(kind, AnnotationKind::Data | AnnotationKind::Actor), "{reference:?}");
        // Many annotations can refer to the same ones.
        let antecedents: Vec<_> = reference.annotations().take(100).collect();
        let is_before = |a: &Annotation<'_>| a.kind() == kind && a.id() < reference.mark.id();
        assert!(antecedents.iter().all(is_before), "{reference:?}");
        assert!(antecedents.is_sorted_by(|one, next| one.id() < next.id()), "{antecedents:?}");
    }
}

/// Announced sections are siblings, in order, after the sentence.
fn assert_announced(statement: Statement<'_>) {
    let items: Vec<_> = statement.announces().collect();
    let Some(first) = items.first() else { return };
    assert!(first.span().start() >= statement.sentence().span().end(), "{first:?}");
    assert!(items.iter().all(|item| item.parent() == first.parent()), "{items:?}");
    assert!(items.is_sorted_by_key(|item| item.id()), "{items:?}");
    let mut holders = statement.section().into_iter().flat_map(Section::ancestors);
    assert!(
        first.parent().is_none_or(|parent| holders.any(|holder| holder == parent)),
        "{first:?}"
    );
}

/// Wholes and parts are data of the statement, and no whole is part of its own parts.
fn assert_inclusions(statement: Statement<'_>) {
    let data: HashSet<_> = statement.data().map(|annotation| annotation.id()).collect();
    let mut whole_of = HashMap::new();
    for inclusion in statement.inclusions() {
        let (whole, part) = (inclusion.whole.id(), inclusion.part.id());
        let place = (inclusion.whole.span(), inclusion.part.span());
        assert!(data.contains(&whole) && data.contains(&part), "no data: {place:?}");
        assert_eq!(whole_of.insert(part, whole), None, "a part of two wholes: {place:?}");
    }
    let mut ended = HashSet::new();
    for &part in whole_of.keys() {
        let path: Vec<_> = std::iter::successors(Some(part), |part| whole_of.get(part).copied())
            .take_while(|part| !ended.contains(part))
            .take(whole_of.len() + 2)
            .collect();
        assert!(path.len() <= whole_of.len() + 1, "{part:?} is a part of itself");
        ended.extend(path);
    }
}
