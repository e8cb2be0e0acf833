//! The text of a sample as it grows: whole characters only, and nothing that may turn out to be the
//! beginning of a text at which the sample stops.

use super::sampling::Scored;

/// A token of a sample, as it is reported.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// The token and its score; the first token of a prompt has none.
    pub scored: Scored,
    /// What it adds to the text.
    pub bytes: Vec<u8>,
    /// The most likely tokens in its place, if they were asked for.
    pub alternatives: Vec<Scored>,
}

/// What may be passed on after a token.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Piece {
    pub(crate) text: String,
    pub(crate) tokens: Vec<Token>,
}

impl Piece {
    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty() && self.tokens.is_empty()
    }
}

/// The text of one sample.
#[derive(Debug, Default)]
pub(crate) struct Text {
    /// Not passed on yet.
    held: Vec<u8>,
    /// Tokens not passed on yet, with where they begin in `held`.
    tokens: Vec<(usize, Token)>,
}

impl Text {
    /// Adds a token. True beside the piece if one of `stops` is reached; then this was the last piece.
    pub(crate) fn push(&mut self, token: Token, stops: &[String]) -> (Piece, bool) {
        let start = self.held.len();
        self.held.extend_from_slice(&token.bytes);
        self.tokens.push((start, token));
        let stop = stops.iter().filter_map(|stop| find(&self.held, stop.as_bytes())).min();
        if let Some(end) = stop {
            return (self.take(end), true);
        }
        let whole = whole_characters(&self.held);
        let kept = stops.iter().map(|stop| overlap(&self.held[..whole], stop.as_bytes())).max();
        (self.take(whole - kept.unwrap_or(0)), false)
    }

    /// The first token that is held back whole.
    pub(crate) fn first_held(&self) -> Option<Scored> {
        self.tokens.first().map(|(_, token)| token.scored)
    }

    /// What is left when a sample ends for another reason.
    pub(crate) fn rest(&mut self) -> Piece {
        self.take(self.held.len())
    }

    fn take(&mut self, end: usize) -> Piece {
        let text = String::from_utf8_lossy(&self.held[..end]).into_owned();
        self.held.drain(..end);
        let passed = self.tokens.iter().take_while(|(start, _)| *start < end).count();
        // At the end of a sample tokens without text go along.
        let passed = if self.held.is_empty() { self.tokens.len() } else { passed };
        let tokens = self.tokens.drain(..passed).map(|(_, token)| token).collect();
        for (start, _) in &mut self.tokens {
            *start -= end;
        }
        Piece { text, tokens }
    }
}

fn find(text: &[u8], stop: &[u8]) -> Option<usize> {
    if stop.is_empty() {
        return None;
    }
    text.windows(stop.len()).position(|window| window == stop)
}

/// Length of the longest end of `text` that is a beginning of `stop`.
fn overlap(text: &[u8], stop: &[u8]) -> usize {
    let most = text.len().min(stop.len().saturating_sub(1));
    (1..=most).rev().find(|length| text.ends_with(&stop[..*length])).unwrap_or(0)
}

/// Length without a character whose rest may still come.
fn whole_characters(bytes: &[u8]) -> usize {
    match bytes.utf8_chunks().last() {
        // `error_len` by another name: an invalid end that may become valid.
        Some(chunk) if !chunk.invalid().is_empty() => {
            match std::str::from_utf8(&bytes[bytes.len() - chunk.invalid().len()..]) {
                Err(error) if error.error_len().is_none() => bytes.len() - chunk.invalid().len(),
                _ => bytes.len(),
            }
        }
        _ => bytes.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(bytes: &[u8]) -> Token {
        let scored = Scored { token: 0, logprob: -1.0 };
        Token { scored, bytes: bytes.to_vec(), alternatives: Vec::new() }
    }

    /// Pieces as text and number of tokens.
    fn run(tokens: &[&[u8]], stops: &[&str]) -> (Vec<(String, usize)>, bool) {
        let stops: Vec<String> = stops.iter().map(|s| (*s).to_owned()).collect();
        let mut text = Text::default();
        let mut pieces = Vec::new();
        for bytes in tokens {
            let (piece, stopped) = text.push(token(bytes), &stops);
            pieces.push((piece.text, piece.tokens.len()));
            if stopped {
                return (pieces, true);
            }
        }
        let rest = text.rest();
        pieces.push((rest.text, rest.tokens.len()));
        (pieces, false)
    }

    fn own(pieces: &[(&str, usize)]) -> Vec<(String, usize)> {
        pieces.iter().map(|(text, count)| ((*text).to_owned(), *count)).collect()
    }

    #[test]
    fn characters_stay_whole() {
        let (pieces, _) = run(&[b"a", b"\xe2\x84", b"\x95b", b"\xe2"], &[]);
        assert_eq!(pieces, own(&[("a", 1), ("", 0), ("ℕb", 2), ("", 0), ("\u{fffd}", 1)]));
        let (pieces, _) = run(&[b"\xff", b"x"], &[]);
        assert_eq!(pieces, own(&[("\u{fffd}", 1), ("x", 1), ("", 0)]), "never to become valid");
    }

    #[test]
    fn a_stop_is_cut_off_and_found_across_tokens() {
        let (pieces, stopped) = run(&[b"rfl", b"\n", b"\nmore"], &["\n\n"]);
        assert!(stopped);
        assert_eq!(pieces, own(&[("rfl", 1), ("", 0), ("", 0)]));
        let (pieces, stopped) = run(&[b"a\n", b"b"], &["\n\n"]);
        assert!(!stopped, "only the beginning of one");
        assert_eq!(pieces, own(&[("a", 1), ("\nb", 1), ("", 0)]));
        let (pieces, _) = run(&[b"one two", b" three"], &["thr", "two"]);
        assert_eq!(pieces, own(&[("one ", 1)]), "the earliest counts");
    }

    #[test]
    fn what_is_held_back_comes_at_the_end() {
        let (pieces, stopped) = run(&[b"x", b"<|", b"im"], &["<|im_end|>"]);
        assert!(!stopped);
        assert_eq!(pieces, own(&[("x", 1), ("", 0), ("", 0), ("<|im", 2)]));
    }
}
