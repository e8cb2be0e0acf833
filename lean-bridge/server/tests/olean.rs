//! Reading modules that the real Lean compiled.

#![expect(clippy::unwrap_used, reason = "a test's helpers fail as the test does")]
#![expect(clippy::cast_possible_truncation, reason = "of random numbers")]

use std::{collections::HashMap, fs, path::PathBuf, process::Command, sync::Arc, time::Instant};

use polya_lean::{
    olean::{
        Constant, ConstantKind, Constants, Expr, Library, OleanError, Printer, ReducibilityHints,
        Safety, Terms,
    },
    premises::{self, Premise, Relation},
    testing,
};

/// A compiled module `User` with the text `text`, over Foundations.
struct Compiled {
    folder: tempfile::TempDir,
    path: Vec<PathBuf>,
}

impl Compiled {
    fn new(text: &str) -> Self {
        let lean = testing::toolchain();
        let folder = tempfile::tempdir().unwrap();
        let source = folder.path().join("User.lean");
        fs::write(&source, text).unwrap();
        let mut command: Command = lean.command();
        command.arg("--root").arg(folder.path()).arg("-o").arg(folder.path().join("User.olean"));
        let output = command.arg(&source).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
        let mut path = vec![folder.path().to_owned()];
        path.extend(lean.olean_path());
        Self { folder, path }
    }

    fn load(&self) -> (Terms, Constants) {
        let mut terms = Terms::default();
        let constants = Constants::load(&mut terms, &self.path, "User").unwrap();
        (terms, constants)
    }

    fn bytes(&self) -> Vec<u8> {
        fs::read(self.folder.path().join("User.olean")).unwrap()
    }
}

#[track_caller]
fn get<'a>(terms: &Terms, constants: &'a Constants, name: &str) -> &'a Constant {
    let id = terms.find_name(name).unwrap_or_else(|| panic!("no name {name}"));
    constants.get(id).unwrap_or_else(|| panic!("no constant {name}"))
}

const EVERY_KIND: &str = r#"
universe u
axiom A.{w} : Type w
unsafe axiom UA : Type
opaque hidden : Nat
unsafe def ud : Nat := 3
inductive N : Type | z | s (n : N)
structure Pair (α : Type u) where
  (fst : α) (snd : Nat)
def big : Nat := 123456789012345678901234567890
def edge : Nat := 9223372036854775808
def text : String := "héé"
def withLet : Nat := let x := 5; x
theorem id_of {p : Prop} (h : p) : p := h
def second (p : Pair Nat) := p.2
inductive Within {α : Type u} (r : α → α → Prop) : α → Prop
  | intro (x : α) (h : ∀ y, r y x → Within r y) : Within r x
abbrev three := 3
inductive Tree : Type | node : List Tree → Tree
"#;

