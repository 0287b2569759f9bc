//! Recording: from an upstream, and from a HAR file.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::page::{has, spec};
use super::server::{Server, post, send};
use super::upstream::Upstream;
use crate::world::World;

/// The real values, none of which may be written.
const REAL: [&str; 9] = [
    "grace@navy.mil",
    "hunter2-is-secret",
    "eyJhbGciOiJIUzI1NiJ9.real.token",
    "rt_real_8f2k",
    "f47ac10b-58cc-4372-a567-0e02b2c3d479",
    "Grace Hopper",
    "2026-03-01T08:00:00Z",
    "internal-77",
    "navy",
];

fn rocket() -> Value {
    json!({ "id": REAL[4], "name": "Grace Hopper", "owner": REAL[0], "launched": REAL[6], "internal_id": REAL[7] })
}

fn token() -> Value {
    json!({ "access_token": REAL[2], "expires_in": 900, "refresh_token": REAL[3], "tenant": "navy" })
}

/// What the real API answers.
fn api() -> Upstream {
    Upstream::start(|line, body| {
        let json = "content-type: application/json\r\n".to_owned();
        match line.split(' ').nth(1).unwrap_or_default() {
            "/v9/token" if body.contains("wrong") => (400, json, "{\"error\":\"invalid_grant\"}".to_owned()),
            "/v9/token" => (200, json, token().to_string()),
            path if path.starts_with("/v9/rockets/") => (200, json, rocket().to_string()),
            _ => (404, String::new(), "nothing".to_owned()),
        }
    })
}

fn world() -> World {
    let world = World::new();
    world.write("specs/acme.yaml", &spec());
    world
}

fn call(base: &str) {
    let log_in = json!({ "name": REAL[0], "password": REAL[1] }).to_string();
    assert_eq!(post(&format!("{base}/token"), &log_in).0, 200);
    assert_eq!(post(&format!("{base}/token"), &log_in).0, 200);
    assert_eq!(post(&format!("{base}/token"), "{\"name\":\"wrong\",\"password\":\"x\"}").0, 400);
    let renew = json!({ "refresh_token": REAL[3] }).to_string();
    assert_eq!(post(&format!("{base}/token/renew"), &renew).0, 404);
    let rocket = format!("{base}/rockets/{}", REAL[4]);
    let (status, body) = send("GET", &rocket, &[("authorization", &format!("Bearer {}", REAL[2]))], "");
    assert!(status == 200 && body.contains("internal-77"), "the reply is that of the real API: {body}");
    assert_eq!(send("GET", &format!("{base}/{}", REAL[3]), &[], "").0, 404);
}

fn assert_made_up(world: &World, text: &str) {
    for real in REAL {
        assert!(!text.contains(real), "{real} was written:\n{text}");
    }
    assert_eq!(world.run("check specs").code, 0, "{text}");
    let before = spec();
    let mut lines = text.lines();
    assert!(before.lines().all(|line| lines.any(|found| found == line)), "comments and layout stay:\n{text}");
}

