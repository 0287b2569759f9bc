//! Checks the URL of a host.

use super::setting::Setting;
use crate::problem::{Broken, Code, Help, Problems};
use crate::spanned::Spanned;
use crate::suggest;
use crate::template::{self, Template};
use crate::value::Type;
use crate::word::Format;

/// An `https` URL whose host and path may depend on settings. The paths of endpoints are appended to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostUrl {
    /// The URL without a slash at its end.
    pub template: Template,
    /// The same URL as text.
    pub text: String,
}

/// Checks that a base URL is `https`, because credentials are sent to it, and has no query, because a path is appended
/// to it.
///
/// # Errors
/// Reports a problem if the URL breaks a rule.
pub fn check_url<P: Copy>(
    text: &Spanned<String, P>,
    settings: &[Setting<P>],
    problems: &mut Problems<P>,
) -> Result<HostUrl, Broken> {
    let at = text.at;
    if text.value.contains("{{") {
        let message = "a URL cannot have a brace";
        let help = "the name of a setting is in one pair of braces, as in `https://{subdomain}.example.com`";
        return Err(problems.report(Code::URL, at, message, help));
    }
    if let Some(name) = whole_setting(&text.value) {
        return check_whole(name, text, settings, problems);
    }
    if let Some((message, help)) = misfit(&text.value) {
        return Err(problems.report(Code::URL, at, message, help));
    }
    let trimmed = text.value.trim_end_matches('/').to_owned();
    let template = template::check(&trimmed, at, problems)?;
    let host = trimmed.trim_start_matches("https://").split('/').next().unwrap_or_default();
    for name in template.names() {
        check_name(name, host, at, settings, problems)?;
    }
    Ok(HostUrl { template, text: trimmed })
}

/// Returns the setting that is the whole beginning of a URL: `{issuer}`, `{issuer}/api`.
fn whole_setting(text: &str) -> Option<&str> {
    let (name, rest) = text.strip_prefix('{')?.split_once('}')?;
    (!name.is_empty() && (rest.is_empty() || rest.starts_with('/'))).then_some(name)
}

/// Checks a URL that begins with a setting, which is an origin.
fn check_whole<P: Copy>(
    name: &str,
    text: &Spanned<String, P>,
    settings: &[Setting<P>],
    problems: &mut Problems<P>,
) -> Result<HostUrl, Broken> {
    let (at, trimmed) = (text.at, text.value.trim_end_matches('/').to_owned());
    let template = template::check(&trimmed, at, problems)?;
    if let Some((message, help)) = misfit(&trimmed.replacen(&format!("{{{name}}}"), "https://acme.example", 1)) {
        return Err(problems.report(Code::URL, at, message, help));
    }
    for name in template.names() {
        check_name(name, "", at, settings, problems)?;
    }
    let setting = settings.iter().find(|setting| setting.name.value == name);
    if let Some(setting) = setting.filter(|setting| !is_origin(&setting.ty)) {
        let message = format!("`{name}` would be the scheme and the host of a URL, and could be another text");
        let help = "make its type `origin`, such as `https://acme.example`; or write `https://` before it";
        return Err(problems.report(Code::SETTING, setting.name.at, message, help));
    }
    Ok(HostUrl { template, text: trimmed })
}

fn is_origin(ty: &Type) -> bool {
    matches!(ty, Type::Format(Format::Origin) | Type::Foreign)
}

fn misfit(text: &str) -> Option<(String, &'static str)> {
    let Some((scheme, rest)) = text.split_once("://") else {
        return Some((format!("`{text}` is not a URL"), "write the whole URL, as in `https://api.example.com`"));
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.is_empty() || text.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Some((format!("`{text}` is not a URL"), "write the whole URL, as in `https://api.example.com`"));
    }
    if scheme != "https" {
        return Some((
            format!("`{text}` is not an https URL"),
            "credentials are sent over https only: write `https://…`",
        ));
    }
    if authority.contains('@') {
        return Some((
            "a base URL cannot hold a user name or password".to_owned(),
            "remove what is before the `@`; secrets belong to credentials",
        ));
    }
    if let Some(odd) = odd_of_host(authority) {
        return Some((
            format!("`{odd}` cannot be in the name of a host"),
            "remove it: a host name has letters, digits, hyphens and dots, and perhaps a port after `:`",
        ));
    }
    if let Some(port) = odd_port(authority) {
        return Some((format!("`{port}` is not a port"), "write a number up to 65535 after the `:`, or remove it"));
    }
    if rest.contains(['?', '#']) {
        return Some((
            "a base URL cannot have a query or a fragment".to_owned(),
            "declare parameters under `query` of the endpoints",
        ));
    }
    None
}

/// Returns what is in place of a port. The name of a setting may be one.
fn odd_port(authority: &str) -> Option<&str> {
    // Before it may be an address in brackets.
    let rest = authority.rsplit_once(']').map_or(authority, |(_, rest)| rest);
    let (_, port) = rest.split_once(':')?;
    let is_name = port.starts_with('{') && port.ends_with('}');
    (!is_name && !port.parse::<u16>().is_ok_and(|port| port > 0)).then_some(port)
}

/// Returns a character that no host name has, outside of the names in braces. Letters of other alphabets are encoded (RFC 5891).
fn odd_of_host(authority: &str) -> Option<char> {
    let mut depth = 0_i32;
    authority.chars().find(|char| {
        depth += i32::from(*char == '{') - i32::from(*char == '}');
        depth <= 0 && char.is_ascii_punctuation() && !"-.:[]_{}".contains(*char)
    })
}

/// Checks that the value of a setting cannot change which host the URL names.
fn check_name<P: Copy>(
    name: &str,
    host: &str,
    at: P,
    settings: &[Setting<P>],
    problems: &mut Problems<P>,
) -> Result<(), Broken> {
    let Some(setting) = settings.iter().find(|setting| setting.name.value == name) else {
        let known: Vec<&str> = settings.iter().map(|setting| setting.name.value.as_str()).collect();
        let help = match suggest::name_help(name, at, &known, "") {
            Help::Prose(_) if host.is_empty() => format!(
                "declare it: `settings: {{ {name}: label }}`; where a reply says it, write `{{ captured: {name}, within: [acme.com] }}`"
            )
            .into(),
            Help::Prose(_) => format!("declare it: `settings: {{ {name}: label }}`").into(),
            near @ Help::Edit { .. } => near,
        };
        let message = format!("there is no setting `{name}`");
        return Err(problems.report_name(Code::UNKNOWN_NAME, (at, name), message, help));
    };
    if host.contains(&format!("{{{name}}}")) && matches!(setting.ty, Type::Format(Format::Origin)) {
        let message = format!("`{name}` begins with `https://` itself, and is a whole host");
        return Err(problems.report(Code::URL, at, message, format!("begin with it: `\"{{{name}}}\"`")));
    }
    if host.contains(&format!("{{{name}}}")) && !setting.fits_host() {
        let message = format!("`{name}` could be any text, and a host is where secrets are sent");
        let help = "make it `label` or `host`, an enum, or give it a `pattern`";
        return Err(problems.report(Code::SETTING, setting.name.at, message, help));
    }
    Ok(())
}
