//! Signs without waiting: without an external key, a request can be signed when it is prepared.

use std::pin::pin;
use std::task::{Context as Task, Poll, Waker};

use http::{HeaderMap, HeaderName};

use crate::request::header::sensitive;
use crate::request::write::percent::percent_encode;
use crate::request::{Carried, Context, RequestProblem};
use crate::sign::{Sign, Signature, Unsigned};
use crate::value::wiped::WipedBuffer;

/// Returns the signature, if it is available immediately.
pub(crate) fn sign_now(
    signer: &dyn Sign,
    request: Unsigned<'_>,
    context: &Context,
) -> Result<Signature, RequestProblem> {
    let mut signing = pin!(signer.sign(request, context));
    match signing.as_mut().poll(&mut Task::from_waker(Waker::noop())) {
        Poll::Ready(Ok(signature)) => Ok(signature),
        Poll::Ready(Err(_)) | Poll::Pending => Err(RequestProblem::NeedsSignature),
    }
}

/// Adds a signature to the headers and the URL.
pub(crate) fn apply(
    signature: &Signature,
    headers: &mut HeaderMap,
    url: &mut WipedBuffer,
    carried: &mut Carried,
) -> Result<(), RequestProblem> {
    for (name, value) in signature.headers() {
        carried.add(value);
        let unfit = || RequestProblem::CredentialText { header: name };
        let mut text = WipedBuffer::new();
        text.push_str(value.expose());
        let header = HeaderName::from_bytes(name.as_bytes()).map_err(|_| unfit())?;
        headers.insert(header, sensitive(text).ok_or_else(unfit)?);
    }
    for (name, value) in signature.parameters() {
        carried.add(value);
        url.push_str(if url.as_slice().contains(&b'?') { "&" } else { "?" });
        percent_encode(name, url);
        url.push_str("=");
        percent_encode(value.expose(), url);
    }
    Ok(())
}
