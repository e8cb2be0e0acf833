//! In which order the modules of a library are compiled: read from their headers.

use std::collections::{BTreeMap, BTreeSet};

use polya_text::Header;

use super::LibraryError;

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
        let header = Header::of(text);
        let implicit = (!header.is_prelude()).then(|| polya_foundations::SHIM.to_owned());
        let mut own = BTreeSet::new();
        for import in header.imports().map(str::to_owned).chain(implicit) {
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
