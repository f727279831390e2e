//! How long an editor waits in a policy of 100 KB: `cargo bench -p policymark-lsp --bench keystroke`.
//!
//! A character is typed in the middle of the text, and then each request is made that editors make after that; all
//! messages are written and read as JSON, as over standard input and output. Positions are UTF-16, which has to be
//! translated. The policies are generated, or those of the folder that `POLICYMARK_CORPUS` names, one after another
//! up to 100 KB. `--most 20` fails if the diagnostics of a keystroke take more milliseconds, in the middle of all.

use std::error::Error;
use std::thread;
use std::time::{Duration, Instant};

use lsp_server::{Connection, Message, Notification, Request};
use policymark_lsp::serve;
use serde_json::{Value, json};

#[path = "../../../benches/corpus/mod.rs"]
mod corpus;
#[path = "../tests/common/settings.rs"]
mod settings;

const BYTES: usize = 100_000;
const STROKES: usize = 200;
const URI: &str = "file:///policies/app.policy";

/// What editors ask after a keystroke, or when something is shown.
const REQUESTS: [&str; 7] = [
    "semanticTokens/full",
    "documentSymbol",
    "foldingRange",
    "inlayHint",
    "codeAction",
    "hover",
    "formatting",
];

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip_while(|argument| argument != "--most").skip(1);
    let most: f64 = arguments.next().map_or(Ok(f64::INFINITY), |most| most.parse())?;
    let text = policy();
    let mark = mark(&text)?;
    let (server, client) = Connection::memory();
    thread::spawn(move || serve(&server, &settings::TestSettings::default()));
    let editor = Editor { client };
    editor.ask(
        "initialize",
        json!({"capabilities": {}, "initializationOptions": {"inlayHints": true}}),
    )?;
    let item = json!({"uri": URI, "languageId": "policymark", "version": 0, "text": text});
    editor.tell("textDocument/didOpen", json!({"textDocument": item}))?;
    editor.diagnostics()?;

    let mut strokes = Vec::new();
    let mut answers = vec![Vec::new(); REQUESTS.len()];
    for version in 1..=STROKES {
        let start = Instant::now();
        editor.tell("textDocument/didChange", change(&mark, version))?;
        editor.diagnostics()?;
        strokes.push(start.elapsed());
        for (request, times) in REQUESTS.iter().zip(&mut answers) {
            let start = Instant::now();
            editor.ask(&format!("textDocument/{request}"), params(&mark))?;
            times.push(start.elapsed());
        }
    }
    let slips = policymark::parse(&text)?.diagnostics().len();
    println!("a policy of {} bytes with {slips} slips", text.len());
    println!("{:<26} {:>7} {:>7}", "milliseconds", "median", "most");
    let median = show("keystroke to diagnostics", strokes);
    for (request, times) in REQUESTS.iter().zip(answers) {
        show(request, times);
    }
    if median > most { Err(format!("that is more than {most} ms").into()) } else { Ok(()) }
}

/// Policies one after another up to 100 KB.
fn policy() -> String {
    let mut text = String::new();
    for policy in corpus::policies().iter().cycle() {
        if text.len() + policy.len() > BYTES && text.len() > BYTES / 2 {
            break;
        }
        text += policy;
        text.push('\n');
    }
    with_slips(&text)
}

/// The text with a blank in every twentieth `<…>`, as a page has that is not done yet.
fn with_slips(text: &str) -> String {
    let mut pieces = text.split('<');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.enumerate().fold(first, |text, (number, piece)| {
        let open = if number % 20 == 0 { "< " } else { "<" };
        text + open + piece
    })
}

/// The place of a mark in the middle of a text.
fn mark(text: &str) -> Result<Value, Box<dyn Error>> {
    let document = policymark::parse(text)?;
    let mark = document.annotations().nth(document.annotations().len() / 2).ok_or("no mark")?;
    let before = &text[..mark.span().range().start];
    let line_start = before.rfind('\n').map_or(0, |feed| feed + 1);
    let character = before[line_start..].encode_utf16().count() + 1;
    Ok(json!({"line": before.matches('\n').count(), "character": character}))
}

/// Types a character before the mark, or takes it out again.
fn change(mark: &Value, version: usize) -> Value {
    let start = json!({"line": mark["line"], "character": 0});
    let (end, text) = if version % 2 == 1 {
        (start.clone(), "您")
    } else {
        (json!({"line": mark["line"], "character": 1}), "")
    };
    let change = json!({"range": {"start": start, "end": end}, "text": text});
    json!({"textDocument": {"uri": URI, "version": version}, "contentChanges": [change]})
}

/// The parameters of all requests at once: each reads its own.
fn params(mark: &Value) -> Value {
    let screen = json!({"line": mark["line"].as_u64().unwrap_or(0) + 60, "character": 0});
    json!({
        "textDocument": {"uri": URI},
        "position": mark,
        "range": {"start": mark, "end": screen},
        "context": {"diagnostics": []},
        "options": {"tabSize": 4, "insertSpaces": true},
    })
}

/// Prints the median and the greatest of some times, and returns the median, in milliseconds.
fn show(what: &str, mut times: Vec<Duration>) -> f64 {
    times.sort();
    let ms = |time: Option<&Duration>| time.map_or(0.0, Duration::as_secs_f64) * 1000.0;
    let median = ms(times.get(times.len() / 2));
    println!("{what:<26} {median:>7.2} {:>7.2}", ms(times.last()));
    median
}

struct Editor {
    client: Connection,
}

impl Editor {
    fn tell(&self, method: &str, params: Value) -> Result<(), Box<dyn Error>> {
        self.send(&Notification { method: method.to_owned(), params }.into())
    }

    fn ask(&self, method: &str, params: Value) -> Result<(), Box<dyn Error>> {
        self.send(&Request { id: 1.into(), method: method.to_owned(), params }.into())?;
        loop {
            if let Message::Response(response) = self.receive()? {
                return match response.response_result {
                    Ok(_) => Ok(()),
                    Err(error) => Err(format!("{method}: {}", error.message).into()),
                };
            }
        }
    }

    /// Waits for diagnostics.
    fn diagnostics(&self) -> Result<(), Box<dyn Error>> {
        while !matches!(self.receive()?, Message::Notification(_)) {}
        Ok(())
    }

    /// Sends a message after it was written and read.
    fn send(&self, message: &Message) -> Result<(), Box<dyn Error>> {
        let text = serde_json::to_string(message)?;
        Ok(self.client.sender.send(serde_json::from_str(&text)?)?)
    }

    fn receive(&self) -> Result<Message, Box<dyn Error>> {
        let text = serde_json::to_string(&self.client.receiver.recv()?)?;
        Ok(serde_json::from_str(&text)?)
    }
}
