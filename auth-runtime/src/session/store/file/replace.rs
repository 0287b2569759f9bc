//! Replaces a file as a whole.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::path::{directory, with_suffix};
use super::private;

/// Writes a new file next to the old one and renames it, so that nobody reads half of it. A failure leaves the old file
/// unchanged, and nothing of the new one.
pub(super) fn replace(path: &Path, text: &[u8], checks_permissions: bool) -> io::Result<()> {
    private::check_kind(path)?;
    let new = new_file(path);
    remove_leftover(path)?;
    let written = write_new(&new, path, text, checks_permissions).and_then(|()| fs::rename(&new, path));
    // The first error is more useful than that of the clean-up.
    written.inspect_err(|_| drop(fs::remove_file(&new)))?;
    sync_directory(path)
}

/// How much is written to see whether there is room for a record.
static ROOM: [u8; 16 * 1024] = [0; 16 * 1024];

/// Returns an error if the file cannot be replaced, because nothing can be written next to it.
pub(super) fn check_replaceable(path: &Path) -> io::Result<()> {
    remove_leftover(path)?;
    let mut new = private::open(&new_file(path), OpenOptions::new().write(true).create_new(true))?;
    let written = new.write_all(&ROOM);
    written.and(remove_leftover(path))
}

/// Removes a new file that a crash has left, because it may contain tokens and have other permissions.
pub(super) fn remove_leftover(path: &Path) -> io::Result<()> {
    match fs::remove_file(new_file(path)) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn new_file(path: &Path) -> PathBuf {
    with_suffix(path, ".new")
}

fn write_new(new: &Path, old: &Path, text: &[u8], checks_permissions: bool) -> io::Result<()> {
    let mut file = private::open(new, OpenOptions::new().write(true).create_new(true))?;
    if checks_permissions {
        private::make_private(&file)?;
    }
    private::keep_owner(&file, old)?;
    file.write_all(text)?;
    file.sync_all()
}

/// Writes the directory to disk, without which the new name does not survive a power failure. Not every file system
/// supports that, and not every directory can be opened.
#[cfg(unix)]
fn sync_directory(path: &Path) -> io::Result<()> {
    use ErrorKind::{InvalidInput, PermissionDenied, Unsupported};
    match File::open(directory(path)).and_then(|directory| directory.sync_all()) {
        Err(error) if !matches!(error.kind(), InvalidInput | PermissionDenied | Unsupported) => Err(error),
        _ => Ok(()),
    }
}

#[cfg(not(unix))]
fn sync_directory(_: &Path) -> io::Result<()> {
    Ok(())
}
