//! The help of every command, in both languages.

#![allow(clippy::unwrap_used)]

mod common;

use common::{Folder, Ran, commands, policymark};
use unicode_width::UnicodeWidthStr;

#[test]
fn every_command_has_help_in_both_languages() {
    let folder = Folder::new("help");
    let commands = commands();
    assert!(commands.len() > 5, "{commands:?}");
    for language in ["en", "zh"] {
        let main = folder.run(&["--help", "--lang", language]);
        insta::assert_snapshot!(format!("help-{language}"), main.shown());
        for command in &commands {
            let help = folder.run(&[command, "-h", "--lang", language]);
            assert_eq!((help.status, &*help.stderr), (0, ""), "{command}");
            insta::assert_snapshot!(format!("help-{language}-{command}"), help.stdout);
        }
    }
}

/// Of all lines, those of options too. A word that is longer than the rest of its line is not broken.
#[test]
fn help_fits_a_terminal() {
    for language in ["en", "zh"] {
        for arguments in [vec!["--help".to_owned()]].into_iter().chain(pages()) {
            let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
            let mut command = policymark(&[&arguments[..], &["--lang", language]].concat());
            let help = Ran::new(&command.env("COLUMNS", "80").output().unwrap()).stdout;
            assert!(help.lines().count() > 5, "{arguments:?}: {help}");
            for line in help.lines() {
                assert!(line.width() <= 80, "{arguments:?} in {language}: {line}");
            }
        }
    }
}

/// The short and the long help of each command.
fn pages() -> impl Iterator<Item = Vec<String>> {
    let pages =
        |command: String| ["-h", "--help"].map(|option| vec![command.clone(), option.to_owned()]);
    commands().into_iter().flat_map(pages)
}

#[test]
fn the_long_help_explains_values_in_both_languages() {
    let folder = Folder::new("help-values");
    let run = |language| folder.run(&["statements", "--help", "--lang", language]).stdout;
    let english = run("en");
    assert!(english.contains("- csv:        A table that opens in a spreadsheet"), "{english}");
    insta::assert_snapshot!("help-long-zh-statements", run("zh"));
}
