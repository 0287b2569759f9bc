// @generated from openhuman.yaml: edit the spec, not this file.

use auth_providers::openhuman as api;

/// Shows every example of the provider to a visitor.
#[allow(clippy::too_many_lines, deprecated, reason = "an entry for each example")]
pub(super) fn calls(visitor: &mut impl crate::Visitor) {
    visitor
        .visit(
            api::OpenHuman,
            crate::Example::new(
                "openhuman",
                "authorize",
                302,
                r#"{"code":"oc_example_3Jt6"}"#,
            ),
            api::Authorize::new("app_41", "https://app.example/callback")
                .scope([api::Scope::Read, api::Scope::Write]),
        );
    visitor
        .open(
            api::OpenHuman,
            crate::Example::new(
                "openhuman",
                "exchange_code",
                200,
                r#"{"access_token":"at_example_Hh27Lm","refresh_token":"rt_example_Vb93Qe","expires_in":3600,"token_type":"Bearer"}"#,
            ),
            api::ExchangeCode::new(
                "oc_example_3Jt6",
                "app_41",
                "ocs_example_x0PqW7",
                "https://app.example/callback",
            ),
            |connection, request| async move {
                api::Client::from(connection).exchange_code(request).await
            },
        );
    visitor
        .open(
            api::OpenHuman,
            crate::Example::new(
                "openhuman",
                "refresh_token",
                200,
                r#"{"access_token":"at_example_Nn55Kd","expires_in":3600,"token_type":"Bearer"}"#,
            ),
            api::RefreshToken::new("rt_example_Vb93Qe", "app_41", "ocs_example_x0PqW7"),
            |connection, request| async move {
                api::Client::from(connection).refresh_token(request).await
            },
        );
    visitor
        .protected(
            api::OpenHuman,
            crate::Example::new(
                "openhuman",
                "list_agents",
                200,
                r#"{"agents":[{"id":"agent_1","name":"Ada"}]}"#,
            ),
            api::ListAgents,
            api::ApiKey::new("sk_example_Tz64Wn"),
            |connection, _| async move {
                api::Client::from(connection).list_agents().await
            },
        );
    visitor
        .error::<
            api::OpenHumanError,
        >(
            crate::Refused::new(
                "openhuman",
                "OpenHumanError",
                "InvalidRequest",
                400,
                r#"{"error":{"code":"invalid_request","message":"The request is malformed","status":400}}"#,
            ),
        );
    visitor
        .error::<
            api::OpenHumanError,
        >(
            crate::Refused::new(
                "openhuman",
                "OpenHumanError",
                "InvalidApiKey",
                401,
                r#"{"error":{"code":"invalid_api_key","message":"The API key is not known","status":401}}"#,
            ),
        );
    visitor
        .error::<
            api::OpenHumanError,
        >(
            crate::Refused::new(
                "openhuman",
                "OpenHumanError",
                "ResourceNotFound",
                404,
                r#"{"error":{"code":"resource_not_found","message":"No such resource","status":404}}"#,
            ),
        );
    visitor
        .error::<
            api::OpenHumanError,
        >(
            crate::Refused::new(
                "openhuman",
                "OpenHumanError",
                "RateLimit",
                429,
                r#"{"error":{"code":"rate_limit","message":"Slow down","status":429}}"#,
            ),
        );
    visitor
        .error::<
            api::OpenHumanError,
        >(
            crate::Refused::new(
                "openhuman",
                "OpenHumanError",
                "InternalError",
                500,
                r#"{"error":{"code":"internal_error","message":"Something broke","status":500}}"#,
            ),
        );
    visitor
        .error::<
            api::TokenError,
        >(
            crate::Refused::new(
                "openhuman",
                "TokenError",
                "InvalidGrant",
                400,
                r#"{"error":"invalid_grant","error_description":"The code has expired"}"#,
            ),
        );
    visitor
        .error::<
            api::TokenError,
        >(
            crate::Refused::new(
                "openhuman",
                "TokenError",
                "InvalidTokenRequest",
                400,
                r#"{"error":{"code":"invalid_request","message":"The request is malformed","status":400}}"#,
            ),
        );
    visitor
        .error::<
            api::TokenError,
        >(
            crate::Refused::new(
                "openhuman",
                "TokenError",
                "InvalidClient",
                401,
                r#"{"error":"invalid_client","error_description":"Client authentication failed"}"#,
            ),
        );
    visitor
        .error::<
            api::TokenError,
        >(
            crate::Refused::new(
                "openhuman",
                "TokenError",
                "ResourceNotFound",
                404,
                r#"{"error":{"code":"resource_not_found","message":"No such resource","status":404}}"#,
            ),
        );
    visitor
        .error::<
            api::TokenError,
        >(
            crate::Refused::new(
                "openhuman",
                "TokenError",
                "RateLimit",
                429,
                r#"{"error":{"code":"rate_limit","message":"Slow down","status":429}}"#,
            ),
        );
    visitor
        .error::<
            api::TokenError,
        >(
            crate::Refused::new(
                "openhuman",
                "TokenError",
                "InternalError",
                500,
                r#"{"error":{"code":"internal_error","message":"Something broke","status":500}}"#,
            ),
        );
    visitor
        .session(
            api::OpenHuman,
            crate::Tokens::new(
                "openhuman",
                "api_key",
                ["sk_example_Tz64Wn", "sk_example_Tz64Wn"],
            ),
            |connection| auth_runtime::session::Session::builder(
                api::ApiKey::new("sk_example_Tz64Wn"),
                connection,
            ),
        );
    visitor
        .session(
            api::OpenHuman,
            crate::Tokens::new(
                "openhuman",
                "oauth",
                ["at_example_Hh27Lm", "at_example_Nn55Kd"],
            ),
            |connection| auth_runtime::session::Session::builder(
                api::Oauth::new(
                    crate::code("oc_example_3Jt6", None),
                    "app_41",
                    "ocs_example_x0PqW7",
                    "https://app.example/callback",
                ),
                connection,
            ),
        );
}
