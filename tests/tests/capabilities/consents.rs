//! Whole consents against the mock server, with what a hostile or failing provider does.

use auth_mock::Mock;
use auth_runtime::ClientBuilder;
use auth_runtime::client::HasConnection;
use auth_runtime::consent::{Authorization, Callback, CallbackError};
use auth_runtime::session::{Ask, OneTime};
use auth_tests::visit_page;

use super::providers;
use super::sketches::clients::{dpop_session, github_device, log_out, oidc_discovery, par_jar, quickbooks, x_oauth1};

const BACK: &str = "https://app.example/back";
const KEY: &str = r#"{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"}"#;

pub(crate) async fn mock() -> Mock {
    Mock::start(providers()).await.expect("a free port")
}

/// A client of a provider that the mock plays.
pub(crate) fn connect<P: auth_runtime::Provider>(mock: &Mock) -> auth_runtime::Connection<P> {
    let builder = P::HOSTS.iter().fold(ClientBuilder::<P>::new().allow_loopback_http(), |builder, host| {
        builder.host(host.name(), mock.url(P::NAME, host.name()).expect("a host"))
    });
    builder.build().expect("a client")
}

/// Opens the page of an authorization, and returns the callback.
pub(crate) async fn open<C>(authorization: &Authorization<C>) -> (u16, String) {
    let url = authorization.url().to_owned();
    tokio::task::spawn_blocking(move || visit_page(&url)).await.expect("no panic").expect("a page")
}

/// A callback in which one parameter has another value.
fn forged(callback: &str, name: &str) -> String {
    let (before, value) = callback.split_once(&format!("{name}=")).expect("the parameter");
    format!("{before}{name}=forged{}", value.split_once('&').map(|(_, after)| format!("&{after}")).unwrap_or_default())
}

fn refused<C: Callback>(authorization: &mut Authorization<C>, callback: &str) -> CallbackError {
    authorization.finish(callback).err().expect("a refusal")
}

fn registry_consent() -> par_jar::UserConsent {
    let key = KEY.parse::<auth_runtime::PrivateKey>().expect("a key");
    par_jar::UserConsent::new("cs_example_1", key, "app_1", BACK, [par_jar::Scope::FilesRead])
}

#[tokio::test]
async fn a_request_is_pushed_signed_and_used_once() {
    let mock = mock().await;
    let client = connect::<par_jar::ParJar>(&mock);
    let consent = registry_consent();
    let mut authorization = consent.start(&client).await.expect("a pushed request");
    let query = authorization.url().split_once('?').expect("a query").1.to_owned();
    assert_eq!(query, "client_id=app_1&request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3Ar_1");
    assert_eq!(authorization.expires_in(), Some(std::time::Duration::from_secs(60)));
    let (status, callback) = open(&authorization).await;
    assert_eq!(status, 302, "{callback}");
    assert_eq!(refused(&mut authorization, &forged(&callback, "state")), CallbackError::State);
    let grant = authorization.finish(&callback).expect("a grant");
    assert_eq!(refused(&mut authorization, &callback), CallbackError::Finished);
    assert_eq!(open(&authorization).await.0, 400, "a reference is used once");
    let user = |grant| par_jar::User::new("app_1", "cs_example_1", BACK, OneTime::new(grant));
    let session = user(grant.clone()).session(&client);
    assert_eq!(session.token().await.expect("a token").secret().expose(), "token_example_1");
    let again = user(grant).session(&client).token().await;
    assert!(again.is_err(), "a code is exchanged once");
}

#[tokio::test]
async fn an_issuer_that_is_another_is_refused() {
    let mock = mock().await;
    let client = connect::<par_jar::ParJar>(&mock);
    let mut authorization = registry_consent().start(&client).await.expect("a pushed request");
    let (_, callback) = open(&authorization).await;
    assert_eq!(refused(&mut authorization, &forged(&callback, "iss")), CallbackError::Issuer);
}

#[tokio::test]
async fn three_legs_of_oauth_1() {
    let mock = mock().await;
    let client = connect::<x_oauth1::XOauth1>(&mock);
    let consent = x_oauth1::UserConsent::new("ck_1", "cs_example_1", BACK);
    let mut authorization = consent.start(&client).await.expect("a request token");
    assert!(authorization.url().ends_with("/oauth/authorize?oauth_token=rt_1"), "{}", authorization.url());
    let (status, callback) = open(&authorization).await;
    assert_eq!(status, 302, "{callback}");
    assert_eq!(refused(&mut authorization, &forged(&callback, "oauth_token")), CallbackError::State);
    let grant = authorization.finish(&callback).expect("a grant");
    let user = |grant| x_oauth1::User::new("ck_1", "cs_example_1", OneTime::new(grant));
    let session = user(grant.clone()).session(&client);
    assert_eq!(session.token().await.expect("a token").secret().expose(), "token_example_1");
    assert_eq!(session.captured().await.expect("a log-in").screen_name, "ada");
    let again = user(grant).session(&client).token().await;
    assert!(again.is_err(), "a verifier is exchanged once (RFC 5849 §2.3)");
    let client = x_oauth1::Client::from(client.anonymous().with(session));
    let posted = client.post_status(x_oauth1::PostStatus::new("Hello")).await;
    assert!(posted.is_ok(), "the token's secret signs: {posted:?}");
}

