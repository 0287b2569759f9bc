//! Parses how a credential is attached; keys and token sources have the same syntax for it.

use auth_language::header::AUTHORIZATION;
use auth_language::host::Tls;
use auth_language::problem::Code;
use auth_language::request::{Computed, Part, Place};
use auth_language::sign::Sign;
use auth_language::spanned::Spanned;
use auth_language::value::{Expr, Name, Scope, Type};
use auth_language::word::BasicEncoding;
use proc_macro2::Span;
use syn::LitStr;

use crate::attr::args::Args;
use crate::attr::item::spanned;
use crate::attr::problems::Problems;
use crate::client::tls;
use crate::expression::item::{Constant, Named, Valued};
use crate::expression::read::{read_expr, read_named};
use crate::sign::{self, read::read_sign};
use crate::value::basic::read_basic;
use crate::value::bearer::resolve_bearer;

/// The parts of a credential.
pub(crate) struct Parts {
    pub(crate) parts: Vec<Part<Span>>,
    /// How user name and password of `basic` are encoded.
    pub(crate) encoding: BasicEncoding,
    /// The named computed values.
    pub(crate) computed: Vec<Computed<Span>>,
    /// The signature of the request.
    pub(crate) sign: Option<Sign<Span>>,
    /// The client certificate.
    pub(crate) tls: Option<Tls>,
}

impl Parts {
    /// Makes an attachment without parts.
    pub(crate) fn none() -> Self {
        Self { parts: Vec::new(), encoding: BasicEncoding::Plain, computed: Vec::new(), sign: None, tls: None }
    }
}

/// Parses `bearer`, `header = "Name"`, `header("Name" = "text")` and the same for other places, and `basic(…)`.
/// `secret` is the value that `bearer` sends; `None` if there is no secret or there are several.
pub(crate) fn read_parts(args: &mut Args, scope: &Scope, secret: Option<&Name>, problems: &mut Problems) -> Parts {
    let named: Vec<Named> = args.lists("computed", problems);
    let (computed, scope) = &read_named(&named, scope.clone(), problems);
    let sign = sign::read::take(args, problems);
    let sign = read_sign(sign, scope, problems);
    let tls = tls::read_tls(tls::take(args, problems), scope, problems);
    let made = if args.is_flag("bearer") { None } else { args.lists::<Valued>("bearer", problems).into_iter().next() };
    let bearer = if made.is_some() { None } else { args.flag_at("bearer", problems) };
    let header = read_header(args, secret, problems);
    check_one_short_form(bearer, header.as_ref(), problems);
    let bearer = bearer.and_then(|at| authorization("Bearer ", secret, at, problems));
    let mut parts: Vec<_> = bearer.into_iter().chain(header).collect();
    for place in Place::ATTACHED {
        for Constant { name, value } in args.lists(place.word(), problems) {
            let part = |expr| Part { place, name: spanned(&name), value: expr, at: value.span() };
            parts.extend(read_expr(&value, scope, problems).map(part));
        }
    }
    let (basic, encoding) = read_basic(args, scope, problems);
    parts.extend(basic);
    parts.extend(made.and_then(|made| resolve_bearer(&made, scope, problems)));
    Parts { parts, encoding, computed: computed.clone(), sign, tls }
}

/// Checks that a credential has only one of the short forms.
fn check_one_short_form(bearer: Option<Span>, header: Option<&Part<Span>>, problems: &mut Problems) {
    if let (Some(_), Some(header)) = (bearer, header) {
        let help = "remove one of the two; several headers are written as `header(\"Name\" = \"{field}\")`";
        problems.report(Code::ATTACH, header.at, "`bearer` sends the secret already", help);
    }
}

/// Parses `header = "Name"`, and the text before the secret: `prefix = "Token "`.
fn read_header(args: &mut Args, secret: Option<&Name>, problems: &mut Problems) -> Option<Part<Span>> {
    let header = if args.is_text("header") { args.text("header", problems) } else { None };
    let prefix = args.text("prefix", problems);
    let Some(header) = header else {
        if let Some(prefix) = prefix {
            let message = "`prefix` comes before the secret in a header";
            problems.report(Code::ATTACH, prefix.span(), message, "add `header = \"Name\"`");
        }
        return None;
    };
    let value = sent(prefix.as_ref().map_or_else(String::new, LitStr::value), secret, header.span(), problems)?;
    Some(Part { place: Place::Header, name: spanned(&header), value, at: header.span() })
}

fn authorization(scheme: &str, secret: Option<&Name>, at: Span, problems: &mut Problems) -> Option<Part<Span>> {
    let value = sent(scheme.to_owned(), secret, at, problems)?;
    Some(Part { place: Place::Header, name: Spanned::new(AUTHORIZATION.to_owned(), at), value, at })
}

fn sent(prefix: String, secret: Option<&Name>, at: Span, problems: &mut Problems) -> Option<Expr> {
    let Some(secret) = secret else {
        let help = "name what is sent: `header(\"Name\" = \"{field}\")`";
        problems.report(Code::ATTACH, at, "this sends one secret, and the struct has none or several", help);
        return None;
    };
    let secret = Expr::Name(Name { ty: Type::Secret, ..secret.clone() });
    Some(if prefix.is_empty() { secret } else { Expr::Concat(vec![Expr::text(prefix), secret]) })
}
