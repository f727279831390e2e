//! [`Renderer`]: diagnostics for a terminal, with their source lines.
//!
//! A paragraph of a policy is one line, which can be megabytes long. So the renderer cuts out a
//! window by display width, and passes only that to annotate-snippets.

use std::ops::Range;

use annotate_snippets::Renderer as Backend;
use annotate_snippets::renderer::{DEFAULT_LINE_NUM_STYLE, Style};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Snippet};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::document::Document;
use crate::language::{Language, translated};
use crate::text::{Code, Diagnostic, LineIndex, Severity, Span, visible, wrap};

/// Renders diagnostics for a terminal: the line, carets under the place, and help.
///
/// Carets are aligned by **display width**: `手` takes two cells. Of a long line, only the part
/// around the place is shown. Line and column are those of [`Position`](crate::text::Position).
/// Characters that control the terminal, in the text or in its name, are shown as [`visible`] shows
/// them.
///
/// ```
/// use policymark::parse;
/// use policymark::render::Renderer;
///
/// let document = parse("您的<手机号码。")?;
/// let shown = Renderer::new().render(&document, &document.diagnostics()[0], "policy.txt");
/// assert_eq!(
///     shown,
///     "\
/// error[bracket-unclosed]: “<” has no “>” on its line
///  --> policy.txt:1:3
///   |
/// 1 | 您的<手机号码。
///   |     ^
///   |
///   = help: add the closing bracket on the same line, or write a backslash before
///           a bracket that marks nothing"
/// );
/// # Ok::<(), policymark::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Renderer {
    width: usize,
    color: bool,
    language: Language,
}

impl Default for Renderer {
    fn default() -> Self {
        Self::new()
    }
}

impl Renderer {
    /// The default width in cells: that of a standard terminal.
    pub const WIDTH: usize = 80;

    /// A renderer without colours for a terminal of [`Renderer::WIDTH`] cells.
    #[must_use]
    pub const fn new() -> Self {
        Self { width: Self::WIDTH, color: false, language: Language::English }
    }

    /// The greatest width of source lines in cells, including the line number. Less than 40 counts
    /// as 40. Titles are not wrapped. Default: [`Renderer::WIDTH`].
    #[must_use]
    pub const fn width(mut self, cells: usize) -> Self {
        self.width = cells;
        self
    }

    /// Whether to colour the output with ANSI escape sequences. Default: no.
    #[must_use]
    pub const fn color(mut self, color: bool) -> Self {
        self.color = color;
        self
    }

    /// The language of severities, messages and help. Codes and places are the same in every language.
    /// Default: English.
    ///
    /// ```
    /// use policymark::language::Language;
    /// use policymark::render::Renderer;
    ///
    /// let document = policymark::parse("您的<手机号码。")?;
    /// let renderer = Renderer::new().language(Language::Chinese);
    /// assert_eq!(
    ///     renderer.render(&document, &document.diagnostics()[0], "policy.txt"),
    ///     "\
    /// 错误[bracket-unclosed]: 本行没有与“<”配对的“>”
    ///  --> policy.txt:1:3
    ///   |
    /// 1 | 您的<手机号码。
    ///   |     ^
    ///   |
    ///   = 帮助: 在同一行补上右括号；如果这个括号不表示标注，就在它前面加反斜杠"
    /// );
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub const fn language(mut self, language: Language) -> Self {
        self.language = language;
        self
    }

    /// Renders one diagnostic of `document`, without a line feed at the end. `name` is the name of
    /// the text, usually its path.
    ///
    /// Each call reads the text once to count its lines. For several diagnostics, use
    /// [`Renderer::render_all`].
    #[must_use]
    pub fn render(&self, document: &Document, diagnostic: &Diagnostic, name: &str) -> String {
        self.render_at(&document.line_index(), document.text(), diagnostic, name)
    }

