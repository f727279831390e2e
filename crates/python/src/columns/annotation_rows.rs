//! A row for each annotation.

use policymark::{Annotation, Document};

use super::items::Items;
use super::kit::{Column, Flags, Lists, Numbers, Record, Texts};
use super::place::{Places, Ruler};
use super::rows::Source;

#[derive(Default)]
pub(super) struct Annotations {
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
    sentence: Numbers,
    section: Numbers,
    items: Lists<Items>,
}

impl Annotations {
    fn push(&mut self, annotation: Annotation<'_>, ruler: &Ruler) {
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
        self.sentence.push_option(annotation.sentence().map(|s| s.id().index() as i64));
        self.section.push_option(annotation.section().map(|s| s.id().index() as i64));
        self.items.push(annotation.items(), |items, item| items.push(annotation, &item, ruler));
    }
}

impl Source for Annotations {
    fn push_all(&mut self, document: &Document, ruler: &Ruler) -> usize {
        let annotations = document.annotations();
        annotations.map(|annotation| self.push(annotation, ruler)).count()
    }
}

impl Record for Annotations {
    fn columns(&mut self) -> Vec<(&'static str, &mut dyn Column)> {
        vec![
            ("id", &mut self.id),
            ("kind", &mut self.kind),
            ("text", &mut self.text),
            ("start", &mut self.places.start),
            ("end", &mut self.places.end),
            ("role", &mut self.role),
            ("ground", &mut self.ground),
            ("processing", &mut self.processing),
            ("party", &mut self.party),
            ("category", &mut self.category),
            ("sensitive", &mut self.sensitive),
            ("refers_to", &mut self.refers_to),
            ("parent", &mut self.parent),
            ("reason", &mut self.reason),
            ("sentence", &mut self.sentence),
            ("section", &mut self.section),
            ("items", &mut self.items),
        ]
    }
}
