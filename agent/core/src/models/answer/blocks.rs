//! Where in an answer the Lean code is: in fences, tags, fields of JSON, or among sentences.

/// A piece of an answer that may be Lean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) text: String,
    /// What surrounds it was closed, so that it is not cut off.
    pub(super) closed: bool,
    /// The model marked it as code, so that nothing in it is talk.
    pub(super) marked: bool,
}

/// Words after a fence that mean Lean, or that say nothing.
const LEAN: [&str; 9] =
    ["", "lean", "lean4", "lean3", "tactic", "tactics", "lean-tactic", "proof", "code"];

/// Words after a fence that mean something else, or nothing certain.
const OTHER: [&str; 18] = [
    "text",
    "txt",
    "plaintext",
    "plain",
    "markdown",
    "md",
    "json",
    "python",
    "py",
    "bash",
    "sh",
    "console",
    "output",
    "latex",
    "tex",
    "math",
    "coq",
    "isabelle",
];

/// Tags around answers.
const TAGS: [&str; 10] = [
    "answer",
    "final_answer",
    "proof",
    "lean",
    "lean4",
    "code",
    "tactic",
    "tactics",
    "output",
    "solution",
];

/// Marks after which the tactic stands.
const MARKS: [&str; 3] = ["[PROOFSTEP]", "[TAC]", ":::"];
/// Marks at which it ends.
const MARKS_END: [&str; 4] = ["[/TAC]", "[GOAL]", "[END]", "[STATE]"];

/// The pieces of an answer that may be Lean, in order.
pub(super) fn blocks(answer: &str) -> Vec<Block> {
    let inside = json(answer);
    if !inside.is_empty() {
        return inside;
    }
    let fences = fences(answer);
    if !fences.is_empty() {
        let (lean, other): (Vec<_>, Vec<_>) =
            fences.into_iter().partition(|(language, _)| LEAN.contains(&language.as_str()));
        if !lean.is_empty() {
            return lean.into_iter().map(|(_, block)| block).collect();
        }
        let of_json = other.iter().filter(|(language, _)| language == "json");
        let inside: Vec<Block> = of_json.flat_map(|(_, block)| json(&block.text)).collect();
        if !inside.is_empty() {
            return inside;
        }
        // Some models take the word for the look alone.
        let plain = ["text", "txt", "plaintext", "plain", "markdown", "md", "output"];
        let plain = other.into_iter().filter(|(language, _)| plain.contains(&language.as_str()));
        return plain.map(|(_, block)| block).collect();
    }
    if let Some(block) = tagged(answer).or_else(|| after_mark(answer)) {
        return vec![block];
    }
    vec![Block { text: answer.to_owned(), closed: true, marked: false }]
}

/// A fence that is open.
struct Fence {
    sign: char,
    length: usize,
    language: String,
    inside: String,
}

impl Fence {
    fn close(self, closed: bool) -> (String, Block) {
        (self.language, Block { text: self.inside, closed, marked: true })
    }
}

/// The fenced blocks with the first word after the fence.
fn fences(text: &str) -> Vec<(String, Block)> {
    let mut found = Vec::new();
    let mut open: Option<Fence> = None;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        let sign = bare.chars().next().filter(|c| "`~".contains(*c));
        let length = sign.map_or(0, |sign| bare.chars().take_while(|c| *c == sign).count());
        let Some(mut fence) = open.take() else {
            let (fence, whole) = opened(line, bare, length);
            if whole {
                found.extend(fence.map(|fence| fence.close(true)));
            } else {
                open = fence;
            }
            continue;
        };
        if sign == Some(fence.sign) && length >= fence.length && bare.len() == length {
            found.push(fence.close(true));
        } else if let Some(last) = line.trim_end().strip_suffix("```").filter(|_| fence.sign == '`')
        {
            fence.inside.push_str(last);
            found.push(fence.close(true));
        } else {
            fence.inside.push_str(line);
            open = Some(fence);
        }
    }
    found.extend(open.map(|fence| fence.close(false)));
    found.retain(|(_, block)| !block.text.trim().is_empty());
    found
}

