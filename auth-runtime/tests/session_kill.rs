//! Two processes on one file, killed at every point of a renewal, with a server that rotates refresh tokens and treats
//! the second use of one as theft (RFC 9700 §4.14.2).
#![cfg(all(unix, feature = "derive", feature = "test-util"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic")]

#[path = "support/server.rs"]
mod server;
mod session_support;

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use auth_runtime::session::{
    Clock, FileStore, Minted, Moment, Renewal, Session, SessionError, SessionProblem, TokenSource, rewritten,
};
use auth_runtime::{Connection, Secret};
use server::{answer, read_request};
use session_support::{Acme, INVALID_GRANT, LogIn, RefreshGrant};

const NAME: &str = "killed_processes_leave_a_whole_store";
/// How often a process is killed.
const KILLS: usize = 50;

/// When a process that has sent a request is killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kill {
    Not,
    /// Before the server has read it.
    Unread,
    /// After the server has done what it asks for, and before a byte of the reply is sent.
    Unanswered,
    HalfAnswered,
    /// This many milliseconds after the response was sent: while it is read, while it is saved, or later.
    Answered(u64),
}

/// Each in turn. A process that is left alone for a while renews its token a few times.
const PLAN: [Kill; 10] = [
    Kill::Answered(0),
    Kill::Unanswered,
    Kill::Answered(1),
    Kill::Answered(2),
    Kill::HalfAnswered,
    Kill::Answered(3),
    Kill::Unread,
    Kill::Answered(4),
    Kill::Answered(6),
    Kill::Answered(10),
];

/// How many requests are answered normally after each kill.
const IN_PEACE: usize = 3;

/// An account that can always log in again.
struct Account;

impl TokenSource<Acme> for Account {
    const RENEWAL: Renewal = Renewal::RefreshToken;

    async fn mint(&self, at: &Connection<Acme>) -> Result<Minted, SessionError> {
        Ok(at.call(LogIn::new("ada", "password")).await?.into_value().into())
    }

    async fn refresh(&self, at: &Connection<Acme>, with: &Secret) -> Result<Minted, SessionError> {
        Ok(at.call(RefreshGrant::new(with)).await?.into_value().into())
    }
}

/// A clock that all processes share, and on which a minute takes a few milliseconds.
struct Fast;

impl Clock for Fast {
    fn now(&self) -> Moment {
        static START: LazyLock<Instant> = LazyLock::new(Instant::now);
        let since_epoch = SystemTime::UNIX_EPOCH.elapsed().unwrap();
        Moment { monotonic: START.elapsed() * 10_000, wall: SystemTime::UNIX_EPOCH + since_epoch * 10_000 }
    }
}

