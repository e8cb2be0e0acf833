//! The constants of a module and of all that it imports, and what rests on what.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Constant, ConstantKind, Expr, ExprId, Library, Module, Name, NameId, OleanError, Terms,
    decode::Depth, library::Reading,
};

/// All constants that a set of modules brings, with their imports; or, on top of a [`Library`],
/// those that were asked for.
#[derive(Clone, Debug, Default)]
pub struct Constants {
    by_name: FxHashMap<NameId, Entry>,
    /// In an order in which each comes after those it imports.
    modules: Vec<(NameId, Arc<Module>)>,
    loaded: FxHashSet<NameId>,
    /// Where further constants are decoded from, by [`Self::decode`].
    library: Option<Arc<Library>>,
}

#[derive(Clone, Debug)]
struct Entry {
    constant: Arc<Constant>,
    module: NameId,
}

/// Everything that some constants rest on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Closure {
    /// The constants themselves and all those they mention, directly or not, in types, values and
    /// declarations; sorted by id.
    pub constants: Vec<NameId>,
    /// Those of `constants` that are axioms.
    pub axioms: Vec<NameId>,
    /// Names that are mentioned but that no module defines. Lean never writes such modules.
    pub missing: Vec<NameId>,
}

impl Constants {
    /// Reads `module` and all that it imports, looking for files in the folders of `path` as Lean
    /// does.
    pub fn load(terms: &mut Terms, path: &[PathBuf], module: &str) -> Result<Self, OleanError> {
        let mut constants = Self::default();
        constants.add(terms, path, module)?;
        Ok(constants)
    }

    /// None yet, and those of `library` when [`Self::decode`] asks for them. Ids are of terms that
    /// began as [`Library::terms`].
    pub fn on(library: Arc<Library>) -> Self {
        Self { library: Some(library), ..Self::default() }
    }

    /// Decodes all that `roots` rest on and the library has. What was not asked for is not there:
    /// [`Self::get`] knows nothing of it.
    pub fn decode(
        &mut self,
        terms: &mut Terms,
        roots: impl IntoIterator<Item = NameId>,
    ) -> Result<(), OleanError> {
        let Some(library) = self.library.clone() else { return Ok(()) };
        self.follow(terms, &mut Reading::new(&library), roots, Depth::Proofs)
    }

    /// Decodes all constants of `modules`, which must belong to the library, as those modules have
    /// them, and `more` of the library, with all that they rest on; of theorems of other modules, as
    /// much as `proofs` says: all, or the statement alone.
    pub fn decode_modules(
        &mut self,
        terms: &mut Terms,
        modules: &[NameId],
        more: impl IntoIterator<Item = NameId>,
        proofs: bool,
    ) -> Result<(), OleanError> {
        let Some(library) = self.library.clone() else { return Ok(()) };
        let mut reading = Reading::new(&library);
        let mut own: Vec<NameId> = more.into_iter().collect();
        for &module in modules {
            for constant in reading.module(terms, module)? {
                own.push(constant.name);
                self.by_name.insert(constant.name, Entry { constant, module });
            }
        }
        let depth = if proofs { Depth::Proofs } else { Depth::Statements };
        self.follow(terms, &mut reading, own, depth)
    }

    /// Decodes all that `roots` rest on, themselves included.
    fn follow(
        &mut self,
        terms: &mut Terms,
        reading: &mut Reading<'_>,
        roots: impl IntoIterator<Item = NameId>,
        depth: Depth,
    ) -> Result<(), OleanError> {
        let mut stack: Vec<NameId> = roots.into_iter().collect();
        let mut reached: FxHashSet<NameId> = stack.iter().copied().collect();
        let mut seen = FxHashSet::default();
        while let Some(name) = stack.pop() {
            if !self.by_name.contains_key(&name)
                && let Some((module, constant)) = reading.constant(terms, name, depth)?
            {
                self.by_name.insert(name, Entry { constant, module });
            }
            let Some(constant) = self.get(name) else { continue };
            let mut found = FxHashSet::default();
            collect(terms, constant.exprs(), &mut seen, &mut found);
            found.extend(constant.relatives());
            stack.extend(found.into_iter().filter(|&name| reached.insert(name)));
        }
        Ok(())
    }

    /// Reads `module` and what it imports, as far as that has not been read.
    pub fn add(
        &mut self,
        terms: &mut Terms,
        path: &[PathBuf],
        module: &str,
    ) -> Result<(), OleanError> {
        let name = terms.name_of(module);
        if self.loaded.contains(&name) {
            return Ok(());
        }
        let file = find(terms, path, name)?;
        let module = Module::read(terms, &file)?;
        self.add_module(terms, path, name, module)
    }

