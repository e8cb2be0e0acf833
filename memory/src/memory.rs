//! The memory itself: storing, reading and listing artifacts.
//!
//! Recall, forgetting, eviction, export and rebuilding are in modules of their own. This type is
//! synchronous and belongs to one thread; [`crate::Handle`] is its face to asynchronous code.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::Path;

use rustc_hash::FxHashMap;

use crate::artifact::{
    Artifact, ArtifactId, Content, Draft, Embedding, Kind, Standing, Timestamp, Usage,
};
use crate::codec::{self, CodecError};
use crate::error::Error;
use crate::filter::Filter;
use crate::journal::Journal;
use crate::keep::KeepSettings;
use crate::load::{Loaded, load};
use crate::recall::RecallSettings;
use crate::relevance::{self, DocId, Document, Groups, Index};
use crate::store::{Change, DiskSettings, DiskStore, Found, RamStore, Store, Tree};

/// Largest artifact, encoded. Longer texts belong into files of the run.
pub(crate) const MAX_ARTIFACT: usize = 96 << 10;

/// Settings of the memory.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// How recall ranks.
    pub recall: RecallSettings,
    /// What is kept when there is too much.
    pub keep: KeepSettings,
    /// How candidates are found.
    pub relevance: relevance::Settings,
    /// How the database uses the machine.
    pub disk: DiskSettings,
}

/// What opening a memory found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// State of the database.
    pub found: Found,
    /// Artifacts without a run (notes, imports) that were brought back from the journal after the
    /// database was lost. What runs learnt comes back with [`Memory::rebuild`].
    pub restored: usize,
    /// Records that could not be read and are left out.
    pub damaged_records: usize,
}

impl Opened {
    /// True if `polya memory rebuild` would bring something back.
    pub fn needs_rebuild(&self) -> bool {
        matches!(self.found, Found::Damaged { .. }) || self.damaged_records > 0
    }
}

/// What became of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its id.
    pub id: ArtifactId,
    /// What happened.
    pub outcome: Outcome,
    /// Notes that say the contrary, as far as their words show.
    pub contradicts: Vec<ArtifactId>,
}

/// How a draft was stored, or why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is new.
    New,
    /// It replaces an older version, which is never recalled again.
    Replaces(ArtifactId),
    /// It was there already.
    Unchanged,
    /// It was there unverified, and now has a verdict.
    Judged,
    /// Kept as history only: under its key there is a version that was learnt later.
    Older(ArtifactId),
    /// Not stored: under its key there is a version that the judge accepted, and this one is not.
    Outranked(ArtifactId),
    /// Not stored: the user had it forgotten after it was learnt.
    Forgotten,
}

/// What is known of an artifact without reading it.
#[derive(Clone, Debug)]
pub(crate) struct Brief {
    pub(crate) kind: Kind,
    pub(crate) judged: bool,
    pub(crate) importance: f32,
    pub(crate) created: Timestamp,
    pub(crate) last_used: Timestamp,
    pub(crate) accesses: u32,
    pub(crate) pinned: bool,
    /// False for versions that were replaced.
    pub(crate) present: bool,
}

impl Brief {
    /// Its group in the index.
    fn group(&self) -> u8 {
        group(self.kind, self.judged)
    }
}

fn group(kind: Kind, judged: bool) -> u8 {
    2 * kind as u8 + u8::from(judged)
}

/// The index's groups of artifacts of some kinds, or of all if none is named.
pub(crate) fn groups(kinds: &[Kind], judged_only: bool) -> Groups {
    if kinds.is_empty() && !judged_only {
        return Groups::ALL;
    }
    let kinds = if kinds.is_empty() { &Kind::ALL } else { kinds };
    let standings = if judged_only { &[true][..] } else { &[false, true] };
    Groups::of(kinds.iter().flat_map(|kind| standings.iter().map(|judged| group(*kind, *judged))))
}

