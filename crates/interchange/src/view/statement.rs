//! [`Statement`]: who does what with which data, by the indices of spans.

use policymark::lexicon::Party;
use policymark::statement::{Certainty, MemberRole, Modality, Polarity, Rule};
use serde::Serialize;

use super::place::{Place, Ruler};

/// A collection statement. Its members are indices of [`View::spans`](super::View::spans).
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Statement {
    /// Its index in [`View::statements`](super::View::statements).
    pub id: usize,
    /// From its first to its last member or unmarked word.
    pub place: Place,
    /// The sentence that makes it.
    pub sentence: Place,
    /// The innermost section that holds it.
    pub section: Option<usize>,
    /// Whether the policy says that it happens or that it does not.
    pub polarity: Polarity,
    /// How binding it is: *may* for `可能会[收集]`.
    pub modality: Option<Modality>,
    /// How sure it is that the text says this.
    pub certainty: Certainty,
    /// False where the text supposes, asks or only names it: `如需[转交]<邮箱>`.
    pub asserted: bool,
    /// Whether the text says that it needs no consent: `无需征得您的同意`.
    pub consent_exempt: bool,
    /// Its members, by role and then in the order of the text.
    pub members: Vec<Member>,
    /// Which data comprises which: `<设备信息>，如<型号>`.
    pub inclusions: Vec<Inclusion>,
    /// What refers to something named before, and what it means: `<上述信息>`.
    pub references: Vec<(usize, Vec<usize>)>,
    /// Words without a mark in roles for which it has no member: 您 in `您需要[提供]<邮箱>`.
    pub unmarked: Vec<Word>,
    /// The sections that spell out what it announces: `以下信息：`.
    pub announces: Vec<usize>,
}

/// A span in a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Member {
    /// What it is in the statement: actor, recipient, data, condition, exception and others.
    pub role: MemberRole,
    /// The index of the span.
    pub span: usize,
    /// The rule of `grammar.md` that tied it.
    pub rule: Rule,
}

/// `<设备信息>，如<型号>`: one data span comprises another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Inclusion {
    /// The index of the whole: `<设备信息>`.
    pub whole: usize,
    /// The index of the part: `<型号>`.
    pub part: usize,
    /// The rule of `grammar.md` that tied them.
    pub rule: Rule,
}

/// A word without a mark that has a role in a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Word {
    /// Actor, action, recipient or source.
    pub role: MemberRole,
    /// The word.
    pub place: Place,
    /// The party that it names, if the text settles which.
    pub party: Option<Party>,
}

/// A statement between two of its members, for formats that have binary relations and nothing else: from its first
/// action to each of the others. [`Statement::relations`] lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Relation {
    /// The index of the span from which it goes: the first action.
    pub from: usize,
    /// The index of the span to which it goes.
    pub to: usize,
    /// What the second one is in the statement.
    pub role: MemberRole,
}

/// What references mean, as long as there is room for it: thousands can mean the same thousands.
pub(super) struct Meant {
    room: usize,
    /// For how many there was too little room.
    pub(super) cut: usize,
}

impl Meant {
    /// Room for what the references of a policy with so many spans mean. In real policies, one means four at most,
    /// and few spans are references.
    pub(super) const fn new(spans: usize) -> Self {
        Self { room: 1024 + 4 * spans, cut: 0 }
    }

    /// The indices of the spans that a reference means.
    fn of(&mut self, reference: policymark::document::Reference<'_>) -> Vec<usize> {
        let meant = reference.annotations();
        self.cut += usize::from(meant.len() > self.room);
        let indices: Vec<_> = meant.take(self.room).map(|found| found.id().index()).collect();
        self.room -= indices.len();
        indices
    }
}

impl Statement {
    pub(super) fn new(
        statement: policymark::Statement<'_>,
        ruler: &Ruler<'_>,
        meant: &mut Meant,
    ) -> Self {
        let member = |member: policymark::document::Member<'_>| Member {
            role: member.role,
            span: member.annotation.id().index(),
            rule: member.rule,
        };
        let inclusion = |inclusion: policymark::document::Inclusion<'_>| Inclusion {
            whole: inclusion.whole.id().index(),
            part: inclusion.part.id().index(),
            rule: inclusion.rule,
        };
        let word = |word: policymark::document::Unmarked<'_>| Word {
            role: word.role(),
            place: ruler.place(word.span()),
            party: word.party(),
        };
        let reference =
            |found: policymark::document::Reference<'_>| (found.mark.id().index(), meant.of(found));
        Self {
            id: statement.id().index(),
            place: ruler.place(statement.span()),
            sentence: ruler.place(statement.sentence().span()),
            section: statement.section().map(|section| section.id().index()),
            polarity: statement.polarity(),
            modality: statement.modality(),
            certainty: statement.certainty(),
            asserted: statement.is_asserted(),
            consent_exempt: statement.is_consent_exempt(),
            members: statement.members().map(member).collect(),
            inclusions: statement.inclusions().map(inclusion).collect(),
            references: statement.references().map(reference).collect(),
            unmarked: statement.unmarked().map(word).collect(),
            announces: statement.announces().map(|section| section.id().index()).collect(),
        }
    }

    /// What it says besides its members as names and values, for formats that have attributes: `polarity` `denied`
    /// for `不会[收集]`. Names and values are ASCII words with hyphens.
    pub fn attributes(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let named = [
            ("polarity", Some(self.polarity.name())),
            ("modality", self.modality.map(|modality| modality.name())),
            ("certainty", Some(self.certainty.name())),
            ("asserted", (!self.asserted).then_some("false")),
            ("consent-exempt", self.consent_exempt.then_some("true")),
        ];
        named.into_iter().filter_map(|(name, value)| Some((name, value?)))
    }

    /// The indices of its members in one role.
    pub fn in_role(&self, role: MemberRole) -> impl Iterator<Item = usize> {
        let members = self.members.iter();
        members.filter(move |member| member.role == role).map(|member| member.span)
    }

    /// The member that stands for the statement in formats without one of their own for it: its first action, or
    /// else its first member.
    #[must_use]
    pub fn anchor(&self) -> Option<usize> {
        let first = self.members.first().map(|member| member.span);
        self.in_role(MemberRole::Action).next().or(first)
    }

    /// The statement as relations from its [anchor](Self::anchor) to each of its other members.
    pub fn relations(&self) -> impl Iterator<Item = Relation> {
        let anchor = self.anchor();
        let others = self.members.iter().filter(move |member| Some(member.span) != anchor);
        others.filter_map(move |&Member { role, span, .. }| {
            Some(Relation { from: anchor?, to: span, role })
        })
    }
}
