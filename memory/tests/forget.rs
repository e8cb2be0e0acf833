//! What is forgotten is gone: from recall, from the database's files, from run logs and reports.

#![allow(clippy::unwrap_used, reason = "helpers of tests panic like tests")]

use std::fs;
use std::path::Path;

use polya_memory::relevance::Query;
use polya_memory::scrub::{encodings, scrub_folder};
use polya_memory::{
    Content, Draft, Evidence, Filter, Forgetting, Memory, Outcome, Provenance, Recall, Settings,
    Timestamp,
};

const NOW: Timestamp = Timestamp(1_700_000_000_000);

fn later(n: u64) -> Timestamp {
    Timestamp(NOW.0 + n)
}

fn open(folder: &Path) -> Memory {
    Memory::open(folder, Settings::default()).unwrap().0
}

/// Files below a folder in which a marker is, in any encoding.
fn found_in(folder: &Path, markers: &[&str]) -> Vec<String> {
    let mut forms: Vec<Vec<u8>> = Vec::new();
    for marker in markers {
        forms.extend(encodings(marker).into_iter().map(String::into_bytes));
        forms.push(marker.encode_utf16().flat_map(u16::to_le_bytes).collect());
    }
    let search = aho_corasick::AhoCorasick::new(&forms).unwrap();
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = fs::read(&path).unwrap();
            for at in search.find_iter(&bytes) {
                let form = String::from_utf8_lossy(&forms[at.pattern()]);
                found.push(format!("{}: {form}", path.display()));
            }
        }
    }
    found
}

/// Every kind, with the marker in every text.
fn contents(marker: &str) -> Vec<Content> {
    let m = |place: &str| format!("{place} {marker}");
    vec![
        Content::Lemma { name: m("name"), statement: m("statement"), proof: m("proof") },
        Content::Proof { statement: m("goal"), proof: m("proof"), premises: vec![m("premise")] },
        Content::Plan { goal: m("goal"), plan: m("plan") },
        Content::Failure { goal: m("goal"), attempt: m("attempt"), reason: m("reason") },
        Content::Repair { error: m("error"), broken: m("broken"), repaired: m("repaired") },
        Content::PremiseUse { goal: m("shape"), premises: vec![m("used")], tactic: m("tactic") },
        Content::ToolResult { tool: m("tool"), arguments: m("args"), result: m("result") },
        Content::Note { text: m("note") },
    ]
}

#[test]
fn no_byte_of_it_is_left() {
    const MARKERS: [&str; 3] =
        ["Zürich«secret»42", "tab\tquote\" <b>&amp;'\\n\n line two", "plainmarkerxyz"];
    let root = tempfile::tempdir().unwrap();
    let data = root.path().join("memory");
    let runs = root.path().join("runs/one");
    fs::create_dir_all(&runs).unwrap();
    let mut memory = open(&data);
    for i in 0..200 {
        memory.put(Draft::note(format!("kept note number {i} of many")), NOW).unwrap();
    }
    for (i, marker) in (0..).zip(MARKERS) {
        for content in contents(marker) {
            memory.put(Draft::new(content).tag(marker).source("run"), later(i)).unwrap();
        }
        // Replaced versions, keys, long texts.
        let key = format!("key {marker}");
        memory.put(Draft::note(format!("{marker} old version")).key(&key), later(i)).unwrap();
        let long = format!("{} {marker} end", "long text ".repeat(4000));
        memory.put(Draft::note(long).key(&key), later(i + 1)).unwrap();
    }
    memory.commit().unwrap();
    // Used, replaced, opened again: so that it is in as many places of the file as possible.
    drop(memory);
    let mut memory = open(&data);
    for artifact in memory.list(&Filter::default(), 1000).unwrap() {
        memory.mark_used(&[artifact.id], later(10)).unwrap();
    }
    memory.commit().unwrap();
    // A damaged database that was set aside earlier holds it as well.
    let aside = data.join("damaged-1");
    fs::create_dir(&aside).unwrap();
    fs::write(aside.join("db"), MARKERS.concat()).unwrap();
    // Run logs and reports.
    let line = serde_json::json!({ "v": 1, "text": format!("goal {} x", MARKERS[1]) });
    fs::write(runs.join("events.jsonl"), format!("{line}\n{{\"v\":1}}\n")).unwrap();
    for (i, form) in encodings(&format!("note {}", MARKERS[1])).iter().enumerate() {
        fs::write(runs.join(format!("report{i}.html")), format!("<td>{form}</td>")).unwrap();
    }
    assert!(found_in(&data, &MARKERS).len() > 3, "the test's own search works");

    let mut texts: Vec<String> = Vec::new();
    for marker in MARKERS {
        let filter = Filter { contains: Some(marker.to_owned()), ..Filter::default() };
        let plan = memory.plan_forgetting(&Forgetting::filter(filter)).unwrap();
        assert_eq!(plan.hits.len(), 10, "eight kinds, two versions");
        let forgotten = memory.forget(&plan.ids(), later(20)).unwrap();
        assert_eq!(forgotten.removed.len(), 10);
        texts.extend(forgotten.texts);
        texts.push(marker.to_owned());
    }
    assert_eq!(found_in(&data, &MARKERS), Vec::<String>::new(), "while the memory is open");
    assert_eq!(memory.stats().unwrap().present, 200);
    drop(memory);
    assert_eq!(found_in(&data, &MARKERS), Vec::<String>::new(), "after closing");
    assert!(!aside.exists());

    let changed = scrub_folder(&runs, &texts).unwrap();
    assert!(changed.len() > 3);
    assert_eq!(found_in(root.path(), &MARKERS), Vec::<String>::new());
    let log = fs::read_to_string(runs.join("events.jsonl")).unwrap();
    for line in log.lines() {
        serde_json::from_str::<serde_json::Value>(line).unwrap();
    }

    let memory = open(&data);
    let stats = memory.stats().unwrap();
    assert_eq!((stats.present, stats.history, stats.forgotten), (200, 0, 30));
    for marker in MARKERS {
        let question = Recall { query: Query::text(marker), k: 50, ..Recall::default() };
        for found in memory.recall(&question, NOW).unwrap() {
            assert!(!found.artifact.content.subject().contains(marker));
        }
    }
}

