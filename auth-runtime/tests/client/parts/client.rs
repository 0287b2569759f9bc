//! Settings, headers of every request, templates, Basic, and credentials of several parts: what is written, and what is refused.
#![allow(clippy::unwrap_used, clippy::format_collect, reason = "a test that fails may panic, and its texts are short")]

use std::time::{Duration, SystemTime};

use auth_runtime::call::{Call, Method};
use auth_runtime::host::{ConfigError, Header, Hosts, Setting, SettingType, SettingValues};
use auth_runtime::request::{BasicEncoding, Context, Fields, Place, RequestProblem};
use auth_runtime::value::{Format, Value};
use auth_runtime::{
    Authorizes, ClientBuilder, Connection, Credential, Encode, Endpoint, Host, Json, Provider, Secret, Settings,
};

struct Acme;

impl Provider for Acme {
    const NAME: &'static str = "acme";
    const TITLE: &'static str = "Acme";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "https://{subdomain}.acme.example/{tenant}"),
        Host::new("login", "https://{region}.acme.example"),
    ];
    const HEADERS: &'static [Header] = &[
        Header::new("Accept", "application/vnd.acme+json"),
        Header::new("X-Tenant", "t-{subdomain}"),
        Header::new("X-Trace", "{trace}"),
    ];
    const SETTINGS: &'static [Setting] = AcmeSettings::SETTINGS;
}

#[derive(Clone, Default)]
struct AcmeSettings {
    subdomain: Option<String>,
    region: Option<String>,
    tenant: Option<String>,
    trace: Option<String>,
}

impl Settings for AcmeSettings {
    type Provider = Acme;
    const SETTINGS: &'static [Setting] = &[
        Setting::new("subdomain", SettingType::Format(Format::Label)).pattern("[a-z0-9-]+"),
        Setting::new("region", SettingType::OneOf(&["eu", "us"])).default("eu"),
        Setting::new("tenant", SettingType::Text).default("api"),
        Setting::new("trace", SettingType::Text).optional(),
    ];

    fn values(&self, to: &mut SettingValues) {
        to.set("subdomain", &self.subdomain);
        to.set("region", &self.region);
        to.set("tenant", &self.tenant);
        to.set("trace", &self.trace);
    }
}

fn settings(subdomain: &str) -> AcmeSettings {
    AcmeSettings { subdomain: Some(subdomain.into()), ..AcmeSettings::default() }
}

/// A request with one part of each kind that is not a plain field.
#[derive(Default)]
struct Exchange {
    client_id: Option<String>,
    client_secret: Option<Secret>,
    encoding: BasicEncoding,
    trace: Option<String>,
    accept: Option<&'static str>,
}

impl Endpoint for Exchange {
    type Response = Json;
    type Error = ();
    const CALL: Call = Call::new("Exchange", Method::Post, "/tenants/{subdomain}/token").form();

    fn fields<'a>(&'a self, to: &mut Fields<'a>, context: &Context) -> Result<(), RequestProblem> {
        if self.client_id.is_some() || self.client_secret.is_some() {
            to.basic(self.client_id.encode(), self.client_secret.encode(), self.encoding);
        }
        to.part(Place::Header, "Accept", self.accept.map_or(Value::Absent, Value::text));
        to.part(Place::Header, "X-Trace", Value::concat([Value::text("t-"), self.trace.encode()]));
        to.part(Place::Query, "region", Value::Setting("region"));
        let now = context.now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        to.part(Place::Body, "at", Value::Integer(now.as_secs().try_into().unwrap_or(i64::MAX)));
        Ok(())
    }
}

/// Two headers, one of them a template over a secret and a text.
struct Keys {
    api_key: Secret,
    org: Option<String>,
}

impl Credential for Keys {
    fn parts<'a>(&'a self, to: &mut Fields<'a>, _: &Context) -> Result<(), RequestProblem> {
        to.part(Place::Header, "acme-api-key", Value::Secret(&self.api_key));
        to.part(Place::Header, "acme-org", Value::concat([Value::text("org "), self.org.encode()]));
        Ok(())
    }
}

struct ApiToken(&'static str, Secret);

impl Credential for ApiToken {
    fn parts<'a>(&'a self, to: &mut Fields<'a>, _: &Context) -> Result<(), RequestProblem> {
        let username = Value::concat([Value::text(self.0), Value::text("/token")]);
        to.basic(username, Value::Secret(&self.1), BasicEncoding::Plain);
        Ok(())
    }
}

impl Authorizes<Acme> for Keys {}

/// A part of each place that the rows ask for, with a setting in it.
struct At(Place);

impl Credential for At {
    fn parts<'a>(&'a self, to: &mut Fields<'a>, _: &Context) -> Result<(), RequestProblem> {
        to.part(self.0, "key", Value::concat([Value::Setting("region"), Value::text("/k 1")]));
        Ok(())
    }
}

/// A credential with a secret in the path.
struct InPath(Secret);

