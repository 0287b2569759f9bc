//! Checks all rules of a request.

use super::model::{Computed, Part, Request};
use super::{body, names, parts, path};
use crate::problem::{Code, Problems};
use crate::value::{self, Expr, Field};

/// Checks all rules of a request.
pub fn check_request<P: Copy>(request: &Request<P>, problems: &mut Problems<P>) {
    path::check_path_parameters(request, problems);
    body::check_body(request, problems);
    for field in &request.fields {
        value::check_sent(field, problems);
    }
    for part in &request.parts {
        parts::check_part(part, request, problems);
    }
    parts::raw::check_raw(request, problems);
    names::check_one_authorization(&request.parts, problems);
    check_computed(&request.computed, problems);
    names::check_setters(&request.fields, request.is_visit(), problems);
    names::check_duplicates(request, problems);
    value::check_idents(&request.fields, problems);
}

/// Checks that named computed values are texts.
pub fn check_computed<P: Copy>(computed: &[Computed<P>], problems: &mut Problems<P>) {
    for computed in computed.iter().filter(|computed| computed.value.is_bytes()) {
        let message = format!("`{}` is bytes, and names stand for text", computed.name.value);
        let help = "say how the bytes are written: `encoding: hex`, `base64` or `base64url`";
        problems.report(Code::COMPUTED, computed.name.at, message, help);
    }
}

/// Checks that each named computed value is used.
pub fn check_computed_used<P: Copy>(
    computed: &[Computed<P>],
    parts: &[Part<P>],
    also: &[&Expr],
    problems: &mut Problems<P>,
) {
    let expressions = parts.iter().map(|part| &part.value).chain(also.iter().copied());
    let names: Vec<&str> = expressions.flat_map(Expr::names).map(|name| name.name.as_str()).collect();
    for unused in computed.iter().filter(|computed| !names.contains(&computed.name.value.as_str())) {
        let name = &unused.name.value;
        let help = format!("write `{{{name}}}` where it is sent, or remove it");
        problems.report(Code::COMPUTED, unused.name.at, format!("the computed value `{name}` is never used"), help);
    }
}

/// Checks that each input is used by a part or by an expression in `also` (computed values and signatures). If a part
/// is broken, it may be the one that uses the input, so nothing is reported.
pub fn check_inputs<'f, P: Copy + 'f>(
    inputs: impl IntoIterator<Item = &'f Field<P>>,
    parts: &[Part<P>],
    also: &[&Expr],
    problems: &mut Problems<P>,
) {
    let expressions = parts.iter().map(|part| &part.value).chain(also.iter().copied());
    let names: Vec<&str> = expressions.flat_map(Expr::names).map(|name| name.ident.as_str()).collect();
    for input in inputs.into_iter().filter(|input| !names.contains(&input.ident.value.as_str())) {
        let name = &input.wire;
        let help = format!("write `{{{name}}}` where it is sent, or remove it");
        problems.report(Code::INPUT, input.ident.at, format!("the input `{name}` is never used"), help);
    }
}

