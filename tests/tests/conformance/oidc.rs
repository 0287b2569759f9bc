//! oidc-provider without a profile: machines, people and devices.

use auth_runtime::consent::{Authorization, AuthorizationGrant, Callback};
use auth_runtime::session::{Ask, Declined, OneTime, Session};
use auth_runtime::{Certificate, ClientBuilder, PrivateKey, Secret};
use auth_tests::here;

use super::browser;
use super::page::Page;

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
async fn is_active(client: &Client, token: &Secret) -> bool {
    let question = client::Introspect::new("machine basic", "cs example:+%/", token.clone());
    client.introspect(question).await.expect("an answer").into_value().active
}

/// Revokes the token of a session, which the server then no longer knows.
async fn ends<C>(client: &Client, session: Session<OidcProvider, C>) {
    let token = session.token().await.expect("a token").secret().clone();
    assert!(is_active(client, &token).await);
    session.revoke().await.expect("an end");
    assert!(!is_active(client, &token).await);
}

pub(crate) async fn machines(page: &mut Page) {
    let client = connect();
    let seen = "token, introspection, revocation, introspection";
    let mut saw = |method: &str, token: &str| page.saw("client credentials", method, token, seen);
    ends(&client, client::Basic::new("machine basic", "cs example:+%/").session(&client)).await;
    saw("`client_secret_basic`", "Bearer");
    ends(&client, client::Post::new("machine-post", SECRET).session(&client)).await;
    saw("`client_secret_post`", "Bearer");
    ends(&client, client::SecretJwt::new("machine-secret-jwt", SECRET).session(&client)).await;
    saw("`client_secret_jwt`", "Bearer");
    ends(&client, client::KeyJwt::new("machine-key-jwt", key("assertion.jwk")).session(&client)).await;
    saw("`private_key_jwt`", "Bearer");
    let tls_key = || key("client.key.pem");
    ends(&client, client::Certified::new("machine-tls", certificate(), tls_key()).session(&client)).await;
    saw("`tls_client_auth`", "Bearer, bound to the certificate");
    let own = client::SelfCertified::new("machine-own-tls", certificate(), tls_key());
    ends(&client, own.session(&client)).await;
    saw("`self_signed_tls_client_auth`", "Bearer, bound to the certificate");
    let proven = client::Proven::new("machine-dpop", key("assertion.jwk"), key("proof.jwk"));
    ends(&client, proven.session(&client)).await;
    saw("`private_key_jwt`", "DPoP with a nonce");
}

/// Consents in a browser.
async fn consent<C: Callback + Send + Sync>(mut authorization: Authorization<C>) -> OneTime<AuthorizationGrant<C>> {
    let callback = browser::visit(authorization.url()).await;
    OneTime::new(authorization.finish(&callback).expect("a grant"))
}

/// Calls, renews and calls with a session of a person, and ends it.
async fn lives<C>(client: &Client, session: Session<OidcProvider, C>) {
    let called = client.with(session.clone());
    let ask = || async { called.get_person().await.expect("an answer").into_value().sub };
    assert_eq!(ask().await, "ada");
    let first = session.token().await.expect("a token");
    session.invalidate(first.generation());
    assert_eq!(ask().await, "ada");
    let second = session.token().await.expect("another");
    assert!(!second.secret().matches(first.secret().expose()));
    ends(client, session).await;
}

pub(crate) async fn people(page: &mut Page) {
    let client = connect();
    let seen = "consent, token, call, renewal with rotation, call, revocation, introspection";
    let ask = |id: &str| client::Authorize::new(id, BACK).start(&client).expect("a URL");
    let grant = consent(ask("person-basic")).await;
    let session = client::User::new("person-basic", SECRET, BACK, grant).session(&client);
    let person = session.identity(&client).await.expect("an identity");
    assert_eq!((person.subject(), person.issuer()), ("ada", "https://op.example"));
    lives(&client, session).await;
    page.saw("code with PKCE", "`client_secret_basic`", "Bearer", &format!("{seen}; `id_token` with nonce checked"));
    let grant = consent(ask("person-none")).await;
    lives(&client, client::PublicUser::new("person-none", BACK, grant).session(&client)).await;
    page.saw("code with PKCE", "`none`", "Bearer", seen);
    let signed = client::SignedUserConsent::new("person-signed", key("assertion.jwk"), BACK);
    let grant = consent(signed.start(&client).await.expect("a pushed request")).await;
    let user = client::SignedUser::new("person-signed", key("assertion.jwk"), BACK, grant);
    lives(&client, user.session(&client)).await;
    page.saw("code with PKCE, PAR and JAR", "`private_key_jwt`", "Bearer", seen);
}

pub(crate) async fn devices(page: &mut Page) {
    let client = connect();
    let prompt = Ask::new(|code: Code| async move {
        browser::open(&format!("https://op.example/enter?user_code={}", code.user_code)).await;
        Ok::<(), Declined>(())
    });
    lives(&client, client::Device::new("device-none", prompt).session(&client)).await;
    page.saw(
        "device",
        "`none`",
        "Bearer",
        "code shown, entered, token, call, renewal with rotation, call, revocation, introspection",
    );
}
