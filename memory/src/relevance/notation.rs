//! Which constants Lean's notation stands for.
//!
//! A premise read from an `.olean` names `HAdd.hAdd`; the same premise in a goal is printed with
//! `+`. This table is the one place where the two meet. It covers core Lean and the symbols that
//! Mathlib prints most; a symbol that is not here is simply not a token.

/// One notation and the constants it unfolds to.
pub struct Notation {
    /// As printed.
    pub symbol: &'static str,
    /// Fully qualified names. Empty for notation without a constant of its own, such as `→`; it is
    /// listed so that a longer symbol is not mistaken for two shorter ones.
    pub constants: &'static [&'static str],
}

macro_rules! table {
    ($($symbol:literal => [$($constant:literal),*]),* $(,)?) => {
        /// Every notation the tokeniser knows. Order does not matter: the longest match wins.
        pub const NOTATIONS: &[Notation] =
            &[$(Notation { symbol: $symbol, constants: &[$($constant),*] }),*];
    };
}

table! {
    // Logic
    "=" => ["Eq"], "≠" => ["Ne"], "≍" => ["HEq"], "∧" => ["And"], "∨" => ["Or"], "¬" => ["Not"],
    "↔" => ["Iff"], "∃" => ["Exists"], "∃!" => ["ExistsUnique"], "→" => [], "->" => [],
    "∀" => [], "λ" => [], "↦" => [], "=>" => [], "▸" => [], ":=" => [], "←" => [], "<;>" => [],
    // Order
    "≤" => ["LE.le"], "<=" => ["LE.le"], "<" => ["LT.lt"], "≥" => ["GE.ge"], ">=" => ["GE.ge"],
    ">" => ["GT.gt"], "⊔" => ["Max.max"], "⊓" => ["Min.min"], "⊤" => ["Top.top"],
    "⊥" => ["Bot.bot"], "⨆" => ["iSup"], "⨅" => ["iInf"], "≮" => ["Not", "LT.lt"],
    "≰" => ["Not", "LE.le"],
    // Arithmetic
    "+" => ["HAdd.hAdd"], "-" => ["HSub.hSub"], "*" => ["HMul.hMul"], "/" => ["HDiv.hDiv"],
    "%" => ["HMod.hMod"], "^" => ["HPow.hPow"], "∣" => ["Dvd.dvd"], "∤" => ["Not", "Dvd.dvd"],
    "⁻¹" => ["Inv.inv"], "•" => ["HSMul.hSMul"], "√" => ["Real.sqrt"], "∑" => ["Finset.sum"],
    "∏" => ["Finset.prod"], "∫" => ["MeasureTheory.integral"], "≡" => ["Nat.ModEq"],
    "ℕ" => ["Nat"], "ℤ" => ["Int"], "ℚ" => ["Rat"], "ℝ" => ["Real"], "ℂ" => ["Complex"],
    // Bits and Booleans
    "&&" => ["and"], "||" => ["or"], "==" => ["BEq.beq"], "!=" => ["bne"],
    "^^" => ["xor"], "&&&" => ["HAnd.hAnd"], "|||" => ["HOr.hOr"], "^^^" => ["HXor.hXor"],
    "<<<" => ["HShiftLeft.hShiftLeft"], ">>>" => ["HShiftRight.hShiftRight"],
    "~~~" => ["Complement.complement"],
    // Lists, products, functions
    "::" => ["List.cons"], "[]" => ["List.nil"], "++" => ["HAppend.hAppend"],
    "#[" => ["List.toArray"], "×" => ["Prod"], "×'" => ["PProd"], "⊕" => ["Sum"], "Σ" => ["Sigma"],
    "∘" => ["Function.comp"], "<|" => [], "|>" => [], "<$>" => ["Functor.map"],
    "<*>" => ["Seq.seq"], ">>=" => ["Bind.bind"], "<|>" => ["HOrElse.hOrElse"], "<+:" =>
    ["List.IsPrefix"], "<:+" => ["List.IsSuffix"], "<:+:" => ["List.IsInfix"],
    "<+" => ["List.Sublist"], "~" => ["List.Perm"], "≈" => ["HasEquiv.Equiv"],
    // Sets and structures
    "∈" => ["Membership.mem"], "∉" => ["Not", "Membership.mem"], "∋" => ["Membership.mem"],
    "∪" => ["Union.union"], "∩" => ["Inter.inter"], "⊆" => ["HasSubset.Subset"],
    "⊂" => ["HasSSubset.SSubset"], "\\" => ["SDiff.sdiff"], "ᶜ" => ["HasCompl.compl"],
    "∅" => ["EmptyCollection.emptyCollection"], "⋃" => ["Set.iUnion"], "⋂" => ["Set.iInter"],
    "⁻¹'" => ["Set.preimage"], "''" => ["Set.image"], "≃" => ["Equiv"], "↪" => ["Function.Embedding"],
    "→+" => ["AddMonoidHom"], "→*" => ["MonoidHom"], "→+*" => ["RingHom"], "→ₗ" => ["LinearMap"],
    "≃+" => ["AddEquiv"], "≃*" => ["MulEquiv"], "≃+*" => ["RingEquiv"], "≅" => ["CategoryTheory.Iso"],
    "⟶" => ["Quiver.Hom"], "≫" => ["CategoryTheory.CategoryStruct.comp"], "⊗" => ["TensorProduct"],
}

/// Words that are notation rather than names, with their constants.
pub(crate) const WORDS: &[(&str, &[&str])] = &[
    ("if", &["ite"]),
    ("fun", &[]),
    ("let", &[]),
    ("have", &[]),
    ("show", &[]),
    ("from", &[]),
    ("by", &[]),
    ("do", &[]),
    ("in", &[]),
    ("at", &[]),
    ("then", &[]),
    ("else", &[]),
    ("match", &[]),
    ("with", &[]),
    ("where", &[]),
    ("theorem", &[]),
    ("lemma", &[]),
    ("example", &[]),
    ("Type", &[]),
    ("Sort", &[]),
    ("_", &[]),
];