impl Credential for InPath {
    fn parts<'a>(&'a self, to: &mut Fields<'a>, _: &Context) -> Result<(), RequestProblem> {
        to.part(Place::Path, "key", Value::Secret(&self.0));
        Ok(())
    }
}

fn written(settings: &AcmeSettings, request: &Exchange, credential: Option<&dyn Credential>) -> String {
    let hosts = match Hosts::with_settings(settings) {
        Ok(hosts) => hosts.context(Context::system().at(SystemTime::UNIX_EPOCH + Duration::from_secs(7))),
        Err(error) => return error.to_string(),
    };
    let prepared = match request.prepare(&hosts, credential) {
        Ok(prepared) => prepared.into_http(),
        Err(error) => return error.to_string(),
    };
    let headers = prepared.headers().iter().filter(|(name, _)| *name != "content-type");
    let headers = headers.map(|(name, value)| format!("\n{name}: {}", value.to_str().unwrap())).collect::<String>();
    format!("{}{headers}\n{}", prepared.uri(), std::str::from_utf8(prepared.body().as_slice()).unwrap())
}

const START: &str = "https://acme-eu.acme.example/api/tenants/acme-eu/token?region=eu\n\
                     accept: application/vnd.acme+json\nx-tenant: t-acme-eu";

#[test]
fn writes_settings_templates_and_basic() {
    let with = |id: &str, secret: &str, encoding| Exchange {
        client_id: Some(id.into()),
        client_secret: Some(secret.into()),
        encoding,
        ..Exchange::default()
    };
    let keys = Keys { api_key: "k_1".into(), org: Some("acme".into()) };
    let no_org = Keys { api_key: "k_1".into(), org: None };
    let token = ApiToken("ada@acme.example", "t_1".into());
    let plain = settings("acme-eu");
    let rows: [(&AcmeSettings, Exchange, Option<&dyn Credential>, String); 10] = [
        (&plain, Exchange::default(), None, format!("{START}\nat=7")),
        // RFC 7617 §2, and RFC 6749 §2.3.1
        (
            &plain,
            with("Aladdin", "open sesame", BasicEncoding::Plain),
            None,
            format!("{START}\nauthorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\nat=7"),
        ),
        (
            &plain,
            with("a:b", "p ä", BasicEncoding::Form),
            None,
            format!("{START}\nauthorization: Basic YSUzQWI6cCslQzMlQTQ=\nat=7"),
        ),
        (
            &plain,
            Exchange { client_id: Some("a".into()), ..Exchange::default() },
            None,
            format!("{START}\nauthorization: Basic YTo=\nat=7"),
        ),
        (
            &plain,
            Exchange { client_secret: Some("a".into()), ..Exchange::default() },
            None,
            format!("{START}\nauthorization: Basic OmE=\nat=7"),
        ),
        (
            &plain,
            Exchange { trace: Some("7".into()), ..Exchange::default() },
            None,
            format!("{START}\nx-trace: t-7\nat=7"),
        ),
        (
            &plain,
            Exchange { accept: Some("text/csv"), ..Exchange::default() },
            None,
            START.replace("application/vnd.acme+json", "text/csv") + "\nat=7",
        ),
        (&plain, Exchange::default(), Some(&keys), format!("{START}\nacme-api-key: k_1\nacme-org: org acme\nat=7")),
        (&plain, Exchange::default(), Some(&no_org), format!("{START}\nacme-api-key: k_1\nat=7")),
        (
            &plain,
            Exchange::default(),
            Some(&token),
            format!("{START}\nauthorization: Basic YWRhQGFjbWUuZXhhbXBsZS90b2tlbjp0XzE=\nat=7"),
        ),
    ];
    for (settings, request, credential, expected) in rows {
        assert_eq!(sorted(&written(settings, &request, credential)), sorted(&expected));
    }
    let plain = settings("acme-eu");
    let rows = [
        (Place::Query, START.replace("region=eu", "region=eu&key=eu%2Fk%201") + "\nat=7"),
        (Place::Header, format!("{START}\nkey: eu/k 1\nat=7")),
    ];
    for (place, expected) in rows {
        assert_eq!(sorted(&written(&plain, &Exchange::default(), Some(&At(place)))), sorted(&expected));
    }
    let all =
        AcmeSettings { region: Some("us".into()), tenant: Some("a/b ü".into()), trace: Some("x".into()), ..plain };
    let found = written(&all, &Exchange::default(), None);
    assert!(
        found.starts_with("https://acme-eu.acme.example/a%2Fb%20%C3%BC/tenants/acme-eu/token?region=us"),
        "{found}"
    );
    assert!(found.contains("\nx-trace: x\n"), "{found}");
}

/// A map of headers has no order of its own.
fn sorted(text: &str) -> Vec<&str> {
    let mut lines: Vec<_> = text.lines().collect();
    lines.sort_unstable();
    lines
}

