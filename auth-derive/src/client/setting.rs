//! A setting, as the runtime checks it.

use auth_language::host::{Setting, SettingKind};
use auth_language::value::Type;
use auth_language::word::Format;
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use crate::attr::input::at;
use crate::attr::member::Member;
use crate::attr::shape::Shape;

pub(crate) fn emit_setting(member: &Member<'_>, setting: &Setting<Span>) -> TokenStream {
    let (name, ty) = (&setting.name.value, emit_type(member, &setting.kind));
    let pattern = setting.pattern.as_ref().map(|pattern| &pattern.value).map(|pattern| quote!(.pattern(#pattern)));
    let default = setting.default.as_ref().map(|default| default.value.as_text());
    let is_optional = member.field.optional && default.is_none();
    let default = default.map(|default| quote!(.default(#default)));
    let optional = is_optional.then(|| quote!(.optional()));
    quote!(::auth_runtime::__private::Setting::new(#name, #ty) #pattern #default #optional)
}

fn emit_type(member: &Member<'_>, kind: &SettingKind) -> TokenStream {
    let (Shape::Required(ty) | Shape::Optional(ty) | Shape::List(ty) | Shape::OptionalList(ty)) = &member.shape;
    let types = quote!(::auth_runtime::__private::SettingType);
    match kind {
        SettingKind::Format(Format::Label) => quote!(#types::Label),
        SettingKind::Format(Format::Host) => quote!(#types::Host),
        // Values of these types are texts that are right by their type.
        SettingKind::Type(Type::String | Type::Number | Type::Seconds | Type::Duration | Type::Timestamp) => {
            quote!(#types::Text)
        }
        SettingKind::Type(Type::Url) => quote!(#types::Url),
        SettingKind::Type(Type::Boolean) => quote!(#types::Boolean),
        SettingKind::Type(Type::Integer) => quote!(#types::Integer),
        SettingKind::Type(Type::Uuid) => quote!(#types::Uuid),
        SettingKind::Type(_) => quote_spanned!(at(ty)=> #types::choice::<#ty>()),
    }
}
