//! The table of keys.

use super::shape::{Key, Mapping, Room, Shape};

macro_rules! mappings {
    ($($module:ident $name:ident $room:ident $what:literal $doc:literal {
        $($key:ident $text:literal $($required:ident)? [$($shape:tt)*] $key_doc:literal $example:literal;)*
    })*) => {
        $(
            #[doc = $doc]
            pub static $name: Mapping = Mapping {
                what: $what,
                room: Room::$room,
                doc: $doc,
                keys: &[$(Key {
                    name: $text,
                    shape: Shape::$($shape)*,
                    required: mappings!(@required $($required)?),
                    doc: $key_doc,
                    example: $example,
                }),*],
            };

            #[doc = concat!("The keys of ", $what, ".")]
            pub mod $module {
                $(#[doc = $key_doc] pub const $key: &str = $text;)*
            }
        )*

        /// All mappings, in the order of the reference.
        pub static ALL: &[&Mapping] = &[$(&$name),*];
    };
    (@required required) => { true };
    (@required) => { false };
}

/// A field's value: a type, a constant, a template, or what is computed.
static VALUE: Shape = Shape::AnyOf(&[Shape::Type, Shape::Mapping(&FIELD), Shape::Mapping(&COMPUTATION)]);
static TEXT: Shape = Shape::Text;
static SCALAR: Shape = Shape::Scalar;
static TEXTS: Shape = Shape::AnyOf(&[Shape::Text, Shape::List(&TEXT)]);
static CASES: Shape = Shape::Entries(&CASE);
static CASE: Shape = Shape::AnyOf(&[Shape::Mapping(&ERROR), Shape::List(&Shape::Mapping(&ERROR))]);
static CHOICE: Shape = Shape::AnyOf(&[Shape::Text, Shape::Mapping(&CHOICE_VALUE)]);
static HOST_URL: Shape = Shape::AnyOf(&[Shape::Text, Shape::Mapping(&HOST)]);
/// The methods of client authentication.
const CLIENT_METHODS: &[&str] = &[
    "client_secret_basic",
    "client_secret_post",
    "client_secret_jwt",
    "private_key_jwt",
    "tls_client_auth",
    "self_signed_tls_client_auth",
    "none",
];
/// The algorithms of JWTs.
const JWT_ALGORITHMS: &[&str] = &[
    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "HS256", "HS384", "HS512",
];
/// A method of client authentication: a word, or an assertion with what differs.
static CLIENT: [Shape; 2] = [Shape::Words(CLIENT_METHODS), Shape::Mapping(&CLIENT_ASSERTION)];
/// A member of a body or of a JWT: a value, an object, or a list.
static CLAIM: Shape = Shape::AnyOf(&[
    Shape::Type,
    Shape::Mapping(&FIELD),
    Shape::Mapping(&OBJECT),
    Shape::Mapping(&COMPUTATION),
    Shape::List(&ITEM),
]);
static ITEM: Shape = Shape::AnyOf(&[
    Shape::Type,
    Shape::Mapping(&FIELD),
    Shape::Mapping(&OBJECT),
    Shape::Mapping(&COMPUTATION),
    Shape::List(&Shape::Any),
]);
/// The reply of one status: a type, also under the status of a refusal, or one of several types.
static RETURNED: Shape = Shape::AnyOf(&[Shape::Type, Shape::Mapping(&SUCCESS), Shape::Mapping(&ONE_OF)]);
static ALTERNATIVE: Shape = Shape::AnyOf(&[Shape::Type, Shape::Mapping(&ALTERNATIVE_TYPE)]);
static STEP_VALUE: Shape = Shape::AnyOf(&[Shape::Reference("an endpoint"), Shape::Mapping(&STEP)]);
static ERROR_NAME: Shape = Shape::Reference("an error");
static FIELD_NAME: Shape = Shape::Reference("a field");
static SETTING_VALUE: Shape = Shape::AnyOf(&[Shape::Type, Shape::Mapping(&SETTING)]);

mappings! {
    spec SPEC Host "a spec" "One provider." {
        NAME "name" required [Text] "The name of the module, the cargo feature and the generated file: lower-case words joined by `_`." "acme";
        TITLE "title" required [Text] "The name for people." "Acme";
        DOC "doc" [Text] "What the provider is, in a sentence or two." "Rockets and what belongs to them.";
        DOCS "docs" [Text] "The page of documentation that the spec follows." "https://docs.acme.example/auth";
        SETTINGS "settings" [Entries(&SETTING_VALUE)] "What differs from customer to customer. A client is built with it." "{ subdomain: label }";
        BASE_URL "base_url" required [AnyOf(&[Shape::Text, Shape::Mapping(&HOST)])] "The URL before the paths of the endpoints: https, with settings in braces." "https://api.acme.example/v1";
        HOSTS "hosts" [Entries(&HOST_URL)] "Further base URLs, by the name that endpoints give as `host`." "{ auth: https://auth.acme.example }";
        ENVIRONMENTS "environments" [Entries(&Shape::Mapping(&ENVIRONMENT))] "Other URLs of the same hosts, such as those of a sandbox." "{ sandbox: { base_url: https://sandbox.acme.example/v1 } }";
        HEADERS "headers" [Entries(&VALUE)] "Headers of every request. An endpoint's header of the same name replaces one." "{ X-Version: { const: \"2\" } }";
        SCOPES "scopes" [Entries(&CHOICE)] "The scopes that a caller can ask for: the type `Scope` (RFC 6749 §3.3)." "{ rockets:read: See rockets. }";
        REPLY_HEADERS "reply_headers" [Entries(&TEXT)] "Headers of every reply, with what they mean." "{ X-Request-ID: Support asks for it. }";
        ENUMS "enums" [Entries(&Shape::Mapping(&ENUM))] "Enumerations other than the scopes." "{ Colour: { values: { red: As it is. } } }";
        TYPES "types" [Entries(&Shape::Mapping(&TYPE))] "Types of objects." "{ Token: { fields: { access_token: secret } } }";
        ERROR_BODY "error_body" [Reference("a type")] "The body of every error: `problem_details` (RFC 9457), or one of `types`." "Fault";
        ERRORS "errors" [Entries(&CASE)] "The errors of every endpoint, by HTTP status." "{ 401: { name: Unauthorized } }";
        ERROR_SETS "error_sets" [Entries(&CASES)] "Further errors under a name, for endpoints that share them." "{ TokenError: { 400: { name: InvalidGrant } } }";
        ENDPOINTS "endpoints" required [Entries(&Shape::Mapping(&ENDPOINT))] "What can be requested. The key is the client's method." "{ ping: { doc: Ask., GET: /ping, returns: { 204: nothing } } }";
        CREDENTIALS "credentials" [Entries(&Shape::Mapping(&CREDENTIAL))] "How callers authenticate." "{ api_key: { doc: A key., key: {}, attach: bearer } }";
    }
    captured CAPTURED Host "a captured URL" "A captured value that is the whole URL of an endpoint." {
        CAPTURED_KEY "captured" required [Reference("a captured value")] "The captured value." "token_endpoint";
        WITHIN "within" required [List(&TEXT)] "The hosts that it may point to, or below." "[acme.com]";
        WELL_KNOWN "well_known" [Text] "The metadata with this name is requested (RFC 8615): `/.well-known/NAME` is put before the path of the URL." "oauth-authorization-server";
    }
    tls TLS Host "`tls`" "A client certificate, by the inputs that hold it (RFC 8705)." {
        CERTIFICATE "certificate" required [Reference("an input")] "An input of the type `certificate`." "certificate";
        KEY "key" required [Reference("an input")] "An input of the type `private_key`, in memory." "private_key";
    }
    environment ENVIRONMENT Host "an environment" "Other URLs of all hosts, under the same names." {
        DOC "doc" [Text] "What it is for." "A place for tests, with made-up money.";
        BASE_URL "base_url" [Text] "What `base_url` is there. Where a log-in captures `base_url`, there is none." "https://sandbox.acme.example/v1";
        HOSTS "hosts" [Entries(&TEXT)] "What the further hosts are there: all of them." "{ auth: https://auth.sandbox.acme.example }";
    }
    setting SETTING Host "a setting" "What differs from one customer of a provider to another." {
        TYPE "type" required [Type] "`label` (one label of a host name), `host`, an enum, or a type." "label";
        PATTERN "pattern" [Text] "A regular expression that the whole value matches." "\"[a-z0-9-]+\"";
        WITHIN "within" [List(&TEXT)] "The hosts that the value may name, or below; of a setting that names a host." "[acme.com, acme.eu]";
        DEFAULT "default" [Scalar] "The value where the caller gives none." "eu";
        EXAMPLE "example" [Scalar] "A made-up value, for the mock server and the tests." "acme-eu";
        ENV "env" [Text] "The environment variable that holds it. By default, the names of the provider and of the setting." "ACME_SUBDOMAIN";
        CASE "case" [Words(&["lower", "upper"])] "A text is changed to this case before it is used." "lower";
        DOC "doc" [Text] "What it means." "The first label of the customer's host.";
        DEPRECATED "deprecated" [Text] "Why it should not be used any more, and what to use instead." "Use `region`.";
    }
    host HOST Host "a host" "A base URL, and what holds for every endpoint there." {
        URL "url" [Text] "The URL before the paths: https, with settings in braces." "https://login.acme.example";
        CAPTURED "captured" [Reference("a captured value")] "A captured value is the URL. Instead of `url`." "instance_url";
        WITHIN "within" [List(&TEXT)] "The hosts that a captured URL may point to, or below." "[acme.com, acme.eu]";
        TLS "tls" [Mapping(&TLS)] "Mutual TLS (RFC 8705): the client certificate that is shown at this host." "{ certificate: certificate, key: private_key }";
        CLIENT_AUTHENTICATION "client_authentication" [AnyOf(&CLIENT)] "How the client proves who it is, at every endpoint here that takes one (RFC 6749 §2.3)." "client_secret_basic";
    }
    choice_value CHOICE_VALUE Value "a value" "A value of an enumeration." {
        NAME "name" [Text] "The name in Rust, where the value does not make a good one." "AllRockets";
        DOC "doc" required [Text] "What it means." "Do anything with rockets.";
        DEPRECATED "deprecated" [Text] "Why it should not be used any more, and what to use instead." "Use `rockets:read`.";
    }
    r#enum ENUM Value "an enumeration" "Texts that a value can be." {
        DOC "doc" [Text] "What the values have in common." "The colours there are.";
        OPEN "open" [Boolean] "Whether the provider adds values, so that examples may have others." "true";
        VALUES "values" required [Entries(&CHOICE)] "The values, as they are on the wire." "{ red: As it is. }";
    }
    r#type TYPE Value "a type" "A type of object." {
        DOC "doc" [Text] "What it holds." "What a key is exchanged for.";
        FIELDS "fields" required [Entries(&VALUE)] "Its members, by their names on the wire." "{ access_token: secret, expires_in: seconds }";
    }
    field FIELD Value "a field" "A value under a name." {
        TYPE "type" [Type] "The type of the value." "optional list of string";
        CONST "const" [Any] "A value that is always the same. In JSON it keeps its type, and may be `null`, a list or an object." "authorization_code";
        TEMPLATE "template" [Text] "A text with names in braces." "\"{email}/token\"";
        DOC "doc" [Text] "What it means." "Who is on board.";
        DEPRECATED "deprecated" [Text] "Why it should not be used any more, and what to use instead." "Use `rocket_id`.";
        RUST "rust" [Text] "The name in Rust, where the name on the wire does not make a good one." "rocket";
        AT "at" [AnyOf(&[Shape::Text, Shape::List(&TEXT), Shape::Mapping(&ELEMENT)])] "Where a reply has it: names joined by dots; a number is the index of an item, `.` the whole. The first path that leads to a value counts; an object through which another leads is none, so that `[error, error.code]` reads a text and an object." "[access_token, data.token]";
        HEADER "header" [Text] "It is in this header of the reply." "X-Trace";
        COOKIE "cookie" [Text] "It is in this cookie that the reply sets. With a `*` for a part of the name that is not known before, as in `SID_*`, it is the whole cookie, `name=value`." "SESSION";
        CHALLENGE "challenge" [Text] "It is this parameter of `WWW-Authenticate` (RFC 9110 §11.6.1)." "scope";
        SEPARATOR "separator" [Text] "What joins the items of a list into one text." "\" \"";
        DEFAULT "default" [Scalar] "What an absent member of a reply means; what is sent where the caller gives nothing." "Bearer";
        NEVER "never" [AnyOf(&[Shape::Scalar, Shape::List(&SCALAR)])] "Values of a lifetime or a point in time in a reply that mean that there is no end." "[0, -1]";
        AT_LEAST "at_least" [Count] "The least number of items of a list or characters of a text, checked before anything is sent." "1";
        AT_MOST "at_most" [Count] "The greatest number of them." "64";
        PATTERN "pattern" [Text] "A regular expression that the whole text matches, checked before anything is sent." "\"[a-z0-9-]+\"";
        CASE "case" [Words(&["lower", "upper"])] "The text is changed to this case before it is sent." "lower";
        MEANS "means" [Words(&["code", "message"])] "What a member of an error body means." "code";
        SPLIT "split" [Mapping(&SPLIT)] "Of an input: it is several texts in one, which templates name: `{admin_key.id}`." "{ by: \":\", into: { id: string, secret: secret } }";
        RAW "raw" [Boolean] "In a path or a query: it is not percent-encoded. A text that would change the rest of the URL is refused." "true";
        ENV "env" [Text] "Of an input of a credential: the environment variable that holds it. By default, the names of the provider and of the input." "ACME_API_KEY";
        ENCODING "encoding" [Words(&["hex", "base64", "base64url"])] "How `bytes` are written; of a `string` or a `secret`, the bytes that it stands for where they are computed with." "base64";
    }
    split SPLIT Value "`split`" "The texts that an input consists of. One that lacks some of them is refused before anything is sent." {
        BY "by" required [Text] "What is between them. The last one may contain it." "\":\"";
        INTO "into" required [Entries(&VALUE)] "The texts in their order: `string`, `secret` or `secret in url`, also with an `encoding`." "{ id: string, secret: { type: secret, encoding: hex } }";
    }
    element ELEMENT Value "an item of a list" "The first item of a list that has some values." {
        LIST "list" required [Text] "Where the list is." "accounts";
        WHERE "where" required [Entries(&SCALAR)] "What the item has." "{ is_default: true }";
        FIELD "field" required [Text] "Where the value is in the item." "id";
    }
    error ERROR Error "an error" "A named refusal." {
        NAME "name" required [Text] "The variant of the error enum." "RateLimited";
        DOC "doc" [Text] "What it means." "Too many requests.";
        WHEN "when" [Entries(&Shape::Any)] "What the body says: fields with a value, a list of values, `{ present: true }`, or `false`, or `{ not: 0 }`: there, and another value." "{ code: launched }";
        BODY "body" [Reference("a type")] "The type of the body, where it is not `error_body`." "Fault";
        CLASS "class" [Words(&["reauthenticate", "retry", "rate_limited", "configuration", "denied", "pending", "slow_down", "clock_skew"])] "What a caller can do, where the status does not say it." "reauthenticate";
        RETRY_AFTER "retry_after" [Reference("a field")] "The field of the body that says how long to wait, where it is not the header `Retry-After`." "wait";
        EXAMPLE "example" [Any] "A body that leads to this error." "{ code: launched }";
    }
    endpoint ENDPOINT Request "an endpoint" "One request that can be made." {
        DOC "doc" required [Text] "What it does, in a sentence." "Log in.";
        DEPRECATED "deprecated" [Text] "Why it should not be used any more, and what to use instead." "Use `list_rockets`.";
        GET "GET" [AnyOf(&[Shape::Text, Shape::Mapping(&CAPTURED)])] "The path, for a GET request; or a captured value that is the whole URL." "/rockets/{id}";
        POST "POST" [AnyOf(&[Shape::Text, Shape::Mapping(&CAPTURED)])] "The path, for a POST request; or a captured value that is the whole URL." "/login";
        PUT "PUT" [Text] "The path, for a PUT request." "/rockets/{id}";
        PATCH "PATCH" [Text] "The path, for a PATCH request." "/rockets/{id}";
        DELETE "DELETE" [Text] "The path, for a DELETE request." "/token";
        HEAD "HEAD" [Text] "The path, for a HEAD request." "/ping";
        OPTIONS "OPTIONS" [Text] "The path, for an OPTIONS request." "/ping";
        VISIT "visit" [AnyOf(&[Shape::Text, Shape::Mapping(&CAPTURED)])] "The path of a page that a person's browser visits (RFC 6749 §4.1.1). A page whose scripts route by it may have a fragment: `/#/authorize`; one without a slash follows the query: `/qrconnect#wechat_redirect`. Or a captured value that is the whole URL." "/authorize";
        HOST "host" [Reference("a host")] "The host, where it is not `base_url`." "auth";
        AUTH "auth" [AnyOf(&[Shape::Words(&["required"]), Shape::Reference("a credential"), Shape::Mapping(&AUTH)])] "`required`: the call needs a credential. The name of a credential: it needs that one. A mapping: one of several, or none, or scopes." "required";
        REPEAT "repeat" [Boolean] "`true`: several such requests have the effect of one, though the method is not idempotent. After a refusal that asks for a new token, the call is sent once more." "true";
        PKCE "pkce" [Words(&["S256", "supported", "off"])] "For `visit`: `S256` always sends a PKCE challenge (RFC 7636), `supported` only if the caller asks for it, `off` never." "S256";
        INPUTS "inputs" [Entries(&VALUE)] "What the caller gives, for use in templates." "{ client_id: string, client_secret: secret }";
        COMPUTED "computed" [Entries(&Shape::Mapping(&COMPUTATION))] "What is computed once per request, for several parts." "{ nonce: { random: uuid } }";
        PATH "path" [Entries(&VALUE)] "Parameters of the path." "{ id: uuid }";
        QUERY "query" [Entries(&VALUE)] "Parameters of the query." "{ dry_run: optional boolean }";
        HEADERS "headers" [Entries(&VALUE)] "Headers of the request." "{ X-Reason: optional string }";
        COOKIES "cookies" [Entries(&VALUE)] "Cookies of the request. One whose name has a `*` is sent as the reply set it, `name=value`." "{ locale: optional string }";
        BASIC "basic" [Mapping(&BASIC)] "A user name and a password in `Authorization: Basic` (RFC 7617)." "{ username: \"{client_id}\", password: \"{client_secret}\" }";
        CLIENT_AUTHENTICATION "client_authentication" [AnyOf(&CLIENT)] "How the client proves who it is (RFC 6749 §2.3). Its inputs, such as `client_id` and `client_secret`, need not be declared." "client_secret_basic";
        JSON "json" [AnyOf(&[Shape::Entries(&CLAIM), Shape::Type])] "The members of a JSON body; or a type, which is the whole body." "{ name: string, password: secret }";
        FORM "form" [Entries(&VALUE)] "The fields of a form body." "{ grant_type: { const: refresh_token }, refresh_token: secret }";
        XML "xml" [Entries(&CLAIM)] "An XML body: one root element." "{ LogIn: { fields: { User: string } } }";
        MULTIPART "multipart" [Entries(&VALUE)] "The parts of a multipart body (RFC 7578). The type `bytes` is a file." "{ chat_id: integer, document: bytes }";
        TEXT "text" [AnyOf(&[Shape::Type, Shape::Mapping(&FIELD)])] "A body of text." "string";
        BYTES "bytes" [AnyOf(&[Shape::Type, Shape::Mapping(&FIELD)])] "A body of bytes, which is read while it is sent." "bytes";
        BEARER "bearer" [AnyOf(&[Shape::Text, Shape::Mapping(&COMPUTATION)])] "`Authorization: Bearer` with a value of its own (RFC 6750)." "{ jwt: { algorithm: RS256, key: private_key, claims: { iss: \"{app_id}\" } } }";
        SIGN "sign" [Mapping(&SIGN)] "A signature over the finished request." "{ dpop: { algorithm: ES256, key: proof_key } }";
        REDIRECTS "redirects" [List(&TEXT)] "Hosts to which redirects are followed, with the credential. By default none is followed." "[files.acme.example]";
        RESPONSE "response" [Words(&["json", "form", "xml", "text", "bytes"])] "How replies are encoded, where it is not JSON." "form";
        CALLBACK "callback" [Entries(&VALUE)] "What a `visit` gives back: parameters with their types, or with the values that they must have. `{ code: secret }`, also if it is not said." "{ code: secret, realm: { type: string, at: realmId }, iss: { const: \"https://login.acme.example\" } }";
        VERIFY "verify" [Mapping(&VERIFY)] "The signature of the callback." "{ field: hmac, equals: { hmac_sha256: \"{callback.query}\", key: client_secret, encoding: hex } }";
        RETURNS "returns" [Entries(&RETURNED)] "The type of the reply, by HTTP status. `nothing` is no body, `json` is kept as it is. Several are an enum." "{ 200: Token }";
        ERRORS "errors" [AnyOf(&[Shape::Reference("an error set"), Shape::Entries(&CASE)])] "Errors beside the provider's: the name of a set, or a mapping like `errors`." "TokenError";
        EXAMPLES "examples" [List(&Shape::Mapping(&EXAMPLE))] "Requests and the replies to them." "[{ request: { name: ada }, response: { access_token: t_1 } }]";
    }
    verify VERIFY Sign "the signature of a callback" "A parameter of the callback that only the provider can compute." {
        FIELD "field" required [Reference("a field")] "The field of the callback that is the signature." "hmac";
        EQUALS "equals" required [Mapping(&COMPUTATION)] "What it must be. `{callback.query}` is the query without it, as it was sent, sorted by name; `{callback.lines}` are the decoded parameters without it, sorted, each in a line `name=value`; `{callback.code}` is one parameter." "{ hmac_sha256: \"{callback.query}\", key: client_secret, encoding: hex }";
    }
    success SUCCESS Request "a success" "A success with the status of a refusal or of a redirect." {
        SUCCESS_KEY "success" required [Type] "The type of the reply. The errors of this status do not apply to the endpoint." "Session";
    }
    one_of ONE_OF Request "several replies" "Replies of one status that differ by their bodies. Under the status of a refusal, a reply that fits none of them is an error." {
        ONE_OF_KEY "one_of" required [List(&ALTERNATIVE)] "Types, each but the last with a `when`: the first that fits counts." "[{ type: MfaChallenge, when: { mfa_required: true } }, Token]";
    }
    alternative ALTERNATIVE_TYPE Request "a reply" "One of several replies of one status." {
        TYPE "type" required [Type] "The type of the body." "MfaChallenge";
        WHEN "when" [Entries(&Shape::Any)] "What the body says: fields of its type with a value, a list of values, `{ present: true }`, or `false`, or `{ not: 0 }`: there, and another value." "{ mfa_required: true }";
    }
    auth AUTH Credential "`auth`" "Which credentials a call takes." {
        ANY "any" [List(&Shape::Reference("a credential"))] "The credentials of which it takes one. All of them, if it is not said." "[user, api_key]";
        OPTIONAL "optional" [Boolean] "Whether it works without a credential, too." "true";
        SCOPES "scopes" [List(&TEXT)] "The scopes that a token needs." "[\"rockets:read\"]";
    }
    object OBJECT Request "an object" "A nested object without a type of its own, in a body or a JWT." {
        FIELDS "fields" required [Entries(&CLAIM)] "Its members. In JSON, one may be a list of templates, constants and objects." "{ userName: \"{name}\" }";
    }
    basic BASIC Request "`basic`" "A user name and a password (RFC 7617). A text with braces is a template, `\"\"` is empty." {
        USERNAME "username" required [AnyOf(&[Shape::Text, Shape::Mapping(&FIELD)])] "The user name." "\"{client_id}\"";
        PASSWORD "password" required [AnyOf(&[Shape::Text, Shape::Mapping(&FIELD)])] "The password." "\"{client_secret}\"";
        ENCODE "encode" [Words(&["plain", "form"])] "`form`: both are form-urlencoded first (RFC 6749 §2.3.1)." "form";
    }
    example EXAMPLE Request "an example" "A request and the reply to it." {
        REQUEST "request" [Any] "What the caller gives, by the names on the wire, without constants." "{ name: ada }";
        RESPONSE "response" [Any] "The body of the reply; the parameters of the callback, for a `visit`." "{ access_token: t_1 }";
        HEADERS "headers" [Entries(&TEXTS)] "Headers of the reply, cookies included; a list, where one is there several times." "{ X-Trace: trace_1 }";
        STATUS "status" [Count] "The status of the reply, where it is not the first that the endpoint returns." "202";
    }
    credential CREDENTIAL Credential "a credential" "How callers authenticate." {
        DOC "doc" required [Text] "What it is." "A key that does not change.";
        DEPRECATED "deprecated" [Text] "Why it should not be used any more, and what to use instead." "Use `oauth`.";
        KEY "key" [Mapping(&KEY)] "One secret that does not change." "{ example: key_example_1 }";
        INPUTS "inputs" [Entries(&VALUE)] "What the caller gives." "{ email: string, token: secret }";
        EXAMPLE "example" [Any] "Made-up inputs, for the mock server and the tests." "{ email: ada@acme.example, token: token_example_1 }";
        COMPUTED "computed" [Entries(&Shape::Mapping(&COMPUTATION))] "What is computed once per request, for several parts." "{ nonce: { now: unix milliseconds, increasing: true } }";
        AUTHORIZE "authorize" [AnyOf(&[Shape::Reference("an endpoint"), Shape::List(&STEP_VALUE)])] "The `visit` at which a person consents first, perhaps after calls: a pushed request (RFC 9126), a request token (RFC 5849 §2.1). Or a call whose reply is shown to the caller, as in the device grant (RFC 8628)." "[push, authorize]";
        TOKEN "token" [Mapping(&TOKEN)] "The endpoint that makes the token." "{ from: log_in, value: access_token }";
        TOKENS "tokens" [Entries(&Shape::Mapping(&TOKEN))] "Several tokens of one log-in. A call says which it needs: `auth: install.user`. Where the credential says `refresh`, tokens without one of their own are renewed together." "{ bot: { from: log_in, value: access_token }, user: { from: log_in, value: user_token, optional: true } }";
        REFRESH "refresh" [AnyOf(&[Shape::Reference("an endpoint"), Shape::List(&STEP_VALUE)])] "The endpoint that makes the next token from the current one, or several steps." "renew";
        REVOKE "revoke" [AnyOf(&[Shape::Reference("an endpoint"), Shape::List(&STEP_VALUE)])] "The endpoint that revokes the token (RFC 7009), or several steps." "revoke";
        LOG_OUT "log_out" [AnyOf(&[Shape::Reference("an endpoint"), Shape::List(&STEP_VALUE)])] "The `visit` that ends the session of the browser, too (`OpenID` Connect RP-Initiated Logout 1.0). Under `with`, captured values for its fields." "[{ call: end_session, with: { id_token_hint: id_token } }]";
        SESSIONS "sessions" [Words(&["one"])] "`one`: a new log-in ends the former, whose token is good no more. Callers wait for a token that a log-in makes, instead of using the former meanwhile." "one";
        ROTATION "rotation" [Words(&["kept", "replaced"])] "What happens to a refresh token when it is used. Unknown if it is not said." "replaced";
        REUSE "reuse" [Words(&["tolerated", "ends_grant"])] "What happens when a replaced refresh token is used again." "ends_grant";
        GRACE "grace" [Text] "How long a replaced refresh token can be used again: a length of time, or `until_used`: until the new token is used for the first time." "30s";
        CLIENT_AUTHENTICATION "client_authentication" [AnyOf(&CLIENT)] "How the client proves who it is, at every endpoint that this credential calls (RFC 6749 §2.3)." "client_secret_basic";
        SCOPES "scopes" [Words(&["exact"])] "`exact`: a token has the scopes that were granted and no others, so that a call that needs another one is refused before it is sent." "exact";
        IDENTITY "identity" [Mapping(&IDENTITY)] "What says who logged in." "{ from: get_user, subject: id }";
        CHECK "check" [AnyOf(&[Shape::Reference("an endpoint"), Shape::Mapping(&CHECK)])] "A call that shows that the credential works." "get_me";
        SIGN "sign" [Mapping(&SIGN)] "A signature over the finished request." "{ digest: { username: \"{user}\", password: \"{password}\" } }";
        SESSION_KEY "session_key" [Reference("an input")] "The private key of its calls that no caller gives: a session makes one at each log-in, and keeps it with the tokens, which are bound to it (RFC 9449)." "proof_key";
        REGISTRATION "registration" [Mapping(&REGISTRATION)] "The client registers itself (RFC 7591), and uses the identifier that it is given." "{ from: register, capture: client_id }";
        TLS "tls" [Mapping(&TLS)] "Mutual TLS (RFC 8705) with whatever this credential calls." "{ certificate: certificate, key: private_key }";
        ATTACH "attach" [AnyOf(&[Shape::Words(&["bearer"]), Shape::Mapping(&ATTACH)])] "How it is attached to a request." "bearer";
    }
    registration REGISTRATION Lifecycle "a registration" "The client registers itself (RFC 7591), once." {
        FROM "from" required [AnyOf(&[Shape::Reference("an endpoint"), Shape::List(&STEP_VALUE)])] "The call that registers the client; or several steps, of which the last one is that call, and those before it find where it is made (RFC 8414)." "register";
        CAPTURE "capture" required [AnyOf(&[Shape::Reference("a field"), Shape::List(&FIELD_NAME)])] "The fields of the replies that are kept with the client, beyond the token, and that have names in URLs, headers, bodies and visits." "[client_id, client_secret]";
        EXPIRES_AT "expires_at" [Reference("a field")] "The field that says when the registration ends. The start of 1970 is never." "client_secret_expires_at";
    }
    client_assertion CLIENT_ASSERTION Credential "a client assertion" "A JWT with which the client proves who it is (RFC 7523 §2.2), with what differs from the usual one." {
        PRIVATE_KEY_JWT "private_key_jwt" [Mapping(&ASSERTION)] "It is signed with a private key, as RS256 if nothing else is said." "{ algorithm: PS256, header: { kid: \"{key_id}\" } }";
        CLIENT_SECRET_JWT "client_secret_jwt" [Mapping(&ASSERTION)] "It is signed with the secret, as HS256 if nothing else is said." "{ algorithm: HS512 }";
    }
    assertion ASSERTION Sign "an assertion" "What differs from the usual assertion of the method." {
        ALGORITHM "algorithm" [Words(JWT_ALGORITHMS)] "How it is signed (RFC 7518 §3.1, RFC 8037)." "PS256";
        KEY "key" [Reference("a private key")] "The input that signs it, where that is not `private_key` or `client_secret`." "signing_key";
        HEADER "header" [Entries(&CLAIM)] "Members of the header beside `alg` and `typ`." "{ kid: \"{key_id}\" }";
        CLAIMS "claims" [Entries(&CLAIM)] "Further claims, or others in place of `iss` and `sub`, which are the client, `aud`, which is the URL of the endpoint, `jti`, `iat` and `exp`, which is a minute later." "{ aud: { const: https://login.acme.example } }";
    }
    check CHECK Credential "a check" "A call that shows that a credential works." {
        CALL "call" required [Reference("an endpoint")] "The endpoint. The caller is not asked for any of its fields." "create_order";
        ACCEPTS "accepts" [AnyOf(&[Shape::Reference("an error"), Shape::List(&ERROR_NAME)])] "Errors that show it, too: the provider knew the credential, and refused the rest." "[MissingAmount]";
    }
    identity IDENTITY Credential "an identity" "What says who logged in: a call, or an `id_token`, which is checked first (`OpenID` Connect Core 1.0 §3.1.3.7)." {
        FROM "from" required [Reference("an endpoint or a field")] "The call that is sent with the token; or a captured field that is a signed JWT." "get_user";
        SUBJECT "subject" [Reference("a field")] "Of a call: the field that names the person." "sub";
        ISSUER "issuer" [Text] "Of an `id_token`: who must have made it: a URL, a setting, or a captured value." "https://login.acme.example";
        KEYS "keys" [Reference("an endpoint")] "Of an `id_token`: the call that answers the keys of the issuer (RFC 7517)." "get_keys";
        AUDIENCE "audience" [Reference("an input")] "Of an `id_token`: the client that it must be for. `client_id`, also if it is not said." "client_id";
        NONCE "nonce" [Reference("a parameter")] "Of an `id_token`: the parameter of the visit that it must repeat. One that the visit has is compared, also if it is not said." "authorize.nonce";
    }
    secret_key KEY Credential "a key" "One secret that does not change. Templates call it `{key}`." {
        TYPE "type" [Type] "`secret`, or `secret in url` if it may be in a URL." "secret in url";
        ENCODING "encoding" [Words(&["hex", "base64", "base64url"])] "The bytes that it stands for where they are computed with." "base64";
        EXAMPLE "example" [Text] "A made-up key, for the mock server and the tests." "key_example_1";
        ENV "env" [Text] "The environment variable that holds it. By default, the names of the provider and of the credential." "ACME_API_KEY";
    }
    token TOKEN Lifecycle "a token" "Which endpoint makes a token, and which fields of its reply are what." {
        FROM "from" required [AnyOf(&[Shape::Reference("an endpoint"), Shape::List(&STEP_VALUE)])] "The endpoint, or several steps, one after the other." "log_in";
        VALUE "value" required [AnyOf(&[Shape::Reference("a field"), Shape::List(&FIELD_NAME)])] "The field that is the access token, of the last reply that has it." "access_token";
        EXPIRES_IN "expires_in" [AnyOf(&[Shape::Reference("a field"), Shape::List(&FIELD_NAME)])] "The field that says how long it lives." "expires_in";
        EXPIRES_AT "expires_at" [AnyOf(&[Shape::Reference("a field"), Shape::List(&FIELD_NAME)])] "The field that says when it ends: a point in time, or the claim of a JWT." "expires_at";
        LIFETIME "lifetime" [Text] "How long it lives where the reply does not say it." "15m";
        IDLE "idle" [Text] "A lifetime that starts again at each use." "30m";
        EARLY "early" [Text] "How long before its end it is renewed, where the provider asks for it." "5m";
        REFRESH_TOKEN "refresh_token" [AnyOf(&[Shape::Reference("a field"), Shape::List(&FIELD_NAME)])] "The field that is the refresh token." "refresh_token";
        REFRESH_EXPIRES_IN "refresh_expires_in" [AnyOf(&[Shape::Reference("a field"), Shape::List(&FIELD_NAME)])] "The field that says how long the refresh token lives." "refresh_expires_in";
        SCOPE "scope" [AnyOf(&[Shape::Reference("a field"), Shape::List(&FIELD_NAME)])] "The field that says which scopes were granted." "scope";
        TOKEN_TYPE "token_type" [AnyOf(&[Shape::Reference("a field"), Shape::List(&FIELD_NAME)])] "The field that says what kind of token it is (RFC 6749 §7.1)." "token_type";
        CAPTURE "capture" [AnyOf(&[Shape::Reference("a field"), Shape::List(&FIELD_NAME)])] "Fields of the replies that are kept with the token." "instance_url";
        ONCE "once" [AnyOf(&[Shape::Text, Shape::List(&TEXT)])] "Fields of the request that can be sent once." "id_token";
        EVERY "every" [Text] "The last call is repeated while it answers a case of class `pending`: the field that is the interval, or a length of time. Five seconds where the reply has none." "interval";
        UNTIL "until" [Text] "How long it is repeated: a field, or a length of time." "request_device_code.expires_in";
        OPTIONAL "optional" [Boolean] "Of `tokens`: a log-in may bring none. Then its session has an error that names it." "true";
        REFRESH "refresh" [AnyOf(&[Shape::Reference("an endpoint"), Shape::List(&STEP_VALUE)])] "Of `tokens`: as of the credential, for this token alone." "renew";
        REVOKE "revoke" [AnyOf(&[Shape::Reference("an endpoint"), Shape::List(&STEP_VALUE)])] "Of `tokens`: as of the credential." "revoke";
        ROTATION "rotation" [Words(&["kept", "replaced"])] "Of `tokens`: as of the credential." "replaced";
        REUSE "reuse" [Words(&["tolerated", "ends_grant"])] "Of `tokens`: as of the credential." "ends_grant";
        GRACE "grace" [Text] "Of `tokens`: as of the credential." "30s";
        ATTACH "attach" [AnyOf(&[Shape::Words(&["bearer"]), Shape::Mapping(&ATTACH)])] "Of `tokens`: as of the credential, where this token travels differently." "{ header: X-User-Token }";
    }
    step STEP Lifecycle "a step" "One call of several." {
        CALL "call" required [Reference("an endpoint")] "The endpoint." "introspect";
        AS "as" [Text] "The step's name, where an endpoint is called twice." "second";
        WITH "with" [Entries(&FIELD_NAME)] "Fields of the request that do not find their values by their names: a field of an earlier reply, or a template of such fields, inputs and settings." "{ token: log_in.access_token }";
        AUTH "auth" [Reference("a credential")] "The credential of this call: one that does not change, such as a signed JWT, or one with a token, of which the caller gives a session." "app";
        WHEN "when" [Reference("a reply")] "The reply of an earlier step after which alone it is made." "log_in.MfaChallenge";
        ASK "ask" [AnyOf(&[Shape::Reference("a field"), Shape::List(&FIELD_NAME)])] "Fields of the request that the caller gives when the call is made, having seen the reply before." "otp";
        OPTIONAL "optional" [Boolean] "Its failure does not end the log-in." "true";
        EXPECT "expect" [Entries(&TEXT)] "What fields of its reply must be: texts, or templates over settings and what was captured before. Another reply is an error, and is not used." "{ issuer: \"{issuer}\" }";
        KEEP "keep" [Text] "How long its reply is used again." "1d";
    }
    attach ATTACH Credential "an attachment" "How a credential is attached to a request." {
        HEADER "header" [Text] "The one header that the secret is sent in." "X-Api-Key";
        PREFIX "prefix" [Text] "What is before the secret in that header." "\"Key \"";
        HEADERS "headers" [Entries(&VALUE)] "Several headers, as templates over the inputs." "{ X-Key: \"{api_key}\", X-App: \"{app_key}\" }";
        BASIC "basic" [Mapping(&BASIC)] "HTTP Basic (RFC 7617)." "{ username: \"{email}/token\", password: \"{token}\" }";
        BEARER "bearer" [AnyOf(&[Shape::Text, Shape::Mapping(&COMPUTATION)])] "`Authorization: Bearer` with a value of its own (RFC 6750)." "{ jwt: { algorithm: ES256, key: private_key, claims: { exp: \"{now + 5m}\" } } }";
        QUERY "query" [Entries(&VALUE)] "Parameters of the query, of the type `secret in url`." "{ api_key: \"{api_key}\" }";
        PATH "path" [Entries(&VALUE)] "Parameters in the paths of the calls that need it, of the type `secret in url`." "{ token: \"{key}\" }";
        COOKIES "cookies" [Entries(&VALUE)] "Cookies. One whose name has a `*` is sent as the reply set it, `name=value`." "{ SESSION: \"{session}\" }";
        JSON "json" [Entries(&VALUE)] "Members that are added to the JSON body of the calls that need it." "{ api_key: \"{api_key}\" }";
        FORM "form" [Entries(&VALUE)] "Fields that are added to the form of the calls that need it." "{ api_key: \"{api_key}\" }";
    }
    computation COMPUTATION Expression "a computation" "A value that is computed once per request. Digests and random bytes are bytes, until an `encoding` makes text of them." {
        NOW "now" [AnyOf(&[Shape::Words(&["unix seconds", "unix milliseconds", "timestamp", "http date"]), Shape::Text])] "The time of the request; also by a pattern of `strftime`, in UTC: `\"%Y%m%dT%H%M%SZ\"`." "unix seconds";
        INCREASING "increasing" [Boolean] "With `now`: never the same number twice." "true";
        ZONE "zone" [Text] "With a pattern of `now`: the distance from UTC of the zone in which the time is written." "\"+08:00\"";
        RANDOM "random" [Words(&["uuid", "bytes", "digits"])] "Something random." "uuid";
        LENGTH "length" [Count] "How many bytes or digits." "16";
        BYTES "bytes" [AnyOf(&[Shape::Text, Shape::Mapping(&COMPUTATION), Shape::List(&Shape::Any)])] "The value itself, in another encoding." "\"{user}:{password}\"";
        MD5 "md5" [AnyOf(&[Shape::Text, Shape::Mapping(&COMPUTATION), Shape::List(&Shape::Any)])] "MD5 (RFC 1321)." "\"{nonce}\"";
        SHA1 "sha1" [AnyOf(&[Shape::Text, Shape::Mapping(&COMPUTATION), Shape::List(&Shape::Any)])] "SHA-1 (FIPS 180-4)." "\"{nonce}\"";
        SHA256 "sha256" [AnyOf(&[Shape::Text, Shape::Mapping(&COMPUTATION), Shape::List(&Shape::Any)])] "SHA-256 (FIPS 180-4)." "\"{nonce}\"";
        SHA512 "sha512" [AnyOf(&[Shape::Text, Shape::Mapping(&COMPUTATION), Shape::List(&Shape::Any)])] "SHA-512 (FIPS 180-4)." "\"{nonce}\"";
        HMAC_MD5 "hmac_md5" [AnyOf(&[Shape::Text, Shape::Mapping(&COMPUTATION), Shape::List(&Shape::Any)])] "HMAC with MD5 (RFC 2104)." "\"{nonce}\"";
        HMAC_SHA1 "hmac_sha1" [AnyOf(&[Shape::Text, Shape::Mapping(&COMPUTATION), Shape::List(&Shape::Any)])] "HMAC with SHA-1 (RFC 2104)." "\"{nonce}\"";
        HMAC_SHA256 "hmac_sha256" [AnyOf(&[Shape::Text, Shape::Mapping(&COMPUTATION), Shape::List(&Shape::Any)])] "HMAC with SHA-256 (RFC 2104)." "[\"{nonce}\", { sha256: \"{request.body}\" }]";
        HMAC_SHA512 "hmac_sha512" [AnyOf(&[Shape::Text, Shape::Mapping(&COMPUTATION), Shape::List(&Shape::Any)])] "HMAC with SHA-512 (RFC 2104)." "\"{nonce}\"";
        SIGNATURE "signature" [AnyOf(&[Shape::Text, Shape::Mapping(&COMPUTATION), Shape::List(&Shape::Any)])] "The signature of a private key." "\"{request.method}{request.target}\"";
        ALGORITHM "algorithm" [Words(JWT_ALGORITHMS)] "Of a `signature` (RFC 7518 §3.1, RFC 8037)." "RS256";
        KEY "key" [AnyOf(&[Shape::Reference("a secret"), Shape::Mapping(&COMPUTATION)])] "The key of an HMAC or a signature: the name of a secret or a private key, or what is computed from a secret." "secret_key";
        ENCODING "encoding" [Words(&["hex", "base64", "base64url"])] "How the bytes are written as text (RFC 4648)." "hex";
        CASE "case" [Words(&["lower", "upper"])] "Of hexadecimal digits." "upper";
        DER "der" [Boolean] "Of a `signature` of ECDSA: `true` is DER (RFC 3279 §2.2.3), as OpenSSL and key management services make it, and not the two numbers that JWTs have." "true";
        SORTED "sorted" [Text] "Under `sign`: the parameters of the query and of a form, sorted by name, those of one name in their order. The text says how each is written: `{name}` and `{value}` are decoded, `{sent.name}` and `{sent.value}` are as they are sent." "\"{name}={value}\"";
        SEPARATOR "separator" [Text] "Of `sorted`: what is between two of them, where it is not nothing." "\"&\"";
        WITHOUT "without" [AnyOf(&[Shape::Text, Shape::List(&TEXT)])] "Of `sorted`: the names of those that do not count." "[sign, sign_type]";
        WITHOUT_EMPTY "without_empty" [Boolean] "Of `sorted`: `true`, if those with an empty value do not count." "true";
        JWT "jwt" [Mapping(&JWT)] "A signed JWT (RFC 7519)." "{ algorithm: RS256, key: private_key, claims: { iss: \"{app_id}\" } }";
    }
    jwt JWT Sign "a JWT" "A signed JWT (RFC 7519)." {
        ALGORITHM "algorithm" required [Words(JWT_ALGORITHMS)] "How it is signed (RFC 7518 §3.1, RFC 8037)." "RS256";
        KEY "key" required [Reference("a private key")] "An input of the type `private_key`, or a `secret` for HS256 and its like." "private_key";
        HEADER "header" [Entries(&CLAIM)] "Members of the header beside `alg` and `typ`." "{ kid: \"{key_id}\" }";
        CLAIMS "claims" required [Entries(&CLAIM)] "The claims; a type is a field that the caller gives. A claim may be a list, or an object with `fields`." "{ iss: \"{app_id}\", iat: \"{now - 60s}\", exp: \"{now + 10m}\" }";
    }
    sign SIGN Sign "a signature" "What is added to the finished request: by a signer of a name, or by parts that are computed from it." {
        SIGV4 "sigv4" [Mapping(&SIGV4)] "AWS Signature Version 4." "{ service: sts, region: \"{region}\" }";
        OAUTH1 "oauth1" [Mapping(&OAUTH1)] "OAuth 1.0 (RFC 5849)." "{ method: HMAC-SHA1, consumer_key: consumer_key, consumer_secret: consumer_secret }";
        DIGEST "digest" [Mapping(&DIGEST)] "Digest (RFC 7616): answers a challenge." "{ username: \"{user}\", password: \"{password}\" }";
        DPOP "dpop" [Mapping(&DPOP)] "Proof of possession (RFC 9449)." "{ algorithm: ES256, key: proof_key }";
        HTTP_SIGNATURE "http_signature" [Mapping(&HTTP_SIGNATURE)] "HTTP message signatures (RFC 9421)." "{ algorithm: EdDSA, key: private_key, components: [\"@method\", \"@target-uri\"] }";
        INTO "into" [Mapping(&INTO)] "Parts that are computed from the finished request." "{ headers: { X-Signature: { hmac_sha256: \"{request.body}\", key: secret_key, encoding: hex } } }";
    }
    into INTO Sign "`into`" "Parts that are computed from the finished request, in their order." {
        HEADERS "headers" [Entries(&VALUE)] "Headers." "{ X-Signature: { hmac_sha256: \"{request.path}\", key: secret_key, encoding: hex } }";
        BEARER "bearer" [AnyOf(&[Shape::Text, Shape::Mapping(&COMPUTATION)])] "`Authorization: Bearer` with a value of its own, such as a JWT about the request." "{ jwt: { algorithm: ES256, key: private_key, claims: { uri: \"{request.method} {request.host}{request.path}\" } } }";
        QUERY "query" [Entries(&VALUE)] "Parameters at the end of the query." "{ signature: { hmac_sha256: \"{request.query}\", key: secret_key, encoding: hex } }";
    }
    sigv4 SIGV4 Sign "`sigv4`" "AWS Signature Version 4, by the inputs `access_key_id`, `secret_access_key` and, for temporary credentials, `session_token`." {
        SERVICE "service" required [Text] "The name of the service in signatures." "sts";
        REGION "region" required [Text] "The region." "\"{region}\"";
        IN "in" [Words(&["headers", "query"])] "`query`: a presigned URL." "query";
        PATH "path" [Words(&["once", "twice"])] "How often the path is percent-encoded: `once` for Amazon S3." "once";
        LIFETIME "lifetime" [Text] "How long a presigned URL is good." "5m";
    }
    oauth1 OAUTH1 Sign "`oauth1`" "OAuth 1.0 (RFC 5849)." {
        METHOD "method" required [Words(&["HMAC-SHA1", "HMAC-SHA256", "HMAC-SHA512", "RSA-SHA1", "RSA-SHA256", "RSA-SHA512", "PLAINTEXT"])] "The signature method (RFC 5849 §3.4)." "HMAC-SHA1";
        CONSUMER_KEY "consumer_key" required [Reference("an input")] "The identifier of the client." "consumer_key";
        CONSUMER_SECRET "consumer_secret" [Reference("an input")] "The secret of the client." "consumer_secret";
        PRIVATE_KEY "private_key" [Reference("an input")] "The key of the client, for RSA." "private_key";
        TOKEN "token" [Reference("an input")] "The token." "oauth_token";
        TOKEN_SECRET "token_secret" [Reference("an input")] "The secret of the token." "oauth_token_secret";
        CALLBACK "callback" [Reference("an input")] "The URL to come back to (RFC 5849 §2.1)." "callback";
        VERIFIER "verifier" [Reference("an input")] "What the callback brought (RFC 5849 §2.3)." "oauth_verifier";
        REALM "realm" [Text] "The realm, which is not signed (RFC 5849 §3.5.1)." "\"{account}\"";
        BODY_HASH "body_hash" [Boolean] "Whether `oauth_body_hash` of a body that is no form is sent." "true";
    }
    digest DIGEST Sign "`digest`" "Digest (RFC 7616): the first request is answered with a challenge, and repeated once." {
        USERNAME "username" required [Text] "The user name." "\"{username}\"";
        PASSWORD "password" required [Text] "The password." "\"{password}\"";
    }
    dpop DPOP Sign "`dpop`" "A proof of possession for each request (RFC 9449), with the nonce of the server." {
        ALGORITHM "algorithm" required [Words(&["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"])] "How it is signed." "ES256";
        KEY "key" required [Reference("a private key")] "An input of the type `private_key`." "proof_key";
    }
    http_signature HTTP_SIGNATURE Sign "`http_signature`" "HTTP message signatures (RFC 9421)." {
        ALGORITHM "algorithm" required [Words(&["PS512", "RS256", "HS256", "ES256", "ES384", "EdDSA"])] "How it is signed: RFC 9421 §3.3 in the names of JOSE." "EdDSA";
        KEY "key" required [Reference("a key")] "An input of the type `private_key`, or a `secret` for HS256." "private_key";
        KEY_ID "key_id" [Text] "The parameter `keyid`." "\"{key_id}\"";
        COMPONENTS "components" required [List(&TEXT)] "What is signed: `@method`, `@target-uri`, names of headers. A `content-digest` is made of the body." "[\"@method\", \"@target-uri\", content-digest]";
    }
}
