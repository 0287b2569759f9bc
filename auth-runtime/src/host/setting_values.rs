//! The values of a connection's settings.

use crate::request::RequestProblem;
use crate::value::Encode;
use crate::value::encode::text_of;

/// The values of a connection's settings, by name.
///
/// ```
/// use auth_runtime::host::SettingValues;
///
/// let mut values = SettingValues::default();
/// values.set("subdomain", &"acme-eu");
/// ```
#[derive(Clone, Debug, Default)]
pub struct SettingValues(Vec<(&'static str, Option<String>)>);

impl SettingValues {
    /// Sets a value. With `None` the setting keeps its default.
    pub fn set(&mut self, name: &'static str, value: &dyn Encode) {
        self.put(name, text_of(&value.encode()).map(|text| text.as_str().to_owned()));
    }

    pub(crate) fn put(&mut self, name: &'static str, text: Option<String>) {
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, value)) => *value = text,
            None => self.0.push((name, text)),
        }
    }

    /// Whether the setting has a value, or may have none.
    pub(crate) fn is_known(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| *known == name)
    }

    /// Makes the error of a name without a value: a setting, or a value that a login captures.
    pub(crate) fn missing(&self, name: &'static str) -> RequestProblem {
        if self.is_known(name) { RequestProblem::NoSetting { name } } else { RequestProblem::NotCaptured { name } }
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| *known == name)?.1.as_deref()
    }
}
