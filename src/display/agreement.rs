//! The agreement of two annotators: a table of figures, and what they differ in, one thing a line.

use std::fmt::{self, Display, Formatter};

use unicode_segmentation::UnicodeSegmentation;

use super::changes::{LastStatement, place};
use super::style::Style;
use super::words::{WORDS_CELLS, count};
use crate::agreement::{Agreement, Disagreement, DisagreementKind, Figures, Matches};
use crate::compare::{Change, ChangeKind, Place};
use crate::document::{Annotation, Document, Statement};
use crate::statement::{MemberRole, Modality};
use crate::text::{AnnotationKind, LineIndex, shortened};

/// The cells of both places.
const PLACES: usize = 14;

/// How many graphemes are shown before the first one that differs.
const CONTEXT: usize = 3;

impl<'n> Style<'n> {
    /// How far two annotators agree: a table by kind of annotation, and below it the annotations and then the
    /// statements that they do not have alike, one a line with its place in both sources. In the table `first` and
    /// `second` are how many annotations each has, `exact` and `overlap` how many of them match and their F1;
    /// kappa and alpha are by grapheme. Lines are cut to the width; the name is not shown.
    ///
    /// ```
    /// use policymark::display::Style;
    ///
    /// let first = policymark::parse("您好。\n(我们)会[收集]您的<邮箱>，用于{发送账单}。\n")?;
    /// let second = policymark::parse("您好。\n(我们)会[收集]<您的邮箱>，用于发送账单。\n")?;
    /// assert_eq!(
    ///     Style::new().agreement(&first.agreement(&second)?).to_string(),
    ///     "\
    /// 20 graphemes
    ///
    ///                            exact          overlap        by grapheme
    ///             first  second   both     F1    both     F1    kappa   alpha
    /// purpose         1       0      0  0.000       0  0.000    0.000  -0.083
    /// action          1       1      1  1.000       1  1.000    1.000   1.000
    /// data            1       1      0  0.000       1  1.000    0.615   0.618
    /// actor           1       1      1  1.000       1  1.000    1.000   1.000
    /// all             4       3      2  0.571       3  0.857    0.545   0.547
    /// statements      1       1      0  0.000
    ///
    /// first  second 2 disagreements about annotations
    /// 2:12   2:10   other extent: data 邮箱 ≠ 您的邮箱
    /// 2:19   2:19   only first: purpose 发送账单
    ///
    /// first  second 1 disagreement about statements
    /// 2:19   2:19   purpose only first: 发送账单 | 我们 收集 邮箱 for 发送账单
    /// "
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn agreement(self, agreement: &Agreement<'_>) -> impl Display {
        Shown { style: self, agreement }
    }
}

impl Display for Agreement<'_> {
    /// What [`Style::agreement`] shows, as wide as [`Style::WIDTH`].
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Style::new().agreement(self).fmt(f)
    }
}

impl Display for Figures {
    /// The table of [`Style::agreement`], in less than 80 columns.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}", count(self.graphemes(), "grapheme"))?;
        if self.texts != 1 {
            write!(f, " in {}", count(self.texts, "text"))?;
        }
        writeln!(f, "\n")?;
        writeln!(f, "{:27}exact          overlap        by grapheme", "")?;
        writeln!(
            f,
            "{:<11}{:>6}{:>8}{:>7}{:>7}{:>8}{:>7}{:>9}{:>8}",
            "", "first", "second", "both", "F1", "both", "F1", "kappa", "alpha"
        )?;
        for kind in AnnotationKind::ALL {
            self.row(f, kind.name(), Some(*kind))?;
        }
        self.row(f, "all", None)?;
        let Matches { matched, .. } = self.statements;
        let (first, second) = (self.statements.first(), self.statements.second());
        let f1 = ratio(self.statements.f1());
        writeln!(f, "{:<11}{first:>6}{second:>8}{matched:>7}{f1:>7}", "statements")
    }
}

impl Figures {
    fn row(&self, f: &mut Formatter<'_>, name: &str, kind: Option<AnnotationKind>) -> fmt::Result {
        let (exact, overlapping) = (self.exact(kind), self.overlapping(kind));
        writeln!(
            f,
            "{name:<11}{:>6}{:>8}{:>7}{:>7}{:>8}{:>7}{:>9}{:>8}",
            exact.first(),
            exact.second(),
            exact.matched,
            ratio(exact.f1()),
            overlapping.matched,
            ratio(overlapping.f1()),
            ratio(self.kappa(kind)),
            ratio(self.alpha(kind)),
        )
    }
}

/// `0.857`, or a dash for what is not defined. What is less than 1 is not shown as 1.
fn ratio(value: Option<f64>) -> String {
    match value {
        None => "-".to_owned(),
        Some(value) if value < 1.0 => format!("{:.3}", value.min(0.999)),
        Some(value) => format!("{value:.3}"),
    }
}

struct Shown<'n, 'a, 'd> {
    style: Style<'n>,
    agreement: &'a Agreement<'d>,
}

impl Display for Shown<'_, '_, '_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let agreement = self.agreement;
        self.agreement.figures().fmt(f)?;
        let lines = [agreement.first(), agreement.second()].map(Document::line_index);
        self.heading(f, agreement.disagreements().len(), "annotations")?;
        for disagreement in agreement.disagreements() {
            let (first, second) = disagreement.spans();
            let starts = [Some(first.start()), Some(second.start())];
            self.line(f, starts, &lines, &self.annotations(disagreement))?;
        }
        self.heading(f, agreement.statements().len(), "statements")?;
        let mut last = LastStatement::default();
        for change in agreement.statements() {
            let starts = change.starts.into();
            self.line(f, starts, &lines, &self.statements(change, &mut last))?;
        }
        Ok(())
    }
}

