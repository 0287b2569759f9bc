//! Finds the calls that make, renew and revoke a token.

use super::draft::{Attach, Credential, Draft, Endpoint, Field, Part, Record, Source, Token, Ty, Value, tidy};
use super::guess::name;

/// Names of the member that is the token, the best first.
pub(crate) const VALUES: [&str; 18] = [
    "access_token",
    "accessToken",
    "token",
    "bearer",
    "bearer_token",
    "bearerToken",
    "jwt",
    "auth_token",
    "authToken",
    "session_token",
    "sessionToken",
    "api_token",
    "id_token",
    "idToken",
    "key",
    "sessionId",
    "sid",
    "ticket",
];
const LIFETIMES: [&str; 8] =
    ["expires_in", "expiresIn", "expires", "ttl", "lifetime", "expiration", "access_token_expires_in", "max_age"];
const ENDS: [&str; 9] =
    ["expires_at", "expiresAt", "expires", "expiry", "expiration", "exp", "expires_on", "valid_until", "expireTime"];
const REFRESH: [&str; 2] = ["refresh_token", "refreshToken"];
/// Words in the name or the path of a call that sign somebody up, which is no way to log in again.
const SIGN_UP: [&str; 7] =
    ["sign_up", "signup", "register", "registration", "invite", "verify_email", "create_account"];

/// Words in the name or the path of a call that ends a token.
const REVOCATION: [&str; 12] = [
    "revoke",
    "revocation",
    "logout",
    "log_out",
    "signout",
    "sign_out",
    "invalidate",
    "deauthorize",
    "deauthorise",
    "deauthorization",
    "disconnect",
    "unlink",
];

/// Returns the field that is the token of a reply.
pub(crate) fn value(record: &Record) -> Option<&Field> {
    let is_token = |field: &&Field| field.ty.is_secret() && !field.optional;
    VALUES.iter().find_map(|name| record.field(name).filter(is_token))
}

/// Returns the keys of `token` and the fields of a reply that they name. `None` if there is no token in it.
pub(crate) fn members(record: &Record) -> Option<Vec<(&'static str, String)>> {
    let value = value(record)?.name.clone();
    let find = |names: &[&str], test: &dyn Fn(&Field) -> bool| {
        let found = names.iter().find_map(|name| record.field(name).filter(|field| test(field)));
        found.map(|field| field.name.clone())
    };
    let is = |words: &'static [&'static str]| move |field: &Field| matches!(field.ty, Ty::Word(word) if words.contains(&word));
    let lifetime = find(&LIFETIMES, &is(&["seconds", "milliseconds", "minutes", "duration"]));
    let end = find(&ENDS, &is(&["timestamp", "unix seconds", "unix milliseconds", "http date"]));
    let is_scope = |field: &Field| field.ty == Ty::list(Ty::Named("Scope".to_owned()));
    let others = [
        ("expires_at", end.filter(|_| lifetime.is_none())),
        ("expires_in", lifetime),
        ("refresh_token", find(&REFRESH, &|field| field.ty.is_secret() && field.name != value)),
        ("scope", find(&["scope", "scopes"], &is_scope)),
        ("token_type", find(&["token_type", "tokenType"], &|field| field.ty == Ty::STRING)),
    ];
    let others = others.into_iter().filter_map(|(key, found)| Some((key, found?)));
    Some(std::iter::once(("value", value)).chain(others).collect())
}

/// Adds a credential for each call that makes a token, and returns their names.
pub(crate) fn add_tokens(attach: &Attach, draft: &mut Draft) -> Vec<String> {
    let mut names = Vec::new();
    for index in 0..draft.endpoints.len() {
        let endpoint = draft.endpoints[index].clone();
        if is_made(&endpoint, draft) {
            continue;
        }
        let Some(record) = login_reply(&endpoint, draft) else { continue };
        let Some(members) = members(&record) else { continue };
        let authorize: Vec<String> = authorize_of(&endpoint, draft).into_iter().collect();
        let refresh = find_refresh(&endpoint, &record, &members, draft);
        match &refresh {
            Some(refresh) => rewire(refresh, &members, draft),
            None => remark_refresh(&endpoint, &members, draft),
        }
        let revoke = find_revoke(&endpoint, &members, draft);
        let members = with_once(members, !authorize.is_empty(), &endpoint);
        let name = tidy::credential_name(&credential_name(&endpoint), draft);
        let token = Token { authorize, from: endpoint.name.clone(), members, refresh, revoke };
        let (doc, source) = (doc(&endpoint), Source::Token(token));
        draft.credentials.push(Credential {
            name: name.clone(),
            doc,
            remark: None,
            source,
            attach: attach.clone(),
            identity: None,
        });
        names.push(name);
    }
    names
}

