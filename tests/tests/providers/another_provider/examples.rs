// @generated from lumen.yaml: edit the spec, not this file.

use super::lumen as api;

/// Shows every example of the provider to a visitor.
#[allow(clippy::too_many_lines, deprecated, reason = "an entry for each example")]
pub(super) fn calls(visitor: &mut impl super::Visitor) {
    visitor
        .visit(
            api::Lumen,
            super::Example::new(
                "lumen",
                "authorize",
                302,
                r#"{"code":"code_example_1"}"#,
            ),
            api::Authorize::new("app_1", "https://app.example/back"),
        );
    visitor
        .open(
            api::Lumen,
            super::Example::new(
                "lumen",
                "exchange_code",
                200,
                r#"{"access_token":"token_example_1","expires_in":3600,"refresh_token":"refresh_example_1"}"#,
            ),
            api::ExchangeCode::new("code_example_1", "verifier_example_1", "app_1"),
            |connection, request| async move {
                api::Client::from(connection).exchange_code(request).await
            },
        );
    visitor
        .open(
            api::Lumen,
            super::Example::new(
                "lumen",
                "refresh_token",
                200,
                r#"{"access_token":"token_example_2","expires_in":3600}"#,
            ),
            api::RefreshToken::new("refresh_example_1", "app_1"),
            |connection, request| async move {
                api::Client::from(connection).refresh_token(request).await
            },
        );
    visitor
        .open(
            api::Lumen,
            super::Example::new(
                "lumen",
                "client_token",
                200,
                r#"{"access_token":"token_example_3","expires_in":3600}"#,
            ),
            api::ClientToken::new("app_1", "client_secret_example_1"),
            |connection, request| async move {
                api::Client::from(connection).client_token(request).await
            },
        );
    visitor
        .open(
            api::Lumen,
            super::Example::new(
                "lumen",
                "client_token",
                200,
                r#"{"access_token":"token_example_4","expires_in":3600}"#,
            ),
            api::ClientToken::new("app_1", "client_secret_example_1"),
            |connection, request| async move {
                api::Client::from(connection).client_token(request).await
            },
        );
    visitor
        .open(
            api::Lumen,
            super::Example::new("lumen", "revoke_token", 200, ""),
            api::RevokeToken::new("token_example_3", "app_1"),
            |connection, request| async move {
                api::Client::from(connection).revoke_token(request).await
            },
        );
    visitor
        .protected(
            api::Lumen,
            super::Example::new("lumen", "list_lamps", 200, r#"[{"id":"lamp_1"}]"#),
            api::ListLamps,
            auth_runtime::Bearer::new("token_example_1"),
            |connection, _| async move {
                api::Client::from(connection).list_lamps().await
            },
        );
    visitor
        .error::<
            api::LumenError,
        >(super::Refused::new("lumen", "LumenError", "Unauthorized", 401, ""));
    visitor
        .session(
            api::Lumen,
            super::Tokens::new("lumen", "user", ["token_example_1", "token_example_2"]),
            |connection| auth_runtime::session::Session::builder(
                api::User::new(
                    super::code("code_example_1", Some("verifier_example_1")),
                    "app_1",
                ),
                connection,
            ),
        );
    visitor
        .session(
            api::Lumen,
            super::Tokens::new(
                "lumen",
                "machine",
                ["token_example_3", "token_example_4"],
            ),
            |connection| auth_runtime::session::Session::builder(
                api::Machine::new("app_1", "client_secret_example_1"),
                connection,
            ),
        );
}
