//! Writes generated policies as files, for programs that are not part of a bench:
//! `cargo run --release --bin corpus -- 20000 FOLDER`.
//!
//! The first 200 are those that the benches read. The names of the files have as many digits as the
//! last one needs, so that their order is that of the seeds.

#[path = "../../../corpus/mod.rs"]
mod corpus;

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(count), Some(folder), None) = (arguments.next(), arguments.next(), arguments.next())
    else {
        eprintln!("usage: corpus COUNT FOLDER");
        return Ok(ExitCode::from(2));
    };
    let (last, folder) = (count.parse::<u64>()?, Path::new(&folder));
    let digits = last.to_string().len();
    fs::create_dir_all(folder)?;
    for seed in 1..=last {
        fs::write(folder.join(format!("{seed:0digits$}.txt")), corpus::of_usual_length(seed))?;
    }
    Ok(ExitCode::SUCCESS)
}
