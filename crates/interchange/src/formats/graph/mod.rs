//! The statements of a policy as a graph, in GraphML, DOT and Mermaid.
//!
//! Each statement is a node, and so is each actor, each data and each purpose or condition, whose words are one node
//! in all statements of the policy: the graph shows who shares what with whom. Edges go the way that data goes: from
//! an actor, a source or a condition to the statement, and from there to the data, its recipients and its purposes.

mod dot;
mod graphml;
mod mermaid;

pub(crate) use self::dot::DOT;
pub(crate) use self::graphml::GRAPHML;
pub(crate) use self::mermaid::MERMAID;

use std::collections::{BTreeSet, HashMap};

use policymark::statement::{MemberRole, Polarity};
use policymark::text::AnnotationKind;

use crate::feature::Feature;
use crate::view::{Place, Span, Statement, View};

/// What graphs carry.
const CARRIES: &[Feature] = &[
    Feature::Classes,
    Feature::Statements,
    Feature::Claims,
    Feature::Inclusions,
    Feature::References,
    Feature::UnmarkedWords,
];

/// What is left of it in a picture.
const CARRIES_IN_PICTURE: &[Feature] =
    &[Feature::Statements, Feature::Inclusions, Feature::References, Feature::UnmarkedWords];

/// A graph of statements.
struct Graph {
    nodes: Vec<Node>,
    /// Each once.
    edges: BTreeSet<Edge>,
}

struct Node {
    kind: NodeKind,
    /// The words. Those of a statement are its actions.
    text: String,
    /// What it is, as names and values: `party` `first`.
    facts: Vec<(&'static str, String)>,
    /// Whether it is a statement that denies something.
    is_denied: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum NodeKind {
    Actor,
    Data,
    Purpose,
    Condition,
    Statement,
}

/// From one node to another, by their indices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Edge {
    from: usize,
    to: usize,
    /// What the node that is no statement is in the statement, or `includes` or `means`.
    role: &'static str,
    /// Whether the statement denies something.
    is_denied: bool,
}

impl NodeKind {
    const fn name(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Data => "data",
            Self::Purpose => "purpose",
            Self::Condition => "condition",
            Self::Statement => "statement",
        }
    }

    const fn of(role: MemberRole) -> Self {
        match (role, role.kind()) {
            (MemberRole::Purpose, _) => Self::Purpose,
            (_, AnnotationKind::Actor) => Self::Actor,
            (_, AnnotationKind::Data) => Self::Data,
            (_, AnnotationKind::Action) => Self::Statement,
            _ => Self::Condition,
        }
    }
}

impl Graph {
    fn new(view: &View) -> Self {
        let mut builder = Builder { view, graph: Self::empty(), known: HashMap::new() };
        view.statements.iter().for_each(|statement| builder.statement(statement));
        builder.graph
    }

    const fn empty() -> Self {
        Self { nodes: Vec::new(), edges: BTreeSet::new() }
    }
}

impl Edge {
    /// Whether its role has to be written at it: that of an actor and of data is plain from their shapes.
    fn has_label(&self) -> bool {
        self.role != MemberRole::Actor.name() && self.role != MemberRole::Data.name()
    }
}

struct Builder<'v> {
    view: &'v View,
    graph: Graph,
    /// Nodes by what they are and their words.
    known: HashMap<(NodeKind, String), usize>,
}

