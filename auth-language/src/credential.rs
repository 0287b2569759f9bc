//! Credentials: the inputs that a caller gives, and how a request carries them.

mod client;

pub use client::{ASSERTION_TYPE, ClientPart, client_assertion, client_parts};

use std::collections::HashMap;

use crate::header::AUTHORIZATION;
use crate::host::Tls;
use crate::problem::{Code, Dialect, Problems};
use crate::request::{Computed, Part, Place};
use crate::sign::{Sign, check_sign};
use crate::value::{Computation, Expr, Field, Name, NameKind, Scalar, Type};
use crate::word::{Case, Encoding};

/// The parts that a credential adds to a request, and the inputs they are made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment<P> {
    /// The values that the caller gives.
    pub inputs: Vec<Field<P>>,
    /// The parts that are added to the request.
    pub parts: Vec<Part<P>>,
    /// The named values that are computed once, for several parts.
    pub computed: Vec<Computed<P>>,
    /// The signature of the request.
    pub sign: Option<Sign<P>>,
    /// The client certificate.
    pub tls: Option<Tls>,
    /// The position of the declaration.
    pub at: P,
}

impl<P> Attachment<P> {
    /// Returns the expressions of the computed values, the signature and the client certificate.
    #[must_use]
    pub fn also(&self) -> Vec<&Expr> {
        let computed = self.computed.iter().map(|computed| &computed.value);
        let signed = computed.chain(self.sign.iter().flat_map(Sign::expressions));
        signed.chain(self.tls.iter().flat_map(Tls::expressions)).collect()
    }
}

/// Methods that every generated credential has.
const METHODS: [&str; 7] = ["new", "clone", "session", "session_builder", "check", "from_env", "from_vars"];

/// Whether every generated credential has a method of this name.
#[must_use]
pub fn is_taken(ident: &str) -> bool {
    METHODS.contains(&ident)
}

/// Checks that the setter of an optional input does not have the name of a method that every credential has.
pub fn check_setters<'f, P: Copy + 'f>(inputs: impl IntoIterator<Item = &'f Field<P>>, problems: &mut Problems<P>) {
    crate::request::check_taken(inputs, is_taken, problems);
}

/// Checks that each environment variable is read for one input.
pub fn check_variables<'v, P: Copy>(
    variables: impl IntoIterator<Item = (&'v str, &'v str, P)>,
    problems: &mut Problems<P>,
) {
    let mut seen: HashMap<&str, &str> = HashMap::new();
    for (variable, input, at) in variables {
        if let Some(first) = seen.insert(variable, input) {
            let message = format!("`{variable}` is already read for `{first}`");
            problems.report(Code::COLLISION, at, message, "name another variable");
        }
    }
}

/// Checks all rules of an attachment.
pub fn check_attachment<P: Copy>(attachment: &Attachment<P>, problems: &mut Problems<P>) {
    for part in &attachment.parts {
        check_part(part, problems);
    }
    crate::request::check_parts(&attachment.parts, problems);
    crate::request::check_one_authorization(&attachment.parts, problems);
    check_setters(&attachment.inputs, problems);
    crate::request::check_inputs(&attachment.inputs, &attachment.parts, &attachment.also(), problems);
    crate::request::check_computed(&attachment.computed, problems);
    crate::request::check_computed_used(&attachment.computed, &attachment.parts, &attachment.also(), problems);
    attachment.sign.iter().for_each(|sign| check_sign(sign, problems));
    let is_constant = attachment.parts.iter().all(|part| part.value.names().is_empty());
    let sends_nothing = is_constant && attachment.sign.is_none() && attachment.tls.is_none();
    if sends_nothing {
        let message = "nothing of the credential would be sent";
        problems.report(Code::ATTACH, attachment.at, message, "name an input in braces, as in `{api_key}`");
    }
}

