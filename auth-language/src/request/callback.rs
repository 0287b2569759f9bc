//! The callback of a page that a browser visits: which parameters it has, and what they are compared with.

use std::collections::HashSet;

use super::model::{Part, Request};
use super::parts::check_text;
use crate::problem::{Code, Dialect, Problems};
use crate::spanned::Spanned;
use crate::value::{Expr, Field, NameKind, Origin, Type, check_returned};

/// The name of the state in templates (RFC 6749 §10.12).
pub const STATE: &str = "state";
/// The name of the PKCE challenge in templates (RFC 7636 §4.3).
pub const CODE_CHALLENGE: &str = "code_challenge";
/// The name of the authorization code (RFC 6749 §4.1.2).
const CODE: &str = "code";
/// The issuer of the callback (RFC 9207).
const ISSUER: &str = "iss";
/// The parameters of a refusal (RFC 6749 §4.1.2.1).
const REFUSAL: [&str; 2] = ["error", "error_description"];

/// What is compared in a callback.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compared<P> {
    /// The parameters that must have these values.
    pub expected: Vec<Part<P>>,
    /// The signature: the name of its parameter, and its value.
    pub signature: Option<Part<P>>,
    /// The names of expected parameters that say whose authorization it is, instead of `state`.
    pub bound: Vec<Spanned<String, P>>,
}

impl<P> Compared<P> {
    /// Makes a callback in which only the state is compared.
    #[must_use]
    pub fn nothing() -> Self {
        Self { expected: Vec::new(), signature: None, bound: Vec::new() }
    }

    /// Returns all expressions.
    pub fn expressions(&self) -> impl Iterator<Item = &Expr> {
        self.expected.iter().chain(&self.signature).map(|part| &part.value)
    }

    /// Returns the names of the parameters that say whose authorization it is.
    #[must_use]
    pub fn bound_names(&self) -> Vec<&str> {
        let of_state =
            self.expected.iter().filter(|part| uses(&part.value, STATE)).map(|part| part.name.value.as_str());
        let said = self.bound.iter().map(|name| name.value.as_str());
        let names: Vec<&str> = of_state.chain(said).collect();
        if names.is_empty() { vec![STATE] } else { names }
    }

    /// Whether the state is what is compared.
    #[must_use]
    pub fn compares_state(&self) -> bool {
        self.bound.is_empty() || self.expected.iter().any(|part| uses(&part.value, STATE))
    }
}

/// Whether a value uses the state or the challenge of an authorization.
#[must_use]
pub fn uses(value: &Expr, name: &str) -> bool {
    value.names().iter().any(|used| used.kind == NameKind::Computed && used.name == name)
}

/// Returns the names of the parameters in which a field of a callback may be.
#[must_use]
pub fn parameters<P: Copy>(field: &Field<P>) -> Vec<String> {
    let first = |origin: &Origin| origin.as_path().and_then(|path| path.segments().first().cloned());
    field.origins().iter().filter_map(first).collect()
}

/// Checks that a `visit` without PKCE does not name `{code_challenge}`, which then has no value.
pub fn check_no_challenge<P: Copy>(request: &Request<P>, problems: &mut Problems<P>) {
    for part in request.parts.iter().filter(|part| uses(&part.value, CODE_CHALLENGE)) {
        let help = match problems.dialect() {
            Dialect::Yaml => "remove it, or say `pkce: S256`",
            Dialect::Rust => "remove it, or write `pkce`",
        };
        problems.report(Code::CONSENT, part.at, "`{code_challenge}` is never there: `pkce` is `off`", help);
    }
}

/// Checks a field of a callback, which is one parameter.
pub fn check_callback_field<P: Copy>(field: &Field<P>, problems: &mut Problems<P>) {
    check_returned(field, problems);
    let (at, names) = (field.ident.at, parameters(field));
    if names.iter().any(|name| name == STATE) {
        let help = match problems.dialect() {
            Dialect::Yaml => "remove it; if the parameter has another name, write `NAME: \"{state}\"`",
            Dialect::Rust => "remove it; if the parameter has another name, add `expected(\"NAME\" = \"{state}\")`",
        };
        problems.report(Code::CONSENT, at, "the runtime compares `state` itself (RFC 6749 §10.12)", help);
    } else if let Some(name) = names.iter().find(|name| REFUSAL.contains(&name.as_str())) {
        let message = format!("the runtime reads `{name}` itself (RFC 6749 §4.1.2.1)");
        problems.report(Code::CONSENT, at, message, "remove it: a refusal is an error, and has no callback");
    } else if names.iter().any(|name| name == ISSUER) {
        let help = match problems.dialect() {
            Dialect::Yaml => "write what it must be: `iss: { const: https://… }`, or a template",
            Dialect::Rust => "remove it, and add `expected(\"iss\" = \"https://…\")`",
        };
        problems.report(Code::CONSENT, at, "an issuer that is not compared protects nothing (RFC 9207 §2.4)", help);
    }
    let is_code = field.ident.value == CODE || names.iter().any(|name| name == CODE);
    if is_code && !field.ty.value.is_secret() && *field.ty.value.item() != Type::Foreign {
        let help = "make its type `secret`";
        problems.report(Code::CONSENT, field.ty.at, "an authorization code is a secret (RFC 6749 §10.5)", help);
    }
}

/// Checks what is compared in a callback. `names` are the parameters of its fields.
pub fn check_compared<P: Copy>(compared: &Compared<P>, names: &[Spanned<String, P>], problems: &mut Problems<P>) {
    let mut seen = HashSet::new();
    for name in names.iter().chain(compared.expected.iter().map(|part| &part.name)) {
        if !seen.insert(name.value.as_str()) {
            let message = format!("`{}` is in this callback twice", name.value);
            problems.report(Code::DUPLICATE_PART, name.at, message, "remove or rename one of the two");
        }
    }
    for part in &compared.expected {
        check_expected(part, problems);
    }
    let Some(signature) = &compared.signature else { return };
    check_text(signature, problems);
    let is_of_callback = |name: &&crate::value::Name| name.name.starts_with("callback.");
    if !signature.value.names().iter().any(is_of_callback) {
        let help = "compute it from `{callback.query}`, `{callback.lines}`, or parameters such as `{callback.code}`";
        problems.report(Code::CONSENT, signature.at, "this is the same for every callback", help);
    }
}

fn check_expected<P: Copy>(part: &Part<P>, problems: &mut Problems<P>) {
    check_text(part, problems);
    if REFUSAL.contains(&part.name.value.as_str()) {
        let message = format!("the runtime reads `{}` itself (RFC 6749 §4.1.2.1)", part.name.value);
        problems.report(Code::CONSENT, part.name.at, message, "remove it");
    }
    if part.value.names().iter().any(|name| name.ty.is_list() || name.ty.is_object()) {
        problems.report(Code::CONSENT, part.at, "a parameter is compared as one text", "name a value that is text");
    }
    let is_open = part.value.names().iter().any(|name| *name.ty.item() == Type::Foreign);
    if part.value.is_optional() && !is_open {
        let message = format!("`{}` is compared, so its value is always there", part.name.value);
        problems.report(Code::CONSENT, part.at, message, "name a value that is not `optional`");
    }
}
