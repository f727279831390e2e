//! The options of all commands, and their help in the language of the user.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{Resettable, StyledStr};
use clap::{ArgAction, Args, CommandFactory, FromArgMatches, Parser, ValueEnum};

use crate::command::Command;
use crate::language::{Language, Say};

/// Check, mend, show, ask and compare annotated privacy policies
#[derive(Parser)]
#[command(name = "policymark", version, disable_help_subcommand = true, after_help = AFTER_HELP)]
pub(crate) struct Options {
    #[command(subcommand)]
    pub(crate) command: Command,

    #[command(flatten)]
    pub(crate) global: Global,
}

const AFTER_HELP: &str = "\
A PATH is a file, a folder (ignore files are respected) or - for standard input.
Exit status: 0 fine; 1 an error found, a difference, or nothing found;
2 the command could not do its work, or not all of it.";

/// The options that every command has.
#[derive(Args, Clone)]
#[command(next_help_heading = "Global options")]
pub(crate) struct Global {
    /// Read this configuration instead of the nearest policymark.toml
    #[arg(long, global = true, value_name = "FILE", conflicts_with = "isolated")]
    pub(crate) config: Option<PathBuf>,

    /// Read no configuration
    #[arg(long, global = true)]
    pub(crate) isolated: bool,

    /// When to use colours
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub(crate) color: Color,

    /// The language of messages, en or zh; else that of LC_ALL, LC_MESSAGES or LANG
    #[arg(long, global = true, value_name = "LANGUAGE")]
    pub(crate) lang: Option<Language>,

    /// How many threads to use; else one a core
    #[arg(long, global = true, value_name = "N")]
    pub(crate) threads: Option<usize>,

    /// Say nothing on standard error but what goes wrong
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    Always,
    Never,
}

impl Options {
    /// Reads the arguments. The error also stands for a help that is asked for.
    pub(crate) fn read(arguments: &[OsString], language: Language) -> Result<Self, clap::Error> {
        let matches = Self::command_in(language).try_get_matches_from(arguments)?;
        Self::from_arg_matches(&matches)
    }

    /// The command with its help in this language.
    pub(crate) fn command_in(language: Language) -> clap::Command {
        let mut command = Self::command();
        command.build();
        translated(command, language)
    }
}

/// The help of a command and of those below it, looked up in the table of messages.
fn translated(command: clap::Command, language: Language) -> clap::Command {
    if language == Language::English {
        return command;
    }
    let text = |help: &StyledStr| StyledStr::from(language.text(&help.to_string()).to_owned());
    let about = command.get_about().map(text);
    let long_about = command.get_long_about().map(text);
    let after = command.get_after_help().map(text);
    let usage = language.text("Usage: ");
    let template =
        format!("{{about-with-newline}}\n{usage}{{usage}}\n\n{{all-args}}{{after-help}}");
    let command = command
        .about(Resettable::from(about))
        .long_about(Resettable::from(long_about))
        .after_help(Resettable::from(after))
        .subcommand_help_heading(language.text("Commands").to_owned())
        .help_template(template)
        .mut_args(|argument| translated_argument(argument, language));
    command.mut_subcommands(|command| translated(command, language))
}

fn translated_argument(argument: clap::Arg, language: Language) -> clap::Arg {
    let text = |help: &StyledStr| StyledStr::from(language.text(&help.to_string()).to_owned());
    let help = argument.get_help().map(text);
    let long_help = argument.get_long_help().map(text);
    let heading = language.text(match argument.get_help_heading() {
        Some(heading) => heading,
        None if argument.is_positional() => "Arguments",
        None => "Options",
    });
    let heading = heading.to_owned();
    let hides = language == Language::Chinese
        && matches!(argument.get_action(), ArgAction::Set | ArgAction::Append);
    let argument = argument.help_heading(heading).long_help(Resettable::from(long_help));
    let help = if hides { help.map(|help| with_values(&help, &argument, language)) } else { help };
    argument.help(Resettable::from(help)).hide_possible_values(hides).hide_default_value(hides)
}

/// Adds what clap would add in English: the default, and the values that are possible.
fn with_values(help: &StyledStr, argument: &clap::Arg, language: Language) -> StyledStr {
    let mut help = help.to_string();
    let defaults: Vec<_> =
        argument.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    if !defaults.is_empty() {
        help += &language.say(" [default: {}]", &[&defaults.join(" ")]);
    }
    let values = argument.get_possible_values();
    let names: Vec<_> =
        values.iter().filter(|value| !value.is_hide_set()).map(|value| value.get_name()).collect();
    if !names.is_empty() && argument.get_action().takes_values() {
        help += &language.say(" [possible values: {}]", &[&names.join(", ")]);
    }
    StyledStr::from(help)
}
