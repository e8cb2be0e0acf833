//! Keys and values of the tokens read so far, in blocks of sixteen tokens that are shared by all
//! sequences that begin alike. A sequence that goes its own way copies only its last, unfinished
//! block. Since keys and values of a token depend on nothing but the tokens up to it, a shared block
//! holds the very numbers that would have been computed again.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use super::architecture::Shape;

/// Tokens in a block.
pub(crate) const BLOCK: usize = 16;

/// How a block is laid out, and how many there are.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    kv_heads: usize,
    head: usize,
    /// Numbers in a block.
    numbers: usize,
    live: Arc<AtomicUsize>,
}

impl Layout {
    pub(crate) fn new(shape: &Shape) -> Self {
        Self {
            kv_heads: shape.kv_heads,
            head: shape.head,
            numbers: shape.layers * 2 * BLOCK * shape.kv_width(),
            live: Arc::default(),
        }
    }

    /// Blocks that exist now.
    pub(crate) fn live(&self) -> usize {
        self.live.load(Ordering::Relaxed)
    }

    /// Bytes of a block.
    pub(crate) fn block_bytes(&self) -> usize {
        self.numbers * size_of::<f32>()
    }
}

/// For each layer the keys and then the values, for each head its sixteen vectors in turn.
struct Block {
    numbers: Box<[f32]>,
    live: Arc<AtomicUsize>,
}

impl Block {
    fn new(layout: &Layout) -> Self {
        layout.live.fetch_add(1, Ordering::Relaxed);
        Self { numbers: vec![0.0; layout.numbers].into(), live: Arc::clone(&layout.live) }
    }
}

impl Clone for Block {
    fn clone(&self) -> Self {
        self.live.fetch_add(1, Ordering::Relaxed);
        Self { numbers: self.numbers.clone(), live: Arc::clone(&self.live) }
    }
}

impl Drop for Block {
    fn drop(&mut self) {
        self.live.fetch_sub(1, Ordering::Relaxed);
    }
}

impl std::fmt::Debug for Block {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Block")
    }
}

/// What a sequence has read. A clone shares all blocks.
#[derive(Clone, Debug)]
pub(crate) struct Cache {
    layout: Layout,
    blocks: Vec<Arc<Block>>,
    length: usize,
}

impl Cache {
    pub(crate) fn new(layout: Layout) -> Self {
        Self { layout, blocks: Vec::new(), length: 0 }
    }

    /// Tokens read.
    pub(crate) fn len(&self) -> usize {
        self.length
    }

    /// Makes room for `more` tokens, which count as read from now on.
    pub(crate) fn extend(&mut self, more: usize) {
        self.length += more;
        while self.blocks.len() * BLOCK < self.length {
            self.blocks.push(Arc::new(Block::new(&self.layout)));
        }
    }

    /// Writes the keys and values of one token in one layer, all heads one after the other.
    pub(crate) fn write(&mut self, layer: usize, position: usize, keys: &[f32], values: &[f32]) {
        let Layout { kv_heads, head, .. } = self.layout;
        let block = Arc::make_mut(&mut self.blocks[position / BLOCK]);
        let place = position % BLOCK * head;
        for (half, numbers) in [keys, values].into_iter().enumerate() {
            let start = (layer * 2 + half) * kv_heads * BLOCK * head + place;
            for (index, numbers) in numbers.chunks_exact(head).enumerate() {
                let start = start + index * BLOCK * head;
                block.numbers[start..start + head].copy_from_slice(numbers);
            }
        }
    }

    /// The keys and the values of one head in one layer, block by block.
    #[inline]
    pub(crate) fn head(
        &self,
        layer: usize,
        index: usize,
    ) -> impl Iterator<Item = (&[f32], &[f32])> {
        let Layout { kv_heads, head, .. } = self.layout;
        let keys = (layer * 2 * kv_heads + index) * BLOCK * head;
        let values = keys + kv_heads * BLOCK * head;
        self.blocks.iter().map(move |block| {
            let part = |start: usize| &block.numbers[start..start + BLOCK * head];
            (part(keys), part(values))
        })
    }
}

/// A full block under the name of all tokens up to its end: those before it by the number of the
/// block before, so that nothing is ever taken for something else of the same hash.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    before: u64,
    tokens: [u32; BLOCK],
}

#[derive(Debug)]
struct Kept {
    number: u64,
    block: Arc<Block>,
    age: u64,
}

/// Blocks of past sequences, for those that begin alike.
#[derive(Debug)]
pub(crate) struct Prefixes {
    layout: Layout,
    kept: HashMap<Key, Kept>,
    /// The least recently used first.
    by_age: BTreeMap<u64, Key>,
    clock: u64,
    numbers: u64,
}

impl Prefixes {
    pub(crate) fn new(layout: Layout) -> Self {
        Self { layout, kept: HashMap::new(), by_age: BTreeMap::new(), clock: 0, numbers: 0 }
    }

