//! In which order the modules of a library are compiled: read from their headers.

use std::collections::{BTreeMap, BTreeSet};

use super::LibraryError;

/// What a file's header says.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Header {
    /// True if the file starts with `prelude`, so that `Init` is not imported.
    pub(crate) prelude: bool,
    /// The imported modules, in order.
    pub(crate) imports: Vec<String>,
}

/// Reads a file's header: `module`, `prelude` and the imports before the first command.
pub(crate) fn header(text: &str) -> Header {
    let mut words = Words { rest: text };
    let mut header = Header { prelude: false, imports: Vec::new() };
    let mut word = words.next();
    if word == Some("module") {
        word = words.next();
    }
    if word == Some("prelude") {
        header.prelude = true;
        word = words.next();
    }
    while let Some(mut current) = word {
        while let "public" | "meta" = current {
            current = words.next().unwrap_or_default();
        }
        if current != "import" {
            break;
        }
        let mut module = words.next();
        if module == Some("all") {
            module = words.next();
        }
        header.imports.extend(module.map(str::to_owned));
        word = words.next();
    }
    header
}

/// The words of a Lean text, comments left out.
struct Words<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Words<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        loop {
            self.rest = self.rest.trim_start();
            if let Some(comment) = self.rest.strip_prefix("--") {
                self.rest = comment.find('\n').map_or("", |end| &comment[end..]);
            } else if self.rest.starts_with("/-") {
                self.rest = after_block_comment(self.rest);
            } else {
                break;
            }
        }
        let end = self.rest.find(char::is_whitespace).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        (!word.is_empty()).then_some(word)
    }
}

/// What follows a block comment, which may hold others. `text` starts with `/-`.
fn after_block_comment(text: &str) -> &str {
    let bytes = text.as_bytes();
    let mut depth = 0;
    let mut position = 0;
    while position + 1 < bytes.len() {
        match &bytes[position..position + 2] {
            b"/-" => depth += 1,
            b"-/" => depth -= 1,
            _ => {
                position += 1;
                continue;
            }
        }
        position += 2;
        if depth == 0 {
            return &text[position..];
        }
    }
    ""
}

/// A module with the modules of the same library that it imports, as indices.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) name: String,
    pub(crate) imports: Vec<usize>,
}

/// Sorts modules so that each comes after those it imports.
///
/// `modules` are names with texts. Imports for which `external` holds come from elsewhere; any
/// other that is not among `modules` is an error. The result's order depends on nothing but its
/// input's names and imports; with each node comes its index in `modules`.
pub(crate) fn sort(
    modules: &[(String, &str)],
    external: &dyn Fn(&str) -> bool,
) -> Result<Vec<(usize, Node)>, LibraryError> {
    let by_name: BTreeMap<&str, usize> =
        modules.iter().enumerate().map(|(index, (name, _))| (name.as_str(), index)).collect();
    let mut imports: Vec<BTreeSet<usize>> = Vec::with_capacity(modules.len());
    for (name, text) in modules {
        let header = header(text);
        let implicit = (!header.prelude).then(|| polya_foundations::SHIM.to_owned());
        let mut own = BTreeSet::new();
        for import in header.imports.into_iter().chain(implicit) {
            match by_name.get(import.as_str()) {
                Some(&index) => drop(own.insert(index)),
                None if external(&import) => {}
                None => {
                    return Err(LibraryError::UnknownImport { module: name.clone(), import });
                }
            }
        }
        imports.push(own);
    }

    // Kahn's algorithm; the set of ready modules is ordered, so the result is always the same.
    let mut waiting: Vec<usize> = imports.iter().map(BTreeSet::len).collect();
    let mut importers = vec![Vec::new(); modules.len()];
    for (module, own) in imports.iter().enumerate() {
        for &import in own {
            importers[import].push(module);
        }
    }
    let mut ready: BTreeSet<usize> =
        (0..modules.len()).filter(|&module| waiting[module] == 0).collect();
    let mut place = vec![usize::MAX; modules.len()];
    let mut sorted = Vec::with_capacity(modules.len());
    while let Some(module) = ready.pop_first() {
        place[module] = sorted.len();
        let name = modules[module].0.clone();
        let imports = imports[module].iter().map(|&import| place[import]).collect();
        sorted.push((module, Node { name, imports }));
        for &importer in &importers[module] {
            waiting[importer] -= 1;
            if waiting[importer] == 0 {
                ready.insert(importer);
            }
        }
    }
    if sorted.len() < modules.len() {
        let cycle = (0..modules.len())
            .filter(|&module| place[module] == usize::MAX)
            .map(|module| modules[module].0.clone())
            .collect();
        return Err(LibraryError::Cycle { modules: cycle });
    }
    Ok(sorted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (bool, Vec<String>) {
        let header = header(text);
        (header.prelude, header.imports)
    }

    #[test]
    fn headers_are_read_up_to_the_first_command() {
        let names = |list: &[&str]| list.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        assert_eq!(read(""), (false, names(&[])));
        assert_eq!(read("prelude\nimport A.B\nimport C\n"), (true, names(&["A.B", "C"])));
        assert_eq!(read("import A import B def x := 1 import C"), (false, names(&["A", "B"])));
        assert_eq!(
            read("/- a /- nested -/ import X -/ -- import Y\nprelude -- z\nimport A"),
            (true, names(&["A"]))
        );
        assert_eq!(
            read("module\nprelude\npublic import A\nmeta import all B\npublic section"),
            (true, names(&["A", "B"]))
        );
        assert_eq!(read("/- never closed import A"), (false, names(&[])));
        assert_eq!(read("theorem t : True := trivial\nimport A"), (false, names(&[])));
    }

    fn order(modules: &[(&str, &str)]) -> Result<Vec<String>, LibraryError> {
        let modules: Vec<_> = modules.iter().map(|&(name, text)| (name.to_owned(), text)).collect();
        let sorted = sort(&modules, &|name| name == "Init")?;
        for (place, (_, node)) in sorted.iter().enumerate() {
            assert!(node.imports.iter().all(|&import| import < place), "{node:?}");
        }
        Ok(sorted.into_iter().map(|(_, node)| node.name).collect())
    }

    #[test]
    fn imports_come_first() {
        let sorted = order(&[
            ("Top", "prelude import Left import Right"),
            ("Left", "prelude import Base"),
            ("Right", "prelude import Base import Left"),
            ("Base", "prelude"),
        ]);
        assert_eq!(sorted.unwrap(), ["Base", "Left", "Right", "Top"]);
    }

    #[test]
    fn a_file_without_prelude_imports_init() {
        let sorted = order(&[("A", "def x := 1"), ("Init", "prelude")]).unwrap();
        assert_eq!(sorted, ["Init", "A"]);
        assert_eq!(order(&[("A", "def x := 1")]).unwrap(), ["A"], "Init from elsewhere");
    }

    #[test]
    fn cycles_and_unknown_imports_are_named() {
        let error =
            order(&[("A", "prelude import B"), ("B", "prelude import A"), ("C", "prelude")])
                .unwrap_err();
        assert!(matches!(&error, LibraryError::Cycle { modules } if *modules == ["A", "B"]));
        let error = order(&[("A", "prelude import Nowhere")]).unwrap_err();
        let text = error.to_string();
        assert!(text.contains("`A`") && text.contains("`Nowhere`"), "{text}");
    }
}
