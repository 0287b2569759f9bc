//! Reads credentials from environment variables, or from any other map, for `#[derive(Credentials)]`.

use std::ffi::OsString;
use std::fmt;
use std::str::FromStr;

use zeroize::Zeroizing;

/// Reads variables one by one, and collects what is wrong with each.
#[doc(hidden)]
pub struct Variables<R> {
    read: R,
    faults: Vec<(&'static str, Fault)>,
}

/// Starts reading; `read` returns the value of a variable.
#[doc(hidden)]
pub fn variables<V: Into<OsString>>(
    mut read: impl FnMut(&str) -> Option<V>,
) -> Variables<impl FnMut(&str) -> Option<OsString>> {
    Variables { read: move |name: &str| read(name).map(Into::into), faults: Vec::new() }
}

#[allow(missing_docs, reason = "for derived code only")]
impl<R: FnMut(&str) -> Option<OsString>> Variables<R> {
    /// Reads a required variable. `expected` describes the type of the field in messages.
    pub fn required<T>(
        &mut self,
        name: &'static str,
        expected: &'static str,
        convert: impl FnOnce(String) -> Option<T>,
    ) -> Option<T> {
        let Some(value) = (self.read)(name) else { return self.refuse(name, Fault::Missing) };
        self.convert(name, value, expected, convert)
    }

    /// Reads an optional variable; `Some(None)` if it is not set.
    pub fn optional<T>(
        &mut self,
        name: &'static str,
        expected: &'static str,
        convert: impl FnOnce(String) -> Option<T>,
    ) -> Option<Option<T>> {
        let Some(value) = (self.read)(name) else { return Some(None) };
        self.convert(name, value, expected, convert).map(Some)
    }

    pub fn or_default<T>(
        &mut self,
        name: &'static str,
        default: &'static str,
        expected: &'static str,
        convert: impl FnOnce(String) -> Option<T>,
    ) -> Option<T> {
        match (self.read)(name) {
            Some(value) => self.convert(name, value, expected, convert),
            None => convert(default.to_owned()).or_else(|| self.refuse(name, Fault::Default { expected })),
        }
    }

    /// Returns the credentials if nothing was wrong.
    pub fn finish<T>(self, credentials: impl FnOnce() -> Option<T>) -> Result<T, CredentialsError> {
        let error = CredentialsError { faults: self.faults };
        if error.faults.is_empty() { credentials().ok_or(error) } else { Err(error) }
    }

    fn convert<T>(
        &mut self,
        name: &'static str,
        value: OsString,
        expected: &'static str,
        convert: impl FnOnce(String) -> Option<T>,
    ) -> Option<T> {
        match value.into_string() {
            Ok(text) if text.is_empty() => self.refuse(name, Fault::Empty),
            Ok(text) => convert(text).or_else(|| self.refuse(name, Fault::Unreadable { expected })),
            Err(_) => self.refuse(name, Fault::NotText),
        }
    }

    fn refuse<T>(&mut self, name: &'static str, fault: Fault) -> Option<T> {
        self.faults.push((name, fault));
        None
    }
}

/// A type to which a variable can be converted: every type that implements `TryFrom<String>`.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be made from the text of a variable",
    label = "does not implement `TryFrom<String>`",
    note = "if it implements `FromStr`, add `#[credentials(parse)]`; to a type of your own, add `impl From<String>`"
)]
pub trait FromVariable: Sized {
    #[allow(missing_docs, reason = "for derived code only")]
    fn from_variable(text: String) -> Option<Self>;
}

#[diagnostic::do_not_recommend]
impl<T: TryFrom<String>> FromVariable for T {
    fn from_variable(text: String) -> Option<Self> {
        Self::try_from(text).ok()
    }
}

/// Parses a variable with `FromStr` and wipes its text.
#[doc(hidden)]
#[must_use]
pub fn parse_variable<T: FromStr>(text: String) -> Option<T> {
    Zeroizing::new(text).parse().ok()
}

/// Splits a variable into the items of a list, without the spaces around them.
#[doc(hidden)]
#[must_use]
pub fn split_variable<T>(text: String, separator: &str, convert: impl Fn(String) -> Option<T>) -> Option<Vec<T>> {
    let text = Zeroizing::new(text);
    let items = text.split(separator).map(str::trim).filter(|item| !item.is_empty());
    items.map(|item| convert(item.to_owned())).collect()
}

/// A value that `Debug` shows in place of a secret.
#[doc(hidden)]
pub struct Redacted;

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// Why credentials could not be read. It names every variable that is missing, empty or unreadable, and never contains
/// a value.
///
/// ```
/// use auth_runtime::{Credentials, Secret};
///
/// #[derive(Credentials)]
/// #[credentials(prefix = "ACME_")]
/// struct Login {
///     username: String,
///     password: Secret,
/// }
///
/// let error = Login::from_vars(|name| (name == "ACME_PASSWORD").then_some("")).unwrap_err();
/// assert_eq!(error.to_string(), "set `ACME_USERNAME`; `ACME_PASSWORD` is empty: give it a value");
/// assert!(error.variables().eq(["ACME_USERNAME", "ACME_PASSWORD"]));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CredentialsError {
    faults: Vec<(&'static str, Fault)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    Missing,
    Empty,
    NotText,
    Unreadable { expected: &'static str },
    Default { expected: &'static str },
}

impl CredentialsError {
    /// Returns the names of the variables to set or change, in the order of the fields.
    pub fn variables(&self) -> impl Iterator<Item = &'static str> {
        self.faults.iter().map(|(name, _)| *name)
    }
}

impl std::error::Error for CredentialsError {}

/// Writes the missing variables first, because they can be set in one step, and then the others.
impl fmt::Display for CredentialsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let missing = self.faults.iter().filter(|(_, fault)| *fault == Fault::Missing);
        let missing: Vec<_> = missing.map(|(name, _)| format!("`{name}`")).collect();
        let missing = (!missing.is_empty()).then(|| format!("set {}", missing.join(", ")));
        let others = self.faults.iter().filter_map(|(name, fault)| describe(name, *fault));
        f.write_str(&missing.into_iter().chain(others).collect::<Vec<_>>().join("; "))
    }
}

fn describe(name: &str, fault: Fault) -> Option<String> {
    match fault {
        Fault::Missing => None,
        Fault::Empty => Some(format!("`{name}` is empty: give it a value")),
        Fault::NotText => Some(format!("`{name}` is not UTF-8: give it a value that is text")),
        Fault::Unreadable { expected } => Some(format!("`{name}` cannot be read as `{expected}`: change its value")),
        Fault::Default { expected } => {
            Some(format!("the default of `{name}` cannot be read as `{expected}`: change it in the source, or set it"))
        }
    }
}
