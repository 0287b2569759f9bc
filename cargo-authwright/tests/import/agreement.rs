//! The pages of the five launch providers, compared with their hand-written specs: what an author still has to write.

use std::collections::{BTreeMap, BTreeSet};

use cargo_authwright::import::{Identity, from_curl};
use serde_json::Value as Json;

use crate::{generated, inputs, read};

const PROVIDERS: [&str; 5] = ["interhuman", "openhuman", "unith", "one_claw", "pihu"];
/// Keys whose texts are an author's own words, or made up.
const WORDS: [&str; 2] = ["doc", "examples"];
/// Types and fields that no documentation page shows: the specs take them from the providers' own SDKs.
const FROM_SDKS: [&str; 11] = [
    "types.AgentToken.fields.entitlements",
    "types.ApiKeyInfo",
    "types.ApiKeyList",
    "types.ClientToken",
    "types.CreatedApiKey",
    "types.EmailSent",
    "types.Entitlements",
    "types.FederatedToken",
    "types.MfaChallenge",
    "types.SignedUp",
    "types.Token.fields.expires_in: \"optional seconds\"",
];
const METHODS: [&str; 5] = ["GET", "POST", "PUT", "DELETE", "visit"];

/// One line for each fact about an endpoint or a type: its path and its value. Paths of calls begin at the host.
fn lines(spec: &str) -> BTreeSet<String> {
    let mut spec: Json = serde_yaml::from_str(spec).expect("YAML");
    let base = spec["base_url"].as_str().and_then(|url| url.splitn(4, '/').nth(3)).map(str::to_owned);
    for endpoint in spec["endpoints"].as_object_mut().into_iter().flat_map(|all| all.values_mut()) {
        let is_base = endpoint.get("host").is_none();
        for (_, path) in
            endpoint.as_object_mut().into_iter().flatten().filter(|(key, _)| METHODS.contains(&key.as_str()))
        {
            if let (Some(base), true) = (&base, is_base) {
                *path = Json::from(format!("/{base}{}", path.as_str().unwrap_or_default()));
            }
        }
    }
    let mut lines = BTreeSet::new();
    for section in ["types", "endpoints"] {
        collect(section, &spec[section], &mut lines);
    }
    lines
}

fn collect(path: &str, json: &Json, lines: &mut BTreeSet<String>) {
    match json {
        Json::Object(members) => {
            for (name, json) in members.iter().filter(|(name, _)| !WORDS.contains(&name.as_str())) {
                collect(&format!("{path}.{name}"), json, lines);
            }
        }
        // `{ type: T }` is the same as `T`.
        json => {
            let path = path.strip_suffix(".type").unwrap_or(path);
            lines.insert(format!("{path}: {json}"));
        }
    }
}

/// The types of a spec by the calls that return them and the fields that hold them, since an author may call a type anything.
fn names(spec: &str) -> BTreeMap<String, String> {
    let spec: Json = serde_yaml::from_str(spec).expect("YAML");
    let mut names = BTreeMap::new();
    for (call, endpoint) in spec["endpoints"].as_object().into_iter().flatten() {
        for ty in endpoint["returns"].as_object().into_iter().flat_map(|all| all.values()).filter_map(Json::as_str) {
            names.entry(call.clone()).or_insert_with(|| ty.to_owned());
            for (field, item) in spec["types"][ty]["fields"].as_object().into_iter().flatten() {
                let item = item.as_str().and_then(|item| item.rsplit(' ').next()).unwrap_or_default();
                names.insert(format!("{call}.{field}"), item.to_owned());
            }
        }
    }
    names
}

/// Calls the types of one spec as those of the other: by the calls that return them, and by their items.
fn renamed(spec: &str, like: &str) -> String {
    let like = names(like);
    let mut text = spec.to_owned();
    for (call, name) in names(spec) {
        let is_type = |name: &str| name.starts_with(|c: char| c.is_ascii_uppercase());
        if let Some(wanted) = like.get(&call).filter(|wanted| is_type(wanted) && is_type(&name)) {
            text = replace_word(&text, &name, wanted);
        }
    }
    text
}

/// Whether a line is about what the page documents: a call that it has, or a type that is not from an SDK.
fn is_documented(line: &str, page: &Json) -> bool {
    let call = line.strip_prefix("endpoints.").and_then(|rest| rest.split(['.', ':']).next());
    let is_from_sdk = FROM_SDKS.iter().any(|known| line.starts_with(known));
    !is_from_sdk && call.is_none_or(|call| page["endpoints"].get(call).is_some())
}

fn replace_word(text: &str, from: &str, to: &str) -> String {
    let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let mut replaced = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(from) {
        let (before, after) = (&rest[..at], &rest[at + from.len()..]);
        let is_whole = !is_part(before.chars().next_back()) && !is_part(after.chars().next());
        replaced.push_str(before);
        replaced.push_str(if is_whole { to } else { from });
        rest = after;
    }
    replaced + rest
}

#[test]
fn nine_tenths_of_the_hand_written_lines_are_imported() {
    let (mut same, mut all) = (0, 0);
    for name in PROVIDERS {
        let identity = Identity { name: name.to_owned(), ..Identity::default() };
        let imported = from_curl(&read(&format!("pages/{name}.txt")), &identity).expect(name);
        let spec = generated(&imported);
        let hand_written = std::fs::read_to_string(inputs().join(format!("../../../specs/{name}.yaml"))).expect(name);
        let page: Json = serde_yaml::from_str(&spec).expect("YAML");
        let mut wanted = lines(&hand_written);
        wanted.retain(|line| is_documented(line, &page));
        let found = lines(&renamed(&spec, &hand_written));
        let agree = wanted.intersection(&found).count();
        println!("{name}: {agree} of {} lines ({} in the import)", wanted.len(), found.len());
        wanted.difference(&found).for_each(|line| println!("  - {line}"));
        found.difference(&wanted).for_each(|line| println!("  + {line}"));
        same += agree;
        all += wanted.len();
    }
    println!("{same} of {all} lines");
    assert!(same * 10 >= all * 9, "{same} of {all} lines");
}
