//! What a set of modules brings, decoded only where it is asked for.
//!
//! Opening a library maps its files and reads the names of its constants; a proof rests on a few
//! hundred of them, and only these become terms. The library's owner is trusted not to change the
//! files meanwhile (see [`super::mapped`]). Files of anybody else are read by [`super::Module`].

use std::{
    fmt,
    path::{Path, PathBuf},
    sync::Arc,
};

use rustc_hash::FxHashMap;

use super::{
    Constant, NameId, OleanError, Terms,
    decode::{Decoder, Depth, NOWHERE, Seen},
    environment::{agree, find},
    image::{Fault, Image, Value},
    module::Outline,
};
use crate::kept::{Digest, Digests, Key, Stamp};

/// Modules with all that they import, mapped into memory.
pub struct Library {
    terms: Terms,
    modules: Vec<Shelf>,
    /// By name, the place in `modules`.
    by_name: FxHashMap<NameId, usize>,
    constants: FxHashMap<NameId, Place>,
    /// Further places of constants that several modules have.
    others: FxHashMap<NameId, Vec<Place>>,
}

/// A module.
struct Shelf {
    name: NameId,
    file: PathBuf,
    image: Image,
    stamp: Stamp,
    imports: Vec<NameId>,
    /// Its constants, in the file's order.
    constants: Vec<(NameId, Value)>,
}

/// Where a constant is.
#[derive(Clone, Copy)]
struct Place {
    module: u32,
    value: Value,
}

impl fmt::Debug for Library {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (modules, constants) = (self.modules.len(), self.constants.len());
        write!(f, "Library {{ modules: {modules}, constants: {constants} }}")
    }
}

impl Library {
    /// Opens the modules `imports` and all that they import, looking for files in the folders of
    /// `path` as Lean does.
    pub fn open(path: &[PathBuf], imports: &[String]) -> Result<Self, OleanError> {
        let mut library = Self {
            terms: Terms::default(),
            modules: Vec::new(),
            by_name: FxHashMap::default(),
            constants: FxHashMap::default(),
            others: FxHashMap::default(),
        };
        let mut open: Vec<NameId> = Vec::new();
        for import in imports {
            open.push(library.terms.name_of(import));
        }
        while let Some(name) = open.pop() {
            if library.by_name.contains_key(&name) {
                continue;
            }
            let file = find(&library.terms, path, name)?;
            let outline = Outline::map(&mut library.terms, &file)?;
            open.extend(outline.imports.iter().map(|import| import.module));
            library.insert(name, file, outline);
        }
        library.terms.freeze();
        Ok(library)
    }

    fn insert(&mut self, name: NameId, file: PathBuf, outline: Outline) {
        let Outline { image, stamp, imports, constants } = outline;
        // There are no more modules than files, and fewer files than that.
        let module = u32::try_from(self.modules.len()).unwrap_or(u32::MAX);
        for &(constant, value) in &constants {
            let place = Place { module, value };
            if let Some(first) = self.constants.insert(constant, place) {
                self.others.entry(constant).or_default().push(first);
            }
        }
        self.by_name.insert(name, self.modules.len());
        let imports = imports.into_iter().map(|import| import.module).collect();
        self.modules.push(Shelf { name, file, image, stamp, imports, constants });
    }

    /// The names of all constants and modules. Terms into which constants are decoded begin as a
    /// clone of these.
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    /// Whether a module is among those of the library.
    pub fn has_module(&self, name: NameId) -> bool {
        self.by_name.contains_key(&name)
    }

    /// Whether a module of the library has a constant of this name.
    pub fn has(&self, name: NameId) -> bool {
        self.constants.contains_key(&name)
    }

    /// The names of all constants, in no order.
    pub fn names(&self) -> impl Iterator<Item = NameId> {
        self.constants.keys().copied()
    }

    /// All modules, each after those that it imports.
    ///
    /// # Errors
    ///
    /// Modules that import each other in a circle, which Lean never compiles, are
    /// [`OleanError::Malformed`].
    pub fn in_order(&self) -> Result<Vec<NameId>, OleanError> {
        let mut order = Vec::with_capacity(self.modules.len());
        // For each module the import to look at next; one that is done has looked at all.
        let mut next = vec![0; self.modules.len()];
        let mut is_open = vec![false; self.modules.len()];
        for start in 0..self.modules.len() {
            let mut stack = vec![start];
            while let Some(&at) = stack.last() {
                let Shelf { name, file, imports, .. } = &self.modules[at];
                is_open[at] = true;
                let Some(import) = imports.get(next[at]) else {
                    if next[at] == imports.len() {
                        order.push(*name);
                        next[at] += 1;
                    }
                    is_open[at] = false;
                    stack.pop();
                    continue;
                };
                next[at] += 1;
                // All that is imported was opened.
                let Some(&import) = self.by_name.get(import) else { continue };
                if is_open[import] {
                    let fault = Fault { at: NOWHERE, what: "a module that imports itself" };
                    return Err(fault.in_file(file));
                }
                stack.push(import);
            }
        }
        Ok(order)
    }

