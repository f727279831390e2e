//! A session over a folder: one parser, whose storage is used again for each file.
//!
//! `Parser::parse` returns a document of its own; a session lends one until the next text is parsed, which saves
//! most allocations. With several threads, each needs a session of its own.
//!
//! ```console
//! $ cargo run --release --example session -- policies/
//! ```

use std::error::Error;
use std::fs;

use policymark::Parser;
use policymark::query::sensitive;
use policymark::text::visible;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1).ok_or("name a folder")?;
    let mut session = Parser::new().session();
    let (mut files, mut total) = (0, 0);
    let mut entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::path);
    for path in entries.iter().map(fs::DirEntry::path) {
        if path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        let name = path.display().to_string();
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) => {
                eprintln!("{}: {error}", visible(&name));
                continue;
            }
        };
        // Counted here and not kept: the next text takes the place of the document.
        let document = session.parse(&text)?;
        let statements = document.statements().len();
        let sensitive = document.find(sensitive()).count();
        println!("{}: {statements} statements, {sensitive} about sensitive data", visible(&name));
        files += 1;
        total += statements;
    }
    println!("{files} files, {total} statements");
    Ok(())
}
