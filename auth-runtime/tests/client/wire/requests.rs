//! How typed requests become HTTP messages.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::format_push_string,
    reason = "a test that fails may panic, and its texts are short"
)]

use auth_runtime::host::Hosts;
use auth_runtime::value::TextDuration;
use auth_runtime::{Credential, Endpoint, Secret};

use crate::support;
use crate::support::{
    Acme, ApiKey, Authorize, CreateKey, DeleteKey, ExchangeCode, HeaderKey, Limit, ListAgents, Login, Scope, Search,
};

/// The message as it is sent.
fn message(endpoint: &impl Endpoint, credential: Option<&dyn Credential>) -> String {
    let prepared = match endpoint.prepare(&Hosts::of::<Acme>().unwrap(), credential) {
        Ok(prepared) => prepared.into_http(),
        Err(error) => return error.to_string(),
    };
    let mut lines = vec![format!("{} {}", prepared.method(), prepared.uri())];
    let headers = prepared.headers().iter().filter(|(name, _)| *name != "accept");
    lines.extend(headers.map(|(name, value)| format!("{name}: {}", value.to_str().unwrap())));
    lines.push(String::from_utf8(prepared.body().as_slice().to_vec()).unwrap());
    lines.join("\n").trim_end().to_owned()
}

fn create() -> CreateKey {
    CreateKey::new("CI \"x\"", [Scope::Read, "a&b".into()])
}

#[test]
fn writes_each_place() {
    let limit = Limit { per_minute: 60, max_burst: None, paths: vec!["/a".into(), "/b".into()] };
    let full = create()
        .r#type("t")
        .expiration(TextDuration::days(30))
        .limit(limit)
        .tags(["x", "y"])
        .tenant("acme corp")
        .extra("{\"a\": 1.10}".parse::<auth_runtime::Json>().unwrap())
        .ratio(0.5);
    let rows = [
        (
            message(&ExchangeCode::new("c/1", "app 1", "s&1"), None),
            "POST https://auth.acme.example/oauth/token\ncontent-type: application/x-www-form-urlencoded\n\
             grant_type=authorization_code&code=c%2F1&client_id=app+1&client_secret=s%261",
        ),
        (
            message(&create(), None),
            "POST https://api.acme.example/v1/keys?v=2\ncontent-type: application/json\nx-version: 2026-11\n\
             {\"name\":\"CI \\\"x\\\"\",\"scopes\":[\"read\",\"a&b\"]}",
        ),
        (
            message(&full, None),
            "POST https://api.acme.example/v1/keys?v=2\ncontent-type: application/json\nx-version: 2026-11\n\
             x-tenant: acme corp\n\
             {\"name\":\"CI \\\"x\\\"\",\"scopes\":[\"read\",\"a&b\"],\"type\":\"t\",\"expiration\":\"30d\",\
             \"limits\":{\"per_minute\":60,\"paths\":\"/a|/b\"},\"tags\":[\"x\",\"y\"],\"extra\":{\"a\": 1.10},\"ratio\":0.5}",
        ),
        (message(&DeleteKey::new("a/b ü?.."), None), "DELETE https://api.acme.example/v1/keys/a%2Fb%20%C3%BC%3F../now"),
        (message(&Search::new(), None), "GET https://api.acme.example/v1/search"),
        (
            message(&Search::default().q("a b+c").tags(["x", "y&z"]).exact(true), None),
            "GET https://api.acme.example/v1/search?q=a%20b%2Bc&tag=x&tag=y%26z&exact=true",
        ),
    ];
    for (written, expected) in rows {
        assert_eq!(written, expected);
    }
}

