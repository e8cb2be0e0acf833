//! Plots of a run, as small drawings in SVG, each with its figures as a table below.
//!
//! Nothing is told by colour alone: bars are filled or hollow, lines are solid or dashed, and what
//! matters is labelled.

use std::fmt::Write as _;

use crate::{
    markup::Markup,
    quantity::{count, counted, duration},
    view::{RunView, Spending, Spent},
};

const WIDTH: f64 = 460.0;
const LEFT: f64 = 44.0;
const RIGHT: f64 = 28.0;
const TOP: f64 = 14.0;
const BOTTOM: f64 = 34.0;
const HEIGHT: f64 = 230.0;
/// Height of a row of horizontal bars.
const BAR: f64 = 44.0;

/// A figure: its name, what is to be seen on it, and its table.
struct Figure<'a> {
    id: &'static str,
    title: &'static str,
    about: String,
    height: f64,
    head: &'a [&'a str],
    rows: Vec<Vec<String>>,
}

impl Figure<'_> {
    fn write(&self, markup: &mut Markup, draw: impl FnOnce(&mut Markup)) {
        let (title, about) = (format!("{}-title", self.id), format!("{}-about", self.id));
        let labelled = format!("{title} {about}");
        markup.element("figure", &[("id", &self.id)], |figure| {
            figure.leaf("h3", &[], self.title);
            let view = format!("0 0 {WIDTH} {}", self.height);
            figure.element(
                "svg",
                &[
                    ("class", &"plot"),
                    ("viewBox", &view),
                    ("role", &"img"),
                    ("aria-labelledby", &labelled),
                ],
                |svg| {
                    svg.leaf("title", &[("id", &title)], self.title);
                    svg.leaf("desc", &[("id", &about)], &self.about);
                    draw(svg);
                },
            );
            figure.leaf("figcaption", &[], &self.about);
            figure.element("details", &[], |details| {
                details.leaf("summary", &[], "Figures as a table");
                table(details, self.title, self.head, &self.rows);
            });
        });
    }
}

/// What may be wider than the page, and is then moved by hand or by the arrow keys.
pub(crate) fn scrolled(markup: &mut Markup, name: &str, content: impl FnOnce(&mut Markup)) {
    markup.element(
        "div",
        &[("class", &"wide"), ("role", &"group"), ("aria-label", &name), ("tabindex", &0)],
        content,
    );
}

/// A table whose columns after the first hold numbers.
pub(crate) fn table(markup: &mut Markup, name: &str, head: &[&str], rows: &[Vec<String>]) {
    scrolled(markup, name, |wide| {
        wide.element("table", &[], |table| {
            table.element("thead", &[], |thead| {
                thead.element("tr", &[], |tr| {
                    for name in head {
                        tr.leaf("th", &[("scope", &"col")], name);
                    }
                });
            });
            table.element("tbody", &[], |tbody| {
                for row in rows {
                    tbody.element("tr", &[], |tr| {
                        for (column, cell) in row.iter().enumerate() {
                            match column {
                                0 => tr.leaf("th", &[("scope", &"row")], cell),
                                _ => tr.leaf("td", &[("class", &"number")], cell),
                            }
                        }
                    });
                }
            });
        });
    });
}

/// All plots of a run that have something to show.
pub(crate) fn write(run: &RunView, markup: &mut Markup) {
    solved_over_time(run, markup);
    checks_by_source(run, markup);
    calibration(run, markup);
    budget(run, markup);
}

fn text(svg: &mut Markup, class: &str, x: f64, y: f64, content: &str) {
    svg.leaf(
        "text",
        &[("class", &class), ("x", &format!("{x:.1}")), ("y", &format!("{y:.1}"))],
        content,
    );
}

fn line(svg: &mut Markup, class: &str, from: (f64, f64), to: (f64, f64)) {
    let path = format!("M{:.1} {:.1}L{:.1} {:.1}", from.0, from.1, to.0, to.1);
    svg.element("path", &[("class", &class), ("d", &path)], |_| {});
}

fn bar(svg: &mut Markup, class: &str, x: f64, y: f64, width: f64, height: f64) {
    svg.element(
        "rect",
        &[
            ("class", &class),
            ("x", &format!("{x:.1}")),
            ("y", &format!("{y:.1}")),
            ("width", &format!("{:.1}", width.max(0.0))),
            ("height", &format!("{height:.1}")),
        ],
        |_| {},
    );
}

/// A step between ticks that gives about `most` of them: 1, 2 or 5 times a power of ten.
fn tick(range: f64, most: f64) -> f64 {
    let rough = (range / most).max(f64::MIN_POSITIVE);
    let power = 10f64.powf(rough.log10().floor());
    let nice = [1.0, 2.0, 5.0, 10.0].into_iter().find(|n| n * power >= rough).unwrap_or(10.0);
    nice * power
}

/// The frame of a plot with two axes: places on the page for values.
struct Frame {
    most_x: f64,
    most_y: f64,
}

