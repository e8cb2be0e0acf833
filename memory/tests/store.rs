//! What was acknowledged is there after whatever happened to the process, the disk or the file.

#![allow(clippy::unwrap_used, reason = "helpers of tests panic like tests")]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use polya_memory::store::Found;
use polya_memory::{
    ArtifactId, Content, Draft, Error, Evidence, Memory, Provenance, Settings, Timestamp,
};

const NOW: Timestamp = Timestamp(1_700_000_000_000);

fn open(folder: &Path) -> (Memory, Found) {
    let (memory, opened) = Memory::open(folder, Settings::default()).unwrap();
    assert_eq!(opened.damaged_records, 0);
    (memory, opened.found)
}

/// Something that a run learnt.
fn learnt(number: u64, padding: usize) -> Draft {
    Draft::new(Content::Failure {
        goal: format!("goal number{number} : a + b = b + a"),
        attempt: "x".repeat(padding),
        reason: "unsolved goals".to_owned(),
    })
    .provenance(Provenance { run: Some("run-1".to_owned()), ..Provenance::default() })
    .created(NOW)
}

#[test]
fn everything_is_there_after_opening_again() {
    let folder = tempfile::tempdir().unwrap();
    let (mut memory, found) = open(folder.path());
    assert_eq!(found, Found::Nothing);
    let evidence = Evidence::from_acceptance("judge", "4.35.0", "digest");
    let lemma = Content::Lemma {
        name: "foo".to_owned(),
        statement: "n + 0 = n".to_owned(),
        proof: "by rfl".to_owned(),
    };
    let lemma = memory.put(Draft::new(lemma).judged(evidence).tag("t"), NOW).unwrap().id;
    let old = memory.put(Draft::note("old").key("k"), NOW).unwrap().id;
    let new = memory.put(Draft::note("new").key("k"), Timestamp(NOW.0 + 1)).unwrap().id;
    memory.mark_used(&[lemma, lemma], Timestamp(NOW.0 + 5)).unwrap();
    memory.pin(lemma, true).unwrap();
    let (before, usage) = (memory.get(lemma).unwrap(), memory.usage(lemma).unwrap());
    memory.commit().unwrap();
    drop(memory);

    let (memory, found) = open(folder.path());
    assert_eq!(found, Found::Intact);
    assert_eq!(memory.get(lemma).unwrap(), before);
    assert_eq!(memory.usage(lemma).unwrap(), usage);
    assert!(memory.is_present(new) && !memory.is_present(old));
    assert_eq!(memory.by_key("k").unwrap().unwrap().id, new);
    assert_eq!(memory.ids_beginning(&lemma.to_string()[..12]), [lemma]);
    let stats = memory.stats().unwrap();
    assert_eq!((stats.present, stats.history, stats.judged, stats.pinned), (2, 1, 1, 1));
}

#[test]
fn a_second_process_is_told_who_has_it() {
    let folder = tempfile::tempdir().unwrap();
    let (_memory, _) = open(folder.path());
    let error = Memory::open(folder.path(), Settings::default()).err().unwrap();
    assert!(matches!(error, Error::Locked { holder: Some(pid), .. } if pid == std::process::id()));
    assert!(error.to_string().contains("in use by another process (pid "), "{error}");
    assert!(error.hint().is_some());
}

#[test]
fn compaction_keeps_everything_and_frees_the_rest() {
    let folder = tempfile::tempdir().unwrap();
    let mut settings = Settings::default();
    settings.keep.capacity = 20;
    let (mut memory, _) = Memory::open(folder.path(), settings).unwrap();
    for number in 0..1000 {
        memory.put(learnt(number, 20_000), NOW).unwrap();
    }
    memory.commit().unwrap();
    let ids = memory.ids_beginning("");
    assert!(ids.len() <= 40);
    let before = memory.stats().unwrap();
    memory.compact().unwrap();
    let after = memory.stats().unwrap();
    assert!(after.disk_bytes < before.disk_bytes, "{before:?} {after:?}");
    assert_eq!(memory.ids_beginning(""), ids);
    memory.put(Draft::note("one more"), NOW).unwrap();
    memory.commit().unwrap();
    drop(memory);
    let (memory, found) = open(folder.path());
    assert_eq!(found, Found::Intact);
    assert_eq!(memory.ids_beginning("").len(), ids.len() + 1);
}

