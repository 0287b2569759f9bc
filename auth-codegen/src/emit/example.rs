//! Emits the examples of a spec as Rust calls through the generated client.

mod session;
mod settings;
pub(crate) mod snippet;
mod value;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::conformance;
use crate::emit::names::ident;
use crate::model::{
    Call, Credential, Endpoint, ErrorCase, ErrorSet, Example, Field, HttpCall, Provider, ReplyEncoding,
};
use crate::print;
use value::{emit_captures, emit_credential, emit_new};

/// Returns a module that passes each example of a provider to a visitor: requests with their documented replies, and
/// errors with the cases they become. The tests of a workspace with generated clients run it.
#[must_use]
pub fn examples(provider: &Provider) -> String {
    let module = ident(&provider.name);
    let (calls, errors, settings) = (emit_calls(provider), emit_errors(provider), settings::emit(provider));
    let sessions = provider.credentials.iter().filter_map(|credential| session::emit(credential, provider));
    let imports = quote!(use auth_providers::#module as api;);
    let function = quote! {
        /// Shows every example of the provider to a visitor.
        #[allow(clippy::too_many_lines, deprecated, reason = "an entry for each example")]
        pub(super) fn calls(visitor: &mut impl crate::Visitor) {
            #settings
            #calls
            #errors
            #(#sessions)*
        }
    };
    let header = format!("// @generated from {}.yaml: edit the spec, not this file.\n", provider.name);
    print::calls(&header, vec![imports, function])
}

fn emit_calls(provider: &Provider) -> TokenStream {
    let of = |endpoint| emit_examples(endpoint, provider);
    provider.endpoints.iter().flat_map(of).collect()
}

fn emit_examples(endpoint: &Endpoint, provider: &Provider) -> Vec<TokenStream> {
    endpoint.examples.iter().map(|example| emit_example(example, endpoint, provider)).collect()
}

fn emit_errors(provider: &Provider) -> TokenStream {
    let of = |set: &ErrorSet| set.cases.iter().map(|case| emit_error(case, set, provider)).collect::<TokenStream>();
    provider.error_sets.iter().map(of).collect()
}

fn emit_example(example: &Example, endpoint: &Endpoint, provider: &Provider) -> TokenStream {
    let entry = emit_entry(example, endpoint, provider);
    let request = emit_request(example, endpoint, provider);
    match &endpoint.call {
        // What the page needs is known to a registered client.
        Call::Visit(_) if !provider.captured_by(endpoint).is_empty() => TokenStream::new(),
        Call::Visit(_) => {
            let marker = ident(&provider.ident);
            quote!(visitor.visit(api::#marker, #entry, #request);)
        }
        Call::Http(call) => emit_call(call, endpoint, provider, (&entry, &request)),
    }
}

fn emit_call(
    call: &HttpCall,
    endpoint: &Endpoint,
    provider: &Provider,
    (entry, request): (&TokenStream, &TokenStream),
) -> TokenStream {
    let (method, marker) = (ident(&endpoint.name), ident(&provider.ident));
    let (parameter, argument) =
        if endpoint.fields().is_empty() { (quote!(_), quote!()) } else { (quote!(request), quote!(request)) };
    let closure =
        quote!(|connection, #parameter| async move { api::Client::from(connection).#method(#argument).await });
    let captured = provider.captured_by(endpoint);
    if let Some(credential) = call.auth.credentials(provider).first() {
        let credential = emit_capturing(credential, &captured, provider);
        quote!(visitor.protected(api::#marker, #entry, #request, #credential, #closure);)
    } else if captured.is_empty() {
        quote!(visitor.open(api::#marker, #entry, #request, #closure);)
    } else {
        // A login step that needs the reply of an earlier one has no call of its own: the credential's session calls
        // it.
        TokenStream::new()
    }
}

/// Emits a credential together with the captured values that its call needs.
fn emit_capturing(credential: &Credential, captured: &[String], provider: &Provider) -> TokenStream {
    let credential = emit_credential(credential, provider);
    let captured = emit_captures(captured, provider);
    if captured.is_empty() {
        return credential;
    }
    quote!(auth_runtime::credential::Capturing::new(#credential) #captured)
}

/// Emits the facts about an example that tests need besides the request.
fn emit_entry(example: &Example, endpoint: &Endpoint, provider: &Provider) -> TokenStream {
    let (name, method) = (&provider.name, endpoint.spec_name());
    let status = Literal::u16_unsuffixed(example.status);
    let body = emit_body(&example.body());
    let headers = emit_headers(&example.headers);
    quote!(crate::Example::new(#name, #method, #status, #body) #headers)
}

/// Emits the headers of an example's reply.
fn emit_headers(headers: &[(String, String)]) -> Option<TokenStream> {
    let pairs = headers.iter().map(|(name, value)| quote!((#name, #value)));
    (!headers.is_empty()).then(|| quote!(.headers(&[#(#pairs),*])))
}

/// Emits the body as a raw string, because that is how one writes JSON in Rust.
fn emit_body(text: &str) -> TokenStream {
    match format!("r#\"{text}\"#").parse::<Literal>() {
        Ok(literal) if !text.is_empty() && !text.contains("\"#") => quote!(#literal),
        _ => quote!(#text),
    }
}

fn emit_error(case: &ErrorCase, set: &ErrorSet, provider: &Provider) -> TokenStream {
    let (name, errors, variant) = (&provider.name, &set.ident, &case.ident);
    let status = Literal::u16_unsuffixed(case.status());
    let body = emit_body(&case.example_body());
    let media =
        (case.encoding != ReplyEncoding::Json).then(|| case.encoding.media_type()).map(|media| quote!(.of(#media)));
    let (ty, headers) = (ident(errors), emit_headers(&conformance::headers_of(case)));
    quote! {
        visitor.error::<api::#ty>(crate::Refused::new(#name, #errors, #variant, #status, #body) #headers #media);
    }
}

/// Emits `Request::new(required…).optional(…)`, or only the type if the request has no fields.
fn emit_request(example: &Example, endpoint: &Endpoint, provider: &Provider) -> TokenStream {
    let request = ident(&endpoint.ident);
    let fields: Vec<&Field> = endpoint.fields().iter().collect();
    if fields.is_empty() {
        return quote!(api::#request);
    }
    emit_new(&endpoint.ident, &fields, |field| example.given(&field.ident.value), &[], provider)
}
