//! Named values, which are computed once per request.

use crate::value::Value;

/// The named values of a request or its credential. All parts and the signature use the same values.
#[derive(Clone, Debug, Default)]
pub(crate) struct Named<'a>(Vec<(&'static str, Value<'a>)>);

impl<'a> Named<'a> {
    pub(crate) fn add(&mut self, name: &'static str, value: Value<'a>) {
        self.0.push((name, value));
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Value<'a>> {
        self.0.iter().rfind(|(known, _)| *known == name).map(|(_, value)| value)
    }

    pub(crate) fn into_owned(self) -> Named<'static> {
        Named(self.0.into_iter().map(|(name, value)| (name, value.into_owned())).collect())
    }
}
