//! The diagnostics: what an annotator should check, in an annotator's words.
//!
//! They are about brackets that could not be paired, single annotations, sections and statements.
//! `grammar.md` describes each code.

mod meant;
mod notation;
mod quote;

use self::meant::{ForeignBrackets, LONGEST_LOOK_ALIKE};
use self::quote::Quoted;
use crate::annotation::{AnnotationData, AnnotationId};
use crate::lexicon::Lexicon;
use crate::statement::{MemberData, MemberRole, StatementData, Statements};
use crate::text::blank::{self, is_tight};
use crate::text::{AnnotationKind, Code, Delimiter, Short, Side, Sink, Span};
use crate::tree::{Fault, NodeData, NodeId, NodeKind, Reason, Tree};

pub(crate) use meant::{framed, is_verbs, verbs_at_start};
pub(crate) use notation::is_bare;

/// Reports the faults of the pairing; annotations that are empty, padded, or marked twice;
/// parentheses that could be an actor; and the first placeholder of a template. `pairs` include all
/// pairs that [`resolve`](crate::annotation::resolve) has read, and all full-width ones.
pub(crate) fn brackets(
    text: &str,
    tree: &Tree,
    faults: &[Fault],
    pairs: &[NodeId],
    lexicon: &Lexicon,
    sink: &mut Sink,
) {
    for &fault in faults {
        pairing(text, tree, lexicon, fault, sink);
    }
    let reader = meant::Reader { text, tree, lexicon };
    let mut has_placeholder = false;
    for &id in pairs {
        let node = tree.get(id);
        if node.kind.is_some() {
            annotation(text, tree, id, sink);
            continue;
        }
        match node.reason {
            Reason::Empty => empty(text, node, sink),
            Reason::Placeholder if !has_placeholder => {
                has_placeholder = true;
                placeholder(text, node.span, sink);
            }
            Reason::Gloss | Reason::Aside => reader.report_ambiguous(id.index(), sink),
            Reason::Mixed | Reason::Fullwidth => reader.report_wide(id.index(), sink),
            _ => {}
        }
    }
}

/// Reports comments and code fences that never end.
pub(crate) fn verbatim(text: &str, unclosed: &[Span], sink: &mut Sink) {
    for &span in unclosed {
        let opened = Quoted(blank::trim(&text[span.range()]));
        let message = format_args!("{opened} is never closed: what follows is read as text");
        sink.report(Code::VerbatimUnclosed, span, None, message);
    }
}

fn placeholder(text: &str, span: Span, sink: &mut Sink) {
    let quoted = Quoted(&text[span.range()]);
    let message = format_args!("{quoted} is to be filled in: placeholders mark nothing");
    sink.report(Code::Placeholder, span, None, message);
}

fn pairing(text: &str, tree: &Tree, lexicon: &Lexicon, fault: Fault, sink: &mut Sink) {
    match fault {
        Fault::Unclosed(id) => unpaired(tree.get(id), Code::BracketUnclosed, sink),
        Fault::Stray(id) => unpaired(tree.get(id), Code::BracketStray, sink),
        Fault::Crossing { close, open } => crossing(tree.get(close), tree.get(open).span, sink),
        Fault::TooDeep(id) => {
            let message =
                format_args!("brackets are nested too deeply: from here on they stay text");
            sink.report(Code::NestingTooDeep, tree.get(id).span, None, message);
        }
        Fault::LookAlike(delimiter, span) => look_alike(text, lexicon, delimiter, span, sink),
    }
}

fn unpaired(bracket: &NodeData, code: Code, sink: &mut Sink) {
    let NodeKind::Single(delimiter, side) = bracket.shape.kind() else { return };
    // A single parenthesis is usually ordinary text.
    let code = if delimiter == Delimiter::Paren { Code::ParenthesisUnpaired } else { code };
    let (own, partner) = match side {
        Side::Open => (delimiter.open(), delimiter.close()),
        Side::Close => (delimiter.close(), delimiter.open()),
    };
    let message = format_args!("“{own}” has no “{partner}” on its line");
    sink.report(code, bracket.span, None, message);
}

