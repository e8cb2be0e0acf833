//! Notes that contradict each other, as far as their words show. Nothing is decided: the user is told.

use crate::artifact::{Artifact, ArtifactId, Content, Kind};
use crate::error::Error;
use crate::memory::{Memory, groups};
use crate::relevance::Query;

impl Memory {
    /// Present notes that say the contrary of a new one, as far as words show: the same words but
    /// for a negation, or but for a number. A replaced version of the note itself does not count.
    pub(crate) fn contradictions(
        &self,
        artifact: &Artifact,
        previous: Option<ArtifactId>,
    ) -> Result<Vec<ArtifactId>, Error> {
        let Content::Note { text } = &artifact.content else { return Ok(Vec::new()) };
        let claim = Claim::read(text);
        let mut found = Vec::new();
        // What differs in a negation or a number is otherwise the same.
        let near = self.index()?.pool_in(&Query::text(text), 10, groups(&[Kind::Note], false));
        for hit in near.into_iter().filter(|hit| hit.cosine > 0.3).take(20) {
            let id = ArtifactId::of_doc(hit.id);
            let is_note = self.briefs.get(&id).is_some_and(|b| b.kind == Kind::Note && b.present);
            if !is_note || id == artifact.id || Some(id) == previous {
                continue;
            }
            if let Content::Note { text } = &self.get(id)?.content
                && claim.contradicts(&Claim::read(text))
            {
                found.push(id);
            }
        }
        found.sort_unstable();
        Ok(found)
    }
}

/// What a note claims, for finding its contrary.
struct Claim {
    words: Vec<String>,
    numbers: Vec<String>,
    negated: bool,
}

impl Claim {
    fn read(text: &str) -> Self {
        const NEGATIONS: &[&str] = &[
            "not", "never", "no", "don't", "doesn't", "cannot", "can't", "avoid", "isn't", "won't",
            "without",
        ];
        const FILLERS: &[&str] =
            &["do", "does", "always", "the", "a", "an", "is", "are", "please", "use", "be"];
        let mut claim = Self { words: Vec::new(), numbers: Vec::new(), negated: false };
        for word in text.split(|c: char| !c.is_alphanumeric() && !"'._".contains(c)) {
            let word = word.trim_matches(['.', '\'', '_']).to_lowercase();
            if word.is_empty() || FILLERS.contains(&word.as_str()) {
                continue;
            }
            if NEGATIONS.contains(&word.as_str()) {
                claim.negated = !claim.negated;
            } else if word.starts_with(|c: char| c.is_ascii_digit()) {
                claim.numbers.push(word);
            } else {
                claim.words.push(word);
            }
        }
        claim.words.sort_unstable();
        claim
    }

    fn contradicts(&self, other: &Self) -> bool {
        !self.words.is_empty()
            && self.words == other.words
            && (self.negated != other.negated || self.numbers != other.numbers)
    }
}
