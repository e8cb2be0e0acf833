//! Byte-pair encoding of one piece (Sennrich et al., arXiv 1508.07909, over bytes): of all
//! neighbours that may be merged the pair with the best rank is, leftmost first, until none is left.

use std::{
    cmp::Reverse,
    collections::{BinaryHeap, HashMap},
};

/// Pairs and their ranks, over symbols: numbers of tokens, then of texts that only occur in merges.
#[derive(Debug)]
pub(super) struct Merges {
    /// What two symbols become, and how early.
    pairs: HashMap<(u32, u32), (u32, u32)>,
    /// The symbol of each byte, where there is one.
    of_byte: [Option<u32>; 256],
    /// Bytes of symbols that are no tokens.
    further: Vec<Vec<u8>>,
    tokens: u32,
    /// Tokens by their bytes, if whole pieces are looked up first.
    whole: Option<HashMap<Vec<u8>, u32>>,
}

/// GPT-2's way to write any bytes as printable characters: those that print stand for themselves,
/// the others for the characters from 256 on, in order.
fn char_of(byte: u8) -> char {
    let prints = |byte: u8| matches!(byte, 33..=126 | 161..=172 | 174..=255);
    if prints(byte) {
        return char::from(byte);
    }
    let others = (0..byte).filter(|b| !prints(*b)).count();
    u32::try_from(256 + others).ok().and_then(char::from_u32).unwrap_or('?')
}

/// The bytes of a token's text; characters outside GPT-2's alphabet stand for themselves.
pub(super) fn bytes_of(text: &str) -> Vec<u8> {
    // All characters of the alphabet are below 0x144.
    let mut bytes = Vec::new();
    for c in text.chars() {
        match byte_of(c) {
            Some(byte) => bytes.push(byte),
            None => bytes.extend(c.encode_utf8(&mut [0; 4]).bytes()),
        }
    }
    bytes
}

fn byte_of(c: char) -> Option<u8> {
    static TABLE: std::sync::LazyLock<HashMap<char, u8>> =
        std::sync::LazyLock::new(|| (0..=255).map(|byte| (char_of(byte), byte)).collect());
    TABLE.get(&c).copied()
}

/// Bytes as GPT-2 writes them.
pub(super) fn text_of(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char_of(*byte)).collect()
}

impl Merges {
    /// Merges by the texts of tokens and the lines of pairs.
    pub(super) fn new(texts: &[String], pairs: &[String], whole: bool) -> Result<Self, String> {
        let tokens = u32::try_from(texts.len()).map_err(|_| "it has too many tokens")?;
        let mut symbols: HashMap<String, u32> = HashMap::new();
        for (id, text) in (0..).zip(texts) {
            symbols.entry(text.clone()).or_insert(id);
        }
        let mut further = Vec::new();
        let mut symbol = |text: String| {
            *symbols.entry(text).or_insert_with_key(|text| {
                further.push(bytes_of(text));
                tokens + u32::try_from(further.len() - 1).unwrap_or(u32::MAX - tokens)
            })
        };
        let mut of_byte = [None; 256];
        for (byte, place) in (0..=255).zip(&mut of_byte) {
            *place = Some(symbol(char_of(byte).to_string()));
        }
        let mut ranked = HashMap::new();
        for (rank, line) in (0..).zip(pairs) {
            // A space inside a part is written otherwise, so the first one after the start parts.
            let cut = line.char_indices().skip(1).find(|(_, c)| *c == ' ').map(|(at, _)| at);
            let Some((left, right)) = cut.map(|at| (&line[..at], &line[at + 1..])) else {
                return Err(format!("its merge {rank} is no pair"));
            };
            let merged = symbol(format!("{left}{right}"));
            let pair = (symbol(left.to_owned()), symbol(right.to_owned()));
            ranked.entry(pair).or_insert((rank, merged));
        }
        let whole =
            whole.then(|| (0..).zip(texts).map(|(id, text)| (bytes_of(text), id)).collect());
        Ok(Self { pairs: ranked, of_byte, further, tokens, whole })
    }

