//! oidc-provider without a profile: machines, people and devices.

use auth_runtime::session::{Ask, Declined, Session};
use auth_runtime::{Certificate, ClientBuilder, PrivateKey, Secret};
use auth_tests::here;

use super::browser;
use super::page::Page;
use super::steps::{consent, ends, lives};

/// The client of `oidc_provider.yaml`.
mod client {
    #![allow(dead_code, unreachable_pub, missing_docs, reason = "the tests do not use all of a client")]

    #[derive(Clone, Copy, Debug, auth_runtime::Provider)]
    #[provider(spec = "oidc_provider.yaml")]
    pub struct OidcProvider;
}

use client::{Client, Code, OidcProvider};

const SECRET: &str = "cs_example_0123456789_0123456789_0123456789";
const BACK: &str = "https://app.example/back";

/// A file in `servers/certificates`.
pub(crate) fn file(name: &str) -> String {
    std::fs::read_to_string(here().join("servers/certificates").join(name)).expect(name)
}

pub(crate) fn key(name: &str) -> PrivateKey {
    file(name).trim().parse().expect("a key")
}

pub(crate) fn certificate() -> Certificate {
    file("client.pem").parse().expect("a certificate")
}

fn connect() -> Client {
    let connection = ClientBuilder::<OidcProvider>::new().root_certificates(file("server.pem")).build();
    Client::from(connection.expect("a client"))
}

/// What the server says about a token, asked by another client.
async fn is_active(client: &Client, token: Secret) -> bool {
    let question = client::Introspect::new("machine basic", "cs example:+%/", token);
    client.introspect(question).await.expect("an answer").into_value().active
}

pub(crate) async fn machines(page: &mut Page) {
    let client = connect();
    let knows = async |token: Secret| is_active(&client, token).await;
    let seen = "token, introspection, revocation, introspection";
    let mut saw = |method: &str, token: &str| page.saw("client credentials", method, token, seen);
    ends(&client::Basic::new("machine basic", "cs example:+%/").session(&client), knows).await;
    saw("`client_secret_basic`", "Bearer");
    ends(&client::Post::new("machine-post", SECRET).session(&client), knows).await;
    saw("`client_secret_post`", "Bearer");
    ends(&client::SecretJwt::new("machine-secret-jwt", SECRET).session(&client), knows).await;
    saw("`client_secret_jwt`", "Bearer");
    ends(&client::KeyJwt::new("machine-key-jwt", key("assertion.jwk")).session(&client), knows).await;
    saw("`private_key_jwt`", "Bearer");
    let tls_key = || key("client.key.pem");
    ends(&client::Certified::new("machine-tls", certificate(), tls_key()).session(&client), knows).await;
    saw("`tls_client_auth`", "Bearer, bound to the certificate");
    let own = client::SelfCertified::new("machine-own-tls", certificate(), tls_key());
    ends(&own.session(&client), knows).await;
    saw("`self_signed_tls_client_auth`", "Bearer, bound to the certificate");
    let proven = client::Proven::new("machine-dpop", key("assertion.jwk"), key("proof.jwk"));
    ends(&proven.session(&client), knows).await;
    saw("`private_key_jwt`", "DPoP with a nonce");
}

/// Calls, renews and calls with a session of a person, and ends it.
async fn lives_and_ends<C>(client: &Client, session: Session<OidcProvider, C>) {
    let called = client.with(session.clone());
    lives(&session, async || called.get_person().await.expect("an answer").into_value().sub).await;
    ends(&session, async |token: Secret| is_active(client, token).await).await;
}

pub(crate) async fn people(page: &mut Page) {
    let client = connect();
    let seen = "consent, token, call, renewal with rotation, call, revocation, introspection";
    let ask = |id: &str| client::Authorize::new(id, BACK).start(&client).expect("a URL");
    let grant = consent(ask("person-basic")).await;
    let session = client::User::new("person-basic", SECRET, BACK, grant).session(&client);
    let person = session.identity(&client).await.expect("an identity");
    assert_eq!((person.subject(), person.issuer()), ("ada", "https://op.example"));
    lives_and_ends(&client, session).await;
    page.saw("code with PKCE", "`client_secret_basic`", "Bearer", &format!("{seen}; `id_token` with nonce checked"));
    let grant = consent(ask("person-none")).await;
    lives_and_ends(&client, client::PublicUser::new("person-none", BACK, grant).session(&client)).await;
    page.saw("code with PKCE", "`none`", "Bearer", seen);
    let signed = client::SignedUserConsent::new("person-signed", key("assertion.jwk"), BACK);
    let grant = consent(signed.start(&client).await.expect("a pushed request")).await;
    let user = client::SignedUser::new("person-signed", key("assertion.jwk"), BACK, grant);
    lives_and_ends(&client, user.session(&client)).await;
    page.saw("code with PKCE, PAR and JAR", "`private_key_jwt`", "Bearer", seen);
}

pub(crate) async fn devices(page: &mut Page) {
    let client = connect();
    let prompt = Ask::new(|code: Code| async move {
        browser::open(&format!("https://op.example/enter?user_code={}", code.user_code)).await;
        Ok::<(), Declined>(())
    });
    lives_and_ends(&client, client::Device::new("device-none", prompt).session(&client)).await;
    page.saw(
        "device",
        "`none`",
        "Bearer",
        "code shown, entered, token, call, renewal with rotation, call, revocation, introspection",
    );
}