/// The fence that a line opens, and whether it closes it, too. `length` is that of the fence at the
/// line's beginning.
fn opened(line: &str, bare: &str, length: usize) -> (Option<Fence>, bool) {
    let at = if length >= 3 { line.find(&bare[..3]) } else { line.find("```") };
    let Some(at) = at else { return (None, false) };
    let sign = if line[at..].starts_with('~') { '~' } else { '`' };
    let rest = line[at..].trim_start_matches(sign);
    let length = line[at..].len() - rest.len();
    let end = rest.find("```");
    let (language, inside) = language_of(&rest[..end.unwrap_or(rest.len())]);
    (Some(Fence { sign, length, language, inside }), end.is_some())
}

/// The word after a fence, and what follows it on the line, which is code.
fn language_of(line: &str) -> (String, String) {
    let line = line.trim();
    let (first, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let language = first.trim_matches(['{', '}', '.', ':']).to_ascii_lowercase();
    let code = |code: &str| if code.is_empty() { String::new() } else { format!("{code}\n") };
    if LEAN.contains(&language.as_str()) || OTHER.contains(&language.as_str()) {
        // What follows may be attributes of the fence, such as `title="x"`.
        let rest = if rest.contains("=\"") { "" } else { rest };
        (language, code(rest))
    } else {
        (String::new(), code(line))
    }
}

/// Code in the fields of an object of JSON.
fn json(text: &str) -> Vec<Block> {
    const KEYS: [&str; 12] = [
        "proof",
        "tactic",
        "tactics",
        "lean",
        "lean4",
        "lean_code",
        "code",
        "answer",
        "next_tactic",
        "solution",
        "completion",
        "output",
    ];
    let text = text.trim();
    if !text.starts_with('{') {
        return Vec::new();
    }
    let Ok(serde_json::Value::Object(fields)) = serde_json::from_str(text) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for key in KEYS {
        match fields.get(key) {
            Some(serde_json::Value::String(code)) => {
                let inside = if code.contains("```") { blocks(code) } else { Vec::new() };
                let alone = Block { text: code.clone(), closed: true, marked: true };
                found.extend(if inside.is_empty() { vec![alone] } else { inside });
            }
            Some(serde_json::Value::Array(lines)) => {
                let lines: Option<Vec<&str>> =
                    lines.iter().map(serde_json::Value::as_str).collect();
                if let Some(lines) = lines {
                    let text = lines.join("\n");
                    found.push(Block { text, closed: true, marked: true });
                }
            }
            _ => {}
        }
    }
    found
}

/// The inside of the last pair of tags that answers are put in.
fn tagged(text: &str) -> Option<Block> {
    let small = text.to_ascii_lowercase();
    let tag = |tag: &&str| small.rfind(&format!("<{tag}>")).map(|at| at + tag.len() + 2);
    let (begin, tag) = TAGS.iter().filter_map(|name| Some((tag(name)?, name))).max()?;
    let end = small[begin..].find(&format!("</{tag}>")).map(|end| begin + end);
    let inside = &text[begin..end.unwrap_or(text.len())];
    let closed = end.is_some();
    (!inside.trim().is_empty()).then(|| Block { text: inside.to_owned(), closed, marked: true })
}

/// What stands after the last of the marks that step models write before their tactic.
fn after_mark(text: &str) -> Option<Block> {
    let begin = MARKS.iter().filter_map(|mark| Some(text.rfind(mark)? + mark.len())).max()?;
    let rest = &text[begin..];
    let end = MARKS_END.iter().filter_map(|mark| rest.find(mark)).min().unwrap_or(rest.len());
    let inside = &rest[..end];
    (!inside.trim().is_empty()).then(|| Block {
        text: inside.to_owned(),
        closed: true,
        marked: true,
    })
}
