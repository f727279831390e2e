//! `policymark config`, and what the documentation says about the configuration.

#![allow(clippy::unwrap_used)]

mod common;

use common::Folder;

/// Without comments and blank lines.
fn bare(toml: &str) -> Vec<&str> {
    toml.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
}

#[test]
fn the_documentation_shows_every_key_with_its_default() {
    let text = include_str!("../../../docs/configuration.md");
    let (_, block) = text.split_once("```toml\n").unwrap();
    let (block, _) = block.split_once("```").unwrap();
    let folder = Folder::new("defaults");
    let shown = folder.run(&["config", "--isolated"]).stdout;
    assert_eq!(bare(block), bare(&shown));
    // It can be copied as it is.
    folder.write("policymark.toml", block);
    assert_eq!(bare(&folder.run(&["config"]).stdout), bare(&shown));
}

#[test]
fn the_configuration_in_effect_is_shown() {
    let folder = Folder::new("config-shown");
    folder.write(
        "policymark.toml",
        "check.ignore = ['placeholder']\nlexicon.extend.parties = 'p.tsv'\n",
    );
    for language in ["en", "zh"] {
        let shown = folder.run(&["config", "--lang", language]).shown();
        let here = folder.path("").display().to_string();
        insta::assert_snapshot!(format!("config-{language}"), shown.replace(&here, "FOLDER/"));
    }
}
