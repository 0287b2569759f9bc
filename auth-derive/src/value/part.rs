//! Emits the parts of a request or credential for the runtime.

use auth_language::request::{PASSWORD, Part, Place, USERNAME};
use auth_language::spanned::Spanned;
use auth_language::value::{Expr, Name, NameKind, Scalar, Type};
use auth_language::word::{BasicEncoding, Case};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Generics;

use crate::attr::generics::fresh_lifetime;
use crate::attr::input::at;
use crate::attr::member::Member;

/// Emits a statement for each part, which adds it to the collector `to`. User name and password of `basic` are added
/// together.
pub(crate) fn emit_parts(
    parts: &[&Part<Span>],
    encoding: BasicEncoding,
    members: &[&Member<'_>],
    to: &Ident,
) -> Vec<TokenStream> {
    emit_parts_of(parts, encoding, members, to, &|_| false)
}

/// Emits a statement for each part. Those for which `is_raw` is true are written into the URL as they are.
pub(crate) fn emit_parts_of(
    parts: &[&Part<Span>],
    encoding: BasicEncoding,
    members: &[&Member<'_>],
    to: &Ident,
    is_raw: &dyn Fn(&Part<Span>) -> bool,
) -> Vec<TokenStream> {
    let others = parts.iter().filter(|part| part.place != Place::Basic);
    let others = others.map(|part| {
        let (sent, raw) = (emit_part(part, members), is_raw(part).then(|| quote!(.raw())));
        quote!(#to #sent #raw;)
    });
    let basic = emit_basic(parts, encoding, members).map(|basic| quote!(#to #basic;));
    basic.into_iter().chain(others).collect()
}

/// Emits a statement for each check of a value that the caller gives.
pub(crate) fn emit_checks(members: &[&Member<'_>], to: &Ident) -> Vec<TokenStream> {
    members.iter().filter_map(|member| emit_given(member)).map(|given| quote!(#to #given;)).collect()
}

/// Emits the check of a value that the caller gives. It is checked once, even if it is sent in several places.
pub(crate) fn emit_given(member: &Member<'_>) -> Option<TokenStream> {
    let rule = quote!(::auth_runtime::__private::Rule);
    let format = member.format.as_ref().map(|format| {
        let format = format_ident!("{format}");
        quote!(#rule::Format(::auth_runtime::__private::Format::#format))
    });
    let pattern = member.field.pattern.as_ref().map(|pattern| &pattern.value);
    let pattern = pattern.map(|pattern| quote!(#rule::Pattern(#pattern)));
    let count = |count: Option<Spanned<u32, Span>>| count.map(|count| Literal::u32_unsuffixed(count.value));
    let at_least = count(member.field.at_least).map(|count| quote!(#rule::AtLeast(#count)));
    let at_most = count(member.field.at_most).map(|count| quote!(#rule::AtMost(#count)));
    let rules: Vec<TokenStream> = [format, pattern, at_least, at_most].into_iter().flatten().collect();
    let (name, ident) = (member.wire(), &member.member);
    let field = quote_spanned!(at(member.ty)=> &self.#ident);
    (!rules.is_empty()).then(|| quote!(.given(#name, #field, &[#(#rules),*])))
}

/// Emits how the caller's value is changed before it is sent: the default, and the other case.
fn emit_change(member: &Member<'_>) -> Option<TokenStream> {
    let default = member.field.default.as_ref().map(|default| emit_scalar(&default.value));
    let default = default.map(|default| quote!(.or(#default)));
    let case = member.field.case.map(|case| match case.value {
        Case::Lower => quote!(.lower()),
        Case::Upper => quote!(.upper()),
    });
    (default.is_some() || case.is_some()).then(|| quote!(#default #case))
}

/// Emits the method that adds the parts to a collector: `fields` for a request, `parts` for a credential.
pub(crate) fn emit_collector(method: &str, generics: &Generics, parts: &[TokenStream], to: &Ident) -> TokenStream {
    let (lifetime, method) = (fresh_lifetime(generics), format_ident!("{method}"));
    let to = if parts.is_empty() { quote!(_) } else { quote!(#to) };
    quote! {
        fn #method<#lifetime>(
            &#lifetime self,
            #to: &mut ::auth_runtime::__private::Fields<#lifetime>,
            _: &::auth_runtime::__private::Context,
        ) -> ::core::result::Result<(), ::auth_runtime::__private::RequestProblem> {
            #(#parts)*
            ::core::result::Result::Ok(())
        }
    }
}

fn emit_basic(parts: &[&Part<Span>], encoding: BasicEncoding, members: &[&Member<'_>]) -> Option<TokenStream> {
    let Halves { username, password, encoding } = emit_halves(parts, encoding, members)?;
    Some(quote!(.basic(#username, #password, #encoding)))
}

/// User name and password of `basic`, and how they are encoded.
pub(crate) struct Halves {
    pub(crate) username: TokenStream,
    pub(crate) password: TokenStream,
    pub(crate) encoding: TokenStream,
}

/// Emits the halves of `basic`, if the parts have them.
pub(crate) fn emit_halves(parts: &[&Part<Span>], encoding: BasicEncoding, members: &[&Member<'_>]) -> Option<Halves> {
    let half = |name: &str| {
        let part = parts.iter().find(|part| part.place == Place::Basic && part.name.value == name)?;
        Some(emit_expr(&part.value, members))
    };
    let encoding = format_ident!("{encoding:?}");
    let encoding = quote!(::auth_runtime::__private::BasicEncoding::#encoding);
    Some(Halves { username: half(USERNAME)?, password: half(PASSWORD)?, encoding })
}

/// Emits the method call that adds a part.
pub(crate) fn emit_part(part: &Part<Span>, members: &[&Member<'_>]) -> TokenStream {
    let (place, name) = (part.place.word(), part.place.canonical(&part.name.value));
    let field = part.value.as_field().and_then(|name| find(name, members));
    let Some(member) = field.filter(|member| emit_change(member).is_none()) else {
        let (place, value) = (emit_place(part.place), emit_expr(&part.value, members));
        return quote!(.part(::auth_runtime::__private::Place::#place, #name, #value));
    };
    let (method, ident) = (Ident::new(place, Span::call_site()), &member.member);
    let value = quote_spanned!(at(member.ty)=> &self.#ident);
    let separator = member.separator().map(|separator| quote!(.separator(#separator)));
    quote!(.#method(#name, #value) #separator)
}

/// Returns the variant of the runtime's `Place`.
pub(crate) fn emit_place(place: Place) -> Ident {
    format_ident!("{place:?}")
}

/// Emits an expression as a value of the runtime.
pub(crate) fn emit_expr(expr: &Expr, members: &[&Member<'_>]) -> TokenStream {
    match expr {
        Expr::Literal(scalar) => emit_scalar(scalar),
        Expr::Name(name) => emit_name(name, members),
        Expr::Computed(computation) => crate::expression::emit::emit(computation, members, emit_expr),
        Expr::Concat(pieces) => {
            let pieces = pieces.iter().map(|piece| emit_expr(piece, members));
            quote!(::auth_runtime::__private::Value::concat([#(#pieces),*]))
        }
    }
}

/// Emits the value of a name. The secret of a credential must be a `Secret`, even if its type has another name.
fn emit_name(name: &Name, members: &[&Member<'_>]) -> TokenStream {
    if name.kind == NameKind::Token {
        return quote!(::auth_runtime::__private::Value::Secret(with));
    }
    if name.kind == NameKind::Computed {
        let name = &name.name;
        return quote!(::auth_runtime::__private::Value::computed(
            ::auth_runtime::__private::expression::Computed::Named(#name)
        ));
    }
    match find(name, members) {
        Some(member) => emit_value_of(name, member),
        None => {
            let setting = &name.name;
            quote!(::auth_runtime::__private::Value::Setting(#setting))
        }
    }
}

/// Emits the value of a field, as it is sent.
fn emit_value_of(name: &Name, member: &Member<'_>) -> TokenStream {
    let (ident, span) = (&member.member, at(member.ty));
    let (change, separator) = (emit_change(member), member.separator().map(|separator| quote!(.joined(#separator))));
    if name.kind == NameKind::Input && matches!(name.ty, Type::Secret | Type::SecretInUrl) && !name.optional {
        let secret = quote_spanned!(span=> &self.#ident);
        return quote!(::auth_runtime::__private::Value::Secret(#secret) #change);
    }
    let value = quote_spanned!(span=> ::auth_runtime::__private::Encode::encode(&self.#ident));
    quote!(#value #change #separator)
}

fn find<'m, 'a>(name: &Name, members: &[&'m Member<'a>]) -> Option<&'m Member<'a>> {
    let is_member = matches!(name.kind, NameKind::Field | NameKind::Input);
    members.iter().find(|member| is_member && member.field.ident.value == name.ident).copied()
}

fn emit_scalar(scalar: &Scalar) -> TokenStream {
    let value = quote!(::auth_runtime::__private::Value);
    match scalar {
        Scalar::Text(text) => quote!(#value::text(#text)),
        Scalar::Boolean(boolean) => quote!(#value::Boolean(#boolean)),
        Scalar::Json(text) => quote!(#value::constant(#text)),
        Scalar::Number(number) => number
            .parse::<i64>()
            .map_or_else(|_| quote!(#value::digits(#number)), |integer| quote!(#value::Integer(#integer))),
    }
}
