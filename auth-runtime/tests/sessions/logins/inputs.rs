//! Inputs that change while a session lives: in a file, or by a function that fails, panics or never answers.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic")]

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use auth_runtime::session::{
    Identity, Inputs, ManualClock, Minted, Renewal, Session, SessionError, SessionProblem, TokenSource,
};
use auth_runtime::{Class, Connection, Host, Provider, Secret};

struct Acme;

impl Provider for Acme {
    const NAME: &'static str = "acme";
    const TITLE: &'static str = "Acme";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.acme.example")];
}

/// A password that is its own token.
struct User {
    name: String,
    password: Secret,
}

impl TokenSource<Acme> for User {
    async fn mint(&self, _: &Connection<Acme>) -> Result<Minted, SessionError> {
        Ok(Minted::new(&self.password))
    }

    fn identity(&self) -> Identity {
        Identity::of("User").input("name", &self.name)
    }
}

fn connection() -> Connection<Acme> {
    Connection::builder().build().unwrap()
}

/// A user whose password is in a file.
async fn in_file(path: &Path) -> Result<Inputs<User>, SessionError> {
    let path = path.to_owned();
    Inputs::supplied_by(move || {
        let path = path.clone();
        async move { Ok(User { name: "ada".to_owned(), password: Secret::from_file(path)? }) }
    })
    .await
}

async fn token(session: &Session<Acme, User>) -> Result<String, SessionError> {
    session.token().await.map(|token| token.secret().expose().to_owned())
}

/// Lets the session log in again, as after a refusal.
async fn refuse(session: &Session<Acme, User>) {
    let token = session.token().await.unwrap();
    session.invalidate(token.generation());
}

#[tokio::test]
async fn a_file_is_read_again_for_each_token() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("password");
    let missing = in_file(&path).await.unwrap_err();
    assert_eq!((missing.class(), missing.problem()), (Class::Configuration, SessionProblem::TokenRequest));
    std::fs::write(&path, "canary_1\n").unwrap();
    let session = in_file(&path).await.unwrap().session(&connection());
    assert_eq!(token(&session).await.unwrap(), "canary_1");
    std::fs::write(&path, "canary_2\r\n").unwrap();
    assert_eq!(token(&session).await.unwrap(), "canary_1", "a token that is valid stays");
    refuse(&session).await;
    assert_eq!(token(&session).await.unwrap(), "canary_2");

    let session = in_file(&path).await.unwrap().session(&connection());
    assert_eq!(token(&session).await.unwrap(), "canary_2");
    std::fs::remove_file(&path).unwrap();
    refuse(&session).await;
    let gone = session.token().await.unwrap_err();
    assert_eq!(gone.class(), Class::Configuration);
    assert!(!format!("{gone} {gone:?} {session:?}").contains("canary"));
    assert!(format!("{gone:?}").contains("password"), "it names the file: {gone:?}");
}

#[test]
fn what_is_no_secret_in_a_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("secret");
    assert!(!Secret::from_file(folder.path()).unwrap_err().is_retryable(), "a folder");
    for (bytes, is_retryable, says) in [
        (b"".to_vec(), true, "empty"),
        (b"\n".to_vec(), true, "empty"),
        (vec![0xFF, b'c', b'a', b'n', b'a', b'r', b'y'], false, "UTF-8"),
        (b"canary".repeat(20_000), false, "64 KiB"),
    ] {
        std::fs::write(&path, bytes).unwrap();
        let error = Secret::from_file(&path).unwrap_err();
        assert_eq!(error.is_retryable(), is_retryable, "{error}");
        assert!(error.to_string().contains(says) && !format!("{error:?}").contains("canary"), "{error:?}");
        assert_eq!(error.path(), path);
    }
    std::fs::write(&path, " two\nlines \n").unwrap();
    assert!(Secret::from_file(&path).unwrap().matches(" two\nlines "), "only the last line end is not part of it");
}

/// What the function does at its next call.
const ANSWERS: u8 = 0;
const FAILS: u8 = 1;
const PANICS: u8 = 2;
const IS_SILENT: u8 = 3;

