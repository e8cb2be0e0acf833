//! Seeded chance for the generators: the same seed gives the same statements on every machine.

/// A source of choices.
#[derive(Clone, Debug)]
pub(super) struct Dice(u64);

impl Dice {
    /// Dice for one statement: a seed and the statement's number.
    pub(super) fn new(seed: u64, number: u64) -> Self {
        let mut dice = Self(seed ^ number.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        // Neighbouring numbers differ in few bits; a draw or two mixes them.
        dice.next();
        dice.next();
        dice
    }

    // SplitMix64 (Steele, Lea, Flood 2014).
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `bound`, which must not be 0.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        // The remainder is a little biased for large bounds; nothing here depends on that.
        usize::try_from(self.next() % bound.max(1) as u64).unwrap_or(0)
    }

    /// A number from `from` to `to`, both included.
    pub(super) fn between(&mut self, from: usize, to: usize) -> usize {
        from + self.below(to - from + 1)
    }

    /// True in `percent` of all cases.
    pub(super) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of `items`, which must not be empty.
    pub(super) fn pick<'a, T: ?Sized>(&mut self, items: &[&'a T]) -> &'a T {
        items[self.below(items.len())]
    }

    /// The items in another order.
    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }

    /// `count` different names of a usual set for things of the kind `kind`.
    pub(super) fn names(&mut self, kind: Kind, count: usize) -> Vec<String> {
        let sets: &[&[&str]] = match kind {
            Kind::Proposition => &[
                &["p", "q", "r", "s", "t"],
                &["a", "b", "c", "d", "e"],
                &["P", "Q", "R", "S", "T"],
                &["A", "B", "C", "D", "E"],
            ],
            Kind::Number => &[
                &["a", "b", "c", "d", "e"],
                &["m", "n", "k", "l", "j"],
                &["x", "y", "z", "w", "u"],
                &["i", "j", "k", "m", "n"],
                &["n", "m", "p", "q", "r"],
            ],
            Kind::List => &[
                &["xs", "ys", "zs", "ws"],
                &["l", "l₁", "l₂", "l₃"],
                &["as", "bs", "cs", "ds"],
                &["s", "t", "u", "v"],
            ],
            Kind::Type => &[&["α", "β", "γ"], &["A", "B", "C"], &["X", "Y", "Z"]],
            Kind::Element => &[
                &["a", "b", "c", "d"],
                &["x", "y", "z", "w"],
                &["u", "v", "w", "x"],
                &["x", "x'", "x''", "y"],
            ],
            Kind::Function => {
                &[&["f", "g", "h", "k"], &["φ", "ψ", "χ", "θ"], &["F", "G", "H", "K"]]
            }
            Kind::Predicate => {
                &[&["p", "q", "r", "s"], &["P", "Q", "R", "S"], &["U", "V", "W", "T"]]
            }
            Kind::Hypothesis => &[
                &["h₁", "h₂", "h₃", "h₄", "h₅", "h₆"],
                &["h", "h'", "h''", "e", "e'", "e''"],
                &["ha", "hb", "hc", "hd", "he", "hf"],
                &["h1", "h2", "h3", "h4", "h5", "h6"],
                &["hx", "hy", "hz", "hw", "hu", "hv"],
            ],
        };
        let mut names: Vec<String> =
            self.pick(sets).iter().map(|name| (*name).to_owned()).collect();
        if self.chance(25) {
            self.shuffle(&mut names);
        }
        names.truncate(count);
        names
    }
}

/// What a name is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Proposition,
    Number,
    List,
    Type,
    Element,
    Function,
    Predicate,
    Hypothesis,
}
