//! Shows what an annotator should look at in annotated policies.
//!
//! ```console
//! $ cargo run --example check --features render -- policy.txt
//! ```

mod common;

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use common::input::{self, Limits};
use common::text::{self, count};
use policymark::Document;
use policymark::display::Style;
use policymark::render::Renderer;
use policymark::text::{Code, Severity, wrap};

/// Show what an annotator should look at in annotated policies.
#[derive(clap::Parser)]
#[command(name = "check", after_help = AFTER_HELP)]
struct Options {
    /// Annotated policies in UTF-8; `-` is standard input
    #[arg(required_unless_present = "codes", value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Switch codes off, separated by commas or one by one
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    allow: Vec<Code>,

    /// From which severity on a diagnostic fails the check
    #[arg(long, value_enum, default_value_t = Deny::Errors, value_name = "SEVERITY")]
    deny: Deny,

    /// How to show diagnostics
    #[arg(long, value_enum, default_value_t = Format::Full)]
    format: Format,

    /// Whether to colour the output
    #[arg(long, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    color: Color,

    /// List the codes with their severity and help, and check nothing
    #[arg(long)]
    codes: bool,

    #[command(flatten)]
    limits: Limits,
}

const AFTER_HELP: &str = "\
Exit status: 0; 1 if a diagnostic fails the check; 2 if a file could not be read
(the others are still checked).";

#[derive(Clone, Copy, ValueEnum)]
enum Deny {
    Errors,
    Warnings,
    Hints,
}

impl Deny {
    fn severity(self) -> Severity {
        match self {
            Self::Errors => Severity::Error,
            Self::Warnings => Severity::Warning,
            Self::Hints => Severity::Hint,
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// With the line, and carets under the place
    Full,
    /// FILE:LINE:COLUMN: SEVERITY[CODE]: MESSAGE
    Short,
}

#[derive(Clone, Copy, ValueEnum)]
enum Color {
    /// On a terminal, unless the environment variable NO_COLOR is set
    Auto,
    Always,
    Never,
}

impl Color {
    fn is_wanted(self) -> bool {
        match self {
            Self::Auto => io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
            Self::Always => true,
            Self::Never => false,
        }
    }
}

fn main() -> ExitCode {
    let options: Options = input::options();
    if options.codes {
        return input::exit_code(list_codes().map_err(Into::into), ExitCode::SUCCESS);
    }
    let allow = options.allow.iter();
    let parser = allow.fold(options.limits.parser(), |parser, &code| parser.allow(code));
    let mut report = Report::new(&options);
    let result = input::for_each(&parser, &options.files, |name, document, output| {
        report.add(name, document, output)
    });
    eprintln!("{}", report.summary());
    input::exit_code(result, report.exit_code())
}

/// Shows diagnostics and counts them.
struct Report {
    format: Format,
    renderer: Renderer,
    deny: Severity,
    files: usize,
    /// Hints, warnings, errors.
    counts: [usize; 3],
    failed: bool,
}

impl Report {
    fn new(options: &Options) -> Self {
        let renderer = Renderer::new().width(text::terminal_width());
        Self {
            format: options.format,
            renderer: renderer.color(options.color.is_wanted()),
            deny: options.deny.severity(),
            files: 0,
            counts: [0; 3],
            failed: false,
        }
    }

    fn add(&mut self, name: &str, document: &Document, output: &mut impl Write) -> io::Result<()> {
        self.files += 1;
        for diagnostic in document.diagnostics() {
            self.failed |= diagnostic.severity() >= self.deny;
            self.counts[diagnostic.severity() as usize] += 1;
        }
        match self.format {
            Format::Full => {
                for shown in self.renderer.render_all(document, name) {
                    writeln!(output, "{shown}\n")?;
                }
            }
            Format::Short => write!(output, "{}", Style::new().name(name).diagnostics(document))?,
        }
        Ok(())
    }

    /// `3 files: 1 error, 2 warnings, 0 hints`
    fn summary(&self) -> String {
        let [hints, warnings, errors] = self.counts;
        let found = [count(errors, "error"), count(warnings, "warning"), count(hints, "hint")];
        format!("{}: {}", count(self.files, "file"), found.join(", "))
    }

    fn exit_code(&self) -> ExitCode {
        ExitCode::from(u8::from(self.failed))
    }
}

fn list_codes() -> io::Result<()> {
    let mut output = io::stdout().lock();
    for code in Code::ALL {
        writeln!(output, "{code} ({})", code.severity())?;
        for line in wrap(code.help(), text::terminal_width() - 4) {
            writeln!(output, "    {line}")?;
        }
    }
    Ok(())
}
