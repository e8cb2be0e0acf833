//! The model that travels inside the program. See `shipped/README.md`.

use crate::engine::Source;

/// The shipped model, if this program was built with one.
pub fn shipped() -> Option<Source> {
    bytes().map(|bytes| Source::Memory { name: "polya-step-2.gguf", bytes })
}

#[cfg(shipped_model)]
#[expect(clippy::unnecessary_wraps, reason = "a build without the file has none")]
fn bytes() -> Option<&'static [u8]> {
    Some(include_bytes!("../shipped/polya-step-2.gguf"))
}

#[cfg(not(shipped_model))]
fn bytes() -> Option<&'static [u8]> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{LoadSettings, Model};

    #[test]
    fn what_is_shipped_can_be_used() {
        let Some(source) = shipped() else { return };
        let model = Model::load(&source, LoadSettings::default(), &mut |_| {}).expect("usable");
        assert_eq!(model.name(), "polya-step-2");
        assert_eq!(model.kind(), Some(crate::ModelKind::ScoringStep));
    }
}