#[test]
fn every_kind_of_constant_is_read_whole() {
    let compiled = Compiled::new(EVERY_KIND);
    let (terms, constants) = compiled.load();
    let get = |name| get(&terms, &constants, name);
    let names = |ids: &[_]| ids.iter().map(|&id| terms.name_text(id)).collect::<Vec<_>>();
    let print = |expr| Printer::new(&terms, &constants).print(expr);

    assert_eq!(get("A").kind, ConstantKind::Axiom { is_unsafe: false });
    assert_eq!(names(&get("A").level_params), ["w"]);
    assert_eq!(print(get("A").ty), "Type w");
    assert_eq!(get("UA").kind, ConstantKind::Axiom { is_unsafe: true });
    let ConstantKind::Definition { safety, hints, .. } = get("ud").kind else { panic!() };
    assert_eq!(safety, Safety::Unsafe);
    assert!(matches!(hints, ReducibilityHints::Regular(_)));
    let ConstantKind::Definition { hints, safety, .. } = get("three").kind else { panic!() };
    assert_eq!((hints, safety), (ReducibilityHints::Abbreviation, Safety::Safe));
    assert!(matches!(get("hidden").kind, ConstantKind::Opaque { is_unsafe: false, .. }));
    assert!(get("id_of").is_theorem());
    assert_eq!(print(get("id_of").value().unwrap()), "fun p h => h");

    let ConstantKind::Inductive { params, indices, all, constructors, nested, .. } =
        &get("Within").kind
    else {
        panic!()
    };
    assert_eq!((*params, *indices, *nested), (2, 1, 0));
    assert_eq!(names(all), ["Within"]);
    assert_eq!(names(constructors), ["Within.intro"]);
    let ConstantKind::Inductive { nested, is_recursive, is_reflexive, .. } = get("Tree").kind
    else {
        panic!()
    };
    assert_eq!((nested, is_recursive, is_reflexive), (1, true, false));
    let ConstantKind::Inductive { is_reflexive: true, is_recursive: true, .. } = get("Within").kind
    else {
        panic!()
    };
    let ConstantKind::Inductive { is_recursive: false, .. } = get("Pair").kind else { panic!() };

    let ConstantKind::Constructor { inductive, index, params, fields, .. } = get("N.s").kind else {
        panic!()
    };
    assert_eq!((terms.name_text(inductive).as_str(), index, params, fields), ("N", 1, 0, 1));
    let ConstantKind::Recursor { params, indices, motives, minors, rules, k, .. } =
        &get("N.rec").kind
    else {
        panic!()
    };
    assert_eq!((*params, *indices, *motives, *minors, *k), (0, 0, 1, 2, false));
    assert_eq!(rules.len(), 2);
    assert_eq!((terms.name_text(rules[1].constructor).as_str(), rules[1].fields), ("N.s", 1));
    assert_eq!(print(rules[1].value), "fun motive z s n => s n (N.rec z s n)");
    let ConstantKind::Recursor { k: true, .. } = get("Eq.rec").kind else { panic!() };
    assert!(matches!(get("Quot.lift").kind, ConstantKind::Quotient(_)));

    assert_eq!(print(get("big").value().unwrap()), "123456789012345678901234567890");
    assert_eq!(print(get("edge").value().unwrap()), "9223372036854775808");
    assert_eq!(print(get("text").value().unwrap()), "\"héé\"");
    // Lean itself notes that the body does not depend on the value.
    assert_eq!(print(get("withLet").value().unwrap()), "have x := 5; x");
    let Expr::Lambda { body, .. } = terms.expr(get("Pair.snd").value().unwrap()) else { panic!() };
    let Expr::Lambda { body, .. } = terms.expr(body) else { panic!() };
    let Expr::Projection { index: 1, structure, .. } = terms.expr(body) else { panic!() };
    assert_eq!(terms.name_text(structure), "Pair");
}

#[test]
fn statements_are_printed_as_one_would_write_them() {
    let compiled = Compiled::new(
        "theorem a1 (n m : Nat) : n + m = m + n := Nat.add_comm n m
theorem a2 {p q : Prop} (h : p ∧ q → ¬p ∨ q) : (p ∧ q → ¬p ∨ q) ↔ True := ⟨fun _ => trivial, fun _ => h⟩
theorem a3 (f : Nat → Nat) (h : ∀ n, ∃ m, f m = n * 2) : ∃ m : Nat, f m = 0 * 2 := h 0
theorem a4 (α : Type) (x : α) (l : List α) : x :: List.append l [] = x :: List.append l [] := rfl
theorem a5 (n n : Nat) (h : (fun n => n + 1) n ≤ 5) : (fun n => n + 1) n ≤ 5 := h
theorem a6 {α : Type} (x y : α) {β : Type} (z : β) (h : HEq x z) (i : ¬¬x = y) [Decidable (x = y)]
  (j : (if x = y then true else false) = true) : (if x = y then true else false) = true := j
theorem a7 (n : Nat) (h : [n, n + 1] ≠ []) : [n] ++ [n] = [n, n] := rfl
",
    );
    let (terms, constants) = compiled.load();
    for (name, statement) in [
        ("a1", "∀ (n m : Nat), n + m = m + n"),
        ("a2", "∀ {p q : Prop}, (p ∧ q → ¬p ∨ q) → ((p ∧ q → ¬p ∨ q) ↔ True)"),
        ("a3", "∀ (f : Nat → Nat), (∀ (n : Nat), ∃ m : Nat, f m = n * 2) → ∃ m : Nat, f m = 0 * 2"),
        ("a4", "∀ (α : Type) (x : α) (l : List α), x :: List.append l [] = x :: List.append l []"),
        ("a7", "∀ (n : Nat), [n, n + 1] ≠ [] → [n] ++ [n] = [n, n]"),
        (
            "a6",
            "∀ {α : Type} (x y : α) {β : Type} (z : β), x ≍ z → ¬¬x = y → ∀ [Decidable (x = y)], (if x = y then true else false) = true → (if x = y then true else false) = true",
        ),
        ("a5", "Nat → ∀ (n : Nat), (fun n_1 => n_1 + 1) n ≤ 5 → (fun n_1 => n_1 + 1) n ≤ 5"),
    ] {
        let ty = get(&terms, &constants, name).ty;
        let printer = Printer::new(&terms, &constants);
        assert_eq!(printer.print(ty), statement, "{name}");
        assert!(printer.up_to(10).print(ty).contains('…'));
    }
}

