//! Emits the provider type: its name, base URLs, settings, and common headers.

use auth_language::host::CapturedPart;
use auth_language::word::{Format, Word as _};
use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};

use crate::emit::docs::{deprecated, doc};
use crate::emit::names::{Names, Place, ident};
use crate::emit::part::property::Properties;
use crate::emit::value::expression::as_template;
use crate::emit::value::ty::{self, emit_scalar};
use crate::emit::value::variable;
use crate::model::{Environment, Host, Part, Provider, ReplyHeader, Setting, Type};

/// Emits the provider type, or imports the existing one.
pub(super) fn emit_marker(provider: &Provider, place: &Place) -> TokenStream {
    if let Place::Derive { marker, .. } = place {
        let (outer, inner) = (ident(marker), ident(&provider.ident));
        return if outer == inner { quote!(use super::#outer;) } else { quote!(use super::#outer as #inner;) };
    }
    let docs = doc(&format!("The provider {}.", provider.title));
    let marker = ident(&provider.ident);
    quote! {
        #docs
        #[derive(Clone, Copy, Debug)]
        pub struct #marker;
    }
}

pub(super) fn emit_provider(provider: &Provider, names: &Names) -> TokenStream {
    let Provider { name, title, hosts, .. } = provider;
    let marker = ident(&provider.ident);
    let (trait_name, host_type) = (names.runtime("Provider"), names.runtime("Host"));
    let hosts = hosts.iter().map(|host| emit_host(host, provider, &host_type));
    let (headers, settings) = (emit_headers(&provider.headers, names), emit_setting_list(provider, names));
    let classes = emit_classes(provider, names);
    quote! {
        impl #trait_name for #marker {
            const NAME: &'static str = #name;
            const TITLE: &'static str = #title;
            const HOSTS: &'static [#host_type] = &[#(#hosts),*];
            #headers
            #settings
            #classes
        }
    }
}

fn emit_host(host: &Host, provider: &Provider, host_type: &TokenStream) -> TokenStream {
    let (name, url) = (&host.name, &host.url.text);
    let Some(captured) = &host.captured else { return quote!(#host_type::new(#name, #url)) };
    let (value, within) = (&captured.name.value, captured.within.iter().map(|entry| &entry.value));
    let part = match &captured.part {
        CapturedPart::Paths => None,
        CapturedPart::Whole => Some(quote!(.whole())),
        CapturedPart::WellKnown(name) => {
            let name = &name.value;
            Some(quote!(.well_known(#name)))
        }
    };
    // Anyone can write a callback (RFC 9700 §4.4).
    let exact = provider.is_of_callback(value).then(|| quote!(.exactly()));
    quote!(#host_type::captured(#name, #value, &[#(#within),*]) #part #exact)
}

/// Emits the headers that every request has.
fn emit_headers(headers: &[Part], names: &Names) -> Option<TokenStream> {
    if headers.is_empty() {
        return None;
    }
    let header = names.host("Header");
    let list = headers.iter().map(|part| {
        let (name, value) = (&part.name.value, as_template(&part.value).unwrap_or_default());
        quote!(#header::new(#name, #value))
    });
    Some(quote!(const HEADERS: &'static [#header] = &[#(#list),*];))
}

fn emit_setting_list(provider: &Provider, names: &Names) -> Option<TokenStream> {
    (!provider.settings.is_empty()).then(|| {
        let (host, setting) = (names.runtime("host"), names.host("Setting"));
        quote!(const SETTINGS: &'static [#setting] = <Settings as #host::Settings>::SETTINGS;)
    })
}

/// Emits the classes of the provider's common errors, if the spec states any.
fn emit_classes(provider: &Provider, names: &Names) -> Option<TokenStream> {
    let common = provider.error_sets.first().filter(|set| set.cases.iter().any(|case| case.class.is_some()))?;
    let (classes, errors) = (names.runtime("Classes"), ident(&common.ident));
    Some(quote!(const CLASSES: #classes = #classes::of::<#errors>();))
}

/// Emits the environments as constants, with which a client can be built.
pub(super) fn emit_environments(provider: &Provider, names: &Names) -> Option<TokenStream> {
    if provider.environments.is_empty() {
        return None;
    }
    let (marker, environment, host_type) = (ident(&provider.ident), names.host("Environment"), names.runtime("Host"));
    let constants = provider.environments.iter().map(|Environment { ident: name, doc: meaning, hosts }| {
        let usual = || format!("The URLs of the environment `{}`.", name.to_lowercase());
        let (docs, constant) = (doc(&meaning.clone().unwrap_or_else(usual)), ident(name));
        let hosts = hosts.iter().map(|Host { name, url, captured: _ }| {
            let url = &url.text;
            quote!(#host_type::new(#name, #url))
        });
        quote!(#docs pub const #constant: #environment<Self> = #environment::new(&[#(#hosts),*]);)
    });
    Some(quote!(impl #marker { #(#constants)* }))
}

/// Emits the settings that a client is built with.
pub(super) fn emit_settings(provider: &Provider, names: &Names) -> Option<TokenStream> {
    let docs =
        doc(&format!("What differs from one customer of {} to another. A client is built with it.", provider.title));
    let (marker, renamed) = (ident(&provider.ident), names.crate_attribute("settings"));
    let fields: Vec<TokenStream> = provider.settings.iter().map(|setting| emit_setting(setting, names)).collect();
    (!fields.is_empty()).then(|| {
        let (host, prefix) = (names.runtime("host"), variable::emit_prefix(provider));
        quote! {
            #docs
            #[derive(Clone, Debug, #host::Settings)]
            #renamed
            #[settings(provider = #marker, #prefix)]
            pub struct Settings { #(#fields),* }
        }
    })
}

fn emit_setting(setting: &Setting, names: &Names) -> TokenStream {
    let Setting { ident: field, doc: meaning, deprecated: note, ty, default, .. } = setting;
    let (docs, deprecated) = (meaning.as_deref().map(doc), deprecated(note.as_ref()));
    let (attribute, field) = (ty::attribute("settings", &setting_properties(setting)), ident(field));
    let ty = ty::emit(ty, names);
    let option = default.is_some().then(|| names.std("Option"));
    let ty = option.map_or_else(|| ty.clone(), |option| quote!(#option<#ty>));
    quote! {
        #docs
        #deprecated
        #attribute
        #field: #ty
    }
}

fn setting_properties(setting: &Setting) -> Vec<TokenStream> {
    let format = match setting.ty {
        Type::Url => Some(quote!(url)),
        Type::Format(format) => Some(emit_format(format)),
        _ => None,
    };
    Properties::default()
        .with(format)
        .value("pattern", setting.pattern.as_ref().map(|pattern| &pattern.value))
        .list("within", setting.within.iter().map(|host| &host.value))
        .value("default", setting.default.as_ref().map(|value| emit_scalar(&value.value)))
        .value("case", setting.case.map(|case| ident(case.value.text())))
        .with(variable::emit_setting(setting))
        .into_vec()
}

fn emit_format(format: Format) -> TokenStream {
    let text = format.text();
    if text.contains(' ') { quote!(format = #text) } else { ident(text).into_token_stream() }
}

pub(super) fn emit_reply_header(header: &ReplyHeader) -> TokenStream {
    let ReplyHeader { ident: constant, name, doc: meaning } = header;
    let docs = doc(&format!("A header of every reply. {meaning}"));
    let constant = ident(constant);
    quote! {
        #docs
        pub const #constant: &str = #name;
    }
}
