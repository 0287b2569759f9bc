//! The logins of sessions: by what they begin, whose they are, how many tokens they have, and what is said of them.
#![cfg(all(feature = "derive", feature = "test-util"))]

#[path = "../support/acme.rs"]
mod acme;
mod any_reply;
#[path = "../session_support/api.rs"]
mod api;
mod authorize;
mod dropped;
mod held_up;
mod hostile;
mod inputs;
mod kinds;
mod map;
mod owners;
mod secrecy;
#[path = "../support/server.rs"]
mod server;
#[path = "../session_support/mod.rs"]
mod session_support;
mod several;
mod step_up;
mod tracing;
mod unreachable;
mod unsaved;
