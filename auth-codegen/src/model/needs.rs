//! The features of the runtime that a generated client needs.

use auth_language::value::{Computation, Expr, Type};
use auth_language::word::ReplyEncoding;

use super::credential::{Credential, Identity};
use super::endpoint::{Endpoint, Part};
use super::provider::Provider;
use super::{Content, Field};

impl Provider {
    /// Returns the features of `authwright-runtime` that the generated client needs besides `client` and `derive`, sorted.
    ///
    /// ```
    /// let spec = "name: acme\ntitle: Acme\nbase_url: https://api.acme.example\nendpoints:
    ///   status: { doc: Whether it works., GET: /status, response: xml, returns: { 200: json }, examples: [{ response: <ok/> }] }
    /// ";
    /// let provider = auth_codegen::parse("acme.yaml", spec).expect("a spec without mistakes");
    /// assert_eq!(provider.runtime_features(), ["xml"]);
    /// ```
    #[must_use]
    pub fn runtime_features(&self) -> Vec<&'static str> {
        let signs = self.endpoints.iter().any(endpoint_signs) || self.credentials.iter().any(credential_signs);
        let features = [("sign", signs), ("xml", self.endpoints.iter().any(has_xml))];
        features.into_iter().filter(|(_, is_needed)| *is_needed).map(|(name, _)| name).collect()
    }
}

fn endpoint_signs(endpoint: &Endpoint) -> bool {
    let request = &endpoint.request;
    let compared = endpoint.visit().into_iter().flat_map(|visit| visit.compared.expressions());
    let computed = request.computed.iter().map(|computed| &computed.value);
    let mut values = request.parts.iter().map(|part: &Part| &part.value).chain(computed).chain(compared);
    endpoint.sign.is_some() || endpoint.tls.is_some() || request.fields.iter().any(is_key) || values.any(signs)
}

fn credential_signs(credential: &Credential) -> bool {
    let computed = credential.computed.iter().map(|computed| &computed.value);
    let mut values = credential.parts.iter().map(|part| &part.value).chain(computed);
    let is_verified = matches!(credential.identity, Some(Identity::Token { .. }));
    let has_own = credential.sign.is_some() || credential.tls.is_some() || is_verified;
    has_own || credential.inputs.iter().any(is_key) || values.any(signs)
}

fn is_key(field: &Field) -> bool {
    matches!(field.ty.value, Type::PrivateKey | Type::Certificate)
}

/// Whether a value is computed by a digest or a signature.
fn signs(value: &Expr) -> bool {
    match value {
        Expr::Literal(_) | Expr::Name(_) => false,
        Expr::Concat(pieces) => pieces.iter().any(signs),
        Expr::Computed(computation) => match &**computation {
            Computation::Digest { .. }
            | Computation::Signature { .. }
            | Computation::Jwt(_)
            | Computation::Der(_)
            | Computation::Thumbprint(_) => true,
            Computation::Now { .. }
            | Computation::Random(_)
            | Computation::Sent(_)
            | Computation::Piece { .. }
            | Computation::Decoded(..)
            | Computation::Encoded(..)
            | Computation::Object(_)
            | Computation::Items(_) => computation.operands().into_iter().any(signs),
        },
    }
}

fn has_xml(endpoint: &Endpoint) -> bool {
    let is_read = endpoint.http().is_some_and(|call| call.encoding == ReplyEncoding::Xml);
    is_read || endpoint.request.content.as_ref().is_some_and(|content| content.value == Content::Xml)
}
