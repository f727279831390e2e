//! Checks the statements of an untrusted document against its annotations.

use serde::Deserialize;

use super::fault::{Fault, Invalid, check_id};
use super::rule::{makes_parts, ties};
use super::span::RawSpan;
use crate::annotation::{AnnotationData, AnnotationId, Role};
use crate::lexicon::Party;
use crate::outline::{Outline, SectionData, SectionId, SentenceData, SentenceId};
use crate::statement::{
    Certainty, InclusionData, MemberData, MemberRole, Modality, Polarity, Rule, StatementData,
    StatementId, Statements, UnmarkedData,
};
use crate::text::Span;
use crate::tree::Tree;

#[derive(Deserialize)]
#[serde(rename = "Statement", expecting = "a statement")]
pub(super) struct RawStatement {
    id: u32,
    sentence: u32,
    section: Option<u32>,
    polarity: Polarity,
    consent_exempt: bool,
    asserted: bool,
    modality: Option<Modality>,
    certainty: Certainty,
    actors: Vec<u32>,
    recipients: Vec<u32>,
    sources: Vec<u32>,
    subjects: Vec<u32>,
    /// Missing if empty.
    #[serde(default)]
    places: Vec<u32>,
    actions: Vec<u32>,
    data: Vec<u32>,
    /// Missing if empty.
    #[serde(default)]
    excluded: Vec<u32>,
    purposes: Vec<u32>,
    conditions: Vec<u32>,
    exceptions: Vec<u32>,
    without: Vec<u32>,
    includes: Vec<[u32; 2]>,
    /// Missing if empty.
    #[serde(default)]
    announces: Vec<u32>,
    #[serde(default)]
    unmarked: Vec<RawUnmarked>,
    rules: RawRules,
}

#[derive(Deserialize)]
#[serde(rename = "Unmarked", expecting = "words without a mark")]
struct RawUnmarked {
    role: MemberRole,
    party: Option<Party>,
    span: RawSpan,
}

/// The rule of each member of the lists of the same name.
#[derive(Default, Deserialize)]
#[serde(default, rename = "Rules", expecting = "the rules of a statement")]
struct RawRules {
    actors: Vec<Rule>,
    recipients: Vec<Rule>,
    sources: Vec<Rule>,
    subjects: Vec<Rule>,
    places: Vec<Rule>,
    actions: Vec<Rule>,
    data: Vec<Rule>,
    excluded: Vec<Rule>,
    purposes: Vec<Rule>,
    conditions: Vec<Rule>,
    exceptions: Vec<Rule>,
    without: Vec<Rule>,
    includes: Vec<Rule>,
}

/// One list of members.
struct RawMembers<'a> {
    role: MemberRole,
    ids: &'a [u32],
    rules: &'a [Rule],
}

impl RawStatement {
    /// The lists in the order in which a statement keeps its members.
    fn members(&self) -> [RawMembers<'_>; 12] {
        use MemberRole as R;
        let list = |role, ids, rules| RawMembers { role, ids, rules };
        let r = &self.rules;
        [
            list(R::Actor, &self.actors, &r.actors),
            list(R::Recipient, &self.recipients, &r.recipients),
            list(R::Source, &self.sources, &r.sources),
            list(R::Subject, &self.subjects, &r.subjects),
            list(R::Place, &self.places, &r.places),
            list(R::Action, &self.actions, &r.actions),
            list(R::Data, &self.data, &r.data),
            list(R::Excluded, &self.excluded, &r.excluded),
            list(R::Purpose, &self.purposes, &r.purposes),
            list(R::Condition, &self.conditions, &r.conditions),
            list(R::Exception, &self.exceptions, &r.exceptions),
            list(R::Absence, &self.without, &r.without),
        ]
    }
}

/// Checks the statements and collects them in flat lists.
pub(super) fn statements(
    raw: &[RawStatement],
    text: &str,
    tree: &Tree,
    annotations: &[AnnotationData],
    outline: &Outline,
) -> Result<Statements, Invalid> {
    let (sections, sentences) = (&outline.sections[..], &outline.sentences[..]);
    let is_announced = vec![false; sections.len()];
    let statements = Statements::default();
    let spans = annotations.iter().map(|annotation| tree.get(annotation.node).span);
    let reaches = spans.scan(0, |reach, span| {
        *reach = span.end().max(*reach);
        Some((span.start(), *reach))
    });
    let reaches = reaches.collect();
    let mut reader =
        Reader { text, annotations, sections, sentences, reaches, is_announced, statements };
    for (index, raw) in raw.iter().enumerate() {
        reader
            .statement(raw, index)
            .map_err(|(key, fault)| fault.at(format_args!("statements[{index}].{key}")))?;
    }
    Ok(reader.statements)
}

