//! Emits computed values for the runtime.

use auth_language::request::Computed;
use auth_language::value::{Computation, Each, Expr, Jwt, Random, Sent, Sorted, Type};
use auth_language::word::{Case, Encoding, JwtAlgorithm, TimeForm};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote};

use crate::attr::member::Member;

/// The function that emits an expression.
pub(crate) type Emit = fn(&Expr, &[&Member<'_>]) -> TokenStream;

/// Emits a statement for each named computed value.
pub(crate) fn emit_named(
    computed: &[Computed<Span>],
    members: &[&Member<'_>],
    to: &Ident,
    emit: Emit,
) -> Vec<TokenStream> {
    let statements = computed.iter().map(|computed| {
        let (name, value) = (&computed.name.value, emit(&computed.value, members));
        quote!(#to.computed(#name, #value);)
    });
    statements.collect()
}

fn emit_option(value: Option<TokenStream>) -> TokenStream {
    value.map_or_else(|| quote!(::core::option::Option::None), |value| quote!(::core::option::Option::Some(#value)))
}

/// Emits a computed value. `emit` is used for its operands.
pub(crate) fn emit(computation: &Computation<Expr>, members: &[&Member<'_>], emit: Emit) -> TokenStream {
    let room = quote!(::auth_runtime::__private::expression);
    let computed = match computation {
        Computation::Now { form, offset, increasing } => {
            let (form, offset) = (emit_time(form), Literal::i64_unsuffixed(*offset));
            quote!(Now { form: #form, offset: #offset, increasing: #increasing })
        }
        Computation::Random(random) => {
            let random = emit_random(*random);
            quote!(Random(#room::Random::#random))
        }
        Computation::Sent(sent) => {
            let sent = emit_sent(sent);
            quote!(Sent(#room::Sent::#sent))
        }
        Computation::Piece { of, by, index, count, ty } => {
            emit_piece((emit(of, members), name_of(of)), by, [*index, *count], ty.is_secret())
        }
        Computation::Decoded(of, encoding) => emit_coded("Decoded", &emit(of, members), *encoding, Case::Lower),
        Computation::Encoded(of, encoding, case) => emit_coded("Encoded", &emit(of, members), *encoding, *case),
        Computation::Digest { algorithm, of, key } => {
            emit_digest(algorithm, &emit(of, members), key.as_ref().map(|key| emit(key, members)))
        }
        Computation::Signature { algorithm, of, key, encoding, case, der } => {
            let (of, key) = (emit(of, members), emit_key(key, members, emit));
            emit_signed(*algorithm, [of, key], &emit_encoding(*encoding, *case), *der)
        }
        Computation::Der(of) => return emit_of_key(&quote!(Der::der), &emit_borrowed(of, members, emit)),
        Computation::Thumbprint(of) => {
            return emit_of_key(&quote!(Thumbprint::thumbprint_of), &emit_borrowed(of, members, emit));
        }
        Computation::Object(inner) => return emit_object(inner, members, emit),
        Computation::Items(items) => return emit_list(items, members, emit),
        Computation::Jwt(jwt) => {
            let jwt = emit_jwt(jwt, members, emit);
            quote!(Jwt(#jwt))
        }
    };
    quote!(::auth_runtime::__private::Value::computed(#room::Computed::#computed))
}

fn emit_object(inner: &[(String, Expr)], members: &[&Member<'_>], emit: Emit) -> TokenStream {
    let inner = inner.iter().map(|(name, value)| {
        let value = emit(value, members);
        quote!((#name, #value))
    });
    quote!(::auth_runtime::__private::Value::Object(::std::vec![#(#inner),*]))
}

fn emit_list(items: &[Expr], members: &[&Member<'_>], emit: Emit) -> TokenStream {
    let items = items.iter().map(|item| emit(item, members));
    quote!(::auth_runtime::__private::Value::List(::std::vec![#(#items),*]))
}

fn emit_digest(algorithm: &impl std::fmt::Debug, of: &TokenStream, key: Option<TokenStream>) -> TokenStream {
    let (algorithm, key) = (format_ident!("{algorithm:?}"), emit_option(key));
    quote!(Digest { algorithm: ::auth_runtime::__private::expression::Digest::#algorithm, of: #of, key: #key })
}

/// Emits what is public of a key.
fn emit_of_key(function: &TokenStream, key: &TokenStream) -> TokenStream {
    quote!(::auth_runtime::__private::sign::#function(#key))
}

fn emit_signed(algorithm: JwtAlgorithm, [of, key]: [TokenStream; 2], encoding: &Ident, der: bool) -> TokenStream {
    let (room, algorithm) = (quote!(::auth_runtime::__private::expression), emit_algorithm(algorithm));
    let key = quote!(::core::clone::Clone::clone(#key));
    quote!(Signed { algorithm: #algorithm, of: #of, key: #key, encoding: #room::Encoding::#encoding, der: #der })
}

/// Emits one of several texts that are joined in a value of this name.
fn emit_piece((of, name): (TokenStream, &str), by: &str, numbers: [usize; 2], is_secret: bool) -> TokenStream {
    let [index, count] = numbers.map(Literal::usize_unsuffixed);
    let room = quote!(::auth_runtime::__private::expression);
    quote!(Piece(#room::Piece { of: #of, name: #name, by: #by, index: #index, count: #count, is_secret: #is_secret }))
}

/// Emits the bytes that a text stands for, or the text of bytes.
fn emit_coded(variant: &str, of: &TokenStream, encoding: Encoding, case: Case) -> TokenStream {
    let (variant, encoding) = (format_ident!("{variant}"), emit_encoding(encoding, case));
    quote!(#variant(#of, ::auth_runtime::__private::expression::Encoding::#encoding))
}

/// Returns the name of what is split, for errors.
fn name_of(of: &Expr) -> &str {
    of.names().first().map_or("", |name| name.name.as_str())
}

fn emit_time(form: &TimeForm) -> TokenStream {
    let time = quote!(::auth_runtime::__private::expression::Time);
    match form {
        TimeForm::Named(form) => {
            let form = format_ident!("{form:?}");
            quote!(#time::#form)
        }
        TimeForm::Pattern(pattern) => quote!(#time::Pattern(#pattern)),
    }
}

fn emit_random(random: Random) -> TokenStream {
    match random {
        Random::Uuid => quote!(Uuid),
        Random::Bytes(length) => {
            let length = Literal::u32_unsuffixed(length);
            quote!(Bytes(#length))
        }
        Random::Digits(length) => {
            let length = Literal::u32_unsuffixed(length);
            quote!(Digits(#length))
        }
    }
}

fn emit_sent(sent: &Sent) -> TokenStream {
    match sent {
        Sent::Method => quote!(Method),
        Sent::Endpoint => quote!(Endpoint),
        Sent::Url => quote!(Url),
        Sent::Host => quote!(Host),
        Sent::Path => quote!(Path),
        Sent::Query => quote!(Query),
        Sent::Target => quote!(Target),
        Sent::Sorted(sorted) => {
            let sorted = emit_sorted(sorted);
            quote!(Sorted(#sorted))
        }
        Sent::Body => quote!(Body),
        Sent::Header(name) => quote!(Header(#name)),
        Sent::Parameter(name) => quote!(Parameter(#name)),
    }
}

fn emit_sorted(sorted: &Sorted) -> TokenStream {
    let room = quote!(::auth_runtime::__private::expression);
    let Sorted { each, separator, without, without_empty } = sorted;
    let each = each.iter().map(|piece| match piece {
        Each::Text(text) => quote!(#room::Each::Text(#text)),
        Each::Half(half) => {
            let half = format_ident!("{half:?}");
            quote!(#room::Each::#half)
        }
    });
    let pieces = quote!(each: &[#(#each),*], separator: #separator);
    quote!(#room::Sorted { #pieces, without: &[#(#without),*], without_empty: #without_empty })
}

pub(crate) fn emit_encoding(encoding: Encoding, case: Case) -> Ident {
    match (encoding, case) {
        (Encoding::Hex, Case::Upper) => format_ident!("HexUpper"),
        (encoding, _) => format_ident!("{encoding:?}"),
    }
}

fn emit_jwt(jwt: &Jwt<Expr>, members: &[&Member<'_>], emit: Emit) -> TokenStream {
    let (algorithm, key) = (emit_algorithm(jwt.algorithm), emit_key(&jwt.key, members, emit));
    let header = jwt.header.iter().map(|(name, value)| {
        let value = emit(value, members);
        quote!(.header(#name, #value))
    });
    let claims = jwt.claims.iter().map(|(name, value)| {
        let value = emit(value, members);
        quote!(.claim(#name, #value))
    });
    quote!(::auth_runtime::__private::sign::Jwt::new(#algorithm, #key) #(#header)* #(#claims)* .kept())
}

pub(crate) fn emit_algorithm(algorithm: JwtAlgorithm) -> TokenStream {
    let algorithm = format_ident!("{algorithm:?}");
    quote!(::auth_runtime::__private::sign::Algorithm::#algorithm)
}

/// Emits a key. A private key is borrowed; a secret is a value.
pub(crate) fn emit_key(key: &Expr, members: &[&Member<'_>], emit: Emit) -> TokenStream {
    match key {
        Expr::Name(name) if name.ty == Type::PrivateKey => emit_borrowed(key, members, emit),
        other => emit(other, members),
    }
}

/// Emits `&self.key`.
fn emit_borrowed(key: &Expr, members: &[&Member<'_>], emit: Emit) -> TokenStream {
    let member = match key {
        Expr::Name(name) => members.iter().find(|member| member.field.ident.value == name.ident),
        Expr::Literal(_) | Expr::Concat(_) | Expr::Computed(_) => None,
    };
    match member {
        Some(member) => {
            let member = &member.member;
            quote!(&self.#member)
        }
        None => emit(key, members),
    }
}
