//! What the language can say. Each capability has a fixture, a sketch of at most 40 lines: its examples are called through the
//! generated client, against the mock server, and each of its credentials has a session. `UPDATE_EXPECT=1 cargo test` updates the
//! HTTP messages in `capabilities/` and the table in `docs/language/capabilities.md`.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]

#[path = "capabilities/consents.rs"]
mod consents;
#[path = "capabilities/list.rs"]
mod list;
#[path = "capabilities/log_ins.rs"]
mod log_ins;
#[rustfmt::skip]
#[allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    clippy::pedantic,
    clippy::enum_variant_names,
    deprecated,
    unused_variables,
    reason = "not every item of a client is used by its examples, and a snippet ends where its reader goes on"
)]
mod sketches {
    include!(concat!(env!("OUT_DIR"), "/sketches.rs"));
}

use std::collections::BTreeSet;
use std::error::Error as _;
use std::rc::Rc;

use auth_codegen::model::{Auth, Call, Credential, Endpoint, Provider, Source};
use auth_mock::Mock;
use auth_runtime::consent::PendingCallback;
use auth_runtime::identity::IdentityError;
use auth_runtime::session::{IdentifyError, OneTime};
use auth_tests::{Exchange, Tour, Visitor, WireGolden, here};
// What the calls of the examples use.
#[allow(unused_imports, reason = "no sketch may need one of them")]
use auth_tests::{Example, Refused, Tokens, answer, code, grant, parse};
use expect_test::expect_file;
use list::{Fixture, capabilities, fixtures, page};

fn providers() -> Vec<Provider> {
    let now = fixtures().into_iter().filter(|fixture| fixture.is_now);
    now.map(|fixture| auth_codegen::parse(&fixture.name, &fixture.text).unwrap_or_else(|report| panic!("{report}")))
        .collect()
}

async fn tour() -> Tour {
    let mock = Mock::start(providers()).await.expect("a free port");
    let mut tour = Tour::of(Rc::new(mock));
    sketches::calls::all(&mut tour);
    tour
}

#[test]
fn every_message_is_as_reviewed() {
    let mut golden = WireGolden::default();
    sketches::calls::all(&mut golden);
    let pages: BTreeSet<String> = golden.pages.keys().map(|name| format!("{name}.http")).collect();
    for (provider, page) in golden.pages {
        expect_file![here().join(format!("tests/capabilities/wire/{provider}.http"))].assert_eq(&page);
    }
    for entry in std::fs::read_dir(here().join("tests/capabilities/wire")).expect("the pages") {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        assert!(pages.contains(&name), "remove {name}: there is no such sketch");
    }
}

#[tokio::test]
async fn every_call_succeeds() {
    let exchanges = tour().await.run().await;
    // A call of a log-in where an earlier one says is made by sessions only.
    let is_a_step = |provider: &Provider, endpoint: &Endpoint| {
        let has_auth = matches!(&endpoint.call, Call::Http(call) if call.auth != Auth::None);
        !has_auth && !provider.captured_by(endpoint).is_empty()
    };
    let calls = |provider: &Provider| provider.endpoints.iter().filter(|call| !is_a_step(provider, call)).count();
    assert!(exchanges.len() >= providers().iter().map(calls).sum());
    exchanges.iter().for_each(Exchange::check);
}

#[tokio::test]
async fn every_credential_has_a_session() {
    let lived = tour().await.live().await;
    let lives = |credential: &&Credential| {
        matches!(credential.source, Source::Token(_)) || credential.session_secret().is_some()
    };
    let expected: usize = providers().iter().map(|provider| provider.credentials.iter().filter(lives).count()).sum();
    assert_eq!(lived.len(), expected, "each credential with a session has examples of its calls");
    for (tokens, found) in lived {
        let name = format!("{}.{}", tokens.provider, tokens.credential);
        let found = found.unwrap_or_else(|error| panic!("{name}: {error}: {:?}", error.source()));
        assert_eq!(found, tokens.tokens, "{name}");
    }
}

/// Prints how much of the list the language can say, with `--nocapture`.
#[test]
fn the_table_is_up_to_date() {
    let (capabilities, fixtures) = (capabilities(), fixtures());
    let page = page(&capabilities, &fixtures);
    println!("{}", page.lines().nth(2).unwrap_or_default());
    expect_file![here().join("../docs/language/capabilities.md")].assert_eq(&page);
}

