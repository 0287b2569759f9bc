//! Sample refusals as errors.

use serde_json::Value as Json;

use super::group::Call;
use super::reply::{Body, Reply};
use crate::import::draft::{Case, Draft, Field, Record, Ty, tidy};
use crate::import::guess::{made_up::Masks, name, status};
use crate::import::shape::flat::{self, Leaf};
use crate::import::write::prose;

/// Members that say why, in words for people.
const MESSAGES: [&str; 13] = [
    "message",
    "error_description",
    "error_message",
    "error_msg",
    "err_msg",
    "errmsg",
    "detail",
    "details",
    "description",
    "msg",
    "reason",
    "title",
    "error",
];
/// Members that say why, in a word for programs.
const CODES: [&str; 10] =
    ["code", "error_code", "err_code", "errcode", "error_id", "error_key", "error", "type", "error_type", "key"];

/// Whether the last segment of a path is a name, in whatever case: `error.errorCode` is an `error_code`.
fn is_called(path: &str, wanted: &str) -> bool {
    name::snake(path.rsplit('.').next().unwrap_or_default()) == wanted
}

/// Declares the errors that the samples show.
pub(super) fn declare(calls: &[Call], masks: &mut Masks, draft: &mut Draft) {
    let samples = calls.iter().flat_map(|call| &call.samples).flat_map(|sample| &sample.replies);
    let mut refusals: Vec<&Reply> = samples.filter(|reply| reply.is_refusal()).collect();
    refusals.sort_by_key(|reply| reply.status);
    let bodies: Vec<Json> = refusals
        .iter()
        .filter_map(|reply| reply.json())
        .filter(|json| json.is_object())
        .map(flat::first_items)
        .collect();
    let kind = Kind::of(&bodies, draft);
    let mut cases: Vec<Case> = Vec::new();
    for reply in &refusals {
        let case = case(reply, &kind, masks, draft);
        let is_known = cases.iter().any(|known| known.status == case.status && known.when == case.when);
        if !is_known {
            cases.push(case);
        }
    }
    name_apart(&mut cases);
    let body = (!cases.is_empty()).then(|| kind.name()).flatten();
    draft.errors.extend(cases);
    draft.error_body = body;
}

/// What the bodies of errors are.
enum Kind {
    None,
    /// RFC 9457.
    ProblemDetails,
    Record {
        name: String,
        code: Option<Box<Field>>,
    },
}

impl Kind {
    fn of(bodies: &[Json], draft: &mut Draft) -> Self {
        if bodies.is_empty() {
            return Self::None;
        }
        let is_problem = |json: &Json| {
            let has = |name: &str| json.get(name).is_some();
            has("title") && (has("type") || has("status")) && (has("detail") || has("status"))
        };
        if bodies.iter().all(is_problem) {
            return Self::ProblemDetails;
        }
        let leaves = flat::leaves_of(&bodies.iter().collect::<Vec<_>>(), says_why);
        let fields = fields(&leaves);
        let code = fields.iter().find(|field| field.means == Some("code")).cloned();
        let name = tidy::type_name("Fault", draft);
        let doc = Some("What is said about a refused request.".to_owned());
        draft.types.push(Record { name: name.clone(), doc, fields });
        Self::Record { name, code: code.map(Box::new) }
    }

    fn name(&self) -> Option<String> {
        match self {
            Self::None => None,
            Self::ProblemDetails => Some("problem_details".to_owned()),
            Self::Record { name, .. } => Some(name.clone()),
        }
    }

    /// The field and the paths at which the code of a body is.
    fn code(&self) -> Option<(&str, Vec<&str>)> {
        match self {
            Self::Record { code: Some(field), .. } => {
                let paths = if field.at.is_empty() {
                    vec![field.name.as_str()]
                } else {
                    field.at.iter().map(String::as_str).collect()
                };
                Some((&field.name, paths))
            }
            Self::ProblemDetails => Some(("type", vec!["type"])),
            Self::None | Self::Record { code: None, .. } => None,
        }
    }
}

/// Whether an object says why: it has a code or a message.
fn says_why(object: &Json) -> bool {
    let members = object.as_object().into_iter().flatten();
    members.into_iter().any(|(name, json)| {
        let is_nested =
            json.is_object() || json.as_array().is_some_and(|items| items.first().is_some_and(Json::is_object));
        is_nested || CODES.iter().chain(&MESSAGES).any(|wanted| is_called(name, wanted))
    })
}

/// Returns the fields: all optional, with the code and the message marked, and each of the two at every place.
fn fields(leaves: &[Leaf]) -> Vec<Field> {
    let codes = role(leaves, &CODES, is_word);
    let messages = role(leaves, &MESSAGES, |json| json.as_str().is_some_and(is_prose));
    let messages: Vec<usize> = messages.into_iter().filter(|at| !codes.contains(at)).collect();
    let mut fields = Vec::new();
    for (index, leaf) in leaves.iter().enumerate() {
        if codes.iter().skip(1).chain(messages.iter().skip(1)).any(|at| *at == index) {
            continue;
        }
        let mut field = Field { optional: true, ..leaf.field() };
        for (group, means) in [(&codes, "code"), (&messages, "message")] {
            if group.first() == Some(&index) {
                field.means = Some(means);
                field.at = paths(group, leaves);
            }
        }
        // A refusal is read whatever it is, so that only what is sure has a type of its own.
        let is_text = matches!(field.ty, Ty::Word(word) if !["integer", "number", "boolean", "json", "code", "unsigned"].contains(&word));
        field.ty = if is_text { Ty::STRING } else { field.ty };
        if field.means == Some("code") && field.ty != Ty::STRING {
            field.ty = Ty::Word("code");
        }
        fields.push(field);
    }
    fields
}

