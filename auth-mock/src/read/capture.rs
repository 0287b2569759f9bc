//! Reads the inputs of a template from a text: `rust-{trace}` and `rust-t1` give `t1`.

use auth_codegen::model::{Expr, Name, NameKind, as_text, evaluate};
use serde_json::Value as Json;

/// A piece of a template in which known names are replaced.
pub(crate) enum Piece<'p> {
    Text(String),
    /// An input that only this template sends.
    Input(&'p Name),
}

/// Returns the pieces of an expression. `known` returns the values of names; a field without a value is an input.
/// `None` if another name has no value, because then nothing is sent.
pub(crate) fn pieces<'p>(expr: &'p Expr, known: &impl Fn(&Name) -> Option<Json>) -> Option<Vec<Piece<'p>>> {
    match expr {
        Expr::Concat(parts) => {
            let parts: Option<Vec<_>> = parts.iter().map(|part| pieces(part, known)).collect();
            Some(parts?.into_iter().flatten().collect())
        }
        Expr::Name(name) if name.kind == NameKind::Field && known(name).is_none() => Some(vec![Piece::Input(name)]),
        Expr::Literal(_) | Expr::Name(_) | Expr::Computed(_) => {
            Some(vec![Piece::Text(as_text(&evaluate(expr, known)?))])
        }
    }
}

/// Returns the text of each input, if the whole text matches. The first input is as long as possible.
pub(crate) fn capture<'p>(pieces: &[Piece<'p>], text: &str) -> Option<Vec<(&'p Name, String)>> {
    match pieces {
        [] => text.is_empty().then(Vec::new),
        [Piece::Text(before), rest @ ..] => capture(rest, text.strip_prefix(before.as_str())?),
        [Piece::Input(name), rest @ ..] => {
            let mut ends = text.char_indices().map(|(start, c)| start + c.len_utf8()).rev();
            ends.find_map(|end| {
                let (value, after) = text.split_at_checked(end)?;
                let mut found = capture(rest, after)?;
                found.insert(0, (*name, value.to_owned()));
                Some(found)
            })
        }
    }
}
