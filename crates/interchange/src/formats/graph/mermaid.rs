//! Mermaid: `NAME.mmd`, a picture in Markdown on GitHub, GitLab and Notion.
//!
//! ```text
//! flowchart LR
//! n0["我们"]:::actor
//! n0 --> n1
//! ```
//!
//! What is denied is dashed and red, what is only supposed is grey.

use std::fmt::Write as _;

use policymark::text::{visible, wrap};

use super::{Edge, Graph, Node, NodeKind};
use crate::format::{Definition, Piece, Write};
use crate::options::Options;
use crate::view::View;

pub(crate) const MERMAID: Definition = Definition {
    name: "mermaid",
    about: "Mermaid: a picture of the statements in Markdown",
    extensions: &[],
    carries: super::CARRIES_IN_PICTURE,
    write: Some(Write::Files { policy, shared: |_| Vec::new() }),
    read: None,
};

/// How many cells a line of a label has: 12 characters of Chinese.
const LINE: usize = 24;

/// The classes of the nodes.
const CLASSES: &str = "\
classDef actor fill:#dbeafe,stroke:#6b7280
classDef data fill:#dcfce7,stroke:#6b7280
classDef purpose fill:#fef9c3,stroke:#6b7280
classDef condition fill:#ffedd5,stroke:#6b7280
classDef statement fill:#ffffff,stroke:#6b7280
classDef denied fill:#ffffff,stroke:#dc2626,color:#dc2626,stroke-dasharray:4 3
classDef supposed fill:#ffffff,stroke:#6b7280,color:#6b7280,stroke-dasharray:1 3
";

fn policy(view: &View, _: &Options) -> Vec<Piece> {
    let graph = Graph::new(view);
    let mut chart = "flowchart LR\n".to_owned();
    for (id, node) in graph.nodes.iter().enumerate() {
        let (open, close) = shape(node.kind);
        let _ = writeln!(chart, "n{id}{open}\"{}\"{close}:::{}", label(&node.text), class(node));
    }
    for edge in &graph.edges {
        let _ = writeln!(chart, "n{} {} n{}", edge.from, arrow(edge), edge.to);
    }
    chart.push_str(CLASSES);
    let denied = graph.edges.iter().enumerate().filter(|(_, edge)| edge.is_denied);
    let denied: Vec<_> = denied.map(|(number, _)| number.to_string()).collect();
    if !denied.is_empty() {
        let _ = writeln!(chart, "linkStyle {} stroke:#dc2626", denied.join(","));
    }
    vec![Piece::new(format!("{}.mmd", view.name), chart)]
}

const fn shape(kind: NodeKind) -> (&'static str, &'static str) {
    match kind {
        NodeKind::Actor => ("[", "]"),
        NodeKind::Data => ("([", "])"),
        NodeKind::Purpose => ("[/", "/]"),
        NodeKind::Condition => ("{{", "}}"),
        NodeKind::Statement => (">", "]"),
    }
}

fn class(node: &Node) -> &'static str {
    let is_supposed = node.facts.iter().any(|fact| *fact == ("asserted", "false".to_owned()));
    match node.kind {
        NodeKind::Statement if node.is_denied => "denied",
        NodeKind::Statement if is_supposed => "supposed",
        kind => kind.name(),
    }
}

fn arrow(edge: &Edge) -> String {
    let line = if edge.is_denied { "-.->" } else { "-->" };
    match edge.has_label() {
        true => format!("{line}|{}|", edge.role),
        false => line.to_owned(),
    }
}

/// A text in quotation marks. All that Mermaid, Markdown or HTML could read as something else is an entity.
fn label(text: &str) -> String {
    let lines: Vec<_> = wrap(text, LINE).map(escaped).collect();
    lines.join("<br>")
}

fn escaped(line: &str) -> String {
    let mut escaped = String::with_capacity(line.len());
    for letter in visible(line).chars() {
        match letter {
            '"' | '#' | '&' | '<' | '>' | '`' | '*' | '_' | '\\' | ';' | '~' | '$' | '%' => {
                let _ = write!(escaped, "#{};", u32::from(letter));
            }
            // At the start of a line it would be a list of Markdown.
            '-' | '+' | '.'
                if escaped.trim_start_matches(|c: char| c.is_ascii_digit()).is_empty() =>
            {
                let _ = write!(escaped, "#{};", u32::from(letter));
            }
            letter => escaped.push(letter),
        }
    }
    escaped
}
