//! The map of a search: a drawing of its graph from left to right, in SVG.
//!
//! Goals are boxes, steps are their tactics, the way to the proof is thick. Of a large graph the part
//! is drawn on which the search spent itself, and the rest is counted; the outline that the page's script
//! makes has all of it. A goal is drawn once, and a step that leads to it from elsewhere gets a link.

use std::{cmp::Reverse, collections::BinaryHeap};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    layout::{Place, Tree},
    markup::{Markup, shortened},
    quantity::counted,
    view::{GraphView, Stand, StepView},
};

/// Characters of a tactic on a map.
const LABEL: usize = 24;

/// Pixels.
const ROW: f64 = 24.0;
const BOX: f64 = 52.0;
const HEIGHT: f64 = 18.0;
const GAP: f64 = 16.0;
const CHARACTER: f64 = 6.7;
const LABEL_WIDTH: f64 = 24.0 * CHARACTER + 6.0;
const MARGIN: f64 = 14.0;

/// What is drawn at a node of the tree.
#[derive(Clone, Copy)]
enum Drawn {
    Goal(usize),
    Step(usize),
    /// A goal that is drawn elsewhere.
    Link(usize),
    /// So many steps of the goal above are left out.
    More(usize),
}

struct Map<'v> {
    graph: &'v GraphView,
    way: FxHashSet<usize>,
    tree: Tree,
    drawn: Vec<Drawn>,
    parents: Vec<usize>,
    node_of_goal: FxHashMap<usize, usize>,
}

/// Writes the map of at most so many goals and steps. `id` tells this drawing from others on the page.
pub(crate) fn write(graph: &GraphView, id: &str, most: usize, markup: &mut Markup) {
    let map = Map::of(graph, most);
    let places = map.tree.layout();
    let layers = places.iter().map(|place| place.layer).max().unwrap_or(0);
    let rows = places.iter().map(|place| place.along).fold(0.0, f64::max);
    // The last column need not be as wide as the longest label allows.
    let width = MARGIN.mul_add(2.0, left(layers) + if layers % 2 == 0 { BOX } else { LABEL_WIDTH });
    let height = ROW.mul_add(rows, MARGIN.mul_add(2.0, HEIGHT));
    let view = format!("{} {} {width:.0} {height:.0}", -MARGIN, -MARGIN - HEIGHT / 2.0);
    let (title, about) = (format!("{id}-title"), format!("{id}-about"));
    let labelled = format!("{title} {about}");
    markup.element(
        "svg",
        &[
            ("class", &"map"),
            ("viewBox", &view),
            ("width", &format!("{width:.0}")),
            ("height", &format!("{height:.0}")),
            ("role", &"img"),
            ("aria-labelledby", &labelled),
        ],
        |svg| {
            svg.leaf("title", &[("id", &title)], "Map of the search");
            svg.leaf("desc", &[("id", &about)], &map.about());
            map.edges(&places, svg);
            for (node, place) in places.iter().enumerate() {
                map.node(node, *place, svg);
            }
        },
    );
}

/// What the signs on the map and in the outline mean, of those that occur.
pub(crate) fn legend(graph: &GraphView, markup: &mut Markup) {
    let mut signs: Vec<String> = Vec::new();
    let stands = [
        (Stand::Open, "open"),
        (Stand::Proved, "proved"),
        (Stand::Exhausted, "nothing left to try"),
        (Stand::Refuted, "cannot be proved"),
    ];
    for (stand, words) in stands {
        let goals = graph.goals.iter().filter(|goal| goal.stand == stand).count();
        if goals > 0 {
            signs.push(format!("{} {words}: {}", stand.mark(), counted(goals as u64, "goal")));
        }
    }
    if graph.proved {
        signs.push("thick: the proof".to_owned());
    }
    if graph.goals.iter().any(|goal| !goal.also_under.is_empty()) {
        signs.push("→ drawn elsewhere".to_owned());
    }
    markup.leaf("p", &[("class", &"facts")], &signs.join(" · "));
}

