//! Log-ins, renewals and calls in which more happens than one example shows, against the mock server.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use auth_runtime::client::HasConnection as _;
use auth_runtime::consent::Authorization;
use auth_runtime::session::{OneTime, Session};
use auth_runtime::sign::{Algorithm, Signer, SignerFuture};
use auth_runtime::{Class, Error, PrivateKey, Secret};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::{Value as Json, json};

use super::consents::{connect, mock, open};
use super::providers;
use super::sketches::clients::{
    encoded_token, made_headers, moved, open_banking, saml, signed_by_key, store_renewal, success_under_refusal,
};

const BACK: &str = "https://app.example/back";

/// The secret of the current token, and that of the next one, after the provider has refused the first.
async fn two_tokens<P, C>(session: &Session<P, C>) -> [String; 2] {
    let first = session.token().await.expect("a token");
    session.invalidate(first.generation());
    let second = session.token().await.expect("another token");
    [first, second].map(|token| token.secret().expose().to_owned())
}

/// Each token needs an assertion of its own (RFC 7522 §3, which forbids that one is used again).
#[tokio::test]
async fn each_token_asks_for_an_assertion() {
    let mock = mock().await;
    let client = connect::<saml::Saml>(&mock);
    let asked = Arc::new(AtomicU32::new(0));
    let count = Arc::clone(&asked);
    let sign = move || {
        let number = count.fetch_add(1, Ordering::Relaxed) + 1;
        async move { Ok(Secret::from(format!("<saml:Assertion ID=\"a_{number}\"/>"))) }
    };
    let session = saml::Employee::new(OneTime::supplied_by(sign), "app_1").session(&client);
    assert_eq!(two_tokens(&session).await, ["token_example_1", "token_example_2"]);
    assert_eq!(asked.load(Ordering::Relaxed), 2);
}

/// The key with which the example signs.
fn bank_key() -> PrivateKey {
    let providers = providers();
    let bank = providers.iter().find(|provider| provider.name == "open_banking").expect("the bank");
    let mut examples = bank.endpoints.iter().flat_map(|endpoint| &endpoint.examples);
    let key = examples.find_map(|example| example.given("private_key")).and_then(Json::as_str).expect("a key");
    key.parse().expect("a private key")
}

/// The claims of the request that the URL of a visit has (RFC 9101 §5.1).
fn claims_of<C>(authorization: &Authorization<C>) -> Json {
    let url = url::Url::parse(authorization.url()).expect("a URL");
    let request = url.query_pairs().find(|(name, _)| name == "request").expect("a request").1;
    let payload = request.split('.').nth(1).expect("a payload");
    serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(payload).expect("base64")).expect("JSON")
}

#[tokio::test]
async fn a_visit_asks_for_what_the_app_has_said_before() {
    let mock = mock().await;
    let client = connect::<open_banking::OpenBanking>(&mock);
    let app = open_banking::App::new("app_1", "cs_example_1").session(&client);
    let consent = open_banking::UserConsent::new(["ReadBalances".to_owned()], bank_key(), "app_1", BACK, app);
    let mut authorization = consent.start(&client).await.expect("a consent");
    let claims = claims_of(&authorization);
    let id_token = json!({
        "openbanking_intent_id": { "value": "consent_1", "essential": true },
        "acr": { "values": ["urn:openbanking:sca", "urn:bank:consent_1"] },
    });
    assert_eq!(claims["claims"], json!({ "id_token": id_token }));
    assert_eq!(claims["state"], authorization.state().expose());
    let (status, callback) = open(&authorization).await;
    assert_eq!(status, 302, "{callback}");
    let grant = authorization.finish(&callback).expect("a grant");
    let session = open_banking::User::new("app_1", "cs_example_1", BACK, OneTime::new(grant)).session(&client);
    assert_eq!(session.captured().await.expect("a log-in").consent_id, "consent_1");
    let client = open_banking::Client::from(client.anonymous().with(session));
    let listed = client.list_accounts().await;
    assert!(listed.is_ok(), "{listed:?}");
}

