//! A whole library before the kernels: every constant checked again from nothing, and what each
//! rests on.
//!
//! The judge takes what a problem imports as its owner built it. This is how the owner, or anybody
//! who got compiled modules from elsewhere, finds out whether they deserve it.
//!
//! Modules are checked in groups, each group in fresh processes of the kernels, which are given the
//! group's constants to check and, unchecked, what those rest on: of theorems the statement alone.
//! That every constant rests on earlier ones only, so that no group assumes what another one proves
//! from it, is seen to here. Memory is that of a few groups, however large the library is; and what
//! was checked is kept by content, so that an audit can be interrupted, and repeated after a change
//! for what changed.

mod footprint;
mod group;
mod record;

use std::{
    collections::{BTreeMap, VecDeque},
    num::NonZeroUsize,
    path::PathBuf,
    sync::Arc,
    time::Instant,
};

use polya_lean::olean::{Library, NameId, OleanError};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;
use thiserror::Error;
use tokio::task::{JoinError, JoinSet};

use self::{
    footprint::Footprints,
    group::Prepared,
    record::{Kind, Record, Records},
};
use crate::{
    axioms,
    judge::Judge,
    kernel::{self, KernelError, Replayed, Request, Unfit},
};

/// What was found out about a library.
#[derive(Clone, Debug, Serialize)]
pub struct Audit {
    /// Modules that were read.
    pub modules: usize,
    /// Constants in them, each counted once. Of those that several modules have, each is checked.
    pub constants: usize,
    /// Theorems among them.
    pub theorems: usize,
    /// Constants outside of the logic (unsafe or partial), which no kernel looks at and no proof
    /// can rest on.
    pub left_out: usize,
    /// Modules that an earlier audit has checked: the same files, importing the same files.
    pub kept: usize,
    /// How many theorems rest on each axiom.
    pub axioms: BTreeMap<String, usize>,
    /// Constants that rest on any axiom but `propext`, `Classical.choice` and `Quot.sound`. None, in
    /// a sound library.
    pub tainted: Vec<Tainted>,
    /// The kernels that accepted every constant.
    pub kernels: Vec<KernelReport>,
    /// Largest memory of this process, in bytes; 0 where the system does not tell.
    pub peak_memory: u64,
    /// Seconds in all.
    pub seconds: f64,
}

/// A constant that rests on what it should not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Tainted {
    /// Its name.
    pub constant: String,
    /// The axiom.
    pub axiom: String,
}

/// How a kernel fared.
#[derive(Clone, Debug, Serialize)]
pub struct KernelReport {
    /// Its name, such as `lean 4.35.0`.
    pub kernel: String,
    /// Constants that it checked.
    pub constants: usize,
    /// Theorems of the library that it was given as statements, without their proofs.
    pub statements: usize,
    /// Declarations that these come in: a type with its constructors and recursors is one.
    pub declarations: u64,
    /// Seconds that the kernel itself took.
    pub seconds: f64,
    /// Constants a second, those that it added without checking them again included.
    pub constants_per_second: f64,
    /// Largest memory of its process, in bytes; 0 where the system does not tell.
    pub peak_memory: u64,
}

impl KernelReport {
    pub(crate) fn new(kernel: &str, request: &Request, replayed: &Replayed) -> Self {
        let constants = request.checked_constants();
        Self {
            kernel: kernel.to_owned(),
            constants,
            statements: request.statements,
            declarations: replayed.checked,
            seconds: replayed.seconds,
            constants_per_second: request.constants.len() as f64 / replayed.seconds.max(1e-9),
            peak_memory: replayed.peak_memory,
        }
    }

    /// Of a kernel that has checked nothing yet.
    fn nothing(kernel: &str) -> Self {
        Self {
            kernel: kernel.to_owned(),
            constants: 0,
            statements: 0,
            declarations: 0,
            seconds: 0.0,
            constants_per_second: 0.0,
            peak_memory: 0,
        }
    }

    /// Adds what the kernel did with one more group. Statements do not count: the proof of each was
    /// checked in its own group.
    fn add(&mut self, group: &Self) {
        self.constants += group.constants;
        self.declarations += group.declarations;
        self.seconds += group.seconds;
        self.constants_per_second = self.constants as f64 / self.seconds.max(1e-9);
        self.peak_memory = self.peak_memory.max(group.peak_memory);
    }
}

