//! Tidy drawing of trees: where each node stands along its layer.
//!
//! The algorithm is that of Buchheim, Jünger and Leipert, "Improving Walker's Algorithm to Run in
//! Linear Time" (Graph Drawing 2002), written without recursion so that no depth overflows the stack. Nodes of
//! one layer keep a distance of at least 1, a parent stands in the middle of its children, equal
//! subtrees are drawn alike, and a mirrored tree gives a mirrored drawing. Nothing here knows what
//! the nodes are.

/// A rooted tree: node 0 is the root.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    parent: Vec<Option<usize>>,
    children: Vec<Vec<usize>>,
    /// Place among the siblings.
    number: Vec<usize>,
}

/// Where a node is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Place {
    /// Edges from the root.
    pub layer: usize,
    /// Position along the layer, from 0, in units of the least distance.
    pub along: f64,
}

impl Tree {
    /// A tree of one node.
    pub fn new() -> Self {
        Self { parent: vec![None], children: vec![Vec::new()], number: vec![0] }
    }

    /// Adds a node as the last child of `parent` and returns it.
    pub fn add(&mut self, parent: usize) -> usize {
        let node = self.parent.len();
        self.number.push(self.children[parent].len());
        self.children[parent].push(node);
        self.parent.push(Some(parent));
        self.children.push(Vec::new());
        node
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.parent.len()
    }

    /// False: a tree has a root.
    pub fn is_empty(&self) -> bool {
        false
    }

    /// The place of every node.
    pub fn layout(&self) -> Vec<Place> {
        let mut walk = Walk::new(self);
        let top_down = self.top_down();
        // Read backwards, each node comes after its children, and these from the first to the last.
        for node in top_down.iter().rev() {
            walk.place(*node);
            walk.apportion(*node);
        }
        let mut places = vec![Place::default(); self.len()];
        let mut offset = vec![0.0; self.len()];
        for node in &top_down {
            if let Some(parent) = self.parent[*node] {
                offset[*node] = offset[parent] + walk.modifier[parent];
                places[*node].layer = places[parent].layer + 1;
            }
            places[*node].along = walk.preliminary[*node] + offset[*node];
        }
        let least = places.iter().map(|place| place.along).fold(f64::INFINITY, f64::min);
        for place in &mut places {
            place.along -= least;
        }
        places
    }

    /// Every node before its children, and of these the last first.
    fn top_down(&self) -> Vec<usize> {
        let mut order = Vec::with_capacity(self.len());
        let mut open = vec![0];
        while let Some(node) = open.pop() {
            order.push(node);
            open.extend(&self.children[node]);
        }
        order
    }

    fn left_sibling(&self, node: usize) -> Option<usize> {
        let siblings = &self.children[self.parent[node]?];
        self.number[node].checked_sub(1).map(|place| siblings[place])
    }
}

/// The names are the paper's: preliminary coordinate, modifier, thread, ancestor, change, shift.
struct Walk<'t> {
    tree: &'t Tree,
    preliminary: Vec<f64>,
    modifier: Vec<f64>,
    thread: Vec<Option<usize>>,
    ancestor: Vec<usize>,
    /// For each parent, the child that stands for the subtrees already joined.
    default_ancestor: Vec<Option<usize>>,
    change: Vec<f64>,
    shift: Vec<f64>,
}

impl<'t> Walk<'t> {
    fn new(tree: &'t Tree) -> Self {
        let count = tree.len();
        Self {
            tree,
            preliminary: vec![0.0; count],
            modifier: vec![0.0; count],
            thread: vec![None; count],
            ancestor: (0..count).collect(),
            default_ancestor: tree.children.iter().map(|c| c.first().copied()).collect(),
            change: vec![0.0; count],
            shift: vec![0.0; count],
        }
    }

    /// The second half of the paper's `FIRSTWALK`: all children have been placed.
    fn place(&mut self, node: usize) {
        let beside = self.tree.left_sibling(node).map(|left| self.preliminary[left] + 1.0);
        let (Some(first), Some(last)) =
            (self.tree.children[node].first(), self.tree.children[node].last())
        else {
            self.preliminary[node] = beside.unwrap_or(0.0);
            return;
        };
        self.execute_shifts(node);
        let middle = f64::midpoint(self.preliminary[*first], self.preliminary[*last]);
        self.preliminary[node] = beside.unwrap_or(middle);
        self.modifier[node] = beside.map_or(0.0, |beside| beside - middle);
    }

    fn next_left(&self, node: usize) -> Option<usize> {
        self.tree.children[node].first().copied().or(self.thread[node])
    }

    fn next_right(&self, node: usize) -> Option<usize> {
        self.tree.children[node].last().copied().or(self.thread[node])
    }

