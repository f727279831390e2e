//! The language of messages, and the table of Chinese ones.
//!
//! As with gettext, the English text is the key: code says `language.say("there is no such file", &[])`, and
//! `messages.zh.tsv` has the Chinese text for it. In the table, holes are numbered from `{0}`, as in the tables of
//! the library; in code, `{}` is the next hole, as in Rust. A test finds what the table lacks.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ffi::OsString;
use std::fmt::Display;
use std::sync::LazyLock;

pub(crate) use policymark::language::Language;

/// The language that the arguments ask for (`--lang zh`), or else the environment variables `LC_ALL`,
/// `LC_MESSAGES` and `LANG`. Arguments are read here before clap does, since its messages have a language.
pub(crate) fn of(arguments: &[OsString]) -> Language {
    let mut arguments = arguments.iter().filter_map(|argument| argument.to_str());
    while let Some(argument) = arguments.next() {
        let value = match argument {
            "--" => break,
            "--lang" => arguments.next(),
            _ => argument.strip_prefix("--lang="),
        };
        if let Some(language) = value.and_then(|value| value.parse().ok()) {
            return language;
        }
    }
    of_environment()
}

fn of_environment() -> Language {
    let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
    locale.and_then(|locale| Language::of_locale(&locale)).unwrap_or_default()
}

/// Messages in a language.
pub(crate) trait Say {
    /// A text in this language, as far as the table has it.
    fn text(self, english: &str) -> &str;

    /// A message in this language with its holes filled.
    fn say(self, english: &str, arguments: &[&dyn Display]) -> String;

    /// `1 file`, `2 files`.
    fn count(self, number: usize, one: &str, many: &str) -> String;
}

impl Say for Language {
    fn text(self, english: &str) -> &str {
        match self {
            Self::Chinese => CHINESE.get(english).map_or(english, String::as_str),
            _ => english,
        }
    }

    fn say(self, english: &str, arguments: &[&dyn Display]) -> String {
        let english = numbered(english);
        fill(self.text(&english), arguments)
    }

    fn count(self, number: usize, one: &str, many: &str) -> String {
        self.say(if number == 1 { one } else { many }, &[&number])
    }
}

static CHINESE: LazyLock<HashMap<String, String>> =
    LazyLock::new(|| read_table(TABLE).flatten().collect());

const TABLE: &str = include_str!("messages.zh.tsv");

/// The rows of a table, the English text first. A row that is not two texts is `None`; a test finds it.
fn read_table(table: &str) -> impl Iterator<Item = Option<(String, String)>> {
    let unescape = |cell: &str| cell.replace("\\n", "\n");
    let rows = table.lines().filter(|line| !line.is_empty() && !line.starts_with("# "));
    rows.map(move |row| {
        let (english, chinese) = row.split_once('\t')?;
        let is_whole = !english.is_empty() && !chinese.is_empty() && !chinese.contains('\t');
        is_whole.then(|| (unescape(english), unescape(chinese)))
    })
}

/// A template of the code with numbered holes: `{0}: {1}` for `{}: {}`.
fn numbered(template: &str) -> Cow<'_, str> {
    if !template.contains("{}") {
        return template.into();
    }
    let mut pieces = template.split("{}");
    let first = pieces.next().unwrap_or_default().to_owned();
    let rest = pieces.enumerate().map(|(number, piece)| format!("{{{number}}}{piece}"));
    Cow::Owned(rest.fold(first, |filled, piece| filled + &piece))
}

/// Replaces `{0}` by the first argument, `{1}` by the second. Other braces are text.
fn fill(template: &str, arguments: &[&dyn Display]) -> String {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, number, after)) = split_at_hole(rest) {
        filled.push_str(before);
        if let Some(argument) = arguments.get(number) {
            filled.push_str(&argument.to_string());
        }
        rest = after;
    }
    filled + rest
}

