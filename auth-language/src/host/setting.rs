//! Settings: values that differ between the customers of a provider, such as a subdomain.

use core::net::{IpAddr, SocketAddr};

use super::captured::check_host_entry;
use crate::problem::{Code, Dialect, Problems};
use crate::spanned::Spanned;
use crate::value::{Scalar, Type, check_variable, fits, format, is_text, pattern};
use crate::word::{Case, Encoding, Format, Instant, Lifetime};

/// A setting of a connection. A client is built with a value for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting<P> {
    /// The name, and the position of its declaration.
    pub name: Spanned<String, P>,
    /// The Rust field.
    pub ident: String,
    /// The documentation of the setting.
    pub doc: Option<String>,
    /// What to use instead, if the setting is deprecated.
    pub deprecated: Option<String>,
    /// The type or format of its values.
    pub ty: Type,
    /// The values of an enumeration, as sent. Empty for other kinds.
    pub values: Vec<String>,
    /// A regular expression that the whole value must match.
    pub pattern: Option<Spanned<String, P>>,
    /// The hosts that the value may name, including their subdomains. Empty if it may name any.
    pub within: Vec<Spanned<String, P>>,
    /// The value that is used if the caller gives none.
    pub default: Option<Spanned<Scalar, P>>,
    /// A made-up value, for the mock server and the tests.
    pub example: Option<Spanned<Scalar, P>>,
    /// The environment variable that holds the value.
    pub env: Option<Spanned<String, P>>,
    /// The case into which a text is changed before it is used.
    pub case: Option<Spanned<Case, P>>,
}

impl<P> Setting<P> {
    /// Whether every value is safe in the host of a URL: no value can end the host or name another one.
    #[must_use]
    pub fn fits_host(&self) -> bool {
        let is_host = matches!(
            self.ty,
            Type::Format(Format::Label | Format::Labels | Format::Host | Format::HostAndPort) | Type::Choice(_)
        );
        is_host || self.pattern.is_some()
    }

    /// Returns a made-up value for a setting whose author gave none.
    #[must_use]
    pub fn made_up(&self) -> &'static str {
        match &self.ty {
            Type::Format(Format::Host | Format::HostAndPort | Format::Labels) => "example.test",
            Type::Format(Format::Origin) | Type::Url => "https://example.test",
            Type::Format(Format::Email) => "ada@example.test",
            Type::Integer
            | Type::Unsigned
            | Type::Number
            | Type::Code
            | Type::Lifetime(Lifetime::Seconds | Lifetime::Milliseconds | Lifetime::Minutes) => "1",
            Type::Lifetime(Lifetime::HoursMinutesSeconds | Lifetime::DaysHoursMinutes) => "1:00:00",
            Type::Lifetime(Lifetime::Duration) => "1d",
            Type::Instant(Instant::UnixSeconds) => "1704067200",
            Type::Instant(Instant::UnixMilliseconds) => "1704067200000",
            Type::Instant(Instant::Timestamp) => "2024-01-01T00:00:00Z",
            Type::Instant(Instant::HttpDate) => "Mon, 01 Jan 2024 00:00:00 GMT",
            Type::Instant(Instant::Date) => "2024-01-01",
            Type::Boolean => "true",
            Type::Uuid => "00000000-0000-4000-8000-000000000000",
            Type::Bytes(Encoding::Base64 | Encoding::Base64Url) => "AAEC",
            Type::Bytes(Encoding::Hex) => "000102",
            Type::Format(Format::Label)
            | Type::String
            | Type::Secret
            | Type::SecretInUrl
            | Type::Jwt
            | Type::PrivateKey
            | Type::Certificate
            | Type::Upload
            | Type::Json
            | Type::Choice(_)
            | Type::Record(_)
            | Type::List(_)
            | Type::Map(_)
            | Type::Foreign => "example",
        }
    }

    /// Returns a value as it is used: in the case of the setting.
    #[must_use]
    pub fn in_case(&self, text: &str) -> String {
        match self.case.as_ref().map(|case| case.value) {
            Some(Case::Lower) => text.to_lowercase(),
            Some(Case::Upper) => text.to_uppercase(),
            None => text.to_owned(),
        }
    }

    /// Returns why a value is not valid for the setting; `None` if it is valid.
    #[must_use]
    pub fn misfit(&self, value: &Scalar) -> Option<String> {
        let text = self.in_case(&value.as_text());
        match &self.ty {
            Type::Format(format) if !fits(*format, &text) => {
                Some(format!("`{text}` is not {}", format::describe(*format)))
            }
            ty if !ty.accepts(value) => Some(format!("this is {}, which does not fit the type", value.describe())),
            _ if !self.is_within(&text) => {
                let hosts: Vec<&str> = self.within.iter().map(|host| host.value.as_str()).collect();
                Some(format!("`{text}` is not within {}", crate::suggest::list(&hosts)))
            }
            _ if !self.values.is_empty() && !self.values.contains(&text) => {
                let values: Vec<&str> = self.values.iter().map(String::as_str).collect();
                Some(format!("`{text}` is not one of {}", crate::suggest::list(&values)))
            }
            _ => {
                let pattern = self.pattern.as_ref().filter(|pattern| !pattern::matches(&pattern.value, &text));
                pattern.map(|pattern| format!("`{text}` does not match `{}`", pattern.value))
            }
        }
    }
}

