//! The values of a connection's settings.

use crate::value::encode::write_text;
use crate::value::wiped::WipedBuffer;
use crate::value::{Encode, Value};

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
        let value = value.encode();
        let mut text = WipedBuffer::new();
        let is_text = !matches!(value, Value::Absent) && write_text(&value, &mut text).is_ok();
        self.put(name, is_text.then(|| text.as_str().to_owned()));
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

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| *known == name)?.1.as_deref()
    }
}
