//! Lowers endpoints.

pub(super) mod auth;
mod bodiless;
pub(super) mod callback;
mod parts;
mod returns;
mod visit;

use parts::Added;
pub(super) use parts::{lower_basic, lower_bearer, lower_made};

use auth_language::host::{Tls, check_redirects};
use auth_language::id::Table;
use auth_language::name;
use auth_language::problem::Code;
use auth_language::request::{
    Compared, Content, Kind, Request, check_no_challenge, check_page, check_path, check_repeat, check_request,
};
use auth_language::sign::Sign;
use auth_language::spanned::Spanned;
use auth_language::template::Template;
use auth_language::word::{self, Method, ReplyEncoding};

use crate::lower::context::{Context, Declared};
use crate::lower::credential::client_authentication::{self, Client};
use crate::lower::credential::fit;
use crate::lower::error::Errors;
use crate::lower::host::setting::Settings;
use crate::lower::host::tls;
use crate::lower::value::field::{sound, trimmed};
use crate::lower::value::template::refer_to_names;
use crate::model::{Auth, BasicEncoding, Call, Endpoint, EndpointId, Host, HostId, HttpCall, Place, Record, RecordId};
use crate::read::{EndpointSpec, Named, Read, Text};
use crate::text::Spot;

/// Names of methods that every client has.
const TAKEN: [&str; 7] = ["new", "builder", "with", "connection", "clone", "fmt", "from"];

/// The declarations that endpoints refer to.
pub(super) struct Known<'k> {
    pub(super) settings: &'k Settings,
    pub(super) hosts: &'k Table<HostId, Host>,
    pub(super) records: &'k Table<RecordId, Record>,
    /// The records of callbacks, by endpoint.
    pub(super) callbacks: &'k [Option<RecordId>],
}

pub(super) fn lower(known: &Known<'_>, errors: &mut Errors, cx: &mut Context<'_>) -> Table<EndpointId, Endpoint> {
    let spec = cx.spec;
    if spec.endpoints.is_empty() {
        cx.report(Code::EMPTY, spec.spot, "a spec needs an endpoint", "add one under `endpoints`");
    }
    let mut endpoints = Table::with_capacity(spec.endpoints.iter().len());
    for (index, named) in spec.endpoints.iter().enumerate() {
        check_method_name(&named.name, cx);
        let callback = known.callbacks.get(index).copied().flatten();
        endpoints.push(lower_endpoint(named, known, callback, errors, cx));
    }
    endpoints
}

fn lower_endpoint(
    named: &Named<Read<EndpointSpec>>,
    known: &Known<'_>,
    callback: Option<RecordId>,
    errors: &mut Errors,
    cx: &mut Context<'_>,
) -> Endpoint {
    let Ok(spec) = &named.value else { return stand_in(&named.name) };
    let client = client_authentication::of(&named.name, spec, cx);
    let added = Added { name: &named.name, client: client.as_ref(), tls: tls::of_endpoint(spec, cx.spec) };
    let Lowered { request, sign, tls, compared } = lower_request(spec, &added, known.settings, cx);
    check_rules(spec, &request, cx);
    Endpoint {
        doc: spec.doc.as_ref().map(trimmed).unwrap_or_default(),
        deprecated: sound(&spec.deprecated).map(trimmed),
        host: host_of(&named.name, spec, known, cx),
        call: match spec.method {
            Ok(None) => Call::Visit(visit::lower(&named.name, spec, callback, compared, cx)),
            Ok(Some(_)) | Err(_) => Call::Http(lower_http(named, spec, known, errors, cx)),
        },
        request,
        sign,
        tls,
        basic_encoding: lower_encoding(client.as_ref(), spec, cx),
        ..stand_in(&named.name)
    }
}

/// Returns the host of an endpoint: its own if a captured value is the whole URL.
fn host_of(name: &Text, spec: &EndpointSpec, known: &Known<'_>, cx: &mut Context<'_>) -> HostId {
    match (&spec.captured, sound(&spec.host)) {
        (Some(_), _) => own_host(name, known.hosts),
        (None, Some(host)) => lower_host(host, known.hosts, cx),
        (None, None) => first_host(known.hosts),
    }
}