/// The writer that [`a_hundred_kills_lose_nothing`] kills. On its own it does nothing.
#[test]
fn writer_to_be_killed() {
    let Some(folder) = std::env::var_os("POLYA_MEMORY_KILL_TEST") else { return };
    let mut number: u64 = std::env::var("POLYA_MEMORY_KILL_FROM").unwrap().parse().unwrap();
    let (mut memory, found) = open(Path::new(&folder));
    println!("opened {}", matches!(found, Found::Damaged { .. }));
    loop {
        let mut written = Vec::new();
        for _ in 0..=number % 7 {
            let draft = if number.is_multiple_of(5) {
                Draft::note(format!("note {number}")).key(format!("key {}", number % 10))
            } else {
                learnt(number, usize::try_from(number * 37 % 3000).unwrap())
            };
            written.push(memory.put(draft, Timestamp(NOW.0 + number)).unwrap().id);
            number += 1;
        }
        memory.mark_used(&written, NOW).unwrap();
        memory.commit().unwrap();
        let ids: Vec<String> = written.iter().map(ToString::to_string).collect();
        println!("acknowledged {number} {}", ids.join(" "));
        if number % 40 < 7 {
            memory.compact().unwrap();
        }
    }
}

#[test]
fn a_hundred_kills_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("memory");
    let mut acknowledged: Vec<ArtifactId> = Vec::new();
    let mut number = 0;
    let mut random = 12345_u64;
    for kill in 0..100 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "writer_to_be_killed", "--nocapture", "--test-threads=1"])
            .env("POLYA_MEMORY_KILL_TEST", &data)
            .env("POLYA_MEMORY_KILL_FROM", number.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let (sender, lines) = std::sync::mpsc::channel();
        let stdout = child.stdout.take().unwrap();
        let reader = std::thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        // Killed some commits after it began to write and some time after that: both are random, and
        // on a busy machine there are as many commits as on an idle one.
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let soon = Duration::from_micros(random >> 33 & 0x7FFF);
        let mut commits_left = random >> 50 & 3;
        let mut opened = false;
        let mut until = None;
        let mut last = String::new();
        loop {
            let wait = until.map_or(Duration::from_mins(1), |until: Instant| {
                until.saturating_duration_since(Instant::now())
            });
            match lines.recv_timeout(wait) {
                Ok(line) => last = line,
                Err(_) => break,
            }
            let mut words = last.split(' ').skip_while(|w| !["opened", "acknowledged"].contains(w));
            match words.next() {
                Some("opened") => {
                    assert_eq!(words.next(), Some("false"), "damaged after kill {kill}");
                    opened = true;
                    if commits_left == 0 {
                        until = Some(Instant::now() + soon);
                    }
                }
                Some("acknowledged") => {
                    number = words.next().unwrap().parse().unwrap();
                    acknowledged.extend(words.map(|id| id.parse::<ArtifactId>().unwrap()));
                    commits_left = commits_left.saturating_sub(1);
                    if commits_left == 0 && until.is_none() {
                        until = Some(Instant::now() + soon);
                    }
                }
                _ => {}
            }
        }
        assert!(opened, "the writer did not open the memory at kill {kill}: {last}");
        child.kill().unwrap();
        child.wait().unwrap();
        reader.join().unwrap();
        for line in lines.try_iter() {
            if let Some(rest) = line.strip_prefix("acknowledged ") {
                let mut words = rest.split(' ');
                number = words.next().unwrap().parse().unwrap();
                acknowledged.extend(words.map(|id| id.parse::<ArtifactId>().unwrap()));
            }
        }
        // Numbers that were written but not acknowledged must not be written again as others.
        number += 10;
    }
    let (memory, found) = open(&data);
    assert_eq!(found, Found::Intact);
    assert!(acknowledged.len() > 200, "only {} were acknowledged", acknowledged.len());
    for id in &acknowledged {
        let artifact = memory.get(*id).unwrap();
        assert_eq!(artifact.id, *id);
        assert!(memory.usage(*id).unwrap().accesses > 0);
    }
    println!("{} acknowledged artifacts survived 100 kills", acknowledged.len());
}

