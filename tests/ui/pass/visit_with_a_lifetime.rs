//! A page may borrow its parameters.
use auth_providers::openhuman::OpenHuman;
use auth_runtime::Endpoint;
use auth_runtime::host::Hosts;
#[derive(Endpoint)]
#[endpoint(VISIT "/consent", provider = OpenHuman, pkce)]
struct Consent<'a> {
    #[endpoint(query)]
    client_id: &'a str,
}
#[test]
fn starts() {
    let hosts = Hosts::of::<OpenHuman>().unwrap();
    assert!(Consent::new("app").start(&hosts).unwrap().url().contains("/consent?client_id=app&state="));
}