#[cfg(unix)]
#[test]
fn exchanges_become_examples() {
    let (world, api) = (world(), api());
    let upstream = format!("{}/v9", api.url);
    let arguments = ["specs/acme.yaml", "--log", "json", "--record", "--upstream", &upstream];
    let server = Server::start(&world, &arguments);
    call(&server.base());
    let end = server.signal("INT", "");
    assert_eq!(end.code, Some(1), "{end:?}");
    assert_eq!(world.read("specs/acme.yaml"), spec(), "nothing was written");
    let said = format!("{}{}", end.out, end.err);
    let shown = said.split_once("--- a/specs/acme.yaml").expect("a diff").1.to_owned();
    for real in REAL {
        assert!(!shown.contains(real), "{real} was shown: {shown}");
    }
    REAL[1..4].iter().for_each(|real| assert!(!said.contains(real), "{real} was logged: {said}"));
    for part in [
        "+      - request: { name: person1@example.com, password: password_example_1 }",
        "+          access_token: access_token_example_1\n+          expires_in: 900\n+          refresh_token: refresh_token_example_1",
        "+      - request: { id: 00000000-0000-4000-8000-000000000001 }",
        "+          name: Name 1\n+          owner: person1@example.com\n+          launched: 2024-02-20T12:00:00Z",
        "left out: acme.log_in: members that the spec does not declare: `tenant`",
        "left out: acme.get_rocket: members that the spec does not declare: `internal_id`",
        "left out: acme.log_in: a refusal, which is not recorded: with 400",
    ] {
        assert!(shown.contains(part) || said.contains(part), "{part}: {said}");
    }
    let server = Server::start(&world, &[&arguments[..], &["--yes"]].concat());
    call(&server.base());
    let end = server.signal("TERM", "");
    assert!(end.code == Some(0) && end.err.contains("wrote specs/acme.yaml: 2 examples added"), "{end:?}");
    assert_made_up(&world, &world.read("specs/acme.yaml"));
    let seen = api.seen.lock().unwrap().join("\n");
    assert!(
        seen.contains(REAL[1]) && !seen.contains("host: 127.0.0.1:0") && !seen.contains("accept-encoding"),
        "{seen}"
    );
}

/// A second recording of the same adds nothing.
#[cfg(unix)]
#[test]
fn the_same_is_recorded_once() {
    let (world, api) = (world(), api());
    let upstream = format!("base={}/v9/", api.url);
    for count in ["wrote specs/acme.yaml", "no example that the specs do not have"] {
        let arguments = ["specs/acme.yaml", "--log", "ready", "--record", "--upstream", &upstream, "--yes"];
        let server = Server::start(&world, &arguments);
        call(&server.base());
        let end = server.signal("TERM", "");
        assert!(end.code == Some(0) && end.err.contains(count), "{end:?}");
    }
}

#[cfg(unix)]
#[test]
fn an_answer_writes() {
    let (world, api) = (world(), api());
    let upstream = format!("{}/v9", api.url);
    let server = Server::start(&world, &["specs/acme.yaml", "--log", "ready", "--record", "--upstream", &upstream]);
    call(&server.base());
    let end = server.signal("INT", "y\n");
    assert!(end.code == Some(0) && end.err.contains("Write 2 examples to specs/acme.yaml? [y/N]"), "{end:?}");
    assert_made_up(&world, &world.read("specs/acme.yaml"));
}

#[cfg(unix)]
#[test]
fn an_upstream_that_is_gone_is_a_502_without_secrets() {
    let world = world();
    let gone = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let upstream = format!("http://{gone}");
    let server = Server::start(&world, &["specs/acme.yaml", "--log", "ready", "--record", "--upstream", &upstream]);
    let (status, body) = send("GET", &format!("{}/rockets/1?token={}", server.base(), REAL[3]), &[], "");
    assert!(status == 502 && body.contains("the upstream did not answer") && !body.contains(REAL[3]), "{body}");
    let root = server.ready["url"].as_str().unwrap().to_owned();
    let (status, body) = send("GET", &format!("{root}/other/base/me"), &[], "");
    assert!(status == 404 && body.contains("no provider is here: they are at"), "{body}");
    let end = server.signal("TERM", "");
    assert!(end.code == Some(0) && end.err.contains("no example that the specs do not have"), "{end:?}");
}

/// A server with TLS, which prints its port.
const SECURE: &str = r#"
import http.server, ssl
class Answer(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        body = b'{"access_token":"at_secure_9","expires_in":60,"refresh_token":"rt_secure_9"}'
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.send_header("set-cookie", "sid=s1; Domain=acme.example; Path=/v1; Secure; HttpOnly")
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *_): pass
server = http.server.HTTPServer(("127.0.0.1", 0), Answer)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain("cert.pem", "key.pem")
server.socket = context.wrap_socket(server.socket, server_side=True)
print(server.server_port, flush=True)
server.serve_forever()
"#;

