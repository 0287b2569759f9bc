//! `calls`: prints the allocations of a call of a generated client, compared with the same call by hand and a bare one.
//! `calls NAME COUNT`: makes one of the calls this many times, for callgrind. The server is another process.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use auth_benches_runtime::bare::Bare;
use auth_benches_runtime::by_hand::{self, ByHand};
use auth_benches_runtime::count::{Counting, allocations};
use auth_benches_runtime::{server, token};
use auth_providers::one_claw::{ChangePassword, Client, OneClaw};
use auth_runtime::session::{Minted, Session, SessionError, TokenSource};
use auth_runtime::{Bearer, Connection, Seconds};
use tokio::runtime::{Builder, Runtime};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

const BODY: &str =
    r#"{"message":"Your password was changed","id":"u_7","email":"ada@example.com","roles":["admin","user"]}"#;
const NAMES: [&str; 10] = [
    "get bare",
    "get by hand",
    "get, Bearer",
    "get by hand, session",
    "get, session",
    "post bare",
    "post by hand",
    "post, Bearer",
    "post by hand, session",
    "post, session",
];

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
            "{name:<21} {:>8.2} allocations",
            f64::from(u32::try_from(allocations() - before).expect("few")) / 1000.0
        );
    }
    server.kill().expect("the server to end");
}

struct Bench {
    runtime: Runtime,
    bare: Bare,
    hand: ByHand,
    hand_session: ByHand,
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
        let (hand, hand_session) = (ByHand::bearer(url), ByHand::session(url));
        (Self { runtime, bare: Bare::new(url), hand, hand_session, bearer, session: client.with(session) }, server)
    }

    fn run(&self, name: &str, count: u64) {
        self.runtime.block_on(async {
            for _ in 0..count {
                match name {
                    "get bare" => drop(self.bare.profile().await.expect("a profile")),
                    "get by hand" => drop(self.hand.profile().await.expect("a profile")),
                    "get by hand, session" => drop(self.hand_session.profile().await.expect("a profile")),
                    "get, Bearer" => drop(self.bearer.get_profile().await.expect("a profile")),
                    "get, session" => drop(self.session.get_profile().await.expect("a profile")),
                    "post bare" => drop(self.bare.change_password("old_1", "new_1").await.expect("a message")),
                    "post by hand" => drop(self.hand.change_password(by_hand()).await.expect("a message")),
                    "post by hand, session" => {
                        drop(self.hand_session.change_password(by_hand()).await.expect("a message"))
                    }
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

fn by_hand() -> by_hand::ChangePassword {
    by_hand::ChangePassword { current_password: "old_1".into(), new_password: "new_1".into() }
}

struct Fixed;

impl TokenSource<OneClaw> for Fixed {
    async fn mint(&self, _: &Connection<OneClaw>) -> Result<Minted, SessionError> {
        Ok(Minted::new(token()).expires_in(Seconds::new(3600)))
    }
}