/// Returns the places of a group; none if that is the name of the field.
fn paths(group: &[usize], leaves: &[Leaf]) -> Vec<String> {
    let paths: Vec<String> = group.iter().map(|at| leaves[*at].path.clone()).collect();
    let is_plain = paths.len() == 1 && group.first().is_some_and(|at| leaves[*at].path == leaves[*at].name);
    if is_plain { Vec::new() } else { paths }
}

/// Returns the leaves that play a role: the first, and those that are there only where it is not.
fn role(leaves: &[Leaf], names: &[&str], fits: impl Fn(&Json) -> bool) -> Vec<usize> {
    let is_one = |leaf: &Leaf, name: &str| {
        let known = leaf.known();
        is_called(&leaf.path, name) && !known.is_empty() && known.iter().all(|json| fits(json))
    };
    let mut group: Vec<usize> = Vec::new();
    for name in names {
        for (index, leaf) in leaves.iter().enumerate().filter(|(_, leaf)| is_one(leaf, name)) {
            let is_apart = |known: &usize| {
                let both = leaves[*known].samples.iter().zip(&leaf.samples);
                both.into_iter().all(|(one, other)| one.is_none() || other.is_none())
                    && leaves[*known].field().ty == leaf.field().ty
            };
            if group.iter().all(is_apart) {
                group.push(index);
            }
        }
    }
    group
}

/// Whether a text is for people: several words, or one that begins a sentence, as in `Unauthorized`.
fn is_prose(text: &str) -> bool {
    let rest = text.strip_prefix(|c: char| c.is_ascii_uppercase()).unwrap_or_default();
    text.contains(' ') || (!rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'.'))
}

fn is_word(json: &Json) -> bool {
    match json {
        Json::String(text) => !text.contains(' ') && text.len() <= 60 && !text.contains("://"),
        Json::Number(_) => true,
        Json::Null | Json::Bool(_) | Json::Array(_) | Json::Object(_) => false,
    }
}

fn case(reply: &Reply, kind: &Kind, masks: &mut Masks, draft: &Draft) -> Case {
    let number = reply.status.unwrap_or_default();
    let body = reply.json().filter(|json| json.is_object()).map(flat::first_items);
    let code = kind.code().and_then(|(field, paths)| {
        let json = paths.iter().find_map(|path| at(body.as_ref()?, path))?;
        Some((field.to_owned(), json.clone()))
    });
    let word =
        code.as_ref().and_then(|(_, json)| json.as_str()).filter(|text| text.contains(['_', '-']) || text.len() > 4);
    let is_named = word.is_some_and(|word| {
        word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
            && !word.contains(|c: char| c.is_ascii_digit())
    });
    let name = word.filter(|_| is_named).map_or_else(|| status::name(number).to_owned(), name::camel);
    let field = Field::new("body", Ty::JSON);
    let example = body.map(|json| masks.sample(&field, &json, draft));
    let doc = message(reply).and_then(|text| prose::sentence(&text));
    let class = code.as_ref().and_then(|(_, json)| class(json.as_str()?));
    Case { status: number, name, doc, when: code, body: None, class, example }
}

fn at<'j>(json: &'j Json, path: &str) -> Option<&'j Json> {
    path.split('.').try_fold(json, |json, segment| match segment.parse::<usize>() {
        Ok(index) => json.get(index),
        Err(_) => json.get(segment),
    })
}

/// The classes of the codes that RFC 6749 and RFC 8628 define.
fn class(code: &str) -> Option<&'static str> {
    match code {
        "authorization_pending" => Some("pending"),
        "slow_down" => Some("slow_down"),
        "invalid_grant" | "expired_token" | "invalid_token" => Some("reauthenticate"),
        "access_denied" => Some("denied"),
        "invalid_client" => Some("configuration"),
        _ => None,
    }
}

fn message(reply: &Reply) -> Option<String> {
    match &reply.body {
        Body::Text(text) => Some(text.clone()),
        Body::Empty => None,
        Body::Json(json, _) | Body::Form(json) => {
            let leaves = flat::leaves(&[json]);
            MESSAGES.iter().find_map(|name| {
                let leaf = leaves.iter().find(|leaf| is_called(&leaf.path, name))?;
                leaf.known().first()?.as_str().filter(|text| text.contains(' ')).map(str::to_owned)
            })
        }
    }
}

/// Gives the cases of one status conditions where they need them, and all cases names of their own.
fn name_apart(cases: &mut [Case]) {
    for index in 0..cases.len() {
        let several = cases.iter().filter(|case| case.status == cases[index].status).count() > 1;
        let class_needs_it = matches!(cases[index].class, Some("pending" | "slow_down"));
        if !several && !class_needs_it {
            cases[index].when = None;
        }
    }
    for index in 0..cases.len() {
        let (before, rest) = cases.split_at_mut(index);
        let Some(case) = rest.first_mut() else { continue };
        let is_taken = |name: &str| name == "Other" || before.iter().any(|known| known.name == name);
        case.name = name::unique_type(&case.name, is_taken);
    }
    // Of the cases of one status, those without a condition come last.
    cases.sort_by_key(|case| (case.status, case.when.is_none()));
}