/// Checks the rules of a request that is read.
fn check_rules(spec: &EndpointSpec, request: &Request<Spot>, cx: &mut Context<'_>) {
    check_request(request, cx.problems());
    if spec.is_visit() && sound(&spec.pkce).is_some_and(|pkce| pkce.value == "off") {
        check_no_challenge(request, cx.problems());
    }
    check_redirects(request.is_visit(), &redirects(spec), cx.problems());
    if let (Some(at), Ok(_)) = (spec.repeat, &spec.method) {
        check_repeat(&request.kind, at, cx.problems());
    }
}

/// Returns the placeholder for a broken endpoint.
fn stand_in(name: &Text) -> Endpoint {
    Endpoint {
        name: name::field_ident(&name.value),
        ident: name::type_ident(&name.value),
        doc: String::new(),
        deprecated: None,
        host: auth_language::id::Id::new(0),
        call: Call::Http(stand_in_call()),
        request: stand_in_request(name.at),
        sign: None,
        tls: None,
        basic_encoding: BasicEncoding::Plain,
        examples: Vec::new(),
    }
}

fn stand_in_call() -> HttpCall {
    HttpCall {
        auth: Auth::None,
        encoding: ReplyEncoding::Json,
        scopes: Vec::new(),
        statuses: vec![200],
        returns: returns::stand_in(),
        errors: auth_language::id::Id::new(0),
        repeat: false,
        registers: None,
        redirects: Vec::new(),
    }
}

fn stand_in_request(at: Spot) -> crate::model::Request {
    Request {
        kind: Kind::Call(Spanned::new(Method::Post, at)),
        path: Spanned::new(Template::default(), at),
        content: None,
        fields: Vec::new(),
        parts: Vec::new(),
        computed: Vec::new(),
        raw: Vec::new(),
        attached: Vec::new(),
        is_protected: false,
    }
}

fn first_host(hosts: &Table<HostId, Host>) -> HostId {
    hosts.ids().next().unwrap_or(auth_language::id::Id::new(0))
}

/// Returns the host of an endpoint whose whole URL is captured.
fn own_host(name: &Text, hosts: &Table<HostId, Host>) -> HostId {
    hosts.ids().zip(hosts).filter(|(_, host)| host.name == name.value).last().map_or(first_host(hosts), |(id, _)| id)
}

fn lower_host(host: &Text, hosts: &Table<HostId, Host>, cx: &mut Context<'_>) -> HostId {
    cx.refer(Declared::Host, &host.value);
    hosts.position(|known| known.name == host.value).unwrap_or_else(|| {
        if cx.spec.hosts.broken().is_none() {
            cx.dangle(Declared::Host);
            let known: Vec<&str> = hosts.iter().map(|known| known.name.as_str()).collect();
            let all = "declare it under `hosts`; the hosts so far are";
            cx.report_unknown(Code::HOST, "host", host, &known, all);
        }
        first_host(hosts)
    })
}

/// A request, and what belongs to it.
struct Lowered {
    request: crate::model::Request,
    sign: Option<Sign<Spot>>,
    tls: Option<Tls>,
    /// What is compared in the callback of a visit.
    compared: Compared<Spot>,
}

