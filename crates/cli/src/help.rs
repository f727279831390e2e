//! The help of the options in the language of the user.

use std::collections::HashMap;

use clap::ArgAction;
use clap::builder::{PossibleValue, Resettable, StyledStr};
use policymark::text::wrap;

use crate::language::{Language, Say};
use crate::terminal;

/// The help of a command and of those below it, looked up in the table of messages.
pub(crate) fn translated(command: clap::Command, language: Language) -> clap::Command {
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

/// The command with help that fits the terminal: clap breaks lines at blanks only, and Chinese has none.
pub(crate) fn wrapped(command: clap::Command, language: Language) -> clap::Command {
    if language == Language::English { command } else { in_lines(command, terminal::help_width()) }
}

fn in_lines(command: clap::Command, width: usize) -> clap::Command {
    let mut columns = HashMap::<_, usize>::new();
    for argument in command.get_arguments() {
        let heading = argument.get_help_heading().map(str::to_owned);
        let column = columns.entry(heading).or_default();
        *column = (*column).max(column_of(argument));
    }
    let lines = |help: &StyledStr, column: usize| {
        let help = help.to_string();
        let room = width.saturating_sub(column).max(LEAST_ROOM);
        let lines: Vec<_> =
            help.split('\n').map(|line| wrap(line, room).collect::<Vec<_>>().join("\n")).collect();
        Resettable::from(Some(StyledStr::from(lines.join("\n"))))
    };
    let after = command.get_after_help().map(|after| lines(after, 0));
    let command = command.after_help(after.unwrap_or(Resettable::Reset));
    let command = command.mut_args(|argument| {
        let heading = argument.get_help_heading().map(str::to_owned);
        let column = columns.get(&heading).copied().unwrap_or_default();
        let help = argument.get_help().map(|help| lines(help, column));
        let long_help = argument.get_long_help().map(|help| lines(help, LONG_HELP_COLUMN));
        let argument = argument.help(help.unwrap_or(Resettable::Reset));
        argument.long_help(long_help.unwrap_or(Resettable::Reset))
    });
    command.mut_subcommands(|command| in_lines(command, width))
}

/// Where clap starts the help of an argument, if no other one has a longer name.
fn column_of(argument: &clap::Arg) -> usize {
    let margin = if argument.is_positional() { 4 } else { 8 };
    margin + argument.to_string().chars().count()
}

/// Where clap starts the help that `--help` shows.
const LONG_HELP_COLUMN: usize = 10;

/// How many cells of help a line has at least.
const LEAST_ROOM: usize = 20;

fn translated_argument(argument: clap::Arg, language: Language) -> clap::Arg {
    let text = |help: &StyledStr| StyledStr::from(language.text(&help.to_string()).to_owned());
    let mut help = argument.get_help().map(text);
    let mut long_help = argument.get_long_help().map(text);
    let heading = language.text(match argument.get_help_heading() {
        Some(heading) => heading,
        None if argument.is_positional() => "Arguments",
        None => "Options",
    });
    let heading = heading.to_owned();
    // What clap adds by itself is English.
    let hides = matches!(argument.get_action(), ArgAction::Set | ArgAction::Append);
    if hides {
        let values = shown_values(&argument);
        let is_explained = values.iter().any(|value| value.get_help().is_some());
        let short = help.as_ref().map(|help| with_values(help, &argument, &values, language));
        long_help = match long_help.or_else(|| help.clone()) {
            Some(long) if is_explained => {
                Some(with_explained_values(&long, &argument, &values, language))
            }
            _ => short.clone(),
        };
        help = short;
    }
    // Under a heading of its own, clap would sort them by name.
    let argument = match argument.get_index() {
        Some(index) => argument.display_order(index),
        None => argument,
    };
    argument
        .help_heading(heading)
        .long_help(Resettable::from(long_help))
        .help(Resettable::from(help))
        .hide_possible_values(hides)
        .hide_default_value(hides)
}

/// The values that an argument can have, if they are a few.
fn shown_values(argument: &clap::Arg) -> Vec<PossibleValue> {
    if argument.is_hide_possible_values_set() {
        return Vec::new();
    }
    let values = argument.get_possible_values().into_iter();
    values.filter(|value| !value.is_hide_set()).collect()
}

/// Adds what clap would add in English: the default, and the values that are possible.
fn with_values(
    help: &StyledStr,
    argument: &clap::Arg,
    values: &[PossibleValue],
    language: Language,
) -> StyledStr {
    let names: Vec<_> = values.iter().map(PossibleValue::get_name).collect();
    let mut help = with_default(help, argument, language);
    if !names.is_empty() {
        help += &language.say(" [possible values: {}]", &[&names.join(", ")]);
    }
    StyledStr::from(help)
}

/// The same with a line for each value, where `--help` has room for what they mean.
fn with_explained_values(
    help: &StyledStr,
    argument: &clap::Arg,
    values: &[PossibleValue],
    language: Language,
) -> StyledStr {
    let mut help = with_default(help, argument, language);
    help.push_str("\n\n");
    help.push_str(language.text("Possible values:"));
    for value in values {
        let name = value.get_name();
        help.push('\n');
        help += &match value.get_help() {
            Some(meaning) => {
                language.say("- {}: {}", &[&name, &language.text(&meaning.to_string())])
            }
            None => format!("- {name}"),
        };
    }
    StyledStr::from(help)
}

fn with_default(help: &StyledStr, argument: &clap::Arg, language: Language) -> String {
    let defaults = argument.get_default_values().iter();
    let defaults: Vec<_> = defaults.map(|value| value.to_string_lossy()).collect();
    let mut help = help.to_string();
    if !defaults.is_empty() {
        help += &language.say(" [default: {}]", &[&defaults.join(" ")]);
    }
    help
}
