//! A statement as a row of a table that opens in a spreadsheet: its place, and the columns of the library of formats.

use policymark::lexicon::Ground;
use policymark::statement::{Certainty, MemberRole, Modality, Polarity};
use policymark_interchange::rows::{self, Row};

use super::FoundStatement;
use super::member::FoundMember;

/// The byte-order mark and the names of the columns.
pub(super) fn head(explain: bool) -> String {
    let place = ["file", "line", "column", "id"].into_iter();
    rows::head(place.chain(rows::columns()).chain(explain.then_some("rules")))
}

/// The row of a statement.
pub(super) fn row(statement: &FoundStatement<'_>) -> String {
    let mut cells = vec![
        statement.file.to_owned(),
        statement.line.to_string(),
        statement.column.to_string(),
        statement.id.to_string(),
    ];
    cells.extend(rows::cells(statement));
    let explained = statement.explained.as_ref();
    cells.extend(explained.map(|members| rows::lines(members.iter().map(explanation))));
    rows::record(cells)
}

/// `actor 我们: S3, inherited`
fn explanation(member: &FoundMember) -> String {
    let inherited = if member.inherited { ", inherited" } else { "" };
    format!("{} {}: {}{inherited}", member.role, member.text, member.rule)
}

impl Row for FoundStatement<'_> {
    fn polarity(&self) -> Polarity {
        self.polarity
    }

    fn modality(&self) -> Option<Modality> {
        self.modality
    }

    fn certainty(&self) -> Certainty {
        self.certainty
    }

    fn is_asserted(&self) -> bool {
        self.asserted
    }

    fn is_consent_exempt(&self) -> bool {
        self.consent_exempt
    }

    fn words(&self, role: MemberRole) -> Vec<String> {
        self.members.get(role).to_vec()
    }

    fn unmarked(&self, role: MemberRole) -> Vec<String> {
        self.unmarked.get(role.key()).cloned().unwrap_or_default()
    }

    fn grounds(&self, role: MemberRole) -> Vec<Option<Ground>> {
        self.grounds.get(role.key()).cloned().unwrap_or_default()
    }

    fn parts(&self) -> Vec<(String, Vec<String>)> {
        self.parts.iter().map(|parts| (parts.whole.clone(), parts.parts.clone())).collect()
    }

    fn means(&self) -> Vec<(String, Vec<String>)> {
        let meant = self.means.iter().map(|meant| {
            let mut texts = meant.texts.clone();
            if let (true, Some(last)) = (meant.more, texts.last_mut()) {
                last.push('…');
            }
            (meant.mark.clone(), texts)
        });
        meant.collect()
    }

    fn announces(&self) -> Vec<String> {
        self.announces.clone()
    }

    fn headings(&self) -> Vec<String> {
        self.headings.clone()
    }

    fn sentence(&self) -> String {
        self.sentence.clone()
    }
}
