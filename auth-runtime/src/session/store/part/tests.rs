//! Tests of the parts of a record.

use std::time::{Duration, SystemTime};

use super::super::grant::Attempt;
use super::*;
use crate::{Json, Secret};

const BOT: Part = Part { name: "bot", first: "bot" };
const USER: Part = Part { name: "user", first: "bot" };
const FEED: Part = Part { name: "feed", first: "bot" };

fn uncertain() -> GrantState {
    GrantState::Uncertain(Attempt {
        id: "a".into(),
        holder: "h".into(),
        since: SystemTime::UNIX_EPOCH,
        limit: Duration::from_secs(9),
        count: 1,
    })
}

/// The record of a token, as its session sees it.
fn record(login: &str, token: &str, refresh_token: &str, state: GrantState) -> Stored {
    let grant = Grant { login: Some(login.to_owned()), state, ..Grant::default() };
    Stored { access_token: Some(token.into()), refresh_token: Some(refresh_token.into()), grant, ..Stored::default() }
}

fn captured(values: &[(&str, &str)]) -> Captured {
    values.iter().map(|(name, text)| ((*name).to_owned(), Secret::from(*text).into())).collect()
}

fn refresh_token(stored: &Stored, part: Part) -> Option<String> {
    stored.part(part).refresh_token.map(|token| token.expose().to_owned())
}

/// A store that forgets records after a time keeps one that says so, and with it the log-out.
#[test]
fn a_record_of_revoked_tokens_is_revoked() {
    let part = |name| Part { name, first: "bot" };
    let token = |state: GrantState| Stored { grant: Grant { state, ..Grant::default() }, ..Stored::default() };
    let idle = Stored::default().with_part(part("bot"), &token(GrantState::Idle), false);
    let one = idle.with_part(part("user"), &token(GrantState::Revoked), false);
    assert!(!one.grant.state.is_revoked(), "the bot is still there");
    let both = one.with_part(part("bot"), &token(GrantState::Revoked), false);
    assert!(both.grant.state.is_revoked());
    assert!(both.part(part("feed")).grant.is_missing && !both.part(part("user")).grant.is_missing);
}

/// A reply that was under way during a log-out does not bring back what was revoked.
#[test]
fn a_revoked_token_stays_so_until_a_new_login() {
    let part = |name| Part { name, first: "bot" };
    let login = |login: &str, state| Stored {
        grant: Grant { login: Some(login.to_owned()), state, ..Grant::default() },
        ..Stored::default()
    };
    let before = Stored::default().with_part(part("user"), &login("l1", GrantState::Revoked), false);
    for (name, is_revoked) in [("l1", true), ("l2", false)] {
        let mut reply = login(name, GrantState::Idle);
        let user = NamedToken { secret: Some("u2".into()), ..NamedToken::default() };
        reply.grant.tokens.insert("user".to_owned(), user);
        let after = before.with_part(part("bot"), &reply, true);
        assert_eq!(after.part(part("user")).grant.state.is_revoked(), is_revoked, "{name}");
    }
}

/// A renewal of another token that brings no refresh token says nothing about the one that stays.
#[test]
fn an_uncertain_refresh_token_stays_so() {
    let state = uncertain();
    let (refresh_token, scope) = (Some("r1".into()), Some("read".to_owned()));
    let before = NamedToken { refresh_token, scope, state, kept: 2, ..NamedToken::default() };
    let renewed = NamedToken { secret: Some("t2".into()), ..NamedToken::default() }.renewed(Some(&before));
    assert_eq!((renewed.kept, renewed.refresh_token.is_some()), (2, true));
    assert_eq!((renewed.state, renewed.scope), (before.state, before.scope), "nor about its scopes");
}

