//! Formats the exact HTTP messages of every example as text, without using the network.

use std::collections::BTreeMap;
use std::fmt::{Debug, Write as _};
use std::future::Future;
use std::time::{Duration, SystemTime};

use auth_runtime::call::{OpenEndpoint, ProtectedEndpoint, ReplyEncoding, read};
use auth_runtime::consent::AuthorizationRequest;
use auth_runtime::host::Hosts;
use auth_runtime::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use auth_runtime::request::{Context, Prepared};
use auth_runtime::response::RawResponse;
use auth_runtime::{ApiError, Authorizes, Class, Connection, Credential, Endpoint, Provider, Settings};

use crate::sites::Sites;
use crate::visitor::{Example, Refused, Reply, Visitor};

/// The time of every request in the expected messages: 2026-01-01T00:00:00Z.
const NOW: Duration = Duration::from_secs(1_767_225_600);

/// A request as it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The provider of the example.
    pub provider: &'static str,
    /// The name of the endpoint.
    pub endpoint: &'static str,
    /// The method.
    pub method: String,
    /// The complete URL.
    pub url: String,
    /// The headers, in order.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

/// Collects the messages of every example, and formats a page for each provider.
#[derive(Debug, Default)]
pub struct WireGolden {
    /// The requests.
    pub messages: Vec<Message>,
    /// The text by provider.
    pub pages: BTreeMap<&'static str, String>,
    sites: Sites,
}

#[expect(clippy::expect_used, reason = "a golden that cannot be made is a failed test")]
impl WireGolden {
    /// Returns the hosts, with a fixed time and fixed random bytes.
    fn hosts<P: Provider>(&self) -> Hosts<P> {
        let context = Context::system().at(SystemTime::UNIX_EPOCH + NOW).with_random(|bytes| {
            bytes.fill(0x42);
            true
        });
        self.sites.hosts::<P>().context(context)
    }

    fn add<P: Provider, E: Endpoint<Response: Debug>>(
        &mut self,
        example: Example,
        request: &E,
        credential: Option<&dyn Credential>,
    ) {
        let hosts = self.hosts::<P>();
        let prepared = request.prepare(&hosts, credential).expect("an example of a spec");
        self.write(example, &prepared, &said::<E>(example));
    }

    fn write(&mut self, example: Example, prepared: &Prepared, said: &str) {
        let message = message(example, prepared);
        let page = self.pages.entry(example.provider).or_default();
        write_message(page, &message);
        let _ = writeln!(page, "\n{} {}", example.status, example.body);
        write_headers(page, example.headers);
        let _ = writeln!(page, "\n→ {said}\n");
        self.messages.push(message);
    }
}

fn message(example: Example, prepared: &Prepared) -> Message {
    let http = prepared.as_http();
    let header = |(name, value): (&header::HeaderName, &HeaderValue)| {
        (name.to_string(), without_random(&String::from_utf8_lossy(value.as_bytes())))
    };
    Message {
        provider: example.provider,
        endpoint: example.endpoint,
        method: http.method().to_string(),
        url: http.uri().to_string(),
        headers: http.headers().iter().map(header).collect(),
        body: without_random(&String::from_utf8_lossy(http.body().as_slice())),
    }
}

/// The beginnings of JWTs signed with ES256 or PS256, and of `DPoP` proofs, whose signatures differ each time.
const RANDOM: [&str; 3] = ["eyJhbGciOiJFUzI1NiI", "eyJhbGciOiJQUzI1NiI", "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2Ii"];

/// The beginnings of ECDSA signatures as DER in base64, and how much of the text before one is always the same: that of Turnkey
/// is in a JSON object.
const DER: [(&str, usize); 4] = [("MEQC", 0), ("MEUC", 0), ("MEYC", 0), ("eyJwdWJsaWNLZXki", 180)];

fn without_random(text: &str) -> String {
    if let Some((_, same)) = DER.into_iter().find(|(start, _)| text.starts_with(start)) {
        return format!("{}{{signature}}", text.get(..same).unwrap_or_default());
    }
    let is_part = |char: char| char.is_ascii_alphanumeric() || "-_.".contains(char);
    let Some(start) = RANDOM.iter().find_map(|header| text.find(header)) else { return text.to_owned() };
    let (before, from) = text.split_at(start);
    let end = from.find(|char| !is_part(char)).unwrap_or(from.len());
    let (token, after) = from.split_at(end);
    let signed = token.rsplit_once('.').map_or(token, |(signed, _)| signed);
    format!("{before}{signed}.{{signature}}{after}")
}

/// Replaces what a JWT in the URL of a visit says, because its state differs each time.
fn without_claims(url: &str) -> String {
    let Some(start) = url.find("=eyJ") else { return url.to_owned() };
    let (before, from) = url.split_at(start + 1);
    let (token, after) = from.split_at(from.find('&').unwrap_or(from.len()));
    let header = token.split('.').next().unwrap_or(token);
    format!("{before}{header}.{{claims}}.{{signature}}{after}")
}

fn write_message(page: &mut String, message: &Message) {
    let Message { endpoint, method, url, headers, body, .. } = message;
    let _ = writeln!(page, "### {endpoint}\n\n{method} {url}");
    for (name, value) in headers {
        let _ = writeln!(page, "{name}: {value}");
    }
    if !body.is_empty() {
        let _ = writeln!(page, "\n{}", body.replace("\r\n", "\n"));
    }
}

