//! A row for each statement, with all that it says.

use std::iter;

use policymark::statement::MemberRole;
use policymark::{Document, Statement};

use super::kit::{Column, Flags, Lists, Numbers, Record, Texts};
use super::members::{Inclusions, Members, Sections, Unmarked};
use super::place::{Places, Ruler};
use super::rows::Source;

pub(super) struct Statements {
    id: Numbers,
    polarity: Texts,
    modality: Texts,
    certainty: Texts,
    asserted: Flags,
    consent_exempt: Flags,
    places: Places,
    sentence: Numbers,
    sentence_places: Places,
    section: Numbers,
    headings: Lists<Sections>,
    /// In the order of the roles, in which a statement has its members.
    members: Vec<Lists<Members>>,
    inclusions: Lists<Inclusions>,
    unmarked: Lists<Unmarked>,
    announces: Lists<Sections>,
}

impl Default for Statements {
    fn default() -> Self {
        let (id, polarity, modality, certainty, asserted, consent_exempt) = Default::default();
        let (places, sentence, sentence_places, section, headings) = Default::default();
        let (inclusions, unmarked, announces) = Default::default();
        let members = |&role| Lists::new(Members::new(role));
        Self {
            id,
            polarity,
            modality,
            certainty,
            asserted,
            consent_exempt,
            places,
            sentence,
            sentence_places,
            section,
            headings,
            members: MemberRole::ALL.iter().map(members).collect(),
            inclusions,
            unmarked,
            announces,
        }
    }
}

impl Statements {
    fn push(&mut self, statement: Statement<'_>, ruler: &Ruler) {
        let text = statement.document().text();
        self.id.push(statement.id().index() as i64);
        self.polarity.push(statement.polarity().name());
        self.modality.push_option(statement.modality().map(|modality| modality.name()));
        self.certainty.push(statement.certainty().name());
        self.asserted.push(statement.is_asserted());
        self.consent_exempt.push(statement.is_consent_exempt());
        self.places.push(ruler, text, statement.span());
        let sentence = statement.sentence();
        self.sentence.push(sentence.id().index() as i64);
        self.sentence_places.push(ruler, text, sentence.span());
        self.section.push_option(statement.section().map(|section| section.id().index() as i64));
        self.headings.push(statement.heading_path(), |rows, heading| rows.push(heading, ruler));
        let mut members = statement.members().peekable();
        for in_role in &mut self.members {
            let role = in_role.items().role();
            let next = iter::from_fn(|| members.next_if(|member| member.role == role));
            in_role.push(next, |rows, member| rows.push(member, ruler));
        }
        self.inclusions.push(statement.inclusions(), Inclusions::push);
        self.unmarked.push(statement.unmarked(), |rows, word| rows.push(word, statement, ruler));
        self.announces.push(statement.announces(), |rows, section| rows.push(section, ruler));
    }
}

impl Source for Statements {
    fn push_all(&mut self, document: &Document, ruler: &Ruler) -> usize {
        document.statements().map(|statement| self.push(statement, ruler)).count()
    }
}

impl Record for Statements {
    fn columns(&mut self) -> Vec<(&'static str, &mut dyn Column)> {
        let mut columns: Vec<(_, &mut dyn Column)> = vec![
            ("id", &mut self.id),
            ("start", &mut self.places.start),
            ("end", &mut self.places.end),
            ("sentence", &mut self.sentence),
            ("sentence_start", &mut self.sentence_places.start),
            ("sentence_end", &mut self.sentence_places.end),
            ("section", &mut self.section),
            ("headings", &mut self.headings),
            ("polarity", &mut self.polarity),
            ("modality", &mut self.modality),
            ("certainty", &mut self.certainty),
            ("asserted", &mut self.asserted),
            ("consent_exempt", &mut self.consent_exempt),
        ];
        for in_role in &mut self.members {
            columns.push((in_role.items().role().key(), in_role));
        }
        columns.push(("includes", &mut self.inclusions));
        columns.push(("unmarked", &mut self.unmarked));
        columns.push(("announces", &mut self.announces));
        columns
    }
}
