//! Computes the values that an example sends.

use auth_codegen::conformance::{insert, with_constants};
use auth_codegen::model::{Endpoint, Example, Name, NameKind, Part, Place, Provider, as_text, evaluate};
use auth_codegen::secrets;
use serde_json::{Map, Value as Json};

use crate::read::basic::halves;
use crate::read::received::Pairs;
use crate::read::text;

/// An example of an endpoint.
pub(crate) struct Values<'a> {
    pub(crate) provider: &'a Provider,
    pub(crate) endpoint: &'a Endpoint,
    pub(crate) example: &'a Example,
}

impl Values<'_> {
    /// Returns the members of a JSON body.
    pub(crate) fn members(&self) -> Map<String, Json> {
        let values = self.endpoint.parts_in(Place::Body).filter_map(|part| {
            let value = match self.endpoint.field_of(part) {
                Some(field) => {
                    let given = self.example.given(&field.ident.value)?.clone();
                    text::to_body(field, &with_constants(self.provider, &field.ty.value, given))
                }
                None => self.value(part)?,
            };
            Some((&part.name.value, value))
        });
        let mut members = Map::new();
        values.for_each(|(name, value)| insert(&mut members, name, value));
        members
    }

    /// Returns the names and texts in a place.
    pub(crate) fn pairs(&self, place: Place) -> Pairs {
        self.endpoint.parts_in(place).flat_map(|part| self.texts(part)).collect()
    }

    /// Returns the headers, including those of every request.
    pub(crate) fn headers(&self) -> Pairs {
        let own = self.pairs(Place::Header);
        let is_new = |name: &str| !own.iter().any(|(known, _)| known.eq_ignore_ascii_case(name));
        let common =
            self.provider.headers.iter().filter(|part| self.endpoint.http().is_some() && is_new(&part.name.value));
        let common: Pairs = common.flat_map(|part| self.texts(part)).collect();
        self.basic().into_iter().chain(common).chain(own.clone()).collect()
    }

    fn basic(&self) -> Option<(String, String)> {
        let halves: Vec<String> = self
            .endpoint
            .parts_in(Place::Basic)
            .map(|part| self.value(part).map(|json| as_text(&json)).unwrap_or_default())
            .collect();
        match halves.as_slice() {
            [username, password] => {
                let value = halves::encode(username, password, self.endpoint.basic_encoding);
                Some(("authorization".to_owned(), value))
            }
            _ => None,
        }
    }

    pub(super) fn texts(&self, part: &Part) -> Pairs {
        let name = &part.name.value;
        let texts = match self.endpoint.field_of(part) {
            Some(field) => {
                self.example.given(&field.ident.value).map(|json| text::from_json(field, json)).unwrap_or_default()
            }
            None => self.value(part).map(|json| as_text(&json)).into_iter().collect(),
        };
        texts.into_iter().map(|text| (name.clone(), text)).collect()
    }

    fn value(&self, part: &Part) -> Option<Json> {
        evaluate(&part.value, &|name: &Name| match name.kind {
            NameKind::Setting => self.provider.example_of(&name.name).map(Json::from),
            NameKind::Captured => secrets::captured(self.provider, &name.name),
            NameKind::Field => self.example.given(&name.ident).cloned(),
            NameKind::Input | NameKind::Token | NameKind::Computed => None,
        })
    }
}
