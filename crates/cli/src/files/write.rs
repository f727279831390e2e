//! Rewriting a file: whole, or not at all.

use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Replaces the text of a file. It is written to a new file in the same folder, which then takes the place of
/// the old one: whoever reads it, or stops this program, sees the old text or the new one. The mode is kept,
/// and a symbolic link stays one.
pub(crate) fn replace(path: &Path, text: &str) -> io::Result<()> {
    let path = path.canonicalize()?;
    // Where the file itself may not be written, replacing it would get around that.
    File::options().write(true).open(&path)?;
    persist(&path, text, Some(fs::metadata(&path)?.permissions()))
}

/// Writes a file that can be there already, whole or not at all. What is no file, such as a device, is written to.
pub(crate) fn create(path: &Path, text: &str) -> io::Result<()> {
    match path.metadata() {
        Ok(metadata) if metadata.is_file() => replace(path, text),
        Ok(_) => File::options().write(true).open(path)?.write_all(text.as_bytes()),
        Err(_) => persist(path, text, None),
    }
}

fn persist(path: &Path, text: &str, permissions: Option<Permissions>) -> io::Result<()> {
    let new = beside(path);
    let written = write_new(&new, text, permissions).and_then(|()| fs::rename(&new, path));
    if written.is_err() {
        // Nothing is left behind, as far as that can be helped.
        let _ = fs::remove_file(&new);
    }
    written
}

/// The name of the new file: hidden, so that no other run takes it for a policy. Another process has another
/// one, and each file is mended once in a run.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.tmp", std::process::id()))
}

fn write_new(new: &Path, text: &str, permissions: Option<Permissions>) -> io::Result<()> {
    let mut file = File::options().write(true).create_new(true).open(new)?;
    file.write_all(text.as_bytes())?;
    if let Some(permissions) = permissions {
        file.set_permissions(permissions)?;
    }
    // Without this, a crash of the machine could leave an empty file under the old name.
    file.sync_all()
}
