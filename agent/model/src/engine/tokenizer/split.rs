//! Pre-splitters: where a text is cut before pieces are merged, by the name in the file.
//!
//! Each is a list of expressions. The first cuts the text into its matches and what lies between
//! them, the next cuts each of those again, and so on. The expressions are those that the models'
//! own tokenizers were published with.

use fancy_regex::Regex;

/// The cuts of one name.
#[derive(Debug)]
pub(super) struct Splitter {
    name: &'static str,
    expressions: Vec<Regex>,
}

/// Contractions, words, numbers, other signs, space before a word left to the word.
const GPT2: &str = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

/// The same, but a word takes any one sign before it, signs take line ends after them, and numbers
/// are cut into threes.
const LLAMA3: &str = r"(?:'[sS]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD])|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

/// The same, with numbers cut into digits.
const QWEN2: &str = r"(?:'[sS]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD])|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

/// Letters that have an upper and a lower case, listed as in DeepSeek's tokenizer.
const DEEPSEEK_LETTERS: &str = concat!(
    r"\s?[",
    r"\x{41}-\x{5a}\x{61}-\x{7a}\x{b5}\x{c0}-\x{d6}\x{d8}-\x{f6}\x{f8}-\x{1ba}\x{1bc}-\x{1bf}",
    r"\x{1c4}-\x{293}\x{295}-\x{2af}\x{370}-\x{373}\x{376}\x{377}\x{37b}-\x{37d}\x{37f}\x{386}",
    r"\x{388}-\x{38a}\x{38c}\x{38e}-\x{3a1}\x{3a3}-\x{3f5}\x{3f7}-\x{481}\x{48a}-\x{52f}",
    r"\x{531}-\x{556}\x{10a0}-\x{10c5}\x{13a0}-\x{13f5}\x{13f8}-\x{13fd}\x{1c90}-\x{1cba}",
    r"\x{1cbd}-\x{1cbf}\x{1d00}-\x{1d2b}\x{1d6b}-\x{1d77}\x{1d79}-\x{1d9a}\x{1e00}-\x{1f15}",
    r"\x{1f18}-\x{1f1d}\x{1f20}-\x{1f45}\x{1f48}-\x{1f4d}\x{1f50}-\x{1f57}\x{1f59}\x{1f5b}",
    r"\x{1f5d}\x{1f5f}-\x{1f7d}\x{1f80}-\x{1fb4}\x{1fb6}-\x{1fbc}\x{1fbe}\x{1fc2}-\x{1fc4}",
    r"\x{1fc6}-\x{1fcc}\x{1fd0}-\x{1fd3}\x{1fd6}-\x{1fdb}\x{1fe0}-\x{1fec}\x{1ff2}-\x{1ff4}",
    r"\x{1ff6}-\x{1ffc}\x{2102}\x{2107}\x{210a}-\x{2113}\x{2115}\x{2119}-\x{211d}\x{2124}",
    r"\x{2126}\x{2128}\x{212a}-\x{212d}\x{212f}-\x{2134}\x{2139}\x{213c}-\x{213f}",
    r"\x{2145}-\x{2149}\x{214e}\x{2183}\x{2184}\x{2c00}-\x{2c7b}\x{2c7e}-\x{2ce4}",
    r"\x{2ceb}-\x{2cee}\x{2cf2}\x{2cf3}\x{a640}-\x{a66d}\x{a680}-\x{a69b}\x{a722}-\x{a76f}",
    r"\x{a771}-\x{a787}\x{a78b}-\x{a78e}\x{ab70}-\x{abbf}\x{fb00}-\x{fb06}\x{fb13}-\x{fb17}",
    r"\x{ff21}-\x{ff3a}\x{ff41}-\x{ff5a}\x{10400}-\x{1044f}\x{104b0}-\x{104d3}",
    r"\x{104d8}-\x{104fb}\x{10c80}-\x{10cb2}\x{10cc0}-\x{10cf2}\x{118a0}-\x{118df}",
    r"\x{1e900}-\x{1e943}",
    r"]+"
);

const CJK: &str = r"[\x{4e00}-\x{9fa5}\x{800}-\x{4e00}\x{ac00}-\x{d7ff}]+";

