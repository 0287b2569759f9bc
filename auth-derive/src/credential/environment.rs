//! `#[derive(Credentials)]`: credentials in environment variables.

mod emit;
mod field;
pub(crate) mod input;

use auth_language::problem::Code;
use proc_macro2::TokenStream;
use syn::{Data, DeriveInput, Field, Fields};

use self::field::Variable;
use crate::attr::args::Args;
use crate::attr::problems::Problems;

pub(crate) fn expand_credentials(input: &DeriveInput, problems: &mut Problems) -> TokenStream {
    let mut args = Args::read(&input.attrs, "credentials", input.ident.span(), problems);
    let prefix = args.text("prefix", problems);
    args.finish(problems);
    let fields = fields(input, problems).into_iter().enumerate();
    let variables: Vec<_> =
        fields.map(|(index, field)| Variable::parse(index, field, prefix.as_ref(), problems)).collect();
    check_names(&variables, problems);
    if let (Some(prefix), false) = (&prefix, variables.iter().any(|variable| variable.has_prefix)) {
        let message = "no variable begins with this";
        problems.report(Code::UNUSED, prefix.span(), message, "remove `prefix`, or one of the `env`");
    }
    emit::emit_credentials(input, &variables, problems.is_empty())
}

fn fields<'a>(input: &'a DeriveInput, problems: &mut Problems) -> Vec<&'a Field> {
    match &input.data {
        Data::Struct(data) if is_readable(&data.fields) => data.fields.iter().collect(),
        _ => {
            let message = "`Credentials` is for a struct with named fields, or with one field";
            problems.report(Code::DERIVE, input.ident.span(), message, "write `struct Key(Secret);`");
            Vec::new()
        }
    }
}

fn is_readable(fields: &Fields) -> bool {
    matches!(fields, Fields::Named(_)) && !fields.is_empty()
        || matches!(fields, Fields::Unnamed(_)) && fields.len() == 1
}

/// Reports a variable that is read for two fields.
fn check_names(variables: &[Variable<'_>], problems: &mut Problems) {
    for (index, variable) in variables.iter().enumerate() {
        let is_same = |before: &&Variable<'_>| !variable.name.is_empty() && before.name == variable.name;
        if let Some(before) = variables.iter().take(index).find(is_same) {
            let message = format!("`{}` is already read for `{}`", variable.name, before.local);
            problems.report(Code::COLLISION, variable.span, message, "name another variable");
        }
    }
}
