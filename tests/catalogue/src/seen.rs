//! What a parsed spec says, in the lists in which proofs look for it.

use auth_codegen::model::{
    Call, Condition, Credential, Endpoint, ErrorCase, Expr, Field, Part, Place, Provider, Record, Source, Step,
    TokenSource, Visit,
};
use auth_language::sign::{Argument, Sign, Value};
use auth_language::value::{Computation, Jwt};

/// The expression of a value, computed or not.
type Computed<'p> = &'p Computation<Expr>;

/// A spec, as proofs see it.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'p> {
    /// The provider.
    pub provider: &'p Provider,
}

impl<'p> Seen<'p> {
    /// All endpoints.
    pub(crate) fn endpoints(self) -> impl Iterator<Item = &'p Endpoint> {
        self.provider.endpoints.iter()
    }

    /// The endpoints that a client calls.
    pub(crate) fn calls(self) -> impl Iterator<Item = &'p Endpoint> {
        self.endpoints().filter(|endpoint| endpoint.http().is_some())
    }

    /// The pages at which a log-in begins.
    pub(crate) fn pages(self) -> impl Iterator<Item = (&'p Endpoint, &'p Visit)> {
        let ids = self.sources().filter_map(|(_, source)| source.authorize);
        let opened =
            self.sources().filter_map(|(_, source)| source.opening.as_ref().map(|opening| opening.visit.endpoint));
        let endpoints = ids.chain(opened).map(|id| &self.provider.endpoints[id]);
        endpoints.filter_map(|endpoint| match &endpoint.call {
            Call::Visit(visit) => Some((endpoint, visit)),
            Call::Http(_) => None,
        })
    }

    /// The credentials with tokens.
    pub(crate) fn sources(self) -> impl Iterator<Item = (&'p Credential, &'p TokenSource)> {
        self.provider.credentials.iter().filter_map(|credential| match &credential.source {
            Source::Token(source) => Some((credential, &**source)),
            Source::Static => None,
        })
    }

    /// The credentials without tokens.
    pub(crate) fn keys(self) -> impl Iterator<Item = &'p Credential> {
        self.provider.credentials.iter().filter(|credential| matches!(credential.source, Source::Static))
    }

    /// The calls that make first tokens, and those before a visit.
    pub(crate) fn makers(self) -> impl Iterator<Item = &'p Endpoint> {
        self.sources().flat_map(|(_, source)| &source.mint).chain(self.opening()).map(move |step| self.of(step))
    }

    /// The calls that renew tokens.
    pub(crate) fn renewers(self) -> impl Iterator<Item = &'p Endpoint> {
        self.sources().flat_map(|(_, source)| &source.refresh).map(move |step| self.of(step))
    }

    /// The calls that make tokens, the first and the next ones.
    pub(crate) fn token_calls(self) -> impl Iterator<Item = &'p Endpoint> {
        self.makers().chain(self.renewers())
    }

    /// The calls that end tokens.
    pub(crate) fn enders(self) -> impl Iterator<Item = &'p Endpoint> {
        self.sources().flat_map(|(_, source)| &source.revoke).map(move |step| self.of(step))
    }

    /// The calls before a visit.
    pub(crate) fn opening(self) -> impl Iterator<Item = &'p Step> {
        self.sources().filter_map(|(_, source)| source.opening.as_ref()).flat_map(|opening| &opening.steps)
    }

    /// The steps for first tokens.
    pub(crate) fn steps(self) -> impl Iterator<Item = &'p Step> {
        self.sources().flat_map(|(_, source)| source.steps()).chain(self.opening())
    }

    /// The endpoint of a step.
    pub(crate) fn of(self, step: &Step) -> &'p Endpoint {
        &self.provider.endpoints[step.endpoint]
    }

    /// The records of replies.
    pub(crate) fn replies(self) -> impl Iterator<Item = &'p Record> {
        self.provider.records.iter().filter(|record| record.uses.response)
    }

    /// The fields of replies.
    pub(crate) fn reply_fields(self) -> impl Iterator<Item = &'p Field> {
        self.replies().flat_map(|record| &record.fields)
    }

    /// The fields of refusals.
    pub(crate) fn error_fields(self) -> impl Iterator<Item = &'p Field> {
        self.provider.records.iter().filter(|record| record.uses.error).flat_map(|record| &record.fields)
    }

    /// What callers give: to calls, and to credentials.
    pub(crate) fn given(self) -> impl Iterator<Item = &'p Field> {
        let inputs = self.sources().flat_map(|(_, source)| &source.inputs).map(|input| &input.field);
        let credentials = self.provider.credentials.iter().flat_map(|credential| &credential.inputs);
        self.endpoints().flat_map(|endpoint| &endpoint.request.fields).chain(inputs).chain(credentials)
    }

    /// The cases of refusals.
    pub(crate) fn cases(self) -> impl Iterator<Item = &'p ErrorCase> {
        self.provider.error_sets.iter().flat_map(|set| &set.cases)
    }

    /// The conditions of refusals.
    pub(crate) fn conditions(self) -> impl Iterator<Item = &'p Condition> {
        self.cases().flat_map(|case| &case.when)
    }

    /// What credentials attach.
    pub(crate) fn attached(self) -> impl Iterator<Item = &'p Part> {
        self.provider.credentials.iter().flat_map(|credential| &credential.parts)
    }

    /// What calls send in a place by themselves.
    pub(crate) fn sent(self, place: Place) -> impl Iterator<Item = &'p Part> {
        self.endpoints().flat_map(move |endpoint| endpoint.request.parts.iter().filter(move |part| part.place == place))
    }

    /// The signers of a name, with their arguments.
    pub(crate) fn signers(self, name: &'static str) -> impl Iterator<Item = &'p [Argument]> {
        let calls = self.endpoints().filter_map(|endpoint| endpoint.sign.as_ref().and_then(scheme));
        let credentials = self.provider.credentials.iter();
        let credentials = credentials.filter_map(|credential| credential.sign.as_ref().and_then(scheme));
        calls.chain(credentials).filter(move |(known, _)| *known == name).map(|(_, arguments)| arguments)
    }

    /// The parts that hold signatures.
    pub(crate) fn signed_parts(self) -> impl Iterator<Item = &'p Part> {
        let calls = self.endpoints().flat_map(|endpoint| endpoint.sign.iter().flat_map(parts));
        calls.chain(self.provider.credentials.iter().flat_map(|credential| credential.sign.iter().flat_map(parts)))
    }

    /// Everything that is computed.
    pub(crate) fn computations(self) -> Vec<Computed<'p>> {
        let calls = self.endpoints().flat_map(computed_by);
        let credentials = self.provider.credentials.iter().flat_map(computed_for);
        calls.chain(credentials).collect()
    }

    /// The JWTs that are signed.
    pub(crate) fn jwts(self) -> Vec<&'p Jwt<Expr>> {
        self.computations().into_iter().filter_map(as_jwt).collect()
    }
}

