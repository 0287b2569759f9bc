//! Pages as people paste them: with their own secrets, with headings instead of statuses, with a token of its own in each
//! sample.

use cargo_authwright::import::from_curl;

use crate::{acme, generated};

fn spec(page: &str) -> String {
    let imported = from_curl(page, &acme()).unwrap_or_else(|fault| panic!("{page}: {fault}"));
    generated(&imported)
}

/// A page, what the spec must say, and what it must not.
fn check(rows: &[(&str, &[&str], &[&str])]) {
    for (page, wanted, unwanted) in rows {
        let spec = spec(page);
        // Comments are wrapped, and what they say is compared without that.
        let plain = spec.lines().map(|line| line.trim().trim_start_matches("# ")).collect::<Vec<_>>().join(" ");
        for text in *wanted {
            assert!(spec.contains(text) || plain.contains(text), "{page}: {text} is not in\n{spec}");
        }
        for text in *unwanted {
            assert!(!spec.contains(text), "{page}: {text} is in\n{spec}");
        }
    }
}

#[test]
fn no_secret_is_taken_over_in_a_part_of_a_text() {
    check(&[
        (
            r#"curl "https://api.v5.example/reports?api_key=9f8e7d6c5b4a3210"
{
  "next": "https://api.v5.example/reports?page=2&api_key=9f8e7d6c5b4a3210",
  "callback": "https://user:hunter2real@cb.example/x",
  "webhook": "https://hooks.example/services/T0/XXXXRealHookSecret1234567",
  "download": "https://cdn.example/f.csv?access_token=realsecret987654321",
  "signed": "https://cdn.example/f.csv?sig=Zm9vYmFy%3D&se=2024",
  "self": "/reports/42?access_token=9f8e7d6c5b4a3210",
  "note": "called with Bearer 9f8e7d6c5b4a3210"
}"#,
            &[
                "next: https://api.v5.example/reports?page=2&api_key=api_key_example_1",
                "callback: https://user:password_example_1@cb.example/x",
                "self: /reports/42?access_token=api_key_example_1",
                "note: called with Bearer api_key_example_1",
                "se=2024",
            ],
            &["9f8e7d", "hunter2", "RealHook", "realsecret", "Zm9vYmFy"],
        ),
        (
            "# Call https://me:s3cretpw@a.example/x?token=abcdef123456\ncurl https://a.example/x\n\n401\n{\"message\": \"Bad token sk_live_1234567890abcdef of https://a.example?key=abcd1234\"}",
            &["401:"],
            &["s3cretpw", "abcdef123456", "sk_live_1234", "abcd1234"],
        ),
        // A secret that only a later sample shows.
        (
            "curl https://a.example/x\n{\"text\": \"see k9k9k9k9\"}\n\ncurl https://a.example/y -H 'X-Api-Key: k9k9k9k9'\n{\"ok\": true}",
            &["text: see api_key_example_1"],
            &["k9k9k9k9"],
        ),
        (
            "curl https://api.bot.example/bot123456:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc/getMe\n{\"id\": 1}",
            &["GET: /{"],
            &["AAEhBO"],
        ),
    ]);
}

#[test]
fn a_refusal_is_none_of_the_successes() {
    const CALL: &str = "curl https://a.example/x\n{\"id\": 1}\n\n";
    let rows = [
        ("Bad Request\n{\"reason\": \"no\"}", "400:\n"),
        ("### Unauthorized\n{\"reason\": \"no\"}", "401:\n"),
        ("**Not Found**\n```json\n{\"reason\": \"no\"}\n```", "404:\n"),
        ("Too Many Requests:\n{\"reason\": \"no\"}", "429:\n"),
        ("Code: 401\n{\"reason\": \"no\"}", "401:\n"),
        ("Status: 403\n{\"reason\": \"no\"}", "403:\n"),
        ("HTTP 409\n{\"reason\": \"no\"}", "409:\n"),
        ("Error response\n{\"reason\": \"no\"}", "400 is assumed"),
        ("Error:\n{\"reason\": \"no\"}", "400 is assumed"),
        ("{\"status\": 402, \"title\": \"Pay first\"}", "402:\n"),
        ("{\"error\": {\"code\": 403, \"message\": \"Go away\"}}", "403:\n"),
        ("{\"errors\": [{\"status\": \"422\", \"title\": \"Odd name\"}]}", "422:\n"),
        ("{\"error\": \"no_such_thing\"}", "400 is assumed"),
        ("{\"ok\": false, \"reason\": \"no\"}", "400 is assumed"),
    ];
    for (reply, wanted) in rows {
        let spec = spec(&format!("{CALL}{reply}\n"));
        let wanted = wanted.trim_end();
        assert!(spec.contains(wanted), "{reply}: {wanted} is not in\n{spec}");
        assert!(spec.contains("\nerrors:\n") && !spec.contains("optional integer\n      reason"), "{reply}:\n{spec}");
        assert!(spec.contains("      id: integer\n"), "{reply}:\n{spec}");
    }
    check(&[
        (
            "curl https://a.example/x\n{\"id\": 1}\n\n{\"name\": \"a\"}",
            &["The replies on lines 2 and 4 share no member"],
            &["errors:\n"],
        ),
        (
            "curl https://a.example/x\n{\"id\": 1, \"error\": \"late\"}",
            &["The reply on line 2 has an error and no status"],
            &["\nerrors:\n"],
        ),
    ]);
}

