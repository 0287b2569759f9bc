//! A client is built with the settings of its connection.
use super::Acme;
use auth_runtime::{Anonymous, Client, Connection, Settings, host::Hosts};
#[rustfmt::skip]
#[derive(Settings)]
#[settings(provider = Acme)]
struct Tenant { #[settings(label)] subdomain: String, #[settings(default = "eu")] region: Option<String> }
#[derive(Client)]
#[client(settings = Tenant)]
struct AcmeClient<C = Anonymous>(Connection<Acme, C>);
#[test]
fn builds() {
    let (hosts, _) = (Hosts::with_settings(&Tenant::new("ada").region("us")), AcmeClient::new(Tenant::new("ada")));
    assert_eq!(hosts.unwrap().url("base"), Some("https://ada.us.acme.example"));
}
