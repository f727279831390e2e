//! The lists in the row of a statement: its members by role, and its other parts.

use arrow_array::ArrayRef;
use arrow_schema::ArrowError;
use policymark::document::Member;
use policymark::statement::MemberRole;
use policymark::{AnnotationKind, Section, Statement};

use super::kit::{Flags, Lists, Numbers, Texts, structs};
use super::place::{Places, Ruler};

/// The members in one role, with what can be said of their kind of annotation.
pub(super) struct Members {
    role: MemberRole,
    len: usize,
    lists: Lists,
    annotation: Numbers,
    text: Texts,
    places: Places,
    rule: Texts,
    /// Of actors their party, of actions their processing, of data their category, of conditions their
    /// ground.
    class: Texts,
    sensitive: Flags,
    refers_to: Numbers,
}

impl Members {
    pub(super) fn new(role: MemberRole) -> Self {
        let (lists, annotation, text, places, rule) = Default::default();
        let (class, sensitive, refers_to) = Default::default();
        Self { role, len: 0, lists, annotation, text, places, rule, class, sensitive, refers_to }
    }

    /// Takes those of the `members` of a statement that are next and in this role.
    pub(super) fn add<'d>(
        &mut self,
        members: &mut std::iter::Peekable<impl Iterator<Item = Member<'d>>>,
        ruler: &Ruler,
    ) {
        while let Some(member) = members.next_if(|member| member.role == self.role) {
            self.push(member, ruler);
        }
        self.lists.end(self.len);
    }

    fn push(&mut self, member: Member<'_>, ruler: &Ruler) {
        let annotation = member.annotation;
        self.len += 1;
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

    /// The column, with its name.
    pub(super) fn finish(self) -> Result<(&'static str, ArrayRef), ArrowError> {
        let (refers, is_data) = (self.refers(), self.role.kind() == AnnotationKind::Data);
        let class = match self.role.kind() {
            AnnotationKind::Actor => "party",
            AnnotationKind::Action => "processing",
            AnnotationKind::Data => "category",
            _ => "ground",
        };
        let mut fields = vec![
            ("annotation", self.annotation.finish()?),
            ("text", self.text.finish()?),
            ("start", self.places.start.finish()?),
            ("end", self.places.end.finish()?),
            ("rule", self.rule.finish()?),
            (class, self.class.finish()?),
        ];
        if is_data {
            fields.push(("sensitive", self.sensitive.finish()?));
        }
        if refers {
            fields.push(("refers_to", self.refers_to.finish()?));
        }
        Ok((self.role.key(), self.lists.finish(structs(fields)?)?))
    }
}

/// `<设备信息>，如<型号>`: the ids of the annotations.
#[derive(Default)]
pub(super) struct Inclusions {
    len: usize,
    lists: Lists,
    whole: Numbers,
    part: Numbers,
    rule: Texts,
}

impl Inclusions {
    pub(super) fn add(&mut self, statement: Statement<'_>) {
        for inclusion in statement.inclusions() {
            self.len += 1;
            self.whole.push(inclusion.whole.id().index() as i64);
            self.part.push(inclusion.part.id().index() as i64);
            self.rule.push(inclusion.rule.name());
        }
        self.lists.end(self.len);
    }

    pub(super) fn finish(self) -> Result<ArrayRef, ArrowError> {
        self.lists.finish(structs(vec![
            ("whole", self.whole.finish()?),
            ("part", self.part.finish()?),
            ("rule", self.rule.finish()?),
        ])?)
    }
}

/// Words without a mark.
#[derive(Default)]
pub(super) struct Unmarked {
    len: usize,
    lists: Lists,
    role: Texts,
    party: Texts,
    text: Texts,
    places: Places,
    rule: Texts,
}

impl Unmarked {
    pub(super) fn add(&mut self, statement: Statement<'_>, ruler: &Ruler) {
        for word in statement.unmarked() {
            self.len += 1;
            self.role.push(word.role().name());
            self.party.push_option(word.party().map(|party| party.name()));
            self.text.push(word.text());
            self.places.push(ruler, statement.document().text(), word.span());
            self.rule.push(word.rule());
        }
        self.lists.end(self.len);
    }

    pub(super) fn finish(self) -> Result<ArrayRef, ArrowError> {
        self.lists.finish(structs(vec![
            ("role", self.role.finish()?),
            ("party", self.party.finish()?),
            ("text", self.text.finish()?),
            ("start", self.places.start.finish()?),
            ("end", self.places.end.finish()?),
            ("rule", self.rule.finish()?),
        ])?)
    }
}

/// Sections: headings above a statement, or items that it announces.
#[derive(Default)]
pub(super) struct Sections {
    len: usize,
    lists: Lists,
    text: Texts,
    places: Places,
}

impl Sections {
    pub(super) fn add<'d>(
        &mut self,
        sections: impl IntoIterator<Item = Section<'d>>,
        ruler: &Ruler,
    ) {
        for section in sections {
            self.len += 1;
            match section.title() {
                Some(title) => self.text.push(title),
                None => self.text.push(&section.text()),
            }
            self.places.push(ruler, section.document().text(), section.span());
        }
        self.lists.end(self.len);
    }

    pub(super) fn finish(self) -> Result<ArrayRef, ArrowError> {
        self.lists.finish(structs(vec![
            ("text", self.text.finish()?),
            ("start", self.places.start.finish()?),
            ("end", self.places.end.finish()?),
        ])?)
    }
}
