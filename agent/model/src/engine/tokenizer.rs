//! Text to tokens and back, by the vocabulary in the file: byte-level byte-pair encoding, as GPT-2
//! began it and Llama 3, Qwen and DeepSeek use it.
//!
//! A text is split at special tokens, then by the file's pre-splitter, and each piece is merged. A
//! pre-splitter that is not in the table of [`split`] is refused: with the wrong one most texts still
//! become tokens, only not those that the model was trained on.

mod merge;
mod split;

use std::{borrow::Cow, collections::HashMap};

use aho_corasick::{AhoCorasick, MatchKind};

use super::{
    LoadError,
    gguf::{Gguf, Value},
};
use merge::Merges;
use split::Splitter;

/// What a token is for, as the format numbers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Normal,
    /// Steers: the begin and the end of a text, of a turn.
    Control,
    /// Stands for its own text wherever that occurs.
    UserDefined,
    Unused,
}

/// A file's tokenizer.
#[derive(Debug)]
pub struct Tokenizer {
    /// Bytes that each token stands for.
    bytes: Vec<Vec<u8>>,
    kinds: Vec<Kind>,
    splitter: Splitter,
    merges: Merges,
    /// Texts of tokens that are found before all splitting, and their numbers.
    special: Finder,
    user_defined: Finder,
    begin: Option<u32>,
    ends: Vec<u32>,
}

/// A text cannot be split; only the backtracking limit of the splitter's expressions can do that.
#[derive(Debug, thiserror::Error)]
#[error("the text cannot be split into tokens: {0}")]
pub struct EncodeError(String);

#[derive(Debug, Default)]
struct Finder {
    find: Option<AhoCorasick>,
    ids: Vec<u32>,
}

impl Finder {
    fn new(texts: &[(String, u32)]) -> Result<Self, String> {
        if texts.is_empty() {
            return Ok(Self::default());
        }
        let find = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(texts.iter().map(|(text, _)| text))
            .map_err(|error| error.to_string())?;
        Ok(Self { find: Some(find), ids: texts.iter().map(|(_, id)| *id).collect() })
    }
}

/// A character that no text may have. Inside the name of a special token it keeps the name from
/// being one.
const BREAKER: char = '\u{fdd0}';

/// Tokens that end a turn in the templates in use, whatever the file says of them.
const ENDS: [&str; 8] = [
    "<|im_end|>",
    "<|eot_id|>",
    "<|eom_id|>",
    "<|end_of_text|>",
    "<|endoftext|>",
    "<|end|>",
    "<end_of_turn>",
    "<｜end▁of▁sentence｜>",
];

impl Tokenizer {
    /// Reads the vocabulary, which must have `size` tokens.
    pub fn read(file: &Gguf, size: usize) -> Result<Self, LoadError> {
        const KEY: &str = "tokenizer.ggml";
        let key = |end: &str| format!("{KEY}.{end}");
        let model = file.text(&key("model")).ok_or_else(|| {
            file.malformed("it has no tokenizer: `tokenizer.ggml.model` is missing")
        })?;
        if model != "gpt2" {
            return Err(file.unsupported(format!(
                "a tokenizer of the kind `{model}` (only byte-level byte-pair encoding, `gpt2`, is known)"
            )));
        }
        let Some(Value::Texts(texts)) = file.get(&key("tokens")) else {
            return Err(file.malformed("it has no tokenizer: `tokenizer.ggml.tokens` is missing"));
        };
        if texts.len() != size {
            return Err(file.malformed(format!(
                "its tokenizer has {} tokens, its network {size}",
                texts.len()
            )));
        }
        let Some(Value::Texts(pairs)) = file.get(&key("merges")) else {
            return Err(file.malformed("it has no tokenizer: `tokenizer.ggml.merges` is missing"));
        };
        let pre = file.text(&key("pre")).unwrap_or("default");
        let splitter = Splitter::of_name(pre).ok_or_else(|| {
            file.unsupported(format!("the pre-splitter `{pre}` of the tokenizer"))
        })?;
        let kinds = kinds(file, size)?;
        let of_text: HashMap<&str, u32> =
            (0..).zip(texts).map(|(id, text)| (&text[..], id)).collect();
        let bytes = texts
            .iter()
            .zip(&kinds)
            .map(|(text, kind)| match kind {
                Kind::Normal | Kind::Unused => merge::bytes_of(text),
                Kind::Control | Kind::UserDefined => text.clone().into_bytes(),
            })
            .collect();
        let finder = |wanted: &[Kind]| {
            let found: Vec<_> = (0..)
                .zip(texts.iter().zip(&kinds))
                .filter(|(_, (text, kind))| wanted.contains(kind) && !text.is_empty())
                .map(|(id, (text, _))| (text.clone(), id))
                .collect();
            Finder::new(&found).map_err(|reason| file.malformed(reason))
        };
        let special = finder(&[Kind::Control, Kind::UserDefined])?;
        let user_defined = finder(&[Kind::UserDefined])?;
        let id = |end: &str| -> Result<Option<u32>, LoadError> {
            match file.whole(&key(end))? {
                Some(id) if id >= size => {
                    Err(file.malformed(format!("`{}` is {id} of {size} tokens", key(end))))
                }
                id => Ok(id.and_then(|id| u32::try_from(id).ok())),
            }
        };
        let adds_begin = file.flag(&key("add_bos_token")).unwrap_or(splitter.adds_begin());
        let begin = id("bos_token_id")?.filter(|_| adds_begin);
        let mut ends: Vec<u32> = [id("eos_token_id")?, id("eot_token_id")?, id("eom_token_id")?]
            .into_iter()
            .flatten()
            .collect();
        ends.extend(ENDS.iter().filter_map(|end| of_text.get(end)));
        ends.sort_unstable();
        ends.dedup();
        let merges = Merges::new(texts, pairs, splitter.whole_words())
            .map_err(|reason| file.malformed(reason))?;
        Ok(Self { bytes, kinds, splitter, merges, special, user_defined, begin, ends })
    }

