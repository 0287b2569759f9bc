//! The calls by hand, with what the runtime promises: the reference that counts.
//!
//! Time limits, no redirects, 1 MiB at most, secrets that are wiped, the raw response and its typed view, a typed error in
//! which no secret is repeated. With a session: a cached token that expires, one renewal at a time, one repetition after 401.

use std::fmt;
use std::sync::{PoisonError, RwLock};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use secrecy::{ExposeSecret, SecretString};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use tokio::sync::Mutex;
use zeroize::Zeroizing;

use crate::token;

const LARGEST_BODY: usize = 1024 * 1024;

/// A response: typed and raw. The body is wiped.
pub struct Reply<T> {
    pub value: T,
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Zeroizing<Vec<u8>>,
}

pub enum Problem {
    Http(reqwest::Error),
    TooLarge,
    Encoded(serde_json::Error),
    Unreadable(serde_json::Error, Box<Answer>),
    Refused(Refusal, Box<Answer>),
}

/// As the provider documents it (RFC 9457).
#[derive(Deserialize)]
pub struct Refusal {
    pub r#type: Option<String>,
    pub title: Option<String>,
    pub detail: Option<String>,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Zeroizing<Vec<u8>>,
}

pub struct ChangePassword {
    pub current_password: SecretString,
    pub new_password: SecretString,
}

#[derive(Serialize)]
struct Passwords<'a> {
    current_password: &'a str,
    new_password: &'a str,
}

#[derive(Deserialize)]
pub struct Message {
    pub message: String,
}

/// Shows nothing of the body.
impl fmt::Debug for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Http(error) => error.fmt(f),
            Self::TooLarge => f.write_str("too large"),
            Self::Encoded(error) => error.fmt(f),
            Self::Unreadable(error, answer) => write!(f, "{}: {error}", answer.status),
            Self::Refused(refusal, answer) => write!(f, "{}: {:?}", answer.status, refusal.title),
        }
    }
}

impl From<reqwest::Error> for Problem {
    fn from(error: reqwest::Error) -> Self {
        Self::Http(error.without_url())
    }
}

/// A client for one provider.
pub struct ByHand {
    http: reqwest::Client,
    url: String,
    access: Access,
}

enum Access {
    Bearer(Token),
    Session(Session),
}

/// Clones share the buffer of the header, which is wiped with the last.
#[derive(Clone)]
struct Token {
    header: HeaderValue,
    expires_at: Instant,
    generation: u64,
}

#[derive(Default)]
struct Session {
    current: RwLock<Option<Token>>,
    renewal: Mutex<()>,
}

impl ByHand {
    /// With a fixed token.
    ///
    /// # Panics
    /// If there is no TLS library.
    #[must_use]
    pub fn bearer(url: &str) -> Self {
        Self { http: http(), url: url.to_owned(), access: Access::Bearer(issue(0)) }
    }

    /// With tokens that expire.
    ///
    /// # Panics
    /// If there is no TLS library.
    #[must_use]
    pub fn session(url: &str) -> Self {
        Self { access: Access::Session(Session::default()), ..Self::bearer(url) }
    }

    /// # Errors
    /// If there is no response, or one that is not a profile.
    pub async fn profile(&self) -> Result<Reply<Box<RawValue>>, Problem> {
        self.call(Method::GET, "/v1/auth/me", None, &[]).await
    }

    /// # Errors
    /// If there is no response, or one that is not a message.
    pub async fn change_password(&self, request: ChangePassword) -> Result<Reply<Message>, Problem> {
        let ChangePassword { current_password, new_password } = &request;
        let secrets = [current_password.expose_secret(), new_password.expose_secret()];
        let passwords = Passwords { current_password: secrets[0], new_password: secrets[1] };
        // With room enough, since a `Vec` that grows leaves what it held behind.
        let length = secrets.iter().map(|secret| 6 * secret.len()).sum::<usize>();
        let mut body = Zeroizing::new(Vec::with_capacity(64 + length));
        serde_json::to_writer(&mut *body, &passwords).map_err(Problem::Encoded)?;
        self.call(Method::POST, "/v1/auth/change-password", Some(Bytes::from_owner(body)), &secrets).await
    }

