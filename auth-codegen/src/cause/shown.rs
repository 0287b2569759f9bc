//! Examples that disagree with what another problem is about. Which of the two is wrong, the author knows: they are one problem,
//! which says where the example is.

use auth_language::problem::Code;

use super::entries::{are_of_one, lines_of, name_of, section_of, words};
use super::said::{self, quoted};
use crate::text::Problem;

/// Leaves out examples that disagree with what another problem is about, which says so.
pub(super) fn fold(problems: &mut Vec<Problem>, text: &str) {
    let (shown, mut others): (Vec<Problem>, Vec<Problem>) = problems.drain(..).partition(is_shown);
    let mut left = Vec::new();
    for example in shown {
        match others.iter_mut().find(|other| is_about(other, &example, text)) {
            Some(other) => mention(other, &example),
            None => left.push(example),
        }
    }
    others.extend(left);
    others.sort_by_key(|problem| (problem.line, problem.column));
    *problems = others;
}

/// Whether a problem is of an example, and says no better word.
fn is_shown(problem: &Problem) -> bool {
    problem.edit.is_none() && said::disagrees(problem)
}

/// What is wrong with a type, or with all that is sent: whatever an example of it is, it disagrees.
const OF_TYPES: [Code; 9] = [
    Code::SHAPE,
    Code::MISSING_KEY,
    Code::TYPE,
    Code::FIELD_PROPERTY,
    Code::DEFAULT,
    Code::RECURSIVE,
    Code::MEANING,
    Code::BODY,
    Code::UNREACHABLE,
];

/// Whether a problem is of the entry that an example is in, or of a type that this names, and of the same field.
fn is_about(problem: &Problem, example: &Problem, text: &str) -> bool {
    // Where it is known what is meant, it has been tried whether the example is right then.
    if problem.code == Code::EXAMPLE || problem.edit.is_some() {
        return false;
    }
    let entry = lines_of(text, example.line).join("\n");
    let is_type = |name: &&str| name.starts_with(char::is_uppercase);
    let declared = name_of(text, problem.line).filter(is_type);
    let named = quoted(&problem.message).into_iter().filter(is_type);
    let is_near = are_of_one(text, problem.line, example.line)
        || (declared.is_some() && section_of(text, example.line).starts_with("errors:"))
        || declared.into_iter().chain(named).any(|name| has(&entry, name));
    is_near && (OF_TYPES.contains(&problem.code) || share_a_name(problem, example))
}

/// Whether two problems name one field.
fn share_a_name(one: &Problem, other: &Problem) -> bool {
    let names = |problem| quoted(problem).into_iter().flat_map(|name| name.split('.')).collect::<Vec<_>>();
    let others = names(&other.message);
    names(&one.message).iter().any(|name| others.contains(name))
}

fn has(entry: &str, name: &str) -> bool {
    words(entry).any(|word| word == name)
}

fn mention(problem: &mut Problem, example: &Problem) {
    let said = example.message.strip_prefix("this example ").unwrap_or(&example.message);
    let same = example.help.as_deref().and_then(|help| help.find("; the same in ").map(|at| &help[at..]));
    let help = problem.help.take().map(|help| help + "; ").unwrap_or_default();
    problem.help = Some(format!("{help}the example in line {} {said}{}", example.line, same.unwrap_or_default()));
}
