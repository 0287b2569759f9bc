//! A store in a file.

pub(super) mod path;
pub(super) mod private;
mod read_only;
mod replace;

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use self::path::{resolve, with_suffix};
use self::read_only::{ReadOnlyFile, is_read_only};
use self::replace::{check_replaceable, remove_leftover, replace};
use super::lock_file::LockFile;
use super::record::{read, write};
use super::{Locked, Store, StoreFuture, Stored};

/// A store in a file that only its owner can read. Any number of processes on one machine may use it at the same time.
/// Network file systems are not supported, because their locks are not reliable.
///
/// - The file is replaced as a whole, so that a crash leaves the old record or the new one. A write that fails leaves
///   nothing behind, and a temporary file that a crash has left is removed at the next use.
/// - An empty file with the suffix `.lock` is the lock. It is not removed.
/// - Symbolic links are followed: the target of a link is replaced, and all paths to a file share its lock.
/// - A file that other users can access is made private when it is read. If that is not possible, it is an error.
/// - If the superuser runs the program, the record and the lock keep the owner of the record; a first record is given
///   to the owner of the directory, if that user ran `sudo`.
/// - If the lock cannot be made, because the directory must not be written, the record is only read: its token is used
///   while it is good, and a refresh token that may be replaced is not sent.
/// - A file that is not a record of a session, is longer than 1 MiB, has hard links, or is not a regular file, is an
///   error and is not overwritten.
///
/// ```
/// use auth_runtime::session::FileStore;
///
/// let store = FileStore::new("/home/ada/.config/acme/session.json");
/// ```
#[derive(Clone, Debug)]
pub struct FileStore {
    path: Arc<Path>,
    checks_permissions: bool,
}

impl FileStore {
    /// Makes a store with this file, which need not exist; its directory must. A relative path is relative to the
    /// current working directory.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        // Without a working directory a relative path is unusable, which the first use reports.
        let path = std::path::absolute(&path).unwrap_or(path);
        Self { path: path.into(), checks_permissions: true }
    }

    async fn take(&self) -> io::Result<Box<dyn Locked>> {
        let target = resolve(&self.path)?;
        private::check_kind(&target)?;
        let lock = LockFile::take(&with_suffix(&target, ".lock"), &target).await;
        let files = Files { path: Arc::clone(&self.path), target, checks_permissions: self.checks_permissions };
        let lock = match lock {
            Err(error) if is_read_only(&error) => return Ok(files.read_only(&error)),
            lock => lock?,
        };
        // If it cannot be removed, the next save reports that.
        let _ = remove_leftover(&files.target);
        Ok(Box::new(LockedFile { files: Arc::new(files), lock }))
    }

    /// Does not check who can read the file: for file systems without permissions, such as FAT, on which every use
    /// would be an error. Protect the tokens in another way, for example with an encrypted store.
    #[must_use]
    pub fn without_permission_check(self) -> Self {
        Self { checks_permissions: false, ..self }
    }
}

impl Store for FileStore {
    fn lock(&self) -> StoreFuture<'_, Box<dyn Locked>> {
        Box::pin(async { Ok(self.take().await.map_err(|error| with_path(&self.path, &error))?) })
    }
}

struct LockedFile {
    files: Arc<Files>,
    lock: LockFile,
}

struct Files {
    /// The path as the user gave it, for messages.
    path: Arc<Path>,
    /// The path without symbolic links.
    target: PathBuf,
    checks_permissions: bool,
}

impl Files {
    /// Returns the record without a lock.
    fn read_only(self, why: &io::Error) -> Box<dyn Locked> {
        let path = Arc::clone(&self.path);
        let read = move || load(&self).map_err(|error| with_path(&self.path, &error));
        Box::new(ReadOnlyFile::new(&with_path(&path, why), read))
    }
}

impl LockedFile {
    fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Files) -> io::Result<T> + Send + 'static,
    ) -> StoreFuture<'_, T> {
        let files = Arc::clone(&self.files);
        self.lock.run(move || work(&files).map_err(|error| with_path(&files.path, &error)))
    }
}

impl Locked for LockedFile {
    fn load(&mut self) -> StoreFuture<'_, Stored> {
        self.run(load)
    }

    fn save<'a>(&'a mut self, stored: &'a Stored) -> StoreFuture<'a, ()> {
        let text = write(stored);
        self.run(move |files| replace(&files.target, text.as_slice(), files.checks_permissions))
    }

    fn writable(&mut self) -> StoreFuture<'_, ()> {
        self.run(|files| check_replaceable(&files.target))
    }
}

fn load(files: &Files) -> io::Result<Stored> {
    let file = match private::open(&files.target, OpenOptions::new().read(true)) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Stored::default()),
        opened => opened?,
    };
    let stored = read_record(&file)?;
    // Only now is it certain that the file is a record and may be changed.
    private::check_single_name(&file)?;
    if files.checks_permissions {
        private::make_private(&file)?;
    }
    Ok(stored)
}

fn read_record(file: &File) -> io::Result<Stored> {
    let text = private::read_to_end(file)?;
    read(text.as_slice()).map_err(|error| io::Error::new(ErrorKind::InvalidData, format!("{error}; delete the file")))
}

/// What to do if the record cannot be replaced.
const READ_ONLY: &str = "; let the program write into the directory, which has the record and its lock";

/// Adds the path, which errors of the operating system lack, and advice.
fn with_path(path: &Path, error: &io::Error) -> io::Error {
    let advice = match error.kind() {
        ErrorKind::NotFound => "; create its directory",
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => READ_ONLY,
        ErrorKind::ResourceBusy => "; a file that is mounted cannot be replaced: mount its directory",
        _ => "",
    };
    io::Error::new(error.kind(), format!("{}: {error}{advice}", path.display()))
}
