//! What is written by hand does what the derives say.

use downstream::by_hand::{Settings, planned};

#[test]
fn settings_come_from_any_map() {
    let settings = Settings::from_vars(|name| (name == "ACME_API_KEY").then_some("key-71")).expect("a key");
    assert_eq!(format!("{settings:?}"), r#"Settings { key: …, region: "eu", retries: None }"#);
    let error = Settings::from_vars(|_| Some("")).expect_err("empty variables");
    assert!(error.variables().eq(["ACME_API_KEY", "ACME_REGION", "ACME_RETRIES"]), "{error}");
}

#[test]
fn requests_borrow_and_are_generic() {
    let planned = planned("big").expect("a request");
    assert_eq!(planned, r#"/v1/rockets/big {"rockets":[{"name":"big","crew":"Ada"}]}"#);
}
