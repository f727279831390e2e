//! The same policies as XML, and the work of XML parsers on them.

use std::hint::black_box;

use policymark::Document;
use policymark::tree::LeafKind;
use quick_xml::Reader;
use quick_xml::events::Event;

/// A policy whose annotations are elements instead of brackets: `<data>手机号码</data>`.
pub fn from_document(document: &Document) -> String {
    let mut xml = String::from("<policy>");
    for leaf in document.leaves() {
        let source = &document.text()[leaf.span.range()];
        let kind = document.node(leaf.node).and_then(|node| node.annotation_kind());
        match (leaf.kind, kind) {
            (LeafKind::Open, Some(kind)) => xml.push_str(&format!("<{kind}>")),
            (LeafKind::Close, Some(kind)) => xml.push_str(&format!("</{kind}>")),
            _ => xml.push_str(&source.replace('&', "&amp;").replace('<', "&lt;")),
        }
    }
    xml.push_str("</policy>");
    xml
}

/// Reads every event.
pub fn events(xml: &str) {
    let mut reader = Reader::from_str(xml);
    while black_box(reader.read_event().expect("well-formed XML")) != Event::Eof {}
}

/// Builds the tree.
pub fn tree(xml: &str) {
    black_box(roxmltree::Document::parse(xml).expect("well-formed XML"));
}
