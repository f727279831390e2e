//! The tables of translations, and how a text is found in them.
//!
//! A row has a context, the English text and its translation, as in gettext: whoever changes the English text
//! has to look at the translation too.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Display;
use std::sync::LazyLock;

use super::Language;

/// The translations into Chinese.
const CHINESE: [&str; 2] = [include_str!("messages.zh.tsv"), include_str!("specification.zh.tsv")];

/// A row of a table: the English text and its translation.
type Row = (&'static str, &'static str);

/// The rows of `CHINESE` by their contexts, so that a message is compared with those of its code alone.
static BY_CONTEXT: LazyLock<HashMap<&str, Vec<Row>>> = LazyLock::new(|| {
    let mut rows = HashMap::<_, Vec<_>>::new();
    let lines = CHINESE.iter().flat_map(|table| table.lines());
    for line in lines.filter(|line| !line.starts_with('#')) {
        if let Some((context, row)) = line.split_once('\t') {
            rows.entry(context).or_default().extend(row.split_once('\t'));
        }
    }
    rows
});

/// The rows of a context, in their order.
fn entries(language: Language, context: &str) -> &'static [Row] {
    let rows = match language {
        Language::English => None,
        Language::Chinese => BY_CONTEXT.get(context),
    };
    rows.map_or(&[], Vec::as_slice)
}

/// The translation of a text without holes; the text itself if it has none.
pub(crate) fn translated<'t>(language: Language, context: &str, english: &'t str) -> &'t str {
    let row = entries(language, context).iter().find(|(text, _)| *text == english);
    row.map_or(english, |(_, translation)| translation)
}

/// A message: the translation of a template, with its holes filled.
pub(crate) fn said(
    language: Language,
    context: &str,
    template: &str,
    arguments: &[&dyn Display],
) -> String {
    fill(translated(language, context, template), arguments)
}

/// The translation of a text that was made from a template; the text itself if it fits none.
pub(crate) fn filled<'t>(language: Language, context: &str, english: &'t str) -> Cow<'t, str> {
    let fitting = entries(language, context)
        .iter()
        .find_map(|(template, translation)| Some((arguments(template, english)?, translation)));
    match fitting {
        Some((arguments, translation)) => Cow::Owned(fill(translation, &arguments)),
        None => Cow::Borrowed(english),
    }
}

/// The parts of a template between its holes: `insert “` and `”` of `insert “{0}”`.
fn literals(template: &str) -> Vec<&str> {
    let mut literals = Vec::new();
    let mut rest = template;
    while let Some((before, _, after)) = next_hole(rest) {
        literals.push(before);
        rest = after;
    }
    literals.push(rest);
    literals
}

/// What is before the first hole, its number, and what is after it. Other brackets are text.
fn next_hole(template: &str) -> Option<(&str, usize, &str)> {
    template.match_indices("{").find_map(|(at, _)| {
        let (number, after) = template[at + 1..].split_once("}")?;
        Some((&template[..at], number.parse().ok()?, after))
    })
}

/// What fills the holes of a template in a text. The last places count: what a message quotes comes first in
/// it, and can be any text.
fn arguments<'t>(template: &str, text: &'t str) -> Option<Vec<&'t str>> {
    let literals = literals(template);
    let [first, between @ .., last] = &*literals else {
        return (*literals == [text]).then(Vec::new);
    };
    let mut rest = text.strip_prefix(first)?.strip_suffix(last)?;
    let mut arguments = Vec::with_capacity(literals.len());
    for literal in between.iter().rev() {
        let (before, argument) = rest.rsplit_once(literal)?;
        arguments.push(argument);
        rest = before;
    }
    arguments.push(rest);
    arguments.reverse();
    Some(arguments)
}

