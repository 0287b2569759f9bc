//! Signatures of requests, and JWTs.

use auth_codegen::model::Place;
use auth_language::sign::{Argument, Value};
use auth_language::value::{Computation, Sent, Sorted};
use auth_language::word::{TimeForm, Word as _};

use crate::look::Proof;
use crate::seen::{Seen, as_jwt, computed_for};

pub(super) const PROOFS: &[Proof] = &[
    ("sign.request", |seen| sent(seen).next().is_some()),
    ("sign.sigv4", |seen| seen.signers("sigv4").next().is_some()),
    ("sign.digest", |seen| seen.signers("digest").next().is_some()),
    ("sign.http", |seen| seen.signers("http_signature").next().is_some()),
    ("oauth.dpop", |seen| seen.signers("dpop").next().is_some()),
    ("sign.jwt_bearer", |seen| {
        seen.keys().any(|key| computed_for(key).into_iter().any(|computation| as_jwt(computation).is_some()))
    }),
    ("sign.hash_hmac", |seen| {
        seen.computations().iter().any(|computation| matches!(computation, Computation::Digest { .. }))
    }),
    ("sign.jwt_es", |seen| is_signed(seen, "ES")),
    ("sign.jwt_hs", |seen| is_signed(seen, "HS")),
    ("sign.jwt_ps", |seen| is_signed(seen, "PS")),
    ("sign.jwt_ed", |seen| is_signed(seen, "EdDSA")),
    ("sign.jwt_json", |seen| {
        seen.computations()
            .iter()
            .any(|computation| matches!(computation, Computation::Object(_) | Computation::Items(_)))
    }),
    ("sign.x5t", |seen| seen.jwts().iter().any(|jwt| jwt.header.iter().any(|(name, _)| name.starts_with("x5t")))),
    ("sign.raw_body", |seen| has_keyed(seen) && sent(seen).any(|part| *part == Sent::Body)),
    ("sign.key", |seen| {
        seen.computations().iter().any(|computation| matches!(computation, Computation::Signature { .. }))
    }),
    ("sign.sorted", |seen| sent(seen).any(|part| matches!(part, Sent::Sorted(_)))),
    ("sign.parameter", |seen| sent(seen).any(|part| matches!(part, Sent::Parameter(_)))),
    ("sign.sorted_some", |seen| {
        let counts_some = |sorted: &Sorted| sorted.without_empty || !sorted.without.is_empty();
        sent(seen).any(|part| matches!(part, Sent::Sorted(sorted) if counts_some(sorted)))
    }),
    ("sign.ecdsa_der", |seen| {
        seen.computations().iter().any(|computation| matches!(computation, Computation::Signature { der: true, .. }))
    }),
    ("sign.target", |seen| sent(seen).any(|part| *part == Sent::Target)),
    ("sign.time", |seen| {
        let by_pattern = |found: &Computation<_>| matches!(found, Computation::Now { form: TimeForm::Pattern(_), .. });
        seen.computations().into_iter().any(by_pattern)
    }),
    ("sign.zone", |seen| {
        let by_pattern = |form: &TimeForm| matches!(form, TimeForm::Pattern(_));
        let has_zone = |found: &Computation<_>| matches!(found, Computation::Now { form, offset, .. } if *offset != 0 && by_pattern(form));
        seen.computations().into_iter().any(has_zone)
    }),
    ("sign.presigned", |seen| {
        seen.signers("sigv4").any(|arguments| has_word(arguments, "query"))
            || seen.signed_parts().any(|part| part.place == Place::Query)
    }),
    ("o1.hmac_sha1", |seen| seen.signers("oauth1").any(|arguments| has_word(arguments, "HMAC-SHA1"))),
    ("o1.plaintext", |seen| seen.signers("oauth1").any(|arguments| has_word(arguments, "PLAINTEXT"))),
    ("o1.tba", |seen| {
        seen.signers("oauth1").any(|arguments| {
            has_word(arguments, "HMAC-SHA256") && arguments.iter().any(|argument| argument.name == "realm")
        })
    }),
];

/// The parts of finished requests that are computed with.
fn sent(seen: Seen<'_>) -> impl Iterator<Item = &Sent> {
    let sent = seen
        .computations()
        .into_iter()
        .filter_map(|computation| if let Computation::Sent(part) = computation { Some(part) } else { None });
    sent.filter(|part| **part != Sent::Endpoint)
}

fn has_keyed(seen: Seen<'_>) -> bool {
    seen.computations().iter().any(|computation| matches!(computation, Computation::Digest { key: Some(_), .. }))
}

fn is_signed(seen: Seen<'_>, algorithm: &str) -> bool {
    let is_dpop =
        seen.signers("dpop").chain(seen.signers("http_signature")).any(|arguments| has_word(arguments, algorithm));
    is_dpop || seen.jwts().iter().any(|jwt| jwt.algorithm.text().starts_with(algorithm))
}

fn has_word(arguments: &[Argument], word: &str) -> bool {
    arguments.iter().any(|argument| matches!(&argument.value, Value::Word(text) if text.starts_with(word)))
}
