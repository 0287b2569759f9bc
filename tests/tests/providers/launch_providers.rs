//! What is special about each launch provider, according to its documentation.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]

use auth_providers::{interhuman, one_claw, openhuman, pihu, unith};
use auth_runtime::call::read;
use auth_runtime::host::Hosts;
use auth_runtime::http::{HeaderMap, HeaderValue, StatusCode};
use auth_runtime::response::RawResponse;
use auth_runtime::value::JsonRef;
use auth_runtime::{ApiError as _, Bearer, Class, Endpoint, Error, Json, Response};

fn raw(status: u16, body: &str) -> RawResponse {
    RawResponse::new(StatusCode::from_u16(status).expect("a status"), HeaderMap::new(), body.as_bytes().to_vec())
}

fn answer<E: Endpoint>(body: &str) -> Response<E::Response> {
    read::<E>(raw(200, body)).unwrap_or_else(|error| panic!("{error}"))
}

fn refusal<E: Endpoint<Response: std::fmt::Debug>>(
    status: u16,
    body: &str,
) -> Box<auth_runtime::response::Refusal<E::Error>> {
    match read::<E>(raw(status, body)) {
        Err(Error::Api(refusal)) => refusal,
        other => panic!("not a refusal: {other:?}"),
    }
}

#[test]
fn interhuman_keeps_the_body_byte_for_byte() {
    let body = "\n{ \"expires_in\" :  900 ,\t\"unknown\":{\"b\":1.10,  \"a\":1e400},\"access_token\":\"iha_\\u0041\",\r\n \"scope\":\"interhumanai.upload interhumanai.new\"}  ";
    let token = answer::<interhuman::CreateToken>(body);
    assert_eq!(token.body().as_ref(), body.as_bytes());
    assert_eq!(token.value().access_token.expose(), "iha_A");
    assert_eq!(token.value().token_type, "Bearer", "an absent type means Bearer");
    let scopes = [interhuman::Scope::Upload, interhuman::Scope::Other("interhumanai.new".to_owned())];
    assert_eq!(token.value().scope, scopes);
}

