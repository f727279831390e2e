//! What a comparison looks at: for each annotation, statement and heading of a document its keys and shapes.

use std::collections::HashMap;

use super::change::Value;
use super::text::{Hashes, Shape};
use crate::document::{Annotation, Document, Section, Statement, Unmarked};
use crate::lexicon::{Party, Processing};
use crate::outline::SectionId;
use crate::statement::{MemberRole, Modality, Polarity};
use crate::text::AnnotationKind;

/// The longest `<…>`, in bytes, whose data items are compared one by one. Longer ones are compared as a
/// whole: many statements can share one.
const LONGEST_LIST: u32 = 2048;

/// A document, and what is compared of it.
pub(super) struct Features<'d> {
    document: &'d Document,
    annotations: Vec<AnnotationFeatures>,
    pub(super) statements: Vec<StatementFeatures<'d>>,
    pub(super) headings: Vec<HeadingFeatures<'d>>,
    /// For each sentence the hash of its letters.
    pub(super) sentences: Vec<u64>,
}

#[derive(Clone, Copy)]
struct AnnotationFeatures {
    /// What it says; of a list the sum of the keys of its items.
    key: u64,
    /// The key of its first item.
    first: u64,
    shape: Shape,
    items: usize,
}

/// What is compared of a statement.
pub(super) struct StatementFeatures<'d> {
    pub(super) statement: Statement<'d>,
    /// What it says, in whatever words.
    pub(super) key: u64,
    /// The heading above it, by number.
    pub(super) heading: Option<u32>,
    /// The sentence of its verb, by number.
    pub(super) sentence: usize,
    pub(super) polarity: Polarity,
    /// The keys of its first data items.
    pub(super) data: Vec<u64>,
    /// The key of its actions.
    pub(super) action: u64,
    /// The shapes of its data, actions, actors, other parties, and circumstances.
    pub(super) shapes: [Shape; 5],
}

/// How many data items of a statement are looked for in others.
const LOOKED_FOR: usize = 6;

/// What is compared of a heading.
pub(super) struct HeadingFeatures<'d> {
    pub(super) section: Section<'d>,
    /// The heading above it, by number.
    pub(super) parent: Option<u32>,
    /// Its words without the number.
    pub(super) text: u64,
    /// Its words and those of the headings above it.
    pub(super) path: u64,
    /// Its number.
    pub(super) label: u64,
    pub(super) shape: Shape,
    /// How many statements are right under it.
    pub(super) statements: u32,
}

impl<'d> Features<'d> {
    pub(super) fn new(document: &'d Document, hashes: &Hashes) -> Self {
        let annotations = document.annotations().map(|a| annotation_features(a, hashes));
        let sentences = document.sentences().map(|sentence| {
            let label = sentence.section().and_then(Section::label_span);
            let label = label.filter(|label| sentence.span().covers(*label));
            let start = label.map_or(sentence.span().start(), |label| label.end());
            hashes.letters(&document.text()[start as usize..sentence.span().end() as usize])
        });
        let mut features = Self {
            document,
            annotations: annotations.collect(),
            statements: Vec::with_capacity(document.statements().len()),
            headings: Vec::new(),
            sentences: sentences.collect(),
        };
        let numbers = features.add_headings(hashes);
        for statement in document.statements() {
            let heading = statement.heading().and_then(|h| numbers.get(&h.id()).copied());
            if let Some(heading) = heading {
                features.headings[heading as usize].statements += 1;
            }
            let added = features.statement_features(statement, heading, hashes);
            features.statements.push(added);
        }
        features
    }

    /// Adds the headings. Returns their numbers.
    fn add_headings(&mut self, hashes: &Hashes) -> HashMap<SectionId, u32> {
        let mut numbers = HashMap::new();
        for section in self.document.sections().filter(|section| !section.is_item()) {
            let above = section.ancestors().skip(1);
            let parent = above.filter_map(|above| numbers.get(&above.id()).copied()).next();
            let words = section.text();
            let text = hashes.words(&words);
            let above = parent.map(|parent: u32| self.headings[parent as usize].path);
            // As in O6, the backslashes of `\(1\)` do not count.
            let number = section.label().unwrap_or_default().replace('\\', "");
            numbers.insert(section.id(), self.headings.len() as u32);
            self.headings.push(HeadingFeatures {
                section,
                parent,
                text,
                path: hashes.of((above, text)),
                label: hashes.words(&number),
                shape: Shape::of(&words),
                statements: 0,
            });
        }
        numbers
    }

