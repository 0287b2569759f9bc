//! The page that the user sees in the browser after logging in. It has no scripts and is not cached.

use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

/// A page for the browser.
#[derive(Clone, Copy)]
pub(super) enum Page<'a> {
    /// The login is finished; with the program's message.
    Done(&'a str),
    /// The callback was rejected or is an error. The page does not show it, because it may contain text that a page
    /// should not show.
    Failed,
    /// The callback belongs to another user.
    Foreign,
    /// The request is not a callback.
    NotFound,
}

/// Sends a page and closes the connection. Errors are ignored, because a browser that is gone only misses the page.
pub(super) async fn answer(mut stream: TcpStream, page: Page<'_>) {
    let _ = stream.write_all(page.response().as_bytes()).await;
    let _ = stream.shutdown().await;
}

impl Page<'_> {
    fn response(self) -> String {
        let (status, title, text) = match self {
            Self::Done(message) => ("200 OK", "Logged in", message),
            Self::Failed => ("200 OK", "Not logged in", "The log-in did not work. The program says why."),
            Self::Foreign => ("400 Bad Request", "Not logged in", "This log-in was not started here."),
            Self::NotFound => ("404 Not Found", "Not found", "There is nothing here."),
        };
        let body = format!(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>{title}</title><h1>{title}</h1><p>{}</p></html>",
            escape(text)
        );
        let length = body.len();
        format!(
            "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {length}\r\n\
             Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\n\
             Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\nConnection: close\r\n\r\n{body}"
        )
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