fn lower_request(spec: &EndpointSpec, added: &Added<'_>, settings: &Settings, cx: &mut Context<'_>) -> Lowered {
    let path = lower_path(spec, cx);
    let content = lower_content(spec, cx);
    let sent = parts::lower(spec, added, path.as_ref(), settings, cx);
    let compared = callback::lower_compared(spec, &sent.scope, cx);
    let mut sent = parts::with_compared(sent, &compared, spec);
    sent.is_whole &= spec.verify.is_none() || compared.signature.is_some();
    sent.is_whole &= !bodiless::check(added.name, spec, &sent, cx);
    if !sent.is_whole {
        cx.lack_body(&added.name.value);
    }
    parts::check_inputs(&sent, &compared, cx);
    let names: Vec<&str> = path.iter().flat_map(|path| path.value.names()).collect();
    let mut attached = fit::attached(spec, &names, cx);
    attached.extend(report_lacking(spec, &names, &sent, cx));
    attached.retain(|name| !sent.has_in_path(&name.value));
    let mut raw = parts::raw(spec);
    if path.is_none() {
        sent.parts.retain(|part| part.place != Place::Path);
        raw.retain(|(place, _)| *place != Place::Path);
        sent.fields.iter_mut().for_each(|field| field.raw = None);
    }
    let at = spec.route.as_ref().map_or(Spot::default(), |route| route.at);
    let request = Request {
        attached,
        kind: lower_kind(spec, at),
        path: path.unwrap_or_else(|| Spanned::new(Template::default(), at)),
        content,
        is_protected: spec.auth.is_some(),
        fields: sent.fields,
        parts: sent.parts,
        computed: sent.computed,
        raw,
    };
    Lowered { request, sign: sent.sign, tls: sent.tls, compared }
}

/// Reports the parameters of the path that a credential has, where the call is made without one.
fn report_lacking(spec: &EndpointSpec, names: &[&str], sent: &parts::Sent, cx: &mut Context<'_>) -> Vec<Text> {
    let Ok(route) = &spec.route else { return Vec::new() };
    let unknown = |name: &&&str| !sent.has_in_path(name) && !sent.scope.knows(name);
    let lacking = names.iter().filter(unknown).filter_map(|name| Some((*name, fit::lacking(spec, name, cx)?)));
    let lacking: Vec<(&str, &str)> = lacking.collect();
    for (name, credential) in &lacking {
        let message = format!("the parameter `{name}` of this path is not declared");
        let help = format!("say `auth: {credential}`, which has it, or add `path: {{ {name}: string }}`");
        cx.report(Code::PATH_PARAMETER, route.at, message, help);
    }
    lacking.into_iter().map(|(name, _)| Spanned::new(name.to_owned(), route.at)).collect()
}

/// Returns the path, which is empty if a captured value is the whole URL; `None` if it is broken.
fn lower_path(spec: &EndpointSpec, cx: &mut Context<'_>) -> Option<Spanned<Template, Spot>> {
    let route = spec.route.as_ref().ok()?;
    if spec.captured.is_some() {
        return Some(Spanned::new(Template::default(), route.at));
    }
    refer_to_names(&route.value, cx);
    let check = if spec.is_visit() { check_page } else { check_path };
    check(route, cx.problems()).ok()
}

fn lower_kind(spec: &EndpointSpec, at: Spot) -> Kind<Spot> {
    match &spec.method {
        Ok(Some(method)) => Kind::Call(*method),
        Ok(None) => Kind::Visit,
        Err(_) if spec.may_be_visit() => Kind::Visit,
        Err(_) => Kind::Call(Spanned::new(Method::Post, at)),
    }
}

/// Returns the encoding of the body, after checking that there is only one body.
fn lower_content(spec: &EndpointSpec, cx: &mut Context<'_>) -> Option<Spanned<Content, Spot>> {
    let keyed = [
        (Content::Json, &spec.json),
        (Content::Form, &spec.form),
        (Content::Xml, &spec.xml),
        (Content::Multipart, &spec.multipart),
    ];
    let keyed = keyed.into_iter().filter_map(|(content, body)| Some(Spanned::new(content, body.as_ref()?.at)));
    let whole = spec.whole.iter().map(|(content, body)| Spanned::new(*content, body.at));
    let mut bodies = keyed.chain(whole);
    let (first, second) = (bodies.next(), bodies.next());
    if let (Some(first), Some(second)) = (&first, second) {
        let help = format!("remove `{}` or `{}`", first.value.key(), second.value.key());
        cx.report(Code::BODY, second.at, "a request can have only one body", help);
    }
    first
}

