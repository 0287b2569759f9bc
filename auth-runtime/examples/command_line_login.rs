//! A command-line program logs a person in: it opens a page in the browser and waits for the callback on this machine
//! (RFC 8252). `cargo run --example command_line_login --features receiver`.

use auth_runtime::consent::CallbackReceiver;
use auth_runtime::host::Hosts;
use auth_runtime::{Endpoint, Host, Provider};

/// The provider; a generated client has one.
struct Acme;

impl Provider for Acme {
    const NAME: &'static str = "acme";
    const TITLE: &'static str = "Acme";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://login.acme.example")];
}

/// Ask for consent.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(VISIT "/authorize", query("response_type" = "code"), provider = Acme, pkce)]
struct Authorize {
    #[endpoint(query)]
    client_id: String,
    #[endpoint(query)]
    redirect_uri: String,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let receiver = CallbackReceiver::bind().await?.message("You are logged in. Go back to the terminal.");
    let request = Authorize::new("app_1", receiver.redirect_uri());
    let mut authorization = request.start(&Hosts::of::<Acme>()?)?;
    println!("Open this page to log in:\n\n  {}\n", authorization.url());
    let code = receiver.receive(|callback| authorization.finish(callback)).await?;
    // What the code is exchanged with: a generated credential takes it as it is.
    println!("The code is here, with a verifier: {}", code.verifier.is_some());
    Ok(())
}
