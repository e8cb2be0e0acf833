//! The header of a GGUF file, read as what it is: bytes from a stranger. Every length is held
//! against what is left of the file before anything of that length is made, every product is
//! checked, and every tensor must lie wholly inside the file. The format is described in ggml's
//! `docs/gguf.md`.
//!
//! Says nothing about what the numbers mean: that is `architecture`.

use std::{
    borrow::Cow,
    collections::HashMap,
    fs::File,
    io::{BufReader, Cursor, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
};

use candle_core::{
    Device,
    quantized::{GgmlDType, QStorage, QTensor},
};

use super::LoadError;

/// Where a model's file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// On disk.
    File(PathBuf),
    /// Inside the program.
    Memory {
        /// What to call it in messages.
        name: &'static str,
        /// The whole file.
        bytes: &'static [u8],
    },
}

impl Source {
    /// A file on disk.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self::File(path.into())
    }

    /// What to call it in messages.
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Memory { name, .. } => (*name).to_owned(),
        }
    }

    /// The name without folder and ending.
    pub fn stem(&self) -> String {
        let name = self.name();
        Path::new(&name).file_stem().map_or(name.clone(), |stem| stem.to_string_lossy().into())
    }

    fn open(&self) -> Result<(Box<dyn ReadSeek>, u64), LoadError> {
        match self {
            Self::File(path) => {
                let error = |source| LoadError::Io { file: self.name(), source };
                let file = File::open(path).map_err(error)?;
                let length = file.metadata().map_err(error)?.len();
                Ok((Box::new(BufReader::new(file)), length))
            }
            Self::Memory { bytes, .. } => Ok((Box::new(Cursor::new(*bytes)), bytes.len() as u64)),
        }
    }
}

trait ReadSeek: Read + Seek + Send {}
impl<T: Read + Seek + Send> ReadSeek for T {}

/// One value of the metadata.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Any whole number that is not negative.
    Whole(u64),
    /// A negative whole number.
    Negative(i64),
    /// A floating-point number.
    Real(f64),
    /// True or false.
    Flag(bool),
    /// Text. Bytes that are not UTF-8 were replaced.
    Text(String),
    /// A list of texts.
    Texts(Vec<String>),
    /// A list of numbers.
    Numbers(Vec<f64>),
}

/// Where a tensor lies, and what it is.
#[derive(Clone, Debug, PartialEq)]
pub struct TensorInfo {
    /// Extents, the slowest first (the file has them the other way round).
    pub shape: Vec<usize>,
    /// How its numbers are stored.
    pub kind: GgmlDType,
    /// Offset from the file's start.
    start: u64,
    /// Length in bytes.
    pub bytes: u64,
}

/// A file's header, and the way to its tensors.
pub struct Gguf {
    source: Source,
    reader: Box<dyn ReadSeek>,
    /// Length of the whole file in bytes.
    pub length: u64,
    metadata: HashMap<String, Value>,
    tensors: HashMap<String, TensorInfo>,
}

impl std::fmt::Debug for Gguf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Gguf").field("source", &self.source).finish_non_exhaustive()
    }
}

const MAGIC: [u8; 4] = *b"GGUF";
/// The format knows no more.
const MOST_DIMENSIONS: u32 = 4;
const ALIGNMENT: u64 = 32;

