//! One module as it was compiled: imports, constants, and the few entries of extensions that are
//! of use here.

use std::{
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    Constant, Header, NameId, OleanError, Terms,
    decode::{Decoder, NOWHERE},
    image::{Constructor, Fault, HeaderFault, Image, Value},
    mapped::Bytes,
};
use crate::kept::Stamp;

/// No more is read of one module; the largest of Mathlib's has a hundredth.
const LARGEST: u64 = 1 << 30;

/// A module that is imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// Its name, such as `Foundations.Nat`.
    pub module: NameId,
    /// `import all`.
    pub all: bool,
    /// True if importers of this module see it too.
    pub exported: bool,
    /// `meta import`.
    pub meta: bool,
}

/// A compiled module.
#[derive(Clone, Debug)]
pub struct Module {
    /// Its file.
    pub file: PathBuf,
    /// BLAKE3 hash of the bytes of its files, in their order.
    pub digest: [u8; 32],
    /// What the file's header says.
    pub header: Header,
    /// What it imports.
    pub imports: Vec<Import>,
    /// Its constants, in the file's order, which means nothing.
    pub constants: Vec<Arc<Constant>>,
    /// Names that the compiler made; they have code and no type.
    pub extra_names: Vec<NameId>,
    /// The extensions with entries, and how many each has.
    pub extensions: Vec<(NameId, usize)>,
    /// Lemmas tagged `@[simp]`.
    pub simp_lemmas: Vec<NameId>,
    /// Documentation comments, by constant.
    pub docs: Vec<(NameId, String)>,
}

impl Module {
    /// Reads a module's file, with the `.olean.server` and `.olean.private` beside it if there are
    /// any: in those, a file that begins with `module` keeps what its importers do not see.
    pub fn read(terms: &mut Terms, file: &Path) -> Result<Self, OleanError> {
        let parts = files(file).map(|part| read(&part)).collect::<Result<_, _>>()?;
        Self::parse(terms, file, parts)
    }

    /// Reads a module out of the bytes of its files; `file` is only named in errors.
    pub fn parse(terms: &mut Terms, file: &Path, parts: Vec<Vec<u8>>) -> Result<Self, OleanError> {
        let parts = parts.into_iter().map(Bytes::Owned).collect();
        let (image, header, root) = assemble(file, parts)?;
        let mut decoder = Decoder::new(&image, terms);
        let module = module(&mut decoder, root, file, header);
        module
            .map(|module| Self { digest: image.digest(), ..module })
            .map_err(|fault| fault.in_file(file))
    }
}

/// A module's files as one image, with the header and the root of the last: each part lists all
/// that it knows, and the last one knows most.
pub(super) fn assemble(
    file: &Path,
    parts: Vec<Bytes>,
) -> Result<(Image, Header, Value), OleanError> {
    let mut image = Image::new();
    let mut last = None;
    for bytes in parts {
        let other = |version| OleanError::OtherVersion { file: file.to_owned(), version };
        last = Some(image.add(bytes).map_err(|fault| match fault {
            HeaderFault::NotOlean => OleanError::NotOlean { file: file.to_owned() },
            HeaderFault::Truncated => {
                Fault { at: NOWHERE, what: "the header is cut off" }.in_file(file)
            }
            HeaderFault::Format(format) => other(format!("in format {format}")),
            HeaderFault::Version(version) => other(version),
            HeaderFault::Root(fault) => fault.in_file(file),
        })?);
    }
    let (header, root) = last.ok_or_else(|| OleanError::NotOlean { file: file.to_owned() })?;
    Ok((image, header, root))
}

fn read(file: &Path) -> Result<Vec<u8>, OleanError> {
    let failed = |source| OleanError::Io { file: file.to_owned(), source };
    let (input, bytes) = open(file)?;
    let mut content = Vec::with_capacity(usize::try_from(bytes).unwrap_or_default());
    // The file may be growing.
    input.take(LARGEST).read_to_end(&mut content).map_err(failed)?;
    Ok(content)
}

/// A file, with its size in bytes.
fn open(file: &Path) -> Result<(File, u64), OleanError> {
    let failed = |source| OleanError::Io { file: file.to_owned(), source };
    let input = File::open(file).map_err(failed)?;
    let bytes = input.metadata().map_err(failed)?.len();
    if bytes > LARGEST {
        return Err(OleanError::TooLarge { file: file.to_owned(), bytes });
    }
    Ok((input, bytes))
}

/// The files of a module: its own, and `.olean.server` and `.olean.private` if there are any.
fn files(file: &Path) -> impl Iterator<Item = PathBuf> {
    let more =
        ["server", "private"].into_iter().map(|extension| file.with_added_extension(extension));
    std::iter::once(file.to_owned()).chain(more.filter(|part| fs::exists(part).unwrap_or(false)))
}

/// What a module of a library has, before any of its constants is decoded.
pub(super) struct Outline {
    pub(super) image: Image,
    /// What the system says of its files.
    pub(super) stamp: Stamp,
    pub(super) imports: Vec<Import>,
    /// Each constant's name, and where it is.
    pub(super) constants: Vec<(NameId, Value)>,
}

