//! Keys, JWTs and the signatures by name, on published vectors.
#![cfg(all(feature = "sign", any(feature = "tls-rustls", feature = "tls-ring")))]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that fails may panic")]

use std::time::{Duration, SystemTime};

use auth_runtime::http::{HeaderMap, HeaderName, Method, StatusCode};
use auth_runtime::request::Context;
use auth_runtime::sign::{
    Algorithm, Certificate, Dpop, Heard, Hearing, HttpSignature, KeyError, Memory, PrivateKey, PublicKey, SigV4,
    SigV4In, SigV4Path, Sign, Unsigned,
};
use auth_runtime::value::Value;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use sha2::{Digest as _, Sha256};

use super::vectors;

fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

fn headers(rows: &[(&'static str, &str)]) -> HeaderMap {
    rows.iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap())).collect()
}

fn at(seconds: u64) -> Context {
    Context::system().at(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds))
}

/// What a signer adds: names and values, of headers and of the query.
fn added(signer: &dyn Sign, request: Unsigned<'_>, context: &Context) -> Vec<(&'static str, String)> {
    let signature = run(signer.sign(request, context)).unwrap();
    let pairs = signature.headers().iter().chain(signature.parameters());
    pairs.map(|(name, value)| (*name, value.expose().to_owned())).collect()
}

fn one(signer: &dyn Sign, request: Unsigned<'_>, context: &Context, name: &str) -> String {
    let added = added(signer, request, context);
    added.into_iter().find(|(known, _)| *known == name).expect(name).1
}

#[test]
fn rsa_keys_sign_the_vectors_in_each_form() {
    use super::vectors::{
        COOKBOOK_INPUT, COOKBOOK_RSA, COOKBOOK_SIGNATURE, RSA, RSA_INPUT, RSA_PKCS1, RSA_PKCS8, RSA_SIGNATURE,
    };
    let rows = [
        (RSA, RSA_INPUT, RSA_SIGNATURE),
        (RSA_PKCS1, RSA_INPUT, RSA_SIGNATURE),
        (RSA_PKCS8, RSA_INPUT, RSA_SIGNATURE),
        (COOKBOOK_RSA, COOKBOOK_INPUT, COOKBOOK_SIGNATURE),
    ];
    for (key, input, expected) in rows {
        let key: PrivateKey = key.parse().unwrap();
        let signature = run(key.sign(Algorithm::Rs256, input.as_bytes())).unwrap();
        assert_eq!(URL_SAFE_NO_PAD.encode(signature), expected);
    }
    let fingerprint = |key: &str| {
        let key: PrivateKey = key.parse().unwrap();
        STANDARD.encode(Sha256::digest(key.public_key().unwrap().to_der()))
    };
    assert_eq!(fingerprint(RSA_PKCS1), vectors::RSA_FINGERPRINT);
    for key in [vectors::EC, vectors::EC_SEC1, vectors::EC_PKCS8] {
        assert_eq!(fingerprint(key), vectors::EC_FINGERPRINT);
    }
}

