//! Lowers the headers of every request and every reply.

use auth_language::header;
use auth_language::name;
use auth_language::problem::Code;
use auth_language::request::{self, Part, Place};
use auth_language::value::{Expr, Scope};

use super::setting::Settings;
use crate::lower::context::Context;
use crate::lower::value::template;
use crate::model::{self, ReplyHeader};
use crate::read::{FieldKind, FieldSpec, Text};
use crate::text::Spot;

/// Lowers the headers of every request, which are constants or templates over settings.
pub(in crate::lower) fn lower(settings: &Settings, cx: &mut Context<'_>) -> Vec<model::Part> {
    let spec = cx.spec;
    let scope = settings.scope(Vec::new());
    let mut parts = Vec::new();
    for (name, field) in spec.headers.sound() {
        if let Some((value, at)) = lower_value(name, field, &scope, cx) {
            parts.push(Part { place: Place::Header, name: name.clone(), value, at });
        }
    }
    request::check_headers(&parts, cx.problems());
    parts
}

fn lower_value(name: &Text, field: &FieldSpec, scope: &Scope, cx: &mut Context<'_>) -> Option<(Expr, Spot)> {
    match field.kind.as_ref().ok()? {
        FieldKind::Constant(value) => Some((Expr::Literal(value.value.clone()), value.at)),
        FieldKind::Template(text) => {
            let expr = template::resolve(text, scope, cx)?;
            if expr.is_computed() { report_computed(text.at, cx) } else { Some((expr, text.at)) }
        }
        FieldKind::Computed(computed) => report_computed(computed.written.at, cx),
        FieldKind::Type(expr) => {
            let message = format!("`{}` is a header of every request, so no caller gives it a value", name.value);
            let help = "write `{ const: … }`, or a template over `settings` such as `\"{tenant}\"`";
            cx.mention(&expr.value.name);
            cx.report(Code::CONSTANT, expr.at, message, help);
            None
        }
    }
}

fn report_computed(at: Spot, cx: &mut Context<'_>) -> Option<(Expr, Spot)> {
    let message = "the headers of every request are made when a client is built";
    let help = "compute it at the endpoints, or under `attach` of the credential";
    cx.report(Code::COMPUTED, at, message, help);
    None
}

pub(in crate::lower) fn lower_reply_headers(cx: &mut Context<'_>) -> Vec<ReplyHeader> {
    let spec = cx.spec;
    let mut headers = Vec::new();
    for named in spec.reply_headers.iter() {
        let _ = header::check_name(&named.name, cx.problems());
        headers.push(ReplyHeader {
            ident: name::const_ident(&named.name.value),
            name: named.name.value.clone(),
            doc: named.value.as_ref().map(|doc| doc.value.trim().to_owned()).unwrap_or_default(),
        });
    }
    headers
}