/// How much there is.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
pub struct Stats {
    /// Present artifacts of each kind.
    pub kinds: Vec<(Kind, usize)>,
    /// Present artifacts.
    pub present: usize,
    /// Of these, accepted by the judge.
    pub judged: usize,
    /// Replaced versions.
    pub history: usize,
    /// Pinned artifacts.
    pub pinned: usize,
    /// Uses counted.
    pub accesses: u64,
    /// Tombstones of what was forgotten.
    pub forgotten: usize,
    /// Bytes of the database on disk.
    pub disk_bytes: u64,
    /// Bytes of the records in it.
    pub record_bytes: u64,
    /// Bytes of the index in memory; 0 while nothing was recalled.
    pub index_bytes: usize,
}

/// Where the store is.
pub(crate) enum Home {
    Disk(DiskStore, Journal),
    Ram(RamStore),
}

impl Home {
    pub(crate) fn store(&self) -> &dyn Store {
        match self {
            Self::Disk(store, _) => store,
            Self::Ram(store) => store,
        }
    }

    pub(crate) fn store_mut(&mut self) -> &mut dyn Store {
        match self {
            Self::Disk(store, _) => store,
            Self::Ram(store) => store,
        }
    }
}

/// A long-term memory.
pub struct Memory {
    pub(crate) home: Home,
    pub(crate) settings: Settings,
    pub(crate) briefs: FxHashMap<ArtifactId, Brief>,
    /// Filled when it is first needed: what only lists or shows does without.
    index: OnceCell<Index>,
    /// Present artifacts with vectors of an embedding model.
    pub(crate) embeddings: FxHashMap<ArtifactId, Embedding>,
    /// Key of the hashes on tombstones: random, and never leaves the folder.
    pub(crate) secret: [u8; 32],
    pub(crate) record_bytes: u64,
}

pub(crate) const FORMAT: &[u8] = b"format";
pub(crate) const SECRET: &[u8] = b"secret";

impl Memory {
    /// Opens the memory in a folder of its own, which is created if need be.
    ///
    /// A damaged database is set aside and an empty one started; notes and imports come back from
    /// the journal, and [`Opened`] tells. Errors are [`Error::Locked`] if another process has it
    /// open, [`Error::Newer`], [`Error::Full`] and [`Error::Io`].
    pub fn open(folder: &Path, settings: Settings) -> Result<(Self, Opened), Error> {
        let (mut store, mut found) = DiskStore::open(folder, settings.disk.clone())?;
        let loaded = match load(&store) {
            Err(Error::Damaged { detail, .. }) => {
                let folder = store.set_aside()?;
                found = Found::Damaged { folder, reason: detail };
                load(&store)?
            }
            loaded => loaded?,
        };
        let journal = Journal::open(folder)?;
        let damaged_records = loaded.damaged;
        let mut memory = Self::from_parts(Home::Disk(store, journal), settings, loaded)?;
        let mut restored = 0;
        if matches!(found, Found::Damaged { .. } | Found::Nothing) || damaged_records > 0 {
            restored = memory.restore_journal()?;
        }
        Ok((memory, Opened { found, restored, damaged_records }))
    }

    /// A memory that ends with the process.
    #[expect(clippy::missing_panics_doc, reason = "a store in memory has no way to fail")]
    pub fn in_memory(settings: Settings) -> Self {
        let loaded = Loaded::default();
        Self::from_parts(Home::Ram(RamStore::default()), settings, loaded)
            .expect("a store in memory has no way to fail")
    }

    fn from_parts(home: Home, settings: Settings, loaded: Loaded) -> Result<Self, Error> {
        let mut memory = Self {
            home,
            briefs: loaded.briefs,
            index: OnceCell::new(),
            embeddings: loaded.embeddings,
            secret: loaded.secret.unwrap_or_default(),
            record_bytes: loaded.record_bytes,
            settings,
        };
        if loaded.secret.is_none() {
            memory.secret = random_secret();
            let changes = vec![
                (Tree::Meta, FORMAT.to_vec(), Some(vec![codec::VERSION])),
                (Tree::Meta, SECRET.to_vec(), Some(memory.secret.to_vec())),
            ];
            memory.home.store_mut().apply(changes)?;
            memory.home.store_mut().commit()?;
        }
        Ok(memory)
    }

