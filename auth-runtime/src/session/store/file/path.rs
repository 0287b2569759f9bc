//! Resolves the path of the file, and of the files next to it.

use std::ffi::OsString;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// The maximum number of symbolic links that are followed, as in Linux.
const MAX_LINKS: usize = 40;

/// Follows the symbolic links of a path, even to a file that does not exist yet. All paths to a file resolve to the
/// same path, so that they share a lock, and a link remains a link when the file is replaced.
pub(in crate::session::store) fn resolve(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_path_buf();
    for _ in 0..MAX_LINKS {
        match fs::read_link(&path) {
            Ok(target) => path = directory(&path).join(target),
            Err(_) => return in_real_directory(&path),
        }
    }
    Err(io::Error::new(ErrorKind::InvalidInput, "too many symbolic links"))
}

fn in_real_directory(path: &Path) -> io::Result<PathBuf> {
    let name = path.file_name().ok_or_else(|| io::Error::new(ErrorKind::InvalidInput, "the path has no file name"))?;
    Ok(fs::canonicalize(directory(path))?.join(name))
}

/// Returns the directory of a file.
pub(in crate::session::store) fn directory(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Returns the path with a suffix added to the file name.
pub(in crate::session::store) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    name.into()
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn all_paths_to_a_file_resolve_to_one() {
        let root = tempfile::tempdir().unwrap();
        let at = |name: &str| root.path().join(name);
        fs::create_dir_all(at("a/b")).unwrap();
        symlink("a", at("linked")).unwrap();
        symlink("b/../new.json", at("a/relative")).unwrap();
        symlink(at("linked/relative"), at("chain")).unwrap();
        symlink("loop", at("loop")).unwrap();
        let expected = fs::canonicalize(root.path()).unwrap().join("a/new.json");
        for path in ["a/new.json", "a/./b/../new.json", "linked/new.json", "a/relative", "linked/relative", "chain"] {
            for exists in [false, true] {
                assert_eq!(resolve(&at(path)).unwrap(), expected, "{path}");
                if exists {
                    fs::write(&expected, "").unwrap();
                }
            }
            fs::remove_file(&expected).unwrap();
        }
        for path in ["loop", "nowhere/file", "a/.."] {
            assert!(resolve(&at(path)).is_err(), "{path}");
        }
    }
}