impl Outline {
    /// Maps a module's files, and reads its imports and the names of its constants.
    pub(super) fn map(terms: &mut Terms, file: &Path) -> Result<Self, OleanError> {
        let failed = |source| OleanError::Io { file: file.to_owned(), source };
        let (mut parts, mut stamps) = (Vec::new(), Vec::new());
        for part in files(file) {
            let (input, _) = open(&part)?;
            stamps.push(Stamp::new(&input.metadata().map_err(failed)?));
            parts.push(Bytes::map(&input).map_err(failed)?);
        }
        let (image, _, root) = assemble(file, parts)?;
        let mut decoder = Decoder::new(&image, terms);
        let read = |decoder: &mut Decoder<'_>| {
            let root = object(decoder, root)?.shaped(5, 1)?;
            let imports = imports(decoder, &root)?;
            let names = names(decoder, &root, 1)?;
            let constants = root.array(2)?;
            if names.len() != constants.len() {
                return Err(root.fault("the list of names does not fit the constants"));
            }
            let constants = names.into_iter().zip(constants);
            Ok((imports, constants.map(|(name, at)| Ok((name, at?))).collect::<Result<_, _>>()?))
        };
        let (imports, constants) =
            read(&mut decoder).map_err(|fault: Fault| fault.in_file(file))?;
        Ok(Self { image, stamp: Stamp::all(&stamps), imports, constants })
    }
}

fn module(
    decoder: &mut Decoder<'_>,
    root: Value,
    file: &Path,
    header: Header,
) -> Result<Module, Fault> {
    let Value::Object(root) = root else {
        return Err(Fault { at: NOWHERE, what: "the root is no object" });
    };
    let root = decoder.image.constructor(root)?.shaped(5, 1)?;
    let imports = imports(decoder, &root)?;
    let mut names = names(decoder, &root, 1)?.into_iter();
    let constants = root
        .array(2)?
        .map(|constant| {
            let constant = decoder.constant(constant?)?;
            if names.next() == Some(constant.name) {
                Ok(constant)
            } else {
                Err(root.fault("the list of names does not fit the constants"))
            }
        })
        .collect::<Result<Vec<_>, Fault>>()?;
    if names.next().is_some() {
        return Err(root.fault("the list of names does not fit the constants"));
    }
    let extra_names = self::names(decoder, &root, 3)?;

    let mut module = Module {
        file: file.to_owned(),
        digest: [0; 32],
        header,
        imports,
        constants,
        extra_names,
        extensions: Vec::new(),
        simp_lemmas: Vec::new(),
        docs: Vec::new(),
    };
    let simp = decoder.terms.name_of("Lean.Meta.simpExtension");
    let docs = decoder.terms.name_of("Lean.docStringExt");
    for entries in root.array(4)? {
        let entries = object(decoder, entries?)?.shaped(2, 0)?;
        let extension = decoder.name(entries.field(0)?)?;
        let entries = entries.array(1)?;
        module.extensions.push((extension, entries.len()));
        // What an extension stores is a matter between it and Lean; an entry that looks different
        // from what is known here is passed over, and no reason to refuse the module.
        // Only the first of a kind is read: a file could name the same entries any number of times.
        if extension == simp && module.simp_lemmas.is_empty() {
            let lemmas = entries.filter_map(|entry| simp_lemma(decoder, entry.ok()?));
            module.simp_lemmas = lemmas.collect();
        } else if extension == docs && module.docs.is_empty() {
            let mut bytes_left = decoder.image.len();
            module.docs = entries
                .filter_map(|entry| doc(decoder, entry.ok()?))
                .take_while(|(_, text)| {
                    let left = bytes_left.checked_sub(text.len());
                    bytes_left = left.unwrap_or_default();
                    left.is_some()
                })
                .collect();
        }
    }
    Ok(module)
}

fn object<'a>(decoder: &Decoder<'a>, value: Value) -> Result<Constructor<'a>, Fault> {
    match value {
        Value::Object(at) => decoder.image.constructor(at),
        Value::Scalar(_) => {
            Err(Fault { at: NOWHERE, what: "a number where an object is expected" })
        }
    }
}

fn imports(decoder: &mut Decoder<'_>, root: &Constructor<'_>) -> Result<Vec<Import>, Fault> {
    root.array(0)?
        .map(|import| {
            let import = object(decoder, import?)?.shaped(1, 3)?;
            let module = decoder.name(import.field(0)?)?;
            let (all, exported, meta) = (import.flag(0)?, import.flag(1)?, import.flag(2)?);
            Ok(Import { module, all, exported, meta })
        })
        .collect()
}

fn names(
    decoder: &mut Decoder<'_>,
    root: &Constructor<'_>,
    index: usize,
) -> Result<Vec<NameId>, Fault> {
    root.array(index)?.map(|name| decoder.name(name?)).collect()
}

/// The lemma of an entry of the simp set: `global (thm {keys, levels, proof, priority, origin})`
/// with the origin `decl name`.
fn simp_lemma(decoder: &mut Decoder<'_>, entry: Value) -> Option<NameId> {
    let first = |constructor: Constructor<'_>| constructor.tag == 0;
    let entry = object(decoder, entry).ok()?;
    let lemma = Some(entry).filter(|&entry| first(entry))?.inner(0).ok()?;
    let theorem = Some(lemma).filter(|&lemma| first(lemma))?.inner(0).ok()?;
    let origin = theorem.shaped(5, 0).ok()?.inner(4).ok().filter(|&origin| first(origin))?;
    decoder.name(origin.field(0).ok()?).ok()
}

fn doc(decoder: &mut Decoder<'_>, entry: Value) -> Option<(NameId, String)> {
    let entry = object(decoder, entry).ok()?.shaped(2, 0).ok()?;
    let name = decoder.name(entry.field(0).ok()?).ok()?;
    let text = decoder.image.string(entry.object(1).ok()?).ok()?;
    Some((name, text.to_owned()))
}
