//! Lean text with its keywords, comments and strings marked.

use std::borrow::Cow;

use polya_text::{
    keywords::{self, Class},
    lexer::{self, Kind},
};

use crate::markup::{Markup, shortened};

/// Characters of a text that are marked; lexing what nobody reads is waste.
const LONGEST: usize = 20_000;

/// Writes a theorem as a block of code; the page's script gives it a button that copies it, if all of
/// it is there.
pub(crate) fn copyable(markup: &mut Markup, text: &str) {
    let whole = matches!(shortened(text, LONGEST), Cow::Borrowed(_));
    markup.element("div", &[("class", &if whole { "copyable" } else { "cut" })], |div| {
        div.element("pre", &[("class", &"lean")], |pre| {
            pre.element("code", &[], |code| spans(code, text));
        });
    });
}

/// Writes a goal as a block, of which a long one is seen in part.
pub(crate) fn goal(markup: &mut Markup, text: &str) {
    markup.element("pre", &[("class", &"lean goal"), ("tabindex", &0)], |pre| {
        pre.element("code", &[], |code| spans(code, text));
    });
}

/// Writes `text` as code within a line.
pub(crate) fn inline(markup: &mut Markup, text: &str) {
    markup.element("code", &[("class", &"lean")], |code| spans(code, text));
}

fn spans(markup: &mut Markup, text: &str) {
    let text = &*shortened(text, LONGEST);
    // Neighbours without a mark are written together.
    let mut from = 0;
    for token in lexer::tokens(text) {
        let word = &text[token.span.clone()];
        let Some(class) = class(token.kind, word) else { continue };
        markup.text(&text[from..token.span.start]);
        markup.leaf("span", &[("class", &class)], word);
        from = token.span.end;
    }
    markup.text(&text[from..]);
}

fn class(kind: Kind, word: &str) -> Option<&'static str> {
    match kind {
        Kind::LineComment | Kind::BlockComment => Some("c"),
        Kind::Docstring | Kind::ModuleDoc => Some("d"),
        Kind::String | Kind::Char => Some("s"),
        Kind::Number => Some("n"),
        Kind::Word if keywords::is(word, Class::Forbidden) => Some("f"),
        Kind::Word if !keywords::classes(word).is_empty() => Some("k"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn words_comments_and_strings_are_marked_and_nothing_is_lost() {
        let mut markup = Markup::default();
        copyable(&mut markup, "/-- <b> -/\ntheorem a : \"x\" = \"x\" := by simp -- so");
        expect![[r#"
            <div class="copyable"><pre class="lean"><code><span class="d">/-- &lt;b&gt; -/</span>
            <span class="k">theorem</span> a : <span class="s">&quot;x&quot;</span> = <span class="s">&quot;x&quot;</span> := <span class="k">by</span> simp <span class="c">-- so</span></code></pre></div>"#]]
        .assert_eq(&markup.finish());
    }
}
