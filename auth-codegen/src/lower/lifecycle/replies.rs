//! Finds the fields of the replies of several steps by name.

use auth_language::value::{escape_path, split_path};

use super::calls::{Calls, Returned};
use crate::lower::value::field::{is_open, sound};
use crate::model::{EndpointId, Field, Record, RecordId, ReplyField, Type};
use crate::read::StepSpec;

/// A step with its endpoint.
#[derive(Clone, Copy)]
pub(super) struct Made<'s, 'k> {
    pub(super) spec: &'s StepSpec,
    pub(super) endpoint: EndpointId,
    pub(super) returned: Returned<'k>,
}

/// The replies of steps, in order.
#[derive(Clone, Copy)]
pub(super) struct Replies<'m, 's, 'k> {
    pub(super) steps: &'m [Made<'s, 'k>],
    /// The records, for the variants of replies.
    pub(super) calls: &'m Calls<'k>,
    /// The step and the variant that its reply is known to be.
    pub(super) known: Option<(&'s str, &'s str)>,
}

/// A reply of a step: the only one, or one of several.
#[derive(Clone, Copy)]
pub(super) struct Answer<'m, 's, 'k> {
    pub(super) step: &'m Made<'s, 'k>,
    /// The variant of the reply, if the step's endpoint has several replies.
    pub(super) variant: Option<&'k str>,
    /// Whether it is known to be this variant.
    is_known: bool,
    pub(super) record: &'k Record,
    pub(super) id: RecordId,
}

/// The result of looking up a name.
#[expect(clippy::large_enum_variant, reason = "it is used where it is made")]
pub(super) enum Lookup {
    Found(ReplyField),
    /// A broken reply may contain it.
    Hidden,
    Nothing,
}

impl<'m, 's, 'k> Replies<'m, 's, 'k> {
    /// Makes the replies of steps of which nothing more is known.
    pub(super) fn of(steps: &'m [Made<'s, 'k>], calls: &'m Calls<'k>) -> Self {
        Self { steps, calls, known: None }
    }

    /// Finds the field for a name: `access_token` in the last reply that has it, `introspect.exp` in the reply of that
    /// step, or `access_token.exp` as a claim of a JWT.
    pub(super) fn find(&self, name: &str) -> Lookup {
        let found = self.unqualified(name).or_else(|| self.qualified(name)).or_else(|| self.claim(name));
        match found {
            Some(found) => Lookup::Found(found),
            None if self.has_unknown() => Lookup::Hidden,
            None => Lookup::Nothing,
        }
    }

