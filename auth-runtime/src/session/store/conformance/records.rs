//! Records that a store must keep. Their tokens are made up.

use std::time::{Duration, SystemTime};

use super::super::Stored;

/// A record with the members that every token can have.
#[allow(clippy::needless_update, reason = "a record may have more members")]
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

/// A record with a number, for counting.
pub(super) fn numbered(number: u32) -> Stored {
    Stored { scope: Some(number.to_string()), ..full() }
}

/// Records with few members, with long tokens and with unusual characters.
pub(super) fn all() -> Vec<Stored> {
    let refreshing = |token: &str| Stored { refresh_token: Some(token.into()), ..Stored::default() };
    vec![
        full(),
        Stored { access_token: Some("at_1".into()), ..Stored::default() },
        refreshing("rt_1"),
        refreshing(&"long".repeat(5000)),
        refreshing("\"\\\u{0}\u{1f}\r\n\t\u{7f} {}[]:,'`$%&"),
        refreshing("\u{e4}\u{20ac}\u{1f600}\u{2028}\u{feff}"),
        Stored { access_token: Some("\u{20ac}".repeat(3000).into()), ..full() },
        Stored { expires_at: Some(SystemTime::UNIX_EPOCH), ..full() },
    ]
}