impl<P> Setting<P> {
    /// Returns advice for a value that is not valid. A machine without a name is a whole origin.
    fn help(&self, value: &str) -> String {
        let is_host = matches!(self.ty, Type::Format(Format::Host | Format::HostAndPort));
        let is_address = value.parse::<IpAddr>().is_ok() || value.parse::<SocketAddr>().is_ok();
        if is_host && is_address {
            let name = &self.name.value;
            return format!(
                "an address has the type `origin`, which is all of the URL: `{name}: {{ type: origin, example: \"https://{value}\" }}`, `base_url: \"{{{name}}}\"`"
            );
        }
        "write a value that fits".to_owned()
    }

    /// Whether a value names one of the hosts under `within`, or a subdomain of one.
    fn is_within(&self, text: &str) -> bool {
        let host = text.split_once("://").map_or(text, |(_, rest)| rest);
        let host = host.split(['/', ':']).next().unwrap_or_default().to_ascii_lowercase();
        let fits = |known: &str| host == known || host.strip_suffix(known).is_some_and(|rest| rest.ends_with('.'));
        self.within.is_empty() || self.within.iter().any(|known| fits(&known.value))
    }

    /// Returns a made-up value within the hosts that the setting may name.
    #[must_use]
    pub fn made_up_within(&self) -> String {
        match (self.within.first(), &self.ty) {
            (None, _) => self.made_up().to_owned(),
            (Some(host), Type::Format(Format::Origin) | Type::Url) => format!("https://{}", host.value),
            (Some(host), _) => host.value.clone(),
        }
    }
}

/// Checks that `within` belongs to a setting that names a host, and lists hosts.
fn check_within<P: Copy>(setting: &Setting<P>, problems: &mut Problems<P>) {
    let is_host = matches!(
        setting.ty,
        Type::Format(Format::Host | Format::HostAndPort | Format::Origin) | Type::Url | Type::Foreign
    );
    if let Some(first) = setting.within.first().filter(|_| !is_host) {
        let help = "make its type `host`, `host and port`, `origin` or `url`, or remove `within`";
        problems.report(Code::SETTING, first.at, "`within` is about a setting that names a host", help);
        return;
    }
    for entry in &setting.within {
        check_host_entry(entry, problems);
    }
}

