//! Makes a draft of calls and their samples.

mod grant;
mod learn;
mod part;
mod returned;

use super::group::{self, Call, Sample};
use super::script::Block;
use super::{auth, credential, refusal};
use crate::import::draft::{Auth, Draft, Endpoint, Example, Part, tidy};
use crate::import::fault::Fault;
use crate::import::guess::made_up::{self, Masks};
use crate::import::guess::name;
use crate::import::guess::redact::redact;
use crate::import::write::prose;

/// The greatest number of examples of one call.
const EXAMPLES: usize = 3;

/// Makes the draft.
pub(super) fn build(blocks: &[Block], mut draft: Draft) -> Result<Draft, Fault> {
    draft.docs = draft.docs.take().or_else(|| blocks.iter().find_map(|block| block.link.clone()));
    let calls = group::group(blocks, &mut draft);
    let mut masks = Masks::default();
    for call in &calls {
        let endpoint = endpoint(call, &mut masks, &mut draft);
        for remark in &call.remarks {
            draft.remark(remark.as_str());
        }
        draft.endpoints.push(endpoint);
    }
    remark_optional(&calls, &mut draft);
    share_headers(&mut draft);
    refusal::declare(&calls, &mut masks, &mut draft);
    grant::add_errors(&mut draft);
    credential::declare(&calls, &mut draft);
    tidy::tidy(&mut draft);
    learn::learn(blocks, &mut masks);
    redact(&mut draft, &mut masks);
    if draft.endpoints.iter().all(Endpoint::is_visit) {
        return Err(Fault::new("there is no call in this text, only a page to visit")
            .help("add the curl command that exchanges the code"));
    }
    Ok(draft)
}

/// One sample shows nothing that may be left out.
fn remark_optional(calls: &[Call], draft: &mut Draft) {
    let may_vary = |(call, endpoint): &(&Call, &Endpoint)| {
        let is_oauth = call.samples.iter().any(|sample| auth::is_token_request(&sample.request));
        let own = endpoint.fields().filter(|field| !field.optional && !field.ty.is_secret());
        call.samples.len() == 1 && !is_oauth && own.count() >= endpoint.path_parts.len() + 2
    };
    let both = calls.iter().zip(&draft.endpoints).filter(may_vary);
    let names: Vec<String> = both.map(|(_, endpoint)| format!("`{}`", endpoint.name)).collect();
    if !names.is_empty() {
        let names = names.join(", ");
        draft.remark(format!(
            "One sample shows the request of {names}: all of its members are required until you write `optional` before the type."
        ));
    }
}

fn endpoint(call: &Call, masks: &mut Masks, draft: &mut Draft) -> Endpoint {
    let samples = sound(call);
    let name = tidy::endpoint_name(&call_name(call), draft);
    let mut endpoint = Endpoint {
        name,
        method: call.method.clone(),
        path: call.template.path.clone(),
        host: call.host.clone(),
        auth: (!call.carried.is_empty()).then(Auth::default),
        path_parts: call.template.parts.iter().map(|(part, _)| part.clone()).collect(),
        ..Endpoint::default()
    };
    let is_oauth = samples.iter().any(|sample| auth::is_token_request(&sample.request)) || endpoint.is_visit();
    let makes_token =
        samples.iter().flat_map(|sample| &sample.replies).filter_map(|reply| reply.json()).any(returned::has_token);
    let kind = part::Kind { is_oauth, has_scopes: is_oauth || (makes_token && call.carried.is_empty()) };
    part::fill(&samples, kind, &mut endpoint, draft);
    returned::fill(&samples, call, &mut endpoint, draft);
    let fallback = format!("{} {}.", call.method, endpoint.path);
    let title = prose::sentence(&name::words(&endpoint.name)).unwrap_or(fallback);
    endpoint.doc = call.doc.clone().unwrap_or(title);
    endpoint.examples = examples(&samples, &endpoint, masks, draft);
    endpoint
}

/// The samples that were answered with a success or not at all; the others show refused requests.
fn sound(call: &Call) -> Vec<&Sample> {
    let is_sound =
        |sample: &&Sample| sample.replies.is_empty() || sample.replies.iter().any(|reply| !reply.is_refusal());
    let sound: Vec<&Sample> = call.samples.iter().filter(is_sound).collect();
    if sound.is_empty() { call.samples.iter().collect() } else { sound }
}

