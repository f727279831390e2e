//! Rewriting a file: whole, or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

/// Replaces the text of a file. It is written to a new file in the same folder, which then takes the place of
/// the old one: whoever reads it, or stops this program, sees the old text or the new one. The mode is kept,
/// and a symbolic link stays one.
pub(crate) fn replace(path: &Path, text: &str) -> io::Result<()> {
    let path = path.canonicalize()?;
    // Where the file itself may not be written, replacing it would get around that.
    File::options().write(true).open(&path)?;
    let folder = path.parent().ok_or(io::ErrorKind::NotFound)?;
    let mut new = NamedTempFile::new_in(folder)?;
    new.write_all(text.as_bytes())?;
    new.as_file().set_permissions(fs::metadata(&path)?.permissions())?;
    new.as_file().sync_all()?;
    new.persist(&path)?;
    Ok(())
}
