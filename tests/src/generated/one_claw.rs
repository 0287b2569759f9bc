// @generated from one_claw.yaml: edit the spec, not this file.

use auth_providers::one_claw as api;

/// Shows every example of the provider to a visitor.
#[allow(clippy::too_many_lines, deprecated, reason = "an entry for each example")]
pub(super) fn calls(visitor: &mut impl crate::Visitor) {
    visitor
        .open(
            api::OneClaw,
            crate::Example::new(
                "one_claw",
                "log_in",
                200,
                r#"{"access_token":"jwt_example_aaa111","token_type":"Bearer","expires_in":900}"#,
            ),
            api::LogIn::new("ada@example.com", "correct-horse-example"),
            |connection, request| async move {
                api::Client::from(connection).log_in(request).await
            },
        );
    visitor
        .open(
            api::OneClaw,
            crate::Example::new(
                "one_claw",
                "log_in",
                200,
                r#"{"mfa_required":true,"mfa_token":"mfa_example_17","user_id":"user_2"}"#,
            ),
            api::LogIn::new("grace@example.com", "hopper-horse-example"),
            |connection, request| async move {
                api::Client::from(connection).log_in(request).await
            },
        );
    visitor
        .open(
            api::OneClaw,
            crate::Example::new(
                "one_claw",
                "log_in_with_google",
                200,
                r#"{"access_token":"jwt_example_bbb222","token_type":"Bearer","expires_in":900}"#,
            ),
            api::LogInWithGoogle::new("google_id_example_55"),
            |connection, request| async move {
                api::Client::from(connection).log_in_with_google(request).await
            },
        );
    visitor
        .open(
            api::OneClaw,
            crate::Example::new(
                "one_claw",
                "exchange_api_key",
                200,
                r#"{"access_token":"jwt_example_ccc333","token_type":"Bearer","expires_in":900}"#,
            ),
            api::ExchangeApiKey::new("1ck_example_Qq8"),
            |connection, request| async move {
                api::Client::from(connection).exchange_api_key(request).await
            },
        );
    visitor
        .open(
            api::OneClaw,
            crate::Example::new(
                "one_claw",
                "exchange_agent_key",
                200,
                r#"{"access_token":"jwt_example_ddd444","token_type":"Bearer","expires_in":900,"agent_id":"8c4a4f4e-52a1-4c1b-9a37-0d6c0a2b7f11","vault_ids":["vault_1"],"entitlements":{"memory":true,"cards":false}}"#,
            ),
            api::ExchangeAgentKey::new("ocv_example_Rr9")
                .agent_id(
                    crate::parse::<
                        auth_runtime::Uuid,
                    >("8c4a4f4e-52a1-4c1b-9a37-0d6c0a2b7f11"),
                ),
            |connection, request| async move {
                api::Client::from(connection).exchange_agent_key(request).await
            },
        );
    visitor
        .open(
            api::OneClaw,
            crate::Example::new(
                "one_claw",
                "sign_up",
                200,
                r#"{"access_token":"jwt_example_eee555","token_type":"Bearer","expires_in":900}"#,
            ),
            api::SignUp::new("ada@example.com", "correct-horse-example")
                .display_name("Ada"),
            |connection, request| async move {
                api::Client::from(connection).sign_up(request).await
            },
        );
    visitor
        .open(
            api::OneClaw,
            crate::Example::new(
                "one_claw",
                "sign_up",
                200,
                r#"{"user_id":"user_2","message":"Confirm your email address"}"#,
            ),
            api::SignUp::new("grace@example.com", "hopper-horse-example"),
            |connection, request| async move {
                api::Client::from(connection).sign_up(request).await
            },
        );
    visitor
        .protected(
            api::OneClaw,
            crate::Example::new("one_claw", "revoke_token", 204, ""),
            api::RevokeToken,
            auth_runtime::Bearer::new("jwt_example_ggg777"),
            |connection, _| async move {
                api::Client::from(connection).revoke_token().await
            },
        );
    visitor
        .protected(
            api::OneClaw,
            crate::Example::new(
                "one_claw",
                "refresh_token",
                200,
                r#"{"access_token":"jwt_example_fff666","token_type":"Bearer","expires_in":900}"#,
            ),
            api::RefreshToken,
            auth_runtime::Bearer::new("jwt_example_ggg777"),
            |connection, _| async move {
                api::Client::from(connection).refresh_token().await
            },
        );
    visitor
        .protected(
            api::OneClaw,
            crate::Example::new(
                "one_claw",
                "get_profile",
                200,
                r#"{"id":"user_1","email":"ada@example.com"}"#,
            ),
            api::GetProfile,
            auth_runtime::Bearer::new("jwt_example_ggg777"),
            |connection, _| async move {
                api::Client::from(connection).get_profile().await
            },
        );
    visitor
        .protected(
            api::OneClaw,
            crate::Example::new(
                "one_claw",
                "change_password",
                200,
                r#"{"message":"The password was changed"}"#,
            ),
            api::ChangePassword::new("correct-horse-example", "battery-staple-example"),
            auth_runtime::Bearer::new("jwt_example_ggg777"),
            |connection, request| async move {
                api::Client::from(connection).change_password(request).await
            },
        );
    visitor
        .protected(
            api::OneClaw,
            crate::Example::new(
                "one_claw",
                "create_api_key",
                200,
                r#"{"key":{"id":"key_1","name":"CI","prefix":"1ck_exam","scopes":["vaults:read"],"expires_at":"2027-01-01T00:00:00Z"},"api_key":"1ck_example_Ss1"}"#,
            ),
            api::CreateApiKey::new("CI")
                .scopes(["vaults:read"])
                .expires_at(
                    crate::parse::<auth_runtime::Timestamp>("2027-01-01T00:00:00Z"),
                ),
            auth_runtime::Bearer::new("jwt_example_ggg777"),
            |connection, request| async move {
                api::Client::from(connection).create_api_key(request).await
            },
        );
    visitor
        .protected(
            api::OneClaw,
            crate::Example::new(
                "one_claw",
                "list_api_keys",
                200,
                r#"{"keys":[{"id":"key_1","name":"CI"}]}"#,
            ),
            api::ListApiKeys,
            auth_runtime::Bearer::new("jwt_example_ggg777"),
            |connection, _| async move {
                api::Client::from(connection).list_api_keys().await
            },
        );
    visitor
        .protected(
            api::OneClaw,
            crate::Example::new("one_claw", "delete_api_key", 204, ""),
            api::DeleteApiKey::new("key_1"),
            auth_runtime::Bearer::new("jwt_example_ggg777"),
            |connection, request| async move {
                api::Client::from(connection).delete_api_key(request).await
            },
        );
    visitor
        .open(
            api::OneClaw,
            crate::Example::new(
                "one_claw",
                "verify_mfa",
                200,
                r#"{"access_token":"jwt_example_ggg777","token_type":"Bearer","expires_in":900}"#,
            ),
            api::VerifyMfa::new("mfa_example_17", "245810"),
            |connection, request| async move {
                api::Client::from(connection).verify_mfa(request).await
            },
        );
    visitor
        .protected(
            api::OneClaw,
            crate::Example::new(
                "one_claw",
                "get_mfa_status",
                200,
                r#"{"enabled":false}"#,
            ),
            api::GetMfaStatus,
            auth_runtime::Bearer::new("jwt_example_ggg777"),
            |connection, _| async move {
                api::Client::from(connection).get_mfa_status().await
            },
        );
    visitor
        .protected(
            api::OneClaw,
            crate::Example::new(
                "one_claw",
                "set_up_mfa",
                200,
                r#"{"secret":"totp_example_1","uri":"otpauth://totp/1Claw:ada?secret=totp_example_1"}"#,
            ),
            api::SetUpMfa,
            auth_runtime::Bearer::new("jwt_example_ggg777"),
            |connection, _| async move {
                api::Client::from(connection).set_up_mfa().await
            },
        );
    visitor
        .protected(
            api::OneClaw,
            crate::Example::new(
                "one_claw",
                "verify_mfa_setup",
                200,
                r#"{"enabled":true}"#,
            ),
            api::VerifyMfaSetup::new("245811"),
            auth_runtime::Bearer::new("jwt_example_ggg777"),
            |connection, request| async move {
                api::Client::from(connection).verify_mfa_setup(request).await
            },
        );
    visitor
        .protected(
            api::OneClaw,
            crate::Example::new("one_claw", "disable_mfa", 200, r#"{"enabled":false}"#),
            api::DisableMfa::new().code("245812"),
            auth_runtime::Bearer::new("jwt_example_ggg777"),
            |connection, request| async move {
                api::Client::from(connection).disable_mfa(request).await
            },
        );
    visitor
        .open(
            api::OneClaw,
            crate::Example::new(
                "one_claw",
                "forgot_password",
                200,
                r#"{"message":"An email was sent"}"#,
            ),
            api::ForgotPassword::new("ada@example.com"),
            |connection, request| async move {
                api::Client::from(connection).forgot_password(request).await
            },
        );
    visitor
        .open(
            api::OneClaw,
            crate::Example::new(
                "one_claw",
                "reset_password",
                200,
                r#"{"message":"The password was changed"}"#,
            ),
            api::ResetPassword::new("reset_example_1", "battery-staple-example"),
            |connection, request| async move {
                api::Client::from(connection).reset_password(request).await
            },
        );
    visitor
        .open(
            api::OneClaw,
            crate::Example::new(
                "one_claw",
                "send_email_code",
                200,
                r#"{"message":"A code was sent"}"#,
            ),
            api::SendEmailCode::new("ada@example.com"),
            |connection, request| async move {
                api::Client::from(connection).send_email_code(request).await
            },
        );
    visitor
        .open(
            api::OneClaw,
            crate::Example::new(
                "one_claw",
                "verify_email_code",
                200,
                r#"{"access_token":"jwt_example_hhh888","token_type":"Bearer","expires_in":900}"#,
            ),
            api::VerifyEmailCode::new("ada@example.com", "245813"),
            |connection, request| async move {
                api::Client::from(connection).verify_email_code(request).await
            },
        );
    visitor
        .open(
            api::OneClaw,
            crate::Example::new(
                "one_claw",
                "log_in_socially",
                200,
                r#"{"access_token":"jwt_example_iii999","token_type":"Bearer","expires_in":900}"#,
            ),
            api::LogInSocially::new(api::SocialProvider::Apple, "apple_id_example_56"),
            |connection, request| async move {
                api::Client::from(connection).log_in_socially(request).await
            },
        );
    visitor
        .protected(
            api::OneClaw,
            crate::Example::new(
                "one_claw",
                "create_federated_token",
                200,
                r#"{"access_token":"federated_example_1","issued_token_type":"urn:ietf:params:oauth:token-type:jwt","token_type":"Bearer","expires_in":600}"#,
            ),
            api::CreateFederatedToken::new("https://orders.example").scope("orders"),
            auth_runtime::Bearer::new("jwt_example_ggg777"),
            |connection, request| async move {
                api::Client::from(connection).create_federated_token(request).await
            },
        );
    visitor
        .protected(
            api::OneClaw,
            crate::Example::new("one_claw", "revoke_oauth_token", 204, ""),
            api::RevokeOauthToken::new("app_token_example_1")
                .token_type_hint("access_token"),
            auth_runtime::Bearer::new("jwt_example_ggg777"),
            |connection, request| async move {
                api::Client::from(connection).revoke_oauth_token(request).await
            },
        );
    visitor
        .protected(
            api::OneClaw,
            crate::Example::new(
                "one_claw",
                "revoke_consent",
                200,
                r#"{"message":"The consent was withdrawn"}"#,
            ),
            api::RevokeConsent::new("app_41"),
            auth_runtime::Bearer::new("jwt_example_ggg777"),
            |connection, request| async move {
                api::Client::from(connection).revoke_consent(request).await
            },
        );
    visitor
        .error::<
            api::OneClawError,
        >(
            crate::Refused::new(
                "one_claw",
                "OneClawError",
                "BadRequest",
                400,
                r#"{"type":"about:blank","title":"Bad Request","status":400,"detail":"The email is not valid","fields":{"email":"not an address"}}"#,
            ),
        );
    visitor
        .error::<
            api::OneClawError,
        >(
            crate::Refused::new(
                "one_claw",
                "OneClawError",
                "Unauthorized",
                401,
                r#"{"type":"about:blank","title":"Unauthorized","status":401,"detail":"The token has expired"}"#,
            ),
        );
    visitor
        .error::<
            api::OneClawError,
        >(crate::Refused::new("one_claw", "OneClawError", "PaymentRequired", 402, ""));
    visitor
        .error::<
            api::OneClawError,
        >(
            crate::Refused::new(
                "one_claw",
                "OneClawError",
                "ResourceLimitExceeded",
                403,
                r#"{"type":"resource_limit_exceeded","title":"Forbidden","status":403,"detail":"The vault limit is reached"}"#,
            ),
        );
    visitor
        .error::<
            api::OneClawError,
        >(
            crate::Refused::new(
                "one_claw",
                "OneClawError",
                "ApprovalRequired",
                403,
                r#"{"type":"approval_required","title":"Forbidden","status":403,"detail":"Approval is pending","approval_request_id":"apr_17"}"#,
            ),
        );
    visitor
        .error::<
            api::OneClawError,
        >(crate::Refused::new("one_claw", "OneClawError", "Forbidden", 403, ""));
    visitor
        .error::<
            api::OneClawError,
        >(crate::Refused::new("one_claw", "OneClawError", "NotFound", 404, ""));
    visitor
        .error::<
            api::OneClawError,
        >(crate::Refused::new("one_claw", "OneClawError", "RateLimited", 429, ""));
    visitor
        .session(
            api::OneClaw,
            crate::Tokens::new(
                "one_claw",
                "password",
                ["jwt_example_aaa111", "jwt_example_fff666"],
            ),
            |connection| auth_runtime::session::Session::builder(
                api::Password::new(
                    "ada@example.com",
                    "correct-horse-example",
                    crate::answer("245810"),
                ),
                connection,
            ),
        );
    visitor
        .session(
            api::OneClaw,
            crate::Tokens::new(
                "one_claw",
                "google",
                ["jwt_example_bbb222", "jwt_example_fff666"],
            ),
            |connection| auth_runtime::session::Session::builder(
                api::Google::new(
                    auth_runtime::session::OneTime::<
                        auth_runtime::Secret,
                    >::new("google_id_example_55".into()),
                ),
                connection,
            ),
        );
    visitor
        .session(
            api::OneClaw,
            crate::Tokens::new(
                "one_claw",
                "api_key",
                ["jwt_example_ccc333", "jwt_example_fff666"],
            ),
            |connection| auth_runtime::session::Session::builder(
                api::ApiKey::new("1ck_example_Qq8"),
                connection,
            ),
        );
    visitor
        .session(
            api::OneClaw,
            crate::Tokens::new(
                "one_claw",
                "agent_key",
                ["jwt_example_ddd444", "jwt_example_ddd444"],
            ),
            |connection| auth_runtime::session::Session::builder(
                api::AgentKey::new("ocv_example_Rr9")
                    .agent_id(
                        crate::parse::<
                            auth_runtime::Uuid,
                        >("8c4a4f4e-52a1-4c1b-9a37-0d6c0a2b7f11"),
                    ),
                connection,
            ),
        );
    visitor
        .session(
            api::OneClaw,
            crate::Tokens::new(
                "one_claw",
                "email_code",
                ["jwt_example_hhh888", "jwt_example_fff666"],
            ),
            |connection| auth_runtime::session::Session::builder(
                api::EmailCode::new("ada@example.com", crate::answer("245813")),
                connection,
            ),
        );
    visitor
        .session(
            api::OneClaw,
            crate::Tokens::new(
                "one_claw",
                "social",
                ["jwt_example_iii999", "jwt_example_fff666"],
            ),
            |connection| auth_runtime::session::Session::builder(
                api::Social::new(
                    api::SocialProvider::Apple,
                    auth_runtime::session::OneTime::<
                        auth_runtime::Secret,
                    >::new("apple_id_example_56".into()),
                ),
                connection,
            ),
        );
}