    async fn call<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        body: Option<Bytes>,
        secrets: &[&str],
    ) -> Result<Reply<T>, Problem> {
        match &self.access {
            Access::Bearer(token) => read(self.send(method, path, body, token).await?, secrets, token),
            Access::Session(session) => {
                let token = session.token(None).await;
                let answer = self.send(method.clone(), path, body.clone(), &token).await?;
                if answer.status != StatusCode::UNAUTHORIZED {
                    return read(answer, secrets, &token);
                }
                let token = session.token(Some(token.generation)).await;
                read(self.send(method, path, body, &token).await?, secrets, &token)
            }
        }
    }

    async fn send(&self, method: Method, path: &str, body: Option<Bytes>, token: &Token) -> Result<Answer, Problem> {
        let mut request = self.http.request(method, format!("{}{path}", self.url));
        if let Some(body) = body {
            request = request.header(CONTENT_TYPE, HeaderValue::from_static("application/json")).body(body);
        }
        request = request.header(ACCEPT, HeaderValue::from_static("application/json"));
        request = request.header(AUTHORIZATION, token.header.clone());
        let mut response = request.send().await?;
        let announced = response.content_length().and_then(|length| usize::try_from(length).ok()).unwrap_or_default();
        let mut body = Zeroizing::new(Vec::with_capacity(announced.min(16 * 1024)));
        while let Some(chunk) = response.chunk().await? {
            if body.len() + chunk.len() > LARGEST_BODY {
                return Err(Problem::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Answer { status: response.status(), headers: std::mem::take(response.headers_mut()), body })
    }
}

impl Session {
    /// The cached token; a new one if it has expired or was refused.
    async fn token(&self, refused: Option<u64>) -> Token {
        if let Some(token) = self.valid(refused) {
            return token;
        }
        let _one_at_a_time = self.renewal.lock().await;
        if let Some(token) = self.valid(refused) {
            return token;
        }
        let token = issue(refused.map_or(0, |generation| generation + 1));
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Some(token.clone());
        token
    }

    fn valid(&self, refused: Option<u64>) -> Option<Token> {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        let valid = |token: &&Token| token.expires_at > Instant::now() && Some(token.generation) != refused;
        current.as_ref().filter(valid).cloned()
    }
}

fn http() -> reqwest::Client {
    let builder = reqwest::Client::builder()
        .user_agent("authwright/0.1.0")
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .connect_timeout(Duration::from_secs(10))
        .read_timeout(Duration::from_secs(30))
        .timeout(Duration::from_secs(60))
        .no_proxy();
    builder.build().expect("a client")
}

/// What a provider would answer.
fn issue(generation: u64) -> Token {
    let secret = SecretString::from(token());
    let mut text = Zeroizing::new(Vec::with_capacity("Bearer ".len() + secret.expose_secret().len()));
    text.extend_from_slice(b"Bearer ");
    text.extend_from_slice(secret.expose_secret().as_bytes());
    let mut header = HeaderValue::from_maybe_shared(Bytes::from_owner(text)).expect("visible ASCII");
    header.set_sensitive(true);
    Token { header, expires_at: Instant::now() + Duration::from_secs(3600), generation }
}

fn read<T: DeserializeOwned>(answer: Answer, secrets: &[&str], token: &Token) -> Result<Reply<T>, Problem> {
    if !answer.status.is_success() {
        return Err(Problem::Refused(refusal(&answer, secrets, token), Box::new(answer)));
    }
    match serde_json::from_slice(&answer.body) {
        Ok(value) => Ok(Reply { value, status: answer.status, headers: answer.headers, body: answer.body }),
        Err(error) => Err(Problem::Unreadable(error, Box::new(answer))),
    }
}

/// Some providers repeat the request in an error.
fn refusal(answer: &Answer, secrets: &[&str], token: &Token) -> Refusal {
    let Refusal { r#type, title, detail } =
        serde_json::from_slice(&answer.body).unwrap_or(Refusal { r#type: None, title: None, detail: None });
    let token = token.header.to_str().unwrap_or_default().trim_start_matches("Bearer ");
    let hide = |text: String| secrets.iter().fold(text.replace(token, "…"), |text, secret| text.replace(secret, "…"));
    Refusal { r#type: r#type.map(hide), title: title.map(hide), detail: detail.map(hide) }
}