    /// Appends the tokens of one piece. Time grows as n log n with its length.
    pub(super) fn merge(&self, piece: &str, out: &mut Vec<u32>) {
        if let Some(token) = self.whole.as_ref().and_then(|whole| whole.get(piece.as_bytes())) {
            out.push(*token);
            return;
        }
        // A chain: for each place its symbol and its neighbours. A merged place leaves the chain.
        let mut chain: Vec<Link> = piece
            .bytes()
            .filter_map(|byte| self.of_byte[usize::from(byte)])
            .enumerate()
            .map(|(at, symbol)| Link {
                symbol: Some(symbol),
                left: at.wrapping_sub(1),
                right: at + 1,
            })
            .collect();
        let length = chain.len();
        let mut queue = BinaryHeap::new();
        let offer = |queue: &mut BinaryHeap<_>, chain: &[Link], left: usize| {
            let Some(right) = chain.get(left).map(|link| link.right) else { return };
            let pair = (chain[left].symbol, chain.get(right).and_then(|link| link.symbol));
            if let (Some(a), Some(b)) = pair
                && let Some((rank, merged)) = self.pairs.get(&(a, b))
            {
                queue.push(Reverse((*rank, left, right, a, b, *merged)));
            }
        };
        for left in 0..length {
            offer(&mut queue, &chain, left);
        }
        while let Some(Reverse((_, left, right, a, b, merged))) = queue.pop() {
            // One of the two may have been merged since.
            let stale = chain[left].symbol != Some(a)
                || chain[left].right != right
                || chain[right].symbol != Some(b);
            if stale {
                continue;
            }
            let after = chain[right].right;
            chain[right].symbol = None;
            chain[left].symbol = Some(merged);
            chain[left].right = after;
            if after < length {
                chain[after].left = left;
            }
            let before = chain[left].left;
            offer(&mut queue, &chain, before);
            offer(&mut queue, &chain, left);
        }
        for symbol in chain.iter().filter_map(|link| link.symbol) {
            self.emit(symbol, out);
        }
    }

    /// A symbol that is no token falls back to the tokens of its bytes; bytes without a token are
    /// left out, as everywhere else.
    fn emit(&self, symbol: u32, out: &mut Vec<u32>) {
        match symbol.checked_sub(self.tokens) {
            None => out.push(symbol),
            Some(index) => {
                let bytes = self.further.get(index as usize).into_iter().flatten();
                let tokens = bytes.filter_map(|byte| self.of_byte[usize::from(*byte)]);
                out.extend(tokens.filter(|token| *token < self.tokens));
            }
        }
    }
}

#[derive(Clone, Debug)]
struct Link {
    symbol: Option<u32>,
    left: usize,
    right: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merges(texts: &[&str], pairs: &[&str], whole: bool) -> Merges {
        let own = |list: &[&str]| list.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>();
        Merges::new(&own(texts), &own(pairs), whole).expect("well-formed")
    }

    fn merged(merges: &Merges, piece: &str) -> Vec<u32> {
        let mut out = Vec::new();
        merges.merge(piece, &mut out);
        out
    }

    #[test]
    fn every_byte_has_a_character_of_its_own() {
        for byte in 0..=255 {
            assert_eq!(bytes_of(&char_of(byte).to_string()), [byte]);
        }
        assert_eq!(text_of(" \n".as_bytes()), "ĠĊ");
        assert_eq!(bytes_of("<｜end▁"), "<｜end▁".as_bytes(), "others stand for themselves");
    }

    #[test]
    fn the_best_rank_goes_first_and_the_leftmost_of_equals() {
        let merges = merges(
            &["a", "b", "c", "ab", "bc", "aa", "abc"],
            &["b c", "a b", "a a", "a bc"],
            false,
        );
        assert_eq!(merged(&merges, "abc"), [6], "bc first, then a+bc");
        assert_eq!(merged(&merges, "aaa"), [5, 0]);
        assert_eq!(merged(&merges, "abab"), [3, 3]);
        assert_eq!(merged(&merges, "axb"), [0, 1], "a byte without a token is left out");
    }

    #[test]
    fn a_merge_into_no_token_falls_apart_into_bytes() {
        let merges = merges(&["a", "b", "c", "abc"], &["a b", "ab c"], false);
        assert_eq!(merged(&merges, "abc"), [3], "on the way it is no token");
        assert_eq!(merged(&merges, "abb"), [0, 1, 1]);
    }

    #[test]
    fn whole_words_need_no_merges() {
        let texts = ["a", "b", "ba"];
        assert_eq!(merged(&merges(&texts, &["a b"], true), "ba"), [2]);
        assert_eq!(merged(&merges(&texts, &["a b"], false), "ba"), [1, 0]);
    }

    #[test]
    fn a_long_piece_takes_no_long_time() {
        let merges = merges(&["a", "aa", "aaaa"], &["a a", "aa aa"], false);
        assert_eq!(merged(&merges, &"a".repeat(400_000)).len(), 100_000);
    }

    #[test]
    fn lines_that_are_no_pairs_are_refused() {
        let own = |list: &[&str]| list.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>();
        for line in ["", "ab", " ab"] {
            assert!(Merges::new(&own(&["a"]), &own(&[line]), false).is_err(), "{line:?}");
        }
    }
}