/// How an audit is made.
#[derive(Clone, Debug)]
pub struct AuditSettings {
    /// Folders with compiled modules, looked into before the toolchain's own.
    pub folders: Vec<PathBuf>,
    /// Groups of modules that are checked at a time, each by one process.
    pub threads: NonZeroUsize,
    /// Whether modules that an earlier audit has checked are checked again.
    pub again: bool,
    /// Bytes of compiled modules that are checked together, if they are more than one. Larger groups
    /// share more of what their constants rest on, and take more memory: some twenty times their size.
    pub group: usize,
}

impl Default for AuditSettings {
    /// One thread, and what was checked is believed.
    fn default() -> Self {
        Self { folders: Vec::new(), threads: NonZeroUsize::MIN, again: false, group: 8 << 20 }
    }
}

/// How far an audit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuditProgress {
    /// Modules that were checked, now or before.
    pub done: usize,
    /// Modules in all.
    pub modules: usize,
}

/// Why a library was not found sound.
#[derive(Debug, Error)]
pub enum AuditError {
    /// Its modules cannot be read.
    #[error(transparent)]
    Unreadable(#[from] OleanError),
    /// A kernel refuses one of its constants.
    #[error("{kernel} refuses {constant}")]
    Refused {
        /// The kernel.
        kernel: String,
        /// The constant, and what is wrong with it.
        constant: String,
    },
    /// Something ran out or broke. This says nothing about the library.
    #[error("{0}")]
    Undecided(String),
}

impl From<Unfit> for AuditError {
    fn from(unfit: Unfit) -> Self {
        match unfit {
            Unfit::Wrong(constant) => Self::Refused { kernel: "the judge".to_owned(), constant },
            Unfit::TooLarge(what) => Self::Undecided(what),
        }
    }
}

impl From<JoinError> for AuditError {
    fn from(error: JoinError) -> Self {
        Self::Undecided(error.to_string())
    }
}

/// A library in the order in which it is checked.
#[derive(Debug)]
struct Ordered {
    library: Arc<Library>,
    modules: Vec<NameId>,
    /// By module, its place in `modules`.
    places: FxHashMap<NameId, usize>,
}

/// A group that every kernel has accepted.
struct Accepted {
    prepared: Vec<Prepared>,
    reports: Vec<KernelReport>,
}

impl Judge {
    /// Checks `modules` and all that they import: every constant again by every kernel, in processes
    /// that start from nothing, and the axioms that each constant rests on. Compiled modules are
    /// looked for in the settings' folders first, and then where the toolchain has its own. Nobody
    /// may change the files meanwhile.
    ///
    /// # Errors
    ///
    /// [`AuditError::Refused`] names a constant that a kernel refuses.
    pub async fn audit(
        &self,
        modules: &[String],
        settings: &AuditSettings,
        progress: &mut (dyn FnMut(AuditProgress) + Send),
    ) -> Result<Audit, AuditError> {
        let started = Instant::now();
        let path = [&*settings.folders, &self.0.toolchain.olean_path()].concat();
        let modules = modules.to_owned();
        let judge = self.clone();
        let open = tokio::task::spawn_blocking(move || {
            let ordered = Ordered::open(&path, &modules)?;
            let records = judge.kept().map_or_else(Records::default, |(folder, checkers)| {
                Records::open(folder, &checkers, &ordered.library, &ordered.modules)
            });
            Ok::<_, AuditError>((ordered, records))
        });
        self.is_alive().await.map_err(AuditError::Undecided)?;
        let (ordered, records) = open.await??;
        let ordered = Arc::new(ordered);
        let mut course = Course::new(&ordered);
        if !settings.again {
            for &module in &ordered.modules {
                if let Some(record) = records.get(module) {
                    course.take_up(module, &record);
                }
            }
        }
        let kept = course.done.len();
        let mut reports: Vec<KernelReport> =
            self.0.kernels.iter().map(|kernel| KernelReport::nothing(kernel.name())).collect();

        let mut waiting: VecDeque<(usize, Vec<NameId>)> =
            groups(&ordered, &course.done, settings.group).into_iter().enumerate().collect();
        let mut running = JoinSet::new();
        // Groups are taken up in their order, though they end in any.
        let mut ended: BTreeMap<usize, Accepted> = BTreeMap::new();
        let mut next = 0;
        loop {
            progress(AuditProgress { done: course.done.len(), modules: ordered.modules.len() });
            while running.len() < settings.threads.get()
                && let Some((place, group)) = waiting.pop_front()
            {
                let (judge, ordered) = (self.clone(), Arc::clone(&ordered));
                running.spawn(async move { (place, judge.check(&ordered, group).await) });
            }
            let Some(group) = running.join_next().await else { break };
            let (place, accepted) = group?;
            ended.insert(place, accepted?);
            while let Some(Accepted { prepared, reports: of_group }) = ended.remove(&next) {
                next += 1;
                for (report, group) in reports.iter_mut().zip(&of_group) {
                    report.add(group);
                }
                for (module, record) in prepared.iter().flat_map(|group| course.add(group)) {
                    if let Err(error) = records.keep(module, &record) {
                        tracing::warn!(%error, "what the kernels have checked cannot be kept");
                    }
                }
            }
        }
        Ok(Audit {
            kept,
            kernels: reports,
            peak_memory: kernel::peak_memory(),
            seconds: started.elapsed().as_secs_f64(),
            ..course.findings()
        })
    }