#[test]
fn paraphrases_are_shown_and_not_taken() {
    let mut memory = Memory::in_memory(Settings::default());
    let mut put = |text: &str| memory.put(Draft::note(text), NOW).unwrap().id;
    let exact = put("Client Hooli needs the Goldbach table before Friday");
    let same = put("client hooli needs the goldbach table before friday");
    let near =
        put("Client Hooli needs the Goldbach table before Friday evening, so hurry up please");
    let inside = put(
        "Minutes of the meeting. Many other things were said about staffing, the new server, the \
         garden party. Client Hooli needs the Goldbach table before Friday. Then lunch, and a long \
         talk on lattices, orders, filters and their morphisms.",
    );
    let other = put("Client Initech likes omega");
    let what = Forgetting::query("Client Hooli needs the Goldbach table before Friday");
    let plan = memory.plan_forgetting(&what).unwrap();
    let hits: Vec<_> = plan.hits.iter().map(|hit| hit.artifact.id).collect();
    let near_misses: Vec<_> = plan.near_misses.iter().map(|hit| hit.artifact.id).collect();
    assert!(hits.contains(&exact) && hits.contains(&same), "{plan:?}");
    assert!(!hits.contains(&near) && near_misses.contains(&near), "{plan:#?}");
    assert!(near_misses.contains(&inside), "contained word for word: {plan:?}");
    assert!(!hits.contains(&other) && !near_misses.contains(&other));
    let forgotten = memory.forget(&hits, later(1)).unwrap();
    assert_eq!(forgotten.removed.len(), 2);
    assert!(memory.is_present(near) && memory.is_present(inside) && memory.is_present(other));
}

#[test]
fn what_was_made_from_it_goes_along() {
    let mut memory = Memory::in_memory(Settings::default());
    let mut put = |draft: Draft, at| memory.put(draft, later(at)).unwrap().id;
    let root = put(Draft::note("a private remark").key("r"), 0);
    let child = put(Draft::note("summary of the remark").derived_from(root).key("c"), 1);
    let newer = put(Draft::note("a private remark, second version").key("r"), 2);
    let grandchild = put(Draft::note("lesson").derived_from(child), 3);
    let child2 = put(Draft::note("summary, second version").key("c"), 4);
    let bystander = put(Draft::note("unrelated"), 5);
    let ids = Filter { ids: Some([newer].into_iter().collect()), ..Filter::default() };
    let plan = memory.plan_forgetting(&Forgetting::filter(ids)).unwrap();
    let mut cascade: Vec<_> = plan.cascade.iter().map(|artifact| artifact.id).collect();
    let mut expected = vec![root, child, grandchild, child2];
    cascade.sort_unstable();
    expected.sort_unstable();
    assert_eq!(cascade, expected);
    memory.forget(&[newer], later(9)).unwrap();
    assert_eq!(memory.ids_beginning(""), [bystander]);
}

