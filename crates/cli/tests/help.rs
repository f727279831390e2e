//! The help of every command, in both languages.

#![allow(clippy::unwrap_used)]

mod common;

use common::Folder;
use unicode_width::UnicodeWidthStr;

/// The names of the commands, as the help lists them.
fn commands() -> Vec<String> {
    let help = Folder::new("commands").run(&["--help"]).stdout;
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let names = listed.take_while(|line| !line.is_empty()).filter(|line| !line.starts_with("    "));
    names.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

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

#[test]
fn help_fits_a_terminal() {
    let folder = Folder::new("help-width");
    for language in ["en", "zh"] {
        for command in commands() {
            let help = folder.run(&[&command, "-h", "--lang", language]).stdout;
            for line in help.lines().filter(|line| !line.starts_with(' ')) {
                assert!(line.width() <= 100, "{command}: {line}");
            }
        }
    }
}
