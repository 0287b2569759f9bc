//! Sessions of the launch providers, and what is special about the inputs of each.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use auth_mock::Mock;
use auth_providers::{interhuman, one_claw, openhuman, pihu, unith};
use auth_runtime::consent::PendingCallback;
use auth_runtime::session::{Ask, Clock as _, Declined, ManualClock, OneTime, Session, SessionProblem};
use auth_runtime::{Class, ClientBuilder, Connection, Provider, Secret};
use auth_tests::providers;

async fn mock() -> Mock {
    Mock::start(providers()).await.expect("a free port")
}

fn connect<P: Provider>(mock: &Mock) -> Connection<P> {
    let builder = P::HOSTS.iter().fold(ClientBuilder::<P>::new().allow_loopback_http(), |builder, host| {
        builder.host(host.name(), mock.url(P::NAME, host.name()).expect("a host that the mock plays"))
    });
    builder.build().expect("a client for loopback")
}

fn id_token() -> Secret {
    Secret::from("google_id_example_55")
}

#[tokio::test]
async fn a_google_id_token_is_used_once() {
    let mock = mock().await;
    let client = one_claw::Client::from(connect(&mock));
    let session = one_claw::Google::new(OneTime::new(id_token())).session(&client);
    let first = session.token().await.expect("a token");
    session.invalidate(first.generation());
    let error = session.token().await.expect_err("the ID token is used up");
    assert_eq!((error.problem(), error.class()), (SessionProblem::NoFreshInput, Class::Reauthenticate));
    assert_eq!(mock.exchanges().len(), 1);
}

#[tokio::test]
async fn a_callback_supplies_fresh_id_tokens() {
    let mock = mock().await;
    let client = one_claw::Client::from(connect(&mock));
    let asked = Arc::new(AtomicU32::new(0));
    let count = Arc::clone(&asked);
    let supply = move || {
        count.fetch_add(1, Ordering::Relaxed);
        async { Ok(id_token()) }
    };
    let session = one_claw::Google::new(OneTime::supplied_by(supply)).session(&client);
    let first = session.token().await.expect("a token");
    session.invalidate(first.generation());
    session.token().await.expect("another");
    assert_eq!(asked.load(Ordering::Relaxed), 2);
}

#[tokio::test]
async fn an_id_token_that_was_not_used_is_kept() {
    let mock = mock().await;
    let client = one_claw::Client::from(connect(&mock));
    let clock = ManualClock::default();
    let source = one_claw::Google::new(OneTime::new(id_token()));
    let session = Session::builder(source, &client).clock(clock.clone()).build();
    assert!(mock.fail_next("one_claw", "log_in_with_google", "RateLimited"));
    let error = session.token().await.expect_err("too many requests");
    assert_eq!(error.class(), Class::RateLimited);
    clock.advance(error.retry_after().expect("a pause"));
    session.token().await.expect("the same ID token");
}

