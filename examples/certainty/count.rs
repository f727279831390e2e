//! Counts what the gold has as well: members by rule, statements by certainty.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::ops::AddAssign;

use policymark::statement::{Certainty, Rule};
use policymark::{Document, Statement};

use crate::claim::{self, Claim, Mark};
use crate::common::text::count;
use crate::gold::Gold;

/// How many of all are right.
#[derive(Clone, Copy, Default)]
pub(crate) struct Tally {
    pub(crate) right: usize,
    pub(crate) all: usize,
}

impl Tally {
    pub(crate) fn share(self) -> f64 {
        self.right as f64 / self.all.max(1) as f64
    }

    fn add(&mut self, is_right: bool) {
        self.all += 1;
        self.right += usize::from(is_right);
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.all += other.all;
    }
}

/// The counts of all policies.
#[derive(Default)]
pub(crate) struct Totals {
    policies: usize,
    members: BTreeMap<Rule, Tally>,
    /// Pairs of whole and part, and announced items.
    others: BTreeMap<Rule, Tally>,
    /// How many statements are exact.
    statements: BTreeMap<Certainty, Tally>,
}

/// A member that the gold does not have.
pub(crate) struct Wrong<'d> {
    pub(crate) statement: Statement<'d>,
    pub(crate) member: policymark::document::Member<'d>,
}

impl Totals {
    /// Counts one policy, and returns the members that are wrong.
    pub(crate) fn read<'d>(&mut self, document: &'d Document, gold: &Gold) -> Vec<Wrong<'d>> {
        let reading = Reading::new(document, gold);
        self.policies += 1;
        self.count_statements(&reading);
        self.count_parts(&reading);
        self.count_items(&reading);
        self.count_members(&reading)
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.policies == 0
    }

    fn count_members<'d>(&mut self, reading: &Reading<'d, '_>) -> Vec<Wrong<'d>> {
        let mut wrong = Vec::new();
        for (statement, gold) in reading.paired() {
            for member in statement.members().filter(|member| claim::is_counted(member.role)) {
                let mark = reading.mark(member.annotation);
                let is_right = gold.is_some_and(|gold| gold.has(member.role, mark));
                self.members.entry(member.rule).or_default().add(is_right);
                if !is_right {
                    wrong.push(Wrong { statement, member });
                }
            }
        }
        wrong
    }

    /// Counts the pairs of whole and part, each once. A pair is right if any statement of the gold has it.
    fn count_parts(&mut self, reading: &Reading<'_, '_>) {
        let gold: BTreeSet<_> = reading.gold.statements.iter().flat_map(|one| &one.parts).collect();
        let mut seen = BTreeSet::new();
        for pair in reading.document.statements().flat_map(Statement::inclusions) {
            let marks = (reading.mark(pair.whole), reading.mark(pair.part));
            if seen.insert(marks) {
                self.others.entry(pair.rule).or_default().add(gold.contains(&marks));
            }
        }
    }

    fn count_items(&mut self, reading: &Reading<'_, '_>) {
        let lines = reading.document.line_index();
        for (statement, gold) in reading.paired() {
            for item in statement.announces() {
                let line = lines.position(item.span().start()).line;
                let is_right = gold.is_some_and(|gold| gold.items.contains(&line));
                self.others.entry(Rule::Announced).or_default().add(is_right);
            }
        }
    }

    fn count_statements(&mut self, reading: &Reading<'_, '_>) {
        let exact = claim::exact(&reading.gold.statements, &reading.claims);
        for (statement, is_exact) in reading.document.statements().zip(exact) {
            self.statements.entry(statement.certainty()).or_default().add(is_exact);
        }
    }

    /// How many of the members that are tied with this certainty are right.
    fn of(&self, certainty: Certainty) -> Tally {
        let rules = self.members.iter().filter(|(rule, _)| rule.certainty() == certainty);
        sum(rules.map(|(_, tally)| *tally))
    }

    /// How many of the members that are certainly tied are right.
    pub(crate) fn right(&self) -> Tally {
        self.of(Certainty::Certain)
    }

    /// How many of all members are certainly tied.
    pub(crate) fn certain(&self) -> Tally {
        Tally { right: self.right().all, all: sum(self.members.values().copied()).all }
    }

    pub(crate) fn show(&self, output: &mut impl Write) -> io::Result<()> {
        let statements = sum(self.statements.values().copied());
        let policies = if self.policies == 1 { "policy" } else { "policies" };
        let number = count(statements.all, "statement");
        writeln!(output, "{} {policies}, {number}", self.policies)?;
        write_head(output, "members tied by", "right")?;
        write_rules(output, &self.members)?;
        for certainty in SCALE {
            write_row(output, "", &certainty.to_string(), self.of(certainty))?;
        }
        write_row(output, "", "all", sum(self.members.values().copied()))?;
        write_head(output, "parts and items by", "right")?;
        write_rules(output, &self.others)?;
        write_head(output, "statements", "exact")?;
        for certainty in SCALE {
            let tally = self.statements.get(&certainty).copied().unwrap_or_default();
            write_row(output, "", &certainty.to_string(), tally)?;
        }
        write_row(output, "", "all", statements)?;
        let (right, certain) = (100.0 * self.right().share(), 100.0 * self.certain().share());
        writeln!(output)?;
        writeln!(output, "{right:.2} % of the members that are certainly tied are right;")?;
        writeln!(output, "{certain:.2} % of all members are certainly tied")
    }
}

