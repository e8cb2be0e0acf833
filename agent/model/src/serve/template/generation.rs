//! `{% generation %}` … `{% endgeneration %}`: marks in templates that are used for training, too. They
//! say which part the model wrote, and mean nothing to a server.

/// The template with the marks turned into blocks that do nothing. Their signs for white space stay,
/// so that the text around them is cut as before.
pub(super) fn without_marks(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(at) = rest.find('{') {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        let mut length = match tag.as_bytes().get(1) {
            Some(b'#') => tag.find("#}").map_or(tag.len(), |end| end + 2),
            Some(b'{') => end_of(tag, "}}"),
            Some(b'%') => end_of(tag, "%}"),
            _ => 1,
        };
        match word(&tag[..length]) {
            Some("generation") => out.push_str(&tag[..length].replacen("generation", "if true", 1)),
            Some("endgeneration") => {
                out.push_str(&tag[..length].replacen("endgeneration", "endif", 1));
            }
            Some("raw") => {
                length = end_of_raw(tag, length);
                out.push_str(&tag[..length]);
            }
            _ => out.push_str(&tag[..length]),
        }
        rest = &tag[length..];
    }
    out + rest
}

/// Length of a tag up to and with `close`, which does not count inside a text of the template.
fn end_of(tag: &str, close: &str) -> usize {
    let mut quote = None;
    let mut signs = tag.char_indices().skip(2);
    while let Some((at, sign)) = signs.next() {
        match quote {
            Some(open) if sign == open => quote = None,
            Some(_) if sign == '\\' => drop(signs.next()),
            None if matches!(sign, '"' | '\'') => quote = Some(sign),
            None if tag[at..].starts_with(close) => return at + close.len(),
            _ => {}
        }
    }
    tag.len()
}

/// Where the text ends that the tag `raw` at the beginning, so many bytes long, keeps as it is.
fn end_of_raw(tag: &str, mut at: usize) -> usize {
    while let Some(next) = tag[at..].find("{%") {
        let begin = at + next;
        at = begin + tag[begin..].find("%}").map_or(2, |end| end + 2);
        if word(&tag[begin..at]) == Some("endraw") {
            return at;
        }
    }
    tag.len()
}

/// The one word of a tag `{% word %}`.
fn word(tag: &str) -> Option<&str> {
    let inner = tag.strip_prefix("{%")?.strip_suffix("%}")?;
    let signs = ['-', '+'];
    let inner = inner.strip_prefix(signs).unwrap_or(inner);
    let inner = inner.strip_suffix(signs).unwrap_or(inner).trim();
    inner.bytes().all(|b| b.is_ascii_alphabetic()).then_some(inner)
}

#[cfg(test)]
mod tests {
    use super::without_marks;

    #[test]
    fn only_the_marks_change() {
        for (source, wanted) in [
            ("a{% generation %}b{% endgeneration %}c", "a{% if true %}b{% endif %}c"),
            (
                "{%- generation -%}\n{{ x }}{%+endgeneration+%}",
                "{%- if true -%}\n{{ x }}{%+endif+%}",
            ),
            ("{%generation%}{%- endgeneration%}", "{%if true%}{%- endif%}"),
        ] {
            assert_eq!(without_marks(source), wanted);
        }
        for same in [
            "",
            "{",
            "{%",
            "a { b } {{ '{% generation %}' }}",
            "{{ \"\\\"{% generation %}\" }}",
            "{# {% generation %} #}",
            "{% raw %}{% generation %}{% if %}{%- endraw %}",
            "{% if generation %}{% endif %}",
            "{% set x = '%} {% generation %}' %}",
            "{% generation",
            "generation endgeneration",
        ] {
            assert_eq!(without_marks(same), same);
        }
    }
}