/// Returns a JWT.
pub(crate) fn as_jwt(computation: Computed<'_>) -> Option<&Jwt<Expr>> {
    if let Computation::Jwt(jwt) = computation { Some(jwt) } else { None }
}

/// Returns what a call computes by itself.
pub(crate) fn computed_by(endpoint: &Endpoint) -> Vec<Computed<'_>> {
    let parts = endpoint.request.parts.iter().map(|part| &part.value);
    let named = endpoint.request.computed.iter().map(|computed| &computed.value);
    let mut values: Vec<&Expr> = parts.chain(named).collect();
    if let Call::Visit(visit) = &endpoint.call {
        values.extend(visit.compared.expressions());
    }
    values.into_iter().chain(endpoint.sign.iter().flat_map(signed)).flat_map(within).collect()
}

/// Returns what a credential computes.
pub(crate) fn computed_for(credential: &Credential) -> Vec<Computed<'_>> {
    let parts = credential.parts.iter().map(|part| &part.value);
    let named = credential.computed.iter().map(|computed| &computed.value);
    parts.chain(named).chain(credential.sign.iter().flat_map(signed)).flat_map(within).collect()
}

fn scheme<P>(sign: &Sign<P>) -> Option<(&'static str, &[Argument])> {
    match sign {
        Sign::Scheme(scheme, arguments) => Some((scheme.name, arguments)),
        Sign::Into(_) => None,
    }
}

fn parts<P>(sign: &Sign<P>) -> &[auth_language::request::Part<P>] {
    match sign {
        Sign::Into(parts) => parts,
        Sign::Scheme(..) => &[],
    }
}

fn signed<P>(sign: &Sign<P>) -> Vec<&Expr> {
    let arguments = scheme(sign).map_or(&[] as &[Argument], |(_, arguments)| arguments);
    let arguments = arguments.iter().filter_map(|argument| match &argument.value {
        Value::Expr(expr) => Some(expr),
        Value::Word(_) | Value::Flag | Value::Seconds(_) | Value::Texts(_) => None,
    });
    parts(sign).iter().map(|part| &part.value).chain(arguments).collect()
}

/// Returns the computations of an expression, the outer ones first.
fn within(expr: &Expr) -> Vec<Computed<'_>> {
    match expr {
        Expr::Literal(_) | Expr::Name(_) => Vec::new(),
        Expr::Concat(pieces) => pieces.iter().flat_map(within).collect(),
        Expr::Computed(computation) => {
            let inner = computation.operands().into_iter().flat_map(within);
            std::iter::once(&**computation).chain(inner).collect()
        }
    }
}
