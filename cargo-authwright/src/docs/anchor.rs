//! The ids of the parts of a page. The names of a spec are identifiers, so that ids need no escaping.

use auth_codegen::model::{Choice, Credential, Endpoint, ErrorCase, ErrorSet, OneOf, Record};

pub(super) const OVERVIEW: &str = "overview";

pub(super) fn endpoint(endpoint: &Endpoint) -> String {
    format!("endpoint-{}", endpoint.spec_name())
}

pub(super) fn credential(credential: &Credential) -> String {
    format!("credential-{}", credential.ident)
}

pub(super) fn record(record: &Record) -> String {
    format!("type-{}", record.ident)
}

pub(super) fn choice(choice: &Choice) -> String {
    format!("type-{}", choice.ident)
}

pub(super) fn replies(one_of: &OneOf) -> String {
    format!("type-{}", one_of.ident)
}

pub(super) fn errors(set: &ErrorSet) -> String {
    format!("error-{}", set.ident)
}

pub(super) fn error(set: &ErrorSet, case: &ErrorCase) -> String {
    format!("error-{}-{}", set.ident, case.ident)
}
