//! Makes one mismatch of those of one object that are probably one mistake: members that are unknown, and members that are
//! missing, of which one may be meant by the other.

use std::collections::{HashMap, HashSet};

use crate::conformance::{Advice, Mismatch};

/// How the message of an unknown member begins, and how that of a missing one ends.
const UNKNOWN: &str = "there is no field ";
const MISSING: &str = " is missing";

/// Joins mismatches, each at the place of the first.
pub(super) fn join(found: &[Mismatch]) -> Vec<Mismatch> {
    let lacking: HashSet<&[String]> = found.iter().filter(|found| found.is_missing).map(|found| &*found.path).collect();
    let mut groups: Vec<Vec<&Mismatch>> = Vec::new();
    let mut group_of: HashMap<&[String], usize> = HashMap::new();
    for mismatch in found {
        let object = object_of(mismatch).map(|object| outermost(object, &lacking));
        let known = object.and_then(|object| group_of.get(object)).and_then(|at| groups.get_mut(*at));
        match known {
            Some(group) => group.push(mismatch),
            None => {
                group_of.extend(object.map(|object| (object, groups.len())));
                groups.push(vec![mismatch]);
            }
        }
    }
    groups.into_iter().filter_map(one_of).collect()
}

/// Returns the outermost object around one that lacks a member, if there is any: what that lacks may be meant by a member of an
/// object in it.
fn outermost<'m>(object: &'m [String], lacking: &HashSet<&[String]>) -> &'m [String] {
    let mut around = (0..object.len()).filter_map(|length| object.get(..length));
    around.find(|object| lacking.contains(object)).unwrap_or(object)
}

/// Returns the object that has an unknown member, or lacks one; `None` if it is known what another member means.
fn object_of(mismatch: &Mismatch) -> Option<&[String]> {
    if mismatch.is_missing {
        return Some(&mismatch.path);
    }
    let is_plain = matches!(&mismatch.help, Advice::Prose(help) if !help.starts_with("remove"));
    let is_unknown = mismatch.is_name && mismatch.message.starts_with(UNKNOWN) && is_plain;
    mismatch.path.split_last().map(|(_, object)| object).filter(|_| is_unknown)
}

fn one_of(all: Vec<&Mismatch>) -> Option<Mismatch> {
    let (missing, unknown): (Vec<&Mismatch>, Vec<&Mismatch>) = all.into_iter().partition(|found| found.is_missing);
    let first = unknown.first().or(missing.first()).copied()?;
    if unknown.len() + missing.len() == 1 {
        return Some(first.clone());
    }
    let lacks: Vec<&str> = missing.iter().filter_map(|found| found.message.strip_suffix(MISSING)).collect();
    let names: Vec<&str> = unknown.iter().filter_map(|found| found.message.strip_prefix(UNKNOWN)).collect();
    let field = if names.len() > 1 { "there are no fields" } else { "there is no field" };
    let is = if lacks.len() > 1 { "are missing" } else { "is missing" };
    let (message, help) = match (names.as_slice(), lacks.as_slice()) {
        ([], lacks) => (format!("{} {is}", list(lacks)), "add them, or make the fields `optional`".to_owned()),
        (names, []) => (format!("{field} {}", list(names)), first.help.advice().to_owned()),
        ([name], [lack]) => {
            (format!("{field} {name}, and {lack} {is}"), format!("write {lack} here, or correct the name in the type"))
        }
        (names, lacks) => {
            (format!("{field} {}, and {} {is}", list(names), list(lacks)), first.help.advice().to_owned())
        }
    };
    Some(Mismatch { message, help: Advice::Prose(help), ..first.clone() })
}

fn list(names: &[&str]) -> String {
    match names.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        Some((last, _)) => (*last).to_owned(),
        None => String::new(),
    }
}