#[test]
fn axioms_are_found_wherever_they_hide() {
    let compiled = Compiled::new(
        "axiom bad : False
theorem helper : False := bad
theorem uses_helper : 1 = 2 := helper.elim
opaque witness : 1 = 2 := uses_helper
theorem through_opaque : 1 = 2 := witness
theorem clean (n : Nat) : n = n := rfl
theorem unfinished : 1 = 2 := sorry
theorem extensional (p q : Prop) (h : p ↔ q) : p = q := propext h
structure Carrier where
  proof : 1 = 2
def carried : Carrier := ⟨through_opaque⟩
theorem projected : 1 = 2 := carried.1
",
    );
    let (terms, constants) = compiled.load();
    for (name, axioms) in [
        ("uses_helper", &["bad"][..]),
        ("through_opaque", &["bad"]),
        ("projected", &["bad"]),
        ("clean", &[]),
        ("unfinished", &["sorryAx"]),
        ("extensional", &["propext"]),
    ] {
        let id = terms.find_name(name).unwrap();
        let closure = constants.closure(&terms, [id]);
        let found: Vec<_> = closure.axioms.iter().map(|&id| terms.name_text(id)).collect();
        assert_eq!(found, axioms, "{name}");
        assert!(closure.missing.is_empty());
    }
    let mentioned = constants.mentioned_by(&terms, terms.find_name("uses_helper").unwrap());
    assert!(mentioned.contains(&terms.find_name("helper").unwrap()));
    assert!(!mentioned.contains(&terms.find_name("bad").unwrap()), "only indirectly");
}

#[test]
fn equal_statements_of_two_modules_have_equal_ids() {
    let texts = [
        "theorem t (n : Nat) : n + 0 = n := rfl",
        "-- other\ntheorem t (n : Nat) : n + 0 = n := by rfl",
    ];
    let [golden, candidate] = texts.map(Compiled::new);
    let other = Compiled::new("theorem t (m : Nat) : m + 1 = m + 1 := rfl");
    let mut terms = Terms::default();
    let mut load = |compiled: &Compiled| {
        let constants = Constants::load(&mut terms, &compiled.path, "User").unwrap();
        get(&terms, &constants, "t").ty
    };
    let ty = load(&golden);
    assert_eq!(load(&candidate), ty);
    assert_ne!(load(&other), ty);
}

#[test]
fn missing_and_foreign_files_are_errors() {
    let compiled = Compiled::new("theorem t : True := trivial");
    let mut terms = Terms::default();
    let mut load = |module: &str| Constants::load(&mut terms, &compiled.path, module).unwrap_err();
    assert!(matches!(load("Nowhere"), OleanError::NotFound { .. }));
    for name in ["«../User»", "User.«..».User", "", "User.1", "«/etc/passwd»"] {
        assert!(matches!(load(name), OleanError::BadModuleName { .. }), "{name}");
    }
    fs::write(compiled.folder.path().join("Text.olean"), "not compiled").unwrap();
    assert!(matches!(load("Text"), OleanError::NotOlean { .. }));
    let mut bytes = compiled.bytes();
    bytes[7..13].copy_from_slice(b"4.12.0");
    fs::write(compiled.folder.path().join("Other.olean"), bytes).unwrap();
    let error = load("Other");
    assert!(matches!(error, OleanError::OtherVersion { .. }), "{error}");
    assert!(error.to_string().contains("4.12.0"), "{error}");
}

