//! Calls every accessor of a document once: no content of a document can make one fail.

use policymark::annotation::Role;
use policymark::compare::compare;
use policymark::display::Style;
use policymark::fix::{Fix, apply};
use policymark::lexicon::Party;
use policymark::query::{
    action, actor, at, at_most, condition, consent_exempt, containing, data, excluded, heading,
    item, means, modality, party, place, polarity, purpose, recipient, sensitive, source, subject,
    touching, under, whole,
};
use policymark::statement::{Certainty, MemberRole, Modality, Polarity};
use policymark::text::visible;
use policymark::write::{AnnotateError, Mark, MarkFault, annotate};
use policymark::{Document, parse};

/// Queries, lists, writes, mends, tidies, shows and renders a document, in time linear in the length of the text.
pub(crate) fn exercise(document: &Document) {
    query(document);
    list(document);
    write(document);
    mend(document);
    tidy(document);
    compare_with_itself(document);
    agree_with_itself(document);
    show(document);
    #[cfg(feature = "render")]
    render(document);
}

/// Each statement matches either a filter or its negation.
fn query(document: &Document) {
    let all = document.statements().len();
    let middle = document.text().len() as u32 / 2;
    let annotations = document.annotations().nth(document.annotations().len() / 2);
    let sections = document.sections().last();
    let filters = [
        action(Role::Share) | action("收集"),
        actor("我们") & !subject(..),
        recipient(Party::Third) | source("甲"),
        party(containing("公司")) | place(..),
        data(containing("号")) | item("型号") | sensitive(),
        whole("设备信息") & !excluded(..) | means(..),
        purpose(..) & condition(|text: &str| text.ends_with('时')),
        heading(containing("一")),
        polarity(Polarity::Denied) | modality(Modality::May) | consent_exempt(),
        at(middle) | at_most(Certainty::Likely),
    ];
    let ids = annotations.map(|a| touching(a.id())).into_iter();
    for filter in filters.into_iter().chain(ids).chain(sections.map(|s| under(s.id()))) {
        let found = document.find(filter.clone()).count();
        assert_eq!(found + document.find(!filter.clone()).count(), all, "{filter:?}");
        assert_eq!(document.find(filter.clone() & filter.clone()).count(), found, "{filter:?}");
    }
}

/// Reads the words, items and headings of everything.
fn list(document: &Document) {
    let mentions = |inventory: policymark::query::Inventory<'_>| -> usize {
        inventory.iter().map(|entry| entry.mentions().len()).sum()
    };
    let marked = document.annotations().filter(|a| a.kind() == policymark::AnnotationKind::Data);
    assert_eq!(mentions(document.inventory()), marked.count());
    let _ = mentions(document.item_inventory());
    for item in document.inventory().iter() {
        let counts = [item.affirmed(), item.denied(), item.supposed()];
        let counts = counts.map(|practices| practices.statements().len());
        assert_eq!(counts.iter().sum::<usize>(), item.statements().len());
    }
    for item in document.item_inventory().iter().take(10) {
        let (done, not_done) = (item.affirmed(), item.denied());
        assert_eq!(done.is_empty(), done.texts(MemberRole::Data).is_empty());
        assert_eq!(not_done.is_empty(), not_done.texts(MemberRole::Data).is_empty());
        assert!(item.headings().count() <= item.statements().len());
    }
    for section in document.sections() {
        assert!(section.depth() < document.sections().len());
        assert!(section.text().len() <= section.span().range().len());
    }
    for statement in document.statements() {
        assert!(statement.heading_path().len() <= document.sections().len());
        assert_eq!(statement.heading().is_some(), !statement.heading_path().is_empty());
    }
    let lines = document.line_index();
    for span in document.annotations().map(|annotation| annotation.span()) {
        let (chars, utf16) = (lines.to_chars(span.start()), lines.to_utf16(span.end()));
        assert_eq!(lines.char_to_byte(chars), Some(span.start()));
        assert_eq!(lines.utf16_to_byte(utf16), Some(span.end()));
    }
    for diagnostic in document.diagnostics() {
        assert!(lines.line_text(lines.position(diagnostic.span().start()).line).is_some());
        assert!(!visible(diagnostic.message()).contains(char::is_control));
    }
}