#[test]
fn every_fixture_is_short_and_shows_what_is_listed() {
    let known: BTreeSet<String> = capabilities().into_iter().map(|capability| capability.id).collect();
    for Fixture { name, is_now, shows, lines, .. } in fixtures() {
        assert!(!shows.is_empty(), "{name}: its second line says `# shows: ` and what");
        for id in &shows {
            assert!(known.contains(id), "{name}: there is no capability `{id}`");
        }
        assert!(!is_now || lines <= 40, "{name} has {lines} lines: show one thing at a time");
    }
}

/// The `id_token` of the example is signed by the key of the example, for ever; another nonce is that of another log-in.
#[tokio::test]
async fn a_session_says_who_logged_in() {
    use sketches::clients::identity::{Account, Client, User};
    let mock = Mock::start(providers()).await.expect("a free port");
    let url = |host| mock.url("identity", host).expect("a host");
    let client = Client::builder().base_url(url("base")).host("login", url("login")).allow_loopback_http();
    let client = client.build().expect("a client");
    let back = "https://app.example/back";
    let code = |nonce: &str| {
        let pending = PendingCallback::new("s", Some("verifier_example_1".into())).nonce(Some(nonce.into()));
        let code = { pending }.finish("?code=code_example_1&state=s");
        OneTime::new(code.expect("a callback"))
    };
    let user = |nonce: &str| User::new("app_1", "cs_example_1", code(nonce), back).session(&client);
    let person = user("nonce_example_1").identity(&client).await.expect("an identity");
    assert_eq!((person.subject(), person.issuer()), ("user_1", "https://login.passport.example"));
    let refused = user("nonce_of_another").identity(&client).await.expect_err("another log-in");
    assert!(matches!(refused, IdentifyError::Refused(IdentityError::Nonce)), "{refused}");
    let account = Account::new("app_1", "cs_example_1", code("nonce_example_1"), back).session(&client);
    assert_eq!(account.identity(&client).await.expect("an identity").subject(), "7");
}

#[tokio::test]
async fn a_check_says_whether_a_credential_works() {
    use auth_runtime::Class;
    use sketches::clients::checks::{self, Key, User};
    use sketches::clients::telegram::{Bot, Client};
    let mock = Mock::start(providers()).await.expect("a free port");
    let url = |provider| mock.url(provider, "base").expect("a host");
    let client = Client::builder().base_url(url("telegram")).allow_loopback_http().build().expect("a client");
    let (right, wrong) = (Bot::new("1:token_example_1"), Bot::new("2:other"));
    assert!(right.check(&client).await.works());
    let rejected = wrong.check(&client).await;
    assert_eq!((rejected.works(), rejected.class()), (false, Some(Class::Reauthenticate)), "{rejected:?}");
    assert!(!format!("{rejected:?}").contains("2:other"), "{rejected:?}");
    let client = checks::Client::builder(checks::Settings::new()).base_url(url("checks"));
    let client = client.allow_loopback_http().build().expect("a client");
    assert!(Key::new("acme", "key_example_1").check(&client).await.works());
    assert!(!Key::new("acme", "other").check(&client).await.works());
    assert!(User::new("ada", "pw_example_1").session(&client).check(&client).await.works());
    let rejected = User::new("ada", "other").session(&client).check(&client).await;
    assert_eq!((rejected.works(), rejected.class()), (false, Some(Class::Reauthenticate)), "{rejected:?}");
}

#[test]
fn inputs_and_settings_are_in_the_environment() {
    use sketches::clients::checks::{Key, Settings, User};
    let vars = |name: &str| match name {
        "CHECKS_ACCOUNT" => Some("acme"),
        "PARCEL_SECRET" => Some("key_example_1"),
        "PARCEL_USER" | "PARCEL_PLACE" => Some("ada"),
        "CHECKS_ROLES" => Some("reader, writer"),
        _ => None,
    };
    assert!(Key::from_vars(vars).is_ok() && Settings::from_vars(vars).is_ok());
    let error = User::from_vars(vars).expect_err("a variable is missing");
    assert_eq!(error.to_string(), "set `CHECKS_PASSWORD`");
    let error = Key::from_vars(|name| (name == "PARCEL_SECRET").then_some("")).expect_err("one is missing, one empty");
    assert_eq!(error.to_string(), "set `CHECKS_ACCOUNT`; `PARCEL_SECRET` is empty: give it a value");
}
