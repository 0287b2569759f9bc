//! Checks whether a text is a possible value of an expression with computed values.

use std::collections::BTreeMap;

use auth_codegen::model::{Expr, Name, NameKind};
use auth_language::value::{Computation, Random};
use auth_language::word::{Case, Encoding, Time, TimeForm, fits_pattern};

use crate::verify::compute::{self, Known};
use crate::verify::{jwt, signature};

/// The known values, and the values found for named computed values.
pub(crate) struct Fit<'f> {
    pub(crate) names: &'f dyn Fn(&Name) -> Option<String>,
    pub(crate) received: &'f crate::read::received::Received,
    pub(crate) later: Option<&'f str>,
    pub(crate) seen: BTreeMap<String, String>,
}

/// A piece of an expression.
enum Piece<'e> {
    Text(String),
    /// A piece that differs from one request to the next, or is unknown here.
    Free(&'e Expr),
}

impl Fit<'_> {
    pub(crate) fn known(&self) -> Known<'_> {
        Known { names: self.names, seen: &self.seen, received: self.received, later: self.later }
    }

    /// Whether the text is a possible value. The values of named computed values are recorded.
    pub(crate) fn fits(&mut self, expr: &Expr, found: &str) -> bool {
        let mut pieces = Vec::new();
        self.pieces(expr, &mut pieces);
        let Some(captured) = capture(&pieces, found, self) else { return false };
        for (expr, text) in captured {
            if let Expr::Name(name) = expr
                && name.kind == NameKind::Computed
            {
                self.seen.insert(name.name.clone(), text);
            }
        }
        true
    }

    fn pieces<'e>(&self, expr: &'e Expr, to: &mut Vec<Piece<'e>>) {
        match (expr, compute::text(expr, &self.known())) {
            (_, Some(text)) => to.push(Piece::Text(text)),
            (Expr::Concat(pieces), None) => pieces.iter().for_each(|piece| self.pieces(piece, to)),
            (Expr::Literal(_) | Expr::Name(_) | Expr::Computed(_), None) => to.push(Piece::Free(expr)),
        }
    }

    /// Whether a text is a possible value of a piece that differs from one request to the next.
    fn is_possible(&self, expr: &Expr, found: &str) -> bool {
        match expr {
            Expr::Computed(computation) => self.is_computed(computation, found),
            Expr::Literal(_) | Expr::Name(_) | Expr::Concat(_) => !found.is_empty(),
        }
    }

    /// Whether a text is a possible value of a computation.
    pub(crate) fn is_computed(&self, computation: &Computation<Expr>, found: &str) -> bool {
        let digits = || !found.is_empty() && found.bytes().all(|byte| byte.is_ascii_digit());
        match computation {
            Computation::Now { form, .. } => is_time(form, found),
            Computation::Random(Random::Uuid) => found.len() == 36,
            Computation::Random(Random::Digits(length)) => digits() && found.len() == *length as usize,
            Computation::Encoded(of, encoding, case) => is_encoded(of, *encoding, *case, found),
            Computation::Signature { algorithm, of, key, encoding, case: _, der } => {
                let signature = signature::read(found, *algorithm, *encoding, *der);
                jwt::is_signature((*algorithm, signature), of, key, found, &self.known())
            }
            Computation::Jwt(described) => jwt::is_signed(described, found, &self.known()),
            Computation::Random(Random::Bytes(_))
            | Computation::Sent(_)
            | Computation::Piece { .. }
            | Computation::Decoded(..)
            | Computation::Digest { .. }
            | Computation::Der(_)
            | Computation::Thumbprint(_)
            | Computation::Object(_)
            | Computation::Items(_) => !found.is_empty(),
        }
    }
}

/// Whether a text is a time in this form.
fn is_time(form: &TimeForm, found: &str) -> bool {
    let is_number = found.bytes().all(|byte| byte.is_ascii_digit());
    match form {
        TimeForm::Named(Time::UnixSeconds) => is_number && found.len() >= 9,
        TimeForm::Named(Time::UnixMilliseconds) => is_number && found.len() >= 12,
        TimeForm::Named(Time::Timestamp) => found.ends_with('Z') && found.contains('T'),
        TimeForm::Named(Time::HttpDate) => found.ends_with(" GMT"),
        TimeForm::Pattern(pattern) => fits_pattern(pattern, found),
    }
}

/// Returns the text of each free piece, if the whole text matches. The first one is as long as possible.
fn capture<'e>(pieces: &[Piece<'e>], text: &str, fit: &Fit<'_>) -> Option<Vec<(&'e Expr, String)>> {
    match pieces {
        [] => text.is_empty().then(Vec::new),
        [Piece::Text(before), rest @ ..] => capture(rest, text.strip_prefix(before.as_str())?, fit),
        [Piece::Free(expr), rest @ ..] => {
            let mut ends = text.char_indices().map(|(start, c)| start + c.len_utf8()).rev();
            ends.find_map(|end| {
                let (value, after) = text.split_at_checked(end)?;
                let mut found = capture(rest, after, fit)?;
                fit.is_possible(expr, value).then(|| {
                    found.insert(0, (*expr, value.to_owned()));
                    found
                })
            })
        }
    }
}

fn is_encoded(of: &Expr, encoding: Encoding, case: Case, found: &str) -> bool {
    let Some(bytes) = compute::decode(found, encoding) else { return false };
    let is_canonical = compute::encode(&bytes, encoding, case) == found;
    match of {
        Expr::Computed(inner) => match &**inner {
            Computation::Random(Random::Bytes(length)) => is_canonical && bytes.len() == *length as usize,
            _ => is_canonical,
        },
        Expr::Literal(_) | Expr::Name(_) | Expr::Concat(_) => is_canonical,
    }
}
