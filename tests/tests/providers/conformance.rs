//! Our clients against servers that others wrote, on loopback: each client is made from a spec alone. What was seen is written to
//! `docs/conformance.md` by `UPDATE_EXPECT=1 cargo test`; otherwise the page must already say it.
//!
//! `tests/servers/install` installs the servers. Without them a test is skipped, and says so; where `CI` is set, it fails.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]

mod authlib;
mod browser;
mod fapi;
mod oauth1;
mod oidc;
mod page;
mod server;
mod sigv4;
mod steps;

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
    in_a_process_of_its_own("conformance::oidc_provider", server, async {
        let mut page = Page::new("oidc-provider 8.8.1");
        oidc::machines(&mut page).await;
        oidc::people(&mut page).await;
        oidc::devices(&mut page).await;
        fapi::by_proof(&mut page).await;
        fapi::by_certificate(&mut page).await;
        page.note(
            "Client and server meet by TLS at `https://op.example`. One client has blanks and signs in its id and its secret, which HTTP \
             Basic encodes (RFC 6749 §2.3.1). DPoP proofs need a nonce of the server.",
        );
        page.check();
    });
}

/// A script in `servers/python`, which listens on this machine without TLS.
fn python(script: &str) -> Option<Server> {
    let mut command = Command::new(servers::python()?);
    command.arg(here().join("servers/python").join(script));
    Some(Server::start(command))
}

#[tokio::test]
async fn oauthlib() {
    let Some(server) = python("oauth1.py") else { return };
    let mut page = Page::new("oauthlib 4.0.1 (OAuth 1.0a)");
    oauth1::two_legs(&server.url(), &mut page).await;
    oauth1::three_legs(&server.url(), &mut page).await;
    page.note("Every nonce is refused the second time. The parameters have blanks, signs, empty values and one name several times.");
    page.check();
}

#[tokio::test]
async fn authlib_server() {
    let Some(server) = python("oauth2.py") else { return };
    let mut page = Page::new("Authlib 1.9.10");
    authlib::machines(&server.url(), &mut page).await;
    authlib::people(&server.url(), &mut page).await;
    authlib::registers(&server.url(), &mut page).await;
    page.note(
        "Not asked for are the implicit and the hybrid grant, whose tokens would be in a URL (RFC 9700 §2.1.2). No client here has a \
         blank in its id or its secret, because Authlib does not read the `+` of HTTP Basic as one (RFC 6749, appendix B).",
    );
    page.check();
}

#[tokio::test]
async fn botocore() {
    let Some(server) = python("sigv4.py") else { return };
    let mut page = Page::new("botocore 1.44.8 (AWS Signature Version 4)");
    sigv4::by_headers(&server.url(), &mut page).await;
    sigv4::presigned(&server.url(), &mut page).await;
    page.note("The server signs what it has received once more by botocore, the signer of AWS's SDK for Python, and compares.");
    page.check();
}
