//! Counts what is in a document.

use std::collections::BTreeSet;

use super::Statistics;
use crate::annotation::Role;
use crate::document::{Annotation, Document, Item, Statement};
use crate::lexicon::{DataClass, Ground};
use crate::statement::{MemberRole, Polarity};

impl Document {
    /// What is in it, counted; see [`stats`](crate::stats). Takes time linear in its length.
    ///
    /// ```
    /// use policymark::AnnotationKind;
    ///
    /// let document = policymark::parse("(我们)会[收集]<邮箱>，不会[收集]<通讯录>。")?;
    /// let statistics = document.statistics();
    /// assert_eq!(statistics.kinds.get(&AnnotationKind::Data), 2);
    /// assert_eq!(statistics.data.get("邮箱"), 1);
    /// // It is not collected.
    /// assert_eq!(statistics.data.get("通讯录"), 0);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub fn statistics(&self) -> Statistics {
        let mut statistics = Statistics {
            documents: 1,
            bytes: self.text().len() as u64,
            statements: self.statements().len() as u64,
            ..Statistics::default()
        };
        let mut uses = vec![Use::default(); self.annotations().len()];
        for statement in self.statements() {
            statistics.count_statement(statement);
            note_uses(statement, &mut uses);
        }
        for (annotation, used) in self.annotations().zip(uses) {
            statistics.count_annotation(annotation);
            statistics.count_words(annotation, used);
        }
        statistics
    }
}

/// What the statements that assert and affirm do with an annotation.
#[derive(Clone, Copy, Default)]
struct Use {
    /// It is data of one of them.
    is_data: bool,
    /// Data goes to it.
    receives: bool,
    /// It is data that one of them collects or shares without a consent.
    is_unconsented: bool,
}

fn note_uses(statement: Statement<'_>, uses: &mut [Use]) {
    if !is_done(statement) {
        return;
    }
    let is_unconsented = collects_or_shares(statement) && !names(statement, &[Ground::Consent]);
    for data in statement.data() {
        let used = &mut uses[data.id().index()];
        used.is_data = true;
        used.is_unconsented |= is_unconsented;
    }
    for recipient in statement.recipients() {
        uses[recipient.id().index()].receives = true;
    }
}

impl Statistics {
    fn count_statement(&mut self, statement: Statement<'_>) {
        self.members.extend(statement.members().map(|member| member.role));
        self.polarities.extend([statement.polarity()]);
        self.modalities.extend(statement.modality());
        self.certainties.extend([statement.certainty()]);
        self.asserted.count(statement.is_asserted());
        if statement.is_asserted() {
            self.without_purpose.count(statement.purposes().next().is_none());
            self.without_ground.count(!names(statement, BASES));
        }
        let is_sensitive = || statement.data().any(Annotation::is_sensitive);
        if is_done(statement) && collects_or_shares(statement) && is_sensitive() {
            self.without_consent.count(!names(statement, &[Ground::Consent]));
        }
    }

    fn count_annotation(&mut self, annotation: Annotation<'_>) {
        self.kinds.extend([annotation.kind()]);
        self.roles.extend(annotation.role());
        self.processing.extend(annotation.processing());
        self.parties.extend(annotation.party());
        self.categories.extend(annotation.category());
        self.grounds.extend(annotation.ground());
    }

    fn count_words(&mut self, annotation: Annotation<'_>, used: Use) {
        if used.receives {
            self.recipients.extend([annotation.text().into_owned()]);
        }
        if used.is_data {
            self.data.extend(texts(annotation.items()));
        }
        if used.is_unconsented {
            let is_sensitive = |item: &Item<'_>| item.class().is_some_and(DataClass::is_sensitive);
            self.unconsented.extend(texts(annotation.items().filter(is_sensitive)));
        }
    }
}

/// What the items of one annotation are called: `<昵称、昵称>` names one thing.
fn texts<'d>(items: impl Iterator<Item = Item<'d>>) -> BTreeSet<String> {
    items.map(|item| item.text().into_owned()).collect()
}

/// The grounds that are a legal basis.
const BASES: &[Ground] = &[Ground::Consent, Ground::Law, Ground::Contract];

/// Whether a condition of the statement has one of these grounds.
fn names(statement: Statement<'_>, grounds: &[Ground]) -> bool {
    let mut named = statement.conditions().filter_map(Annotation::ground);
    named.any(|ground| grounds.contains(&ground))
}

/// Whether the text says that it is done.
fn is_done(statement: Statement<'_>) -> bool {
    statement.is_asserted() && statement.polarity() == Polarity::Affirmed
}

fn collects_or_shares(statement: Statement<'_>) -> bool {
    let mut actions = statement.in_role(MemberRole::Action).filter_map(Annotation::role);
    actions.any(|role| matches!(role, Role::Collect | Role::Share))
}
