//! GraphML: `NAME.graphml`, a directed graph for networkx, Gephi, yEd and igraph.
//!
//! ```xml
//! <node id="n0"><data key="kind">actor</data><data key="label">我们</data></node>
//! <edge source="n0" target="n1"><data key="role">actor</data></edge>
//! ```

use std::io;

use policymark::text::visible;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::{Edge, Graph, Node};
use crate::format::{Definition, Piece, Write};
use crate::options::Options;
use crate::view::View;

pub(crate) const GRAPHML: Definition = Definition {
    name: "graphml",
    about: "GraphML: a graph of the statements, for networkx, Gephi and yEd",
    extensions: &[],
    carries: super::CARRIES,
    write: Some(Write::Files { policy, shared: |_| Vec::new() }),
    read: None,
};

fn policy(view: &View, _: &Options) -> Vec<Piece> {
    let mut xml = Vec::new();
    // Writing to memory does not fail.
    let _ = write(&mut Writer::new_with_indent(&mut xml, b' ', 1), view);
    xml.push(b'\n');
    let xml = String::from_utf8(xml).unwrap_or_default();
    vec![Piece::new(format!("{}.graphml", view.name), xml)]
}

type Writer<'x> = quick_xml::Writer<&'x mut Vec<u8>>;

fn write(writer: &mut Writer<'_>, view: &View) -> io::Result<()> {
    let graph = Graph::new(view);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = writer.create_element("graphml");
    root.with_attribute(("xmlns", "http://graphml.graphdrawing.org/xmlns")).write_inner_content(
        |writer| {
            keys(writer, &graph)?;
            let element = writer.create_element("graph");
            let name = allowed(&view.name);
            let element = element.with_attributes([("id", &*name), ("edgedefault", "directed")]);
            element.write_inner_content(|writer| {
                graph.nodes.iter().enumerate().try_for_each(|(id, it)| node(writer, id, it))?;
                graph.edges.iter().try_for_each(|it| edge(writer, it))
            })?;
            Ok(())
        },
    )?;
    Ok(())
}

/// Each name of an attribute has to be declared.
fn keys(writer: &mut Writer<'_>, graph: &Graph) -> io::Result<()> {
    let mut names = vec!["kind", "label"];
    for (name, _) in graph.nodes.iter().flat_map(|node| &node.facts) {
        if !names.contains(name) {
            names.push(name);
        }
    }
    let keys = names.into_iter().map(|name| (name, "node"));
    for (name, of) in keys.chain([("role", "edge")]) {
        let key = [("id", name), ("for", of), ("attr.name", name), ("attr.type", "string")];
        writer.create_element("key").with_attributes(key).write_empty()?;
    }
    Ok(())
}

fn node(writer: &mut Writer<'_>, id: usize, node: &Node) -> io::Result<()> {
    let element = writer.create_element("node").with_attribute(("id", &*format!("n{id}")));
    element.write_inner_content(|writer| {
        data(writer, "kind", node.kind.name())?;
        data(writer, "label", &node.text)?;
        node.facts.iter().try_for_each(|(name, value)| data(writer, name, value))
    })?;
    Ok(())
}

fn edge(writer: &mut Writer<'_>, edge: &Edge) -> io::Result<()> {
    let ends = [edge.from, edge.to].map(|node| format!("n{node}"));
    let ends = [("source", &*ends[0]), ("target", &*ends[1])];
    let element = writer.create_element("edge").with_attributes(ends);
    element.write_inner_content(|writer| data(writer, "role", edge.role))?;
    Ok(())
}

fn data(writer: &mut Writer<'_>, key: &str, value: &str) -> io::Result<()> {
    let element = writer.create_element("data").with_attribute(("key", key));
    element.write_text_content(BytesText::new(&allowed(value)))?;
    Ok(())
}

/// A text with control characters made visible: XML forbids most of them.
fn allowed(text: &str) -> String {
    visible(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}