    /// What `module` imports.
    pub fn imports_of(&self, module: NameId) -> &[NameId] {
        self.shelf(module).map_or(&[], |shelf| &shelf.imports)
    }

    /// The names of the constants of `module`, in its file's order.
    pub fn names_of(&self, module: NameId) -> impl ExactSizeIterator<Item = NameId> + '_ {
        let constants = self.shelf(module).map_or(&[][..], |shelf| &shelf.constants);
        constants.iter().map(|&(name, _)| name)
    }

    /// The modules that have a constant of this name.
    pub fn modules_with(&self, name: NameId) -> impl Iterator<Item = NameId> + '_ {
        let others = self.others.get(&name).into_iter().flatten();
        let places = self.constants.get(&name).into_iter().chain(others);
        places.map(|place| self.modules[place.module as usize].name)
    }

    /// Bytes of the files of `module`.
    pub fn bytes_of(&self, module: NameId) -> usize {
        self.shelf(module).map_or(0, |shelf| shelf.image.len())
    }

    fn shelf(&self, module: NameId) -> Option<&Shelf> {
        self.by_name.get(&module).map(|&place| &self.modules[place])
    }

    /// A hash of the names and the files of all modules. For `kept` see [`Self::digests`].
    pub fn identity(&self, kept: Option<&Path>) -> blake3::Hash {
        let mut identity = Key::new("library");
        for (module, digest) in self.digests(kept) {
            identity = identity.with(self.terms.name_text(module)).with(digest);
        }
        identity.hash()
    }

    /// Every module with the BLAKE3 hash of its files; ordered by the modules' names. Files that
    /// have not changed since their hash was written to the file `kept` are not read again.
    pub fn digests(&self, kept: Option<&Path>) -> Vec<(NameId, Digest)> {
        let mut kept = kept.map(Digests::open);
        let mut modules: Vec<&Shelf> = self.modules.iter().collect();
        modules.sort_by_cached_key(|module| self.terms.name_text(module.name));
        let digest = |module: &Shelf| match &mut kept {
            Some(kept) => kept.get(module.stamp, || module.image.digest()),
            None => module.image.digest(),
        };
        let digests: Vec<Digest> = modules.iter().copied().map(digest).collect();
        if let Some(kept) = kept
            && let Err(error) = kept.write()
        {
            tracing::warn!(%error, "hashes of compiled modules cannot be kept");
        }
        modules.into_iter().map(|module| module.name).zip(digests).collect()
    }
}

/// A library from which constants are being decoded.
pub(super) struct Reading<'a> {
    library: &'a Library,
    /// What was seen of each module so far.
    seen: FxHashMap<u32, Seen>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(library: &'a Library) -> Self {
        Self { library, seen: FxHashMap::default() }
    }

    /// Decodes the constants of `module` as that module has them.
    pub(super) fn module(
        &mut self,
        terms: &mut Terms,
        module: NameId,
    ) -> Result<Vec<Arc<Constant>>, OleanError> {
        let Some(&place) = self.library.by_name.get(&module) else { return Ok(Vec::new()) };
        let constants = &self.library.modules[place].constants;
        let module = u32::try_from(place).unwrap_or(u32::MAX);
        let decode =
            |&(name, value)| self.decode(terms, name, Place { module, value }, Depth::Proofs);
        constants.iter().map(decode).collect()
    }

    /// Decodes a constant, if the library has it; with its module.
    pub(super) fn constant(
        &mut self,
        terms: &mut Terms,
        name: NameId,
        depth: Depth,
    ) -> Result<Option<(NameId, Arc<Constant>)>, OleanError> {
        let library = self.library;
        let Some(&place) = library.constants.get(&name) else { return Ok(None) };
        let constant = self.decode(terms, name, place, depth)?;
        let module = library.modules[place.module as usize].name;
        for &other in library.others.get(&name).into_iter().flatten() {
            if !agree(&constant, &*self.decode(terms, name, other, depth)?) {
                return Err(OleanError::Conflict {
                    name: terms.name_text(name),
                    first: terms.name_text(library.modules[other.module as usize].name),
                    second: terms.name_text(module),
                });
            }
        }
        Ok(Some((module, constant)))
    }

    fn decode(
        &mut self,
        terms: &mut Terms,
        name: NameId,
        place: Place,
        depth: Depth,
    ) -> Result<Arc<Constant>, OleanError> {
        let Shelf { file, image, .. } = &self.library.modules[place.module as usize];
        let seen = self.seen.remove(&place.module).unwrap_or_default();
        let mut decoder = Decoder::resume(image, terms, seen);
        let constant =
            decoder.constant_up_to(place.value, depth).map_err(|fault| fault.in_file(file))?;
        self.seen.insert(place.module, decoder.into_seen());
        if constant.name == name { Ok(constant) } else { Err(misnamed(file)) }
    }
}

fn misnamed(file: &Path) -> OleanError {
    Fault { at: NOWHERE, what: "the list of names does not fit the constants" }.in_file(file)
}
