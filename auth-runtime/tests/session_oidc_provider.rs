//! Fifty callers in two processes, for a minute, against `oidc-provider` with rotation and reuse detection, while the server
//! is killed and restarted, connections are reset, answers lost, the store removed, and processes killed.
//!
//! It needs Node.js and npm, and installs the server from npm:
//! `cargo test -p authwright-runtime --features test-util --test session_oidc_provider -- --ignored --nocapture`
#![cfg(all(unix, feature = "derive", feature = "test-util"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic")]

#[path = "oidc_provider/callers.rs"]
mod callers;
#[path = "oidc_provider/server.rs"]
mod server;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use auth_runtime::session::{FileStore, Store as _, Stored};
use callers::{CALLERS, be_a_process, totals};
use server::{Server, has_node, note};

const NAME: &str = "fifty_callers_and_two_processes_for_a_minute";

/// What happens in each second of the minute, beside the calls.
const MINUTE: [(u64, Event); 16] = [
    (4, Event::Faults("reset busy")),
    (8, Event::RestartServer),
    (12, Event::RemoveStore),
    (16, Event::KillProcess),
    (20, Event::Faults("busy reset")),
    (24, Event::RestartServer),
    (28, Event::KillProcess),
    (31, Event::Faults("lost")),
    (36, Event::RemoveStore),
    (39, Event::Faults("reset busy")),
    (43, Event::RestartServer),
    (46, Event::KillProcess),
    (49, Event::Faults("lost")),
    (54, Event::KillProcess),
    (56, Event::Faults("reset")),
    (58, Event::RemoveStore),
];

#[derive(Clone, Copy, Debug)]
enum Event {
    /// To the next token requests.
    Faults(&'static str),
    RestartServer,
    RemoveStore,
    KillProcess,
}

/// The server, and two processes.
struct Play {
    directory: PathBuf,
    server: Server,
    processes: Vec<Child>,
    started: u32,
    /// How often something was killed in the middle of a request.
    interrupted: u32,
}

#[test]
#[ignore = "needs Node.js and npm, and a minute"]
fn fifty_callers_and_two_processes_for_a_minute() {
    if let [Ok(url), Ok(directory), Ok(name)] =
        ["URL", "DIRECTORY", "NAME"].map(|name| std::env::var(format!("OIDC_{name}")))
    {
        return be_a_process(&url, Path::new(&directory), &name);
    }
    if !has_node() {
        assert!(std::env::var_os("CI").is_none(), "CI has no Node.js");
        eprintln!("NOT RUN: this test needs Node.js and npm");
        return;
    }
    let directory = tempfile::tempdir().unwrap();
    let mut play = Play::new(directory.path());
    let mut passed = 0;
    for (second, event) in MINUTE {
        sleep(Duration::from_secs(second - passed));
        passed = second;
        play.happens(event);
    }
    sleep(Duration::from_secs(60 - passed));
    play.ends();
}

impl Play {
    fn new(directory: &Path) -> Self {
        let server = Server::start(directory);
        let refresh_token = server.post("/login", "");
        let record = Stored { refresh_token: Some(refresh_token.into()), ..Stored::default() };
        block_on(async {
            FileStore::new(callers::store(directory)).lock().await.unwrap().save(&record).await.unwrap();
        });
        let mut play = Self { directory: directory.into(), server, processes: Vec::new(), started: 0, interrupted: 0 };
        (0..2).for_each(|_| play.start());
        play
    }

    fn start(&mut self) {
        self.started += 1;
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", NAME, "--ignored", "--nocapture"]).stdout(Stdio::null());
        command.env("OIDC_URL", &self.server.url).env("OIDC_DIRECTORY", &self.directory);
        let name = format!("process-{}", self.started);
        self.processes.push(command.env("OIDC_NAME", name).spawn().unwrap());
    }

    fn happens(&mut self, event: Event) {
        note(&self.directory, &format!("# {event:?}"));
        match event {
            Event::Faults(faults) => drop(self.server.post("/faults", faults)),
            Event::RestartServer => {
                self.interrupted += u32::from(self.server.kill());
                sleep(Duration::from_millis(500));
                self.server.restart(&self.directory);
            }
            Event::RemoveStore => std::fs::remove_file(callers::store(&self.directory)).unwrap(),
            Event::KillProcess => {
                let mut process = self.processes.remove(0);
                process.kill().unwrap();
                process.wait().unwrap();
                self.interrupted += u32::from(self.is_token_in_use());
                self.start();
            }
        }
    }

    /// Whether the process that was killed has sent the refresh token, and saved no answer.
    fn is_token_in_use(&self) -> bool {
        std::fs::read_to_string(callers::store(&self.directory)).is_ok_and(|text| text.contains("in_use"))
    }

    fn ends(mut self) {
        for mut process in self.processes.drain(..) {
            assert!(process.try_wait().unwrap().is_none(), "a process has ended by itself");
            process.kill().unwrap();
            process.wait().unwrap();
        }
        let log = self.server.log();
        let count = |word: &str| log.lines().filter(|line| line.starts_with(word)).count();
        let (lost_answers, reused) = (count("lost"), count("refused refresh token already used"));
        let logins_lost = count("login") - 1;
        let mut report = String::new();
        writeln!(report, "{CALLERS} callers each in two processes, 60 s: {}", totals(&self.directory)).unwrap();
        writeln!(report, "token requests {}, answered with a token {}", count("request"), count("renewed")).unwrap();
        writeln!(report, "server restarted 3 times, store removed 3 times, processes killed 4 times").unwrap();
        writeln!(report, "reset {}, answers lost {lost_answers}, interrupted {}", count("reset"), self.interrupted)
            .unwrap();
        writeln!(report, "logins lost {logins_lost}, reuse detected {reused}").unwrap();
        println!("{report}");
        if std::env::var_os("OIDC_SHOW").is_some() {
            println!("{log}");
        }
        assert_eq!(count("failed"), 0, "the server: {log}");
        // The provider has replaced the token, and nobody can know by what: one more attempt is what the rule allows.
        let unavoidable = lost_answers + self.interrupted as usize;
        assert!(logins_lost <= unavoidable && reused <= unavoidable, "more than {unavoidable}: {report}");
    }
}

fn block_on<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}
