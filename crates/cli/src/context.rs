//! [`Context`]: what all commands share.

use std::path::Path;

use policymark::Parser;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::config::{Config, Misread};
use crate::global::Global;
use crate::language::{Language, Say};
use crate::status::Failure;
use crate::terminal::Terminal;

/// The configuration, the terminal, and the threads of a run.
pub(crate) struct Context {
    pub(crate) config: Config,
    pub(crate) terminal: Terminal,
    global: Global,
    program: fn(Language) -> clap::Command,
}

impl Context {
    /// Reads the configuration. `program` makes the command line with its help in a language.
    pub(crate) fn new(
        global: Global,
        terminal: Terminal,
        program: fn(Language) -> clap::Command,
    ) -> Result<Self, Failure> {
        let config = Config::find(&global, terminal.language)?;
        Ok(Self { config, ..Self::unconfigured(global, terminal, program) })
    }

    /// The same without reading a configuration.
    pub(crate) fn unconfigured(
        global: Global,
        terminal: Terminal,
        program: fn(Language) -> clap::Command,
    ) -> Self {
        Self { config: Config::default(), terminal, global, program }
    }

    /// The same for policies in another folder: with the configuration that applies there.
    pub(crate) fn for_folder(&self, folder: &Path, language: Language) -> Result<Self, Misread> {
        let Self { terminal, ref global, program, .. } = *self;
        let config = Config::find_in(folder, global, language)?;
        let terminal = terminal.in_language(language);
        Ok(Self { config, terminal, global: global.clone(), program })
    }

    /// The same without messages.
    pub(crate) fn silent(self) -> Self {
        Self { terminal: self.terminal.silent(), ..self }
    }

    /// The same with the configuration as it is now.
    pub(crate) fn renewed(&self) -> Result<Self, Failure> {
        Self::new(self.global.clone(), self.terminal, self.program)
    }

    /// The language that an option names, or else that of a locale, or else that of the environment.
    pub(crate) fn language_of(&self, locale: Option<&str>) -> Language {
        let of_locale = || locale.and_then(Language::of_locale);
        self.global.lang.or_else(of_locale).unwrap_or(self.terminal.language)
    }

    /// The configuration that the options name.
    pub(crate) fn named_config(&self) -> Option<&Path> {
        self.global.config.as_deref()
    }

    /// The command line itself, which completions and manual pages describe.
    pub(crate) fn program(&self) -> clap::Command {
        (self.program)(self.terminal.language)
    }

    /// A parser with the options, the dialect and the lexicon of the configuration.
    pub(crate) fn parser(&self) -> Result<Parser, Failure> {
        self.config.parser(self.terminal.language)
    }

    /// How many threads are used: as many as asked for, but no more than are of use.
    pub(crate) fn threads(&self) -> usize {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        self.global.threads.unwrap_or(cores).clamp(1, cores.max(MOST_THREADS))
    }

    /// The threads.
    pub(crate) fn pool(&self) -> Result<ThreadPool, Failure> {
        let threads = self.threads();
        let pool = ThreadPoolBuilder::new().num_threads(threads).build();
        pool.map_err(|error| {
            let language = self.terminal.language;
            Failure::Message(language.say("cannot start {} threads: {}", &[&threads, &error]))
        })
    }
}

/// More threads than this are only used where there are as many cores.
const MOST_THREADS: usize = 64;
