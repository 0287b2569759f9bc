//! Files and bytes in requests: they are read while they are sent, and sent again only if that is possible.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic")]

use std::convert::Infallible;
use std::io::Write as _;
use std::pin::Pin;
use std::task::{Context, Poll};

use auth_runtime::request::{RequestProblem, Upload};
use auth_runtime::session::Session;
use auth_runtime::{Bytes, Connection, Endpoint, Error, Json};
use http_body_util::Full;

use crate::api;
use crate::api::{OK, UNAUTHORIZED, api};
use crate::server::Server;
use crate::session_support::{Acme, Fault, MINT, Script, connection_to, session, token};

#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/documents", protected, multipart, body("kind" = "scan"), response = Json, error = Fault)]
struct SendDocument {
    title: String,
    document: Upload,
    pages: Option<Vec<Upload>>,
}

#[derive(Clone, Debug, Endpoint)]
#[endpoint(PUT "/object", protected, bytes, response = Json, error = Fault)]
struct PutObject {
    body: Upload,
}

fn client(server: &Server, session: &Session<Acme>) -> Connection<Acme, Session<Acme>> {
    connection_to(&server.url).with(session.clone())
}

/// The head of a request in lower case, and its body.
fn parts(request: &str) -> (String, String) {
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    (head.to_ascii_lowercase(), body.to_owned())
}

fn file(content: &[u8]) -> tempfile::NamedTempFile {
    let mut file = tempfile::Builder::new().prefix("scan \"1\"").suffix(".txt").tempfile().unwrap();
    file.write_all(content).unwrap();
    file
}

/// A stream that does not know its length.
struct Endless(Option<&'static [u8]>);

impl http_body::Body for Endless {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.0.take().map(|bytes| Ok(http_body::Frame::data(Bytes::from_static(bytes)))))
    }
}

#[tokio::test]
async fn a_file_is_streamed_with_its_length_and_sent_again_after_401() {
    let script = Script::<MINT>::new([token("a", 100), token("b", 100)]);
    let (session, _clock) = session(&script);
    let server = api(&[UNAUTHORIZED, OK]);
    let content = "line\r\n--not a boundary\r\n".repeat(20_000);
    let file = file(content.as_bytes());
    let request = SendDocument::new("A \u{e9}", Upload::file(file.path()).typed("text/plain"));
    client(&server, &session).call_protected(request).await.unwrap();
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    let bodies: Vec<String> = requests
        .iter()
        .map(|request| {
            let (head, body) = parts(request);
            assert!(head.contains(&format!("content-length: {}", body.len())), "{head}");
            assert!(!head.contains("transfer-encoding"), "{head}");
            let boundary = head.split("boundary=").nth(1).unwrap().split("\r\n").next().unwrap().to_owned();
            assert!(body.starts_with(&format!("--{boundary}\r\n")) && body.ends_with(&format!("--{boundary}--\r\n")));
            body
        })
        .collect();
    assert_eq!(bodies[0], bodies[1], "the same bytes again");
    for wanted in
        ["name=\"title\"\r\n\r\nA \u{e9}\r\n", "name=\"kind\"\r\n\r\nscan\r\n", "filename=\"scan %221%22", &content]
    {
        assert!(bodies[0].contains(wanted), "{wanted:.40}");
    }
}

#[tokio::test]
async fn a_stream_is_sent_once() {
    let script = Script::<MINT>::new([token("a", 100), token("b", 100)]);
    let (session, _clock) = session(&script);
    let server = api(&[UNAUTHORIZED, OK]);
    let request = PutObject::new(Upload::stream(Full::new(Bytes::from_static(b"once"))).typed("image/png"));
    let error = client(&server, &session).call_protected(request.clone()).await.unwrap_err();
    assert_eq!((error.status().map(|status| status.as_u16()), server.requests().len()), (Some(401), 1));
    let (head, body) = parts(&server.requests()[0]);
    assert!(head.contains("content-type: image/png\r\n") && head.contains("content-length: 4"), "{head}");
    assert_eq!(body, "once");
    let error = client(&server, &session).call_protected(request).await.unwrap_err();
    let Error::Request(error) = error else { panic!("{error:?}") };
    let gone = RequestProblem::Upload { name: "body", kind: std::io::ErrorKind::NotFound };
    assert_eq!((error.problem(), server.requests().len()), (&gone, 1), "it is gone, and nothing is sent");
}

