//! Writes `NAME.jsonld` and `NAME.txt`.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use crate::format::Piece;
use crate::formats::json;
use crate::options::Options;
use crate::view::{Link, Member, Place, Span, Statement, View};

/// How many characters of the text are before and after a quote.
const AROUND: usize = 16;

/// What cannot be in the path of an IRI.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

pub(super) fn policy(view: &View, options: &Options) -> Vec<Piece> {
    let file = format!("{}.txt", view.name);
    let source = utf8_percent_encode(&file, RESERVED).to_string();
    let marks = view.spans.iter().map(|span| mark(view, span, &source, options));
    let statements =
        view.statements.iter().filter(|found| !found.members.is_empty()).map(statement);
    let items: Vec<_> = marks.chain(statements).chain(relations(view)).collect();
    let page = json!({"@context": context(), "id": "", "type": "AnnotationPage", "items": items});
    vec![
        Piece::new(file, view.text.clone()),
        Piece::new(format!("{}.jsonld", view.name), json::compact(&page) + "\n"),
    ]
}

/// The terms of <http://www.w3.org/ns/anno.jsonld> that are used.
fn context() -> Value {
    let iri = |id: &str| json!({"@id": id, "@type": "@id"});
    let term = |id: &str| json!({"@id": id, "@type": "@vocab"});
    let number = |id: &str| json!({"@id": id, "@type": "xsd:nonNegativeInteger"});
    json!({
        "@vocab": "urn:policymark:",
        "oa": "http://www.w3.org/ns/oa#",
        "as": "http://www.w3.org/ns/activitystreams#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "id": "@id",
        "type": "@type",
        "Annotation": "oa:Annotation",
        "AnnotationPage": "as:OrderedCollectionPage",
        "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
        "TextualBody": "oa:TextualBody",
        "SpecificResource": "oa:SpecificResource",
        "TextPositionSelector": "oa:TextPositionSelector",
        "TextQuoteSelector": "oa:TextQuoteSelector",
        "body": iri("oa:hasBody"),
        "target": iri("oa:hasTarget"),
        "source": iri("oa:hasSource"),
        "selector": iri("oa:hasSelector"),
        "motivation": term("oa:motivatedBy"),
        "purpose": term("oa:hasPurpose"),
        "classifying": "oa:classifying",
        "linking": "oa:linking",
        "value": "rdf:value",
        "start": number("oa:start"),
        "end": number("oa:end"),
        "exact": "oa:exact",
        "prefix": "oa:prefix",
        "suffix": "oa:suffix",
    })
}

fn id(span: usize) -> String {
    format!("#mark-{span}")
}

fn mark(view: &View, span: &Span, source: &str, options: &Options) -> Value {
    let place = span.place;
    let (prefix, suffix) = around(&view.text, place);
    let annotation = json!({
        "id": id(span.id),
        "type": "Annotation",
        "motivation": "classifying",
        "body": {
            "type": "TextualBody",
            "purpose": "classifying",
            "value": options.labels.of(span.kind),
        },
        "target": {"source": source, "selector": [
            {"type": "TextPositionSelector", "start": place.start.char, "end": place.end.char},
            {
                "type": "TextQuoteSelector",
                "exact": view.text_of(place),
                "prefix": prefix,
                "suffix": suffix,
            },
        ]},
    });
    with(annotation, span.attributes())
}

/// The characters before and after a place.
fn around(text: &str, place: Place) -> (&str, &str) {
    let (before, after) = (&text[..place.bytes().start], &text[place.bytes().end..]);
    let start = before.char_indices().rev().take(AROUND).last().map_or(0, |(byte, _)| byte);
    let end = after.char_indices().nth(AROUND).map_or(after.len(), |(byte, _)| byte);
    (&before[start..], &after[..end])
}

fn with<'a>(annotation: Value, attributes: impl Iterator<Item = (&'a str, &'a str)>) -> Value {
    let Value::Object(mut annotation) = annotation else { return annotation };
    annotation.extend(attributes.map(|(key, value)| (key.to_owned(), value.into())));
    Value::Object(annotation)
}

fn statement(statement: &Statement) -> Value {
    let member = |member: &Member| json!({"type": "SpecificResource", "source": id(member.span), "role": member.role.name()});
    let annotation = json!({
        "id": format!("#statement-{}", statement.id),
        "type": "Annotation",
        "motivation": "linking",
        "target": statement.members.iter().map(member).collect::<Vec<_>>(),
    });
    with(annotation, statement.attributes())
}

fn relations(view: &View) -> impl Iterator<Item = Value> {
    let links = view.statements.iter().flat_map(Statement::inner_links);
    links.zip(0..).map(|(Link { from, to, name }, number)| {
        json!({
            "id": format!("#relation-{number}"),
            "type": "Annotation",
            "motivation": "linking",
            "relation": name,
            "target": id(from),
            "body": id(to),
        })
    })
}
