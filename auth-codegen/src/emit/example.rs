//! The examples of a spec as Rust: every call of a provider through its generated client, for a visitor to make.

mod session;

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value as Json;

use crate::conformance;
use crate::emit::names::ident;
use crate::model::{
    Auth, Call, Choice, Credential, Endpoint, ErrorCase, ErrorSet, Example, Field, HttpCall, Provider, Record, Source,
    Type,
};
use crate::print;
use crate::secrets;

/// A module with the examples of a provider, as calls of a visitor: requests with the documented replies, and errors with the
/// cases that they lead to. It is what the tests of a workspace with generated clients run.
#[must_use]
pub fn examples(provider: &Provider) -> String {
    let module = ident(&provider.name);
    let calls = provider.endpoints.iter().flat_map(|endpoint| {
        let examples = endpoint.examples.iter();
        examples.map(|example| emit_example(example, endpoint, provider)).collect::<Vec<_>>()
    });
    let errors =
        provider.error_sets.iter().flat_map(|set| set.cases.iter().map(|case| emit_error(case, set, provider)));
    let sessions = provider.credentials.iter().filter_map(|credential| session::emit(credential, provider));
    let imports = quote!(use auth_providers::#module as api;);
    let function = quote! {
        /// Shows every example of the provider to a visitor.
        #[allow(clippy::too_many_lines, reason = "an entry for each example")]
        pub(super) fn calls(visitor: &mut impl crate::Visitor) {
            #(#calls)*
            #(#errors)*
            #(#sessions)*
        }
    };
    let header = format!("// @generated from {}.yaml: edit the spec, not this file.\n", provider.name);
    print::module(&header, vec![imports, function])
}

fn emit_example(example: &Example, endpoint: &Endpoint, provider: &Provider) -> TokenStream {
    let entry = emit_entry(example, endpoint, provider);
    let request = emit_request(example, endpoint, provider);
    match &endpoint.call {
        Call::Visit { .. } => {
            let marker = ident(&provider.ident);
            quote!(visitor.visit(api::#marker, #entry, #request);)
        }
        Call::Http(call) => emit_call(call, endpoint, provider, &entry, &request),
    }
}

fn emit_call(
    call: &HttpCall,
    endpoint: &Endpoint,
    provider: &Provider,
    entry: &TokenStream,
    request: &TokenStream,
) -> TokenStream {
    let (method, marker) = (ident(&endpoint.name), ident(&provider.ident));
    let has_fields = !endpoint.fields().is_empty();
    let (parameter, argument) = if has_fields { (quote!(request), quote!(request)) } else { (quote!(_), quote!()) };
    let closure =
        quote!(|connection, #parameter| async move { api::Client::from(connection).#method(#argument).await });
    let credential = match call.auth {
        Auth::None => None,
        Auth::Any => provider.credentials.first(),
        Auth::Credential(id) => Some(&provider.credentials[id]),
    };
    if let Some(credential) = credential {
        let credential = emit_credential(credential, provider);
        quote!(visitor.protected(api::#marker, #entry, #request, #credential, #closure);)
    } else {
        quote!(visitor.open(api::#marker, #entry, #request, #closure);)
    }
}

/// What the tests need to know of an example besides the request.
fn emit_entry(example: &Example, endpoint: &Endpoint, provider: &Provider) -> TokenStream {
    let (name, method) = (&provider.name, endpoint.spec_name());
    let status = Literal::u16_unsuffixed(endpoint.http().map_or(302, |call| call.status));
    let body = emit_body(example.response.as_ref());
    quote!(crate::Example::new(#name, #method, #status, #body))
}

/// The body as a raw string, which is how a person would write JSON into Rust.
fn emit_body(json: Option<&Json>) -> TokenStream {
    let text = json.map(Json::to_string).unwrap_or_default();
    match format!("r#\"{text}\"#").parse::<Literal>() {
        Ok(literal) if !text.is_empty() && !text.contains("\"#") => quote!(#literal),
        _ => quote!(#text),
    }
}

fn emit_error(case: &ErrorCase, set: &ErrorSet, provider: &Provider) -> TokenStream {
    let (name, errors, variant) = (&provider.name, &set.ident, &case.ident);
    let status = Literal::u16_unsuffixed(case.status);
    let body = emit_body(case.example.as_ref());
    let ty = ident(errors);
    quote! {
        visitor.error::<api::#ty>(crate::Refused::new(#name, #errors, #variant, #status, #body));
    }
}

/// A secret that the provider's mock accepts: the made-up key, or the first token that an example answers.
fn emit_credential(credential: &Credential, provider: &Provider) -> TokenStream {
    if let Source::Static = &credential.source {
        let fields: Vec<&Field> = credential.inputs.iter().collect();
        let given: Vec<(String, Json)> = fields
            .iter()
            .filter_map(|field| Some((field.ident.value.clone(), Json::from(secrets::input(credential, field)?))))
            .collect();
        let find = |field: &Field| given.iter().find(|(name, _)| *name == field.ident.value).map(|(_, json)| json);
        return emit_new(&credential.ident, &fields, find, provider);
    }
    let secret = secrets::of(credential, provider).into_iter().next().unwrap_or_else(|| "example".to_owned());
    let name = credential.token_ident().map(|name| ident(&name));
    name.map_or_else(|| quote!(auth_runtime::Bearer::new(#secret)), |name| quote!(api::#name::new(#secret)))
}

/// `Request::new(required…).optional(…)`; a request without fields is its type.
fn emit_request(example: &Example, endpoint: &Endpoint, provider: &Provider) -> TokenStream {
    let request = ident(&endpoint.ident);
    let fields: Vec<&Field> = endpoint.fields().iter().collect();
    if fields.is_empty() {
        return quote!(api::#request);
    }
    emit_new(&endpoint.ident, &fields, |field| example.given(&field.ident.value), provider)
}

fn emit_new<'j>(
    name: &str,
    fields: &[&Field],
    given: impl Fn(&Field) -> Option<&'j Json>,
    provider: &Provider,
) -> TokenStream {
    let ty = ident(name);
    let value =
        |field: &Field| given(field).filter(|json| !json.is_null()).map(|json| emit_value(field, json, provider));
    let required = fields.iter().filter(|field| !field.optional).filter_map(|field| value(field));
    let optional = fields.iter().filter(|field| field.optional).filter_map(|field| {
        let (setter, value) = (ident(&field.ident.value), value(field)?);
        Some(quote!(.#setter(#value)))
    });
    quote!(api::#ty::new(#(#required),*) #(#optional)*)
}

/// A list that is one text in the example is a list in Rust.
fn emit_value(field: &Field, json: &Json, provider: &Provider) -> TokenStream {
    match (&field.ty.value, &field.separator, json.as_str()) {
        (Type::List(item), Some(separator), Some(text)) => {
            emit_typed(&field.ty.value, &Json::from(conformance::items_of(item, &separator.value, text)), provider)
        }
        _ => emit_typed(&field.ty.value, json, provider),
    }
}

fn emit_typed(ty: &Type, json: &Json, provider: &Provider) -> TokenStream {
    let text = json.as_str().map_or_else(|| json.to_string(), str::to_owned);
    match ty {
        Type::String | Type::Url | Type::Secret => quote!(#text),
        Type::Boolean => json.as_bool().map_or_else(|| quote!(false), |value| quote!(#value)),
        Type::Integer => {
            let value = Literal::i64_unsuffixed(json.as_i64().unwrap_or_default());
            quote!(#value)
        }
        Type::Number => {
            let value = Literal::f64_unsuffixed(json.as_f64().unwrap_or_default());
            quote!(#value)
        }
        Type::Seconds => quote!(crate::parse::<auth_runtime::Seconds>(#text)),
        Type::Duration => quote!(crate::parse::<auth_runtime::value::TextDuration>(#text)),
        Type::Timestamp => quote!(crate::parse::<auth_runtime::Timestamp>(#text)),
        Type::Uuid => quote!(crate::parse::<auth_runtime::Uuid>(#text)),
        Type::Json | Type::Foreign => {
            let text = json.to_string();
            quote!(crate::parse::<auth_runtime::Json>(#text))
        }
        Type::Choice(id) => emit_choice(&provider.choices[*id], &text),
        Type::Record(id) => emit_record(&provider.records[*id], json, provider),
        Type::List(item) => {
            let items = json.as_array().into_iter().flatten().map(|json| emit_typed(item, json, provider));
            quote!([#(#items),*])
        }
    }
}

fn emit_choice(choice: &Choice, text: &str) -> TokenStream {
    let ty = ident(&choice.ident);
    let known = choice.values.iter().find(|value| value.wire == text);
    known.map_or_else(
        || quote!(api::#ty::Other(#text.to_owned())),
        |value| {
            let variant = ident(&value.ident);
            quote!(api::#ty::#variant)
        },
    )
}

fn emit_record(record: &Record, json: &Json, provider: &Provider) -> TokenStream {
    let fields: Vec<&Field> = record.fields.iter().collect();
    emit_new(&record.ident, &fields, |field| json.get(&field.wire), provider)
}