    /// The index, filled from the records if that was not done yet. That takes some tens of
    /// microseconds for each artifact; call this early where nobody waits.
    pub fn index(&self) -> Result<&Index, Error> {
        if self.index.get().is_none() {
            // One thread has the memory: nobody else can have filled it meanwhile.
            let _ = self.index.set(self.filled_index()?);
        }
        self.index.get().ok_or(Error::Closed)
    }

    /// The index, if it is filled: whatever is stored before that comes in then.
    pub(crate) fn filled(&mut self) -> Option<&mut Index> {
        self.index.get_mut()
    }

    fn filled_index(&self) -> Result<Index, Error> {
        let mut builder = Index::builder().settings(self.settings.relevance.clone());
        let briefs = &self.briefs;
        self.home.store().scan(Tree::Record, &mut |key, value| {
            if let Some(id) = id_of(key)
                && let Some(brief) = briefs.get(&id).filter(|brief| brief.present)
                && let Ok(artifact) = codec::decode::<Artifact>(value)
            {
                let subject = artifact.content.subject();
                builder.insert_in(brief.group(), id.doc(), &Document::text(&subject));
            }
            Ok(())
        })?;
        Ok(builder.build())
    }

    /// Stores a draft. It can be recalled at once; it survives a crash after [`Memory::commit`].
    pub fn put(&mut self, draft: Draft, now: Timestamp) -> Result<Stored, Error> {
        self.put_and(false, draft, now)
    }

    pub(crate) fn put_and(
        &mut self,
        always_journal: bool,
        draft: Draft,
        now: Timestamp,
    ) -> Result<Stored, Error> {
        let pinned = draft.is_pinned();
        let artifact = draft.finish(now);
        // What a run learnt can be had again from its log; the rest only from the journal.
        let journalled = always_journal || artifact.provenance.run.is_none();
        let journalled = journalled.then(|| artifact.clone());
        let stored = self.store_artifact(artifact, pinned)?;
        let kept = !matches!(stored.outcome, Outcome::Outranked(_) | Outcome::Forgotten);
        if kept && stored.outcome != Outcome::Unchanged {
            if let (Home::Disk(_, journal), Some(artifact)) = (&mut self.home, journalled) {
                journal.record(artifact, pinned)?;
            }
            self.evict_surplus(now)?;
        }
        Ok(stored)
    }

    /// Stores without writing the journal or evicting.
    pub(crate) fn store_artifact(
        &mut self,
        artifact: Artifact,
        pinned: bool,
    ) -> Result<Stored, Error> {
        let id = artifact.id;
        let done = |outcome| Ok(Stored { id, outcome, contradicts: Vec::new() });
        if self.forgotten_at(&artifact.content)?.is_some_and(|at| at >= artifact.created) {
            return done(Outcome::Forgotten);
        }
        let judged = matches!(artifact.standing, Standing::Judged(_));
        let key = artifact.key.as_deref().map(key_hash);
        let previous = match key {
            Some(key) => self.current_of(&key)?,
            None => None,
        };
        let known = self.briefs.get(&id).cloned();
        if let Some(known) = &known
            && known.present
            && (known.judged || !judged)
        {
            return done(Outcome::Unchanged);
        }
        let rival = previous
            .filter(|previous| *previous != id)
            .and_then(|previous| Some((previous, self.briefs.get(&previous)?.clone())))
            .filter(|(_, brief)| brief.judged || !judged);
        // Of two versions learnt at the same time the one told later stays, however often both are
        // told again.
        if known.is_some() && rival.as_ref().is_some_and(|(_, b)| b.created >= artifact.created) {
            return done(Outcome::Unchanged);
        }
        let newer =
            rival.filter(|(_, b)| b.created > artifact.created).map(|(previous, _)| previous);
        if let Some(previous) = previous.filter(|previous| *previous != id)
            && !judged
            && self.briefs.get(&previous).is_some_and(|brief| brief.judged)
        {
            return done(Outcome::Outranked(previous));
        }
        let bytes = codec::encode(&artifact);
        if bytes.len() > MAX_ARTIFACT {
            return Err(Error::TooLarge { size: bytes.len(), limit: MAX_ARTIFACT });
        }
        let contradicts = self.contradictions(&artifact, previous)?;
        let usage = match &known {
            Some(_) => self.usage(id)?,
            None => Usage { last_used: artifact.created, pinned, ..Usage::default() },
        };
        let size = bytes.len() as u64;
        let mut changes: Vec<Change> = vec![
            (Tree::Record, id.0.to_vec(), Some(bytes)),
            (Tree::Usage, id.0.to_vec(), Some(codec::encode(&usage))),
        ];
        if let Some(key) = key
            && newer.is_none()
        {
            changes.push((Tree::Key, key.to_vec(), Some(id.0.to_vec())));
        }
        self.home.store_mut().apply(changes)?;
        if known.is_none() {
            self.record_bytes += size;
        }
        if let Some(newer) = newer {
            self.briefs.insert(id, brief_of(&artifact, &usage, false));
            return done(Outcome::Older(newer));
        }
        let replaced = previous.filter(|previous| *previous != id);
        if let Some(previous) = replaced {
            if let Some(index) = self.filled() {
                index.remove(previous.doc());
            }
            self.embeddings.remove(&previous);
            if let Some(brief) = self.briefs.get_mut(&previous) {
                brief.present = false;
            }
        }
        let brief = brief_of(&artifact, &usage, true);
        if let Some(index) = self.filled() {
            let subject = artifact.content.subject();
            index.add_in(brief.group(), id.doc(), &Document::text(&subject));
        }
        self.briefs.insert(id, brief);
        if let Some(embedding) = artifact.embedding {
            self.embeddings.insert(id, embedding);
        }
        let outcome = match (replaced, known) {
            (Some(previous), _) => Outcome::Replaces(previous),
            (None, Some(_)) => Outcome::Judged,
            (None, None) => Outcome::New,
        };
        Ok(Stored { id, outcome, contradicts })
    }

