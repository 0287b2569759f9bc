//! Reads the body of a response within its limits.

use bytes::Bytes;
use http::StatusCode;

use crate::client::encoding::{TooLong, is_whole, undo};
use crate::client::failure::Failure;
use crate::client::options::Limits;
use crate::client::sending::Sending;
use crate::response::RawResponse;
use crate::retry::patience::{Late, patiently};
use crate::value::wiped::WipedBuffer;

/// The maximum number of bytes that are reserved because of the announced length, which may be false.
const LARGEST_GUESS: usize = 16 * 1024;

/// Reads the whole response within its limits.
pub(crate) async fn receive(
    endpoint: &'static str,
    mut response: reqwest::Response,
    limits: Limits,
    sending: &Sending,
) -> Result<RawResponse, Failure> {
    let (status, mut headers) = (response.status(), std::mem::take(response.headers_mut()));
    let limit = limits.max_body;
    let body = match body(endpoint, response, limits, sending).await {
        // Status and `Retry-After` have arrived, so a refusal is used even if its body cannot be read.
        Err(_) if !status.is_success() => Bytes::new(),
        body => body?,
    };
    let body = match undo(&mut headers, body, limit) {
        Ok(body) => body,
        Err(TooLong) if !status.is_success() => Bytes::new(),
        Err(TooLong) => return Err(Failure::TooLarge { endpoint, status, limit }),
    };
    Ok(RawResponse::new(status, headers, body))
}

async fn body(
    endpoint: &'static str,
    mut response: reqwest::Response,
    limits: Limits,
    sending: &Sending,
) -> Result<Bytes, Failure> {
    let limit = limits.max_body;
    let mut body = WipedBuffer::with_capacity(announced(&response, limit));
    loop {
        let chunk = match chunk(endpoint, &mut response, limits, sending).await {
            Err(_) if response.status().is_success() && is_whole(body.as_slice()) => None,
            chunk => chunk?,
        };
        let Some(chunk) = chunk else { break };
        check_size(endpoint, response.status(), limit, body.as_slice().len().saturating_add(chunk.len()))?;
        body.push(&chunk);
    }
    Ok(body.into_bytes())
}

async fn chunk(
    endpoint: &'static str,
    response: &mut reqwest::Response,
    limits: Limits,
    sending: &Sending,
) -> Result<Option<Bytes>, Failure> {
    let late = |Late| Failure::Timeout { endpoint, arrived: sending.give_up() };
    let chunk = patiently(limits.left(), response.chunk()).await.map_err(late)?;
    chunk.map_err(|error| Failure::of(endpoint, error, sending))
}

/// Returns the announced length of the response, up to the limits.
fn announced(response: &reqwest::Response, limit: usize) -> usize {
    let length = response.content_length().and_then(|length| usize::try_from(length).ok());
    length.unwrap_or_default().min(limit).min(LARGEST_GUESS)
}

fn check_size(endpoint: &'static str, status: StatusCode, limit: usize, size: usize) -> Result<(), Failure> {
    if size > limit { Err(Failure::TooLarge { endpoint, status, limit }) } else { Ok(()) }
}