fn crossing(close: &NodeData, open: Span, sink: &mut Sink) {
    let NodeKind::Single(delimiter, _) = close.shape.kind() else { return };
    let code = match delimiter {
        Delimiter::Paren | Delimiter::Fullwidth => Code::ParenthesisCrossing,
        _ => Code::BracketCrossing,
    };
    let (o, c) = (delimiter.open(), delimiter.close());
    let message =
        format_args!("this “{c}” belongs to a “{o}” inside brackets that are closed already");
    sink.report(code, close.span, Some(open), message);
}

/// `【…】` is common in policies, so it only looks like an annotation around a verb. `＜…＞` and `｛…｝`
/// are rare, so any words will do.
fn look_alike(text: &str, lexicon: &Lexicon, delimiter: Delimiter, span: Span, sink: &mut Sink) {
    let source = &text[span.range()];
    let mut inside = source.chars();
    inside.next();
    inside.next_back();
    let inside = blank::trim(inside.as_str());
    let looks_marked = match delimiter {
        Delimiter::Bracket => {
            is_verbs(inside, lexicon) && !notation::names_menu(text, span, lexicon)
        }
        _ => !inside.is_empty() && inside.chars().count() <= LONGEST_LOOK_ALIKE,
    };
    if looks_marked {
        let (open, close) = (delimiter.open(), delimiter.close());
        sink.report(
            Code::BracketLookalike,
            span,
            None,
            format_args!("{} marks nothing: only half-width {open} {close} do", Quoted(source)),
        );
    }
}

/// Reports the faults of an annotation. Nearly all have none, so that path is inlined.
#[inline]
fn annotation(text: &str, tree: &Tree, id: NodeId, sink: &mut Sink) {
    let node = tree.get(id);
    // The brackets of an annotation are half-width.
    let inside = Span::new(node.span.start() + 1, node.span.end() - 1);
    if !text.as_bytes().get(inside.range()).is_some_and(is_tight) {
        padding(text, node.span, inside, sink);
    }
    // Nodes are in preorder: a first child is right after its parent.
    let before = tree.get(NodeId(id.0 - 1));
    if before.kind.is_some() {
        repeated(text, node.span, before.span, sink);
    }
}

#[inline(never)]
fn empty(text: &str, node: &NodeData, sink: &mut Sink) {
    if node.shape.kind() != NodeKind::Pair(Delimiter::Paren) {
        let quoted = Quoted(&text[node.span.range()]);
        let message = format_args!("{quoted} marks nothing");
        sink.report(Code::AnnotationEmpty, node.span, None, message);
    }
}

/// Reports an annotation that fills the one `around` it.
#[inline(never)]
fn repeated(text: &str, span: Span, around: Span, sink: &mut Sink) {
    if (around.start() + 1, around.end()) == (span.start(), span.end() + 1) {
        let quoted = Quoted(&text[span.range()]);
        let message = format_args!("{quoted} is marked twice");
        sink.report(Code::AnnotationRepeated, span, Some(around), message);
    }
}

/// Reports blanks at the edges of an annotation.
#[inline(never)]
fn padding(text: &str, span: Span, inside: Span, sink: &mut Sink) {
    let inside = &text[inside.range()];
    if blank::starts_blank(inside) || blank::ends_blank(inside) {
        let quoted = Quoted(&text[span.range()]);
        let message = format_args!("blanks at the edge of {quoted}");
        sink.report(Code::AnnotationPadded, span, None, message);
    }
}

/// Reports sections that would nest too deeply, by their lines.
pub(crate) fn sections(too_deep: &[Span], sink: &mut Sink) {
    let message = format_args!("sections nest too deeply: from here on they are side by side");
    too_deep.iter().for_each(|&line| sink.report(Code::OutlineTooDeep, line, None, message));
}

/// The storage of [`statements`], to be reused for the next document.
#[derive(Debug, Default)]
pub(crate) struct LintScratch {
    /// The offsets of the errors.
    places: Short<u32>,
    /// The lines with an error.
    lines: Short<Span>,
    /// One fate per annotation.
    fates: Short<Fate, 128>,
}

