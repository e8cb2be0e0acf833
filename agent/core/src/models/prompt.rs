//! What a model is shown: templates, and what they are filled with.

use minijinja::{Environment as Templates, context};
use polya_problems::Problem;

use crate::{graph::GoalState, tree::goal_text, voice::Failure, worker::Definitions};

/// The templates of the prompts.
#[derive(Clone, Debug)]
pub struct Prompts {
    /// For the next tactic, to a chat model.
    pub step: String,
    /// For the next tactic, to a model that goes on with a text.
    pub step_completion: String,
    /// For the next tactic, to a small model that was trained on this very form: the state, the
    /// file's own functions in it, nothing else.
    pub step_compact: String,
    /// For a whole proof.
    pub proof: String,
    /// For a sketch of a proof, with holes.
    pub sketch: String,
}

impl Default for Prompts {
    fn default() -> Self {
        Self {
            step: include_str!("../../prompts/step.txt").to_owned(),
            step_completion: include_str!("../../prompts/step.completion.txt").to_owned(),
            step_compact: include_str!("../../prompts/step.compact.txt").to_owned(),
            proof: include_str!("../../prompts/proof.txt").to_owned(),
            sketch: include_str!("../../prompts/sketch.txt").to_owned(),
        }
    }
}

/// One of the templates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    Step,
    StepCompletion,
    StepCompact,
    Proof,
    Sketch,
}

impl Page {
    fn name(self) -> &'static str {
        match self {
            Self::Step => "step",
            Self::StepCompletion => "step.completion",
            Self::StepCompact => "step.compact",
            Self::Proof => "proof",
            Self::Sketch => "sketch",
        }
    }
}

/// Why a sampler cannot be made.
#[derive(Debug, thiserror::Error)]
#[error("the prompt template `{name}` cannot be read: {source}")]
pub struct PromptError {
    name: &'static str,
    source: minijinja::Error,
}

/// The templates, read.
#[derive(Clone, Debug)]
pub(crate) struct Pages(Templates<'static>);

/// What a page is about.
pub(crate) struct Subject<'a> {
    pub(crate) problem: &'a Problem,
    pub(crate) state: &'a GoalState,
    pub(crate) failures: &'a [Failure],
    /// What earlier problems taught, each a few lines.
    pub(crate) memories: &'a [String],
    pub(crate) premises: Vec<String>,
    /// Most bytes of the file; the end is kept.
    pub(crate) file_bytes: usize,
}

impl Pages {
    pub(crate) fn new(prompts: Prompts) -> Result<Self, PromptError> {
        let mut templates = Templates::new();
        for (page, text) in [
            (Page::Step, prompts.step),
            (Page::StepCompletion, prompts.step_completion),
            (Page::StepCompact, prompts.step_compact),
            (Page::Proof, prompts.proof),
            (Page::Sketch, prompts.sketch),
        ] {
            let name = page.name();
            templates
                .add_template_owned(name, text)
                .map_err(|source| PromptError { name, source })?;
        }
        Ok(Self(templates))
    }

    pub(crate) fn render(&self, page: Page, subject: &Subject<'_>) -> Result<String, String> {
        let values = context! {
            file => tail(subject.problem.before(), subject.file_bytes),
            goal => goal_text(subject.state),
            state => compact(subject.state),
            functions => own_functions(subject.state, subject.problem),
            premises => subject.premises,
            failures => subject.failures,
            memories => subject.memories,
        };
        let name = page.name();
        self.0
            .get_template(name)
            .and_then(|template| template.render(values))
            .map_err(|error| format!("the prompt `{name}` cannot be filled in: {error}"))
    }
}

/// The prompt of the model that ships, as the training data has it.
#[derive(Clone, Debug)]
pub struct CompactPrompt(Pages);

impl CompactPrompt {
    /// Reads the template.
    pub fn new() -> Result<Self, PromptError> {
        Pages::new(Prompts::default()).map(Self)
    }

    /// The prompt for a state.
    pub fn of(&self, state: &GoalState, problem: &Problem) -> Result<String, String> {
        let subject = Subject {
            problem,
            state,
            failures: &[],
            memories: &[],
            premises: Vec::new(),
            file_bytes: 0,
        };
        self.0.render(Page::StepCompact, &subject)
    }
}

/// The state as Lean prints it, case names left out.
fn compact(state: &GoalState) -> String {
    let goal = |goal: &polya_lean::goal::Goal| {
        polya_lean::goal::Goal { case: None, ..goal.clone() }.display()
    };
    state.0.iter().map(goal).collect::<Vec<_>>().join("\n\n")
}

/// The file's own functions that the state mentions.
fn own_functions(state: &GoalState, problem: &Problem) -> Vec<String> {
    let definitions = Definitions::read(problem.before());
    let mut found: Vec<String> = Vec::new();
    for goal in &state.0 {
        let texts = goal.hypotheses.iter().map(|h| &h.ty).chain([&goal.target]);
        for text in texts {
            for function in definitions.used_in(text) {
                if !found.iter().any(|known| known == function) {
                    found.push(function.to_owned());
                }
            }
        }
    }
    found
}

/// The last whole lines of `text` within `bytes`.
pub(super) fn tail(text: &str, bytes: usize) -> &str {
    let text = text.trim_end();
    if text.len() <= bytes {
        return text;
    }
    let cut = text.ceil_char_boundary(text.len() - bytes);
    text[cut..].find('\n').map_or(&text[cut..], |line| &text[cut + line + 1..])
}
