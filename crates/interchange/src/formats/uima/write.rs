//! Writes `NAME.xmi` and `TypeSystem.xml`.

use std::io;

use quick_xml::Writer;
use quick_xml::events::BytesText;

use crate::feature::is_xml;
use crate::format::Piece;
use crate::formats::xml;
use crate::options::Options;
use crate::view::{Link, Span, Statement, View};

/// The id of the text.
const SOFA: &str = "1";
/// Those before the ids of marks: of nothing, of the text and of the document.
const BEFORE_MARKS: usize = 3;

pub(super) fn policy(view: &View, options: &Options) -> Vec<Piece> {
    let xmi = xml::document(true, |writer| {
        let root = writer.create_element("xmi:XMI").with_attributes([
            ("xmlns:xmi", "http://www.omg.org/XMI"),
            ("xmlns:cas", "http:///uima/cas.ecore"),
            ("xmlns:tcas", "http:///uima/tcas.ecore"),
            ("xmlns:policymark", "http:///policymark.ecore"),
            ("xmi:version", "2.0"),
        ]);
        root.write_inner_content(|writer| Cas::new(view, options, writer).write())?;
        Ok(())
    });
    vec![Piece::new(format!("{}.xmi", view.name), xmi)]
}

struct Cas<'v, 'w> {
    view: &'v View,
    options: &'v Options,
    writer: &'w mut Writer<Vec<u8>>,
    /// The id of what is next.
    next: usize,
    /// The ids of what is in the index.
    indexed: Vec<String>,
}

/// The id of a span.
fn mark(span: usize) -> String {
    (BEFORE_MARKS + span).to_string()
}

impl<'v, 'w> Cas<'v, 'w> {
    const fn new(view: &'v View, options: &'v Options, writer: &'w mut Writer<Vec<u8>>) -> Self {
        Self { view, options, writer, next: BEFORE_MARKS + view.spans.len(), indexed: Vec::new() }
    }

    fn write(mut self) -> io::Result<()> {
        self.writer.create_element("cas:NULL").with_attribute(("xmi:id", "0")).write_empty()?;
        self.text()?;
        for span in &self.view.spans {
            self.span(span)?;
        }
        for statement in &self.view.statements {
            self.statement(statement)?;
            for link in statement.inner_links() {
                self.relation(link)?;
            }
        }
        let view = self.writer.create_element("cas:View").with_attribute(("sofa", SOFA));
        view.with_attribute(("members", &*self.indexed.join(" "))).write_empty()?;
        Ok(())
    }

    fn text(&mut self) -> io::Result<()> {
        let text: String =
            self.view.text.chars().map(|c| if is_xml(c) { c } else { '\u{fffd}' }).collect();
        let sofa = self.writer.create_element("cas:Sofa").with_attributes([
            ("xmi:id", SOFA),
            ("sofaNum", "1"),
            ("sofaID", "_InitialView"),
            ("mimeType", "text/plain"),
        ]);
        let value = xml::attribute(&text);
        sofa.with_attribute((&b"sofaString"[..], value.as_bytes())).write_empty()?;
        let end = text.encode_utf16().count().to_string();
        let document = self.writer.create_element("tcas:DocumentAnnotation").with_attributes([
            ("xmi:id", "2"),
            ("sofa", SOFA),
            ("begin", "0"),
            ("end", &end),
            ("language", "zh"),
        ]);
        document.write_empty()?;
        self.indexed.push("2".to_owned());
        Ok(())
    }

    fn span(&mut self, span: &Span) -> io::Result<()> {
        let id = mark(span.id);
        let place = [span.place.start, span.place.end].map(|point| point.utf16.to_string());
        let mark = self.writer.create_element("policymark:Mark").with_attributes([
            ("xmi:id", &*id),
            ("sofa", SOFA),
            ("begin", &place[0]),
            ("end", &place[1]),
            ("label", self.options.labels.of(span.kind)),
        ]);
        mark.with_attributes(span.attributes()).write_empty()?;
        self.indexed.push(id);
        Ok(())
    }

