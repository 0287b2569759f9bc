// @generated from interhuman.yaml: edit the spec, not this file.

use auth_providers::interhuman as api;

/// Shows every example of the provider to a visitor.
#[allow(clippy::too_many_lines, deprecated, reason = "an entry for each example")]
pub(super) fn calls(visitor: &mut impl crate::Visitor) {
    visitor
        .open(
            api::Interhuman,
            crate::Example::new(
                "interhuman",
                "create_token",
                200,
                r#"{"access_token":"iha_example_Zk81TqLw","token_type":"Bearer","expires_in":900,"scope":"interhumanai.upload"}"#,
            ),
            api::CreateToken::new(
                "ihk_7Qm2",
                "ihs_example_9fK2vLq8",
                [api::Scope::Upload],
            ),
            |connection, request| async move {
                api::Client::from(connection).create_token(request).await
            },
        );
    visitor
        .error::<
            api::InterhumanError,
        >(crate::Refused::new("interhuman", "InterhumanError", "BadRequest", 400, ""));
    visitor
        .error::<
            api::InterhumanError,
        >(
            crate::Refused::new(
                "interhuman",
                "InterhumanError",
                "UnknownKey",
                401,
                r#"{"error_id":"ih2005","correlation_id":"6f1c0a52-8d5e-4a63-9b0f-3a1f9d5c7e21","link":"https://docs.interhuman.ai/errors/ih2005","message":"The key is not known."}"#,
            ),
        );
    visitor
        .error::<
            api::InterhumanError,
        >(crate::Refused::new("interhuman", "InterhumanError", "MissingScope", 403, ""));
    visitor
        .error::<
            api::InterhumanError,
        >(
            crate::Refused::new(
                "interhuman",
                "InterhumanError",
                "Malformed",
                422,
                r#"{"detail":"scopes must not be empty","status_code":422,"extra":{"field":"scopes"}}"#,
            ),
        );
    visitor
        .error::<
            api::InterhumanError,
        >(crate::Refused::new("interhuman", "InterhumanError", "ServerError", 500, ""));
    visitor
        .session(
            api::Interhuman,
            crate::Tokens::new(
                "interhuman",
                "key_pair",
                ["iha_example_Zk81TqLw", "iha_example_Zk81TqLw"],
            ),
            |connection| auth_runtime::session::Session::builder(
                api::KeyPair::new(
                    "ihk_7Qm2",
                    "ihs_example_9fK2vLq8",
                    [api::Scope::Upload],
                ),
                connection,
            ),
        );
}
