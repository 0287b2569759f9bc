//! Every problem of an input, in one go: text in, text out.

use proc_macro2::TokenStream;
use syn::DeriveInput;

use crate::attr::problems::Problems;

type Expand = fn(&DeriveInput, &mut Problems) -> TokenStream;

fn check(expand: Expand, input: &str, expected: &[&str]) {
    let parsed = syn::parse_str(input).unwrap();
    let mut problems = Problems::default();
    let items = expand(&parsed, &mut problems);
    assert_eq!(problems.messages(), expected, "{input}");
    syn::parse2::<syn::File>(items).unwrap();
}

/// Puts the attribute and the fields into a request that is right otherwise.
fn endpoint(attribute: &str, fields: &str, expected: &[&str]) {
    let input = format!("#[endpoint({attribute}, response = (), error = E)] struct Send {fields}");
    check(crate::request::expand_endpoint, &input, expected);
}

#[test]
fn endpoint_paths() {
    endpoint("GET \"/a/{b}\"", "{ b: String }", &[]);
    endpoint("GET \"/a/{b\"", ";", &["`{b` is not closed: add a `}`"]);
    endpoint("GET \"/a/b}\"", ";", &["there is a `}` without a `{`: remove it, or write `{id}`"]);
    endpoint("GET \"/a/{}\"", ";", &["`{}` needs the name of a field: write `{id}`"]);
    endpoint("GET \"/{b}/{b}\"", "{ b: String }", &["`{b}` is there twice: give each its own field"]);
    endpoint("GET \"/a/{key}\"", ";", &["`{key}` has no field: add `key: String`"]);
    endpoint("GET \"/{b}\"", "{ b: Option<String> }", &["`{b}` is part of the path: make the field one text"]);
    endpoint("GET \"a\"", ";", &["a path starts with `/`: it follows the URL of the host"]);
    let query = "a path ends before the query: use `query(\"name\" = \"text\")` or a field marked `query`";
    endpoint("GET \"/a?b=1\"", ";", &[query]);
    endpoint("GET \"/a b\"", ";", &["a path has visible ASCII only: percent-encode the rest"]);
}

#[test]
fn endpoint_attributes() {
    endpoint("FETCH \"/a\"", ";", &["unknown method `FETCH`: did you mean `PATCH`?"]);
    endpoint("GET \"/a\", PUT \"/b\"", ";", &["an endpoint has one method and one path: remove this one"]);
    endpoint("host = \"b\"", ";", &["say what is called: `#[endpoint(POST \"/path\", …)]`"]);
    endpoint("POST \"/a\", json, form", ";", &["a body is `json` or `form`, not both: remove one"]);
    endpoint("POST \"/a\", josn", ";", &["unknown `josn`: did you mean `json`?"]);
    endpoint("POST \"/a\", json, json", ";", &["`json` is there twice: remove one"]);
    endpoint("POST \"/a\", json = 1", ";", &["`json` has no value: write `json` alone"]);
    endpoint("POST \"/a\", host = b", ";", &["write `host = \"text\"`"]);
    endpoint("POST \"/a\", body(\"a\" = \"b\")", ";", &["say what form the body has: `json` or `form`"]);
    endpoint("POST \"/a\", header(\"a b\" = \"c\")", ";", &["a header name has letters, digits and `-` only"]);
    let body = "this endpoint has no body: remove `json` or `form`, and mark the fields `query`";
    endpoint("GET \"/a\", json", ";", &[body]);
    let missing = [
        "say what success answers: `response = Type`, or `response = ()` for nothing",
        "say what failure answers: `error = Type`",
    ];
    check(crate::request::expand_endpoint, "#[endpoint(GET \"/a\")] struct A;", &missing);
    check(
        crate::request::expand_endpoint,
        "#[endpoint(VISIT \"/a\")] struct A;",
        &["say whose page this is: `provider = Acme`"],
    );
    check(
        crate::request::expand_endpoint,
        "#[endpoint(GET \"/a\", response = (), error = E)] struct A(String);",
        &["`Endpoint` is for a struct with named fields"],
    );
}

