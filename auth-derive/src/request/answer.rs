//! Parses the arguments about the reply and the credential.

use auth_language::problem::Code;
use auth_language::request::Kind;
use auth_language::word::Pkce;
use proc_macro2::Span;
use syn::spanned::Spanned as _;
use syn::{LitStr, Type};

use crate::attr::args::Args;
use crate::attr::problems::Problems;
use crate::expression::item::Constant;

/// The reply to a request. What is missing was reported.
pub(crate) enum Answer {
    /// The reply of an API call.
    Response { auth: Auth, response: Option<Box<Type>>, error: Option<Box<Type>> },
    /// The callback from a page that a browser visits.
    Callback { provider: Option<Box<Type>>, pkce: Pkce, back: Back },
}

/// What a page gives back, as the attribute says it.
#[derive(Default)]
pub(crate) struct Back {
    /// The type of the callback, if it is more than a code.
    pub(crate) ty: Option<Box<Type>>,
    /// The parameters that must have these values.
    pub(crate) expected: Vec<Constant>,
    /// The parameters that say whose authorization it is.
    pub(crate) bound: Vec<LitStr>,
    /// The signature.
    pub(crate) verify: Vec<Constant>,
    /// Whether state and challenge were sent in an earlier request.
    pub(crate) is_pushed: bool,
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
    for name in ["protected", "response", "successes", "error"] {
        let message = "has no meaning here: a page that a browser visits has a callback and no credential";
        args.refuse(name, message, "remove it", problems);
    }
    let provider = args.ty("provider", problems);
    if provider.is_none() {
        problems.report(Code::ATTRIBUTE, args.span, "the provider is missing", "write `provider = Acme`");
    }
    let back = Back {
        ty: args.ty("callback", problems),
        expected: args.lists("expected", problems),
        bound: args.lists("bound", problems),
        verify: args.lists("verify", problems),
        is_pushed: args.flag("pushed", problems),
    };
    if let Some(second) = back.verify.get(1) {
        problems.report(Code::ATTRIBUTE, second.name.span(), "a callback has one signature", "keep one of the two");
    }
    Answer::Callback { provider, pkce: read_pkce(args, problems), back }
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
    for name in ["provider", "pkce", "callback", "expected", "bound", "verify", "pushed"] {
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
