//! `Spec` → `Provider`: every rule that relates one part of a spec to another, one small function each.

mod choices;
mod collisions;
mod consent;
mod credentials;
mod endpoints;
mod errors;
mod examples;
mod fields;
mod hosts;
mod inputs;
mod lifetimes;
mod parameters;
mod path;
mod records;
mod tokens;
mod types;
mod unused;
mod visit;

use crate::diagnostics::Diagnostics;
use crate::model::Provider;
use crate::names;
use crate::spec::{Spec, Text};
use crate::suggest;
use crate::tree::Spot;
use types::Types;

/// Checks everything that one part of a spec says about another. What it gives is true if nothing was reported.
pub(crate) fn lower(spec: &Spec, diagnostics: &mut Diagnostics) -> Provider {
    check_name(&spec.name, diagnostics);
    let hosts = hosts::lower(spec, diagnostics);
    let before = diagnostics.count();
    let choices = choices::lower(spec, diagnostics);
    let mut types = Types::of(spec, diagnostics);
    let mut records = records::lower(spec, &mut types, diagnostics);
    let types_are_sound = !diagnostics.has_lost() && diagnostics.count() == before;
    let errors = errors::lower(spec, &mut types, &records, diagnostics);
    let errors_are_sound = types_are_sound && diagnostics.count() == before;
    let (endpoints, error_sets, sound) = endpoints::lower(spec, &mut types, &hosts, errors, diagnostics);
    let credentials = credentials::lower(spec, &endpoints, &sound, &records, diagnostics);
    collisions::check(spec, diagnostics);
    unused::check(spec, &types, diagnostics);
    records::mark_uses(&mut records, &endpoints, &error_sets);
    records::check_setters(spec, &records, diagnostics);
    let mut provider = Provider {
        name: spec.name.value.clone(),
        ident: names::provider_ident(&spec.name.value, &spec.title.value),
        title: spec.title.value.trim().to_owned(),
        doc: spec.doc.as_ref().map(sentence),
        docs: spec.docs.as_ref().map(|docs| hosts::check_page(docs, diagnostics)),
        hosts,
        reply_headers: hosts::lower_reply_headers(spec, diagnostics),
        choices,
        records,
        error_sets,
        endpoints,
        credentials,
    };
    if types_are_sound {
        let sound = examples::Sound { endpoints: sound, errors: errors_are_sound };
        examples::lower(spec, &sound, &mut provider, diagnostics);
    }
    provider
}

/// The name becomes a module, a cargo feature and a file.
fn check_name(name: &Text, diagnostics: &mut Diagnostics) {
    let other = "choose another name; the display name is `title`";
    if !names::is_snake_case(&name.value) {
        let help = "use lower-case words joined by `_`, such as `acme`; the display name is `title`";
        diagnostics.report(name.spot, format!("`{}` cannot be the name of a Rust module", name.value), help);
    } else if names::is_keyword(&name.value) {
        diagnostics.report(name.spot, format!("`{}` is a word of the Rust language", name.value), other);
    } else if ["all", "default"].contains(&name.value.as_str()) {
        diagnostics.report(name.spot, format!("`{}` is a cargo feature already", name.value), other);
    }
}

/// Reports a reference to something that does not exist, unless it stands there and could not be read. `all` introduces what
/// there is: `the endpoints are`.
fn report_unknown(what: &str, name: &str, spot: Spot, known: &[&str], all: &str, diagnostics: &mut Diagnostics) {
    if diagnostics.is_lost(name) {
        diagnostics.lose_value();
        return;
    }
    if let Some(near) = suggest::nearest(name, known) {
        diagnostics.spare(near);
    }
    diagnostics.report(spot, format!("there is no {what} `{name}`"), suggest::word(name, known, all));
}

/// Documentation as it stands in Rust: without blanks around it.
fn sentence(text: &Text) -> String {
    text.value.trim().to_owned()
}
