//! [`shown`]: what a page calls a file.

use std::path::{Path, PathBuf};

use crate::files::Source;

/// The name of a file on a page that others will read: as the user wrote it, but no absolute path, of which they learn
/// nothing but how this computer is set up. Of that, what is below the named folder stays: `policies/a.txt` of
/// `/home/me/policies`.
pub(super) fn shown(source: &Source, named: &[PathBuf]) -> String {
    match source.path().filter(|path| path.is_absolute()) {
        Some(path) => short(path, named).display().to_string(),
        None => source.to_string(),
    }
}

/// The name of a folder or a file that the user named.
pub(super) fn title(path: &Path) -> String {
    short(path, &[]).display().to_string()
}

fn short<'a>(path: &'a Path, named: &[PathBuf]) -> &'a Path {
    if !path.is_absolute() {
        return path;
    }
    let folders = named.iter().filter(|folder| *folder != path).filter_map(|folder| {
        let below = path.strip_prefix(folder).ok().map(|_| folder.parent());
        path.strip_prefix(below?.unwrap_or(folder)).ok()
    });
    let shortest = folders.min_by_key(|below| below.components().count());
    shortest.or_else(|| path.file_name().map(Path::new)).unwrap_or(path)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn an_absolute_path_becomes_what_the_user_named() {
        let name = |path: &str, named: &str| shown(&Source::new(path.into()), &[named.into()]);
        assert_eq!(name("/home/me/policies/a/b.txt", "/home/me/policies"), "policies/a/b.txt");
        assert_eq!(name("/home/me/b.txt", "/home/me/b.txt"), "b.txt");
        assert_eq!(name("../a/b.txt", "../a"), "../a/b.txt");
        assert_eq!(name("/a/b.txt", "/"), "a/b.txt");
        assert_eq!(title(Path::new("/home/me/policies")), "policies");
        assert_eq!(title(Path::new("./policies")), "./policies");
        assert_eq!(title(Path::new("/")), "/");
    }
}
