//! Reads XMI: the sofas, and the annotations on them that have a label.

use std::collections::{BTreeMap, HashMap};

use policymark::text::Unit;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::format::Source;
use crate::import::{At, Fault, Foreign, ForeignSpan, Reading};

/// The features that are labels, the first one that an annotation has.
const FEATURES: &[&str] = &["label", "value", "kind"];

pub(super) fn read(source: &Source<'_>) -> Reading {
    let mut cas = Cas::default();
    let mut reader = Reader::from_str(source.content);
    loop {
        let at = position(source.content, reader.buffer_position());
        match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(Event::Start(element) | Event::Empty(element)) => cas.element(&element, at),
            Ok(_) => {}
            Err(error) => {
                let at = position(source.content, reader.error_position());
                cas.faults.push(Fault::damaged(at, error.to_string()));
                break;
            }
        }
    }
    cas.end(source)
}

/// The line of a byte of a file.
fn position(content: &str, byte: u64) -> At {
    let before = content.as_bytes().get(..byte as usize).unwrap_or(content.as_bytes());
    At::line(before.iter().filter(|&&byte| byte == b'\n').count() + 1)
}

#[derive(Default)]
struct Cas {
    /// Texts with the ids of their sofas, in the order of the file.
    sofas: Vec<Sofa>,
    /// Annotations by the id of their sofa. Sofas can be after them.
    spans: HashMap<String, Vec<ForeignSpan>>,
    ignored: BTreeMap<&'static str, usize>,
    faults: Vec<Fault>,
}

struct Sofa {
    id: String,
    name: String,
    text: String,
}

impl Cas {
    fn element(&mut self, element: &BytesStart<'_>, at: At) {
        let mut attributes = HashMap::new();
        for attribute in element.attributes() {
            let attribute = attribute.map_err(quick_xml::Error::from);
            let pair = attribute.and_then(|attribute| {
                let value = attribute.normalized_value(XmlVersion::Implicit1_0)?.into_owned();
                Ok((String::from_utf8_lossy(attribute.key.as_ref()).into_owned(), value))
            });
            match pair {
                Ok((name, value)) => _ = attributes.insert(name, value),
                Err(error) => return self.faults.push(Fault::damaged(at, error.to_string())),
            }
        }
        if element.local_name().as_ref() == b"Sofa" {
            self.sofa(attributes, at);
        } else if attributes.contains_key("begin") {
            self.annotation(&attributes, at);
        }
    }

    fn sofa(&mut self, mut attributes: HashMap<String, String>, at: At) {
        let mut take = |name| attributes.remove(name);
        match (take("xmi:id"), take("sofaID"), take("sofaString")) {
            (Some(id), name, Some(text)) => {
                self.sofas.push(Sofa { id, name: name.unwrap_or_default(), text });
            }
            _ => self.faults.push(Fault::damaged(at, "the sofa has no id or no text")),
        }
    }

    fn annotation(&mut self, attributes: &HashMap<String, String>, at: At) {
        let id = attributes.get("xmi:id").map(|id| format!("id {id}"));
        let at = id.map_or_else(|| at.clone(), |id| at.clone().with_item(id));
        let number = |name| attributes.get(name).and_then(|value: &String| value.parse().ok());
        let label = FEATURES.iter().find_map(|&name| attributes.get(name));
        match (label, attributes.get("sofa"), number("begin"), number("end")) {
            (None, ..) => *self.ignored.entry("annotations without a label").or_default() += 1,
            (Some(label), Some(sofa), Some(begin), Some(end)) => {
                let spans = self.spans.entry(sofa.clone()).or_default();
                spans.push(ForeignSpan::new(begin, end, label, at));
            }
            _ => self.faults.push(Fault::damaged(at, "the annotation has no sofa, begin and end")),
        }
    }

    fn end(mut self, source: &Source<'_>) -> Reading {
        let mut policies = Vec::new();
        let several = self.sofas.len() > 1;
        for Sofa { id, name, text } in self.sofas {
            let name = match several {
                true => format!("{}-{name}", source.name),
                false => source.name.to_owned(),
            };
            let mut policy = Foreign::new(&name, &text, Unit::Utf16);
            policy.spans = self.spans.remove(&id).unwrap_or_default();
            // What has no label does not say on which text it matters.
            policy.ignored = std::mem::take(&mut self.ignored);
            policies.push(policy);
        }
        if policies.is_empty() {
            self.faults.push(Fault::damaged(At::default(), "there is no sofa with a text"));
        }
        for span in self.spans.into_values().flatten() {
            self.faults.push(Fault::damaged(span.at, "the sofa of the annotation has no text"));
        }
        Reading { policies, faults: self.faults }
    }
}
