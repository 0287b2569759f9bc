//! Credentials: where a secret comes from and how it travels.

use crate::diagnostics::Diagnostics;
use crate::lower::{endpoints, hosts, report_unknown, sentence};
use crate::model::{Attachment, Call, Credential, Endpoint, Record, Source, Step, TokenSource, Type};
use crate::names;
use crate::spec::{AttachSpec, CredentialSpec, Named, Spec, Text, TokenSpec};
use crate::suggest;

pub(super) fn lower(
    spec: &Spec,
    lowered: &[Endpoint],
    records: &[Record],
    diagnostics: &mut Diagnostics,
) -> Vec<Credential> {
    check_needed(spec, diagnostics);
    let index = Index { spec, endpoints: lowered, records };
    spec.credentials.iter().map(|named| index.credential(named, diagnostics)).collect()
}

/// A call that needs a credential needs one that exists.
fn check_needed(spec: &Spec, diagnostics: &mut Diagnostics) {
    if !spec.credentials.is_empty() || diagnostics.is_lost("credentials") {
        return;
    }
    let mut calls = spec.endpoints.iter().filter(|named| named.value.route.method != "visit");
    let auth = calls.find_map(|named| named.value.auth.as_ref());
    if let Some(auth) = auth {
        diagnostics.report(
            auth.spot,
            "this call needs a credential, and the spec has none",
            "declare one under `credentials`",
        );
    }
}

/// What a credential may refer to.
struct Index<'a> {
    spec: &'a Spec,
    endpoints: &'a [Endpoint],
    records: &'a [Record],
}

impl Index<'_> {
    fn credential(&self, named: &Named<CredentialSpec>, diagnostics: &mut Diagnostics) -> Credential {
        if !names::is_snake_case(&named.name.value) {
            let message = format!("`{}` cannot name a credential", named.name.value);
            diagnostics.report(named.name.spot, message, "use lower-case words joined by `_`");
        }
        Credential {
            name: named.name.value.clone(),
            ident: names::type_ident(&named.name.value),
            doc: sentence(&named.value.doc),
            source: self.source(named, diagnostics),
            attach: lower_attach(&named.value.attach, diagnostics),
        }
    }

    /// A credential is a key that does not change, or a token that endpoints make.
    fn source(&self, named: &Named<CredentialSpec>, diagnostics: &mut Diagnostics) -> Source {
        let CredentialSpec { doc: _, key, authorize, token, refresh, revoke, attach: _ } = &named.value;
        match (key, token) {
            (Some(key), None) => {
                for text in [authorize, refresh, revoke].into_iter().flatten() {
                    diagnostics.report(
                        text.spot,
                        "a key that does not change is not made by endpoints",
                        "remove this, or say `token` instead of `key`",
                    );
                }
                Source::Static { example: key.example.as_ref().map(|text| text.value.clone()) }
            }
            (None, Some(token)) => Source::Token(self.token_source(&named.value, token, diagnostics)),
            (Some(_), Some(token)) => {
                diagnostics.report(
                    token.from.spot,
                    "a credential has a `key` or a `token`, not both",
                    "remove one, or make two credentials of it",
                );
                Source::Static { example: None }
            }
            (None, None) => {
                let help = "add `key: {}` for a key that does not change, or `token: { from: ENDPOINT, value: FIELD }`";
                diagnostics.report(
                    named.name.spot,
                    format!("`{}` does not say where its secret comes from", named.name.value),
                    help,
                );
                Source::Static { example: None }
            }
        }
    }

    fn token_source(&self, spec: &CredentialSpec, token: &TokenSpec, diagnostics: &mut Diagnostics) -> TokenSource {
        let mint = self.mint(token, diagnostics);
        let refresh = spec.refresh.as_ref().and_then(|name| self.refresh(name, mint.as_ref(), diagnostics));
        TokenSource {
            authorize: spec.authorize.as_ref().and_then(|name| self.visit(name, diagnostics)),
            mint: mint.into_iter().collect(),
            refresh: refresh.into_iter().collect(),
            revoke: spec.revoke.as_ref().and_then(|name| self.call(name, diagnostics)),
            lifetime: token.lifetime.as_ref().and_then(|text| lower_lifetime(text, diagnostics)),
        }
    }

    fn mint(&self, token: &TokenSpec, diagnostics: &mut Diagnostics) -> Option<Step> {
        let TokenSpec { from, value, expires_in, refresh_token, scope, lifetime: _ } = token;
        let endpoint = self.call(from, diagnostics)?;
        let record = self.record(endpoint, from, diagnostics)?;
        let mut field =
            |text: &Text, accepts: fn(&Type) -> bool, what: &str| reply_field(record, text, accepts, what, diagnostics);
        let access_token = field(value, |ty| *ty == Type::Secret, "secret");
        let expires_in = expires_in.as_ref().map(|text| field(text, |ty| *ty == Type::Seconds, "seconds"));
        let refresh_token = refresh_token.as_ref().map(|text| field(text, |ty| *ty == Type::Secret, "secret"));
        let scope = scope.as_ref().map(|text| field(text, is_scope, "list of Scope"));
        Some(Step {
            endpoint,
            access_token: access_token?,
            expires_in: expires_in.flatten(),
            refresh_token: refresh_token.flatten(),
            scope: scope.flatten(),
        })
    }

    /// A refresh is read like the first token, so it has the same type.
    fn refresh(&self, name: &Text, mint: Option<&Step>, diagnostics: &mut Diagnostics) -> Option<Step> {
        let endpoint = self.call(name, diagnostics)?;
        let mint = mint?;
        let expected = self.endpoints.get(mint.endpoint).and_then(endpoints::returned_record)?;
        let returned = self.endpoints.get(endpoint).and_then(endpoints::returned_record);
        if returned != Some(expected) && !diagnostics.is_spared(&name.value) {
            let message = format!("`{}` does not return `{expected}`, as the first token does", name.value);
            diagnostics.report(name.spot, message, format!("let it return `{expected}`"));
        }
        Some(Step { endpoint, ..mint.clone() })
    }

    /// What an endpoint returns, unless its reply is a type that does not exist, of which enough is said.
    fn record(&self, endpoint: usize, from: &Text, diagnostics: &mut Diagnostics) -> Option<&Record> {
        let name = self.endpoints.get(endpoint).and_then(endpoints::returned_record);
        let record = name.and_then(|name| self.records.iter().find(|record| record.ident == name));
        if record.is_none() && !diagnostics.is_spared(&from.value) {
            let message = format!("`{}` does not return a type with fields", from.value);
            diagnostics.report(from.spot, message, "declare its reply under `types` and name it in `returns`");
        }
        record
    }

    fn call(&self, name: &Text, diagnostics: &mut Diagnostics) -> Option<usize> {
        self.endpoint(name, |call| matches!(call, Call::Http(_)), "is visited by a browser", diagnostics)
    }

    fn visit(&self, name: &Text, diagnostics: &mut Diagnostics) -> Option<usize> {
        self.endpoint(name, |call| matches!(call, Call::Visit { .. }), "is not a `visit`", diagnostics)
    }

    fn endpoint(
        &self,
        name: &Text,
        accepts: fn(&Call) -> bool,
        otherwise: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<usize> {
        let index = self.spec.endpoints.iter().position(|named| named.name.value == name.value);
        let Some(index) = index else {
            let known: Vec<&str> = self.spec.endpoints.iter().map(|named| named.name.value.as_str()).collect();
            report_unknown("endpoint", &name.value, name.spot, &known, "the endpoints are", diagnostics);
            return None;
        };
        let fits = self.endpoints.get(index).is_some_and(|endpoint| accepts(&endpoint.call));
        if !fits {
            diagnostics.report(name.spot, format!("`{}` {otherwise}", name.value), "name another endpoint");
        }
        fits.then_some(index)
    }
}

