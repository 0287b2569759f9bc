// @generated from unith.yaml: edit the spec, not this file.

use auth_providers::unith as api;

/// Shows every example of the provider to a visitor.
#[allow(clippy::too_many_lines, deprecated, reason = "an entry for each example")]
pub(super) fn calls(visitor: &mut impl crate::Visitor) {
    visitor
        .open(
            api::Unith,
            crate::Example::new(
                "unith",
                "create_token",
                200,
                r#"{"token":"ut_example_Gd77Rs"}"#,
            ),
            api::CreateToken::new("ada@example.com", "usk_example_P4c9"),
            |connection, request| async move {
                api::Client::from(connection).create_token(request).await
            },
        );
    visitor
        .open(
            api::Unith,
            crate::Example::new(
                "unith",
                "create_token",
                200,
                r#"{"data":{"bearer":"ut_example_Kw18Bf"}}"#,
            ),
            api::CreateToken::new("ada@example.com", "usk_example_P4c9"),
            |connection, request| async move {
                api::Client::from(connection).create_token(request).await
            },
        );
    visitor
        .protected(
            api::Unith,
            crate::Example::new(
                "unith",
                "delete_secret_key",
                200,
                r#"{"message":"The secret key was deleted"}"#,
            ),
            api::DeleteSecretKey,
            auth_runtime::Bearer::new("ut_example_Gd77Rs"),
            |connection, _| async move {
                api::Client::from(connection).delete_secret_key().await
            },
        );
    visitor
        .protected(
            api::Unith,
            crate::Example::new(
                "unith",
                "generate_secret_key",
                200,
                r#"{"secretKey":"usk_example_N3x7"}"#,
            ),
            api::GenerateSecretKey,
            auth_runtime::Bearer::new("ut_example_Gd77Rs"),
            |connection, _| async move {
                api::Client::from(connection).generate_secret_key().await
            },
        );
    visitor
        .error::<
            api::UnithError,
        >(
            crate::Refused::new(
                "unith",
                "UnithError",
                "WrongCredentials",
                401,
                r#"{"message":"The email or secret key is wrong"}"#,
            ),
        );
    visitor
        .error::<
            api::UnithError,
        >(
            crate::Refused::new(
                "unith",
                "UnithError",
                "ServerError",
                500,
                r#"{"error":"Something broke"}"#,
            ),
        );
    visitor
        .session(
            api::Unith,
            crate::Tokens::new(
                "unith",
                "secret_key",
                ["ut_example_Gd77Rs", "ut_example_Kw18Bf"],
            ),
            |connection| auth_runtime::session::Session::builder(
                api::SecretKey::new("ada@example.com", "usk_example_P4c9"),
                connection,
            ),
        );
}
