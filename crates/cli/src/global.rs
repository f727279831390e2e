//! [`Global`]: the options that every command has.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::language::Language;

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

    /// How many threads to use; default: one per core
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