/// Returns how the halves of HTTP Basic are encoded before they are joined.
fn lower_encoding(client: Option<&Client>, spec: &EndpointSpec, cx: &mut Context<'_>) -> BasicEncoding {
    if client.is_some_and(Client::is_basic) {
        return BasicEncoding::Form;
    }
    let encode = sound(&spec.basic).and_then(|basic| sound(&basic.encode));
    let encode = encode.map(|text| word::check(text, "`encode`", cx.problems()));
    encode.and_then(Result::ok).unwrap_or(BasicEncoding::Plain)
}

/// Checks that a call has nothing that belongs to a `visit`.
fn check_not_visited(spec: &EndpointSpec, cx: &mut Context<'_>) {
    if let Some(Ok(pkce)) = &spec.pkce {
        let message = "PKCE belongs to the endpoint that a browser visits";
        cx.report(Code::MISPLACED, pkce.at, message, "move `pkce` to the `visit` endpoint");
    }
    let verify = sound(&spec.verify).map(|verify| ("verify", verify.spot));
    for (key, at) in spec.callback_at.map(|at| ("callback", at)).into_iter().chain(verify) {
        let message = "a callback comes from the endpoint that a browser visits";
        cx.report(Code::MISPLACED, at, message, format!("move `{key}` to the `visit` endpoint"));
    }
}

fn lower_http(
    named: &Named<Read<EndpointSpec>>,
    spec: &EndpointSpec,
    known: &Known<'_>,
    errors: &mut Errors,
    cx: &mut Context<'_>,
) -> HttpCall {
    let encoding = lower_response(spec, cx);
    let (statuses, returns) = returns::lower(&named.name, spec, encoding, known.records, cx);
    let encoding = encoding.unwrap_or(ReplyEncoding::Json);
    returns::check_own_errors(spec, cx);
    if spec.method.is_ok() {
        check_not_visited(spec, cx);
    }
    HttpCall {
        auth: match &spec.auth {
            None => Auth::None,
            Some(Ok(spec)) => auth::lower(spec, cx),
            Some(Err(_)) => Auth::Any,
        },
        encoding,
        scopes: sound(&spec.auth).map(|spec| auth::lower_scopes(spec, cx)).unwrap_or_default(),
        statuses,
        returns,
        errors: errors.of_endpoint(&named.name, spec.errors.as_ref(), known.records, cx),
        repeat: spec.repeat.is_some(),
        registers: None,
        redirects: redirects(spec).into_iter().map(|host| host.value).collect(),
    }
}

/// Returns the encoding of the replies. If it is broken, replies that are written as texts cannot be read.
fn lower_response(spec: &EndpointSpec, cx: &mut Context<'_>) -> Read<ReplyEncoding> {
    let encoding = match &spec.response {
        None => return Ok(ReplyEncoding::Json),
        Some(text) => text.as_ref().map_err(|broken| *broken),
    };
    let encoding = encoding.and_then(|text| word::check(text, "`response`", cx.problems()));
    cx.are_replies_read &= encoding.is_ok();
    encoding
}

/// Returns the hosts to which redirects are followed.
fn redirects(spec: &EndpointSpec) -> Vec<Text> {
    sound(&spec.redirects).into_iter().flatten().filter_map(|host| host.clone().ok()).collect()
}

/// Checks that the name is valid for a method of the client.
fn check_method_name(name: &Text, cx: &mut Context<'_>) {
    if !name::is_snake_case(&name.value) || name::field_ident(&name.value).ends_with('_') {
        let message = format!("`{}` is not a valid name for a Rust method", name.value);
        cx.report(Code::NAME, name.at, message, "write it like `create_token`");
    } else if TAKEN.contains(&name.value.as_str()) {
        let message = format!("the client already has a method `{}`", name.value);
        cx.report(Code::TAKEN, name.at, message, "say what is made or done: `create_token`");
    }
}
