//! Completes signatures in the parts of a request that are made with an external key, before the request is sent.

use http::{HeaderMap, HeaderValue};

use crate::client::failure::Failure;
use crate::host::site::Site;
use crate::request::Carried;
use crate::request::prepare::{Attached, Rendered};
use crate::sign::{Completed, Pending};
use crate::value::wiped::WipedBuffer;

/// Completes the signatures of the request itself.
pub(crate) async fn complete(rendered: &mut Rendered, site: &Site) -> Result<(), Failure> {
    for completed in signed(std::mem::take(&mut rendered.pending), rendered.call.name, site).await? {
        rendered.secrets.push(completed.token.clone());
        fill_rendered(rendered, &completed);
    }
    Ok(())
}

fn fill_rendered(rendered: &mut Rendered, completed: &Completed) {
    fill(&mut rendered.url, completed);
    if let Some(body) = rendered.body.changed(|bytes| completed.fill(bytes)) {
        rendered.body = body;
    }
    for (_, value) in &mut rendered.headers {
        fill_header(value, completed);
    }
}

/// Completes the signatures of its credential.
pub(crate) async fn complete_attached(
    attached: &mut Attached,
    endpoint: &'static str,
    site: &Site,
) -> Result<(), Failure> {
    for completed in signed(std::mem::take(&mut attached.pending), endpoint, site).await? {
        fill_all(&mut attached.headers, &mut attached.carried, &completed);
        attached.url.iter_mut().for_each(|url| fill(url, &completed));
    }
    Ok(())
}

async fn signed(pending: Vec<Pending>, endpoint: &'static str, site: &Site) -> Result<Vec<Completed>, Failure> {
    let mut completed = Vec::with_capacity(pending.len());
    for pending in pending {
        completed.push(pending.complete(Some(&site.memory)).await.map_err(|error| Failure::Sign { endpoint, error })?);
    }
    Ok(completed)
}

fn fill_all(headers: &mut HeaderMap, carried: &mut Carried, completed: &Completed) {
    carried.add(&completed.token);
    headers.values_mut().for_each(|value| fill_header(value, completed));
}

fn fill_header(value: &mut HeaderValue, completed: &Completed) {
    let filled = completed.fill(value.as_bytes()).and_then(crate::request::header::sensitive);
    if let Some(filled) = filled {
        *value = filled;
    }
}

fn fill(url: &mut WipedBuffer, completed: &Completed) {
    if let Some(filled) = completed.fill(url.as_slice()) {
        *url = filled;
    }
}
