//! Reads types in words: `optional list of string`.

mod notation;

pub(in crate::read) use notation::translated;

use auth_language::problem::Code;
use auth_language::spanned::Spanned;
use auth_language::value::Type;

use crate::read::entries::Read;
use crate::read::reader::Reader;
use crate::read::reader::mentions::A_TYPE;
use crate::text::{Node, Spot};

/// A type expression: `[optional] [list of | map of]… NAME`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TypeExpr {
    pub optional: bool,
    /// The lists and maps around the type, from the outermost to the innermost.
    pub several: Vec<Several>,
    pub name: String,
}

/// A list or a map of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Several {
    List,
    Map,
}

/// How many lists and maps may be around a type.
const DEEPEST: usize = 16;

impl TypeExpr {
    /// Returns the text before the name.
    pub(crate) fn before(&self) -> String {
        let optional = if self.optional { "optional " } else { "" };
        let several = self.several.iter().map(|several| match several {
            Several::List => "list of ",
            Several::Map => "map of ",
        });
        std::iter::once(optional).chain(several).collect()
    }
}

pub(in crate::read) fn read_type_expr(reader: &mut Reader, node: &Node) -> Read<Spanned<TypeExpr, Spot>> {
    read(reader, node, false)
}

/// Reads the type of a field, in whose place a constant or a template may be meant.
pub(super) fn read_field_type(reader: &mut Reader, node: &Node) -> Read<Spanned<TypeExpr, Spot>> {
    read(reader, node, true)
}

fn read(reader: &mut Reader, node: &Node, is_field: bool) -> Read<Spanned<TypeExpr, Spot>> {
    read_expr(reader, node, is_field).inspect_err(|_| reader.mentions.add_unnamed(A_TYPE))
}

fn read_expr(reader: &mut Reader, node: &Node, is_field: bool) -> Read<Spanned<TypeExpr, Spot>> {
    let text = reader.text(node)?;
    let mut rest = text.value.trim();
    let optional = strip(&mut rest, "optional ");
    let mut several = Vec::new();
    loop {
        match (strip(&mut rest, "list of "), strip(&mut rest, "map of ")) {
            (true, false) => several.push(Several::List),
            (false, true) => several.push(Several::Map),
            (true, true) => several.extend([Several::List, Several::Map]),
            (false, false) => break,
        }
    }
    if several.len() > DEEPEST {
        let message = format!("these are more than {DEEPEST} lists and maps in each other");
        let help = "declare an object under `types` for what is inside, and write its name here";
        return Err(reader.refuse(Code::TYPE, node, message, help));
    }
    let is_word = !rest.is_empty() && rest.chars().all(|c| c.is_alphanumeric() || "_-[]?".contains(c));
    if is_word || Type::builtin(rest).is_some() {
        return Ok(Spanned::new(TypeExpr { optional, several, name: rest.to_owned() }, text.at));
    }
    let help = notation::help(&text, rest, is_field);
    Err(reader.refuse(Code::TYPE, node, format!("`{}` is not a type", text.value), help))
}

fn strip(rest: &mut &str, word: &str) -> bool {
    match rest.strip_prefix(word) {
        Some(after) => {
            *rest = after.trim_start();
            true
        }
        None => false,
    }
}
