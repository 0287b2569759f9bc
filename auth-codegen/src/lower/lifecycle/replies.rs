//! Finds the fields of the replies of several steps by name.

use super::calls::Returned;
use crate::lower::value::field::is_open;
use crate::model::{EndpointId, Field, Record, ReplyField, Type};
use crate::read::StepSpec;

/// A step with its endpoint.
#[derive(Clone, Copy)]
pub(super) struct Made<'s, 'k> {
    pub(super) spec: &'s StepSpec,
    pub(super) endpoint: EndpointId,
    pub(super) returned: Returned<'k>,
}

/// The replies of steps, in order.
pub(super) struct Replies<'m, 's, 'k> {
    pub(super) steps: &'m [Made<'s, 'k>],
}

/// The result of looking up a name.
#[expect(clippy::large_enum_variant, reason = "it is used where it is made")]
pub(super) enum Lookup {
    Found(ReplyField),
    /// A broken reply may contain it.
    Hidden,
    Nothing,
}

impl<'s, 'k> Replies<'_, 's, 'k> {
    /// Finds the field for a name: `access_token` in the last reply that has it, `introspect.exp` in the reply of that
    /// step, or `access_token.exp` as a claim of a JWT.
    pub(super) fn find(&self, name: &str) -> Lookup {
        let found = self.unqualified(name).or_else(|| self.qualified(name)).or_else(|| self.claim(name));
        match found {
            Some(found) => Lookup::Found(found),
            None if self.steps.iter().any(|step| matches!(step.returned, Returned::Unknown)) => Lookup::Hidden,
            None => Lookup::Nothing,
        }
    }

    fn unqualified(&self, name: &str) -> Option<ReplyField> {
        self.records().rev().find_map(|(step, record)| Some(reply_field(step, field(record, name)?)))
    }

    fn qualified(&self, name: &str) -> Option<ReplyField> {
        let (step, rest) = name.split_once('.')?;
        let (made, record) = self.records().find(|(made, _)| made.spec.name().value == step)?;
        let own = field(record, rest).map(|field| reply_field(made, field));
        own.or_else(|| claim_of(made, record, rest))
    }

    fn claim(&self, name: &str) -> Option<ReplyField> {
        self.records().rev().find_map(|(step, record)| claim_of(step, record, name))
    }

    fn records(&self) -> impl DoubleEndedIterator<Item = (&Made<'s, 'k>, &'k Record)> {
        self.steps.iter().filter_map(|step| match step.returned {
            Returned::Record(record) => Some((step, record)),
            Returned::Unknown | Returned::Other => None,
        })
    }

    /// Returns the names of the records, for a message.
    pub(super) fn idents(&self) -> Vec<&'k str> {
        let mut idents: Vec<&str> = self.records().map(|(_, record)| record.ident.as_str()).collect();
        idents.dedup();
        idents
    }

    /// Returns the fields of all replies.
    pub(super) fn fields(&self) -> impl Iterator<Item = &'k Field> {
        self.records().flat_map(|(_, record)| &record.fields)
    }

    /// Returns the names of all fields, preceded by the names of their steps if there are several or if `like` contains
    /// one.
    pub(super) fn names(&self, like: &str) -> Vec<String> {
        let is_one = self.steps.len() == 1 && !like.contains('.');
        let names = self.records().flat_map(|(step, record)| {
            let step = &step.spec.name().value;
            record
                .fields
                .iter()
                .map(move |field| if is_one { field.wire.clone() } else { format!("{step}.{}", field.wire) })
        });
        names.collect()
    }

    /// Returns the last reply's field with the same name and type.
    pub(super) fn same(&self, field: &Field) -> Option<ReplyField> {
        let found = self.unqualified(&field.wire)?;
        let fits = may_become(&found, &field.ty.value) && (field.optional || !found.is_optional);
        (fits && !is_open(field)).then_some(found)
    }
}

fn field<'k>(record: &'k Record, wire: &str) -> Option<&'k Field> {
    record.fields.iter().find(|field| field.wire == wire)
}

fn reply_field(step: &Made<'_, '_>, field: &Field) -> ReplyField {
    let is_optional = step.spec.is_optional || (field.optional && !is_open(field));
    ReplyField { step: step.spec.name().value.clone(), field: field.clone(), claim: None, is_optional }
}

/// Finds a claim such as `access_token.exp`. Whether the JWT has it is known only when the token is read.
fn claim_of(step: &Made<'_, '_>, record: &Record, name: &str) -> Option<ReplyField> {
    let (token, claim) = name.split_once('.')?;
    let found = field(record, token).filter(|field| is_jwt(&field.ty.value) || is_open(field))?;
    let found = reply_field(step, found);
    Some(ReplyField { claim: Some(claim.to_owned()), is_optional: true, ..found })
}

/// Whether a type is a JWT, a secret with named claims.
fn is_jwt(ty: &Type) -> bool {
    matches!(ty, Type::Jwt | Type::Foreign)
}

/// Whether the value of a reply's field can be sent in a request field of this type.
pub(super) fn may_become(found: &ReplyField, ty: &Type) -> bool {
    let is_text = |ty: &Type| matches!(ty, Type::String | Type::Url);
    match &found.claim {
        // What does not end cannot be sent.
        None if found.field.never.is_some() => false,
        Some(_) => is_text(ty),
        None if found.field.ty.value.is_secret() && ty.is_secret() => true,
        None => found.field.ty.value == *ty || (is_text(&found.field.ty.value) && (is_text(ty) || *ty == Type::Secret)),
    }
}
