//! Emits requests.

pub(super) mod one_of;

use auth_language::name;
use auth_language::sign::Sign;
use auth_language::value::Expr;
use auth_language::word::{Pkce, Word as _};
use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::client;
use crate::emit::docs::{doc, link_to_method, paragraphs, prose};
use crate::emit::names::{Names, ident};
use crate::emit::part;
use crate::emit::sign;
use crate::emit::value::expression::emit_expr;
use crate::emit::value::ty;
use crate::model::{Auth, Call, Endpoint, Field, HttpCall, Part, Place, Provider, Registers, ReplyEncoding, Visit};

pub(super) fn emit(endpoint: &Endpoint, provider: &Provider, names: &Names) -> TokenStream {
    let docs = emit_docs(endpoint);
    let (derive, renamed) = (names.runtime("Endpoint"), names.crate_attribute("endpoint"));
    let attribute = emit_attribute(endpoint, provider, names);
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

fn emit_attribute(endpoint: &Endpoint, provider: &Provider, names: &Names) -> TokenStream {
    let path = endpoint.path();
    let method = match &endpoint.call {
        Call::Http(_) => ident(endpoint.method().text()),
        Call::Visit(_) => ident("VISIT"),
    };
    let is_base = provider.hosts.ids().next() == Some(endpoint.host);
    let host = (!is_base).then(|| &provider.hosts[endpoint.host].name).map(|name| quote!(host = #name));
    let parts = || endpoint.request.parts.iter();
    let made: Vec<&Part> = parts().filter(|part| is_made(part, endpoint)).collect();
    let made = part::emit_made(&made, &Place::ATTACHED, endpoint.basic_encoding);
    let computed = sign::emit_computed(&endpoint.request.computed);
    let signed = sign::emit_sign(endpoint.sign.as_ref());
    let also = endpoint.request.computed.iter().map(|computed| &computed.value);
    let also = also.chain(endpoint.sign.iter().flat_map(Sign::expressions));
    let also = also.chain(endpoint.visit().into_iter().flat_map(|visit| visit.compared.expressions()));
    let tls = part::emit_tls(endpoint.tls.as_ref());
    let settings = part::emit_settings(parts().map(|part| &part.value).chain(also));
    let captured = part::emit_captured(&provider.captured_by(endpoint));
    let rest = match &endpoint.call {
        Call::Http(call) => emit_http(call, endpoint, provider, names),
        Call::Visit(visit) => emit_visit(visit, provider),
    };
    let attached: Vec<&str> = endpoint.request.attached.iter().map(|name| name.value.as_str()).collect();
    let attached = (!attached.is_empty()).then(|| quote!(attached(#(#attached),*)));
    let raw = [(Place::Path, "raw_path"), (Place::Query, "raw_query")];
    let raw = raw.into_iter().filter_map(|(place, word)| emit_raw(place, word, endpoint));
    let properties =
        host.into_iter().chain(computed).chain(made).chain(signed).chain(tls).chain(settings).chain(captured);
    let properties = properties.chain(attached).chain(raw).chain(rest);
    quote!(#[endpoint(#method #path, #(#properties),*)])
}

/// Whether a part has a value of its own: it is neither a field nor a setting in the path, which has its name.
fn is_made(part: &Part, endpoint: &Endpoint) -> bool {
    let is_known = part.place == Place::Path && matches!(part.value, Expr::Name(_));
    endpoint.field_of(part).is_none() && !is_known
}

/// Emits the names of the constants and templates in one place that are written into the URL as they are.
fn emit_raw(place: Place, word: &str, endpoint: &Endpoint) -> Option<TokenStream> {
    let names = endpoint.request.raw.iter().filter(|(known, _)| *known == place);
    let names: Vec<&str> = names.map(|(_, name)| name.value.as_str()).collect();
    let word = ident(word);
    (!names.is_empty()).then(|| quote!(#word(#(#names),*)))
}

fn emit_http(call: &HttpCall, endpoint: &Endpoint, provider: &Provider, names: &Names) -> Vec<TokenStream> {
    let content = endpoint.request.content.map(|content| ident(content.value.word())).map(|content| quote!(#content));
    let protected = match &call.auth {
        Auth::None => None,
        Auth::Any => Some(quote!(protected)),
        Auth::Credential(id) => {
            let credential = ident(&provider.credentials[*id].ident);
            Some(quote!(protected = #credential))
        }
        Auth::OneOf { credentials, optional } => {
            let credentials = credentials.iter().map(|id| ident(&provider.credentials[*id].ident));
            let optional = optional.then(|| quote!(, optional));
            Some(quote!(protected(#(#credentials),*) #optional))
        }
    };
    let returned = client::emit_returned(&call.returns, names);
    let errors = ident(&provider.error_sets[call.errors].ident);
    let types = [quote!(response = #returned), quote!(error = #errors)];
    let repeat = call.repeat.then(|| quote!(repeat));
    let redirects = &call.redirects;
    let redirects = (!redirects.is_empty()).then(|| quote!(redirects(#(#redirects),*)));
    let reply = (call.encoding != ReplyEncoding::Json).then(|| {
        let encoding = ident(call.encoding.text());
        quote!(reply = #encoding)
    });
    let scopes = &call.scopes;
    let scopes = (!scopes.is_empty()).then(|| quote!(scopes(#(#scopes),*)));
    let registers = call.registers.as_ref().map(emit_registers);
    let properties = content.into_iter().chain(protected).chain(scopes).chain(repeat).chain(types).chain(reply);
    properties.chain(redirects).chain(registers).collect()
}

/// Emits what is kept of the reply of a registration: `registers(client_id, expires_at = client_secret_expires_at)`.
fn emit_registers(registers: &Registers) -> TokenStream {
    let Registers { captures, expires_at } = registers;
    let captures = captures.iter().map(|field| {
        let own = ident(&field.ident.value);
        let wire = &field.wire;
        if name::plain(&field.ident.value) == wire && wire != "expires_at" {
            quote!(#own)
        } else {
            quote!(#wire = #own)
        }
    });
    let end = expires_at.as_ref().map(|field| ident(&field.ident.value)).map(|field| quote!(expires_at = #field));
    let kept: Vec<TokenStream> = captures.chain(end).collect();
    quote!(registers(#(#kept),*))
}

fn emit_visit(visit: &Visit, provider: &Provider) -> Vec<TokenStream> {
    let Visit { pkce, callback, compared, pushed } = visit;
    let callback = callback.map(|record| ident(&provider.records[record].ident)).map(|ty| quote!(callback = #ty));
    let expected = compared.expected.iter().map(emit_compared);
    let expected: Vec<TokenStream> = expected.collect();
    let expected = (!expected.is_empty()).then(|| quote!(expected(#(#expected),*)));
    let bound: Vec<&str> = compared.bound.iter().map(|name| name.value.as_str()).collect();
    let bound = (!bound.is_empty()).then(|| quote!(bound(#(#bound),*)));
    let signature = compared.signature.as_ref().map(emit_compared).map(|signature| quote!(verify(#signature)));
    let marker = ident(&provider.ident);
    let provider = quote!(provider = #marker);
    let pkce = match pkce {
        Pkce::S256 => Some(quote!(pkce)),
        Pkce::Supported => None,
        Pkce::Off => Some(quote!(pkce = off)),
    };
    let pushed = pushed.then(|| quote!(pushed));
    let compared = callback.into_iter().chain(expected).chain(bound).chain(signature).chain(pushed);
    std::iter::once(provider).chain(compared).chain(pkce).collect()
}

/// Emits a parameter of a callback with its value.
fn emit_compared(part: &Part) -> TokenStream {
    let (name, value) = (&part.name.value, emit_expr(&part.value));
    quote!(#name = #value)
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
