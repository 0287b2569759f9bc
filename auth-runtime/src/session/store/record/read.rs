//! Reads the text of a record.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use super::super::grant::{Attempt, Grant, GrantState, NamedToken};
use super::super::{Owner, Stored};
use super::format::{FORMAT, OLD_FORMAT};
use crate::host::captured::CapturedValue;
use crate::value::{DecodeError, JsonRef, Object, Text};
use crate::{Decode, Json, Seconds};

/// The members of a record of this release. All others are kept unchanged.
const KNOWN: [&str; 16] = [
    "format",
    "access_token",
    "expires_at",
    "lifetime",
    "refresh_token",
    "scope",
    "login",
    "owner",
    "state",
    "attempt",
    "kept",
    "tokens",
    "captures",
    "refresh_expires_at",
    "dpop_key",
    "registration",
];

/// The members of one of several tokens. All others are kept unchanged.
const KNOWN_OF_TOKEN: [&str; 11] = [
    "token",
    "expires_at",
    "lifetime",
    "refresh_token",
    "scope",
    "state",
    "attempt",
    "kept",
    "captures",
    "refresh_expires_at",
    "absent",
];

pub(in crate::session::store) fn read(text: &[u8]) -> Result<Stored, DecodeError> {
    let json = JsonRef::parse(text)?;
    let object = Object::of(json)?;
    let format = object.field::<String>(&["format"])?;
    let is_old = format == OLD_FORMAT;
    if format != FORMAT && !is_old {
        return Err(DecodeError::expected("the tokens of a session"));
    }
    let grant = if is_old { Grant { is_old, ..Grant::default() } } else { read_grant(json, &object)? };
    Ok(Stored {
        access_token: object.field(&["access_token"])?,
        expires_at: time(&object, "expires_at")?,
        lifetime: seconds(&object, "lifetime")?,
        refresh_token: object.field(&["refresh_token"])?,
        scope: object.field(&["scope"])?,
        grant,
    })
}

fn read_grant(json: JsonRef<'_>, object: &Object<'_>) -> Result<Grant, DecodeError> {
    Ok(Grant {
        owner: object.get("owner").map(read_owner).transpose()?,
        login: object.field(&["login"])?,
        state: read_state(object)?,
        kept: count(object, "kept")?,
        is_old: false,
        is_absent: false,
        is_missing: false,
        tokens: map(object, "tokens", read_token)?,
        captures: map(object, "captures", |json| Ok(CapturedValue::read(json)))?,
        refresh_expires_at: time(object, "refresh_expires_at")?,
        dpop_key: object.field(&["dpop_key"])?,
        registration: map(object, "registration", Decode::decode)?,
        others: others(json, &KNOWN),
    })
}

fn read_owner(json: JsonRef<'_>) -> Result<Owner, DecodeError> {
    let object = Object::of(json)?;
    let text =
        |name| -> Result<String, DecodeError> { Ok(object.field::<Option<String>>(&[name])?.unwrap_or_default()) };
    Ok(Owner {
        provider: text("provider")?,
        credential: text("credential")?,
        host: text("host")?,
        endpoint: text("endpoint")?,
        client_id: text("client_id")?,
        account: text("account")?,
        inputs: map(&object, "inputs", Decode::decode)?,
    })
}

fn read_state(object: &Object<'_>) -> Result<GrantState, DecodeError> {
    let state = object.field::<Option<String>>(&["state"])?;
    Ok(match state.as_deref() {
        None => GrantState::Idle,
        Some("in_use") => GrantState::InUse(read_attempt(object)?),
        Some("uncertain") => GrantState::Uncertain(read_attempt(object)?),
        Some("revoked") => GrantState::Revoked,
        Some(_) => return Err(DecodeError::expected("the state of a login")),
    })
}

fn read_attempt(object: &Object<'_>) -> Result<Attempt, DecodeError> {
    let json = object.get("attempt").ok_or_else(|| DecodeError::expected("an attempt"))?;
    let object = Object::of(json)?;
    Ok(Attempt {
        id: object.field(&["id"])?,
        holder: object.field(&["holder"])?,
        since: time(&object, "since")?.unwrap_or(SystemTime::UNIX_EPOCH),
        limit: seconds(&object, "limit")?.unwrap_or_default(),
        count: count(&object, "count")?.max(1),
    })
}

fn read_token(json: JsonRef<'_>) -> Result<NamedToken, DecodeError> {
    let object = Object::of(json)?;
    Ok(NamedToken {
        secret: object.field(&["token"])?,
        expires_at: time(&object, "expires_at")?,
        lifetime: seconds(&object, "lifetime")?,
        refresh_token: object.field(&["refresh_token"])?,
        scope: object.field(&["scope"])?,
        state: read_state(&object)?,
        kept: count(&object, "kept")?,
        captures: map(&object, "captures", |json| Ok(CapturedValue::read(json)))?,
        refresh_expires_at: time(&object, "refresh_expires_at")?,
        is_absent: object.field::<Option<bool>>(&["absent"])?.unwrap_or_default(),
        others: others(json, &KNOWN_OF_TOKEN),
    })
}

/// Reads a time. One that is too large for the calendar counts as long past.
fn time(object: &Object<'_>, name: &'static str) -> Result<Option<SystemTime>, DecodeError> {
    let seconds = object.field::<Option<i64>>(&[name])?.map(u64::try_from).transpose();
    let seconds = seconds.map_err(|_| DecodeError::expected("a time after 1970"))?;
    Ok(seconds
        .map(|end| SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(end)).unwrap_or(SystemTime::UNIX_EPOCH)))
}

fn seconds(object: &Object<'_>, name: &'static str) -> Result<Option<Duration>, DecodeError> {
    Ok(object.field::<Option<Seconds>>(&[name])?.map(Seconds::as_duration))
}

fn count(object: &Object<'_>, name: &'static str) -> Result<u32, DecodeError> {
    Ok(u32::try_from(object.field::<Option<i64>>(&[name])?.unwrap_or_default()).unwrap_or_default())
}

fn map<T>(
    object: &Object<'_>,
    name: &str,
    read: impl Fn(JsonRef<'_>) -> Result<T, DecodeError>,
) -> Result<BTreeMap<String, T>, DecodeError> {
    let Some(json) = object.get(name) else { return Ok(BTreeMap::new()) };
    Object::of(json)?;
    entries(json).map(|(name, json)| Ok((name.to_string(), read(json)?))).collect()
}

fn entries(json: JsonRef<'_>) -> impl Iterator<Item = (Text<'_>, JsonRef<'_>)> {
    json.members().filter_map(|(name, json)| Some((Text::read(name)?, json)))
}

/// Returns the members that this release does not know.
fn others(json: JsonRef<'_>, known: &[&str]) -> BTreeMap<String, Json> {
    let unknown = entries(json).filter(|(name, _)| !known.contains(&&**name));
    unknown.map(|(name, json)| (name.to_string(), json.into())).collect()
}