fn database(folder: &Path) -> PathBuf {
    let name = fs::read_to_string(folder.join("current")).unwrap();
    folder.join(name.trim()).join("db")
}

/// Damages the database with `harm`, and checks that opening tells or nothing is missing, and that
/// a rebuild from the run logs and the journal brings everything back.
fn survives(label: &str, harm: impl FnOnce(&Path)) -> bool {
    let folder = tempfile::tempdir().unwrap();
    let (mut memory, _) = open(folder.path());
    let mut ids = Vec::new();
    for number in 0..300 {
        ids.push(memory.put(learnt(number, 300), NOW).unwrap().id);
    }
    ids.push(memory.put(Draft::note("a note that no run log holds"), NOW).unwrap().id);
    memory.commit().unwrap();
    drop(memory);
    harm(&database(folder.path()));

    let (mut memory, opened) = Memory::open(folder.path(), Settings::default()).unwrap();
    let missing = ids.iter().filter(|id| memory.get(**id).is_err()).count();
    assert!(missing == 0 || opened.needs_rebuild(), "{label}: {missing} lost, nobody told");
    if let Found::Damaged { folder, reason } = &opened.found {
        assert!(folder.exists() && !reason.is_empty(), "{label}");
    }
    assert!(memory.get(ids[300]).is_ok(), "{label}: the note comes back by itself");
    let rebuilt = memory.rebuild((0..300).map(|number| learnt(number, 300)), NOW).unwrap();
    assert_eq!(rebuilt.added, missing, "{label}: {rebuilt:?}");
    for id in &ids {
        memory.get(*id).unwrap();
    }
    drop(memory);
    let (memory, found) = open(folder.path());
    assert_eq!(found, Found::Intact, "{label}");
    assert_eq!(memory.stats().unwrap().present, 301, "{label}");
    opened.needs_rebuild()
}

#[test]
fn a_damaged_database_is_set_aside_and_rebuilt() {
    assert!(survives("emptied", |db| fs::write(db, "").unwrap()));
    assert!(survives("overwritten", |db| {
        let size = fs::metadata(db).unwrap().len();
        fs::write(db, vec![0xA5; usize::try_from(size).unwrap()]).unwrap();
    }));
    assert!(survives("cut in half", |db| {
        let size = fs::metadata(db).unwrap().len();
        fs::OpenOptions::new().write(true).open(db).unwrap().set_len(size / 2).unwrap();
    }));
    assert!(survives("deleted", |db| fs::remove_file(db).unwrap()));
    assert!(survives("folder deleted", |db| {
        fs::remove_dir_all(db.parent().unwrap()).unwrap();
    }));
    assert!(!survives("unfinished snapshot", |db| {
        fs::write(db.with_file_name("snap.0000000000000123.generating"), "half").unwrap();
    }));
    assert!(!survives("left-over of a rewrite", |db| {
        let new = db.parent().unwrap().with_file_name("db-000099");
        fs::create_dir(&new).unwrap();
        fs::write(new.join("db"), "half a copy").unwrap();
    }));
}

#[test]
fn flipped_bytes_never_pass_unnoticed() {
    for part in 0..12_usize {
        survives(&format!("flipped byte in part {part}"), |db| {
            let mut bytes = fs::read(db).unwrap();
            // Files are mostly empty at the end; look for something written.
            let written = bytes.iter().rposition(|b| *b != 0).unwrap();
            let at = written * (2 * part + 1) / 24;
            bytes[at] ^= 0x55;
            fs::write(db, bytes).unwrap();
        });
    }
}