/// Whether a credential has this call already.
pub(crate) fn is_made(endpoint: &Endpoint, draft: &Draft) -> bool {
    draft.credentials.iter().any(|credential| match &credential.source {
        Source::Token(token) => token.from == endpoint.name,
        Source::Key { .. } | Source::Inputs(_) => false,
    })
}

/// The reply of a call that anybody may make, with a secret, and that answers a token.
pub(crate) fn login_reply(endpoint: &Endpoint, draft: &Draft) -> Option<Record> {
    let text = format!("{} {}", endpoint.name, endpoint.path.replace('-', "_"));
    let is_sign_up = SIGN_UP.iter().any(|word| text.contains(word));
    let has_secret = endpoint.fields().any(|field| field.ty.is_secret()) || endpoint.client_authentication.is_some();
    let is_other = is_sign_up || endpoint.is_visit() || is_refresh(endpoint) || says(endpoint, &REVOCATION);
    let may_be = endpoint.auth.is_none() && has_secret && !is_other;
    let record = draft.record(endpoint.reply()?)?;
    (may_be && endpoint.returns.len() == 1 && value(record).is_some()).then(|| record.clone())
}

fn is_refresh(endpoint: &Endpoint) -> bool {
    let is_grant = endpoint.constant("grant_type") == Some("refresh_token");
    is_grant || endpoint.fields().any(is_refresh_token)
}

/// Whether a field of a request is a refresh token, in whatever case it is written.
fn is_refresh_token(field: &Field) -> bool {
    let plain = field.name.to_ascii_lowercase().replace(['-', '_'], "");
    field.ty.is_secret() && (plain == "refreshtoken" || plain == "refresh")
}

