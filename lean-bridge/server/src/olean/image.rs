//! The bytes of a compiled module as Lean objects, every access checked.
//!
//! A module's file is a picture of Lean's heap: objects one after another, with absolute addresses
//! relative to a base address that the file names. Lean writes each object after all those it
//! refers to, and this reader insists on it: an address that does not lead backwards is an error.
//! So nothing read through this module can be cyclic, whoever wrote the bytes.
//!
//! | bytes | header |
//! | --- | --- |
//! | 0..5 | `olean` |
//! | 5 | format, 2 |
//! | 6 | flags; bit 0: big numbers are GMP's |
//! | 7..40 | Lean's version, padded with zeros |
//! | 40..80 | commit of Lean |
//! | 80..88 | base address |
//! | 88..96 | address of the root object |
//!
//! An object begins with a 4-byte reference count, a 2-byte size (small objects), a byte (the number
//! of pointer fields of a constructor) and a 1-byte tag. All numbers are little-endian.

use super::{OleanError, mapped::Bytes};

const HEADER: usize = 96;
const FORMAT: u8 = 2;
const GMP: u8 = 1;
const LARGEST_CONSTRUCTOR: u8 = 244;
const ARRAY: u8 = 246;
const STRING: u8 = 249;
const BIG_NUMBER: u8 = 250;

/// What is wrong with the bytes, and where. Becomes an [`OleanError`] once the file is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) at: At,
    pub(super) what: &'static str,
}

/// Place of an object: its offset in all parts of the image laid end to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct At(usize);

impl At {
    /// The beginning of the image, which is a header and no object.
    pub(super) const START: Self = Self(0);
}

/// A field: a small number in itself, or a reference to an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Scalar(u64),
    Object(At),
}

/// A constructor object.
#[derive(Clone, Copy)]
pub(super) struct Constructor<'a> {
    image: &'a Image,
    at: At,
    pub(super) tag: u8,
    fields: usize,
    scalars: &'a [u8],
}

/// What the header says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// Version of the Lean that wrote the file.
    pub lean_version: String,
    /// Its commit.
    pub commit: String,
}

struct Part {
    bytes: Bytes,
    base: u64,
    /// Where it begins in the image.
    start: usize,
    gmp: bool,
}

/// One module's files, as one address space.
pub(super) struct Image {
    parts: Vec<Part>,
}

fn word(bytes: &[u8], at: usize) -> Option<u64> {
    let bytes = bytes.get(at..at.checked_add(8)?)?;
    Some(u64::from_le_bytes(bytes.try_into().ok()?))
}

/// Text up to the first zero byte.
fn padded(bytes: &[u8]) -> String {
    let end = bytes.iter().position(|&byte| byte == 0).unwrap_or(bytes.len());
    String::from_utf8_lossy(&bytes[..end]).into_owned()
}

impl Image {
    pub(super) fn new() -> Self {
        Self { parts: Vec::new() }
    }

    /// Bytes in all.
    pub(super) fn len(&self) -> usize {
        self.parts.iter().map(|part| part.bytes.len()).sum()
    }

    /// BLAKE3 hash of all files, in their order.
    pub(super) fn digest(&self) -> [u8; 32] {
        let mut digest = blake3::Hasher::new();
        for part in &self.parts {
            digest.update(&part.bytes.len().to_le_bytes()).update(&part.bytes);
        }
        digest.finalize().into()
    }

    /// Adds a file; later ones may refer to earlier ones. Returns its header and its root.
    pub(super) fn add(&mut self, bytes: Bytes) -> Result<(Header, Value), HeaderFault> {
        if bytes.get(..5) != Some(b"olean") {
            return Err(HeaderFault::NotOlean);
        }
        if bytes.len() < HEADER {
            return Err(HeaderFault::Truncated);
        }
        if bytes[5] != FORMAT {
            return Err(HeaderFault::Format(bytes[5]));
        }
        let header = Header { lean_version: padded(&bytes[7..40]), commit: padded(&bytes[40..80]) };
        // The layout of objects belongs to a version; another one may differ in any respect.
        if !(header.lean_version == "4.35" || header.lean_version.starts_with("4.35.")) {
            return Err(HeaderFault::Version(header.lean_version));
        }
        let (Some(base), Some(root)) = (word(&bytes, 80), word(&bytes, 88)) else {
            return Err(HeaderFault::Truncated);
        };
        let start = self.parts.last().map_or(0, |part| part.start + part.bytes.len());
        let start = start.next_multiple_of(8);
        let gmp = bytes[6] & GMP != 0;
        let end = At(start + bytes.len());
        self.parts.push(Part { bytes, base, start, gmp });
        let root = self.resolve(root, end).map_err(HeaderFault::Root)?;
        Ok((header, root))
    }