/// A renewal that names no token sends neither the last one nor a credential.
#[tokio::test]
async fn a_renewal_names_no_token() {
    let mock = mock().await;
    let client = connect::<store_renewal::StoreRenewal>(&mock);
    let code = OneTime::new(Secret::from("code_example_1"));
    let session = store_renewal::Installed::new("app_1", code, "secret_example_1").session(&client);
    assert_eq!(two_tokens(&session).await, ["token_example_1", "token_example_2"]);
    let exchanges = mock.exchanges();
    let renewal =
        exchanges.iter().find(|exchange| exchange.endpoint.as_deref() == Some("create_next_token")).expect("a renewal");
    assert!(renewal.headers.iter().all(|(name, _)| name != "authorization"), "{:?}", renewal.headers);
    assert!(renewal.request.is_empty(), "{}", renewal.request);
}

#[tokio::test]
async fn a_refresh_token_is_sent_in_an_object() {
    let mock = mock().await;
    let client = connect::<store_renewal::StoreRenewal>(&mock);
    let session = store_renewal::User::new("ada", "pw_example_1").session(&client);
    assert_eq!(two_tokens(&session).await, ["token_example_3", "token_example_4"]);
    let asked: Vec<_> = mock.exchanges().into_iter().filter_map(|exchange| exchange.endpoint).collect();
    assert_eq!(asked, ["log_in", "renew"]);
}

#[tokio::test]
async fn a_token_is_sent_in_base64_between_fixed_texts() {
    let mock = mock().await;
    let client = connect::<encoded_token::EncodedToken>(&mock);
    let session = encoded_token::Person::new("ada", "key_example_1").session(&client);
    let client = encoded_token::Client::from(client.anonymous().with(session));
    client.get_secret(encoded_token::GetSecret::new("s_1")).await.expect("a secret");
    let exchanges = mock.exchanges();
    let read = exchanges.iter().find(|exchange| exchange.endpoint.as_deref() == Some("get_secret")).expect("a call");
    let header = |name: &str| read.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    let authorization = header("authorization").expect("a token");
    assert!(authorization.starts_with("Token token=\"") && header("x-digest").is_some(), "{:?}", read.headers);
}

/// The token is the password of HTTP Basic, whose user name the log-in has captured; and a parameter of a scheme beside a setting.
/// Other HTTP clients are given the same header, and the log-out sends it, too.
#[tokio::test]
async fn a_token_is_sent_with_other_values() {
    use auth_runtime::session::Ask;
    let mock = mock().await;
    let client = connect::<made_headers::MadeHeaders>(&mock);
    let person = made_headers::Person::new(Ask::new(|_: made_headers::Flow| async { Ok(()) }));
    let session = person.session(&client);
    let calls = made_headers::Client::from(client.anonymous().with(session.clone()));
    calls.get_user().await.expect("a user");
    let token = session.token().await.expect("a token");
    assert_eq!(
        (token.header_name().as_str(), token.header().as_bytes()),
        ("authorization", &b"Basic YWRhOmFwXzE="[..])
    );
    assert!(token.header().is_sensitive());
    session.revoke().await.expect("the password is deleted");
}

/// A key that is elsewhere, such as in a key management service.
struct Elsewhere(PrivateKey);

impl Signer for Elsewhere {
    fn sign<'a>(&'a self, algorithm: Algorithm, message: &'a [u8]) -> SignerFuture<'a> {
        Box::pin(self.0.sign(algorithm, message))
    }
}

/// The made-up key of a credential's example.
fn key_of(credential: &str) -> PrivateKey {
    let signed = providers().into_iter().find(|provider| provider.name == "signed_by_key").expect("the sketch");
    let credential = signed.credentials.iter().find(|known| known.name == credential).expect("a credential");
    let (_, key) = credential.example.iter().find(|(name, _)| name == "private_key").expect("its key");
    key.as_str().expect("text").parse().expect("a key")
}

