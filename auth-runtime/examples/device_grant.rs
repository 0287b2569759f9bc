//! A program without a browser logs a person in: it shows a QR code in the terminal, and asks until the person has entered the
//! code on another device (RFC 8628). `cargo run --example device_grant -- CLIENT_ID` asks GitHub, whose client ids need no
//! secret for this.

use auth_runtime::session::{Ask, Declined, Session, SessionError, TokenSource};
use auth_runtime::{ApiError, Class, Connection, Decode, Endpoint, ErrorBody, Host, Provider, Seconds, Secret};
use fast_qr::QRBuilder;

/// The provider; a generated client has all of this.
#[derive(Clone, Copy, Debug)]
struct GitHub;

impl Provider for GitHub {
    const NAME: &'static str = "github";
    const TITLE: &'static str = "GitHub";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://github.com")];
}

/// The request for a code.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/login/device/code", header("Accept" = "application/json"), form, response = DeviceCode, error = Refused)]
struct RequestCode {
    client_id: String,
}

/// The code that the person enters, and where.
#[derive(Clone, Debug, Decode)]
struct DeviceCode {
    device_code: Secret,
    user_code: String,
    verification_uri: String,
    expires_in: Seconds,
    interval: Option<Seconds>,
}

/// The request for the token.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/login/oauth/access_token",
    header("Accept" = "application/json"),
    body("grant_type" = "urn:ietf:params:oauth:grant-type:device_code"),
    form,
    response = Token,
    error = Refused
)]
struct Poll {
    client_id: String,
    device_code: Secret,
}

/// The token.
#[derive(Clone, Debug, Decode)]
struct Token {
    access_token: Secret,
}

/// The members of a refusal.
#[derive(Clone, Debug, ErrorBody)]
struct Fault {
    #[error_body(code)]
    error: Option<String>,
}

/// Why a code or a token is refused. GitHub refuses under 200.
#[derive(Clone, Debug, ApiError)]
enum Refused {
    /// The person has not entered the code yet.
    #[api_error(200, when(error = "authorization_pending"), class = pending)]
    Pending(Fault),
    /// The program has asked too often.
    #[api_error(200, when(error = "slow_down"), class = slow_down)]
    SlowDown(Fault),
    /// Anything else.
    #[api_error(200, when(error), class = configuration)]
    Failed(Fault),
    /// An error that is not documented.
    #[api_error(other)]
    Other,
}

/// A person who enters a code on another device.
#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = GitHub,
    mint(
        RequestCode(client_id),
        Poll(client_id, device_code = request_code.device_code)
            every = request_code.interval until = request_code.expires_in,
    ),
    token(access_token = poll.access_token)
)]
struct Device {
    client_id: String,
    #[token_source(shown(request_code))]
    prompt: Ask<DeviceCode>,
}

/// Shows the page as a QR code, and the code that is entered there.
async fn show(code: DeviceCode) -> Result<(), Declined> {
    let DeviceCode { user_code, verification_uri, .. } = code;
    let qr = QRBuilder::new(verification_uri.as_str()).build().map_err(|_| Declined::new("the URL is too long"))?;
    println!("{}\nOpen {verification_uri} and enter {user_code}", qr.to_str());
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), SessionError> {
    let client_id = std::env::args().nth(1).unwrap_or_else(|| "Iv1.example".to_owned());
    let connection =
        Connection::<GitHub>::builder().build().map_err(|error| SessionError::new(Class::Configuration, error))?;
    let session = Session::new(Device::new(client_id, Ask::new(show)), &connection);
    // Whoever ends the program before ends the log-in, too.
    let token = session.token().await?;
    println!("You are logged in; the token ends at {:?}.", token.expires_at());
    Ok(())
}
