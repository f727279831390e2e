//! Statistics as a short table: counts, shares, and what is named most often.

use std::fmt::{self, Display, Formatter};

use super::style::Style;
use super::words::count;
use crate::stats::{Counts, Share, Statistics};
use crate::text::{padded, shortened};

/// The widest label, with the blanks after it.
const LABEL: usize = "processing  ".len();

/// The widest name of a share, with the blanks after it.
const SHARE: usize = "sensitive data without consent  ".len();

/// How many of the data items and recipients are shown.
const TOP: usize = 10;

/// A count before a word, with the blanks after it.
const COUNT: usize = "12345  ".len();

/// The blanks between two columns.
const GAP: usize = 2;

impl<'n> Style<'n> {
    /// Statistics as a table: how often everything is found, the shares, and side by side the data items, the
    /// recipients and the sensitive data without a consent that are named most often, ten of each.
    ///
    /// ```
    /// use policymark::display::Style;
    ///
    /// let document = policymark::parse("(我们)会[收集]<邮箱>、<面部特征>。")?;
    /// let shown = Style::new().statistics(&document.statistics()).to_string();
    /// assert!(shown.starts_with("1 document, 47 bytes, 4 annotations, 1 statement\n"), "{shown}");
    /// assert!(shown.contains("kind        1 action, 2 data, 1 actor\n"));
    /// assert!(shown.contains("without purpose                 1 of 1, 100.0 %\n"));
    /// assert!(shown.contains("    1  邮箱"));
    /// # Ok::<(), policymark::Error>(())
    /// ```
    pub fn statistics(self, statistics: &Statistics) -> impl Display {
        Table { style: self, statistics }
    }
}

impl Display for Statistics {
    /// The table that [`Style::statistics`] shows, as wide as [`Style::WIDTH`].
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Style::new().statistics(self).fmt(f)
    }
}

struct Table<'n, 's> {
    style: Style<'n>,
    statistics: &'s Statistics,
}

impl Display for Table<'_, '_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let statistics = self.statistics;
        self.summary(f)?;
        writeln!(f)?;
        self.counts(f, "kind", &statistics.kinds)?;
        self.counts(f, "role", &statistics.roles)?;
        self.counts(f, "processing", &statistics.processing)?;
        self.counts(f, "party", &statistics.parties)?;
        self.counts(f, "category", &statistics.categories)?;
        self.counts(f, "ground", &statistics.grounds)?;
        self.counts(f, "members", &statistics.members)?;
        self.counts(f, "polarity", &statistics.polarities)?;
        self.counts(f, "modality", &statistics.modalities)?;
        self.counts(f, "certainty", &statistics.certainties)?;
        writeln!(f)?;
        share(f, "asserted", statistics.asserted)?;
        share(f, "without purpose", statistics.without_purpose)?;
        share(f, "without legal basis", statistics.without_ground)?;
        share(f, "sensitive data without consent", statistics.without_consent)?;
        self.top(f)
    }
}

impl Table<'_, '_> {
    fn summary(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Statistics { documents, bytes, statements, ref kinds, .. } = *self.statistics;
        let numbers = [
            count(documents, "document"),
            count(bytes, "byte"),
            count(kinds.total(), "annotation"),
            count(statements, "statement"),
        ];
        self.labelled(f, "", &numbers)
    }

    /// `kind        1 action, 2 data`. Nothing where nothing was found.
    fn counts<K: Ord + Display>(
        &self,
        f: &mut Formatter<'_>,
        label: &str,
        counts: &Counts<K>,
    ) -> fmt::Result {
        let counts: Vec<_> = counts.iter().map(|(key, count)| format!("{count} {key}")).collect();
        self.labelled(f, &format!("{label:<LABEL$}"), &counts)
    }

    /// Counts after a label, in lines that end between two of them. All is ASCII.
    fn labelled(&self, f: &mut Formatter<'_>, label: &str, counts: &[String]) -> fmt::Result {
        let mut counts = counts.iter().peekable();
        let mut line = label.to_owned();
        while let Some(count) = counts.next() {
            line.push_str(count);
            let Some(next) = counts.peek() else { return writeln!(f, "{line}") };
            line.push(',');
            if line.len() + " ,".len() + next.len() > self.style.cells() {
                writeln!(f, "{line}")?;
                line = " ".repeat(label.len());
            } else {
                line.push(' ');
            }
        }
        Ok(())
    }

    /// What is named most often, in columns. Nothing where nothing is.
    fn top(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Statistics { data, recipients, unconsented, .. } = self.statistics;
        let columns = [("data", data), ("recipients", recipients), ("no consent", unconsented)];
        let columns: Vec<_> = columns.iter().filter(|(_, counts)| !counts.is_empty()).collect();
        if columns.is_empty() {
            return Ok(());
        }
        let cells = (self.style.cells().min(Style::WIDTH) + GAP) / 3 - GAP;
        let row = |words: Vec<String>| {
            let words: Vec<_> = words.iter().map(|word| padded(word, cells)).collect();
            words.join(&" ".repeat(GAP)).trim_end().to_owned()
        };
        let titles = columns.iter().map(|(title, _)| format!("{:COUNT$}{title}", ""));
        writeln!(f, "\n{}", row(titles.collect()))?;
        let columns: Vec<_> = columns.iter().map(|(_, counts)| counts.top(TOP)).collect();
        for number in 0..columns.iter().map(Vec::len).max().unwrap_or_default() {
            let cell = |column: &Vec<(&String, u64)>| match column.get(number) {
                Some((text, count)) => named(text, *count, cells),
                None => String::new(),
            };
            writeln!(f, "{}", row(columns.iter().map(cell).collect()))?;
        }
        Ok(())
    }
}

/// `    3  邮箱`, in so many cells.
fn named(text: &str, count: u64, cells: usize) -> String {
    let count = format!("{count:>5}  ");
    format!("{count}{}", shortened(text, cells.saturating_sub(count.len())))
}

fn share(f: &mut Formatter<'_>, name: &str, share: Share) -> fmt::Result {
    writeln!(f, "{name:<SHARE$}{share}")
}