/// RFC 8037 §A.4 and §A.3; RFC 9449 §6.1.
#[test]
fn other_keys_sign_and_are_recognized() {
    let jwk = r#"{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;
    let key: PrivateKey = jwk.parse().unwrap();
    let input = b"eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
    let signature = URL_SAFE_NO_PAD.encode(run(key.sign(Algorithm::EdDsa, input)).unwrap());
    let expected = "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
    assert_eq!(signature, expected);
    assert_eq!(key.public_key().unwrap().thumbprint(), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    let point = |text| URL_SAFE_NO_PAD.decode(text).unwrap();
    let (x, y) =
        (point("l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs"), point("9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA"));
    let public = PublicKey::Ec { curve: "P-256", x, y };
    assert_eq!(public.thumbprint(), "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I");
    for (key, algorithm, length) in [(vectors::EC, Algorithm::Es256, 64), (vectors::EC_521, Algorithm::Es512, 132)] {
        let Ok(key) = key.parse::<PrivateKey>() else { continue };
        assert_eq!(run(key.sign(algorithm, b"x")).unwrap().len(), length);
        assert_eq!(run(key.sign(Algorithm::Rs256, b"x")).unwrap_err().to_string(), KeyError::Algorithm.to_string());
    }
}

#[test]
fn what_is_no_key_is_refused() {
    let body = "MIIBOgIBAAJBAKj34GkxFhD90vcNLYLInFEX6Ppy1tPf9Cnzj4p4WGeKLs1Pt8Qu";
    let rows = [
        ("", KeyError::Form),
        ("secret", KeyError::Form),
        ("{\"kty\":\"oct\",\"k\":\"AA\"}", KeyError::Content),
        ("{\"kty\":1}", KeyError::Form),
        ("{", KeyError::Form),
        (&format!("-----BEGIN RSA PRIVATE KEY-----\n{body}\n-----END RSA PRIVATE KEY-----"), KeyError::Content),
        (
            &format!("-----BEGIN ENCRYPTED PRIVATE KEY-----\n{body}\n-----END ENCRYPTED PRIVATE KEY-----"),
            KeyError::Encrypted,
        ),
        (&format!("-----BEGIN PUBLIC KEY-----\n{body}\n-----END PUBLIC KEY-----"), KeyError::Form),
    ];
    for (text, expected) in rows {
        assert_eq!(text.parse::<PrivateKey>().err(), Some(expected), "{text}");
    }
    assert_eq!(vectors::RSA_PKCS8.parse::<Certificate>().err(), Some(KeyError::Form));
}

const AWS_TIME: u64 = 1_440_938_160;
const AWS_KEY: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

fn aws(service: &'static str) -> SigV4<'static> {
    SigV4::new(Value::text("AKIDEXAMPLE"), Value::text(AWS_KEY), Value::text(service), Value::text("us-east-1"))
}

/// The test suite of AWS, and the example of the IAM guide.
#[test]
fn signs_the_suite_of_aws() {
    type Row<'t> = (&'t str, Method, &'t str, &'t [(&'static str, &'t str)], &'t str, &'t str);
    let form = ("content-type", "application/x-www-form-urlencoded");
    let rows: [Row<'_>; 9] = [
        ("get-vanilla", Method::GET, "/", &[], "", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
        (
            "get-vanilla-query-order-key-case",
            Method::GET,
            "/?Param2=value2&Param1=value1",
            &[],
            "",
            "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
        ),
        (
            "get-vanilla-utf8-query",
            Method::GET,
            "/?%E1%88%B4=bar",
            &[],
            "",
            "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04",
        ),
        (
            "get-unreserved",
            Method::GET,
            "/-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
            &[],
            "",
            "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f",
        ),
        (
            "get-header-value-trim",
            Method::GET,
            "/",
            &[("my-header1", " value1"), ("my-header2", " \"a   b   c\"")],
            "",
            "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736",
        ),
        (
            "post-vanilla",
            Method::POST,
            "/",
            &[],
            "",
            "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
        ),
        (
            "post-header-key-sort",
            Method::POST,
            "/",
            &[("my-header1", "value1")],
            "",
            "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c",
        ),
        (
            "post-x-www-form-urlencoded",
            Method::POST,
            "/",
            &[form],
            "Param1=value1",
            "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
        ),
        (
            "what the HTTP library adds is not signed",
            Method::GET,
            "/",
            &[("accept-encoding", "identity"), ("content-length", "0"), ("user-agent", "x")],
            "",
            "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        ),
    ];
    for (name, method, path, rows, body, expected) in rows {
        let (url, headers) = (format!("https://example.amazonaws.com{path}"), headers(rows));
        let request = Unsigned::new("x", &method, &url, &headers, body.as_bytes());
        let found = one(&aws("service"), request, &at(AWS_TIME), "authorization");
        assert!(found.ends_with(&format!("Signature={expected}")), "{name}: {found}");
    }
    let url = "https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08";
    let headers = headers(&[("content-type", "application/x-www-form-urlencoded; charset=utf-8")]);
    let request = Unsigned::new("x", &Method::GET, url, &headers, b"");
    let expected = "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, \
                    SignedHeaders=content-type;host;x-amz-date, \
                    Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7";
    let found = added(&aws("iam"), request, &at(AWS_TIME));
    assert_eq!(found, [("authorization", expected.to_owned()), ("x-amz-date", "20150830T123600Z".to_owned())]);
}

/// The method, path, headers, body and signature of a request.
type S3Row<'t> = (Method, &'t str, &'t [(&'static str, &'t str)], &'t str, &'t str);

/// The examples of the Amazon S3 API reference, whose paths are encoded once.
#[test]
fn signs_the_examples_of_s3() {
    let key = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    let s3 = || {
        let value =
            [Value::text("AKIAIOSFODNN7EXAMPLE"), Value::text(key), Value::text("s3"), Value::text("us-east-1")];
        let [id, secret, service, region] = value;
        SigV4::new(id, secret, service, region).path(SigV4Path::Once)
    };
    let (host, time) = ("https://examplebucket.s3.amazonaws.com", at(1_369_353_600));
    let put = [("date", "Fri, 24 May 2013 00:00:00 GMT"), ("x-amz-storage-class", "REDUCED_REDUNDANCY")];
    let rows: [S3Row<'_>; 4] = [
        (
            Method::GET,
            "/test.txt",
            &[("range", "bytes=0-9")],
            "",
            "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
        ),
        (
            Method::PUT,
            "/test%24file.text",
            &put,
            "Welcome to Amazon S3.",
            "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
        ),
        (Method::GET, "/?lifecycle", &[], "", "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"),
        (
            Method::GET,
            "/?max-keys=2&prefix=J",
            &[],
            "",
            "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
        ),
    ];
    for (method, path, rows, body, expected) in rows {
        let (url, headers) = (format!("{host}{path}"), headers(rows));
        let request = Unsigned::new("x", &method, &url, &headers, body.as_bytes());
        let found = one(&s3(), request, &time, "authorization");
        assert!(found.ends_with(&format!("Signature={expected}")), "{path}: {found}");
    }
    let (url, headers) = (format!("{host}/test.txt"), HeaderMap::new());
    let request = Unsigned::new("x", &Method::GET, &url, &headers, b"");
    let found = added(&s3().place(SigV4In::Query).lifetime(86_400), request, &time);
    let expected = "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";
    assert_eq!(found.last(), Some(&("X-Amz-Signature", expected.to_owned())));
    assert_eq!(found[4], ("X-Amz-SignedHeaders", "host".to_owned()));
}

/// The suite's `post-sts-header-before`: the token of temporary credentials is signed.
#[test]
fn signs_a_session_token() {
    let token = "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==";
    let signer = aws("service").session_token(Value::text(token));
    let headers = HeaderMap::new();
    let request = Unsigned::new("x", &Method::POST, "https://example.amazonaws.com/", &headers, b"");
    let found = one(&signer, request, &at(AWS_TIME), "authorization");
    let expected = "SignedHeaders=host;x-amz-date;x-amz-security-token, \
                    Signature=85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead";
    assert!(found.ends_with(expected), "{found}");
}

/// RFC 9421 §B.2.5 and §B.2.6.
#[test]
fn signs_messages() {
    let headers = headers(&[
        ("date", "Tue, 20 Apr 2021 02:07:55 GMT"),
        ("content-type", "application/json"),
        ("content-length", "18"),
    ]);
    let url = "https://example.com/foo?param=Value&Pet=dog";
    let request = Unsigned::new("x", &Method::POST, url, &headers, br#"{"hello": "world"}"#);
    let key =
        STANDARD.decode("uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==");
    let key = Value::Bytes(key.unwrap().as_slice().into());
    let hmac = HttpSignature::new(Algorithm::Hs256, key, &["date", "@authority", "content-type"]);
    let found = added(&hmac.key_id(Value::text("test-shared-secret")), request, &at(1_618_884_473));
    let input = r#"sig1=("date" "@authority" "content-type");created=1618884473;keyid="test-shared-secret""#;
    assert_eq!(found[0], ("signature-input", input.to_owned()));
    assert_eq!(found[1], ("signature", "sig1=:pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=:".to_owned()));
    let pem = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF\n-----END PRIVATE KEY-----";
    let key: PrivateKey = pem.parse().unwrap();
    let components = &["date", "@method", "@path", "@authority", "content-type", "content-length"];
    let signer = HttpSignature::new(Algorithm::EdDsa, &key, components).key_id(Value::text("test-key-ed25519"));
    let found = one(&signer, request, &at(1_618_884_473), "signature");
    let expected = "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==";
    assert_eq!(found, format!("sig1=:{expected}:"));
    let signer =
        HttpSignature::new(Algorithm::EdDsa, &key, &["content-digest", "@query", "@target-uri", "@request-target"]);
    let found = added(&signer, request, &at(1));
    assert_eq!(found[0], ("content-digest", "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:".to_owned()));
    let unknown = HttpSignature::new(Algorithm::EdDsa, &key, &["x-missing"]);
    assert!(run(unknown.sign(request, &at(1))).is_err());
}

/// RFC 9449 §4.3 for the claims, §7.1 for `ath`, §8 for the nonce.
#[test]
fn proves_possession() {
    let key: PrivateKey = vectors::EC.parse().unwrap();
    let (dpop, memory) = (Dpop::new(Algorithm::Es256, &key), Memory::default());
    let headers = headers(&[("authorization", "DPoP Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU")]);
    let url = "https://resource.example.org/protectedresource?a=b";
    let request = Unsigned::new("x", &Method::GET, url, &headers, b"").with_memory(&memory);
    let claims = || {
        let proof = one(&dpop, request, &at(1_562_262_618), "dpop");
        let part = |index: usize| {
            let part = URL_SAFE_NO_PAD.decode(proof.split('.').nth(index).unwrap()).unwrap();
            serde_json::from_slice::<serde_json::Value>(&part).unwrap()
        };
        (part(0), part(1))
    };
    let (header, first) = claims();
    assert_eq!((header["typ"].as_str(), header["alg"].as_str()), (Some("dpop+jwt"), Some("ES256")));
    assert_eq!(
        (&header["jwk"]["x"], header["jwk"]["d"].is_null()),
        (&"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU".into(), true)
    );
    assert_eq!(first["ath"], "fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo");
    assert_eq!(
        (&first["htm"], &first["htu"]),
        (&"GET".into(), &"https://resource.example.org/protectedresource".into())
    );
    assert_eq!((&first["iat"], first["nonce"].is_null()), (&1_562_262_618_u64.into(), true));
    let challenge = headers_with_nonce("eyJ7S_zG.eyJH0-Z.HX4w-7v");
    let heard = |status| dpop.hear(Heard::new("https://resource.example.org", status, &challenge, &memory));
    assert_eq!([heard(StatusCode::UNAUTHORIZED), heard(StatusCode::UNAUTHORIZED)], [Hearing::SignAgain, Hearing::Done]);
    let (_, second) = claims();
    assert_eq!(second["nonce"], "eyJ7S_zG.eyJH0-Z.HX4w-7v");
    assert_ne!(first["jti"], second["jti"]);
}

fn headers_with_nonce(nonce: &str) -> HeaderMap {
    headers(&[("dpop-nonce", nonce)])
}
