//! What the pages on migration show, against the mock server.

use auth_mock::Mock;
use downstream::{from_oauth2, from_progenitor};

async fn mock(name: &str, spec: &str) -> Mock {
    let provider = auth_codegen::parse(name, spec).expect("a spec without mistakes");
    Mock::start(vec![provider]).await.expect("a free port")
}

#[tokio::test]
async fn a_user_logs_in() {
    let mock = mock("rockets.yaml", include_str!("../src/rockets.yaml")).await;
    let url = |host| mock.url("rockets", host).expect("a host of the spec");
    let builder =
        from_oauth2::Client::builder().allow_loopback_http().base_url(url("base")).host("login", url("login"));
    let client = builder.build().expect("a client");
    let (page, state, verifier) = from_oauth2::begin(&client).expect("a URL");
    assert!(page.contains("scope=rockets%3Aread") && page.contains("code_challenge_method=S256"), "{page}");

    let forged = format!("{}?code=code_example_1&state=forged", from_oauth2::REDIRECT);
    from_oauth2::finish(&forged, state.clone(), verifier.clone()).expect_err("another state");
    let callback = format!("{}?code=code_example_1&state={}", from_oauth2::REDIRECT, state.expose());
    let code = from_oauth2::finish(&callback, state, verifier).expect("a code");

    let file = std::env::temp_dir().join(format!("migrated-{}.json", std::process::id()));
    let session = from_oauth2::log_in(&client, code, "client_secret_example_1".into(), &file);
    assert_eq!(from_oauth2::names(&client, &session).await.expect("rockets"), ["Ada"]);
    std::fs::remove_file(&file).expect("the store");
}

#[tokio::test]
async fn a_host_is_enrolled() {
    let mock = mock("keeper.yaml", include_str!("../src/keeper.yaml")).await;
    let url = mock.url("keeper", "base").expect("a host of the spec");
    let client = from_progenitor::Client::builder().allow_loopback_http().base_url(url).build().expect("a client");
    assert!(from_progenitor::enroll(&client, "host_1").await.expect("a key").is_some());
    assert!(mock.fail_next("keeper", "enroll", "Conflict"));
    assert!(from_progenitor::enroll(&client, "host_1").await.expect("no key").is_none());
    let job = "8c4a4f4e-52a1-4c1b-9a37-0d6c0a2b7f11".parse().expect("a UUID");
    assert!(!from_progenitor::is_done(&client, "token_example_1".into(), job).await.expect("a job"));
}