    /// Moves the subtree of `node` away from those of its left siblings, along their contours.
    fn apportion(&mut self, node: usize) {
        let Some(left) = self.tree.left_sibling(node) else { return };
        let Some(parent) = self.tree.parent[node] else { return };
        // Contours: inside and outside, of the subtree (plus) and of those on its left (minus).
        let (mut in_plus, mut out_plus) = (node, node);
        let (mut in_minus, mut out_minus) = (left, self.tree.children[parent][0]);
        let (mut sum_in_plus, mut sum_out_plus) = (self.modifier[in_plus], self.modifier[out_plus]);
        let (mut sum_in_minus, mut sum_out_minus) =
            (self.modifier[in_minus], self.modifier[out_minus]);
        while let (Some(right), Some(own)) = (self.next_right(in_minus), self.next_left(in_plus)) {
            in_minus = right;
            in_plus = own;
            // The outer contours are at least as deep as the inner ones.
            out_minus = self.next_left(out_minus).unwrap_or(out_minus);
            out_plus = self.next_right(out_plus).unwrap_or(out_plus);
            self.ancestor[out_plus] = node;
            let shift = (self.preliminary[in_minus] + sum_in_minus)
                - (self.preliminary[in_plus] + sum_in_plus)
                + 1.0;
            if shift > 0.0 {
                self.move_subtree(self.greatest_distinct(in_minus, parent), node, shift);
                sum_in_plus += shift;
                sum_out_plus += shift;
            }
            sum_in_minus += self.modifier[in_minus];
            sum_in_plus += self.modifier[in_plus];
            sum_out_minus += self.modifier[out_minus];
            sum_out_plus += self.modifier[out_plus];
        }
        if let (Some(right), None) = (self.next_right(in_minus), self.next_right(out_plus)) {
            self.thread[out_plus] = Some(right);
            self.modifier[out_plus] += sum_in_minus - sum_out_plus;
        }
        if let (Some(own), None) = (self.next_left(in_plus), self.next_left(out_minus)) {
            self.thread[out_minus] = Some(own);
            self.modifier[out_minus] += sum_in_plus - sum_out_minus;
            self.default_ancestor[parent] = Some(node);
        }
    }

    /// The child of `parent` whose subtree has the node of the contour.
    fn greatest_distinct(&self, contour: usize, parent: usize) -> usize {
        let ancestor = self.ancestor[contour];
        if self.tree.parent[ancestor] == Some(parent) {
            return ancestor;
        }
        self.default_ancestor[parent].unwrap_or(ancestor)
    }

    fn move_subtree(&mut self, left: usize, right: usize, shift: f64) {
        let between = (self.tree.number[right] - self.tree.number[left]) as f64;
        self.change[right] -= shift / between;
        self.shift[right] += shift;
        self.change[left] += shift / between;
        self.preliminary[right] += shift;
        self.modifier[right] += shift;
    }

    fn execute_shifts(&mut self, node: usize) {
        let (mut shift, mut change) = (0.0, 0.0);
        for child in self.tree.children[node].iter().rev() {
            self.preliminary[*child] += shift;
            self.modifier[*child] += shift;
            change += self.change[*child];
            shift += self.shift[*child] + change;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The tree in which node `i + 1` is a child of node `parents[i] % (i + 1)`.
    fn tree(parents: &[usize]) -> Tree {
        let mut tree = Tree::new();
        for (index, parent) in parents.iter().enumerate() {
            tree.add(parent % (index + 1));
        }
        tree
    }

    /// The same tree with the children of each node in reverse; and where each node went.
    fn mirrored(tree: &Tree) -> (Tree, Vec<usize>) {
        let mut mirror = Tree::new();
        let mut image = vec![0; tree.len()];
        let mut open = vec![0];
        while let Some(node) = open.pop() {
            for child in tree.children[node].iter().rev() {
                image[*child] = mirror.add(image[node]);
                open.push(*child);
            }
        }
        (mirror, image)
    }

    const TOLERANCE: f64 = 1e-6;

    proptest! {
        #[test]
        fn drawings_are_tidy(parents in prop::collection::vec(0..1000_usize, 0..120)) {
            let tree = tree(&parents);
            let places = tree.layout();
            // Left to right in each layer, in the order of the tree, at least 1 apart.
            let mut last: Vec<f64> = Vec::new();
            let mut open = vec![0];
            while let Some(node) = open.pop() {
                let Place { layer, along } = places[node];
                last.resize(last.len().max(layer + 1), f64::NEG_INFINITY);
                prop_assert!(along >= last[layer] + 1.0 - TOLERANCE || along >= 0.0 && last[layer] < 0.0,
                    "node {} at {}, the one before at {}", node, along, last[layer]);
                last[layer] = along;
                open.extend(tree.children[node].iter().rev());
                if let (Some(first), Some(end)) =
                    (tree.children[node].first(), tree.children[node].last())
                {
                    let middle = f64::midpoint(places[*first].along, places[*end].along);
                    prop_assert!((along - middle).abs() < TOLERANCE);
                }
            }
            // A mirrored tree gives a mirrored drawing.
            let width = places.iter().map(|p| p.along).fold(0.0, f64::max);
            let (mirror, image) = mirrored(&tree);
            let other = mirror.layout();
            for node in 0..tree.len() {
                let expected = width - places[node].along;
                prop_assert!((other[image[node]].along - expected).abs() < TOLERANCE);
            }
        }
    }

    #[test]
    fn neither_depth_nor_breadth_is_too_much() {
        let count = 100_000;
        let chain = tree(&(0..count).collect::<Vec<_>>()).layout();
        assert_eq!(chain[count], Place { layer: count, along: 0.0 });
        let star = tree(&vec![0; count]).layout();
        assert!((star[0].along - (count - 1) as f64 / 2.0).abs() < TOLERANCE);
    }
}