impl Gguf {
    /// Reads the header of `source`.
    pub fn open(source: &Source) -> Result<Self, LoadError> {
        let (reader, length) = source.open()?;
        let mut header = Header { reader, length, at: 0, file: source.name() };
        let mut magic = [0; 4];
        header.fill(&mut magic).map_err(|_| header.malformed("it is shorter than any header"))?;
        if magic != MAGIC {
            return Err(header.malformed("it does not begin with `GGUF`"));
        }
        let version = header.u32()?;
        // Version 1 had lengths of 32 bits and was gone within weeks.
        if !(2..=3).contains(&version) {
            let reason = if version.swap_bytes() <= 3 {
                "its numbers are big-endian".to_owned()
            } else {
                format!("version {version} of the format is not known here")
            };
            return Err(header.malformed(reason));
        }
        let tensor_count = header.u64()?;
        let value_count = header.u64()?;
        // The shortest entries possible: an empty name, one byte of value; an empty name, no extent.
        let shortest = tensor_count
            .checked_mul(8 + 4 + 4 + 8)
            .and_then(|t| value_count.checked_mul(8 + 4 + 1)?.checked_add(t));
        if shortest.is_none_or(|bytes| bytes > header.left()) {
            return Err(header.malformed(format!(
                "it promises {tensor_count} tensors and {value_count} values, more than it is long"
            )));
        }
        let mut metadata = HashMap::new();
        for _ in 0..value_count {
            let key = header.text()?;
            let kind = header.u32()?;
            let value = header.value(kind, &key)?;
            metadata.insert(key, value);
        }
        let alignment = match metadata.get("general.alignment") {
            None => ALIGNMENT,
            Some(Value::Whole(n)) if n.is_power_of_two() && *n <= 1 << 20 => *n,
            Some(other) => {
                return Err(header.malformed(format!("its alignment is {other:?}")));
            }
        };
        let mut found = Vec::new();
        for _ in 0..tensor_count {
            found.push(header.tensor()?);
        }
        let data = header.at.next_multiple_of(alignment);
        let mut tensors = HashMap::new();
        for (name, mut info) in found {
            let end = data
                .checked_add(info.start)
                .and_then(|start| {
                    info.start = start;
                    start.checked_add(info.bytes)
                })
                .filter(|end| *end <= length);
            if end.is_none() {
                return Err(header.malformed(format!(
                    "it is cut short: the tensor `{name}` lies beyond its end"
                )));
            }
            if tensors.insert(name.clone(), info).is_some() {
                return Err(header.malformed(format!("it has two tensors `{name}`")));
            }
        }
        let Header { reader, .. } = header;
        Ok(Self { source: source.clone(), reader, length, metadata, tensors })
    }

    /// What to call the file in messages.
    pub fn name(&self) -> String {
        self.source.name()
    }

    pub(crate) fn malformed(&self, reason: impl Into<String>) -> LoadError {
        LoadError::Malformed { file: self.name(), reason: reason.into() }
    }

    pub(crate) fn unsupported(&self, what: impl Into<String>) -> LoadError {
        LoadError::Unsupported { file: self.name(), what: what.into() }
    }

    /// A value of the metadata.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.metadata.get(key)
    }

    /// A text, if it is there and one.
    pub fn text(&self, key: &str) -> Option<&str> {
        match self.get(key) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// A whole number, if it is there; an error if it is something else.
    pub fn whole(&self, key: &str) -> Result<Option<usize>, LoadError> {
        match self.get(key) {
            None => Ok(None),
            Some(Value::Whole(n)) => {
                usize::try_from(*n).map(Some).map_err(|_| self.malformed(format!("`{key}` is {n}")))
            }
            Some(other) => Err(self.malformed(format!("`{key}` is {}", short(other)))),
        }
    }

    /// A real number, if it is there; an error if it is something else.
    #[expect(clippy::cast_possible_truncation, reason = "they are single precision in the file")]
    pub fn real(&self, key: &str) -> Result<Option<f32>, LoadError> {
        match self.get(key) {
            None => Ok(None),
            Some(Value::Real(x)) if x.is_finite() => Ok(Some(*x as f32)),
            Some(Value::Whole(n)) => Ok(Some(*n as f32)),
            Some(other) => Err(self.malformed(format!("`{key}` is {}", short(other)))),
        }
    }

    /// A flag, if it is there and one.
    pub fn flag(&self, key: &str) -> Option<bool> {
        match self.get(key) {
            Some(Value::Flag(flag)) => Some(*flag),
            _ => None,
        }
    }

    /// Information about a tensor.
    pub fn info(&self, name: &str) -> Option<&TensorInfo> {
        self.tensors.get(name)
    }

    /// All tensors, in no order.
    pub fn tensors(&self) -> impl Iterator<Item = (&str, &TensorInfo)> {
        self.tensors.iter().map(|(name, info)| (name.as_str(), info))
    }

    /// Numbers in all tensors.
    pub fn parameters(&self) -> u64 {
        self.tensors.values().map(|info| info.shape.iter().product::<usize>() as u64).sum()
    }

    /// Bytes of all tensors.
    pub fn tensor_bytes(&self) -> u64 {
        self.tensors.values().map(|info| info.bytes).sum()
    }

    /// Reads a tensor, which must have this shape.
    pub(crate) fn tensor(&mut self, name: &str, shape: &[usize]) -> Result<QTensor, LoadError> {
        let Some(info) = self.tensors.get(name).cloned() else {
            return Err(self.malformed(format!("the tensor `{name}` is missing")));
        };
        if info.shape != shape {
            return Err(self.malformed(format!(
                "the tensor `{name}` has the shape {:?}, where {shape:?} is needed",
                info.shape
            )));
        }
        let io = |source| LoadError::Io { file: self.source.name(), source };
        let length = usize::try_from(info.bytes)
            .map_err(|_| self.malformed(format!("the tensor `{name}` is too long")))?;
        let mut bytes = vec![0; length];
        self.reader.seek(SeekFrom::Start(info.start)).map_err(io)?;
        self.reader.read_exact(&mut bytes).map_err(io)?;
        let made = QStorage::from_data(Cow::Owned(bytes), &Device::Cpu, info.kind)
            .and_then(|storage| QTensor::new(storage, info.shape));
        made.map_err(|error| self.malformed(format!("the tensor `{name}`: {error}")))
    }

    /// Reads a tensor of one dimension as numbers. `None` if it is not there.
    pub(crate) fn vector(
        &mut self,
        name: &str,
        length: usize,
    ) -> Result<Option<Vec<f32>>, LoadError> {
        if self.info(name).is_none() {
            return Ok(None);
        }
        let tensor = self.tensor(name, &[length])?;
        let numbers = tensor.dequantize(&Device::Cpu).and_then(|t| t.to_vec1::<f32>());
        let numbers =
            numbers.map_err(|error| self.malformed(format!("the tensor `{name}`: {error}")))?;
        if numbers.iter().all(|x| x.is_finite()) {
            Ok(Some(numbers))
        } else {
            Err(self.malformed(format!("the tensor `{name}` has numbers that are not finite")))
        }
    }
}

