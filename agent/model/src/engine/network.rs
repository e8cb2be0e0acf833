//! The network: tokens of several sequences in, logits out.
//!
//! One forward pass takes a ragged batch, each sequence with as many new tokens as it has, to one
//! matrix with a row for each token. Matrix products are candle's, over weights as they are stored;
//! everything else is in `math`. Every row's result is computed from that row and its own sequence
//! alone and in one order, so with block-quantized weights (`Q8_0` and its like, whose products run
//! row by row) a sequence gets the same bits alone, in any batch, and after a shared prefix. Products
//! with `F32` and `F16` weights choose their order by the size of the batch and do not promise that.

#![allow(
    clippy::inline_always,
    reason = "what is not inlined is not compiled for the better processor"
)]

use std::sync::{Arc, Mutex, PoisonError};

use candle_core::{
    Device, Module, Storage, Tensor,
    quantized::{GgmlDType, QMatMul, QTensor},
};
use pulp::NullaryFnOnce;

use super::{
    LoadError,
    architecture::Shape,
    cache::{BLOCK, Cache, Layout},
    gguf::Gguf,
    math,
};

/// A matrix product, with what is added to it.
#[derive(Debug)]
struct Linear {
    weight: QMatMul,
    bias: Option<Vec<f32>>,
}

#[derive(Debug)]
struct Layer {
    attention_norm: Vec<f32>,
    query: Linear,
    key: Linear,
    value: Linear,
    query_norm: Option<Vec<f32>>,
    key_norm: Option<Vec<f32>>,
    output: Linear,
    inner_norm: Vec<f32>,
    gate: Linear,
    up: Linear,
    down: Linear,
}

/// Weights, ready to use.
#[derive(Debug)]
pub(crate) struct Network {
    pub(crate) shape: Shape,
    pub(crate) layout: Layout,
    embedding: Arc<QTensor>,
    layers: Vec<Layer>,
    norm: Vec<f32>,
    output: Linear,
    frequencies: Vec<f32>,
    sharpening: f32,
}

/// Which rows of a part are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Want {
    /// None: the tokens are only read.
    Nothing,
    /// Logits of the last token.
    Last,
    /// Logits of all tokens.
    All,
    /// The last layer's normalised numbers of all tokens, instead of logits.
    Hidden,
}

/// New tokens of one sequence.
#[derive(Debug)]
pub(crate) struct Part<'a> {
    pub(crate) cache: &'a mut Cache,
    pub(crate) tokens: &'a [u32],
    pub(crate) want: Want,
}

/// What a part gets: rows one after the other.
pub(crate) type Rows = Vec<f32>;

impl Network {
    /// Reads the weights. `told` gets the share of layers done.
    pub(crate) fn read(
        file: &mut Gguf,
        shape: Shape,
        told: &mut dyn FnMut(f64),
    ) -> Result<Self, LoadError> {
        let Shape { width, heads, head, inner, vocabulary, .. } = shape;
        let (queries, keys) = (heads * head, shape.kv_width());
        let embedding = Arc::new(file.tensor("token_embd.weight", &[vocabulary, width])?);
        let mut layers = Vec::new();
        for index in 0..shape.layers {
            let name = |part: &str| format!("blk.{index}.{part}");
            let norm = |file: &mut Gguf, part: &str| {
                let name = name(&format!("{part}.weight"));
                file.vector(&name, width)?
                    .ok_or_else(|| file.malformed(format!("the tensor `{name}` is missing")))
            };
            let linear = |file: &mut Gguf, part: &str, to: usize, from: usize| {
                Linear::read(file, &name(part), to, from)
            };
            layers.push(Layer {
                attention_norm: norm(file, "attn_norm")?,
                query: linear(file, "attn_q", queries, width)?,
                key: linear(file, "attn_k", keys, width)?,
                value: linear(file, "attn_v", keys, width)?,
                query_norm: file.vector(&name("attn_q_norm.weight"), head)?,
                key_norm: file.vector(&name("attn_k_norm.weight"), head)?,
                output: linear(file, "attn_output", width, queries)?,
                inner_norm: norm(file, "ffn_norm")?,
                gate: linear(file, "ffn_gate", inner, width)?,
                up: linear(file, "ffn_up", inner, width)?,
                down: linear(file, "ffn_down", width, inner)?,
            });
            told((index + 1) as f64 / shape.layers as f64);
        }
        let norm = file
            .vector("output_norm.weight", width)?
            .ok_or_else(|| file.malformed("the tensor `output_norm.weight` is missing"))?;
        let output = if file.info("output.weight").is_some() {
            Linear::read(file, "output", vocabulary, width)?
        } else {
            // Small models use the same numbers on the way in and out.
            Linear {
                weight: product(file, "token_embd.weight", Arc::clone(&embedding))?,
                bias: None,
            }
        };
        let stretch = file.vector("rope_freqs.weight", shape.rotation.turned / 2)?;
        let (frequencies, sharpening) = shape.rotation.frequencies(stretch.as_deref());
        let layout = Layout::new(&shape);
        Ok(Self { shape, layout, embedding, layers, norm, output, frequencies, sharpening })
    }