/// Left edge of a layer: goals and steps alternate.
fn left(layer: usize) -> f64 {
    let pair = BOX + LABEL_WIDTH + 2.0 * GAP;
    let rest = if layer.is_multiple_of(2) { 0.0 } else { BOX + GAP };
    (layer / 2) as f64 * pair + rest
}

fn top(place: Place) -> f64 {
    place.along * ROW
}

fn label(step: &StepView) -> String {
    let line = step.tactic.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LABEL - 1) {
        Some((end, _)) if line.chars().count() > LABEL => format!("{}…", &line[..end]),
        _ => line,
    }
}

impl<'v> Map<'v> {
    fn of(graph: &'v GraphView, most: usize) -> Self {
        let way: FxHashSet<usize> = graph.way.iter().copied().collect();
        let chosen = choose(graph, &way, most);
        let mut map = Self {
            graph,
            way,
            tree: Tree::new(),
            drawn: vec![Drawn::Goal(0)],
            parents: vec![0],
            node_of_goal: FxHashMap::from_iter([(0, 0)]),
        };
        let mut open = vec![(0, 0)];
        while let Some((goal, node)) = open.pop() {
            let steps = &graph.goals[goal].steps;
            let mut left_out = 0;
            for step in steps {
                if !chosen.contains(step) {
                    left_out += 1;
                    continue;
                }
                let at = map.add(node, Drawn::Step(*step));
                for child in &graph.steps[*step].goals {
                    let here = graph.goals[*child].under == Some(*step)
                        && !map.node_of_goal.contains_key(child);
                    if here {
                        let below = map.add(at, Drawn::Goal(*child));
                        map.node_of_goal.insert(*child, below);
                        open.push((*child, below));
                    } else {
                        map.add(at, Drawn::Link(*child));
                    }
                }
            }
            if left_out > 0 {
                map.add(node, Drawn::More(left_out));
            }
        }
        map
    }

    fn add(&mut self, parent: usize, drawn: Drawn) -> usize {
        self.drawn.push(drawn);
        self.parents.push(parent);
        self.tree.add(parent)
    }

    fn about(&self) -> String {
        let (goals, steps) = (self.graph.goals.len(), self.graph.steps.len());
        let shown = self.drawn.iter().filter(|d| matches!(d, Drawn::Goal(_))).count();
        let proved = if self.graph.proved { "; the proof is drawn thick" } else { "" };
        format!(
            "{shown} of {goals} goals and the tactics that lead from one to the next, of {steps}, \
             from the problem's own goal on the left{proved}. The outline has the same as text."
        )
    }

    fn edges(&self, places: &[Place], svg: &mut Markup) {
        for node in 1..self.drawn.len() {
            let parent = self.parents[node];
            let (start, end) = (places[parent], places[node]);
            let from = match self.drawn[parent] {
                Drawn::Step(step) => {
                    let characters = label(&self.graph.steps[step]).chars().count();
                    (characters as f64).mul_add(CHARACTER, left(start.layer) + 6.0)
                }
                _ => left(start.layer) + BOX,
            };
            let class = match self.drawn[node] {
                Drawn::Step(step) => self.class_of_step(step),
                _ => match self.drawn[parent] {
                    Drawn::Step(step) => self.class_of_step(step),
                    _ => "edge",
                },
            };
            let path = curve(from, top(start), left(end.layer) - 2.0, top(end));
            svg.element("path", &[("class", &class), ("d", &path)], |_| {});
            if let Drawn::Link(goal) = self.drawn[node]
                && let Some(there) = self.node_of_goal.get(&goal)
            {
                let target = places[*there];
                let from = left(end.layer) + BOX;
                let path = curve(from, top(end), left(target.layer) + BOX, top(target));
                svg.element("path", &[("class", &"edge link"), ("d", &path)], |_| {});
            }
        }
    }

