//! Puts the samples of one call together.

use serde_json::Value as Json;

use super::auth::{self, Carried, User};
use super::reply::Reply;
use super::request::{Body, Request};
use super::script::Block;
use super::segment::{self, Template};
use crate::import::draft::{Draft, place};

/// One call with all its samples.
#[derive(Clone, Debug, Default)]
pub(super) struct Call {
    pub(super) name: Option<String>,
    pub(super) doc: Option<String>,
    pub(super) method: String,
    pub(super) host: Option<String>,
    pub(super) template: Template,
    pub(super) samples: Vec<Sample>,
    /// What authenticates it, which is no part of its own request.
    pub(super) carried: Vec<Carried>,
    pub(super) remarks: Vec<String>,
}

/// One command with its replies.
#[derive(Clone, Debug, Default)]
pub(super) struct Sample {
    pub(super) request: Request,
    pub(super) path_values: Vec<(String, String)>,
    pub(super) replies: Vec<Reply>,
}

/// The members of a body or a query that tell two calls of one URL apart.
const SELECTORS: [&str; 2] = ["grant_type", "response_type"];

/// Groups blocks by host, method, path and kind of grant, in the order of the page.
pub(super) fn group(blocks: &[Block], draft: &mut Draft) -> Vec<Call> {
    let mut calls: Vec<(Key, Call)> = Vec::new();
    let clients: Vec<User> = blocks.iter().filter_map(|block| auth::client(&block.request)).collect();
    choose_base(blocks, &clients, draft);
    for block in blocks {
        let found = place::find(&block.request.url, draft);
        let template = segment::template(&found.path);
        let mut request = block.request.clone();
        let carried = auth::take(&mut request, &clients);
        let key = (found.host.clone(), request.method.clone(), template.path.clone(), selector(&request));
        let path_values = template.parts.iter().map(|(part, value)| (part.name.clone(), value.clone())).collect();
        let remarks = std::mem::take(&mut request.remarks);
        let sample = Sample { request, path_values, replies: block.replies.clone() };
        let at = calls.iter().position(|(known, _)| *known == key).unwrap_or_else(|| {
            let method = block.request.method.clone();
            calls.push((key, Call { method, host: found.host, template, ..Call::default() }));
            calls.len() - 1
        });
        let call = &mut calls[at].1;
        call.name = call.name.take().or_else(|| block.name.clone());
        call.doc = call.doc.take().or_else(|| block.doc.clone());
        call.carried = if call.carried.is_empty() { carried } else { std::mem::take(&mut call.carried) };
        call.remarks.extend(remarks);
        call.samples.push(sample);
    }
    calls.into_iter().map(|(_, call)| call).collect()
}

type Key = (Option<String>, String, String, Option<String>);

/// The host of `base_url` is the one with the most calls, those that need a credential before others.
fn choose_base(blocks: &[Block], clients: &[User], draft: &mut Draft) {
    if !draft.base_url.is_empty() {
        return;
    }
    let authority = |block: &&Block| place::cut(&block.request.url).authority;
    let is_protected = |block: &&Block| !auth::take(&mut block.request.clone(), clients).is_empty();
    let protected: Vec<String> = blocks.iter().filter(is_protected).map(|block| authority(&block)).collect();
    let all = if protected.is_empty() { blocks.iter().map(|block| authority(&block)).collect() } else { protected };
    let count = |wanted: &String| all.iter().filter(|known| *known == wanted).count();
    let most = all.iter().map(count).max().unwrap_or_default();
    if let Some(first) = all.iter().find(|wanted| count(wanted) == most) {
        place::find(&format!("https://{first}/"), draft);
    }
}

fn selector(request: &Request) -> Option<String> {
    let pairs: Vec<(&str, &str)> = match &request.body {
        Body::Form(pairs) | Body::Multipart(pairs) => {
            pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
        }
        Body::Json(Json::Object(members), _) => {
            members.iter().filter_map(|(name, json)| Some((name.as_str(), json.as_str()?))).collect()
        }
        Body::Json(..) | Body::None | Body::Text(_) | Body::File => Vec::new(),
    };
    let query = request.query.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let found = pairs.into_iter().chain(query).find(|(name, _)| SELECTORS.contains(name));
    found.map(|(_, value)| value.to_owned())
}
