//! Export, import and rebuilding.
//!
//! The exchange format is JSON Lines: one object a line with `format`, `artifact` and `usage`.

use std::io::{BufRead, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::artifact::{Artifact, Draft, Evidence, Standing, Timestamp, Usage};
use crate::error::Error;
use crate::memory::{Memory, Outcome};

/// Version of the exchange format.
const FORMAT: u8 = 1;

/// One line of an export.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Line {
    format: u8,
    artifact: Artifact,
    #[serde(default)]
    usage: Usage,
}

impl Line {
    pub(crate) fn new(artifact: Artifact, usage: Usage) -> Self {
        Self { format: FORMAT, artifact, usage }
    }

    pub(crate) fn artifact(&self) -> &Artifact {
        &self.artifact
    }

    pub(crate) fn into_parts(self) -> (Artifact, Usage) {
        (self.artifact, self.usage)
    }

    pub(crate) fn to_json(&self) -> String {
        // Strings, numbers and lists; no maps with other keys than strings.
        serde_json::to_string(self).expect("plain data serialises")
    }
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Artifacts stored.
    pub stored: usize,
    /// Of these, claims of a proof that the judge accepted here.
    pub judged: usize,
    /// Claims of a proof that it did not: kept as unverified, never used in a proof.
    pub unverified: usize,
    /// Artifacts that were there already, or are outranked by a judged version.
    pub unchanged: usize,
    /// Artifacts not stored because the user had them forgotten.
    pub forgotten: usize,
    /// Lines that were not understood: number, from 1, and why.
    pub refused: Vec<(usize, String)>,
}

/// What a rebuild did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rebuilt {
    /// Artifacts that were not there before.
    pub added: usize,
    /// Artifacts that were there already.
    pub known: usize,
    /// Artifacts left out because the user had them forgotten.
    pub forgotten: usize,
    /// Artifacts too large to be stored.
    pub too_large: usize,
}

/// Asks the judge about an imported claim. Returns evidence only for what it accepted.
pub type Rejudge<'a> = dyn FnMut(&Artifact) -> Option<Evidence> + 'a;

impl Memory {
    /// Writes every artifact, replaced versions included, oldest first.
    pub fn export(&self, to: &mut dyn Write) -> Result<usize, Error> {
        let io = |e| Error::io(Path::new("export"), e);
        let mut order = Vec::with_capacity(self.briefs.len());
        // Versions of one key must come in the order in which they replaced each other, the present
        // one last.
        order.extend(self.briefs.iter().map(|(id, brief)| (brief.present, brief.created, *id)));
        order.sort_unstable();
        for (_, _, id) in &order {
            let line = Line::new(self.get(*id)?, self.usage(*id)?);
            writeln!(to, "{}", line.to_json()).map_err(io)?;
        }
        to.flush().map_err(io)?;
        Ok(order.len())
    }

    /// Reads an export. Each line is checked, and a claim of a proof keeps its standing only if
    /// `rejudge` accepts it anew: a file from elsewhere is no evidence.
    pub fn import(
        &mut self,
        from: &mut dyn BufRead,
        rejudge: &mut Rejudge<'_>,
        now: Timestamp,
    ) -> Result<Imported, Error> {
        let mut imported = Imported::default();
        for (number, line) in (1..).zip(from.split(b'\n')) {
            let line = line.map_err(|e| Error::io(Path::new("import"), e))?;
            if line.trim_ascii().is_empty() {
                continue;
            }
            let line: Line = match serde_json::from_slice(&line) {
                Ok(line) => line,
                Err(error) => {
                    imported.refused.push((number, error.to_string()));
                    continue;
                }
            };
            if line.format > FORMAT {
                let why = format!("format {} is newer than this program", line.format);
                imported.refused.push((number, why));
                continue;
            }
            let (artifact, usage) = line.into_parts();
            let evidence = if artifact.kind().claims_proof() { rejudge(&artifact) } else { None };
            let claims = artifact.kind().claims_proof();
            let importance = artifact.importance;
            let mut draft = Draft::again(artifact).importance(importance);
            if usage.pinned {
                draft = draft.pinned();
            }
            let accepted = evidence.is_some();
            if let Some(evidence) = evidence {
                draft = draft.judged(evidence);
            }
            let stored = match self.put_and(true, draft, now) {
                Ok(stored) => stored,
                Err(error @ Error::TooLarge { .. }) => {
                    imported.refused.push((number, error.to_string()));
                    continue;
                }
                Err(error) => return Err(error),
            };
            match stored.outcome {
                Outcome::Forgotten => imported.forgotten += 1,
                Outcome::Unchanged | Outcome::Outranked(_) => imported.unchanged += 1,
                Outcome::New | Outcome::Replaces(_) | Outcome::Older(_) | Outcome::Judged => {
                    imported.stored += 1;
                    imported.judged += usize::from(claims && accepted);
                    imported.unverified += usize::from(claims && !accepted);
                    if self.briefs.contains_key(&stored.id) {
                        self.set_usage(stored.id, &usage)?;
                    }
                }
            }
        }
        self.commit()?;
        Ok(imported)
    }

    /// Brings back what the run logs hold. The caller reads them, oldest run first, and says for
    /// each artifact whether the judge's acceptance is in the log ([`Draft::judged`]) and when it
    /// was learnt ([`Draft::created`]). What is in the memory already, its usage included, stays;
    /// what the user had forgotten does not come back.
    pub fn rebuild(
        &mut self,
        from_runs: impl IntoIterator<Item = Draft>,
        now: Timestamp,
    ) -> Result<Rebuilt, Error> {
        const COMMIT_EVERY: usize = 4096;
        let mut rebuilt = Rebuilt::default();
        self.restore_journal()?;
        for (number, draft) in (1..).zip(from_runs) {
            let pinned = draft.is_pinned();
            match self.store_artifact(draft.finish(now), pinned) {
                Ok(stored) => match stored.outcome {
                    Outcome::Forgotten => rebuilt.forgotten += 1,
                    Outcome::Unchanged | Outcome::Outranked(_) => rebuilt.known += 1,
                    Outcome::New | Outcome::Replaces(_) | Outcome::Older(_) | Outcome::Judged => {
                        rebuilt.added += 1;
                    }
                },
                Err(Error::TooLarge { .. }) => rebuilt.too_large += 1,
                Err(error) => return Err(error),
            }
            if number % COMMIT_EVERY == 0 {
                self.commit()?;
            }
        }
        self.evict_surplus(now)?;
        self.commit()?;
        Ok(rebuilt)
    }

    /// Stores an artifact of the memory's own journal again, with its standing. True if it was
    /// missing.
    pub(crate) fn restore(&mut self, artifact: Artifact, usage: &Usage) -> Result<bool, Error> {
        let id = artifact.id;
        let draft = Draft::again(artifact.clone());
        // A line that was tampered with does not get the standing that belongs to another text.
        let genuine = draft.id() == id;
        let draft = match artifact.standing {
            Standing::Judged(evidence) if genuine => draft.judged(evidence),
            _ => draft,
        };
        let stored = self.store_artifact(draft.finish(usage.last_used), usage.pinned)?;
        let missing = matches!(
            stored.outcome,
            Outcome::New | Outcome::Replaces(_) | Outcome::Older(_) | Outcome::Judged
        );
        if missing {
            self.set_usage(stored.id, usage)?;
        }
        Ok(missing)
    }
}