#[test]
fn attaches_credentials() {
    let rows: [(&dyn Credential, &str); 5] = [
        (&ApiKey::new("k1"), "authorization: Bearer k1"),
        (&auth_runtime::Bearer::new("t1"), "authorization: Bearer t1"),
        (&HeaderKey::new("k2"), "x-api-key: Key k2"),
        // RFC 7617 §2
        (&Login::new("Aladdin", "open sesame"), "authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
        (&Login::new("", ""), "authorization: Basic Og=="),
    ];
    for (credential, expected) in rows {
        let written = message(&ListAgents, Some(credential));
        assert_eq!(written, format!("GET https://api.acme.example/v1/agents\n{expected}"));
    }
    let hosts = Hosts::of::<Acme>().unwrap();
    let prepared = ListAgents.prepare(&hosts, Some(&ApiKey::new("k1"))).unwrap().into_http();
    assert!(prepared.headers()["authorization"].is_sensitive());
    assert_eq!(prepared.headers()["accept"], "application/json");
}

#[test]
fn refuses_what_cannot_be_sent() {
    for token in ["", "a b", "a\r\nX-Evil: 1", "a\n", "tök", "a\0", "a\u{7f}"] {
        let error = ListAgents.prepare(&Hosts::of::<Acme>().unwrap(), Some(&ApiKey::new(token))).unwrap_err();
        assert_eq!(error.endpoint(), "ListAgents");
        assert_eq!(
            error.to_string(),
            "`ListAgents` cannot be sent: the credential for the header `authorization` is empty or has a character \
             other than visible ASCII; trim it"
        );
    }
    let rows = [
        (
            message(&CreateKey::new("n", [] as [Scope; 0]), None),
            "`CreateKey` cannot be sent: `scopes` must have at least 1 item",
        ),
        (
            message(&create().tenant("a\r\nb"), None),
            "`CreateKey` cannot be sent: `x-tenant` is a header: give it visible ASCII and spaces only",
        ),
        (
            message(&create().ratio(f64::NAN), None),
            "`CreateKey` cannot be sent: `ratio` has a value that cannot be written there",
        ),
        (
            message(&DeleteKey::new(""), None),
            "`DeleteKey` cannot be sent: the path parameter `key_id` must not be empty, `.` or `..`",
        ),
        (
            message(&DeleteKey::new(".."), None),
            "`DeleteKey` cannot be sent: the path parameter `key_id` must not be empty, `.` or `..`",
        ),
        (
            message(&ListAgents, Some(&Login::new("a:b", "p"))),
            "`ListAgents` cannot be sent: a user name for Basic authentication must not contain a colon (RFC 7617)",
        ),
        (
            message(&Search::new().q("x".repeat(70_000)), None),
            "`Search` cannot be sent: the URL is too long or not well-formed",
        ),
    ];
    for (written, expected) in rows {
        assert_eq!(written, expected);
    }
}

#[test]
fn starts_an_authorization() {
    let request = Authorize::new("app 1", "https://app.example/cb?x=1").scope([Scope::Read, "b".into()]);
    let hosts = Hosts::of::<Acme>().unwrap().with("auth", "https://eu.acme.example/").unwrap();
    let authorization = request.start(&hosts).unwrap();
    let expected = format!(
        "https://eu.acme.example/oauth/authorize?response_type=code&client_id=app%201\
         &redirect_uri=https%3A%2F%2Fapp.example%2Fcb%3Fx%3D1&scope=read%20b&state={}",
        authorization.state().expose()
    );
    assert_eq!(authorization.url(), expected);
    assert!(authorization.pkce_verifier().is_none());
    assert!(!format!("{authorization:?}").contains(authorization.state().expose()));

    let mut authorization = request.with_pkce().start(&hosts).unwrap();
    assert!(
        authorization.url().contains("&code_challenge=")
            && authorization.url().ends_with("&code_challenge_method=S256")
    );
    let callback = format!("/cb?code=c1&state={}", authorization.state().expose());
    let code = authorization.finish(&callback).unwrap();
    assert!(code.verifier.is_some_and(|verifier| verifier.expose().len() == 43));
    assert!(authorization.finish(&callback).is_err());
}

#[test]
fn shows_no_secret() {
    let canary = "canary-7Zq";
    let hosts = Hosts::of::<Acme>().unwrap();
    let request = ExchangeCode::new(canary, "app", canary).code_verifier(canary);
    let prepared = request.prepare(&hosts, Some(&ApiKey::new(canary))).unwrap();
    let shown = format!(
        "{request:?} {prepared:?} {:?} {:?} {:?} {:?}",
        prepared.as_http(),
        prepared.carried(),
        ApiKey::new(canary),
        Login::new("ada", Secret::from(canary)),
    );
    assert!(!shown.contains("canary"), "{shown}");
}

/// Read a page.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/pages/{page}.{form}/text", query("aud" = "urn:{aud}"), raw_query("aud"), response = (), error = support::AcmeError)]
struct ReadPage {
    #[endpoint(raw)]
    page: String,
    form: String,
    #[endpoint(input)]
    aud: String,
    #[endpoint(query, separator = ",", raw)]
    scope: Vec<String>,
}

#[test]
fn what_is_written_as_it_is_changes_nothing_else_of_the_url() {
    let page = |page: &str, aud: &str, scope: &str| message(&ReadPage::new(page, "md", aud, [scope, "b:c"]), None);
    assert_eq!(
        page("a/b%20c", "x", "read:all"),
        "GET https://api.acme.example/v1/pages/a/b%20c.md/text?aud=urn:x&scope=read:all,b:c"
    );
    for (written, name) in [
        (page("../../admin/x", "x", "y"), "page"),
        (page("a/%2E%2e/b", "x", "y"), "page"),
        (page("a//b", "x", "y"), "page"),
        (page("/a", "x", "y"), "page"),
        (page("a?x=1#", "x", "y"), "page"),
        (page("{form}", "x", "y"), "page"),
        (page("", "x", "y"), "page"),
        (page("a", "x&admin=1", "y"), "aud"),
        (page("a", "x\r\nHost: evil.example", "y"), "aud"),
        (page("a", "x", "y#z"), "scope"),
        (page("a", "x", "50%"), "scope"),
    ] {
        assert!(written.contains(&format!("`{name}` is written into the URL as it is")), "{written}");
    }
    // Neither half is a segment that leads elsewhere, but both together are.
    let joined = ReadPage::new("a/.", ".", "x", ["y"]);
    assert!(message(&joined, None).starts_with("`ReadPage` cannot be sent"), "{}", message(&joined, None));
}

/// Find an app.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/apps",
    query("id" = piece("{pair}", by = ":", index = 0, count = 2, public)),
    header("X-Secret" = piece("{pair}", by = ":", index = 1, count = 2)),
    response = (),
    error = support::AcmeError
)]
struct FindApp {
    #[endpoint(input)]
    pair: Secret,
}

#[test]
fn a_text_of_several_is_sent_alone_and_never_shown() {
    let sent = message(&FindApp::new("id_1:se:cret"), None);
    assert_eq!(sent, "GET https://api.acme.example/v1/apps?id=id_1\nx-secret: se:cret");
    for pair in ["id_1", "id_1:", ":secret", "", "no separator here"] {
        let error = message(&FindApp::new(pair), None);
        assert_eq!(error, "`FindApp` cannot be sent: `pair` must be 2 texts joined by `:`", "{pair}");
    }
}