#[test]
fn endpoint_fields() {
    let nowhere = "say where `a` goes: `json` or `form` on the struct, or `#[endpoint(query)]` here";
    endpoint("POST \"/\"", "{ a: String }", &[nowhere]);
    endpoint(
        "POST \"/\", json",
        "{ #[endpoint(query, header = \"X\")] a: String }",
        &["a field goes to one place: keep one of `query`, `header`, `body`"],
    );
    let list = "`separator` is for a list: make the field a `Vec<…>`";
    endpoint("POST \"/\", json", "{ #[endpoint(separator = \" \")] a: String }", &[list]);
    endpoint(
        "POST \"/\", json, body(\"a\" = 1)",
        "{ a: String }",
        &["`a` is there twice in the body: remove or rename one"],
    );
    let new = "`new` is taken: name the field otherwise and add `rename = \"new\"`";
    endpoint("POST \"/\", json", "{ new: Option<String> }", &[new]);
    let several = ["unknown `quary`: did you mean `query`?", "unknown `renam`: did you mean `rename`?"];
    endpoint("POST \"/\", json", "{ #[endpoint(quary)] a: String, #[endpoint(renam = \"x\")] b: i64 }", &several);
}

#[test]
fn endpoint_places() {
    endpoint(
        "GET \"/{b}\"",
        "{ #[endpoint(query)] b: String }",
        &["`{b}` in the path needs this field: remove `query`"],
    );
    endpoint("POST \"/{b}\", form", "{ b: String, #[endpoint(body, rename = \"b\")] c: String }", &[]);
    let renamed = "`header` says the name already: remove `rename`";
    endpoint("GET \"/\"", "{ #[endpoint(header = \"X\", rename = \"y\")] b: String }", &[renamed]);
    let nowhere = "`b` goes nowhere: write `{b}` into the path, or `#[endpoint(query)]` here";
    endpoint("GET \"/\"", "{ b: String }", &[nowhere]);
    let logs = "a secret in the query ends up in logs: send it in the body or in a header";
    endpoint("GET \"/\"", "{ #[endpoint(query)] b: Option<auth_runtime::Secret> }", &[logs]);
    let own = "the runtime sends `content-type` itself: remove this one";
    endpoint("GET \"/\", header(\"Content-Type\" = \"a\")", ";", &[own]);
    let visit = "`pkce`: this is for a page that the user visits: write `VISIT \"/path\"`, or remove it";
    endpoint("GET \"/\", pkce", ";", &[visit]);
    let count = "write a number of items from 1 on, or remove `at_least`";
    endpoint("GET \"/\"", "{ #[endpoint(query, at_least = 0)] b: Vec<String> }", &[count]);
}

#[test]
fn records() {
    check(crate::value::decode::expand_decode, "struct A { #[decode(at(\"a\", \"b.c\"))] a: String }", &[]);
    let path = "a path is names with dots between them, such as `data.bearer`";
    check(crate::value::decode::expand_decode, "struct A { #[decode(at(\"a..b\"))] a: String }", &[path]);
    let both = "`at` says where the member is already: remove `rename`";
    check(crate::value::decode::expand_decode, "struct A { #[decode(at(\"a\"), rename = \"b\")] a: String }", &[both]);
    check(crate::value::decode::expand_decode, "enum A { B }", &["`Decode` is for a struct with named fields"]);
    check(crate::value::decode::expand_decode, "struct A<'a, T, const N: usize> { a: T }", &[]);
    check(
        crate::value::encode::expand_encode,
        "struct A { #[encode(seperator = \" \")] a: String }",
        &["unknown `seperator`: did you mean `separator`?"],
    );
    let optional = "a member of an error body may always be missing: write `Option<…>`";
    check(crate::error::error_body::expand_error_body, "struct A { a: String }", &[optional]);
    let twice = "struct A { #[error_body(code)] a: Option<String>, #[error_body(code)] b: Option<String> }";
    check(crate::error::error_body::expand_error_body, twice, &["`a` is the `code` already"]);
}

