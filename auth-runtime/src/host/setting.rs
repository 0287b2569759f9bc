//! A setting of a connection, whose value differs between the customers of a provider.

use regex_lite::Regex;
use url::Url;
use uuid::Uuid;

use crate::host::url::{host_of, is_within};
use crate::host::{ConfigError, SettingValues};
use crate::value::{Choice, Format};

/// A setting: its name, its type, and further conditions on its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    name: &'static str,
    ty: SettingType,
    pattern: Option<&'static str>,
    default: Option<&'static str>,
    within: &'static [&'static str],
    optional: bool,
    case: Case,
}

/// The case into which a text is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    AsGiven,
    Lower,
    Upper,
}

/// The type of a setting's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SettingType {
    /// A text.
    Text,
    /// A text in another format.
    Format(Format),
    /// An integer.
    Integer,
    /// A non-negative integer.
    Unsigned,
    /// `true` or `false`.
    Boolean,
    /// A URL.
    Url,
    /// A UUID (RFC 9562).
    Uuid,
    /// One of these texts, the values of an enum.
    OneOf(&'static [&'static str]),
}

impl Setting {
    /// Makes a setting that must have a value.
    #[must_use]
    pub const fn new(name: &'static str, ty: SettingType) -> Self {
        Self { name, ty, pattern: None, default: None, within: &[], optional: false, case: Case::AsGiven }
    }

    /// Sets a pattern that the whole value must match: a regular expression of the crate `regex-lite`.
    #[must_use]
    pub const fn pattern(self, pattern: &'static str) -> Self {
        Self { pattern: Some(pattern), ..self }
    }

    /// Sets the hosts that the value may name, including their subdomains.
    #[must_use]
    pub const fn within(self, hosts: &'static [&'static str]) -> Self {
        Self { within: hosts, ..self }
    }

    /// Sets a default value.
    #[must_use]
    pub const fn default(self, default: &'static str) -> Self {
        Self { default: Some(default), ..self }
    }

    /// Changes a text to lower case before it is checked and used.
    #[must_use]
    pub const fn lower(self) -> Self {
        Self { case: Case::Lower, ..self }
    }

    /// Changes a text to upper case before it is checked and used.
    #[must_use]
    pub const fn upper(self) -> Self {
        Self { case: Case::Upper, ..self }
    }

    fn in_case(&self, text: &str) -> String {
        match self.case {
            Case::AsGiven => text.to_owned(),
            Case::Lower => text.to_lowercase(),
            Case::Upper => text.to_uppercase(),
        }
    }

    /// Allows the setting to have no value.
    #[must_use]
    pub const fn optional(self) -> Self {
        Self { optional: true, ..self }
    }

    /// Returns the name that templates refer to.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    pub(crate) const fn is_optional(&self) -> bool {
        self.optional
    }

    /// Returns the value in effect: the given one, or the default.
    fn value(&self, given: &SettingValues) -> Result<Option<String>, ConfigError> {
        let value = given.get(self.name).or(self.default).map(|value| self.in_case(value));
        if value.as_deref().is_none_or(|value| self.fits(value)) {
            Ok(value)
        } else {
            Err(ConfigError::Setting { name: self.name, expected: self.expected() })
        }
    }

    fn fits(&self, value: &str) -> bool {
        self.allows_host(value) && self.ty.fits(value) && self.matches_pattern(value)
    }

    fn matches_pattern(&self, value: &str) -> bool {
        self.pattern.is_none_or(|pattern| matches_whole(pattern, value))
    }

    fn allows_host(&self, value: &str) -> bool {
        self.within.is_empty() || self.within.iter().any(|known| is_within(&host_of(value), known))
    }

    /// Describes valid values, to follow "must be".
    fn expected(&self) -> String {
        let within = self.within.join("`, `");
        let within = if within.is_empty() { within } else { format!(" that is, or is below, one of `{within}`") };
        let ty = self.ty.expected() + &within;
        self.pattern.map_or_else(|| ty.clone(), |pattern| format!("{ty}, and match `{pattern}`"))
    }
}

impl SettingType {
    /// Returns the type for an enum: one of its texts, or any text if the enum keeps undocumented ones.
    #[must_use]
    pub const fn choice<T: Choice>() -> Self {
        if T::IS_OPEN { Self::Text } else { Self::OneOf(T::TEXTS) }
    }

