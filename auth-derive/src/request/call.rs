//! Parses the attribute on the struct.

use auth_language::error::{check_reply_statuses, check_said_success};
use auth_language::host::check_redirects;
use auth_language::problem::Code;
use auth_language::request::{Content, Kind, Place, check_page, check_path, check_repeat};
use auth_language::spanned::Spanned;
use auth_language::suggest;
use auth_language::template::Template;
use auth_language::word::{self, Method, ReplyEncoding, Word as _};
use proc_macro2::Span;
use syn::{Ident, LitInt, LitStr};

use super::answer::{Answer, read_answer};
use super::registers::{self, Registers};
use crate::attr::args::Args;
use crate::attr::item::spanned;
use crate::attr::problems::Problems;
use crate::client::tls;
use crate::expression::item::{self, Constant, Named, Valued};
use crate::sign;

/// The contents of `#[endpoint(…)]` on the struct. A broken part was reported, and is replaced by the most permissive
/// value.
pub(crate) struct Call {
    pub(crate) kind: Kind<Span>,
    pub(crate) path: Path,
    pub(crate) host: Option<LitStr>,
    pub(crate) content: Option<Spanned<Content, Span>>,
    /// The path parameters that the credential supplies.
    pub(crate) attached: Vec<LitStr>,
    /// The encoding of replies.
    pub(crate) reply: ReplyEncoding,
    pub(crate) constants: Vec<(Place, Constant)>,
    /// The settings of the connection that templates use.
    pub(crate) settings: Vec<Ident>,
    /// The captured values that its host and templates use.
    pub(crate) captured: Vec<Ident>,
    /// The position of `repeat`.
    pub(crate) repeat: Option<Span>,
    /// The statuses of refusals under which the reply is a success.
    pub(crate) successes: Vec<u16>,
    /// The hosts to which redirects are followed.
    pub(crate) redirects: Vec<LitStr>,
    /// The constants and templates that are written into the URL as they are.
    pub(crate) raw: Vec<(Place, LitStr)>,
    /// The named computed values.
    pub(crate) computed: Vec<Named>,
    /// The value that `bearer(…)` sends.
    pub(crate) bearer: Option<Valued>,
    /// The signature.
    pub(crate) sign: Option<(Span, Vec<item::Call>)>,
    /// The client certificate.
    pub(crate) tls: Option<(Span, Vec<tls::Named>)>,
    /// What is kept of its reply, if it registers the client, and the calls before it.
    pub(crate) registers: Registers,
    pub(crate) answer: Answer,
    /// The scopes that a token needs.
    pub(crate) scopes: Vec<LitStr>,
    /// Whether the whole attribute was understood.
    pub(crate) is_sound: bool,
}

/// The path, as text and as a template.
pub(crate) struct Path {
    pub(crate) text: String,
    pub(crate) template: Spanned<Template, Span>,
}

/// Written instead of an HTTP method for a page that a browser visits (the authorization endpoint).
const VISIT: &str = "VISIT";

/// Parses the attribute except `basic`, which refers to fields.
pub(crate) fn read_call(args: &mut Args, problems: &mut Problems) -> Call {
    let before = problems.count();
    let (captured, host) = (args.names("captured", problems), args.text("host", problems));
    // A captured value can be the whole URL.
    let (kind, path) = read_target(args, host.is_some() && !captured.is_empty(), problems);
    let registers = registers::read(args, problems);
    let (content, reply) = (read_content(args, problems), read_reply(args, problems));
    let (attached, constants) = (args.lists("attached", problems), read_constants(args, problems));
    let (settings, computed) = (args.names("settings", problems), args.lists("computed", problems));
    let bearer = args.lists::<Valued>("bearer", problems).into_iter().next();
    let (sign, tls) = (sign::read::take(args, problems), tls::take(args, problems));
    let (repeat, scopes) = (args.flag_at("repeat", problems), args.lists("scopes", problems));
    let (redirects, raw) = (read_redirects(&kind, args, problems), read_raw(args, problems));
    let (successes, answer) = (read_successes(args, problems), read_answer(&kind, args, problems));
    let is_sound = problems.count() == before;
    repeat.filter(|_| is_sound).into_iter().for_each(|at| check_repeat(&kind, at, problems));
    Call {
        kind,
        path,
        host,
        content,
        attached,
        reply,
        constants,
        settings,
        captured,
        repeat,
        successes,
        redirects,
        raw,
        computed,
        bearer,
        sign,
        tls,
        registers,
        answer,
        scopes,
        is_sound,
    }
}

impl Call {
    /// Allows a body, because the argument that was not understood may be the one that says how it is encoded.
    pub(crate) fn allow_body(&mut self, at: Span) {
        if let Kind::Call(method) = &mut self.kind {
            method.value = Method::Post;
            self.content.get_or_insert(Spanned::new(Content::Json, at));
        }
        self.is_sound = false;
    }
}

