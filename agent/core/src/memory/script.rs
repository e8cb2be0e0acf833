//! Proof scripts as the memory keeps them: `by` and tactics two columns in.

/// A script's tactics as one candidate, from column 0; `None` if the proof is a term.
pub(super) fn tactics(proof: &str) -> Option<String> {
    let rest = proof.trim_start().strip_prefix("by")?;
    if !rest.starts_with(char::is_whitespace) {
        return None;
    }
    let lines: Vec<&str> = rest.lines().filter(|line| !line.trim().is_empty()).collect();
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    // What follows `by` on its own line begins where it begins.
    let inline = rest.lines().next().is_some_and(|first| !first.trim().is_empty());
    let (first, others) = lines.split_first()?;
    let column = if inline {
        others.iter().map(|line| indent(line)).min().unwrap_or(0)
    } else {
        lines.iter().map(|line| indent(line)).min().unwrap_or(0)
    };
    let mut out = Vec::with_capacity(lines.len());
    out.push(if inline { first.trim() } else { &first[column..] }.trim_end());
    out.extend(others.iter().map(|line| line[column.min(indent(line))..].trim_end()));
    Some(out.join("\n"))
}

/// The first tactic of a script, and whether more follow.
pub(super) fn first_step(tactics: &str) -> (&str, bool) {
    let mut end = 0;
    for (number, line) in tactics.split_inclusive('\n').enumerate() {
        // An indented line and the arms of `cases` and `induction` belong to the tactic above.
        if number > 0 && !line.starts_with([' ', '|']) {
            return (tactics[..end].trim_end(), true);
        }
        end += line.len();
    }
    (tactics.trim_end(), false)
}

/// A stored script as one candidate.
pub(super) fn whole_script(proof: &str) -> Option<String> {
    tactics(proof).filter(|tactics| !tactics.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_read_in_all_layouts() {
        assert_eq!(tactics("by\n  intro h\n  exact h").as_deref(), Some("intro h\nexact h"));
        assert_eq!(tactics("by simp").as_deref(), Some("simp"));
        assert_eq!(tactics("by simp\n   omega").as_deref(), Some("simp\nomega"));
        assert_eq!(tactics("bystander"), None);
        assert_eq!(tactics("fun h => h"), None);
    }

    #[test]
    fn the_first_step_keeps_its_arms() {
        let script = "induction n with\n| zero => simp\n| succ n ih =>\n  simp\n· omega";
        assert_eq!(first_step(script), (&script[..script.len() - "\n· omega".len()], true));
        assert_eq!(first_step("simp"), ("simp", false));
        assert_eq!(first_step("intro h\nexact h"), ("intro h", true));
    }
}
