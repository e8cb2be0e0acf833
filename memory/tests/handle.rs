//! The asynchronous face.

#![allow(clippy::unwrap_used, reason = "helpers of tests panic like tests")]

use std::sync::Arc;

use polya_memory::{Draft, Error, Handle, Memory, Mode, Question, Settings};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_tasks_store_and_recall_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let (handle, thread, opened) =
        Handle::open(folder.path(), Settings::default(), Mode::ReadWrite).await.unwrap();
    assert!(opened.is_some());
    let tasks: Vec<_> = (0..100)
        .map(|i| {
            let handle = handle.clone();
            tokio::spawn(async move {
                let drafts = vec![Draft::note(format!("note word{i} of many"))];
                let stored = handle.put(drafts).await.unwrap();
                let found = handle.recall(Question::about(format!("word{i}"), 1)).await.unwrap();
                assert_eq!(found[0].artifact.id, stored[0].id);
                handle.mark_used(vec![stored[0].id]).await.unwrap();
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let locked = Handle::open(folder.path(), Settings::default(), Mode::Read).await;
    assert!(matches!(locked, Err(Error::Locked { .. })));
    drop(handle);
    thread.join();
    let (memory, _) = Memory::open(folder.path(), Settings::default()).unwrap();
    let stats = memory.stats().unwrap();
    assert_eq!((stats.present, stats.accesses), (100, 100));
}

#[tokio::test]
async fn modes_are_kept_to() {
    let folder = tempfile::tempdir().unwrap();
    let path = Arc::new(folder.path().join("memory"));
    let (off, _, opened) = Handle::open(&path, Settings::default(), Mode::Off).await.unwrap();
    assert!(opened.is_none() && !path.exists(), "`off` touches nothing");
    assert!(off.put(vec![Draft::note("x")]).await.unwrap().is_empty());
    assert!(off.recall(Question::about("x", 3)).await.unwrap().is_empty());

    let (write, thread, _) =
        Handle::open(&path, Settings::default(), Mode::ReadWrite).await.unwrap();
    write.put(vec![Draft::note("remembered words")]).await.unwrap();
    drop(write);
    thread.join();

    let (read, _, _) = Handle::open(&path, Settings::default(), Mode::Read).await.unwrap();
    assert!(read.put(vec![Draft::note("dropped words")]).await.unwrap().is_empty());
    let found = read.recall(Question::about("words", 3)).await.unwrap();
    assert_eq!(found.len(), 1);
    read.mark_used(vec![found[0].artifact.id]).await.unwrap();
    let id = found[0].artifact.id;
    let uses = read.with(move |memory| memory.usage(id).unwrap().accesses).await.unwrap();
    assert_eq!(uses, 0);
}
