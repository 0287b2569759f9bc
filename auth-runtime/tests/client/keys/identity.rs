//! An `id_token` counts only after its signature, issuer, audience, times and nonce are checked.
#![cfg(all(feature = "sign", any(feature = "tls-rustls", feature = "tls-ring")))]
#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::time::{Duration, SystemTime};

use auth_runtime::identity::{IdTokenRules, Identity, IdentityError, KeySet};
use auth_runtime::sign::{Algorithm, PrivateKey};
use auth_runtime::value::JsonRef;
use auth_runtime::{Json, Secret};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::vectors;

const ISSUER: &str = "https://login.acme.example";
const NOW: u64 = 1_790_000_000;
const CLAIMS: &str = r#"{"iss":"https://login.acme.example","aud":"app_1","sub":"user_1","iat":1790000000,"exp":1790000600,"nonce":"n_1"}"#;

fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

fn key() -> PrivateKey {
    vectors::EC.parse().unwrap()
}

fn signed(header: &str, claims: &str) -> Secret {
    let input = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(claims));
    let signature = run(key().sign(Algorithm::Es256, input.as_bytes())).unwrap();
    Secret::from(format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature)))
}

fn token(claims: &str) -> Secret {
    signed(r#"{"alg":"ES256","kid":"k_1"}"#, claims)
}

/// The set of keys with the key under a name, beside others that are passed over.
fn keys(id: &str, more: &str) -> KeySet {
    let jwk = key().public_key().unwrap().to_jwk();
    let jwk = jwk.strip_prefix('{').unwrap();
    let json = format!(r#"{{"keys":[{{"kty":"oct","k":"AA"}},7,{{"kid":"{id}",{more}{jwk}]}}"#);
    KeySet::read(JsonRef::parse(json.as_bytes()).unwrap()).unwrap()
}

fn check(token: &Secret, keys: &KeySet) -> Result<Identity, IdentityError> {
    let nonce = Secret::from("n_1");
    let rules = IdTokenRules::new(ISSUER, "app_1").nonce(&nonce);
    rules.check(token, keys, SystemTime::UNIX_EPOCH + Duration::from_secs(NOW))
}

#[test]
fn a_checked_token_names_the_person() {
    let person = check(&token(CLAIMS), &keys("k_1", r#""use":"sig","alg":"ES256","#)).unwrap();
    assert_eq!((person.issuer(), person.subject()), (ISSUER, "user_1"));
    assert!(person.claims::<Json>().unwrap().get().contains("\"nonce\""));
    assert!(!format!("{person:?}").contains("user_1"));
}

#[test]
fn each_claim_is_checked() {
    use IdentityError::{Audience, Expired, Issuer, Nonce, Subject};
    let rows = [
        (r#""iss":"https://login.acme.example","#, "", Issuer),
        (r#"acme.example","aud""#, r#"acme.example/","aud""#, Issuer),
        (r#""aud":"app_1""#, r#""aud":"app_2""#, Audience),
        (r#""aud":"app_1","#, "", Audience),
        (r#""aud":"app_1""#, r#""aud":["app_2"]"#, Audience),
        (r#""aud":"app_1""#, r#""aud":["app_1","app_2"]"#, Audience),
        (r#""aud":"app_1""#, r#""aud":"app_1","azp":"app_2""#, Audience),
        (r#""exp":1790000600"#, r#""exp":1789999940"#, Expired),
        (r#","exp":1790000600"#, "", Expired),
        (r#""iat":1790000000"#, r#""iat":1790000061"#, Expired),
        (r#""iat":1790000000,"#, "", Expired),
        (r#""iat":1790000000"#, r#""iat":1790000000,"nbf":1790000100"#, Expired),
        (r#""exp":1790000600"#, r#""exp":"1790000600""#, Expired),
        (r#""nonce":"n_1""#, r#""nonce":"n_2""#, Nonce),
        (r#","nonce":"n_1""#, "", Nonce),
        (r#""sub":"user_1""#, r#""sub":"""#, Subject),
        (r#""sub":"user_1","#, "", Subject),
        (r#""sub":"user_1""#, r#""sub":"user_1","sub":"user_2""#, Subject),
    ];
    for (from, to, expected) in rows {
        assert!(CLAIMS.contains(from), "{from}");
        let found = check(&token(&CLAIMS.replace(from, to)), &keys("k_1", "")).err();
        assert_eq!(found, Some(expected), "{to}");
    }
    for fine in [r#""aud":["app_1"]"#, r#""aud":["app_2","app_1"],"azp":"app_1""#, r#""aud":"app_1","nbf":1790000060"#]
    {
        assert!(check(&token(&CLAIMS.replace(r#""aud":"app_1""#, fine)), &keys("k_1", "")).is_ok(), "{fine}");
    }
}

#[test]
fn nothing_counts_before_the_signature() {
    use IdentityError::{Algorithm, Malformed, Signature, UnknownKey};
    let good = token(CLAIMS);
    let (message, signature) = good.expose().rsplit_once('.').unwrap();
    let other = URL_SAFE_NO_PAD.encode(CLAIMS.replace("user_1", "user_2"));
    let forged = format!("{}.{other}.{signature}", message.split_once('.').unwrap().0);
    let unsigned = |header: &str| format!("{}.{}.", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(CLAIMS));
    let rows = [
        (forged, Signature),
        (format!("{message}.AAAA"), Signature),
        (unsigned(r#"{"alg":"none"}"#), Algorithm),
        (unsigned(r#"{"alg":"HS256","kid":"k_1"}"#), Algorithm),
        (unsigned(r#"{"alg":"RS256","kid":"k_1"}"#), UnknownKey),
        (unsigned(r#"{"kid":"k_1"}"#), Algorithm),
        (signed(r#"{"alg":"ES256","crit":["b64"],"b64":false}"#, CLAIMS).expose().to_owned(), Malformed),
        (message.to_owned(), Malformed),
        (format!("{}.x", good.expose()), Malformed),
        (String::new(), Malformed),
    ];
    for (text, expected) in rows {
        assert_eq!(check(&Secret::from(text.as_str()), &keys("k_1", "")).err(), Some(expected), "{text}");
    }
    for set in [keys("k_2", ""), keys("k_1", r#""use":"enc","#), keys("k_1", r#""alg":"ES384","#), KeySet::default()] {
        assert_eq!(check(&good, &set).err(), Some(UnknownKey));
    }
    assert!(check(&signed(r#"{"alg":"ES256"}"#, CLAIMS), &keys("k_2", "")).is_ok(), "without `kid` each key is tried");
}

#[test]
fn a_set_of_keys_is_one() {
    for text in ["{}", "[]", r#"{"keys":{}}"#, "7"] {
        assert_eq!(KeySet::read(JsonRef::parse(text.as_bytes()).unwrap()).err(), Some(IdentityError::Keys), "{text}");
    }
}

#[test]
fn a_refreshed_token_is_about_the_same_person() {
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(NOW);
    let rules = IdTokenRules::new(ISSUER, "app_1").subject("user_0");
    assert_eq!(rules.check(&token(CLAIMS), &keys("k_1", ""), now).err(), Some(IdentityError::OtherPerson));
}

/// A renewed token may have no nonce; one that is there must be that of the login (`OpenID` Connect Core 1.0 §12.2).
#[test]
fn a_renewed_token_may_lack_the_nonce() {
    let nonce = Secret::from("n_1");
    let keys = keys("k_1", "");
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(NOW);
    let rows = [
        (r#","nonce":"n_1""#, "", Ok(())),
        (r#""nonce":"n_1""#, r#""nonce":"n_1""#, Ok(())),
        (r#""nonce":"n_1""#, r#""nonce":"n_2""#, Err(IdentityError::Nonce)),
        (r#""nonce":"n_1""#, r#""nonce":7"#, Err(IdentityError::Nonce)),
        (r#""sub":"user_1","#, r#""sub":"user_2","#, Err(IdentityError::OtherPerson)),
        (r#""iss":"https://login.acme.example""#, r#""iss":"https://other.example""#, Err(IdentityError::Issuer)),
        (r#""aud":"app_1""#, r#""aud":"app_2""#, Err(IdentityError::Audience)),
    ];
    for (old, new, expected) in rows {
        let rules = IdTokenRules::new(ISSUER, "app_1").nonce(&nonce).renewed().subject("user_1");
        let checked = rules.check(&token(&CLAIMS.replace(old, new)), &keys, now);
        assert_eq!(format!("{:?}", checked.map(|_| ())), format!("{expected:?}"), "{new}");
    }
}

/// RFC 7515 §A.2 and RFC 8037 §A.4: signatures of others.
#[test]
fn verifies_published_signatures() {
    let key: PrivateKey = vectors::RSA.parse().unwrap();
    let public = auth_runtime::sign::PublicKey::from_jwk(&key.public_key().unwrap().to_jwk()).unwrap();
    let signature = URL_SAFE_NO_PAD.decode(vectors::RSA_SIGNATURE).unwrap();
    let input = vectors::RSA_INPUT.as_bytes();
    assert!(public.verify(Algorithm::Rs256, input, &signature).is_ok());
    assert!(public.verify(Algorithm::Ps256, input, &signature).is_err());
    assert!(public.verify(Algorithm::Es256, input, &signature).is_err());
    assert!(public.verify(Algorithm::Rs256, b"other", &signature).is_err());
    let jwk = r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;
    let public = auth_runtime::sign::PublicKey::from_jwk(jwk).unwrap();
    let text = "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
    let input = b"eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
    assert!(public.verify(Algorithm::EdDsa, input, &URL_SAFE_NO_PAD.decode(text).unwrap()).is_ok());
}
