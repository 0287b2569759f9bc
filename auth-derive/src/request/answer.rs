//! Parses the arguments about the reply and the credential.

use auth_language::problem::Code;
use auth_language::request::Kind;
use auth_language::word::Pkce;
use proc_macro2::Span;
use syn::Type;
use syn::spanned::Spanned as _;

use crate::attr::args::Args;
use crate::attr::problems::Problems;

/// The reply to a request. What is missing was reported.
pub(crate) enum Answer {
    /// The reply of an API call.
    Response { auth: Auth, response: Option<Box<Type>>, error: Option<Box<Type>> },
    /// The callback from a page that a browser visits.
    Callback { provider: Option<Box<Type>>, pkce: Pkce },
}

/// The credential that a call needs.
pub(crate) enum Auth {
    Open,
    Any,
    One(Box<Type>),
    /// One of several credentials, or none if `optional` is set.
    Several {
        credentials: Vec<Type>,
        optional: bool,
    },
}

pub(crate) fn read_answer(kind: &Kind<Span>, args: &mut Args, problems: &mut Problems) -> Answer {
    match kind {
        Kind::Call(_) => read_response(args, problems),
        Kind::Visit => read_callback(args, problems),
    }
}

fn read_callback(args: &mut Args, problems: &mut Problems) -> Answer {
    for name in ["protected", "response", "error"] {
        let message = "has no meaning here: a page that a browser visits has a callback and no credential";
        args.refuse(name, message, "remove it", problems);
    }
    let provider = args.ty("provider", problems);
    if provider.is_none() {
        problems.report(Code::ATTRIBUTE, args.span, "the provider is missing", "write `provider = Acme`");
    }
    Answer::Callback { provider, pkce: read_pkce(args, problems) }
}

/// Parses `pkce` (a challenge is always sent) or `pkce = off` (never). Without either, the caller decides.
fn read_pkce(args: &mut Args, problems: &mut Problems) -> Pkce {
    let Some(word) = args.flag_or_type("pkce", None, Some, problems) else { return Pkce::Supported };
    let Some(ty) = word else { return Pkce::S256 };
    if !matches!(&*ty, Type::Path(path) if path.path.is_ident("off")) {
        problems.report(Code::ATTRIBUTE, ty.span(), "`pkce` is `off` or alone", "write `pkce`, or `pkce = off`");
    }
    Pkce::Off
}

/// Parses `protected`, `protected = User`, or `protected(User, ApiKey)`, which can be combined with `optional`.
fn read_auth(args: &mut Args, problems: &mut Problems) -> Auth {
    let optional = args.flag_at("optional", problems);
    if args.is_list("protected") {
        let credentials: Vec<Type> = args.lists("protected", problems);
        return Auth::Several { credentials, optional: optional.is_some() };
    }
    if let Some(at) = optional {
        let message = "`optional` needs the credentials that the call takes";
        problems.report(Code::ATTRIBUTE, at, message, "write `protected(ApiKey), optional`");
    }
    args.flag_or_type("protected", Auth::Any, Auth::One, problems).unwrap_or(Auth::Open)
}

fn read_response(args: &mut Args, problems: &mut Problems) -> Answer {
    for name in ["provider", "pkce"] {
        args.refuse(name, "is for a page that a browser visits", "write `VISIT \"/path\"`, or remove it", problems);
    }
    let auth = read_auth(args, problems);
    let response = args.ty("response", problems);
    if response.is_none() {
        let help = "write `response = Type`, or `response = ()` for nothing";
        problems.report(Code::ATTRIBUTE, args.span, "the response is missing", help);
    }
    let error = args.ty("error", problems);
    if error.is_none() {
        problems.report(Code::ATTRIBUTE, args.span, "the error is missing", "write `error = Type`");
    }
    Answer::Response { auth, response, error }
}