/// Checks all rules of the headers that every request has.
pub fn check_headers<P: Copy>(headers: &[Part<P>], problems: &mut Problems<P>) {
    for part in headers {
        parts::check_header(part, problems);
    }
    names::check_parts(headers, problems);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Dialect;
    use crate::request::{Content, Kind, Part, Place, check_path};
    use crate::spanned::Spanned;
    use crate::value::{Name, NameKind};
    use crate::value::{Scope, ScopeEntry, Type};
    use crate::word::Method;

    type Row = (&'static str, Option<Content>, Method, &'static [(Place, &'static str, Type)], &'static [&'static str]);

    fn at<T>(value: T) -> Spanned<T, &'static str> {
        Spanned::new(value, "spec")
    }

    fn field(name: &'static str, ty: Type) -> Field<&'static str> {
        Field::new(Spanned::new(name.to_owned(), name), name, Spanned::new(ty, name))
    }

    fn part(place: Place, name: &'static str, value: Expr) -> Part<&'static str> {
        Part { place, name: Spanned::new(name.to_owned(), name), value, at: name }
    }

    /// Checks a request that sends all its fields in one place, and returns the messages.
    fn problems(
        path: &str,
        content: Option<Content>,
        method: Method,
        parts: &[(Place, &'static str, Type)],
    ) -> Vec<String> {
        let mut problems = Problems::new(Dialect::Yaml);
        let name = |name: &&str, ty: &Type| Name {
            kind: NameKind::Field,
            name: (*name).to_owned(),
            ident: (*name).to_owned(),
            ty: ty.clone(),
            optional: false,
        };
        if let Ok(path) = check_path(&at(path.to_owned()), &mut problems) {
            let request = Request {
                kind: Kind::Call(at(method)),
                path,
                content: content.map(at),
                fields: parts.iter().map(|(_, name, ty)| field(name, ty.clone())).collect(),
                attached: Vec::new(),
                raw: Vec::new(),
                is_protected: false,
                parts: parts.iter().map(|(place, wire, ty)| part(*place, wire, Expr::Name(name(wire, ty)))).collect(),
                computed: Vec::new(),
            };
            check_request(&request, &mut problems);
        }
        problems.found().iter().map(|found| format!("{} {}", found.at, found.message)).collect()
    }

    #[test]
    fn each_rule_of_a_request() {
        let list = [(Place::Header, "l", Type::List(Box::new(Type::String)))];
        let found = problems("/a", None, Method::Get, &list);
        assert_eq!(found, ["l a list in a header needs a separator"]);
        let rows: [Row; 14] = [
            ("/a/{id}", None, Method::Get, &[(Place::Path, "id", Type::Uuid)], &[]),
            ("/a/{id}", None, Method::Get, &[], &["spec the parameter `id` of this path is not declared"]),
            ("/a", None, Method::Get, &[(Place::Path, "id", Type::Uuid)], &["id the path has no parameter `id`"]),
            (
                "/a",
                None,
                Method::Get,
                &[(Place::Path, "id", Type::Uuid), (Place::Path, "key", Type::Uuid)],
                &["id none of these is in the path: `id`, `key`"],
            ),
            (
                "/a/{ticket}",
                None,
                Method::Get,
                &[(Place::Path, "id", Type::Uuid)],
                &["spec the parameter `ticket` of this path is not declared"],
            ),
            ("/a/{x}/{x}", None, Method::Get, &[], &["spec `{x}` is in this path twice"]),
            ("/käse", None, Method::Get, &[], &["spec a path can hold only visible ASCII characters"]),
            ("/a/:id", None, Method::Get, &[], &["spec `:id` would be sent as it is"]),
            ("//a", None, Method::Get, &[], &["spec `//a` has an empty segment"]),
            (
                "/a",
                Some(Content::Json),
                Method::Get,
                &[],
                &["spec a GET request has no body (RFC 9110 §9.3), so `json` has no meaning"],
            ),
            (
                "/a",
                None,
                Method::Post,
                &[(Place::Body, "b", Type::String)],
                &["b `b` is not in the path, and there is no body"],
            ),
            (
                "/a",
                None,
                Method::Get,
                &[(Place::Query, "k", Type::Secret)],
                &["k a secret in the query ends up in logs"],
            ),
            (
                "/a",
                Some(Content::Form),
                Method::Post,
                &[(Place::Body, "j", Type::Json)],
                &["j an object cannot be sent in a form"],
            ),
            ("/a", None, Method::Get, &[(Place::Header, "Host", Type::String)], &["Host the runtime sets `Host`"]),
        ];
        for (path, content, method, parts, expected) in rows {
            assert_eq!(problems(path, content, method, parts), expected, "{path} {parts:?}");
        }
    }

    #[test]
    fn a_template_is_a_secret_if_a_piece_is() {
        let mut problems = Problems::new(Dialect::Yaml);
        let name =
            |name: &str, ty| Name { kind: NameKind::Input, name: name.into(), ident: name.into(), ty, optional: false };
        let scope = Scope::new(vec![
            ScopeEntry::Known(name("email", Type::String)),
            ScopeEntry::Known(name("token", Type::Secret)),
            ScopeEntry::Broken("odd".to_owned()),
        ]);
        let mut secret =
            |text: &str| scope.resolve(&at(text.to_owned()), &mut problems).map(|expr| expr.is_secret()).ok();
        assert_eq!(
            [secret("{email}/x"), secret("{email}:{token}"), secret("{odd}"), secret("{emial}")],
            [Some(false), Some(true), None, None]
        );
        let found: Vec<&str> = problems.found().iter().map(|found| found.message.as_str()).collect();
        assert_eq!(found, ["unknown name `{emial}`"]);
    }
}