#[tokio::test]
async fn streams_that_can_be_opened_again_are_repeated() {
    let script = Script::<MINT>::new([token("a", 100), token("b", 100)]);
    let (session, _clock) = session(&script);
    let server = api(&[UNAUTHORIZED, OK]);
    let upload = Upload::streams(|| Full::new(Bytes::from_static(b"again")));
    client(&server, &session).call_protected(PutObject::new(upload)).await.unwrap();
    assert_eq!(api::bodies(&server), ["again", "again"]);
}

#[tokio::test]
async fn what_does_not_say_its_length_is_chunked() {
    let script = Script::<MINT>::new([token("a", 100)]);
    let (session, _clock) = session(&script);
    let server = api(&[OK]);
    let request = PutObject::new(Upload::stream(Endless(Some(b"abc"))));
    client(&server, &session).call_protected(request).await.unwrap();
    let (head, _) = parts(&server.requests()[0]);
    assert!(head.contains("transfer-encoding: chunked") && !head.contains("content-length"), "{head}");
}

#[tokio::test]
async fn a_file_that_cannot_be_read_is_known_before_anything_is_sent() {
    let script = Script::<MINT>::new([token("a", 100)]);
    let (session, _clock) = session(&script);
    let server = api(&[OK]);
    let folder = tempfile::tempdir().unwrap();
    for (path, kind) in [
        (folder.path().join("none"), std::io::ErrorKind::NotFound),
        (folder.path().to_path_buf(), std::io::ErrorKind::IsADirectory),
    ] {
        let error =
            client(&server, &session).call_protected(SendDocument::new("t", Upload::file(path))).await.unwrap_err();
        let Error::Request(error) = error else { panic!("{error:?}") };
        assert_eq!(error.problem(), &RequestProblem::Upload { name: "document", kind });
        assert!(!format!("{error} {error:?}").contains(&folder.path().display().to_string()), "the path is not shown");
    }
    assert!(server.requests().is_empty());
}

/// A stream that ends too early, or goes on, ends the request: the server must not take it for the whole.
#[tokio::test]
async fn a_stream_has_the_length_that_it_announces() {
    struct Wrong(Option<Bytes>, u64);

    impl http_body::Body for Wrong {
        type Data = Bytes;
        type Error = Infallible;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Option<Result<http_body::Frame<Bytes>, Infallible>>> {
            Poll::Ready(self.0.take().map(|bytes| Ok(http_body::Frame::data(bytes))))
        }

        fn size_hint(&self) -> http_body::SizeHint {
            http_body::SizeHint::with_exact(self.1)
        }
    }

    let script = Script::<MINT>::new([token("a", 100)]);
    let (session, _clock) = session(&script);
    let server = api(&[OK]);
    for length in [2, 5] {
        let upload = Upload::stream(Wrong(Some(Bytes::from_static(b"abc")), length));
        let answer = client(&server, &session).call_protected(PutObject::new(upload)).await;
        assert!(matches!(answer, Err(Error::Transport(_))), "{length}: {answer:?}");
    }
}

#[test]
fn nothing_of_an_upload_is_shown() {
    let upload = Upload::from("s3cret").named("s3cret.txt");
    assert!(!format!("{upload:?}").contains("s3cret"), "{upload:?}");
    assert!(!format!("{:?}", Upload::file("/home/s3cret")).contains("s3cret"));
}