    /// What the word `word` in an object before `end` refers to.
    fn resolve(&self, word: u64, end: At) -> Result<Value, Fault> {
        if word & 1 == 1 {
            return Ok(Value::Scalar(word >> 1));
        }
        let target = self.parts.iter().find_map(|part| {
            let offset = usize::try_from(word.checked_sub(part.base)?).ok()?;
            (offset >= HEADER && offset < part.bytes.len()).then_some(part.start + offset)
        });
        match target {
            None => Err(Fault { at: end, what: "an address outside the file" }),
            Some(target) if target % 8 != 0 => {
                Err(Fault { at: end, what: "an address that is no multiple of 8" })
            }
            Some(target) if target >= end.0 => {
                Err(Fault { at: end, what: "an address that does not lead backwards" })
            }
            Some(target) => Ok(Value::Object(At(target))),
        }
    }

    /// The bytes from `at` to the end of its part, and whether big numbers are GMP's there.
    fn rest(&self, at: At) -> Result<(&[u8], bool), Fault> {
        self.parts
            .iter()
            .find_map(|part| {
                let offset = at.0.checked_sub(part.start)?;
                Some((part.bytes.get(offset..).filter(|rest| rest.len() >= 8)?, part.gmp))
            })
            .ok_or(Fault { at, what: "an object that is cut off" })
    }

    /// The object at `at` with its tag, which must be `tag`.
    fn tagged(&self, at: At, tag: u8, what: &'static str) -> Result<(&[u8], bool), Fault> {
        let (rest, gmp) = self.rest(at)?;
        if rest[7] == tag { Ok((rest, gmp)) } else { Err(Fault { at, what }) }
    }

    pub(super) fn constructor(&self, at: At) -> Result<Constructor<'_>, Fault> {
        let (rest, _) = self.rest(at)?;
        let (size, fields, tag) =
            (usize::from(u16::from_le_bytes([rest[4], rest[5]])), usize::from(rest[6]), rest[7]);
        if tag > LARGEST_CONSTRUCTOR {
            return Err(Fault { at, what: "another object where a constructor is expected" });
        }
        let scalars = rest
            .get(8 + 8 * fields..size)
            .ok_or(Fault { at, what: "a constructor of impossible size" })?;
        Ok(Constructor { image: self, at, tag, fields, scalars })
    }

    /// The elements of an array.
    pub(super) fn array(
        &self,
        at: At,
    ) -> Result<impl ExactSizeIterator<Item = Result<Value, Fault>> + '_, Fault> {
        let (rest, _) = self.tagged(at, ARRAY, "another object where an array is expected")?;
        let cut_off = Fault { at, what: "an array that is cut off" };
        let length =
            word(rest, 8).and_then(|length| usize::try_from(length).ok()).ok_or(cut_off)?;
        let end = length.checked_mul(8).and_then(|size| size.checked_add(24)).ok_or(cut_off)?;
        let words = rest.get(24..end).ok_or(cut_off)?;
        Ok(words.chunks_exact(8).map(move |bytes| {
            let mut word = [0; 8];
            word.copy_from_slice(bytes);
            self.resolve(u64::from_le_bytes(word), at)
        }))
    }

    pub(super) fn string(&self, at: At) -> Result<&str, Fault> {
        let (rest, _) = self.tagged(at, STRING, "another object where a string is expected")?;
        // The size counts the zero byte at the end.
        word(rest, 8)
            .and_then(|size| usize::try_from(size).ok()?.checked_sub(1))
            .and_then(|length| rest.get(32..length.checked_add(32)?))
            .and_then(|bytes| std::str::from_utf8(bytes).ok())
            .ok_or(Fault { at, what: "a string that is cut off or no UTF-8" })
    }

    /// A natural number that does not fit into a field, as digits to base 2^64, lowest first.
    pub(super) fn big_number(&self, at: At) -> Result<Vec<u64>, Fault> {
        let (rest, gmp) =
            self.tagged(at, BIG_NUMBER, "another object where a number is expected")?;
        let fault = |what| Fault { at, what };
        if !gmp {
            return Err(fault("a big number in a form that is not GMP's"));
        }
        let size = rest.get(12..16).and_then(|bytes| bytes.try_into().ok());
        let size = size.map(i32::from_le_bytes).and_then(|size| usize::try_from(size).ok());
        let size = size.ok_or(fault("a negative number"))?;
        // The digits follow the object itself; where their address leads is not asked.
        let digits = size
            .checked_mul(8)
            .and_then(|bytes| rest.get(24..bytes.checked_add(24)?))
            .ok_or(fault("a number that is cut off"))?;
        let digits: Vec<u64> = digits.chunks_exact(8).filter_map(|bytes| word(bytes, 0)).collect();
        // A number has one form only, or equal ones could look different.
        match digits.last() {
            Some(&last) if last != 0 && (digits.len() > 1 || last > u64::MAX >> 1) => Ok(digits),
            _ => Err(fault("a big number that is small")),
        }
    }
}