    /// Reads the new tokens of all parts, and answers what each wants.
    ///
    /// # Panics
    ///
    /// If a token is not in the vocabulary, or a cache is not this network's.
    #[expect(clippy::many_single_char_names, reason = "as the papers have them")]
    pub(crate) fn forward(&self, parts: &mut [Part<'_>]) -> candle_core::Result<Vec<Rows>> {
        let Shape { width, heads, kv_heads, head, epsilon, .. } = self.shape;
        // Where each row's token stands: part and position.
        let mut places = Vec::new();
        let mut tokens = Vec::new();
        for (index, part) in parts.iter_mut().enumerate() {
            let first = part.cache.len();
            places.extend((first..first + part.tokens.len()).map(|position| (index, position)));
            tokens.extend_from_slice(part.tokens);
            part.cache.extend(part.tokens.len());
        }
        if places.is_empty() {
            return Ok(parts.iter().map(|_| Rows::new()).collect());
        }
        let rows = places.len();
        let ids = Tensor::from_vec(tokens, rows, &Device::Cpu)?;
        let mut x = self.embedding.embedding(&ids)?.flatten_all()?.to_vec1::<f32>()?;
        let turns = self.turns(&places);
        for (index, layer) in self.layers.iter().enumerate() {
            let mut h = x.clone();
            math::normalise(&mut h, &layer.attention_norm, epsilon);
            let [mut q, mut k, v] = together([&layer.query, &layer.key, &layer.value], h, rows)?;
            if let Some(norm) = &layer.query_norm {
                math::normalise(&mut q, norm, epsilon);
            }
            if let Some(norm) = &layer.key_norm {
                math::normalise(&mut k, norm, epsilon);
            }
            let neighbours = self.shape.family.turns_neighbours();
            for (row, (cosines, sines)) in turns.iter().enumerate() {
                for (numbers, heads) in [(&mut q, heads), (&mut k, kv_heads)] {
                    let row = &mut numbers[row * heads * head..][..heads * head];
                    math::turn(row, head, neighbours, cosines, sines);
                }
            }
            let keys = k.chunks_exact(kv_heads * head).zip(v.chunks_exact(kv_heads * head));
            for ((part, position), (k, v)) in places.iter().zip(keys) {
                parts[*part].cache.write(index, *position, k, v);
            }
            let caches: Vec<&Cache> = parts.iter().map(|part| &*part.cache).collect();
            let seen = self.attend(index, &caches, &places, &q);
            let [o] = together([&layer.output], seen, rows)?;
            math::add(&mut x, &o);
            let mut h = x.clone();
            math::normalise(&mut h, &layer.inner_norm, epsilon);
            let [mut g, u] = together([&layer.gate, &layer.up], h, rows)?;
            math::gate(&mut g, &u);
            let [d] = together([&layer.down], g, rows)?;
            math::add(&mut x, &d);
        }
        // Only the rows that somebody wants go through the widest product of all.
        let (mut hidden, mut logits) = (Vec::new(), Vec::new());
        let mut start = 0;
        for part in parts.iter() {
            let end = start + part.tokens.len() * width;
            match part.want {
                Want::Nothing => {}
                Want::Last => logits.extend_from_slice(&x[end - width..end]),
                Want::All => logits.extend_from_slice(&x[start..end]),
                Want::Hidden => hidden.extend_from_slice(&x[start..end]),
            }
            start = end;
        }
        math::normalise(&mut hidden, &self.norm, epsilon);
        if !logits.is_empty() {
            math::normalise(&mut logits, &self.norm, epsilon);
            let rows = logits.len() / width;
            [logits] = together([&self.output], logits, rows)?;
        }
        let (mut hidden, mut logits) = (&hidden[..], &logits[..]);
        let vocabulary = self.shape.vocabulary;
        Ok(parts
            .iter()
            .map(|part| {
                let (from, length) = match part.want {
                    Want::Nothing => return Rows::new(),
                    Want::Last => (&mut logits, vocabulary),
                    Want::All => (&mut logits, part.tokens.len() * vocabulary),
                    Want::Hidden => (&mut hidden, part.tokens.len() * width),
                };
                let (taken, rest) = from.split_at(length);
                *from = rest;
                taken.to_vec()
            })
            .collect())
    }

    /// Cosines and sines for each row.
    fn turns(&self, places: &[(usize, usize)]) -> Vec<(Vec<f32>, Vec<f32>)> {
        places
            .iter()
            .map(|(_, position)| {
                self.frequencies
                    .iter()
                    .map(|frequency| {
                        let (sin, cos) = (*position as f32 * frequency).sin_cos();
                        (cos * self.sharpening, sin * self.sharpening)
                    })
                    .unzip()
            })
            .collect()
    }

    /// For each row and head of queries the values of its sequence so far, weighted by how well the
    /// keys fit (Vaswani et al., arXiv 1706.03762; several heads of queries may share one of keys:
    /// Ainslie et al., arXiv 2305.13245).
    fn attend(
        &self,
        layer: usize,
        caches: &[&Cache],
        places: &[(usize, usize)],
        queries: &[f32],
    ) -> Vec<f32> {
        /// Less than this many products are not worth waking other threads for.
        const WORTH_IT: usize = 1 << 17;
        let Shape { heads, kv_heads, head, .. } = self.shape;
        let group = heads / kv_heads * head;
        let mut out = vec![0.0; queries.len()];
        let work: usize = places.iter().map(|(_, position)| (position + 1) * heads * head).sum();
        let one = |index: usize, out: &mut [f32]| {
            let (part, position) = places[index / kv_heads];
            math::fast(Attention {
                cache: caches[part],
                layer,
                kv_head: index % kv_heads,
                queries: &queries[index * group..][..group],
                length: position + 1,
                head,
                out,
            });
        };
        if work < WORTH_IT {
            for (index, out) in out.chunks_exact_mut(group).enumerate() {
                one(index, out);
            }
        } else {
            // The pool hands out ranges of numbers; each lock is taken once and never waited for.
            let parts: Vec<_> = out.chunks_exact_mut(group).map(Mutex::new).collect();
            candle_core::utils::barrier_pool().execute_chunked(parts.len(), |range| {
                for index in range {
                    let mut out = parts[index].lock().unwrap_or_else(PoisonError::into_inner);
                    one(index, &mut out);
                }
            });
        }
        out
    }
}

/// One row's heads of queries that share a head of keys and values.
struct Attention<'a> {
    cache: &'a Cache,
    layer: usize,
    kv_head: usize,
    queries: &'a [f32],
    length: usize,
    head: usize,
    out: &'a mut [f32],
}