    fn statement_features(
        &self,
        statement: Statement<'d>,
        heading: Option<u32>,
        hashes: &Hashes,
    ) -> StatementFeatures<'d> {
        let of = |annotation: Annotation<'_>| self.annotations[annotation.id().index()];
        let mut key = hashes.of((
            statement.polarity(),
            binding(statement),
            statement.is_asserted(),
            statement.is_consent_exempt(),
        ));
        let mut shapes = [Shape::default(); 5];
        let mut action = 0_u64;
        for member in statement.members() {
            let features = of(member.annotation);
            key = key.wrapping_add(in_role(member.role, features.key));
            shapes[group(member.role)].join(features.shape);
            if member.role == MemberRole::Action {
                action = action.wrapping_add(features.key);
            }
        }
        for word in statement.unmarked() {
            key = key.wrapping_add(in_role(word.role(), unmarked_key(word, hashes)));
            shapes[group(word.role())].join(Shape::of(word.text()));
        }
        StatementFeatures {
            statement,
            key,
            heading,
            sentence: statement.sentence().id().index(),
            polarity: statement.polarity(),
            data: statement.data().take(LOOKED_FOR).map(|data| of(data).first).collect(),
            action,
            shapes,
        }
    }

    /// What annotations say, with keys and shapes: the items of data, and others as a whole.
    pub(super) fn values(
        &self,
        annotations: impl IntoIterator<Item = Annotation<'d>>,
        hashes: &Hashes,
    ) -> Vec<(u64, (Value<'d>, Shape))> {
        let mut values = Vec::new();
        for annotation in annotations {
            let AnnotationFeatures { key, items, shape, .. } =
                self.annotations[annotation.id().index()];
            if items > 1 && annotation.span().len() <= LONGEST_LIST {
                let items = annotation.items();
                values.extend(items.map(|item| {
                    let text = item.text();
                    (hashes.words(&text), (Value::Item(annotation, item), Shape::of(&text)))
                }));
            } else {
                values.push((key, (Value::Annotation(annotation), shape)));
            }
        }
        values
    }

    /// The key of an annotation; equal for two that say the same.
    pub(super) fn key(&self, annotation: Annotation<'d>) -> u64 {
        self.annotations[annotation.id().index()].key
    }
}

/// How binding a statement is. `(我们)[收集]` is as binding as `(我们)会[收集]`.
pub(super) fn binding(statement: Statement<'_>) -> Option<Modality> {
    statement.modality().filter(|modality| *modality != Modality::Will)
}

/// The key of a member in a role. The keys of several can be added, so that `<昵称、头像>` is the same as
/// `<昵称>和<头像>`.
const fn in_role(role: MemberRole, key: u64) -> u64 {
    // An odd number for each role.
    key.wrapping_mul((role as u64 * 2 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
}

/// In which of the shapes of a statement a role counts.
const fn group(role: MemberRole) -> usize {
    match role {
        MemberRole::Data | MemberRole::Excluded => 0,
        MemberRole::Action => 1,
        MemberRole::Actor => 2,
        MemberRole::Recipient | MemberRole::Source | MemberRole::Subject => 3,
        _ => 4,
    }
}

fn annotation_features(annotation: Annotation<'_>, hashes: &Hashes) -> AnnotationFeatures {
    let text = annotation.text();
    let shape = Shape::of(&text);
    let single = |key| AnnotationFeatures { key, first: key, shape, items: 1 };
    match annotation.kind() {
        AnnotationKind::Data => {
            let mut features = AnnotationFeatures { items: 0, ..single(0) };
            for item in annotation.items() {
                let key = hashes.words(&item.text());
                features.key = features.key.wrapping_add(key);
                features.first = if features.items == 0 { key } else { features.first };
                features.items += 1;
            }
            if features.items > 0 { features } else { single(hashes.words(&text)) }
        }
        AnnotationKind::Actor => single(party_key(annotation.party(), &text, hashes)),
        AnnotationKind::Action => single(action_key(annotation.processing(), &text, hashes)),
        _ => single(hashes.words(&text)),
    }
}

/// The key of a party: whoever publishes the policy is the same by any name, and so is the user.
fn party_key(party: Option<Party>, text: &str, hashes: &Hashes) -> u64 {
    match party {
        Some(party @ (Party::First | Party::Subject)) => hashes.of(party),
        _ => hashes.words(text),
    }
}

/// The key of a verb: 采集 is the same as 收集, but to sell is not the same as to share.
fn action_key(processing: Option<Processing>, text: &str, hashes: &Hashes) -> u64 {
    // A longer text can name more than one verb, of which the lexicon tells the first.
    let is_verb = text.chars().count() == 2;
    match processing {
        Some(processing) if is_verb && !processing.hands_over() => hashes.of(processing),
        _ => hashes.words(text),
    }
}

/// The key of an unmarked word: that of an annotation with these words, except for verbs.
pub(super) fn unmarked_key(word: Unmarked<'_>, hashes: &Hashes) -> u64 {
    match word.role() {
        MemberRole::Action => action_key(None, word.text(), hashes),
        _ => party_key(word.party(), word.text(), hashes),
    }
}
