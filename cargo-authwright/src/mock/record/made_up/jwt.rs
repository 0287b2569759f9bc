//! Made-up JWTs (RFC 7519): with the same claims, and without a signature.

use auth_codegen::model::Type;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value as Json;

use super::MadeUp;

impl MadeUp {
    /// Replaces the claims of a JWT. Its signature is none.
    pub(super) fn jwt(&mut self, name: &str, text: &str) -> String {
        let read = |part: &str| -> Option<Json> { serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).ok()?).ok() };
        let parts: Vec<&str> = text.split('.').collect();
        let [head, claims, _] = parts.as_slice() else { return self.secret(name, text) };
        let (Some(head), Some(Json::Object(claims))) = (read(head), read(claims)) else {
            return self.secret(name, text);
        };
        let mark = self.secret(name, text);
        let algorithm = head.get("alg").cloned().unwrap_or_else(|| Json::from("RS256"));
        let head = serde_json::json!({ "alg": algorithm, "typ": "JWT" });
        let claims = claims.iter().map(|(name, json)| {
            let name = self.key(name);
            let made = self.claim(&name, json);
            (name, made)
        });
        let claims = Json::Object(claims.collect());
        [head.to_string(), claims.to_string(), mark].map(|part| URL_SAFE_NO_PAD.encode(part)).join(".")
    }

    fn claim(&mut self, name: &str, json: &Json) -> Json {
        match json {
            Json::Array(items) => items.iter().map(|json| self.scalar(name, &Type::String, json)).collect(),
            // What a provider adds may be anything.
            Json::Object(_) => serde_json::json!({}),
            json => self.scalar(name, &Type::String, json),
        }
    }
}
