//! `bearer(jwt(…))`: `Authorization: Bearer` with a value of its own (RFC 6750 §2.1).

use auth_language::header::AUTHORIZATION;
use auth_language::request::{Part, Place};
use auth_language::spanned::Spanned;
use auth_language::value::{Expr, Scope};
use proc_macro2::Span;

use crate::attr::problems::Problems;
use crate::expression::item::Valued;
use crate::expression::read::read_expr;

pub(crate) fn resolve_bearer(bearer: &Valued, scope: &Scope, problems: &mut Problems) -> Option<Part<Span>> {
    let (value, at) = (read_expr(bearer, scope, problems)?, bearer.span());
    let value = Expr::Concat(vec![Expr::text("Bearer "), value]);
    Some(Part { place: Place::Header, name: Spanned::new(AUTHORIZATION.to_owned(), at), value, at })
}
