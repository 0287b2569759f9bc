//! Parses `basic`: HTTP Basic authentication (RFC 7617) of a request or a credential.

use auth_language::problem::Code;
use auth_language::request::{PASSWORD, Part, Place, USERNAME};
use auth_language::spanned::Spanned;
use auth_language::value::{Expr, Scope};
use auth_language::word::{self, BasicEncoding};
use proc_macro2::Span;

use crate::attr::args::Args;
use crate::attr::item::{Setting, SettingValue};
use crate::attr::problems::Problems;
use crate::expression::item::Valued;
use crate::expression::read::read_expr;

/// Parses `basic`, which sends the fields `username` and `password`, or
/// `basic(username = "…", password = "…", encode = form)`.
pub(crate) fn read_basic(args: &mut Args, scope: &Scope, problems: &mut Problems) -> (Vec<Part<Span>>, BasicEncoding) {
    if args.is_flag("basic") {
        let at = args.flag_at("basic", problems).unwrap_or(args.span);
        let half = |name: &str, problems: &mut Problems| {
            let value = scope.find(name, at, problems).map(Expr::Name).ok()?;
            Some(Part { place: Place::Basic, name: Spanned::new(name.to_owned(), at), value, at })
        };
        let parts = [USERNAME, PASSWORD].into_iter().filter_map(|name| half(name, problems)).collect();
        return (parts, BasicEncoding::Plain);
    }
    let Some((at, settings)) = args.list_at::<Setting>("basic", problems) else {
        return (Vec::new(), BasicEncoding::Plain);
    };
    read_halves(at, settings, scope, problems)
}

/// Parses user name and password. Both are required, so that neither is empty by mistake.
fn read_halves(
    at: Span,
    settings: Vec<Setting>,
    scope: &Scope,
    problems: &mut Problems,
) -> (Vec<Part<Span>>, BasicEncoding) {
    let (mut parts, mut encoding) = (Vec::new(), BasicEncoding::Plain);
    let mut missing = vec![USERNAME, PASSWORD];
    for Setting { word, value } in settings {
        let name = word.to_string();
        match (name.as_str(), value) {
            (USERNAME | PASSWORD, SettingValue::Value(value)) => {
                missing.retain(|known| *known != name);
                parts.extend(half(Spanned::new(name, word.span()), &value, scope, problems));
            }
            ("encode", SettingValue::Word(word)) => {
                let text = Spanned::new(word.to_string(), word.span());
                encoding = word::check(&text, "`encode`", problems).unwrap_or(encoding);
            }
            _ => {
                let help = "write `basic(username = \"{client_id}\", password = \"{client_secret}\")`, and `encode = form` if need be";
                problems.report(Code::ATTACH, word.span(), format!("`basic` has no `{name}` like this"), help);
            }
        }
    }
    report_missing(&missing, at, problems);
    (parts, encoding)
}

fn report_missing(names: &[&str], at: Span, problems: &mut Problems) {
    for name in names {
        let help = format!("write `{name} = \"\"` if it is empty");
        problems.report(Code::MISSING_KEY, at, format!("`basic` needs a `{name}`"), help);
    }
}

fn half(name: Spanned<String, Span>, value: &Valued, scope: &Scope, problems: &mut Problems) -> Option<Part<Span>> {
    let expr = read_expr(value, scope, problems)?;
    Some(Part { place: Place::Basic, name, value: expr, at: value.span() })
}
