//! A session under load while its provider has one fault after another:
//! `cargo run --release -p auth-tests --example soak -- --minutes 10`.
//!
//! The clock of the session runs sixty times as fast as the machine's, so that tokens live for two seconds and back-offs
//! end within one. Exits with 1 if any result was wrong.
#![allow(clippy::unwrap_used, reason = "a tool that fails may panic")]

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};

use auth_runtime::session::{Clock, Moment, Session};
use auth_runtime::{Connection, Error};
use auth_tests::faults::{
    Acme, FaultServer, Gauge, GetProfile, Login, Patience, Row, TokenError, Verdict, Wait, Watch, connection,
    find_canary, rows, shown,
};
use clap::Parser;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

#[derive(Parser)]
struct Arguments {
    /// The duration of the run.
    #[arg(long, default_value_t = 1.0)]
    minutes: f64,
    /// How many tasks use the session.
    #[arg(long, default_value_t = 50)]
    tasks: usize,
    /// Determines the order of the faults; it is printed, so that a run can be repeated.
    #[arg(long, default_value_t = now_as_seed())]
    seed: u64,
}

const SPEED: u32 = 60;
/// In seconds of the fast clock: two seconds of the machine's clock.
const LIFETIME: u64 = 120;
/// Longer than any call takes: two requests for tokens and two of the API, with 1.2 s each, on a busy machine.
const DEADLINE: Duration = Duration::from_secs(20);
/// A growth of the memory within 20 ms that is worth a line, in KiB.
const LEAP: u64 = 4 * 1024;

#[tokio::main]
async fn main() -> anyhow::Result<ExitCode> {
    let Arguments { minutes, tasks, seed } = Arguments::parse();
    println!("{minutes} minutes, {tasks} tasks, seed {seed}");
    let soak = Arc::new(Soak::new());
    let end = Instant::now() + Duration::from_secs_f64(minutes * 60.0);
    let mut load: JoinSet<()> = (0..tasks).map(|task| Arc::clone(&soak).load(task as u64, end)).collect();
    load.spawn(Arc::clone(&soak).switch(Random(seed | 1), end));
    load.spawn(Arc::clone(&soak).report(end));
    load.spawn(Arc::clone(&soak).weigh(end));
    load.join_all().await;
    soak.recover().await;
    soak.print("end");
    soak.print_memory();
    Ok(soak.verdict())
}

struct Soak {
    started: Instant,
    watch: &'static Watch,
    server: FaultServer,
    clock: FastClock,
    session: Session<Acme>,
    client: Connection<Acme, Session<Acme>>,
    in_flight: Arc<Gauge>,
    tally: Mutex<Tally>,
    memory: Mutex<Memory>,
}

/// The most memory of the process, in KiB, while each fault was on. The server is a part of the process.
#[derive(Default)]
struct Memory {
    fault: String,
    most: BTreeMap<String, u64>,
}

#[derive(Default)]
struct Tally {
    calls: u64,
    faults: u64,
    errors: BTreeMap<String, u64>,
    wrong: BTreeMap<String, u64>,
    /// A token that the API has just accepted: its generation, and the number of refused tokens then.
    proof: Option<(u64, u64)>,
}

impl Soak {
    fn new() -> Self {
        let (server, clock, login) = (FaultServer::start(), FastClock::default(), Login::default());
        server.set_lifetime(LIFETIME);
        // One second more for a call in flight.
        server.set_oldest_token(Duration::from_secs(LIFETIME) / SPEED + Duration::from_secs(1));
        let (connection, in_flight) = (connection(&server.url(), Patience::Short), login.in_flight());
        let session = Session::builder(login, &connection).clock(clock).build();
        Self {
            started: Instant::now(),
            watch: Watch::start(),
            server,
            clock,
            client: connection.with(session.clone()),
            session,
            in_flight,
            tally: Mutex::default(),
            memory: Mutex::default(),
        }
    }

    async fn load(self: Arc<Self>, task: u64, end: Instant) {
        let mut random = Random(task * 2 + 1);
        while Instant::now() < end {
            self.call().await;
            sleep(Duration::from_millis(random.below(20))).await;
        }
    }

    async fn call(&self) -> bool {
        let before = self.state();
        let reply = timeout(DEADLINE, self.client.call_protected(GetProfile)).await;
        self.tally.lock().unwrap().calls += 1;
        match &reply {
            Ok(Ok(_)) => self.note_success(before),
            Ok(Err(error)) => self.note_error(error),
            Err(_) => self.wrong("a call hangs"),
        }
        matches!(reply, Ok(Ok(_)))
    }

    /// The generation of the token, and how many were refused until now.
    fn state(&self) -> (u64, u64) {
        let state = self.session.state();
        let state = state.borrow();
        (state.generation, state.rejections)
    }

    /// What held before and after the call held during the call.
    fn note_success(&self, before: (u64, u64)) {
        if self.state() == before {
            self.tally.lock().unwrap().proof = Some(before);
        }
    }

    fn note_error(&self, error: &Error<TokenError>) {
        let status = error.status().map(|status| status.as_u16().to_string());
        let what = status
            .unwrap_or_else(|| if matches!(error, Error::Session { .. }) { "no token" } else { "no answer" }.into());
        *self.tally.lock().unwrap().errors.entry(format!("{:?}, {what}", error.class())).or_default() += 1;
        if let Some(form) = find_canary(&shown(error)) {
            self.wrong(&format!("an error shows a secret {form}"));
        }
        if matches!(error, Error::Session { .. }) && self.has_valid_token() {
            self.wrong("a valid token is not served");
        }
    }

