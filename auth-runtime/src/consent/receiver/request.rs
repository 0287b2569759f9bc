//! Reads the HTTP requests of a browser, as far as a callback needs it (RFC 9112).

use std::time::Duration;

use tokio::io::AsyncReadExt as _;
use tokio::net::TcpStream;

use crate::value::wiped::WipedBuffer;

/// The maximum length of a request in bytes: a callback is a URL or a small form.
const LIMIT: usize = 64 * 1024;
/// The time limit for a browser to send a request.
const PATIENCE: Duration = Duration::from_secs(10);

/// A request as received. It contains the code, so it is wiped.
pub(super) struct Request {
    sent: WipedBuffer,
    head: usize,
}

/// Reads one request. `None` if it is not HTTP, too long or too slow.
pub(super) async fn read(mut stream: TcpStream) -> Option<(TcpStream, Request)> {
    let request = tokio::time::timeout(PATIENCE, read_whole(&mut stream)).await.ok()??;
    Some((stream, request))
}

async fn read_whole(stream: &mut TcpStream) -> Option<Request> {
    let (mut sent, mut chunk) = (WipedBuffer::new(), zeroize::Zeroizing::new([0; 4096]));
    loop {
        let read = stream.read(chunk.as_mut_slice()).await.ok()?;
        sent.push(chunk.get(..read)?);
        let head = sent.as_slice().windows(4).position(|end| end == b"\r\n\r\n").map(|end| end + 4);
        if let Some(head) = head {
            let request = Request { sent, head };
            if request.is_whole() {
                return Some(request);
            }
            sent = request.sent;
        }
        if read == 0 || sent.as_slice().len() > LIMIT {
            return None;
        }
    }
}

impl Request {
    /// Whether the whole body, as long as the head says, has been received.
    fn is_whole(&self) -> bool {
        let length = self.header("content-length").map_or(Some(0), |text| text.parse::<usize>().ok());
        length.is_some_and(|length| self.sent.as_slice().len() - self.head >= length)
    }

    fn header(&self, name: &str) -> Option<&str> {
        let headers = self.text(0, self.head).split("\r\n").skip(1).filter_map(|line| line.split_once(':'));
        let mut values = headers.filter(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim());
        values.next().filter(|_| values.next().is_none())
    }

    fn text(&self, from: usize, to: usize) -> &str {
        self.sent.as_slice().get(from..to).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }

    /// Returns the callback as a URL, if the request is for this path and for a host name of this machine. Another name
    /// may have been made to resolve to it (DNS rebinding).
    pub(super) fn callback(&self, authority: &str, path: &str) -> Option<WipedBuffer> {
        let port = authority.rsplit_once(':').map(|(_, port)| port)?;
        let local = [authority.to_owned(), format!("localhost:{port}")];
        let is_local = self.header("host").is_some_and(|host| local.iter().any(|name| host.eq_ignore_ascii_case(name)));
        let mut line = self.text(0, self.head).split("\r\n").next()?.split(' ');
        let (method, target) = (line.next()?, line.next()?);
        let (found, query) = target.split_once('?').unwrap_or((target, ""));
        let parameters = match method {
            "GET" => query,
            "POST" if self.is_form() => self.text(self.head, self.sent.as_slice().len()),
            _ => return None,
        };
        let mut callback = WipedBuffer::with_capacity(parameters.len() + 1);
        callback.push_str("?");
        callback.push_str(parameters);
        (is_local && found == path).then_some(callback)
    }

    /// Whether the body is a form, as with `response_mode=form_post` (OAuth 2.0 Form Post Response Mode §2).
    fn is_form(&self) -> bool {
        let content_type = self.header("content-type").and_then(|text| text.split(';').next()).unwrap_or_default();
        content_type.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded")
    }
}
