//! The locks and atomics that the clones of a session share. A separate test package replaces them by those of shuttle,
//! which tries out the orders in which threads can use them.

#[cfg(shuttle)]
pub(crate) use shuttle::sync::{Mutex, MutexGuard, atomic};
#[cfg(not(shuttle))]
pub(crate) use std::sync::{Mutex, MutexGuard, atomic};
