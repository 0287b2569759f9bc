//! `#[derive(Provider)]`: everything that a spec says, in the crate of whoever wrote it.

mod visibility;

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::{fs, io};

use auth_codegen::{Problem, Report};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::{DeriveInput, LitStr};

use crate::attr::args::Args;
use crate::attr::problems::{Problems, is_near};

/// `runtime` is the path of the runtime, where it has another name.
pub(crate) fn expand_provider(
    input: &DeriveInput,
    source: impl FnOnce(Span) -> Option<PathBuf>,
    runtime: Option<&syn::Path>,
    problems: &mut Problems,
) -> TokenStream {
    let mut args = Args::read(&input.attrs, "provider", input.ident.span(), problems);
    let spec = args.text("spec", problems);
    let span = args.span;
    args.finish(problems);
    crate::attr::input::refuse_generics(input, problems);
    if !input.generics.params.is_empty() {
        return TokenStream::new();
    }
    let Some(spec) = spec.filter(|_| problems.is_empty()) else {
        if problems.is_empty() {
            problems.push(span, "say where the spec is, beside this file: `#[provider(spec = \"acme.yaml\")]`");
        }
        return emit_stub(input);
    };
    let path = beside(&spec, source);
    let Some(text) = read(&path, &spec, problems) else { return emit_stub(input) };
    let tracker = emit_tracker(&path);
    match auth_codegen::parse(&spec.value(), &text) {
        Ok(provider) => {
            let items =
                auth_codegen::expand(&provider, &input.ident.to_string(), runtime.map(ToTokens::to_token_stream));
            emit(input, &visibility::restrict(items, &input.vis), &tracker)
        }
        Err(report) => {
            report_all(&report, spec.span(), problems);
            let stub = emit_stub(input);
            quote!(#tracker #stub)
        }
    }
}

/// A spec stands beside the file that names it: `CARGO_MANIFEST_DIR` is another crate's in some set-ups.
fn beside(spec: &LitStr, source: impl FnOnce(Span) -> Option<PathBuf>) -> PathBuf {
    let source = source(spec.span());
    let dir = source.as_deref().and_then(Path::parent).map(Path::to_owned).unwrap_or_default();
    let path = dir.join(spec.value());
    path.canonicalize().unwrap_or(path)
}

fn read(path: &Path, spec: &LitStr, problems: &mut Problems) -> Option<String> {
    if path.is_dir() {
        problems.push(spec.span(), format!("`{}` is a directory: name the YAML file in it", spec.value()));
        return None;
    }
    fs::read_to_string(path).map_err(|error| problems.push(spec.span(), unreadable(&error, path, &spec.value()))).ok()
}

fn unreadable(error: &io::Error, path: &Path, spec: &str) -> String {
    match error.kind() {
        ErrorKind::NotFound => format!("there is no file `{spec}` beside this one: {}", neighbours(path)),
        ErrorKind::InvalidData => format!("`{spec}` is not UTF-8 text: save it as such"),
        _ => format!("`{spec}` cannot be read: {error}"),
    }
}

fn neighbours(path: &Path) -> String {
    let entries = path.parent().map(fs::read_dir).and_then(Result::ok).into_iter().flatten().flatten();
    let yaml = entries.map(|entry| PathBuf::from(entry.file_name())).filter(|name| is_yaml(name));
    let mut specs: Vec<String> = yaml.map(|name| name.display().to_string()).collect();
    specs.sort();
    let wanted = path.file_name().unwrap_or_default().to_string_lossy();
    let near = specs.iter().find(|name| is_near(name, &wanted));
    match (near, specs.as_slice()) {
        (Some(near), _) => format!("did you mean `{near}`?"),
        (None, []) => "there is no YAML file at all".to_owned(),
        (None, specs) if specs.len() > 5 => format!("there are {} other YAML files", specs.len()),
        (None, specs) => format!("there is `{}`", specs.join("`, `")),
    }
}

fn is_yaml(name: &Path) -> bool {
    name.extension().is_some_and(|extension| extension == "yaml" || extension == "yml")
}

/// Rustc mangles text of several lines, so a problem is one line with the place in it.
fn report_all(report: &Report, span: Span, problems: &mut Problems) {
    for problem in report.problems() {
        let Problem { line, column, message, help, .. } = problem;
        let help = help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
        problems.push(span, format!("{}:{line}:{column}: {message}{help}", report.path()));
    }
}

/// Makes the compiler build again when the spec changes.
fn emit_tracker(path: &Path) -> TokenStream {
    let path = path.display().to_string();
    quote!(
        const _: &::core::primitive::str = ::core::include_str!(#path);
    )
}

/// A module of its own, so that no name of the user's is captured and none is imported twice.
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

/// What the type would have been, so that nothing else is reported.
fn emit_stub(input: &DeriveInput) -> TokenStream {
    let ident = &input.ident;
    quote! {
        #[automatically_derived]
        impl ::auth_runtime::__private::Provider for #ident {
            const NAME: &'static ::core::primitive::str = "";
            const TITLE: &'static ::core::primitive::str = "";
            const HOSTS: &'static [::auth_runtime::__private::Host] = &[];
        }
    }
}
