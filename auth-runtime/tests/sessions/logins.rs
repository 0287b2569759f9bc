//! The logins of sessions: by what they begin, whose they are, how many tokens they have, and what is said of them.

mod any_reply;
mod authorize;
mod dropped;
mod held_up;
mod hostile;
mod inputs;
mod kinds;
mod map;
mod owners;
mod secrecy;
mod several;
mod step_up;
mod tracing;
mod unreachable;
mod unsaved;
