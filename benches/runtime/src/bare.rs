//! The calls with less than the runtime promises: time limits, no redirects, a limit on the body, a header that is not
//! logged, a check of the status, and types. Nothing is wiped, of an answer only the typed view is kept, and a refusal is bytes.

use std::time::Duration;

use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderValue, StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::token;

/// A client for one provider.
pub struct Bare {
    http: reqwest::Client,
    url: String,
    authorization: HeaderValue,
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

#[derive(Debug)]
pub enum Problem {
    Http(reqwest::Error),
    Status(StatusCode, Vec<u8>),
    TooLarge,
    Body(serde_json::Error),
}

impl From<reqwest::Error> for Problem {
    fn from(error: reqwest::Error) -> Self {
        Self::Http(error.without_url())
    }
}

impl From<serde_json::Error> for Problem {
    fn from(error: serde_json::Error) -> Self {
        Self::Body(error)
    }
}

impl Bare {
    /// # Panics
    /// If there is no TLS library.
    #[must_use]
    pub fn new(url: &str) -> Self {
        let http = reqwest::Client::builder()
            .user_agent("authwright/0.1.0")
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .connect_timeout(Duration::from_secs(10))
            .read_timeout(Duration::from_secs(30))
            .timeout(Duration::from_secs(60))
            .no_proxy()
            .build()
            .expect("a client");
        let mut authorization = HeaderValue::try_from(format!("Bearer {}", token())).expect("visible ASCII");
        authorization.set_sensitive(true);
        Self { http, url: url.to_owned(), authorization }
    }

    /// # Errors
    /// If there is no response, or one that is not a profile.
    pub async fn profile(&self) -> Result<Box<RawValue>, Problem> {
        let request = self.http.get(format!("{}/v1/auth/me", self.url));
        Ok(serde_json::from_slice(&self.send(request).await?)?)
    }

    /// # Errors
    /// If there is no response, or one that is not a message.
    pub async fn change_password(&self, current: &str, new: &str) -> Result<Message, Problem> {
        let passwords = Passwords { current_password: current, new_password: new };
        let request = self.http.post(format!("{}/v1/auth/change-password", self.url));
        let request = request.header(CONTENT_TYPE, "application/json").body(serde_json::to_vec(&passwords)?);
        Ok(serde_json::from_slice(&self.send(request).await?)?)
    }

    async fn send(&self, request: reqwest::RequestBuilder) -> Result<Vec<u8>, Problem> {
        let request = request.header(AUTHORIZATION, self.authorization.clone()).header(ACCEPT, "application/json");
        let mut response = request.send().await?;
        let (status, mut body) = (response.status(), Vec::new());
        while let Some(chunk) = response.chunk().await? {
            if body.len() + chunk.len() > 1024 * 1024 {
                return Err(Problem::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        if status.is_success() { Ok(body) } else { Err(Problem::Status(status, body)) }
    }
}
