//! Writing HTML: elements that are always closed, and text that is always text.
//!
//! All text of a run comes from models, Lean, tools and files. It reaches the page through
//! [`Markup`], which escapes it, and through [`visible`], which replaces characters that steer the
//! display. Nothing here knows what a run is.

use std::{
    borrow::Cow,
    fmt::{Display, Write as _},
};

/// Attributes of an element.
pub(crate) type Attributes<'a> = &'a [(&'static str, &'a dyn Display)];

/// Characters of one text that are shown; the rest is counted.
const LONGEST: usize = 20_000;

/// HTML under construction.
#[derive(Debug, Default)]
pub(crate) struct Markup {
    out: String,
}

impl Markup {
    /// An element with what `content` writes in it.
    pub(crate) fn element(
        &mut self,
        tag: &'static str,
        attributes: Attributes<'_>,
        content: impl FnOnce(&mut Self),
    ) {
        self.open(tag, attributes);
        content(self);
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push('>');
    }

    /// An element that holds a text.
    pub(crate) fn leaf(&mut self, tag: &'static str, attributes: Attributes<'_>, text: &str) {
        self.element(tag, attributes, |inner| inner.text(text));
    }

    /// An element that HTML never closes, such as `meta`.
    pub(crate) fn void(&mut self, tag: &'static str, attributes: Attributes<'_>) {
        self.open(tag, attributes);
    }

    /// A text, escaped, made visible and shortened if it is very long.
    pub(crate) fn text(&mut self, text: &str) {
        escape_into(&shortened(text, LONGEST), &mut self.out);
    }

    /// What this program itself wrote: a style sheet, a script, data that cannot close its element.
    pub(crate) fn raw(&mut self, trusted: &str) {
        self.out.push_str(trusted);
    }

    /// The HTML.
    pub(crate) fn finish(self) -> String {
        self.out
    }

    fn open(&mut self, tag: &'static str, attributes: Attributes<'_>) {
        self.out.push('<');
        self.out.push_str(tag);
        for (name, value) in attributes {
            let _ = write!(self.out, " {name}=\"");
            escape_into(&shortened(&value.to_string(), LONGEST), &mut self.out);
            self.out.push('"');
        }
        self.out.push('>');
    }
}

fn escape_into(text: &str, out: &mut String) {
    for c in visible(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
}

/// The text with a visible sign for each character that would steer the display: control characters,
/// line separators, and those that change the order in which a line is shown or take no room.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match u32::from(c) {
            code @ 0..=0x1f if steers(c) => {
                shown.push(char::from_u32(0x2400 + code).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            0x7f => shown.push('␡'),
            code if steers(c) => {
                let _ = write!(shown, "⟨U+{code:04X}⟩");
            }
            _ => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

fn steers(c: char) -> bool {
    let order = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}');
    let hidden =
        matches!(c, '\u{200b}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}');
    order || hidden || (c.is_control() && c != '\n' && c != '\t')
}

/// At most `most` characters of a text, and how many are left out.
pub(crate) fn shortened(text: &str, most: usize) -> Cow<'_, str> {
    if text.len() <= most {
        return Cow::Borrowed(text);
    }
    match text.char_indices().nth(most) {
        None => Cow::Borrowed(text),
        Some((end, _)) => {
            let left = text[end..].chars().count();
            Cow::Owned(format!("{}… ({left} more characters)", &text[..end]))
        }
    }
}

/// A value as JSON that may stand in a `script` element: nothing in it can close the element or open a
/// comment.
pub(crate) fn json(value: &impl serde::Serialize) -> String {
    let text = serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned());
    // Outside strings JSON has none of these.
    text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(text: &str) -> String {
        let mut markup = Markup::default();
        markup.leaf("p", &[("title", &text)], text);
        markup.finish()
    }

    #[test]
    fn text_is_escaped_and_what_steers_the_display_is_shown() {
        let seen = written("</p><img onerror='x'>\u{1b}[31m\u{202e}a\r&\"");
        let text = "&lt;/p&gt;&lt;img onerror=&#39;x&#39;&gt;␛[31m⟨U+202E⟩a␍&amp;&quot;";
        assert_eq!(seen, format!("<p title=\"{text}\">{text}</p>"));
    }

    #[test]
    fn a_long_text_is_cut_and_the_rest_counted() {
        assert_eq!(shortened("αβγδ", 2), "αβ… (2 more characters)");
        assert_eq!(shortened("αβ", 2), "αβ");
        let long = "x".repeat(10 * LONGEST);
        assert!(written(&long).len() < 3 * LONGEST);
    }

    #[test]
    fn data_cannot_close_its_element() {
        assert_eq!(json(&"</script><!--&"), r#""\u003c/script\u003e\u003c!--\u0026""#);
    }

    proptest! {
        #[test]
        fn no_text_becomes_markup(text in ".*") {
            let seen = written(&text);
            let inner = seen.strip_prefix("<p title=\"").and_then(|s| s.strip_suffix("</p>"));
            let inner = inner.expect("its own element");
            prop_assert_eq!(inner.matches(['<', '"', '\'']).count(), 1, "{}", seen);
            prop_assert!(!seen.contains(steers));
        }
    }
}
