//! Names of endpoints, types and parameters.

use auth_language::name;

/// The verbs with which titles of calls begin. A title without one, such as `Authentication`, does not name a call.
const VERBS: [&str; 56] = [
    "accept",
    "activate",
    "add",
    "ask",
    "assign",
    "authenticate",
    "authorize",
    "cancel",
    "change",
    "check",
    "confirm",
    "connect",
    "create",
    "deactivate",
    "delete",
    "disable",
    "download",
    "enable",
    "exchange",
    "find",
    "generate",
    "get",
    "introspect",
    "invalidate",
    "invite",
    "issue",
    "list",
    "log",
    "login",
    "logout",
    "make",
    "obtain",
    "poll",
    "read",
    "redeem",
    "refresh",
    "register",
    "remove",
    "rename",
    "renew",
    "replace",
    "request",
    "reset",
    "retrieve",
    "revoke",
    "rotate",
    "search",
    "send",
    "set",
    "sign",
    "start",
    "stop",
    "update",
    "upload",
    "validate",
    "verify",
];
/// Words that say nothing in a name.
const FILLERS: [&str; 9] = ["a", "an", "the", "your", "my", "our", "this", "new", "current"];
/// The greatest number of words in a title that becomes a name.
const LONGEST_TITLE: usize = 6;
/// The greatest length of a name.
const LONGEST: usize = 48;

/// Returns a name for a module, an endpoint or a credential: lower-case words joined by underscores.
pub(crate) fn snake(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let snake = name::plain(&name::field_ident(spaced.trim())).trim_matches('_').replace("__", "_");
    let short = shorten(&snake);
    if name::is_snake_case(&short) { short } else { format!("n_{short}").trim_end_matches('_').to_owned() }
}

/// Cuts a name at the end of a word.
fn shorten(snake: &str) -> String {
    if snake.len() <= LONGEST {
        return snake.to_owned();
    }
    let cut = snake.get(..LONGEST).unwrap_or(snake);
    cut.rsplit_once('_').map_or(cut, |(kept, _)| kept).to_owned()
}

/// Returns a name for a type: words in camel case.
pub(crate) fn camel(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let ident = name::plain(&name::type_ident(&spaced)).replace('_', "");
    if name::is_camel_case(&ident) && ident != "Self" { ident } else { camel_of_odd(&ident) }
}

fn camel_of_odd(ident: &str) -> String {
    let mut letters = ident.chars();
    let first = letters.next().map_or('N', |first| first.to_ascii_uppercase());
    let rest: String = letters.collect();
    if ident == "Self" { "SelfType".to_owned() } else { format!("{first}{rest}") }
}

/// Returns the endpoint that a title names: `log_in_with_google` for "Log in with Google". `None` if the title is a
/// sentence, or does not begin with a verb.
pub(crate) fn of_title(title: &str) -> Option<String> {
    let plain = title.trim().trim_start_matches(|c: char| c.is_ascii_digit() || " .)#*-".contains(c));
    let words: Vec<String> = plain
        .trim_end_matches(':')
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .filter(|word| !word.is_empty() && !FILLERS.contains(&word.as_str()))
        .collect();
    let starts = words.first().is_some_and(|first| VERBS.contains(&first.as_str()));
    let is_title = words.len() <= LONGEST_TITLE && !plain.contains([',', ';', '`', '(', '/']) && !plain.ends_with('.');
    (starts && is_title).then(|| snake(&words.join(" ")))
}

/// Returns a name for a call without a title, by its method and path: `list_api_keys` for `GET /v1/auth/api-keys`.
pub(crate) fn of_path(method: &str, path: &str, replies_list: bool) -> String {
    let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty() && !is_version(segment)).collect();
    let ends_in_parameter = segments.last().is_some_and(|last| last.contains('{'));
    let last = segments.iter().rev().find(|segment| !segment.contains('{')).map(|segment| snake(segment));
    let noun = last.unwrap_or_else(|| "root".to_owned());
    let begins_with_verb = noun.split('_').next().is_some_and(|first| VERBS.contains(&first));
    if begins_with_verb && method != "visit" {
        return noun;
    }
    match method {
        "GET" if noun == "me" => "get_profile".to_owned(),
        "GET" if replies_list && !ends_in_parameter => format!("list_{noun}"),
        "GET" if ends_in_parameter => format!("get_{}", singular(&noun)),
        "GET" => format!("get_{noun}"),
        "POST" if ends_in_parameter => format!("update_{}", singular(&noun)),
        "POST" => format!("create_{}", singular(&noun)),
        "PUT" => format!("replace_{}", if ends_in_parameter { singular(&noun) } else { noun }),
        "PATCH" => format!("update_{}", if ends_in_parameter { singular(&noun) } else { noun }),
        "DELETE" => format!("delete_{}", if ends_in_parameter { singular(&noun) } else { noun }),
        "HEAD" => format!("check_{noun}"),
        "OPTIONS" => format!("ask_{noun}"),
        _ => noun,
    }
}