/// The field of a reply that a credential takes something from.
fn reply_field(
    record: &Record,
    text: &Text,
    accepts: fn(&Type) -> bool,
    what: &str,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let Some(field) = record.fields.iter().find(|field| field.wire == text.value) else {
        let known: Vec<&str> = record.fields.iter().map(|field| field.wire.as_str()).collect();
        if diagnostics.is_lost(&text.value) || diagnostics.is_spared(&text.value) {
            return None;
        }
        let help = suggest::word(&text.value, &known, "its fields are");
        diagnostics.report(text.spot, format!("`{}` has no field `{}`", record.ident, text.value), help);
        return None;
    };
    if !accepts(&field.ty) {
        let message = format!("`{}` of `{}` is not of type `{what}`", text.value, record.ident);
        diagnostics.report(text.spot, message, format!("declare it as `{what}`, or name another field"));
    }
    Some(field.ident.clone())
}

fn is_scope(ty: &Type) -> bool {
    matches!(ty, Type::String) || matches!(ty, Type::List(item) if matches!(**item, Type::Choice(_) | Type::String))
}

/// A lifetime is a number and one of `s`, `m`, `h`, `d`.
fn lower_lifetime(text: &Text, diagnostics: &mut Diagnostics) -> Option<u64> {
    let seconds = parse_lifetime(&text.value).filter(|seconds| *seconds > 0);
    if seconds.is_none() {
        diagnostics.report(
            text.spot,
            format!("`{}` is not a length of time", text.value),
            "write a number and a unit: `90s`, `15m`, `12h`, `7d`",
        );
    }
    seconds
}

fn parse_lifetime(text: &str) -> Option<u64> {
    let (number, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let factor = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3_600,
        "d" => 86_400,
        _ => return None,
    };
    number.parse::<u64>().ok()?.checked_mul(factor)
}

fn lower_attach(attach: &AttachSpec, diagnostics: &mut Diagnostics) -> Attachment {
    match attach {
        AttachSpec::Bearer => Attachment::Bearer,
        AttachSpec::Header { name, prefix } => {
            hosts::check_header_name(name, diagnostics);
            check_credential_header(name, diagnostics);
            if let Some(prefix) = prefix {
                hosts::check_header_value(prefix, diagnostics);
            }
            Attachment::Header { name: name.value.clone(), prefix: prefix.as_ref().map(|text| text.value.clone()) }
        }
    }
}

/// A secret does not travel in a header that says something else (RFC 9110).
fn check_credential_header(name: &Text, diagnostics: &mut Diagnostics) {
    let taken = ["accept", "content-length", "content-type", "host"];
    if taken.contains(&name.value.to_ascii_lowercase().as_str()) {
        let help = "name the header that carries the secret, such as `X-Api-Key`";
        diagnostics.report(name.spot, format!("the runtime sets `{}`", name.value), help);
    }
}
