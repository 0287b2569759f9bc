//! The fields of a request and where each of them goes.

use smallvec::SmallVec;

use crate::request::RequestProblem;
use crate::request::carried::Secrets;
use crate::request::place::Place;
use crate::value::{Encode, Value};

/// Collects the fields of a request, in the order in which they are sent.
///
/// ```
/// use auth_runtime::request::Fields;
///
/// let scopes = vec![String::from("read"), String::from("write")];
/// let mut to = Fields::default();
/// to.query("response_type", &"code");
/// to.query("scope", &scopes).separator(" ").at_least(1);
/// ```
#[derive(Debug, Default)]
pub struct Fields<'a>(SmallVec<[Field<'a>; 4]>);

/// One field of a request.
#[derive(Debug)]
pub struct Field<'a> {
    place: Place,
    name: &'static str,
    value: Value<'a>,
    at_least: usize,
}

impl<'a> Fields<'a> {
    /// Puts a field into the path, for `{name}`.
    pub fn path(&mut self, name: &'static str, field: &'a dyn Encode) -> &mut Field<'a> {
        self.push(Place::Path, name, field)
    }

    /// Puts a field into the query.
    pub fn query(&mut self, name: &'static str, field: &'a dyn Encode) -> &mut Field<'a> {
        self.push(Place::Query, name, field)
    }

    /// Makes a field a header.
    pub fn header(&mut self, name: &'static str, field: &'a dyn Encode) -> &mut Field<'a> {
        self.push(Place::Header, name, field)
    }

    /// Puts a field into the body.
    pub fn body(&mut self, name: &'static str, field: &'a dyn Encode) -> &mut Field<'a> {
        self.push(Place::Body, name, field)
    }

    fn push(&mut self, place: Place, name: &'static str, field: &'a dyn Encode) -> &mut Field<'a> {
        let index = self.0.len();
        self.0.push(Field { place, name, value: field.encode(), at_least: 0 });
        &mut self.0[index]
    }

    /// The fields of one place.
    pub(crate) fn at(&self, place: Place) -> impl Iterator<Item = (&'static str, &Value<'a>)> {
        self.0.iter().filter(move |field| field.place == place).map(|field| (field.name, &field.value))
    }

    /// The first rule that a field breaks.
    pub(crate) fn check(&self) -> Result<(), RequestProblem> {
        let too_few = |field: &&Field<'_>| field.value.count().is_some_and(|count| count < field.at_least);
        match self.0.iter().find(too_few) {
            Some(Field { name, at_least, .. }) => Err(RequestProblem::TooFew { name, at_least: *at_least }),
            None => Ok(()),
        }
    }

    /// Copies of the secrets in all fields.
    pub(crate) fn secrets(&self) -> Secrets {
        let mut secrets = Secrets::new();
        for field in &self.0 {
            field.value.each_secret(&mut |secret| secrets.push(secret.clone()));
        }
        secrets
    }
}

impl Field<'_> {
    /// Writes a list as one text, with `separator` between its items.
    pub fn separator(&mut self, separator: &'static str) -> &mut Self {
        self.value = std::mem::replace(&mut self.value, Value::Absent).joined(separator);
        self
    }

    /// Refuses a list with fewer items, before anything is sent.
    pub fn at_least(&mut self, items: usize) -> &mut Self {
        self.at_least = items;
        self
    }
}
