//! A row for each statement, with all that it says.

use arrow_array::ArrayRef;
use arrow_schema::ArrowError;
use policymark::statement::MemberRole;
use policymark::{Document, Statement};

use super::Rows;
use super::kit::{Flags, Numbers, Texts, structs};
use super::members::{Inclusions, Members, Sections, Unmarked};
use super::place::{Places, Ruler};

pub(super) struct Statements {
    len: usize,
    id: Numbers,
    polarity: Texts,
    modality: Texts,
    certainty: Texts,
    asserted: Flags,
    consent_exempt: Flags,
    places: Places,
    sentence: Places,
    headings: Sections,
    /// In the order of the roles, in which a statement has its members.
    members: Vec<Members>,
    inclusions: Inclusions,
    unmarked: Unmarked,
    announces: Sections,
}

impl Default for Statements {
    fn default() -> Self {
        let (id, polarity, modality, certainty, asserted, consent_exempt) = Default::default();
        let (places, sentence, headings) = Default::default();
        let (inclusions, unmarked, announces) = Default::default();
        Self {
            len: 0,
            id,
            polarity,
            modality,
            certainty,
            asserted,
            consent_exempt,
            places,
            sentence,
            headings,
            members: MemberRole::ALL.iter().map(|&role| Members::new(role)).collect(),
            inclusions,
            unmarked,
            announces,
        }
    }
}

impl Statements {
    fn push(&mut self, statement: Statement<'_>, ruler: &Ruler) {
        let text = statement.document().text();
        self.len += 1;
        self.id.push(statement.id().index() as i64);
        self.polarity.push(statement.polarity().name());
        self.modality.push_option(statement.modality().map(|modality| modality.name()));
        self.certainty.push(statement.certainty().name());
        self.asserted.push(statement.is_asserted());
        self.consent_exempt.push(statement.is_consent_exempt());
        self.places.push(ruler, text, statement.span());
        self.sentence.push(ruler, text, statement.sentence().span());
        self.headings.add(statement.heading_path(), ruler);
        let mut members = statement.members().peekable();
        for in_role in &mut self.members {
            in_role.add(&mut members, ruler);
        }
        self.inclusions.add(statement);
        self.unmarked.add(statement, ruler);
        self.announces.add(statement.announces(), ruler);
    }
}

impl Rows for Statements {
    fn add(&mut self, document: &Document, ruler: &Ruler) {
        for statement in document.statements() {
            self.push(statement, ruler);
        }
    }

    fn len(&self) -> usize {
        self.len
    }

    fn finish(self) -> Result<ArrayRef, ArrowError> {
        let mut fields = vec![
            ("id", self.id.finish()?),
            ("start", self.places.start.finish()?),
            ("end", self.places.end.finish()?),
            ("sentence_start", self.sentence.start.finish()?),
            ("sentence_end", self.sentence.end.finish()?),
            ("headings", self.headings.finish()?),
            ("polarity", self.polarity.finish()?),
            ("modality", self.modality.finish()?),
            ("certainty", self.certainty.finish()?),
            ("asserted", self.asserted.finish()?),
            ("consent_exempt", self.consent_exempt.finish()?),
        ];
        for in_role in self.members {
            fields.push(in_role.finish()?);
        }
        fields.push(("includes", self.inclusions.finish()?));
        fields.push(("unmarked", self.unmarked.finish()?));
        fields.push(("announces", self.announces.finish()?));
        structs(fields)
    }
}
