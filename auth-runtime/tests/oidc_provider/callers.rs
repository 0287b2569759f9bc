//! A process with callers, which runs until it is killed.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

use auth_runtime::session::{FileStore, Minted, Renewal, Rotation, Session, SessionError, SessionProblem, TokenSource};
use auth_runtime::{
    ApiError, Class, Connection, Decode, Endpoint, Error, ErrorBody, Host, Json, Provider, Seconds, Secret,
};
use tokio::sync::Mutex;
use tokio::task::JoinSet;

use super::server::{note, post};

/// In each process.
pub(crate) const CALLERS: usize = 25;

struct Oidc;

impl Provider for Oidc {
    const NAME: &'static str = "oidc_provider";
    const TITLE: &'static str = "oidc-provider";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://op.example")];
}

#[derive(Endpoint)]
#[endpoint(POST "/token", form, body("grant_type" = "refresh_token", "client_id" = "app"), response = Token, error = Fault)]
struct Refresh {
    client_secret: Secret,
    refresh_token: Secret,
}

#[derive(Endpoint)]
#[endpoint(GET "/me", protected, response = Json, error = Fault)]
struct UserInfo;

#[derive(Decode)]
struct Token {
    access_token: Secret,
    expires_in: Option<Seconds>,
    refresh_token: Option<Secret>,
}

#[derive(Debug, ErrorBody)]
struct Body {
    #[error_body(code)]
    error: Option<String>,
}

#[derive(Debug, ApiError)]
enum Fault {
    #[api_error(400, when(error = "invalid_grant"), class = reauthenticate)]
    InvalidGrant(Body),
    #[api_error(other)]
    Other(Body),
}

struct Person;

impl TokenSource<Oidc> for Person {
    const RENEWAL: Renewal = Renewal::RefreshToken;
    const ROTATION: Rotation = Rotation::Replaced;

    async fn mint(&self, _: &Connection<Oidc>) -> Result<Minted, SessionError> {
        Err(SessionError::new(Class::Reauthenticate, "a person has to log in"))
    }

    async fn refresh(&self, at: &Connection<Oidc>, with: &Secret) -> Result<Minted, SessionError> {
        let token = at.call(Refresh::new("cs_example_1", with)).await?.into_value();
        let minted = Minted::new(token.access_token).refresh_token(token.refresh_token);
        Ok(token.expires_in.into_iter().fold(minted, Minted::expires_in))
    }
}

pub(crate) fn store(directory: &Path) -> PathBuf {
    directory.join("session.json")
}

/// What callers got.
#[derive(Default)]
struct Counts {
    answered: AtomicU64,
    /// Without a token for a while: the server is down.
    passing: AtomicU64,
    /// The login is over.
    over: AtomicU64,
    other: AtomicU64,
}

struct Process {
    connection: Connection<Oidc>,
    port: u16,
    directory: PathBuf,
    counts: Counts,
    /// The session, and how many there were before it.
    session: Mutex<(u64, Session<Oidc>)>,
}

/// The sum over all processes, also those that were killed.
pub(crate) fn totals(directory: &Path) -> String {
    let mut sums = [0_u64; 4];
    for entry in fs::read_dir(directory).unwrap().map(Result::unwrap) {
        if entry.file_name().to_string_lossy().starts_with("process-") {
            let text = fs::read_to_string(entry.path()).unwrap();
            let numbers = text.split(' ').filter_map(|number| number.parse::<u64>().ok());
            sums.iter_mut().zip(numbers).for_each(|(sum, number)| *sum += number);
        }
    }
    let [answered, passing, over, other] = sums;
    format!("{answered} calls answered, {passing} without a token for now, {over} without a login, {other} otherwise")
}

#[tokio::main(flavor = "current_thread")]
pub(crate) async fn be_a_process(url: &str, directory: &Path, name: &str) {
    let builder = Connection::<Oidc>::builder().base_url(url).allow_loopback_http();
    let connection = builder.timeout(Duration::from_secs(5)).build().unwrap();
    let session = Mutex::new((0, session(&connection, directory)));
    let port = url.rsplit(':').next().unwrap().parse().unwrap();
    let process = Process { connection, port, directory: directory.into(), counts: Counts::default(), session };
    let process = Arc::new(process);
    let mut callers = JoinSet::new();
    for _ in 0..CALLERS {
        let process = Arc::clone(&process);
        callers.spawn(async move { process.calls().await });
    }
    loop {
        tokio::time::sleep(Duration::from_millis(200)).await;
        let Counts { answered, passing, over, other } = &process.counts;
        let counts = [answered, passing, over, other].map(|count| count.load(Relaxed).to_string()).join(" ");
        fs::write(directory.join(format!("{name}.new")), counts).unwrap();
        fs::rename(directory.join(format!("{name}.new")), directory.join(name)).unwrap();
    }
}

fn session(connection: &Connection<Oidc>, directory: &Path) -> Session<Oidc> {
    // A request that was killed with its process is over soon.
    let builder = Session::builder(Person, connection).store(FileStore::new(store(directory))).account("ada");
    builder.request_timeout(Duration::from_secs(6)).build()
}

impl Process {
    async fn calls(self: Arc<Self>) {
        loop {
            let (number, session) = self.session.lock().await.clone();
            let counts = &self.counts;
            match self.connection.with(session).call_protected(UserInfo).await {
                Ok(_) => counts.answered.fetch_add(1, Relaxed),
                Err(Error::Session { error, .. }) if error.class() == Class::Reauthenticate => {
                    self.log_in_again(number, error.problem()).await;
                    counts.over.fetch_add(1, Relaxed)
                }
                Err(Error::Session { .. } | Error::Transport(_) | Error::Timeout { .. }) => {
                    counts.passing.fetch_add(1, Relaxed)
                }
                Err(_) => counts.other.fetch_add(1, Relaxed),
            };
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// A person logs in, unless another caller or process has seen to it.
    async fn log_in_again(&self, ended: u64, problem: SessionProblem) {
        let mut session = self.session.lock().await;
        if session.0 != ended {
            return;
        }
        let lock = File::create(self.directory.join("person.lock")).unwrap();
        while lock.try_lock().is_err() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        let stored = self::session(&self.connection, &self.directory);
        *session = match stored.token().await {
            Err(error) if error.class() == Class::Reauthenticate => match self.logged_in().await {
                Some(new) => {
                    note(&self.directory, &format!("because {problem:?}, then {:?}", error.problem()));
                    (ended + 1, new)
                }
                // The server is down. The next caller tries again.
                None => return,
            },
            _ => (ended + 1, stored),
        };
    }

    async fn logged_in(&self) -> Option<Session<Oidc>> {
        let refresh_token = post(self.port, "/login", "").ok()?;
        let builder = Session::builder(Person, &self.connection).store(FileStore::new(store(&self.directory)));
        let builder = builder.account("ada").request_timeout(Duration::from_secs(6));
        let session = builder.log_in_anew().refresh_token(refresh_token).build();
        let _ = session.token().await;
        Some(session)
    }
}
