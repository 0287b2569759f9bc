//! The modules of a crate, and the file that a path resolves to.

use std::collections::HashMap;

use quote::ToTokens as _;
use syn::{Attribute, Item, Visibility};

use super::crates::{Crate, File};
use super::tokens::{Leaf, Mentioned, Path, leaves};

#[derive(Default)]
pub(crate) struct Module {
    /// The index of its file.
    pub(crate) file: usize,
    /// What its names refer to. A module, a type and a macro may have the same name.
    names: HashMap<String, Vec<Named>>,
    globs: Vec<Path>,
    pub(crate) uses: Vec<Use>,
    /// The paths and names in its items.
    pub(crate) mentioned: Mentioned,
}

enum Named {
    Module,
    Item,
    Use(Path),
}

impl Named {
    fn import(&self) -> Option<&[String]> {
        match self {
            Self::Use(path) => Some(path),
            Self::Module | Self::Item => None,
        }
    }
}

/// One name that a module imports.
pub(crate) struct Use {
    pub(crate) leaf: Leaf,
    pub(crate) is_public: bool,
}

/// The modules of a crate by their paths.
pub(crate) struct Modules(pub(crate) HashMap<Path, Module>);

impl Modules {
    pub(crate) fn of(of: &Crate) -> Self {
        let mut modules = Self(HashMap::new());
        for (number, file) in of.files.iter().enumerate() {
            modules.read(number, file);
        }
        modules
    }

    fn read(&mut self, number: usize, file: &File) {
        let items = syn::parse_file(&file.text).unwrap_or_else(|error| panic!("{}: {error}", file.path)).items;
        self.add(number, &file.module, items);
    }

    fn add(&mut self, file: usize, path: &[String], items: Vec<Item>) {
        let mut module = Module { file, ..Module::default() };
        for item in items.into_iter().filter(|item| !is_test(attributes(item))) {
            module.add(&item);
            if let Item::Mod(inner) = item {
                let path = [path, &[inner.ident.to_string()]].concat();
                inner.content.into_iter().for_each(|(_, items)| self.add(file, &path, items));
            }
        }
        self.0.insert(path.to_vec(), module);
    }

    /// The file that declares what a path refers to; `None` if it is in another crate.
    pub(crate) fn file_of(&self, from: &[String], path: &[String]) -> Option<usize> {
        self.resolve(from, path, 16).map(|module| self.0[&module].file)
    }

    /// The module that declares what a path refers to, from the view of a module. `fuel` ends circular imports.
    fn resolve(&self, from: &[String], path: &[String], fuel: usize) -> Option<Path> {
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => self.walk(&[], rest, fuel),
            "self" => self.walk(from, rest, fuel),
            "super" => self.walk(from.split_last()?.1, rest, fuel),
            _ if self.has(from, first, fuel) => self.walk(from, path, fuel),
            _ => None,
        }
    }

    /// Resolves a path in a module. A name that is not found, such as one from a macro, counts as declared in the module.
    fn walk(&self, from: &[String], path: &[String], fuel: usize) -> Option<Path> {
        let Some((name, rest)) = path.split_first() else { return Some(from.to_vec()) };
        let fuel = fuel.checked_sub(1)?;
        if name == "super" {
            return self.walk(from.split_last()?.1, rest, fuel);
        }
        let module = self.0.get(from)?;
        let named = module.names.get(name).map(Vec::as_slice).unwrap_or_default();
        let inner = [from, std::slice::from_ref(name)].concat();
        let is_module = self.0.contains_key(&inner);
        if is_module && (!rest.is_empty() || named.len() < 2) {
            return self.walk(&inner, rest, fuel);
        }
        if let Some(path) = named.iter().find_map(Named::import) {
            return self.resolve(from, &[path, rest].concat(), fuel);
        }
        if named.is_empty()
            && let Some(found) = self.in_globs(from, path, fuel)
        {
            return Some(found);
        }
        Some(from.to_vec())
    }

    fn in_globs(&self, from: &[String], path: &[String], fuel: usize) -> Option<Path> {
        let globs = self.0.get(from)?.globs.iter().filter(|glob| glob.first().is_none_or(|first| *first != path[0]));
        let mut targets = globs.filter_map(|glob| self.resolve(from, glob, fuel));
        let target = targets.find(|target| *target != from && self.has(target, &path[0], fuel))?;
        self.walk(&target, path, fuel)
    }

    /// Whether a module has a name in scope.
    fn has(&self, module: &[String], name: &str, fuel: usize) -> bool {
        let Some(fuel) = fuel.checked_sub(1) else { return false };
        let Some(found) = self.0.get(module) else { return false };
        let targets =
            || found.globs.iter().filter(|glob| glob[0] != name).filter_map(|glob| self.resolve(module, glob, fuel));
        found.names.contains_key(name) || targets().any(|target| target != module && self.has(&target, name, fuel))
    }
}

impl Module {
    fn add(&mut self, item: &Item) {
        match item {
            Item::Use(item) => {
                let is_public = !matches!(item.vis, Visibility::Inherited);
                for leaf in leaves(&item.tree) {
                    self.add_use(leaf, is_public);
                }
            }
            Item::Mod(item) => self.name(&item.ident, Named::Module),
            item => {
                if let Some(name) = name_of(item) {
                    self.name(name, Named::Item);
                }
                self.mentioned.add(item.to_token_stream());
            }
        }
    }

    fn add_use(&mut self, leaf: Leaf, is_public: bool) {
        match &leaf.name {
            Some(name) => self.name(name, Named::Use(leaf.path.clone())),
            None => self.globs.push(leaf.path.clone()),
        }
        self.uses.push(Use { leaf, is_public });
    }

    fn name(&mut self, name: &impl ToString, named: Named) {
        self.names.entry(name.to_string()).or_default().push(named);
    }
}

fn name_of(item: &Item) -> Option<&syn::Ident> {
    match item {
        Item::Const(item) => Some(&item.ident),
        Item::Enum(item) => Some(&item.ident),
        Item::Fn(item) => Some(&item.sig.ident),
        Item::Macro(item) => item.ident.as_ref(),
        Item::Static(item) => Some(&item.ident),
        Item::Struct(item) => Some(&item.ident),
        Item::Trait(item) => Some(&item.ident),
        Item::Type(item) => Some(&item.ident),
        Item::Union(item) => Some(&item.ident),
        _ => None,
    }
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// Whether an item is compiled for tests only.
fn is_test(attributes: &[Attribute]) -> bool {
    let texts = attributes.iter().map(|attribute| attribute.to_token_stream().to_string().replace(' ', ""));
    texts.into_iter().any(|text| text.starts_with("#[cfg(test") || text.starts_with("#[cfg(all(test"))
}