#[test]
fn the_forgotten_does_not_come_back_by_itself() {
    let root = tempfile::tempdir().unwrap();
    let mut memory = open(root.path());
    let learnt = || {
        Draft::note("to be forgotten")
            .created(later(1))
            .provenance(Provenance { run: Some("run-1".to_owned()), ..Provenance::default() })
    };
    let id = memory.put(learnt(), later(1)).unwrap().id;
    let mut export = Vec::new();
    memory.export(&mut export).unwrap();
    memory.forget(&[id], later(5)).unwrap();
    drop(memory);
    let mut memory = open(root.path());
    let rebuilt = memory.rebuild([learnt()], later(6)).unwrap();
    assert_eq!((rebuilt.forgotten, rebuilt.added), (1, 0));
    let imported = memory.import(&mut export.as_slice(), &mut |_| None, later(7)).unwrap();
    assert_eq!((imported.forgotten, imported.stored), (1, 0));
    assert!(memory.ids_beginning("").is_empty());
    // Said again afterwards, it is something new.
    let again = memory.put(Draft::note("to be forgotten"), later(8)).unwrap();
    assert_eq!(again.outcome, Outcome::New);
}

#[test]
fn texts_that_stay_elsewhere_are_not_proposed_for_scrubbing() {
    let mut memory = Memory::in_memory(Settings::default());
    let failure = |attempt: &str| {
        Draft::new(Content::Failure {
            goal: "a shared goal text".to_owned(),
            attempt: attempt.to_owned(),
            reason: "short".to_owned(),
        })
    };
    let gone = memory.put(failure("the attempt to forget"), NOW).unwrap().id;
    memory.put(failure("the attempt to keep"), NOW).unwrap();
    let forgotten = memory.forget(&[gone], later(1)).unwrap();
    assert_eq!(forgotten.texts, ["the attempt to forget"]);
}

#[test]
fn imports_are_judged_anew_and_checked() {
    let mut from = Memory::in_memory(Settings::default());
    let proof = |statement: &str| Content::Proof {
        statement: statement.to_owned(),
        proof: "by simp".to_owned(),
        premises: Vec::new(),
    };
    let evidence = || Evidence::from_acceptance("elsewhere", "4.35.0", "d");
    from.put(Draft::new(proof("n = n")).judged(evidence()), NOW).unwrap();
    from.put(Draft::new(proof("n = 0")).judged(evidence()), NOW).unwrap();
    let used = from.put(Draft::note("kept").importance(0.25).tag("t").pinned(), NOW).unwrap().id;
    from.put(Draft::note("old").key("k"), NOW).unwrap();
    from.put(Draft::note("new").key("k"), later(1)).unwrap();
    from.mark_used(&[used], later(2)).unwrap();
    let mut export = Vec::new();
    assert_eq!(from.export(&mut export).unwrap(), 5);
    export.extend_from_slice(b"{\"format\":1}\n\nnonsense\n{\"format\":9,\"artifact\":null}\n");

    let mut to = Memory::in_memory(Settings::default());
    let mut rejudge = |artifact: &polya_memory::Artifact| {
        let true_one = artifact.content.subject() == "n = n";
        true_one.then(|| Evidence::from_acceptance("here", "4.35.0", "e"))
    };
    let imported = to.import(&mut export.as_slice(), &mut rejudge, later(9)).unwrap();
    assert_eq!((imported.stored, imported.judged, imported.unverified), (5, 1, 1));
    let lines: Vec<usize> = imported.refused.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [6, 8, 9]);
    let stats = to.stats().unwrap();
    assert_eq!((stats.present, stats.history, stats.judged), (4, 1, 1));
    let judged = to.by_key("proof n = n").unwrap().unwrap();
    assert_eq!(judged.for_proof().unwrap().evidence().judge(), "here");
    assert!(to.by_key("proof n = 0").unwrap().unwrap().for_proof().is_none());
    assert_eq!(to.get(used).unwrap(), from.get(used).unwrap());
    assert_eq!(to.usage(used).unwrap(), from.usage(used).unwrap());
    let again = to.import(&mut export.as_slice(), &mut rejudge, later(9)).unwrap();
    assert_eq!((again.stored, again.unchanged), (0, 5));
}
