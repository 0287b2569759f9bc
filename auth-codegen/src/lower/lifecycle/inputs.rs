//! What a caller gives for the calls that make, renew and revoke a token.

use crate::lower::lifecycle::Index;
use crate::lower::lifecycle::consent;
use crate::model::{Field, GoesInto, Input, InputKind, TokenCall};
use crate::read::{CredentialSpec, Text, TokenSpec};
use crate::suggest;
use crate::text::diagnostics::Diagnostics;

/// The calls of a credential.
pub(in crate::lower) struct Calls<'a> {
    /// The page that a browser visits first, and its name in the spec.
    pub(in crate::lower) authorize: Option<(usize, &'a Text)>,
    pub(in crate::lower) mint: usize,
    pub(in crate::lower) refresh: Option<&'a TokenCall>,
    pub(in crate::lower) revoke: Option<&'a TokenCall>,
}

/// Every field of the calls that no token goes into, once. A field that two calls have under one name is one input.
pub(in crate::lower) fn lower(
    index: &Index<'_>,
    spec: &CredentialSpec,
    token: &TokenSpec,
    calls: &Calls<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Input> {
    let mut gathering = Gathering { index, spec, inputs: Vec::new() };
    let mint = TokenCall { endpoint: calls.mint, carries: None };
    gathering.gather(&mint, |goes_into| goes_into.mint = true, diagnostics);
    mark_once(index, &mut gathering.inputs, token, calls.mint, diagnostics);
    consent::mark_code(index, &mut gathering.inputs, spec, token, calls, diagnostics);
    if let Some(refresh) = calls.refresh {
        gathering.gather(refresh, |goes_into| goes_into.refresh = true, diagnostics);
    }
    if let Some(revoke) = calls.revoke {
        gathering.gather(revoke, |goes_into| goes_into.revoke = true, diagnostics);
    }
    check_lasting(&gathering.inputs, token, diagnostics);
    gathering.inputs
}

struct Gathering<'a> {
    index: &'a Index<'a>,
    spec: &'a CredentialSpec,
    inputs: Vec<Input>,
}

impl Gathering<'_> {
    fn gather(&mut self, call: &TokenCall, mark: fn(&mut GoesInto), diagnostics: &mut Diagnostics) {
        let carried = call.carries.as_ref().map(|(field, _)| field);
        for field in self.index.request_fields(call.endpoint).filter(|field| Some(&field.ident) != carried) {
            let position = self.inputs.iter().position(|input| input.field.ident == field.ident);
            let position = position.unwrap_or(self.inputs.len());
            if let Some(input) = self.inputs.get(position) {
                self.check_same(input, field, call.endpoint, diagnostics);
            } else {
                let goes_into = GoesInto::default();
                let field = field.clone();
                self.inputs.push(Input { field, endpoint: call.endpoint, kind: InputKind::Lasting, goes_into });
            }
            if let Some(input) = self.inputs.get_mut(position) {
                mark(&mut input.goes_into);
            }
        }
    }

    fn check_same(&self, input: &Input, field: &Field, endpoint: usize, diagnostics: &mut Diagnostics) {
        if (&input.field.ty, input.field.optional) == (&field.ty, field.optional) {
            return;
        }
        let name = |index: usize| self.index.endpoints.get(index).map_or("", |endpoint| endpoint.spec_name());
        let (first, second) = (name(input.endpoint), name(endpoint));
        let spot = [&self.spec.refresh, &self.spec.revoke].into_iter().flatten().find(|text| text.value == second);
        if let Some(text) = spot {
            let message = format!("`{}` has another type in `{second}` than in `{first}`", field.wire);
            diagnostics.report(text.spot, message, "a credential has one value for both: declare them alike");
        }
    }
}

/// `once` names fields of the request that makes the first token.
fn mark_once(index: &Index<'_>, inputs: &mut [Input], token: &TokenSpec, mint: usize, diagnostics: &mut Diagnostics) {
    for name in &token.once {
        match inputs.iter_mut().find(|input| input.field.wire == name.value) {
            Some(input) if input.field.optional => {
                let message = format!("`{}` is optional, and what is used once is needed each time", name.value);
                diagnostics.report(name.spot, message, "declare it without `optional`, or remove it from `once`");
            }
            Some(input) => input.kind = InputKind::Once,
            None if index.is_sound(mint) => {
                let known: Vec<&str> = index.request_fields(mint).map(|field| field.wire.as_str()).collect();
                let message = format!("`{}` has no field `{}`", token.from.value, name.value);
                diagnostics.report(name.spot, message, suggest::word(&name.value, &known, "its fields are"));
            }
            None => {}
        }
    }
}

/// What is used up by the first token is not there for the next.
fn check_lasting(inputs: &[Input], token: &TokenSpec, diagnostics: &mut Diagnostics) {
    let is_needed_later = |input: &&Input| input.goes_into.refresh || input.goes_into.revoke;
    for input in inputs.iter().filter(is_needed_later).filter(|input| input.kind == InputKind::Once) {
        if let Some(name) = token.once.iter().find(|name| name.value == input.field.wire) {
            let message = format!("`{}` is used once, but also sent by `refresh` or `revoke`", name.value);
            diagnostics.report(name.spot, message, "remove it from `once`, or name it otherwise there");
        }
    }
}
