//! Counts how often the parser is right if it says that it is certain.
//!
//! ```console
//! $ cargo run --release --example certainty -- --wrong policies/
//! ```

mod claim;
#[path = "../common/mod.rs"]
mod common;
mod count;
mod gold;

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;
use common::input::{self, Failure, Output, Unusable};
use count::{Totals, Wrong};
use gold::{Gold, beside};
use policymark::Parser;
use policymark::text::{LineIndex, shortened, visible};

/// Count how often the rules that tie statements together are right.
#[derive(clap::Parser)]
#[command(name = "certainty", after_help = AFTER_HELP)]
struct Options {
    /// Folders with NAME.txt, NAME.gold.json and NAME.statements.jsonl
    #[arg(required = true, value_name = "FOLDER")]
    folders: Vec<PathBuf>,

    /// Count only policies whose name is an even number or none, or only those whose name is an odd one
    #[arg(long, value_enum)]
    half: Option<Half>,

    /// List each member that is wrong, with its place and rule
    #[arg(long)]
    wrong: bool,

    /// How many of the members that are certainly tied must be right, of 1
    #[arg(long, value_name = "SHARE", value_parser = share)]
    min_right: Option<f64>,

    /// How many of all members must be certainly tied, of 1
    #[arg(long, value_name = "SHARE", value_parser = share)]
    min_certain: Option<f64>,

    #[command(flatten)]
    reading: input::Reading,
}

const AFTER_HELP: &str = "\
A statement of the parser is compared with the statement of the gold that it
shares most marks with; no statement of the gold is taken twice. A member is
right if that statement has it in the same role; purposes and conditions are not
told apart. Members of a statement that is in no gold are wrong. Whose data it
is (S8), and data that is left out, are not counted. tests/gold/README.md
describes the gold.

Exit status: 0, 1 if a share is below what it must be, 2 if a file could not be
read or is wrong; the others are still counted.";

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Half {
    Even,
    Odd,
}

impl Half {
    /// The half of a policy with this name.
    fn of(name: &Path) -> Self {
        let name = name.file_name().map(|name| name.to_string_lossy());
        let number = name.and_then(|name| name.split('.').next()?.parse::<u64>().ok());
        if number.is_some_and(|number| number % 2 == 1) { Self::Odd } else { Self::Even }
    }
}

fn share(text: &str) -> Result<f64, String> {
    let share = text.parse::<f64>().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "a share is a number from 0 to 1".to_owned())
}

fn main() -> ExitCode {
    let options: Options = input::options();
    let mut run = Run {
        output: BufWriter::new(io::stdout().lock()),
        parser: options.reading.parser(),
        shows_wrong: options.wrong,
        is_unusable: false,
        totals: Totals::default(),
    };
    let result = run.read_all(&options).and_then(|()| {
        if !run.totals.is_empty() {
            run.totals.show(&mut run.output)?;
        }
        run.output.flush()?;
        if run.is_unusable { Err(Failure::Unusable) } else { Ok(()) }
    });
    let is_short = result.is_ok() && is_short(&run.totals, &options);
    input::exit_code(result, ExitCode::from(u8::from(is_short)))
}

/// Whether a share is below its minimum. Writes a message if so.
fn is_short(totals: &Totals, options: &Options) -> bool {
    let shares = [
        (options.min_right, totals.right(), "of the members that are certainly tied", "are right"),
        (options.min_certain, totals.certain(), "of all members", "are certainly tied"),
    ];
    let mut is_short = false;
    for (least, tally, whose, what) in shares {
        if let Some(least) = least.filter(|&least| tally.share() < least) {
            let (least, share) = (100.0 * least, 100.0 * tally.share());
            let (right, all) = (tally.right, tally.all);
            eprintln!("error: {share:.2} % {whose} {what} ({right} of {all}), less than {least} %");
            is_short = true;
        }
    }
    is_short
}

struct Run {
    output: Output,
    parser: Parser,
    shows_wrong: bool,
    /// Whether something could not be read.
    is_unusable: bool,
    totals: Totals,
}

impl Run {
    fn read_all(&mut self, options: &Options) -> Result<(), Failure> {
        for folder in &options.folders {
            match policies(folder) {
                Err(error) => {
                    self.complain(folder, &format_args!("cannot read the folder: {error}"))?;
                }
                Ok(policies) if policies.is_empty() => {
                    self.complain(folder, &"there is no NAME.statements.jsonl in it")?;
                }
                Ok(mut policies) => {
                    policies.retain(|path| options.half.is_none_or(|half| half == Half::of(path)));
                    if policies.is_empty() {
                        self.complain(folder, &"no policy in it is of that half")?;
                    }
                    policies.iter().try_for_each(|path| self.read(path))?;
                }
            }
        }
        Ok(())
    }

    /// Reads the policy of a file of gold statements.
    fn read(&mut self, statements: &Path) -> Result<(), Failure> {
        let gold = match Gold::read(statements) {
            Ok(gold) => gold,
            Err(fault) => return self.complain(&fault.path, &fault.what),
        };
        let path = beside(statements, ".txt");
        let mut buffer = Vec::new();
        let text = input::read(&path, &mut buffer);
        let document = match text.and_then(|t| self.parser.parse(t).map_err(Unusable::Unparsed)) {
            Ok(document) => document,
            Err(error) => return self.complain(&path, &error),
        };
        let wrong = self.totals.read(&document, &gold);
        if self.shows_wrong {
            let (name, lines) = (path.display().to_string(), document.line_index());
            wrong.iter().try_for_each(|one| show(&mut self.output, &name, &lines, one))?;
        }
        Ok(())
    }

    fn complain(&mut self, path: &Path, message: &dyn std::fmt::Display) -> Result<(), Failure> {
        self.output.flush()?;
        self.is_unusable = true;
        input::complain("error", path, message);
        Ok(())
    }
}

/// The files of gold statements in a folder, by name.
fn policies(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().map(|name| name.to_string_lossy());
        if name.is_some_and(|name| name.ends_with(".statements.jsonl")) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// The maximal number of cells for the words of a member.
const WORDS_CELLS: usize = 400;

/// `policy.txt:12:5: S16 purposes: 送货 (statement 3)`.
fn show(
    output: &mut impl Write,
    name: &str,
    lines: &LineIndex<'_>,
    wrong: &Wrong<'_>,
) -> io::Result<()> {
    let Wrong { statement, member } = wrong;
    let place = lines.position(member.annotation.span().start());
    let words = shortened(&member.annotation.text(), WORDS_CELLS);
    let (rule, role, id) = (member.rule, member.role.key(), statement.id().index());
    let certainty = rule.certainty();
    writeln!(output, "{}:{place}: {rule} {certainty} {role} #{id}: {words}", visible(name))
}