/// What the reply of an example is read as.
fn said<E: Endpoint<Response: Debug>>(example: Example) -> String {
    match read::<E>(reply_of(example, E::CALL.reply)) {
        Ok(response) => format!("{:?}", response.value()),
        Err(error) => error.to_string(),
    }
}

fn reply_of(example: Example, encoding: ReplyEncoding) -> RawResponse {
    let headers = headers(example.headers, media_type(encoding));
    RawResponse::new(status(example.status), headers, example.body.as_bytes().to_vec())
}

fn media_type(reply: ReplyEncoding) -> &'static str {
    match reply {
        ReplyEncoding::Form => "application/x-www-form-urlencoded",
        ReplyEncoding::Xml => "application/xml",
        ReplyEncoding::Text => "text/plain",
        ReplyEncoding::Bytes => "application/octet-stream",
        _ => "application/json",
    }
}

/// Replaces the PKCE challenge, because its verifier is random.
fn without_challenge(url: &str) -> String {
    let is_challenge = |parameter: &&str| parameter.starts_with("code_challenge=");
    match url.split('&').find(is_challenge) {
        Some(challenge) => url.replace(challenge, "code_challenge={challenge}"),
        None => url.to_owned(),
    }
}

#[expect(clippy::expect_used, reason = "a spec without statuses does not generate")]
fn status(code: u16) -> StatusCode {
    StatusCode::from_u16(code).expect("the status of a spec")
}

/// Makes the headers of a JSON response, with these added.
fn headers(further: &[(&'static str, &'static str)], media: &'static str) -> HeaderMap {
    let mut headers = HeaderMap::from_iter([(header::CONTENT_TYPE, HeaderValue::from_static(media))]);
    for (name, value) in further {
        let name = HeaderName::from_bytes(name.as_bytes());
        headers.extend(name.ok().map(|name| (name, HeaderValue::from_static(value))));
    }
    headers
}

fn write_headers(page: &mut String, headers: &[(&str, &str)]) {
    for (name, value) in headers {
        let _ = writeln!(page, "{name}: {value}");
    }
}

impl Visitor for WireGolden {
    fn settings<S: Settings<Provider: Provider> + Clone + 'static>(&mut self, settings: S) {
        self.sites.add(settings);
    }

    fn open<P, E, F>(&mut self, _: P, example: Example, request: E, _: impl FnOnce(Connection<P>, E) -> F + 'static)
    where
        P: Provider,
        E: OpenEndpoint<Response: Debug> + 'static,
        F: Future<Output = Reply<E>> + 'static,
    {
        self.add::<P, E>(example, &request, None);
    }

    fn protected<P, E, C, F>(
        &mut self,
        _: P,
        example: Example,
        request: E,
        credential: C,
        _: impl FnOnce(Connection<P, C>, E) -> F + 'static,
    ) where
        P: Provider,
        E: ProtectedEndpoint<Response: Debug> + 'static,
        C: Authorizes<P> + 'static,
        F: Future<Output = Reply<E>> + 'static,
    {
        self.add::<P, E>(example, &request, Some(&credential));
    }

    #[expect(clippy::expect_used, reason = "a golden that cannot be made is a failed test")]
    fn visit<P, R>(&mut self, _: P, example: Example, request: R)
    where
        P: Provider,
        R: AuthorizationRequest<Provider = P> + 'static,
    {
        let hosts = self.hosts::<P>();
        let authorization = request.start(&hosts).expect("an example of a spec");
        let state = authorization.state().expose();
        let page = self.pages.entry(example.provider).or_default();
        let url = without_challenge(&authorization.url().replace(state, "{state}"));
        let _ = writeln!(page, "### {}\n\nVISIT {}\n", example.endpoint, without_claims(&url));
        self.messages.push(Message {
            provider: example.provider,
            endpoint: example.endpoint,
            method: "GET".to_owned(),
            url: authorization.url().to_owned(),
            headers: Vec::new(),
            body: String::new(),
        });
    }

    fn error<E: ApiError>(&mut self, refused: Refused) {
        let code = refused.status;
        let read = reply_to(refused).as_reply(|reply| {
            let early = if code < 300 { E::read_success(reply) } else { E::read_redirect(reply) };
            early.filter(|_| code < 400).unwrap_or_else(|| E::read(reply))
        });
        let page = self.pages.entry(refused.provider).or_default();
        write_refusal(page, refused, read.name(), read.class(), [read.code(), read.message()]);
    }
}

fn reply_to(refused: Refused) -> RawResponse {
    let Refused { status: code, body, headers: further, media, .. } = refused;
    // A call knows that its successes are texts; here they are read as JSON.
    let is_text = code < 300 && media == "text/plain";
    let (sent, media) = if is_text { (format!("{body:?}"), "application/json") } else { (body.to_owned(), media) };
    RawResponse::new(status(code), headers(further, media), sent.into_bytes())
}

fn write_refusal(page: &mut String, refused: Refused, name: &str, class: Option<Class>, said: [Option<&str>; 2]) {
    let Refused { provider, errors, case, status: code, body, headers: further, media: _ } = refused;
    let _ = writeln!(page, "### {errors}::{case}\n\n{code} {body}");
    write_headers(page, further);
    let class = class.unwrap_or_else(|| Class::of_status(status(code)));
    let [code, message] = said.map(Option::unwrap_or_default);
    let _ = writeln!(page, "\n→ {errors}::{name} {class:?} code={code:?} message={message:?}\n");
    assert_eq!(name, case, "{provider}: an example of {errors}::{case}");
}