    /// What is known of a sequence that begins with `tokens`; never the last of them, because its
    /// logits are wanted.
    pub(crate) fn find(&mut self, tokens: &[u32]) -> Cache {
        let mut cache = Cache::new(self.layout.clone());
        let mut path = Vec::new();
        let mut before = 0;
        let (full, _) = tokens[..tokens.len().saturating_sub(1)].as_chunks::<BLOCK>();
        for chunk in full {
            let key = Key { before, tokens: *chunk };
            let Some(kept) = self.kept.get(&key) else { break };
            cache.blocks.push(Arc::clone(&kept.block));
            before = kept.number;
            path.push(key);
        }
        cache.length = cache.blocks.len() * BLOCK;
        // A block is never younger than those before it, and so goes first.
        for key in path.into_iter().rev() {
            self.touch(&key);
        }
        cache
    }

    fn touch(&mut self, key: &Key) {
        self.clock += 1;
        if let Some(kept) = self.kept.get_mut(key) {
            self.by_age.remove(&kept.age);
            kept.age = self.clock;
            self.by_age.insert(self.clock, key.clone());
        }
    }

    /// Keeps the full blocks of a sequence that has read `tokens`.
    pub(crate) fn keep(&mut self, tokens: &[u32], cache: &Cache) {
        let mut path = Vec::new();
        let mut before = 0;
        let (full, _) = tokens[..tokens.len().min(cache.length)].as_chunks::<BLOCK>();
        for (chunk, block) in full.iter().zip(&cache.blocks) {
            let key = Key { before, tokens: *chunk };
            let kept = self.kept.entry(key.clone()).or_insert_with(|| {
                self.numbers += 1;
                Kept { number: self.numbers, block: Arc::clone(block), age: 0 }
            });
            before = kept.number;
            path.push(key);
        }
        for key in path.into_iter().rev() {
            self.touch(&key);
        }
    }

    /// Blocks that are kept.
    #[cfg(test)]
    fn len(&self) -> usize {
        self.kept.len()
    }

    /// Lets go of what was not used longest until at most `most` blocks exist. Blocks in use by a
    /// sequence exist on.
    pub(crate) fn shrink(&mut self, most: usize) {
        while self.layout.live() > most {
            let Some((_, key)) = self.by_age.pop_first() else { break };
            self.kept.remove(&key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::architecture::{Family, Rotation, Scaling};

    fn layout() -> Layout {
        Layout::new(&Shape {
            family: Family::Llama,
            layers: 2,
            width: 8,
            heads: 2,
            kv_heads: 2,
            head: 4,
            inner: 8,
            vocabulary: 10,
            context: 100,
            epsilon: 1e-5,
            rotation: Rotation { turned: 4, base: 1e4, scaling: Scaling::None },
        })
    }

    fn filled(layout: &Layout, tokens: &[u32]) -> Cache {
        let mut cache = Cache::new(layout.clone());
        cache.extend(tokens.len());
        for (position, token) in tokens.iter().enumerate() {
            for layer in 0..2 {
                let x = *token as f32 + layer as f32 / 10.0;
                cache.write(layer, position, &[x; 8], &[-x; 8]);
            }
        }
        cache
    }

    fn key(cache: &Cache, layer: usize, position: usize) -> f32 {
        cache.head(layer, 1).nth(position / BLOCK).expect("there").0[position % BLOCK * 4 + 3]
    }

    #[test]
    fn a_fork_shares_until_it_writes() {
        let layout = layout();
        let tokens: Vec<u32> = (0..20).collect();
        let mut first = filled(&layout, &tokens);
        let mut second = first.clone();
        assert_eq!(layout.live(), 2, "a clone copies nothing");
        first.extend(1);
        first.write(1, 20, &[7.5; 8], &[0.0; 8]);
        second.extend(1);
        second.write(1, 20, &[8.5; 8], &[0.0; 8]);
        assert_eq!(layout.live(), 3, "only the last block was copied");
        assert_eq!((key(&first, 1, 20), key(&second, 1, 20)), (7.5, 8.5));
        assert_eq!((key(&second, 1, 19), key(&second, 0, 3)), (19.1, 3.0));
        drop(first);
        assert_eq!(layout.live(), 2);
    }

    #[test]
    fn prefixes_are_found_by_all_their_tokens() {
        let layout = layout();
        let mut prefixes = Prefixes::new(layout.clone());
        let tokens: Vec<u32> = (0..40).collect();
        let cache = filled(&layout, &tokens);
        prefixes.keep(&tokens, &cache);
        assert_eq!(prefixes.find(&tokens).len(), 32);
        assert_eq!(prefixes.find(&tokens[..32]).len(), 16, "the last token is always read anew");
        assert_eq!(prefixes.find(&tokens[16..]).len(), 0, "the same block elsewhere is another");
        let mut other = tokens.clone();
        other[20] = 99;
        assert_eq!(prefixes.find(&other).len(), 16);
        assert_eq!(key(&prefixes.find(&tokens), 1, 31), 31.1);
        drop(cache);
        // The sequence's own unfinished block is gone, its two full ones are kept.
        assert_eq!((layout.live(), prefixes.len()), (2, 2));
        prefixes.shrink(1);
        assert_eq!(prefixes.find(&tokens).len(), 16, "the later block goes first");
        prefixes.shrink(0);
        assert_eq!((layout.live(), prefixes.len()), (0, 0));
    }
}
