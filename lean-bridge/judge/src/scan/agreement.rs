//! The scan reads text by itself, so that a fault in the reader that everything else uses is no fault of
//! the judge's. Where the two cut the same text differently, one of them is wrong: here they are
//! compared on all Lean text at hand.

use std::{fs, path::Path};

use polya_text::lexer::{Kind as Theirs, tokens};

use super::lexer::{Kind, Lexer};

/// A piece of text and whether it is a word, literal or symbol.
type Piece<'t> = (usize, &'t str, char);

/// The scan's tokens: runs of symbols, and the pieces of an interpolated string as one.
fn ours(text: &str) -> Vec<Piece<'_>> {
    let pieces = Lexer::new(text).map(|token| {
        let kind = match token.kind {
            Kind::Word | Kind::Quoted => 'w',
            Kind::Number => 'n',
            Kind::String | Kind::Character => 'l',
            Kind::Symbol => 's',
            Kind::Unclosed(_) => 'u',
        };
        // A name after `#` or a backtick is a word here and a symbol with a word there.
        let cut = usize::from(kind == 'w' && token.text.starts_with(['#', '`']));
        let at = token.text.as_ptr().addr() - text.as_ptr().addr();
        (at + cut, &token.text[cut..], kind)
    });
    // A `#` alone, as in `#[1, 2]`, is a word without letters here.
    pieces.filter(|(_, piece, kind)| *kind != 's' && !piece.is_empty()).collect()
}

fn theirs(text: &str) -> Vec<Piece<'_>> {
    let pieces = tokens(text).filter_map(|token| {
        let kind = match token.kind {
            _ if token.unclosed => 'u',
            Theirs::Word => 'w',
            Theirs::Number => 'n',
            Theirs::String | Theirs::Char => 'l',
            _ => return None,
        };
        Some((token.span.start, &text[token.span], kind))
    });
    pieces.collect()
}

/// Where they differ first. An interpolated string is one token there, with the word before it, and
/// several here, so it is passed over.
fn first_difference(text: &str) -> Option<String> {
    let (ours, theirs) = (ours(text), theirs(text));
    let mut here = ours.iter().peekable();
    for &(at, piece, kind) in &theirs {
        let end = at + piece.len();
        let interpolated = kind == 'l'
            && !piece.starts_with(['"', '\''])
            && !piece.starts_with("r\"")
            && !piece.starts_with("r#");
        if interpolated {
            while here.next_if(|(start, ..)| *start < end).is_some() {}
            continue;
        }
        // `1.` before what is no digit is a numeral here; a projection is read by its place.
        let same = here.next().is_some_and(|&(start, other, sort)| {
            start == at && sort == kind && (other == piece || kind == 'n')
        });
        if !same {
            let line = 1 + text[..at].matches('\n').count();
            return Some(format!("line {line}: {piece:?}"));
        }
        if kind == 'n' {
            // `p.1.2` is one numeral there and two here.
            while here.next_if(|(start, ..)| *start < end).is_some() {}
        }
    }
    here.next().map(|(_, piece, _)| format!("the scan goes on with {piece:?}"))
}

fn lean_files(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            lean_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "lean") {
            found.push(path);
        }
    }
}

#[test]
fn the_scan_and_the_reader_of_problems_cut_alike() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["../../problems", "../foundations", "tests/corpus"] {
        lean_files(&root.join(folder), &mut files);
    }
    assert!(files.len() > 100, "{}", files.len());
    let differ = files.iter().filter_map(|file| {
        let text = String::from_utf8_lossy(&fs::read(file).expect("readable")).into_owned();
        first_difference(&text).map(|difference| format!("{}: {difference}", file.display()))
    });
    assert_eq!(differ.collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn they_cut_alike_where_it_is_hard() {
    for text in [
        r"'\'' '\'','\x41' '\u{e9}' h' ''",
        r##"r"\" r#"a"b"# r "x" "a\"b" "a\\""##,
        "/--/ -/ /- a /- b -/ -/ x /-! -/ y -- z\nw",
        "«a b».«c».d Nat.«x» x.«y z»",
        "0xff 0b10 0o17 1e5 1end 2.5 x.1 p.1.2 1_000",
        "λx Πx Σx ×y αβ ℕ x₁ h! x? éa",
        "`import `Nat.add ``foo #eval x",
        "«open",
        "\"open",
    ] {
        assert_eq!(first_difference(text), None, "{text}");
    }
}