    /// A token that the API has accepted, that has not been refused since, and that has not nearly expired.
    fn has_valid_token(&self) -> bool {
        let soon = self.clock.now().wall + Duration::from_secs(30);
        let proof = self.tally.lock().unwrap().proof;
        let ends_later = self.session.state().borrow().expires_at.is_some_and(|end| end > soon);
        ends_later && proof == Some(self.state())
    }

    fn wrong(&self, what: &str) {
        *self.tally.lock().unwrap().wrong.entry(what.to_owned()).or_default() += 1;
    }

    /// One fault after another, with healthy periods between them.
    async fn switch(self: Arc<Self>, mut random: Random, end: Instant) {
        let faults: Vec<&'static Row> = rows().iter().filter(|row| !waits_long(row)).collect();
        while Instant::now() < end {
            match random.below(10) {
                0..4 => self.begins("none", auth_tests::faults::FaultServer::heal),
                4 => self.begins("tokens refused", auth_tests::faults::FaultServer::refuse_tokens),
                _ => {
                    self.tally.lock().unwrap().faults += 1;
                    let row = faults[usize::try_from(random.below(faults.len() as u64)).unwrap()];
                    self.begins(&row.name, |server| server.fail(row));
                }
            }
            sleep(Duration::from_millis(20 + random.below(800))).await;
        }
        self.server.heal();
    }

    fn begins(&self, fault: &str, begin: impl FnOnce(&FaultServer)) {
        fault.clone_into(&mut self.memory.lock().unwrap().fault);
        begin(&self.server);
    }

    async fn weigh(self: Arc<Self>, end: Instant) {
        let mut before = resident_kib();
        while Instant::now() < end {
            sleep(Duration::from_millis(20)).await;
            let now = resident_kib();
            if now > before + LEAP {
                println!("{before:>8} KiB became {now} KiB during `{}`", self.memory.lock().unwrap().fault);
            }
            before = now;
            let mut memory = self.memory.lock().unwrap();
            let fault = memory.fault.clone();
            let most = memory.most.entry(fault).or_default();
            *most = now.max(*most);
        }
    }

    /// What took the most memory.
    fn print_memory(&self) {
        let mut most: Vec<_> = self.memory.lock().unwrap().most.clone().into_iter().collect();
        most.sort_by_key(|(_, kib)| std::cmp::Reverse(*kib));
        for (fault, kib) in most.iter().take(8) {
            println!("{kib:>8} KiB at most during `{fault}`");
        }
    }

    async fn report(self: Arc<Self>, end: Instant) {
        self.print("start");
        while Instant::now() < end {
            sleep(Duration::from_secs(60).min(end - Instant::now())).await;
            self.print("load");
        }
    }

    /// Once the server is healthy, the same session gets a token as soon as the last wait is over.
    async fn recover(&self) {
        let since = Instant::now();
        while !self.call().await {
            if since.elapsed() > DEADLINE {
                return self.wrong("the session does not recover");
            }
            sleep(Duration::from_millis(20)).await;
        }
        println!("recovered after {:.1} s", since.elapsed().as_secs_f32());
    }

    fn print(&self, what: &str) {
        let (seen, tally) = (self.server.counters(), self.tally.lock().unwrap());
        let minutes = self.started.elapsed().as_secs_f64() / 60.0;
        let Tally { calls, faults, errors, wrong, proof: _ } = &*tally;
        println!(
            "{minutes:5.1} min {what}: {calls} calls, {} token requests, {} tokens minted, {} refused calls, {faults} faults, {} KiB",
            seen.token_requests,
            self.state().0,
            seen.refused_calls,
            resident_kib(),
        );
        println!("          errors {errors:?}, wrong {wrong:?}");
    }

    fn verdict(&self) -> ExitCode {
        let seen = self.server.counters();
        let elsewhere = seen.connections_elsewhere + seen.bytes_elsewhere + seen.other_paths;
        let counts = [
            ("tokens used past their end", seen.stale_tokens),
            ("tokens that must not be accepted", seen.strange_tokens),
            ("refresh tokens used twice", seen.reused_refresh_tokens),
            ("requests elsewhere", elsewhere),
            ("requests in flight beyond one", self.in_flight.most().saturating_sub(1) as u64),
            ("panics", self.watch.panics().len() as u64),
            ("secrets in logs", self.watch.leaks().len() as u64),
        ];
        let others = self.tally.lock().unwrap().wrong.values().sum::<u64>();
        let wrong = counts.iter().map(|(_, count)| count).sum::<u64>() + others;
        for (what, count) in counts {
            println!("{count:>8} {what}");
        }
        println!("{wrong:>8} wrong outcomes");
        if wrong == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

/// A wait of an hour would be an idle minute of the soak.
fn waits_long(row: &Row) -> bool {
    matches!(&row.verdict, Verdict::Refuse(refused) if matches!(refused.wait, Wait::Asked(100..)))
}

/// The clocks of the machine, sped up.
#[derive(Clone, Copy)]
struct FastClock {
    started: Instant,
    wall: SystemTime,
}

impl Default for FastClock {
    fn default() -> Self {
        Self { started: Instant::now(), wall: SystemTime::now() }
    }
}

impl Clock for FastClock {
    fn now(&self) -> Moment {
        let monotonic = self.started.elapsed() * SPEED;
        Moment { monotonic, wall: self.wall + monotonic }
    }
}

/// Pseudo-random numbers, the same in every run with the same seed (xorshift64).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) % limit
    }
}

fn now_as_seed() -> u64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(1, |time| time.as_secs())
}

/// The resident memory of the process, or 0 if the system does not report it.
fn resident_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok()).unwrap_or_default()
}
