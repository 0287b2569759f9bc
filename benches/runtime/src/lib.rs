//! What the benchmarks share: the contenders, a server on this machine, a counting allocator, and clocks of a thread.

pub mod bare;
pub mod by_hand;
pub mod contenders;
pub mod count;
pub mod server;

/// A token as the figures have it.
pub const TOKEN_LENGTH: usize = 256;

/// A made-up token.
#[must_use]
pub fn token() -> String {
    "t".repeat(TOKEN_LENGTH)
}