/// A fault and its key within the statement.
type Faulty = (String, Fault);

struct Reader<'a> {
    text: &'a str,
    annotations: &'a [AnnotationData],
    sections: &'a [SectionData],
    sentences: &'a [SentenceData],
    /// For each annotation its start, and the greatest end of it and those before it.
    reaches: Vec<(u32, u32)>,
    /// For each section, whether a statement announces it.
    is_announced: Vec<bool>,
    statements: Statements,
}

impl Reader<'_> {
    fn statement(&mut self, raw: &RawStatement, index: usize) -> Result<(), Faulty> {
        check_id(raw.id, index).map_err(|fault| ("id".to_owned(), fault))?;
        let sentence = self.sentence(raw)?;
        if let Some(before) = self.statements.list.last().filter(|s| s.sentence > sentence) {
            let fault = Fault::Order { previous: before.sentence.0, found: sentence.0 };
            return Err(("sentence".to_owned(), fault));
        }
        let first_member = self.statements.members.len() as u32;
        let first_inclusion = self.statements.inclusions.len() as u32;
        let lists = raw.members();
        for list in &lists {
            self.members(list)?;
        }
        check_disjoint(&lists)?;
        let members = self.statements.members.get(first_member as usize..).unwrap_or_default();
        check_whole(raw, members)?;
        self.inclusions(raw)?;
        self.announced(raw, sentence)?;
        self.unmarked(raw, &lists, sentence)?;
        self.statements.list.push(StatementData {
            members: (first_member, self.statements.members.len() as u32),
            inclusions: (first_inclusion, self.statements.inclusions.len() as u32),
            polarity: raw.polarity,
            consent_exempt: raw.consent_exempt,
            asserted: raw.asserted,
            modality: raw.modality,
            certainty: raw.certainty,
            sentence,
        });
        Ok(())
    }

    /// The sentence of the statement. The section of the statement is redundant and must be that of
    /// the sentence.
    fn sentence(&self, raw: &RawStatement) -> Result<SentenceId, Faulty> {
        let id = raw.sentence;
        match self.sentences.get(id as usize) {
            None => Err(("sentence".to_owned(), Fault::Missing { what: "sentence", id })),
            Some(sentence) if sentence.section != raw.section.map(SectionId) => {
                Err(("section".to_owned(), Fault::SentenceSection { sentence: id }))
            }
            Some(_) => Ok(SentenceId(id)),
        }
    }

    fn members(&mut self, list: &RawMembers<'_>) -> Result<(), Faulty> {
        let key = list.role.key();
        check_rules(key, list.rules, list.ids.len(), |rule| ties(rule, list.role))?;
        let mut previous = None;
        for (index, (&id, &rule)) in list.ids.iter().zip(list.rules).enumerate() {
            let fault = |fault| (format!("{key}[{index}]"), fault);
            let AnnotationData { kind, role, .. } = *self.annotation(id).map_err(fault)?;
            if kind != list.role.kind() {
                return Err(fault(Fault::MemberKind { id, kind }));
            }
            check_role(list.role, id, role).map_err(fault)?;
            if let Some(previous) = previous.replace(id).filter(|&previous| previous >= id) {
                return Err(fault(Fault::Order { previous, found: id }));
            }
            let annotation = AnnotationId(id);
            self.statements.members.push(MemberData { annotation, role: list.role, rule });
        }
        Ok(())
    }

    fn inclusions(&mut self, raw: &RawStatement) -> Result<(), Faulty> {
        check_rules("includes", &raw.rules.includes, raw.includes.len(), makes_parts)?;
        let at = |index: usize| move |fault| (format!("includes[{index}]"), fault);
        // The members of a role are sorted.
        let place = |id| raw.data.binary_search(&id).map_err(|_| Fault::NoMember(id));
        let mut wholes = Wholes::new(raw.data.len());
        for (index, (&[whole, part], &rule)) in
            raw.includes.iter().zip(&raw.rules.includes).enumerate()
        {
            let (outer, inner) =
                (place(whole).map_err(at(index))?, place(part).map_err(at(index))?);
            if !wholes.add(outer, inner, index) {
                return Err(at(index)(Fault::TwoWholes(part)));
            }
            let (whole, part) = (AnnotationId(whole), AnnotationId(part));
            self.statements.inclusions.push(InclusionData { whole, part, rule });
        }
        match wholes.cycle() {
            Some((place, index)) => Err(at(index)(Fault::OwnPart(raw.data[place]))),
            None => Ok(()),
        }
    }

    /// Reads the sections that a statement announces. They are siblings in order, after its
    /// sentence, and at the top level or in a section that contains the sentence.
    fn announced(&mut self, raw: &RawStatement, sentence: SentenceId) -> Result<(), Faulty> {
        let mut previous: Option<u32> = None;
        for (index, &id) in raw.announces.iter().enumerate() {
            let check = match previous.replace(id) {
                Some(previous) => self.is_next(previous, id),
                None => self.is_below(id, sentence),
            };
            let taken =
                self.is_announced.get_mut(id as usize).map(|is| std::mem::replace(is, true));
            let check = check.and(match taken {
                Some(true) => Err(Fault::AnnouncedTwice(id)),
                _ => Ok(()),
            });
            check.map_err(|fault| (format!("announces[{index}]"), fault))?;
        }
        let sections = raw.announces.iter().map(|&id| SectionId(id));
        self.statements.announce(StatementId(raw.id), sections);
        Ok(())
    }

    /// Reads the unmarked words of a statement. They are in its sentence, outside all annotations,
    /// and in roles in which it has no annotation.
    fn unmarked(
        &mut self,
        raw: &RawStatement,
        lists: &[RawMembers<'_>],
        sentence: SentenceId,
    ) -> Result<(), Faulty> {
        for (index, word) in raw.unmarked.iter().enumerate() {
            let at = |key: &str, fault| (format!("unmarked[{index}].{key}"), fault);
            let RawUnmarked { role, party, span } = *word;
            let is_named = raw.unmarked[..index].iter().any(|earlier| earlier.role == role);
            let is_marked = lists.iter().any(|list| list.role == role && !list.ids.is_empty());
            if !MemberRole::UNMARKED.contains(&role) {
                return Err(at("role", Fault::NotUnmarked(role.key())));
            }
            if is_named || is_marked {
                return Err(at("role", Fault::NamedTwice(role.key())));
            }
            let earlier = index.checked_sub(1).map(|earlier| raw.unmarked[earlier].role);
            if let Some(earlier) = earlier.filter(|&earlier| earlier > role) {
                let (previous, found) = (earlier.key(), role.key());
                return Err(at("role", Fault::RoleOrder { previous, found }));
            }
            if party.is_some() && role == MemberRole::Action {
                return Err(at("party", Fault::PartyOfAction));
            }
            let span = span.check(self.text).map_err(|fault| at("span", fault))?;
            let outer = self.sentences[sentence.index()].span;
            if !outer.covers(span) || span.is_empty() {
                return Err(at("span", Fault::Outside { span, outer }));
            }
            if self.is_marked(span) {
                return Err(at("span", Fault::Marked(span)));
            }
            let statement = StatementId(raw.id);
            self.statements.unmarked.push(UnmarkedData { statement, role, party, span });
        }
        Ok(())
    }

    /// Whether an annotation overlaps `span`.
    fn is_marked(&self, span: Span) -> bool {
        let before = self.reaches.partition_point(|&(start, _)| start < span.end());
        before.checked_sub(1).is_some_and(|last| self.reaches[last].1 > span.start())
    }

    fn is_next(&self, previous: u32, id: u32) -> Result<(), Fault> {
        let (one, next) = (self.section(previous)?, self.section(id)?);
        if id <= previous {
            return Err(Fault::Order { previous, found: id });
        }
        if one.parent == next.parent { Ok(()) } else { Err(Fault::NotBeside { previous, id }) }
    }

    fn is_below(&self, id: u32, sentence: SentenceId) -> Result<(), Fault> {
        let (section, above) = (self.section(id)?, &self.sentences[sentence.index()]);
        if section.span.start() < above.span.end() {
            return Err(Fault::NotBelow { id, sentence: sentence.0 });
        }
        let parent_of = |id: &SectionId| self.sections[id.index()].parent;
        let mut holders = std::iter::successors(above.section, parent_of);
        if section.parent.is_none() || holders.any(|holder| Some(holder) == section.parent) {
            Ok(())
        } else {
            Err(Fault::Elsewhere { id, sentence: sentence.0 })
        }
    }

    fn section(&self, id: u32) -> Result<&SectionData, Fault> {
        self.sections.get(id as usize).ok_or(Fault::Missing { what: "section", id })
    }

    fn annotation(&self, id: u32) -> Result<&AnnotationData, Fault> {
        self.annotations.get(id as usize).ok_or(Fault::Missing { what: "annotation", id })
    }
}

