//! A call that is being read.

use serde_json::Value as Json;

use super::schema::{Schemas, Typed};
use crate::import::draft::{Draft, Endpoint};
use crate::import::guess::name;

/// A call that is being read, and what is known of the document.
pub(super) struct Reading<'r, 'd> {
    pub(super) endpoint: &'r mut Endpoint,
    pub(super) schemas: &'r mut Schemas<'d>,
    pub(super) draft: &'r mut Draft,
}

impl Reading<'_, '_> {
    /// Returns the type of a value of the request. An object of its own is named after the call and the value.
    pub(super) fn typed(&mut self, schema: &Json, name: &str) -> Typed {
        let record = format!("{}{}", name::camel(&self.endpoint.name), name::camel(name));
        self.schemas.read(schema, name, &record, self.draft)
    }

    pub(super) fn remark(&mut self, text: impl Into<String>) {
        self.endpoint.remarks.push(text.into());
    }
}