/// Returns the name of a call: by its grant, by the title above it, or by its path.
fn call_name(call: &Call) -> String {
    let grant = call.samples.iter().find_map(|sample| part::text(&sample.request, "grant_type"));
    let by_grant = match grant.as_deref() {
        _ if call.method == "visit" => Some("authorize"),
        Some("authorization_code") => Some("exchange_code"),
        Some("refresh_token") => Some("refresh_token"),
        Some("client_credentials") => Some("create_token"),
        Some("password") => Some("log_in"),
        Some(grant) if grant.ends_with("device_code") => Some("poll"),
        Some(_) | None => None,
    };
    let by_title = || call.name.clone();
    by_grant.map(str::to_owned).or_else(by_title).unwrap_or_else(|| by_path(call))
}

fn by_path(call: &Call) -> String {
    let replies = call.samples.iter().flat_map(|sample| &sample.replies).filter(|reply| !reply.is_refusal());
    let is_list = |json: &serde_json::Value| {
        json.is_array()
            || json.as_object().is_some_and(|members| {
                members
                    .values()
                    .any(|member| member.as_array().is_some_and(|items| items.iter().all(serde_json::Value::is_object)))
            })
    };
    let replies_list = replies.filter_map(|reply| reply.json()).any(is_list);
    let plain = name::of_path(&call.method, &call.template.path, replies_list);
    let known = [
        ("login", "log_in"),
        ("logout", "log_out"),
        ("signin", "sign_in"),
        ("signup", "sign_up"),
        ("signout", "sign_out"),
        ("create_signup", "sign_up"),
        ("create_signin", "sign_in"),
        ("create_signout", "sign_out"),
        ("create_auth", "create_token"),
        ("create_oauth", "create_token"),
        ("authenticate", "create_token"),
    ];
    known.iter().find(|(from, _)| *from == plain).map_or(plain, |(_, to)| (*to).to_owned())
}

/// Returns an example for each sample; a made-up one if no sample has a reply that is needed.
fn examples(samples: &[&Sample], endpoint: &Endpoint, masks: &mut Masks, draft: &Draft) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let has_reply = |sample: &&&Sample| !sample.replies.is_empty();
    let is_answered = samples.iter().any(|sample| has_reply(&sample));
    for sample in samples.iter().filter(|sample| !is_answered || has_reply(sample)).take(EXAMPLES) {
        let request = part::example(sample, endpoint, masks, draft);
        let replies = returned::examples(sample, endpoint, masks, draft);
        for (status, response) in replies {
            let example = Example { request: request.clone(), status, response };
            let is_empty = example.request.is_empty() && example.response.is_none();
            if !is_empty && !examples.contains(&example) {
                examples.push(example);
            }
        }
    }
    if !examples.is_empty() || samples.is_empty() {
        return examples;
    }
    let request = part::example(samples[0], endpoint, masks, draft);
    let made = made_up::example(endpoint, draft);
    let example = Example { request, ..made };
    if example.request.is_empty() && example.response.is_none() { Vec::new() } else { vec![example] }
}

/// Moves the constant headers that all calls have to the provider.
fn share_headers(draft: &mut Draft) {
    let calls: Vec<&Endpoint> = draft.endpoints.iter().filter(|endpoint| !endpoint.is_visit()).collect();
    let Some(first) = calls.first().filter(|_| calls.len() > 1) else { return };
    let is_constant = |part: &&Part| part.field().is_none();
    let shared: Vec<Part> = first
        .headers
        .iter()
        .filter(is_constant)
        .filter(|part| calls.iter().all(|call| call.headers.contains(part)))
        .cloned()
        .collect();
    for endpoint in &mut draft.endpoints {
        endpoint.headers.retain(|part| !shared.contains(part));
    }
    for part in shared {
        if let crate::import::draft::Value::Const(json) = &part.value {
            draft.headers.push((part.name.clone(), json.as_str().unwrap_or_default().to_owned()));
        }
    }
}
