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
    decode::{Decoder, NOWHERE, Seen},
    environment::{agree, find},
    image::{Fault, Image, Value},
    module::Outline,
};

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
        let Outline { image, imports: _, constants } = outline;
        // There are no more modules than files, and fewer files than that.
        let module = u32::try_from(self.modules.len()).unwrap_or(u32::MAX);
        for (constant, value) in constants {
            let place = Place { module, value };
            if let Some(first) = self.constants.insert(constant, place) {
                self.others.entry(constant).or_default().push(first);
            }
        }
        self.by_name.insert(name, self.modules.len());
        self.modules.push(Shelf { name, file, image });
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

    /// Every module with the BLAKE3 hash of its files, for which all of them are read; ordered by
    /// the modules' names.
    pub fn digests(&self) -> Vec<(NameId, [u8; 32])> {
        let mut modules: Vec<&Shelf> = self.modules.iter().collect();
        modules.sort_by_cached_key(|module| self.terms.name_text(module.name));
        modules.into_iter().map(|module| (module.name, module.image.digest())).collect()
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

    /// Decodes a constant, if the library has it; with its module.
    pub(super) fn constant(
        &mut self,
        terms: &mut Terms,
        name: NameId,
    ) -> Result<Option<(NameId, Arc<Constant>)>, OleanError> {
        let library = self.library;
        let Some(&place) = library.constants.get(&name) else { return Ok(None) };
        let constant = self.decode(terms, name, place)?;
        let module = library.modules[place.module as usize].name;
        for &other in library.others.get(&name).into_iter().flatten() {
            if !agree(&constant, &*self.decode(terms, name, other)?) {
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
    ) -> Result<Arc<Constant>, OleanError> {
        let Shelf { file, image, .. } = &self.library.modules[place.module as usize];
        let seen = self.seen.remove(&place.module).unwrap_or_default();
        let mut decoder = Decoder::resume(image, terms, seen);
        let constant = decoder.constant(place.value).map_err(|fault| fault.in_file(file))?;
        self.seen.insert(place.module, decoder.into_seen());
        if constant.name == name { Ok(constant) } else { Err(misnamed(file)) }
    }
}

fn misnamed(file: &Path) -> OleanError {
    Fault { at: NOWHERE, what: "the list of names does not fit the constants" }.in_file(file)
}
