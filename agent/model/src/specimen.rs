//! Models of any shape with random weights, as files: what the engine is tested and measured on.
//! They say nothing sensible, but they say it exactly as a trained model of that shape would.

use std::{collections::HashMap, fs::File, io, io::BufWriter, path::Path};

use candle_core::{
    Device, Tensor,
    quantized::{GgmlDType, QTensor, gguf_file},
};
use gguf_file::Value;

use crate::{engine::Family, random::Random};

/// How weights are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weights {
    /// Single precision.
    F32,
    /// Half precision.
    F16,
    /// Eight bits in blocks of 32 with one scale.
    Q8_0,
    /// Four bits in blocks of 32 with one scale.
    Q4_0,
    /// Four bits in blocks of 256 with scales of their own.
    Q4K,
}

impl Weights {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::F32, Self::F16, Self::Q8_0, Self::Q4_0, Self::Q4K];

    /// The usual name.
    pub fn name(self) -> &'static str {
        match self {
            Self::F32 => "f32",
            Self::F16 => "f16",
            Self::Q8_0 => "q8_0",
            Self::Q4_0 => "q4_0",
            Self::Q4K => "q4_k",
        }
    }

    fn kind(self) -> GgmlDType {
        match self {
            Self::F32 => GgmlDType::F32,
            Self::F16 => GgmlDType::F16,
            Self::Q8_0 => GgmlDType::Q8_0,
            Self::Q4_0 => GgmlDType::Q4_0,
            Self::Q4K => GgmlDType::Q4K,
        }
    }
}

/// What to make.
#[derive(Clone, Debug)]
pub struct Specimen {
    /// Family.
    pub family: Family,
    /// Layers.
    pub layers: usize,
    /// Width; a multiple of the weights' block length.
    pub width: usize,
    /// Heads of queries.
    pub heads: usize,
    /// Heads of keys and values.
    pub kv_heads: usize,
    /// Numbers of a head.
    pub head: usize,
    /// Width of the feed-forward part.
    pub inner: usize,
    /// Least number of tokens; unused ones are added.
    pub tokens: usize,
    /// Longest context.
    pub context: u32,
    /// How matrices are stored.
    pub weights: Weights,
    /// Name of the pre-splitter.
    pub pre: String,
    /// Chat template.
    pub template: Option<String>,
    /// Use the same numbers on the way in and out.
    pub tied: bool,
    /// Further metadata, which replaces what has the same name; `None` takes a value out.
    pub metadata: Vec<(String, Option<Value>)>,
    /// Seed of the weights.
    pub seed: u64,
}

impl Default for Specimen {
    fn default() -> Self {
        Self {
            family: Family::Llama,
            layers: 2,
            width: 256,
            heads: 4,
            kv_heads: 2,
            head: 64,
            inner: 512,
            tokens: 0,
            context: 512,
            weights: Weights::Q8_0,
            pre: "qwen2".to_owned(),
            template: Some(TEMPLATE.to_owned()),
            tied: false,
            metadata: Vec::new(),
            seed: 1,
        }
    }
}

/// A plain template of the ChatML kind.
const TEMPLATE: &str = "{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";

/// What the merges are learnt from.
const CORPUS: &str = "theorem add_comm (n m : ℕ) : n + m = m + n := by\n  induction n with\n  | zero => simp\n  | succ n ih => rw [Nat.succ_add, ih]\ntheorem and_swap (p q : Prop) (h : p ∧ q) : q ∧ p := by\n  exact ⟨h.2, h.1⟩\nlemma le_trans' {a b c : Nat} (h₁ : a ≤ b) (h₂ : b ≤ c) : a ≤ c := by\n  cases h₂ with\n  | refl => assumption\n  | step h => exact Nat.le_succ_of_le (le_trans' h₁ h)\nexample (f : ℕ → ℕ) (x y : ℕ) (h : x = y) : f x = f y := by\n  intro h\n  subst h\n  rfl\n";

const SPECIAL: [(&str, i32); 4] =
    [("<|endoftext|>", 3), ("<|im_start|>", 3), ("<|im_end|>", 3), ("<think>", 4)];

const MERGES: usize = 124;

