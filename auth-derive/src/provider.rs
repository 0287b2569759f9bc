//! `#[derive(Provider)]`: generates the client of a spec in the crate that contains the spec.

mod file;
mod visibility;

use std::path::{Path, PathBuf};

use auth_codegen::{Problem, Report};
use auth_language::problem::Code;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::{DeriveInput, LitStr};

use crate::attr::args::Args;
use crate::attr::input::refuse_generics;
use crate::attr::problems::{Problems, add};
use crate::attr::runtime;

/// Expands the derive. `runtime` is the path of the runtime, if it is renamed.
pub(crate) fn expand_provider(
    input: &DeriveInput,
    source: impl FnOnce(Span) -> Option<PathBuf>,
    runtime: Option<&syn::Path>,
    problems: &mut Problems,
) -> TokenStream {
    let spec = read_spec(input, problems);
    if !input.generics.params.is_empty() {
        return TokenStream::new();
    }
    let Some(spec) = spec.filter(|_| problems.is_empty()) else { return emit_stub(input) };
    let path = file::locate(&spec, source);
    let Some(text) = file::read(&path, &spec, problems) else { return emit_stub(input) };
    let tracker = emit_tracker(&path);
    match auth_codegen::parse(&spec.value(), &text) {
        Ok(provider) => {
            // The items are in a module next to the type.
            let runtime = runtime.map(|path| runtime::below(path).to_token_stream());
            let items = auth_codegen::expand(&provider, &input.ident.to_string(), runtime);
            emit(input, &visibility::restrict(items, &input.vis), &tracker)
        }
        Err(report) => {
            report_all(&report, spec.span(), problems);
            let stub = emit_stub(input);
            quote!(#tracker #stub)
        }
    }
}

/// Reports each problem with its position on one line, because rustc garbles messages of several lines.
fn report_all(report: &Report, span: Span, problems: &mut Problems) {
    for problem in report.problems() {
        let Problem { line, column, message, help, .. } = problem;
        let help = help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
        let message = format!("{}:{line}:{column}: {message}{help}", report.path());
        add(&syn::Error::new(span, message), problems);
    }
}

/// Emits code that makes the compiler build again when the spec changes.
fn emit_tracker(path: &Path) -> TokenStream {
    let path = path.display().to_string();
    quote!(
        const _: &::core::primitive::str = ::core::include_str!(#path);
    )
}

/// Puts the items into a module, so that the user's names are neither captured nor imported twice.
/// Reads the path of the spec.
fn read_spec(input: &DeriveInput, problems: &mut Problems) -> Option<LitStr> {
    let mut args = Args::read(&input.attrs, "provider", input.ident.span(), problems);
    let spec = args.text("spec", problems);
    let span = args.span;
    args.finish(problems);
    refuse_generics(input, problems);
    if spec.is_none() && problems.is_empty() {
        let help = "write `#[provider(spec = \"acme.yaml\")]` for a file next to this one";
        problems.report(Code::ATTRIBUTE, span, "the spec is missing", help);
    }
    spec
}

fn emit(input: &DeriveInput, items: &TokenStream, tracker: &TokenStream) -> TokenStream {
    let module = module_name(&input.ident);
    let vis = &input.vis;
    quote! {
        #[allow(dead_code, unused_imports, reason = "a crate need not use all that its provider offers")]
        mod #module {
            #tracker
            #items
        }
        #[allow(unused_imports, reason = "a crate need not use all that its provider offers")]
        #vis use #module::*;
    }
}

fn module_name(ident: &Ident) -> Ident {
    format_ident!("__{}", ident.to_string().to_lowercase())
}

/// Emits an empty impl, so that the compiler reports no further errors.
fn emit_stub(input: &DeriveInput) -> TokenStream {
    let ident = &input.ident;
    quote! {
        #[automatically_derived]
        #[allow(deprecated)]
        impl ::auth_runtime::__private::Provider for #ident {
            const NAME: &'static ::core::primitive::str = "";
            const TITLE: &'static ::core::primitive::str = "";
            const HOSTS: &'static [::auth_runtime::__private::Host] = &[];
        }
    }
}
