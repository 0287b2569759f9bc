//! A record that can be read and not replaced, because there cannot be a lock.

use std::io::{self, ErrorKind};
use std::sync::Arc;

use super::super::lock_file::run;
use crate::session::store::{Locked, StoreFuture, Stored};

/// Reads the record.
type Read = dyn Fn() -> io::Result<Stored> + Send + Sync;

/// The record of a file whose lock cannot be made. It is replaced as a whole by whoever may, so that it can be read without
/// a lock. It is never written: two processes without a lock could both send a refresh token, which each has to write down
/// first.
pub(super) struct ReadOnlyFile {
    read: Arc<Read>,
    why: (ErrorKind, String),
}

/// Whether an error of the lock says that its directory must not be written.
pub(super) fn is_read_only(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem)
}

impl ReadOnlyFile {
    pub(super) fn new(why: &io::Error, read: impl Fn() -> io::Result<Stored> + Send + Sync + 'static) -> Self {
        Self { read: Arc::new(read), why: (why.kind(), why.to_string()) }
    }
}

impl Locked for ReadOnlyFile {
    fn load(&mut self) -> StoreFuture<'_, Stored> {
        let read = Arc::clone(&self.read);
        run(move || read())
    }

    fn save<'a>(&'a mut self, _: &'a Stored) -> StoreFuture<'a, ()> {
        self.writable()
    }

    fn writable(&mut self) -> StoreFuture<'_, ()> {
        let (kind, why) = &self.why;
        Box::pin(std::future::ready(Err(io::Error::new(*kind, why.clone()).into())))
    }
}