#[test]
fn refuses_what_does_not_fit() {
    let plain = settings("acme-eu");
    let colon = Exchange { client_id: Some("a:b".into()), ..Exchange::default() };
    let trace = Exchange { trace: Some("a\r\nb".into()), ..Exchange::default() };
    let empty = Keys { api_key: "".into(), org: None };
    let line = Keys { api_key: "k\n".into(), org: None };
    let org = Keys { api_key: "k".into(), org: Some("ä".into()) };
    let none = Exchange::default();
    let label =
        "the setting `subdomain` must be one label of a host name: letters, digits and `-`, and match `[a-z0-9-]+`";
    let unfit = |header| {
        format!(
            "`Exchange` cannot be sent: the credential for the header `{header}` is empty or has a character other than \
             visible ASCII; trim it"
        )
    };
    let region = AcmeSettings { region: Some("asia".into()), ..plain.clone() };
    let tenant = AcmeSettings { tenant: Some("..".into()), ..plain.clone() };
    let traced = AcmeSettings { trace: Some("a\nb".into()), ..plain.clone() };
    let rows: [(&AcmeSettings, &Exchange, Option<&dyn Credential>, String); 12] = [
        (&settings("evil.example/"), &none, None, label.into()),
        (&settings("a.b"), &none, None, label.into()),
        (&settings("ACME"), &none, None, label.into()),
        (&settings(""), &none, None, label.into()),
        (
            &AcmeSettings::default(),
            &none,
            None,
            "the setting `subdomain` of Acme has no value; give the client `settings(…)`".into(),
        ),
        (&region, &none, None, "the setting `region` must be one of `eu`, `us`".into()),
        (&tenant, &none, None, "the setting `tenant` must be more than that: it is a part of a URL".into()),
        (
            &traced,
            &none,
            None,
            "the header `X-Trace` of every request must have visible ASCII and spaces only; look at its settings"
                .into(),
        ),
        (
            &plain,
            &colon,
            None,
            "`Exchange` cannot be sent: a user name for Basic authentication must not contain a colon (RFC 7617)"
                .into(),
        ),
        (
            &plain,
            &trace,
            None,
            "`Exchange` cannot be sent: `X-Trace` is a header: give it visible ASCII and spaces only".into(),
        ),
        (&plain, &none, Some(&empty), unfit("acme-api-key")),
        (&plain, &none, Some(&line), unfit("acme-api-key")),
    ];
    for (settings, request, credential, expected) in rows {
        assert_eq!(written(settings, request, credential), expected);
    }
    assert_eq!(written(&plain, &none, Some(&org)), unfit("acme-org"));
    let misplaced = "`Exchange` cannot be sent: the credential adds `key`, and this call has no place for it";
    assert_eq!(written(&plain, &none, Some(&InPath("k".into()))), misplaced);
    assert_eq!(
        written(&plain, &none, Some(&At(Place::Path))),
        written(&plain, &none, None),
        "what is not secret is left out"
    );
    assert!(written(&plain, &none, Some(&At(Place::Body))).ends_with("&key=eu%2Fk+1"), "a form takes it");
}

#[test]
fn a_client_needs_the_settings_that_its_urls_need() {
    let build = |url: Option<&str>, settings: Option<AcmeSettings>| {
        let builder = Connection::<Acme>::builder();
        let builder = settings.into_iter().fold(builder, ClientBuilder::settings);
        let builder = url.into_iter().fold(builder, ClientBuilder::base_url);
        builder.build().map(|client| client.hosts().url("base").map(str::to_owned))
    };
    let missing = build(Some("https://eu.acme.example"), None);
    assert!(matches!(missing, Err(ConfigError::MissingSetting { name: "subdomain", title: "Acme" })), "for `X-Tenant`");
    let rows =
        [(None, Some("https://acme.acme.example/api")), (Some("https://proxy.example"), Some("https://proxy.example"))];
    for (url, expected) in rows {
        assert_eq!(build(url, Some(settings("acme"))).unwrap().as_deref(), expected);
    }
}

#[test]
fn shows_no_secret_of_any_part() {
    let hosts = Hosts::with_settings(&settings("acme-eu")).unwrap();
    let canary = "canary-7Zq";
    let request = Exchange { client_id: Some("app".into()), client_secret: Some(canary.into()), ..Exchange::default() };
    let keys = Keys { api_key: canary.into(), org: Some("acme".into()) };
    let prepared = request.prepare(&hosts, Some(&keys)).unwrap();
    let basic = "YXBwOmNhbmFyeS03WnE=";
    let shown = format!("{prepared:?} {:?} {:?} {hosts:?}", prepared.as_http(), prepared.carried());
    assert!(!shown.contains(canary) && !shown.contains(basic), "{shown}");
    for name in ["authorization", "acme-api-key", "acme-org"] {
        assert!(prepared.as_http().headers()[name].is_sensitive(), "{name}");
    }
    assert!(!prepared.as_http().headers()["x-tenant"].is_sensitive());
}