impl<'a> Constructor<'a> {
    pub(super) fn at(&self) -> At {
        self.at
    }

    pub(super) fn fault(&self, what: &'static str) -> Fault {
        Fault { at: self.at, what }
    }

    /// Insists on the number of pointer fields and a least number of scalar bytes.
    pub(super) fn shaped(self, fields: usize, scalars: usize) -> Result<Self, Fault> {
        if self.fields == fields && self.scalars.len() >= scalars {
            Ok(self)
        } else {
            Err(self.fault("a constructor with the wrong number of fields"))
        }
    }

    pub(super) fn field(&self, index: usize) -> Result<Value, Fault> {
        if index >= self.fields {
            return Err(self.fault("a constructor with too few fields"));
        }
        let (rest, _) = self.image.rest(self.at)?;
        let word = word(rest, 8 + 8 * index).ok_or(self.fault("a constructor that is cut off"))?;
        self.image.resolve(word, self.at)
    }

    /// A field that must be an object.
    pub(super) fn object(&self, index: usize) -> Result<At, Fault> {
        match self.field(index)? {
            Value::Object(at) => Ok(at),
            Value::Scalar(_) => Err(self.fault("a number where an object is expected")),
        }
    }

    /// A field that must be a constructor object.
    pub(super) fn inner(&self, index: usize) -> Result<Constructor<'a>, Fault> {
        self.image.constructor(self.object(index)?)
    }

    /// A field that must be an array.
    pub(super) fn array(
        &self,
        index: usize,
    ) -> Result<impl ExactSizeIterator<Item = Result<Value, Fault>> + 'a, Fault> {
        self.image.array(self.object(index)?)
    }

    /// A scalar byte; the caller has asked [`Self::shaped`] for it.
    pub(super) fn byte(&self, index: usize) -> u8 {
        self.scalars.get(index).copied().unwrap_or_default()
    }

    /// A scalar byte that must be 0 or 1.
    pub(super) fn flag(&self, index: usize) -> Result<bool, Fault> {
        match self.byte(index) {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(self.fault("a truth value that is neither 0 nor 1")),
        }
    }

    /// The first four scalar bytes as a number.
    pub(super) fn number(&self) -> u32 {
        u32::from_le_bytes([self.byte(0), self.byte(1), self.byte(2), self.byte(3)])
    }
}

/// What is wrong with a header.
pub(super) enum HeaderFault {
    NotOlean,
    Truncated,
    Format(u8),
    Version(String),
    Root(Fault),
}

impl Fault {
    /// The error that the user sees.
    pub(super) fn in_file(self, file: &std::path::Path) -> OleanError {
        OleanError::Malformed { file: file.to_owned(), offset: self.at.0, what: self.what }
    }
}