#[test]
fn interhuman_reads_the_old_and_the_new_error_and_the_correlation_id() {
    let new = refusal::<interhuman::CreateToken>(
        401,
        r#"{"error_id":"ih2005","correlation_id":"c","link":"l","message":"m"}"#,
    );
    assert_eq!((new.code(), new.message(), new.error().name()), (Some("ih2005"), Some("m"), "UnknownKey"));
    let old = refusal::<interhuman::CreateToken>(422, r#"{"detail":"d","status_code":422,"extra":[1, 2]}"#);
    let interhuman::InterhumanError::Malformed(fault) = old.error() else { panic!("{old:?}") };
    assert_eq!((fault.detail.as_deref(), fault.status_code), (Some("d"), Some(422)));
    assert_eq!(fault.extra.as_ref().map(Json::get), Some("[1, 2]"));

    let headers =
        HeaderMap::from_iter([("x-correlation-id".parse().expect("a name"), HeaderValue::from_static("c-1"))]);
    let body = br#"{"access_token":"t","expires_in":900,"scope":""}"#.to_vec();
    let response = read::<interhuman::CreateToken>(RawResponse::new(StatusCode::OK, headers, body)).expect("a token");
    assert_eq!(response.header(interhuman::X_CORRELATION_ID), Some("c-1"));
}

#[test]
fn unith_reads_the_token_at_either_place() {
    for body in [r#"{"token":"t-1"}"#, r#"{"data":{"bearer":"t-1"}}"#, r#"{"token":null,"data":{"bearer":"t-1"}}"#] {
        assert_eq!(answer::<unith::CreateToken>(body).value().token.expose(), "t-1", "{body}");
    }
    let neither = read::<unith::CreateToken>(raw(200, r#"{"data":{"beaver":"t-1"}}"#)).expect_err("no token");
    assert!(neither.to_string().contains("token") && !neither.to_string().contains("t-1"), "{neither}");
    for body in [r#"{"message":"no"}"#, r#"{"error":"no"}"#] {
        assert_eq!(refusal::<unith::CreateToken>(401, body).message(), Some("no"));
    }
}

#[test]
fn one_claw_keeps_the_extension_members_of_problem_details() {
    let body = r#"{"type":"approval_required","title":"Forbidden","status":403,"approval_request_id":"apr_17","fields":{"a": [1]}}"#;
    let refused = refusal::<one_claw::GetProfile>(403, body);
    let one_claw::OneClawError::ApprovalRequired(problem) = refused.error() else { panic!("{refused:?}") };
    assert_eq!(problem.extension("approval_request_id").map(JsonRef::get), Some("\"apr_17\""));
    assert_eq!(problem.extension("fields").map(JsonRef::get), Some("{\"a\": [1]}"));
    assert_eq!(refused.class(), Class::Denied);
    let limit = refusal::<one_claw::GetProfile>(403, r#"{"type":"resource_limit_exceeded"}"#);
    assert_eq!(limit.error().name(), "ResourceLimitExceeded");
    assert_eq!(refusal::<one_claw::GetProfile>(403, "<html>").error().name(), "Forbidden");
    assert_eq!(refusal::<one_claw::GetProfile>(418, "").error().name(), "Other");
}

#[test]
fn one_claw_reads_what_the_provider_answers_instead_of_a_token() {
    let challenge = answer::<one_claw::LogIn>(r#"{"mfa_required":true,"mfa_token":"m-1","user_id":"u-1"}"#);
    let one_claw::LogInReply::MfaChallenge(challenge) = challenge.value() else { panic!("{challenge:?}") };
    assert_eq!((challenge.mfa_token.expose(), challenge.user_id.as_deref()), ("m-1", Some("u-1")));
    for body in [r#"{"access_token":"t-1"}"#, r#"{"access_token":"t-1","mfa_required":false,"user_id":"u-1"}"#] {
        let token = answer::<one_claw::LogIn>(body);
        let one_claw::LogInReply::Token(token) = token.value() else { panic!("{token:?}") };
        assert_eq!((token.access_token.expose(), token.expires_in), ("t-1", None), "{body}");
    }
    let new = answer::<one_claw::SignUp>(r#"{"user_id":"u-1"}"#);
    assert!(matches!(new.value(), one_claw::SignUpReply::SignedUp(_)), "{new:?}");
    let new = answer::<one_claw::SignUp>(r#"{"access_token":"t-1","user_id":"u-1"}"#);
    assert!(matches!(new.value(), one_claw::SignUpReply::Token(_)), "{new:?}");
    let agent = answer::<one_claw::ExchangeAgentKey>(
        r#"{"access_token":"t-1","expires_in":900,"entitlements":{"memory":true,"brand_new":{"a":1}}}"#,
    );
    assert_eq!(agent.value().entitlements.as_ref().and_then(|all| all.memory), Some(true));
}

#[test]
fn openhuman_reads_both_shapes_of_error_at_the_token_endpoint() {
    let oauth = refusal::<openhuman::ExchangeCode>(
        400,
        r#"{"error":"invalid_grant","error_description":"expired","error_uri":"u"}"#,
    );
    let openhuman::TokenError::InvalidGrant(fault) = oauth.error() else { panic!("{oauth:?}") };
    assert_eq!((fault.message.as_deref(), fault.uri.as_deref()), (Some("expired"), Some("u")));
    assert_eq!(oauth.class(), Class::Reauthenticate);
    let api = refusal::<openhuman::ExchangeCode>(
        400,
        r#"{"error":{"code":"invalid_grant","message":"expired","status":400}}"#,
    );
    assert_eq!((api.code(), api.class()), (Some("invalid_grant"), Class::Reauthenticate));
    assert_eq!(refusal::<openhuman::ExchangeCode>(401, r#"{"error":"invalid_client"}"#).class(), Class::Configuration);
}

#[test]
fn openhuman_sends_state_always_and_pkce_when_asked() {
    let hosts = Hosts::of::<openhuman::OpenHuman>().expect("the hosts");
    let request = || openhuman::Authorize::new("app", "https://app.example/cb").scope([openhuman::Scope::Read]);
    let plain = request().start(&hosts).expect("a URL");
    assert!(plain.url().contains("&state=") && !plain.url().contains("code_challenge"));
    let mut pkce = request().with_pkce().start(&hosts).expect("a URL");
    assert!(pkce.url().contains("code_challenge_method=S256"));
    assert!(pkce.finish("https://app.example/cb?code=c&state=forged").is_err(), "another state");
    let callback = format!("https://app.example/cb?code=c&state={}", pkce.state().expose());
    let mut pending = auth_runtime::consent::Authorization::resume(pkce.state().clone(), pkce.pkce_verifier().cloned());
    let code = pending.finish(&callback).expect("a code");
    assert_eq!(code.callback.code.expose(), "c");
    assert!(code.verifier.is_some());
    assert!(pending.finish(&callback).is_err(), "a callback counts once");
}

#[test]
fn pihu_passes_unknown_permissions_and_reads_absent_times() {
    let request =
        pihu::CreateApiKey::new("CI", [pihu::Permission::from("report:read"), pihu::Permission::CandidateRead]);
    let hosts = Hosts::of::<pihu::Pihu>().expect("the hosts");
    let prepared = request.prepare(&hosts, Some(&pihu::ApiKey::new("ph_live_x"))).expect("a request");
    let body = String::from_utf8_lossy(prepared.as_http().body().as_slice()).into_owned();
    assert_eq!(body, r#"{"name":"CI","permissions":["report:read","candidate:read"]}"#);

    let page = answer::<pihu::ListApiKeys>(
        r#"{"data":[{"id":"a","name":"A","created":"2024-01-21T12:00:00Z","expires":null}],"has_more":false}"#,
    );
    assert_eq!(page.value().data[0].last_used, None);
    assert_eq!(page.value().data[0].expires, None);
    assert_eq!(page.value().data[0].created.as_str(), "2024-01-21T12:00:00Z");
}

#[test]
fn a_bearer_is_attached_as_the_header_says() {
    let hosts = Hosts::of::<one_claw::OneClaw>().expect("the hosts");
    let prepared = one_claw::GetProfile.prepare(&hosts, Some(&Bearer::new("t-1"))).expect("a request");
    let header = prepared.as_http().headers().get("authorization").expect("a header");
    assert_eq!(header.as_bytes(), b"Bearer t-1");
    assert!(header.is_sensitive());
}
