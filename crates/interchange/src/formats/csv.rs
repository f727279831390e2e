//! CSV: a row for each statement, in `statements.csv`. Offsets count characters of the plain text.

use std::collections::HashSet;

use policymark::lexicon::Ground;
use policymark::statement::{Certainty, MemberRole, Modality, Polarity};

use crate::feature::Feature;
use crate::format::{Definition, Frame, Write};
use crate::options::Options;
use crate::rows::{self, Row};
use crate::view::{Statement, View};

pub(crate) const CSV: Definition = Definition {
    name: "csv",
    about: "CSV that opens in a spreadsheet: a row for each statement",
    extensions: &[],
    carries: &[
        Feature::Statements,
        Feature::Claims,
        Feature::Inclusions,
        Feature::References,
        Feature::UnmarkedWords,
        Feature::ControlCharacters,
    ],
    write: Some(Write::Records {
        record,
        frame: Frame { file: "statements.csv", before: HEAD, between: "", after: "" },
        shared: |_| Vec::new(),
    }),
    read: None,
};

/// The names of the columns. A test compares them with those of [`rows`].
const HEAD: &str = "\u{feff}policy,start,end,id,polarity,modality,certainty,asserted,consent_exempt,actors,actions,\
    data,excluded,recipients,sources,subjects,places,purposes,conditions,grounds,exceptions,exception_grounds,without,\
    without_grounds,parts,means,announces,headings,sentence\r\n";

fn record(view: &View, _: &Options) -> String {
    let row = |statement: &Statement| {
        let place = statement.place;
        let numbers = [place.start.char as usize, place.end.char as usize, statement.id];
        let place = [view.name.clone()].into_iter().chain(numbers.map(|number| number.to_string()));
        rows::record(place.chain(rows::cells(&InView { view, statement })))
    };
    view.statements.iter().map(row).collect()
}

/// A statement with the view that it is in.
struct InView<'v> {
    view: &'v View,
    statement: &'v Statement,
}

impl<'v> InView<'v> {
    fn words_of(&self, span: usize) -> String {
        let span = self.view.spans.get(span);
        span.map_or("", |span| self.view.text_of(span.place)).trim().to_owned()
    }

    /// The spans in a role whose words no other one before them has.
    fn distinct(&self, role: MemberRole) -> impl Iterator<Item = usize> {
        let mut seen = HashSet::new();
        self.statement.in_role(role).filter(move |&span| seen.insert(self.words_of(span)))
    }
}

impl Row for InView<'_> {
    fn polarity(&self) -> Polarity {
        self.statement.polarity
    }

    fn modality(&self) -> Option<Modality> {
        self.statement.modality
    }

    fn certainty(&self) -> Certainty {
        self.statement.certainty
    }

    fn is_asserted(&self) -> bool {
        self.statement.asserted
    }

    fn is_consent_exempt(&self) -> bool {
        self.statement.consent_exempt
    }

    fn words(&self, role: MemberRole) -> Vec<String> {
        self.distinct(role).map(|span| self.words_of(span)).collect()
    }

    fn unmarked(&self, role: MemberRole) -> Vec<String> {
        let words = self.statement.unmarked.iter().filter(|word| word.role == role);
        words.map(|word| self.view.text_of(word.place).to_owned()).collect()
    }

    fn grounds(&self, role: MemberRole) -> Vec<Option<Ground>> {
        self.distinct(role).map(|span| self.view.spans.get(span)?.ground).collect()
    }

    fn parts(&self) -> Vec<(String, Vec<String>)> {
        let same_whole = self.statement.inclusions.chunk_by(|one, other| one.whole == other.whole);
        let listed = same_whole.filter_map(|parts| {
            let whole = self.words_of(parts.first()?.whole);
            Some((whole, parts.iter().map(|part| self.words_of(part.part)).collect()))
        });
        listed.collect()
    }

    fn means(&self) -> Vec<(String, Vec<String>)> {
        let references = self.statement.references.iter();
        let meant = |spans: &[usize]| spans.iter().map(|&span| self.words_of(span)).collect();
        references.map(|(mark, spans)| (self.words_of(*mark), meant(spans))).collect()
    }

    fn announces(&self) -> Vec<String> {
        let items =
            self.statement.announces.iter().filter_map(|&item| self.view.sections.get(item));
        items.map(|item| self.view.text_of(item.place).to_owned()).collect()
    }

    fn headings(&self) -> Vec<String> {
        self.view.headings(self.statement).into_iter().map(str::to_owned).collect()
    }

    fn sentence(&self) -> String {
        self.view.sentence_of(self.statement).trim().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_names_all_columns() {
        let place = ["policy", "start", "end", "id"].into_iter();
        assert_eq!(HEAD, rows::head(place.chain(rows::columns())));
    }
}
