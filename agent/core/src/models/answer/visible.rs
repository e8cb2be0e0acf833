//! What of a sample is meant to be read: no thoughts, no tokens of a chat template, nothing that the
//! model went on to say in somebody else's name.

/// Marks around thoughts, in small letters.
const THOUGHTS: [(&str, &str); 10] = [
    ("<think>", "</think>"),
    ("<thinking>", "</thinking>"),
    ("<thought>", "</thought>"),
    ("<thoughts>", "</thoughts>"),
    ("<reasoning>", "</reasoning>"),
    ("<scratchpad>", "</scratchpad>"),
    ("<seed:think>", "</seed:think>"),
    ("[think]", "[/think]"),
    ("◁think▷", "◁/think▷"),
    ("<|begin_of_thought|>", "<|end_of_thought|>"),
];

/// Where an answer ends, whatever follows.
const ENDS: [&str; 10] = [
    "<|im_end|>",
    "<|eot_id|>",
    "<|end_of_text|>",
    "<|endoftext|>",
    "<|return|>",
    "<|end|>",
    "<｜end▁of▁sentence｜>",
    "<end_of_turn>",
    "</s>",
    "<eos>",
];

/// What begins the answer proper, where thoughts have a channel of their own.
const FINAL: &str = "<|channel|>final<|message|>";
const CHANNEL: &str = "<|channel|>";
const MESSAGE: &str = "<|message|>";

/// Tokens that mean nothing here, beside those of the form `<|name|>`.
const TOKENS: [&str; 6] = ["<s>", "<bos>", "[/INST]", "[INST]", "<start_of_turn>model", "<pad>"];

/// What is left of a sample.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Visible {
    /// The answer, or the unfinished thought where there is no answer.
    pub(super) text: String,
    /// There is nothing but a thought.
    pub(super) only_thought: bool,
}

/// Leaves out what is not meant to be read.
pub(super) fn visible(sample: &str) -> Visible {
    let mut text = sample.replace("\r\n", "\n").replace('\r', "\n");
    let mut unfinished = None;
    if let Some(at) = text.rfind(FINAL) {
        text.drain(..at + FINAL.len());
    } else if let Some(at) = text.find(CHANNEL) {
        // Another channel is for thoughts.
        let message = text[at..].find(MESSAGE).map_or(text.len(), |m| at + m + MESSAGE.len());
        unfinished = Some(text.split_off(message));
        text.truncate(at);
    }
    for (open, close) in THOUGHTS {
        if let Some(thought) = without_thoughts(&mut text, open, close) {
            unfinished = Some(thought);
        }
    }
    let end = |text: &str| {
        let ends = ENDS.iter().filter_map(|end| text.find(end));
        ends.filter(|at| !text[..*at].trim().is_empty()).min()
    };
    if let Some(at) = end(&text) {
        text.truncate(at);
    }
    let mut text = without_tokens(&text);
    // A space before the first word is the tokenizer's, and no indentation.
    if text.starts_with(' ') && !text.starts_with("  ") {
        text.remove(0);
    }
    match unfinished {
        Some(thought) if text.trim().is_empty() => {
            Visible { text: without_tokens(&thought), only_thought: true }
        }
        _ => Visible { text, only_thought: false },
    }
}

/// Takes thoughts out of the text. Answers with the one that is not finished, if there is one.
fn without_thoughts(text: &mut String, open: &str, close: &str) -> Option<String> {
    loop {
        // Small letters of ASCII have the length of the capitals.
        let small = text.to_ascii_lowercase();
        match (small.find(open), small.find(close)) {
            // The prompt ended in the opening mark.
            (begins, Some(ends)) if begins.is_none_or(|begins| ends < begins) => {
                text.drain(..ends + close.len());
            }
            (Some(begins), Some(ends)) => {
                text.replace_range(begins..ends + close.len(), "\n");
            }
            (Some(begins), None) => {
                let thought = text[begins + open.len()..].to_owned();
                text.truncate(begins);
                return Some(thought);
            }
            (None, _) => return None,
        }
    }
}

/// Leaves out the tokens of chat templates. `a <|> b` and `f <| x` stay.
fn without_tokens(text: &str) -> String {
    let mut text = text.to_owned();
    for token in TOKENS {
        text = text.replace(token, "");
    }
    for (open, close) in [("<|", "|>"), ("<｜", "｜>")] {
        let mut from = 0;
        while let Some(at) = text[from..].find(open).map(|at| from + at) {
            let inside = at + open.len();
            let end = text[inside..].find(close).map(|end| inside + end);
            let is_name = |name: &str| {
                let letter = |c: char| c.is_ascii_alphanumeric() || "_-:▁".contains(c);
                (2..40).contains(&name.len()) && name.chars().all(letter)
            };
            match end {
                Some(end) if is_name(&text[inside..end]) => {
                    text.replace_range(at..end + close.len(), "");
                    from = at;
                }
                _ => from = inside,
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(sample: &str, text: &str) {
        let seen = visible(sample);
        assert_eq!((seen.text.trim(), seen.only_thought), (text, false), "{sample:?}");
    }

    #[test]
    fn thoughts_are_left_out_however_they_are_marked() {
        check("<think>simp or rfl?</think>\nexact h", "exact h");
        check("<THINK>a</THINK>b<think>c</think>d", "b\nd");
        check("so it is simp</think>exact h", "exact h");
        check("◁think▷hm◁/think▷rfl", "rfl");
        check("[THINK]hm[/THINK]rfl", "rfl");
        check(
            "<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>final<|message|>rfl<|return|>",
            "rfl",
        );
        let unfinished = visible("<think>first ```lean\nrfl\n```");
        assert!(unfinished.only_thought && unfinished.text.contains("rfl"));
        assert!(visible("<|channel|>analysis<|message|>it is").only_thought);
    }

    #[test]
    fn tokens_of_templates_are_no_lean_and_lean_is_no_token() {
        check("<s>rfl</s>", "rfl");
        check("rfl<|im_end|>\n<|im_start|>user\nThank you", "rfl");
        check("<｜Assistant｜>rfl<｜end▁of▁sentence｜>", "rfl");
        check("rfl<end_of_turn>model", "rfl");
        check("first | rfl <|> simp", "first | rfl <|> simp");
        check("exact f <| g x |> h", "exact f <| g x |> h");
        check("a\r\nb\rc", "a\nb\nc");
    }
}