/// Reports actions without data, data without an action, and annotations in no statement, each with
/// brackets nearby that may be meant as the missing annotation; and annotations whose words are of
/// another kind. The first three are not reported on a line with an error: the lost annotation is
/// most likely the missing one.
pub(crate) fn statements(
    text: &str,
    tree: &Tree,
    annotations: &[AnnotationData],
    statements: &Statements,
    lexicon: &Lexicon,
    scratch: &mut LintScratch,
    sink: &mut Sink,
) {
    let LintScratch { places, lines, fates } = scratch;
    let mut foreign = ForeignBrackets::new(text, lexicon);
    find_faulty_lines(text, sink, places, lines);
    let has_error = |span: Span| {
        let line = lines.partition_point(|line| line.end() <= span.start());
        lines.get(line).is_some_and(|line| line.contains(span.start()))
    };
    read_fates(fates, annotations.len(), statements);
    let span_of = |id: AnnotationId| tree.get(annotations[id.index()].node).span;
    for statement in &statements.list {
        for (role, code, lacks) in [
            (MemberRole::Action, Code::ActionWithoutData, "data"),
            (MemberRole::Data, Code::DataWithoutAction, "action"),
        ] {
            let mut members = members(statements, statement).iter();
            let Some(first) = members.find(|member| member.role == role) else { continue };
            let span = span_of(first.annotation);
            // Once per annotation, however many statements it belongs to.
            let fate = std::mem::replace(&mut fates[first.annotation.index()], Fate::Matched);
            if fate == Fate::Tied && !has_error(span) {
                sink.report(
                    code,
                    span,
                    None,
                    format_args!("the statement of {} has no {lacks}", Quoted(&text[span.range()])),
                );
                foreign.report_near(span, sink);
            }
        }
    }
    let untied = fates.iter().zip(annotations).enumerate().filter(|(_, (fate, annotation))| {
        let kind = annotation.kind;
        **fate == Fate::Untied && matches!(kind, AnnotationKind::Actor | AnnotationKind::Purpose)
    });
    let spans = untied.map(|(index, _)| span_of(AnnotationId(index as u32)));
    for span in spans.filter(|&span| !has_error(span)) {
        sink.report(
            Code::AnnotationUntied,
            span,
            None,
            format_args!("{} belongs to no statement", Quoted(&text[span.range()])),
        );
        foreign.report_near(span, sink);
    }
    meant::annotations(text, tree, annotations, lexicon, sink);
}

/// Fills `lines` with the lines that have an error, in order.
fn find_faulty_lines(text: &str, sink: &Sink, places: &mut Short<u32>, lines: &mut Short<Span>) {
    places.clear();
    places.extend(sink.errors().map(|error| error.span().start()));
    places.sort_unstable();
    lines.clear();
    for &place in &*places {
        // Each line is searched once, however long it is.
        if lines.last().is_none_or(|line| line.end() <= place) {
            let (before, after) = text.split_at(place as usize);
            let start = before.rfind('\n').map_or(0, |at| at + 1);
            let end = after.find('\n').map_or(text.len(), |at| before.len() + at + 1);
            lines.push(Span::new(start as u32, end as u32));
        }
    }
}

/// What became of an annotation in the statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// It belongs to no statement.
    Untied,
    /// It belongs to statements, but to none with an action and data.
    Tied,
    /// It belongs to a statement with an action and data, or was reported already.
    Matched,
}

fn read_fates(fates: &mut Short<Fate, 128>, count: usize, statements: &Statements) {
    fates.clear();
    fates.resize(count, Fate::Untied);
    for statement in &statements.list {
        let members = members(statements, statement);
        let has = |role| members.iter().any(|member| member.role == role);
        let matched = has(MemberRole::Action) && has(MemberRole::Data);
        for fate in members.iter().map(|member| member.annotation.index()) {
            if matched {
                fates[fate] = Fate::Matched;
            } else if fates[fate] == Fate::Untied {
                fates[fate] = Fate::Tied;
            }
        }
    }
}

fn members<'s>(statements: &'s Statements, statement: &StatementData) -> &'s [MemberData] {
    let (start, end) = statement.members;
    &statements.members[start as usize..end as usize]
}

#[cfg(test)]
mod tests {
    use crate::text::Code;
    use crate::text::Sink;
    use crate::{Diagnostic, parse};

