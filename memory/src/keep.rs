//! What is kept when there is more than the memory should hold.

use serde::{Deserialize, Serialize};

use crate::artifact::{ArtifactId, Kind, Timestamp};
use crate::error::Error;
use crate::memory::{Brief, Memory};
use crate::recall::recency;

/// How much is kept, and what goes first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct KeepSettings {
    /// Artifacts that the memory holds, replaced versions included.
    pub capacity: usize,
    /// Weight of the importance.
    pub importance: f32,
    /// Weight of the recency.
    pub recency: f32,
    /// Weight of the number of uses.
    pub access: f32,
    /// Hours after which the recency has fallen to 1/e.
    pub recency_hours: f64,
    /// Number of uses that counts fully.
    pub full_accesses: f32,
    /// Hours during which something new is not evicted, unless there is twice too much.
    pub grace_hours: f64,
    /// Kinds that are never evicted.
    pub pinned_kinds: Vec<Kind>,
}

impl Default for KeepSettings {
    fn default() -> Self {
        Self {
            capacity: 100_000,
            importance: 0.3,
            recency: 0.3,
            access: 0.4,
            recency_hours: 720.0,
            full_accesses: 10.0,
            grace_hours: 24.0,
            pinned_kinds: vec![Kind::Note],
        }
    }
}

impl KeepSettings {
    fn score(&self, brief: &Brief, now: Timestamp) -> f32 {
        self.importance * brief.importance
            + self.recency * recency(now, brief.last_used, self.recency_hours)
            + self.access * (brief.accesses as f32 / self.full_accesses).min(1.0)
    }

    fn pins(&self, brief: &Brief) -> bool {
        brief.present && (brief.pinned || self.pinned_kinds.contains(&brief.kind))
    }
}

impl Memory {
    /// Evicts what scores lowest if there is more than the capacity: replaced versions first, then
    /// by the keep score. So that not every artifact stored at the limit costs a pass over all,
    /// one percent of room is made at once. Returns what was evicted.
    pub fn evict_surplus(&mut self, now: Timestamp) -> Result<Vec<ArtifactId>, Error> {
        let keep = &self.settings.keep;
        if self.briefs.len() <= keep.capacity {
            return Ok(Vec::new());
        }
        let surplus = self.briefs.len() - keep.capacity + keep.capacity / 100;
        let overfull = self.briefs.len() > keep.capacity.saturating_mul(2);
        let mut order: Vec<(bool, f32, ArtifactId)> = self
            .briefs
            .iter()
            .filter(|(_, brief)| !keep.pins(brief))
            .filter(|(_, brief)| {
                overfull || !brief.present || now.hours_since(brief.created) >= keep.grace_hours
            })
            .map(|(id, brief)| (brief.present, keep.score(brief, now), *id))
            .collect();
        order.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)));
        let evicted: Vec<ArtifactId> =
            order.into_iter().take(surplus).map(|(_, _, id)| id).collect();
        self.remove(&evicted)?;
        Ok(evicted)
    }
}