/// Checks that a setting is a single value and not a secret, because it appears in URLs and logs.
pub fn check_setting<P: Copy>(setting: &Setting<P>, problems: &mut Problems<P>) {
    if setting.ty.is_secret() {
        let help = "make it an input of a credential, which is never shown";
        problems.report(Code::SETTING, setting.name.at, "a setting cannot be a secret", help);
    } else if setting.ty.is_list() || setting.ty.is_object() {
        let help = "use `string`, `label`, `host`, an enum, a number or a boolean";
        problems.report(Code::SETTING, setting.name.at, "a setting is one value", help);
    }
    if let Some(case) = setting.case.as_ref().filter(|_| !is_text(&setting.ty)) {
        problems.report(Code::SETTING, case.at, "`case` is for a text", "remove it, or change the type");
    }
    if let Some(env) = &setting.env {
        let _ = check_variable(env, problems);
    }
    check_within(setting, problems);
    check_values(setting, problems);
}

/// Checks that the default and the example are valid, and that a pattern without an example matches the made-up value.
fn check_values<P: Copy>(setting: &Setting<P>, problems: &mut Problems<P>) {
    if setting.pattern.as_ref().is_some_and(|pattern| pattern::check_pattern(pattern, Code::SETTING, problems).is_err())
    {
        return;
    }
    for value in setting.default.iter().chain(&setting.example) {
        if let Some(misfit) = setting.misfit(&value.value) {
            problems.report(Code::SETTING, value.at, misfit, setting.help(&value.value.as_text()));
        }
    }
    check_made_up(setting, problems);
}

/// Checks that there is a made-up value that matches the pattern, for the mock server and the tests of a spec.
fn check_made_up<P: Copy>(setting: &Setting<P>, problems: &mut Problems<P>) {
    let has_value = setting.default.is_some() || setting.example.is_some() || !setting.values.is_empty();
    let pattern = setting.pattern.as_ref().filter(|_| problems.dialect() == Dialect::Yaml && !has_value);
    if let Some(pattern) = pattern.filter(|pattern| !pattern::matches(&pattern.value, &setting.made_up_within())) {
        let message = format!("`{}` needs an example that matches its pattern", setting.name.value);
        problems.report(Code::SETTING, pattern.at, message, "add `example: …`, for the mock server and the tests");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(dialect: Dialect, pattern: &str, default: Option<&str>, example: Option<&str>) -> Vec<String> {
        let at = |text: &str| Spanned::new(text.to_owned(), ());
        let scalar = |text: &str| Spanned::new(Scalar::Text(text.to_owned()), ());
        let setting = Setting {
            name: at("site"),
            ident: "site".to_owned(),
            doc: None,
            deprecated: None,
            ty: Type::String,
            values: Vec::new(),
            pattern: Some(at(pattern)),
            within: Vec::new(),
            default: default.map(scalar),
            example: example.map(scalar),
            env: None,
            case: None,
        };
        let mut problems = Problems::new(dialect);
        check_setting(&setting, &mut problems);
        problems.found().iter().map(|problem| problem.message.clone()).collect()
    }

    /// Dialect, pattern, default, example, and the expected messages.
    type Row = (Dialect, &'static str, Option<&'static str>, Option<&'static str>, &'static [&'static str]);

    #[test]
    fn values_match_the_pattern() {
        let (yaml, rust) = (Dialect::Yaml, Dialect::Rust);
        let rows: [Row; 8] = [
            (yaml, "[a-z]+", None, None, &[]),
            (yaml, "AC[0-9]+", None, None, &["`site` needs an example that matches its pattern"]),
            (rust, "AC[0-9]+", None, None, &[]),
            (yaml, "AC[0-9]+", None, Some("AC1"), &[]),
            (yaml, "AC[0-9]+", Some("AC1"), None, &[]),
            (yaml, "[a-z]+", Some("A"), None, &["`A` does not match `[a-z]+`"]),
            (yaml, "[a-z]+", None, Some("a1"), &["`a1` does not match `[a-z]+`"]),
            (yaml, "[a-z", Some("A"), None, &["`[a-z` is not a regular expression"]),
        ];
        for (dialect, pattern, default, example, expected) in rows {
            assert_eq!(problems(dialect, pattern, default, example), expected, "{pattern} {default:?} {example:?}");
        }
    }
}
