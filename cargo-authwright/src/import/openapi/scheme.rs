//! Security schemes as credentials.

use serde_json::Value as Json;

use super::document::Document;
use super::select::Call;
use crate::import::credential;
use crate::import::draft::{Attach, Credential, Draft, Endpoint, Field, Source, Ty, tidy};
use crate::import::guess::name;
use crate::import::oauth::{self, Grant, Server};
use crate::import::write::prose;

/// A scheme, and the credentials that it became.
#[derive(Clone, Debug)]
pub(super) struct Scheme {
    pub(super) name: String,
    pub(super) credentials: Vec<String>,
    /// Whether requests for it may name scopes.
    pub(super) has_scopes: bool,
}

/// Declares the credentials of all schemes.
pub(super) fn declare(document: &Document, chosen: &[Call<'_>], draft: &mut Draft) -> Vec<Scheme> {
    let mut schemes = Vec::new();
    let mut bearers = Vec::new();
    protect(document, chosen, draft);
    for (name, node) in document.members("/components/securitySchemes") {
        let Some(scheme) = document.resolve(node) else {
            draft.remark(format!("The scheme `{name}` is in another document."));
            continue;
        };
        let found = one(name, scheme, draft);
        if is_bearer(scheme) {
            bearers.push(schemes.len());
        }
        schemes.push(found);
    }
    add_logins(&mut schemes, &bearers, draft);
    schemes
}

/// Marks the calls that need a credential, so that the others may be those that make one.
fn protect(document: &Document, chosen: &[Call<'_>], draft: &mut Draft) {
    for (call, endpoint) in chosen.iter().zip(&mut draft.endpoints) {
        let security = call.operation.get("security").or_else(|| document.root.get("security"));
        let all = security.and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
        let is_open = all.is_empty() || all.iter().any(|one| one.as_object().is_some_and(serde_json::Map::is_empty));
        endpoint.auth = (!is_open).then(Default::default);
    }
}

fn is_bearer(scheme: &Json) -> bool {
    let text = |key: &str| scheme.get(key).and_then(Json::as_str).unwrap_or_default().to_ascii_lowercase();
    let in_authorization = text("type") == "apikey" && text("name") == "authorization";
    (text("type") == "http" && text("scheme") == "bearer") || in_authorization
}

fn one(scheme_name: &str, scheme: &Json, draft: &mut Draft) -> Scheme {
    let text = |key: &str| scheme.get(key).and_then(Json::as_str).unwrap_or_default();
    let (kind, http) = (text("type"), text("scheme").to_ascii_lowercase());
    if kind == "oauth2" {
        return flows(scheme_name, scheme, draft);
    }
    let key = |in_url| Source::Key { in_url };
    let login = || Source::Inputs(vec![Field::new("username", Ty::STRING), Field::new("password", Ty::SECRET)]);
    let (username, password) = ("{username}".to_owned(), "{password}".to_owned());
    let (source, attach) = match (kind, http.as_str()) {
        ("apiKey", _) => api_key(text("in"), text("name")),
        ("http", "basic") => (login(), Attach::Basic { username, password }),
        ("http", "digest") => (login(), Attach::Digest { username, password }),
        ("http", "bearer") => (key(false), Attach::Bearer),
        ("mutualTLS", _) => (certificate(), Attach::Certificate),
        ("openIdConnect", _) => {
            draft.remark(format!("`{scheme_name}` logs in by OpenID Connect, as {} says: read that document with `--from-metadata`. Until then, a token is given.", text("openIdConnectUrl")));
            (key(false), Attach::Bearer)
        }
        _ => {
            draft.remark(format!("The scheme `{scheme_name}` is of a kind that the language does not have ({kind} {http}); a bearer token takes its place."));
            (key(false), Attach::Bearer)
        }
    };
    let doc =
        prose::sentence(text("description")).unwrap_or_else(|| format!("{}.", name::words(&name::snake(scheme_name))));
    let credential = push(scheme_name, doc, source, attach, draft);
    Scheme { name: scheme_name.to_owned(), credentials: vec![credential], has_scopes: false }
}

fn push(wanted: &str, doc: String, source: Source, attach: Attach, draft: &mut Draft) -> String {
    let name = tidy::credential_name(&name::snake(wanted), draft);
    draft.credentials.push(Credential { name: name.clone(), doc, source, attach, ..Credential::default() });
    name
}

fn certificate() -> Source {
    let fields = [("certificate", "certificate"), ("private_key", "private_key")];
    Source::Inputs(fields.map(|(name, word)| Field::new(name, Ty::Word(word))).to_vec())
}

fn api_key(place: &str, name: &str) -> (Source, Attach) {
    let template = "{key}".to_owned();
    match place {
        "query" => (Source::Key { in_url: true }, Attach::Parts(vec![("query", name.to_owned(), template)])),
        "cookie" => (Source::Key { in_url: false }, Attach::Parts(vec![("cookies", name.to_owned(), template)])),
        _ => {
            let header = if auth_language::header::is_name(name) { name } else { "Authorization" };
            (Source::Key { in_url: false }, Attach::Header { name: header.to_owned(), prefix: None })
        }
    }
}

/// Declares a credential for each flow of an OAuth scheme.
fn flows(scheme_name: &str, scheme: &Json, draft: &mut Draft) -> Scheme {
    let mut credentials = Vec::new();
    let all = scheme.get("flows").and_then(Json::as_object).cloned().unwrap_or_default();
    let is_one = all.len() == 1;
    for (flow, node) in &all {
        let grant = match flow.as_str() {
            "authorizationCode" => Grant::AuthorizationCode,
            "clientCredentials" => Grant::ClientCredentials,
            "password" => Grant::Password,
            "deviceAuthorization" => Grant::Device,
            "implicit" => {
                draft.remark(format!(
                    "`{scheme_name}` has the implicit flow, which RFC 9700 advises against: it was left out."
                ));
                continue;
            }
            other => {
                draft.remark(format!("`{scheme_name}` has the flow `{other}`, which the language does not have."));
                continue;
            }
        };
        let wanted = if is_one { scheme_name.to_owned() } else { format!("{scheme_name} {}", name::snake(flow)) };
        match oauth::add(grant, &wanted, &server(grant, node), draft) {
            Some(name) => credentials.push(name),
            None => draft.remark(format!("The flow `{flow}` of `{scheme_name}` lacks a URL, and was left out.")),
        }
    }
    let has_scopes = !credentials.is_empty();
    if credentials.is_empty() {
        let doc = "A token that you already have.".to_owned();
        credentials.push(push(scheme_name, doc, Source::Key { in_url: false }, Attach::Bearer, draft));
    }
    if has_scopes {
        draft.remark("An OpenAPI document does not say how a client authenticates at the token endpoint: check `client_authentication` (RFC 6749 §2.3).");
    }
    Scheme { name: scheme_name.to_owned(), credentials, has_scopes }
}

fn server(grant: Grant, flow: &Json) -> Server {
    let url = |key: &str| flow.get(key).and_then(Json::as_str).filter(|url| !url.is_empty()).map(str::to_owned);
    let scopes = flow.get("scopes").and_then(Json::as_object).into_iter().flatten();
    let doc = |scope: &str, doc: &Json| doc.as_str().and_then(prose::sentence).unwrap_or_else(|| format!("`{scope}`."));
    Server {
        authorize: url("authorizationUrl"),
        token: url("tokenUrl"),
        refresh: url("refreshUrl"),
        device: url("deviceAuthorizationUrl"),
        revoke: None,
        pushed: None,
        scopes: scopes
            .filter(|(scope, _)| is_scope(scope))
            .map(|(scope, text)| (scope.clone(), doc(scope, text)))
            .collect(),
        client_authentication: Some(if grant == Grant::Device { "none" } else { "client_secret_basic" }),
        pkce: None,
    }
}

/// A scope (RFC 6749 §3.3) of which a name can be made.
pub(super) fn is_scope(scope: &str) -> bool {
    scope.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'"' && byte != b'\\')
        && scope.contains(|c: char| c.is_ascii_alphanumeric())
}

/// Adds credentials for the calls of the document that make a token, to each scheme that sends one.
fn add_logins(schemes: &mut [Scheme], bearers: &[usize], draft: &mut Draft) {
    let is_login = |endpoint: &Endpoint| {
        credential::login_reply(endpoint, draft).is_some() && !credential::is_made(endpoint, draft)
    };
    let has_login = draft.endpoints.iter().any(is_login);
    let Some(index) = bearers.first().filter(|_| has_login) else { return };
    let first = schemes[*index].credentials.first();
    let attach = draft
        .credentials
        .iter()
        .find(|credential| Some(&credential.name) == first)
        .map(|credential| credential.attach.clone());
    let made: Vec<String> = credential::add_tokens(&attach.unwrap_or_default(), draft);
    schemes[*index].credentials.extend(made);
}
