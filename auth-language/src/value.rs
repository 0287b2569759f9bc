//! Values: types, fields, and the expressions that make values.

mod computation;
mod expr;
pub mod expression;
mod field;
pub mod format;
mod limit;
mod literal;
mod named;
mod origin;
mod path;
pub mod pattern;
mod ty;

pub use computation::sorted::{Each, Half, Sorted};
pub use computation::{Computation, Jwt, Random, Sent};
pub use expr::Expr;
pub use expression::scope::Scope;
pub use field::Field;
pub use field::check::{check_idents, check_meanings, check_read, check_returned, check_sent, check_variable};
pub use field::constant::{Constant, check_constants};
pub use field::pieces::add_pieces;
pub use field::split::{Piece, Split, piece_of};
pub use format::fits;
pub(crate) use limit::is_text;
pub(crate) use limit::raw::may_be_in_url;
pub use limit::{count_misfit, misfit};
pub use literal::Scalar;
pub use named::{Name, NameKind, ScopeEntry};
pub use origin::cookie;
pub use origin::{Item, Origin, check_challenge, check_cookie, check_header};
pub use path::{MemberPath, escape as escape_path, join_path, split_path};
pub use ty::{BYTES, Type};
