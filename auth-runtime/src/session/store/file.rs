//! A store in a file.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::lock_file::{LockFile, open_private};
use super::record::{read, write};
use super::{Locked, Store, StoreFuture, Stored};
use crate::wiped::WipedBuffer;

/// A store in a file that only its owner may read. Any number of processes on one machine may use it at once; not over a
/// network file system, where locks are not to be relied on.
///
/// The file is replaced as a whole, so that a crash leaves the old or the new. Beside it there is an empty file whose name
/// ends in `.lock`, which stays. A file that is something else is an error and is not written over.
///
/// ```
/// use auth_runtime::session::FileStore;
///
/// let store = FileStore::new("/home/ada/.config/acme/session.json");
/// ```
#[derive(Clone, Debug)]
pub struct FileStore {
    path: Arc<Path>,
}

impl FileStore {
    /// The file, which need not exist; its directory must.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into().into() }
    }
}

impl Store for FileStore {
    fn lock(&self) -> StoreFuture<'_, Box<dyn Locked>> {
        Box::pin(async {
            let lock = LockFile::take(&beside(&self.path, ".lock")).await.map_err(|error| at(&self.path, &error))?;
            let locked = LockedFile { path: Arc::clone(&self.path), lock };
            Ok(Box::new(locked) as Box<dyn Locked>)
        })
    }
}

struct LockedFile {
    path: Arc<Path>,
    lock: LockFile,
}

impl LockedFile {
    fn run<T: Send + 'static>(&self, work: impl FnOnce(&Path) -> io::Result<T> + Send + 'static) -> StoreFuture<'_, T> {
        let path = Arc::clone(&self.path);
        self.lock.run(move || work(&path))
    }
}

impl Locked for LockedFile {
    fn load(&mut self) -> StoreFuture<'_, Stored> {
        self.run(load)
    }

    fn save<'a>(&'a mut self, stored: &'a Stored) -> StoreFuture<'a, ()> {
        let text = write(stored);
        self.run(move |path| replace(path, text.as_slice()).map_err(|error| at(path, &error)))
    }
}

fn load(path: &Path) -> io::Result<Stored> {
    let file = match File::open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Stored::default()),
        opened => opened,
    };
    let text = file.and_then(read_to_end).map_err(|error| at(path, &error))?;
    read(text.as_slice()).map_err(|error| io::Error::other(format!("{}: {error}; delete the file", path.display())))
}

fn read_to_end(mut file: File) -> io::Result<WipedBuffer> {
    let mut text = WipedBuffer::new();
    let mut chunk = zeroize::Zeroizing::new([0; 4096]);
    loop {
        match file.read(chunk.as_mut_slice())? {
            0 => return Ok(text),
            count => text.push(chunk.get(..count).unwrap_or_default()),
        }
    }
}

/// The system does not say which file its error is about.
fn at(path: &Path, error: &io::Error) -> io::Error {
    let advice = if error.kind() == ErrorKind::NotFound { "; create its directory" } else { "" };
    io::Error::new(error.kind(), format!("{}: {error}{advice}", path.display()))
}

/// Writes beside the file and renames, so that nobody ever reads a half of it.
fn replace(path: &Path, text: &[u8]) -> io::Result<()> {
    let new = beside(path, ".new");
    // What a crash left behind may have other permissions.
    match fs::remove_file(&new) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = open_private(&new, OpenOptions::new().write(true).create_new(true))?;
    file.write_all(text)?;
    file.sync_all()?;
    fs::rename(&new, path)?;
    sync_directory(path)
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    name.into()
}

/// The new name outlives a power failure only once the directory is written too.
#[cfg(unix)]
fn sync_directory(path: &Path) -> io::Result<()> {
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(directory)?.sync_all()
}

#[cfg(not(unix))]
fn sync_directory(_: &Path) -> io::Result<()> {
    Ok(())
}