    fn statement(&mut self, statement: &Statement) -> io::Result<()> {
        let id = self.id();
        let members: Vec<_> = statement.members.iter().map(|_| self.id()).collect();
        let place = [statement.place.start, statement.place.end];
        let place = place.map(|point| point.utf16.to_string());
        let element = self.writer.create_element("policymark:Statement").with_attributes([
            ("xmi:id", &*id),
            ("sofa", SOFA),
            ("begin", &place[0]),
            ("end", &place[1]),
            ("members", &members.join(" ")),
        ]);
        let attributes = statement.attributes().map(|(name, value)| (feature(name), value));
        element.with_attributes(attributes).write_empty()?;
        for (member, id) in statement.members.iter().zip(&members) {
            let element = self.writer.create_element("policymark:Member").with_attributes([
                ("xmi:id", &**id),
                ("role", member.role.name()),
                ("mark", &mark(member.span)),
            ]);
            element.write_empty()?;
        }
        self.indexed.push(id);
        Ok(())
    }

    fn relation(&mut self, link: Link) -> io::Result<()> {
        let id = self.id();
        let relation = self.writer.create_element("policymark:Relation").with_attributes([
            ("xmi:id", &*id),
            ("name", link.name),
            ("source", &mark(link.from)),
            ("target", &mark(link.to)),
        ]);
        relation.write_empty()?;
        self.indexed.push(id);
        Ok(())
    }

    fn id(&mut self) -> String {
        self.next += 1;
        (self.next - 1).to_string()
    }
}

/// The name of a feature: names in UIMA have no hyphens.
fn feature(name: &str) -> &str {
    match name {
        "consent-exempt" => "consentExempt",
        name => name,
    }
}

/// A type: its name, that of the type above it, and its features with their types.
type Type = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

const STRING: &str = "uima.cas.String";
const BOOLEAN: &str = "uima.cas.Boolean";
const ARRAY: &str = "uima.cas.FSArray";
const MARK: &str = "policymark.Mark";
const MEMBER: &str = "policymark.Member";

const TYPES: &[Type] = &[
    (
        MARK,
        "uima.tcas.Annotation",
        &[
            ("label", STRING),
            ("role", STRING),
            ("ground", STRING),
            ("processing", STRING),
            ("party", STRING),
            ("category", STRING),
            ("sensitive", BOOLEAN),
        ],
    ),
    (
        "policymark.Statement",
        "uima.tcas.Annotation",
        &[
            ("members", ARRAY),
            ("polarity", STRING),
            ("modality", STRING),
            ("certainty", STRING),
            ("asserted", BOOLEAN),
            ("consentExempt", BOOLEAN),
        ],
    ),
    (MEMBER, "uima.cas.TOP", &[("role", STRING), ("mark", MARK)]),
    (
        "policymark.Relation",
        "uima.cas.TOP",
        &[("name", STRING), ("source", MARK), ("target", MARK)],
    ),
];

/// `TypeSystem.xml`.
pub(super) fn type_system(_: &Options) -> Vec<Piece> {
    let xml = xml::document(true, |writer| {
        let root = writer.create_element("typeSystemDescription");
        let root = root.with_attribute(("xmlns", "http://uima.apache.org/resourceSpecifier"));
        root.write_inner_content(|writer| {
            list(writer, "types", TYPES, |writer, &(name, above, features)| {
                writer.create_element("typeDescription").write_inner_content(|writer| {
                    leaf(writer, "name", name)?;
                    leaf(writer, "supertypeName", above)?;
                    list(writer, "features", features, |writer, &(name, range)| {
                        describe_feature(writer, name, range)
                    })
                })?;
                Ok(())
            })
        })?;
        Ok(())
    });
    vec![Piece::new("TypeSystem.xml", xml)]
}

fn describe_feature(writer: &mut Writer<Vec<u8>>, name: &str, range: &str) -> io::Result<()> {
    writer.create_element("featureDescription").write_inner_content(|writer| {
        leaf(writer, "name", name)?;
        leaf(writer, "rangeTypeName", range)?;
        match range == ARRAY {
            true => leaf(writer, "elementType", MEMBER),
            false => Ok(()),
        }
    })?;
    Ok(())
}

fn list<T>(
    writer: &mut Writer<Vec<u8>>,
    name: &str,
    all: &[T],
    each: impl Fn(&mut Writer<Vec<u8>>, &T) -> io::Result<()>,
) -> io::Result<()> {
    let element = writer.create_element(name);
    element.write_inner_content(|writer| all.iter().try_for_each(|one| each(writer, one)))?;
    Ok(())
}

fn leaf(writer: &mut Writer<Vec<u8>>, name: &str, text: &str) -> io::Result<()> {
    writer.create_element(name).write_text_content(BytesText::new(text))?;
    Ok(())
}
