//! Emits made-up settings of a provider.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value as Json;

use super::value::emit_typed;
use crate::emit::names::ident;
use crate::model::{Provider, Scalar, Setting, Type};

/// Emits that a visitor receives the made-up settings.
pub(super) fn emit(provider: &Provider) -> Option<TokenStream> {
    emit_made(provider).map(|made| quote!(visitor.settings(#made);))
}

/// Emits the same made-up settings that the mock server uses. `None` if the provider has no settings.
pub(super) fn emit_made(provider: &Provider) -> Option<TokenStream> {
    let value = |setting: &Setting| emit_value(setting, provider);
    let required = provider.settings.iter().filter(|setting| setting.default.is_none()).map(value);
    let others = provider.settings.iter().filter(|setting| setting.default.is_some() && setting.example.is_some());
    let others = others.map(|setting| {
        let (setter, value) = (ident(&setting.ident), value(setting));
        quote!(.#setter(#value))
    });
    (!provider.settings.is_empty()).then(|| quote!(api::Settings::new(#(#required),*) #(#others)*))
}

fn emit_value(setting: &Setting, provider: &Provider) -> TokenStream {
    let text = provider.example_of(&setting.name.value).unwrap_or_default();
    emit_typed(&setting.ty, &json_of(setting, &setting.ty, text), provider)
}

/// Converts a made-up value to the JSON type of its setting.
fn json_of(setting: &Setting, ty: &Type, text: String) -> Json {
    let said = setting.example.as_ref().or(setting.default.as_ref()).map(|value| &value.value);
    let is_text = said.map_or_else(|| ty.accepts(&Scalar::Text(String::new())), |said| matches!(said, Scalar::Text(_)));
    if is_text { Json::from(text) } else { serde_json::from_str(&text).unwrap_or(Json::from(text)) }
}
