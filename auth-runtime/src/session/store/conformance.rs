//! Checks that a store satisfies the requirements of [`Store`]. Run it on your own store (feature `test-util`):
//!
//! ```
//! use auth_runtime::session::{MemoryStore, conformance};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() {
//! let store = MemoryStore::default();
//! conformance::check(|| store.clone()).await.unwrap();
//! # }
//! ```

mod records;
mod rule;
mod rules;

pub use self::rule::Violation;
use super::Store;

/// Runs all checks, and stops at the first failure. It can take minutes if the store hangs.
///
/// Each call of `open` must return a new handle to the same place, as another process would have it. The place must be
/// empty at first, and is empty again at the end. Call this on a Tokio runtime with time enabled.
///
/// # Errors
/// Returns the first requirement that the store violates.
pub async fn check<S: Store>(open: impl Fn() -> S) -> Result<(), Violation> {
    let open: &dyn Fn() -> S = &open;
    rules::starts_empty(open).await?;
    rules::keeps_records(open).await?;
    rules::replaces_as_a_whole(open).await?;
    rules::forgets(open).await?;
    rules::locks_one_at_a_time(open).await?;
    rules::a_waiter_can_give_up(open).await?;
    rules::a_lock_can_be_dropped_anywhere(open).await?;
    rules::an_unlocked_store_is_free(open).await
}