    fn fits(self, value: &str) -> bool {
        match self {
            Self::Text => true,
            Self::Format(format) => format.fits(value),
            Self::Unsigned => value.parse::<u64>().is_ok(),
            Self::Integer => value.parse::<i64>().is_ok(),
            Self::Boolean => matches!(value, "true" | "false"),
            Self::Url => Url::parse(value).is_ok(),
            Self::Uuid => Uuid::parse_str(value).is_ok(),
            Self::OneOf(values) => values.contains(&value),
        }
    }

    fn expected(self) -> String {
        match self {
            Self::Text => "a text".to_owned(),
            Self::Format(format) => format.describe().to_owned(),
            Self::Unsigned => "an integer from 0 on".to_owned(),
            Self::Integer => "an integer".to_owned(),
            Self::Boolean => "`true` or `false`".to_owned(),
            Self::Url => "a URL".to_owned(),
            Self::Uuid => "a UUID".to_owned(),
            Self::OneOf(values) => format!("one of `{}`", values.join("`, `")),
        }
    }
}

fn matches_whole(pattern: &str, value: &str) -> bool {
    Regex::new(&format!("^(?:{pattern})$")).is_ok_and(|regex| regex.is_match(value))
}

/// Returns the values in effect: the given ones, and the defaults of the others.
pub(crate) fn check_settings(declared: &[Setting], given: &SettingValues) -> Result<SettingValues, ConfigError> {
    let mut values = SettingValues::default();
    for setting in declared {
        let value = setting.value(given)?;
        if value.is_some() || setting.optional {
            values.put(setting.name, value);
        }
    }
    Ok(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checks_types_and_patterns() {
        let label = Setting::new("s", SettingType::Format(Format::Label));
        let rows = [
            (label, "acme-eu1", true),
            (label, "a.b", false),
            (label, "-a", false),
            (label, "a/b", false),
            (label, "", false),
            (label, "a@b", false),
            (label.pattern("[a-z]+|x"), "acme", true),
            (label.pattern("[a-z]+|x"), "acme1", false),
            (label.pattern("("), "acme", false),
            (Setting::new("s", SettingType::Format(Format::Host)), "eu.acme.example", true),
            (Setting::new("s", SettingType::Format(Format::Host)), "acme.example:443", false),
            (Setting::new("s", SettingType::Format(Format::Host)), "acme..example", false),
            (Setting::new("s", SettingType::Format(Format::Host)), "1.2.3.4", false),
            (Setting::new("s", SettingType::Format(Format::Host)), "4.example", true),
            (Setting::new("s", SettingType::Format(Format::Host)), "evil.example/", false),
            (Setting::new("s", SettingType::Format(Format::Host)).within(&["acme.example"]), "acme.example", true),
            (Setting::new("s", SettingType::Format(Format::Host)).within(&["acme.example"]), "EU.acme.example", true),
            (Setting::new("s", SettingType::Format(Format::Host)).within(&["acme.example"]), "evilacme.example", false),
            (
                Setting::new("s", SettingType::Format(Format::Host)).within(&["acme.example"]),
                "acme.example.evil.example",
                false,
            ),
            (Setting::new("s", SettingType::Url).within(&["acme.example"]), "https://eu.acme.example/x", true),
            (Setting::new("s", SettingType::Url).within(&["acme.example"]), "https://acme.example@evil.example", false),
            (
                Setting::new("s", SettingType::Url).within(&["acme.example"]),
                "https://evil.example/.acme.example",
                false,
            ),
            (Setting::new("s", SettingType::OneOf(&["eu", "us"])), "eu", true),
            (Setting::new("s", SettingType::OneOf(&["eu", "us"])), "EU", false),
            (Setting::new("s", SettingType::Integer), "-7", true),
            (Setting::new("s", SettingType::Integer), "7.5", false),
            (Setting::new("s", SettingType::Boolean), "true", true),
            (Setting::new("s", SettingType::Url), "/a", false),
            (Setting::new("s", SettingType::Uuid), "67e55044-10b1-426f-9247-bb680e5fe0c8", true),
            (Setting::new("s", SettingType::Text).pattern("a.c"), "abcd", false),
        ];
        for (setting, value, fits) in rows {
            assert_eq!(setting.fits(value), fits, "{setting:?} {value}");
        }
    }
}
