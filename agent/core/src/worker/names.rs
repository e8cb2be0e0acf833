//! Fresh names.

use polya_lean::goal::Goal;

/// Names in use in a goal, and new ones beside them.
pub(super) struct Fresh {
    used: Vec<String>,
}

impl Fresh {
    /// With the names of the goal's context.
    pub(super) fn in_goal(goal: &Goal) -> Self {
        Self { used: goal.hypotheses.iter().map(|h| h.name.clone()).collect() }
    }

    /// A name like `wish` that is not in use, and is from now on.
    pub(super) fn name(&mut self, wish: &str) -> String {
        let base = wish.trim_end_matches(|c: char| c == '✝' || c.is_ascii_digit());
        let base = if base.is_empty() || base.starts_with('_') { "h" } else { base };
        let wish = wish.trim_end_matches('✝');
        let mut name = if wish.starts_with('_') { base.to_owned() } else { wish.to_owned() };
        let mut n = 1;
        while self.used.contains(&name) {
            name = format!("{base}{n}");
            n += 1;
        }
        self.used.push(name.clone());
        name
    }
}
