//! Specs to fill in.

use cargo_authwright::import::{Identity, Kind, Scaffold, scaffold};

use crate::{acme, generated};

const KINDS: [(Kind, &str); 11] = [
    (Kind::Bearer, "attach: bearer"),
    (Kind::Header, "attach: { header: X-Key }"),
    (Kind::Basic, "basic: { username: \"{username}\", password: \"{password}\" }"),
    (Kind::Query, "query: { X-Key: \"{key}\" }"),
    (Kind::Cookie, "cookies: { X-Key: \"{key}\" }"),
    (Kind::Password, "token: { from: log_in, value: access_token, expires_in: expires_in }"),
    (Kind::KeyExchange, "json: { api_key: secret }"),
    (Kind::ClientCredentials, "grant_type: { const: client_credentials }"),
    (Kind::AuthorizationCode, "pkce: S256"),
    (Kind::Device, "urn:ietf:params:oauth:grant-type:device_code"),
    (Kind::None, "GET: /me"),
];

#[test]
fn each_kind_generates_at_once() {
    for (kind, expected) in KINDS {
        let wanted = Scaffold { kind, key_name: Some("X-Key".to_owned()) };
        let identity = Identity { base_url: Some("https://{tenant}.acme.example/v1/".to_owned()), ..acme() };
        let spec = generated(&scaffold(&wanted, &identity).expect("a spec"));
        assert!(
            spec.contains(expected) && spec.contains("base_url: https://{tenant}.acme.example/v1\n"),
            "{kind:?}\n{spec}"
        );
        generated(&scaffold(&wanted, &acme()).expect("a spec"));
    }
}

#[test]
fn names_and_urls_are_checked() {
    let wanted = Scaffold { kind: Kind::Bearer, key_name: None };
    for name in ["Acme", "2fa", "all", "async", "client", "", "a__b"] {
        let identity = Identity { name: name.to_owned(), ..Identity::default() };
        let fault = scaffold(&wanted, &identity).unwrap_err().to_string();
        assert!(fault.contains("cannot be the name of a provider"), "{fault}");
    }
    for url in ["http://a.example", "https://", "https://a.example?b", "https://u@a.example", "https://a b"] {
        let fault = scaffold(&wanted, &Identity { base_url: Some(url.to_owned()), ..acme() }).unwrap_err().to_string();
        assert!(fault.contains("https"), "{fault}");
    }
}