/// What is signed is in the same header as the signature, and the key may be elsewhere. The mock server refuses another key, and
/// a signature over something else.
#[tokio::test]
async fn a_private_key_signs_what_is_sent() {
    use signed_by_key::{Client, CreateOrder, FindOrders, Merchant, SignedByKey, Trader};
    let mock = mock().await;
    for key in [key_of("merchant"), PrivateKey::from(Elsewhere(key_of("merchant")))] {
        let merchant = Client::from(connect::<SignedByKey>(&mock).anonymous().with(Merchant::new("m_1", "s_1", key)));
        merchant.find_orders(FindOrders::new().limit(2)).await.expect("orders");
        merchant.create_order(CreateOrder::new(5)).await.expect("an order");
    }
    let trader = |key| Client::from(connect::<SignedByKey>(&mock).anonymous().with(Trader::new("k_1", key)));
    trader(PrivateKey::from(Elsewhere(key_of("trader")))).get_balance().await.expect("a balance");
    let other = r#"{"kty":"OKP","crv":"Ed25519","d":"YXnoxFshigJwTkB0UDhAOcaYBNrYAinQMAj1XD3GONU","x":"21ikzTtz6TzOIIzFMbzWWKZ7I4juU23epgKvPF3DL4Q"}"#;
    let other: PrivateKey = other.parse().expect("a key");
    let error = trader(other).get_balance().await.expect_err("a signature of another key");
    assert_eq!(error.class(), Class::Configuration);
}

/// A redirect that the provider documents as a refusal is not followed, and says where to ask instead.
#[tokio::test]
async fn a_redirect_refuses() {
    let mock = mock().await;
    let client = moved::Client::from(connect::<moved::Moved>(&mock).anonymous().with(moved::Key::new("key_example_1")));
    assert!(mock.fail_next("moved", "get_box", "OtherRegion"));
    let Err(Error::Api(refusal)) = client.get_box(moved::GetBox::new("b_1")).await else { panic!("a refusal") };
    assert_eq!(refusal.class(), Class::Configuration);
    let moved::MovedError::OtherRegion(fault) = refusal.error() else { panic!("{refusal:?}") };
    assert_eq!(fault.endpoint.as_deref(), Some("eu.depot.example"));
    assert!(mock.fail_next("moved", "get_box", "Busy"));
    let error = client.get_box(moved::GetBox::new("b_1")).await.expect_err("a refusal");
    assert_eq!((error.class(), error.status().map(|status| status.as_u16())), (Class::Retry, Some(307)));
}

/// A reply that refuses elsewhere is a success where the endpoint says so, and a refusal if it is not what the endpoint means.
#[tokio::test]
async fn a_refusal_is_what_is_asked_for() {
    use success_under_refusal::{Client, FindCrate, List, LogIn, Rpc, SuccessUnderRefusal};
    let mock = mock().await;
    let session = Rpc::new("ada", "pw_1").session(&connect::<SuccessUnderRefusal>(&mock));
    let client = Client::from(connect::<SuccessUnderRefusal>(&mock).anonymous().with(session));
    client.list(List::new()).await.expect("crates");
    assert!(mock.fail_next("success_under_refusal", "list", "SessionEnded"));
    client.list(List::new()).await.expect("crates, with a new session");
    let asked: Vec<_> = mock.exchanges().into_iter().filter_map(|exchange| exchange.endpoint).collect();
    assert_eq!(asked, ["open", "list", "list", "open", "list"]);
    let found = client.find_crate(FindCrate::new("c_2")).await.expect("a reply").into_value();
    assert!(found.as_crate_().is_none(), "{found:?}");
    let asked = client.log_in(LogIn::new("bea", "pw_1")).await.expect("a question").into_value();
    assert!(asked.as_mfa_required().is_some(), "{asked:?}");
    assert!(mock.fail_next("success_under_refusal", "log_in", "Forbidden"));
    let Err(Error::Api(refusal)) = client.log_in(LogIn::new("bea", "pw_1")).await else { panic!("a refusal") };
    assert_eq!((refusal.class(), refusal.code()), (Class::Denied, Some("access_denied")));
}
