//! Several tokens of one log-in: each is read as a credential of its own, which is called `install.user`.

use auth_language::problem::Code;
use auth_language::spanned::Spanned;

use crate::read::credential::CredentialSpec;
use crate::read::entries::{Entries, Named, Read, Text};
use crate::read::lifecycle::{Member, OwnSpec, TokenSpec};
use crate::read::reader::Reader;

/// How many values the tokens of all log-ins may have, of which each has those of its log-in. A real one has two hundred.
const MOST: usize = 1 << 14;

/// Replaces each credential with several tokens by one for each token.
pub(in crate::read) fn expand(credentials: Entries<CredentialSpec>, reader: &mut Reader) -> Entries<CredentialSpec> {
    let broken = credentials.broken();
    let entries = credentials.into_entries();
    let (mut expanded, mut room) = (Vec::with_capacity(entries.len()), MOST);
    for Named { name, value } in entries {
        match value {
            Ok(spec) if !spec.tokens.is_empty() => match take(&mut room, &name, &spec, reader) {
                Ok(()) => expanded.extend(tokens(&name, &spec, reader)),
                Err(broken) => expanded.push(Named { name, value: Err(broken) }),
            },
            Ok(spec) => {
                check_single(&spec, reader);
                expanded.push(Named { name, value: Ok(spec) });
            }
            Err(broken) => expanded.push(Named { name, value: Err(broken) }),
        }
    }
    Entries::new(expanded, broken)
}

/// Takes what the tokens of a log-in need of the room that is left, or reports that they are too many.
fn take(room: &mut usize, name: &Text, spec: &CredentialSpec, reader: &mut Reader) -> Read<()> {
    let needed = spec.tokens.iter().len() * spec.values;
    if let Some(left) = room.checked_sub(needed) {
        *room = left;
        return Ok(());
    }
    let message = format!("the log-in `{}` has too many tokens", name.value);
    let help = "make several specs of it: each token has all that its log-in has";
    Err(reader.report(Code::TOO_MANY_VALUES, name.at, message, help))
}

/// Reports what only one of several tokens says for itself.
fn check_single(spec: &CredentialSpec, reader: &mut Reader) {
    let Some(Ok(token)) = &spec.token else { return };
    if let Some((at, key)) = token.own.first {
        let message = format!("`{key}` is about one of several `tokens`");
        let help = match key {
            "optional" => "remove it: a log-in without its token has failed".to_owned(),
            _ => format!("write `{key}` beside `token`"),
        };
        reader.report(Code::MISPLACED, at, message, help);
    }
}

fn tokens(log_in: &Text, spec: &CredentialSpec, reader: &mut Reader) -> Vec<Named<Read<CredentialSpec>>> {
    if let Some(Ok(token)) = &spec.token {
        let help = "remove one of the two: a log-in brings one token, or several";
        reader.report(Code::CREDENTIAL, token.spot, "a credential has `token` or `tokens`, not both", help);
    }
    if spec.tokens.broken().is_some() || spec.tokens.iter().any(|token| token.value.is_err()) {
        let broken = reader.problems.broken();
        return broken.map(|broken| Named { name: log_in.clone(), value: Err(broken) }).into_iter().collect();
    }
    let leader = leader(spec);
    let all = spec.tokens.sound().enumerate();
    let members = all.map(|(index, (name, token))| {
        let leader = leader.filter(|(leader, _)| token.own.refresh.is_none() && leader.value != name.value);
        let member = Member {
            log_in: log_in.clone(),
            name: name.clone(),
            is_first: index == 0,
            is_optional: matches!(token.own.optional, Some(Ok(true) | Err(_))),
            with: leader.map(|(leader, _)| leader.value.clone()),
            carrier: leader.map(|(_, token)| Box::new(token.clone())),
        };
        let name = Spanned::new(format!("{}.{}", log_in.value, name.value), name.at);
        Named { name, value: Ok(one(spec, token, member)) }
    });
    members.collect()
}

/// Returns the token with whose refresh token all are renewed that have no `refresh` of their own.
fn leader(spec: &CredentialSpec) -> Option<(&Text, &TokenSpec)> {
    spec.refresh.as_ref()?;
    let renewed = || spec.tokens.sound().filter(|(_, token)| token.own.refresh.is_none());
    renewed().find(|(_, token)| token.refresh_token.is_some()).or_else(|| renewed().next())
}

/// Returns the credential of one token. What it does not say itself, the credential says for all.
fn one(spec: &CredentialSpec, token: &TokenSpec, member: Member) -> CredentialSpec {
    let OwnSpec { refresh, revoke, rotation, reuse, grace, attach, .. } = token.own.clone();
    let has_facts = token.refresh_token.is_some() && member.with.is_none();
    let fact = |own: Option<_>, all: &Option<_>| own.or_else(|| all.clone().filter(|_| has_facts));
    let is_first = member.is_first;
    CredentialSpec {
        refresh: refresh.or_else(|| spec.refresh.clone()),
        revoke: revoke.or_else(|| spec.revoke.clone()),
        rotation: fact(rotation, &spec.rotation),
        reuse: fact(reuse, &spec.reuse),
        grace: fact(grace, &spec.grace),
        attach: attach.unwrap_or_else(|| spec.attach.clone()),
        token: Some(Ok(Box::new(token.clone()))),
        tokens: Entries::empty(None),
        member: Some(member),
        check: spec.check.clone().filter(|_| is_first),
        identity: spec.identity.clone().filter(|_| is_first),
        log_out: spec.log_out.clone().filter(|_| is_first),
        scopes: spec.scopes.clone().filter(|_| token.scope.is_some() || is_first),
        ..spec.clone()
    }
}
