//! The namespaces, sections and `mutual` blocks that are open at a place in a Lean file.

use crate::name::components;

/// One open scope. `namespace A.B` opens two, as in Lean.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Scope {
    Namespace(String),
    Section(Option<String>),
    Mutual,
}

/// Open scopes, outermost first.
#[derive(Clone, Debug, Default)]
pub struct Scopes(Vec<Scope>);

impl Scopes {
    /// Takes in `namespace name`.
    pub fn open_namespace(&mut self, name: &str) {
        self.0.extend(components(name).into_iter().map(Scope::Namespace));
    }

    /// Takes in `section` or `section name`.
    pub fn open_section(&mut self, name: Option<&str>) {
        let Some(name) = name else { return self.0.push(Scope::Section(None)) };
        self.0.extend(components(name).into_iter().map(|part| Scope::Section(Some(part))));
    }

    /// Takes in `mutual`.
    pub fn open_mutual(&mut self) {
        self.0.push(Scope::Mutual);
    }

    /// Closes what `end` or `end name` closes. Where Lean would object, so does the reason that
    /// comes back; the scopes are then left as Lean leaves them.
    pub fn close(&mut self, name: Option<&str>) -> Result<(), String> {
        let Some(name) = name else {
            return match self.0.last() {
                Some(Scope::Mutual | Scope::Section(None)) => {
                    self.0.pop();
                    Ok(())
                }
                Some(Scope::Namespace(open) | Scope::Section(Some(open))) => {
                    Err(format!("`end` without a name cannot close `{open}`"))
                }
                None => {
                    Err("`end` closes nothing: no namespace or section is open here".to_owned())
                }
            };
        };
        let parts = components(name);
        let fits = self.0.len() >= parts.len()
            && self.0[self.0.len() - parts.len()..].iter().zip(&parts).all(|(scope, part)| {
                matches!(scope, Scope::Namespace(open) | Scope::Section(Some(open)) if open == part)
            });
        if !fits {
            return Err(format!("`end {name}` does not match what is open here"));
        }
        self.0.truncate(self.0.len() - parts.len());
        Ok(())
    }

    /// The full name of a declaration written `name` here.
    pub fn full_name(&self, name: &str) -> String {
        let parts = components(name);
        if let [root, rest @ ..] = parts.as_slice()
            && root == "_root_"
        {
            return rest.join(".");
        }
        let spaces = self.0.iter().filter_map(|scope| match scope {
            Scope::Namespace(part) => Some(part),
            _ => None,
        });
        spaces.chain(&parts).map(String::as_str).collect::<Vec<_>>().join(".")
    }

    /// The lines that close everything, innermost first.
    pub fn closing(&self) -> String {
        let mut text = String::new();
        for scope in self.0.iter().rev() {
            text.push_str("end");
            if let Scope::Namespace(name) | Scope::Section(Some(name)) = scope {
                text.push(' ');
                text.push_str(name);
            }
            text.push('\n');
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dotted_names_open_and_close_in_any_grouping() {
        let mut scopes = Scopes::default();
        scopes.open_namespace("A.B");
        scopes.open_section(None);
        scopes.open_namespace("«c d»");
        scopes.open_mutual();
        assert_eq!(scopes.full_name("x.y"), "A.B.«c d».x.y");
        assert_eq!(scopes.full_name("_root_.x"), "x");
        assert_eq!(scopes.closing(), "end\nend «c d»\nend\nend B\nend A\n");
        assert!(scopes.close(None).is_ok());
        assert!(scopes.close(None).is_err(), "a namespace needs its name");
        assert!(scopes.close(Some("«c d»")).is_ok());
        assert!(scopes.close(Some("A.B")).is_err(), "a section is in between");
        assert!(scopes.close(None).is_ok());
        assert!(scopes.close(Some("C.A.B")).is_err());
        assert!(scopes.close(Some("B")).is_ok());
        assert!(scopes.close(Some("A")).is_ok());
        assert!(scopes.close(None).is_err());
    }
}
