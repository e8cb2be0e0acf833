//! Files of every sort of damage, and the promise of the same bits.

use std::fs;

use tempfile::TempDir;

use super::{
    LoadError, LoadSettings, Model, Source,
    cache::{Cache, Prefixes},
    network::{Part, Want},
};
use crate::{
    engine::Family,
    specimen::{Specimen, Weights},
};

fn load(specimen: &Specimen) -> Model {
    let folder = tempfile::tempdir().expect("a folder");
    try_load(specimen, &folder).expect("a usable model")
}

fn try_load(specimen: &Specimen, folder: &TempDir) -> Result<Model, LoadError> {
    let path = folder.path().join("model.gguf");
    specimen.write(&path).expect("writable");
    Model::load(&Source::file(path), LoadSettings::default(), &mut |_| {})
}

fn tokens(length: usize, salt: usize) -> Vec<u32> {
    (0..length).map(|i| u32::try_from((i * 31 + salt * 17 + i * i) % 250).expect("small")).collect()
}

/// Logits of all `tokens` read in pieces of these lengths, after what the cache has.
fn read(model: &Model, cache: &mut Cache, tokens: &[u32], pieces: usize) -> Vec<f32> {
    let mut out = Vec::new();
    for piece in tokens.chunks(pieces) {
        let part = Part { cache, tokens: piece, want: Want::All };
        out.extend(model.network.forward(&mut [part]).expect("runs").remove(0));
    }
    out
}

fn fresh(model: &Model) -> Cache {
    Cache::new(model.network.layout.clone())
}

fn bits(numbers: &[f32]) -> Vec<u32> {
    numbers.iter().map(|x| x.to_bits()).collect()
}

#[test]
fn a_sequence_gets_the_same_bits_alone_in_a_batch_and_after_a_prefix() {
    for family in [Family::Llama, Family::Qwen2, Family::Qwen3] {
        for weights in [Weights::Q8_0, Weights::Q4_0] {
            let model = load(&Specimen { family, weights, ..Specimen::default() });
            let text = tokens(75, 1);
            let alone = read(&model, &mut fresh(&model), &text, text.len());
            assert!(alone.iter().all(|x| x.is_finite()));

            let mut step_by_step = fresh(&model);
            let single = read(&model, &mut step_by_step, &text, 1);
            assert!(bits(&alone) == bits(&single), "{family:?} {weights:?}: token by token");

            // Eight sequences of different lengths, two of them the same.
            let others: Vec<Vec<u32>> = (0..8)
                .map(|i| if i == 3 || i == 6 { text.clone() } else { tokens(20 + 9 * i, i) })
                .collect();
            let mut caches: Vec<Cache> = others.iter().map(|_| fresh(&model)).collect();
            let mut parts: Vec<Part<'_>> = caches
                .iter_mut()
                .zip(&others)
                .map(|(cache, tokens)| Part { cache, tokens, want: Want::All })
                .collect();
            let batch = model.network.forward(&mut parts).expect("runs");
            assert!(bits(&batch[3]) == bits(&alone), "{family:?} {weights:?}: in a batch");
            assert!(bits(&batch[6]) == bits(&alone), "{family:?} {weights:?}: in a batch");

            let mut prefixes = Prefixes::new(model.network.layout.clone());
            prefixes.keep(&text, &step_by_step);
            let mut begun = prefixes.find(&text);
            assert_eq!(begun.len(), 64);
            let rest = read(&model, &mut begun, &text[64..], 3);
            let from = 64 * model.shape().vocabulary;
            assert!(bits(&rest) == bits(&alone[from..]), "{family:?} {weights:?}: after a prefix");
        }
    }
}

#[test]
fn every_family_and_kind_of_weights_agrees_with_plain_numbers() {
    for family in [Family::Llama, Family::Qwen2, Family::Qwen3] {
        let logits = |weights| {
            let model = load(&Specimen { family, weights, ..Specimen::default() });
            read(&model, &mut fresh(&model), &tokens(12, 2), 12)
        };
        let plain = logits(Weights::F32);
        for (weights, allowed) in
            [(Weights::F16, 0.005), (Weights::Q8_0, 0.06), (Weights::Q4K, 0.5)]
        {
            let got = logits(weights);
            let (mut off, mut size) = (0.0_f64, 0.0_f64);
            for (a, b) in got.iter().zip(&plain) {
                off += f64::from(a - b).powi(2);
                size += f64::from(*b).powi(2);
            }
            let off = (off / size).sqrt();
            assert!(off < allowed, "{family:?} {weights:?}: {off}");
        }
    }
}

