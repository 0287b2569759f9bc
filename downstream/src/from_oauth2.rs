//! What a program does that used the crate oauth2 before. `docs/migrating/from-oauth2.md` shows this file.

use std::path::Path;

use auth_runtime::consent::{AuthorizationCode, PendingCallback};
use auth_runtime::session::{FileStore, OneTime, Session};
use auth_runtime::{Class, Error, Provider, Secret};

/// Rockets, from `rockets.yaml`.
#[derive(Clone, Copy, Debug, Provider)]
#[provider(spec = "rockets.yaml")]
pub struct Rockets;

/// Where the browser comes back to.
pub const REDIRECT: &str = "https://app.example/callback";

/// Begins a log-in: the URL for the browser, and what the web session has to keep until the callback.
///
/// # Errors
/// If the URL cannot be made.
pub fn begin(client: &Client) -> Result<(String, Secret, Option<Secret>), Box<dyn std::error::Error>> {
    let authorization = Authorize::new("app_41", REDIRECT).scope([Scope::RocketsRead]).start(client)?;
    let (state, verifier) = (authorization.state().clone(), authorization.pkce_verifier().cloned());
    Ok((authorization.url().to_owned(), state, verifier))
}

/// Checks the callback: the state, and what the provider says instead of a code.
///
/// # Errors
/// If the callback is not the one that was asked for, or the user has declined.
pub fn finish(
    callback: &str,
    state: Secret,
    verifier: Option<Secret>,
) -> Result<AuthorizationCode, Box<dyn std::error::Error>> {
    let mut pending = PendingCallback::resumed(state, verifier);
    Ok(pending.finish(callback)?)
}

/// A session of the user: it exchanges the code, and renews the token from then on.
#[must_use]
pub fn log_in(client: &Client, code: AuthorizationCode, secret: Secret, file: &Path) -> Session<Rockets> {
    let user = User::new("app_41", secret, OneTime::new(code), REDIRECT);
    Session::builder(user, client).store(FileStore::new(file)).log_in_anew().build()
}

/// Calls the API.
///
/// # Errors
/// If the user has to log in again, or the call failed.
pub async fn names(client: &Client, session: &Session<Rockets>) -> Result<Vec<String>, Error<RocketsError>> {
    match client.with(session.clone()).list_rockets().await {
        Ok(rockets) => Ok(rockets.value().iter().map(|rocket| rocket.name.clone()).collect()),
        Err(error) => {
            if error.class() == Class::Reauthenticate {
                println!("send the user to `begin` again");
            }
            Err(error)
        }
    }
}
