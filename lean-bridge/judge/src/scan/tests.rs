//! The scan's answers, and its reading of tokens against Lean's own.

use std::process::Stdio;

use polya_lean::testing;
use proptest::{
    prelude::*,
    sample::select,
    strategy::ValueTree as _,
    test_runner::{Config, TestRunner},
};

use super::{
    lexer::{Kind, Lexer},
    *,
};

fn rejects(text: &str) -> bool {
    !scan(text).rejections.is_empty()
}

#[test]
fn ordinary_proofs_pass() {
    for text in [
        "by simp",
        "by\n  intro h\n  exact h.left -- import unsafe\n",
        "by\n  /- #eval /- nested -/ prelude -/\n  rfl",
        "by\n  show \"import\" = \"import\"\n  rfl",
        "by\n  set_option maxRecDepth 100 in rfl",
        "by\n  open Classical in exact em p",
        "fun init => init",
        "⟨h, init⟩",
        "by\n  rw [init, init]\n  simp [init]",
        "List.foldl_init",
        "by\n  exact 'x'",
        "foo' h'",
        "by\n  have imported := 1\n  have unsafe' := 2\n  rfl",
        "by\n  intro «import» «prefix» «unsafe»\n  exact «macro»",
        "(h x).prefix",
        "⟨h.import, (h.1).export⟩",
        "Config.initialize.export",
        "by\n  obtain ⟨debug, _⟩ := h\n  exact debug.left",
        "show r\"\\\" = r#\"a\"b\"# ∧ s!\"{1}\" = t; rfl",
    ] {
        assert!(!rejects(text), "{text}: {:?}", scan(text));
    }
}

#[test]
fn what_no_proof_needs_is_rejected() {
    for text in [
        "by trivial\n#eval 1",
        "by trivial\n#exit",
        "by trivial\nimport Foo",
        "by trivial\nset_option debug.skipKernelTC true",
        "by trivial\nset_option debug.«skipKernelTC» true",
        "by trivial\nset_option «debug».skipKernelTC true",
        "by trivial\nnotation \"True\" => False",
        "by trivial\nmacro_rules | `(x) => `(y)",
        "by trivial\n@[implemented_by foo] def bar := 1",
        "by trivial\n@[«extern» \"c\"] def bar := 1",
        "by trivial\nexport Foo (bar)",
        "by exact foo ..macro",
        "by trivial\n@[csimp] theorem t : a = b := rfl",
        "by exact (`debug.skipKernelTC)",
        "by exact Lean.Environment.«addDeclWithoutChecking»",
        "by exact r#\"unclosed\"",
        "by trivial\n@[simp, init foo] def bar := 1",
        "by trivial\n@[simp, deprecated foo [a], «init»] def bar := 1",
        "by trivial\nattribute /- -/ [local init] bar",
        "by trivial /- comment",
        "by trivial -- \u{202e}",
        "by triv\u{200b}ial",
        "by exact Lean.Environment.addDeclWithoutChecking",
        "by exact \"unclosed",
    ] {
        assert!(rejects(text), "{text}");
    }
}

#[test]
fn local_notation_is_allowed() {
    assert!(!rejects("local notation \"T\" => True"));
    assert!(rejects("scoped notation \"T\" => True"));
}

#[test]
fn suspicious_words_are_warned_of() {
    let scan = scan("by\n  sorry\n  exact «odd name»\n  еxact h");
    assert!(scan.rejections.is_empty());
    let lines: Vec<u32> = scan.warnings.iter().map(|remark| remark.line).collect();
    assert!(lines.contains(&2) && lines.contains(&3) && lines.contains(&4), "{scan:?}");
}

proptest! {
    #[test]
    fn any_text_is_scanned(text in "\\PC*") {
        let _ = scan(&text);
    }

    #[test]
    fn any_lean_like_text_is_scanned(text in "[-/\"'\\\\«»#.a-c \n]{0,40}") {
        let _ = scan(&text);
    }
}

/// Terms, each cut by `·` where one token ends and the next begins. Each has what a careless reader
/// takes for the beginning or the end of something else.
const TERMS: &[&str] = &[
    // Characters, every escape.
    "'a'",
    "'\"'",
    r"'\''",
    r"'\\'",
    "'\\\"'",
    r"'\n'",
    r"'\t'",
    r"'\r'",
    r"'\x41'",
    r"'\u03b1'",
    "'α'",
    "'/'",
    "'-'",
    "'«'",
    "'`'",
    "'{'",
    "' '",
    // Strings, with escapes and gaps.
    r#""""#,
    r#""'""#,
    r#""\"""#,
    r#""\\""#,
    r#""\'\n\t\r\x41\u03b1""#,
    "\"a\\\n   b\"",
    "\"\n#check Prop\n\"",
    r#""-- /- ""#,
    r#""-/""#,
    r#""«""#,
    r#""{""#,
    r#""}""#,
    // Raw strings.
    r#"r"""#,
    r#"r"\""#,
    r##"r#"a"b"#"##,
    r###"r##"a"#b\"##"###,
    "r#\"\n#check Prop\n\"#",
    // Interpolated strings, with strings, characters and braces inside of the terms.
    r#"s!·"""#,
    r#"s!·"a{·x·}b""#,
    r#"s!·"{·"x"·}""#,
    r#"s!·"{·'"'·}""#,
    r#"s!·"{·'\''·}{·'}'·}""#,
    r#"s!·"\{\"{·f· ·"\\"·}-- ""#,
    r#"s!·"{·s!·"{·x·}"·}""#,
    r#"s!·"{·{· ·a· ·:·=· ·1· ·}·}""#,
    "s!·\"\n#check Prop\n{·x·}\n#check Prop\n\"",
    // Names.
    "`x",
    "`·`x",
    "`x.y'",
    "`«a \" b»",
    "`«'»",
    "`import",
    "«a b»",
    "«'»",
    "«\"»",
    "«--»",
    "«/-»",
    "a.«'».b",
    "«\n#check Prop\n»",
    "h'",
    "a'b",
    "a''",
    "x.y'",
    "g!",
    "f?",
    "x₁",
    "αβ'",
    "_x",
    "r",
    "r'",
    // Numerals.
    "0",
    "12",
    "0xfF",
    "0b101",
    "0o17",
    "1.5",
    "1e10",
    "1.5e-3",
    "12·'a'",
    "x.y·.·1·.·z",
];