/// A value fit for a message.
fn short(value: &Value) -> String {
    match value {
        Value::Texts(list) => format!("a list of {} texts", list.len()),
        Value::Numbers(list) => format!("a list of {} numbers", list.len()),
        Value::Text(text) => format!("the text {:?}", text.chars().take(40).collect::<String>()),
        other => format!("{other:?}"),
    }
}

/// Bytes and numbers of a block of each kind, as the format numbers the kinds.
fn kind_of(number: u32) -> Option<GgmlDType> {
    Some(match number {
        0 => GgmlDType::F32,
        1 => GgmlDType::F16,
        2 => GgmlDType::Q4_0,
        3 => GgmlDType::Q4_1,
        6 => GgmlDType::Q5_0,
        7 => GgmlDType::Q5_1,
        8 => GgmlDType::Q8_0,
        10 => GgmlDType::Q2K,
        11 => GgmlDType::Q3K,
        12 => GgmlDType::Q4K,
        13 => GgmlDType::Q5K,
        14 => GgmlDType::Q6K,
        30 => GgmlDType::BF16,
        _ => return None,
    })
}

struct Header {
    reader: Box<dyn ReadSeek>,
    length: u64,
    at: u64,
    file: String,
}

impl Header {
    fn malformed(&self, reason: impl Into<String>) -> LoadError {
        LoadError::Malformed { file: self.file.clone(), reason: reason.into() }
    }

