//! Values that are computed once per request and have a name.

use crate::value::Value;

/// The values that a request or its credential computed under names: several parts, and the signature, have the same.
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