    /// Has all kernels check a group, one kernel after the other; in parts, if it is too large.
    async fn check(
        &self,
        ordered: &Arc<Ordered>,
        group: Vec<NameId>,
    ) -> Result<Accepted, AuditError> {
        let reports = self.0.kernels.iter().map(|kernel| KernelReport::nothing(kernel.name()));
        let mut accepted = Accepted { prepared: Vec::new(), reports: reports.collect() };
        let mut open = vec![(group, false)];
        while let Some((part, proofs)) = open.pop() {
            let (of_library, modules) = (Arc::clone(ordered), part.clone());
            let prepare = move || group::prepare(&of_library, &modules, proofs);
            let (prepared, request) = tokio::task::spawn_blocking(prepare).await??;
            match self.replay_in_turn(&request).await {
                Ok(reports) => {
                    for (report, part) in accepted.reports.iter_mut().zip(&reports) {
                        report.add(part);
                    }
                    accepted.prepared.push(prepared);
                }
                // A kernel that computes may have to look into a proof that it was not given.
                Err(AuditError::Refused { constant, .. }) if !proofs && request.statements > 0 => {
                    tracing::debug!(constant, "checked again with the proofs that it rests on");
                    open.push((part, true));
                }
                Err(AuditError::Undecided(why)) if part.len() > 1 => {
                    tracing::debug!(why, modules = part.len(), "a group is checked in two parts");
                    let (first, second) = part.split_at(part.len() / 2);
                    open.push((second.to_owned(), false));
                    open.push((first.to_owned(), false));
                }
                Err(error) => return Err(error),
            }
        }
        Ok(accepted)
    }

    async fn replay_in_turn(&self, request: &Request) -> Result<Vec<KernelReport>, AuditError> {
        let mut reports = Vec::new();
        for kernel in &self.0.kernels {
            let replayed = match kernel.start() {
                Ok(session) => kernel::replay(session, request).await,
                Err(error) => Err(KernelError::from(error)),
            };
            let replayed = replayed.map_err(|error| match error {
                KernelError::Refused { .. } => AuditError::Refused {
                    kernel: kernel.name().to_owned(),
                    constant: error.to_string(),
                },
                KernelError::Undecided(reason) => AuditError::Undecided(reason),
            })?;
            reports.push(KernelReport::new(kernel.name(), request, &replayed));
        }
        Ok(reports)
    }
}

impl Ordered {
    fn open(path: &[PathBuf], modules: &[String]) -> Result<Self, OleanError> {
        let library = Arc::new(Library::open(path, modules)?);
        let modules = library.in_order()?;
        let places = modules.iter().enumerate().map(|(place, &module)| (module, place)).collect();
        Ok(Self { library, modules, places })
    }
}

/// The modules that are not done, in groups of modules that follow each other.
fn groups(ordered: &Ordered, done: &FxHashSet<NameId>, most: usize) -> Vec<Vec<NameId>> {
    let library = &ordered.library;
    let mut groups: Vec<Vec<NameId>> = Vec::new();
    let (mut bytes, mut names) = (0, FxHashSet::default());
    for &module in ordered.modules.iter().filter(|module| !done.contains(module)) {
        let more = library.bytes_of(module);
        // Two modules may have a lemma of the same name; each is to be checked.
        let is_twice = library.names_of(module).any(|name| names.contains(&name));
        if groups.is_empty() || bytes + more > most || is_twice {
            groups.push(Vec::new());
            bytes = 0;
            names.clear();
        }
        bytes += more;
        names.extend(library.names_of(module));
        if let Some(group) = groups.last_mut() {
            group.push(module);
        }
    }
    groups
}

/// What was found out so far.
struct Course<'a> {
    ordered: &'a Ordered,
    done: FxHashSet<NameId>,
    footprints: Footprints,
    /// Distinct names: two modules may have the same lemma.
    constants: FxHashSet<NameId>,
    theorems: FxHashSet<NameId>,
    left_out: FxHashSet<NameId>,
    /// Axioms, and whether a proof may rest on them.
    axioms: FxHashMap<NameId, bool>,
}

