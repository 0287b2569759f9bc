//! Emits computed values as attributes of derives: `hmac_sha256("{nonce}", key = "{secret}", encoding = hex)`.

use auth_language::name;
use auth_language::template::escape;
use auth_language::value::{Computation, Jwt, Random, Sent, Sorted, Type};
use auth_language::word::{Case, Encoding, Time, TimeForm, Word as _, zone_of};
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens as _, quote};

use crate::emit::names::ident;
use crate::emit::part::property::pair;
use crate::emit::value::ty::emit_scalar;
use crate::model::{Expr, Name, NameKind, Scalar};

/// Emits a constant with its JSON type, a template, or a computation.
pub(in crate::emit) fn emit_expr(expr: &Expr) -> TokenStream {
    match expr {
        Expr::Literal(Scalar::Text(text)) => {
            let text = escape(text);
            quote!(#text)
        }
        Expr::Literal(scalar) => emit_scalar(scalar),
        Expr::Computed(computation) => match as_template(expr) {
            Some(text) => quote!(#text),
            None => emit_computation(computation),
        },
        Expr::Name(_) | Expr::Concat(_) => match as_template(expr) {
            Some(text) => quote!(#text),
            None => {
                let pieces = emit_pieces(expr);
                quote!(concat(#(#pieces),*))
            }
        },
    }
}

/// Returns an expression as a template, if it is one.
pub(in crate::emit) fn as_template(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Literal(scalar) => Some(escape(&scalar.as_text())),
        Expr::Name(Name { kind: NameKind::Setting | NameKind::Computed, name, .. }) => Some(format!("{{{name}}}")),
        Expr::Name(Name { ident, .. }) => Some(format!("{{{}}}", name::plain(ident))),
        Expr::Concat(pieces) => pieces.iter().map(as_template).collect(),
        Expr::Computed(computation) => match &**computation {
            Computation::Now { form: TimeForm::Named(Time::UnixSeconds), offset, increasing: false } => {
                Some(now(*offset))
            }
            Computation::Sent(Sent::Sorted(_)) => None,
            Computation::Sent(sent) => Some(format!("{{{}}}", sent.name())),
            Computation::Der(Expr::Name(name)) if name.ty == auth_language::value::Type::Certificate => {
                Some(format!("{{{}}}", name::plain(&name.ident)))
            }
            Computation::Der(Expr::Name(name)) => Some(format!("{{{}.public_key}}", name::plain(&name.ident))),
            Computation::Thumbprint(Expr::Name(name)) => Some(format!("{{{}.thumbprint}}", name::plain(&name.ident))),
            Computation::Now { .. }
            | Computation::Random(_)
            | Computation::Piece { .. }
            | Computation::Decoded(..)
            | Computation::Encoded(..)
            | Computation::Digest { .. }
            | Computation::Der(_)
            | Computation::Thumbprint(_)
            | Computation::Signature { .. }
            | Computation::Jwt(_)
            | Computation::Object(_)
            | Computation::Items(_) => None,
        },
    }
}

fn now(offset: i64) -> String {
    match offset {
        0 => "{now}".to_owned(),
        1.. => format!("{{now + {offset}s}}"),
        _ => format!("{{now - {}s}}", offset.unsigned_abs()),
    }
}

/// Returns the pieces of an operand. Adjacent templates are joined.
fn emit_pieces(expr: &Expr) -> Vec<TokenStream> {
    let Expr::Concat(pieces) = expr else { return vec![emit_expr(expr)] };
    let (mut emitted, mut text) = (Vec::new(), String::new());
    for piece in pieces {
        match as_template(piece) {
            Some(more) => text.push_str(&more),
            None => {
                flush(&mut text, &mut emitted);
                emitted.extend(emit_pieces(piece));
            }
        }
    }
    flush(&mut text, &mut emitted);
    emitted
}

fn flush(text: &mut String, emitted: &mut Vec<TokenStream>) {
    if !text.is_empty() {
        let text = std::mem::take(text);
        emitted.push(quote!(#text));
    }
}

fn emit_computation(computation: &Computation<Expr>) -> TokenStream {
    emit_call(computation, None)
}

/// Emits a call with its operands and properties; `encoding` is that of the enclosing computation.
fn emit_call(computation: &Computation<Expr>, encoding: Option<(Encoding, Case)>) -> TokenStream {
    let encoding = encoding.map(|(encoding, case)| emit_encoding(encoding, case));
    match computation {
        Computation::Now { form, offset, increasing } => emit_now(form, *offset, *increasing),
        Computation::Random(random) => emit_random(*random, encoding.as_ref()),
        Computation::Digest { algorithm, of, key } => {
            let name = key.as_ref().map_or(algorithm.text().to_owned(), |_| format!("hmac_{}", algorithm.text()));
            let key = key.as_ref().map(emit_expr).map(|key| quote!(, key = #key));
            emit_over(&name, of, &quote!(#key #encoding))
        }
        Computation::Signature { algorithm, of, key, encoding, case, der } => {
            let (algorithm, key) = (ident(algorithm.text()), emit_expr(key));
            let (encoding, der) = (emit_encoding(*encoding, *case), der.then(|| quote!(, der)));
            emit_over("signature", of, &quote!(, algorithm = #algorithm, key = #key #encoding #der))
        }
        Computation::Encoded(Expr::Computed(inner), encoding, case) if is_call(inner) => {
            emit_call(inner, Some((*encoding, *case)))
        }
        Computation::Encoded(of, encoding, case) => emit_over("bytes", of, &emit_encoding(*encoding, *case)),
        Computation::Decoded(of, encoding) => emit_over("decoded", of, &emit_encoding(*encoding, Case::Lower)),
        Computation::Piece { of, by, index, count, ty } => emit_piece(of, by, [*index, *count], kind_of(ty).as_ref()),
        Computation::Der(of) | Computation::Thumbprint(of) => emit_expr(of),
        Computation::Sent(Sent::Sorted(sorted)) => emit_sorted(sorted),
        Computation::Sent(sent) => {
            let name = format!("{{{}}}", sent.name());
            quote!(#name)
        }
        Computation::Jwt(jwt) => emit_jwt(jwt),
        Computation::Object(members) => {
            let members = emit_members(members);
            quote!(object(#(#members),*))
        }
        Computation::Items(items) => {
            let items = items.iter().map(emit_expr);
            quote!(list(#(#items),*))
        }
    }
}

/// Emits sorted parameters: `sorted("{name}={value}", separator = "&", without("sign"), without_empty)`.
fn emit_sorted(sorted: &Sorted) -> TokenStream {
    let Sorted { each: _, separator, without, without_empty } = sorted;
    let each = sorted.template();
    let separator = (!separator.is_empty()).then(|| quote!(, separator = #separator));
    let without = (!without.is_empty()).then(|| quote!(, without(#(#without),*)));
    let without_empty = without_empty.then(|| quote!(, without_empty));
    quote!(sorted(#each #separator #without #without_empty))
}

/// Emits one of several texts that are joined: `piece("{key}", by = ":", index = 0, count = 2, public)`.
fn emit_piece(of: &Expr, by: &str, numbers: [usize; 2], word: Option<&TokenStream>) -> TokenStream {
    let (of, [index, count]) = (emit_expr(of), numbers.map(Literal::usize_unsuffixed));
    quote!(piece(#of, by = #by, index = #index, count = #count #word))
}

/// Returns the word for the type of a text.
fn kind_of(ty: &Type) -> Option<TokenStream> {
    match ty {
        Type::String => Some(quote!(, public)),
        Type::SecretInUrl => Some(quote!(, in_url)),
        _ => None,
    }
}

/// Whether a computation has its own encoding.
fn is_call(computation: &Computation<Expr>) -> bool {
    matches!(computation, Computation::Digest { .. } | Computation::Random(Random::Bytes(_)))
}

fn emit_now(form: &TimeForm, offset: i64, increasing: bool) -> TokenStream {
    let form = match form {
        TimeForm::Named(time) => ident(&time.text().replace(' ', "_")).into_token_stream(),
        TimeForm::Pattern(pattern) => quote!(#pattern),
    };
    let increasing = increasing.then(|| quote!(, increasing));
    let zone = (offset != 0).then(|| zone_of(offset)).map(|zone| quote!(, zone = #zone));
    quote!(now(#form #increasing #zone))
}

fn emit_random(random: Random, encoding: Option<&TokenStream>) -> TokenStream {
    let (kind, length, encoding) = match random {
        Random::Uuid => return quote!(random(uuid)),
        Random::Bytes(length) => ("bytes", length, encoding),
        Random::Digits(length) => ("digits", length, None),
    };
    let (kind, length) = (ident(kind), Literal::u32_unsuffixed(length));
    quote!(random(#kind, length = #length #encoding))
}

/// Emits a computation over the pieces of its operand, with its properties.
fn emit_over(name: &str, of: &Expr, properties: &TokenStream) -> TokenStream {
    let (name, pieces) = (ident(name), emit_pieces(of));
    quote!(#name(#(#pieces),* #properties))
}

fn emit_encoding(encoding: Encoding, case: Case) -> TokenStream {
    let encoding = ident(encoding.text());
    let case = (case == Case::Upper).then(|| quote!(, case = upper));
    quote!(, encoding = #encoding #case)
}

fn emit_jwt(jwt: &Jwt<Expr>) -> TokenStream {
    let (algorithm, key) = (ident(jwt.algorithm.text()), emit_expr(&jwt.key));
    let (header, claims) = (emit_members(&jwt.header), emit_members(&jwt.claims));
    let header = (!header.is_empty()).then(|| quote!(header(#(#header),*),));
    quote!(jwt(algorithm = #algorithm, key = #key, #header claims(#(#claims),*)))
}

fn emit_members(members: &[(String, Expr)]) -> Vec<TokenStream> {
    members.iter().map(|(name, value)| pair(name, emit_expr(value))).collect()
}