    /// Renders the diagnostics of `document` in the order of the text.
    ///
    /// ```
    /// use policymark::parse;
    /// use policymark::render::Renderer;
    ///
    /// let document = parse("<手机号码\n<>")?;
    /// for shown in Renderer::new().color(true).render_all(&document, "policy.txt") {
    ///     eprintln!("{shown}\n");
    /// }
    /// # Ok::<(), policymark::Error>(())
    /// ```
    pub fn render_all<'d>(
        &'d self,
        document: &'d Document,
        name: &'d str,
    ) -> impl ExactSizeIterator<Item = String> {
        self.render_each(document, document.diagnostics(), name)
    }

    /// Renders diagnostics of `document`: only some of them, or with
    /// [other severities](Diagnostic::with_severity).
    ///
    /// ```
    /// use policymark::render::Renderer;
    /// use policymark::text::Severity;
    ///
    /// let document = policymark::parse("[收集]<手机号码\n<>")?;
    /// let found = document.diagnostics().iter();
    /// let errors: Vec<_> = found.filter(|found| found.severity() == Severity::Error).collect();
    /// assert_eq!(Renderer::new().render_each(&document, errors, "policy.txt").count(), 1);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    pub fn render_each<'d, I>(
        &'d self,
        document: &'d Document,
        diagnostics: I,
        name: &'d str,
    ) -> impl ExactSizeIterator<Item = String> + use<'d, I>
    where
        I: IntoIterator<Item = &'d Diagnostic, IntoIter: ExactSizeIterator>,
    {
        let index = document.line_index();
        let diagnostics = diagnostics.into_iter();
        diagnostics.map(move |d| self.render_at(&index, document.text(), d, name))
    }

    fn render_at(
        &self,
        index: &LineIndex<'_>,
        text: &str,
        diagnostic: &Diagnostic,
        name: &str,
    ) -> String {
        let place = index.position(diagnostic.span().start());
        let digits = place.line.to_string().len();
        let level = level(diagnostic.severity(), self.language);
        let message = diagnostic.message_in(self.language);
        let message = visible(&message);
        let title = level.clone().primary_title(message).id(diagnostic.code().name());
        let gutter = digits + " | ".len();
        let label = translated(self.language, "label", "help");
        let used = gutter + "= ".len() + label.width() + ": ".len() - 1;
        let help = wrap(diagnostic.help_in(self.language), self.cells(used));
        let help = help.collect::<Vec<_>>().join("\n");
        let body = Group::with_level(level)
            .elements(self.snippets(index, text, diagnostic, gutter))
            .element(Level::HELP.with_name(label).message(help));

        // The library would count the column from the start of the window, so the line with the
        // place is written here.
        let backend = if self.color { Backend::styled() } else { Backend::plain() };
        let style = if self.color { DEFAULT_LINE_NUM_STYLE } else { Style::new() };
        let backend = backend.term_width(usize::MAX / 2);
        let title = backend.render(&[Group::with_title(title)]);
        let name = visible(name);
        let body = backend.render(&[body]);
        format!("{title}\n{:digits$}{style}-->{style:#} {name}:{place}\n{body}", "")
    }

    /// One snippet with the place and the related one, if both fit on a line; else one for each.
    fn snippets<'t>(
        &self,
        index: &LineIndex<'_>,
        text: &'t str,
        diagnostic: &Diagnostic,
        gutter: usize,
    ) -> Vec<Snippet<'t, Annotation<'t>>> {
        let cells = self.cells(gutter);
        let snippet = |focus: Span, shown: &[Label]| {
            let line = index.position(focus.start()).line as usize;
            Window::new(text, focus, cells).snippet(text, shown).line_start(line)
        };
        let span = diagnostic.span();
        let primary = Label { kind: AnnotationKind::Primary, span, text: "" };
        let Some(related) = diagnostic.related() else { return vec![snippet(span, &[primary])] };
        let label = translated(self.language, "label", related_label(diagnostic.code()));
        let context = Label { kind: AnnotationKind::Context, span: related, text: label };
        let both = span.join(related);
        if Window::new(text, both, cells).covers(both) {
            vec![snippet(both, &[primary, context])]
        } else {
            vec![snippet(span, &[primary]), snippet(related, &[context])]
        }
    }

    fn cells(&self, used: usize) -> usize {
        self.width.max(40).saturating_sub(used)
    }
}

fn level(severity: Severity, language: Language) -> Level<'static> {
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::NOTE,
    };
    level.with_name(severity.word_in(language))
}

/// The label of the related place.
const fn related_label(code: Code) -> &'static str {
    match code {
        Code::BracketCrossing => "the bracket that it would close",
        Code::AnnotationRepeated => "marked here too",
        _ => "related",
    }
}

/// A place to point at.
#[derive(Clone, Copy)]
struct Label {
    kind: AnnotationKind,
    span: Span,
    text: &'static str,
}

/// The part of a line that is shown, in bytes of the text.
struct Window {
    shown: Range<usize>,
    cut_left: bool,
    cut_right: bool,
}

/// Replaces a part of the line that is not shown. It is ASCII, because the width of `…` differs
/// between terminals.
const ELLIPSIS: &str = "...";

/// How many bytes per cell are read. Only a letter with many combining marks has more.
const BYTES_PER_CELL: usize = 8;