    fn left(&self) -> u64 {
        self.length.saturating_sub(self.at)
    }

    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), LoadError> {
        if bytes.len() as u64 > self.left() {
            return Err(self.malformed("it is cut short inside its header"));
        }
        self.reader
            .read_exact(bytes)
            .map_err(|source| LoadError::Io { file: self.file.clone(), source })?;
        self.at += bytes.len() as u64;
        Ok(())
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], LoadError> {
        let mut bytes = [0; N];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }

    fn u32(&mut self) -> Result<u32, LoadError> {
        self.array().map(u32::from_le_bytes)
    }

    fn u64(&mut self) -> Result<u64, LoadError> {
        self.array().map(u64::from_le_bytes)
    }

    fn text(&mut self) -> Result<String, LoadError> {
        let length = self.u64()?;
        if length > self.left() {
            return Err(self.malformed("it is cut short inside its header"));
        }
        let length = usize::try_from(length).map_err(|_| self.malformed("a text is too long"))?;
        let mut bytes = vec![0; length];
        self.fill(&mut bytes)?;
        // Vocabularies in the wild have tokens that are not whole characters.
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    fn number(&mut self, kind: u32) -> Result<Option<Value>, LoadError> {
        fn whole(n: i64) -> Value {
            u64::try_from(n).map_or(Value::Negative(n), Value::Whole)
        }
        Ok(Some(match kind {
            0 => Value::Whole(u64::from(u8::from_le_bytes(self.array()?))),
            1 => whole(i64::from(i8::from_le_bytes(self.array()?))),
            2 => Value::Whole(u64::from(u16::from_le_bytes(self.array()?))),
            3 => whole(i64::from(i16::from_le_bytes(self.array()?))),
            4 => Value::Whole(u64::from(self.u32()?)),
            5 => whole(i64::from(i32::from_le_bytes(self.array()?))),
            6 => Value::Real(f64::from(f32::from_le_bytes(self.array()?))),
            7 => Value::Flag(self.array::<1>()? != [0]),
            10 => Value::Whole(self.u64()?),
            11 => whole(i64::from_le_bytes(self.array()?)),
            12 => Value::Real(f64::from_le_bytes(self.array()?)),
            _ => return Ok(None),
        }))
    }

    fn value(&mut self, kind: u32, key: &str) -> Result<Value, LoadError> {
        const TEXT: u32 = 8;
        const LIST: u32 = 9;
        match kind {
            TEXT => self.text().map(Value::Text),
            LIST => {
                let inner = self.u32()?;
                let count = self.u64()?;
                let shortest = if inner == TEXT { 8 } else { 1 };
                if count.checked_mul(shortest).is_none_or(|bytes| bytes > self.left()) {
                    return Err(self.malformed(format!(
                        "`{key}` promises {count} entries, more than the file is long"
                    )));
                }
                if inner == TEXT {
                    return (0..count)
                        .map(|_| self.text())
                        .collect::<Result<_, _>>()
                        .map(Value::Texts);
                }
                let mut numbers = Vec::new();
                for _ in 0..count {
                    numbers.push(match self.number(inner)? {
                        Some(Value::Whole(n)) => n as f64,
                        Some(Value::Negative(n)) => n as f64,
                        Some(Value::Real(x)) => x,
                        Some(Value::Flag(flag)) => f64::from(u8::from(flag)),
                        _ => {
                            return Err(self.malformed(format!(
                                "`{key}` is a list of values of the unknown type {inner}"
                            )));
                        }
                    });
                }
                Ok(Value::Numbers(numbers))
            }
            other => self.number(other)?.ok_or_else(|| {
                self.malformed(format!("`{key}` has a value of the unknown type {other}"))
            }),
        }
    }

    fn tensor(&mut self) -> Result<(String, TensorInfo), LoadError> {
        let name = self.text()?;
        let dimensions = self.u32()?;
        if dimensions > MOST_DIMENSIONS {
            return Err(self.malformed(format!("the tensor `{name}` has {dimensions} dimensions")));
        }
        let mut shape = Vec::new();
        for _ in 0..dimensions {
            let extent = usize::try_from(self.u64()?).unwrap_or(usize::MAX);
            shape.insert(0, extent);
        }
        let number = self.u32()?;
        let start = self.u64()?;
        let kind = kind_of(number).ok_or_else(|| LoadError::Unsupported {
            file: self.file.clone(),
            what: format!("the tensor `{name}` is stored as type {number}"),
        })?;
        let block = kind.block_size();
        let bytes = shape
            .iter()
            .try_fold(1_usize, |product, extent| product.checked_mul(*extent))
            .filter(|count| count.is_multiple_of(block))
            .filter(|_| shape.last().is_some_and(|extent| extent.is_multiple_of(block)))
            .and_then(|count| (count / block).checked_mul(kind.type_size()));
        let Some(bytes) = bytes else {
            return Err(self.malformed(format!("the tensor `{name}` has the shape {shape:?}")));
        };
        Ok((name, TensorInfo { shape, kind, start, bytes: bytes as u64 }))
    }
}