/// The tokens are revoked one after the other, each with the key.
#[test]
fn the_key_stays_until_the_last_token_is_revoked() {
    let part = |name| Part { name, first: "bot" };
    let login = |state, dpop_key: Option<&str>| Stored {
        grant: Grant { state, dpop_key: dpop_key.map(Into::into), ..Grant::default() },
        ..Stored::default()
    };
    let both = Stored::default().with_part(part("bot"), &login(GrantState::Idle, Some("k")), false);
    let both = both.with_part(part("user"), &login(GrantState::Idle, Some("k")), false);
    let one = both.with_part(part("bot"), &login(GrantState::Revoked, None), false);
    assert!(one.part(part("user")).grant.dpop_key.is_some());
    let none = one.with_part(part("user"), &login(GrantState::Revoked, None), false);
    assert!(none.grant.dpop_key.is_none());
}

/// A credential gets a second token: the record that it has is that of the first one, and of no other.
#[test]
fn a_record_of_one_token_is_that_of_the_first() {
    let one = record("l1", "t1", "r1", uncertain());
    let bot = one.part(BOT);
    assert_eq!((refresh_token(&one, BOT).as_deref(), &bot.grant.state), (Some("r1"), &uncertain()));
    let user = one.part(USER);
    assert!(user.access_token.is_none() && user.refresh_token.is_none());
    assert_eq!((user.grant.state, user.grant.is_missing), (GrantState::Idle, false), "it never had this token");
    assert_eq!(user.grant.login.as_deref(), Some("l1"));
    // What another token saves leaves it in the record.
    let both = one.with_part(USER, &record("l1", "u1", "r2", GrantState::Idle), false);
    assert!(both.access_token.is_none(), "the tokens have names now");
    assert_eq!(refresh_token(&both, BOT).as_deref(), Some("r1"));
    assert_eq!(both.part(BOT).grant.state, uncertain());
    assert_eq!(both.grant.state, GrantState::Idle);
}

/// A log-out of a record of one token is one for all.
#[test]
fn a_log_out_is_that_of_each_token() {
    let over = Stored { grant: record("l1", "t", "r", GrantState::Revoked).grant, ..Stored::default() };
    for part in [BOT, USER, FEED] {
        assert!(over.part(part).grant.state.is_revoked(), "{part:?}");
    }
}

#[test]
fn a_new_login_replaces_all_tokens() {
    let before = Stored::default().with_part(BOT, &record("l1", "t1", "r1", GrantState::Idle), false);
    let before = before.with_part(USER, &record("l1", "u1", "r2", uncertain()), false);
    let after = before.with_part(BOT, &record("l2", "t2", "r3", GrantState::Idle), false);
    assert_eq!((refresh_token(&after, BOT).as_deref(), refresh_token(&after, USER)), (Some("r3"), None));
    assert!(after.part(USER).grant.is_missing, "the new login may bring it");
    // One that is not known to be another keeps the others.
    let mut unnamed = before.clone();
    unnamed.grant.login = None;
    let after = unnamed.with_part(BOT, &record("l2", "t2", "r3", GrantState::Idle), false);
    assert_eq!(refresh_token(&after, USER).as_deref(), Some("r2"));
}

