//! Credentials: where a secret comes from and how it travels.

use crate::lower::lifecycle::Index;
use crate::lower::{host, sentence};
use crate::model::{Attachment, Credential, Endpoint, Record, Source};
use crate::names;
use crate::read::{AttachSpec, CredentialSpec, Named, Spec, Text};
use crate::text::diagnostics::Diagnostics;

pub(super) fn lower(
    spec: &Spec,
    lowered: &[Endpoint],
    sound: &[bool],
    records: &[Record],
    diagnostics: &mut Diagnostics,
) -> Vec<Credential> {
    check_needed(spec, diagnostics);
    let index = Index { spec, endpoints: lowered, sound, records };
    spec.credentials.iter().map(|named| index.credential(named, diagnostics)).collect()
}

/// Stands for what was not understood.
const NOTHING: Source = Source::Static { example: None };

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
            (None, Some(token)) => self
                .token_source(&named.value, token, diagnostics)
                .map_or(NOTHING, |source| Source::Token(Box::new(source))),
            (Some(key), Some(token)) => {
                diagnostics.report(
                    key.spot.max(token.spot),
                    "a credential has a `key` or a `token`, not both",
                    "remove one, or make two credentials of it",
                );
                NOTHING
            }
            (None, None) => {
                let help = "add `key: {}` for a key that does not change, or `token: { from: ENDPOINT, value: FIELD }`";
                diagnostics.report(
                    named.name.spot,
                    format!("`{}` does not say where its secret comes from", named.name.value),
                    help,
                );
                NOTHING
            }
        }
    }
}

fn lower_attach(attach: &AttachSpec, diagnostics: &mut Diagnostics) -> Attachment {
    match attach {
        AttachSpec::Bearer => Attachment::Bearer,
        AttachSpec::Header { name, prefix } => {
            host::check_header_name(name, diagnostics);
            check_credential_header(name, diagnostics);
            if let Some(prefix) = prefix {
                host::check_header_value(prefix, diagnostics);
                check_prefix(&name.value, prefix, diagnostics);
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

/// What stands before a secret is told from it, and the one that everybody uses has a word.
fn check_prefix(header: &str, prefix: &Text, diagnostics: &mut Diagnostics) {
    let text = &prefix.value;
    if header.eq_ignore_ascii_case("authorization") && text.trim_end().eq_ignore_ascii_case("bearer") {
        diagnostics.report(prefix.spot, "this is what `bearer` stands for (RFC 6750)", "write `attach: bearer`");
    } else if text.ends_with(|c: char| c.is_ascii_alphanumeric()) {
        let help = format!("write `\"{text} \"`, with a blank at the end");
        diagnostics.report(prefix.spot, format!("`{text}` and the secret would be one word"), help);
    }
}
