//! What a file's metadata says about the network: its shape, and how positions enter. Whatever would
//! change the numbers and is not known here is refused rather than ignored.

use super::{
    LoadError,
    gguf::{Gguf, Value},
};

/// The families that can be run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Llama 1 to 3, Mistral, DeepSeek's dense models.
    Llama,
    /// Qwen 2 and 2.5: biases on queries, keys and values.
    Qwen2,
    /// Qwen 3: queries and keys are normalised head by head.
    Qwen3,
}

impl Family {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Llama, Self::Qwen2, Self::Qwen3];

    /// Its name in `general.architecture`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Llama => "llama",
            Self::Qwen2 => "qwen2",
            Self::Qwen3 => "qwen3",
        }
    }

    /// The family of this name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|family| family.name() == name)
    }

    /// True if a rotation turns neighbours (2i, 2i+1); else it turns (i, i + half).
    pub(crate) fn turns_neighbours(self) -> bool {
        self == Self::Llama
    }
}

/// The shape of a network.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// Its family.
    pub family: Family,
    /// Layers.
    pub layers: usize,
    /// Numbers that stand for a token between layers.
    pub width: usize,
    /// Heads of queries.
    pub heads: usize,
    /// Heads of keys and values; a divisor of `heads`.
    pub kv_heads: usize,
    /// Numbers of a head.
    pub head: usize,
    /// Width of the feed-forward part.
    pub inner: usize,
    /// Tokens in the vocabulary.
    pub vocabulary: usize,
    /// Longest context the model was made for, in tokens.
    pub context: usize,
    /// Added to the mean square before normalising.
    pub epsilon: f32,
    /// How positions turn queries and keys.
    pub rotation: Rotation,
}

/// Rotary position embedding (Su et al., arXiv 2104.09864), with its extensions to longer contexts.
#[derive(Clone, Debug, PartialEq)]
pub struct Rotation {
    /// How many numbers of each head are turned.
    pub turned: usize,
    /// The base of the frequencies.
    pub base: f32,
    /// The extension.
    pub scaling: Scaling,
}

/// How frequencies are changed for contexts longer than those of the first training.
#[derive(Clone, Debug, PartialEq)]
pub enum Scaling {
    /// Not at all.
    None,
    /// All positions are divided by a factor (Chen et al., arXiv 2306.15595).
    Linear {
        /// The factor.
        factor: f32,
    },
    /// High frequencies stay, low ones are divided, and attention is sharpened (Peng et al.,
    /// arXiv 2309.00071).
    Yarn {
        /// The factor for low frequencies.
        factor: f32,
        /// Context of the first training, in tokens.
        original: usize,
        /// Turns within the first context above which a frequency stays.
        fast: f32,
        /// Turns within the first context below which a frequency is divided.
        slow: f32,
        /// Factor of the turned numbers, before YaRN's own.
        sharpening: f32,
    },
}

/// Larger than any model in use, small enough that products of two fit.
const LARGEST: usize = 1 << 24;

impl Shape {
    /// Reads and checks the shape.
    pub fn read(file: &Gguf) -> Result<Self, LoadError> {
        let name = file
            .text("general.architecture")
            .ok_or_else(|| file.malformed("it does not say its architecture"))?;
        let family = Family::of_name(name).ok_or_else(|| {
            file.unsupported(format!(
                "the architecture `{name}` (known are `llama`, `qwen2` and `qwen3`)"
            ))
        })?;
        let key = |end: &str| format!("{name}.{end}");
        let extent = |end: &str| -> Result<Option<usize>, LoadError> {
            match file.whole(&key(end))? {
                Some(n) if n == 0 || n > LARGEST => {
                    Err(file.malformed(format!("`{}` is {n}", key(end))))
                }
                other => Ok(other),
            }
        };
        let needed = |end: &str| {
            extent(end)?.ok_or_else(|| file.malformed(format!("`{}` is missing", key(end))))
        };
        for end in ["expert_count", "attention.sliding_window"] {
            if file.whole(&key(end)).ok().flatten().is_some_and(|n| n > 0) {
                return Err(file.unsupported(format!("`{}`", key(end))));
            }
        }
        let layers = needed("block_count")?;
        let width = needed("embedding_length")?;
        let heads = needed("attention.head_count")?;
        let kv_heads = extent("attention.head_count_kv")?.unwrap_or(heads);
        let head = match extent("attention.key_length")? {
            Some(length) => length,
            None if width.is_multiple_of(heads) => width / heads,
            None => return Err(file.malformed(format!("{heads} heads do not divide {width}"))),
        };
        if extent("attention.value_length")?.is_some_and(|length| length != head) {
            return Err(file.unsupported("values of another length than keys"));
        }
        let turned = extent("rope.dimension_count")?.unwrap_or(head);
        if !heads.is_multiple_of(kv_heads) {
            return Err(file.malformed(format!("{kv_heads} heads of keys for {heads} of queries")));
        }
        if !head.is_multiple_of(2) || !turned.is_multiple_of(2) || turned > head {
            return Err(file.malformed(format!("{turned} of {head} numbers of a head are turned")));
        }
        let vocabulary = file
            .info("token_embd.weight")
            .and_then(|info| info.shape.first().copied())
            .filter(|n| (1..=LARGEST).contains(n))
            .ok_or_else(|| file.malformed("the tensor `token_embd.weight` is missing or empty"))?;
        let context = needed("context_length")?;
        let epsilon = file
            .real(&key("attention.layer_norm_rms_epsilon"))?
            .filter(|epsilon| (0.0..1.0).contains(epsilon))
            .ok_or_else(|| file.malformed("`layer_norm_rms_epsilon` is missing or senseless"))?;
        let base = file.real(&key("rope.freq_base"))?.unwrap_or(10_000.0);
        if base <= 1.0 {
            return Err(file.malformed(format!("`{}` is {base}", key("rope.freq_base"))));
        }
        let scaling = scaling(file, name, context)?;
        Ok(Self {
            family,
            layers,
            width,
            heads,
            kv_heads,
            head,
            inner: needed("feed_forward_length")?,
            vocabulary,
            context,
            epsilon,
            rotation: Rotation { turned, base, scaling },
        })
    }

