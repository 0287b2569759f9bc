//! Checks the rules of JWTs.

use super::written::{Member, Operand, WrittenJwt};
use crate::problem::{Broken, Code, Problems};
use crate::spanned::Spanned;
use crate::template;
use crate::value::{Computation, Expr, Jwt, Scope, Type};
use crate::word::{self, JwtAlgorithm, Word as _};

/// The header member that is derived from the algorithm.
const OWN: &str = "alg";

/// The function that reads the value of a member.
type Read<P> = fn(&Operand<P>, &Scope, &mut Problems<P>) -> Result<Expr, Option<Broken>>;

pub(super) fn resolve<P: Copy>(
    written: &WrittenJwt<P>,
    scope: &Scope,
    problems: &mut Problems<P>,
    read: Read<P>,
) -> Result<Jwt<Expr>, Option<Broken>> {
    let algorithm = word::check::<JwtAlgorithm, P>(&written.algorithm, "`algorithm`", problems).map_err(Some);
    let key = key_of(&written.key, algorithm.as_ref().ok().copied(), scope, problems, read);
    if let Some(own) = written.header.iter().find(|member| member.name.value == OWN) {
        let message = "`alg` is set by `algorithm`";
        problems.report(Code::COMPUTED, own.name.at, message, "remove it");
    }
    let header = members(&written.header, scope, problems, read);
    let claims = members(&written.claims, scope, problems, read);
    Ok(Jwt { algorithm: algorithm?, key: key?, header: header?, claims: claims? })
}

/// Resolves the key of a JWT or a signature: a name, or what is computed from a secret.
pub(super) fn key_of<P: Copy>(
    written: &Operand<P>,
    algorithm: Option<JwtAlgorithm>,
    scope: &Scope,
    problems: &mut Problems<P>,
    read: Read<P>,
) -> Result<Expr, Option<Broken>> {
    let name = match written {
        Operand::Template(text) => template::check(&text.value, text.at, problems).map_err(Some)?,
        Operand::Literal(_) | Operand::Computed(_) | Operand::List(_) | Operand::Object(..) | Operand::Items(..) => {
            template::Template::default()
        }
    };
    match (name.as_name(), written.at()) {
        (Some(name), Some(at)) => key(&Spanned::new(name.to_owned(), at), algorithm, scope, problems),
        _ => {
            let value = read(written, scope, problems)?;
            computed_key(value, algorithm, written.at(), problems)
        }
    }
}

/// Checks that a key which is computed is a secret, and that the algorithm takes one.
fn computed_key<P: Copy>(
    value: Expr,
    algorithm: Option<JwtAlgorithm>,
    at: Option<P>,
    problems: &mut Problems<P>,
) -> Result<Expr, Option<Broken>> {
    let refusal = match algorithm {
        Some(algorithm) if !algorithm.is_hmac() => {
            format!("`{}` signs with a private key, and this is a text", algorithm.text())
        }
        _ if !value.is_secret() => "the key of a signature is a secret, and everybody can read this".to_owned(),
        _ => return Ok(value),
    };
    let report =
        |at| problems.report(Code::COMPUTED, at, refusal, "name an input of the type `private_key` or `secret`");
    Err(at.map(report))
}

/// Resolves the key: HMAC needs a secret, all other algorithms a private key.
pub(super) fn key<P: Copy>(
    name: &Spanned<String, P>,
    algorithm: Option<JwtAlgorithm>,
    scope: &Scope,
    problems: &mut Problems<P>,
) -> Result<Expr, Option<Broken>> {
    if let Some(piece) = scope.piece_as_bytes(&name.value) {
        return computed_key(piece, algorithm, Some(name.at), problems);
    }
    let found = scope.find(&name.value, name.at, problems)?;
    let Some(algorithm) = algorithm else { return Ok(Expr::Name(found)) };
    let is_key = found.ty == Type::PrivateKey;
    if found.ty == Type::Foreign || is_key != algorithm.is_hmac() {
        return Ok(scope.as_bytes(found));
    }
    let (message, help) = if is_key {
        (
            format!("`{}` signs with a shared secret, and `{}` is a private key", algorithm.text(), name.value),
            "declare it as `secret`",
        )
    } else {
        (
            format!("`{}` signs with a private key, and `{}` is none", algorithm.text(), name.value),
            "declare it as `private_key`",
        )
    };
    Err(Some(problems.report(Code::COMPUTED, name.at, message, help)))
}

/// Resolves the members, and reports all that are broken.
fn members<P: Copy>(
    members: &[Member<P>],
    scope: &Scope,
    problems: &mut Problems<P>,
    read: Read<P>,
) -> Result<Vec<(String, Expr)>, Option<Broken>> {
    let resolved: Vec<_> = members
        .iter()
        .map(|Member { name, value }| Ok((name.value.clone(), member(name, value, scope, problems, read)?)))
        .collect();
    resolved.into_iter().collect()
}

/// Resolves the value of a member, which may be an object or a list. A single name keeps its type; bytes cannot be JSON.
fn member<P: Copy>(
    name: &Spanned<String, P>,
    value: &Operand<P>,
    scope: &Scope,
    problems: &mut Problems<P>,
    read: Read<P>,
) -> Result<Expr, Option<Broken>> {
    let expr = match value {
        Operand::Template(text) => scope.resolve(text, problems)?,
        Operand::Literal(literal) => Expr::Literal(literal.value.clone()),
        Operand::Object(_, inner) => {
            Expr::Computed(Box::new(Computation::Object(members(inner, scope, problems, read)?)))
        }
        Operand::Items(_, items) => {
            let items: Vec<_> = items.iter().map(|item| member(name, item, scope, problems, read)).collect();
            Expr::Computed(Box::new(Computation::Items(items.into_iter().collect::<Result<_, _>>()?)))
        }
        Operand::Computed(_) | Operand::List(_) => read(value, scope, problems)?,
    };
    if expr.is_bytes() {
        let message = format!("`{}` is bytes, and JSON has text", name.value);
        let help = "say how the bytes are written: `encoding: base64url`";
        return Err(Some(problems.report(Code::COMPUTED, name.at, message, help)));
    }
    Ok(expr)
}
