//! Our clients against servers that others wrote, on loopback: each client is made from a spec alone. What was seen is written to
//! `docs/conformance.md` by `UPDATE_EXPECT=1 cargo test`; otherwise the page must already say it.
//!
//! `tests/servers/install` installs the servers. Without them a test is skipped, and says so; where `CI` is set, it fails.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]

#[path = "conformance/browser.rs"]
mod browser;
#[path = "conformance/fapi.rs"]
mod fapi;
#[path = "conformance/oidc.rs"]
mod oidc;
#[path = "conformance/page.rs"]
mod page;
#[path = "conformance/server.rs"]
mod server;

use std::process::Command;

use auth_tests::{here, servers};

use page::Page;
use server::{Server, in_a_process_of_its_own};

/// oidc-provider believes that it is `https://op.example`, and so do the clients.
#[test]
fn oidc_provider() {
    let Some(script) = servers::oidc_provider() else { return };
    let server = || {
        let mut command = Command::new("node");
        command.arg(script).arg(here().join("servers/certificates"));
        Server::start(command)
    };
    in_a_process_of_its_own("oidc_provider", server, async {
        let mut page = Page::new("oidc-provider 8.8.1");
        oidc::machines(&mut page).await;
        oidc::people(&mut page).await;
        oidc::devices(&mut page).await;
        fapi::by_proof(&mut page).await;
        fapi::by_certificate(&mut page).await;
        page.check();
    });
}
