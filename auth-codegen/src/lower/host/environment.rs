//! Lowers environments: other URLs for the same hosts.

use auth_language::name;
use auth_language::problem::Code;

use super::setting::Settings;
use super::{BASE, lower_url, sentence};
use crate::lower::context::Context;
use crate::lower::value::field::sound;
use crate::model::{Environment, Host};
use crate::read::{EnvironmentSpec, HostSpec, Text};

/// Constants that every provider type has.
const TAKEN: [&str; 5] = ["name", "title", "hosts", "headers", "settings"];

pub(in crate::lower) fn lower(settings: &Settings, cx: &mut Context<'_>) -> Vec<Environment> {
    let spec = cx.spec;
    let mut environments = Vec::new();
    for named in spec.environments.iter() {
        check_name(&named.name, cx);
        if let Ok(environment) = &named.value {
            environments.push(lower_environment(&named.name, environment, settings, cx));
        }
    }
    environments
}

fn lower_environment(name: &Text, spec: &EnvironmentSpec, settings: &Settings, cx: &mut Context<'_>) -> Environment {
    let EnvironmentSpec { spot: _, doc, base_url: _, hosts } = spec;
    let mut lowered: Vec<Host> = lower_base(name, spec, settings, cx).into_iter().collect();
    let all = &cx.spec.hosts;
    for named in all.iter().filter(|named| !is_captured(named.value.as_ref().ok())) {
        let host = &named.name;
        let here = hosts.iter().find(|named| named.name.value == host.value);
        if here.is_none() && hosts.broken().is_none() {
            let message = format!("the environment `{}` does not say where the host `{}` is", name.value, host.value);
            let help = format!("add `{}: URL` under its `hosts`, the same URL if both share it", host.value);
            cx.report(Code::HOST, name.at, message, help);
        }
        let url = here.and_then(|named| named.value.as_ref().ok());
        lowered.push(Host { name: host.value.clone(), url: lower_url(url, settings, cx), captured: None });
    }
    check_hosts(spec, cx);
    Environment { ident: name::const_ident(&name.value), doc: sound(doc).map(sentence), hosts: lowered }
}

fn lower_base(name: &Text, spec: &EnvironmentSpec, settings: &Settings, cx: &mut Context<'_>) -> Option<Host> {
    let base_url = sound(&spec.base_url);
    match (is_captured(cx.spec.base_url.as_ref().ok()), base_url) {
        (true, Some(url)) => {
            let message = "a log-in captures `base_url`, in each environment";
            cx.report(Code::CONFLICT, url.at, message, "remove this `base_url`");
        }
        (false, None) if spec.base_url.is_none() => {
            let message = format!("the environment `{}` does not say what `base_url` is there", name.value);
            let help = "add `base_url: URL`, the same URL if both share it";
            cx.report(Code::MISSING_KEY, spec.spot, message, help);
        }
        _ => {}
    }
    let is_known = !is_captured(cx.spec.base_url.as_ref().ok());
    is_known.then(|| Host { name: BASE.to_owned(), url: lower_url(base_url, settings, cx), captured: None })
}

/// Whether a login captures the URL of a host, which is then the same in all environments.
fn is_captured(host: Option<&HostSpec>) -> bool {
    host.is_some_and(|host| host.captured.is_some())
}

/// Checks that each host of an environment is one of the provider's.
fn check_hosts(spec: &EnvironmentSpec, cx: &mut Context<'_>) {
    let all = &cx.spec.hosts;
    if all.broken().is_some() {
        return;
    }
    let known: Vec<&str> = all.names().map(|name| name.value.as_str()).collect();
    for name in spec.hosts.names().filter(|name| !known.contains(&name.value.as_str())) {
        cx.report_unknown(
            Code::HOST,
            "host",
            name,
            &known,
            "declare it under `hosts` of the spec; the hosts so far are",
        );
    }
}

/// Checks that the name is valid for a constant.
fn check_name(name: &Text, cx: &mut Context<'_>) {
    if !name::is_snake_case(&name.value) {
        let message = format!("`{}` cannot be the name of an environment", name.value);
        cx.report(Code::NAME, name.at, message, "use lower-case words joined by `_`, such as `sandbox`");
    } else if TAKEN.contains(&name.value.as_str()) {
        let message = format!("the provider already has a constant `{}`", name::const_ident(&name.value));
        cx.report(Code::TAKEN, name.at, message, "choose another name, such as `sandbox`");
    }
}
