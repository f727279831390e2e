//! Collects what the specification says of each rule and code.
//!
//! It says so in four places: a row of a table whose first column is *rule*; a paragraph or an item that opens
//! with numbers in bold (`**S13** *front*.`, `**B16 to B19.**`), with what follows; the section of a code; and
//! the rows of the table of limits that name a rule or a code.

use super::entry::Entry;
use super::markdown::{Block, Part, Table, blocks, quoted};
use crate::text::{Code, Severity};

pub(super) fn entries(text: &'static str) -> Vec<Entry> {
    let mut reader = Reader::default();
    for block in blocks(text) {
        match block {
            Block::Heading(level, title) => reader.heading(level, title),
            Block::Part(part) => reader.part(part),
        }
    }
    let order = |entry: &Entry| (entry.kind(), number(&entry.name), entry.code());
    reader.entries.sort_by_key(order);
    reader.entries
}

#[derive(Default)]
struct Reader {
    entries: Vec<Entry>,
    chapter: &'static str,
    section: Option<&'static str>,
    /// Whose text it is.
    owners: Vec<String>,
    /// How far that text is indented.
    base: usize,
    /// The lines of each production of the grammar.
    productions: Vec<Vec<&'static str>>,
}

impl Reader {
    fn heading(&mut self, level: usize, title: &'static str) {
        self.owners.clear();
        self.base = 0;
        if level < 3 {
            (self.chapter, self.section) = (title, None);
        } else if title.parse::<Code>().is_ok() {
            (self.section, self.owners) = (None, vec![title.to_owned()]);
        } else {
            self.section = Some(title);
        }
    }

    fn part(&mut self, part: Part) {
        match part {
            Part::Table(table) if table.heads.first() == Some(&"rule") => self.rules(&table),
            Part::Table(table) if table.heads == ["what", "rules", "limit"] => self.limits(&table),
            Part::Paragraph { indent, text } => {
                let text = without_anchors(&text);
                if !self.opens(&text, 0) {
                    self.goes_on(indent);
                    let indent = indent.saturating_sub(self.base);
                    let text = self.without_severity(text);
                    self.add(&Part::Paragraph { indent, text });
                }
            }
            Part::Item { indent, text } => {
                let text = without_anchors(&text);
                if !self.opens(&text, "- ".len()) {
                    let indent = indent.saturating_sub(self.base);
                    self.add(&Part::Item { indent, text });
                }
            }
            Part::Fence { kind: "ebnf", lines } if self.chapter == "Productions" => {
                let starts = |_: &&str, next: &&str| next.starts_with(' ');
                self.productions.extend(lines.chunk_by(starts).map(<[_]>::to_vec));
            }
            part => self.add(&part),
        }
    }

    /// Each row of a table of rules is the text of its rule, with the productions that it names.
    fn rules(&mut self, table: &Table) {
        self.owners.clear();
        for row in &table.rows {
            let [rule, name, what, ..] = row[..] else { continue };
            let named: Vec<_> = quoted(what).filter_map(|name| self.production(name)).collect();
            let entry = self.entry(rule);
            name.trim_matches('`').clone_into(&mut entry.title);
            // What is said of the rule before the table comes after its row.
            let notes = std::mem::take(&mut entry.parts);
            let (rows, notes) = notes.into_iter().partition(|part| matches!(part, Part::Table(_)));
            entry.parts = rows;
            add_row(entry, &table.heads, row.clone());
            entry.parts.extend(named);
            entry.parts.extend::<Vec<_>>(notes);
        }
    }

    fn production(&self, name: &str) -> Option<Part> {
        let is_of = |line: &str| line.split_once(" = ").is_some_and(|(of, _)| of.trim() == name);
        let lines = self.productions.iter().find(|lines| lines.first().is_some_and(|l| is_of(l)));
        lines.map(|lines| Part::Fence { kind: "ebnf", lines: lines.clone() })
    }

    /// Each row of the table of limits is text of the rules and codes that it names, unless it names those of a
    /// whole chapter.
    fn limits(&mut self, table: &Table) {
        const MOST: usize = 12;
        for row in &table.rows {
            let [what, rules, limit] = row[..] else { continue };
            let rules = names(&without_anchors(rules));
            if rules.len() > MOST {
                continue;
            }
            for entry in self.entries.iter_mut().filter(|entry| rules.contains(&entry.name)) {
                add_row(entry, &["what", "limit"], vec![what, limit]);
            }
        }
    }

