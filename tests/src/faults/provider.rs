//! A provider as a spec would describe it: OAuth 2.0 with client credentials and rotating refresh tokens.

use std::sync::Arc;
use std::time::Duration;

use auth_runtime::session::{Minted, Renewal, SessionError, TokenSource};
use auth_runtime::{
    ApiError, Authorizes, Bearer, Connection, Decode, Endpoint, ErrorBody, Host, Json, ProblemDetails, Provider,
    Seconds, Secret,
};

use super::Gauge;
use super::watch::CANARY;

/// The provider.
#[derive(Clone, Copy, Debug)]
pub struct Acme;

impl Provider for Acme {
    const NAME: &'static str = "acme";
    const TITLE: &'static str = "Acme";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.acme.example")];
}

impl Authorizes<Acme> for Bearer {}

#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/token", form, body("grant_type" = "client_credentials"), response = Token, error = TokenError)]
struct ClientCredentials {
    client_id: String,
    client_secret: Secret,
}

#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/token", form, body("grant_type" = "refresh_token"), response = Token, error = TokenError)]
struct Refresh {
    refresh_token: Secret,
    client_id: String,
    client_secret: Secret,
}

/// A call of the API.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/me", protected, response = Json, error = TokenError)]
pub struct GetProfile;

/// A token response (RFC 6749 §5.1).
#[derive(Clone, Debug, Decode)]
struct Token {
    access_token: Secret,
    token_type: Option<String>,
    expires_in: Option<Seconds>,
    refresh_token: Option<Secret>,
    #[decode(separator = " ")]
    scope: Option<Vec<String>>,
}

impl From<Token> for Minted {
    fn from(token: Token) -> Self {
        let Token { access_token, token_type, expires_in, refresh_token, scope } = token;
        let minted = Self::new(access_token).refresh_token(refresh_token);
        let minted = token_type.into_iter().fold(minted, Self::token_type);
        let minted = expires_in.into_iter().fold(minted, Self::expires_in);
        scope.map(|scope| scope.join(" ")).into_iter().fold(minted, Self::scope)
    }
}

/// An error response (RFC 6749 §5.2).
#[derive(Clone, Debug, ErrorBody)]
pub struct OAuthError {
    #[error_body(code)]
    error: Option<String>,
    #[error_body(message)]
    error_description: Option<String>,
}

/// The errors of the provider.
#[derive(Clone, Debug, ApiError)]
pub enum TokenError {
    /// The refresh token was refused.
    #[api_error(400, when(error = "invalid_grant"), class = reauthenticate)]
    InvalidGrant(OAuthError),
    /// Access was denied, as a gateway reports it.
    #[api_error(403)]
    Forbidden(ProblemDetails),
    /// Any other error.
    #[api_error(other)]
    Other(OAuthError),
}

/// The client's credential, which counts its requests in flight.
#[derive(Clone, Debug, Default)]
pub struct Login {
    in_flight: Arc<Gauge>,
}

impl Login {
    /// Returns the counter of its requests in flight.
    #[must_use]
    pub fn in_flight(&self) -> Arc<Gauge> {
        Arc::clone(&self.in_flight)
    }
}

const CLIENT_ID: &str = "acme-cli";

fn client_secret() -> Secret {
    Secret::from(format!("cs-{CANARY}-1"))
}

impl TokenSource<Acme> for Login {
    const RENEWAL: Renewal = Renewal::RefreshToken;
    const LIFETIME: Option<Duration> = Some(Duration::from_secs(1800));

    async fn mint(&self, at: &Connection<Acme>) -> Result<Minted, SessionError> {
        let _inside = self.in_flight.enter();
        Ok(at.call(ClientCredentials::new(CLIENT_ID, client_secret())).await?.into_value().into())
    }

    async fn refresh(&self, at: &Connection<Acme>, with: &Secret) -> Result<Minted, SessionError> {
        let _inside = self.in_flight.enter();
        Ok(at.call(Refresh::new(with, CLIENT_ID, client_secret())).await?.into_value().into())
    }
}

/// The timeouts of a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Patience {
    /// About a second, for a server that does not answer.
    Short,
    /// Longer than any answer takes, even on a busy machine.
    Long,
}

/// Connects to a server at `url`.
///
/// # Panics
/// If `url` is not plain HTTP on a loopback address.
#[must_use]
pub fn connection(url: &str, patience: Patience) -> Connection<Acme> {
    let timeout = match patience {
        Patience::Short => Duration::from_millis(1200),
        // No row ends because of this timeout, even on a slow machine.
        Patience::Long => Duration::from_secs(3600),
    };
    let builder = Connection::<Acme>::builder().base_url(url).allow_loopback_http();
    builder.connect_timeout(timeout).read_timeout(timeout).timeout(timeout).build().unwrap()
}
