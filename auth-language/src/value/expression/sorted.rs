//! Resolves how sorted parameters are written.

use super::written::Written;
use crate::problem::{Broken, Code, Problems};
use crate::spanned::Spanned;
use crate::suggest;
use crate::template::{self, Piece};
use crate::value::{Each, Half, Scope, Sorted};

/// A result without an error if the broken part was reported elsewhere.
type Resolved<T> = Result<T, Option<Broken>>;

/// Resolves how the parameters of the finished request are written.
pub(super) fn resolve<P: Copy>(
    text: &Spanned<String, P>,
    written: &Written<P>,
    scope: &Scope,
    problems: &mut Problems<P>,
) -> Resolved<Sorted> {
    if !scope.has_request() {
        let message = "the parameters are known when the request is finished";
        let help = "move what is computed from them under `sign: { into: … }`";
        return Err(Some(problems.report(Code::TEMPLATE, written.at, message, help)));
    }
    check_without(&written.without, problems).map_err(Some)?;
    Ok(Sorted {
        each: each(text, problems).map_err(Some)?,
        separator: written.separator.as_ref().map(|separator| separator.value.clone()).unwrap_or_default(),
        without: written.without.iter().map(|name| name.value.clone()).collect(),
        without_empty: written.without_empty.as_ref().is_some_and(|without| without.value),
    })
}

fn each<P: Copy>(text: &Spanned<String, P>, problems: &mut Problems<P>) -> Result<Vec<Each>, Broken> {
    let template = template::check(&text.value, text.at, problems)?;
    let pieces: Result<Vec<Each>, Broken> =
        template.pieces().iter().map(|found| piece(found, text.at, problems)).collect();
    if template.names().next().is_some() {
        return pieces;
    }
    let message = "each parameter would be written as the same text";
    Err(problems.report(Code::COMPUTED, text.at, message, "write `\"{name}={value}\"`, for example"))
}

fn piece<P: Copy>(piece: &Piece, at: P, problems: &mut Problems<P>) -> Result<Each, Broken> {
    let name = match piece {
        Piece::Text(text) => return Ok(Each::Text(text.clone())),
        Piece::Name(name) => name,
    };
    Half::find(name).map(Each::Half).ok_or_else(|| {
        let known = Half::ALL.map(|(_, name)| name);
        let help = suggest::name_help(name, at, &known, "of a parameter there are");
        problems.report_name(Code::UNKNOWN_NAME, (at, name), format!("unknown name `{{{name}}}`"), help)
    })
}

/// Checks that no name is there twice, and that each is one.
fn check_without<P: Copy>(names: &[Spanned<String, P>], problems: &mut Problems<P>) -> Result<(), Broken> {
    for (index, name) in names.iter().enumerate() {
        if template::is_template(&name.value) {
            let message = format!("`{}` is no name of a parameter", name.value);
            return Err(problems.report(
                Code::COMPUTED,
                name.at,
                message,
                "write the name as it is sent, without braces",
            ));
        }
        if names.iter().take(index).any(|other| other.value == name.value) {
            let message = format!("`{}` is named twice", name.value);
            return Err(problems.report(Code::COMPUTED, name.at, message, "remove one of the two"));
        }
    }
    Ok(())
}