#[test]
fn a_module_that_hides_its_proofs_is_read_with_them() {
    let compiled = Compiled::new(
        "module\nprelude\npublic theorem shown (p : Prop) (h : p) : p := h
theorem hidden (p : Prop) (h : p) : p := shown p h\n",
    );
    assert!(compiled.folder.path().join("User.olean.private").exists());
    let (terms, constants) = compiled.load();
    let shown = get(&terms, &constants, "shown");
    assert!(shown.is_theorem(), "{shown:?}");
    assert!(constants.iter().any(|constant| terms.name_text(constant.name).ends_with(".hidden")));
}

fn premise<'a>(premises: &'a [Premise], name: &str) -> &'a Premise {
    premises.iter().find(|premise| premise.name == name).unwrap_or_else(|| panic!("{name}"))
}

#[test]
fn premises_have_the_shape_of_their_statements() {
    let compiled = Compiled::new(
        "/-- Zero does nothing. -/
@[simp] theorem user_add_zero (n : Nat) : n + 0 = n := rfl
theorem user_and_left {p q : Prop} (h : p ∧ q) : p := h.1
theorem user_iff (p q : Prop) (n : Nat) (hp : p) (hq : q) : p ↔ q := ⟨fun _ => hq, fun _ => hp⟩
theorem user_forall (p : Nat → Prop) (h : ∀ n, p n) (k : Nat) : p k := h k
inductive UserEven : Nat → Prop | zero : UserEven 0 | step (n : Nat) : UserEven n → UserEven (n + 2)
def not_a_premise : Nat := 3
",
    );
    let premises = premises::premises_in(&compiled.path, &["User"]).unwrap();
    let get = |name| premise(&premises, name);

    let add_zero = get("user_add_zero");
    assert_eq!(add_zero.line(), "user_add_zero : ∀ (n : Nat), n + 0 = n");
    assert_eq!(add_zero.relation, Some(Relation::Equation));
    assert_eq!(add_zero.conclusion.as_deref(), Some("Eq"));
    assert_eq!(add_zero.left.as_deref(), Some("HAdd.hAdd"));
    assert_eq!(add_zero.right, None);
    assert_eq!((add_zero.explicit, add_zero.hypotheses), (1, 0));
    assert_eq!(add_zero.symbols, ["Eq", "HAdd.hAdd", "Nat", "OfNat.ofNat"]);
    assert!(add_zero.simp);
    assert_eq!(add_zero.doc.as_deref(), Some("Zero does nothing."));
    assert_eq!(add_zero.module, "User");

    let and_left = get("user_and_left");
    assert_eq!((and_left.explicit, and_left.hypotheses), (1, 1));
    assert_eq!((and_left.conclusion.as_deref(), and_left.relation), (None, None));
    assert!(!and_left.simp);
    let iff = get("user_iff");
    assert_eq!(iff.relation, Some(Relation::Equivalence));
    assert_eq!((iff.explicit, iff.hypotheses), (5, 2));
    assert_eq!(get("user_forall").hypotheses, 1);
    assert_eq!(get("UserEven.step").hypotheses, 1);
    assert_eq!(get("UserEven.step").conclusion.as_deref(), Some("UserEven"));
    assert!(premises.iter().all(|premise| premise.name != "not_a_premise"));
    assert_eq!(get("Nat.add_comm").statement, "∀ (n m : Nat), n + m = m + n");
    assert!(premises.iter().any(|premise| premise.name == "propext"));

    let page = premises::index(&premises);
    assert!(page.contains("\n## User\n\n- `UserEven.step : "), "{page}");
    assert!(page.contains("\n- `user_add_zero : ∀ (n : Nat), n + 0 = n` `@[simp]`\n"), "{page}");
}