/// What each process does until it is killed. It ends by itself only if something is wrong.
#[tokio::main(flavor = "current_thread")]
async fn be_a_process(url: &str, path: &str, name: &str) {
    let session = session(url, path, name);
    loop {
        match session.token().await.map_err(|error| error.problem()) {
            Ok(_) | Err(SessionProblem::ExpiredOnArrival | SessionProblem::Uncertain) => {
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
            Err(problem) => panic!("{problem}"),
        }
    }
}

fn session(url: &str, path: &str, name: &str) -> Session<Acme> {
    let connection =
        Connection::<Acme>::builder().base_url(url).allow_loopback_http().user_agent(name).build().unwrap();
    let builder = Session::builder(Account, &connection).clock(Fast).store(FileStore::new(path));
    // By the fast clock as well, which decides about tasks that stand still.
    builder.request_timeout(Duration::from_secs(10_000_000)).build()
}

/// The server, and the two processes.
struct Play {
    url: String,
    path: String,
    scene: Mutex<Scene>,
}

#[derive(Default)]
struct Scene {
    processes: Vec<Process>,
    started: usize,
    requests: usize,
    kills: usize,
    rotations: usize,
    families: usize,
    /// The refresh tokens that may be used.
    live: HashSet<String>,
    /// What happened to those that were used.
    uses: HashMap<String, Use>,
    reuses_after_a_crash: usize,
    wrong: Vec<String>,
}

struct Process {
    name: String,
    child: Child,
}

/// The last use of a refresh token.
struct Use {
    /// Who sent it; empty once that one has sent something else.
    process: String,
    /// Whether it was killed before it sent anything else.
    was_last_word: bool,
    next: String,
}

#[test]
fn killed_processes_leave_a_whole_store() {
    if let [Ok(url), Ok(path), Ok(name)] = ["URL", "PATH", "NAME"].map(|name| std::env::var(format!("KILL_{name}"))) {
        return be_a_process(&url, &path, &name);
    }
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("session.json");
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let play = Arc::new(Play { url, path: path.to_str().unwrap().to_owned(), scene: Mutex::default() });
    let server = Arc::clone(&play);
    thread::spawn(move || listener.incoming().for_each(|stream| serve(&server, stream.unwrap())));
    (0..2).for_each(|_| play.scene().start(&play));
    while play.goes_on() {
        is_whole(&path);
    }
    play.ends(&path);
}

/// A reader of the file, without a lock, finds the old record or the new one.
fn is_whole(path: &Path) {
    if let Ok(text) = fs::read(path) {
        assert!(rewritten(&text).is_ok(), "{}", String::from_utf8_lossy(&text));
    }
}

impl Play {
    fn scene(&self) -> MutexGuard<'_, Scene> {
        self.scene.lock().unwrap()
    }

    /// Until the last process that was killed has a successor which has renewed a token.
    fn goes_on(&self) -> bool {
        let mut scene = self.scene();
        for Process { name, child } in &mut scene.processes {
            assert!(child.try_wait().unwrap().is_none(), "{name} has ended by itself");
        }
        let live = scene.live.len();
        scene.wrong.is_empty()
            && (scene.kills < KILLS || scene.requests < KILLS * (IN_PEACE + 1) + PLAN.len() || live == 0)
    }

    fn ends(&self, path: &Path) {
        let mut scene = self.scene();
        scene.processes.drain(..).for_each(|mut process| process.end());
        let Scene { requests, kills, rotations, families, reuses_after_a_crash, wrong, .. } = &*scene;
        println!("{requests} requests, {rotations} rotations, {kills} kills, {families} log-ins");
        println!(
            "{reuses_after_a_crash} times a refresh token came twice, because the process that used it was killed"
        );
        assert_eq!(*wrong, [""; 0]);
        assert_eq!(*reuses_after_a_crash, 0, "an attempt is in the store before it is made");
        assert!(*families > 10, "whoever finds one logs in anew");
        drop(scene);
        is_whole(path);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let session = session(&self.url, &self.path, "after all");
        while let Err(error) = runtime.block_on(session.token()) {
            assert!(matches!(error.problem(), SessionProblem::ExpiredOnArrival | SessionProblem::Uncertain));
        }
    }
}

fn serve(play: &Arc<Play>, mut stream: TcpStream) {
    let play = Arc::clone(play);
    thread::spawn(move || {
        let request = read_request(&mut stream);
        let Some((_, after)) = request.split_once("user-agent: ") else { return };
        let process = after.lines().next().unwrap();
        let refresh_token = request.split_once("&refresh_token=").map(|(_, token)| token);
        play.answer(&mut stream, process, refresh_token);
    });
}

impl Play {
    /// Nothing else happens between what the server does and the death of the process, if it dies before the reply.
    fn answer(self: &Arc<Self>, stream: &mut TcpStream, process: &str, refresh_token: Option<&str>) {
        let mut scene = self.scene();
        let kill = scene.next_kill();
        if kill == Kill::Unread {
            return scene.kill(self, process);
        }
        let reply = scene.reply(process, refresh_token);
        match kill {
            Kill::Unanswered => return scene.kill(self, process),
            Kill::HalfAnswered => {
                let _ = stream.write_all(&reply.as_bytes()[..reply.len() / 2]);
                return scene.kill(self, process);
            }
            _ => {}
        }
        drop(scene);
        let _ = stream.write_all(reply.as_bytes());
        if let Kill::Answered(milliseconds) = kill {
            thread::sleep(Duration::from_millis(milliseconds));
            self.scene().kill(self, process);
        }
    }
}