#[tokio::test]
async fn a_code_is_exchanged_where_it_was_sent_to() {
    let mock = mock().await;
    let client = connect::<quickbooks::QuickBooks>(&mock);
    let page = quickbooks::Authorize::new("app_1", BACK, [quickbooks::Scope::Accounting]);
    let mut authorization = page.start(&client).expect("a URL");
    let (_, callback) = open(&authorization).await;
    let realm = forged(&callback, "realmId");
    let grant = authorization.finish(&callback).expect("a grant");
    assert_eq!(grant.callback.realm, "9130");
    let user = |grant, back: &str| quickbooks::User::new("app_1", "cs_example_1", back, OneTime::new(grant));
    let elsewhere = user(grant.clone(), "https://evil.example/back").session(&client).token().await;
    assert!(elsewhere.is_err(), "another redirect URI");
    let session = user(grant, BACK).session(&client);
    assert_eq!(session.captured().await.expect("a log-in").realm, "9130");
    let mut second = page.start(&client).expect("a URL");
    let state = second.state().expose().to_owned();
    let misfit = second.finish(&format!("{}&state={state}", realm.split("&state=").next().unwrap_or_default()));
    assert!(matches!(misfit, Err(CallbackError::Unreadable { .. })), "{misfit:?}");
}

#[tokio::test]
async fn a_log_out_ends_the_session_of_the_browser() {
    let mock = mock().await;
    let client = connect::<log_out::LogOut>(&mock);
    let mut authorization = log_out::Authorize::new("app_1", BACK).start(&client).expect("a URL");
    let (_, callback) = open(&authorization).await;
    let grant = authorization.finish(&callback).expect("a grant");
    let session = log_out::User::new("app_1", OneTime::new(grant), BACK).session(&client);
    session.token().await.expect("a token");
    let page = log_out::EndSession::new().post_logout_redirect_uri("https://app.example/bye");
    let mut ended = session.log_out(page, &client).await.expect("a URL");
    assert!(ended.url().contains("id_token_hint=id_example_1"), "{}", ended.url());
    assert!(!format!("{ended:?}").contains("id_example_1"), "{ended:?}");
    assert!(ended.revoked().is_ok());
    assert!(session.token().await.is_err());
    let url = ended.url().to_owned();
    let (status, back) =
        tokio::task::spawn_blocking(move || visit_page(&url)).await.expect("no panic").expect("a page");
    assert_eq!((status, back.starts_with("https://app.example/bye?")), (302, true), "{back}");
    assert_eq!(ended.finish(&forged(&back, "state")).err(), Some(CallbackError::State));
    ended.finish(&back).expect("the state of this log-out");
    assert_eq!(ended.finish(&back).err(), Some(CallbackError::Finished));
}

/// The mock of the sketch of a discovered issuer, whose metadata say something else.
async fn issuer(said: &str, instead: &str) -> Mock {
    let fixture =
        super::fixtures().into_iter().find(|fixture| fixture.name.starts_with("oidc_discovery")).expect("the sketch");
    let (before, examples) = fixture.text.split_once("examples:").expect("the example of the metadata");
    let text = format!("{before}examples:{}", examples.replacen(said, instead, 1));
    Mock::start(vec![auth_codegen::parse("issuer.yaml", &text).expect("a right spec")]).await.expect("a free port")
}

const ISSUER: &str = "https://login.acme.example";

/// A client of an issuer, whose captured URLs are those of the mock only if they are in `played`.
fn client_of_issuer(mock: &Mock, played: &[&str]) -> oidc_discovery::Client {
    let builder = oidc_discovery::Client::builder(oidc_discovery::Settings::new(ISSUER)).allow_loopback_http();
    let builder = played
        .iter()
        .fold(builder, |builder, host| builder.host(*host, mock.url("oidc_discovery", host).expect("a host")));
    builder.build().expect("a client")
}

fn consent_of_issuer() -> oidc_discovery::UserConsent {
    oidc_discovery::UserConsent::new("app_1", BACK, "nonce_example_1")
}

