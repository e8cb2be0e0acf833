//! Changing a compiled module's bytes, as a hostile compiling process could before it ends.
//!
//! A module's file is a picture of Lean's heap: objects that name each other by address. The root
//! lists the constants' names and the constants; a theorem is `Info(Val(Common(name, levels, type),
//! value, all))`.

const HEADER: usize = 96;

fn word(bytes: &[u8], at: usize) -> u64 {
    u64::from_le_bytes(bytes[at..at + 8].try_into().unwrap())
}

/// Where the object is that the field `index` of the object at `at` names.
fn field(bytes: &[u8], at: usize, index: usize) -> usize {
    place(bytes, word(bytes, at + 8 + 8 * index))
}

fn place(bytes: &[u8], address: u64) -> usize {
    let at = usize::try_from(address - word(bytes, 80)).unwrap();
    assert!(at >= HEADER && at.is_multiple_of(8) && at < bytes.len());
    at
}

fn array(bytes: &[u8], at: usize) -> Vec<usize> {
    let length = usize::try_from(word(bytes, at + 8)).unwrap();
    (0..length).map(|index| place(bytes, word(bytes, at + 24 + 8 * index))).collect()
}

fn name(bytes: &[u8], at: usize) -> String {
    let last = field(bytes, at, 1);
    let length = usize::try_from(word(bytes, last + 8)).unwrap() - 1;
    let own = String::from_utf8(bytes[last + 32..last + 32 + length].to_vec()).unwrap();
    // The empty name is no object.
    if word(bytes, at + 8) & 1 == 1 {
        own
    } else {
        format!("{}.{own}", name(bytes, field(bytes, at, 0)))
    }
}

/// The object of a constant's own kind, such as `TheoremVal`.
fn constant(bytes: &[u8], wanted: &str) -> usize {
    let root = place(bytes, word(bytes, 88));
    let names = array(bytes, field(bytes, root, 1));
    let constants = array(bytes, field(bytes, root, 2));
    let found = names.iter().position(|&at| bytes[at + 7] == 1 && name(bytes, at) == wanted);
    field(bytes, constants[found.unwrap_or_else(|| panic!("no `{wanted}`"))], 0)
}

/// Gives the constant `to` the value of `from`. False if it cannot: an object names only what lies
/// before it in the file.
#[must_use]
pub(crate) fn replace_value(bytes: &mut [u8], to: &str, from: &str) -> bool {
    let (to, from) = (constant(bytes, to), constant(bytes, from));
    let value = word(bytes, from + 16);
    let possible = place(bytes, value) < to;
    if possible {
        bytes[to + 16..to + 24].copy_from_slice(&value.to_le_bytes());
    }
    possible
}

/// Gives all that is named `from` the name `to`, which has as many bytes. In a module's file a
/// name's components are texts, with a zero at their end.
pub(crate) fn rename(bytes: &mut [u8], from: &str, to: &str) {
    assert_eq!(from.len(), to.len());
    let pattern = [from.as_bytes(), b"\0"].concat();
    let places: Vec<usize> = (HEADER + 8..=bytes.len() - pattern.len())
        .filter(|&at| bytes[at..].starts_with(&pattern))
        // The length of a text, in characters, stands right before it.
        .filter(|&at| word(bytes, at - 8) == from.len() as u64)
        .collect();
    assert!(!places.is_empty(), "nothing is called `{from}`");
    for at in places {
        bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
    }
}
