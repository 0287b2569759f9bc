//! A file that one process at a time holds, and files that only their owner may read.

use std::error::Error as StdError;
use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::StoreFuture;

/// How often a lock is tried that someone else has.
const TRY_EVERY: Duration = Duration::from_millis(10);

/// A lock that is given back when the last handle of it is closed, by the end of the process too.
pub(super) struct LockFile(Arc<File>);

impl LockFile {
    /// Waits until nobody else has it. The file is made if there is none, and stays.
    pub(super) async fn take(path: &Path) -> io::Result<Self> {
        let lock = open_private(path, OpenOptions::new().write(true).create(true))?;
        // Trying again, and not waiting in the kernel: a thread that waits there cannot be called off.
        while let Err(error) = lock.try_lock() {
            match error {
                TryLockError::WouldBlock => tokio::time::sleep(TRY_EVERY).await,
                TryLockError::Error(error) => return Err(error),
            }
        }
        Ok(Self(Arc::new(lock)))
    }

    /// Runs where it may block. The lock is held until it is done, even if nobody waits for it any more.
    pub(super) fn run<T, E, W>(&self, work: W) -> StoreFuture<'static, T>
    where
        T: Send + 'static,
        E: StdError + Send + Sync + 'static,
        W: FnOnce() -> Result<T, E> + Send + 'static,
    {
        let lock = Arc::clone(&self.0);
        Box::pin(async move {
            let work = move || {
                let done = work();
                drop(lock);
                done
            };
            Ok(tokio::task::spawn_blocking(work).await??)
        })
    }
}

/// Readable by its owner only, where permissions are of that kind.
pub(super) fn open_private(path: &Path, options: &mut OpenOptions) -> io::Result<File> {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options.open(path)
}
