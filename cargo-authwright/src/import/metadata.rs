//! Reads the metadata of an authorization server (RFC 8414), or an `OpenID` configuration (`OpenID` Connect Discovery 1.0).

use serde_json::Value as Json;

use super::draft::{Auth, Body, Draft, Endpoint, Field, Record, Returned, Source, Ty, place, tidy};
use super::fault::Fault;
use super::guess::name;
use super::oauth::{self, Grant, Server};

/// Where the parameters of an authorization request are pushed (RFC 9126 §5).
const PUSHED: &str = "pushed_authorization_request_endpoint";
/// Calls that the draft has not.
const LEFT_OUT: [(&str, &str); 4] = [
    ("registration_endpoint", "clients that register themselves: see `registration` in the grammar"),
    ("end_session_endpoint", "the end of the session in the browser: see `log_out` in the grammar"),
    ("backchannel_authentication_endpoint", "CIBA, which the language does not have"),
    ("check_session_iframe", "the session of the browser, which a client does not have"),
];
/// Claims of a person (`OpenID` Connect Core 1.0 §5.1), and their types.
const CLAIMS: [(&str, &str); 14] = [
    ("name", "string"),
    ("given_name", "string"),
    ("family_name", "string"),
    ("nickname", "string"),
    ("preferred_username", "string"),
    ("profile", "url"),
    ("picture", "url"),
    ("email", "email"),
    ("email_verified", "boolean"),
    ("phone_number", "string"),
    ("zoneinfo", "string"),
    ("locale", "string"),
    ("updated_at", "unix seconds"),
    ("birthdate", "string"),
];

/// Reads metadata into a draft.
///
/// # Errors
/// If the text is not such a document.
pub(super) fn read(text: &str, mut draft: Draft) -> Result<Draft, Fault> {
    let json: Json = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
        Fault::new(format!("this is not JSON: {error}")).at(error.line()).help(
            "save the document at `/.well-known/oauth-authorization-server` or `/.well-known/openid-configuration`",
        )
    })?;
    let Some(token) = text_of(&json, "token_endpoint") else {
        return Err(Fault::new("this document has no `token_endpoint`").help("`--from-metadata` reads RFC 8414 and OpenID configurations; for a description of calls, use `--from-openapi`"));
    };
    set_base(&json, &token, &mut draft);
    draft.docs = draft
        .docs
        .take()
        .or_else(|| text_of(&json, "service_documentation").filter(|url| url::Url::parse(url).is_ok()));
    let server = server(&json, token, &mut draft);
    let grants = grants(&json);
    let mut names: Vec<String> = Vec::new();
    for (grant, wanted) in grants {
        names.extend(oauth::add(grant, wanted, &server, &mut draft));
    }
    if names.is_empty() {
        return Err(Fault::new("this server offers no grant that a client can use").help("`grant_types_supported` lists none of `authorization_code`, `client_credentials`, `password` and the device grant"));
    }
    add_user_info(&json, &names, &mut draft);
    add_introspection(&json, &server, &mut draft);
    add_keys(&json, &mut draft);
    let others = LEFT_OUT.iter().filter(|(key, _)| json.get(*key).is_some());
    draft.left_out.extend(others.map(|(key, what)| format!("`{key}`: {what}")));
    if server.pushed.is_none() && json.get(PUSHED).is_some() {
        draft.left_out.push(format!(
            "`{PUSHED}`: pushed authorization requests, which the server does not ask for: see the sketch par_jar.yaml"
        ));
    }
    tidy::tidy(&mut draft);
    Ok(draft)
}

fn text_of(json: &Json, key: &str) -> Option<String> {
    json.get(key)?.as_str().filter(|text| !text.is_empty()).map(str::to_owned)
}

fn texts_of(json: &Json, key: &str) -> Option<Vec<String>> {
    let items = json.get(key)?.as_array()?;
    Some(items.iter().filter_map(Json::as_str).map(str::to_owned).collect())
}

