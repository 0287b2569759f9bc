//! The replies of a token endpoint (RFC 6749 §5).

use serde_json::{Value as Json, json};

use super::grant::Grant;
use crate::import::draft::{Case, Draft, Field, Record, Ty, tidy};

/// The sets of refusals.
pub(super) const ERRORS: &str = "TokenError";
pub(super) const DEVICE_ERRORS: &str = "DeviceError";

/// Declares the type of a token reply (RFC 6749 §5.1), and returns its name.
pub(super) fn declare(may_refresh: bool, draft: &mut Draft) -> String {
    let doc = Some("A token (RFC 6749 §5.1).".to_owned());
    if let Some(known) = draft.types.iter_mut().find(|record| record.doc == doc) {
        if may_refresh && known.field("refresh_token").is_none() {
            known.fields.push(Field::optional("refresh_token", Ty::SECRET));
        }
        return known.name.clone();
    }
    let mut fields = vec![
        Field::new("access_token", Ty::SECRET),
        Field { default: Some(Json::from("Bearer")), ..Field::new("token_type", Ty::STRING) },
        Field::optional("expires_in", Ty::SECONDS),
        Field { optional: true, ..scope(draft) },
    ];
    if may_refresh {
        fields.insert(3, Field::optional("refresh_token", Ty::SECRET));
    }
    let name = tidy::type_name(if draft.record("Token").is_some() { "OauthToken" } else { "Token" }, draft);
    draft.types.push(Record { name: name.clone(), doc, fields });
    name
}

/// The scopes as one text (RFC 6749 §3.3).
pub(super) fn scope(draft: &Draft) -> Field {
    if draft.scopes.is_empty() {
        return Field::new("scope", Ty::STRING);
    }
    Field { separator: Some(" "), ..Field::new("scope", Ty::list(Ty::Named("Scope".to_owned()))) }
}

/// The keys of `token`, and the fields that they name.
pub(super) fn members(
    grant: Grant,
    authorize: &[String],
    from: &str,
    may_refresh: bool,
) -> Vec<(&'static str, String)> {
    let is_device = grant == Grant::Device;
    // Two replies of the device grant have a lifetime.
    let expires_in = if is_device { format!("{from}.expires_in") } else { "expires_in".to_owned() };
    let mut members = vec![("value", "access_token".to_owned()), ("expires_in", expires_in)];
    if may_refresh {
        members.push(("refresh_token", "refresh_token".to_owned()));
    }
    members.push(("scope", "scope".to_owned()));
    members.push(("token_type", "token_type".to_owned()));
    if let (true, Some(shown)) = (is_device, authorize.first()) {
        members.push(("every", "interval".to_owned()));
        members.push(("until", format!("{shown}.expires_in")));
    }
    members
}

/// Returns a made-up token reply.
pub(super) fn sample(number: usize, may_refresh: bool) -> Json {
    let mut json =
        json!({ "access_token": format!("access_token_example_{number}"), "token_type": "Bearer", "expires_in": 3600 });
    if may_refresh {
        json["refresh_token"] = Json::from("refresh_token_example_1");
    }
    json
}

/// Declares the refusals of a token endpoint (RFC 6749 §5.2), and returns the name of the set.
pub(super) fn declare_errors(draft: &mut Draft) -> String {
    let fault = declare_fault(draft);
    declare_errors_with(&fault, "error", |code| json!({ "error": code }), draft)
}

/// Declares the same refusals with a body of another type, which has the code in a field.
pub(crate) fn declare_errors_with(
    fault: &str,
    field: &str,
    sample: impl Fn(&str) -> Json,
    draft: &mut Draft,
) -> String {
    if !draft.error_sets.iter().any(|(name, _)| name == ERRORS) {
        let cases = [
            (
                400,
                "InvalidGrant",
                "The grant is expired, revoked or was used before.",
                Some("invalid_grant"),
                Some("reauthenticate"),
            ),
            (400, "InvalidTokenRequest", "The token request is malformed.", None, None),
            (401, "InvalidClient", "The client did not prove who it is.", None, Some("configuration")),
        ];
        draft.error_sets.push((ERRORS.to_owned(), cases.map(|row| case(row, fault, field, &sample)).to_vec()));
    }
    ERRORS.to_owned()
}

/// Declares the refusals of a token endpoint that is polled (RFC 8628 §3.5), and returns the name of the set.
pub(super) fn declare_device_errors(draft: &mut Draft) -> String {
    if !draft.error_sets.iter().any(|(name, _)| name == DEVICE_ERRORS) {
        let fault = declare_fault(draft);
        let cases = [
            (400, "Pending", "The user has not answered yet.", Some("authorization_pending"), Some("pending")),
            (400, "SlowDown", "The token was asked for too often.", Some("slow_down"), Some("slow_down")),
            (400, "Expired", "The code has expired.", Some("expired_token"), Some("reauthenticate")),
            (400, "Denied", "The user refused.", Some("access_denied"), Some("denied")),
            (400, "InvalidDeviceRequest", "The request is malformed.", None, None),
        ];
        draft.error_sets.push((
            DEVICE_ERRORS.to_owned(),
            cases.map(|row| case(row, &fault, "error", &|code: &str| json!({ "error": code }))).to_vec(),
        ));
    }
    DEVICE_ERRORS.to_owned()
}

/// Status, name, documentation, code and class of a refusal.
type Row = (u16, &'static str, &'static str, Option<&'static str>, Option<&'static str>);

fn case((status, name, doc, code, class): Row, fault: &str, field: &str, sample: &impl Fn(&str) -> Json) -> Case {
    Case {
        status,
        name: name.to_owned(),
        doc: Some(doc.to_owned()),
        when: code.map(|code| (field.to_owned(), Json::from(code))),
        body: Some(fault.to_owned()),
        class,
        example: code.map(sample),
    }
}

pub(crate) fn declare_fault(draft: &mut Draft) -> String {
    let doc = Some("Why a token was refused (RFC 6749 §5.2).".to_owned());
    if let Some(known) = draft.types.iter().find(|record| record.doc == doc) {
        return known.name.clone();
    }
    let member = |name: &str, means| Field { means, ..Field::optional(name, Ty::STRING) };
    let fields =
        vec![member("error", Some("code")), member("error_description", Some("message")), member("error_uri", None)];
    let name = tidy::type_name("TokenFault", draft);
    draft.types.push(Record { name: name.clone(), doc, fields });
    name
}
