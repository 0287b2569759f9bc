//! Runs every example through the generated clients and real HTTP, against the mock server.

use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::time::Duration;

use auth_mock::Mock;
use auth_runtime::call::{OpenEndpoint, ProtectedEndpoint};
use auth_runtime::consent::{AuthorizationRequest, Opening};
use auth_runtime::host::Hosts;
use auth_runtime::session::{Clock as _, ManualClock, SessionBuilder, SessionError};
use auth_runtime::{ApiError, Authorizes, ClientBuilder, Connection, Provider, Settings};

use crate::sites::Sites;
use crate::visitor::{Example, Refused, Reply, Tokens, Visitor};

/// The result of one call.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// The example.
    pub example: Example,
    /// The result.
    pub outcome: Outcome,
}

impl Exchange {
    /// Checks that the result is the one that the example documents.
    ///
    /// # Panics
    /// If it is not.
    #[expect(clippy::expect_used, clippy::panic, reason = "a call that is not answered as documented is a failed test")]
    pub fn check(&self) {
        let Self { example, outcome } = self;
        let name = format!("{}.{}", example.provider, example.endpoint);
        let Outcome::Answered { status, body, debug: _ } = outcome else { panic!("{name}: {outcome:?}") };
        assert_eq!(*status, example.status, "{name}");
        if example.status != 302 && !example.body.is_empty() {
            match serde_json::from_str::<serde_json::Value>(example.body) {
                Ok(expected) => {
                    let body: serde_json::Value = serde_json::from_slice(body).expect("the body of an example");
                    assert_eq!(body, expected, "{name}");
                }
                Err(_) => assert_eq!(String::from_utf8_lossy(body), example.body, "{name}"),
            }
        }
    }
}

/// The result.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// A success.
    Answered {
        /// The status.
        status: u16,
        /// The body, byte for byte.
        body: Vec<u8>,
        /// The `Debug` of the response.
        debug: String,
    },
    /// An error.
    Failed {
        /// The `Display` of the error.
        error: String,
        /// The `Debug` of the error.
        debug: String,
    },
}

type Step = Pin<Box<dyn Future<Output = Outcome>>>;
type Life = Pin<Box<dyn Future<Output = Result<[String; 2], SessionError>>>>;

/// Collects the calls, and makes them one after another.
pub struct Tour {
    mock: Rc<Mock>,
    steps: Vec<(Example, Step)>,
    visits: Vec<(Example, Step)>,
    lives: Vec<(Tokens, Life)>,
    sites: Sites,
}

impl Tour {
    /// Makes a tour of the providers of this server.
    #[must_use]
    pub fn of(mock: Rc<Mock>) -> Self {
        Self { mock, steps: Vec::new(), visits: Vec::new(), lives: Vec::new(), sites: Sites::default() }
    }

    /// Makes all calls, and then all visits: after a visit the server accepts the code only with the verifier of that
    /// visit, and the example that exchanges the code has another one.
    pub async fn run(self) -> Vec<Exchange> {
        let mut exchanges = Vec::new();
        for (example, step) in self.steps.into_iter().chain(self.visits) {
            exchanges.push(Exchange { example, outcome: step.await });
        }
        exchanges
    }

    /// Runs every session: logs in, renews, revokes.
    pub async fn live(self) -> Vec<(Tokens, Result<[String; 2], SessionError>)> {
        let mut lived = Vec::new();
        for (tokens, life) in self.lives {
            lived.push((tokens, life.await));
        }
        lived
    }

    #[expect(clippy::expect_used, reason = "a tour that cannot start is a failed test")]
    fn connect<P: Provider>(&self) -> Connection<P> {
        let mut builder = ClientBuilder::<P>::new().allow_loopback_http();
        for host in P::HOSTS {
            builder =
                builder.host(host.name(), self.mock.url(P::NAME, host.name()).expect("a host that the mock plays"));
        }
        self.sites.apply(builder).build().expect("a client for loopback")
    }

    fn push(&mut self, example: Example, step: impl Future<Output = Outcome> + 'static) {
        self.steps.push((example, Box::pin(step)));
    }
}

fn outcome<E: auth_runtime::Endpoint<Response: Debug>>(reply: Reply<E>) -> Outcome {
    match reply {
        Ok(response) => Outcome::Answered {
            status: response.status().as_u16(),
            body: response.body().to_vec(),
            debug: format!("{response:?}"),
        },
        Err(error) => Outcome::Failed { error: error.to_string(), debug: format!("{error:?}") },
    }
}

/// Runs a session. The renewal takes place shortly before expiry, while the token is valid, because some tokens are
/// renewed with themselves.
async fn live<P: Provider>(builder: SessionBuilder<P>) -> Result<[String; 2], SessionError> {
    let clock = ManualClock::default();
    let session = builder.clock(clock.clone()).build();
    let first = session.token().await?;
    let now = clock.now().wall;
    let left = first.expires_at().and_then(|end| end.duration_since(now).ok()).unwrap_or_default();
    clock.advance(left.saturating_sub(Duration::from_secs(1)));
    let second = session.token().await?;
    session.revoke().await?;
    Ok([first.secret().expose().to_owned(), second.secret().expose().to_owned()])
}

/// Does what a browser would do: requests the URL, and returns the URL to which it is redirected.
async fn browse<R: AuthorizationRequest>(request: R, hosts: Hosts<R::Provider>) -> Outcome
where
    R::Provider: Provider,
{
    match follow(request, hosts).await {
        Ok((status, debug)) => Outcome::Answered { status, body: Vec::new(), debug },
        Err(error) => Outcome::Failed { error: error.to_string(), debug: format!("{error:?}") },
    }
}