    fn codes(text: &str) -> Vec<&'static str> {
        parse(text).unwrap().diagnostics().iter().map(|d| d.code().name()).collect()
    }

    #[test]
    fn each_fault_of_pairing_has_its_code() {
        assert_eq!(codes("收集<手机号码"), ["bracket-unclosed"]);
        assert_eq!(codes("收集手机号码>。"), ["bracket-stray"]);
        assert_eq!(codes("[收集]<手机（必填>）"), ["parenthesis-crossing"]);
        assert_eq!(codes("收集手机号码)。"), ["parenthesis-unpaired"]);
        assert_eq!(codes("（见下文，"), [""; 0], "full-width parentheses are text");
    }

    #[test]
    fn a_crossing_is_reported_once() {
        let document = parse("[收集<手机>、号码]>").unwrap();
        assert!(document.has_errors());
        let document = parse("[收集<手机]号码>").unwrap();
        let is_crossing = |d: &&Diagnostic| d.code() == Code::BracketCrossing;
        let crossings: Vec<_> = document.diagnostics().iter().filter(is_crossing).collect();
        assert_eq!(crossings.len(), 1);
        assert_eq!(crossings[0].related().unwrap().start(), 7);
    }

    #[test]
    fn look_alikes_of_annotations_are_reported() {
        assert_eq!(codes("我们会【收集、使用】＜手机号＞"), ["bracket-lookalike"; 2]);
        assert_eq!(
            codes("我们会【 收集 与使用】，【收集、】，【收集 使用】"),
            ["bracket-lookalike"]
        );
        assert_eq!(codes("【特别提示】点击【我的】"), [""; 0]);
    }

    #[test]
    fn an_action_is_reported_once_unless_an_item_has_its_data() {
        assert_eq!(codes("(我们)会[收集]下列信息：\n1、<邮箱>；\n2、<昵称>。"), [""; 0]);
        assert_eq!(codes("(我们)会[收集]信息。"), ["action-without-data"]);
        assert_eq!(codes("您的<邮箱>、<昵称>很重要。"), ["data-without-action"]);
    }

    #[test]
    fn nothing_is_missing_on_a_line_with_an_error() {
        assert_eq!(codes("(我们)会[收集]您的<邮箱。"), ["bracket-unclosed"]);
        assert_eq!(
            codes("(我们)会[收集]信息。\n[保存邮箱。<昵称>。\n您的<昵称>"),
            ["action-without-data", "bracket-unclosed", "data-without-action"]
        );
    }

    #[test]
    fn annotations_to_be_corrected() {
        let warned = |text, code| assert!(codes(text).contains(&code), "{text}: {:?}", codes(text));
        warned("[收集]<>", "annotation-empty");
        warned("[收集]< 手机号>", "annotation-padded");
        warned("[收集]<<手机号>>", "annotation-repeated");
    }

    #[test]
    fn messages_stay_short() {
        let long = "您".repeat(10_000);
        for text in [format!("{{{long}}}。"), format!("[收集]< {long}>"), format!("<<{long}>>")]
        {
            let document = parse(&text).unwrap();
            assert!(document.diagnostics()[0].message().chars().count() < 100);
        }
    }

    #[test]
    fn a_cluster_is_never_cut() {
        let accents = "\u{301}".repeat(1000);
        let quoted = |inside: &str| {
            let message = parse(&format!("[收集]< {inside}>")).unwrap().diagnostics()[0].clone();
            assert!(message.message().len() <= Sink::MESSAGE);
            message.message().trim_start_matches("blanks at the edge of ").to_owned()
        };
        assert_eq!(quoted(&format!("e{accents}")), "“< …”");
        assert_eq!(quoted(&format!("手e{accents}机")), "“< 手…”");
        assert_eq!(quoted(&"𠀀".repeat(19)), format!("“< {}…”", "𠀀".repeat(18)));
        assert_eq!(quoted(&"𠀀".repeat(17)), format!("“< {}>”", "𠀀".repeat(17)));
    }

    #[test]
    fn every_message_fits_in_the_size_limit() {
        let wide = "𠀀".repeat(30);
        for markup in ["＜_＞", "[_]。", "<_>。", "{_}。", "(我们_)。", "[收集]<<_>>", "[ _]<手机>"]
        {
            for diagnostic in parse(&markup.replace('_', &wide)).unwrap().diagnostics() {
                assert!(diagnostic.message().len() <= Sink::MESSAGE, "{diagnostic}");
            }
        }
    }
}
