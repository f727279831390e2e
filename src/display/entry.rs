//! What the specification says of a rule or a code, for a terminal.

use std::fmt::{self, Display, Formatter};

use unicode_width::UnicodeWidthStr;

use super::style::Style;
use crate::language::{Language, filled, translated};
use crate::specification::{Entry, Part, Table};
use crate::text::{padded, shortened, visible, wrap};

impl<'n> Style<'n> {
    /// What the specification says of a rule or a code: its name and title, the chapter or the help, the cells of
    /// its table after their heads, paragraphs and lists, and examples, indented. Nothing is cut; what is longer
    /// than the width is wrapped. The name of the style is not shown.
    ///
    /// ```
    /// use policymark::display::Style;
    /// use policymark::language::Language;
    /// use policymark::specification::find;
    ///
    /// let style = Style::new().language(Language::Chinese);
    /// assert_eq!(
    ///     style.entry(&find("annotation-empty")?).to_string(),
    ///     "\
    /// annotation-empty  警告：标注里没有内容
    /// 帮助：在括号里写上要标注的词语，或者删去这对括号
    ///
    /// `{}`, `[]` or `<>` contains nothing (B12).
    ///
    ///     (我们)会[收集]<邮箱>和<>。
    ///     1:15 “<>”里没有要标注的内容
    /// "
    /// );
    /// # Ok::<(), policymark::specification::UnknownEntryError>(())
    /// ```
    pub fn entry(self, entry: &Entry) -> impl Display {
        Shown { style: self, entry }
    }

    /// Entries, one a line: the name and the title. Lines are cut to the width.
    ///
    /// ```
    /// use policymark::display::Style;
    /// use policymark::specification::entries;
    ///
    /// let shown = Style::new().entries(&entries()).to_string();
    /// assert!(shown.contains("\nB17                    coordinated\n"));
    /// ```
    pub fn entries<'e>(self, entries: impl IntoIterator<Item = &'e Entry>) -> impl Display {
        let line = |entry: &Entry| {
            let title = entry.title(self.shown_language());
            let line = format!("{}{}", padded(entry.name(), NAME), plain(title));
            shortened(&line, self.cells()) + "\n"
        };
        entries.into_iter().map(line).collect::<String>()
    }
}

/// A cell of a table in which nothing is.
const NONE: &str = "–";

/// The cells of a name in a list: the longest code, and two blanks.
const NAME: usize = "parenthesis-ambiguous  ".len();

impl Display for Entry {
    /// As [`Style::entry`] shows it in English, as wide as [`Style::WIDTH`].
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Style::new().entry(self).fmt(f)
    }
}

struct Shown<'n, 'e> {
    style: Style<'n>,
    entry: &'e Entry,
}

impl Display for Shown<'_, '_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.head(f)?;
        let mut before: Option<&Part> = None;
        for part in self.entry.parts() {
            let is_item = |part: &Part| matches!(part, Part::Item { .. });
            if !(is_item(part) && before.is_some_and(is_item)) {
                writeln!(f)?;
            }
            match part {
                Part::Paragraph { indent, text } => self.wrapped(f, *indent, "", text)?,
                Part::Item { indent, text } => self.wrapped(f, *indent, "- ", text)?,
                Part::Table(table) => self.table(f, table)?,
                Part::Fence { kind, lines } => self.example(f, kind, lines)?,
            }
            before = Some(part);
        }
        Ok(())
    }
}

impl Shown<'_, '_> {
    /// The name, the title, and the chapter or the help.
    fn head(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let language = self.style.shown_language();
        let (entry, colon) = (self.entry, colon(language));
        let name = format!("{}  ", entry.name());
        let Some(code) = entry.code() else {
            self.wrapped(f, 0, &name, &plain(entry.title(language)))?;
            let path = [Some(entry.chapter(language)), entry.section(language)];
            let path: Vec<_> = path.into_iter().flatten().collect();
            return self.wrapped(f, 0, "", &path.join(" › "));
        };
        let severity = code.severity().word_in(language);
        // The English text opens with the title.
        let said = match language {
            Language::English => severity.to_owned(),
            Language::Chinese => format!("{severity}{colon}{}", entry.title(language)),
        };
        self.wrapped(f, 0, &name, &said)?;
        let label = format!("{}{colon}", translated(language, "label", "help"));
        self.wrapped(f, 0, &label, code.help_in(language))
    }

    /// Text after a mark, wrapped under its start.
    fn wrapped(&self, f: &mut Formatter<'_>, indent: usize, mark: &str, text: &str) -> fmt::Result {
        let hang = indent + mark.width();
        let cells = self.style.cells().saturating_sub(hang);
        for (number, line) in folded(&plain(text), " ", cells).iter().enumerate() {
            match number {
                0 => writeln!(f, "{:indent$}{mark}{line}", "")?,
                _ => writeln!(f, "{:hang$}{line}", "")?,
            }
        }
        Ok(())
    }

