//! oauthlib: OAuth 1.0a.

use std::io::Write as _;
use std::process::{Command, Stdio};

use auth_runtime::sign::{Algorithm, Signer, SignerFuture};
use auth_runtime::{Authorizes, ClientBuilder, PrivateKey};
use auth_tests::here;

use super::oidc::key;
use super::page::Page;
use super::steps::consent_here;

/// The client of `oauthlib.yaml`.
mod client {
    #![allow(dead_code, unreachable_pub, missing_docs, reason = "the tests do not use all of a client")]

    #[derive(Clone, Copy, Debug, auth_runtime::Provider)]
    #[provider(spec = "oauthlib.yaml")]
    pub struct Oauthlib;
}

use client::{Client, Echo, Oauthlib};

const SECRET: &str = "cs example:+%/&=";
const BACK: &str = "https://app.example/back?a=1&b=%20";
/// What is signed is encoded twice, and sorted after it was encoded once (RFC 5849 §3.4.1.3.2).
const ODD: &str = "a b+c%2F&=é~*'()!\"";
const LIST: [&str; 4] = ["z", "a=", "a b", ""];

fn connect(url: &str) -> Client {
    let connection = ClientBuilder::<Oauthlib>::new().allow_loopback_http().base_url(url).build();
    Client::from(connection.expect("a client"))
}

fn rsa() -> PrivateKey {
    key("rsa.key.pem")
}

/// A key outside of the process: Python signs with it, because no library below the runtime signs with SHA-1.
struct Outside;

impl Signer for Outside {
    fn sign<'a>(&'a self, _: Algorithm, message: &'a [u8]) -> SignerFuture<'a> {
        let servers = here().join("servers");
        let mut python = Command::new(servers.join("python/venv/bin/python"));
        python.arg(servers.join("python/rsa_sha1.py")).arg(servers.join("certificates/rsa.key.pem"));
        let mut python = python.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("Python");
        python.stdin.take().expect("its input").write_all(message).expect("it reads");
        let output = python.wait_with_output().expect("a signature");
        Box::pin(async move { Ok(output.stdout) })
    }
}

/// Makes both two-legged calls, whose parameters the server has read and checked.
async fn calls<C: Authorizes<Oauthlib> + Authorizes<Oauthlib, client::Find> + Authorizes<Oauthlib, client::Change>>(
    client: &Client,
    credential: C,
) {
    let client = client.with(credential);
    let is_text = |echo: &Echo, name: &str| {
        let sent = echo.query.get(name).or_else(|| echo.body.get(name));
        assert_eq!(sent.map(Vec::as_slice), Some(&[ODD.to_owned()][..]));
    };
    let found = client.find(client::Find::new(ODD, LIST)).await.expect("an answer").into_value();
    is_text(&found, "text");
    let changed = client.change(client::Change::new(ODD, ODD, LIST)).await.expect("an answer").into_value();
    is_text(&changed, "text");
    is_text(&changed, "form_text");
    assert_eq!(changed.body.get("list").map(Vec::len), Some(LIST.len() - 1), "Python leaves empty values out");
}

pub(crate) async fn two_legs(url: &str, page: &mut Page) {
    let client = connect(url);
    let mut saw =
        |method: &str| page.saw("two legs", method, "none", "GET and POST with odd parameters; nonces are new");
    calls(&client, client::HmacSha1::new("app-HMAC-SHA1", SECRET)).await;
    saw("HMAC-SHA1");
    calls(&client, client::HmacSha256::new("app-HMAC-SHA256", SECRET)).await;
    saw("HMAC-SHA256");
    calls(&client, client::HmacSha512::new("app-HMAC-SHA512", SECRET)).await;
    saw("HMAC-SHA512");
    calls(&client, client::RsaSha1::new("app-RSA-SHA1", PrivateKey::from(Outside))).await;
    saw("RSA-SHA1, by a signer of the caller's");
    calls(&client, client::RsaSha256::new("app-RSA-SHA256", rsa())).await;
    saw("RSA-SHA256");
    calls(&client, client::RsaSha512::new("app-RSA-SHA512", rsa())).await;
    saw("RSA-SHA512");
    calls(&client, client::Plaintext::new("app-PLAINTEXT", SECRET)).await;
    saw("PLAINTEXT");
    let wrong = client.with(client::HmacSha1::new("app-HMAC-SHA1", "another")).find(client::Find::new(ODD, LIST)).await;
    assert!(wrong.expect_err("another secret").to_string().contains("Refused"));
}

pub(crate) async fn three_legs(url: &str, page: &mut Page) {
    let client = connect(url);
    let seen = "request token with realm and callback, consent, access token, call";
    let asked = client::UserConsent::new("app-HMAC-SHA1", SECRET, BACK).start(&client).await;
    let grant = consent_here(asked.expect("a request token")).await;
    let session = client::User::new("app-HMAC-SHA1", SECRET, grant).session(&client);
    client.with(session).get_person(client::GetPerson::new(ODD)).await.expect("an answer");
    page.saw("three legs", "HMAC-SHA1", "with its secret", seen);
    let asked = client::UserByKeyConsent::new("app-RSA-SHA256", rsa(), BACK).start(&client).await;
    let grant = consent_here(asked.expect("a request token")).await;
    let session = client::UserByKey::new("app-RSA-SHA256", rsa(), grant).session(&client);
    client.with(session).get_person(client::GetPerson::new(ODD)).await.expect("an answer");
    page.saw("three legs", "RSA-SHA256", "with its secret", seen);
}