#[test]
fn errors() {
    let expand: Expand = crate::error::api_error::expand_api_error;
    check(expand, "enum E { #[api_error(400)] A(B), #[api_error(other)] C }", &[]);
    check(
        expand,
        "enum E { #[api_error(400)] A }",
        &["one variant must be `#[api_error(other)]`, for what is not documented"],
    );
    let rows = [
        ("#[api_error(200)] A,", "an error has a status of 4xx or 5xx"),
        ("A,", "write the status, as in `#[api_error(400)]`, or `#[api_error(other)]`"),
        ("#[api_error(400, class = retri)] A,", "unknown class `retri`: did you mean `retry`?"),
        (
            "#[api_error(400, class = whatever)] A,",
            "unknown class `whatever`: there is `reauthenticate`, `retry`, `rate_limited`, `configuration`, `denied`",
        ),
        (
            "#[api_error(400, when(a = \"b\"))] A,",
            "`when` looks into the body: give the variant one, as in `Name(Body)`",
        ),
        ("#[api_error(400, wen(a = \"b\"))] A(B),", "unknown `wen`: did you mean `when`?"),
        ("#[api_error(400)] A { b: B },", "a variant holds the error body, as in `Name(Body)`, or nothing"),
        (
            "#[api_error(400)] A, #[api_error(400)] B,",
            "this is never reached: `A` takes every 400; put `A` after this one",
        ),
        ("#[api_error(other)] A,", "`A` takes the rest already: give this one a status"),
    ];
    for (variants, expected) in rows {
        check(expand, &format!("enum E {{ {variants} #[api_error(other)] Z }}"), &[expected]);
    }
}

#[test]
fn choices() {
    let expand: Expand = |input, problems| crate::value::choice::expand_choice(input, "scope", problems);
    check(expand, "enum S { #[scope(\"a\")] A, #[scope(other)] B(String) }", &[]);
    check(expand, "enum S { #[scope(\"a\")] A, #[scope(\"a\")] B }", &["`A` has this text already"]);
    check(expand, "enum S { #[scope(other)] A }", &["the other texts are kept: write `A(String)`"]);
    let wanted = "write `#[scope(\"text\")]` on a variant without fields, or `#[scope(other)]`";
    check(expand, "enum S { A }", &[wanted]);
}

#[test]
fn credentials_and_clients() {
    let expand: Expand = crate::credential::key::expand_credential;
    check(expand, "#[credential(provider = P, bearer)] struct K(Secret);", &[]);
    let whose = "say whose credential this is: `#[credential(provider = Acme, …)]`";
    let how = "say how it is attached, by one of `bearer`, `basic`, `header = \"Name\"`";
    check(expand, "struct K(Secret);", &[how, whose]);
    check(expand, "#[credential(provider = P, bearer, basic)] struct K(Secret);", &[how]);
    let pair = "write `{ username: String, password: Secret }`";
    check(expand, "#[credential(provider = P, basic)] struct K { user: String, password: Secret }", &[pair]);
    let client: Expand = crate::client::expand_client;
    check(client, "struct Client<C = Anonymous>(Connection<P, C>);", &[]);
    check(client, "struct Client(Connection<P>);", &["write `struct Client<C = Anonymous>(Connection<Provider, C>);`"]);
}

/// Puts the attribute and the fields into a token source that is right otherwise.
fn token_source(attribute: &str, fields: &str, expected: &[&str]) {
    let input = format!("#[token_source(provider = P, mint(M), token(access_token), {attribute})] struct Key {fields}");
    check(crate::credential::source::expand_token_source, &input, expected);
}