/// The fixed texts before and after the token of a session, and the encoding in which it is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Around {
    /// The text before the token.
    pub prefix: String,
    /// The text after the token.
    pub suffix: String,
    /// How the token is encoded between them; `None` if it is sent as it is.
    pub encoding: Option<(Encoding, Case)>,
}

/// How a session sends its token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TokenPart<'p, P> {
    /// A part is the token, perhaps between fixed texts.
    Alone(&'p Part<P>, Around),
    /// The header with this name is made of the token and other values; or HTTP Basic is.
    Among(String),
}

/// Returns the part that sends a session's token. A header is preferred, because only headers can be given to other HTTP
/// clients, and of the headers one that is the token between fixed texts.
#[must_use]
pub fn token_part<P>(parts: &[Part<P>]) -> Option<TokenPart<'_, P>> {
    let alone = part_around(parts, is_token).map(|(part, around, _)| (part, around));
    let among = || {
        let is_header = |part: &&Part<P>| matches!(part.place, Place::Header | Place::Basic);
        let part = parts.iter().filter(is_header).find(|part| part.value.names().into_iter().any(is_token))?;
        let name = if part.place == Place::Basic { AUTHORIZATION } else { &part.name.value };
        Some(TokenPart::Among(Place::Header.canonical(name)))
    };
    match alone {
        Some((part, around)) if part.place == Place::Header => Some(TokenPart::Alone(part, around)),
        alone => among().or_else(|| alone.map(|(part, around)| TokenPart::Alone(part, around))),
    }
}

fn is_token(name: &Name) -> bool {
    name.kind == NameKind::Token
}

/// Returns the part that sends the secret of a credential that does not change, the fixed texts around it, and its
/// name; `is_only` says that it is the only input. `None` if a session cannot send the parts: it makes them once.
#[must_use]
pub fn secret_part<P>(parts: &[Part<P>], is_only: bool) -> Option<(&Part<P>, Around, &Name)> {
    let is_once = |part: &Part<P>| part.place != Place::Basic && !part.value.is_computed();
    // A derive does not know what a type of the user's own is.
    let may_be = |ty: &Type| ty.is_secret() || (is_only && *ty == Type::Foreign);
    let is_secret = |name: &Name| name.kind == NameKind::Input && !name.optional && may_be(&name.ty);
    parts.iter().all(is_once).then(|| part_around(parts, is_secret)).flatten()
}

fn part_around<P>(parts: &[Part<P>], is_it: impl Fn(&Name) -> bool) -> Option<(&Part<P>, Around, &Name)> {
    let found = |part: &'_ Part<P>| part.place != Place::Basic && around(&part.value, &is_it).is_some();
    let header = parts.iter().find(|part| part.place == Place::Header && found(part));
    let part = header.or_else(|| parts.iter().find(|part| found(part)))?;
    let (around, name) = around(&part.value, &is_it)?;
    Some((part, around, name))
}

/// Returns the fixed texts around a name that is all else of a value, perhaps encoded.
fn around<'e>(value: &'e Expr, is_it: &impl Fn(&Name) -> bool) -> Option<(Around, &'e Name)> {
    let pieces = match value {
        Expr::Name(_) | Expr::Computed(_) => std::slice::from_ref(value),
        Expr::Concat(pieces) => pieces.as_slice(),
        Expr::Literal(_) => return None,
    };
    let (prefix, rest) = match pieces {
        [Expr::Literal(prefix), rest @ ..] => (Some(prefix), rest),
        rest => (None, rest),
    };
    let (token, suffix) = match rest {
        [token] => (token, None),
        [token, Expr::Literal(suffix)] => (token, Some(suffix)),
        _ => return None,
    };
    let (name, encoding) = encoded(token)?;
    let text = |scalar: Option<&Scalar>| scalar.map(Scalar::as_text).unwrap_or_default();
    is_it(name).then(|| (Around { prefix: text(prefix), suffix: text(suffix), encoding }, name))
}