    /// Adds a module that was read from somewhere else, and what it imports.
    pub fn add_module(
        &mut self,
        terms: &mut Terms,
        path: &[PathBuf],
        name: NameId,
        module: Module,
    ) -> Result<(), OleanError> {
        // Modules whose imports are not all inserted yet, with the next import to look at.
        let mut pending = vec![(name, module, 0)];
        self.loaded.insert(name);
        while let Some((_, module, next)) = pending.last_mut() {
            let Some(import) = module.imports.get(*next) else {
                if let Some((name, module, _)) = pending.pop() {
                    self.insert(terms, name, module)?;
                }
                continue;
            };
            *next += 1;
            let import = import.module;
            if self.library.as_ref().is_some_and(|library| library.has_module(import)) {
                continue;
            }
            // Also true for a module that imports itself, in a circle.
            if self.loaded.insert(import) {
                let file = find(terms, path, import)?;
                pending.push((import, Module::read(terms, &file)?, 0));
            }
        }
        Ok(())
    }

    fn insert(
        &mut self,
        terms: &mut Terms,
        name: NameId,
        module: Module,
    ) -> Result<(), OleanError> {
        if let Some(library) = &self.library {
            let known = module.constants.iter().map(|constant| constant.name);
            let known: Vec<NameId> = known.filter(|&name| library.has(name)).collect();
            self.decode(terms, known)?;
        }
        for constant in &module.constants {
            let entry = Entry { constant: Arc::clone(constant), module: name };
            let Some(old) = self.by_name.insert(constant.name, entry) else { continue };
            if !agree(&old.constant, constant) {
                return Err(OleanError::Conflict {
                    name: terms.name_text(constant.name),
                    first: terms.name_text(old.module),
                    second: terms.name_text(name),
                });
            }
            self.by_name.insert(constant.name, old);
        }
        self.modules.push((name, Arc::new(module)));
        Ok(())
    }

    /// A constant.
    pub fn get(&self, name: NameId) -> Option<&Constant> {
        self.by_name.get(&name).map(|entry| &*entry.constant)
    }

    /// The module that defines a constant.
    pub fn module_of(&self, name: NameId) -> Option<NameId> {
        self.by_name.get(&name).map(|entry| entry.module)
    }

    /// All modules with their names, each after those it imports.
    pub fn modules(&self) -> impl Iterator<Item = (NameId, &Module)> {
        self.modules.iter().map(|(name, module)| (*name, &**module))
    }

    /// A module by its name.
    pub fn module(&self, name: NameId) -> Option<&Module> {
        self.modules().find(|&(module, _)| module == name).map(|(_, module)| module)
    }

    /// All constants, module by module.
    pub fn iter(&self) -> impl Iterator<Item = &Constant> {
        self.modules.iter().flat_map(|(_, module)| module.constants.iter().map(|c| &**c))
    }

    /// How many constants there are.
    pub fn len(&self) -> usize {
        self.by_name.len()
    }

    /// True if nothing was read.
    pub fn is_empty(&self) -> bool {
        self.by_name.is_empty()
    }

    /// Constants that `name` mentions directly: in its type, value and rules, as relatives (a
    /// type's constructors, a mutual block), and as what its literals are made of.
    pub fn mentioned_by(&self, terms: &Terms, name: NameId) -> Vec<NameId> {
        let Some(constant) = self.get(name) else { return Vec::new() };
        let mut found = FxHashSet::default();
        collect(terms, constant.exprs(), &mut FxHashSet::default(), &mut found);
        found.extend(constant.relatives());
        sorted(found)
    }

    /// Everything that `roots` rest on.
    ///
    /// Values of theorems and of opaque constants are followed like any other, so an axiom cannot
    /// hide behind them; what a mutual block or an inductive type consists of is followed too.
    pub fn closure(&self, terms: &Terms, roots: impl IntoIterator<Item = NameId>) -> Closure {
        self.closure_without(terms, roots, |_| false)
    }

