//! Lowers signatures over the finished request.

use auth_language::header::AUTHORIZATION;
use auth_language::problem::Code;
use auth_language::request::{Part, Place};
use auth_language::sign::{Given, Sign, WrittenSign, check_sign, resolve_sign};
use auth_language::spanned::Spanned;
use auth_language::value::{Expr, Scope};

use crate::lower::context::{Context, Declared};
use crate::lower::expression;
use crate::lower::value::template::{self, refer_to_names};
use crate::model;
use crate::read::{Entries, FieldKind, FieldSpec, Read, SignSpec};
use crate::text::Spot;

/// Lowers the signature of a request; `None` if it is broken.
pub(in crate::lower) fn lower(spec: &SignSpec, scope: &Scope, cx: &mut Context<'_>) -> Option<Sign<Spot>> {
    let sign = match spec {
        SignSpec::Scheme(written) => {
            refer(written, cx);
            let sign = resolve_sign(written, scope, cx.problems()).ok();
            if sign.is_none() {
                mention(written, cx);
            }
            sign?
        }
        SignSpec::Into { headers, bearer, query } => {
            let scope = scope.clone().of_finished_request();
            let headers = parts(Place::Header, headers, &scope, cx);
            let bearer = bearer.as_ref().map(|bearer| lower_bearer(bearer, &scope, cx));
            let query = parts(Place::Query, query, &scope, cx);
            let bearer = bearer.map_or(Some(None), |bearer| bearer.map(Some))?;
            Sign::Into(headers?.into_iter().chain(bearer).chain(query?).collect())
        }
    };
    check_sign(&sign, cx.problems());
    Some(sign)
}

/// Records the names in a signature whose inputs are not known, because the log-in that has them is broken.
pub(in crate::lower) fn refer_only(spec: &SignSpec, cx: &mut Context<'_>) -> bool {
    match spec {
        SignSpec::Scheme(written) => {
            refer(written, cx);
            mention(written, cx);
            true
        }
        SignSpec::Into { .. } => false,
    }
}

fn texts(written: &WrittenSign<Spot>) -> impl Iterator<Item = &str> {
    written.given.iter().filter_map(|(_, given)| match given {
        Given::Text(text) => Some(text.value.as_str()),
        Given::Flag(_) | Given::Texts(_) => None,
    })
}

fn refer(written: &WrittenSign<Spot>, cx: &mut Context<'_>) {
    for text in texts(written) {
        cx.refer(Declared::Setting, text);
        refer_to_names(text, cx);
    }
}

fn mention(written: &WrittenSign<Spot>, cx: &mut Context<'_>) {
    for text in texts(written).map(str::to_owned).collect::<Vec<_>>() {
        cx.mention(&text);
    }
    for name in ["access_key_id", "secret_access_key", "session_token"] {
        cx.mention(name);
    }
}

fn parts(place: Place, entries: &Entries<FieldSpec>, scope: &Scope, cx: &mut Context<'_>) -> Option<Vec<model::Part>> {
    let mut is_whole = entries.broken().is_none();
    let mut parts = Vec::new();
    for named in entries.iter() {
        let value = part_value(&named.value, scope, cx);
        is_whole &= value.is_some();
        parts.extend(value.map(|(value, at)| Part { place, name: named.name.clone(), value, at }));
    }
    is_whole.then_some(parts)
}

/// Lowers `Authorization: Bearer` with a value of its own.
fn lower_bearer(spec: &Read<FieldSpec>, scope: &Scope, cx: &mut Context<'_>) -> Option<model::Part> {
    let (value, at) = part_value(spec, scope, cx)?;
    let name = Spanned::new(AUTHORIZATION.to_owned(), at);
    Some(Part { place: Place::Header, name, value: Expr::bearer(value), at })
}

fn part_value(spec: &Read<FieldSpec>, scope: &Scope, cx: &mut Context<'_>) -> Option<(Expr, Spot)> {
    match spec.as_ref().ok()?.kind.as_ref().ok()? {
        FieldKind::Constant(value) => Some((Expr::Literal(value.value.clone()), value.at)),
        FieldKind::Template(text) => Some((template::resolve(text, scope, cx)?, text.at)),
        FieldKind::Computed(computed) => Some((expression::resolve(computed, scope, cx)?, computed.written.at)),
        FieldKind::Type(expr) => {
            cx.mention(&expr.value.name);
            let message = "what is signed is computed from the request";
            let help = "declare what the caller gives under `inputs`, and name it in braces here";
            cx.report(Code::SIGN, expr.at, message, help);
            None
        }
    }
}
