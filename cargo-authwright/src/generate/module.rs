//! The files that list the generated modules.

use super::target::Target;

/// The first words of every generated file, by which files that may be removed are recognized, with what follows.
const MARK: &str = "// @generated";

/// Whether the first line of a file is that of a generated one. Other generators write `// @generated`, too.
pub(super) fn is_head(line: &str) -> bool {
    let Some(rest) = line.strip_prefix(MARK) else { return false };
    rest.starts_with(" by `cargo ") || (rest.starts_with(" from ") && rest.contains(".yaml: edit the spec"))
}

/// What keeps rustfmt away from the modules, and the lints that warn of what a crate leaves unused.
const LENIENT: &str = "\
#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(dead_code, unreachable_pub, unused_imports, unused_qualifications, reason = \"a crate need not use all that its providers offer\")]

";

/// Returns the module of the clients: one module and perhaps one feature for each.
pub(super) fn of_clients(names: &[&str], target: &Target) -> String {
    let Target { command, features, lenient, .. } = target;
    let what = if *features { "one module and one feature for each spec" } else { "one module for each spec" };
    let lenient = if *lenient { LENIENT } else { "" };
    let feature = |name: &str| if *features { format!("#[cfg(feature = \"{name}\")]\n") } else { String::new() };
    let modules: String = names.iter().map(|name| format!("{}pub mod {name};\n", feature(name))).collect();
    format!("{MARK} by `{command}`: {what}.\n\n{lenient}{modules}")
}

/// Returns the clients that a module of clients lists.
pub(super) fn clients_of(module: &str) -> impl Iterator<Item = &str> {
    module.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
}

/// Returns the module of the examples: a function that passes each of them to a visitor.
pub(super) fn of_examples(names: &[&str], command: &str) -> String {
    let modules: String = names.iter().map(|name| format!("mod {name};\n")).collect();
    let calls: String = names.iter().map(|name| format!("    {name}::calls(visitor);\n")).collect();
    format!(
        "{MARK} by `{command}`: the examples of each spec as calls of its client.\n\n{modules}\n\
         /// Passes every example of every provider to a visitor.\npub fn calls(visitor: &mut impl crate::Visitor) {{\n{calls}}}\n"
    )
}
