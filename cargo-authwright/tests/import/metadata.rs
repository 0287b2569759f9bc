//! Metadata of authorization servers.

use cargo_authwright::import::from_metadata;

use crate::{acme, expect, generated, read};

#[test]
fn an_openid_configuration() {
    let imported = from_metadata(&read("documents/openid.json"), &acme()).expect("a spec");
    expect("documents/openid.spec.yaml", &imported);
    assert!(
        imported.left_out.iter().any(|what| what.starts_with("`registration_endpoint`")),
        "{:?}",
        imported.left_out
    );
}

#[test]
fn what_a_server_does_not_say_is_what_the_rfc_says() {
    let least = r#"{"issuer": "https://a.example", "authorization_endpoint": "https://a.example/authorize", "token_endpoint": "https://a.example/token"}"#;
    let spec = generated(&from_metadata(least, &acme()).expect("a spec"));
    // RFC 8414 §2: the authorization code grant, and HTTP Basic.
    let shown = ["visit: /authorize", "client_authentication: client_secret_basic", "code_verifier: optional secret"];
    assert!(shown.iter().all(|line| spec.contains(line)) && !spec.contains("refresh:"), "{spec}");
}

#[test]
fn what_is_no_metadata_is_said() {
    let rows = [
        ("{\n\"a\"", "line 2: this is not JSON"),
        ("{}", "no `token_endpoint`"),
        (
            r#"{"token_endpoint": "https://a.example/t", "grant_types_supported": ["implicit"]}"#,
            "no grant that a client can use",
        ),
    ];
    for (text, expected) in rows {
        let fault = from_metadata(text, &acme()).unwrap_err().to_string();
        assert!(fault.contains(expected) && fault.contains("help:"), "{text}: {fault}");
    }
}

/// A server that wants the parameters pushed, and each way in which a client of it may authenticate.
#[test]
fn pushed_requests_by_each_client() {
    let rows = [
        ("client_secret_basic", "client_authentication: client_secret_basic\n"),
        ("client_secret_post", "client_authentication: client_secret_post\n"),
        ("none", "client_authentication: none\n"),
        ("private_key_jwt", "client_authentication: { private_key_jwt: { algorithm: ES256 } }\n"),
    ];
    for (method, shown) in rows {
        let document = format!(
            r#"{{"issuer": "https://a.example", "authorization_endpoint": "https://a.example/authorize", "token_endpoint": "https://b.example/token", "pushed_authorization_request_endpoint": "https://a.example/par", "require_pushed_authorization_requests": true, "code_challenge_methods_supported": ["S256"], "token_endpoint_auth_methods_supported": ["{method}"]}}"#
        );
        let spec = generated(&from_metadata(&document, &acme()).expect("a spec"));
        let lines = [shown, "authorize: [push, authorize]", "query: { client_id: string, request_uri: string }"];
        for line in lines {
            assert!(spec.contains(line), "{method}: {line} is not in\n{spec}");
        }
    }
}

/// Credentials of one server are renewed and revoked by the same calls.
#[test]
fn calls_are_shared() {
    let document = r#"{"issuer": "https://a.example", "authorization_endpoint": "https://a.example/authorize", "token_endpoint": "https://a.example/token", "revocation_endpoint": "https://a.example/revoke", "grant_types_supported": ["authorization_code", "client_credentials", "password", "refresh_token"]}"#;
    let spec = generated(&from_metadata(document, &acme()).expect("a spec"));
    let count = |text: &str| spec.matches(text).count();
    let found =
        [count("POST: /revoke\n"), count("revoke: revoke_token\n"), count("grant_type: { const: refresh_token }")];
    assert_eq!(found, [1, 3, 1], "{spec}");
}