async fn follow<R: AuthorizationRequest>(request: R, hosts: Hosts<R::Provider>) -> Result<(u16, String), Problem> {
    // Where the state was sent in an earlier request, it is that of the example.
    let is_sent = R::ADDS.contains(&"state") || !R::BOUND.contains(&"state");
    let mut authorization = if is_sent || request.start(&hosts)?.url().contains("state=") {
        request.start(&hosts)?
    } else {
        request.open(&hosts, Opening::resumed("state_example_1", Some("verifier_example_1".into())))?
    };
    let (status, came) = visited(authorization.url().to_owned()).await?;
    let verifier = match came {
        Came::Back(location) => authorization.finish(&location)?.verifier,
        Came::Posted(body) => authorization.finish_form(&body)?.verifier,
    };
    Ok((status, format!("{verifier:?}")))
}

type Problem = Box<dyn std::error::Error>;

/// The visit, on a thread that may wait.
async fn visited(url: String) -> Result<(u16, Came), Problem> {
    Ok(tokio::task::spawn_blocking(move || visit(&url)).await??)
}

/// Visits a page as a browser does, and returns the status of the answer, and the parameters with which it leads back, as
/// a query.
///
/// # Errors
/// If the page is not there.
pub fn visit_page(url: &str) -> std::io::Result<(u16, String)> {
    Ok(match visit(url)? {
        (status, Came::Back(location)) => (status, location),
        (status, Came::Posted(body)) => (status, format!("?{body}")),
    })
}

/// How the browser came back.
enum Came {
    /// To this URL.
    Back(String),
    /// With this form.
    Posted(String),
}

/// Returns the inputs of the form that a page posts, encoded.
fn posted(page: &str) -> String {
    let unescape =
        |text: &str| text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    let inputs = page.split("name=\"").skip(1).filter_map(|rest| {
        let (name, rest) = rest.split_once("\" value=\"")?;
        Some((unescape(name), unescape(rest.split_once('"')?.0)))
    });
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(inputs).finish()
}

/// Sends one GET over a plain socket, and returns the status, and where the response leads. A query after `#` is sent in
/// the query, as the script of the page does; another fragment stays in the browser.
fn visit(url: &str) -> std::io::Result<(u16, Came)> {
    use std::io::{Error, Read as _, Write as _};
    let url = url::Url::parse(url).map_err(Error::other)?;
    let host = format!("{}:{}", url.host_str().unwrap_or_default(), url.port().unwrap_or(80));
    let mut socket = std::net::TcpStream::connect(&host)?;
    let target = match url.fragment() {
        Some(fragment) if fragment.contains('/') => {
            format!("{}?{}", url.path(), fragment.split_once('?').unwrap_or_default().1)
        }
        Some(_) | None => url[url::Position::BeforePath..url::Position::AfterQuery].to_owned(),
    };
    write!(socket, "GET {target} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n")?;
    let mut reply = String::new();
    socket.read_to_string(&mut reply)?;
    let status = reply.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
    let headers = reply.lines().take_while(|line| !line.is_empty()).filter_map(|line| line.split_once(": "));
    let location = headers.filter(|(name, _)| name.eq_ignore_ascii_case("location")).map(|(_, value)| value);
    let location = location.last().unwrap_or_default();
    if location.is_empty() && status == 200 {
        return Ok((302, Came::Posted(posted(&reply))));
    }
    Ok((status, Came::Back(location.to_owned())))
}

/// Returns the names of a JSON object's members, or the length of another body.
#[must_use]
pub fn describe_form(body: &[u8]) -> String {
    match serde_json::from_slice::<serde_json::Value>(body) {
        Ok(serde_json::Value::Object(members)) => {
            let names: Vec<&str> = members.keys().map(String::as_str).collect();
            format!("{{{}}}", names.join(", "))
        }
        _ if body.is_empty() => "no body".to_owned(),
        _ => format!("{} bytes", body.len()),
    }
}

impl Visitor for Tour {
    fn settings<S: Settings<Provider: Provider> + Clone + 'static>(&mut self, settings: S) {
        self.sites.add(settings);
    }

    fn open<P, E, F>(&mut self, _: P, example: Example, request: E, call: impl FnOnce(Connection<P>, E) -> F + 'static)
    where
        P: Provider,
        E: OpenEndpoint<Response: Debug> + 'static,
        F: Future<Output = Reply<E>> + 'static,
    {
        let connection = self.connect::<P>();
        self.push(example, async move { outcome::<E>(call(connection, request).await) });
    }

    fn protected<P, E, C, F>(
        &mut self,
        _: P,
        example: Example,
        request: E,
        credential: C,
        call: impl FnOnce(Connection<P, C>, E) -> F + 'static,
    ) where
        P: Provider,
        E: ProtectedEndpoint<Response: Debug> + 'static,
        C: Authorizes<P> + 'static,
        F: Future<Output = Reply<E>> + 'static,
    {
        let connection = self.connect::<P>().with(credential);
        self.push(example, async move { outcome::<E>(call(connection, request).await) });
    }

    fn visit<P, R>(&mut self, _: P, example: Example, request: R)
    where
        P: Provider,
        R: AuthorizationRequest<Provider = P> + 'static,
    {
        let hosts = self.connect::<P>().hosts().clone();
        self.visits.push((example, Box::pin(browse(request, hosts))));
    }

    fn error<E: ApiError>(&mut self, _: Refused) {}

    fn session<P: Provider>(
        &mut self,
        _: P,
        tokens: Tokens,
        build: impl FnOnce(&Connection<P>) -> SessionBuilder<P> + 'static,
    ) {
        let builder = build(&self.connect::<P>());
        self.lives.push((tokens, Box::pin(live(builder))));
    }
}
