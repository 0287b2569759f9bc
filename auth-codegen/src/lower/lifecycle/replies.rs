//! The fields of the replies of several steps, by their names.

use super::calls::Returned;
use crate::lower::value::field::is_open;
use crate::model::{EndpointId, Field, Record, ReplyField, Type};
use crate::read::StepSpec;

/// A step whose endpoint is known.
#[derive(Clone, Copy)]
pub(super) struct Made<'s, 'k> {
    pub(super) spec: &'s StepSpec,
    pub(super) endpoint: EndpointId,
    pub(super) returned: Returned<'k>,
}

/// The replies of steps, in their order.
pub(super) struct Replies<'m, 's, 'k> {
    pub(super) steps: &'m [Made<'s, 'k>],
}

/// What a name means.
pub(super) enum Lookup {
    Found(ReplyField),
    /// What is broken may have it.
    Hidden,
    Nothing,
}

impl<'s, 'k> Replies<'_, 's, 'k> {
    /// The field that a name means: `access_token` of the last reply that has it, `introspect.exp` of that step, and
    /// `access_token.exp` as a claim of a JWT.
    pub(super) fn find(&self, name: &str) -> Lookup {
        let found = self.unqualified(name).or_else(|| self.qualified(name)).or_else(|| self.claim(name));
        match found {
            Some(found) => Lookup::Found(found),
            None if self.steps.iter().any(|step| matches!(step.returned, Returned::Unknown)) => Lookup::Hidden,
            None => Lookup::Nothing,
        }
    }

    fn unqualified(&self, name: &str) -> Option<ReplyField> {
        self.records().rev().find_map(|(step, record)| reply_field(step, field(record, name)?))
    }

    fn qualified(&self, name: &str) -> Option<ReplyField> {
        let (step, rest) = name.split_once('.')?;
        let (made, record) = self.records().find(|(made, _)| made.spec.name().value == step)?;
        let own = field(record, rest).and_then(|field| reply_field(made, field));
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

    /// The records, for a message.
    pub(super) fn idents(&self) -> Vec<&'k str> {
        let mut idents: Vec<&str> = self.records().map(|(_, record)| record.ident.as_str()).collect();
        idents.dedup();
        idents
    }

    /// The fields of all replies.
    pub(super) fn fields(&self) -> impl Iterator<Item = &'k Field> {
        self.records().flat_map(|(_, record)| &record.fields)
    }

    /// The names of all fields, with those of their steps where there are several, or `like` has one.
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

    /// The last reply that has a field of the same name and type.
    pub(super) fn same(&self, field: &Field) -> Option<ReplyField> {
        let found = self.unqualified(&field.wire)?;
        let fits = may_become(&found, &field.ty.value) && (field.optional || !found.is_optional);
        (fits && !is_open(field)).then_some(found)
    }
}

fn field<'k>(record: &'k Record, wire: &str) -> Option<&'k Field> {
    record.fields.iter().find(|field| field.wire == wire)
}

fn reply_field(step: &Made<'_, '_>, field: &Field) -> Option<ReplyField> {
    let is_optional = step.spec.is_optional || (field.optional && !is_open(field));
    Some(ReplyField { step: step.spec.name().value.clone(), field: field.clone(), claim: None, is_optional })
}

/// `access_token.exp`: whether the JWT has the claim is known when it is read.
fn claim_of(step: &Made<'_, '_>, record: &Record, name: &str) -> Option<ReplyField> {
    let (token, claim) = name.split_once('.')?;
    let found = field(record, token).filter(|field| is_jwt(&field.ty.value) || is_open(field))?;
    let found = reply_field(step, found)?;
    Some(ReplyField { claim: Some(claim.to_owned()), is_optional: true, ..found })
}

/// A secret whose claims have names.
fn is_jwt(ty: &Type) -> bool {
    matches!(ty, Type::Jwt | Type::Foreign)
}

/// Whether the value of a field of a reply can be that of a field of a request.
pub(super) fn may_become(found: &ReplyField, ty: &Type) -> bool {
    let is_text = |ty: &Type| matches!(ty, Type::String | Type::Url);
    match &found.claim {
        Some(_) => is_text(ty),
        None if found.field.ty.value.is_secret() && ty.is_secret() => true,
        None => found.field.ty.value == *ty || (is_text(&found.field.ty.value) && (is_text(ty) || *ty == Type::Secret)),
    }
}