#[test]
fn a_status_in_the_body_is_said() {
    check(&[
        (
            "curl https://a.example/x\n{\"status\": 0, \"data\": 1}\n\n{\"status\": 7, \"message\": \"Not you\"}",
            &["`status` is 0 in every success", "errors: { 200: [{ name: Refused, when: { status: 7 } }] }"],
            &[],
        ),
        (
            "curl https://a.example/x\n{\"success\": true, \"data\": 1}\n\nError\n{\"success\": false, \"message\": \"Not you\"}",
            &["when: { success: false }"],
            &[],
        ),
        ("curl https://a.example/x\n{\"status\": \"ready\"}", &[], &["tell the refusals"]),
    ]);
}

/// The reply of a log-in.
const LOG_IN: &str = "# Log in\ncurl https://a.example/login -d '{\"name\": \"ada\", \"password\": \"hunter22\"}' -H 'content-type: application/json'\n{\"access_token\": \"at-1111111\", \"refresh_token\": \"rt-1111111\", \"expires_in\": 900}\n\n";
const ME: &str = "\n# Get me\ncurl https://a.example/me -H 'Authorization: Bearer at-3333333'\n{\"id\": 1}\n";

#[test]
fn a_renewal_sends_what_the_log_in_answered() {
    let renewed = "{\"access_token\": \"at-2222222\", \"refresh_token\": \"rt-3333333\", \"expires_in\": 900}\n";
    let page = |sent: &str, name: &str| {
        format!("{LOG_IN}# Refresh\ncurl https://a.example/refresh --json '{{\"{name}\": \"{sent}\"}}'\n{renewed}{ME}")
    };
    let same = page("rt-2222222", "refresh_token");
    let other = page("rt-2222222", "refreshToken");
    let placeholder = page("$REFRESH_TOKEN", "refresh_token");
    check(&[
        (&same, &["refresh: refresh\n", "request: { refresh_token: refresh_token_example_1 }"], &["rt-"]),
        (&placeholder, &["refresh: refresh\n", "request: { refresh_token: refresh_token_example_1 }"], &["rt-"]),
        (
            &other,
            &[
                "refresh: refresh\n",
                "inputs: { refresh_token: secret }",
                "json: { refreshToken: \"{refresh_token}\" }",
                "request: { refresh_token: refresh_token_example_1 }",
            ],
            &["json: { refreshToken: secret }"],
        ),
    ]);
    let unlike = format!(
        "{LOG_IN}# Refresh\ncurl https://a.example/refresh --json '{{\"refreshToken\": \"rt-2\"}}'\n{{\"ticket\": \"x\"}}\n{ME}"
    );
    check(&[(&unlike, &["`refresh` may renew the token of `log_in`"], &["refresh: refresh\n"])]);
    let revoked = format!("{LOG_IN}# Revoke\ncurl https://a.example/revoke -d token=at-7777777\n204 No Content\n{ME}");
    check(&[(&revoked, &["revoke: revoke\n", "request: { token: access_token_example_1 }"], &["at-7"])]);
}

#[test]
fn headings_of_examples_are_no_documentation() {
    check(&[
        ("## Example - Curl Request\n\ncurl https://a.example/reports\n{\"id\": 1}", &["doc: Get reports."], &["Curl"]),
        (
            "## Reports\nLists what was reported.\n\n### Example request:\n```\ncurl https://a.example/reports\n```\n{\"id\": 1}",
            &["doc: Lists what was reported."],
            &["Example"],
        ),
    ]);
}

#[test]
fn what_one_sample_shows_is_remarked() {
    let one = "curl https://a.example/x --json '{\"name\": \"a\", \"size\": 1}'\n{\"id\": 1}\n";
    let other = format!("{one}\ncurl https://a.example/x --json '{{\"name\": \"b\"}}'\n{{\"id\": 2}}\n");
    check(&[
        (one, &["One sample shows the request of `create_x`"], &[]),
        (&other, &["size: optional integer"], &["One sample"]),
    ]);
}
