//! Which artifacts are meant, for listing and forgetting.

use std::ops::RangeInclusive;

use rustc_hash::FxHashSet;

use crate::artifact::{Artifact, ArtifactId, Kind, Timestamp};

/// Which artifacts to list or forget. All conditions must hold; the default accepts everything.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Of one of these kinds.
    pub kinds: Vec<Kind>,
    /// With all of these tags.
    pub tags: Vec<String>,
    /// Stored by this source, or learnt in the run or problem of this name.
    pub source: Option<String>,
    /// Learnt within these times.
    pub created: Option<RangeInclusive<Timestamp>>,
    /// With this text in it: capitals and the width of white space do not matter.
    pub contains: Option<String>,
    /// With one of these ids.
    pub ids: Option<FxHashSet<ArtifactId>>,
    /// Versions that were replaced as well.
    pub history: bool,
}

impl Filter {
    /// True if the artifact meets all conditions but `history`.
    pub fn accepts(&self, artifact: &Artifact) -> bool {
        let has_text = |wanted: &str| {
            let wanted = folded(wanted);
            let own = artifact.content.texts();
            let tags = artifact.tags.iter().map(String::as_str);
            let key = artifact.key.as_deref();
            own.into_iter().chain(tags).chain(key).any(|text| folded(text).contains(&wanted))
        };
        let from = |source: &str| {
            artifact.source == source
                || artifact.provenance.run.as_deref() == Some(source)
                || artifact.provenance.problem.as_deref() == Some(source)
        };
        (self.kinds.is_empty() || self.kinds.contains(&artifact.kind()))
            && self.tags.iter().all(|tag| artifact.tags.contains(tag))
            && self.source.as_deref().is_none_or(from)
            && self.created.as_ref().is_none_or(|range| range.contains(&artifact.created))
            && self.contains.as_deref().is_none_or(has_text)
            && self.ids.as_ref().is_none_or(|ids| ids.contains(&artifact.id))
    }
}

/// Text with capitals and the width of white space taken out.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