    /// Number of tokens.
    pub fn size(&self) -> usize {
        self.bytes.len()
    }

    /// The token that begins every text, if the model wants one.
    pub fn begin(&self) -> Option<u32> {
        self.begin
    }

    /// Tokens that end a text or a turn.
    pub fn ends(&self) -> &[u32] {
        &self.ends
    }

    /// True if the token ends a text or a turn.
    pub fn is_end(&self, token: u32) -> bool {
        self.ends.binary_search(&token).is_ok()
    }

    /// Bytes that a token adds to a text: none for those that steer.
    pub fn bytes(&self, token: u32) -> &[u8] {
        let index = token as usize;
        match self.kinds.get(index) {
            None | Some(Kind::Control) => &[],
            Some(_) => &self.bytes[index],
        }
    }

    /// A token's own text, with replacements for what is not UTF-8; that of tokens that steer, too.
    pub fn name(&self, token: u32) -> Cow<'_, str> {
        self.bytes.get(token as usize).map_or(Cow::Borrowed(""), |b| String::from_utf8_lossy(b))
    }

    /// The text of tokens.
    pub fn decode(&self, tokens: &[u32]) -> String {
        let bytes: Vec<u8> = tokens.iter().flat_map(|token| self.bytes(*token)).copied().collect();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// The tokens of a text, without one that begins it. With `special`, names of tokens that steer
    /// become those tokens.
    pub fn encode(&self, text: &str, special: bool) -> Result<Vec<u32>, EncodeError> {
        let finder = if special { &self.special } else { &self.user_defined };
        let mut tokens = Vec::new();
        let mut from = 0;
        for found in finder.find.iter().flat_map(|find| find.find_iter(text)) {
            self.plain(&text[from..found.start()], &mut tokens)?;
            tokens.push(finder.ids[found.pattern().as_usize()]);
            from = found.end();
        }
        self.plain(&text[from..], &mut tokens)?;
        Ok(tokens)
    }

    /// A whole prompt: the begin that the model wants, unless the text has it, and the text's tokens.
    pub fn prompt(&self, text: &str) -> Result<Vec<u32>, EncodeError> {
        let mut tokens = self.encode(text, true)?;
        if let Some(begin) = self.begin
            && tokens.first() != Some(&begin)
        {
            tokens.insert(0, begin);
        }
        Ok(tokens)
    }

    fn plain(&self, text: &str, tokens: &mut Vec<u32>) -> Result<(), EncodeError> {
        if text.is_empty() {
            return Ok(());
        }
        let text: Cow<'_, str> =
            if text.contains(BREAKER) { text.replace(BREAKER, "").into() } else { text.into() };
        for piece in self.splitter.split(&text).map_err(EncodeError)? {
            self.merges.merge(piece, tokens);
        }
        Ok(())
    }

    /// The same text, in which no name of a special token is one any more, even inside a larger
    /// prompt: what somebody else wrote must not steer.
    pub fn harmless(&self, text: &str) -> String {
        let text = text.replace(BREAKER, "");
        let Some(find) = &self.special.find else { return text };
        let mut out = String::with_capacity(text.len());
        let mut from = 0;
        while let Some(found) = find.find(&text[from..]) {
            // After its first character, so that a name that begins later is found, too.
            let first = text[from + found.start()..].chars().next().map_or(0, char::len_utf8);
            let cut = from + found.start() + first;
            out.push_str(&text[from..cut]);
            out.push(BREAKER);
            from = cut;
        }
        out.push_str(&text[from..]);
        out
    }
}

/// Bytes as a vocabulary writes them.
pub(crate) fn written(bytes: &[u8]) -> String {
    merge::text_of(bytes)
}

fn kinds(file: &Gguf, size: usize) -> Result<Vec<Kind>, LoadError> {
    match file.get("tokenizer.ggml.token_type") {
        None => Ok(vec![Kind::Normal; size]),
        Some(Value::Numbers(numbers)) if numbers.len() == size => Ok(numbers
            .iter()
            .map(|number| match number {
                3.0 => Kind::Control,
                4.0 => Kind::UserDefined,
                5.0 => Kind::Unused,
                _ => Kind::Normal,
            })
            .collect()),
        Some(_) => Err(file.malformed("`tokenizer.ggml.token_type` has another length")),
    }
}

#[cfg(test)]
mod tests;