/// The base is the host of the token endpoint.
fn set_base(json: &Json, token: &str, draft: &mut Draft) {
    if draft.base_url.is_empty() {
        let authority = place::cut(token).authority;
        place::find(&format!("https://{authority}/"), draft);
    }
    if let Some(issuer) = text_of(json, "issuer").filter(|issuer| !issuer.starts_with("https://")) {
        draft.remark(format!("The issuer is `{issuer}`, and an issuer is https (RFC 8414 §2)."));
    }
    if draft.doc.is_none() {
        draft.doc = text_of(json, "issuer")
            .and_then(|issuer| super::write::prose::sentence(&format!("The authorization server {issuer}")));
    }
}

fn server(json: &Json, token: String, draft: &mut Draft) -> Server {
    let scopes = texts_of(json, "scopes_supported").unwrap_or_default();
    let refreshes = texts_of(json, "grant_types_supported").map_or_else(
        || scopes.iter().any(|scope| scope == "offline_access"),
        |grants| grants.iter().any(|grant| grant == "refresh_token"),
    );
    let pkce =
        texts_of(json, "code_challenge_methods_supported").map(|methods| methods.iter().any(|method| method == "S256"));
    Server {
        authorize: text_of(json, "authorization_endpoint"),
        refresh: refreshes.then(|| token.clone()),
        token: Some(token),
        device: text_of(json, "device_authorization_endpoint"),
        revoke: text_of(json, "revocation_endpoint"),
        pushed: pushed(json),
        scopes: scopes
            .into_iter()
            .filter(|scope| is_scope(scope))
            .map(|scope| (scope.clone(), scope_doc(&scope)))
            .collect(),
        client_authentication: Some(client_authentication(json, draft)),
        pkce: pkce.filter(|has_s256| *has_s256).map(|_| "S256"),
    }
}

/// Where parameters are pushed, if the server refuses a visit without that.
fn pushed(json: &Json) -> Option<String> {
    let is_required = json.get("require_pushed_authorization_requests").and_then(Json::as_bool);
    text_of(json, PUSHED).filter(|_| is_required == Some(true))
}

fn is_scope(scope: &str) -> bool {
    scope.bytes().all(|byte| byte.is_ascii_graphic()) && scope.contains(|c: char| c.is_ascii_alphanumeric())
}

/// What the scopes of `OpenID` Connect Core 1.0 §5.4 and §11 mean.
fn scope_doc(scope: &str) -> String {
    match scope {
        "openid" => "An `id_token` that says who logged in.".to_owned(),
        "profile" => "The person's name, picture and the like.".to_owned(),
        "email" => "The person's email address.".to_owned(),
        "phone" => "The person's telephone number.".to_owned(),
        "address" => "The person's address.".to_owned(),
        "offline_access" => "A refresh token.".to_owned(),
        scope => format!("`{scope}`."),
    }
}

/// The first method that needs no key of its own, or a signed assertion; by default HTTP Basic (RFC 8414 §2).
fn client_authentication(json: &Json, draft: &mut Draft) -> &'static str {
    let Some(methods) = texts_of(json, "token_endpoint_auth_methods_supported") else { return "client_secret_basic" };
    let simple = ["client_secret_basic", "client_secret_post", "none"];
    if let Some(found) = simple.iter().find(|known| methods.iter().any(|method| method == *known)) {
        return found;
    }
    if methods.iter().any(|method| method == "private_key_jwt") && may_sign_es256(json) {
        return "private_key_jwt";
    }
    draft.remark(format!("Clients authenticate by {}: replace `client_secret_basic` (see specs/README.md), and add its inputs to the examples.", methods.join(" or ")));
    "client_secret_basic"
}

/// Whether a client assertion may be signed as ES256, of which a key can be made up in a line.
fn may_sign_es256(json: &Json) -> bool {
    let said = texts_of(json, "token_endpoint_auth_signing_alg_values_supported");
    said.is_none_or(|algorithms| algorithms.iter().any(|algorithm| algorithm == "ES256"))
}