/// Where a renewal sends the refresh token under a name that is not that of the reply, a template with an input of the
/// usual name joins the two.
fn rewire(refresh: &str, members: &[(&'static str, String)], draft: &mut Draft) {
    let Some((_, answered)) = members.iter().find(|(key, _)| *key == "refresh_token") else { return };
    let Some(endpoint) = draft.endpoints.iter_mut().find(|endpoint| endpoint.name == refresh) else { return };
    let is_fine = |name: &str| name == answered || name == "refresh_token";
    if endpoint.fields().any(|field| is_fine(&field.name)) {
        return;
    }
    let fields = endpoint.body.parts().filter_map(|part| part.field());
    let sent = fields.filter(|field| is_refresh_token(field) && !field.optional).map(|field| field.name.clone()).next();
    let Some(sent) = sent else { return };
    for part in endpoint.body.parts_mut().filter(|part| part.name == sent) {
        part.value = Value::Template("{refresh_token}".to_owned());
    }
    endpoint.inputs.push(Field::new("refresh_token", Ty::SECRET));
    let given = endpoint.examples.iter_mut().flat_map(|example| &mut example.request);
    for (name, _) in given.filter(|(name, _)| *name == sent) {
        "refresh_token".clone_into(name);
    }
}

/// A call that looks like a renewal and is none is said.
fn remark_refresh(login: &Endpoint, members: &[(&'static str, String)], draft: &mut Draft) {
    let has_token = members.iter().any(|(key, _)| *key == "refresh_token");
    let is_one = |endpoint: &&Endpoint| {
        let is_grant = endpoint.constant("grant_type").is_some_and(|grant| grant != "refresh_token");
        endpoint.name != login.name && !is_grant && (is_refresh(endpoint) || says(endpoint, &["refresh", "renew"]))
    };
    let found = draft.endpoints.iter().filter(|_| has_token).find(is_one).map(|endpoint| endpoint.name.clone());
    if let Some(name) = found {
        draft.remark(format!(
            "`{name}` may renew the token of `{}`: write `refresh: {name}` at its credential if it answers the same type, and if it takes the refresh token as `refresh_token`. One that is sent as `OTHER` is `inputs: {{ refresh_token: secret }}` and `OTHER: \"{{refresh_token}}\"`.",
            login.name
        ));
    }
}

/// A code that no visit gives can be used once.
fn with_once(
    mut members: Vec<(&'static str, String)>,
    is_visited: bool,
    endpoint: &Endpoint,
) -> Vec<(&'static str, String)> {
    let code = endpoint.field("code").filter(|field| field.ty.is_secret() && !field.optional);
    if let (false, Some(code)) = (is_visited, code) {
        members.push(("once", code.name.clone()));
    }
    members
}

/// The page whose callback gives the code of this call.
fn authorize_of(endpoint: &Endpoint, draft: &Draft) -> Option<String> {
    let takes_code = endpoint.field("code").is_some_and(|field| field.ty.is_secret());
    let visit = draft.endpoints.iter().find(|known| known.is_visit())?;
    takes_code.then(|| visit.name.clone())
}

/// The call that answers the same type, and takes the refresh token or the token itself.
fn find_refresh(
    login: &Endpoint,
    record: &Record,
    members: &[(&'static str, String)],
    draft: &Draft,
) -> Option<String> {
    let member = |key: &str| members.iter().find(|(known, _)| *known == key).map(|(_, name)| name.as_str());
    let carries = |endpoint: &&Endpoint| {
        let names = [member("refresh_token"), member("refresh_token").map(|_| "refresh_token")];
        let takes = |name: &str| endpoint.field(name).is_some_and(|field| field.ty.is_secret() && !field.optional);
        let takes_other =
            || endpoint.body.parts().filter_map(Part::field).any(|field| is_refresh_token(field) && !field.optional);
        let by_field = names.into_iter().flatten().any(takes) || (member("refresh_token").is_some() && takes_other());
        by_field || (endpoint.auth.is_some() && says(endpoint, &["refresh", "renew"]))
    };
    let fits = |endpoint: &&Endpoint| endpoint.reply() == Some(record.name.as_str()) && endpoint.name != login.name;
    let are_alike = |endpoint: &&Endpoint| fields_agree(endpoint, login);
    let mut found = draft.endpoints.iter().filter(fits).filter(carries).filter(are_alike);
    found.next().map(|endpoint| endpoint.name.clone())
}

/// Whether fields of one name have one type, because a credential has one value for both.
fn fields_agree(endpoint: &Endpoint, login: &Endpoint) -> bool {
    endpoint.fields().all(|field| login.field(&field.name).is_none_or(|known| known.ty == field.ty))
}

fn find_revoke(login: &Endpoint, members: &[(&'static str, String)], draft: &Draft) -> Option<String> {
    let value = members.first().map_or("", |(_, name)| name.as_str());
    let ends = |endpoint: &&Endpoint| {
        let last = endpoint.path.rsplit('/').next().unwrap_or_default();
        let deletes = endpoint.method == "DELETE" && ["token", "session", "sessions", "login", "auth"].contains(&last);
        deletes || says(endpoint, &REVOCATION)
    };
    let carries = |endpoint: &&Endpoint| {
        let takes = |name: &str| endpoint.field(name).is_some_and(|field| field.ty.is_secret() && !field.optional);
        endpoint.auth.is_some() || takes("token") || takes(value)
    };
    let is_plain =
        |endpoint: &&Endpoint| endpoint.path_parts.is_empty() && !endpoint.is_visit() && endpoint.name != login.name;
    let mut found = draft.endpoints.iter().filter(ends).filter(carries).filter(is_plain);
    found.find(|endpoint| fields_agree(endpoint, login)).map(|endpoint| endpoint.name.clone())
}

fn says(endpoint: &Endpoint, words: &[&str]) -> bool {
    let path = endpoint.path.replace('-', "_").to_ascii_lowercase();
    let last = path.rsplit('/').find(|segment| !segment.is_empty()).unwrap_or_default();
    words.iter().any(|word| endpoint.name.contains(word) || last.contains(word))
}

/// Returns the name of the credential that a call makes.
fn credential_name(endpoint: &Endpoint) -> String {
    match endpoint.constant("grant_type") {
        Some("authorization_code") => return "oauth".to_owned(),
        Some("client_credentials") => return "app".to_owned(),
        Some("password") => return "password".to_owned(),
        Some(_) | None => {}
    }
    if let Some((_, with)) = endpoint.name.split_once("_with_") {
        return name::snake(with);
    }
    if endpoint.field("client_id").is_some() && endpoint.field("client_secret").is_some() {
        return "app".to_owned();
    }
    let secret = endpoint.fields().find(|field| field.ty.is_secret() && !field.optional);
    secret.map_or_else(|| "app".to_owned(), |field| name::snake(&field.name))
}

fn doc(endpoint: &Endpoint) -> String {
    let fields: Vec<String> =
        endpoint.fields().filter(|field| !field.optional).map(|field| format!("`{}`", field.name)).collect();
    match fields.as_slice() {
        [] => format!("A token of `{}`.", endpoint.name),
        fields => format!("{}, exchanged for a token.", fields.join(", ")),
    }
}
