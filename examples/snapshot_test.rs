//! A snapshot test of your own policies: shows whether an edit, or a new version of this crate, changes what is read
//! in them. In a test of your own, `insta::assert_snapshot!(document.snapshot())` does the same.
//!
//! Beside each `NAME.txt` of a folder is `NAME.snapshot`. Without it, or with `--update`, it is written.
//!
//! ```console
//! $ cargo run --example snapshot_test -- policies/
//! ```

use std::error::Error;
use std::fs;
use std::process::ExitCode;

use policymark::text::visible;

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let mut arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let updates = arguments.iter().any(|argument| argument == "--update");
    arguments.retain(|argument| argument != "--update");
    let folder = arguments.first().ok_or("name a folder")?;

    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        paths.push(entry?.path());
    }
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();

    let mut differ = 0;
    for path in paths {
        let document = policymark::parse(&fs::read_to_string(&path)?)?;
        // Places are left out, so that an edit changes only the lines about what it changed.
        let snapshot = document.snapshot().to_string();
        let stored = path.with_extension("snapshot");
        if updates || !stored.exists() {
            fs::write(&stored, snapshot)?;
        } else if fs::read_to_string(&stored)? != snapshot {
            differ += 1;
            println!("{} is not as stored", visible(&path.display().to_string()));
        }
    }
    Ok(if differ == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
