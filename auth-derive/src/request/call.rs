//! The attribute on the struct.

use proc_macro2::Span;
use syn::{Ident, LitStr, Type};

use crate::attr::args::{Args, Constant};
use crate::attr::problems::{Problems, suggest};
use crate::credential::header::parse_header_name;

/// What `#[endpoint(…)]` on the struct says. What is missing was reported.
pub(crate) struct Call {
    pub(crate) kind: Kind,
    pub(crate) path: Option<LitStr>,
    pub(crate) host: Option<LitStr>,
    pub(crate) content: Option<Content>,
    pub(crate) constants: Vec<(Place, Constant)>,
    /// Whether all of the attribute was understood.
    pub(crate) is_sound: bool,
}

pub(crate) enum Kind {
    /// A call of the API.
    Send { method: Ident, protected: bool, response: Option<Box<Type>>, error: Option<Box<Type>> },
    /// A page that the user opens.
    Visit { provider: Option<Box<Type>>, pkce: bool },
}

/// The form of the body, and where it is said.
pub(crate) struct Content {
    pub(crate) form: Form,
    span: Span,
}

#[derive(Clone, Copy)]
pub(crate) enum Form {
    Json,
    Form,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Path,
    Query,
    Header,
    Body,
}

/// The methods, and the variants of `auth_runtime::Method`.
const METHODS: [(&str, &str); 6] =
    [("GET", "Get"), ("HEAD", "Head"), ("POST", "Post"), ("PUT", "Put"), ("PATCH", "Patch"), ("DELETE", "Delete")];

impl Place {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Body => "body",
        }
    }
}

impl Call {
    pub(crate) fn parse(args: &mut Args, problems: &mut Problems) -> Self {
        let (method, path) = parse_target(args, problems);
        let host = args.text("host", problems);
        let content = parse_content(args, problems);
        let constants = parse_constants(args, problems);
        let kind = match method {
            Method::Visit => parse_visit(args, problems),
            Method::Send(method) => parse_send(method, args, problems),
        };
        let call = Self { kind, path, host, content, constants, is_sound: true };
        call.check_body(problems);
        call
    }

    /// A `GET` has no body whose meaning is defined (RFC 9110 §9.3.1), and a page that is visited has none at all.
    fn check_body(&self, problems: &mut Problems) {
        if let (Some(content), false) = (&self.content, self.has_body()) {
            problems
                .push(content.span, "this endpoint has no body: remove `json` or `form`, and mark the fields `query`");
        }
        let constant = self.constants.iter().find(|(place, _)| *place == Place::Body);
        if let (Some((_, constant)), None) = (constant, &self.content) {
            let wanted = if self.has_body() {
                "say what form the body has: `json` or `form`"
            } else {
                "this endpoint has no body: write `query(…)`"
            };
            problems.push(constant.name.span(), wanted);
        }
    }

    pub(crate) fn has_body(&self) -> bool {
        match &self.kind {
            Kind::Visit { .. } => false,
            Kind::Send { method, .. } => method != "Get" && method != "Head",
        }
    }
}

enum Method {
    Send(Ident),
    Visit,
}

fn parse_target(args: &mut Args, problems: &mut Problems) -> (Method, Option<LitStr>) {
    let mut targets = args.pairs().into_iter();
    let Some((word, path)) = targets.next() else {
        problems.push(args.span, "say what is called: `#[endpoint(POST \"/path\", …)]`");
        return (Method::Send(Ident::new("Post", args.span)), None);
    };
    targets
        .for_each(|(extra, _)| problems.push(extra.span(), "an endpoint has one method and one path: remove this one"));
    (parse_method(&word, problems), Some(path))
}

fn parse_method(word: &Ident, problems: &mut Problems) -> Method {
    let name = word.to_string();
    if name == "VISIT" {
        return Method::Visit;
    }
    let found = METHODS.iter().find(|(method, _)| *method == name).map(|(_, variant)| *variant);
    if found.is_none() {
        let known: Vec<_> = METHODS.iter().map(|(method, _)| *method).chain(["VISIT"]).collect();
        problems.push(word.span(), format!("unknown method `{name}`: {}", suggest(&name, &known)));
    }
    Method::Send(Ident::new(found.unwrap_or("Post"), word.span()))
}

fn parse_content(args: &mut Args, problems: &mut Problems) -> Option<Content> {
    let (json, form) = (args.flag_at("json", problems), args.flag_at("form", problems));
    if let (Some(_), Some(second)) = (json, form) {
        problems.push(second, "a body is `json` or `form`, not both: remove one");
    }
    let json = json.map(|span| Content { form: Form::Json, span });
    json.or(form.map(|span| Content { form: Form::Form, span }))
}

fn parse_constants(args: &mut Args, problems: &mut Problems) -> Vec<(Place, Constant)> {
    let mut constants = Vec::new();
    for (name, place) in [("query", Place::Query), ("header", Place::Header), ("body", Place::Body)] {
        constants.extend(args.lists(name, problems).into_iter().map(|constant: Constant| (place, constant)));
    }
    for (place, constant) in &mut constants {
        if *place == Place::Header {
            let name = parse_header_name(&constant.name, problems);
            constant.name = LitStr::new(&name, constant.name.span());
        }
    }
    constants
}

fn parse_visit(args: &mut Args, problems: &mut Problems) -> Kind {
    for name in ["protected", "response", "error"] {
        args.refuse(
            name,
            "a page that is visited answers by the callback, without a credential: remove this",
            problems,
        );
    }
    let provider = args.ty("provider", problems);
    if provider.is_none() {
        problems.push(args.span, "say whose page this is: `provider = Acme`");
    }
    Kind::Visit { provider, pkce: args.flag("pkce", problems) }
}

fn parse_send(method: Ident, args: &mut Args, problems: &mut Problems) -> Kind {
    for name in ["provider", "pkce"] {
        args.refuse(name, "this is for a page that the user visits: write `VISIT \"/path\"`, or remove it", problems);
    }
    let protected = args.flag("protected", problems);
    let response = args.ty("response", problems);
    if response.is_none() {
        problems.push(args.span, "say what success answers: `response = Type`, or `response = ()` for nothing");
    }
    let error = args.ty("error", problems);
    if error.is_none() {
        problems.push(args.span, "say what failure answers: `error = Type`");
    }
    Kind::Send { method, protected, response, error }
}