#[test]
fn only_the_past_counts() {
    let model = load(&Specimen::default());
    let text = tokens(40, 3);
    let mut changed = text.clone();
    changed[30] += 1;
    let vocabulary = model.shape().vocabulary;
    let a = read(&model, &mut fresh(&model), &text, 40);
    let b = read(&model, &mut fresh(&model), &changed, 40);
    assert!(bits(&a[..30 * vocabulary]) == bits(&b[..30 * vocabulary]));
    for row in [30, 31, 39] {
        let row = row * vocabulary..(row + 1) * vocabulary;
        assert!(bits(&a[row.clone()]) != bits(&b[row]), "every later token sees the change");
    }
    // The order of what was read counts, too.
    let mut swapped = text.clone();
    swapped.swap(3, 4);
    let c = read(&model, &mut fresh(&model), &swapped, 40);
    assert!(bits(&a[39 * vocabulary..]) != bits(&c[39 * vocabulary..]));
}

#[test]
fn what_nobody_wants_is_not_computed() {
    let model = load(&Specimen::default());
    let text = tokens(10, 4);
    let all = read(&model, &mut fresh(&model), &text, 10);
    let mut caches = [fresh(&model), fresh(&model), fresh(&model)];
    let [a, b, c] = &mut caches;
    let mut parts = [
        Part { cache: a, tokens: &text, want: Want::Nothing },
        Part { cache: b, tokens: &text, want: Want::Last },
        Part { cache: c, tokens: &text, want: Want::Hidden },
    ];
    let rows = model.network.forward(&mut parts).expect("runs");
    assert!(rows[0].is_empty());
    assert!(bits(&rows[1]) == bits(&all[9 * model.shape().vocabulary..]));
    assert_eq!(rows[2].len(), 10 * model.shape().width);
}

#[test]
fn damaged_files_are_refused_with_a_reason() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("whole.gguf");
    Specimen { layers: 1, ..Specimen::default() }.write(&path).expect("writable");
    let whole = fs::read(&path).expect("readable");
    let damaged = folder.path().join("damaged.gguf");
    let load = |bytes: &[u8]| {
        fs::write(&damaged, bytes).expect("writable");
        Model::load(&Source::file(&damaged), LoadSettings::default(), &mut |_| {})
    };
    load(&whole).expect("the whole file is in order");
    // Cut short everywhere in the header, and at many places in the weights.
    let cuts = (0..3000).step_by(43).chain((3000..whole.len()).step_by(50_021));
    for cut in cuts.filter(|cut| *cut < whole.len()) {
        let error = load(&whole[..cut]).expect_err("cut short");
        assert!(matches!(error, LoadError::Malformed { .. }), "at {cut}: {error}");
    }
    // One byte changed: refused, or harmless, but never a panic.
    let header = 9000.min(whole.len());
    for at in (0..header).step_by(23) {
        for bit in [0x01, 0xff] {
            let mut bytes = whole[..].to_vec();
            bytes[at] ^= bit;
            let _ = load(&bytes);
        }
    }
    for (bytes, why) in [
        (&b""[..], "shorter than any header"),
        (b"GGML rubbish and more of it", "does not begin with `GGUF`"),
        (b"GGUF\x09\0\0\0rubbishrubbishrubbish", "version 9"),
        (b"GGUF\0\0\0\x03rubbishrubbishrubbish", "big-endian"),
        (b"GGUF\x03\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff\0\0\0\0\0\0\0\0", "promises"),
        (b"GGUF\x03\0\0\0\0\0\0\0\0\0\0\0\xff\xff\xff\xff\xff\xff\xff\x0f", "promises"),
    ] {
        let error = load(bytes).expect_err("rubbish").to_string();
        assert!(error.contains(why) && error.contains("damaged.gguf"), "{error}");
    }
    let missing = Source::file(folder.path().join("none.gguf"));
    let error = Model::load(&missing, LoadSettings::default(), &mut |_| {}).expect_err("no file");
    assert!(matches!(error, LoadError::Io { .. }), "{error}");
}

