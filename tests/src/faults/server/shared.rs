//! The state that the tasks of a server share.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::sync::watch;

use super::tally::Tally;
use crate::faults::issuer::Issuer;
use crate::faults::{Gauge, Row};

pub(super) struct Shared {
    pub(super) here: SocketAddr,
    pub(super) other: SocketAddr,
    pub(super) fault: Mutex<Option<&'static Row>>,
    pub(super) held: watch::Sender<bool>,
    pub(super) at_work: Arc<Gauge>,
    pub(super) issuer: Issuer,
    pub(super) tally: Tally,
}

impl Shared {
    pub(super) fn fault(&self) -> Option<&'static Row> {
        *self.fault.lock().unwrap()
    }
}
