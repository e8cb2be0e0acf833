use std::sync::atomic::{AtomicU32, Ordering};

use super::*;
use crate::{graph::GoalState, toy};

/// A Lean that has some provers, and answers some questions.
#[derive(Debug, Default)]
struct Library {
    has: &'static [&'static str],
    answers: &'static [(&'static str, &'static [&'static str])],
    broken: bool,
    probes: AtomicU32,
    questions: AtomicU32,
}

impl LeanProvers for Library {
    fn exist<'a>(
        &'a self,
        _: &'a str,
        tactics: &'a [&'static str],
    ) -> BoxFuture<'a, Result<Vec<bool>, String>> {
        self.probes.fetch_add(1, Ordering::Relaxed);
        let exist = tactics.iter().map(|tactic| self.has.contains(tactic)).collect();
        async move { if self.broken { Err("no Lean".to_owned()) } else { Ok(exist) } }.boxed()
    }

    fn ask<'a>(
        &'a self,
        _: &'a Site,
        tactic: &'a str,
        _: CheckLimits,
    ) -> BoxFuture<'a, Result<Vec<String>, String>> {
        self.questions.fetch_add(1, Ordering::Relaxed);
        let answers = self.answers.iter().find(|(asked, _)| *asked == tactic);
        let answers = answers.map_or(&[][..], |(_, answers)| answers);
        let answers = answers.iter().map(|answer| (*answer).to_owned()).collect();
        async move { Ok(answers) }.boxed()
    }
}

fn lean() -> Library {
    Library {
        has: &["omega", "ring", "exact?", "rw?", "apply?"],
        answers: &[("rw?", &["rw [a]", "rw [b]"]), ("apply?", &["refine c ?_"])],
        ..Library::default()
    }
}

fn request(pass: u32) -> Request {
    let about = Request::about(Arc::new(toy::problem("p", 3)), GoalState::single(toy::goal(3)));
    Request { pass, path: Some(Vec::new()), checks: 9, ..about }
}

async fn ask(library: Library, request: &Request) -> (Proposals, Arc<Library>) {
    let library = Arc::new(library);
    let voice = Provers::new(library.clone(), CheckLimits::default(), true);
    (voice.propose(request).await.unwrap(), library)
}

fn tactics(proposals: &Proposals) -> Vec<&str> {
    proposals.candidates.iter().map(|c| &*c.tactic).collect()
}

#[tokio::test]
async fn only_what_lean_has_is_proposed_and_it_is_asked_once() {
    let library = Arc::new(lean());
    let voice = Provers::new(library.clone(), CheckLimits::default(), true);
    let first = voice.propose(&request(FINISH)).await.unwrap();
    assert_eq!(tactics(&first), ["omega", "ring"]);
    let provers = first.provers.expect("what was found is to be recorded");
    assert_eq!(provers.names.len(), 5, "{:?}", provers.names);
    voice.propose(&request(FINISH)).await.unwrap();
    assert_eq!(library.probes.load(Ordering::Relaxed), 1);
    // A run that is taken up again knows it from its log.
    let again = Request { provers: Some(Arc::from([Arc::from("ring")])), ..request(FINISH) };
    let (known, library) = ask(lean(), &again).await;
    assert_eq!((tactics(&known), library.probes.load(Ordering::Relaxed)), (vec!["ring"], 0));
}

#[tokio::test]
async fn answers_are_proposed_and_never_questions() {
    let (proposals, _) = ask(lean(), &request(ASK)).await;
    assert_eq!(tactics(&proposals), ["rw [a]", "rw [b]", "refine c ?_"]);
    assert_eq!(proposals.spent.checks, 3, "one for each question");
    assert!(proposals.candidates.iter().all(|c| c.source.by == VoiceId::PROVERS));
}

#[tokio::test]
async fn a_whole_proof_spares_the_other_questions() {
    let answers = &[("exact?", &["exact a"] as &[_]), ("rw?", &["rw [a]"])];
    let (proposals, library) = ask(Library { answers, ..lean() }, &request(ASK)).await;
    assert_eq!(tactics(&proposals), ["exact a"]);
    assert_eq!(library.questions.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn questions_stay_within_what_was_set_aside() {
    let (proposals, library) = ask(lean(), &Request { checks: 2, ..request(ASK) }).await;
    assert_eq!(tactics(&proposals), ["rw [a]", "rw [b]"]);
    assert_eq!(library.questions.load(Ordering::Relaxed), 2);
    let (unpaid, library) = ask(lean(), &Request { checks: 0, ..request(ASK) }).await;
    assert!(unpaid.candidates.is_empty());
    assert_eq!(library.questions.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn deep_and_coupled_goals_are_left_to_others() {
    for request in [
        Request { path: None, ..request(FINISH) },
        Request { depth: DEEPEST + 1, ..request(FINISH) },
    ] {
        let (proposals, library) = ask(lean(), &request).await;
        assert!(proposals.candidates.is_empty());
        assert_eq!(library.probes.load(Ordering::Relaxed), 0);
    }
}

#[tokio::test]
async fn a_lean_that_does_not_answer_stops_nothing_and_is_asked_again() {
    let library = Arc::new(Library { broken: true, ..lean() });
    let voice = Provers::new(library.clone(), CheckLimits::default(), true);
    for _ in 0..2 {
        let proposals = voice.propose(&request(FINISH)).await.unwrap();
        assert_eq!(proposals.troubles, ["Lean's provers: no Lean"]);
        assert!(proposals.provers.is_none());
    }
    assert_eq!(library.probes.load(Ordering::Relaxed), 2);
}

#[test]
fn what_asks_is_no_candidate_and_what_tells_is_put_plainly() {
    let read = |text: &str| without_asking(&Arc::from(text)).map(|text| text.to_string());
    for question in
        ["exact?", "intro h\napply?", "first | rw? | simp", "hint", "have : p := by exact?"]
    {
        assert_eq!(read(question), None, "{question}");
    }
    assert_eq!(read("simp? [h]").as_deref(), Some("simp [h]"));
    assert_eq!(
        read("intro h\nsimp_all? <;> simpa? using h").as_deref(),
        Some("intro h\nsimp_all <;> simpa using h")
    );
    for plain in [
        "exact l.head? h",
        "refine ⟨?_, ?x⟩",
        "exact hint",
        "rw [List.getLast?_nil]",
        "-- exact?\nrfl",
    ] {
        assert_eq!(read(plain).as_deref(), Some(plain));
    }
}