impl NullaryFnOnce for Attention<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self { cache, layer, kv_head, queries, length, head, out } = self;
        let count = queries.len() / head;
        let scale = 1.0 / (head as f32).sqrt();
        let mut scores = vec![0.0; count * length];
        for (block, (keys, _)) in cache.head(layer, kv_head).enumerate() {
            let first = block * BLOCK;
            if first >= length {
                break;
            }
            for (place, key) in keys.chunks_exact(head).enumerate().take(length - first) {
                for (index, query) in queries.chunks_exact(head).enumerate() {
                    scores[index * length + first + place] = math::dot(query, key) * scale;
                }
            }
        }
        for scores in scores.chunks_exact_mut(length) {
            let top = math::largest(scores);
            let sum = math::exp_from(scores, top);
            let factor = 1.0 / sum;
            for score in scores.iter_mut() {
                *score *= factor;
            }
        }
        for (block, (_, values)) in cache.head(layer, kv_head).enumerate() {
            let first = block * BLOCK;
            if first >= length {
                break;
            }
            for (index, out) in out.chunks_exact_mut(head).enumerate() {
                let scores = &scores[index * length + first..(index + 1) * length];
                for (value, score) in values.chunks_exact(head).zip(scores) {
                    math::add_scaled(out, *score, value);
                }
            }
        }
    }
}