#[tokio::test]
async fn the_page_of_a_consent_is_discovered_and_who_logged_in_is_checked() {
    let mock = mock().await;
    let client = client_of_issuer(&mock, &["base", "authorize", "exchange_code", "get_keys", "end_session"]);
    let mut authorization = consent_of_issuer().start(&client).await.expect("a discovered page");
    let (_, callback) = open(&authorization).await;
    assert_eq!(refused(&mut authorization, &forged(&callback, "state")), CallbackError::State);
    let grant = authorization.finish(&callback).expect("a grant");
    assert_eq!(grant.kept("discover.jwks_uri").map(|kept| kept.matches("https://login.acme.example/jwks")), Some(true));
    let user = |grant| oidc_discovery::User::new("app_1", "cs_example_1", BACK, OneTime::new(grant));
    let session = user(grant).session(&client);
    let person = session.identity(&client).await.expect("an identity");
    assert_eq!((person.subject(), person.issuer()), ("user_1", ISSUER));
    assert_eq!(session.captured().await.expect("a log-in").token_endpoint, "https://login.acme.example/token");
    let mut other = consent_of_issuer().start(&client).await.expect("a discovered page");
    let (_, callback) = open(&other).await;
    assert_eq!(refused(&mut other, &forged(&callback, "iss")), CallbackError::Issuer);
    let ended = session.log_out(oidc_discovery::EndSession::new(), &client).await.expect("a URL");
    assert!(ended.url().starts_with(&mock.url("oidc_discovery", "end_session").expect("a host")), "{}", ended.url());
}

/// Without a URL of the client's own, what is discovered is visited, if it is at the issuer.
#[tokio::test]
async fn a_discovered_page_is_at_the_issuer() {
    let mock = mock().await;
    let client = client_of_issuer(&mock, &["base"]);
    let authorization = consent_of_issuer().start(&client).await.expect("a discovered page");
    assert!(
        authorization.url().starts_with("https://login.acme.example/auth?response_type=code"),
        "{}",
        authorization.url()
    );
    let elsewhere = [
        "https://evil.example/auth",
        "http://login.acme.example/auth",
        "https://login.acme.example.evil.example/auth",
        "https://login.acme.example:8443/auth",
    ];
    for url in elsewhere {
        let mock = mock_that_says(url).await;
        let error = consent_of_issuer().start(&client_of_issuer(&mock, &["base"])).await.expect_err("another host");
        let source = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
        assert!(format!("{error}: {source}").contains("authorization_endpoint"), "{url}: {error}: {source}");
    }
}

async fn mock_that_says(url: &str) -> Mock {
    issuer("https://login.acme.example/auth", url).await
}

#[tokio::test]
async fn metadata_of_another_issuer_are_not_used() {
    let mock =
        issuer("response: { issuer: \"https://login.acme.example\"", "response: { issuer: \"https://evil.example\"")
            .await;
    let error = consent_of_issuer().start(&client_of_issuer(&mock, &["base"])).await.expect_err("another issuer");
    let source = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
    assert!(format!("{error}: {source}").contains("issuer"), "{error}: {source}");
}

/// The person has not entered the code yet: the provider says `pending`, and the session asks again.
#[tokio::test]
async fn a_device_waits_for_the_person() {
    let mock = mock().await;
    let client = connect::<github_device::GithubDevice>(&mock);
    assert!(mock.fail_next("github_device", "poll", "Pending"));
    let shown = Ask::new(|code: github_device::DeviceCode| async move {
        assert_eq!(code.user_code, "WDJB-MJHT");
        Ok(())
    });
    let session = github_device::Device::new("Iv1.example", shown).session(&client);
    assert_eq!(session.token().await.expect("a token").secret().expose(), "gho_example_1");
    let polls = mock.exchanges().into_iter().filter(|exchange| exchange.endpoint.as_deref() == Some("poll"));
    assert_eq!(polls.count(), 2, "one that is pending, and one with the token");
}

/// The key to which a request is bound: that of its proof.
fn key_of(exchange: &auth_mock::Exchange) -> String {
    let proof = exchange.headers.iter().find(|(name, _)| name == "dpop").map(|(_, proof)| proof.as_str());
    proof.and_then(|proof| proof.split('.').next()).expect("a proof").to_owned()
}

#[tokio::test]
async fn a_session_makes_the_key_of_its_tokens() {
    let mock = mock().await;
    let client = connect::<dpop_session::DpopSession>(&mock);
    for _ in 0..2 {
        let session = dpop_session::User::new("c_1", "cs_example_1", "ada", "pw_example_1").session(&client);
        let client = dpop_session::Client::from(client.anonymous().with(session.clone()));
        client.list_vaults().await.expect("a call with a proof");
        session.revoke().await.expect("the end");
    }
    let exchanges = mock.exchanges();
    let answered: Vec<_> = exchanges.iter().filter(|exchange| exchange.status == 200).collect();
    let keys: Vec<String> = answered.into_iter().map(key_of).collect();
    let [first, second, third, fourth] = keys.as_slice() else { panic!("{keys:?}") };
    assert!(first == second && third == fourth, "one key for a token and its calls");
    assert_ne!(first, third, "another log-in, another key");
}