impl Frame {
    fn x(&self, value: f64) -> f64 {
        LEFT + (WIDTH - LEFT - RIGHT) * value / self.most_x
    }

    fn y(&self, value: f64) -> f64 {
        HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / self.most_y
    }

    fn axes(
        &self,
        svg: &mut Markup,
        steps: (f64, f64),
        show: (&dyn Fn(f64) -> String, &dyn Fn(f64) -> String),
    ) {
        let ticks = |step: f64, most: f64| {
            let values = (0..100_u32).map(move |n| f64::from(n) * step);
            values.take_while(move |value| *value <= most * 1.000_001)
        };
        for value in ticks(steps.1, self.most_y) {
            line(svg, "grid", (LEFT, self.y(value)), (WIDTH - RIGHT, self.y(value)));
            text(svg, "end", LEFT - 6.0, self.y(value) + 4.0, &(show.1)(value));
        }
        for value in ticks(steps.0, self.most_x) {
            let at = self.x(value);
            line(svg, "axis", (at, HEIGHT - BOTTOM), (at, HEIGHT - BOTTOM + 4.0));
            text(svg, "middle", at, HEIGHT - BOTTOM + 16.0, &(show.0)(value));
        }
        line(svg, "axis", (LEFT, HEIGHT - BOTTOM), (WIDTH - RIGHT, HEIGHT - BOTTOM));
    }
}

/// A time on an axis, in the unit that suits the whole axis.
fn time_axis(most: f64) -> (f64, &'static str) {
    match most {
        0.0..180.0 => (1.0, "seconds"),
        180.0..10_800.0 => (60.0, "minutes"),
        _ => (3600.0, "hours"),
    }
}

