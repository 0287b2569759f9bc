//! The secrets of a page, those in samples that no example shows included.

use serde_json::Value as Json;

use super::super::auth::{self, Carried, Place};
use super::super::request::{Body, Request};
use super::super::script::Block;
use crate::import::guess::made_up::Masks;
use crate::import::guess::scrub::is_distinct;
use crate::import::guess::{placeholder, secret};

/// Learns every secret that a command sends or a reply has.
pub(super) fn learn(blocks: &[Block], masks: &mut Masks) {
    for block in blocks {
        let mut request = block.request.clone();
        let schemes = block.request.header("authorization").and_then(|value| value.split_once(' '));
        let carried = auth::take(&mut request, &[]);
        for one in &carried {
            learn_carried(one, masks);
        }
        if let Some((_, text)) = schemes {
            one("access_token", text.trim(), masks);
        }
        if let Some((_, password)) = &request.user {
            one("client_secret", password, masks);
        }
        learn_body(&request, masks);
        block.replies.iter().filter_map(|reply| reply.json()).for_each(|json| walk("body", json, masks));
    }
}

fn learn_carried(carried: &Carried, masks: &mut Masks) {
    let plain = carried.name.trim_start_matches("X-").trim_start_matches("x-");
    match carried.place {
        Place::Bearer => one("access_token", &carried.value, masks),
        Place::Header if plain.eq_ignore_ascii_case("authorization") => one("api_key", &carried.value, masks),
        Place::Header | Place::Query | Place::Cookie => one(plain, &carried.value, masks),
        Place::Basic | Place::Digest if carried.password.is_empty() => one("api_key", &carried.value, masks),
        Place::Basic | Place::Digest => one("password", &carried.password, masks),
    }
}

fn learn_body(request: &Request, masks: &mut Masks) {
    let pairs: &[(String, String)] = match &request.body {
        Body::Json(json, _) => {
            walk("body", json, masks);
            &[]
        }
        Body::Form(pairs) | Body::Multipart(pairs) => pairs,
        Body::None | Body::Text(_) | Body::File => &[],
    };
    for (name, value) in pairs.iter().chain(&request.query).filter(|(name, value)| secret::is_secret(name, value)) {
        one(name, value, masks);
    }
}

fn one(name: &str, text: &str, masks: &mut Masks) {
    let stands_for_it =
        placeholder::name(text).is_some() || placeholder::is_cut(text) || text.contains(['$', '{', '<']);
    if is_distinct(text) && !stands_for_it {
        masks.secret(name, text);
    }
}

/// Learns the secrets of a sample, whose depth its parser has bounded.
fn walk(name: &str, json: &Json, masks: &mut Masks) {
    match json {
        Json::String(text) if secret::is_secret(name, text) => one(name, text, masks),
        Json::Array(items) => items.iter().for_each(|item| walk(name, item, masks)),
        Json::Object(members) => members.iter().for_each(|(name, json)| walk(name, json, masks)),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
}
