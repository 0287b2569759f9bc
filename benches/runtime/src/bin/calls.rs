//! `calls`: prints how many allocations a call of a generated client has, beside the same call by hand.
//! `calls NAME COUNT`: makes one of the calls that often, for callgrind. The server is another process.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use auth_benches_runtime::count::{Counting, allocations};
use auth_benches_runtime::{server, token};
use auth_providers::one_claw::{ChangePassword, Client, OneClaw};
use auth_runtime::session::{Minted, Session, SessionError, TokenSource};
use auth_runtime::{Bearer, Connection, Seconds};
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderValue, StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use tokio::runtime::{Builder, Runtime};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

const BODY: &str =
    r#"{"message":"Your password was changed","id":"u_7","email":"ada@example.com","roles":["admin","user"]}"#;
const NAMES: [&str; 6] =
    ["get by hand", "get, Bearer", "get, session", "post by hand", "post, Bearer", "post, session"];

fn main() {
    match std::env::args().skip(1).collect::<Vec<_>>().as_slice() {
        [serve] if serve == "serve" => {
            println!("{}", server::start(BODY));
            loop {
                std::thread::park();
            }
        }
        [name, count] => {
            let (bench, mut server) = Bench::start();
            bench.run(name, count.parse().expect("a number"));
            server.kill().expect("the server to end");
        }
        _ => table(),
    }
}

fn table() {
    let (bench, mut server) = Bench::start();
    for name in NAMES {
        bench.run(name, 100);
        let before = allocations();
        bench.run(name, 1000);
        println!(
            "{name:<16} {:>8.2} allocations",
            f64::from(u32::try_from(allocations() - before).expect("few")) / 1000.0
        );
    }
    server.kill().expect("the server to end");
}

struct Bench {
    runtime: Runtime,
    hand: Hand,
    bearer: Client<Bearer>,
    session: Client<Session<OneClaw>>,
}

impl Bench {
    fn start() -> (Self, Child) {
        let program = std::env::current_exe().expect("this program");
        let mut server = Command::new(program).arg("serve").stdout(Stdio::piped()).spawn().expect("a server");
        let mut url = String::new();
        BufReader::new(server.stdout.take().expect("its output")).read_line(&mut url).expect("its URL");
        let url = url.trim();
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
        let client = Client::builder().base_url(url).allow_loopback_http().build().expect("a client");
        let session = Session::new(Fixed, &client);
        let bearer = client.with(Bearer::new(token()));
        (Self { runtime, hand: Hand::new(url), bearer, session: client.with(session) }, server)
    }

    fn run(&self, name: &str, count: u64) {
        self.runtime.block_on(async {
            for _ in 0..count {
                match name {
                    "get by hand" => drop(self.hand.profile().await.expect("a profile")),
                    "get, Bearer" => drop(self.bearer.get_profile().await.expect("a profile")),
                    "get, session" => drop(self.session.get_profile().await.expect("a profile")),
                    "post by hand" => drop(self.hand.change_password("old_1", "new_1").await.expect("a message")),
                    "post, Bearer" => drop(self.bearer.change_password(passwords()).await.expect("a message")),
                    "post, session" => drop(self.session.change_password(passwords()).await.expect("a message")),
                    _ => panic!("no such call: {name}"),
                }
            }
        });
    }
}

fn passwords() -> ChangePassword {
    ChangePassword::new("old_1", "new_1")
}

struct Fixed;

impl TokenSource<OneClaw> for Fixed {

    async fn mint(&self, _: &Connection<OneClaw>) -> Result<Minted, SessionError> {
        Ok(Minted::new(token()).expires_in(Seconds::new(3600)))
    }
}

/// What a careful person writes for one provider: time limits, no redirects, a limit on the body, a header that is not
/// logged, a check of the status, and types.
struct Hand {
    http: reqwest::Client,
    url: String,
    authorization: HeaderValue,
}

#[derive(Serialize)]
struct Passwords<'a> {
    current_password: &'a str,
    new_password: &'a str,
}

#[derive(Deserialize)]
struct Message {
    #[allow(dead_code, reason = "it is read")]
    message: String,
}

#[derive(Debug)]
#[allow(dead_code, reason = "it is printed")]
enum Problem {
    Http(reqwest::Error),
    Status(StatusCode, Vec<u8>),
    TooLarge,
    Body(serde_json::Error),
}

impl From<reqwest::Error> for Problem {
    fn from(error: reqwest::Error) -> Self {
        Self::Http(error.without_url())
    }
}

impl From<serde_json::Error> for Problem {
    fn from(error: serde_json::Error) -> Self {
        Self::Body(error)
    }
}

impl Hand {
    fn new(url: &str) -> Self {
        let http = reqwest::Client::builder()
            .user_agent("authwright/0.1.0")
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .connect_timeout(Duration::from_secs(10))
            .read_timeout(Duration::from_secs(30))
            .timeout(Duration::from_secs(60))
            .no_proxy()
            .build()
            .expect("a client");
        let mut authorization = HeaderValue::try_from(format!("Bearer {}", token())).expect("visible ASCII");
        authorization.set_sensitive(true);
        Self { http, url: url.to_owned(), authorization }
    }

    async fn profile(&self) -> Result<Box<RawValue>, Problem> {
        let request = self.http.get(format!("{}/v1/auth/me", self.url));
        Ok(serde_json::from_slice(&self.send(request).await?)?)
    }

    async fn change_password(&self, current: &str, new: &str) -> Result<Message, Problem> {
        let passwords = Passwords { current_password: current, new_password: new };
        let request = self.http.post(format!("{}/v1/auth/change-password", self.url));
        let request = request.header(CONTENT_TYPE, "application/json").body(serde_json::to_vec(&passwords)?);
        Ok(serde_json::from_slice(&self.send(request).await?)?)
    }

    async fn send(&self, request: reqwest::RequestBuilder) -> Result<Vec<u8>, Problem> {
        let request = request.header(AUTHORIZATION, self.authorization.clone()).header(ACCEPT, "application/json");
        let mut response = request.send().await?;
        let (status, mut body) = (response.status(), Vec::new());
        while let Some(chunk) = response.chunk().await? {
            if body.len() + chunk.len() > 1024 * 1024 {
                return Err(Problem::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        if status.is_success() { Ok(body) } else { Err(Problem::Status(status, body)) }
    }
}
