//! The locks and atomics that the clones of a session share. A test of its own package replaces them by those of shuttle,
//! which tries out in which order threads can come by.

#[cfg(shuttle)]
pub(crate) use shuttle::sync::{Mutex, MutexGuard, atomic};
#[cfg(not(shuttle))]
pub(crate) use std::sync::{Mutex, MutexGuard, atomic};
