//! The environment variables of a credential's inputs and of a client's settings.

use auth_language::credential::check_variables;
use auth_language::problem::Code;
use auth_language::spanned::Spanned;
use auth_language::value::check_variable;
use proc_macro2::{Ident, Span, TokenStream};
use syn::{DeriveInput, LitStr};

use super::emit::emit_constructors;
use super::field::{Need, Variable};
use crate::attr::args::Args;
use crate::attr::item::spanned;
use crate::attr::member::Member;
use crate::attr::problems::Problems;
use crate::attr::shape::{Shape, is_named, is_secret};

/// Where the value of a field comes from.
#[derive(Clone, Default)]
pub(crate) struct Env {
    /// The variable that the attribute names.
    name: Option<Spanned<String, Span>>,
    /// Whether the field is not read.
    is_off: bool,
}

impl Env {
    /// Parses `env = "ACME_API_KEY"` and `no_env`.
    pub(crate) fn read(args: &mut Args, problems: &mut Problems) -> Self {
        let name = args.text("env", problems).as_ref().map(spanned);
        if let Some(name) = &name {
            let _ = check_variable(name, problems);
        }
        Self { name, is_off: args.flag("no_env", problems) }
    }

    /// Makes the value one that the caller gives.
    pub(crate) fn off(self) -> Self {
        Self { is_off: true, ..self }
    }
}

/// Emits `from_env` and `from_vars`, if the struct has a prefix for the names of its variables, or a field names one.
pub(crate) fn emit_from_env(
    input: &DeriveInput,
    prefix: Option<&LitStr>,
    members: &[(&Member<'_>, &Env)],
    problems: &mut Problems,
) -> Option<TokenStream> {
    let is_asked = prefix.is_some() || members.iter().any(|(_, env)| env.name.is_some());
    if !is_asked || members.is_empty() {
        return None;
    }
    if let Some(prefix) = prefix {
        let _ = check_variable(&spanned(prefix), problems);
    }
    let variables: Vec<_> = members.iter().map(|(member, env)| variable(member, env, prefix, problems)).collect();
    let read = variables.iter().filter(|variable| !matches!(variable.need, Need::Given | Need::Absent));
    let read: Vec<_> =
        read.map(|variable| (variable.name.as_str(), variable.local.to_string(), variable.span)).collect();
    let named = read.iter().filter(|(name, ..)| !name.is_empty());
    check_variables(named.map(|(name, local, span)| (*name, local.as_str(), *span)), problems);
    Some(emit_constructors(input, &variables, problems.is_empty()))
}

/// Returns the name of the variable: `env`, else the prefix and the name of the field.
fn variable_name(local: &Ident, env: &Env, prefix: Option<&LitStr>, problems: &mut Problems) -> String {
    let name = match (&env.name, prefix) {
        (Some(name), _) => name.value.clone(),
        (None, Some(prefix)) => {
            format!("{}{}", prefix.value(), auth_language::name::plain(&local.to_string()).to_uppercase())
        }
        (None, None) => String::new(),
    };
    if name.is_empty() && !env.is_off {
        let help = "write `env = \"ACME_API_KEY\"` here, `env_prefix = \"ACME_\"` on the struct, or `no_env`";
        problems.report(Code::ATTRIBUTE, local.span(), "this field names no variable", help);
    }
    name
}

fn variable<'a>(member: &Member<'a>, env: &Env, prefix: Option<&LitStr>, problems: &mut Problems) -> Variable<'a> {
    let (Shape::Required(ty) | Shape::Optional(ty) | Shape::List(ty) | Shape::OptionalList(ty)) = member.shape;
    let need = match (env.is_off, member.shape.is_optional()) {
        (true, true) => Need::Absent,
        (true, false) => Need::Given,
        (false, true) => Need::Optional,
        (false, false) => Need::Required,
    };
    let local = member.ident.clone();
    let name = variable_name(&local, env, prefix, problems);
    Variable {
        member: member.member.clone(),
        span: local.span(),
        local,
        ty: if matches!(need, Need::Given) { member.ty } else { ty },
        name,
        need,
        parse: !(is_named(ty, "String") || is_secret(ty)),
        separator: member.shape.is_list().then(|| ",".to_owned()),
        show: false,
        has_prefix: false,
    }
}