impl Window {
    /// As much of the line around `focus` as fits in `cells`, or the start of `focus` if it does
    /// not fit itself. Reads a few bytes per cell, however long the line is.
    fn new(text: &str, focus: Span, cells: usize) -> Self {
        let cells = cells.saturating_sub(2 * ELLIPSIS.len()).max(1);
        let reach = cells * BYTES_PER_CELL;
        let Range { start, end } = focus.range();
        let line_end = line_end(text, start, end + reach);
        let end = end.min(line_end.at);
        let line_start = line_start(text, start, reach);
        let (focus_len, focus_cells) = fit(text[start..end].graphemes(true), cells);
        let end = start + focus_len;

        let left = || text[line_start.at..start].graphemes(true).rev();
        let right = text[end..line_end.at].graphemes(true);
        let spare = cells - focus_cells;
        let (_, left_cells) = fit(left(), spare / 2);
        let (right_len, right_cells) = fit(right, spare - left_cells);
        let (left_len, _) = fit(left(), spare - right_cells);
        let shown = start - left_len..end + right_len;
        Self {
            cut_left: shown.start > line_start.at || !line_start.is_edge,
            cut_right: shown.end < line_end.at || !line_end.is_edge,
            shown,
        }
    }

    fn covers(&self, span: Span) -> bool {
        self.shown.start <= span.range().start && span.range().end <= self.shown.end
    }

    fn snippet<'t>(&self, text: &str, labels: &[Label]) -> Snippet<'t, Annotation<'t>> {
        let [left, right] =
            [self.cut_left, self.cut_right].map(|cut| if cut { ELLIPSIS } else { "" });
        let shown = |end: usize| visible(&text[self.shown.start..end]);
        let source = format!("{left}{}{right}", shown(self.shown.end));
        // The visible form can be longer than the text.
        let within = |at: usize| shown(at.clamp(self.shown.start, self.shown.end)).len();
        let annotations = labels.iter().map(|label| {
            let Range { start, end } = label.span.range();
            let range = left.len() + within(start)..left.len() + within(end);
            let annotation = label.kind.span(range);
            if label.text.is_empty() { annotation } else { annotation.label(label.text) }
        });
        Snippet::source(source).annotations(annotations)
    }
}

/// The end of a search for the edge of a line.
struct Edge {
    at: usize,
    /// Whether it is the edge, and not only the limit of the search.
    is_edge: bool,
}

/// The start of the line of byte `at`, searched over `reach` bytes.
fn line_start(text: &str, at: usize, reach: usize) -> Edge {
    let from = text.floor_char_boundary(at.saturating_sub(reach));
    match text[from..at].rfind('\n') {
        Some(feed) => Edge { at: from + feed + 1, is_edge: true },
        None => Edge { at: from, is_edge: from == 0 },
    }
}

/// The end of the line of byte `at`, without the line end, searched up to byte `to`.
fn line_end(text: &str, at: usize, to: usize) -> Edge {
    let to = text.floor_char_boundary(to);
    let (line, is_edge) = match text[at..to].find('\n') {
        Some(feed) => (&text[at..at + feed], true),
        None => (&text[at..to], to == text.len()),
    };
    Edge { at: at + line.strip_suffix('\r').unwrap_or(line).len(), is_edge }
}