/// What may stand between terms.
const BLANKS: &[&str] = &[
    " ",
    "\n ",
    " -- ' \" «\n ",
    " /- ' \" « -/ ",
    "/- /- ' -/ \" -/",
    "/-/- -/-/",
    " --\n ",
    "/--· -/ ",
    " /-\n#check Prop\n-/ ",
];

/// What may stand before a command.
const DOCUMENTATION: &[&str] = &[
    "",
    "/-- ' \" « -/ ",
    "/-- /- ' -/ \" -/\n",
    "/--/ -/ ",
    "/---/ ",
    "/-! ' \" -/\n",
    "/--\n#check Prop\n-/\n",
];

/// Random terms with random blanks before them.
fn terms() -> impl Strategy<Value = Vec<(&'static str, &'static str)>> {
    prop::collection::vec((select(BLANKS), select(TERMS)), 1..8)
}

proptest! {
    #![proptest_config(Config::with_cases(10_000))]

    #[test]
    fn tokens_lie_where_they_were_put(terms in terms(), documentation in select(DOCUMENTATION)) {
        let mut text = documentation.to_owned();
        let mut expected = Vec::new();
        for (blank, term) in terms {
            text += &blank.replace('·', "");
            for part in term.split('·') {
                if part != " " {
                    expected.push((text.len(), part));
                }
                text += part;
            }
        }
        let seen: Vec<(usize, &str)> = Lexer::new(&text).map(|token| (token.text.as_ptr().addr() - text.as_ptr().addr(), token.text)).collect();
        prop_assert_eq!(seen, expected);
    }
}

#[test]
fn tokens_are_of_their_kinds() {
    for (text, expected) in [
        (r"'\''", Kind::Character),
        (r"'\u03b1'", Kind::Character),
        ("r#\"\"#", Kind::String),
        ("0xff", Kind::Number),
        ("h'", Kind::Word),
        ("#eval", Kind::Word),
        ("`import", Kind::Quoted),
        ("«import»", Kind::Quoted),
        ("'", Kind::Symbol),
        ("\"'", Kind::Unclosed("a string")),
        ("s!\"{", Kind::String),
        ("/-/", Kind::Unclosed("a comment")),
        ("/--/", Kind::Unclosed("a comment")),
        ("«'", Kind::Unclosed("a quoted name")),
    ] {
        assert_eq!(Lexer::new(text).last().map(|token| token.kind), Some(expected), "{text}");
    }
}

#[test]
fn nothing_hides_behind_a_literal() {
    for term in TERMS {
        let term = term.replace('·', "");
        for hidden in
            ["#eval x", "run_cmd x", "@[extern] def x := 1", "set_option debug.skipKernelTC true"]
        {
            assert!(rejects(&format!("{term}\n{hidden}\n{term}")), "{term}: {hidden}");
            assert!(rejects(&format!("s!\"{{{term} {hidden}\n{term}}}\"")), "{term}: {hidden}");
        }
    }
    for text in
        ["#evalx", "1run_cmd", "λrun_cmd", "1.run_cmd", "x⁻¹run_cmd", "2_0run_cmd", "0x1run_cmd"]
    {
        assert!(rejects(text), "{text}");
    }
}

/// Lean itself reads a file of random terms with commands between them, and the scan must see the
/// same commands on the same lines, no more and no fewer.
#[test]
fn lean_sees_the_same_commands() {
    const MARK: &str = "#check Prop";
    let mut runner = TestRunner::deterministic();
    let mut file = "prelude\nimport Foundations\n".to_owned();
    let mut expected = Vec::new();
    let alone = TERMS.iter().map(|term| vec![(" ", *term)]);
    let random: Vec<_> =
        (0..300).map(|_| terms().new_tree(&mut runner).unwrap().current()).collect();
    for (number, terms) in alone.chain(random).enumerate() {
        let terms: Vec<String> =
            terms.iter().map(|(blank, term)| format!("{blank}{term}").replace('·', "")).collect();
        let documentation = DOCUMENTATION[number % DOCUMENTATION.len()];
        file.extend([documentation, "example := [", &terms.join(","), "]\n"]);
        expected.push(1 + u32::try_from(file.matches('\n').count()).unwrap());
        file += MARK;
        file += "\n";
    }

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Literals.lean");
    std::fs::write(&path, &file).unwrap();
    let mut lean = testing::toolchain().command();
    let output = lean
        .args(["--json", "-DmaxErrors=10000"])
        .arg(path)
        .stderr(Stdio::inherit())
        .output()
        .unwrap();
    let seen: Vec<u32> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .filter(|message| message["data"] == "Prop : Type")
        .map(|message| u32::try_from(message["pos"]["line"].as_u64().unwrap()).unwrap())
        .collect();
    assert_eq!(seen, expected, "by Lean");

    let scanned = scan(&file.replace("prelude\nimport", "--\n--").replace(MARK, "#exit"));
    let seen: Vec<u32> = scanned.rejections.iter().map(|remark| remark.line).collect();
    assert_eq!(seen, expected, "{:?}", scanned.rejections);
}