/// The certificate of an upstream is verified, with the roots of the system.
#[cfg(unix)]
#[test]
fn an_upstream_may_have_tls() {
    if !has("openssl") || !has("python3") {
        return;
    }
    let world = world();
    let request = "req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 2 -subj /CN=localhost \
                   -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -addext basicConstraints=critical,CA:FALSE";
    let mut openssl = Command::new("openssl");
    let made = openssl.args(request.split_whitespace()).current_dir(world.path("")).output().unwrap();
    assert!(made.status.success(), "{made:?}");
    let mut python = Command::new("python3");
    let mut secure = python.args(["-c", SECURE]).current_dir(world.path("")).stdout(Stdio::piped()).spawn().unwrap();
    let mut port = String::new();
    BufReader::new(secure.stdout.take().unwrap()).read_line(&mut port).unwrap();
    let upstream = format!("https://localhost:{}", port.trim());
    let arguments = ["specs/acme.yaml", "--log", "ready", "--record", "--upstream", &upstream, "--yes"];
    let server = Server::start(&world, &arguments);
    let log_in = "{\"name\":\"a\",\"password\":\"b\"}";
    let (status, body) = post(&format!("{}/token", server.base()), log_in);
    assert!(status == 502 && body.contains("certificate"), "{body}");
    assert_eq!(server.signal("TERM", "").code, Some(0));
    let roots = world.path("cert.pem").display().to_string();
    let server = Server::start_with(&world, &arguments, &[("SSL_CERT_FILE", &roots)]);
    let (status, body) = post(&format!("{}/token", server.base()), log_in);
    assert!(status == 200 && body.contains("at_secure_9"), "{body}");
    let end = server.signal("TERM", "");
    let _ = secure.kill();
    let _ = secure.wait();
    assert!(end.err.contains("1 example added") && !world.read("specs/acme.yaml").contains("secure_9"), "{end:?}");
}

/// What other kinds of replies become: XML, forms, texts, cookies, several successes, lists.
const KINDS: &str = r#"
name: acme
title: Acme
base_url: https://api.acme.example
enums: { Colour: { values: { red: Red., blue: Blue. } } }
types:
  TicketReply: { fields: { token: { type: secret, at: Reply.Token }, lives: { type: seconds, at: Reply.Lives }, kind: { type: string, at: Reply.@kind } } }
  TokenPair: { fields: { oauth_token: secret, oauth_token_secret: secret } }
  Session: { fields: { seat: { type: secret, cookie: SEAT }, tag: { type: string, header: ETag }, user: string } }
  Queued: { fields: { queued: boolean, place: integer } }
  Thing: { fields: { id: string, colour: Colour, colours: { type: list of Colour, separator: " " }, size: { type: integer, at: { list: sizes, where: { unit: cm }, field: value } }, extra: json, tags: map of string, at: unix seconds, born: date } }
endpoints:
  ticket: { doc: A ticket., POST: /ticket, form: { user: string }, response: xml, returns: { 200: TicketReply }, examples: [{ request: { user: a }, response: '<Reply kind="k"><Token>t</Token><Lives>1</Lives></Reply>' }] }
  request: { doc: A request token., POST: /request, response: form, returns: { 200: TokenPair }, examples: [{ response: "oauth_token=a&oauth_token_secret=b" }] }
  motd: { doc: The message., GET: /motd, response: text, returns: { 200: string }, examples: [{ response: hello }] }
  open: { doc: A session., POST: /open, json: { user: string, code: { type: string, pattern: "[0-9]{6}" } }, returns: { 200: Session }, examples: [{ request: { user: a, code: "000000" }, response: { user: a }, headers: { Set-Cookie: SEAT=s, ETag: '"1"' } }] }
  things: { doc: Things., GET: /things, query: { colours: { type: optional list of Colour, separator: "," } }, returns: { 200: { one_of: [{ type: Queued, when: { queued: true } }, { type: Thing, when: { colour: [red, blue] } }] }, 204: nothing }, examples: [{ response: { queued: true, place: 1 } }] }
