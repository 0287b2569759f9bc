//! The three clients make the same call, and get the same answer.

use auth_mock::Mock;
use downstream::{built, by_hand, derived};

async fn mock() -> Mock {
    let spec = include_str!("../src/acme.yaml");
    let provider = auth_codegen::parse("acme.yaml", spec).expect("a spec without mistakes");
    Mock::start(vec![provider]).await.expect("a free port")
}

macro_rules! launches {
    ($name:ident, $client:ident) => {
        #[tokio::test]
        async fn $name() {
            let mock = mock().await;
            let url = mock.url("acme", "base").expect("a host");
            let client = $client::Client::builder().allow_loopback_http().base_url(url).build().expect("a client");
            let client = client.with($client::ApiKey::new("acme_example_71"));
            let rocket = client.launch($client::Launch::new("r_1", "fun").dry_run(true)).await.expect("a launch");
            assert_eq!(rocket.value().crew.as_deref(), Some(&["Ada".to_owned()][..]));

            let wrong = client.with($client::ApiKey::new("another"));
            let error = wrong.launch($client::Launch::new("r_1", "fun")).await.expect_err("a wrong key");
            assert!(error.to_string().contains("Unauthorized"), "{error}");
            assert!(!format!("{error:?}{wrong:?}").contains("another"), "a secret is shown");
        }
    };
}

launches!(derived_from_the_spec, derived);
launches!(built_from_the_spec, built);
launches!(written_by_hand, by_hand);
