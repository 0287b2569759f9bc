//! A made-up provider, and a client that sends any bytes.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::format_push_string,
    reason = "a test that fails may panic, and its texts are short"
)]
#![allow(dead_code, reason = "each test uses its part")]

use std::collections::HashMap;

use auth_codegen::model::Provider;
use auth_mock::Mock;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A provider with one of everything. Its errors are a record.
pub(crate) const ACME: &str = r#"
name: acme
title: Acme
base_url: https://api.acme.example/v1
hosts: { login: https://login.acme.example }
scopes: { read: Read., write: Write. }
reply_headers: { X-Request-Id: Identifies the call. }
types:
  Token:
    doc: A token.
    fields: { access_token: secret, refresh_token: optional secret, expires_in: seconds }
  Address:
    doc: An address.
    fields: { city: string, number: optional integer }
  Fault:
    doc: What went wrong.
    fields:
      code: { type: optional string, at: error.code, means: code }
      message: { type: optional string, at: [error.message, error_description], means: message }
  GrantFault:
    doc: RFC 6749 §5.2.
    fields:
      code: { type: optional string, at: error, means: code }
      message: { type: optional string, at: error_description, means: message }
error_body: Fault
errors:
  400: { name: Malformed, doc: The request is malformed., example: { error: { code: malformed, message: Look again } } }
  401: { name: Unknown, doc: Nobody knows you., example: { error: { code: unknown, message: Who are you } } }
  404: { name: Gone, doc: There is nothing here. }
  429: { name: Slow, doc: Too many requests. }
error_sets:
  TokenError:
    400:
      - { name: InvalidGrant, doc: The code is used up., when: { code: invalid_grant }, body: GrantFault, example: { error: invalid_grant, error_description: Expired } }
      - { name: InvalidRequest, doc: The request is malformed., body: GrantFault }
    401: { name: InvalidClient, doc: The client is not known., body: GrantFault, example: { error: invalid_client } }
endpoints:
  authorize:
    doc: Ask for consent.
    host: login
    visit: /authorize
    pkce: S256
    query:
      client_id: string
      redirect_uri: url
      response_type: { const: code }
      scope: { type: optional list of Scope, separator: " " }
    examples:
      - { request: { client_id: app_1, redirect_uri: "https://app.example/back?x=1", scope: read write }, response: { code: code_1, iss: "https://login.acme.example" } }
  exchange:
    doc: Exchange a code.
    host: login
    POST: /token
    form: { grant_type: { const: authorization_code }, code: secret, client_secret: secret, code_verifier: optional secret }
    returns: { 200: Token }
    errors: TokenError
    examples:
      - { request: { code: code_1, client_secret: cs_1 }, response: { access_token: at_1, refresh_token: rt_1, expires_in: 60 } }
      - { request: { code: code_2, client_secret: cs_1 }, response: { access_token: at_2, refresh_token: rt_2, expires_in: 60 } }
  renew:
    doc: Renew a token.
    host: login
    POST: /token
    form: { grant_type: { const: refresh_token }, refresh_token: secret, client_secret: secret }
    returns: { 200: Token }
    errors: TokenError
    examples:
      - { request: { refresh_token: rt_1, client_secret: cs_1 }, response: { access_token: at_3, expires_in: "60" } }
  search:
    doc: Find things.
    GET: /things/{kind}/search
    auth: required
    path: { kind: string }
    query:
      q: string
      limit: { type: optional integer }
      exact: optional boolean
      tag: optional list of string
      ids: { type: optional list of integer, separator: "," }
    headers: { X-Tenant: string, X-Version: { const: "2" } }
    returns: { 200: json }
    examples:
      - { request: { kind: small/red, q: a b, limit: 3, exact: true, tag: [x, y], ids: [1, 2], X-Tenant: t }, response: { found: all } }
      - { request: { kind: big, q: none, X-Tenant: t }, response: { found: [] } }
  get_thing:
    doc: One thing.
    GET: /things/{id}
    auth: required
    path: { id: uuid }
    returns: { 200: json }
    examples: [{ request: { id: 8c4a4f4e-52a1-4c1b-9a37-0d6c0a2b7f11 }, response: { id: one } }]
  count_things:
    doc: How many there are.
    GET: /things/count
    auth: required
    returns: { 200: integer }
    examples: [{ response: 1 }, { response: 2 }, { response: 3 }]
  create_user:
    doc: Make a user.
    POST: /users
    json:
      name: string
      password: secret
      scopes: { type: list of Scope, at_least: 1 }
      address: { type: optional Address }
      version: { const: v1 }
    returns: { 201: json }
    errors:
      422: { name: Unprocessable, doc: A field is wrong. }
    examples:
      - { request: { name: ada, password: p_1, scopes: [read] }, response: { id: 1 } }
      - { request: { name: bob, password: p_2, scopes: [read], address: { city: Kyiv, number: 7 } }, response: { id: 2 } }
  delete_user:
    doc: Remove a user.
    DELETE: /users
    auth: required
    returns: { 204: nothing }
credentials:
  key:
    doc: A key.
    key: { example: key_1 }
    attach: { header: X-Key, prefix: "Key " }
  oauth:
    doc: A token.
    authorize: authorize
    token: { from: exchange, value: access_token, expires_in: expires_in, refresh_token: refresh_token }
    refresh: renew
    attach: bearer
"#;

/// A provider whose errors are problem details, or nothing that is documented.
pub(crate) const BOLT: &str = r#"
name: bolt
title: Bolt
base_url: https://bolt.example
error_body: problem_details
errors:
  400: { name: Malformed, doc: The request is malformed., example: { type: "https://bolt.example/malformed", title: Malformed, status: 400, detail: The email is wrong, hint: x } }
  404: { name: NotFound, doc: There is nothing here. }
  413: { name: TooLong, doc: The body is too long. }
  415: { name: WrongType, doc: The body has another type. }
endpoints:
  send:
    doc: Send a number.
    POST: /send
    json: { amount: number }
    returns: { 204: nothing }
    examples: [{ request: { amount: 1.5 } }]
"#;

/// A provider that documents no errors at all.
pub(crate) const DULL: &str = r"
name: dull
title: Dull
base_url: https://dull.example
endpoints:
  log_in:
    doc: Log in.
    POST: /token
    json: { password: secret }
    returns: { 200: json }
    examples: [{ request: { password: p }, response: {} }]
  read:
    doc: Read.
    GET: /read
    auth: required
    returns: { 204: nothing }
credentials:
  key: { doc: A key., key: {}, attach: { header: X-Key } }
";

pub(crate) fn parse(text: &str) -> Provider {
    auth_codegen::parse("test.yaml", text).unwrap_or_else(|report| panic!("{report}"))
}

/// A sketch of the language.
pub(crate) fn sketch(name: &str) -> Provider {
    let path = format!("{}/../docs/language/sketches/{name}.yaml", env!("CARGO_MANIFEST_DIR"));
    parse(&std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{name}: {error}")))
}

pub(crate) async fn start() -> Mock {
    Mock::start(vec![parse(ACME), parse(BOLT), parse(DULL)]).await.expect("a free port")
}

/// The response.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HashMap<String, String>,
    pub(crate) body: String,
}

/// Sends `METHOD path`, header lines, an empty line and a body; length and host are added.
pub(crate) async fn send(mock: &Mock, request: &str) -> Reply {
    let (head, body) = request.split_once("\n\n").unwrap_or((request, ""));
    let (line, headers) = head.split_once('\n').unwrap_or((head, ""));
    let (method, path) = line.split_once(' ').expect("a method and a path");
    let headers: Vec<(&str, &str)> = headers.lines().filter_map(|line| line.split_once(": ")).collect();
    send_bytes(mock, method, path, &headers, body.as_bytes()).await
}

pub(crate) async fn send_bytes(mock: &Mock, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Reply {
    send_to(&address(mock), method, path, headers, body).await
}

pub(crate) async fn send_to(address: &str, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Reply {
    let mut head = format!(
        "{method} {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-length: {}\r\n",
        body.len()
    );
    for (name, value) in headers {
        head += &format!("{name}: {value}\r\n");
    }
    let mut bytes = (head + "\r\n").into_bytes();
    bytes.extend(body);
    read(&send_raw(address, &bytes).await)
}

/// Sends bytes as they are, and reads until the server closes.
pub(crate) async fn send_raw(address: &str, bytes: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).await.expect("a server");
    stream.write_all(bytes).await.expect("a reader");
    let mut reply = Vec::new();
    stream.read_to_end(&mut reply).await.expect("a reply");
    reply
}

pub(crate) fn address(mock: &Mock) -> String {
    let names = ["acme", "bolt", "dull", "twins", "until_used", "zendesk"];
    let url = names.into_iter().find_map(|name| mock.url(name, "base")).expect("a provider");
    url.split('/').nth(2).expect("an address").to_owned()
}

fn read(bytes: &[u8]) -> Reply {
    let text = String::from_utf8_lossy(bytes);
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no reply: {text:?}"));
    let (line, headers) = head.split_once("\r\n").unwrap_or((head, ""));
    let headers = headers.lines().filter_map(|line| line.split_once(": "));
    Reply {
        status: line.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status"),
        headers: headers.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        body: body.to_owned(),
    }
}