#[test]
fn records_of_a_newer_program_are_refused_and_left_alone() {
    // A database whose format byte says 200.
    let folder = tempfile::tempdir().unwrap();
    drop(open(folder.path()));
    let path = database(folder.path()).parent().unwrap().to_path_buf();
    let db = loop {
        // A process that another test starts may have the file's lock for a moment.
        match sled::open(&path) {
            Err(sled::Error::Io(error)) if error.to_string().contains("acquire lock") => {
                std::thread::yield_now();
            }
            opened => break opened.unwrap(),
        }
    };
    db.open_tree("meta").unwrap().insert("format", &[200]).unwrap();
    db.flush().unwrap();
    drop(db);
    let error = Memory::open(folder.path(), Settings::default()).err().unwrap();
    assert!(matches!(error, Error::Newer { found: 200, .. }), "{error}");
    assert!(path.exists(), "nothing was set aside");
}

/// A file system of a few megabytes, gone at the end.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn mount(folder: &Path, megabytes: u32) -> Option<Self> {
        let options = format!("size={megabytes}m");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &options, "polya-test"])
            .arg(folder)
            .stderr(Stdio::null())
            .status();
        mounted.is_ok_and(|status| status.success()).then(|| Self(folder.to_path_buf()))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk_is_a_clear_error_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let Some(disk) = SmallDisk::mount(folder.path(), 40) else {
        println!("skipped: mounting a small file system needs root");
        return;
    };
    let data = disk.0.join("memory");
    let (mut memory, _) = open(&data);
    let mut acknowledged = Vec::new();
    let mut number = 0;
    let error = loop {
        let stored = memory.put(learnt(number, 20_000), NOW);
        let stored = stored.and_then(|stored| memory.commit().map(|()| stored));
        match stored {
            Ok(stored) => acknowledged.push(stored.id),
            Err(error) => break error,
        }
        number += 1;
        assert!(number < 4000, "the disk never filled");
    };
    assert!(matches!(error, Error::Full { .. }), "{error:?}");
    assert!(error.to_string().contains("no space left"), "{error}");
    // Fill the rest too, so that the database itself meets the end of the disk.
    let mut filler = fs::File::create(disk.0.join("filler")).unwrap();
    while filler.write_all(&[1; 4096]).is_ok() {}
    let compacted = memory.compact();
    assert!(matches!(compacted, Err(Error::Full { .. } | Error::Io { .. })), "{compacted:?}");
    assert!(matches!(memory.put(learnt(9999, 10), NOW), Err(Error::Full { .. })));
    drop(memory);
    drop(filler);
    fs::remove_file(disk.0.join("filler")).unwrap();

    let (memory, found) = open(&data);
    assert_eq!(found, Found::Intact);
    for id in &acknowledged {
        memory.get(*id).unwrap();
    }
    println!("{} acknowledged artifacts survived a full disk", acknowledged.len());
}

#[test]
fn a_disk_that_fills_in_the_middle_of_a_write_ends_it() {
    // Others may fill the disk between the look at the free space and the write; here nobody looks.
    let mut settings = Settings::default();
    settings.disk.reserve = 0;
    for round in 0..8 {
        let folder = tempfile::tempdir().unwrap();
        let Some(disk) = SmallDisk::mount(folder.path(), 8) else {
            println!("skipped: mounting a small file system needs root");
            return;
        };
        let (mut memory, _) = Memory::open(&disk.0.join("memory"), settings.clone()).unwrap();
        let mut number = 0;
        let failed = loop {
            let stored = memory.put(learnt(number, 20_000 + 1000 * round), NOW);
            if let Err(error) = stored.and_then(|_| memory.commit()) {
                break error;
            }
            number += 1;
            assert!(number < 4000, "the disk never filled");
        };
        println!("round {round}: {number} artifacts, then {failed}");
        assert!(matches!(failed, Error::Full { .. } | Error::Io { .. }), "{failed:?}");
        assert!(memory.compact().is_err());
    }
}
