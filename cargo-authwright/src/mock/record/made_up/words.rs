//! The words of a spec, which stay as they are in a recording.

use auth_codegen::model::{Condition, Endpoint, Expr, Is, Part, Provider, Returns, Scalar, Source};

/// Returns the texts of a spec that are words of the provider: what conditions ask for, constants, defaults.
pub(super) fn words(provider: &Provider) -> Vec<String> {
    let sets = provider.error_sets.iter().flat_map(|set| &set.cases).flat_map(|case| &case.when);
    let routes =
        provider.endpoints.iter().filter_map(|endpoint| endpoint.http()).flat_map(|call| match &call.returns {
            Returns::OneOf(one_of) => one_of.variants.iter().flat_map(|variant| &variant.routes).collect(),
            Returns::Nothing | Returns::Type(_) | Returns::Optional(_) | Returns::Bytes => Vec::new(),
        });
    let conditions = sets.chain(routes.flat_map(|route| &route.when)).flat_map(condition);
    let fields = provider.records.iter().flat_map(|record| &record.fields);
    let fields = fields.chain(provider.endpoints.iter().flat_map(Endpoint::fields));
    let defaults = fields.filter(|field| !field.ty.value.is_secret()).filter_map(|field| field.default.as_ref());
    let defaults = defaults.map(|default| default.value.as_text());
    let parts = provider.endpoints.iter().flat_map(|endpoint| &endpoint.request.parts).filter_map(constant);
    let steps = provider.credentials.iter().filter_map(|credential| match &credential.source {
        Source::Token(source) => Some(source),
        Source::Static => None,
    });
    let expected = steps.flat_map(|source| source.steps().collect::<Vec<_>>()).flat_map(|step| &step.expects);
    let expected = expected.filter_map(|(_, expr)| literal(expr));
    conditions.chain(defaults).chain(parts).chain(expected).collect()
}

fn condition(condition: &Condition) -> Vec<String> {
    match &condition.is {
        Is::AnyOf(values) | Is::NoneOf(values) => values.iter().map(Scalar::as_text).collect(),
        Is::Present | Is::Absent => Vec::new(),
    }
}

fn constant(part: &Part) -> Option<String> {
    literal(&part.value)
}

fn literal(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Literal(scalar) => Some(scalar.as_text()),
        Expr::Name(_) | Expr::Concat(_) | Expr::Computed(_) => None,
    }
}
