//! Resolves computations: looks up their names and checks all rules.

use super::jwt;
use super::property::{check_properties, random};
use super::written::{Operand, What, Written, WrittenPiece};
use crate::problem::{Broken, Code, Problems};
use crate::spanned::Spanned;
use crate::template;
use crate::value::{Computation, Expr, Scalar, Scope, Sent};
use crate::word::{self, Case, Encoding, JwtAlgorithm, TimeForm, Word as _};

/// A result without an error if the broken part was reported elsewhere.
type Resolved<T> = Result<T, Option<Broken>>;

/// Resolves a computation that is used as text.
///
/// # Errors
/// Reports a problem if a rule is broken. If it uses a broken name, nothing more is reported.
pub fn resolve_text<P: Copy>(written: &Written<P>, scope: &Scope, problems: &mut Problems<P>) -> Resolved<Expr> {
    let expr = resolve(written, scope, problems)?;
    if !expr.is_bytes() {
        return Ok(expr);
    }
    let message = "this is bytes, and what is sent here is text";
    let help = "say how the bytes are written: `encoding: hex`, `base64` or `base64url`";
    Err(Some(problems.report(Code::COMPUTED, written.at, message, help)))
}

/// Resolves a computation whose value may be bytes.
///
/// # Errors
/// Same as [`resolve_text`].
pub fn resolve<P: Copy>(written: &Written<P>, scope: &Scope, problems: &mut Problems<P>) -> Resolved<Expr> {
    check_properties(written, problems)?;
    let computation = match &written.what {
        What::Now(form) => Computation::Now {
            form: TimeForm::check(form, problems).map_err(Some)?,
            offset: offset(written, problems)?,
            increasing: written.increasing.as_ref().is_some_and(|increasing| increasing.value),
        },
        What::Random(kind) => Computation::Random(random(kind, written, problems)?),
        What::Bytes(of) => return encoded(operand(of, scope, problems)?, written, problems),
        What::Decoded(of) => Computation::Decoded(operand(of, scope, problems)?, encoding(written, problems)?),
        What::Piece(of, piece) => self::piece(operand(of, scope, problems)?, piece, problems)?,
        What::Digest(algorithm, of) => {
            Computation::Digest { algorithm: *algorithm, of: operand(of, scope, problems)?, key: None }
        }
        What::Keyed(algorithm, of) => {
            let of = operand(of, scope, problems);
            let key = key(written, scope, problems)?;
            Computation::Digest { algorithm: *algorithm, of: of?, key: Some(key) }
        }
        What::Signature(of) => signature(operand(of, scope, problems), written, scope, problems)?,
        What::Sorted(each) => Computation::Sent(Sent::Sorted(super::sorted::resolve(each, written, scope, problems)?)),
        What::Jwt(jwt) => Computation::Jwt(jwt::resolve(jwt, scope, problems, operand)?),
    };
    let is_bytes = computation.is_bytes();
    let expr = Expr::Computed(Box::new(computation));
    let is_decoded = matches!(written.what, What::Decoded(_));
    if is_bytes && !is_decoded { encoded(expr, written, problems) } else { Ok(expr) }
}

/// Returns the seconds between UTC and the zone in which a time is written.
fn offset<P: Copy>(written: &Written<P>, problems: &mut Problems<P>) -> Resolved<i64> {
    let Some(zone) = &written.zone else { return Ok(0) };
    word::zone(&zone.value).ok_or_else(|| {
        let message = format!("`{}` is not a zone", zone.value);
        let help = "write its distance from UTC, in hours and minutes: `zone: \"+08:00\"`";
        Some(problems.report(Code::COMPUTED, zone.at, message, help))
    })
}

/// Checks which of several joined texts is meant.
fn piece<P: Copy>(of: Expr, piece: &WrittenPiece<P>, problems: &mut Problems<P>) -> Resolved<Computation<Expr>> {
    let WrittenPiece { by, index, count, ty } = piece;
    if index.value >= count.value {
        let message = format!("there is no text {} of {}: the first is 0", index.value, count.value);
        return Err(Some(problems.report(Code::COMPUTED, index.at, message, "write a smaller number")));
    }
    if by.value.is_empty() {
        let message = "nothing separates the texts";
        return Err(Some(problems.report(Code::COMPUTED, by.at, message, "write what is between them")));
    }
    let (index, count) = (index.value as usize, count.value as usize);
    Ok(Computation::Piece { of, by: by.value.clone(), index, count, ty: ty.clone() })
}

/// Resolves the signature of a private key.
fn signature<P: Copy>(
    of: Resolved<Expr>,
    written: &Written<P>,
    scope: &Scope,
    problems: &mut Problems<P>,
) -> Resolved<Computation<Expr>> {
    let (Some(algorithm), Some(key)) = (&written.algorithm, &written.key) else {
        let message = "a signature needs an `algorithm` and a `key`";
        let help = "add `algorithm: RS256`, for example, and `key:` with the name of a private key";
        return Err(Some(problems.report(Code::COMPUTED, written.at, message, help)));
    };
    let at = algorithm.at;
    let algorithm = word::check::<JwtAlgorithm, P>(algorithm, "`algorithm`", problems).map_err(Some)?;
    if algorithm.is_hmac() {
        let message = format!("`{}` is an HMAC, and this is the signature of a private key", algorithm.text());
        let help = "write `hmac_sha256:`, for example, with a secret as the `key`";
        return Err(Some(problems.report(Code::COMPUTED, at, message, help)));
    }
    let der = is_der(written, algorithm, problems)?;
    let key = jwt::key_of(key, Some(algorithm), scope, problems, operand);
    let (encoding, case) = form(written, problems)?;
    Ok(Computation::Signature { algorithm, of: of?, key: key?, encoding, case, der })
}

