//! Log-ins that wait for a person: the device grant (RFC 8628), and questions to the caller. Time is Tokio's, paused, so that
//! no test waits for it.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that fails may panic")]
#![cfg(feature = "test-util")]

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use auth_runtime::session::{
    Ask, Declined, Made, ManualClock, Minted, Polling, Session, SessionBuilder, SessionError, SessionProblem,
    TokenSource,
};
use auth_runtime::{Class, Connection, Seconds};

use tokio::time::Instant;

use crate::acme::Acme;

/// A provider that answers polls by a script; what is not in it is a token.
#[derive(Default)]
struct Script {
    answers: Mutex<VecDeque<(Class, Option<u64>)>>,
    codes: AtomicUsize,
    polls: Mutex<Vec<Duration>>,
}

struct Device {
    script: Arc<Script>,
    prompt: Ask<String>,
    began: Instant,
    expires_in: Option<Seconds>,
}

impl TokenSource<Acme> for Device {
    const WAITS: bool = true;

    async fn mint(&self, at: &Connection<Acme>) -> Result<Minted, SessionError> {
        self.mint_by(at, &Made::default()).await
    }

    async fn mint_by(&self, _: &Connection<Acme>, made: &Made) -> Result<Minted, SessionError> {
        let number = self.script.codes.fetch_add(1, Ordering::SeqCst) + 1;
        made.ask(self.prompt.ask(format!("WDJB-{number}"))).await?;
        let mut polling = Polling::new().until(&self.expires_in);
        loop {
            self.script.polls.lock().unwrap().push(self.began.elapsed());
            let scripted = self.script.answers.lock().unwrap().pop_front();
            let answer = match scripted {
                Some((class, wait)) => {
                    Err(SessionError::new(class, "not yet").with_retry_after(wait.map(Duration::from_secs)))
                }
                None => Ok(Minted::new(format!("at_{number}"))),
            };
            if !made.again(&mut polling, &answer).await? {
                return answer;
            }
        }
    }
}

fn shows(shown: &Arc<Mutex<Vec<String>>>) -> Ask<String> {
    let shown = Arc::clone(shown);
    Ask::new(move |code| {
        shown.lock().unwrap().push(code);
        std::future::ready(Ok(()))
    })
}

fn session(script: &Arc<Script>, prompt: Ask<String>, expires_in: Option<Seconds>) -> Session<Acme> {
    builder(script, prompt, expires_in).build()
}

fn builder(script: &Arc<Script>, prompt: Ask<String>, expires_in: Option<Seconds>) -> SessionBuilder<Acme> {
    let connection = Connection::<Acme>::builder().build().expect("a connection");
    let device = Device { script: Arc::clone(script), prompt, began: Instant::now(), expires_in };
    Session::builder(device, &connection)
}

fn script(answers: &[(Class, Option<u64>)]) -> Arc<Script> {
    Arc::new(Script { answers: Mutex::new(answers.iter().copied().collect()), ..Script::default() })
}

fn polls(script: &Script) -> Vec<u64> {
    script.polls.lock().unwrap().iter().map(Duration::as_secs).collect()
}

#[tokio::test(start_paused = true)]
async fn polls_until_the_person_has_entered_the_code() {
    let script = script(&[
        (Class::Pending, None),
        (Class::SlowDown, None),
        (Class::Pending, None),
        (Class::SlowDown, Some(30)),
        (Class::Pending, None),
    ]);
    let shown = Arc::default();
    let session = session(&script, shows(&shown), Some(Seconds::new(900)));
    let (one, other) = tokio::join!(session.token(), session.token());
    assert_eq!(one.unwrap().generation(), other.unwrap().generation());
    assert_eq!(polls(&script), [0, 5, 15, 25, 55, 85]);
    assert_eq!(*shown.lock().unwrap(), ["WDJB-1"], "the code is shown once, before the first poll");
}

#[tokio::test(start_paused = true)]
async fn ends_when_the_code_expires() {
    let script = script(&[(Class::Pending, None); 100]);
    let session = session(&script, shows(&Arc::default()), Some(Seconds::new(17)));
    let error = session.token().await.unwrap_err();
    assert_eq!((error.problem(), error.class()), (SessionProblem::NotInTime, Class::Reauthenticate));
    assert_eq!(polls(&script), [0, 5, 10, 15]);
}

#[tokio::test(start_paused = true)]
async fn a_refusal_ends_it_and_the_next_call_asks_anew() {
    let script = script(&[(Class::Pending, None), (Class::Denied, None)]);
    let shown = Arc::default();
    let clock = ManualClock::default();
    let session = builder(&script, shows(&shown), None).clock(clock.clone()).build();
    assert_eq!(session.token().await.unwrap_err().class(), Class::Denied);
    clock.advance(Duration::from_secs(60));
    assert_eq!(session.token().await.unwrap().generation(), 1);
    assert_eq!(*shown.lock().unwrap(), ["WDJB-1", "WDJB-2"]);
}

#[tokio::test(start_paused = true)]
async fn nothing_is_left_when_nobody_waits_any_more() {
    let script = script(&[(Class::Pending, None); 4]);
    let shown = Arc::default();
    let session = session(&script, shows(&shown), None);
    let gone = tokio::time::timeout(Duration::from_secs(7), session.token()).await;
    assert!(gone.is_err(), "the caller is dropped while it waits");
    tokio::time::sleep(Duration::from_secs(600)).await;
    assert_eq!(polls(&script), [0, 5], "no poll after the caller is gone");
    let token = session.token().await.unwrap();
    assert_eq!(token.generation(), 1);
    assert_eq!(*shown.lock().unwrap(), ["WDJB-1", "WDJB-2"], "a new log-in shows a new code");
}

#[tokio::test(start_paused = true)]
async fn another_caller_keeps_it_going() {
    let script = script(&[(Class::Pending, None); 4]);
    let session = session(&script, shows(&Arc::default()), None);
    let other = session.clone();
    let waiting = tokio::spawn(async move { other.token().await.map(|token| token.generation()) });
    let gone = tokio::time::timeout(Duration::from_secs(7), session.token()).await;
    assert!(gone.is_err());
    assert_eq!(waiting.await.unwrap().unwrap(), 1);
    assert_eq!(polls(&script), [0, 5, 10, 15, 20]);
}

#[tokio::test(start_paused = true)]
async fn the_caller_may_decline() {
    let script = script(&[]);
    let no = Ask::new(|_| std::future::ready(Err(Declined::new("there is no browser"))));
    let session = session(&script, no, None);
    let error = session.token().await.unwrap_err();
    assert_eq!((error.problem(), error.class()), (SessionProblem::Declined, Class::Denied));
    assert!(format!("{error:?}").contains("there is no browser"));
    assert!(polls(&script).is_empty(), "nothing is asked of the provider");
}

#[tokio::test(start_paused = true)]
async fn a_question_ends_with_its_callers() {
    let script = script(&[]);
    let never = Ask::new(|_| std::future::pending());
    let session = session(&script, never, None);
    let gone = tokio::time::timeout(Duration::from_secs(1_800), session.token()).await;
    assert!(gone.is_err(), "a person may take half an hour");
    tokio::time::sleep(Duration::from_secs(1)).await;
    let state = session.state();
    assert!(!state.borrow().refreshing, "the question is dropped");
    assert!(polls(&script).is_empty());
}