    /// Whether a text opens with something in bold. If that is the numbers of rules, what follows is theirs,
    /// with an indent of `base`; if not, it belongs to no rule.
    fn opens(&mut self, text: &str, base: usize) -> bool {
        let opening = text.strip_prefix("**").and_then(|rest| rest.split_once("**"));
        let Some((label, rest)) = opening else { return false };
        (self.owners, self.base) = (names(label), base);
        let rest = rest.trim_start();
        let named = rest.strip_prefix('*').and_then(|rest| rest.split_once("*. "));
        let text = match named {
            Some((title, text)) => {
                for owner in self.owners.clone() {
                    title.clone_into(&mut self.entry(&owner).title);
                }
                text
            }
            None => rest,
        };
        self.add(&Part::Paragraph { indent: 0, text: text.to_owned() });
        true
    }

    /// A paragraph without numbers goes on with a rule on statements and with a code. In the other chapters, it is
    /// about all rules of the section, unless it is a part of an item.
    fn goes_on(&mut self, indent: usize) {
        let is_code = self.owners.first().is_some_and(|owner| owner.parse::<Code>().is_ok());
        if indent == 0 && !is_code && self.chapter != "Statements" {
            self.owners.clear();
        }
    }

    /// The first paragraph on a code without its severity; its first words are the title.
    fn without_severity(&mut self, text: String) -> String {
        let severity = text
            .split_once(". ")
            .filter(|(severity, _)| severity.to_ascii_lowercase().parse::<Severity>().is_ok());
        let (Some((_, text)), [owner]) = (severity, &*self.owners.clone()) else { return text };
        first_words(text).clone_into(&mut self.entry(owner).title);
        text.to_owned()
    }

    fn add(&mut self, part: &Part) {
        for owner in self.owners.clone() {
            self.entry(&owner).parts.push(part.clone());
        }
    }

    fn entry(&mut self, name: &str) -> &mut Entry {
        let known = self.entries.iter().position(|entry| entry.name == name);
        let at = known.unwrap_or_else(|| {
            self.entries.push(Entry {
                name: name.to_owned(),
                title: String::new(),
                chapter: self.chapter,
                section: self.section,
                parts: Vec::new(),
            });
            self.entries.len() - 1
        });
        &mut self.entries[at]
    }
}

/// Adds a row to the last table of an entry, or to a new one.
fn add_row(entry: &mut Entry, heads: &[&'static str], row: Vec<&'static str>) {
    match entry.parts.last_mut() {
        Some(Part::Table(table)) if table.heads == heads => table.rows.push(row),
        _ => entry.parts.push(Part::Table(Table { heads: heads.to_vec(), rows: vec![row] })),
    }
}

/// What is said before the first sentence ends or explains itself: `An annotation contains nothing (B12).` without
/// the rule.
fn first_words(text: &str) -> &str {
    let ends = [". ", ": ", "; ", " ("].into_iter().filter_map(|end| text.find(end));
    text[..ends.min().unwrap_or(text.len())].trim_end_matches(['.', ':'])
}

/// The number of a rule: 17 of `B17`.
fn number(name: &str) -> Option<u32> {
    name.get(1..)?.parse().ok()
}

/// The rules and codes in a list: `B15`, `B16, B22`, `B16 to B19`. None if anything else is in it.
fn names(list: &str) -> Vec<String> {
    let ranges: Option<Vec<_>> = list.trim_end_matches('.').split(", ").map(range).collect();
    ranges.unwrap_or_default().concat()
}

fn range(part: &str) -> Option<Vec<String>> {
    if part.parse::<Code>().is_ok() {
        return Some(vec![part.to_owned()]);
    }
    let (first, last) = part.split_once(" to ").unwrap_or((part, part));
    let letter = first.get(..1).filter(|letter| "BROS".contains(letter))?;
    let numbers = number(first)?..=number(last)?;
    Some(numbers.map(|number| format!("{letter}{number}")).collect())
}

/// The text with only the words of links to headings: they lead nowhere outside the specification.
fn without_anchors(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("](#") {
        let (start, words) = before.rsplit_once("[").unwrap_or(("", before));
        kept.extend([start, words]);
        rest = after.split_once(")").map_or("", |(_, rest)| rest);
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_from_lists() {
        assert_eq!(names("B16 to B18, B22."), ["B16", "B17", "B18", "B22"]);
        assert_eq!(names("annotation-cue, S1"), ["annotation-cue", "S1"]);
        for other in ["Polarity.", "", "B", "X1", "label", "S1 and more"] {
            assert!(names(other).is_empty(), "{other}");
        }
    }

    #[test]
    fn anchors_lose_their_links() {
        let text = "see [Roles](#roles), [a](b.md) and [B](#b).";
        assert_eq!(without_anchors(text), "see Roles, [a](b.md) and B.");
        assert_eq!(without_anchors("[Roles](#roles"), "Roles");
    }

    #[test]
    fn titles_of_codes_are_short() {
        assert_eq!(first_words("It is so (B1). And so."), "It is so");
        assert_eq!(first_words("It is so: and so."), "It is so");
        assert_eq!(first_words("It is so."), "It is so");
    }
}
