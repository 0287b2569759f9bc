//! All problems of one input, reported together.

use auth_language::problem::{Code, Dialect, Help, Problem};
use proc_macro2::{Span, TokenStream};
use syn::Error;

/// The problems of an item under a derive; none of them stops the derive.
pub(crate) type Problems = auth_language::problem::Problems<Span>;

/// No problems so far.
pub(crate) fn none() -> Problems {
    Problems::new(Dialect::Rust)
}

/// Adds what the parser of Rust says.
pub(crate) fn add(error: &Error, problems: &mut Problems) {
    for error in error {
        let at = error.span();
        problems.push(Problem { code: Code::ATTRIBUTE, at, message: error.to_string(), help: None });
    }
}

/// The value, or its error is added.
pub(crate) fn take<T>(result: syn::Result<T>, problems: &mut Problems) -> Option<T> {
    result.map_err(|error| add(&error, problems)).ok()
}

/// One error of the compiler for each problem.
pub(crate) fn into_tokens(problems: Problems) -> TokenStream {
    let errors = problems.into_found().into_iter();
    errors.map(|problem| Error::new(problem.at, line(&problem)).to_compile_error()).collect()
}

/// The message and the advice in one line, because the compiler mangles others.
pub(crate) fn line<P>(problem: &Problem<P>) -> String {
    let Problem { code: _, at: _, message, help } = problem;
    help.as_ref().map(Help::advice).map_or_else(|| message.clone(), |advice| format!("{message}: {advice}"))
}
