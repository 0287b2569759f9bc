//! Faults of a token endpoint as data, a server on raw sockets that plays them, and the required behaviour of every
//! client.
//!
//! [`rows`] lists what the server does, with the expected result. The results are based on the documentation of the
//! runtime and on the RFCs, not on what the runtime happens to do. [`Trial`] runs one row.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic")]

mod answer;
mod gauge;
mod issuer;
mod list;
mod provider;
mod request;
mod row;
mod rows;
mod server;
mod trial;
mod watch;

pub use answer::Step;
pub use gauge::{Gauge, Inside};
pub use list::{FAULTS, Place};
pub use provider::{Acme, GetProfile, Login, Patience, TokenError, connection};
pub use row::{Accepted, Failure, Refused, Row, Use, Verdict, Wait};
pub use rows::{row, rows};
pub use server::{Counters, FaultServer, is_server_thread};
pub use trial::{Combo, Trial, shown};
pub use watch::{CANARY, Watch, find_canary};
