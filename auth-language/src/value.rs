//! Values: their types, the fields that hold them, and the expressions that make them.

mod expr;
mod field;
mod origin;
mod path;
mod ty;

pub use expr::{Expr, Name, NameKind, Scope, ScopeEntry};
pub use field::{Field, check_idents, check_meanings, check_read, check_sent};
pub use origin::{Item, Origin, check_header, check_token};
pub use path::MemberPath;
pub use ty::{Scalar, Type};
