//! The credentials of a page: by what its commands carry, and by the calls that make tokens.

use super::auth::{Carried, Place};
use super::group::Call;
use crate::import::credential;
use crate::import::draft::{Attach, Auth, Credential, Draft, Field, Source, Ty, tidy};
use crate::import::guess::{name, placeholder};

/// What some commands carry: the ways in which they authenticate, and the credentials that are sent so.
struct Group {
    carried: Vec<Carried>,
    calls: Vec<usize>,
    hints: Vec<String>,
    credentials: Vec<String>,
}

/// Declares the credentials, and says of each call which it takes.
pub(super) fn declare(calls: &[Call], draft: &mut Draft) {
    let mut groups = groups(calls);
    let has_login = draft.endpoints.iter().any(|endpoint| credential::login_reply(endpoint, draft).is_some());
    let of_token = groups.iter().position(|group| has_login && may_be_token(group));
    for (index, group) in groups.iter_mut().enumerate() {
        let is_key = Some(index) != of_token || group.hints.iter().any(|hint| is_key(hint));
        if is_key {
            group.credentials.push(declare_static(group, draft));
        }
    }
    let attach = of_token.map_or(Attach::Bearer, |index| attach_token(&groups[index].carried, draft));
    if has_login {
        let names = credential::add_tokens(&attach, draft);
        match of_token {
            Some(index) => groups[index].credentials.extend(names),
            None => unused(&names, draft),
        }
    }
    for group in groups.iter().filter(|_| groups.len() > 1) {
        for index in &group.calls {
            if let Some(endpoint) = draft.endpoints.get_mut(*index) {
                endpoint.auth = Some(Auth { any: group.credentials.clone(), ..Auth::default() });
            }
        }
    }
}

fn groups(calls: &[Call]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (index, call) in calls.iter().enumerate().filter(|(_, call)| !call.carried.is_empty()) {
        let is_same = |group: &Group| {
            let both = group.carried.iter().zip(&call.carried);
            group.carried.len() == call.carried.len() && both.into_iter().all(|(one, other)| one.is_like(other))
        };
        let at = groups.iter().position(is_same).unwrap_or_else(|| {
            let carried = call.carried.clone();
            groups.push(Group { carried, calls: Vec::new(), hints: Vec::new(), credentials: Vec::new() });
            groups.len() - 1
        });
        groups[at].calls.push(index);
        let hints = call.carried.iter().map(|carried| carried.hint().unwrap_or_else(|| carried.value.clone()));
        groups[at].hints.extend(hints);
    }
    groups
}

/// Whether a token may be sent so: one secret, in a header, a query or a cookie.
fn may_be_token(group: &Group) -> bool {
    let [one] = group.carried.as_slice() else { return false };
    let is_place = matches!(one.place, Place::Bearer | Place::Header | Place::Cookie);
    is_place && (one.place == Place::Bearer || !group.hints.iter().all(|hint| is_key(hint)))
}

/// Whether a page calls the secret a key: `YOUR_API_KEY`, `sk_…`.
fn is_key(hint: &str) -> bool {
    let words = ["key", "secret", "personal", "pat"];
    let lower = hint.to_ascii_lowercase();
    let is_named = lower.split(['_', '-']).any(|word| words.contains(&word) || word == "apikey");
    is_named || lower.starts_with("sk_") || lower.starts_with("sk-") || lower.contains("_live_")
}

/// How a token is attached that is sent like this.
fn attach_token(carried: &[Carried], draft: &Draft) -> Attach {
    let Some(one) = carried.first() else { return Attach::Bearer };
    let record = draft.endpoints.iter().find_map(|endpoint| credential::login_reply(endpoint, draft));
    let value = record.as_ref().and_then(credential::value).map_or("token", |field| field.name.as_str());
    match one.place {
        Place::Bearer | Place::Basic | Place::Digest => Attach::Bearer,
        Place::Header => Attach::Header { name: one.name.clone(), prefix: one.prefix.clone() },
        Place::Query => Attach::Parts(vec![("query", one.name.clone(), format!("{{{value}}}"))]),
        Place::Cookie => Attach::Parts(vec![("cookies", one.name.clone(), format!("{{{value}}}"))]),
    }
}

fn unused(names: &[String], draft: &mut Draft) {
    for name in names {
        let in_body =
            token_of(name, draft).filter(|value| draft.endpoints.iter().any(|call| call.field(value).is_some()));
        draft.remark(match in_body {
            Some(value) => format!(
                "The token of `{name}` is a member of bodies: write `attach: {{ json: {{ {value}: \"{{{value}}}\" }} }}` (or `form`), `auth: {name}` at the calls, and remove it from them."
            ),
            None => format!("No command sends the token of `{name}`: check `attach`."),
        });
    }
}

/// The field that is the token of a credential.
fn token_of(name: &str, draft: &Draft) -> Option<String> {
    let credential = draft.credentials.iter().find(|credential| credential.name == name)?;
    let Source::Token(token) = &credential.source else { return None };
    token.members.iter().find(|(key, _)| *key == "value").map(|(_, field)| field.clone())
}

