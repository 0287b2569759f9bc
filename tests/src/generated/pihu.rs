// @generated from pihu.yaml: edit the spec, not this file.

use auth_providers::pihu as api;

/// Shows every example of the provider to a visitor.
#[allow(clippy::too_many_lines, deprecated, reason = "an entry for each example")]
pub(super) fn calls(visitor: &mut impl crate::Visitor) {
    visitor
        .protected(
            api::Pihu,
            crate::Example::new(
                "pihu",
                "create_api_key",
                200,
                r#"{"id":"key_abc123","name":"CI","key":"ph_live_example_abc123","created":"2024-01-21T12:00:00Z","expires":"2024-02-20T12:00:00Z"}"#,
            ),
            api::CreateApiKey::new(
                    "CI",
                    [api::Permission::InterviewWrite, api::Permission::CandidateRead],
                )
                .expiration(crate::parse::<auth_runtime::value::TextDuration>("30d")),
            api::ApiKey::new("ph_live_example_zz9"),
            |connection, request| async move {
                api::Client::from(connection).create_api_key(request).await
            },
        );
    visitor
        .protected(
            api::Pihu,
            crate::Example::new(
                "pihu",
                "list_api_keys",
                200,
                r#"{"data":[{"id":"key_abc123","name":"CI","created":"2024-01-21T12:00:00Z","expires":"2024-02-20T12:00:00Z","last_used":"2024-01-22T08:30:00Z"},{"id":"key_def456","name":"Old","created":"2023-06-01T09:00:00Z"}],"has_more":false}"#,
            ),
            api::ListApiKeys,
            api::ApiKey::new("ph_live_example_zz9"),
            |connection, _| async move {
                api::Client::from(connection).list_api_keys().await
            },
        );
    visitor
        .error::<
            api::PihuError,
        >(crate::Refused::new("pihu", "PihuError", "Unauthorized", 401, ""));
    visitor
        .error::<
            api::PihuError,
        >(crate::Refused::new("pihu", "PihuError", "RateLimited", 429, ""));
    visitor
        .session(
            api::Pihu,
            crate::Tokens::new(
                "pihu",
                "api_key",
                ["ph_live_example_zz9", "ph_live_example_zz9"],
            ),
            |connection| auth_runtime::session::Session::builder(
                api::ApiKey::new("ph_live_example_zz9"),
                connection,
            ),
        );
}
