//! Opens regular files that only their owner can read.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use crate::value::wiped::WipedBuffer;

/// The maximum length of a file that is read, in bytes. Records are a few kilobytes.
const LIMIT: u64 = 1024 * 1024;

/// Opens a regular file; a newly created file is private. Opening another kind of file may block (a FIFO) or have side
/// effects (a device), so that is an error before opening it. A symbolic link is an error too, because the path is
/// resolved before.
pub(in crate::session::store) fn open(path: &Path, options: &mut OpenOptions) -> io::Result<File> {
    check_kind(path)?;
    #[cfg(unix)]
    {
        use libc::{O_NOCTTY, O_NOFOLLOW, O_NONBLOCK};
        use std::os::unix::fs::OpenOptionsExt;
        // The kind may have changed since the check: `O_NONBLOCK` does not wait for the other end of a FIFO.
        options.mode(0o600).custom_flags(O_NONBLOCK | O_NOFOLLOW | O_NOCTTY);
    }
    let file = options.open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(not_regular()) }
}

/// Returns an error if there is something other than a regular file at a path.
pub(in crate::session::store) fn check_kind(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if !metadata.is_file() => Err(not_regular()),
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn not_regular() -> io::Error {
    io::Error::new(ErrorKind::InvalidInput, "not a regular file")
}

/// Reads a file of limited length.
pub(in crate::session::store) fn read_to_end(file: &File) -> io::Result<WipedBuffer> {
    let mut text = WipedBuffer::new();
    let mut chunk = zeroize::Zeroizing::new([0; 4096]);
    let mut rest = file.take(LIMIT + 1);
    loop {
        match rest.read(chunk.as_mut_slice())? {
            0 if rest.limit() == 0 => return Err(io::Error::new(ErrorKind::FileTooLarge, "longer than 1 MiB")),
            0 => return Ok(text),
            count => text.push(chunk.get(..count).unwrap_or_default()),
        }
    }
}

/// Makes a file private if others can access it.
///
/// # Errors
/// Returns an error if the process must not change it, or if the file system has no permissions.
#[cfg(unix)]
pub(in crate::session::store) fn make_private(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let is_open = |metadata: &fs::Metadata| metadata.permissions().mode() & 0o077 != 0;
    if !is_open(&file.metadata()?) {
        return Ok(());
    }
    let changed = file.set_permissions(fs::Permissions::from_mode(0o600));
    if changed.is_err() || is_open(&file.metadata()?) {
        return Err(io::Error::new(
            ErrorKind::PermissionDenied,
            "other users can access the file; run `chmod 600` on it",
        ));
    }
    Ok(())
}

/// Returns an error if a file has several names, because replacing it would leave an old record at the others.
#[cfg(unix)]
pub(in crate::session::store) fn check_single_name(file: &File) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt;
    let names = file.metadata()?.nlink();
    if names > 1 {
        return Err(io::Error::new(
            ErrorKind::InvalidInput,
            "the file has several names (hard links); keep one of them",
        ));
    }
    Ok(())
}

/// Gives a new file the owner of the record that it replaces or belongs to, if the process may: a program that is run
/// once with `sudo` must not lock its user out. If there is no record yet, the owner is that of the directory, if that
/// user ran `sudo`.
#[cfg(unix)]
pub(in crate::session::store) fn keep_owner(file: &File, of: &Path) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let started_by = std::env::var("SUDO_UID").ok().and_then(|uid| uid.parse().ok());
    let Some(owner) = owner(of, started_by) else { return Ok(()) };
    let new = file.metadata()?;
    if owner != (new.uid(), new.gid()) {
        // Only the superuser may do this; for other users the file has changed hands.
        let _ = fchown(file, Some(owner.0), Some(owner.1));
    }
    Ok(())
}

/// Returns the user and group of the owner.
#[cfg(unix)]
fn owner(record: &Path, started_by: Option<u32>) -> Option<(u32, u32)> {
    use std::os::unix::fs::MetadataExt;
    let owner = |metadata: fs::Metadata| (metadata.uid(), metadata.gid());
    if let Ok(metadata) = fs::symlink_metadata(record) {
        Some(owner(metadata))
    } else {
        let directory = fs::metadata(super::path::directory(record)).ok().map(owner);
        directory.filter(|(user, _)| started_by == Some(*user))
    }
}

/// Whether the path still names the open file, which may have been deleted or replaced.
#[cfg(unix)]
pub(in crate::session::store) fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let id = |metadata: &fs::Metadata| (metadata.dev(), metadata.ino());
    let here = file.metadata()?;
    Ok(fs::symlink_metadata(path).is_ok_and(|there| id(&there) == id(&here)))
}

/// Does nothing, because Windows has no such permissions; a new file has those of its directory.
#[cfg(not(unix))]
pub(in crate::session::store) fn make_private(_: &File) -> io::Result<()> {
    Ok(())
}

/// Does nothing, because hard links are rare here, and the standard library does not count them.
#[cfg(not(unix))]
pub(in crate::session::store) fn check_single_name(_: &File) -> io::Result<()> {
    Ok(())
}

/// Does nothing, because a new file belongs to the user.
#[cfg(not(unix))]
pub(in crate::session::store) fn keep_owner(_: &File, _: &Path) -> io::Result<()> {
    Ok(())
}

/// Returns true, because an open file cannot be deleted.
#[cfg(not(unix))]
pub(in crate::session::store) fn is_at(_: &File, _: &Path) -> io::Result<bool> {
    Ok(true)
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::{MetadataExt, chown};

    use super::*;

    /// The user `nobody` of most systems.
    const USER: u32 = 65_534;

    #[test]
    fn a_file_has_the_owner_of_its_record_or_of_who_ran_sudo() {
        let directory = tempfile::tempdir().unwrap();
        let record = directory.path().join("session.json");
        let me = fs::metadata(directory.path()).map(|metadata| (metadata.uid(), metadata.gid())).unwrap();
        assert_eq!(owner(&record, None), None, "it is the process's own");
        assert_eq!(owner(&record, Some(me.0)), Some(me));
        assert_eq!(owner(&record, Some(me.0 + 1)), None, "the directory is of somebody else");
        fs::write(&record, "").unwrap();
        assert_eq!(owner(&record, None), Some(me));
        if me.0 != 0 {
            eprintln!("NOT RUN: the rest needs the superuser");
            return;
        }
        chown(&record, Some(USER), Some(USER)).unwrap();
        let lock = File::create(directory.path().join("session.json.lock")).unwrap();
        keep_owner(&lock, &record).unwrap();
        let metadata = lock.metadata().unwrap();
        assert_eq!((metadata.uid(), metadata.gid()), (USER, USER));
    }
}