/// Declares a credential that does not change, and returns its name.
fn declare_static(group: &Group, draft: &mut Draft) -> String {
    let wanted = static_name(group);
    let name = tidy::credential_name(&wanted, draft);
    let (source, attach) = match group.carried.as_slice() {
        [one] => single(one),
        several => inputs(several),
    };
    let doc = format!("{}.", name::words(&name));
    draft.credentials.push(Credential { name: name.clone(), doc, remark: None, source, attach, identity: None });
    name
}

fn static_name(group: &Group) -> String {
    let [one] = group.carried.as_slice() else { return "keys".to_owned() };
    let hint = one.hint().filter(|hint| !hint.is_empty());
    match one.place {
        Place::Bearer => hint.unwrap_or_else(|| "api_key".to_owned()),
        Place::Basic if one.password.is_empty() => hint.unwrap_or_else(|| "api_key".to_owned()),
        Place::Basic if is_key_as_password(one) => {
            placeholder::name(&one.password).filter(|name| !name.is_empty()).unwrap_or_else(|| "api_key".to_owned())
        }
        Place::Basic | Place::Digest => "login".to_owned(),
        Place::Header if one.name.eq_ignore_ascii_case("authorization") => hint.unwrap_or_else(|| "api_key".to_owned()),
        Place::Header | Place::Query | Place::Cookie => {
            name::snake(one.name.trim_start_matches("X-").trim_start_matches("x-"))
        }
    }
}

fn single(one: &Carried) -> (Source, Attach) {
    let key = Source::Key { in_url: one.place == Place::Query };
    match one.place {
        Place::Bearer => (key, Attach::Bearer),
        Place::Header => (key, Attach::Header { name: one.name.clone(), prefix: one.prefix.clone() }),
        Place::Query => (key, Attach::Parts(vec![("query", one.name.clone(), "{key}".to_owned())])),
        Place::Cookie => (key, Attach::Parts(vec![("cookies", one.name.clone(), "{key}".to_owned())])),
        Place::Basic if one.password.is_empty() => {
            (key, Attach::Basic { username: "{key}".to_owned(), password: String::new() })
        }
        Place::Basic if is_key_as_password(one) => {
            (key, Attach::Basic { username: one.value.clone(), password: "{key}".to_owned() })
        }
        Place::Basic | Place::Digest => login(one),
    }
}

/// User names that are the same for everyone who sends a key as the password: `-u api:YOUR_API_KEY`.
const SAME_FOR_ALL: [&str; 10] =
    ["api", "apikey", "api_key", "key", "token", "x", "any", "anystring", "oauth2", "x-access-token"];

/// Whether HTTP Basic carries a key beside a user name that is the same for everyone.
fn is_key_as_password(one: &Carried) -> bool {
    one.place == Place::Basic && SAME_FOR_ALL.contains(&one.value.as_str())
}

/// A user name and a password, under the names that the page has for them.
fn login(one: &Carried) -> (Source, Attach) {
    let name = |text: &str, plain: &str| {
        placeholder::name(text).filter(|name| !name.is_empty()).unwrap_or_else(|| plain.to_owned())
    };
    // A user name may have an ending, such as `{email}/token`.
    let (user, ending) =
        one.value.split_once('/').map_or((one.value.as_str(), ""), |(user, _)| (user, &one.value[user.len()..]));
    let (user, password) = (name(user, "username"), name(&one.password, "password"));
    let password = if password == user { "password".to_owned() } else { password };
    let fields = vec![Field::new(user.clone(), Ty::STRING), Field::new(password.clone(), Ty::SECRET)];
    let (username, password) = (format!("{{{user}}}{ending}"), format!("{{{password}}}"));
    let attach = match one.place {
        Place::Digest => Attach::Digest { username, password },
        Place::Basic | Place::Bearer | Place::Header | Place::Query | Place::Cookie => {
            Attach::Basic { username, password }
        }
    };
    (Source::Inputs(fields), attach)
}

/// Several secrets at once.
fn inputs(several: &[Carried]) -> (Source, Attach) {
    let mut fields: Vec<Field> = Vec::new();
    let mut parts = Vec::new();
    for one in several {
        let wanted = one.name.trim_start_matches("X-").trim_start_matches("x-");
        let plain = if wanted.eq_ignore_ascii_case("authorization") {
            one.hint().unwrap_or_else(|| "token".to_owned())
        } else {
            wanted.to_owned()
        };
        let name = name::unique(&name::snake(&plain), |name| fields.iter().any(|field| field.name == name));
        let in_url = one.place == Place::Query;
        fields.push(Field::new(name.clone(), Ty::Word(if in_url { "secret in url" } else { "secret" })));
        let template = format!("{}{{{name}}}", one.prefix.as_deref().unwrap_or_default());
        parts.push(match one.place {
            Place::Bearer => ("headers", "Authorization".to_owned(), format!("Bearer {{{name}}}")),
            Place::Header | Place::Basic | Place::Digest => ("headers", one.name.clone(), template),
            Place::Query => ("query", one.name.clone(), template),
            Place::Cookie => ("cookies", one.name.clone(), template),
        });
    }
    parts.sort_by_key(|(place, _, _)| *place);
    (Source::Inputs(fields), Attach::Parts(parts))
}