#[test]
fn token_sources() {
    let all = "token(expires_in, refresh_token = rt), refresh(R(code = refresh_token)), revoke(V(token)), lifetime = 60, header = \"X-Key\", prefix = \"T \"";
    token_source(all, "{ a: String, #[token_source(refresh, revoke)] b: Option<u8>, c: OneTime<Secret> }", &[]);
    token_source("refresh(R)", "{ #[token_source(verifier = v)] code: OneTime<AuthorizationCode> }", &[]);
    token_source("token(expiresin)", ";", &["a token has no `expiresin`: did you mean `expires_in`?"]);
    token_source("token(access_token)", ";", &["`access_token` is there twice: remove one"]);
    token_source("mint(N)", ";", &["`mint` is one request: remove this one"]);
    token_source("refresh(R(a))", ";", &["say which token `a` is: `a = access_token`, or `a = refresh_token`"]);
    let which = "say which field of the reply is the refresh token: `token(…, refresh_token)`";
    token_source("refresh(R(refresh_token))", ";", &[which]);
    let each = "each token of a session is revoked by that field: write `token` alone";
    for role in ["access_token", "refresh_token", "token"] {
        token_source(&format!("token(refresh_token), revoke(R(token = {role}))"), ";", &[each]);
    }
    let others = "the other fields come from the struct: mark them `#[token_source(refresh)]`";
    token_source("refresh(R(access_token, b))", ";", &[others]);
    token_source("prefix = \"T \"", ";", &["`prefix` comes before the token in a header: add `header = \"Name\"`"]);
    let request = "there is no request for `refresh`: add `refresh(Request)` to the struct";
    token_source("", "{ #[token_source(refresh)] a: String }", &[request]);
    let once = "what is used once is used up by `mint`: remove `refresh`";
    token_source("refresh(R)", "{ #[token_source(mint, refresh)] a: OneTime<String> }", &[once]);
    let verifier = "a `verifier` belongs to a field of type `OneTime<AuthorizationCode>`";
    token_source("", "{ #[token_source(verifier = v)] a: OneTime<String> }", &[verifier]);
    let missing = [
        "say whose tokens these are: `provider = Acme`",
        "say which request makes the first token: `mint(LogIn)`",
        "say which field of its reply is the token: `token(access_token)`",
    ];
    check(crate::credential::source::expand_token_source, "struct Key;", &missing);
    let early = "there is no token yet when the first one is made: remove the parentheses";
    let mint = "#[token_source(provider = P, mint(M(access_token)), token(access_token))] struct Key;";
    check(crate::credential::source::expand_token_source, mint, &[early]);
}

/// A refresh token is revoked where there is one, and a field that it can be sent in.
#[test]
fn what_is_revoked() {
    let rows = [
        ("token(refresh_token), revoke(R(token))", true),
        ("token(refresh_token), revoke(R)", false),
        ("token(refresh_token)", false),
        ("revoke(R(token))", false),
    ];
    for (attribute, expected) in rows {
        let input = format!("#[token_source(provider = P, mint(M), token(access_token), {attribute})] struct Key;");
        let mut problems = Problems::default();
        let items = crate::credential::source::expand_token_source(&syn::parse_str(&input).unwrap(), &mut problems);
        assert!(problems.is_empty(), "{attribute}");
        assert_eq!(items.to_string().contains("const REVOKES_REFRESH_TOKENS : bool = true"), expected, "{attribute}");
    }
}

#[test]
fn credentials_from_the_environment() {
    let expand: Expand = crate::credential::environment::expand_credentials;
    let check = |fields: &str, expected: &[&str]| {
        check(expand, &format!("#[credentials(prefix = \"A_\")] struct Login {{ key: Secret, {fields} }}"), expected);
    };
    check("#[credentials(default = 7, parse, show)] retries: u8, variables: Option<String>, name: String", &[]);
    check("#[credentials(env = \"A_KEY\")] other: Secret", &["`A_KEY` is read for `key` already: name another"]);
    let option = "an `Option` is `None` by default: remove `default`, or the `Option`";
    check("#[credentials(default = \"a\")] a: Option<String>", &[option]);
    check("#[credentials(default = \"a\")] a: Secret", &["a secret in the source is none: remove `default`"]);
    check("#[credentials(show)] a: Option<Secret>", &["a secret is never shown: remove `show`"]);
    let name = "the name of a variable is not empty and has no `=`: write it like `ACME_API_KEY`";
    check("#[credentials(env = \"\")] a: Secret", &[name]);
    check("#[credentials(env = \"a=b\")] a: Secret", &[name]);
    check("#[credentials(evn = \"a\")] a: Secret", &["unknown `evn`: did you mean `env`?"]);
}
