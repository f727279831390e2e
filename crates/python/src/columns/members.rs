//! The lists in the row of a statement: its members by role, and its other parts.

use policymark::document::{Inclusion, Member};
use policymark::statement::MemberRole;
use policymark::{AnnotationKind, Section, Statement};

use super::items::Items;
use super::kit::{Column, Flags, Lists, Numbers, Record, Texts};
use super::place::{Places, Ruler};

/// The members in one role, with what can be said of their kind of annotation.
pub(super) struct Members {
    role: MemberRole,
    annotation: Numbers,
    text: Texts,
    places: Places,
    rule: Texts,
    /// Of actors their party, of actions their processing, of data their category, of conditions their
    /// ground.
    class: Texts,
    sensitive: Flags,
    /// Of data what it names.
    items: Lists<Items>,
    refers_to: Numbers,
}

impl Members {
    pub(super) fn new(role: MemberRole) -> Self {
        let (annotation, text, places, rule) = Default::default();
        let (class, sensitive, items, refers_to) = Default::default();
        Self { role, annotation, text, places, rule, class, sensitive, items, refers_to }
    }

    pub(super) const fn role(&self) -> MemberRole {
        self.role
    }

    pub(super) fn push(&mut self, member: Member<'_>, ruler: &Ruler) {
        let annotation = member.annotation;
        self.annotation.push(annotation.id().index() as i64);
        self.text.push(&annotation.text());
        self.places.push(ruler, annotation.document().text(), annotation.span());
        self.rule.push(member.rule.name());
        self.class.push_option(match self.role.kind() {
            AnnotationKind::Actor => annotation.party().map(|party| party.name()),
            AnnotationKind::Action => annotation.processing().map(|processing| processing.name()),
            AnnotationKind::Data => annotation.category().map(|category| category.name()),
            _ => annotation.ground().map(|ground| ground.name()),
        });
        if self.role.kind() == AnnotationKind::Data {
            self.sensitive.push(annotation.is_sensitive());
            self.items.push(annotation.items(), |items, item| items.push(annotation, &item, ruler));
        }
        if self.refers() {
            let target = annotation.reference().map(|r| r.target.id().index() as i64);
            self.refers_to.push_option(target);
        }
    }

    /// Whether annotations of its kind can refer to something before: `<上述信息>`, `(该合作伙伴)`.
    const fn refers(&self) -> bool {
        matches!(self.role.kind(), AnnotationKind::Data | AnnotationKind::Actor)
    }
}

impl Record for Members {
    fn columns(&mut self) -> Vec<(&'static str, &mut dyn Column)> {
        let (kind, refers) = (self.role.kind(), self.refers());
        let class = match kind {
            AnnotationKind::Actor => "party",
            AnnotationKind::Action => "processing",
            AnnotationKind::Data => "category",
            _ => "ground",
        };
        let mut columns: Vec<(_, &mut dyn Column)> = vec![
            ("annotation", &mut self.annotation),
            ("text", &mut self.text),
            ("start", &mut self.places.start),
            ("end", &mut self.places.end),
            ("rule", &mut self.rule),
            (class, &mut self.class),
        ];
        if kind == AnnotationKind::Data {
            columns.push(("sensitive", &mut self.sensitive));
            columns.push(("items", &mut self.items));
        }
        if refers {
            columns.push(("refers_to", &mut self.refers_to));
        }
        columns
    }
}

/// `<设备信息>，如<型号>`: the ids of the annotations.
#[derive(Default)]
pub(super) struct Inclusions {
    whole: Numbers,
    part: Numbers,
    rule: Texts,
}

impl Inclusions {
    pub(super) fn push(&mut self, inclusion: Inclusion<'_>) {
        self.whole.push(inclusion.whole.id().index() as i64);
        self.part.push(inclusion.part.id().index() as i64);
        self.rule.push(inclusion.rule.name());
    }
}

impl Record for Inclusions {
    fn columns(&mut self) -> Vec<(&'static str, &mut dyn Column)> {
        vec![("whole", &mut self.whole), ("part", &mut self.part), ("rule", &mut self.rule)]
    }
}

/// Words without a mark.
#[derive(Default)]
pub(super) struct Unmarked {
    role: Texts,
    party: Texts,
    text: Texts,
    places: Places,
    rule: Texts,
}

impl Unmarked {
    pub(super) fn push(
        &mut self,
        word: policymark::document::Unmarked<'_>,
        statement: Statement<'_>,
        ruler: &Ruler,
    ) {
        self.role.push(word.role().name());
        self.party.push_option(word.party().map(|party| party.name()));
        self.text.push(word.text());
        self.places.push(ruler, statement.document().text(), word.span());
        self.rule.push(word.rule());
    }
}

impl Record for Unmarked {
    fn columns(&mut self) -> Vec<(&'static str, &mut dyn Column)> {
        vec![
            ("role", &mut self.role),
            ("party", &mut self.party),
            ("text", &mut self.text),
            ("start", &mut self.places.start),
            ("end", &mut self.places.end),
            ("rule", &mut self.rule),
        ]
    }
}

/// Sections: headings above a statement, or items that it announces.
#[derive(Default)]
pub(super) struct Sections {
    id: Numbers,
    text: Texts,
    places: Places,
}

impl Sections {
    pub(super) fn push(&mut self, section: Section<'_>, ruler: &Ruler) {
        self.id.push(section.id().index() as i64);
        match section.title() {
            Some(title) => self.text.push(title),
            None => self.text.push(&section.text()),
        }
        self.places.push(ruler, section.document().text(), section.span());
    }
}

impl Record for Sections {
    fn columns(&mut self) -> Vec<(&'static str, &mut dyn Column)> {
        vec![
            ("id", &mut self.id),
            ("text", &mut self.text),
            ("start", &mut self.places.start),
            ("end", &mut self.places.end),
        ]
    }
}
