//! Replies with a good token, put together at random from what is odd: the token is used, and each member means what it means
//! alone. `PROPTEST_CASES=100000` runs more, `PROPTEST_RNG_SEED=7` others.
#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::sync::LazyLock;

use auth_runtime::call::read;
use auth_runtime::http::header::CONTENT_TYPE;
use auth_runtime::http::{HeaderMap, HeaderValue, StatusCode};
use auth_runtime::response::RawResponse;
use auth_runtime::session::{
    Clock as _, ManualClock, MemoryStore, Minted, Renewal, Session, SessionError, Store, TokenSource,
};
use auth_runtime::{Class, Connection, Secret};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};

use crate::session_support::{Acme, RefreshGrant, connection};

/// Renews its token by one reply.
struct Answer {
    content_type: &'static str,
    body: Vec<u8>,
}

impl TokenSource<Acme> for Answer {
    const RENEWAL: Renewal = Renewal::RefreshToken;

    async fn mint(&self, _: &Connection<Acme>) -> Result<Minted, SessionError> {
        Err(SessionError::new(Class::Reauthenticate, "log in again"))
    }

    async fn refresh(&self, _: &Connection<Acme>, _: &Secret) -> Result<Minted, SessionError> {
        let headers = HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static(self.content_type))]);
        let raw = RawResponse::new(StatusCode::OK, headers, self.body.clone());
        Ok(read::<RefreshGrant>(raw)?.into_value().into())
    }
}

/// One way to write a member, which may be there twice, and what it means: `Err` is odd.
#[derive(Clone, Debug)]
struct Member<T> {
    texts: &'static [&'static str],
    means: Result<Option<T>, ()>,
}

type Row<T> = (&'static [&'static str], Result<Option<T>, ()>);

fn one_of<T: Clone + std::fmt::Debug + 'static>(rows: &[Row<T>]) -> impl Strategy<Value = Member<T>> + use<T> {
    let members = rows.iter().map(|(texts, means)| Member { texts, means: means.clone() });
    prop::sample::select(members.collect::<Vec<_>>())
}

