//! The steps of which a response consists.

use std::time::Duration;

use bytes::Bytes;

/// One step of the server after it has read the token request. After the last step it closes
/// the connection cleanly.
#[derive(Clone, Debug)]
pub enum Step {
    /// Writes these bytes.
    Send(Bytes),
    /// Writes this text, in which `{sent}` stands for the body of the request, `{here}` and `{other}` for the authority of
    /// this server and of another origin, and `{soon}` for an HTTP date 30 s from now.
    Template(String),
    /// Writes the bytes repeatedly, with a pause after each time.
    Repeat {
        /// The bytes.
        bytes: Bytes,
        /// How many times; `u64::MAX` is forever.
        times: u64,
        /// The pause.
        pause: Duration,
    },
    /// Does nothing for a while.
    Pause(Duration),
    /// Does nothing until the client closes the connection.
    Hang,
    /// Ends the connection with a TCP reset.
    Reset,
}

pub(super) fn send(bytes: impl Into<Bytes>) -> Step {
    Step::Send(bytes.into())
}

/// Repeats the bytes without pauses.
pub(super) fn repeat(bytes: impl Into<Bytes>, times: u64) -> Step {
    Step::Repeat { bytes: bytes.into(), times, pause: Duration::ZERO }
}

/// Repeats the bytes with a pause of 20 ms after each time.
pub(super) fn trickle(bytes: impl Into<Bytes>, times: u64) -> Step {
    Step::Repeat { bytes: bytes.into(), times, pause: Duration::from_millis(20) }
}

/// Makes a complete response. Each of `headers` ends with a line break. The server announces that it closes the
/// connection, because a client that has already sent its next request could not know whether it was read.
pub(super) fn answer(status: &str, headers: &str, body: impl AsRef<[u8]>) -> Step {
    answer_on(status, &format!("connection: close\r\n{headers}"), body)
}

/// Makes a complete response on a connection that stays open.
pub(super) fn answer_on(status: &str, headers: &str, body: impl AsRef<[u8]>) -> Step {
    let body = body.as_ref();
    let head = format!("HTTP/1.1 {status}\r\n{headers}content-length: {}\r\n\r\n", body.len());
    send([head.as_bytes(), body].concat())
}

/// Makes the head of a response whose body ends with the connection.
pub(super) fn head(status: &str, headers: &str) -> String {
    format!("HTTP/1.1 {status}\r\n{headers}connection: close\r\n\r\n")
}

/// Makes a successful response with JSON.
pub(super) fn json(body: impl AsRef<[u8]>) -> Step {
    answer("200 OK", "content-type: application/json\r\n", body)
}