#[test]
fn all_of_foundations_is_read() {
    let lean = testing::toolchain();
    let started = Instant::now();
    let mut terms = Terms::default();
    let constants = Constants::load(&mut terms, &lean.olean_path(), "Foundations").unwrap();
    let loaded = started.elapsed();
    let started = Instant::now();
    let premises = premises::all(&terms, &constants);
    println!(
        "{} modules, {} constants, {} expressions in {:.0} ms; {} premises ({} simp) in {:.0} ms",
        constants.modules().count(),
        constants.len(),
        terms.expr_count(),
        loaded.as_secs_f64() * 1e3,
        premises.len(),
        premises.iter().filter(|premise| premise.simp).count(),
        started.elapsed().as_secs_f64() * 1e3,
    );
    if std::env::var_os("POLYA_SHOW_PREMISES").is_some() {
        for premise in &premises {
            println!("{}", premise.line());
        }
    }
    let everything = constants.iter().map(|constant| constant.name);
    assert_eq!(constants.closure(&terms, everything).missing, []);
    // The shim sees the same.
    let mut shim = Terms::default();
    let through_shim = Constants::load(&mut shim, &lean.olean_path(), "Init").unwrap();
    assert_eq!(through_shim.len(), constants.len());
}

/// What is decoded on demand is what a reader of all modules finds, and no more than was asked for.
#[test]
fn constants_are_decoded_when_asked_for() {
    let compiled = Compiled::new(
        "prelude\nimport Foundations\n\ntheorem user_comm (a b : Nat) : a + b = b + a := Nat.add_comm a b\n",
    );
    let library = Arc::new(Library::open(&compiled.path, &["User".to_owned()]).unwrap());
    let mut terms = library.terms().clone();
    let all = Constants::load(&mut terms, &compiled.path, "User").unwrap();
    assert_eq!(library.names().count(), all.len());
    assert!(all.modules().all(|(name, _)| library.has_module(name)));
    let digests: HashMap<_, _> = library.digests(None).into_iter().collect();
    for (name, module) in all.modules() {
        assert_eq!(digests.get(&name), Some(&module.digest), "{}", terms.name_text(name));
    }

    let user = terms.find_name("user_comm").unwrap();
    let mut asked = Constants::on(Arc::clone(&library));
    assert_eq!(asked.get(user), None);
    asked.decode(&mut terms, [user]).unwrap();
    assert_eq!(asked.closure(&terms, [user]), all.closure(&terms, [user]));
    assert_eq!(asked.len(), all.closure(&terms, [user]).constants.len());
    assert!(asked.len() < 200, "{} constants of {}", asked.len(), all.len());
    let statement = asked.closure_without(&terms, [user], |constant| constant.name == user);
    assert!(!statement.constants.contains(&terms.find_name("Nat.add_comm").unwrap()));

    asked.decode(&mut terms, library.names()).unwrap();
    for constant in all.iter() {
        assert_eq!(asked.get(constant.name), Some(constant), "{}", terms.name_text(constant.name));
        assert_eq!(asked.module_of(constant.name), all.module_of(constant.name));
    }

    // Two modules that define a name differently cannot both be right.
    let other = Compiled::new(
        "prelude\nimport Foundations\n\ntheorem user_comm (a b : Nat) : b + a = a + b := Nat.add_comm b a\n",
    );
    let folder = tempfile::tempdir().unwrap();
    for (name, compiled) in [("One", &compiled), ("Other", &other)] {
        fs::write(folder.path().join(format!("{name}.olean")), compiled.bytes()).unwrap();
    }
    let path: Vec<_> =
        [folder.path().to_owned()].into_iter().chain(testing::toolchain().olean_path()).collect();
    let both = Library::open(&path, &["One".to_owned(), "Other".to_owned()]).unwrap();
    let mut terms = both.terms().clone();
    let user = terms.find_name("user_comm").unwrap();
    let refused = Constants::on(Arc::new(both)).decode(&mut terms, [user]);
    assert!(matches!(refused, Err(OleanError::Conflict { .. })), "{refused:?}");
}

/// A small generator of random numbers (xorshift64*), so that a failure can be repeated.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }
}

/// Changes a few places of a module's bytes, in ways that stay near to what is valid.
fn mutate(bytes: &mut Vec<u8>, random: &mut Random) {
    for _change in 0..=random.below(4) {
        let words = bytes.len() / 8;
        let place = 8 * random.below(words);
        let other = 8 * random.below(words);
        let base = u64::from_le_bytes(bytes[80..88].try_into().unwrap());
        let word = match random.below(8) {
            // An address, of an object or not.
            0..=2 => base.wrapping_add(other as u64),
            // Another word of the file.
            3 | 4 => u64::from_le_bytes(bytes[other..other + 8].try_into().unwrap()),
            // A number, small or not.
            5 => (random.below(10) as u64) << 1 | 1,
            6 => random.next(),
            _ => {
                let at = random.below(bytes.len());
                bytes[at] = random.next() as u8;
                continue;
            }
        };
        bytes[place..place + 8].copy_from_slice(&word.to_le_bytes());
    }
    if random.below(20) == 0 {
        bytes.truncate(random.below(bytes.len()));
    }
}

