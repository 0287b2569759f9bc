//! Reads requests from a socket.

use std::io;

use tokio::io::AsyncReadExt as _;
use tokio::net::TcpStream;

/// The parts of a request that the server uses.
#[derive(Debug)]
pub(super) struct Request {
    pub(super) path: String,
    pub(super) authorization: Option<String>,
    pub(super) body: String,
}

/// The bytes that were read from a connection and not used yet.
#[derive(Default)]
pub(super) struct Incoming(Vec<u8>);

impl Incoming {
    /// Reads the next request; `None` if the client has closed the connection.
    pub(super) async fn request(&mut self, stream: &mut TcpStream) -> io::Result<Option<Request>> {
        let Some(end) = self.head(stream).await? else { return Ok(None) };
        let head = String::from_utf8_lossy(&self.0[..end]).into_owned();
        let length = header(&head, "content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
        while self.0.len() < end + length {
            if !self.more(stream).await? {
                return Ok(None);
            }
        }
        let body = String::from_utf8_lossy(&self.0[end..end + length]).into_owned();
        self.0.drain(..end + length);
        let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
        Ok(Some(Request { path, authorization: header(&head, "authorization"), body }))
    }

    /// Returns the end of the head, including the empty line.
    async fn head(&mut self, stream: &mut TcpStream) -> io::Result<Option<usize>> {
        let mut seen = 0;
        loop {
            let rest = &self.0[seen..];
            if let Some(at) = rest.windows(4).position(|window| window == b"\r\n\r\n") {
                return Ok(Some(seen + at + 4));
            }
            seen = self.0.len().saturating_sub(3);
            if !self.more(stream).await? {
                return Ok(None);
            }
        }
    }

    async fn more(&mut self, stream: &mut TcpStream) -> io::Result<bool> {
        self.0.reserve(64 * 1024);
        Ok(stream.read_buf(&mut self.0).await? > 0)
    }
}

fn header(head: &str, name: &str) -> Option<String> {
    let mut lines = head.lines().filter_map(|line| line.split_once(':'));
    lines.find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim().to_owned())
}

impl Request {
    /// Returns the token of `Authorization: Bearer …`.
    pub(super) fn bearer(&self) -> Option<&str> {
        self.authorization.as_deref()?.strip_prefix("Bearer ")
    }

    /// Returns a parameter of a form. The values that the tests send need no decoding.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.body.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
    }
}
