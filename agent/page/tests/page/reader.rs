//! A strict reader of HTML for tests: what browsers would mend is an error here.

use std::collections::BTreeMap;

/// An element of a page, in document order.
#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) tag: String,
    pub(crate) depth: usize,
    pub(crate) attributes: BTreeMap<String, String>,
    /// The text directly in it, with characters unescaped; raw in scripts and styles.
    pub(crate) text: String,
}

impl Element {
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }
}

/// The elements of a page. Panics where it is not well formed.
pub(crate) fn read(page: &str) -> Vec<Element> {
    let mut rest = page.strip_prefix("<!doctype html>").expect("a doctype");
    let mut elements: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    while !rest.is_empty() {
        let end = rest.find('<').unwrap_or(rest.len());
        if let Some(at) = open.last() {
            elements[*at].text.push_str(&unescaped(&rest[..end]));
        } else {
            assert!(rest[..end].trim().is_empty(), "text outside: {}", &rest[..end]);
        }
        rest = &rest[end..];
        if let Some(after) = rest.strip_prefix("</") {
            let (name, after) = after.split_once('>').expect("a closing tag ends");
            let closed = open.pop().expect("something is open");
            assert_eq!(elements[closed].tag, name, "closed in order");
            rest = after;
        } else if let Some(after) = rest.strip_prefix('<') {
            let (element, after) = tag(after, open.len());
            let name = element.tag.clone();
            elements.push(element);
            rest = after;
            if name == "script" || name == "style" {
                let close = format!("</{name}");
                let end = rest.to_ascii_lowercase().find(&close).expect("is closed");
                elements.last_mut().expect("just pushed").text.push_str(&rest[..end]);
                rest = rest[end..].split_once('>').expect("a closing tag ends").1;
            } else if !["meta", "input", "br"].contains(&name.as_str()) {
                open.push(elements.len() - 1);
            }
        }
    }
    assert!(open.is_empty(), "all is closed");
    elements
}

/// One opening tag, after its `<`.
fn tag(mut rest: &str, depth: usize) -> (Element, &str) {
    let name_end = rest.find([' ', '>']).expect("a tag ends");
    let name = &rest[..name_end];
    assert!(!name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric()), "tag {name:?}");
    rest = &rest[name_end..];
    let mut attributes = BTreeMap::new();
    while let Some(after) = rest.strip_prefix(' ') {
        let (key, after) = after.split_once("=\"").expect("a value in quotes");
        assert!(key.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-'), "name {key:?}");
        assert!(!key.starts_with("on") && key != "style", "no script, no style: {key}");
        let (value, after) = after.split_once('"').expect("a value ends");
        let before = attributes.insert(key.to_owned(), unescaped(value));
        assert!(before.is_none(), "`{key}` twice");
        rest = after;
    }
    let rest = rest.strip_prefix('>').expect("a tag ends");
    (Element { tag: name.to_owned(), depth, attributes, text: String::new() }, rest)
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let (name, after) = after.split_once(';').expect("an escape ends");
        out.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "#39" => '\'',
            other => panic!("unknown escape {other:?}"),
        });
        rest = after;
    }
    out.push_str(rest);
    out
}
