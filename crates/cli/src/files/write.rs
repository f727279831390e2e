//! Rewriting a file: whole, or not at all.

use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Replaces the old text of a file by a new one. The new text is written to a new file in the same folder, which
/// then takes the place of the old one: whoever reads it, or stops this program, sees the old text or the new one.
/// The mode is kept, the owner as far as the system allows it, and a symbolic link stays one.
///
/// A file that no longer has the old text has been changed meanwhile, by an editor perhaps. It is left alone, and
/// that is an error.
pub(crate) fn replace(path: &Path, old: &str, new: &str) -> io::Result<()> {
    let path = path.canonicalize()?;
    // Where the file itself may not be written, replacing it would get around that.
    File::options().write(true).open(&path)?;
    let metadata = fs::metadata(&path)?;
    if fs::read(&path)? != old.as_bytes() {
        return Err(io::Error::other("it has changed meanwhile"));
    }
    persist(&path, new, Some(&metadata))
}

/// Writes a file that can be there already, whole or not at all. What is no file, such as a device, is written to.
pub(crate) fn create(path: &Path, text: &str) -> io::Result<()> {
    match path.metadata() {
        Ok(metadata) if metadata.is_file() => persist(&path.canonicalize()?, text, Some(&metadata)),
        Ok(_) => File::options().write(true).open(path)?.write_all(text.as_bytes()),
        Err(_) => persist(path, text, None),
    }
}

fn persist(path: &Path, text: &str, like: Option<&Metadata>) -> io::Result<()> {
    let (new, mut file) = create_beside(path, like.is_some())?;
    let written = write_new(&mut file, text, like).and_then(|()| fs::rename(&new, path));
    if written.is_err() {
        // Nothing is left behind, as far as that can be helped.
        let _ = fs::remove_file(&new);
    }
    written
}

/// Creates a new file in the folder of another one: hidden, so that no other run takes it for a policy, and with a
/// short name, since that of the other one can be as long as the system allows.
fn create_beside(path: &Path, is_private: bool) -> io::Result<(PathBuf, File)> {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    loop {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let new = path.with_file_name(format!(".policymark.{}.{number}.tmp", std::process::id()));
        match options(is_private).open(&new) {
            // A run with the same number was stopped before it could remove it.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            opened => return Ok((new, opened?)),
        }
    }
}

/// Nobody else may read a file before it has the mode of the one that it replaces.
fn options(is_private: bool) -> fs::OpenOptions {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if is_private {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    options
}

fn write_new(file: &mut File, text: &str, like: Option<&Metadata>) -> io::Result<()> {
    if let Some(like) = like {
        #[cfg(unix)]
        {
            use std::os::unix::fs::{MetadataExt, fchown};
            // Only the superuser can give a file away.
            let _ = fchown(&*file, Some(like.uid()), Some(like.gid()));
        }
        file.set_permissions(like.permissions())?;
    }
    file.write_all(text.as_bytes())?;
    // Without this, a crash of the machine could leave an empty file under the old name.
    file.sync_all()
}