/// The length in bytes of the clusters that fit in `cells`, and their width in cells.
fn fit<'t>(clusters: impl Iterator<Item = &'t str>, cells: usize) -> (usize, usize) {
    let (mut len, mut used) = (0, 0);
    for cluster in clusters {
        let width = visible(cluster).width();
        if used + width > cells {
            break;
        }
        len += cluster.len();
        used += width;
    }
    (len, used)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    /// The lines of the first error.
    fn render(text: &str) -> Vec<String> {
        let document = parse(text).unwrap();
        let error = document.diagnostics().iter().find(|d| d.severity() == Severity::Error);
        let shown = Renderer::new().render(&document, error.unwrap(), "p.txt");
        shown.lines().map(str::to_owned).collect()
    }

    /// The character above each caret or dash of line `marks`, found by display width.
    fn pointed_at(shown: &[String], marks: usize) -> String {
        let under = |mark: char| mark == '^' || mark == '-';
        let cells = shown[marks].char_indices().filter(|&(_, c)| under(c)).map(|(i, _)| i);
        let at = |cell| {
            let (bytes, _) = fit(shown[marks - 1].graphemes(true), cell);
            shown[marks - 1][bytes..].graphemes(true).next().unwrap().to_owned()
        };
        cells.map(at).collect()
    }

    #[test]
    fn carets_are_under_double_width_text() {
        let shown = render("(我们)会[收集<手机]号>。");
        assert_eq!(shown[1], " --> p.txt:1:14");
        assert_eq!(pointed_at(&shown, 4), "<>");
        assert!(shown[6].ends_with("the bracket that it would close"));
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let long = "我们很重视您的隐私，".repeat(400);
        for text in [format!("{long}<手机{long}"), format!("{long}<手机"), format!("<手机{long}")]
        {
            let shown = render(&text);
            assert_eq!(pointed_at(&shown, 4), "<");
            assert!(shown[3].width() <= 80 && shown[3].width() > 70, "{}", shown[3]);
            assert_eq!(shown[3].ends_with("..."), text.ends_with(&long));
            assert_eq!(shown[3].starts_with("1 | ..."), text.starts_with(&long));
        }
    }

    #[test]
    fn a_distant_related_place_gets_its_own_line() {
        let long = "我们很重视您的隐私，".repeat(20);
        let shown = render(&format!("\r\n[收{long}<{long}]>\r\n"));
        assert_eq!(shown[1], " --> p.txt:2:405");
        assert_eq!(pointed_at(&shown, 4), ">");
        assert!(shown[3].ends_with("]>"), "{}", shown[3]);
        assert_eq!(pointed_at(&shown[..9], 8).chars().next(), Some('<'));
    }

    #[test]
    fn unusual_text_is_rendered() {
        for text in ["<>", "\n<", "<\r\n", "\u{feff}<", "<\u{1b}[31m", "<👩‍👩‍👧\u{301}", "\t<\t", "<\0"]
        {
            let document = parse(text).unwrap();
            for shown in Renderer::new().width(0).render_all(&document, "a\u{1b}b") {
                assert!(!shown.contains('\u{1b}'), "{shown}");
            }
        }
    }

    #[test]
    fn control_characters_are_made_visible() {
        let steering = "\u{1b}c\u{9b}\u{202e}\u{7}\r";
        let document = parse(&format!("(我{steering}们)会[收集]<>{steering}<手机")).unwrap();
        let renderer = Renderer::new().width(100);
        let shown: Vec<_> = renderer.render_all(&document, "a\nb\u{9b}c").collect();
        assert_eq!(shown.len(), 2);
        for (shown, marked) in shown.iter().zip(["<>", "<手机"]) {
            let lines: Vec<_> = shown.lines().map(str::to_owned).collect();
            assert!(lines.iter().all(|line| visible(line) == *line), "{shown:?}");
            assert!(lines[1].starts_with(" --> a␊b<U+009B>c:1:"), "{shown}");
            assert!(lines[3].contains("(我␛c<U+009B><U+202E>␇␍们)"), "{shown}");
            let caret = lines[4].find('^').unwrap();
            let (before, _) = fit(lines[3].graphemes(true), caret);
            assert!(lines[3][before..].starts_with(marked), "{shown}");
        }
    }

    #[test]
    fn control_characters_in_messages_are_made_visible() {
        let document = parse("[收集]< \u{1b}\u{9b}手机>").unwrap();
        assert!(document.diagnostics()[0].message().contains('\u{9b}'));
        let shown = Renderer::new().render_all(&document, "p.txt").next().unwrap();
        assert!(
            shown.starts_with(
                "warning[annotation-padded]: blanks at the edge of “< ␛<U+009B>手机>”"
            ),
            "{shown}"
        );
    }

    #[test]
    fn nothing_around_the_text_is_in_english() {
        let text = "[收集<手机]号>，[使用]<<邮箱>>、<设备（型号>）、相机(云杉)。\n<";
        let document = parse(text).unwrap();
        let renderer = Renderer::new().language(Language::Chinese);
        let mut found = String::new();
        for (shown, diagnostic) in renderer.render_all(&document, "").zip(document.diagnostics()) {
            let said = shown.replace(diagnostic.code().name(), "").replace("every_pair_marks", "");
            assert!(!said.contains(|c: char| c.is_ascii_alphabetic()), "{shown}");
            assert!(shown.lines().all(|line| line.width() <= Renderer::WIDTH), "{shown}");
            found.push_str(&shown);
        }
        for label in ["the bracket that it would close", "marked here too", "related"] {
            assert!(found.contains(translated(Language::Chinese, "label", label)), "{label}");
        }
        // Both lines of a long help start in one column, counted in cells.
        let long = found.lines().position(|line| line.contains("帮助: 如果不是标注")).unwrap();
        let lines: Vec<_> = found.lines().collect();
        let indent = |line: &str| line.width() - line.trim_start().width();
        let before = lines[long].split("如果").next().unwrap();
        assert_eq!(indent(lines[long + 1]), before.width(), "{found}");
    }

    #[test]
    fn the_output_is_coloured_on_request() {
        let document = parse("<").unwrap();
        let coloured = Renderer::new().color(true).render_all(&document, "p.txt").next().unwrap();
        assert!(coloured.contains("\u{1b}["));
    }

    #[test]
    fn many_diagnostics_in_one_long_line_take_linear_work() {
        let document = parse(&"<手机，".repeat(100_000)).unwrap();
        assert_eq!(Renderer::new().render_all(&document, "p.txt").count(), 1001);
    }
}