fn plain(value: f64) -> String {
    // Ticks are multiples of round numbers.
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn solved_over_time(run: &RunView, markup: &mut Markup) {
    let total = run.standing.total;
    if total == 0 {
        return;
    }
    let last = run.solved_at.last().copied().unwrap_or(0.0);
    let end = run.report.seconds.max(last).max(0.1);
    let (unit, unit_name) = time_axis(end);
    let halves: Vec<Vec<String>> = (1..=10_u32)
        .map(|tenth| {
            let at = end * f64::from(tenth) / 10.0;
            let solved = run.solved_at.iter().filter(|time| **time <= at).count();
            vec![duration(at), count(solved as u64)]
        })
        .collect();
    let about = match run.solved_at.len() {
        0 => format!("No problem was solved in {}.", duration(end)),
        1 => format!(
            "1 of {} solved, after {}.",
            counted(total as u64, "problem"),
            duration(run.solved_at[0])
        ),
        solved => format!(
            "{solved} of {total} problems solved in {}, half of these within {}.",
            duration(end),
            duration(run.solved_at[(solved - 1) / 2])
        ),
    };
    let figure = Figure {
        id: "plot-solved",
        title: "Solved over time",
        about,
        height: HEIGHT,
        head: &["After", "Solved"],
        rows: halves,
    };
    figure.write(markup, |svg| {
        let frame = Frame { most_x: end, most_y: total as f64 };
        let steps = (tick(end / unit, 6.0) * unit, tick(total as f64, 5.0).max(1.0));
        frame.axes(svg, steps, (&|value| plain(value / unit), &plain));
        text(svg, "middle", f64::midpoint(LEFT, WIDTH), HEIGHT - 4.0, unit_name);
        let mut path = format!("M{:.1} {:.1}", frame.x(0.0), frame.y(0.0));
        for (solved, at) in run.solved_at.iter().enumerate() {
            let _ = write!(path, "H{:.1}V{:.1}", frame.x(*at), frame.y((solved + 1) as f64));
        }
        let _ = write!(path, "H{:.1}", frame.x(end));
        svg.element("path", &[("class", &"curve"), ("d", &path)], |_| {});
    });
}

fn checks_by_source(run: &RunView, markup: &mut Markup) {
    let most = run.contributors.iter().map(|(_, tally)| tally.all()).max().unwrap_or(0);
    if most == 0 {
        return;
    }
    let rows = run.contributors.iter().map(|(who, tally)| {
        let figures = [tally.all(), tally.closed, tally.progress, tally.failed];
        std::iter::once(who.clone()).chain(figures.map(count)).collect()
    });
    let figure = Figure {
        id: "plot-sources",
        title: "Checks by source",
        about:
            "Candidates that Lean checked, by who proposed them. Filled: those that made progress, \
                which closed their goal or left others. Hollow: the rest."
                .to_owned(),
        height: BAR.mul_add(run.contributors.len() as f64, 8.0),
        head: &["Source", "Checked", "Closed a goal", "Left goals", "Failed"],
        rows: rows.collect(),
    };
    figure.write(markup, |svg| {
        let scale = (WIDTH - 8.0) / most as f64;
        for (place, (who, tally)) in run.contributors.iter().enumerate() {
            let y = BAR.mul_add(place as f64, 4.0);
            let helped = tally.closed + tally.progress;
            let label =
                format!("{who}: {} checked, {} made progress", count(tally.all()), count(helped));
            text(svg, "", 4.0, y + 14.0, &label);
            bar(svg, "hollow", 4.0, y + 20.0, scale * tally.all() as f64, 14.0);
            bar(svg, "filled", 4.0, y + 20.0, scale * helped as f64, 14.0);
        }
    });
}

fn calibration(run: &RunView, markup: &mut Markup) {
    let Some(error) = run.report.calibration_error else { return };
    let filled = || run.calibration.iter().enumerate().filter(|(_, bin)| bin.count > 0);
    let rows = filled().map(|(place, bin)| {
        let range = format!("{} to {} %", place * 10, place * 10 + 10);
        let share = |sum: f64| format!("{:.0} %", 100.0 * sum / f64::from(bin.count));
        vec![range, count(bin.count.into()), share(bin.chances), share(bin.solved.into())]
    });
    let figure = Figure {
        id: "plot-calibration",
        title: "Calibration",
        about: format!(
            "Chance predicted before the search against the share that was solved; the number at a \
             point counts its problems, and good predictions lie on the dashed line. Expected \
             calibration error {error:.3}."
        ),
        height: HEIGHT,
        head: &["Predicted", "Problems", "Mean prediction", "Solved"],
        rows: rows.collect(),
    };
    figure.write(markup, |svg| {
        let frame = Frame { most_x: 1.0, most_y: 1.0 };
        let percent = |value: f64| format!("{:.0} %", value * 100.0);
        frame.axes(svg, (0.2, 0.2), (&percent, &percent));
        text(svg, "middle", f64::midpoint(LEFT, WIDTH), HEIGHT - 4.0, "predicted");
        line(svg, "dashed", (frame.x(0.0), frame.y(0.0)), (frame.x(1.0), frame.y(1.0)));
        for (_, bin) in filled() {
            let total = f64::from(bin.count);
            let (x, y) = (frame.x(bin.chances / total), frame.y(f64::from(bin.solved) / total));
            let radius = total.sqrt().clamp(3.0, 9.0);
            svg.element(
                "circle",
                &[
                    ("class", &"point"),
                    ("cx", &format!("{x:.1}")),
                    ("cy", &format!("{y:.1}")),
                    ("r", &format!("{radius:.1}")),
                ],
                |_| {},
            );
            // Beside the point, on the side on which there is room.
            let (class, beside) =
                if x > WIDTH - 60.0 { ("end", -radius - 4.0) } else { ("", radius + 4.0) };
            text(svg, class, x + beside, y + 4.0, &count(bin.count.into()));
        }
    });
}

fn budget(run: &RunView, markup: &mut Markup) {
    if run.budget.is_empty() {
        return;
    }
    let amount = |spending: &Spending, value: f64| match spending.resource {
        Spent::Seconds => duration(value),
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count")]
        _ => count(value as u64),
    };
    let name = |spending: &Spending| match spending.resource {
        Spent::Seconds => "time on problems",
        Spent::Checks => "Lean checks",
        Spent::Tokens => "model tokens",
        Spent::Judgements => "judgements",
    };
    let limit = |spending: &Spending| {
        spending.limit.map_or_else(|| "none".to_owned(), |limit| amount(spending, limit))
    };
    let rows = run.budget.iter().map(|spending| {
        vec![
            name(spending).to_owned(),
            amount(spending, spending.solved),
            amount(spending, spending.unsolved),
            limit(spending),
        ]
    });
    let figure = Figure {
        id: "plot-budget",
        title: "Budget",
        about:
            "Where it went. Filled: on problems that were solved. Hollow: on the others. A line \
                marks the run's limit where there is one. Problems are worked on side by side, so \
                their times add up to more than the run's."
                .to_owned(),
        height: BAR.mul_add(run.budget.len() as f64, 8.0),
        head: &["Resource", "On solved problems", "On the others", "Limit of the run"],
        rows: rows.collect(),
    };
    figure.write(markup, |svg| {
        for (place, spending) in run.budget.iter().enumerate() {
            let y = BAR.mul_add(place as f64, 4.0);
            let all = spending.solved + spending.unsolved;
            let scale = (WIDTH - 10.0) / all.max(spending.limit.unwrap_or(0.0));
            let of = spending.limit.map_or(String::new(), |_| format!(" of {}", limit(spending)));
            let label = format!(
                "{}: {}{of}, {} on solved problems",
                name(spending),
                amount(spending, all),
                amount(spending, spending.solved)
            );
            text(svg, "", 4.0, y + 14.0, &label);
            bar(svg, "hollow", 4.0, y + 20.0, scale * all, 14.0);
            bar(svg, "filled", 4.0, y + 20.0, scale * spending.solved, 14.0);
            if let Some(limit) = spending.limit {
                let at = scale.mul_add(limit, 4.0);
                line(svg, "limit", (at, y + 16.0), (at, y + 38.0));
            }
        }
    });
}
