//! Collects all problems of one input and reports them together.

use auth_language::problem::{Code, Dialect, Help, Problem};
use proc_macro2::{Span, TokenStream};
use syn::Error;

/// The problems of the item under a derive. They do not stop the derive.
pub(crate) type Problems = auth_language::problem::Problems<Span>;

/// Makes an empty list of problems.
pub(crate) fn none() -> Problems {
    Problems::new(Dialect::Rust)
}

/// Adds the errors of syn.
pub(crate) fn add(error: &Error, problems: &mut Problems) {
    for error in error {
        let at = error.span();
        problems.push(Problem { code: Code::ATTRIBUTE, at, part: None, message: error.to_string(), help: None });
    }
}

/// Returns the value of a result, or adds its error to the problems.
pub(crate) fn take<T>(result: syn::Result<T>, problems: &mut Problems) -> Option<T> {
    result.map_err(|error| add(&error, problems)).ok()
}

/// Returns a compile error for each problem.
pub(crate) fn into_tokens(problems: Problems) -> TokenStream {
    let errors = problems.into_found().into_iter();
    errors.map(|problem| Error::new(problem.at, line(&problem)).to_compile_error()).collect()
}

/// Formats message and advice as one line, because rustc garbles messages of several lines.
pub(crate) fn line<P>(problem: &Problem<P>) -> String {
    let Problem { code: _, at: _, part: _, message, help } = problem;
    help.as_ref().map(Help::advice).map_or_else(|| message.clone(), |advice| format!("{message}: {advice}"))
}
