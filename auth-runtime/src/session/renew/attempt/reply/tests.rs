//! Tests of what a reply changes.

use super::*;
use crate::session::store::Owner;
use crate::session::store::grant::Attempt;

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn end(after: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + seconds(after)
}

fn at(passed: u64) -> Moment {
    Moment { monotonic: seconds(passed), wall: end(passed) }
}

fn captured(values: &[(&str, &str)]) -> Captured {
    values.iter().map(|(name, text)| ((*name).to_owned(), Secret::from(*text).into())).collect()
}

/// A record whose refresh token ends after 50 seconds.
fn before() -> Stored {
    let captures = captured(&[("team", "t_1"), ("host", "eu")]);
    let owner = Some(Owner::default());
    let grant = Grant { owner, captures, refresh_expires_at: Some(end(50)), ..Grant::default() };
    Stored { refresh_token: Some("r1".into()), grant, ..Stored::default() }
}

/// The reply to a renewal ten seconds later.
fn renewed(minted: Minted) -> Reply {
    Reply::renewed((minted, at(10)), before())
}

#[test]
fn a_refresh_token_ends_when_its_reply_says() {
    let new = || Minted::new("a").refresh_token(Some("r2"));
    let rows = [
        ("the same, as before", Minted::new("a"), Some(end(50))),
        ("the same, with another end", Minted::new("a").refresh_expires_in(seconds(5)), Some(end(15))),
        ("the same, without an end", Minted::new("a").refresh_never_expires(), None),
        ("another one", new(), None),
        ("another one, with an end", new().refresh_expires_in(seconds(5)), Some(end(15))),
        ("one that cannot be read", Minted::new("a").unreadable_refresh_token(), None),
    ];
    for (name, minted, expected) in rows {
        assert_eq!(renewed(minted).record(None, true).grant.refresh_expires_at, expected, "{name}");
    }
    let without = Reply::first((Minted::new("a").refresh_expires_in(seconds(5)), at(10)), Stored::default());
    assert_eq!(without.record(None, true).grant.refresh_expires_at, None, "there is no refresh token");
}

#[test]
fn captured_values_stay_until_a_renewal_brings_others() {
    let texts = |captures: Captured| -> Vec<String> {
        captures.iter().map(|(name, value)| format!("{name}={}", value.text.expose())).collect()
    };
    let minted = || Minted::new("a").capture("host", "us");
    assert_eq!(texts(renewed(minted()).captures()), ["host=us", "team=t_1"]);
    assert_eq!(texts(Reply::first((minted(), at(10)), before()).captures()), ["host=us"], "another login");
}

/// A reply that could not be saved is saved later, unless somebody else has changed the record.
#[test]
fn a_reply_continues_the_record_of_its_attempt() {
    let state = |id: &str| {
        let (id, holder) = (id.to_owned(), "h".to_owned());
        GrantState::InUse(Attempt { id, holder, since: end(0), limit: seconds(9), count: 1 })
    };
    let found = |change: fn(&mut Grant), state| {
        let mut found = before();
        found.grant.state = state;
        change(&mut found.grant);
        found
    };
    let rows = [
        ("its own", found(|_| (), state("a1")), true),
        ("that of another session", found(|_| (), state("a2")), false),
        ("one that was renewed", Stored { access_token: Some("a2".into()), ..before() }, false),
        ("one with another refresh token", Stored { refresh_token: Some("r2".into()), ..before() }, false),
        ("one whose store has lost the mark", found(|_| (), GrantState::Idle), true),
        ("one that vanished", Stored::default(), true),
        ("one that another token restored", found(|grant| grant.is_missing = true, GrantState::Idle), true),
    ];
    let reply = Reply { attempt: Some("a1".to_owned()), ..renewed(Minted::new("a")) };
    for (name, found, expected) in rows {
        assert_eq!(reply.continues(&found), expected, "{name}");
    }
}