    /// The same, but of the theorems that `is_statement` picks only the statement is followed.
    pub fn closure_without(
        &self,
        terms: &Terms,
        roots: impl IntoIterator<Item = NameId>,
        is_statement: impl Fn(&Constant) -> bool,
    ) -> Closure {
        let mut stack: Vec<NameId> = roots.into_iter().collect();
        let mut reached: FxHashSet<NameId> = FxHashSet::default();
        let mut missing = FxHashSet::default();
        // Shared by all constants: an expression is looked at once.
        let mut seen = FxHashSet::default();
        while let Some(name) = stack.pop() {
            let Some(constant) = self.get(name) else {
                missing.insert(name);
                continue;
            };
            if !reached.insert(name) {
                continue;
            }
            let mut found = FxHashSet::default();
            if constant.is_theorem() && is_statement(constant) {
                collect(terms, std::iter::once(constant.ty), &mut seen, &mut found);
            } else {
                collect(terms, constant.exprs(), &mut seen, &mut found);
                found.extend(constant.relatives());
            }
            stack.extend(found.into_iter().filter(|name| !reached.contains(name)));
        }
        let constants = sorted(reached);
        let is_axiom = |name: &&NameId| self.get(**name).is_some_and(Constant::is_axiom);
        let axioms = constants.iter().filter(is_axiom).copied().collect();
        Closure { constants, axioms, missing: sorted(missing) }
    }

    /// The axioms that `name` rests on.
    pub fn axioms(&self, terms: &Terms, name: NameId) -> Vec<NameId> {
        self.closure(terms, [name]).axioms
    }

    /// True if `name` is an inductive type or a constructor of one.
    pub fn is_inductive(&self, name: NameId) -> bool {
        self.get(name).is_some_and(|constant| {
            matches!(
                constant.kind,
                ConstantKind::Inductive { .. } | ConstantKind::Constructor { .. }
            )
        })
    }
}

/// Two modules may both make a lemma on demand; the proofs may differ.
pub(super) fn agree(one: &Constant, other: &Constant) -> bool {
    *one == *other
        || one.is_theorem()
            && other.is_theorem()
            && one.ty == other.ty
            && one.level_params == other.level_params
}

fn sorted(names: FxHashSet<NameId>) -> Vec<NameId> {
    let mut names: Vec<_> = names.into_iter().collect();
    names.sort_unstable();
    names
}

/// Adds the constants in `exprs` to `found`, looking at no expression that is in `seen`.
fn collect(
    terms: &Terms,
    exprs: impl Iterator<Item = ExprId>,
    seen: &mut FxHashSet<ExprId>,
    found: &mut FxHashSet<NameId>,
) {
    let mut stack: Vec<ExprId> = exprs.filter(|&expr| seen.insert(expr)).collect();
    while let Some(expr) = stack.pop() {
        match terms.expr(expr) {
            Expr::Constant(name, _) => drop(found.insert(name)),
            Expr::Projection { structure, .. } => drop(found.insert(structure)),
            // The kernel takes a literal for a value of this type.
            Expr::Nat(_) => found.extend(terms.find_name("Nat")),
            Expr::Text(_) => found.extend(terms.find_name("String")),
            _ => {}
        }
        stack.extend(terms.parts(expr).filter(|&part| seen.insert(part)));
    }
}

/// The file of a module: in the first folder that has anything of its package, as Lean looks.
pub(super) fn find(terms: &Terms, path: &[PathBuf], module: NameId) -> Result<PathBuf, OleanError> {
    let bad = || OleanError::BadModuleName { module: terms.name_text(module) };
    let parts = parts(terms, module).ok_or_else(bad)?;
    let (package, last) = parts.first().zip(parts.last()).ok_or_else(bad)?;
    let folder = path.iter().find(|folder| {
        folder.join(package).is_dir() || folder.join(format!("{package}.olean")).is_file()
    });
    let file = folder.map(|folder| {
        let inside: PathBuf = parts[..parts.len() - 1].iter().collect();
        folder.join(inside).join(format!("{last}.olean"))
    });
    match file {
        Some(file) if file.is_file() => Ok(file),
        _ => Err(OleanError::NotFound { module: terms.name_text(module), searched: path.to_vec() }),
    }
}

/// The components of a module's name, if each can be a file's name and nothing else. A module read
/// from a hostile file could otherwise name any file of the machine.
fn parts(terms: &Terms, module: NameId) -> Option<Vec<&str>> {
    let mut parts = Vec::new();
    let mut current = module;
    loop {
        match terms.name(current) {
            Name::Anonymous => break,
            Name::Number(..) => return None,
            Name::Text(prefix, text) => {
                let text = terms.text(text);
                let plain = Path::new(text).file_name().is_some_and(|name| name == text);
                if !plain || text.contains(['.', '/', '\\', '\0']) {
                    return None;
                }
                parts.push(text);
                current = prefix;
            }
        }
    }
    parts.reverse();
    (!parts.is_empty()).then_some(parts)
}