#[test]
fn no_bytes_make_the_reader_fail_in_any_other_way_than_by_an_error() {
    use polya_lean::olean::Module;

    let compiled = Compiled::new(EVERY_KIND);
    let file = compiled.folder.path().join("User.olean");
    let original = compiled.bytes();
    let (mut good, mut bad) = (0, 0);
    for seed in 1..=1000_u64 {
        let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let mut bytes = original.clone();
        mutate(&mut bytes, &mut random);
        let mut terms = Terms::default();
        println!("seed {seed}");
        match Module::parse(&mut terms, &file, vec![bytes]) {
            Err(error) => {
                bad += 1;
                assert!(error.to_string().contains("User.olean"), "{error}");
            }
            Ok(mut module) => {
                good += 1;
                // Without its imports, so that names are missing and types are not what they seem.
                module.imports.clear();
                let name = terms.name_of("User");
                let mut constants = Constants::default();
                if constants.add_module(&mut terms, &[], name, module).is_ok() {
                    premises::all(&terms, &constants);
                    let names = constants.iter().map(|constant| constant.name);
                    constants.closure(&terms, names);
                }
            }
        }
    }
    println!("{good} read, {bad} refused");
    assert!(good > 100 && bad > 100, "{good} read, {bad} refused");
}

/// A file of nothing but what is put into it, to say exactly one wrong thing.
struct Forged {
    bytes: Vec<u8>,
}

const BASE: u64 = 0x7f00_0000_0000;

impl Forged {
    fn new() -> Self {
        let mut bytes = vec![0; 96];
        bytes[..5].copy_from_slice(b"olean");
        bytes[5] = 2;
        bytes[6] = 1;
        bytes[7..13].copy_from_slice(b"4.35.0");
        bytes[80..88].copy_from_slice(&BASE.to_le_bytes());
        Self { bytes }
    }

    fn word(&mut self, word: u64) {
        self.bytes.extend(word.to_le_bytes());
    }

    fn here(&self) -> u64 {
        BASE + self.bytes.len() as u64
    }

    fn constructor(&mut self, tag: u8, fields: &[u64], scalars: &[u64]) -> u64 {
        let at = self.here();
        let size = 8 * (1 + fields.len() + scalars.len()) as u64;
        self.word(size << 32 | (fields.len() as u64) << 48 | u64::from(tag) << 56);
        for &word in fields.iter().chain(scalars) {
            self.word(word);
        }
        at
    }

    fn array(&mut self, elements: &[u64]) -> u64 {
        let at = self.here();
        self.word(1 << 32 | 246 << 56);
        self.word(elements.len() as u64);
        self.word(elements.len() as u64);
        for &word in elements {
            self.word(word);
        }
        at
    }

    fn string(&mut self, text: &str) -> u64 {
        let at = self.here();
        let size = text.len() as u64 + 1;
        self.word(1 << 32 | 249 << 56);
        for word in [size, size, text.chars().count() as u64] {
            self.word(word);
        }
        self.bytes.extend(text.as_bytes());
        self.bytes.push(0);
        self.bytes.resize(self.bytes.len().next_multiple_of(8), 0);
        at
    }

    fn name(&mut self, prefix: u64, text: &str) -> u64 {
        let text = self.string(text);
        self.constructor(1, &[prefix, text], &[0])
    }

    /// An axiom of this type, as the module's only constant.
    fn axiom(mut self, ty: u64) -> Result<(), String> {
        let name = self.name(1, "a");
        let head = self.constructor(0, &[name, 1, ty], &[]);
        let value = self.constructor(0, &[head], &[0]);
        let constant = self.constructor(0, &[value], &[]);
        let (names, constants) = (self.array(&[name]), self.array(&[constant]));
        self.finish(names, constants)
    }

