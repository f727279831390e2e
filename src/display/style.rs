//! [`Style`]: how wide the text forms are, and how much they show.

use std::fmt::{self, Formatter};

use crate::language::Language;
use crate::text::{Position, visible, wrap};

/// How documents are shown as text: how wide, under which name, with how much.
///
/// ```
/// use policymark::display::Style;
///
/// let document = policymark::parse("(我们)会[收集]<手机号码>、<设备型号>、<系统版本>、<电池电量>。")?;
/// let style = Style::new().width(40);
/// assert_eq!(
///     style.statements(document.statements()).to_string(),
///     "\
/// #0  1:1
///   who     我们
///   does    收集
///   data    手机号码、设备型号、系统版本、
///           电池电量
/// "
/// );
/// # Ok::<(), policymark::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Style<'n> {
    name: Option<&'n str>,
    /// `usize::MAX` where there is no limit.
    width: usize,
    explain: bool,
    language: Language,
}

impl Default for Style<'_> {
    fn default() -> Self {
        Self::new()
    }
}

/// A label, with the blanks after it.
const LABEL: usize = "without ".len();

impl<'n> Style<'n> {
    /// The default width in cells: that of a classic terminal.
    pub const WIDTH: usize = 80;

    /// The least width in cells.
    const MIN_WIDTH: usize = 40;

    /// A style for a terminal of [`Style::WIDTH`] cells, without a name and without explanations.
    ///
    /// ```
    /// use policymark::display::Style;
    ///
    /// let document = policymark::parse("(我们)会[收集]<邮箱>。")?;
    /// print!("{}", Style::new().tree(&document));
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub const fn new() -> Self {
        Self { name: None, width: Self::WIDTH, explain: false, language: Language::English }
    }

    /// How many cells a line may take; `None` for any number. Values below 40 are treated as 40. Not cut are the
    /// lines of [`Style::diagnostics`], which programs read, and lines with nothing but a name and a place. Default:
    /// [`Style::WIDTH`].
    ///
    /// ```
    /// use policymark::display::Style;
    ///
    /// let document = policymark::parse(&format!("(我们)会[收集]<{}>。", "昵称".repeat(40)))?;
    /// let lines = |style: Style<'_>| style.statements(document.statements()).to_string().lines().count();
    /// assert_eq!(lines(Style::new().width(100)), 5);
    /// assert_eq!(lines(Style::new().width(None)), 4);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub fn width(mut self, cells: impl Into<Option<usize>>) -> Self {
        self.width = cells.into().map_or(usize::MAX, |cells| cells.max(Self::MIN_WIDTH));
        self
    }

    /// What the text is called, usually its path: it is shown before places. Default: nothing.
    ///
    /// ```
    /// use policymark::display::Style;
    ///
    /// let document = policymark::parse("(我们)会[收集]<邮箱>。")?;
    /// let shown = Style::new().name("policy.txt").lines(document.statements()).to_string();
    /// assert_eq!(shown, "policy.txt:1:1: 我们 收集 邮箱\n");
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub const fn name(mut self, name: &'n str) -> Self {
        self.name = Some(name);
        self
    }

    /// Whether what the parser did is explained: after each member of a statement the rule of
    /// `grammar.md` that tied it, after a condition its ground. Default: no.
    ///
    /// ```
    /// use policymark::display::Style;
    ///
    /// let document = policymark::parse("(我们)会[收集]<邮箱>。")?;
    /// let shown = Style::new().explain(true).statements(document.statements()).to_string();
    /// assert!(shown.contains("data    邮箱 [S9]"));
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub const fn explain(mut self, explain: bool) -> Self {
        self.explain = explain;
        self
    }

    /// The language of [`Style::diagnostics`], [`Style::entry`] and [`Style::entries`]. The labels of the other
    /// forms (`who`, `does`, `data`) are the same in every language. Default: English.
    ///
    /// ```
    /// use policymark::display::Style;
    /// use policymark::language::Language;
    ///
    /// let document = policymark::parse("(我们)会[收集]<<邮箱>>。")?;
    /// let style = Style::new().name("policy.txt").language(Language::Chinese);
    /// assert_eq!(
    ///     style.diagnostics(&document).to_string(),
    ///     "policy.txt:1:11: 警告[annotation-repeated]: “<邮箱>”标注了两遍（另见 1:10）\n"
    /// );
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub const fn language(mut self, language: Language) -> Self {
        self.language = language;
        self
    }

    /// How many cells a line may take.
    pub(super) const fn cells(self) -> usize {
        self.width
    }

    pub(super) const fn explains(self) -> bool {
        self.explain
    }

    pub(super) const fn shown_language(self) -> Language {
        self.language
    }

    /// The name as it is shown.
    pub(super) fn shown_name(self) -> Option<std::borrow::Cow<'n, str>> {
        self.name.map(visible)
    }

    /// `policy.txt:12:5`
    pub(super) fn place(self, position: Position) -> String {
        match self.shown_name() {
            Some(name) => format!("{name}:{position}"),
            None => position.to_string(),
        }
    }

    /// Writes `policy.txt: no statements`.
    pub(super) fn none(self, f: &mut Formatter<'_>, what: &str) -> fmt::Result {
        match self.shown_name() {
            Some(name) => writeln!(f, "{name}: no {what}"),
            None => writeln!(f, "no {what}"),
        }
    }

    /// Writes words after a label, wrapped under their start. Nothing where there are no words.
    pub(super) fn labelled(self, f: &mut Formatter<'_>, label: &str, words: &str) -> fmt::Result {
        self.indented(f, 2, label, words)
    }

    /// Like [`Style::labelled`], but the label starts after so many blanks.
    pub(super) fn indented(
        self,
        f: &mut Formatter<'_>,
        indent: usize,
        mut label: &str,
        words: &str,
    ) -> fmt::Result {
        for line in wrap(words, self.width.saturating_sub(indent + LABEL)) {
            writeln!(f, "{:indent$}{label:<LABEL$}{line}", "")?;
            label = "";
        }
        Ok(())
    }
}