impl Shown<'_, '_, '_> {
    /// Names the columns of places. Nothing where there is no disagreement.
    fn heading(&self, f: &mut Formatter<'_>, number: usize, what: &str) -> fmt::Result {
        if number == 0 {
            return Ok(());
        }
        writeln!(f, "\nfirst  second {} about {what}", count(number as u64, "disagreement"))
    }

    fn line(
        &self,
        f: &mut Formatter<'_>,
        [first, second]: [Option<u32>; 2],
        lines: &[LineIndex<'_>; 2],
        words: &str,
    ) -> fmt::Result {
        let places = format!("{:<7}{:<7}", place(first, &lines[0]), place(second, &lines[1]));
        writeln!(f, "{}", shortened(&format!("{places}{words}"), self.style.cells()))
    }

    /// `other kind: actor ≠ data 支付公司`
    fn annotations(&self, disagreement: Disagreement<'_>) -> String {
        let sides = [disagreement.first, disagreement.second];
        let [first, second] = sides.map(|side| side.map(Annotation::text).unwrap_or_default());
        let [one, other] = sides.map(|side| side.map_or("", |mark| mark.kind().name()));
        let cells = WORDS_CELLS.min(self.style.cells());
        let ordinary = |other: &str| {
            let is_ordinary = disagreement.is_ordinary_in_other;
            if is_ordinary { format!(" (ordinary brackets in the {other})") } else { String::new() }
        };
        match disagreement.kind {
            DisagreementKind::OnlyFirst => {
                format!("only first: {one} {}{}", shortened(&first, cells), ordinary("second"))
            }
            DisagreementKind::OnlySecond => {
                format!("only second: {other} {}{}", shortened(&second, cells), ordinary("first"))
            }
            DisagreementKind::Kind => {
                format!("other kind: {one} ≠ {other} {}", shortened(&first, cells))
            }
            DisagreementKind::Extent => {
                let label = format!("other extent: {one} ");
                let room = cells.saturating_sub(PLACES + label.len());
                format!("{label}{}", unequal(&first, &second, room))
            }
        }
    }

    /// `purpose only first: 发送账单 | 我们 收集 邮箱 for 发送账单`
    fn statements<'d>(&self, change: Change<'d>, last: &mut LastStatement<'d>) -> String {
        let cells = WORDS_CELLS.min(self.style.cells());
        let text =
            |place: Option<Place<'_>>| place.map_or(String::new(), |p| shortened(&p.text(), cells));
        let (first, second) = change.statements();
        let statement = if change.new.is_none() { first } else { second };
        let statement = statement.map_or("", |statement| last.words(statement));
        let role = change.role.map_or("statement", MemberRole::name);
        match change.kind {
            ChangeKind::StatementRemoved => format!("statement only first: {statement}"),
            ChangeKind::StatementAdded => format!("statement only second: {statement}"),
            ChangeKind::MemberRemoved => {
                format!("{role} only first: {} | {statement}", text(change.old))
            }
            ChangeKind::MemberAdded => {
                format!("{role} only second: {} | {statement}", text(change.new))
            }
            ChangeKind::MemberChanged => {
                let (old, new) = (text(change.old), text(change.new));
                format!("other {role}: {} | {statement}", unequal(&old, &new, cells / 2))
            }
            _ => format!("{} | {statement}", property(change)),
        }
    }
}

/// What differs in two statements, and is no member: `other polarity: denied ≠ affirmed`.
fn property(change: Change<'_>) -> String {
    let (first, second) = change.statements();
    let differs = |name: &str, of: fn(Statement<'_>) -> &'static str| {
        format!("other {name}: {} ≠ {}", first.map_or("", of), second.map_or("", of))
    };
    match change.kind {
        ChangeKind::Affirmed | ChangeKind::Denied => differs("polarity", |s| s.polarity().name()),
        ChangeKind::ModalityChanged => {
            differs("modality", |s| s.modality().map_or("none", Modality::name))
        }
        ChangeKind::ConsentExempted | ChangeKind::ConsentRestored => {
            differs("consent", |s| if s.is_consent_exempt() { "not needed" } else { "needed" })
        }
        ChangeKind::Asserted | ChangeKind::Supposed => {
            differs("claim", |s| if s.is_asserted() { "asserted" } else { "supposed" })
        }
        kind => kind.name().to_owned(),
    }
}

/// Two texts that differ. If both do not fit, they are shown from shortly before the first difference on.
fn unequal(first: &str, second: &str, cells: usize) -> String {
    let whole = format!("{first} ≠ {second}");
    if shortened(&whole, cells) == whole {
        return whole;
    }
    let pairs = first.grapheme_indices(true).zip(second.graphemes(true));
    let same: Vec<_> = pairs.take_while(|((_, a), b)| a == b).map(|((at, _), _)| at).collect();
    let start = same.len().checked_sub(CONTEXT).map_or(0, |number| same[number]);
    let more = if start > 0 { "…" } else { "" };
    let half = (cells / 2).saturating_sub(CONTEXT);
    let part = |text: &str| format!("{more}{}", shortened(&text[start..], half));
    format!("{} ≠ {}", part(first), part(second))
}