/// Returns the name of a value, and the encoding in which it is sent.
fn encoded(value: &Expr) -> Option<(&Name, Option<(Encoding, Case)>)> {
    match value {
        Expr::Name(name) => Some((name, None)),
        Expr::Computed(computation) => match &**computation {
            Computation::Encoded(Expr::Name(name), encoding, case) => Some((name, Some((*encoding, *case)))),
            _ => None,
        },
        Expr::Literal(_) | Expr::Concat(_) => None,
    }
}

/// Writes the named computed values of a session into its parts, which are made once for each token, and into its
/// signature.
#[must_use]
pub fn with_computed<P>(
    parts: Vec<Part<P>>,
    sign: Option<Sign<P>>,
    computed: &[Computed<P>],
) -> (Vec<Part<P>>, Option<Sign<P>>) {
    let mut known: Vec<(&str, Expr)> = Vec::new();
    for Computed { name, value } in computed {
        let value = value.clone().map_names(&|name| value_of(name, &known));
        known.push((&name.value, value));
    }
    let value = |name: &Name| value_of(name, &known);
    let parts = parts.into_iter().map(|part| part.map_names(&value)).collect();
    (parts, sign.map(|sign| sign.map_names(&value)))
}

fn value_of(name: &Name, known: &[(&str, Expr)]) -> Option<Expr> {
    let is_it = |(known, _): &&(&str, Expr)| name.kind == NameKind::Computed && *known == name.name;
    known.iter().find(is_it).map(|(_, value)| value.clone())
}

/// Checks that a session's `token` is sent: by itself, perhaps between fixed texts, or in a header with other values.
pub fn check_token_part<P: Copy>(parts: &[Part<P>], token: &str, at: P, problems: &mut Problems<P>) {
    if token_part(parts).is_none() {
        let help = match problems.dialect() {
            Dialect::Yaml => format!("add `headers: {{ Authorization: \"Bearer {{{token}}}\" }}`"),
            Dialect::Rust => format!("add `header(\"Authorization\" = \"Bearer {{{token}}}\")`"),
        };
        problems.report(Code::ATTACH, at, "no header has the token, and no other part is the token", help);
    }
}

/// Checks that a session's parts do not contain values that differ from one request to the next, because parts are made
/// once per token.
pub fn check_session_parts<P: Copy>(parts: &[Part<P>], computed: &[Computed<P>], problems: &mut Problems<P>) {
    let in_parts = parts.iter().filter(|part| part.value.is_of_moment()).map(|part| part.at);
    let named = computed.iter().filter(|computed| computed.value.is_of_moment()).map(|computed| computed.name.at);
    for at in in_parts.chain(named) {
        let message =
            "the parts of a session are made once for each token, and this differs from one request to the next";
        problems.report(
            Code::COMPUTED,
            at,
            message,
            "write it under `sign: { into: { headers: … } }` (or `query`), which is computed for each request, and where what follows calls it `{request.headers.NAME}`; or at the endpoints",
        );
    }
}

fn check_part<P: Copy>(part: &Part<P>, problems: &mut Problems<P>) {
    crate::request::check_text(part, problems);
    if part.is_authorization() {
        crate::request::check_header_value(part, problems);
    } else {
        crate::request::check_in_place(part, problems);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spanned::Spanned;

    /// A session sends tokens, which are secrets: an id of an application is none, though it is the only input.
    #[test]
    fn only_a_secret_is_sent_by_a_session() {
        let rows = [(Type::Secret, true), (Type::Foreign, true), (Type::String, false), (Type::Integer, false)];
        for (ty, expected) in rows {
            let name =
                Name { kind: NameKind::Input, name: "id".to_owned(), ident: "id".to_owned(), ty, optional: false };
            let value = Expr::Concat(vec![Expr::text("Client-ID "), Expr::Name(name)]);
            let header = Spanned::new("Authorization".to_owned(), ());
            let parts = [Part { place: Place::Header, name: header, value, at: () }];
            assert_eq!(secret_part(&parts, true).is_some(), expected, "{parts:?}");
        }
    }
}
