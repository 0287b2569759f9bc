//! Headers that servers insist on, and replies in encodings that nobody asked for.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic")]

use std::io::Write as _;

use auth_runtime::session::{Minted, Renewal, Session, SessionError, TokenSource};
use auth_runtime::{Bearer, Class, Connection, Endpoint, Error, Json, Secret};
use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

use crate::server::{Server, answer};
use crate::session_support::{Acme, Fault, GetProfile, LogIn, RefreshGrant, Revoke, connection_to, served};

#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/launch", protected, response = Json, error = Fault)]
struct Launch;

#[derive(Clone, Debug, Endpoint)]
#[endpoint(PUT "/form", form, response = Json, error = Fault)]
struct Form {
    note: Option<String>,
}

#[derive(Clone, Debug, Endpoint)]
#[endpoint(PATCH "/paint", json, response = Json, error = Fault)]
struct Paint {
    note: Option<String>,
}

#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/file", response = Json, error = Fault)]
struct Download {
    #[endpoint(header = "Accept-Encoding")]
    accepts: String,
}

/// RFC 9110 §8.6: a method that defines a meaning for a body says how long it is, also if it is empty.
#[tokio::test]
async fn a_body_of_nothing_has_a_length() {
    let server = Server::answering(answer("200 OK", "", "{}"));
    let connection = connection_to(&server.url);
    let client = connection.with(Bearer::new("at_1"));
    client.call_protected(Launch).await.unwrap();
    connection.call(Form::new()).await.unwrap();
    connection.call(Form::new().note("a")).await.unwrap();
    connection.call(Paint::new()).await.unwrap();
    client.call_protected(GetProfile).await.unwrap();
    client.call_protected(Revoke).await.unwrap();
    let lengths = server.requests().iter().map(|text| lines(text, "content-length: ")).collect::<Vec<_>>();
    assert_eq!(lengths, [vec!["0"], vec!["0"], vec!["6"], vec!["2"], vec![], vec![]]);
    let prepared = Launch.prepare(&auth_runtime::host::Hosts::of::<Acme>().unwrap(), None).unwrap();
    assert_eq!(prepared.as_http().headers()["content-length"], "0", "other HTTP clients send it too");
}

fn lines(request: &str, name: &str) -> Vec<String> {
    request.lines().filter_map(|line| line.strip_prefix(name).map(str::to_owned)).collect()
}

#[tokio::test]
async fn a_request_asks_for_no_encoding() {
    let server = Server::answering(answer("200 OK", "", "{}"));
    let connection = connection_to(&server.url);
    connection.call(Form::new()).await.unwrap();
    connection.call(Download::new("gzip")).await.unwrap();
    let asked = server.requests().iter().map(|text| lines(text, "accept-encoding: ")).collect::<Vec<_>>();
    assert_eq!(asked, [["identity"], ["gzip"]]);
}

/// A source whose refresh token is lost if a reply is not understood.
struct Source;

impl TokenSource<Acme> for Source {
    const RENEWAL: Renewal = Renewal::RefreshToken;

    async fn mint(&self, _: &Connection<Acme>) -> Result<Minted, SessionError> {
        Err(SessionError::new(Class::Reauthenticate, "log in again"))
    }

    async fn refresh(&self, at: &Connection<Acme>, with: &Secret) -> Result<Minted, SessionError> {
        Ok(at.call(RefreshGrant::new(with)).await?.into_value().into())
    }
}

const TOKEN: &[u8] = br#"{"access_token":"at_2","expires_in":100,"refresh_token":"rt_2"}"#;

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

fn zlib(text: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

fn deflate(text: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

fn reply(status: &str, encoding: &str, body: &[u8]) -> Server {
    let head = format!("HTTP/1.1 {status}\r\ncontent-encoding: {encoding}\r\ncontent-length: {}\r\n\r\n", body.len());
    Server::answering([head.as_bytes(), body].concat())
}

#[tokio::test]
async fn a_login_survives_what_was_not_asked_for() {
    let marked = [b"\xef\xbb\xbf", TOKEN].concat();
    let rows = [
        ("gzip", gzip(TOKEN)),
        ("X-GZIP", gzip(&marked)),
        ("deflate", zlib(TOKEN)),
        ("deflate", deflate(TOKEN)),
        ("identity", TOKEN.to_vec()),
        ("", marked),
    ];
    for (encoding, body) in rows {
        let server = reply("200 OK", encoding, &body);
        let session = Session::builder(Source, &connection_to(&server.url)).refresh_token("rt_1").build();
        assert_eq!(served(&session).await.unwrap(), "at_2", "{encoding}");
    }
}

#[tokio::test]
async fn an_encoding_that_cannot_be_undone_is_a_typed_error() {
    for (encoding, body) in [("br", TOKEN.to_vec()), ("gzip", TOKEN.to_vec()), ("gzip, gzip", gzip(&gzip(TOKEN)))] {
        let server = reply("200 OK", encoding, &body);
        let error = connection_to(&server.url).call(LogIn::new("ada", "pw_1")).await.unwrap_err();
        let Error::Undecodable(undecodable) = &error else { panic!("{encoding}: {error:?}") };
        assert!(undecodable.to_string().contains("encod") && undecodable.body()[..] == body[..], "{undecodable}");
    }
}

/// The limit counts what comes out of an encoding. A refusal is heard without its body.
#[tokio::test]
async fn nothing_expands_beyond_the_limit() {
    let bomb = gzip(&vec![b' '; 1024 * 1024 + 1]);
    let error = connection_to(&reply("200 OK", "gzip", &bomb).url).call(LogIn::new("ada", "pw_1")).await.unwrap_err();
    assert!(matches!(error, Error::TooLarge { limit: 1_048_576, .. }), "{error:?}");
    let error =
        connection_to(&reply("400 Bad Request", "gzip", &bomb).url).call(LogIn::new("ada", "pw_1")).await.unwrap_err();
    assert!(matches!(&error, Error::Api(refusal) if refusal.body().is_empty()), "{error:?}");
    let refusal = gzip(br#"{"error":"invalid_grant"}"#);
    let error = connection_to(&reply("400 Bad Request", "gzip", &refusal).url);
    let error = error.call(LogIn::new("ada", "pw_1")).await.unwrap_err();
    assert_eq!(error.class(), Class::Reauthenticate, "a refusal is read too");
}