    /// Length of all keys, or all values, of one token in one layer.
    pub fn kv_width(&self) -> usize {
        self.kv_heads * self.head
    }

    /// Bytes of keys and values that one token of context takes in the cache.
    pub fn cache_bytes_per_token(&self) -> usize {
        self.layers * 2 * self.kv_width() * size_of::<f32>()
    }
}

fn scaling(file: &Gguf, name: &str, context: usize) -> Result<Scaling, LoadError> {
    let key = |end: &str| format!("{name}.rope.scaling.{end}");
    let factor = file.real(&key("factor"))?.or(file.real(&format!("{name}.rope.scale_linear"))?);
    if factor.is_some_and(|factor| factor < 1.0) {
        return Err(file.malformed(format!("`{}` is less than 1", key("factor"))));
    }
    let kind = match file.get(&key("type")) {
        // Old files give a factor and no type.
        None if factor.is_some() => "linear",
        None => "none",
        Some(Value::Text(kind)) => kind,
        Some(_) => return Err(file.malformed(format!("`{}` is no text", key("type")))),
    };
    match (kind, factor) {
        // A factor beside `none` is a leftover of the training's settings.
        ("none", _) => Ok(Scaling::None),
        ("linear", Some(factor)) => Ok(Scaling::Linear { factor }),
        ("yarn", Some(factor)) => Ok(Scaling::Yarn {
            factor,
            original: file.whole(&key("original_context_length"))?.unwrap_or(context),
            fast: file.real(&key("yarn_beta_fast"))?.unwrap_or(32.0),
            slow: file.real(&key("yarn_beta_slow"))?.unwrap_or(1.0),
            sharpening: file.real(&key("attn_factor"))?.unwrap_or(1.0),
        }),
        (other, _) => Err(file.unsupported(format!("positions scaled by `{other}`"))),
    }
}

impl Rotation {
    /// The angle of each turned pair for a step of one position, and the factor of what is turned.
    /// `stretch` divides the frequencies one by one (`rope_freqs.weight` of Llama 3.1).
    pub(crate) fn frequencies(&self, stretch: Option<&[f32]>) -> (Vec<f32>, f32) {
        let pairs = self.turned / 2;
        let plain: Vec<f32> = (0..pairs)
            .map(|i| {
                let frequency = self.base.powf(-2.0 * i as f32 / self.turned as f32);
                stretch.and_then(|s| s.get(i)).map_or(frequency, |by| frequency / by)
            })
            .collect();
        match self.scaling {
            Scaling::None => (plain, 1.0),
            Scaling::Linear { factor } => (plain.iter().map(|f| f / factor).collect(), 1.0),
            Scaling::Yarn { factor, original, fast, slow, sharpening } => {
                // The pair that turns so many times within the first context.
                let pair = |turns: f32| {
                    self.turned as f32 * (original as f32 / (turns * std::f32::consts::TAU)).ln()
                        / (2.0 * self.base.ln())
                };
                let last = self.turned as f32 - 1.0;
                let (low, high) = (pair(fast).floor().max(0.0), pair(slow).ceil().min(last));
                let blended = plain.iter().enumerate().map(|(i, f)| {
                    let ramp = ((i as f32 - low) / (high - low).max(0.001)).clamp(0.0, 1.0);
                    f * (1.0 - ramp) + f / factor * ramp
                });
                (blended.collect(), sharpening * (1.0 + 0.1 * factor.ln()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rotation(scaling: Scaling) -> Rotation {
        Rotation { turned: 8, base: 10_000.0, scaling }
    }

    #[test]
    fn frequencies_fall_from_one() {
        let (plain, factor) = rotation(Scaling::None).frequencies(None);
        assert_eq!(factor, 1.0);
        for (got, wanted) in plain.iter().zip([1.0, 0.1, 0.01, 0.001]) {
            assert!((got / wanted - 1.0).abs() < 1e-5, "{plain:?}");
        }
        let (halved, _) = rotation(Scaling::Linear { factor: 2.0 }).frequencies(None);
        assert_eq!(halved[1], plain[1] / 2.0);
        let (stretched, _) = rotation(Scaling::None).frequencies(Some(&[1.0, 4.0, 1.0, 1.0]));
        assert_eq!(stretched[1], plain[1] / 4.0);
    }

    #[test]
    fn yarn_keeps_the_fast_and_divides_the_slow() {
        let yarn =
            Scaling::Yarn { factor: 4.0, original: 4096, fast: 32.0, slow: 1.0, sharpening: 1.0 };
        let (plain, _) = rotation(Scaling::None).frequencies(None);
        let (scaled, factor) = rotation(yarn).frequencies(None);
        assert_eq!(scaled[0], plain[0]);
        assert!((scaled[3] - plain[3] / 4.0).abs() < 1e-9);
        assert!((factor - 1.138_63).abs() < 1e-4, "{factor}");
    }
}
