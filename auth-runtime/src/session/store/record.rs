//! What a store keeps, as text.

use std::time::{Duration, SystemTime};

use super::Stored;
use crate::value::encode::write_object;
use crate::value::wiped::WipedBuffer;
use crate::value::{DecodeError, JsonRef, Object, Value};
use crate::{Encode, Seconds};

/// Says what the text is, so that nothing else is taken for it and written over.
const FORMAT: &str = "authwright session 1";

/// Times in whole seconds: a token is taken to expire up to a second early.
pub(super) fn write(stored: &Stored) -> WipedBuffer {
    let Stored { access_token, expires_at, lifetime, refresh_token, scope } = stored;
    let expires_at = expires_at.map(|end| end.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default());
    let members = [
        ("format", FORMAT.encode()),
        ("access_token", access_token.encode()),
        ("expires_at", seconds(expires_at)),
        ("lifetime", seconds(*lifetime)),
        ("refresh_token", refresh_token.encode()),
        ("scope", scope.encode()),
    ];
    let mut text = WipedBuffer::new();
    // Nothing here is a number that JSON cannot say, which is the only failure.
    let _ = write_object(members.iter().map(|(name, value)| (*name, value)), &mut text);
    text
}

fn seconds(time: Option<Duration>) -> Value<'static> {
    time.map_or(Value::Absent, |time| Value::Integer(time.as_secs().try_into().unwrap_or(i64::MAX)))
}

pub(super) fn read(text: &[u8]) -> Result<Stored, DecodeError> {
    let object = Object::of(JsonRef::parse(text)?)?;
    if object.field::<String>(&["format"])? != FORMAT {
        return Err(DecodeError::expected("the tokens of a session"));
    }
    let expires_at = object.field::<Option<i64>>(&["expires_at"])?.map(u64::try_from).transpose();
    let expires_at = expires_at.map_err(|_| DecodeError::expected("a time after 1970"))?;
    Ok(Stored {
        access_token: object.field(&["access_token"])?,
        // A time that no calendar has is long over.
        expires_at: expires_at
            .map(|end| SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(end)).unwrap_or(SystemTime::UNIX_EPOCH)),
        lifetime: object.field::<Option<Seconds>>(&["lifetime"])?.map(Seconds::as_duration),
        refresh_token: object.field(&["refresh_token"])?,
        scope: object.field(&["scope"])?,
    })
}

/// The text of a store, written again: for fuzzing.
#[cfg(feature = "test-util")]
pub fn rewritten(text: &[u8]) -> Result<Vec<u8>, DecodeError> {
    Ok(write(&read(text)?).as_slice().to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Secret;

    #[test]
    fn reads_what_it_writes() {
        let full = Stored {
            access_token: Some(Secret::from("at_\"1")),
            expires_at: Some(SystemTime::UNIX_EPOCH + Duration::from_secs(1_790_000_000)),
            lifetime: Some(Duration::from_secs(900)),
            refresh_token: Some(Secret::from("rt_1")),
            scope: Some("read write".to_owned()),
        };
        for stored in [full, Stored::default()] {
            let text = write(&stored);
            let read = read(text.as_slice()).unwrap();
            assert_eq!(write(&read).as_str(), text.as_str());
            assert_eq!((read.expires_at, read.lifetime), (stored.expires_at, stored.lifetime));
        }
    }

    #[test]
    fn refuses_other_files() {
        let rows = [
            "",
            "{",
            "[]",
            "{}",
            r#"{"format":"authwright session 2"}"#,
            r#"{"format":"authwright session 1","access_token":7}"#,
            r#"{"format":"authwright session 1","expires_at":-1}"#,
            r#"{"format":"authwright session 1","lifetime":"long"}"#,
        ];
        for text in rows {
            assert!(read(text.as_bytes()).is_err(), "{text}");
        }
        let far = read(br#"{"format":"authwright session 1","expires_at":9223372036854775807}"#).unwrap();
        assert!(far.expires_at.is_some());
    }
}
