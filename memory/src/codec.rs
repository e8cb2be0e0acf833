//! The bytes of a record: format version, codec, payload, checksum.
//!
//! ```text
//! byte 0       format version
//! byte 1       codec: 0 = postcard
//! bytes 2..n-8 payload
//! last 8       blake3 of everything before, cut to 8 bytes
//! ```
//!
//! A reader keeps every old version; `tests/golden` has a file for each. The payload is not
//! compressed, so that a search for forgotten text can see what is there.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Version written today.
pub(crate) const VERSION: u8 = 1;
const POSTCARD: u8 = 0;
const HEADER: usize = 2;
const CHECKSUM: usize = 8;

/// Why bytes are not a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum CodecError {
    #[error("format {0} is newer than this program")]
    Newer(u8),
    #[error("a record is damaged")]
    Damaged,
}

/// The bytes of a value.
pub(crate) fn encode<T: Serialize>(value: &T) -> Vec<u8> {
    let bytes = postcard::to_extend(value, vec![VERSION, POSTCARD]);
    // The types of this crate have no maps of unknown length and no failing serialisers.
    let mut bytes = bytes.expect("plain data serialises");
    let sum = blake3::hash(&bytes);
    bytes.extend_from_slice(&sum.as_bytes()[..CHECKSUM]);
    bytes
}

/// The value of bytes that [`encode`] made.
pub(crate) fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, CodecError> {
    if bytes.len() < HEADER + CHECKSUM {
        return Err(CodecError::Damaged);
    }
    let (body, sum) = bytes.split_at(bytes.len() - CHECKSUM);
    if blake3::hash(body).as_bytes()[..CHECKSUM] != *sum {
        return Err(CodecError::Damaged);
    }
    match (body[0], body[1]) {
        (VERSION, POSTCARD) => {
            let (value, rest) =
                postcard::take_from_bytes(&body[HEADER..]).map_err(|_| CodecError::Damaged)?;
            if rest.is_empty() { Ok(value) } else { Err(CodecError::Damaged) }
        }
        (version, _) if version > VERSION => Err(CodecError::Newer(version)),
        _ => Err(CodecError::Damaged),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn round_trip(text in ".*", number: u64, list: Vec<u8>) {
            let value = (text, number, list);
            prop_assert_eq!(decode::<(String, u64, Vec<u8>)>(&encode(&value)), Ok(value));
        }

        #[test]
        fn any_flipped_bit_is_noticed(text in ".{0,40}", at: prop::sample::Index, bit in 0_u8..8) {
            let mut bytes = encode(&text);
            let at = at.index(bytes.len());
            bytes[at] ^= 1_u8 << bit;
            prop_assert!(decode::<String>(&bytes).is_err());
        }

        #[test]
        fn any_bytes_are_refused_or_read(bytes: Vec<u8>) {
            prop_assert!(decode::<String>(&bytes).is_err());
        }
    }

    #[test]
    fn newer_formats_are_told_apart() {
        let mut bytes = vec![VERSION + 1, 0, 1, 2, 3];
        let sum = blake3::hash(&bytes);
        bytes.extend_from_slice(&sum.as_bytes()[..CHECKSUM]);
        assert_eq!(decode::<String>(&bytes), Err(CodecError::Newer(VERSION + 1)));
    }
}

/// Files of every format version that was ever written, and what must be read from them.
#[cfg(test)]
mod golden {
    use std::fmt::Write;

    use expect_test::expect_file;

    use super::*;
    use crate::artifact::{
        Artifact, ArtifactId, Content, Draft, Embedding, Evidence, Provenance, Timestamp, Usage,
    };

    fn samples() -> Vec<Artifact> {
        let s = str::to_owned;
        let contents = vec![
            Content::Lemma { name: s("a"), statement: s("p → p"), proof: s("id") },
            Content::Proof { statement: s("q"), proof: s("by simp"), premises: vec![s("Eq.symm")] },
            Content::Plan { goal: s("g"), plan: s("induction") },
            Content::Failure { goal: s("g"), attempt: s("omega"), reason: s("not linear") },
            Content::Repair { error: s("e"), broken: s("b"), repaired: s("r") },
            Content::PremiseUse { goal: s("g"), premises: vec![s("p")], tactic: s("exact p") },
            Content::ToolResult { tool: s("t"), arguments: s("{}"), result: s("1") },
            Content::Note { text: s("a note") },
        ];
        let draft = |content| {
            Draft::new(content)
                .judged(Evidence::from_acceptance("judge", "4.35.0", "digest"))
                .importance(0.5)
                .tag("tag")
                .source("source")
                .provenance(Provenance {
                    run: Some(s("run")),
                    problem: Some(s("problem")),
                    model: None,
                    toolchain: Some(s("4.35.0")),
                })
                .derived_from(ArtifactId([7; 16]))
                .embedding(Embedding { model: s("m"), vector: vec![0.5, -1.0] })
                .finish(Timestamp(1_700_000_000_000))
        };
        contents.into_iter().map(draft).collect()
    }

    fn usage() -> Usage {
        Usage {
            last_used: Timestamp(5),
            accesses: 300,
            recent: vec![Timestamp(4), Timestamp(5)],
            pinned: true,
        }
    }

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().fold(String::new(), |mut hex, byte| {
            // Writing to a string cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }

    fn unhex(line: &str) -> Vec<u8> {
        let digit = |at| u8::from_str_radix(&line[at..at + 2], 16).unwrap();
        (0..line.len()).step_by(2).map(digit).collect()
    }

    #[test]
    fn version_1_is_written_as_ever() {
        assert_eq!(VERSION, 1, "add a golden file for the new version, and keep the old ones");
        let mut lines: Vec<String> = samples().iter().map(|a| hex(&encode(a))).collect();
        lines.push(hex(&encode(&usage())));
        expect_file!["../tests/golden/records-v1.hex"].assert_eq(&(lines.join("\n") + "\n"));
    }

    #[test]
    fn version_1_is_read() {
        let lines: Vec<&str> = include_str!("../tests/golden/records-v1.hex").lines().collect();
        let (last, artifacts) = lines.split_last().unwrap();
        let read: Vec<Artifact> = artifacts.iter().map(|l| decode(&unhex(l)).unwrap()).collect();
        assert_eq!(read, samples());
        assert_eq!(decode::<Usage>(&unhex(last)), Ok(usage()));
    }

    #[test]
    fn json_round_trip() {
        for artifact in samples() {
            let json = serde_json::to_string(&artifact).unwrap();
            assert_eq!(serde_json::from_str::<Artifact>(&json).unwrap(), artifact);
        }
    }
}
