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
