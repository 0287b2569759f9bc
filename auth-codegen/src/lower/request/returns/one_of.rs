//! Combines several replies into an enum.

use auth_language::name;
use auth_language::problem::Code;
use auth_language::request::{self, Alternative, check_alternatives};

use super::found::Found;
use crate::lower::context::Context;
use crate::lower::error::test;
use crate::model::{OneOf, Returns, Route, Variant};
use crate::read::Text;
use crate::text::Spot;

/// Returns an enum in which replies with the same type are one variant.
pub(super) fn lower(endpoint: &str, found: &[Found], cx: &mut Context<'_>) -> Returns {
    let mut variants: Vec<(Variant, Alternative<Spot>)> = Vec::new();
    for reply in found {
        let is_same = |(known, _): &(Variant, _)| known.ident == reply.name.value && known.body == reply.body;
        let index = variants.iter().position(is_same).unwrap_or_else(|| {
            variants.push((variant(reply), Alternative { name: reply.name.clone(), routes: Vec::new() }));
            variants.len() - 1
        });
        let (variant, rule) = &mut variants[index];
        check_once(&reply.name, reply, variant, cx);
        variant.optional |= reply.optional;
        variant.routes.push(route(reply));
        let when = reply.when.iter().map(test).collect();
        rule.routes.push(request::Route { statuses: reply.statuses.clone(), when });
    }
    let (variants, rules): (Vec<_>, Vec<_>) = variants.into_iter().unzip();
    check_alternatives(&rules, cx.problems());
    Returns::OneOf(OneOf { ident: format!("{}Reply", name::type_ident(endpoint)), variants })
}

fn variant(reply: &Found) -> Variant {
    Variant { ident: reply.name.value.clone(), body: reply.body.clone(), optional: reply.optional, routes: Vec::new() }
}

fn route(reply: &Found) -> Route {
    Route { statuses: reply.statuses.iter().map(|status| status.value).collect(), when: reply.when.clone() }
}

/// Reports a second reply with the same type and status. A reply between the two could match first, so they cannot be
/// combined.
fn check_once(name: &Text, reply: &Found, variant: &Variant, cx: &mut Context<'_>) {
    let is_known = |status: u16| variant.routes.iter().any(|route| route.statuses.contains(&status));
    if let Some(status) = reply.statuses.iter().find(|status| is_known(status.value)) {
        let message = format!("`{}` is listed twice for status {}", name.value, status.value);
        cx.report(Code::RETURNS, name.at, message, "keep one; a condition takes a list of values");
    }
}
