//! `cargo authwright mock`: served to other programs, with faults, and recording.

mod page;
mod play;
mod record;
mod server;
mod upstream;