impl Specimen {
    /// A model of about so many weights, shaped as small ones are.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "small and positive"
    )]
    pub fn of_size(parameters: u64) -> Self {
        // A layer has 13 times the square of the width, and there is one for 64 of width.
        let width = (parameters as f64 * 64.0 / 13.0).cbrt() / 256.0;
        let width = (width.round().clamp(1.0, 32.0) as usize) * 256;
        Self {
            layers: width / 64,
            width,
            heads: width / 64,
            kv_heads: width / 64,
            inner: width * 3,
            context: 4096,
            ..Self::default()
        }
    }

    /// Number of tokens of the model.
    pub fn vocabulary(&self) -> usize {
        // Kernels want whole groups of rows.
        self.tokens.max(256 + MERGES + SPECIAL.len()).next_multiple_of(32)
    }

    /// Number of weights.
    pub fn parameters(&self) -> usize {
        let (queries, keys) = (self.heads * self.head, self.kv_heads * self.head);
        let layer = self.width * (2 * queries + 2 * keys + 3 * self.inner);
        let ends = if self.tied { 1 } else { 2 };
        self.layers * layer + ends * self.vocabulary() * self.width
    }

    /// Writes the model.
    pub fn write(&self, path: &Path) -> io::Result<()> {
        let made = self.tensors().map_err(io::Error::other)?;
        let tensors: Vec<(&str, &QTensor)> = made.iter().map(|(name, t)| (&name[..], t)).collect();
        let metadata = self.values();
        let metadata: Vec<(&str, &Value)> =
            metadata.iter().map(|(name, value)| (&name[..], value)).collect();
        let mut file = BufWriter::new(File::create(path)?);
        gguf_file::write(&mut file, &metadata, &tensors).map_err(io::Error::other)?;
        io::Write::flush(&mut file)
    }

    fn tensors(&self) -> candle_core::Result<Vec<(String, QTensor)>> {
        let mut random = Random::new(self.seed);
        let mut tensors = Vec::new();
        let (queries, keys) = (self.heads * self.head, self.kv_heads * self.head);
        let mut matrix = |name: String, to: usize, from: usize, scale: f32| {
            let factor = scale / (from as f32).sqrt();
            let numbers: Vec<f32> = (0..to * from).map(|_| random.bell() * factor).collect();
            let tensor = Tensor::from_vec(numbers, (to, from), &Device::Cpu)?;
            tensors.push((name, QTensor::quantize(&tensor, self.weights.kind())?));
            candle_core::Result::Ok(())
        };
        // Large enough that one token does not look like the other.
        matrix("token_embd.weight".to_owned(), self.vocabulary(), self.width, 16.0)?;
        if !self.tied {
            // Sharp enough that greedy answers have clear winners.
            matrix("output.weight".to_owned(), self.vocabulary(), self.width, 3.0)?;
        }
        for layer in 0..self.layers {
            let name = |part: &str| format!("blk.{layer}.{part}.weight");
            matrix(name("attn_q"), queries, self.width, 1.5)?;
            matrix(name("attn_k"), keys, self.width, 1.5)?;
            matrix(name("attn_v"), keys, self.width, 1.0)?;
            matrix(name("attn_output"), self.width, queries, 1.0)?;
            matrix(name("ffn_gate"), self.inner, self.width, 1.0)?;
            matrix(name("ffn_up"), self.inner, self.width, 1.0)?;
            matrix(name("ffn_down"), self.width, self.inner, 1.0)?;
        }
        let mut vector = |name: String, length: usize, about: f32| {
            let numbers: Vec<f32> = (0..length).map(|_| about + 0.1 * random.bell()).collect();
            let tensor = Tensor::from_vec(numbers, length, &Device::Cpu)?;
            tensors.push((name, QTensor::quantize(&tensor, GgmlDType::F32)?));
            candle_core::Result::Ok(())
        };
        vector("output_norm.weight".to_owned(), self.width, 1.0)?;
        for layer in 0..self.layers {
            let name = |part: &str| format!("blk.{layer}.{part}");
            vector(name("attn_norm.weight"), self.width, 1.0)?;
            vector(name("ffn_norm.weight"), self.width, 1.0)?;
            if self.family == Family::Qwen2 {
                vector(name("attn_q.bias"), queries, 0.0)?;
                vector(name("attn_k.bias"), keys, 0.0)?;
                vector(name("attn_v.bias"), keys, 0.0)?;
            }
            if self.family == Family::Qwen3 {
                vector(name("attn_q_norm.weight"), self.head, 1.0)?;
                vector(name("attn_k_norm.weight"), self.head, 1.0)?;
            }
        }
        Ok(tensors)
    }

    fn values(&self) -> Vec<(String, Value)> {
        let family = self.family.name();
        let number = |n: usize| Value::U32(u32::try_from(n).unwrap_or(u32::MAX));
        let (tokens, types, merges) = self.tokenizer();
        let texts = |list: Vec<String>| Value::Array(list.into_iter().map(Value::String).collect());
        let id = |name: &str| number(tokens.iter().position(|t| t == name).unwrap_or(0));
        let own = |end: &str| format!("{family}.{end}");
        let mut values = vec![
            ("general.architecture".to_owned(), Value::String(family.to_owned())),
            ("general.name".to_owned(), Value::String("random".to_owned())),
            (own("block_count"), number(self.layers)),
            (own("context_length"), Value::U32(self.context)),
            (own("embedding_length"), number(self.width)),
            (own("feed_forward_length"), number(self.inner)),
            (own("attention.head_count"), number(self.heads)),
            (own("attention.head_count_kv"), number(self.kv_heads)),
            (own("attention.key_length"), number(self.head)),
            (own("attention.value_length"), number(self.head)),
            (own("attention.layer_norm_rms_epsilon"), Value::F32(1e-5)),
            (own("rope.freq_base"), Value::F32(10_000.0)),
            (own("rope.dimension_count"), number(self.head)),
            (own("vocab_size"), number(self.vocabulary())),
            ("tokenizer.ggml.model".to_owned(), Value::String("gpt2".to_owned())),
            ("tokenizer.ggml.pre".to_owned(), Value::String(self.pre.clone())),
            ("tokenizer.ggml.bos_token_id".to_owned(), id("<|endoftext|>")),
            ("tokenizer.ggml.eos_token_id".to_owned(), id("<|im_end|>")),
        ];
        values.push(("tokenizer.ggml.tokens".to_owned(), texts(tokens)));
        values.push((
            "tokenizer.ggml.token_type".to_owned(),
            Value::Array(types.into_iter().map(Value::I32).collect()),
        ));
        values.push(("tokenizer.ggml.merges".to_owned(), texts(merges)));
        if let Some(template) = &self.template {
            values.push(("tokenizer.chat_template".to_owned(), Value::String(template.clone())));
        }
        for (name, value) in &self.metadata {
            values.retain(|(known, _)| known != name);
            values.extend(value.clone().map(|value| (name.clone(), value)));
        }
        values
    }

    /// Tokens, their types, and merges: all bytes, then the most frequent pairs of the corpus, then
    /// special ones.
    fn tokenizer(&self) -> (Vec<String>, Vec<i32>, Vec<String>) {
        let mut tokens: Vec<String> = (0..=255_u8).map(|byte| written(&[byte])).collect();
        let mut merges = Vec::new();
        let mut words: Vec<Vec<String>> = CORPUS
            .split_inclusive(' ')
            .flat_map(|word| word.split_inclusive('\n'))
            .map(|word| word.bytes().map(|byte| written(&[byte])).collect())
            .collect();
        while merges.len() < MERGES {
            let mut counts: HashMap<(&str, &str), usize> = HashMap::new();
            for word in &words {
                for pair in word.windows(2) {
                    *counts.entry((&pair[0], &pair[1])).or_default() += 1;
                }
            }
            // The order of a hash map must not show.
            let best = counts.into_iter().max_by(|a, b| (a.1, b.0).cmp(&(b.1, a.0)));
            let Some(((left, right), _)) = best else { break };
            let (left, right) = (left.to_owned(), right.to_owned());
            for word in &mut words {
                let mut at = 0;
                while at + 1 < word.len() {
                    if word[at] == left && word[at + 1] == right {
                        let next = word.remove(at + 1);
                        word[at].push_str(&next);
                    }
                    at += 1;
                }
            }
            merges.push(format!("{left} {right}"));
            // Two ways to the same text make one token.
            let text = left + &right;
            if !tokens.contains(&text) {
                tokens.push(text);
            }
        }
        let mut types = vec![1; tokens.len()];
        for (name, kind) in SPECIAL {
            tokens.push(name.to_owned());
            types.push(kind);
        }
        for number in tokens.len()..self.vocabulary() {
            tokens.push(format!("<unused{number}>"));
            types.push(5);
        }
        (tokens, types, merges)
    }
}

fn written(bytes: &[u8]) -> String {
    crate::engine::tokenizer::written(bytes)
}
