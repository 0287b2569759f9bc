//! Checks the examples of credentials, which are made-up inputs.

use super::mismatch;
use crate::conformance;
use crate::lower::context::Context;
use crate::model::{Field, Provider};

pub(super) fn check(provider: &Provider, cx: &mut Context<'_>) {
    let spec = cx.spec;
    for (named, credential) in spec.credentials.iter().zip(&provider.credentials) {
        let Ok(spec) = &named.value else { continue };
        if let (Some(Ok(node)), None) = (&spec.example, &spec.key) {
            let fields: Vec<&Field> = credential.inputs.iter().collect();
            mismatch::report(node, conformance::object(provider, &fields, &node.to_json()), cx);
        }
    }
}
