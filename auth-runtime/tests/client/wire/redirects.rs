//! Redirects to the hosts that an endpoint lists are followed with the credential, and no others.
#![cfg(feature = "client")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic")]

use auth_runtime::{ApiError, Authorizes, Bearer, Connection, Endpoint, Error, Host, Json, Provider};

use crate::server::{Server, answer};

struct Acme;

impl Provider for Acme {
    const NAME: &'static str = "acme";
    const TITLE: &'static str = "Acme";
    const HOSTS: &'static [Host] =
        &[Host::new("base", "https://api.acme.example"), Host::new("files", "https://files.acme.example")];
}

impl Authorizes<Acme> for Bearer {}

#[derive(Debug, ApiError)]
enum Fault {
    #[api_error(other)]
    Other,
}

#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/file", protected, redirects("files.acme.example"), response = Json, error = Fault)]
struct GetFile;

#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/file", protected, form, redirects("files.acme.example"), response = Json, error = Fault)]
struct PutFile {
    text: String,
}

#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/file", protected, response = Json, error = Fault)]
struct GetPlain;

fn redirect(status: &str, to: &str) -> Server {
    Server::answering(answer(status, &format!("location: {to}\r\n"), ""))
}

fn client(base: &Server, files: &Server) -> Connection<Acme, Bearer> {
    let builder = Connection::<Acme>::builder().allow_loopback_http();
    let client = builder.host("base", &base.url).host("files", &files.url).build().unwrap();
    client.with(Bearer::new("token_1"))
}

#[tokio::test]
async fn a_listed_host_gets_the_credential() {
    let files = Server::answering(answer("200 OK", "", "{}"));
    for (status, method, body) in [
        ("302 Found", "GET /x?y=1", ""),
        ("303 See Other", "GET /x?y=1", ""),
        ("307 Temporary Redirect", "POST /x?y=1", "text=a+b"),
        ("308 Permanent Redirect", "POST /x?y=1", "text=a+b"),
    ] {
        let base = redirect(status, &format!("{}/x?y=1#part", files.url));
        client(&base, &files).call_protected(PutFile::new("a b")).await.unwrap();
        let request = files.requests().pop().unwrap();
        let (head, found) = request.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with(method) && head.contains("authorization: Bearer token_1"), "{status}: {head}");
        assert_eq!((found, head.contains("content-type")), (body, !body.is_empty()), "{status}");
    }
}

#[tokio::test]
async fn no_other_host_gets_anything() {
    let (evil, files) = (Server::answering(answer("200 OK", "", "{}")), Server::answering(answer("200 OK", "", "{}")));
    let with_user = files.url.replace("http://", "http://ada@");
    let targets = [
        format!("{}/x", evil.url),
        with_user,
        "https://files.acme.example.evil.example/".to_owned(),
        "https://files.acme.example:8443/".to_owned(),
        "//evil.example/x".to_owned(),
        "/elsewhere".to_owned(),
        "http://".to_owned(),
    ];
    for target in &targets {
        let base = redirect("302 Found", target);
        let error = client(&base, &files).call_protected(GetFile).await.unwrap_err();
        assert!(matches!(error, Error::Redirect { followed: false, .. }), "{target}: {error:?}");
    }
    let base = redirect("302 Found", &format!("{}/x", files.url));
    let error = client(&base, &files).call_protected(GetPlain).await.unwrap_err();
    assert!(matches!(error, Error::Redirect { .. }), "none is followed by default: {error:?}");
    assert!(evil.requests().is_empty() && files.requests().is_empty());
}

#[tokio::test]
async fn a_circle_ends() {
    let files = Server::start(|stream| {
        let _ =
            std::io::Write::write_all(stream, answer("307 Temporary Redirect", "location: /again\r\n", "").as_bytes());
    });
    let base = redirect("307 Temporary Redirect", &files.url);
    let error = client(&base, &files).call_protected(GetFile).await.unwrap_err();
    assert!(matches!(error, Error::Redirect { .. }), "{error:?}");
    assert_eq!(files.requests().len(), 10, "at most ten are followed");
}
