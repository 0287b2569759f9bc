//! Lowers a `Spec` to a `Provider`: checks everything that one part of a spec says about another. The rules that specs
//! share with derives are in [`auth_language`]; those that need the whole spec are here.
//!
//! A broken part is replaced by a placeholder that accepts everything (`Type::Foreign`), so that the same run checks
//! all other parts.

mod collision;
mod context;
mod credential;
mod error;
mod example;
mod expression;
mod host;
mod lifecycle;
mod request;
mod sign;
mod unused;
mod value;

use auth_language::id::Table;

use crate::model::{Endpoint, EndpointId, Provider, Record, RecordId};
use crate::read::{Reader, Spec};
use context::Context;

/// Checks a spec and returns the provider, which is valid only if no problem was reported. It ends after a problem that is not
/// expected.
pub(crate) fn lower(spec: &Spec, reader: &mut Reader) -> Option<Provider> {
    let mut cx = Context::new(spec, reader);
    let head = host::lower_head(&mut cx);
    let choices = value::choice::lower(&mut cx);
    let mut settings = host::setting::lower(&choices, &mut cx);
    let hosts = host::lower_hosts(&settings, &mut cx);
    let environments = host::environment::lower(&settings, &mut cx);
    let headers = host::header::lower(&settings, &mut cx);
    let mut records = value::record::lower(&mut cx);
    let mut errors = error::lower(&records, &mut cx);
    let callbacks = request::callback::lower(&mut records, &mut cx);
    lifecycle::declare(&mut settings, &records, &mut cx);
    let known = request::Known { settings: &settings, hosts: &hosts, records: &records, callbacks: &callbacks };
    let mut endpoints: Table<_, Endpoint> = request::lower(&known, &mut errors, &mut cx);
    lifecycle::registration::mark(&mut endpoints, &records, &settings, &mut cx);
    let credentials = credential::lower(&settings, &endpoints, &mut records, &errors, &mut cx);
    lifecycle::check_found(&endpoints, &hosts, &credentials, &records, &mut cx);
    check_declared(&mut records, &endpoints, &errors, &mut cx)?;
    let host::Head { name, ident, title, doc, docs } = head;
    let mut provider = Provider {
        name,
        ident,
        title,
        doc,
        docs,
        settings: settings.table,
        hosts,
        environments,
        headers,
        reply_headers: host::header::lower_reply_headers(&mut cx),
        choices,
        records,
        error_sets: errors.sets,
        endpoints,
        credentials,
    };
    example::lower(&mut provider, &errors.broken, &mut cx);
    unused::check(&mut cx);
    Some(provider)
}

/// Checks that names do not collide, and that records can be sent and read where they are used, if nothing
/// unexpected is wrong already.
fn check_declared(
    records: &mut Table<RecordId, Record>,
    endpoints: &Table<EndpointId, Endpoint>,
    errors: &error::Errors,
    cx: &mut Context<'_>,
) -> Option<()> {
    cx.goes_on()?;
    collision::check(cx);
    value::uses::mark(records, endpoints, &errors.sets);
    value::uses::check(records, endpoints, cx);
    Some(())
}
