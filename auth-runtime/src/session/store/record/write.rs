//! Writes a record as text.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use super::super::grant::{Attempt, Grant, GrantState, NamedToken};
use super::super::{Owner, Stored};
use super::format::FORMAT;
use crate::host::captured::Captured;
use crate::value::encode::write_json;
use crate::value::json::members::Members;
use crate::value::wiped::WipedBuffer;
use crate::value::{Value, since_1970};
use crate::{Encode, Json};

/// Writes a record. Times are in whole seconds, so that a token counts as expired up to a second early.
pub(in crate::session::store) fn write(stored: &Stored) -> WipedBuffer {
    let Stored { access_token, expires_at, lifetime, refresh_token, scope, grant } = stored;
    let mut text = WipedBuffer::new();
    let mut members = Members::begin(&mut text);
    members.value("format", &FORMAT.encode());
    members.value("access_token", &access_token.encode());
    members.value("expires_at", &time(*expires_at));
    members.value("lifetime", &seconds(*lifetime));
    members.value("refresh_token", &refresh_token.encode());
    members.value("scope", &scope.encode());
    write_grant(grant, &mut members);
    members.end();
    text
}

fn write_grant(grant: &Grant, to: &mut Members<'_>) {
    let Grant {
        owner,
        login,
        state,
        kept,
        is_old: _,
        is_absent: _,
        is_missing: _,
        tokens,
        captures,
        refresh_expires_at,
        dpop_key,
        registration,
        others,
    } = grant;
    to.value("login", &login.encode());
    if let Some(owner) = owner {
        to.object("owner", |to| write_owner(owner, to));
    }
    write_state(state, to);
    to.value("kept", &if *kept == 0 { Value::Absent } else { Value::Integer((*kept).into()) });
    write_each("tokens", tokens.iter(), to, |(name, token), to| write_token(name, token, to));
    write_captures(captures, to);
    to.value("refresh_expires_at", &time(*refresh_expires_at));
    to.value("dpop_key", &dpop_key.encode());
    to.map("registration", registration);
    write_others(others, to);
}

/// Writes the members of later releases.
fn write_others(others: &BTreeMap<String, Json>, to: &mut Members<'_>) {
    for (name, json) in others {
        to.value(name, &Value::Json(json.as_json()));
    }
}

/// Writes an object, unless it would be empty.
fn write_each<T>(
    name: &str,
    entries: impl ExactSizeIterator<Item = T>,
    to: &mut Members<'_>,
    write: impl Fn(T, &mut Members<'_>),
) {
    if entries.len() > 0 {
        to.object(name, |to| entries.for_each(|entry| write(entry, to)));
    }
}

fn write_owner(owner: &Owner, to: &mut Members<'_>) {
    let Owner { provider, credential, host, endpoint, client_id, account, inputs } = owner;
    let texts = [
        ("provider", provider),
        ("credential", credential),
        ("host", host),
        ("endpoint", endpoint),
        ("client_id", client_id),
        ("account", account),
    ];
    for (name, text) in texts.iter().filter(|(_, text)| !text.is_empty()) {
        to.value(name, &text.encode());
    }
    to.map("inputs", inputs);
}

/// Writes the state; nothing for `idle`.
fn write_state(state: &GrantState, to: &mut Members<'_>) {
    let name = match state {
        GrantState::Idle => return,
        GrantState::InUse(_) => "in_use",
        GrantState::Uncertain(_) => "uncertain",
        GrantState::Revoked => "revoked",
    };
    to.value("state", &name.encode());
    if let Some(Attempt { id, holder, since, limit, count }) = state.attempt() {
        to.object("attempt", |to| {
            to.value("id", &id.encode());
            to.value("holder", &holder.encode());
            to.value("since", &time(Some(*since)));
            to.value("limit", &seconds(Some(*limit)));
            to.value("count", &Value::Integer((*count).into()));
        });
    }
}

fn write_token(name: &str, token: &NamedToken, to: &mut Members<'_>) {
    let NamedToken { secret, expires_at, lifetime, refresh_token, scope, .. } = token;
    let NamedToken { state, kept, captures, refresh_expires_at, is_absent, others, .. } = token;
    to.object(name, |to| {
        to.value("token", &secret.encode());
        to.value("expires_at", &time(*expires_at));
        to.value("lifetime", &seconds(*lifetime));
        to.value("refresh_token", &refresh_token.encode());
        to.value("scope", &scope.encode());
        write_state(state, to);
        to.value("kept", &if *kept == 0 { Value::Absent } else { Value::Integer((*kept).into()) });
        write_captures(captures, to);
        to.value("refresh_expires_at", &time(*refresh_expires_at));
        to.value("absent", &if *is_absent { Value::Boolean(true) } else { Value::Absent });
        write_others(others, to);
    });
}

fn write_captures(captures: &Captured, to: &mut Members<'_>) {
    write_each("captures", captures.iter(), to, |(name, value), to| value.write(to.name(name)));
}

fn time(time: Option<SystemTime>) -> Value<'static> {
    seconds(time.map(since_1970))
}

fn seconds(time: Option<Duration>) -> Value<'static> {
    time.map_or(Value::Absent, |time| Value::Integer(time.as_secs().try_into().unwrap_or(i64::MAX)))
}

impl Members<'_> {
    /// Writes a member; nothing for an absent value.
    fn value(&mut self, name: &str, value: &Value<'_>) {
        if !matches!(value, Value::Absent) {
            // Writing fails only for a number that JSON cannot express, and there is none.
            let _ = write_json(value, self.name(name));
        }
    }

    fn object(&mut self, name: &str, write: impl FnOnce(&mut Members<'_>)) {
        let mut inner = Members::begin(self.name(name));
        write(&mut inner);
        inner.end();
    }

    fn map(&mut self, name: &str, entries: &BTreeMap<String, impl Encode>) {
        write_each(name, entries.iter(), self, |(name, entry), to| to.value(name, &entry.encode()));
    }
}