    /// Finds a field in the last reply that has it. If that reply may be absent, the field may be in earlier ones.
    fn unqualified(&self, name: &str) -> Option<ReplyField> {
        let answers: Vec<Answer<'_, 's, 'k>> = self.answers().collect();
        let mut found: Vec<(Answer<'_, 's, 'k>, ReplyField)> = Vec::new();
        for answer in answers.into_iter().rev() {
            let Some(field) = field(answer.record, name) else { continue };
            let is_alike = found.first().is_none_or(|(_, first)| first.field.ty.value == field.ty.value);
            if is_alike {
                found.push((answer, reply_field(answer, field)));
            }
            if answer.is_certain() {
                break;
            }
        }
        self.chain(found)
    }

    /// Links the places of a value. It is always there if one of them is, whatever the steps answer.
    fn chain(&self, found: Vec<(Answer<'_, 's, 'k>, ReplyField)>) -> Option<ReplyField> {
        let answers: Vec<Answer<'_, 's, 'k>> = found.iter().map(|(answer, _)| *answer).collect();
        let is_there =
            self.covers(&answers) && found.iter().all(|(_, field)| !field.field.optional || is_open(&field.field));
        let fields = found.into_iter().map(|(_, field)| field).rev();
        let linked = fields.reduce(|otherwise, field| ReplyField { otherwise: Some(Box::new(otherwise)), ..field })?;
        let is_optional = if linked.otherwise.is_some() { !is_there } else { linked.is_optional && !is_there };
        Some(ReplyField { is_optional, ..linked })
    }

    /// Whether one of these replies is always there.
    fn covers(&self, found: &[Answer<'_, 's, 'k>]) -> bool {
        let has = |step: &Made<'_, '_>, variant: Option<&str>| {
            found
                .iter()
                .any(|answer| answer.step.spec.name().value == step.spec.name().value && answer.variant == variant)
        };
        let is_handled = |step: &Made<'_, '_>, variant: &str| {
            let is_after = |other: &&Made<'_, '_>| {
                other.when() == Some((step.spec.name().value.as_str(), variant)) && !other.spec.is_optional
            };
            self.steps.iter().filter(is_after).any(|other| has(other, None))
        };
        found.iter().any(Answer::is_certain)
            || self.steps.iter().filter(|step| step.is_always_made()).any(|step| match step.returned {
                Returned::OneOf(one_of) => one_of
                    .variants
                    .iter()
                    .all(|variant| has(step, Some(variant.ident.as_str())) || is_handled(step, &variant.ident)),
                Returned::Record(_) | Returned::Unknown | Returned::Other => false,
            })
    }

    /// Finds `step.field`, `step.Variant.field`, or a claim of such a field.
    fn qualified(&self, name: &str) -> Option<ReplyField> {
        let (step, rest) = name.split_once('.')?;
        let of_step: Vec<Answer<'_, 's, 'k>> =
            self.answers().filter(|answer| answer.step.spec.name().value == step).collect();
        let variant = rest.split_once('.').and_then(|(variant, field)| {
            let answer = of_step.iter().find(|answer| answer.variant == Some(variant))?;
            find_in(*answer, field)
        });
        let found = of_step.iter().filter_map(|answer| Some((*answer, find_in(*answer, rest)?))).collect();
        variant.or_else(|| self.chain(found))
    }

    fn claim(&self, name: &str) -> Option<ReplyField> {
        let answers: Vec<Answer<'_, 's, 'k>> = self.answers().collect();
        answers.into_iter().rev().find_map(|answer| claim_of(answer, name))
    }

    /// Whether the condition of a step names no reply, which was reported.
    pub(super) fn has_broken_condition(&self) -> bool {
        self.steps.iter().filter(|step| step.spec.when.is_some()).any(|step| {
            let Some((name, variant)) = step.when() else { return true };
            let named = self.steps.iter().find(|other| other.spec.name().value == name);
            named.is_none_or(|other| match other.returned {
                Returned::OneOf(one_of) => !one_of.variants.iter().any(|known| known.ident == variant),
                Returned::Record(_) | Returned::Unknown | Returned::Other => true,
            })
        })
    }

    /// Whether a reply is broken.
    pub(super) fn has_unknown(&self) -> bool {
        self.calls.are_cut || self.steps.iter().any(|step| matches!(step.returned, Returned::Unknown))
    }

    /// Returns the last reply, or the one that the steps are known to have answered.
    pub(super) fn last(&self) -> Option<Answer<'m, 's, 'k>> {
        let known = self.answers().filter(|answer| answer.is_known).last();
        known.or_else(|| self.answers().filter(|answer| answer.variant.is_none()).last())
    }

    /// Returns the replies that have fields.
    fn answers(&self) -> impl Iterator<Item = Answer<'m, 's, 'k>> {
        let (calls, known) = (self.calls, self.known);
        self.steps.iter().flat_map(move |step| answers_of(step, calls, known))
    }

    fn records(&self) -> impl Iterator<Item = (&'m Made<'s, 'k>, &'k Record)> {
        self.answers().map(|answer| (answer.step, answer.record))
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
        let found = self.unqualified(field.called())?;
        let fits = may_become(&found, &field.ty.value) && (field.optional || !found.is_optional);
        (fits && !is_open(field) && found.otherwise.is_none()).then_some(found)
    }
}

/// Returns the replies of a step that have fields: one, or each of several.
fn answers_of<'m, 's, 'k>(
    step: &'m Made<'s, 'k>,
    calls: &Calls<'k>,
    known: Option<(&'s str, &'s str)>,
) -> Vec<Answer<'m, 's, 'k>> {
    match step.returned {
        Returned::Record(record) => {
            let id = calls.record_of(step.endpoint);
            id.into_iter().map(|id| Answer { step, variant: None, is_known: false, record, id }).collect()
        }
        Returned::OneOf(one_of) => {
            let known = known.filter(|(name, _)| *name == step.spec.name().value).map(|(_, variant)| variant);
            let variants = one_of.variants.iter().filter(|variant| known.is_none_or(|known| variant.ident == known));
            let answers = variants.filter(|variant| !variant.optional).filter_map(|variant| {
                let Some(Type::Record(id)) = &variant.body else { return None };
                let (name, record) = (variant.ident.as_str(), &calls.records[*id]);
                Some(Answer { step, variant: Some(name), is_known: known.is_some(), record, id: *id })
            });
            answers.collect()
        }
        Returned::Unknown | Returned::Other => Vec::new(),
    }
}

impl<'s> Made<'s, '_> {
    /// Returns the step, and the variant of its reply, after which alone this step is made.
    pub(super) fn when(&self) -> Option<(&'s str, &'s str)> {
        sound(&self.spec.when).and_then(|when| when.value.split_once('.'))
    }

    fn is_always_made(&self) -> bool {
        self.spec.when.is_none() && !self.spec.is_optional
    }
}

impl Answer<'_, '_, '_> {
    /// Whether the reply is always there.
    fn is_certain(&self) -> bool {
        self.step.is_always_made() && (self.variant.is_none() || self.is_known)
    }
}

fn field<'k>(record: &'k Record, wire: &str) -> Option<&'k Field> {
    record.fields.iter().find(|field| field.wire == wire)
}

/// Finds a field, or a claim of a field.
fn find_in(answer: Answer<'_, '_, '_>, name: &str) -> Option<ReplyField> {
    let own = field(answer.record, name).map(|field| reply_field(answer, field));
    own.or_else(|| claim_of(answer, name))
}

fn reply_field(answer: Answer<'_, '_, '_>, field: &Field) -> ReplyField {
    let is_optional = !answer.is_certain() || (field.optional && !is_open(field));
    let (step, variant) = (answer.step.spec.name().value.clone(), answer.variant.map(str::to_owned));
    ReplyField { step, variant, field: field.clone(), claim: None, is_optional, otherwise: None }
}

/// Finds a claim such as `access_token.exp`. Whether the JWT has it is known only when the token is read.
fn claim_of(answer: Answer<'_, '_, '_>, name: &str) -> Option<ReplyField> {
    let (token, claim) = name.split_once('.')?;
    let found = field(answer.record, token).filter(|field| is_jwt(&field.ty.value) || is_open(field))?;
    let found = reply_field(answer, found);
    // A claim in quotes may have dots in its name.
    let names = split_path(claim).filter(|_| claim.contains('"'));
    let claim = names.map_or_else(|| claim.to_owned(), |names| escape_path(names.into_iter()));
    Some(ReplyField { claim: Some(claim), is_optional: true, ..found })
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
