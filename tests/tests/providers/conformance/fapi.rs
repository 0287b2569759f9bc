//! oidc-provider under the FAPI 2.0 security profile, from discovery to revocation.

use auth_runtime::{Bearer, ClientBuilder};

use super::oidc::{certificate, file, key};
use super::page::Page;
use super::steps;

mod proof {
    #![allow(dead_code, unreachable_pub, missing_docs, reason = "the tests do not use all of a client")]

    #[derive(Clone, Copy, Debug, auth_runtime::Provider)]
    #[provider(spec = "fapi_dpop.yaml")]
    pub struct FapiDpop;
}
mod tls {
    #![allow(dead_code, unreachable_pub, missing_docs, reason = "the tests do not use all of a client")]

    #[derive(Clone, Copy, Debug, auth_runtime::Provider)]
    #[provider(spec = "fapi_tls.yaml")]
    pub struct FapiTls;
}

const BACK: &str = "https://app.example/back";
const SEEN: &str = "discovery, PAR, consent with `iss`, token, call, renewal with rotation, call, introspection of the binding, a stolen token refused, revocation, introspection";

pub(crate) async fn by_proof(page: &mut Page) {
    let builder = ClientBuilder::<proof::FapiDpop>::new().root_certificates(file("server.pem"));
    let client = proof::Client::from(builder.build().expect("a client"));
    let (assertion, bound) = (|| key("assertion.jwk"), || key("proof.jwk"));
    let consent = proof::UserConsent::new("fapi-dpop", assertion(), bound(), BACK);
    let grant = steps::consent(consent.start(&client).await.expect("a pushed request")).await;
    let session = proof::User::new("fapi-dpop", assertion(), bound(), BACK, grant).session(&client);
    let called = client.with(session.clone());
    steps::lives(&session, async || called.get_person().await.expect("a person").into_value().sub).await;
    let token = session.token().await.expect("a token").secret().clone();
    let question = || proof::Introspect::new("machine basic", "cs example:+%/", token.clone());
    let known = client.introspect(question()).await.expect("an answer").into_value();
    assert!(known.active && known.jkt.is_some(), "{known:?}");
    client.with(proof::UserToken::new(token.clone(), bound())).read_person().await.expect("a person");
    let stolen = client.with(proof::UserToken::new(token.clone(), assertion())).read_person().await;
    assert!(stolen.expect_err("another key").to_string().contains("Unauthorized"));
    session.revoke().await.expect("an end");
    assert!(!client.introspect(question()).await.expect("an answer").value().active);
    page.saw("FAPI 2.0: code with PAR", "`private_key_jwt`", "DPoP with a nonce", SEEN);
}

pub(crate) async fn by_certificate(page: &mut Page) {
    let builder = ClientBuilder::<tls::FapiTls>::new().root_certificates(file("server.pem"));
    let client = tls::Client::from(builder.build().expect("a client"));
    let tls_key = || key("client.key.pem");
    let consent = tls::UserConsent::new("fapi-tls", BACK, certificate(), tls_key());
    let grant = steps::consent(consent.start(&client).await.expect("a pushed request")).await;
    let session = tls::User::new("fapi-tls", BACK, grant, certificate(), tls_key()).session(&client);
    let called = client.with(session.clone());
    steps::lives(&session, async || called.get_person().await.expect("a person").into_value().sub).await;
    let token = session.token().await.expect("a token").secret().clone();
    let question = || tls::Introspect::new("machine basic", "cs example:+%/", token.clone());
    let known = client.introspect(question()).await.expect("an answer").into_value();
    assert!(known.active && known.certificate.is_some(), "{known:?}");
    let stolen = client.with(Bearer::new(token.clone())).read_person().await;
    assert!(stolen.expect_err("no certificate").to_string().contains("Unauthorized"));
    session.revoke().await.expect("an end");
    assert!(!client.introspect(question()).await.expect("an answer").value().active);
    page.saw("FAPI 2.0: code with PAR", "`tls_client_auth`", "Bearer, bound to the certificate", SEEN);
}