async fn by_function(mood: &Arc<AtomicU8>) -> Inputs<User> {
    let mood = Arc::clone(mood);
    let supply = move || {
        let mood = mood.load(Ordering::SeqCst);
        async move {
            match mood {
                FAILS => return Err(SessionError::new(Class::Retry, "the vault is sealed")),
                PANICS => panic!("the vault has a bug"),
                IS_SILENT => std::future::pending::<()>().await,
                _ => {}
            }
            Ok(User { name: "ada".to_owned(), password: Secret::from("token_1") })
        }
    };
    Inputs::supplied_by(supply).await.unwrap()
}

#[tokio::test]
async fn a_function_that_fails_panics_or_is_silent_ends_one_attempt() {
    for (mood, problem, class) in [
        (FAILS, SessionProblem::TokenRequest, Class::Retry),
        (PANICS, SessionProblem::Panicked, Class::Retry),
        (IS_SILENT, SessionProblem::RequestTime, Class::Retry),
    ] {
        let now = Arc::new(AtomicU8::new(ANSWERS));
        let inputs = by_function(&now).await;
        assert_eq!(format!("{inputs:?}"), "Inputs { .. }");
        let clock = auth_runtime::session::ManualClock::default();
        let builder = inputs.builder(&connection()).clock(clock.clone()).request_timeout(Duration::from_millis(50));
        let session = builder.build();
        assert_eq!(token(&session).await.unwrap(), "token_1");
        now.store(mood, Ordering::SeqCst);
        refuse(&session).await;
        let error = session.token().await.unwrap_err();
        assert_eq!((error.problem(), error.class()), (problem, class), "{error:?}");
        now.store(ANSWERS, Ordering::SeqCst);
        clock.advance(Duration::from_secs(3_600));
        assert_eq!(token(&session).await.unwrap(), "token_1", "the next attempt begins anew: {problem:?}");
    }
}

#[tokio::test]
async fn a_credential_that_does_not_change_is_taken_anew_by_hand() {
    let now = Arc::new(AtomicU8::new(ANSWERS));
    let inputs = by_function(&now).await;
    assert!(inputs.next().await.unwrap().password.matches("token_1"));
    now.store(FAILS, Ordering::SeqCst);
    assert_eq!(inputs.next().await.err().map(|error| error.class()), Some(Class::Retry));
    assert_eq!(inputs.last().name, "ada", "what was obtained last is still known");
}

/// A user whose password is sent with each refresh token.
struct Renewing(Arc<std::sync::Mutex<Vec<String>>>);

impl TokenSource<Acme> for Renewing {
    const RENEWAL: Renewal = Renewal::RefreshToken;

    async fn mint(&self, _: &Connection<Acme>) -> Result<Minted, SessionError> {
        Err(SessionError::new(Class::Reauthenticate, "log in again"))
    }

    async fn refresh(&self, _: &Connection<Acme>, with: &Secret) -> Result<Minted, SessionError> {
        self.0.lock().unwrap().push(with.expose().to_owned());
        Ok(Minted::new("a").refresh_token(Some("r2")))
    }
}

/// A function that fails, panics or never answers while a refresh token waits: nothing was sent, however often.
#[tokio::test(start_paused = true)]
async fn a_function_that_does_not_answer_uses_no_refresh_token() {
    for fault in 0..3_u8 {
        let (turn, sent) = (Arc::new(AtomicU8::new(0)), Arc::default());
        let (asked, calls) = (Arc::clone(&turn), Arc::clone(&sent));
        let inputs = Inputs::supplied_by(move || {
            let (turn, calls) = (asked.fetch_add(1, Ordering::SeqCst), Arc::clone(&calls));
            async move {
                match (turn, fault) {
                    (0 | 6.., _) => Ok(Renewing(calls)),
                    (_, 0) => Err(SessionError::new(Class::Retry, "the vault is sealed")),
                    (_, 1) => panic!("the vault panics, as the test wants"),
                    _ => std::future::pending().await,
                }
            }
        });
        let clock = ManualClock::default();
        let builder = inputs.await.unwrap().builder(&connection()).clock(clock.clone()).refresh_token("r1");
        let session = builder.request_timeout(Duration::from_secs(5)).build();
        for _ in 0..5 {
            let error = session.token().await.unwrap_err();
            assert_eq!(error.class(), Class::Retry, "{fault}: {error:?}");
            clock.advance(Duration::from_secs(120));
        }
        assert!(session.token().await.unwrap().secret().matches("a"), "{fault}");
        assert_eq!(*sent.lock().unwrap(), ["r1"], "{fault}");
    }
}
