//! Mutual TLS (RFC 8705).

use crate::problem::{Broken, Code, Dialect, Problems};
use crate::spanned::Spanned;
use crate::value::{Expr, Scope, Type};

/// The client certificate of a call: the inputs that hold the certificate and its private key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tls {
    /// The certificate, an input.
    pub certificate: Expr,
    /// Its private key, an input.
    pub key: Expr,
}

impl Tls {
    /// Returns the expressions in it.
    #[must_use]
    pub fn expressions(&self) -> [&Expr; 2] {
        [&self.certificate, &self.key]
    }
}

/// Resolves the names of a client certificate and its key.
///
/// # Errors
/// Reports a name that is unknown, optional or of another type.
pub fn resolve_tls<P: Copy>(
    certificate: &Spanned<String, P>,
    key: &Spanned<String, P>,
    scope: &Scope,
    problems: &mut Problems<P>,
) -> Result<Tls, Option<Broken>> {
    let certificate = input(certificate, (Type::Certificate, "certificate"), scope, problems);
    let key = input(key, (Type::PrivateKey, "private_key"), scope, problems);
    Ok(Tls { certificate: certificate?, key: key? })
}

fn input<P: Copy>(
    name: &Spanned<String, P>,
    (ty, word): (Type, &str),
    scope: &Scope,
    problems: &mut Problems<P>,
) -> Result<Expr, Option<Broken>> {
    let found = scope.find(&name.value, name.at, problems)?;
    let fits = found.ty == ty || found.ty == Type::Foreign;
    if fits && !found.optional {
        return Ok(Expr::Name(found));
    }
    if fits {
        let message = format!("`{}` may be absent, and mutual TLS needs it for each connection", name.value);
        return Err(Some(problems.report(Code::TLS, name.at, message, "declare it without `optional`")));
    }
    let help = match problems.dialect() {
        Dialect::Yaml => format!("declare it as `{word}`"),
        Dialect::Rust => format!("make it a `{}`", if ty == Type::Certificate { "Certificate" } else { "PrivateKey" }),
    };
    let message = format!("mutual TLS needs a `{word}` for each connection, and `{}` is none", name.value);
    Err(Some(problems.report(Code::TLS, name.at, message, help)))
}
