//! Emits requests.

pub(super) mod one_of;

use auth_language::name;
use auth_language::sign::Sign;
use auth_language::value::Expr;
use auth_language::word::{Pkce, Word as _};
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens as _, quote};

use crate::emit::client;
use crate::emit::docs::{doc, link_to_method, paragraphs, prose};
use crate::emit::lifecycle::{reply, step};
use crate::emit::names::{Names, ident};
use crate::emit::part;
use crate::emit::part::property::{Properties, pair};
use crate::emit::sign;
use crate::emit::value::expression::emit_expr;
use crate::emit::value::ty;
use crate::model::{
    Auth, Call, CredentialId, Endpoint, Field, HttpCall, Part, Place, Provider, Registers, ReplyEncoding, Returns,
    Visit,
};

pub(super) fn emit(endpoint: &Endpoint, names: &Names) -> TokenStream {
    let docs = emit_docs(endpoint);
    let (derive, renamed) = (names.runtime("Endpoint"), names.crate_attribute("endpoint"));
    let attribute = emit_attribute(endpoint, names);
    let request = ident(&endpoint.ident);
    let fields: Vec<TokenStream> = endpoint.fields().iter().map(|field| emit_field(field, endpoint, names)).collect();
    let body = if fields.is_empty() { quote!(;) } else { quote!({ #(#fields),* }) };
    quote! {
        #docs
        #[derive(Clone, Debug, #derive)]
        #renamed
        #attribute
        pub struct #request #body
    }
}

fn emit_docs(endpoint: &Endpoint) -> TokenStream {
    match &endpoint.call {
        Call::Http(_) => {
            let (doc, method) = (prose(&endpoint.doc), link_to_method(&endpoint.name));
            let end = if doc.ends_with(['.', '!', '?']) { "" } else { "." };
            paragraphs(&[format!("{doc}{end} Sent by {method}.")])
        }
        Call::Visit(_) => doc(&endpoint.doc),
    }
}

fn emit_attribute(endpoint: &Endpoint, names: &Names) -> TokenStream {
    let (path, provider) = (endpoint.path(), names.provider);
    let (method, rest) = match &endpoint.call {
        Call::Http(call) => (ident(endpoint.method().text()), emit_http(call, endpoint, names)),
        Call::Visit(visit) => (ident("VISIT"), emit_visit(visit, provider)),
    };
    let is_base = provider.hosts.ids().next() == Some(endpoint.host);
    let properties = Properties::default()
        .value("host", (!is_base).then(|| &provider.hosts[endpoint.host].name))
        .with(emit_values(endpoint))
        .with(part::emit_captured(&provider.captured_by(endpoint)))
        .list("attached", endpoint.request.attached.iter().map(|name| &name.value))
        .list("raw_path", raw(Place::Path, endpoint))
        .list("raw_query", raw(Place::Query, endpoint))
        .with(rest)
        .into_vec();
    quote!(#[endpoint(#method #path, #(#properties),*)])
}

/// Emits what a request sends besides its fields, and the settings that it needs for that.
fn emit_values(endpoint: &Endpoint) -> Vec<TokenStream> {
    let parts = || endpoint.request.parts.iter();
    let made: Vec<&Part> = parts().filter(|part| is_made(part, endpoint)).collect();
    let computed = endpoint.request.computed.iter().map(|computed| &computed.value);
    let compared = endpoint.visit().into_iter().flat_map(|visit| visit.compared.expressions());
    let values = parts().map(|part| &part.value).chain(computed);
    let values = values.chain(endpoint.sign.iter().flat_map(Sign::expressions)).chain(compared);
    let registers = endpoint.http().and_then(|call| call.registers.as_ref());
    let before = registers.iter().flat_map(|registers| &registers.before);
    Properties::default()
        .with(sign::emit_computed(&endpoint.request.computed))
        .with(part::emit_made(&made, &Place::ATTACHED, endpoint.basic_encoding))
        .with(sign::emit_sign(endpoint.sign.as_ref()))
        .with(part::emit_tls(endpoint.tls.as_ref()))
        .with(step::emit_settings(before, values))
        .into_vec()
}

/// Whether a part has a value of its own: it is neither a field nor a setting in the path, which has its name.
fn is_made(part: &Part, endpoint: &Endpoint) -> bool {
    let is_known = part.place == Place::Path && matches!(part.value, Expr::Name(_));
    endpoint.field_of(part).is_none() && !is_known
}

/// Returns the names of the constants and templates in one place that are written into the URL as they are.
fn raw(place: Place, endpoint: &Endpoint) -> impl Iterator<Item = &str> {
    endpoint.request.raw.iter().filter(move |(known, _)| *known == place).map(|(_, name)| name.value.as_str())
}

fn emit_http(call: &HttpCall, endpoint: &Endpoint, names: &Names) -> Vec<TokenStream> {
    let encoding = (call.encoding != ReplyEncoding::Json).then(|| ident(call.encoding.text()));
    Properties::default()
        .with(endpoint.request.content.map(|content| ident(content.value.word()).into_token_stream()))
        .with(emit_protected(&call.auth, names.provider))
        .list("scopes", &call.scopes)
        .word("repeat", call.repeat)
        .value("response", Some(client::emit_returned(&call.returns, names)))
        .list("successes", refusing(call))
        .value("error", Some(ident(&names.provider.error_sets[call.errors].ident)))
        .value("reply", encoding)
        .list("redirects", &call.redirects)
        .with(call.registers.as_ref().map(|registers| emit_registers(registers, names.provider)).unwrap_or_default())
        .into_vec()
}

/// Returns the statuses of a refusal or a redirect under which the one reply is a success. An enum has its own.
fn refusing(call: &HttpCall) -> impl Iterator<Item = Literal> {
    let is_one = !matches!(call.returns, Returns::OneOf(_));
    let statuses = call.statuses.iter().filter(move |status| is_one && **status >= 300);
    statuses.map(|status| Literal::u16_unsuffixed(*status))
}

/// Emits which credentials authenticate a call.
fn emit_protected(auth: &Auth, provider: &Provider) -> Option<TokenStream> {
    let name = |id: &CredentialId| ident(&provider.credentials[*id].ident);
    // The session of a log-in with several tokens presents the first of them.
    let names = |id: &CredentialId| {
        let member = provider.credentials[*id].member.as_ref();
        member.filter(|member| member.is_first).map(|member| ident(&member.log_in)).into_iter().chain([name(id)])
    };
    match auth {
        Auth::None => None,
        Auth::Any => Some(quote!(protected)),
        Auth::Credential(id) => Some(pair(quote!(protected), name(id))),
        Auth::OneOf { credentials, optional } => {
            let (credentials, optional) = (credentials.iter().flat_map(names), optional.then(|| quote!(, optional)));
            Some(quote!(protected(#(#credentials),*) #optional))
        }
    }
}

/// Emits the calls before a registration, and what is kept of the replies: `registers(client_id), after(Discover),
/// capture(registration_endpoint = discover.registration_endpoint)`.
fn emit_registers(registers: &Registers, provider: &Provider) -> Vec<TokenStream> {
    let Registers { before, found, captures, expires_at } = registers;
    let captures = captures.iter().map(|field| {
        let own = ident(&field.ident.value);
        let wire = &field.wire;
        let is_same = name::plain(&field.ident.value) == wire && wire != "expires_at";
        if is_same { quote!(#own) } else { pair(wire, own) }
    });
    let end = expires_at.as_ref().map(|field| ident(&field.ident.value));
    let kept = Properties::default().with(captures).value("expires_at", end).into_vec();
    Properties::default()
        .list("registers", kept)
        .list("after", before.iter().map(|step| step::emit_before(step, provider)))
        .list("capture", found.iter().map(|(name, found)| reply::emit_named(name, found)))
        .into_vec()
}

fn emit_visit(visit: &Visit, provider: &Provider) -> Vec<TokenStream> {
    let Visit { pkce, callback, compared, pushed } = visit;
    let pkce = match pkce {
        Pkce::S256 => Some(quote!(pkce)),
        Pkce::Supported => None,
        Pkce::Off => Some(quote!(pkce = off)),
    };
    Properties::default()
        .value("provider", Some(ident(&provider.ident)))
        .value("callback", callback.map(|record| ident(&provider.records[record].ident)))
        .list("expected", compared.expected.iter().map(emit_compared))
        .list("bound", compared.bound.iter().map(|name| name.value.as_str()))
        .list("verify", compared.signature.as_ref().map(emit_compared))
        .word("pushed", *pushed)
        .with(pkce)
        .into_vec()
}

/// Emits a parameter of a callback with its value.
fn emit_compared(part: &Part) -> TokenStream {
    pair(&part.name.value, emit_expr(&part.value))
}

fn emit_field(field: &Field, endpoint: &Endpoint, names: &Names) -> TokenStream {
    ty::emit_member(field, "endpoint", &field_properties(field, endpoint), &ty::emit_field(field, names))
}

/// Returns the attributes of a field. Fields of the body or the path need none.
fn field_properties(field: &Field, endpoint: &Endpoint) -> Vec<TokenStream> {
    let wire = &field.wire;
    let is_in_path = endpoint.request.path.value.names().any(|name| name == wire);
    let place = endpoint.place_of(field).filter(|place| Place::NAMED.contains(place));
    let word = place.map(|place| ident(place.word())).map(|word| quote!(#word));
    let (place, rename) = match place {
        Some(Place::Header) => (Some(quote!(#word = #wire)), None),
        Some(Place::Body) if !is_in_path => (None, ty::emit_rename(field)),
        Some(_) => (word, ty::emit_rename(field)),
        None => ((!is_in_path).then(|| quote!(input)), ty::emit_rename(field)),
    };
    let limits = ty::emit_limits(field);
    let in_url = ty::emit_in_url(field);
    let raw = field.raw.map(|_| quote!(raw));
    place.into_iter().chain(rename).chain(ty::emit_separator(field)).chain(raw).chain(limits).chain(in_url).collect()
}