/// What is before the first hole, its number, and what is after it.
fn split_at_hole(text: &str) -> Option<(&str, usize, &str)> {
    text.match_indices('{').find_map(|(at, _)| {
        let (number, after) = text[at + 1..].split_once('}')?;
        Some((&text[..at], number.parse().ok()?, after))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use clap::CommandFactory;
    use policymark_interchange::{Feature, Format};
    use syn::visit::{self, Visit};

    use super::*;
    use crate::options::Options;

    #[test]
    fn holes_are_numbered_from_0() {
        assert_eq!(numbered("{} of {}"), "{0} of {1}");
        assert_eq!(numbered("{1} of {0}"), "{1} of {0}");
        assert_eq!(fill("{0} of {1}", &[&1, &"two"]), "1 of two");
        assert_eq!(fill("{1} / {0}", &[&1, &"two"]), "two / 1");
        assert_eq!(fill("{ } [ ] { [{0}]", &[&1]), "{ } [ ] { [1]");
        assert_eq!(
            Language::Chinese.say("{}: cannot write it: {}", &[&"a", &"b"]),
            "a：无法写入：b"
        );
    }

    #[test]
    fn rows_are_whole_and_unique() {
        assert_eq!(read_table("a\tb\nc\n\n# d\ne\tf\tg\n\th\n").flatten().count(), 1);
        let (mut texts, mut count) = (BTreeSet::new(), 0);
        for row in read_table(TABLE) {
            let (english, chinese) = row.expect("two texts in every row");
            assert!(
                !english.contains("{}") && !chinese.contains("{}"),
                "number the holes: {english}"
            );
            assert!(texts.insert(english.clone()), "twice: {english}");
            count += 1;
        }
        assert_eq!(CHINESE.len(), count);
    }

    #[test]
    fn the_arguments_come_before_the_environment() {
        let of = |arguments: &[&str]| {
            super::of(&arguments.iter().map(OsString::from).collect::<Vec<_>>())
        };
        assert_eq!(of(&["policymark", "--lang", "zh", "check"]), Language::Chinese);
        assert_eq!(of(&["policymark", "check", "--lang=zh"]), Language::Chinese);
        assert_eq!(of(&["policymark", "--lang=en"]), Language::English);
    }

    /// Every text that is looked up in the table: the arguments of the methods of [`Say`], and the help of
    /// all options.
    fn texts() -> BTreeSet<String> {
        let mut texts = Texts::default();
        texts.read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
        let mut command = Options::command();
        command.build();
        texts.read_help(&command);
        texts.read_formats();
        texts.0
    }

    fn rust_files(folder: &Path, read: &mut impl FnMut(&syn::File)) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                rust_files(&path, read);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                read(&syn::parse_file(&fs::read_to_string(path).unwrap()).unwrap());
            }
        }
    }

    #[derive(Default)]
    struct Texts(BTreeSet<String>);

    impl Texts {
        fn read_folder(&mut self, folder: &Path) {
            rust_files(folder, &mut |file| self.visit_file(file));
        }

        fn read_help(&mut self, command: &clap::Command) {
            let about = [command.get_about(), command.get_long_about(), command.get_after_help()];
            self.0.extend(about.into_iter().flatten().map(ToString::to_string));
            for argument in command.get_arguments() {
                let help = [argument.get_help(), argument.get_long_help()];
                self.0.extend(help.into_iter().flatten().map(ToString::to_string));
                self.0.extend(argument.get_help_heading().map(str::to_owned));
                let values = argument.get_possible_values();
                self.0
                    .extend(values.iter().filter_map(|value| Some(value.get_help()?.to_string())));
            }
            command.get_subcommands().for_each(|command| self.read_help(command));
        }
    }

    impl Texts {
        /// What the package of the formats says, which knows no languages.
        fn read_formats(&mut self) {
            let mut texts = FormatTexts::default();
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../interchange/src");
            rust_files(&folder, &mut |file| texts.visit_file(file));
            assert!(texts.0.0.len() > 20, "{:?}", texts.0.0);
            self.0.extend(texts.0.0.into_iter().filter(|text| text != "{0}"));
            for &feature in Feature::ALL {
                self.0.extend(
                    [feature.name(), feature.heading(), feature.about()].map(str::to_owned),
                );
            }
            self.0.extend(Format::ALL.iter().map(|format| format.about().to_owned()));
        }
    }

    /// The literals of messages about faults, of the names of what is ignored, and of units.
    #[derive(Default)]
    struct FormatTexts(Literals);

    impl Visit<'_> for FormatTexts {
        fn visit_item_impl(&mut self, item: &syn::ItemImpl) {
            for function in &item.items {
                if let syn::ImplItem::Fn(function) = function
                    && function.sig.ident == "message"
                {
                    self.0.visit_block(&function.block);
                }
            }
            visit::visit_item_impl(self, item);
        }

        /// `characters`, of which a text has so many.
        fn visit_item_fn(&mut self, function: &syn::ItemFn) {
            if function.sig.ident == "counted" {
                self.0.visit_block(&function.block);
            }
            visit::visit_item_fn(self, function);
        }

        fn visit_expr_call(&mut self, call: &syn::ExprCall) {
            let is_damaged = matches!(&*call.func, syn::Expr::Path(path)
                if path.path.segments.last().is_some_and(|name| name.ident == "damaged"));
            if is_damaged {
                call.args.iter().skip(1).for_each(|argument| self.0.visit_expr(argument));
            }
            visit::visit_expr_call(self, call);
        }

        fn visit_expr_method_call(&mut self, call: &syn::ExprMethodCall) {
            if call.method == "ignore" {
                call.args.iter().for_each(|argument| self.0.visit_expr(argument));
            }
            visit::visit_expr_method_call(self, call);
        }

        fn visit_item_mod(&mut self, module: &syn::ItemMod) {
            if module.ident != "tests" {
                visit::visit_item_mod(self, module);
            }
        }
    }

    impl Visit<'_> for Texts {
        fn visit_expr_method_call(&mut self, call: &syn::ExprMethodCall) {
            // `count` takes a number before its two texts.
            let texts = match call.method.to_string().as_str() {
                "say" | "text" => 0..1,
                "count" => 1..3,
                _ => 0..0,
            };
            let mut literals = Literals::default();
            let arguments = call.args.iter().skip(texts.start).take(texts.len());
            arguments.for_each(|argument| literals.visit_expr(argument));
            self.0.extend(literals.0);
            visit::visit_expr_method_call(self, call);
        }

        fn visit_item_mod(&mut self, module: &syn::ItemMod) {
            if module.ident != "tests" {
                visit::visit_item_mod(self, module);
            }
        }
    }

    #[derive(Default)]
    struct Literals(Vec<String>);

    impl Visit<'_> for Literals {
        fn visit_lit_str(&mut self, literal: &syn::LitStr) {
            self.0.push(numbered(&literal.value()).into_owned());
        }
    }

    #[test]
    fn every_text_has_a_chinese_one() {
        let known: BTreeSet<_> = CHINESE.keys().cloned().collect();
        let missing: Vec<_> = texts().difference(&known).cloned().collect();
        assert!(missing.is_empty(), "not in messages.zh.tsv:\n{}", missing.join("\n"));
    }

    #[test]
    fn every_chinese_text_is_used() {
        let texts = texts();
        let unused: Vec<_> = CHINESE.keys().filter(|text| !texts.contains(*text)).collect();
        assert!(unused.is_empty(), "nobody says: {unused:#?}");
    }

    #[test]
    fn a_translation_has_the_holes_of_its_text() {
        for (english, chinese) in CHINESE.iter() {
            let holes = |text: &str| {
                let mut rest = text;
                let holes = std::iter::from_fn(|| {
                    let (_, number, after) = split_at_hole(rest)?;
                    rest = after;
                    Some(number)
                });
                holes.collect::<BTreeSet<_>>()
            };
            assert_eq!(holes(english), holes(chinese), "{english}");
        }
    }
}