    fn finish(mut self, names: u64, constants: u64) -> Result<(), String> {
        let empty = self.array(&[]);
        let root = self.constructor(0, &[empty, names, constants, empty, empty], &[0]);
        self.bytes[88..96].copy_from_slice(&root.to_le_bytes());
        let mut terms = Terms::default();
        let file = std::path::Path::new("Forged.olean");
        polya_lean::olean::Module::parse(&mut terms, file, vec![self.bytes])
            .map(drop)
            .map_err(|error| error.to_string())
    }
}

#[test]
fn each_forgery_is_refused_for_its_reason() {
    const PROP: fn(&mut Forged) -> u64 = |forged| forged.constructor(3, &[1], &[0]);
    type Forgery = fn(&mut Forged) -> u64;
    let cases: [(&str, Forgery); 12] = [
        ("", PROP),
        ("unbound variable", |f| f.constructor(0, &[1], &[0])),
        ("metavariable", |f| {
            let name = f.name(1, "m");
            f.constructor(2, &[name], &[0])
        }),
        ("free variable", |f| {
            let name = f.name(1, "x");
            f.constructor(1, &[name], &[0])
        }),
        ("outside the file", |f| f.constructor(5, &[8, 8], &[0])),
        ("does not lead backwards", |f| {
            let own = f.here();
            f.constructor(5, &[own, own], &[0])
        }),
        ("no multiple of 8", |f| {
            let prop = PROP(f);
            f.constructor(5, &[prop + 4, prop], &[0])
        }),
        ("wrong number of fields", |f| f.constructor(5, &[1], &[0])),
        ("level with a metavariable", |f| {
            let name = f.name(1, "u");
            let level = f.constructor(5, &[name], &[0]);
            f.constructor(3, &[level], &[0])
        }),
        ("too many components", |f| {
            let name = (0..1000).fold(1, |prefix, _| f.name(prefix, "n"));
            f.constructor(4, &[name, 1], &[0])
        }),
        ("too long a component", |f| {
            let name = f.name(1, &"n".repeat(1 << 17));
            f.constructor(4, &[name, 1], &[0])
        }),
        ("number where a name", |f| f.constructor(4, &[3, 1], &[0])),
    ];
    for (reason, forge) in cases {
        let mut forged = Forged::new();
        let ty = forge(&mut forged);
        match forged.axiom(ty) {
            Ok(()) => assert_eq!(reason, "", "accepted"),
            Err(error) => {
                assert!(!reason.is_empty() && error.contains(reason), "{reason}: {error}");
            }
        }
    }

    let mut forged = Forged::new();
    let (name, empty) = (forged.name(1, "a"), forged.array(&[]));
    let names = forged.array(&[name]);
    assert!(forged.finish(names, empty).unwrap_err().contains("does not fit"));
}

#[test]
fn a_small_file_cannot_make_much_work() {
    // An expression that is 2^100000 nodes large as a tree, and 100000 deep.
    let mut forged = Forged::new();
    let mut expr = forged.constructor(3, &[1], &[0]);
    for _ in 0..100_000 {
        expr = forged.constructor(5, &[expr, expr], &[0]);
    }
    let mut level = 1;
    for _ in 0..100_000 {
        level = forged.constructor(3, &[level, level], &[0]);
    }
    let sort = forged.constructor(3, &[level], &[0]);
    let both = forged.constructor(5, &[expr, sort], &[0]);
    let started = Instant::now();
    forged.axiom(both).unwrap();

    // A thousand constants that share one long list.
    let mut forged = Forged::new();
    let name = forged.name(1, "a");
    let ty = forged.constructor(3, &[1], &[0]);
    let list = (0..100_000).fold(1, |list, _| forged.constructor(1, &[name, list], &[]));
    let head = forged.constructor(0, &[name, list, ty], &[]);
    let value = forged.constructor(0, &[head], &[0]);
    let constant = forged.constructor(0, &[value], &[]);
    let (names, constants) = (forged.array(&[name; 1000]), forged.array(&[constant; 1000]));
    let error = forged.finish(names, constants).unwrap_err();
    assert!(error.contains("longer than the file"), "{error}");
    assert!(started.elapsed().as_secs() < 30, "{:?}", started.elapsed());
}