const SCALE: [Certainty; 3] = [Certainty::Certain, Certainty::Likely, Certainty::Doubtful];

fn sum(tallies: impl Iterator<Item = Tally>) -> Tally {
    tallies.fold(Tally::default(), |mut sum, tally| {
        sum += tally;
        sum
    })
}

fn write_head(output: &mut impl Write, what: &str, right: &str) -> io::Result<()> {
    writeln!(output, "\n{what:<36} {:>7} {right:>7} {:>7} {:>9}", "number", "wrong", "share")
}

fn write_rules(output: &mut impl Write, tallies: &BTreeMap<Rule, Tally>) -> io::Result<()> {
    for (rule, tally) in tallies {
        let name = format!("{:<4} {rule:?}", rule.name());
        write_row(output, &name, &rule.certainty().to_string(), *tally)?;
    }
    Ok(())
}

fn write_row(output: &mut impl Write, name: &str, certainty: &str, row: Tally) -> io::Result<()> {
    let (wrong, share) = (row.all - row.right, 100.0 * row.share());
    let share = if row.all > 0 { format!("{share:.2} %") } else { "-".to_owned() };
    let Tally { right, all } = row;
    writeln!(output, "{name:<24} {certainty:<11} {all:>7} {right:>7} {wrong:>7} {share:>9}")
}

/// A policy as the parser reads it, together with its gold.
struct Reading<'d, 'g> {
    document: &'d Document,
    gold: &'g Gold,
    claims: Vec<Claim>,
    pairs: Vec<Option<usize>>,
}

impl<'d, 'g> Reading<'d, 'g> {
    fn new(document: &'d Document, gold: &'g Gold) -> Self {
        let mut reading = Self { document, gold, claims: Vec::new(), pairs: Vec::new() };
        reading.claims = document.statements().map(|one| reading.claim(one)).collect();
        reading.pairs = claim::pair(&gold.statements, &reading.claims);
        reading
    }

    /// The number of an annotation in the gold. One that the gold does not have gets a number counted down
    /// from the maximum.
    fn mark(&self, annotation: policymark::Annotation<'_>) -> Mark {
        let span = annotation.span();
        let known = self.gold.marks.get(&(annotation.kind(), span.start(), span.end()));
        known.copied().unwrap_or(Mark::MAX - annotation.id().index() as Mark)
    }

    fn claim(&self, statement: Statement<'_>) -> Claim {
        let members = statement.members().map(|one| (one.role, self.mark(one.annotation)));
        let is_denied = statement.polarity() == policymark::statement::Polarity::Denied;
        Claim { members: members.collect(), is_denied, ..Claim::default() }
    }

    /// Each statement with its counterpart in the gold.
    fn paired(&self) -> impl Iterator<Item = (Statement<'d>, Option<&Claim>)> {
        let gold = self.pairs.iter().map(|pair| pair.map(|at| &self.gold.statements[at]));
        self.document.statements().zip(gold)
    }
}