fn expressions(name: &str) -> Option<(&'static str, &'static [&'static str])> {
    Some(match name {
        "gpt-2" | "gpt2" => ("gpt-2", &[GPT2]),
        "llama-bpe" | "llama3" | "llama-v3" => ("llama-bpe", &[LLAMA3]),
        "qwen2" | "deepseek-r1-qwen" => ("qwen2", &[QWEN2]),
        "deepseek-llm" => (
            "deepseek-llm",
            &[
                "[\r\n]",
                DEEPSEEK_LETTERS,
                r"\s?[!-/:-~\x{ff01}-\x{ff0f}\x{ff1a}-\x{ff5e}\x{2018}-\x{201f}\x{3000}-\x{3002}]+",
                r"\s+$",
                CJK,
                r"\p{N}+",
            ],
        ),
        "deepseek-coder" => {
            ("deepseek-coder", &["[\r\n]", r"\s?\p{L}+", r"\s?\p{P}+", CJK, r"\p{N}"])
        }
        "default" => (
            "default",
            &[
                r"[\p{P}\$\+<=>\^~\|]+",
                r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)",
                r"\p{N}+",
                "[0-9][0-9][0-9]",
            ],
        ),
        _ => return None,
    })
}

impl Splitter {
    /// The splitter of a name; `None` if it is not known.
    pub(super) fn of_name(name: &str) -> Option<Self> {
        let (name, expressions) = expressions(name)?;
        let expressions = expressions.iter().map(|e| Regex::new(e).ok()).collect::<Option<_>>()?;
        Some(Self { name, expressions })
    }

    /// True if a piece that is a token as a whole is not merged from its letters.
    pub(super) fn whole_words(&self) -> bool {
        self.name == "llama-bpe"
    }

    /// True if texts begin with a token of their own where the file does not say.
    pub(super) fn adds_begin(&self) -> bool {
        self.name == "llama-bpe"
    }

    /// The pieces of a text, in order and without gaps.
    pub(super) fn split<'t>(&self, text: &'t str) -> Result<Vec<&'t str>, String> {
        let mut pieces = vec![text];
        for expression in &self.expressions {
            let mut next = Vec::with_capacity(pieces.len());
            for piece in pieces {
                let mut from = 0;
                for found in expression.find_iter(piece) {
                    let found = found.map_err(|error| error.to_string())?;
                    next.push(&piece[from..found.start()]);
                    next.push(found.as_str());
                    from = found.end();
                }
                next.push(&piece[from..]);
            }
            next.retain(|piece| !piece.is_empty());
            pieces = next;
        }
        Ok(pieces)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(name: &str, text: &str) -> Vec<String> {
        let splitter = Splitter::of_name(name).expect("known");
        let pieces = splitter.split(text).expect("split");
        assert_eq!(pieces.concat(), text, "nothing is lost");
        pieces.into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn a_name_may_be_another_ones() {
        let text = "theorem h₁ (n : ℕ) : n + 100 ≤ 2024\n  := by";
        for (alias, name) in
            [("deepseek-r1-qwen", "qwen2"), ("llama3", "llama-bpe"), ("gpt2", "gpt-2")]
        {
            assert_eq!(pieces(alias, text), pieces(name, text));
        }
    }

    #[test]
    fn names_cut_differently() {
        let text = "theorem h₁ (n : ℕ) : n + 100 ≤ 2024\n  := by";
        assert_eq!(
            pieces("gpt-2", text),
            [
                "theorem", " h", "₁", " (", "n", " :", " ℕ", ")", " :", " n", " +", " 100", " ≤",
                " 2024", "\n ", " :=", " by"
            ]
        );
        assert_eq!(
            pieces("qwen2", text),
            [
                "theorem", " h", "₁", " (", "n", " :", " ℕ", ")", " :", " n", " +", " ", "1", "0",
                "0", " ≤", " ", "2", "0", "2", "4", "\n", " ", " :=", " by"
            ]
        );
        assert_eq!(
            pieces("llama-bpe", text),
            [
                "theorem", " h", "₁", " (", "n", " :", " ℕ", ")", " :", " n", " +", " ", "100",
                " ≤", " ", "202", "4", "\n", " ", " :=", " by"
            ]
        );
        assert_eq!(
            pieces("deepseek-llm", "x₁ = 100\ny  "),
            ["x", "₁", " =", " ", "100", "\n", "y", "  "]
        );
        assert_eq!(pieces("deepseek-coder", "x1 = 100\n"), ["x", "1", " = ", "1", "0", "0", "\n"]);
        assert_eq!(pieces("default", "a+b 1234"), ["a", "+", "b", " ", "123", "4"]);
    }

    #[test]
    fn unknown_names_are_refused() {
        for name in ["", "qwen3", "smaug-bpe", "QWEN2"] {
            assert!(Splitter::of_name(name).is_none(), "{name}");
        }
    }
}
