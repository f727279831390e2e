//! How fast `policymark check` is beside parsing the same files: `cargo bench -p policymark-cli --bench check`.
//!
//! Both read 2,000 files from a folder with one thread, in turn: generated policies of the lengths of real ones, or those
//! of the folder that `POLICYMARK_CORPUS` names, over and over. The fastest of seven runs of each
//! count, since other programs on the machine make the others slower. `--least 0.8` fails if the ratio is less.

use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use policymark::Parser;

#[path = "../../../benches/corpus/mod.rs"]
mod corpus;

const FILES: usize = 2000;
const ROUNDS: usize = 7;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip_while(|argument| argument != "--least").skip(1);
    let least: f64 = arguments.next().map_or(Ok(0.0), |least| least.parse())?;
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("check-bench");
    let files = copies(&folder)?;
    let mut fastest = (Duration::MAX, Duration::MAX);
    for _ in 0..ROUNDS {
        let (parse, check) = (parse(&files)?, check(&folder)?);
        fastest = (fastest.0.min(parse), fastest.1.min(check));
        println!("parse {parse:>7.1?}  check {check:>7.1?}");
    }
    let ratio = fastest.0.as_secs_f64() / fastest.1.as_secs_f64();
    println!("check runs at {ratio:.2} of the speed of parsing {FILES} files");
    if ratio < least { Err(format!("that is less than {least}").into()) } else { Ok(()) }
}

/// Fills a folder with policies.
fn copies(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let texts = corpus::policies();
    fs::create_dir_all(folder)?;
    let mut files = Vec::new();
    for number in 0..FILES {
        let path = folder.join(format!("{number}.txt"));
        fs::write(&path, &texts[number % texts.len()])?;
        files.push(path);
    }
    Ok(files)
}

fn parse(files: &[PathBuf]) -> Result<Duration, Box<dyn Error>> {
    let start = Instant::now();
    let mut session = Parser::new().session();
    for file in files {
        let text = fs::read_to_string(file)?;
        black_box(session.parse(&text)?.diagnostics().len());
    }
    Ok(start.elapsed())
}

fn check(folder: &Path) -> Result<Duration, Box<dyn Error>> {
    let start = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_policymark"));
    command.args(["check", "--isolated", "--threads", "1", "--output-format", "concise", "-q"]);
    let status = command.arg(folder).stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    match status.code() {
        Some(0 | 1) => Ok(start.elapsed()),
        _ => Err(format!("check ends with {status}").into()),
    }
}