/// Plain text and annotations give markup that reads back the same, or an error that says why not.
fn write(document: &Document) {
    let plain = document.plain_text();
    let mark = |a: policymark::Annotation<'_>| Mark::new(a.kind(), plain.to_plain_span(a.span()));
    let marks: Vec<_> = document.annotations().map(mark).collect();
    match annotate(plain.text(), &marks) {
        Ok(markup) => assert_reads_back(&markup, plain.text(), marks),
        Err(AnnotateError::Mark { fault, .. }) => {
            assert!(!matches!(fault, MarkFault::PastEnd { .. } | MarkFault::OffBoundary { .. }));
        }
        Err(_) => {}
    }
}

fn assert_reads_back(markup: &str, text: &str, mut marks: Vec<Mark>) {
    let document = parse(markup).expect("no text is refused");
    let plain = document.plain_text();
    assert_eq!(plain.text(), text);
    let read = document.annotations().map(|a| (plain.to_plain_span(a.span()), a.kind()));
    let mut read: Vec<_> = read.collect();
    marks.sort_by_key(|mark| (mark.span, mark.kind));
    read.sort_unstable();
    assert!(read.into_iter().eq(marks.into_iter().map(|mark| (mark.span, mark.kind))));
}

/// Every fix changes the text, and none adds or removes a line.
fn mend(document: &Document) {
    let fixes: Vec<_> = document.fixes().collect();
    for fix in fixes.iter().take(10) {
        assert_ne!(apply(document.text(), [fix.clone()]), document.text());
        assert!(!fix.to_string().contains(char::is_control));
    }
    let mended = apply(document.text(), fixes.into_iter().filter(Fix::is_safe));
    assert_eq!(mended.matches('\n').count(), document.text().matches('\n').count());
}

/// What is tidied once is tidy, and has as many lines.
fn tidy(document: &Document) {
    let formatted = document.format();
    assert!(!formatted.to_string().replace('\n', "").contains(char::is_control));
    let again = parse(formatted.text()).expect("no text is refused");
    assert_eq!(again.text().matches('\n').count(), document.text().matches('\n').count());
    let is_default = *document == parse(document.text()).expect("no text is refused");
    assert!(!is_default || again.format().is_unchanged());
}

/// A document is compared with itself, and with nothing in both directions.
fn compare_with_itself(document: &Document) {
    assert!(compare(document, document).is_empty());
    let nothing = parse("").expect("no text is refused");
    let removed = compare(document, &nothing);
    assert_eq!(removed.len(), compare(&nothing, document).len());
    let shown = removed.to_string();
    assert!(shown.lines().all(|line| visible(line) == line), "{shown:?}");
}

/// A document agrees with itself, and with a reading of its text as anybody would mark it.
fn agree_with_itself(document: &Document) {
    let itself = document.agreement(document).expect("it is the same text");
    assert!(itself.is_complete());
    let read = parse(document.text()).expect("no text is refused");
    match (document.agreement(&read), read.agreement(document)) {
        (Ok(there), Ok(back)) => {
            let (disagreements, others) = (there.disagreements(), back.disagreements());
            assert!(disagreements.map(|d| d.spans()).eq(others.map(|d| d.reversed().spans())));
            let shown = there.to_string();
            assert!(shown.lines().all(|line| visible(line) == line), "{shown:?}");
        }
        (Err(there), Err(back)) => assert_eq!(there.first(), back.second()),
        (there, _) => panic!("the other way round it is not the same: {there:?}"),
    }
}

/// Every text form has lines that fit, and nothing in it steers a terminal.
fn show(document: &Document) {
    let style = Style::new().name("policy.txt").width(60).explain(true);
    let inventory = document.inventory();
    let items = inventory.iter().take(10).map(|item| item.practices(|_| true));
    for shown in [
        style.tree(document).to_string(),
        style.clauses(document).to_string(),
        style.statements(document.statements()).to_string(),
        style.lines(document.statements()).to_string(),
        style.practices(items).to_string(),
        style.diagnostics(document).to_string(),
        style.statistics(&document.statistics()).to_string(),
        document.snapshot().to_string(),
    ] {
        assert!(shown.is_empty() || shown.ends_with('\n'));
        assert!(shown.lines().all(|line| visible(line) == line), "{shown:?}");
    }
}

#[cfg(feature = "render")]
fn render(document: &Document) {
    let renderer = policymark::render::Renderer::new().width(60);
    let shown = renderer.render_all(document, "policy.txt");
    assert_eq!(shown.len(), document.diagnostics().len());
    shown.for_each(|shown| {
        assert!(shown.contains("policy.txt"));
        assert!(shown.lines().all(|line| visible(line) == line), "{shown:?}");
    });
}
