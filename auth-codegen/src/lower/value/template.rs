//! Lowers templates: texts with `{name}` placeholders.

use auth_language::template::Template;
use auth_language::value::{Expr, Scope};

use crate::lower::context::{Context, Declared};
use crate::read::Text;

/// Returns the expression of a template; `None` if it is broken, which was reported.
pub(in crate::lower) fn resolve(text: &Text, scope: &Scope, cx: &mut Context<'_>) -> Option<Expr> {
    refer_to_names(&text.value, cx);
    let expr = scope.resolve(text, cx.problems()).ok();
    if expr.is_none() {
        cx.mention(&text.value);
    }
    expr
}

/// Records that the names of a template are in use.
pub(in crate::lower) fn refer_to_names(template: &str, cx: &mut Context<'_>) {
    match Template::parse(template) {
        Ok(template) => template.names().for_each(|name| cx.refer(Declared::Setting, name)),
        Err(_) => cx.mention(template),
    }
}