/// What is known of a refresh token is known for each token that has it, and for no other.
#[test]
fn a_refresh_token_in_common_is_one() {
    let idle = |token, refresh_token| record("l1", token, refresh_token, GrantState::Idle);
    let all = Stored::default().with_part(BOT, &idle("t1", "r1"), false);
    let all = all.with_part(USER, &idle("u1", "r1"), false).with_part(FEED, &idle("f1", "r9"), false);
    let mut sent = idle("t1", "r1");
    (sent.grant.state, sent.grant.kept) = (uncertain(), 1);
    let sent = all.with_part(BOT, &sent, false);
    assert_eq!((&sent.part(USER).grant.state, sent.part(USER).grant.kept), (&uncertain(), 1));
    assert_eq!(sent.part(FEED).grant.state, GrantState::Idle);
    let mut replaced = idle("t2", "r2");
    replaced.grant.refresh_expires_at = Some(SystemTime::UNIX_EPOCH);
    let replaced = sent.with_part(BOT, &replaced, true);
    let user = replaced.part(USER);
    assert_eq!((refresh_token(&replaced, USER).as_deref(), &user.grant.state), (Some("r2"), &GrantState::Idle));
    assert_eq!(user.grant.refresh_expires_at, Some(SystemTime::UNIX_EPOCH));
    assert_eq!(user.access_token.unwrap().expose(), "u1", "each has its own access token");
    assert_eq!(refresh_token(&replaced, FEED).as_deref(), Some("r9"));
    // A log-out revokes the tokens one after the other, each with what it has.
    let mut over = idle("t2", "r2");
    (over.grant.state, over.refresh_token) = (GrantState::Revoked, None);
    assert_eq!(refresh_token(&replaced.with_part(BOT, &over, false), USER).as_deref(), Some("r2"));
}

/// A renewal of one token that answers another one: what it does not say of that stays.
#[test]
fn what_a_renewal_brings_for_another_token() {
    let end = |seconds| Some(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds));
    let mut user = record("l1", "u1", "r2", uncertain());
    user.scope = Some("read".to_owned());
    (user.grant.kept, user.grant.refresh_expires_at) = (2, end(5));
    user.grant.captures = captured(&[("team", "t_1"), ("host", "eu")]);
    let before = Stored::default().with_part(BOT, &record("l1", "t1", "r1", GrantState::Idle), false);
    let before = before.with_part(USER, &user, false);
    let brought = |refresh_token: Option<&str>, renewed| {
        let mut reply = record("l1", "t2", "r1", GrantState::Idle);
        let token = NamedToken {
            secret: Some("u2".into()),
            refresh_token: refresh_token.map(Into::into),
            captures: captured(&[("host", "us")]),
            ..NamedToken::default()
        };
        reply.grant.tokens.insert("user".to_owned(), token);
        before.with_part(BOT, &reply, renewed).part(USER)
    };
    let kept = brought(None, true);
    let found =
        |stored: &Stored, name: &str| stored.grant.captures.get(name).map(|value| value.text.expose().to_owned());
    assert_eq!((kept.grant.state.clone(), kept.grant.kept, kept.grant.refresh_expires_at), (uncertain(), 2, end(5)));
    assert_eq!((kept.scope.as_deref(), kept.refresh_token.as_ref().map(Secret::expose)), (Some("read"), Some("r2")));
    assert_eq!((found(&kept, "team").as_deref(), found(&kept, "host").as_deref()), (Some("t_1"), Some("us")));
    let replaced = brought(Some("r3"), true);
    let known = (replaced.grant.state, replaced.grant.kept, replaced.grant.refresh_expires_at);
    assert_eq!(known, (GrantState::Idle, 0, None), "of the former one");
    // A login says all of it.
    let first = brought(None, false);
    assert!(first.refresh_token.is_none() && first.scope.is_none() && found(&first, "team").is_none());
}

/// Members of later releases stay in their token until it ends.
#[test]
fn members_of_later_releases_stay() {
    let mut before = Stored::default().with_part(BOT, &record("l1", "t1", "r1", GrantState::Idle), false);
    let later: Json = "7".parse().unwrap();
    before.grant.tokens.get_mut("bot").unwrap().others.insert("later".to_owned(), later);
    let has = |stored: &Stored| stored.grant.tokens["bot"].others.contains_key("later");
    assert!(has(&before.with_part(BOT, &record("l1", "t2", "r2", GrantState::Idle), false)));
    assert!(has(&before.with_part(USER, &record("l1", "u1", "r3", GrantState::Idle), false)));
    assert!(!has(&before.with_part(BOT, &record("l1", "t1", "r1", GrantState::Revoked), false)));
    assert!(!has(&before.with_part(BOT, &record("l2", "t2", "r2", GrantState::Idle), false)));
}