#[test]
fn what_is_not_known_is_refused_not_guessed() {
    use candle_core::quantized::gguf_file::Value;
    let text = |s: &str| Some(Value::String(s.to_owned()));
    let folder = tempfile::tempdir().expect("a folder");
    for (name, value, why) in [
        ("general.architecture", text("gemma3"), "the architecture `gemma3`"),
        ("general.architecture", None, "does not say its architecture"),
        ("tokenizer.ggml.model", text("llama"), "of the kind `llama`"),
        ("tokenizer.ggml.model", None, "it has no tokenizer"),
        ("tokenizer.ggml.pre", text("smaug-bpe"), "pre-splitter `smaug-bpe`"),
        ("tokenizer.ggml.tokens", None, "it has no tokenizer"),
        ("tokenizer.ggml.merges", None, "it has no tokenizer"),
        ("tokenizer.ggml.eos_token_id", Some(Value::U32(70_000)), "is 70000 of 384 tokens"),
        ("llama.rope.scaling.type", text("longrope"), "positions scaled by `longrope`"),
        ("llama.expert_count", Some(Value::U32(8)), "expert_count"),
        ("llama.embedding_length", Some(Value::U32(128)), "shape"),
        ("llama.embedding_length", Some(Value::U32(0)), "is 0"),
        ("llama.attention.head_count", Some(Value::U32(3)), "heads of keys"),
        ("llama.attention.head_count_kv", Some(Value::U32(1)), "shape"),
        ("llama.block_count", Some(Value::U32(3)), "blk.2"),
        ("llama.block_count", text("two"), "block_count"),
        ("llama.attention.layer_norm_rms_epsilon", Some(Value::F32(f32::NAN)), "rms_epsilon"),
        ("general.alignment", Some(Value::U32(0)), "alignment"),
    ] {
        let metadata = vec![(name.to_owned(), value.clone())];
        let error = try_load(&Specimen { metadata, ..Specimen::default() }, &folder)
            .expect_err(name)
            .to_string();
        assert!(error.contains(why), "{name} = {value:?}: {error}");
    }
}

#[test]
fn what_does_not_fit_is_not_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("large.gguf");
    Specimen::default().write(&path).expect("writable");
    let settings = LoadSettings { most_bytes: Some(1 << 20) };
    let mut told = 0;
    let error = Model::load(&Source::file(path), settings, &mut |_| told += 1).expect_err("large");
    assert!(matches!(error, LoadError::TooLarge { available: 1, .. }), "{error}");
    assert_eq!(told, 0);
}

#[test]
fn tied_and_scaled_models_run() {
    use candle_core::quantized::gguf_file::Value;
    let specimen = Specimen { tied: true, ..Specimen::default() };
    let plain = load(&specimen);
    let metadata = vec![
        ("llama.rope.scaling.type".to_owned(), Some(Value::String("linear".to_owned()))),
        ("llama.rope.scaling.factor".to_owned(), Some(Value::F32(4.0))),
    ];
    let scaled = load(&Specimen { metadata, ..specimen.clone() });
    let text = tokens(9, 5);
    let vocabulary = plain.shape().vocabulary;
    let a = read(&plain, &mut fresh(&plain), &text, 9);
    let b = read(&scaled, &mut fresh(&scaled), &text, 9);
    assert!(bits(&a[..vocabulary]) == bits(&b[..vocabulary]), "position 0 is turned by nothing");
    assert!(bits(&a[8 * vocabulary..]) != bits(&b[8 * vocabulary..]));
    // A type of `none` stands above any factor beside it; a factor without a type is an old file's.
    let factor = ("llama.rope.scaling.factor".to_owned(), Some(Value::F32(4.0)));
    let none = ("llama.rope.scaling.type".to_owned(), Some(Value::String("none".to_owned())));
    for (metadata, like) in [
        (vec![none.clone(), factor.clone()], &a),
        (vec![none, ("llama.rope.scale_linear".to_owned(), Some(Value::F32(4.0)))], &a),
        (vec![factor], &b),
    ] {
        let model = load(&Specimen { metadata: metadata.clone(), ..specimen.clone() });
        let got = read(&model, &mut fresh(&model), &text, 9);
        assert!(bits(&got) == bits(like), "{metadata:?}");
    }
}