/// Whether a signature is DER, which only ECDSA can be.
fn is_der<P: Copy>(written: &Written<P>, algorithm: JwtAlgorithm, problems: &mut Problems<P>) -> Resolved<bool> {
    let Some(der) = &written.der else { return Ok(false) };
    if algorithm.is_ecdsa() {
        return Ok(der.value);
    }
    let message = format!("only a signature of ECDSA has two forms, and `{}` is another algorithm", algorithm.text());
    Err(Some(problems.report(Code::COMPUTED, der.at, message, "remove `der`, or sign with `ES256`, for example")))
}

/// Applies the encoding, if there is one.
fn encoded<P: Copy>(of: Expr, written: &Written<P>, problems: &mut Problems<P>) -> Resolved<Expr> {
    if written.encoding.is_none() {
        return Ok(of);
    }
    let (encoding, case) = form(written, problems)?;
    Ok(Expr::Computed(Box::new(Computation::Encoded(of, encoding, case))))
}

/// Returns how bytes are written.
fn form<P: Copy>(written: &Written<P>, problems: &mut Problems<P>) -> Resolved<(Encoding, Case)> {
    let encoding = encoding(written, problems)?;
    let case = match &written.case {
        Some(case) => word::check(case, "`case`", problems).map_err(Some)?,
        None => Case::Lower,
    };
    if let (Some(case), false) = (&written.case, encoding == Encoding::Hex) {
        let message = "only hexadecimal digits have a case of their own";
        return Err(Some(problems.report(Code::COMPUTED, case.at, message, "remove `case`, or write `encoding: hex`")));
    }
    Ok((encoding, case))
}

fn encoding<P: Copy>(written: &Written<P>, problems: &mut Problems<P>) -> Resolved<Encoding> {
    if let Some(encoding) = &written.encoding {
        word::check(encoding, "`encoding`", problems).map_err(Some)
    } else {
        let message = "the encoding of the text is missing";
        Err(Some(problems.report(Code::COMPUTED, written.at, message, "add `encoding`: hex, base64 or base64url")))
    }
}

fn key<P: Copy>(written: &Written<P>, scope: &Scope, problems: &mut Problems<P>) -> Resolved<Expr> {
    if let Some(key) = &written.key {
        operand(key, scope, problems)
    } else {
        let message = "a keyed digest needs a `key`";
        Err(Some(problems.report(Code::COMPUTED, written.at, message, "add `key:` with the name of a secret")))
    }
}

/// Resolves an operand. A name is decoded to bytes if it has an `encoding`.
fn operand<P: Copy>(operand: &Operand<P>, scope: &Scope, problems: &mut Problems<P>) -> Resolved<Expr> {
    match operand {
        Operand::Template(text) => {
            check_bare(text, scope, problems)?;
            let template = template::check(&text.value, text.at, problems).map_err(Some)?;
            // A text of an input has a name of its own, and may be encoded.
            if let Some(piece) = template.as_name().and_then(|name| scope.piece_as_bytes(name)) {
                return Ok(piece);
            }
            Ok(decoded(scope.resolve(text, problems)?, scope))
        }
        Operand::Literal(literal) => {
            if let Scalar::Json(_) = literal.value {
                let message = "only JSON has `null`, lists and objects, and this is computed with text";
                let help = "write the text that is meant, in quotes";
                return Err(Some(problems.report(Code::COMPUTED, literal.at, message, help)));
            }
            Ok(Expr::Literal(literal.value.clone()))
        }
        Operand::Computed(written) if matches!(written.what, What::Jwt(_)) => {
            let message = "a JWT cannot be part of a computation: it is signed after everything else";
            Err(Some(problems.report(Code::COMPUTED, written.at, message, "send it in a place of its own")))
        }
        Operand::Computed(written) => resolve(written, scope, problems),
        Operand::Object(at, _) | Operand::Items(at, _) => {
            let message = "this is computed with text, and objects and lists are JSON";
            let help = "move it under `claims` of a JWT, or write the text that is meant";
            Err(Some(problems.report(Code::COMPUTED, *at, message, help)))
        }
        Operand::List(items) => {
            let items: Vec<Resolved<Expr>> = items.iter().map(|item| self::operand(item, scope, problems)).collect();
            items.into_iter().collect::<Resolved<Vec<Expr>>>().map(Expr::Concat)
        }
    }
}

/// Reports a name without braces, because it would be used as literal text.
fn check_bare<P: Copy>(text: &Spanned<String, P>, scope: &Scope, problems: &mut Problems<P>) -> Resolved<()> {
    if !scope.known().any(|name| name.name == text.value) {
        return Ok(());
    }
    let message = format!("`{}` without braces is a text, and not the value of that name", text.value);
    let help = format!("write `\"{{{}}}\"`", text.value);
    Err(Some(problems.report(Code::COMPUTED, text.at, message, help)))
}

/// Replaces names with an encoding by their decoded bytes.
fn decoded(expr: Expr, scope: &Scope) -> Expr {
    match expr {
        Expr::Name(name) => scope.as_bytes(name),
        Expr::Concat(pieces) => Expr::Concat(pieces.into_iter().map(|piece| decoded(piece, scope)).collect()),
        Expr::Literal(_) | Expr::Computed(_) => expr,
    }
}
