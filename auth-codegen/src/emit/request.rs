//! Requests.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::client;
use crate::emit::docs::{doc, paragraphs, prose};
use crate::emit::names::{Names, ident};
use crate::emit::value::ty;
use crate::model::{Call, Content, Endpoint, Field, HttpCall, ParameterValue, Place, Provider};

pub(super) fn emit(endpoint: &Endpoint, provider: &Provider, names: &Names) -> TokenStream {
    let docs = emit_docs(endpoint);
    let (derive, renamed) = (names.runtime("Endpoint"), names.crate_attribute("endpoint"));
    let attribute = emit_attribute(endpoint, provider, names);
    let request = ident(&endpoint.ident);
    let fields: Vec<TokenStream> =
        endpoint.fields().map(|(place, field)| emit_field(place, field, endpoint, names)).collect();
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
        Call::Http(_) => paragraphs(&[describe_method(&endpoint.name)]),
        Call::Visit { .. } => doc(&prose(&endpoint.doc)),
    }
}

/// A link to the client's method. rustdoc takes the mark of a raw identifier for the beginning of a fragment.
fn describe_method(name: &str) -> String {
    match name.strip_prefix("r#") {
        Some(plain) => format!("The request of [`Client::{name}`](Client::{plain})."),
        None => format!("The request of [`Client::{name}`]."),
    }
}

fn emit_attribute(endpoint: &Endpoint, provider: &Provider, names: &Names) -> TokenStream {
    let path = &endpoint.path;
    let method = match &endpoint.call {
        Call::Http(call) => ident(&call.method),
        Call::Visit { .. } => ident("VISIT"),
    };
    let host = provider
        .hosts
        .get(endpoint.host)
        .filter(|_| endpoint.host > 0)
        .map(|host| &host.name)
        .map(|name| quote!(host = #name));
    let constants = emit_constants(endpoint);
    let rest = match &endpoint.call {
        Call::Http(call) => emit_http(call, provider, names),
        Call::Visit { pkce } => emit_visit(*pkce, provider),
    };
    let properties = host.into_iter().chain(constants).chain(rest);
    quote!(#[endpoint(#method #path, #(#properties),*)])
}

fn emit_http(call: &HttpCall, provider: &Provider, names: &Names) -> Vec<TokenStream> {
    let content = match call.content {
        Content::None => None,
        Content::Json => Some(quote!(json)),
        Content::Form => Some(quote!(form)),
    };
    let protected = call.protected.then(|| quote!(protected));
    let returned = client::emit_returned(&call.returns, names);
    let errors = provider.error_sets.get(call.errors).map(|set| ident(&set.ident));
    let types = [quote!(response = #returned), quote!(error = #errors)];
    content.into_iter().chain(protected).chain(types).collect()
}

fn emit_visit(pkce: bool, provider: &Provider) -> Vec<TokenStream> {
    let marker = ident(&provider.ident);
    let provider = quote!(provider = #marker);
    let pkce = pkce.then(|| quote!(pkce));
    std::iter::once(provider).chain(pkce).collect()
}

fn emit_constants(endpoint: &Endpoint) -> Vec<TokenStream> {
    let constants = endpoint.parameters.iter().filter_map(|parameter| match &parameter.value {
        ParameterValue::Constant { wire, value } => Some((parameter.place, wire, value)),
        ParameterValue::Field(_) => None,
    });
    constants.map(|(place, wire, value)| emit_constant(place, wire, value)).collect()
}

fn emit_constant(place: Place, wire: &str, value: &str) -> TokenStream {
    match place {
        Place::Header => quote!(header(#wire = #value)),
        Place::Body => quote!(body(#wire = #value)),
        Place::Query | Place::Path => quote!(query(#wire = #value)),
    }
}

fn emit_field(place: Place, field: &Field, endpoint: &Endpoint, names: &Names) -> TokenStream {
    let docs = field.doc.as_deref().map(doc);
    let attribute = ty::attribute("endpoint", &field_properties(place, field, endpoint));
    let (name, ty) = (ident(&field.ident), ty::emit_field(field, names));
    quote! {
        #docs
        #attribute
        #name: #ty
    }
}

/// A field of the body, or one that the path names, needs no attribute to say so.
fn field_properties(place: Place, field: &Field, endpoint: &Endpoint) -> Vec<TokenStream> {
    let wire = &field.wire;
    let place = match place {
        Place::Query => Some(quote!(query)),
        Place::Header => Some(quote!(header = #wire)),
        Place::Body if endpoint.path.contains(&format!("{{{wire}}}")) => Some(quote!(body)),
        Place::Path | Place::Body => None,
    };
    let is_header = place.as_ref().is_some_and(|place| place.to_string().starts_with("header"));
    let rename = ty::emit_rename(field).filter(|_| !is_header);
    let at_least = field.at_least.map(proc_macro2::Literal::u32_unsuffixed).map(|count| quote!(at_least = #count));
    place.into_iter().chain(rename).chain(ty::emit_separator(field)).chain(at_least).collect()
}
