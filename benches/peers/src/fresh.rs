//! Each policy is read once in a new process: caches are cold, and the branch predictor has learnt
//! nothing. The tables of the lexicon are built once per process: there are rows with and without
//! them.

use std::env;
use std::hint::black_box;
use std::io;
use std::process::{Command, ExitCode, Stdio};

use crate::race::{ROUNDS, Race, timed};
use crate::{Corpus, xml};

/// With this argument, a process reads the texts on its standard input with the reader that the
/// next argument names, and prints how many seconds each took.
pub const CHILD: &str = "fresh-child";

/// A contender that reads texts.
struct Reader {
    name: &'static str,
    texts: fn(&Corpus) -> &[String],
    /// Runs before the clock starts.
    prepare: fn(),
    read: fn(&str),
}

const READERS: [Reader; 6] = [
    Reader { name: "quick-xml, events", texts: as_xml, prepare: nothing, read: xml::events },
    Reader { name: "roxmltree, tree", texts: as_xml, prepare: nothing, read: xml::tree },
    Reader { name: "marks only", texts: marked, prepare: tables, read: marks },
    Reader { name: "marks only, with tables", texts: marked, prepare: nothing, read: marks },
    Reader { name: "document", texts: marked, prepare: tables, read: document },
    Reader { name: "document, with tables", texts: marked, prepare: nothing, read: document },
];

const fn nothing() {}

fn tables() {
    black_box(policymark::lexicon::Lexicon::standard());
}

fn as_xml(corpus: &Corpus) -> &[String] {
    &corpus.as_xml
}

fn marked(corpus: &Corpus) -> &[String] {
    &corpus.texts
}

fn marks(text: &str) {
    drop(black_box(policymark::Parser::new().marks_only(true).parse(text)));
}

fn document(text: &str) {
    drop(black_box(policymark::parse(text)));
}

/// Runs every reader on all texts in a new process, round by round.
pub fn race(corpus: &Corpus) -> io::Result<Race> {
    let inputs = READERS.map(|reader| serde_json::to_vec((reader.texts)(corpus)));
    let mut seconds = vec![Vec::new(); READERS.len()];
    for _ in 0..ROUNDS {
        for ((reader, input), seconds) in READERS.iter().zip(&inputs).zip(&mut seconds) {
            let input = input.as_ref().map_err(|error| io::Error::other(error.to_string()))?;
            seconds.push(in_new_process(reader, input)?);
        }
    }
    let bytes = |reader: &Reader| (reader.texts)(corpus).iter().map(String::len).collect();
    Ok(Race {
        names: READERS.iter().map(|reader| reader.name).collect(),
        bytes: READERS.iter().map(bytes).collect(),
        seconds,
    })
}

/// The time for each text, in seconds.
fn in_new_process(reader: &Reader, input: &[u8]) -> io::Result<Vec<f64>> {
    let mut child = Command::new(env::current_exe()?)
        .args([CHILD, reader.name])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        io::Write::write_all(&mut stdin, input)?;
    }
    Ok(serde_json::from_slice(&child.wait_with_output()?.stdout)?)
}

/// The main function of the new process. The input is read and parsed from JSON before the clock
/// starts.
pub fn read_once(name: &str) -> ExitCode {
    let Some(reader) = READERS.iter().find(|reader| reader.name == name) else {
        eprintln!("error: no reader is called {name}");
        return ExitCode::from(2);
    };
    let texts: Vec<String> = serde_json::from_reader(io::stdin().lock()).expect("a list of texts");
    (reader.prepare)();
    let seconds: Vec<f64> =
        texts.iter().map(|text| timed(|| (reader.read)(black_box(text)))).collect();
    println!("{}", serde_json::to_string(&seconds).expect("numbers are written"));
    ExitCode::SUCCESS
}
