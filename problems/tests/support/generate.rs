//! Well-formed Lean files with holes, at random, and proofs for their holes.

use std::fmt::Write as _;

use proptest::prelude::*;

/// Something in a generated file.
#[derive(Clone, Debug)]
pub(crate) enum Item {
    /// Text that is no problem: a comment, or commands, each with the number that makes its names its own.
    Other(&'static str),
    /// A theorem without a proof.
    Hole(Hole),
    /// A namespace or section with things in it.
    Scope { opens: &'static str, same_line: bool, items: Vec<Item> },
}

/// A theorem without a proof.
#[derive(Clone, Debug)]
pub(crate) struct Hole {
    pub(crate) indent: usize,
    pub(crate) before: Vec<&'static str>,
    pub(crate) binder: &'static str,
    pub(crate) assign: &'static str,
    pub(crate) proof: &'static str,
    pub(crate) behind: &'static str,
}

/// A generated file.
#[derive(Clone, Debug)]
pub(crate) struct File {
    pub(crate) text: String,
    /// For each hole: the name as it is written, and the text of the hole.
    pub(crate) holes: Vec<(String, String)>,
}

/// Proofs of every hole, as if its theorem began in column 0.
pub(crate) const PROOFS: &[&str] = &[
    "⟨h.2, h.1⟩",
    "by exact ⟨h.2, h.1⟩",
    "by\n  constructor\n  · exact h.2\n  · exact h.1",
    "by constructor\n   · exact h.2\n   · exact h.1",
    "by -- by cases\n  -- two of them\n  have := h.1\n\n  exact ⟨h.2, this⟩ -- done",
    "And.intro\n  h.2\n  h.1",
    "by\n  exact (fun (_ : String) => And.intro h.2 h.1) \"a\nb -- c\"",
    "by\n  /- a /- b -/\n- c -/\n  exact ⟨h.2,\n    h.1⟩",
];

const OTHERS: &[&str] = &[
    "-- a remark",
    "/- a /- nested -/ remark: theorem no : False := sorry -/",
    "/-! # theorem no : False := by sorry -/",
    "theorem p# : # = # := rfl",
    "theorem e# : ∀ n : Nat, n = n\n  | 0 => rfl\n  | _ + 1 => rfl",
    "@[simp] theorem s# (n : Nat) : n + 0 = n := by\n  rfl",
    "def d# : String := \"theorem no : False := sorry -- \\\" /-\"",
    "def c# : Char := '\\''",
    "example : '\"' = '\"' := rfl",
    "open Nat",
    "set_option maxRecDepth 700",
    // Fields and local definitions stand further right than any command: in their column or beyond it,
    // the attributes of the next command would be those of one more field.
    "structure S# where\n     /-- How many. -/\n     count : Nat\n     /-- Whether. -/\n     done : Bool := true",
    "/-- Of an `end` that is none. -/\ninductive I# where\n  /-- The one. -/\n  | one\n  | two (n : Nat)",
    "theorem w# : True ∧ True := ⟨aux, trivial⟩\nwhere\n     aux : True := trivial",
    "mutual\ntheorem m# : True := trivial\nend",
    "theorem a# : True := trivial theorem b# : True := trivial",
    "noncomputable section\nend",
];

const BEFORE: &[&str] = &[
    "/-- What it says: `theorem no := sorry`. -/\n",
    "/-- Short. -/ ",
    "@[simp] ",
    "@[simp /- := [by] \"sorry\" -/]\n",
    "open Nat in\n",
    "open Nat in ",
    "set_option maxRecDepth 600 in -- why\n",
    "/- c -/ ",
    "-- c\n",
];

const BINDERS: &[&str] = &[
    "",
    "(_s : \"-- sorry /-\" = \"x := sorry\")",
    "(_c : '\\'' = '\"')",
    "(_l : let y := 1; y = 1)",
    "(_m : match 1 with | 0 => True | _ => False)",
    "(_n : Nat := 3)",
    "-- := by sorry\n      (_f : (fun x : Nat => x) 1 = 1)",
    "{_α : Type} (_i : ∀ a : _α, a = a)",
];

fn hole() -> impl Strategy<Value = Hole> {
    let assign = prop::sample::select(vec![
        " := ",
        " :=\n      ",
        " := -- c\n      ",
        "\n      := ",
        " -- c\n      := ",
        " /- := sorry -/ := /- d -/ ",
    ]);
    let hole = prop::sample::select(vec![
        "sorry",
        "by sorry",
        "by\n       sorry",
        "by -- c\n       sorry",
    ]);
    let behind = prop::sample::select(vec!["\n", "\n\n", " -- c\n", " /- c -/\n", " "]);
    (
        prop::sample::select(vec![0_usize, 0, 0, 1, 2, 4]),
        prop::sample::subsequence(BEFORE.to_vec(), 0..3),
        prop::sample::select(BINDERS.to_vec()),
        assign,
        hole,
        behind,
    )
        .prop_map(|(indent, mut before, binder, assign, hole, behind)| {
            // A docstring and attributes come last.
            before.sort_by_key(|part| {
                let place = ["open", "set", "-", "/- ", "/--", "@"]
                    .iter()
                    .position(|p| part.starts_with(p));
                match place {
                    Some(4) => 1,
                    Some(5) => 2,
                    _ => 0,
                }
            });
            // `open … in` is a tactic, too: further right it could go on with the proof above it.
            if indent > 0 {
                before.retain(|part| !part.starts_with("open") && !part.starts_with("set"));
            }
            before.dedup_by_key(|part| part.chars().take(3).collect::<String>());
            Hole { indent, before, binder, assign, proof: hole, behind }
        })
}

fn item() -> impl Strategy<Value = Item> {
    let leaf = prop_oneof![
        2 => prop::sample::select(OTHERS.to_vec()).prop_map(Item::Other),
        3 => hole().prop_map(Item::Hole),
    ];
    leaf.prop_recursive(2, 12, 4, |inner| {
        let opens =
            prop::sample::select(vec!["section", "namespace N.M", "namespace «a b»", "section A"]);
        (opens, any::<bool>(), prop::collection::vec(inner, 0..4))
            .prop_map(|(opens, same_line, items)| Item::Scope { opens, same_line, items })
    })
}

/// A file with its holes.
pub(crate) fn file() -> impl Strategy<Value = File> {
    (prop::collection::vec(item(), 1..6), any::<bool>()).prop_map(|(items, returns)| {
        let mut file = File { text: String::new(), holes: Vec::new() };
        let mut number = 0;
        write(&items, &mut file, &mut number);
        if returns {
            file.text = file.text.replace('\n', "\r\n");
        }
        file
    })
}

fn write(items: &[Item], file: &mut File, number: &mut usize) {
    for item in items {
        *number += 1;
        match item {
            Item::Other(text) => {
                new_line(file);
                file.text.push_str(&text.replace('#', &number.to_string()));
                file.text.push('\n');
            }
            Item::Scope { opens, same_line, items } => {
                new_line(file);
                file.text.push_str(opens);
                file.text.push(if *same_line { ' ' } else { '\n' });
                write(items, file, number);
                new_line(file);
                let name =
                    opens.split_once(' ').map_or(String::new(), |(_, name)| format!(" {name}"));
                let _ = writeln!(file.text, "end{name}");
            }
            Item::Hole(hole) => {
                if file.text.is_empty() || file.text.ends_with('\n') {
                    file.text.push_str(&" ".repeat(hole.indent));
                }
                // What is cut at random must stand to the right of the command, which begins with what is
                // before the theorem, comments left out.
                let here = |text: &str| text.len() - text.rfind('\n').map_or(0, |end| end + 1);
                let mut column = None;
                for before in &hole.before {
                    if !before.starts_with("--") && !before.starts_with("/- ") {
                        column.get_or_insert(here(&file.text));
                    }
                    file.text.push_str(before);
                    if before.ends_with('\n') {
                        file.text.push_str(&" ".repeat(hole.indent));
                    }
                }
                let column = column.unwrap_or(here(&file.text));
                let name = format!("t{number}");
                let pad = |text: &str| text.replace('\n', &format!("\n{}", " ".repeat(column)));
                let _ = write!(
                    file.text,
                    "theorem {name} (p q : Prop) (h : p ∧ q) {} : q ∧ p{}{}{}",
                    pad(hole.binder),
                    pad(hole.assign),
                    pad(hole.proof),
                    hole.behind
                );
                file.holes.push((name, pad(hole.proof)));
            }
        }
    }
}

fn new_line(file: &mut File) {
    if !file.text.is_empty() && !file.text.ends_with('\n') {
        file.text.push('\n');
    }
}