    /// Returns once everything stored so far survives a crash of the machine. Takes some
    /// milliseconds: call it at the end of a step, not for every artifact.
    pub fn commit(&mut self) -> Result<(), Error> {
        if let Home::Disk(_, journal) = &mut self.home {
            journal.sync()?;
        }
        self.home.store_mut().commit()
    }

    /// An artifact, whether present or replaced.
    pub fn get(&self, id: ArtifactId) -> Result<Artifact, Error> {
        let bytes = self.home.store().get(Tree::Record, &id.0)?.ok_or(Error::Unknown(id))?;
        codec::decode(&bytes).map_err(|error| damaged(id, error))
    }

    /// Its usage.
    pub fn usage(&self, id: ArtifactId) -> Result<Usage, Error> {
        let bytes = self.home.store().get(Tree::Usage, &id.0)?.ok_or(Error::Unknown(id))?;
        codec::decode(&bytes).map_err(|error| damaged(id, error))
    }

    /// True if the artifact is there and was not replaced.
    pub fn is_present(&self, id: ArtifactId) -> bool {
        self.briefs.get(&id).is_some_and(|brief| brief.present)
    }

    /// The present version under a key.
    pub fn by_key(&self, key: &str) -> Result<Option<Artifact>, Error> {
        self.current_of(&key_hash(key))?.map(|id| self.get(id)).transpose()
    }

    /// Ids that begin with the given hexadecimal digits, in order.
    pub fn ids_beginning(&self, digits: &str) -> Vec<ArtifactId> {
        let digits = digits.to_lowercase();
        let mut ids: Vec<ArtifactId> =
            self.briefs.keys().filter(|id| id.to_string().starts_with(&digits)).copied().collect();
        ids.sort_unstable();
        ids
    }

    /// Artifacts that a filter accepts, newest first, at most `limit`.
    pub fn list(&self, filter: &Filter, limit: usize) -> Result<Vec<Artifact>, Error> {
        let mut order: Vec<(Timestamp, ArtifactId)> = self
            .briefs
            .iter()
            .filter(|(_, brief)| brief.present || filter.history)
            .filter(|(_, brief)| filter.kinds.is_empty() || filter.kinds.contains(&brief.kind))
            .map(|(id, brief)| (brief.created, *id))
            .collect();
        order.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut found = Vec::new();
        for (_, id) in order {
            if found.len() == limit {
                break;
            }
            let artifact = self.get(id)?;
            if filter.accepts(&artifact) {
                found.push(artifact);
            }
        }
        Ok(found)
    }

