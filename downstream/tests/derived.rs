//! The client that a derive makes of `src/acme.yaml`, against the mock server. `docs/private-provider.md` shows this file.

use auth_mock::Mock;
use auth_runtime::{Class, Error};
use downstream::derived::{AcmeError, ApiKey, Client, Launch};

/// A server that plays Acme from its spec.
async fn mock() -> Mock {
    let spec = include_str!("../src/acme.yaml");
    let provider = auth_codegen::parse("acme.yaml", spec).expect("a spec without mistakes");
    Mock::start(vec![provider]).await.expect("a free port")
}

#[tokio::test]
async fn launches_a_rocket() {
    let mock = mock().await;
    let url = mock.url("acme", "base").expect("a host of the spec");
    let client = Client::builder().allow_loopback_http().base_url(url).build().expect("a client");

    let client = client.with(ApiKey::new("acme_example_71"));
    let rocket = client.launch(Launch::new("r_1", "fun").dry_run(true)).await.expect("a launch");
    assert_eq!(rocket.value().crew.as_deref(), Some(&["Ada".to_owned()][..]));

    assert!(mock.fail_next("acme", "launch", "NoSuchRocket"));
    match client.launch(Launch::new("r_2", "fun")).await {
        Err(Error::Api(refusal)) => match refusal.error() {
            AcmeError::NoSuchRocket(fault) => println!("{:?}, {:?}", fault.code, refusal.message()),
            other => panic!("another error: {other:?}"),
        },
        other => panic!("no refusal: {other:?}"),
    }

    let wrong = client.with(ApiKey::new("another"));
    let error = wrong.launch(Launch::new("r_1", "fun")).await.expect_err("a wrong key");
    assert_eq!(error.class(), Class::Reauthenticate);
}
