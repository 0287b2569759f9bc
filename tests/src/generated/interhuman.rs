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
        .open(
            api::Interhuman,
            crate::Example::new(
                "interhuman",
                "create_token_v1",
                200,
                r#"{"access_token":"iha_example_Ct77RmXe","token_type":"Bearer","expires_in":900,"scope":"interhumanai.upload interhumanai.realtime"}"#,
            ),
            api::CreateTokenV1::new(
                "ihk_7Qm2",
                "ihs_example_9fK2vLq8",
                [api::Scope::Upload, api::Scope::Realtime],
            ),
            |connection, request| async move {
                api::Client::from(connection).create_token_v1(request).await
            },
        );
    visitor
        .open(
            api::Interhuman,
            crate::Example::new(
                "interhuman",
                "create_client_token",
                200,
                r#"{"access_token":"ihc_example_Lm20VbTs","token_type":"Bearer","expires_in":600,"scope":"interhumanai.stream","max_concurrent":2,"allowed_origins":["https://app.example"]}"#,
            ),
            api::CreateClientToken::new("ih_example_Wq31xPzN")
                .scopes([api::Scope::Stream])
                .expires_in(600)
                .max_concurrent(2)
                .allowed_origins(["https://app.example"]),
            |connection, request| async move {
                api::Client::from(connection).create_client_token(request).await
            },
        );
    visitor
        .open(
            api::Interhuman,
            crate::Example::new("interhuman", "revoke_client_token", 200, ""),
            api::RevokeClientToken::new("ih_example_Wq31xPzN", "ihc_example_Lm20VbTs"),
            |connection, request| async move {
                api::Client::from(connection).revoke_client_token(request).await
            },
        );
    visitor
        .protected(
            api::Interhuman,
            crate::Example::new(
                "interhuman",
                "get_upload_job",
                200,
                r#"{"job_id":"job_1","status":"running","model":"inter-2","created_at":"2026-02-20T12:00:00Z","expires_at":"2026-02-27T12:00:00Z","status_url":"/v2/upload/jobs/job_1"}"#,
            ),
            api::GetUploadJob::new("job_1"),
            auth_runtime::Bearer::new("iha_example_Zk81TqLw"),
            |connection, request| async move {
                api::Client::from(connection).get_upload_job(request).await
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
        >(crate::Refused::new("interhuman", "InterhumanError", "NotFound", 404, ""));
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
    visitor
        .session(
            api::Interhuman,
            crate::Tokens::new(
                "interhuman",
                "key_pair_v1",
                ["iha_example_Ct77RmXe", "iha_example_Ct77RmXe"],
            ),
            |connection| auth_runtime::session::Session::builder(
                api::KeyPairV1::new(
                    "ihk_7Qm2",
                    "ihs_example_9fK2vLq8",
                    [api::Scope::Upload, api::Scope::Realtime],
                ),
                connection,
            ),
        );
    visitor
        .session(
            api::Interhuman,
            crate::Tokens::new(
                "interhuman",
                "api_key",
                ["ih_example_Wq31xPzN", "ih_example_Wq31xPzN"],
            ),
            |connection| auth_runtime::session::Session::builder(
                api::ApiKey::new("ih_example_Wq31xPzN"),
                connection,
            ),
        );
    visitor
        .session(
            api::Interhuman,
            crate::Tokens::new(
                "interhuman",
                "end_user",
                ["ihc_example_Lm20VbTs", "ihc_example_Lm20VbTs"],
            ),
            |connection| auth_runtime::session::Session::builder(
                api::EndUser::new("ih_example_Wq31xPzN")
                    .scopes([api::Scope::Stream])
                    .expires_in(600)
                    .max_concurrent(2)
                    .allowed_origins(["https://app.example"]),
                connection,
            ),
        );
}