    /// Visits every artifact, replaced versions included, in the order of ids.
    pub(crate) fn each(
        &self,
        visit: &mut dyn FnMut(Artifact) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.home.store().scan(Tree::Record, &mut |key, value| {
            match (id_of(key), codec::decode::<Artifact>(value)) {
                (Some(_), Ok(artifact)) => visit(artifact),
                // Told when the memory was opened.
                _ => Ok(()),
            }
        })
    }

    /// Counts a use of artifacts that were put to use: a premise that closed a goal, a proof that
    /// was replayed, a repair that went into a prompt. Merely being recalled is no use. Unknown ids
    /// are passed over.
    pub fn mark_used(&mut self, ids: &[ArtifactId], now: Timestamp) -> Result<(), Error> {
        let mut usages: BTreeMap<ArtifactId, Usage> = BTreeMap::new();
        for &id in ids.iter().filter(|id| self.briefs.contains_key(id)) {
            let usage = match usages.entry(id) {
                Entry::Occupied(entry) => entry.into_mut(),
                Entry::Vacant(entry) => entry.insert(self.usage(id)?),
            };
            usage.count(now);
        }
        if usages.is_empty() {
            return Ok(());
        }
        let change = |(id, usage): (&ArtifactId, &Usage)| {
            (Tree::Usage, id.0.to_vec(), Some(codec::encode(usage)))
        };
        self.home.store_mut().apply(usages.iter().map(change).collect())?;
        for (id, usage) in &usages {
            self.note_usage(*id, usage);
        }
        Ok(())
    }

    /// Pins an artifact, so that it is never evicted, or unpins it.
    pub fn pin(&mut self, id: ArtifactId, pinned: bool) -> Result<(), Error> {
        let mut usage = self.usage(id)?;
        usage.pinned = pinned;
        self.set_usage(id, &usage)
    }

    pub(crate) fn set_usage(&mut self, id: ArtifactId, usage: &Usage) -> Result<(), Error> {
        self.note_usage(id, usage);
        let change = (Tree::Usage, id.0.to_vec(), Some(codec::encode(usage)));
        self.home.store_mut().apply(vec![change])
    }

    fn note_usage(&mut self, id: ArtifactId, usage: &Usage) {
        if let Some(brief) = self.briefs.get_mut(&id) {
            brief.last_used = usage.last_used;
            brief.accesses = usage.accesses;
            brief.pinned = usage.pinned;
        }
    }

    /// Teaches an index of premises which of them closed which goals. Premises are named by
    /// [`DocId::of_name`].
    pub fn teach(&self, premises: &mut Index) -> Result<usize, Error> {
        let mut taught = 0;
        self.each(&mut |artifact| {
            if self.is_present(artifact.id) && teach_one(premises, &artifact) {
                taught += 1;
            }
            Ok(())
        })?;
        premises.compact();
        Ok(taught)
    }

    /// How much there is.
    pub fn stats(&self) -> Result<Stats, Error> {
        let mut stats = Stats {
            disk_bytes: self.home.store().disk_bytes()?,
            record_bytes: self.record_bytes,
            index_bytes: self.index.get().map_or(0, Index::heap_bytes),
            ..Stats::default()
        };
        let mut kinds = vec![0; Kind::ALL.len()];
        for brief in self.briefs.values() {
            stats.accesses += u64::from(brief.accesses);
            if !brief.present {
                stats.history += 1;
                continue;
            }
            kinds[brief.kind as usize] += 1;
            stats.present += 1;
            stats.judged += usize::from(brief.judged);
            stats.pinned += usize::from(brief.pinned);
        }
        stats.kinds = Kind::ALL.into_iter().zip(kinds).filter(|(_, n)| *n > 0).collect();
        self.home.store().scan(Tree::Forgotten, &mut |_, _| {
            stats.forgotten += 1;
            Ok(())
        })?;
        Ok(stats)
    }