/// Whether a segment of a path is a version: `v1`, `2010-04-01`, `api`.
pub(crate) fn is_version(segment: &str) -> bool {
    let digits = segment.strip_prefix(['v', 'V']).unwrap_or(segment);
    segment == "api" || (!digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || c == '.' || c == '-'))
}

/// Returns the singular of an English noun, as far as its ending shows it.
pub(crate) fn singular(noun: &str) -> String {
    if let Some(stem) = noun.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    for ending in ["sses", "xes", "ches", "shes"] {
        if noun.ends_with(ending) {
            return noun.trim_end_matches("es").to_owned();
        }
    }
    let is_plural = noun.ends_with('s') && !noun.ends_with("ss") && !noun.ends_with("us") && !noun.ends_with("is");
    if is_plural && noun.len() > 3 { noun.trim_end_matches('s').to_owned() } else { noun.to_owned() }
}

/// Returns the name, or the first of `name_2`, `name_3`, … that is not taken.
pub(crate) fn unique(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    numbered(name, "_", is_taken)
}

/// Returns the name of a type, or the first of `NameInfo`, `Name2`, … that is not taken.
pub(crate) fn unique_type(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    if !is_taken(name) {
        return name.to_owned();
    }
    let info = format!("{name}Info");
    if is_taken(&info) { numbered(name, "", is_taken) } else { info }
}

fn numbered(name: &str, joint: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let candidates = (2_u32..).map(|number| format!("{name}{joint}{number}"));
    let mut all = std::iter::once(name.to_owned()).chain(candidates);
    all.find(|candidate| !is_taken(candidate)).unwrap_or_else(|| name.to_owned())
}

/// Returns the name as a phrase: `API key` for `api_key`.
pub(crate) fn words(name: &str) -> String {
    const SHORT: [(&str, &str); 8] = [
        ("api", "API"),
        ("id", "ID"),
        ("url", "URL"),
        ("jwt", "JWT"),
        ("oauth", "OAuth"),
        ("otp", "OTP"),
        ("mfa", "MFA"),
        ("sso", "SSO"),
    ];
    let spelled = |word: &str| {
        SHORT.iter().find(|(short, _)| *short == word).map_or(word.to_owned(), |(_, long)| (*long).to_owned())
    };
    let words: Vec<String> = name.split('_').filter(|word| !word.is_empty()).map(spelled).collect();
    let phrase = words.join(" ");
    let mut letters = phrase.chars();
    letters.next().map(|first| first.to_uppercase().to_string() + letters.as_str()).unwrap_or_default()
}

/// Returns the name as words for people: `One claw` becomes `One Claw`.
pub(crate) fn title(name: &str) -> String {
    let words = name.split('_').filter(|word| !word.is_empty()).map(|word| {
        let mut letters = word.chars();
        let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
        first + letters.as_str()
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_that_begin_with_a_verb_name_a_call() {
        let rows = [
            ("Log in with Google", Some("log_in_with_google")),
            ("1. Create a token", Some("create_token")),
            ("## List your API keys:", Some("list_api_keys")),
            ("Authentication", None),
            ("Create a token.", None),
            ("Create one of these, or another", None),
            ("", None),
        ];
        for (title, expected) in rows {
            assert_eq!(of_title(title).as_deref(), expected, "{title}");
        }
    }

    #[test]
    fn paths_name_what_has_no_title() {
        let rows = [
            ("GET", "/v1/auth/api-keys", true, "list_api_keys"),
            ("GET", "/v1/auth/api-keys/{id}", false, "get_api_key"),
            ("POST", "/v1/auth/api-keys", false, "create_api_key"),
            ("GET", "/2010-04-01/me", false, "get_profile"),
            ("POST", "/auth/refresh", false, "refresh"),
            ("DELETE", "/policies/{id}", false, "delete_policy"),
            ("GET", "/", false, "get_root"),
        ];
        for (method, path, replies_list, expected) in rows {
            assert_eq!(of_path(method, path, replies_list), expected, "{method} {path}");
        }
    }

    #[test]
    fn odd_texts_are_still_names() {
        for text in ["", "2fa", "日本", "self", "a__b", "type", "x".repeat(200).as_str(), "Self", "_"] {
            assert!(name::is_snake_case(&snake(text)), "{text}: {}", snake(text));
            assert!(name::is_camel_case(&camel(text)) && camel(text) != "Self", "{text}: {}", camel(text));
        }
        assert_eq!(
            [singular("keys"), singular("policies"), singular("status"), singular("boxes")],
            ["key", "policy", "status", "box"]
        );
    }
}
