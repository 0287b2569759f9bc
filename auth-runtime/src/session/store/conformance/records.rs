//! Records that a store must keep. Their tokens are made up.

use std::time::{Duration, SystemTime};

use super::super::Stored;

/// Returns a record with the members that every token can have.
pub(super) fn full() -> Stored {
    Stored {
        access_token: Some("at_1".into()),
        expires_at: SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(4_000_000_000)),
        lifetime: Some(Duration::from_secs(3600)),
        refresh_token: Some("rt_1".into()),
        scope: Some("read write".to_owned()),
        ..Stored::default()
    }
}

/// Returns records as sessions write them: with an owner, a login, an attempt whose outcome is unknown, a logout, several
/// tokens; and the registration of a client, before it has logged in.
fn owned() -> impl Iterator<Item = Stored> {
    let attempt = r#""attempt":{"id":"attempt_1","holder":"holder_1","since":1790000000,"limit":135,"count":2}"#;
    let states = [
        r#""access_token":"at_1","refresh_token":"rt_1","kept":2"#.to_owned(),
        format!(r#""access_token":"at_1","refresh_token":"rt_1","state":"in_use",{attempt}"#),
        format!(r#""refresh_token":"rt_1","state":"uncertain",{attempt},"later":{{"a":[1e400]}}"#),
        r#""state":"revoked""#.to_owned(),
        r#""dpop_key":"key_1","tokens":{"bot":{"token":"at_1","refresh_token":"rt_1"},"user":{"absent":true}}"#
            .to_owned(),
    ];
    let registration = r#"{"format":"authwright session 2","registration":{"client_id":"c_1"}}"#;
    let owner = r#""login":"login_1","owner":{"provider":"acme","host":"https://api.acme.example","account":"ada"}"#;
    let text = move |state: String| format!(r#"{{"format":"authwright session 2",{owner},{state}}}"#);
    let texts = states.into_iter().map(text).chain([registration.to_owned()]);
    texts.filter_map(|text| Stored::from_text(&text).ok())
}

/// Returns a record with a number, for counting.
pub(super) fn numbered(number: u32) -> Stored {
    Stored { scope: Some(number.to_string()), ..full() }
}

/// Returns records with few members, with long tokens and with unusual characters.
pub(super) fn all() -> Vec<Stored> {
    let refreshing = |token: &str| Stored { refresh_token: Some(token.into()), ..Stored::default() };
    let plain = vec![
        full(),
        Stored { access_token: Some("at_1".into()), ..Stored::default() },
        refreshing("rt_1"),
        refreshing(&"long".repeat(5000)),
        refreshing("\"\\\u{0}\u{1f}\r\n\t\u{7f} {}[]:,'`$%&"),
        refreshing("\u{e4}\u{20ac}\u{1f600}\u{2028}\u{feff}"),
        Stored { access_token: Some("\u{20ac}".repeat(3000).into()), ..full() },
        Stored { expires_at: Some(SystemTime::UNIX_EPOCH), ..full() },
    ];
    plain.into_iter().chain(owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_of_sessions_are_read() {
        assert_eq!(owned().count(), 6);
    }
}
