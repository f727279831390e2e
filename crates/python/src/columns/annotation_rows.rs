//! A row for each annotation.

use arrow_array::ArrayRef;
use arrow_schema::ArrowError;
use policymark::{Annotation, Document};

use super::Rows;
use super::kit::{Flags, Numbers, Texts, structs};
use super::place::{Places, Ruler};

#[derive(Default)]
pub(super) struct Annotations {
    len: usize,
    id: Numbers,
    kind: Texts,
    role: Texts,
    ground: Texts,
    processing: Texts,
    party: Texts,
    category: Texts,
    sensitive: Flags,
    refers_to: Numbers,
    parent: Numbers,
    reason: Texts,
    text: Texts,
    places: Places,
}

impl Annotations {
    fn push(&mut self, annotation: Annotation<'_>, ruler: &Ruler) {
        self.len += 1;
        self.id.push(annotation.id().index() as i64);
        self.kind.push(annotation.kind().name());
        self.role.push_option(annotation.role().map(|role| role.name()));
        self.ground.push_option(annotation.ground().map(|ground| ground.name()));
        self.processing.push_option(annotation.processing().map(|p| p.name()));
        self.party.push_option(annotation.party().map(|party| party.name()));
        self.category.push_option(annotation.category().map(|category| category.name()));
        self.sensitive.push(annotation.is_sensitive());
        self.refers_to.push_option(annotation.reference().map(|r| r.target.id().index() as i64));
        self.parent.push_option(annotation.parent().map(|parent| parent.id().index() as i64));
        let reading = annotation.node().reading();
        self.reason.push_option(reading.map(|reading| reading.reason.name()));
        self.text.push(&annotation.text());
        self.places.push(ruler, annotation.document().text(), annotation.span());
    }
}

impl Rows for Annotations {
    fn add(&mut self, document: &Document, ruler: &Ruler) {
        for annotation in document.annotations() {
            self.push(annotation, ruler);
        }
    }

    fn len(&self) -> usize {
        self.len
    }

    fn finish(self) -> Result<ArrayRef, ArrowError> {
        structs(vec![
            ("id", self.id.finish()?),
            ("kind", self.kind.finish()?),
            ("text", self.text.finish()?),
            ("start", self.places.start.finish()?),
            ("end", self.places.end.finish()?),
            ("role", self.role.finish()?),
            ("ground", self.ground.finish()?),
            ("processing", self.processing.finish()?),
            ("party", self.party.finish()?),
            ("category", self.category.finish()?),
            ("sensitive", self.sensitive.finish()?),
            ("refers_to", self.refers_to.finish()?),
            ("parent", self.parent.finish()?),
            ("reason", self.reason.finish()?),
        ])
    }
}
