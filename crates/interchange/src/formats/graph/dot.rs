//! DOT: `NAME.dot`, a picture by Graphviz: `dot -Tsvg NAME.dot`.
//!
//! ```text
//! n0 [label="我们", kind="actor", shape=box]
//! n0 -> n1 [role="actor"]
//! ```
//!
//! What is denied is dashed and red, what is only supposed is grey.

use std::fmt::Write as _;

use policymark::text::{visible, wrap};

use super::{Edge, Graph, Node, NodeKind};
use crate::format::{Definition, Piece, Write};
use crate::options::Options;
use crate::view::View;

pub(crate) const DOT: Definition = Definition {
    name: "dot",
    about: "DOT: a picture of the statements by Graphviz",
    extensions: &[],
    carries: super::CARRIES,
    write: Some(Write::Files { policy, shared: |_| Vec::new() }),
    read: None,
};

/// How many cells a line of a label has: 12 characters of Chinese.
const LINE: usize = 24;

fn policy(view: &View, _: &Options) -> Vec<Piece> {
    let graph = Graph::new(view);
    let mut dot = format!("digraph {} {{\n", quoted(&view.name));
    dot.push_str("rankdir=LR\nranksep=0.7\nnodesep=0.15\n");
    dot.push_str("node [fontname=\"sans-serif\", fontsize=11, style=filled, color=\"#6b7280\"]\n");
    dot.push_str("edge [fontname=\"sans-serif\", fontsize=9, color=\"#6b7280\", arrowsize=0.6]\n");
    for (id, node) in graph.nodes.iter().enumerate() {
        let _ = writeln!(dot, "n{id} [{}]", attributes(node));
    }
    for edge in &graph.edges {
        let _ = writeln!(dot, "n{} -> n{} [{}]", edge.from, edge.to, edge_attributes(edge));
    }
    dot.push_str("}\n");
    vec![Piece::new(format!("{}.dot", view.name), dot)]
}

fn attributes(node: &Node) -> String {
    let lines: Vec<_> = wrap(&node.text, LINE).map(escaped).collect();
    let kind = node.kind.name();
    let mut all = format!("label=\"{}\", kind=\"{kind}\", {}", lines.join("\\n"), style(node));
    for (name, value) in &node.facts {
        // A name with a hyphen is no name in DOT.
        let _ = write!(all, ", {}={}", name.replace('-', "_"), quoted(value));
    }
    all
}

fn style(node: &Node) -> String {
    let (shape, fill) = match node.kind {
        NodeKind::Actor => ("box", "#dbeafe"),
        NodeKind::Data => ("ellipse", "#dcfce7"),
        NodeKind::Purpose => ("note", "#fef9c3"),
        NodeKind::Condition => ("hexagon", "#ffedd5"),
        NodeKind::Statement => ("cds", "#ffffff"),
    };
    let mut style = format!("shape={shape}, fillcolor=\"{fill}\"");
    if node.is_denied {
        style.push_str(", style=\"filled,dashed\", color=\"#dc2626\", fontcolor=\"#dc2626\"");
    } else if node.facts.iter().any(|fact| *fact == ("asserted", "false".to_owned())) {
        style.push_str(", style=\"filled,dotted\", fontcolor=\"#6b7280\"");
    }
    style
}

fn edge_attributes(edge: &Edge) -> String {
    let mut all = format!("role=\"{}\"", edge.role);
    if edge.has_label() {
        let _ = write!(all, ", label=\"{}\"", edge.role);
    }
    if edge.is_denied {
        all.push_str(", style=dashed, color=\"#dc2626\", fontcolor=\"#dc2626\"");
    }
    all
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

/// Text in quotation marks. Graphviz reads escapes and entities in it.
fn escaped(text: &str) -> String {
    visible(text).replace('&', "&amp;").replace('\\', "\\\\").replace('"', "\\\"")
}