    /// Writes the database anew without what was removed.
    pub fn compact(&mut self) -> Result<(), Error> {
        if let Some(index) = self.filled() {
            index.compact();
        }
        self.home.store_mut().rewrite()
    }

    /// True if the database is more than three times as large as what is in it.
    pub fn wants_compaction(&self) -> Result<bool, Error> {
        const SMALL: u64 = 16 << 20;
        let bytes = self.home.store().disk_bytes()?;
        Ok(bytes > SMALL && bytes > 3 * self.record_bytes)
    }

    fn current_of(&self, key: &[u8; 16]) -> Result<Option<ArtifactId>, Error> {
        Ok(self.home.store().get(Tree::Key, key)?.as_deref().and_then(id_of))
    }

    /// Removes records, their usage, and their keys where they are the present version.
    pub(crate) fn remove(&mut self, ids: &[ArtifactId]) -> Result<(), Error> {
        let mut changes: Vec<Change> = Vec::new();
        for &id in ids {
            let Some(bytes) = self.home.store().get(Tree::Record, &id.0)? else { continue };
            if let Ok(Artifact { key: Some(key), .. }) = codec::decode::<Artifact>(&bytes) {
                let key = key_hash(&key);
                if self.current_of(&key)? == Some(id) {
                    changes.push((Tree::Key, key.to_vec(), None));
                }
            }
            self.record_bytes = self.record_bytes.saturating_sub(bytes.len() as u64);
            changes.push((Tree::Record, id.0.to_vec(), None));
            changes.push((Tree::Usage, id.0.to_vec(), None));
        }
        if changes.is_empty() {
            return Ok(());
        }
        self.home.store_mut().apply(changes)?;
        for id in ids {
            self.briefs.remove(id);
            self.embeddings.remove(id);
            if let Some(index) = self.filled() {
                index.remove(id.doc());
            }
        }
        Ok(())
    }
}

/// Teaches the premises of one artifact. True if it told of any.
pub(crate) fn teach_one(premises: &mut Index, artifact: &Artifact) -> bool {
    let (goal, used) = match &artifact.content {
        Content::PremiseUse { goal, premises, .. } => (goal, premises),
        Content::Proof { statement, premises, .. }
            if matches!(artifact.standing, Standing::Judged(_)) =>
        {
            (statement, premises)
        }
        _ => return false,
    };
    if used.is_empty() {
        return false;
    }
    let used: Vec<DocId> = used.iter().map(|name| DocId::of_name(name)).collect();
    premises.learn(artifact.id.doc(), &Document::text(goal), &used);
    true
}

pub(crate) fn key_hash(key: &str) -> [u8; 16] {
    let mut hash = [0; 16];
    hash.copy_from_slice(&blake3::derive_key("polya memory key 1", key.as_bytes())[..16]);
    hash
}

pub(crate) fn id_of(bytes: &[u8]) -> Option<ArtifactId> {
    bytes.try_into().ok().map(ArtifactId)
}

fn damaged(id: ArtifactId, error: CodecError) -> Error {
    match error {
        CodecError::Newer(found) => Error::Newer { found, known: codec::VERSION },
        CodecError::Damaged => Error::Damaged {
            folder: std::path::PathBuf::new(),
            detail: format!("artifact `{id}` cannot be read"),
        },
    }
}

pub(crate) fn brief_of(artifact: &Artifact, usage: &Usage, present: bool) -> Brief {
    Brief {
        kind: artifact.kind(),
        judged: matches!(artifact.standing, Standing::Judged(_)),
        importance: artifact.importance,
        created: artifact.created,
        last_used: usage.last_used,
        accesses: usage.accesses,
        pinned: usage.pinned,
        present,
    }
}

/// Only has to differ between installations and be unknown outside; std has no other source of
/// randomness than the keys of its hash maps.
fn random_secret() -> [u8; 32] {
    use std::hash::{BuildHasher, RandomState};
    let mut hasher = blake3::Hasher::new_derive_key("polya memory tombstone key 1");
    for _ in 0..4 {
        hasher.update(&RandomState::new().hash_one(Timestamp::now().0).to_be_bytes());
    }
    hasher.update(&std::process::id().to_be_bytes());
    *hasher.finalize().as_bytes()
}