/// The grants that a client can use, and names for their credentials.
fn grants(json: &Json) -> Vec<(Grant, &'static str)> {
    // RFC 8414 §2: if it is not said, the code and the implicit grant.
    let said = texts_of(json, "grant_types_supported").unwrap_or_else(|| vec!["authorization_code".to_owned()]);
    let device = "urn:ietf:params:oauth:grant-type:device_code";
    let known = [
        ("authorization_code", Grant::AuthorizationCode, "user"),
        ("client_credentials", Grant::ClientCredentials, "app"),
        ("password", Grant::Password, "password"),
        (device, Grant::Device, "device"),
    ];
    known
        .into_iter()
        .filter(|(grant, _, _)| said.iter().any(|said| said == grant))
        .map(|(_, grant, name)| (grant, name))
        .collect()
}

/// The call that says who logged in (`OpenID` Connect Core 1.0 §5.3).
fn add_user_info(json: &Json, names: &[String], draft: &mut Draft) {
    let Some(url) = text_of(json, "userinfo_endpoint") else { return };
    let claims = texts_of(json, "claims_supported").unwrap_or_default();
    let known = CLAIMS.iter().filter(|(claim, _)| claims.iter().any(|said| said == claim));
    let fields = known.map(|(claim, ty)| Field::optional(*claim, Ty::Word(ty)));
    let fields = std::iter::once(Field::new("sub", Ty::STRING)).chain(fields).collect();
    let doc = Some("A person (OpenID Connect Core 1.0 §5.1).".to_owned());
    draft.types.push(Record { name: "UserInfo".to_owned(), doc, fields });
    let people: Vec<String> = names.iter().filter(|name| *name != "app").cloned().collect();
    let auth = Auth { any: if people.len() < names.len() { people.clone() } else { Vec::new() }, ..Auth::default() };
    let call = get("get_user_info", "Who has logged in.", &url, draft);
    let returned = Returned::Type { ty: Ty::Named("UserInfo".to_owned()), optional: false };
    draft.endpoints.push(Endpoint { auth: Some(auth), returns: vec![(200, returned)], ..call });
    for credential in draft.credentials.iter_mut().filter(|credential| people.contains(&credential.name)) {
        credential.identity =
            matches!(credential.source, Source::Token(_)).then(|| ("get_user_info".to_owned(), "sub".to_owned()));
    }
}

fn get(name: &str, doc: &str, url: &str, draft: &mut Draft) -> Endpoint {
    let place::Place { host, path, .. } = place::find(url, draft);
    let name = tidy::endpoint_name(&name::snake(name), draft);
    Endpoint { name, doc: doc.to_owned(), method: "GET".to_owned(), path, host, ..Endpoint::default() }
}

/// Introspection (RFC 7662).
fn add_introspection(json: &Json, server: &Server, draft: &mut Draft) {
    let Some(url) = text_of(json, "introspection_endpoint") else { return };
    let fields = vec![
        Field::new("active", Ty::Word("boolean")),
        Field::optional("scope", Ty::STRING),
        Field::optional("client_id", Ty::STRING),
        Field::optional("sub", Ty::STRING),
        Field::optional("exp", Ty::Word("unix seconds")),
    ];
    let doc = Some("What a token is (RFC 7662 §2.2).".to_owned());
    draft.types.push(Record { name: "Introspection".to_owned(), doc, fields });
    let call = get("introspect_token", "Ask what a token is.", &url, draft);
    draft.endpoints.push(Endpoint {
        method: "POST".to_owned(),
        client_authentication: server.client_authentication,
        body: Body::Members("form", vec![Field::new("token", Ty::SECRET).into()]),
        returns: vec![(200, Returned::Type { ty: Ty::Named("Introspection".to_owned()), optional: false })],
        ..call
    });
}

/// The issuer's keys (RFC 7517).
fn add_keys(json: &Json, draft: &mut Draft) {
    let Some(url) = text_of(json, "jwks_uri") else { return };
    let call = get("get_keys", "The keys that the issuer signs with.", &url, draft);
    draft.endpoints.push(Endpoint { returns: vec![(200, Returned::Type { ty: Ty::JSON, optional: false })], ..call });
}
