//! From text to features: what of a document is counted.
//!
//! A feature is a 64-bit hash, so that no text stays in the index; its lowest bits tell its kind:
//! words (whole identifiers, their parts, notation), pairs of constants in sequence (the
//! skeleton of a statement with its variables left out), and symbols (exact constant names).

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::token::{Token, tokens};

/// Tokens of one text that are looked at. Proofs can be very long; what distinguishes them comes
/// early.
const MAX_TOKENS: usize = 2048;

/// Hash of a word, sequence or symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Feature(u64);

/// What a feature was made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Word = 0,
    Sequence = 1,
    Symbol = 2,
}

impl Feature {
    const KIND_BITS: u64 = 3;

    fn new(kind: Kind, parts: &[&str]) -> Self {
        let mut hasher = FxHasher::default();
        for part in parts {
            // Words and sequences differ from symbols in that capitals do not matter: users'
            // notes begin sentences.
            if kind != Kind::Symbol && part.chars().any(char::is_uppercase) {
                part.to_lowercase().hash(&mut hasher);
            } else {
                part.hash(&mut hasher);
            }
        }
        Self(hasher.finish() & !Self::KIND_BITS | kind as u64)
    }

    /// The feature of an exact constant name.
    pub(crate) fn symbol(name: &str) -> Self {
        Self::new(Kind::Symbol, &[name])
    }

    pub(crate) fn kind(self) -> Kind {
        match self.0 & Self::KIND_BITS {
            0 => Kind::Word,
            1 => Kind::Sequence,
            _ => Kind::Symbol,
        }
    }
}

/// Features of one text with their weights (counts, for a document).
#[derive(Clone, Debug, Default)]
pub(crate) struct Features {
    /// Words and sequences.
    pub(crate) counts: FxHashMap<Feature, f32>,
    /// Weighted number of words.
    pub(crate) length: f32,
    /// Constants that the text names in full, by notation or name.
    pub(crate) names: FxHashSet<Feature>,
    /// Names that may be incomplete, each with its endings from the longest: the printer writes
    /// `l.length` for `List.length l`, and an open namespace hides a beginning.
    pub(crate) endings: Vec<Vec<Feature>>,
}

impl Features {
    /// Adds the features of `text`, each occurrence counting `weight`.
    pub(crate) fn read(&mut self, text: &str, weight: f32) {
        let mut before: Option<&str> = None;
        for token in tokens(text).take(MAX_TOKENS) {
            let spoken: &str = match token {
                Token::Variable(_) => continue,
                Token::Numeral(digits) => {
                    self.add_word(digits, weight);
                    self.names.insert(Feature::symbol("OfNat.ofNat"));
                    digits
                }
                Token::Constants(constants) => {
                    for constant in constants {
                        self.add_word(constant, weight);
                        self.names.insert(Feature::symbol(constant));
                    }
                    constants[constants.len() - 1]
                }
                Token::Name(name) => {
                    self.add_name(name, weight);
                    self.names.insert(Feature::symbol(name));
                    self.endings.push(endings(name).collect());
                    name
                }
                Token::Field(name) => {
                    self.add_name(name, weight);
                    self.endings.push(endings(name).collect());
                    name.rsplit('.').next().unwrap_or(name)
                }
            };
            if let Some(before) = before {
                self.add(Feature::new(Kind::Sequence, &[before, spoken]), weight);
            }
            before = Some(spoken);
        }
    }

    fn add(&mut self, feature: Feature, weight: f32) {
        *self.counts.entry(feature).or_default() += weight;
    }

    fn add_word(&mut self, text: &str, weight: f32) {
        self.add(Feature::new(Kind::Word, &[text]), weight);
        self.length += weight;
    }

    fn add_name(&mut self, name: &str, weight: f32) {
        self.add_word(name, weight);
        if name.contains('.') {
            for part in name.split('.') {
                self.add_word(part, weight);
            }
        }
        let plain = name.trim_end_matches(['\'', '!', '?']);
        if plain.len() < name.len() && !plain.is_empty() {
            self.add_word(plain, weight);
        }
    }
}

/// The name itself and what remains as components are taken off its front.
pub(crate) fn endings(name: &str) -> impl Iterator<Item = Feature> {
    std::iter::successors(Some(name), |rest| rest.split_once('.').map(|(_, tail)| tail))
        .map(Feature::symbol)
}

/// The namespaces that a name can be shortened by, with the ending that is left.
pub(crate) fn shortenings(name: &str) -> impl Iterator<Item = (Feature, Feature)> {
    name.match_indices('.')
        .map(|(at, _)| (Feature::symbol(&name[..at]), Feature::symbol(&name[at + 1..])))
}

/// True for constants that elaboration puts into every statement and nobody writes: instances.
pub(crate) fn is_instance(name: &str) -> bool {
    name.rsplit('.').next().is_some_and(|last| {
        last.strip_prefix("inst").is_some_and(|rest| rest.starts_with(char::is_uppercase))
    })
}