    /// The cells of each row after their heads; in a table of two columns the second after the first.
    fn table(&self, f: &mut Formatter<'_>, table: &Table) -> fmt::Result {
        let language = self.style.shown_language();
        if let [_, _] = *table.heads {
            let longest = |column: usize| {
                let cells = table.rows.iter().filter_map(|row| row.get(column));
                cells.map(|cell| plain(cell).width()).max().unwrap_or_default()
            };
            let room = self.style.cells().saturating_sub(4);
            let cells = longest(0).min(room - longest(1).min(room / 2));
            return table.rows.iter().try_for_each(|row| match row[..] {
                [first, second] => self.labelled(f, cells, first, second),
                _ => Ok(()),
            });
        }
        let head = |head: &&str| translated(language, "specification", head).to_owned();
        let heads: Vec<_> = table.heads.iter().map(head).collect();
        let cells = heads.iter().map(|head| head.width()).max().unwrap_or_default();
        for (number, row) in table.rows.iter().enumerate() {
            if number > 0 {
                writeln!(f)?;
            }
            // The first two are the name and the title.
            let cells_of_row = heads.iter().zip(row).skip(2).filter(|(_, cell)| **cell != NONE);
            for (label, cell) in cells_of_row {
                self.labelled(f, cells, label, cell)?;
            }
        }
        Ok(())
    }

    fn labelled(
        &self,
        f: &mut Formatter<'_>,
        cells: usize,
        label: &str,
        text: &str,
    ) -> fmt::Result {
        let (indent, gap) = (2, 2);
        let labels = folded(&plain(label), " ", cells);
        let text =
            folded(&plain(text), " ", self.style.cells().saturating_sub(indent + cells + gap));
        for number in 0..labels.len().max(text.len()) {
            let part = |of: &[String]| of.get(number).cloned().unwrap_or_default();
            let label = padded(&part(&labels), cells + gap);
            let line = format!("{:indent$}{label}{}", "", part(&text));
            writeln!(f, "{}", line.trim_end())?;
        }
        Ok(())
    }

    /// The lines of an example; the messages of diagnostics in the language.
    fn example(&self, f: &mut Formatter<'_>, kind: &str, lines: &[&str]) -> fmt::Result {
        let (indent, hang) = (4, 2);
        let cells = self.style.cells().saturating_sub(indent + hang);
        let language = self.style.shown_language();
        // A statement is cut between its members, a production between its alternatives.
        let end = match kind {
            "statements" => "; ",
            "ebnf" => " | ",
            _ => " ",
        };
        for line in lines {
            let line = match (kind, line.split_once(' ')) {
                ("diagnostics", Some((place, message))) => {
                    format!("{place} {}", filled(language, self.entry.name(), message))
                }
                _ => visible(line).into_owned(),
            };
            for (number, line) in folded(&line, end, cells).iter().enumerate() {
                let indent = if number == 0 { indent } else { indent + hang };
                writeln!(f, "{:indent$}{line}", "")?;
            }
        }
        Ok(())
    }
}

/// A text in lines of at most so many cells, which end where `end` is, which ends in a blank. Only what
/// is wider than a line without that, which in Chinese can be a sentence, is cut where [`wrap`] cuts it.
fn folded(text: &str, end: &str, cells: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_inclusive(end) {
        if line.width() + word.trim_end().width() > cells && !line.is_empty() {
            // A long word starts on the line before, if it has some room.
            let is_long = word.width() > cells && line.width() + 4 < cells;
            if !is_long {
                lines.push(std::mem::take(&mut line));
            }
        }
        line.push_str(word);
        if line.trim_end().width() > cells {
            lines.extend(wrap(&line, cells).map(str::to_owned));
            line = lines.pop().unwrap_or_default();
            if word.ends_with(' ') {
                line.push(' ');
            }
        }
    }
    lines.push(line);
    lines.iter_mut().for_each(|line| line.truncate(line.trim_end().len()));
    lines
}

const fn colon(language: Language) -> &'static str {
    match language {
        Language::English => ": ",
        Language::Chinese => "：",
    }
}

/// A text without the stars of emphasis. What is in backticks stays as it is, and so do they: they tell the
/// brackets that are spoken of from others.
fn plain(text: &str) -> String {
    let parts = text.split('`').enumerate();
    let parts = parts.map(|(at, part)| match at % 2 {
        0 => part.replace('*', ""),
        _ => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join("`")
}