fn read_target(args: &mut Args, is_whole: bool, problems: &mut Problems) -> (Kind<Span>, Path) {
    let mut targets = args.pairs().into_iter();
    let Some((word, path)) = targets.next() else {
        let help = "write `#[endpoint(POST \"/path\", …)]`";
        problems.report(Code::METHOD, args.span, "the method and the path are missing", help);
        return (Kind::Call(Spanned::new(Method::Post, args.span)), empty_path(args.span));
    };
    for (extra, _) in targets {
        let message = "an endpoint can have only one method and one path";
        problems.report(Code::METHOD, extra.span(), message, "remove this one");
    }
    let kind = read_method(&word, problems);
    let is_empty = is_whole && path.value().is_empty();
    let read = |problems| read_path(&path, matches!(kind, Kind::Visit), problems);
    let path = if is_empty { empty_path(path.span()) } else { read(problems) };
    (kind, path)
}

fn read_method(word: &Ident, problems: &mut Problems) -> Kind<Span> {
    let name = word.to_string();
    if name == VISIT {
        return Kind::Visit;
    }
    let method = Method::find(&name).unwrap_or_else(|| {
        let known: Vec<_> = Method::texts().into_iter().chain([VISIT]).collect();
        let help = suggest::help(&name, word.span(), &known, Method::ALL_ARE);
        problems.report(Code::METHOD, word.span(), format!("unknown method `{name}`"), help);
        Method::Post
    });
    Kind::Call(Spanned::new(method, word.span()))
}

fn read_path(path: &LitStr, is_page: bool, problems: &mut Problems) -> Path {
    let check = if is_page { check_page } else { check_path };
    match check(&spanned(path), problems) {
        Ok(template) => Path { text: path.value(), template },
        Err(_) => empty_path(path.span()),
    }
}

fn empty_path(at: Span) -> Path {
    Path { text: String::new(), template: Spanned::new(Template::default(), at) }
}

fn read_content(args: &mut Args, problems: &mut Problems) -> Option<Spanned<Content, Span>> {
    let mut found = Content::ALL.map(|content| Some(Spanned::new(content, args.flag_at(content.word(), problems)?)));
    let mut found = found.iter_mut().filter_map(Option::take);
    let first = found.next();
    for other in found {
        let words = Content::ALL.map(|content| format!("`{}`", content.word())).join(", ");
        problems.report(Code::BODY, other.at, format!("a body is one of {words}"), "remove one");
    }
    first
}

/// Parses `reply = form`.
fn read_reply(args: &mut Args, problems: &mut Problems) -> ReplyEncoding {
    let word = args.word("reply", problems).map(|word| Spanned::new(word.to_string(), word.span()));
    let encoding = word.map(|word| word::check(&word, "`reply`", problems));
    encoding.and_then(Result::ok).unwrap_or(ReplyEncoding::Json)
}

/// Parses `raw_path("folder")` and `raw_query("scope")`.
fn read_raw(args: &mut Args, problems: &mut Problems) -> Vec<(Place, LitStr)> {
    let path: Vec<LitStr> = args.lists("raw_path", problems);
    let query: Vec<LitStr> = args.lists("raw_query", problems);
    let path = path.into_iter().map(|name| (Place::Path, name));
    path.chain(query.into_iter().map(|name| (Place::Query, name))).collect()
}

/// Parses the statuses of a refusal or a redirect under which the reply is a success: `successes(409)`.
fn read_successes(args: &mut Args, problems: &mut Problems) -> Vec<u16> {
    let literals: Vec<LitInt> = args.lists("successes", problems);
    let text = |literal: &LitInt| Spanned::new(literal.base10_digits().to_owned(), literal.span());
    let statuses =
        literals.iter().flat_map(|literal| check_reply_statuses(&text(literal), problems).unwrap_or_default());
    let statuses: Vec<_> = statuses.collect();
    check_said_success(&statuses, problems);
    statuses.into_iter().map(|status| status.value).collect()
}

/// Parses the hosts to which redirects are followed: `redirects("files.acme.example")`.
fn read_redirects(kind: &Kind<Span>, args: &mut Args, problems: &mut Problems) -> Vec<LitStr> {
    let redirects: Vec<LitStr> = args.lists("redirects", problems);
    let hosts: Vec<_> = redirects.iter().map(spanned).collect();
    check_redirects(matches!(kind, Kind::Visit), &hosts, problems);
    redirects
}

fn read_constants(args: &mut Args, problems: &mut Problems) -> Vec<(Place, Constant)> {
    let mut constants = Vec::new();
    for place in Place::ATTACHED {
        constants.extend(args.lists(place.word(), problems).into_iter().map(|constant: Constant| (place, constant)));
    }
    constants
}
