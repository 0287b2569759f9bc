//! Chooses calls: those that authenticate, or those that are named.

use serde_json::Value as Json;

use super::document::Document;
use crate::import::draft::Draft;
use crate::import::fault::Fault;

/// The methods of a path (RFC 9110 §9), and one that `OpenAPI` 3.2 adds, which the language does not have.
const METHODS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];
const UNKNOWN_METHODS: [&str; 2] = ["trace", "query"];
/// The greatest number of calls that are chosen by themselves.
const MOST: usize = 60;
/// Words of paths, of operations and of their groups that are about authentication.
const WORDS: [&str; 44] = [
    "auth",
    "oauth",
    "oauth2",
    "oidc",
    "authenticate",
    "authentication",
    "authorize",
    "authorization",
    "login",
    "log_in",
    "logout",
    "log_out",
    "signin",
    "sign_in",
    "signout",
    "sign_out",
    "signup",
    "sign_up",
    "session",
    "sessions",
    "token",
    "tokens",
    "api_key",
    "api_keys",
    "apikey",
    "apikeys",
    "credential",
    "credentials",
    "password",
    "refresh",
    "revoke",
    "mfa",
    "otp",
    "totp",
    "sso",
    "saml",
    "jwt",
    "me",
    "userinfo",
    "user_info",
    "whoami",
    "register",
    "verify_email",
    "magic_link",
];

/// Which calls to import.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Paths, `*` at the end for all below; or operation ids. Without any, the calls that authenticate.
    pub paths: Vec<String>,
    /// Every call of the document.
    pub all: bool,
}

/// A call of a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Call<'d> {
    pub(super) method: &'static str,
    pub(super) path: &'d str,
    /// What is said of the path, for all its methods.
    pub(super) item: &'d Json,
    pub(super) operation: &'d Json,
}

impl Call<'_> {
    pub(super) fn shown(&self) -> String {
        format!("{} {}", self.method.to_ascii_uppercase(), self.path)
    }
}

/// Chooses calls, in the order of the document, and lists the others as left out.
pub(super) fn choose<'d>(
    document: &'d Document,
    selection: &Selection,
    draft: &mut Draft,
) -> Result<Vec<Call<'d>>, Fault> {
    let all = calls(document, draft);
    if all.is_empty() {
        return Err(Fault::new("this document has no paths").help("import the document that describes the calls"));
    }
    if let Some(unknown) = selection.paths.iter().find(|pattern| !all.iter().any(|call| is_named(call, pattern))) {
        let known: Vec<String> = all.iter().take(5).map(Call::shown).collect();
        return Err(Fault::new(format!("no path or operation is `{unknown}`"))
            .help(format!("the first ones are {}", known.join(", "))));
    }
    let is_wanted = |call: &&Call<'_>| match selection.paths.as_slice() {
        _ if selection.all => true,
        [] => is_about_authentication(call),
        patterns => patterns.iter().any(|pattern| is_named(call, pattern)),
    };
    let is_automatic = !selection.all && selection.paths.is_empty();
    let limit = if is_automatic { MOST } else { usize::MAX };
    let mut chosen: Vec<Call<'d>> = all.iter().filter(is_wanted).take(limit).copied().collect();
    if is_automatic {
        chosen.extend(sample_call(document, &all, &chosen));
    }
    let is_chosen = |call: &Call<'_>| chosen.iter().any(|known| std::ptr::eq(known.operation, call.operation));
    draft.left_out.extend(all.iter().filter(|call| !is_chosen(call)).map(Call::shown));
    Ok(chosen)
}

fn calls<'d>(document: &'d Document, draft: &mut Draft) -> Vec<Call<'d>> {
    let mut calls = Vec::new();
    for (path, item) in document.members("/paths").filter(|(path, _)| path.starts_with('/')) {
        let Some(item) = document.resolve(item) else {
            draft.left_out.push(format!("{path}: it is in another document"));
            continue;
        };
        for method in METHODS {
            if let Some(operation) = item.get(method).filter(|operation| operation.is_object()) {
                calls.push(Call { method, path, item, operation });
            }
        }
        for method in UNKNOWN_METHODS.iter().filter(|method| item.get(**method).is_some()) {
            draft
                .left_out
                .push(format!("{} {path}: the language does not have this method", method.to_ascii_uppercase()));
        }
        if let Some(others) = item.get("additionalOperations").and_then(Json::as_object) {
            draft
                .left_out
                .extend(others.keys().map(|method| format!("{method} {path}: the language does not have this method")));
        }
    }
    calls
}

fn is_named(call: &Call<'_>, pattern: &str) -> bool {
    let id = call.operation.get("operationId").and_then(Json::as_str);
    match pattern.strip_suffix('*') {
        Some(start) => call.path.starts_with(start),
        None => call.path == pattern || id == Some(pattern) || call.shown() == pattern,
    }
}

fn is_about_authentication(call: &Call<'_>) -> bool {
    let tags = call.operation.get("tags").and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str);
    let is_word = |text: &str| {
        let snake = crate::import::guess::name::snake(text);
        WORDS.contains(&snake.as_str())
    };
    let segments = call.path.split('/').filter(|segment| !segment.contains('{'));
    let segments = segments.flat_map(|segment| std::iter::once(segment).chain(segment.split(['-', '_', '.', ':'])));
    let in_path = segments.into_iter().any(|segment| is_word(segment) && segment != "me");
    let ends_in_me = call.path.ends_with("/me");
    in_path || ends_in_me || tags.into_iter().any(is_word)
}

/// A call that shows that a credential works: the first that reads something and needs no more than the credential.
fn sample_call<'d>(document: &'d Document, all: &[Call<'d>], chosen: &[Call<'d>]) -> Option<Call<'d>> {
    let is_protected = |call: &&Call<'_>| {
        let security = call.operation.get("security").or_else(|| document.root.get("security"));
        security.and_then(Json::as_array).is_some_and(|all| !all.is_empty())
    };
    let needs_nothing = |call: &&Call<'_>| call.method == "get" && !call.path.contains('{');
    if chosen.iter().any(|call| needs_nothing(&call) && is_protected(&call)) {
        return None;
    }
    let is_new = |call: &&Call<'_>| !chosen.iter().any(|known| std::ptr::eq(known.operation, call.operation));
    let candidates = || all.iter().filter(needs_nothing).filter(is_new);
    let found = candidates().find(is_protected).or_else(|| candidates().next().filter(|_| chosen.is_empty()));
    found.or_else(|| all.first().filter(|_| chosen.is_empty())).copied()
}
