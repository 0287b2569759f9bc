//! The command as people and other programs use it: what it prints, what it writes, and how it exits.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]

mod check;
mod diff;
mod docs;
mod generate;
mod help;
mod mock;
mod new;
mod world;