impl Linear {
    fn read(file: &mut Gguf, name: &str, to: usize, from: usize) -> Result<Self, LoadError> {
        let weight = format!("{name}.weight");
        let tensor = Arc::new(file.tensor(&weight, &[to, from])?);
        let bias = file.vector(&format!("{name}.bias"), to)?;
        Ok(Self { weight: product(file, &weight, tensor)?, bias })
    }
}

fn product(file: &Gguf, name: &str, tensor: Arc<QTensor>) -> Result<QMatMul, LoadError> {
    let made = match tensor.dtype() {
        // Dense products need plain numbers.
        GgmlDType::F32 | GgmlDType::F16 | GgmlDType::BF16 => {
            tensor.dequantize(&Device::Cpu).map(QMatMul::Tensor)
        }
        // Not by `from_arc`, which reads the environment.
        _ => Ok(QMatMul::QTensor(tensor)),
    };
    made.map_err(|error| file.malformed(format!("the tensor `{name}`: {error}")))
}

/// Products of the same rows with several matrices, in one go where the kernels can.
fn together<const N: usize>(
    parts: [&Linear; N],
    rows: Vec<f32>,
    count: usize,
) -> candle_core::Result<[Vec<f32>; N]> {
    let width = rows.len() / count;
    let x = Tensor::from_vec(rows, (count, width), &Device::Cpu)?;
    let mut quantized = Vec::new();
    for part in parts {
        if let QMatMul::QTensor(tensor) = &part.weight {
            quantized.push(&**tensor);
        }
    }
    let fused = if N > 1 && quantized.len() == N {
        QTensor::gemv_fused_shared_lhs(&quantized, &x)?
    } else {
        None
    };
    let mut products = match fused {
        Some(products) => products,
        None => parts.iter().map(|p| p.weight.forward(&x)).collect::<Result<_, _>>()?,
    }
    .into_iter();
    let mut out = [const { Vec::new() }; N];
    for (out, part) in out.iter_mut().zip(parts) {
        let Some(product) = products.next() else { candle_core::bail!("a product is missing") };
        *out = numbers(&product)?;
        if let Some(bias) = &part.bias {
            math::add(out, bias);
        }
    }
    Ok(out)
}

fn numbers(tensor: &Tensor) -> candle_core::Result<Vec<f32>> {
    let tensor = tensor.contiguous()?;
    let (storage, layout) = tensor.storage_and_layout();
    let Storage::Cpu(storage) = &*storage else { candle_core::bail!("not in main memory") };
    let start = layout.start_offset();
    Ok(storage.as_slice::<f32>()?[start..start + tensor.elem_count()].to_vec())
}