/// A template with its holes filled. A hole without an argument stays empty.
fn fill(template: &str, arguments: &[impl Display]) -> String {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, number, after)) = next_hole(rest) {
        filled.push_str(before);
        if let Some(argument) = arguments.get(number) {
            filled.push_str(&argument.to_string());
        }
        rest = after;
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::text::{Code, Severity};

    /// Context, English and Chinese of every row.
    fn table() -> Vec<[&'static str; 3]> {
        let lines = CHINESE.iter().flat_map(|table| table.lines());
        let rows = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
        rows.map(|line| {
            let cells: Vec<_> = line.split('\t').collect();
            cells.try_into().unwrap_or_else(|_| panic!("three cells: {line}"))
        })
        .collect()
    }

    fn holes(template: &str) -> Vec<usize> {
        let (mut holes, mut rest) = (Vec::new(), template);
        while let Some((_, number, after)) = next_hole(rest) {
            holes.push(number);
            rest = after;
        }
        holes
    }

    /// The literals of code with a format: `“{own}” has no “{partner}” on its line`.
    fn formats(source: &str) -> Vec<String> {
        let calls = source.split("format_args!(").skip(1);
        let literals =
            calls.filter_map(|call| call.trim_start().strip_prefix('"')?.split_once('"'));
        literals.map(|(literal, _)| literal.to_owned()).filter(|text| !text.is_empty()).collect()
    }

    /// The code of every file in a folder and below it, without unit tests.
    fn sources(folder: &Path) -> Vec<String> {
        let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        paths
            .flat_map(|path| match path.is_dir() {
                true => sources(&path),
                false if path.extension().is_some_and(|extension| extension == "rs") => {
                    let text = fs::read_to_string(path).unwrap();
                    vec![text.split("#[cfg(test)]").next().unwrap().to_owned()]
                }
                false => Vec::new(),
            })
            .collect()
    }

    /// The context and the template of each call of [`said`]; both are literals.
    fn said_templates(source: &str) -> Vec<(String, String)> {
        let calls = source.split("said(").skip(1);
        let literals = calls.filter_map(|call| {
            let (_, rest) = call.split_once('"')?;
            let (context, rest) = rest.split_once('"')?;
            let template = rest.trim_start_matches(',').trim_start().strip_prefix('"')?;
            Some((context.to_owned(), template.split_once('"')?.0.to_owned()))
        });
        literals.collect()
    }

    /// A format with numbered holes.
    fn numbered(format: &str) -> String {
        let (mut out, mut rest, mut number) = (String::new(), format, 0);
        while let Some((before, hole)) = rest.split_once('{') {
            out.push_str(&format!("{before}{{{number}}}"));
            number += 1;
            rest = hole.split_once('}').unwrap().1;
        }
        out + rest
    }

    #[test]
    fn rows_are_whole_and_unique() {
        let mut seen = BTreeSet::new();
        for [context, english, chinese] in table() {
            assert!(seen.insert((context, english)), "{context}: {english} is there twice");
            let numbers = holes(english);
            assert!(numbers.iter().copied().eq(0..numbers.len()), "{english}");
            let mut used = holes(chinese);
            used.sort_unstable();
            used.dedup();
            assert_eq!(used, numbers, "{chinese}");
            assert_ne!(english, chinese);
        }
    }

    #[test]
    fn every_text_in_the_code_has_a_row() {
        for &code in Code::ALL {
            let rows = entries(Language::Chinese, "help");
            assert_eq!(rows.iter().filter(|(text, _)| *text == code.help()).count(), 1, "{code}");
        }
        for severity in Severity::ALL {
            assert_ne!(translated(Language::Chinese, "severity", severity.name()), severity.name());
        }
        let of_codes: Vec<_> =
            table().into_iter().filter(|[context, ..]| context.parse::<Code>().is_ok()).collect();
        let mut used: Vec<&[&str; 3]> = Vec::new();
        // Diagnostics come out of a sink; other formats are not messages.
        let sources = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
        let reporting = sources
            .iter()
            .filter(|source| source.contains("&mut Sink") || source.contains("impl Sink"));
        let formats: Vec<_> = reporting.flat_map(|source| formats(source)).collect();
        assert!(formats.len() > 15, "{formats:?}");
        for format in formats {
            let fits =
                |[_, english, _]: &&[&str; 3]| arguments(&numbered(&format), english).is_some();
            let rows: Vec<_> = of_codes.iter().filter(fits).collect();
            assert!(!rows.is_empty(), "no row for {format:?}");
            used.extend(rows);
        }
        let unused: Vec<_> = of_codes.iter().filter(|row| !used.contains(row)).collect();
        assert!(unused.is_empty(), "rows of no message: {unused:#?}");
    }

    #[test]
    fn every_message_with_a_template_in_the_code_has_a_row() {
        let sources = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
        let said: BTreeSet<_> = sources.iter().flat_map(|source| said_templates(source)).collect();
        assert!(said.len() > 10, "{said:?}");
        let contexts: BTreeSet<_> = said.iter().map(|(context, _)| context.as_str()).collect();
        let rows = table().into_iter().filter(|[context, ..]| contexts.contains(context));
        let rows: BTreeSet<_> =
            rows.map(|[context, english, _]| (context.to_owned(), english.to_owned())).collect();
        assert_eq!(said, rows);
    }

    #[test]
    fn every_help_in_the_table_is_that_of_a_code() {
        let helps: BTreeSet<_> = Code::ALL.iter().map(|code| code.help()).collect();
        for (english, _) in entries(Language::Chinese, "help") {
            assert!(helps.contains(english), "the help of no code: {english}");
        }
    }

    #[test]
    fn no_message_fits_the_template_of_another() {
        let hostile = ["<", "a", "“b” marks nothing", " do", "“a” and “b”", "{0}", "”", ""];
        let of_codes =
            || table().into_iter().filter(|[context, ..]| context.parse::<Code>().is_ok());
        let templates: BTreeSet<_> = of_codes().map(|[_, english, _]| english).collect();
        for own in &templates {
            for quoted in hostile.iter().copied().chain(templates.iter().copied()) {
                let message = fill(own, &[quoted, "[", "]"]);
                let fitting: Vec<_> =
                    templates.iter().filter(|one| arguments(one, &message).is_some()).collect();
                assert_eq!(fitting, [own], "{message}");
                assert_eq!(
                    arguments(own, &message).unwrap().first(),
                    holes(own).first().map(|_| &quoted)
                );
            }
        }
    }

    #[test]
    fn what_fits_no_template_stays_as_it_is() {
        for text in ["", "“<” has no partner", "“<” has no “>” on its line."] {
            assert!(matches!(
                filled(Language::Chinese, "bracket-unclosed", text),
                Cow::Borrowed(_)
            ));
        }
        assert_eq!(translated(Language::Chinese, "label", "no such label"), "no such label");
        assert_eq!(entries(Language::English, "help").len(), 0);
    }

    #[test]
    fn contexts_are_those_in_use() {
        let mut counts = BTreeMap::<_, usize>::new();
        for [context, ..] in table() {
            *counts.entry(context).or_default() += 1;
        }
        for context in counts.keys() {
            let is_known = matches!(
                *context,
                "help"
                    | "severity"
                    | "label"
                    | "error"
                    | "fix"
                    | "heading"
                    | "specification"
                    | "agreement"
                    | "lexicon"
                    | "mark"
            );
            let is_title = context.starts_with("title ");
            assert!(is_known || is_title || context.parse::<Code>().is_ok(), "{context}");
        }
    }
}
