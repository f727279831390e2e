//! Writes annotated policies in a format of another tool: `export FORMAT FOLDER FILE...`. `all` is every format, each in
//! a folder of its own.

use std::error::Error;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use policymark_interchange::view::View;
use policymark_interchange::{Export, Format, Options, Piece};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let [format, folder, files @ ..] = arguments.as_slice() else {
        return Err("give a format, a folder and files".into());
    };
    let formats = Format::ALL.iter().copied().filter(|format| format.can_write());
    let formats: Vec<_> = formats.filter(|one| format == "all" || one.name() == format).collect();
    if formats.is_empty() {
        return Err(format!("no format {format} can be written").into());
    }
    let start = Instant::now();
    let mut views = Vec::with_capacity(files.len());
    for file in files {
        let name = Path::new(file).file_stem().unwrap_or_default().to_string_lossy();
        views.push(View::new(&name, &policymark::parse(&fs::read_to_string(file)?)?));
    }
    eprintln!("{} policies read in {:?}", views.len(), start.elapsed());
    for one in formats {
        let start = Instant::now();
        let folder = match format.as_str() {
            "all" => Path::new(folder).join(one.name()),
            _ => Path::new(folder).to_owned(),
        };
        let bytes = export(one, &folder, &views)?;
        eprintln!("{}: {} KB in {:?}", one.name(), bytes / 1024, start.elapsed());
    }
    Ok(())
}

/// Writes the files of an export, and says how many bytes they have.
fn export(format: Format, folder: &Path, views: &[View]) -> Result<usize, Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    let mut export = Export::new(format, Options::default());
    for piece in export.start() {
        fs::write(folder.join(piece.file), piece.content)?;
    }
    let mut bytes = 0;
    for piece in views.iter().flat_map(|view| export.policy(view)) {
        bytes += append(folder, &piece)?;
    }
    for piece in export.end() {
        bytes += append(folder, &piece)?;
    }
    Ok(bytes)
}

fn append(folder: &Path, piece: &Piece) -> Result<usize, Box<dyn Error>> {
    let mut file = File::options().create(true).append(true).open(folder.join(&piece.file))?;
    file.write_all(piece.content.as_bytes())?;
    Ok(piece.content.len())
}
