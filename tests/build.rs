//! Generates clients: those of the generator's fixtures and of the pages that teach the language, which
//! `tests/goldens_compile.rs` compiles, and those of the sketches of the language, whose examples `tests/capabilities.rs` calls. It
//! also compiles the snippets of their documentation pages.

#![allow(clippy::expect_used, clippy::panic, reason = "a build without its input has failed")]

use std::path::{Path, PathBuf};
use std::{env, fs, process};

use auth_codegen::model::Provider;

mod snippets;

fn main() {
    let goldens = specs("../auth-codegen/tests/goldens");
    let goldens: String = goldens.iter().map(|spec| module(name(spec), &parse(spec))).collect();
    write("goldens.rs", &(goldens + &taught("../docs/language.md")));
    let sketches = specs("../docs/language/sketches").into_iter().filter(|spec| read(spec).starts_with("# now: "));
    let sketches: Vec<(PathBuf, Provider)> = sketches.map(|spec| (spec.clone(), parse(&spec))).collect();
    let launched = specs("../specs").into_iter().map(|spec| (spec.clone(), parse(&spec))).collect::<Vec<_>>();
    let snippets = snippets_of("auth_providers", &launched) + &snippets_of("crate::sketches::clients", &sketches);
    write("sketches.rs", &format!("{}pub mod snippets {{\n{snippets}}}\n", with_calls(&sketches)));
}

fn specs(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    println!("cargo::rerun-if-changed={}", folder.display());
    let files = fs::read_dir(folder).expect("a folder of specs").map(|file| file.expect("a file").path());
    let mut specs: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|end| end == "yaml")).collect();
    specs.sort();
    specs
}

fn read(spec: &Path) -> String {
    fs::read_to_string(spec).expect("a spec")
}

fn write(name: &str, text: &str) {
    let folder = env::var("OUT_DIR").expect("cargo sets it");
    fs::write(Path::new(&folder).join(name), text).expect("OUT_DIR can be written to");
}

fn parse(spec: &Path) -> Provider {
    parse_text(spec, &read(spec))
}

fn parse_text(path: &Path, text: &str) -> Provider {
    auth_codegen::parse(&path.display().to_string(), text).unwrap_or_else(|report| {
        eprintln!("{report}");
        process::exit(1);
    })
}

fn name(spec: &Path) -> &str {
    spec.file_stem().and_then(|stem| stem.to_str()).expect("a name")
}

/// The client of a spec, in a module.
fn module(name: &str, provider: &Provider) -> String {
    format!("pub mod {name} {{\n{}}}\n", auth_codegen::include(provider))
}

/// The clients of the specs on a page.
fn taught(page: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
    println!("cargo::rerun-if-changed={}", path.display());
    let text = read(&path);
    let blocks = text.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next());
    let clients = blocks.map(|block| {
        let provider = parse_text(&path, block);
        module(&format!("taught_{}", provider.name), &provider)
    });
    clients.collect()
}

/// The clients of specs, and the calls of their examples.
fn with_calls(specs: &[(PathBuf, Provider)]) -> String {
    let clients: String = specs.iter().map(|(spec, provider)| module(name(spec), provider)).collect();
    let calls: String = specs.iter().map(|(spec, provider)| calls_of(spec, provider)).collect();
    let all: String = specs.iter().map(|(spec, _)| format!("{}::calls(visitor);\n", name(spec))).collect();
    format!(
        "pub mod clients {{\n{clients}}}\npub mod calls {{\n{calls}\
         pub fn all(visitor: &mut impl crate::Visitor) {{\n{all}}}\n}}\n"
    )
}

fn calls_of(spec: &Path, provider: &Provider) -> String {
    let calls = auth_codegen::examples(provider).replace("auth_providers::", "crate::sketches::clients::");
    format!("mod {} {{\n{calls}}}\n", name(spec))
}

/// The snippets of the pages of specs whose clients are in a module.
fn snippets_of(modules: &str, specs: &[(PathBuf, Provider)]) -> String {
    specs.iter().map(|(spec, provider)| snippets::functions(provider, &format!("{modules}::{}", name(spec)))).collect()
}
