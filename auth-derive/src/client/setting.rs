//! Emits a setting for the checks at run time.

use auth_language::host::Setting;
use auth_language::value::Type;
use auth_language::word::Case;
use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};

use crate::attr::input::at;
use crate::attr::member::Member;
use crate::attr::shape::Shape;

pub(crate) fn emit_setting(member: &Member<'_>, setting: &Setting<Span>) -> TokenStream {
    let (name, ty) = (&setting.name.value, emit_type(member, &setting.ty));
    let pattern = setting.pattern.as_ref().map(|pattern| &pattern.value).map(|pattern| quote!(.pattern(#pattern)));
    let hosts = setting.within.iter().map(|host| &host.value);
    let within = (!setting.within.is_empty()).then(|| quote!(.within(&[#(#hosts),*])));
    let default = setting.default.as_ref().map(|default| default.value.as_text());
    let is_optional = member.field.optional && default.is_none();
    let default = default.map(|default| quote!(.default(#default)));
    let optional = is_optional.then(|| quote!(.optional()));
    let case = setting.case.map(|case| match case.value {
        Case::Lower => quote!(.lower()),
        Case::Upper => quote!(.upper()),
    });
    quote!(::auth_runtime::__private::Setting::new(#name, #ty) #pattern #within #case #default #optional)
}

fn emit_type(member: &Member<'_>, ty: &Type) -> TokenStream {
    let (Shape::Required(own) | Shape::Optional(own) | Shape::List(own) | Shape::OptionalList(own)) = &member.shape;
    let types = quote!(::auth_runtime::__private::SettingType);
    match ty {
        Type::Format(format) => {
            let format = format_ident!("{format:?}");
            quote!(#types::Format(::auth_runtime::__private::Format::#format))
        }
        // Values of these types are valid whenever they have the Rust type.
        Type::String | Type::Number | Type::Code | Type::Lifetime(_) | Type::Instant(_) | Type::Bytes(_) => {
            quote!(#types::Text)
        }
        Type::Url => quote!(#types::Url),
        Type::Boolean => quote!(#types::Boolean),
        Type::Integer => quote!(#types::Integer),
        Type::Unsigned => quote!(#types::Unsigned),
        Type::Uuid => quote!(#types::Uuid),
        Type::Secret
        | Type::SecretInUrl
        | Type::Jwt
        | Type::PrivateKey
        | Type::Certificate
        | Type::Upload
        | Type::Json
        | Type::Choice(_)
        | Type::Record(_)
        | Type::List(_)
        | Type::Map(_)
        | Type::Foreign => quote_spanned!(at(own)=> #types::choice::<#own>()),
    }
}