impl<'a> Course<'a> {
    fn new(ordered: &'a Ordered) -> Self {
        Self {
            ordered,
            done: FxHashSet::default(),
            footprints: Footprints::default(),
            constants: FxHashSet::default(),
            theorems: FxHashSet::default(),
            left_out: FxHashSet::default(),
            axioms: FxHashMap::default(),
        }
    }

    fn count(&mut self, name: NameId, kind: Kind) {
        self.constants.insert(name);
        match kind {
            Kind::Theorem => drop(self.theorems.insert(name)),
            Kind::LeftOut => drop(self.left_out.insert(name)),
            Kind::Other => {}
        }
    }

    /// Takes up what an earlier audit has found out, unless it speaks of something else.
    fn take_up(&mut self, module: NameId, record: &Record) {
        let library = &self.ordered.library;
        let find = |text: &String| library.terms().find_name(text);
        let sets: Option<Vec<Vec<NameId>>> =
            record.sets.iter().map(|set| set.iter().map(find).collect()).collect();
        let axioms: Option<Vec<(NameId, bool)>> =
            record.axioms.iter().map(|(text, allowed)| Some((find(text)?, *allowed))).collect();
        let (Some(sets), Some(axioms)) = (sets, axioms) else { return };
        let names = library.names_of(module);
        let known = |&(_, set): &(Kind, u32)| (set as usize) < sets.len();
        if names.len() != record.constants.len() || !record.constants.iter().all(known) {
            return;
        }
        let sets: Vec<u32> = sets.into_iter().map(|set| self.footprints.set(set)).collect();
        for (name, &(kind, set)) in names.zip(&record.constants) {
            self.count(name, kind);
            self.footprints.extend(name, sets[set as usize]);
        }
        self.axioms.extend(axioms);
        self.done.insert(module);
    }

    /// Adds a group that the kernels have accepted; all that it rests on was added before. Returns
    /// what is to be kept.
    fn add(&mut self, group: &Prepared) -> Vec<(NameId, Record)> {
        self.axioms.extend(group.axioms.iter().copied());
        self.footprints.add(&group.mentions, &group.axioms);
        let terms = self.ordered.library.terms();
        let mut records = Vec::new();
        for (module, kinds) in &group.modules {
            let names: Vec<NameId> = self.ordered.library.names_of(*module).collect();
            let mut sets: Vec<u32> = Vec::new();
            let mut constants = Vec::new();
            for (&name, &kind) in names.iter().zip(kinds) {
                self.count(name, kind);
                let set = self.footprints.of(name);
                let place = sets.iter().position(|&known| known == set).unwrap_or_else(|| {
                    sets.push(set);
                    sets.len() - 1
                });
                constants.push((kind, u32::try_from(place).unwrap_or(u32::MAX)));
            }
            let text = |&axiom: &NameId| terms.name_text(axiom);
            let own: FxHashSet<NameId> = names.into_iter().collect();
            let axioms = group.axioms.iter().filter(|(axiom, _)| own.contains(axiom));
            let record = Record {
                sets: sets
                    .into_iter()
                    .map(|set| self.footprints.axioms(set).iter().map(text).collect())
                    .collect(),
                constants,
                axioms: axioms.map(|(axiom, allowed)| (text(axiom), *allowed)).collect(),
            };
            records.push((*module, record));
            self.done.insert(*module);
        }
        records
    }

    fn findings(&self) -> Audit {
        let terms = self.ordered.library.terms();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let mut tainted = Vec::new();
        for &constant in self.constants.difference(&self.left_out) {
            for &axiom in self.footprints.axioms(self.footprints.of(constant)) {
                let text = terms.name_text(axiom);
                if self.theorems.contains(&constant) {
                    *counts.entry(text.clone()).or_default() += 1;
                }
                let is_itself = constant == axiom;
                if !is_itself && self.axioms.get(&axiom) != Some(&true) {
                    let of_another_type = axioms::ALLOWED.contains(&text.as_str());
                    let axiom =
                        if of_another_type { format!("{text}, of another type") } else { text };
                    tainted.push(Tainted { constant: terms.name_text(constant), axiom });
                }
            }
        }
        tainted.sort();
        Audit {
            modules: self.ordered.modules.len(),
            constants: self.constants.len(),
            theorems: self.theorems.len(),
            left_out: self.left_out.len(),
            kept: 0,
            axioms: counts,
            tainted,
            kernels: Vec::new(),
            peak_memory: 0,
            seconds: 0.0,
        }
    }
}
