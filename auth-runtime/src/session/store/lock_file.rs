//! A lock file, which one process at a time can lock.

use std::error::Error as StdError;
use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::StoreFuture;
use super::file::path::resolve;
use super::file::private;

/// The time between two attempts to lock a file that another process has locked.
const TRY_EVERY: Duration = Duration::from_millis(10);

/// A lock that is released when its last handle is closed, or when the process ends.
pub(super) struct LockFile(Arc<File>);

impl LockFile {
    /// Waits for the lock. The file is created if necessary, and is not removed. It has the owner of the record, so
    /// that a program that is run once by the superuser does not lock the user out.
    pub(super) async fn take(path: &Path, record: &Path) -> io::Result<Self> {
        let path = resolve(path)?;
        loop {
            let file = open(&path, record)?;
            wait(&file).await?;
            // A lock on a file that was deleted in the meantime has no effect.
            if private::is_at(&file, &path)? {
                return Ok(Self(Arc::new(file)));
            }
        }
    }

    /// Runs blocking work. The lock is held until it is done, even if nobody waits for it any more.
    pub(super) fn run<T, E, W>(&self, work: W) -> StoreFuture<'static, T>
    where
        T: Send + 'static,
        E: StdError + Send + Sync + 'static,
        W: FnOnce() -> Result<T, E> + Send + 'static,
    {
        let lock = Arc::clone(&self.0);
        run(move || {
            let done = work();
            drop(lock);
            done
        })
    }
}

/// Runs blocking work.
pub(super) fn run<T, E, W>(work: W) -> StoreFuture<'static, T>
where
    T: Send + 'static,
    E: StdError + Send + Sync + 'static,
    W: FnOnce() -> Result<T, E> + Send + 'static,
{
    Box::pin(async move { Ok(tokio::task::spawn_blocking(work).await??) })
}

/// Opens or creates the file. One that must not be written can be locked all the same.
fn open(path: &Path, record: &Path) -> io::Result<File> {
    let opened = private::open(path, OpenOptions::new().write(true).create(true).truncate(false));
    match opened {
        Ok(file) => private::keep_owner(&file, record).map(|()| file),
        Err(error) => private::open(path, OpenOptions::new().read(true)).map_err(|_| error),
    }
}

/// Polls the lock, because a thread that waits in the kernel cannot be cancelled.
async fn wait(file: &File) -> io::Result<()> {
    while let Err(error) = file.try_lock() {
        match error {
            TryLockError::WouldBlock => tokio::time::sleep(TRY_EVERY).await,
            TryLockError::Error(error) => return Err(error),
        }
    }
    Ok(())
}
