//! A provider with one host.
#![allow(unreachable_pub, reason = "each test includes it as a private module")]
#![allow(dead_code, reason = "with some features, no test needs it")]

use auth_runtime::{Host, Provider};

#[derive(Clone)]
pub struct Acme;

impl Provider for Acme {
    const NAME: &'static str = "acme";
    const TITLE: &'static str = "Acme";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.acme.example")];
}
