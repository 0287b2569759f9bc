//! Converts the record of a store to and from text.

mod format;
mod read;
mod write;

pub(super) use self::read::read;
pub(super) use self::write::write;
use super::Stored;
use crate::Secret;
use crate::value::DecodeError;

impl Stored {
    /// Returns the record as text, for your own store. It contains the tokens in plain text.
    #[must_use]
    pub fn to_text(&self) -> Secret {
        Secret::from(write(self).as_str())
    }

    /// Reads the text of a record.
    ///
    /// # Errors
    /// Returns an error if the text is something else.
    pub fn from_text(text: &str) -> Result<Self, DecodeError> {
        read(text.as_bytes())
    }
}

/// Reads the text of a record and writes it again, for fuzzing.
#[cfg(feature = "test-util")]
pub fn rewritten(text: &[u8]) -> Result<Vec<u8>, DecodeError> {
    Ok(write(&read(text)?).as_slice().to_vec())
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::super::grant::{Attempt, GrantState, NamedToken};
    use super::super::{Grant, Owner};
    use super::*;

    fn at(seconds: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
    }

    fn full(state: GrantState) -> Stored {
        let owner = Owner {
            provider: "acme".into(),
            credential: "Oauth".into(),
            host: "https://api.acme.example".into(),
            endpoint: "https://login.acme.example/token".into(),
            client_id: "app".into(),
            account: "ada".into(),
            inputs: [("email".into(), "ada@example.com".into())].into(),
        };
        let grant = Grant {
            owner: Some(owner),
            login: Some("login_1".into()),
            state,
            kept: 2,
            is_old: false,
            is_absent: false,
            is_missing: false,
            tokens: [("bot".into(), named()), ("user".into(), NamedToken { is_absent: true, ..NamedToken::default() })]
                .into(),
            captures: [("instance_url".into(), Secret::from("https://eu.acme.example").into())].into(),
            refresh_expires_at: Some(at(1_790_000_007)),
            dpop_key: Some("key".into()),
            registration: [("client_id".into(), "c1".into())].into(),
            others: [("later".into(), r#"{"a": [1e400]}"#.parse().unwrap())].into(),
        };
        Stored {
            access_token: Some(Secret::from("at_\"1")),
            expires_at: Some(at(1_790_000_000)),
            lifetime: Some(Duration::from_secs(900)),
            refresh_token: Some(Secret::from("rt_1")),
            scope: Some("read write".to_owned()),
            grant,
        }
    }

    fn named() -> NamedToken {
        NamedToken {
            secret: Some("bt_1".into()),
            expires_at: Some(at(7)),
            lifetime: Some(Duration::from_secs(9)),
            refresh_token: Some("br_1".into()),
            scope: Some("chat".to_owned()),
            state: GrantState::Uncertain(attempt()),
            kept: 1,
            captures: [("team".into(), Secret::from("T1").into())].into(),
            refresh_expires_at: Some(at(1_790_000_009)),
            is_absent: false,
            others: [("later".into(), r#"["b"]"#.parse().unwrap())].into(),
        }
    }

    fn attempt() -> Attempt {
        let (id, holder, limit) = ("attempt_1".into(), "holder_1".into(), Duration::from_secs(135));
        Attempt { id, holder, since: at(1_790_000_000), limit, count: 2 }
    }

    #[test]
    fn reads_what_it_writes() {
        let states =
            [GrantState::Idle, GrantState::InUse(attempt()), GrantState::Uncertain(attempt()), GrantState::Revoked];
        for stored in states.map(full).into_iter().chain([Stored::default()]) {
            let text = write(&stored);
            let read = read(text.as_slice()).unwrap();
            assert_eq!(write(&read).as_str(), text.as_str());
            assert_eq!((read.expires_at, read.lifetime), (stored.expires_at, stored.lifetime));
            assert_eq!(read.grant.state, stored.grant.state);
            assert_eq!(read.grant.owner, stored.grant.owner);
            assert_eq!(format!("{:?}", read.grant), format!("{:?}", stored.grant));
        }
    }

    #[test]
    fn reads_records_without_an_owner() {
        let old =
            br#"{"format":"authwright session 1","access_token":"a","expires_at":9,"lifetime":5,"refresh_token":"r"}"#;
        let read = read(old).unwrap();
        assert!(read.grant.is_old && read.grant.owner.is_none());
        assert_eq!(read.refresh_token.map(|token| token.expose().to_owned()).as_deref(), Some("r"));
    }

    #[test]
    fn refuses_other_files() {
        let rows = [
            "",
            "{",
            "[]",
            "{}",
            r#"{"format":"authwright session 3"}"#,
            r#"{"format":"authwright session 2","access_token":7}"#,
            r#"{"format":"authwright session 2","expires_at":-1}"#,
            r#"{"format":"authwright session 2","lifetime":"long"}"#,
            r#"{"format":"authwright session 2","state":"gone"}"#,
            r#"{"format":"authwright session 2","state":"in_use"}"#,
            r#"{"format":"authwright session 2","owner":{"provider":7}}"#,
            r#"{"format":"authwright session 2","captures":[]}"#,
        ];
        for text in rows {
            assert!(read(text.as_bytes()).is_err(), "{text}");
        }
        let far = read(br#"{"format":"authwright session 2","expires_at":9223372036854775807}"#).unwrap();
        assert!(far.expires_at.is_some());
    }
}