    fn class_of_step(&self, step: usize) -> &'static str {
        let view = &self.graph.steps[step];
        match view.stand {
            Stand::Proved if self.graph.proved && self.way.contains(&step) => "edge proof",
            Stand::Exhausted | Stand::Refuted => "edge dead",
            _ => "edge",
        }
    }

    fn node(&self, node: usize, place: Place, svg: &mut Markup) {
        let (x, y) = (left(place.layer), top(place));
        let at = format!("translate({x:.1} {y:.1})");
        match self.drawn[node] {
            Drawn::Goal(goal) => {
                let view = &self.graph.goals[goal];
                let class = format!("goal {}", view.stand.word());
                svg.element(
                    "g",
                    &[("class", &class), ("transform", &at), ("data-goal", &goal)],
                    |g| {
                        g.leaf("title", &[], &shortened(&view.target, 300));
                        outline(g);
                        let label = format!("{} g{goal}", view.stand.mark());
                        g.leaf("text", &[("x", &(BOX / 2.0)), ("y", &4)], &label);
                    },
                );
            }
            Drawn::Link(goal) => {
                svg.element(
                    "g",
                    &[("class", &"goal elsewhere"), ("transform", &at), ("data-goal", &goal)],
                    |g| {
                        g.leaf("title", &[], &format!("g{goal} is drawn elsewhere"));
                        outline(g);
                        g.leaf("text", &[("x", &(BOX / 2.0)), ("y", &4)], &format!("→ g{goal}"));
                    },
                );
            }
            Drawn::Step(step) => {
                let view = &self.graph.steps[step];
                let class = format!("step {}", view.stand.word());
                svg.element(
                    "g",
                    &[("class", &class), ("transform", &at), ("data-step", &step)],
                    |g| {
                        let title = format!("{}\n{}", shortened(&view.tactic, 600), view.source);
                        g.leaf("title", &[], &title);
                        g.leaf("text", &[("x", &2), ("y", &4)], &label(view));
                    },
                );
            }
            Drawn::More(count) => {
                svg.element("g", &[("class", &"step more"), ("transform", &at)], |g| {
                    g.leaf("text", &[("x", &2), ("y", &4)], &format!("… {count} more"));
                });
            }
        }
    }
}

fn outline(svg: &mut Markup) {
    svg.element(
        "rect",
        &[("y", &(-HEIGHT / 2.0)), ("width", &BOX), ("height", &HEIGHT), ("rx", &4)],
        |_| {},
    );
}

fn curve(from: f64, y: f64, to: f64, end: f64) -> String {
    let middle = f64::midpoint(from, to);
    format!("M{from:.1} {y:.1}C{middle:.1} {y:.1} {middle:.1} {end:.1} {to:.1} {end:.1}")
}

/// The steps that are drawn: those on the way, and then, from the drawn goals on, those under which
/// the search spent most.
fn choose(graph: &GraphView, way: &FxHashSet<usize>, most: usize) -> FxHashSet<usize> {
    let key = |step: usize| {
        let view = &graph.steps[step];
        let alive = !matches!(view.stand, Stand::Exhausted | Stand::Refuted);
        let below = view.goals.iter().map(|goal| &graph.goals[*goal]);
        let visits: u64 = below.map(|goal| u64::from(goal.visits) + 1).sum();
        #[expect(clippy::cast_possible_truncation, reason = "logarithms are small")]
        let prior = (view.log_prior * 1000.0) as i64;
        (way.contains(&step), alive, visits, prior, Reverse(step))
    };
    let mut chosen = FxHashSet::default();
    let mut drawn = 1;
    let mut open: BinaryHeap<_> = graph.goals[0].steps.iter().map(|s| key(*s)).collect();
    while let Some((on_way, .., Reverse(step))) = open.pop() {
        let goals = &graph.steps[step].goals;
        if drawn + 1 + goals.len() > most && !on_way {
            break;
        }
        if !chosen.insert(step) {
            continue;
        }
        drawn += 1 + goals.len();
        for goal in goals {
            if graph.goals[*goal].under == Some(step) {
                open.extend(graph.goals[*goal].steps.iter().map(|s| key(*s)));
            }
        }
    }
    chosen
}