impl Scene {
    fn next_kill(&mut self) -> Kill {
        self.requests += 1;
        let is_due = self.kills < KILLS && self.requests.is_multiple_of(IN_PEACE + 1);
        if is_due { PLAN[self.kills % PLAN.len()] } else { Kill::Not }
    }

    fn reply(&mut self, process: &str, refresh_token: Option<&str>) -> String {
        // A process that sends another request is done with the one before.
        for last in self.uses.values_mut().filter(|last| last.process == process && !last.was_last_word) {
            last.process.clear();
        }
        let next = match refresh_token {
            None => Some(self.log_in()),
            Some(token) => self.rotate(process, token),
        };
        match next {
            Some(next) => {
                let body = format!(r#"{{"access_token":"a_{next}","expires_in":300,"refresh_token":"{next}"}}"#);
                answer("200 OK", "", &body)
            }
            None => answer("400 Bad Request", "", INVALID_GRANT),
        }
    }

    fn log_in(&mut self) -> String {
        self.families += 1;
        let first = format!("family{}.0", self.families);
        self.live.insert(first.clone());
        first
    }

    fn rotate(&mut self, process: &str, token: &str) -> Option<String> {
        let (family, number) = token.split_once('.').unwrap();
        if self.live.remove(token) {
            self.rotations += 1;
            let next = format!("{family}.{}", number.parse::<u32>().unwrap() + 1);
            self.live.insert(next.clone());
            self.note_use(process, token, next.clone());
            return Some(next);
        }
        if self.uses.contains_key(token) {
            self.note_reuse(process, token);
            self.live.retain(|live| !live.starts_with(&format!("{family}.")));
        }
        None
    }

    /// The one way to a second use: the process was killed before it could save what the first use gave it. The server
    /// may read the request of a process that was killed after that of its successor.
    fn note_reuse(&mut self, process: &str, token: &str) {
        let Use { process: before, was_last_word, next } = &self.uses[token];
        let was_killed = *was_last_word && !self.uses.contains_key(next);
        if was_killed || !self.is_alive(process) {
            self.reuses_after_a_crash += 1;
        } else {
            self.wrong.push(format!("{process} sent {token} again, after {before}"));
        }
        let next = next.clone();
        self.note_use(process, token, next);
    }

    /// The process may have been killed while its request was waiting to be read.
    fn note_use(&mut self, process: &str, token: &str, next: String) {
        let was_last_word = !self.is_alive(process);
        self.uses.insert(token.to_owned(), Use { process: process.to_owned(), was_last_word, next });
    }

    fn is_alive(&self, process: &str) -> bool {
        self.processes.iter().any(|Process { name, child: _ }| name == process)
    }

    /// Starts another process in its place.
    fn kill(&mut self, play: &Play, name: &str) {
        let Some(at) = self.processes.iter().position(|process| process.name == name) else { return };
        self.processes.swap_remove(at).end();
        self.kills += 1;
        for last in self.uses.values_mut().filter(|last| last.process == name) {
            last.was_last_word = true;
        }
        self.start(play);
    }

    fn start(&mut self, play: &Play) {
        self.started += 1;
        let name = format!("process {}", self.started);
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", NAME, "--nocapture"]);
        // Reading the certificates of the operating system would take longer than all the rest.
        command.env("SSL_CERT_FILE", "/dev/null");
        command.env("KILL_URL", &play.url).env("KILL_PATH", &play.path).env("KILL_NAME", &name);
        self.processes.push(Process { child: command.stdout(Stdio::null()).spawn().unwrap(), name });
    }
}

impl Process {
    fn end(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// No process outlives a test that fails.
impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}