"#;

#[test]
fn every_kind_of_reply_becomes_an_example() {
    let world = World::new();
    world.write("acme.yaml", KINDS);
    let reply = |method: &str, path: &str, body: Option<(&str, &str)>, status: u16, headers: Value, text: &str| {
        let data = body.map(|(kind, text)| json!({ "mimeType": kind, "text": text }));
        json!({
            "request": { "method": method, "url": format!("https://api.acme.example/{path}"), "postData": data },
            "response": { "status": status, "headers": headers, "content": { "text": text } },
        })
    };
    let thing = json!({
        "id": "thg_9fK2", "colour": "red", "colours": "red blue", "born": "1906-12-09", "at": 1_772_352_000,
        "sizes": [{ "unit": "inch", "value": 7 }, { "unit": "cm", "value": 18, "by": "Grace" }],
        "extra": { "mail": "grace@navy.mil", "list": [1, 2, 3, 4, 5, 6], "session_token": "abc", "ok": true, "none": null },
        "tags": { "grace@navy.mil": "Rear Admiral Hopper", "plain": "x" }, "hidden": "navy",
    });
    let cookies = json!([{ "name": "Set-Cookie", "value": "SEAT=seat-real-1; HttpOnly" }, { "name": "ETag", "value": "\"9fK2\"" }]);
    let entries = [
        reply(
            "POST",
            "ticket",
            Some(("application/x-www-form-urlencoded", "user=grace")),
            200,
            json!([]),
            "<Reply kind=\"live\"><Token>tok-real</Token><Lives>60</Lives><More>navy</More></Reply>",
        ),
        reply("POST", "request", None, 200, json!([]), "oauth_token=tok-real&oauth_token_secret=sec-real&more=navy"),
        reply("GET", "motd", None, 200, json!([]), "Hello Grace Hopper"),
        reply(
            "POST",
            "open",
            Some(("application/json", "{\"user\":\"grace\",\"code\":\"739214\"}")),
            200,
            cookies,
            "{\"user\":\"grace\"}",
        ),
        reply("GET", "things?colours=red,blue&utm=navy", None, 200, json!([]), &thing.to_string()),
        reply("GET", "things", None, 204, json!([]), ""),
        reply("GET", "things", None, 200, json!([]), "{\"colour\":\"navy\"}"),
        reply("GET", "things", None, 200, json!([]), "<html>navy"),
    ];
    world.write("a.har", &har(&entries));
    let run = world.run("mock acme.yaml --har a.har --yes");
    let text = world.read("acme.yaml");
    assert!(run.code == 0 && run.err.contains("6 examples added"), "{run:?}");
    for real in ["navy", "Grace", "Hopper", "tok-real", "sec-real", "seat-real", "739214", "9fK2", "1906", "1772352000"]
    {
        assert!(!text.contains(real), "{real}: {text}");
    }
    for part in [
        "{ request: { user: User 1 }, response: \"<Reply kind=\\\"live\\\"><Token>",
        "response: oauth_token=",
        "Set-Cookie: SEAT=seat_example_1",
        "colours: \"red,blue\"",
        "{ status: 204 }",
        "sizes: [{ unit: cm, value: 18 }]",
        "colours: red blue",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    for part in ["the reply is not JSON", "none of the documented replies with 200 fits", "`hidden`", "`sizes.by`"] {
        assert!(run.err.contains(part), "{part}: {}", run.err);
    }
    assert_eq!(world.run("check acme.yaml").code, 0);
}

fn entry(method: &str, url: &str, body: Option<&str>, status: u16, reply: &Value) -> Value {
    let data = body.map(|text| json!({ "mimeType": "application/json", "text": text }));
    json!({
        "request": { "method": method, "url": url, "headers": [{ "name": ":method", "value": method }, { "name": "Authorization", "value": "Bearer x" }], "postData": data },
        "response": { "status": status, "headers": [{ "name": "content-encoding", "value": "gzip" }], "content": { "text": reply.to_string(), "size": 9 } },
    })
}

fn har(entries: &[Value]) -> String {
    json!({ "log": { "version": "1.2", "entries": entries } }).to_string()
}

#[test]
fn a_har_file_becomes_examples() {
    let world = world();
    let log_in = json!({ "name": REAL[0], "password": REAL[1] }).to_string();
    let rocket_url = format!("https://api.acme.example/rockets/{}?utm={}", REAL[4], REAL[3]);
    let entries = [
        entry("POST", "https://api.acme.example/token", Some(&log_in), 200, &token()),
        entry("GET", &rocket_url, None, 200, &rocket()),
        entry("GET", "https://cdn.acme.example/logo.png", None, 200, &json!(1)),
        json!({ "request": { "method": "GET" } }),
        json!({ "request": { "method": "GET", "url": rocket_url }, "response": { "status": 200, "content": { "size": 99 } } }),
        json!({ "request": { "method": "GET", "url": rocket_url }, "response": { "status": 0 } }),
        entry("GET", &rocket_url, None, 200, &json!({ "id": 7, "name": REAL[5] })),
        json!(null),
    ];
    world.write("session.har", &format!("\u{feff}{}", har(&entries)));
    let run = world.run("mock specs/acme.yaml --har session.har --yes");
    assert!(run.code == 0 && run.err.contains("wrote specs/acme.yaml: 2 examples added"), "{run:?}");
    for part in [
        "left out: requests to other hosts than those of the specs: 1",
        "left out: entry 4: its request has no `url`",
        "left out: entry 5: the body of its reply was not exported",
        "left out: entry 6: it has no reply",
        "left out: entry 8: it has no `request`",
        "left out: acme.get_rocket: the reply disagrees with the spec: `owner` is missing",
    ] {
        assert!(run.err.contains(part), "{part}: {}", run.err);
    }
    assert_made_up(&world, &world.read("specs/acme.yaml"));
}

/// What cannot be read is named, and the spec stays.
#[test]
fn hostile_files_are_answered() {
    let world = world();
    let whole = har(&[entry("POST", "https://api.acme.example/token", Some("{}"), 200, &token())]);
    for end in (0..whole.len()).step_by(37) {
        world.write("cut.har", whole.get(..end).unwrap_or_default());
        let run = world.run("mock specs/acme.yaml --har cut.har --yes");
        let is_named = run.err.contains("this file is cut off") || run.err.contains("this file is empty");
        assert!(run.code == 2 && is_named && !run.err.contains(REAL[2]), "{end}: {run:?}");
    }
    let odd = [
        "{\"log\":{\"entries\":[1,[],{\"request\":[],\"response\":{}}]}}".to_owned(),
        har(&[entry("GET T", "https://api.acme.example/rockets/1", None, 200, &json!(1))]),
        har(&[entry("GET", "https://api.acme.example/rockets/\u{0}", None, 99, &json!(1))]),
        har(&[entry("GET", "javascript:alert(1)", None, 200, &json!(1))]),
        har(&[entry("GET", &format!("https://api.acme.example/{}", "x".repeat(9000)), None, 200, &json!(1))]),
        har(&[entry("POST", "https://api.acme.example/token", Some("{\"name\":"), 200, &json!([[[]]]))]),
    ];
    for text in odd {
        world.write("odd.har", &text);
        let run = world.run("mock specs/acme.yaml --har odd.har --yes");
        assert!(run.code == 0 && run.err.contains("no example that the specs do not have"), "{text}: {run:?}");
    }
    assert_eq!(world.read("specs/acme.yaml"), spec());
}