impl Builder<'_> {
    fn statement(&mut self, statement: &Statement) {
        let center = self.center(statement);
        for member in statement.members.iter().filter(|member| member.role != MemberRole::Action) {
            if let Some(node) = self.span(NodeKind::of(member.role), member.span) {
                self.connect(center, node, member.role, statement);
            }
        }
        for word in statement.unmarked.iter().filter(|word| word.role != MemberRole::Action) {
            let node = self.words(NodeKind::of(word.role), word.place);
            if let Some(party) = word.party {
                self.fact(node, "party", party.name());
            }
            self.connect(center, node, word.role, statement);
        }
        for inclusion in &statement.inclusions {
            self.relate(inclusion.whole, inclusion.part, "includes");
        }
        for (mark, meant) in &statement.references {
            meant.iter().for_each(|&span| self.relate(*mark, span, "means"));
        }
    }

    /// The node of a statement itself, which no other one shares.
    fn center(&mut self, statement: &Statement) -> usize {
        let actions = statement.in_role(MemberRole::Action);
        let actions: Vec<_> = actions.filter_map(|span| self.view.spans.get(span)).collect();
        let unmarked = statement.unmarked.iter().filter(|word| word.role == MemberRole::Action);
        let places = actions.iter().map(|span| span.place).chain(unmarked.map(|word| word.place));
        let texts: Vec<_> = places.map(|place| one_line(self.view.text_of(place))).collect();
        let facts = statement.attributes().map(|(name, value)| (name, value.to_owned()));
        let mut facts: Vec<_> = facts.collect();
        let processing = actions.iter().find_map(|span| span.processing);
        facts.extend(processing.map(|processing| ("processing", processing.name().to_owned())));
        let headings = self.view.headings(statement);
        facts.extend((!headings.is_empty()).then(|| ("headings", headings.join(" › "))));
        facts.push(("sentence", one_line(&self.view.sentence_of(statement))));
        let is_denied = statement.polarity == Polarity::Denied;
        let text = if texts.is_empty() { "…".to_owned() } else { texts.join("、") };
        self.graph.nodes.push(Node { kind: NodeKind::Statement, text, facts, is_denied });
        self.graph.nodes.len() - 1
    }

    /// The node of the words of a span.
    fn span(&mut self, kind: NodeKind, span: usize) -> Option<usize> {
        let span: &Span = self.view.spans.get(span)?;
        let node = self.words(kind, span.place);
        for (name, value) in span.attributes().filter(|&(name, _)| name != "role") {
            self.fact(node, name, value);
        }
        Some(node)
    }

    fn words(&mut self, kind: NodeKind, place: Place) -> usize {
        let text = one_line(self.view.text_of(place));
        let nodes = &mut self.graph.nodes;
        *self.known.entry((kind, text.clone())).or_insert_with(|| {
            nodes.push(Node { kind, text, facts: Vec::new(), is_denied: false });
            nodes.len() - 1
        })
    }

    /// Notes what a node is. The first place that says it counts.
    fn fact(&mut self, node: usize, name: &'static str, value: &str) {
        let facts = &mut self.graph.nodes[node].facts;
        if facts.iter().all(|(known, _)| *known != name) {
            facts.push((name, value.to_owned()));
        }
    }

    fn connect(&mut self, center: usize, node: usize, role: MemberRole, statement: &Statement) {
        let is_before = matches!(
            role,
            MemberRole::Actor
                | MemberRole::Source
                | MemberRole::Condition
                | MemberRole::Exception
                | MemberRole::Absence
        );
        let (from, to) = if is_before { (node, center) } else { (center, node) };
        let is_denied = statement.polarity == Polarity::Denied;
        self.graph.edges.insert(Edge { from, to, role: role.name(), is_denied });
    }

    /// A relation between two spans, which are data or actors.
    fn relate(&mut self, from: usize, to: usize, role: &'static str) {
        let kind = |span: usize| match self.view.spans.get(span).map(|span| span.kind) {
            Some(AnnotationKind::Actor) => NodeKind::Actor,
            Some(AnnotationKind::Purpose) => NodeKind::Condition,
            _ => NodeKind::Data,
        };
        let kinds = (kind(from), kind(to));
        let nodes = self.span(kinds.0, from).zip(self.span(kinds.1, to));
        if let Some((from, to)) = nodes.filter(|(from, to)| from != to) {
            self.graph.edges.insert(Edge { from, to, role, is_denied: false });
        }
    }
}

/// Words on one line: spans and sentences can run over several.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