/// Grace has a second factor, and Ada has none.
#[tokio::test]
async fn a_second_factor_is_asked_for_where_there_is_one() {
    let mock = mock().await;
    let client = one_claw::Client::from(connect(&mock));
    let asked = Arc::new(AtomicU32::new(0));
    let count = Arc::clone(&asked);
    let code = Ask::new(move |challenge: one_claw::MfaChallenge| {
        count.fetch_add(1, Ordering::Relaxed);
        async move {
            let is_of_grace = challenge.user_id.as_deref() == Some("user_2");
            if is_of_grace { Ok(Secret::from("245810")) } else { Err(Declined::new("another person")) }
        }
    });
    let log_in = |name: &str, password: &str| one_claw::Password::new(name, password, code.clone()).session(&client);
    let grace = log_in("grace@example.com", "hopper-horse-example").token().await.expect("a token");
    assert!(grace.secret().matches("jwt_example_ggg777"));
    let ada = log_in("ada@example.com", "correct-horse-example").token().await.expect("a token");
    assert!(ada.secret().matches("jwt_example_aaa111"));
    assert_eq!(asked.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn a_second_factor_that_nobody_gives_ends_the_log_in() {
    let mock = mock().await;
    let client = one_claw::Client::from(connect(&mock));
    let nobody = Ask::new(|_: one_claw::MfaChallenge| async { Err(Declined::new("there is nobody to ask")) });
    let session = one_claw::Password::new("grace@example.com", "hopper-horse-example", nobody).session(&client);
    let error = session.token().await.expect_err("no code");
    assert_eq!(error.problem(), SessionProblem::Declined);
    assert_eq!(mock.exchanges().len(), 1, "only the log-in was sent");
}

#[tokio::test]
async fn a_code_that_is_sent_by_email_logs_in() {
    let mock = mock().await;
    let client = one_claw::Client::from(connect(&mock));
    let code = Ask::new(|sent: one_claw::EmailSent| async move {
        if sent.message.is_some() { Ok(Secret::from("245813")) } else { Err(Declined::new("no email")) }
    });
    let session = one_claw::EmailCode::new("ada@example.com", code).session(&client);
    assert!(session.token().await.expect("a token").secret().matches("jwt_example_hhh888"));
}

/// An end user's token, its limits, and the API key itself.
#[tokio::test]
async fn interhuman_accepts_its_api_key_and_the_tokens_that_it_mints() {
    let mock = mock().await;
    let client = interhuman::Client::from(connect(&mock));
    let job = || interhuman::GetUploadJob::new("job_1");
    let key = "ih_example_Wq31xPzN";
    client.with(interhuman::ApiKey::new(key)).get_upload_job(job()).await.expect("the key itself");
    let end_user = interhuman::EndUser::new(key).scopes([interhuman::Scope::Stream]).expires_in(600).max_concurrent(2);
    let session = end_user.allowed_origins(["https://app.example"]).session(&client);
    client.with(session.clone()).get_upload_job(job()).await.expect("its token");
    session.revoke().await.expect("the end");
    let called: Vec<_> = mock.exchanges().into_iter().filter_map(|exchange| exchange.endpoint).collect();
    assert_eq!(called, ["get_upload_job", "create_client_token", "get_upload_job", "revoke_client_token"]);
}

/// The response to a refresh has no refresh token, so the first one is kept (RFC 6749 §6).
#[tokio::test]
async fn an_authorization_is_renewed_with_its_refresh_token() {
    let mock = mock().await;
    let client = openhuman::Client::from(connect(&mock));
    let code = PendingCallback::new("s", None).finish("?state=s&code=oc_example_3Jt6").expect("a callback");
    let source = openhuman::Oauth::new(
        OneTime::new(code),
        "app_41",
        Secret::from("ocs_example_x0PqW7"),
        "https://app.example/callback".to_owned(),
    );
    let clock = ManualClock::default();
    let session = Session::builder(source, &client).clock(clock.clone()).build();
    for expected in ["at_example_Hh27Lm", "at_example_Nn55Kd", "at_example_Nn55Kd"] {
        let token = session.token().await.expect("a token");
        assert!(token.secret().matches(expected), "{expected}");
        clock.advance(Duration::from_secs(3600));
    }
    assert_eq!(mock.exchanges().len(), 3, "the code is used up after the first");
}

#[tokio::test]
async fn unith_says_the_lifetime_in_its_documentation_only() {
    let mock = mock().await;
    let client = unith::Client::from(connect(&mock));
    let clock = ManualClock::default();
    let source = unith::SecretKey::new("ada@example.com", "usk_example_P4c9");
    let session = Session::builder(source, &client).clock(clock.clone()).build();
    let token = session.token().await.expect("a token");
    let week = Duration::from_secs(7 * 24 * 60 * 60);
    assert_eq!(token.expires_at(), Some(clock.now().wall + week));
}

#[tokio::test]
async fn a_key_is_a_session_without_an_end() {
    let mock = mock().await;
    let client = pihu::Client::from(connect(&mock));
    let session = pihu::ApiKey::new("ph_live_example_zz9").session(&client);
    assert_eq!(session.token().await.expect("the key").expires_at(), None);
    client.with(session).list_api_keys().await.expect("an answer");
}