fn refresh_tokens() -> impl Strategy<Value = Member<&'static str>> {
    one_of(&[
        (&[], Ok(None)),
        (&["null"], Ok(None)),
        (&[r#""""#], Ok(None)),
        (&[r#""rt_2""#], Ok(Some("rt_2"))),
        (&[r#""\u0072t_2""#], Ok(Some("rt_2"))),
        (&[r#""rt_2""#, r#""rt_2""#], Ok(Some("rt_2"))),
        (&[r#""rt_2""#, r#""rt_3""#], Err(())),
        (&[r#""rt_2""#, "null"], Err(())),
        (&["7"], Err(())),
        (&["1e999"], Err(())),
        (&["false"], Err(())),
        (&["[]"], Err(())),
        (&[r#"[null,{"rt_2":[]}]"#], Err(())),
        (&[r#"{"value":"rt_2"}"#], Err(())),
        (&[r#""\udfff""#], Err(())),
    ])
}

const TEN_YEARS: u64 = 10 * 365 * 24 * 3600;

fn lifetimes() -> impl Strategy<Value = Member<u64>> {
    one_of(&[
        (&[], Ok(None)),
        (&["null"], Ok(None)),
        (&[r#""""#], Ok(None)),
        (&["3600"], Ok(Some(3600))),
        (&["3600.0"], Ok(Some(3600))),
        (&["3599.99999"], Ok(Some(3599))),
        (&["36E2"], Ok(Some(3600))),
        (&["0.36e+4"], Ok(Some(3600))),
        (&[r#""3600""#], Ok(Some(3600))),
        (&[r#""3600.5""#], Ok(Some(3600))),
        (&[r#""\u0033600""#], Ok(Some(3600))),
        (&["3600", "3600"], Ok(Some(3600))),
        (&["3600", "3600.0"], Err(())),
        (&["0"], Ok(None)),
        (&["0e0"], Ok(None)),
        (&[r#""0""#], Ok(None)),
        (&["1e-9"], Ok(None)),
        (&["99999999999999999999999999999999999999"], Ok(Some(TEN_YEARS))),
        (&["1e308"], Ok(Some(TEN_YEARS))),
        (&["1e309"], Ok(Some(TEN_YEARS))),
        (&["-1"], Err(())),
        (&["-1e999"], Err(())),
        (&[r#""-3600""#], Err(())),
        (&[r#""1 hour""#], Err(())),
        (&[r#""\u00003600""#], Err(())),
        (&[r#""3600\n""#], Err(())),
        (&[r#""Infinity""#], Err(())),
        (&["true"], Err(())),
        (&["[]"], Err(())),
        (&["[[3600]]"], Err(())),
        (&[r#"{"seconds":3600}"#], Err(())),
    ])
}

fn scopes() -> impl Strategy<Value = Member<&'static str>> {
    one_of(&[
        (&[], Ok(None)),
        (&["null"], Ok(None)),
        (&[r#""""#], Ok(None)),
        (&[r#""read write""#], Ok(Some("read write"))),
        (&[r#"["read","write"]"#], Ok(Some("read write"))),
        (&["[]"], Ok(None)),
        (&["7"], Err(())),
        (&["{}"], Err(())),
        (&["true"], Err(())),
        (&[r#"["read",7]"#], Err(())),
        (&[r#"["read",null]"#], Err(())),
        (&[r#"["read",["write"]]"#], Err(())),
        (&[r#""read""#, r#""write""#], Err(())),
    ])
}

/// Any JSON.
fn any_json() -> impl Strategy<Value = String> {
    let texts = prop::string::string_regex(r"[ -!#-\[\]-~äß€😀]{0,12}").unwrap();
    let numbers = prop::string::string_regex("-?(0|[1-9][0-9]{0,40})([.][0-9]{1,20})?([eE][+-]?[0-9]{1,5})?").unwrap();
    let fixed = [r#""\ud800""#, r#""\\\"\u0000""#, "null", "true", "false", r#""access_token""#];
    let leaves = prop_oneof![
        texts.prop_map(|text| format!("\"{text}\"")),
        numbers,
        prop::sample::select(fixed.to_vec()).prop_map(str::to_owned)
    ];
    leaves.prop_recursive(6, 24, 4, |inner| {
        let members = prop::collection::vec((any_name(), inner.clone()), 0..4);
        let object = members.prop_map(|members| {
            let members: Vec<_> = members.into_iter().map(|(name, json)| format!("{name}:{json}")).collect();
            format!("{{{}}}", members.join(","))
        });
        prop_oneof![prop::collection::vec(inner, 0..4).prop_map(|items| format!("[{}]", items.join(" , "))), object]
    })
}

/// A name that no field of the reply has, at the top; below it may be any.
fn any_name() -> impl Strategy<Value = String> {
    let odd = ["", "expires_in", "refresh_token", "access_token", ".", "0", r"\u0000", "error"];
    prop_oneof![prop::sample::select(odd.to_vec()).prop_map(str::to_owned), "[a-z.]{1,6}"]
        .prop_map(|name| format!("\"{name}\""))
}

fn extras() -> impl Strategy<Value = Vec<(String, String)>> {
    let extra = (any_name(), any_json());
    let is_other = |(name, _): &(String, String)| {
        !["\"expires_in\"", "\"refresh_token\"", "\"access_token\"", "\"scope\""].contains(&name.as_str())
    };
    prop::collection::vec(extra.prop_filter("a field of the reply", is_other), 0..5)
}

/// How the whole is written.
#[derive(Clone, Copy, Debug)]
enum Shape {
    Plain,
    Spaced,
    Marked,
    Listed,
    Escaped,
}

fn shapes() -> impl Strategy<Value = Shape> {
    prop::sample::select(&[Shape::Plain, Shape::Spaced, Shape::Marked, Shape::Listed, Shape::Escaped][..])
}

fn content_types() -> impl Strategy<Value = &'static str> {
    prop::sample::select(
        &[
            "application/json",
            "text/plain",
            "text/html",
            "application/x-www-form-urlencoded",
            "",
            "a/b; charset=\"",
            "application/xml",
        ][..],
    )
}

fn write(members: &[(String, String)], shape: Shape) -> String {
    let colon = if matches!(shape, Shape::Spaced) { " \r\n:\t" } else { ":" };
    let text: Vec<_> = members.iter().map(|(name, json)| format!("{name}{colon}{json}")).collect();
    let text = text.join(",");
    match shape {
        Shape::Plain | Shape::Escaped => format!("{{{text}}}"),
        Shape::Spaced => format!("\n\n \t{{ {text} }}\r\n"),
        Shape::Marked => format!("\u{feff}{{{text}}}"),
        Shape::Listed => format!("[ {{{text}}} ]"),
    }
}

/// What a session has after the reply: its token, the lifetime, the refresh token and whether it is certain, the scope, and
/// what was odd.
type Outcome = (Option<String>, Option<u64>, String, bool, Option<String>, Vec<String>);

async fn outcome(answer: Answer) -> Outcome {
    // It takes a third of a second to read the certificates of the operating system.
    static CONNECTION: LazyLock<Connection<Acme>> = LazyLock::new(connection);
    let (clock, store) = (ManualClock::default(), MemoryStore::default());
    let begun = clock.now().wall;
    let builder = Session::builder(answer, &*CONNECTION).refresh_token("rt_1").store(store.clone());
    let session = builder.clock(clock).build();
    let token = session.token().await.ok();
    let state = session.state().borrow();
    let life = state.expires_at.map(|end| end.duration_since(begun).unwrap().as_secs());
    let stored = store.lock().await.unwrap().load().await.unwrap();
    let is_certain = !format!("{:?}", stored.grant).contains("Uncertain");
    let refresh_token = stored.refresh_token.map_or_else(String::new, |token| token.expose().to_owned());
    let scope = token.as_ref().and_then(|token| token.scope().map(str::to_owned));
    let text = token.map(|token| token.secret().expose().to_owned());
    let mut odd = state.odd_members.clone();
    odd.sort();
    (text, life, refresh_token, is_certain, scope, odd)
}

fn named<T>(name: &str, member: &Member<T>) -> Vec<(String, String)> {
    member.texts.iter().map(|text| (format!("\"{name}\""), (*text).to_owned())).collect()
}

/// The same cases in every run, unless others are asked for.
fn config() -> Config {
    let standard = Config::default();
    let is_set = std::env::var_os("PROPTEST_RNG_SEED").is_some();
    let rng_seed = if is_set { standard.rng_seed } else { RngSeed::Fixed(1) };
    Config { rng_seed, failure_persistence: None, ..standard }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_good_token_is_used_whatever_is_beside_it(
        refresh_token in refresh_tokens(),
        expires_in in lifetimes(),
        scope in scopes(),
        extras in extras(),
        (shape, content_type) in (shapes(), content_types()),
        order in any::<prop::sample::Index>(),
        is_twice in any::<bool>(),
    ) {
        let own = if matches!(shape, Shape::Escaped) { r#""\u0061ccess_tok\u0065n""# } else { r#""access_token""# };
        let own = vec![(own.to_owned(), r#""at_2""#.to_owned()); if is_twice { 2 } else { 1 }];
        let known = [named("refresh_token", &refresh_token), named("expires_in", &expires_in), named("scope", &scope)];
        let mut members = [own, known.concat(), extras].concat();
        let middle = order.index(members.len());
        members.rotate_left(middle);
        let body = write(&members, shape);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let found = runtime.block_on(outcome(Answer { content_type, body: body.clone().into_bytes() }));
        let odd = [("expires_in", expires_in.means.is_err()), ("refresh_token", refresh_token.means.is_err()), ("scope", scope.means.is_err())];
        let odd = odd.into_iter().filter(|(_, is_odd)| *is_odd).map(|(name, _)| name.to_owned()).collect();
        let is_certain = refresh_token.means.is_ok();
        let refresh_token = refresh_token.means.ok().flatten().unwrap_or("rt_1").to_owned();
        let (life, scope) = (expires_in.means.ok().flatten(), scope.means.ok().flatten().map(str::to_owned));
        prop_assert_eq!(found, (Some("at_2".to_owned()), life, refresh_token, is_certain, scope, odd), "{}", body);
    }
}
