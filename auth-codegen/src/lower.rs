//! `Spec` → `Provider`: every rule that relates one part of a spec to another, one small function each.

mod collision;
mod credential;
mod error;
mod example;
mod host;
mod lifecycle;
mod request;
mod unused;
mod value;

use crate::model::Provider;
use crate::names;
use crate::read::{Spec, Text};
use crate::suggest;
use crate::text::diagnostics::Diagnostics;
use crate::text::tree::Spot;
use value::types::Types;
use value::{choice, record};

/// Checks everything that one part of a spec says about another. What it gives is true if nothing was reported.
pub(crate) fn lower(spec: &Spec, diagnostics: &mut Diagnostics) -> Provider {
    check_name(&spec.name, diagnostics);
    let hosts = host::lower(spec, diagnostics);
    let before = diagnostics.count();
    let choices = choice::lower(spec, diagnostics);
    let mut types = Types::of(spec, diagnostics);
    let mut records = record::lower(spec, &mut types, diagnostics);
    let types_are_sound = !diagnostics.has_lost() && diagnostics.count() == before;
    let errors = error::lower(spec, &mut types, &records, diagnostics);
    let errors_are_sound = types_are_sound && diagnostics.count() == before;
    let (endpoints, error_sets, sound) = request::lower(spec, &mut types, &hosts, errors, diagnostics);
    let credentials = credential::lower(spec, &endpoints, &sound, &records, diagnostics);
    collision::check(spec, diagnostics);
    unused::check(spec, &types, diagnostics);
    record::mark_uses(&mut records, &endpoints, &error_sets);
    record::check_setters(spec, &records, diagnostics);
    let mut provider = Provider {
        name: spec.name.value.clone(),
        ident: names::provider_ident(&spec.name.value, &spec.title.value),
        title: spec.title.value.trim().to_owned(),
        doc: spec.doc.as_ref().map(sentence),
        docs: spec.docs.as_ref().map(|docs| host::check_page(docs, diagnostics)),
        hosts,
        reply_headers: host::lower_reply_headers(spec, diagnostics),
        choices,
        records,
        error_sets,
        endpoints,
        credentials,
    };
    if types_are_sound {
        let sound = example::Sound { endpoints: sound, errors: errors_are_sound };
        example::lower(spec, &sound, &mut provider, diagnostics);
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
