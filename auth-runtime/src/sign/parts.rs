//! Parts that are computed from the finished request.

use std::cell::RefCell;

use http::{HeaderMap, HeaderName, HeaderValue};

use crate::expression::{Evaluator, Named, bytes_of};
use crate::request::write::target::add_query;
use crate::request::{Context, Place, RequestProblem};
use crate::response::Class;
use crate::sign::{Pending, Sign, SignError, SignFuture, Signature, Unsigned};
use crate::value::wiped::WipedBuffer;
use crate::value::{Secret, Value};

/// Headers and query parameters that are computed from the finished request, in order: each is computed from the
/// request with the previous ones.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct SignedParts<'a>(Vec<(Place, &'static str, Value<'a>)>);

impl<'a> SignedParts<'a> {
    /// Adds a part. `place` is a header or the query. Header names are in lower case.
    pub fn part(mut self, place: Place, name: &'static str, value: Value<'a>) -> Self {
        self.0.push((place, name, value));
        self
    }

    /// Makes the parts own all their values.
    pub fn into_owned(self) -> SignedParts<'static> {
        SignedParts(self.0.into_iter().map(|(place, name, value)| (place, name, value.into_owned())).collect())
    }
}

impl Sign for SignedParts<'_> {
    fn sign<'s>(&'s self, request: Unsigned<'s>, context: &'s Context) -> SignFuture<'s> {
        Box::pin(self.compute(request, context))
    }
}

impl SignedParts<'_> {
    async fn compute(&self, request: Unsigned<'_>, context: &Context) -> Result<Signature, SignError> {
        let (mut headers, mut url, mut signature) =
            (request.headers().clone(), WipedBuffer::new(), Signature::default());
        url.push_str(request.url());
        for (place, name, value) in &self.0 {
            let Some(text) = signed(value, request.changed(url.as_str(), &headers), context).await? else { continue };
            signature = if place == &Place::Query {
                add_query(name, text.expose(), &mut url);
                signature.query(name, text)
            } else {
                add_header(name, &text, &mut headers).map_err(configuration)?;
                signature.header(name, text)
            };
        }
        Ok(signature)
    }
}

/// Returns the text of a part, after external keys have signed what is in it; `None` if it is absent.
async fn signed(value: &Value<'_>, request: Unsigned<'_>, context: &Context) -> Result<Option<Secret>, SignError> {
    let (bytes, waiting) = unsigned(value, request, context).map_err(configuration)?;
    let Some(mut bytes) = bytes else { return Ok(None) };
    for pending in waiting {
        let completed = pending.complete(request.known().memory).await?;
        let filled = completed.fill(bytes.as_slice());
        bytes = filled.ok_or_else(|| configuration(RequestProblem::NeedsSignature))?;
    }
    Ok(Some(Secret::from(bytes.as_str())))
}

/// Returns the bytes of a part, and the signatures that are still missing in it.
fn unsigned(
    value: &Value<'_>,
    request: Unsigned<'_>,
    context: &Context,
) -> Result<(Option<WipedBuffer>, Vec<Pending>), RequestProblem> {
    let waiting = RefCell::default();
    let bytes = evaluated(value, request, context, Some(&waiting))?;
    Ok((bytes, waiting.into_inner()))
}

/// Returns the text of a value that is computed from a request; `None` if it is absent.
#[cfg(feature = "sign")]
pub(crate) fn text(
    value: &Value<'_>,
    request: Unsigned<'_>,
    context: &Context,
) -> Result<Option<Secret>, RequestProblem> {
    Ok(bytes(value, request, context)?.map(|bytes| Secret::from(bytes.as_str())))
}

/// Returns the bytes of a value that is computed from a request; `None` if it is absent.
#[cfg(feature = "sign")]
pub(crate) fn bytes(
    value: &Value<'_>,
    request: Unsigned<'_>,
    context: &Context,
) -> Result<Option<WipedBuffer>, RequestProblem> {
    evaluated(value, request, context, None)
}

fn evaluated(
    value: &Value<'_>,
    request: Unsigned<'_>,
    context: &Context,
    pending: Option<&RefCell<Vec<Pending>>>,
) -> Result<Option<WipedBuffer>, RequestProblem> {
    let (known, none) = (request.known(), Named::default());
    let named = known.named.unwrap_or(&none);
    let evaluator = Evaluator::new((known.settings, known.captured), context, named);
    let evaluator = Evaluator { request: Some(request), memory: known.memory, pending, ..evaluator };
    match evaluator.evaluate(value.clone().into_owned())? {
        Value::Absent => Ok(None),
        value => bytes_of(&value).map(Some),
    }
}

pub(super) fn configuration(problem: RequestProblem) -> SignError {
    SignError::new(Class::Configuration, problem)
}

fn add_header(name: &'static str, text: &Secret, headers: &mut HeaderMap) -> Result<(), RequestProblem> {
    let value = HeaderValue::from_str(text.expose()).map_err(|_| RequestProblem::HeaderText { header: name })?;
    headers.insert(HeaderName::from_static(name), value);
    Ok(())
}
