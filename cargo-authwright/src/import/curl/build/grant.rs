//! The refusals of token endpoints (RFC 6749 §5.2), which few pages show.

use serde_json::json;

use crate::import::draft::{Draft, Endpoint, Field, Record, Ty, tidy};
use crate::import::oauth;

/// Adds them to the calls with a `grant_type`.
pub(super) fn add_errors(draft: &mut Draft) {
    let is_grant = |endpoint: &Endpoint| endpoint.constant("grant_type").is_some();
    if !draft.endpoints.iter().any(is_grant) {
        return;
    }
    let (fault, field) = body(draft);
    let sample = |code: &str| json!({ "error": code });
    let errors = oauth::declare_errors_with(&fault, &field, sample, draft);
    for endpoint in draft.endpoints.iter_mut().filter(|endpoint| is_grant(endpoint)) {
        endpoint.errors = Some(errors.clone());
    }
}

/// Returns the type of the body, and the field with the code: that of the provider, if it has the member `error`; else the one
/// of the RFC. A provider that has an object there may answer either.
fn body(draft: &mut Draft) -> (String, String) {
    let own = draft.error_body.as_ref().and_then(|name| draft.record(name)).cloned();
    let Some(own) = own else { return (oauth::declare_fault(draft), "error".to_owned()) };
    let code = own.fields.iter().find(|field| field.means == Some("code"));
    let Some(code) = code.filter(|code| code.ty == Ty::STRING) else {
        return (oauth::declare_fault(draft), "error".to_owned());
    };
    let field = code.name.clone();
    if is_at(code, "error") {
        return (own.name, field);
    }
    if !code.at.iter().any(|at| at.starts_with("error.")) {
        return (oauth::declare_fault(draft), "error".to_owned());
    }
    let name = tidy::type_name("TokenFault", draft);
    draft.types.push(either(&own, &name));
    (name, field)
}

fn is_at(field: &Field, path: &str) -> bool {
    if field.at.is_empty() { field.name == path } else { field.at.iter().any(|at| at == path) }
}

/// Returns the type of the provider with the places of the RFC.
fn either(own: &Record, name: &str) -> Record {
    let mut fields = own.fields.clone();
    for field in &mut fields {
        let place = match field.means {
            Some("code") => "error",
            Some("message") => "error_description",
            Some(_) | None => continue,
        };
        if field.at.is_empty() {
            field.at.push(field.name.clone());
        }
        field.at.push(place.to_owned());
    }
    if !fields.iter().any(|field| field.name == "uri") {
        fields.push(Field { at: vec!["error_uri".to_owned()], ..Field::optional("uri", Ty::STRING) });
    }
    let doc = Some("What the token endpoint says: the shape of RFC 6749 §5.2, or that of the API.".to_owned());
    Record { name: name.to_owned(), doc, fields }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_shapes_are_read() {
        let code =
            Field { means: Some("code"), at: vec!["error.code".to_owned()], ..Field::optional("code", Ty::STRING) };
        let own = Record { name: "Fault".to_owned(), doc: None, fields: vec![code] };
        let fields = either(&own, "TokenFault").fields;
        let places: Vec<&Vec<String>> = fields.iter().map(|field| &field.at).collect();
        assert_eq!(places, [&vec!["error.code".to_owned(), "error".to_owned()], &vec!["error_uri".to_owned()]]);
    }
}
