//! Proofs at random places of random well-formed files: what can be seen without Lean. The same files
//! go to Lean in `tests/tests/splicing.rs`.

#[path = "../tests/support/generate.rs"]
mod generate;

use std::sync::Arc;

use generate::{File, PROOFS, file};
use polya_text::lexer::tokens;
use proptest::prelude::*;

use crate::{Problem, finished, lean, load};

fn problems(file: &File) -> Vec<Problem> {
    let reading = lean::read(&file.text.replace("\r\n", "\n"));
    assert!(reading.malformed.is_empty(), "{:?}", reading.malformed);
    load::problems_of(reading, "p.lean".as_ref(), "p")
}

fn code(text: &str) -> Vec<&str> {
    tokens(text).filter(|token| !token.kind.is_trivia()).map(|token| &text[token.span]).collect()
}

proptest! {
    // `PROPTEST_CASES` asks for another number.
    #![proptest_config(ProptestConfig {
        cases: std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(1_000),
        ..ProptestConfig::default()
    })]

    #[test]
    fn proofs_are_put_in_and_found_again(file in file(), which in 0..PROOFS.len()) {
        let found = problems(&file);
        // Every hole is found, and nothing else.
        let names: Vec<&str> =
            found.iter().map(|p| p.theorem.rsplit('.').next().unwrap_or_default()).collect();
        let wanted: Vec<&str> = file.holes.iter().map(|(name, _)| name.as_str()).collect();
        prop_assert_eq!(names, wanted, "{}", file.text);
        for (problem, (_, hole)) in found.iter().zip(&file.holes) {
            prop_assert_eq!(&problem.source[problem.hole.clone()], hole);
            prop_assert!(Arc::ptr_eq(&found[0].source, &problem.source));
            // A proof takes the place of the hole, and of nothing else.
            let text = problem.with_proof(PROOFS[which]);
            let proof = text
                .strip_prefix(problem.before())
                .and_then(|rest| rest.strip_suffix(problem.after()));
            prop_assert_eq!(proof.map(code), Some(code(PROOFS[which])));
            // And is found there again.
            let Some(again) = finished(&text, problem) else {
                return Err(TestCaseError::fail(format!("no proof found in\n{text}")));
            };
            prop_assert_eq!(&again.additions, &[], "{}", &text);
            // A comment at the end is no part of a proof.
            let again = problem.with_proof(&again.proof);
            prop_assert_eq!(code(&again), code(&text), "{}", &text);
        }
    }
}