/// For each data of a statement, by index: the whole that it is part of, and the number of the pair
/// that says so.
struct Wholes(Vec<Option<(usize, usize)>>);

impl Wholes {
    fn new(data: usize) -> Self {
        Self(vec![None; data])
    }

    /// Adds a pair. Returns whether `part` had no whole before.
    fn add(&mut self, whole: usize, part: usize, pair: usize) -> bool {
        self.0[part].replace((whole, pair)).is_none()
    }

    /// Data that is part of itself, and the number of the pair in which it is the part.
    fn cycle(&self) -> Option<(usize, usize)> {
        // For each data, the start from which it was first reached.
        let mut reached = vec![None; self.0.len()];
        for start in 0..self.0.len() {
            let mut at = start;
            while let Some((whole, pair)) = self.0[at] {
                match reached[at].replace(start) {
                    Some(earlier) if earlier == start => return Some((at, pair)),
                    Some(_) => break,
                    None => at = whole,
                }
            }
        }
        None
    }
}

/// Checks that no annotation is in two lists that exclude each other: purposes, conditions,
/// exceptions and absences; places and any list of parties; data and excluded data. Each list
/// is sorted.
fn check_disjoint(lists: &[RawMembers<'_>]) -> Result<(), Faulty> {
    let excludes = |one: MemberRole, other: MemberRole| {
        one.kind() == other.kind()
            && !matches!(one, MemberRole::Recipient | MemberRole::Source | MemberRole::Subject)
    };
    for (number, list) in lists.iter().enumerate() {
        for earlier in lists[..number].iter().filter(|other| excludes(list.role, other.role)) {
            let shared = |id: &u32| earlier.ids.binary_search(id).is_ok();
            if let Some(index) = list.ids.iter().position(shared) {
                let (id, key) = (list.ids[index], earlier.role.key());
                return Err((format!("{}[{index}]", list.role.key()), Fault::TwoLists { id, key }));
            }
        }
    }
    Ok(())
}

/// Checks that each member of a list has a rule, and one that can tie such a member.
fn check_rules(
    key: &'static str,
    rules: &[Rule],
    members: usize,
    fits: impl Fn(Rule) -> bool,
) -> Result<(), Faulty> {
    if rules.len() != members {
        let fault = Fault::RuleCount { rules: rules.len(), members };
        return Err((format!("rules.{key}"), fault));
    }
    match rules.iter().position(|&rule| !fits(rule)) {
        Some(index) => {
            let fault = Fault::RuleOfOther { rule: rules[index], key };
            Err((format!("rules.{key}[{index}]"), fault))
        }
        None => Ok(()),
    }
}

/// Checks that the role of an annotation by itself allows it to be this member. Its place can turn
/// a purpose into an exception (S25).
fn check_role(member: MemberRole, id: u32, role: Option<Role>) -> Result<(), Fault> {
    match (member, role) {
        (MemberRole::Place, Some(Role::Place)) => Ok(()),
        (MemberRole::Place, _) => Err(Fault::NoPlace(id)),
        (MemberRole::Purpose, Some(role @ Role::Condition))
        | (MemberRole::Condition | MemberRole::Absence, Some(role @ Role::Purpose)) => {
            Err(Fault::MemberOfRole { id, role })
        }
        _ => Ok(()),
    }
}

/// Checks the properties of a whole statement against its members.
fn check_whole(raw: &RawStatement, members: &[MemberData]) -> Result<(), Faulty> {
    let fault = |key: &str, fault| Err((key.to_owned(), fault));
    let Some(certainty) = members.iter().map(|member| member.rule.certainty()).min() else {
        return fault("actions", Fault::NoMembers);
    };
    if members.iter().all(|member| member.role == MemberRole::Excluded) {
        return fault("excluded", Fault::OnlyExcluded);
    }
    if raw.polarity == Polarity::Denied && !raw.without.is_empty() {
        return fault("without", Fault::DeniedAbsence);
    }
    if raw.certainty != certainty {
        return fault("certainty", Fault::Certainty(certainty));
    }
    Ok(())
}
