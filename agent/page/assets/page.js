"use strict";
// What the page does beyond HTML: the outline of a search graph, a filter of problems, and unfolding of what a
// link or a printer asks for. All text is set as text. The one thing that is parsed as HTML is the map of a search,
// which the page has for readers without the script, and which is in the document only when it is looked at: a list
// of a thousand problems has half a million elements in its maps.
(() => {
  const STANDS = [["?", "open"], ["✓", "proved"], ["✗", "exhausted"], ["⊥", "refuted"]];
  const AT_ONCE = 60;

  const make = (tag, attributes = {}, ...content) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...content);
    return element;
  };
  const button = (label, act) => {
    const element = make("button", { type: "button" }, label);
    element.addEventListener("click", act);
    return element;
  };

  // The columns that the page's data has, by name.
  const readGoal = ([stand, line, text, depth, prior, visits, tried, complete, under, also, steps, attempts, leftOut, refutation]) =>
    ({ stand, line, text, depth, prior, visits, tried, complete, under, also, steps, attempts, leftOut, refutation });
  const readStep = ([stand, goal, tactic, source, prior, ranked, banned, goals]) =>
    ({ stand, goal, tactic, source, prior, ranked, banned, goals });

  class Explorer {
    constructor(host, data, map) {
      this.texts = data.texts;
      this.goals = data.goals;
      this.steps = data.steps;
      this.map = map;
      this.proved = data.proved;
      this.way = data.way;
      this.onWay = new Set(data.way);
      this.rows = new Map();
      this.outline = make("ul", { class: "outline", role: "tree", "aria-label": "Outline of the search" });
      this.detail = make("div", { class: "detail", role: "group", "aria-label": "What is chosen in the outline", tabindex: "0" });
      this.found = make("span", { role: "status" });
      host.append(this.toolbar(), make("div", { class: "panes" }, this.outline, this.detail));
      this.outline.addEventListener("click", (event) => this.click(event));
      this.outline.addEventListener("keydown", (event) => this.key(event));
      if (map) {
        map.classList.add("live");
        map.addEventListener("click", (event) => {
          const node = event.target.closest("[data-goal], [data-step]");
          if (!node) return;
          if (node.dataset.goal) this.reveal("g" + node.dataset.goal);
          else this.reveal("s" + node.dataset.step);
        });
      }
      this.start();
    }

    goal(number) { return readGoal(this.goals[number]); }
    step(number) { return readStep(this.steps[number]); }
    text(number) { return number < 0 ? "" : this.texts[number]; }

    toolbar() {
      const search = make("input", { type: "search", "aria-label": "Find a goal or a tactic", placeholder: "goal or tactic" });
      search.addEventListener("keydown", (event) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        this.find(search.value);
      });
      const bar = make("div", { class: "tools" },
        button(this.proved ? "Proof" : "Where most was tried", () => this.showWay()),
        button("Next open goal", () => this.nextOpen()),
        button("Fold all", () => this.start(true)),
        make("span", { class: "find" }, search, button("Find next", () => this.find(search.value))), this.found);
      return bar;
    }

    start(folded = false) {
      this.outline.replaceChildren();
      this.rows.clear();
      const root = this.goalRow(0, 1, false);
      this.outline.append(root);
      this.unfold(root);
      if (folded) this.pick(root);
      else this.showWay();
    }

    showWay() {
      const last = this.way[this.way.length - 1];
      if (this.way.length > 400) { this.pick(this.rows.get("g0")); return; }
      for (const step of this.way) {
        const row = this.open("s" + step);
        if (row) this.unfold(row);
      }
      if (this.proved || last === undefined) { this.pick(this.rows.get("g0")); return; }
      const goals = this.step(last).goals.filter((goal) => this.goal(goal).under === last);
      const most = goals.sort((a, b) => this.goal(b).tried - this.goal(a).tried)[0];
      this.reveal(most === undefined ? "s" + last : "g" + most);
    }

    nextOpen() {
      if (!this.openGoals) {
        const open = this.goals.map((_, number) => number)
          .filter((number) => this.goals[number][0] === 0 && (number === 0 || this.goals[number][8] >= 0));
        this.openGoals = open.sort((a, b) => this.goals[b][6] - this.goals[a][6]);
        this.nextPlace = 0;
      }
      if (this.openGoals.length === 0) { this.found.textContent = "no open goal"; return; }
      const goal = this.openGoals[this.nextPlace % this.openGoals.length];
      this.nextPlace += 1;
      this.found.textContent = `open goal ${(this.nextPlace - 1) % this.openGoals.length + 1} of ${this.openGoals.length}`;
      this.reveal("g" + goal, true);
    }

    find(text) {
      const needle = text.trim().toLowerCase();
      if (!needle) return;
      if (this.needle !== needle) {
        this.needle = needle;
        const has = this.texts.map((known) => known.toLowerCase().includes(needle));
        this.hits = [];
        this.goals.forEach((goal, number) => {
          if (has[goal[2]] && (number === 0 || goal[8] >= 0)) this.hits.push("g" + number);
        });
        this.steps.forEach((step, number) => { if (has[step[2]]) this.hits.push("s" + number); });
        this.hit = 0;
      }
      if (this.hits.length === 0) { this.found.textContent = "nothing found"; return; }
      const key = this.hits[this.hit % this.hits.length];
      this.hit += 1;
      this.found.textContent = `${(this.hit - 1) % this.hits.length + 1} of ${this.hits.length}`;
      this.reveal(key);
    }

    row(classes, level, foldable, stand, what, note) {
      const [mark, word] = STANDS[stand];
      const row = make("li", { role: "treeitem", class: `${classes} ${word}${stand > 1 ? " dead" : ""}`, "aria-level": level,
        "aria-selected": "false", tabindex: "-1" },
        make("span", { class: "fold", "aria-hidden": "true" }, foldable ? "▸" : ""),
        make("span", { class: "mark", "aria-hidden": "true" }, mark), make("span", { class: "unseen" }, word + " "),
        make("span", { class: "what" }, what), make("span", { class: "note" }, note));
      if (foldable) row.setAttribute("aria-expanded", "false");
      row.style.paddingLeft = `${0.4 + Math.min(level - 1, 30) * 0.8}rem`;
      return row;
    }

    goalRow(number, level, link) {
      const goal = this.goal(number);
      const foldable = !link && goal.steps.length > 0;
      const tried = `${goal.tried} tried`;
      const row = this.row("goal", level, foldable, goal.stand, this.text(goal.line), link ? `g${number}, shown elsewhere` : `g${number} · ${tried}`);
      row.item = { goal: number, link, level };
      if (!link) this.rows.set("g" + number, row);
      return row;
    }

    stepRow(number, level) {
      const step = this.step(number);
      const way = this.proved && this.onWay.has(number) ? " way" : "";
      const row = this.row("step" + way, level, step.goals.length > 0, step.stand, this.text(step.tactic), this.text(step.source));
      row.item = { step: number, level };
      this.rows.set("s" + number, row);
      return row;
    }

    // Says to screen readers which of its siblings a row is: the list is flat.
    among(row, place, count) {
      row.setAttribute("aria-posinset", place + 1);
      row.setAttribute("aria-setsize", count);
      return row;
    }

    children(row) {
      const { goal, step, level } = row.item;
      if (step !== undefined) {
        return this.step(step).goals.map((child, place, all) => {
          const link = this.goal(child).under !== step || all.indexOf(child) !== place;
          return this.among(this.goalRow(child, level + 1, link), place, all.length);
        });
      }
      return this.some(this.goal(goal).steps, 0, level + 1);
    }

    // The steps from `from` on, and a row for the rest.
    some(steps, from, level) {
      const rows = steps.slice(from, from + AT_ONCE)
        .map((step, place) => this.among(this.stepRow(step, level), from + place, steps.length));
      const left = steps.length - from - AT_ONCE;
      if (left > 0) {
        const more = make("li", { role: "treeitem", class: "more", "aria-level": level, "aria-selected": "false", tabindex: "-1" },
          make("span", { class: "fold" }), make("span", { class: "what" }, `… ${left} more`));
        more.style.paddingLeft = `${0.4 + Math.min(level - 1, 30) * 0.8}rem`;
        more.item = { more: () => this.some(steps, from + AT_ONCE, level), level };
        rows.push(more);
      }
      return rows;
    }

    unfold(row) {
      if (row.getAttribute("aria-expanded") !== "false") return;
      row.setAttribute("aria-expanded", "true");
      row.firstChild.textContent = "▾";
      row.after(...this.children(row));
    }

    fold(row) {
      if (row.getAttribute("aria-expanded") !== "true") return;
      row.setAttribute("aria-expanded", "false");
      row.firstChild.textContent = "▸";
      while (row.nextSibling && row.nextSibling.item.level > row.item.level) {
        const { goal, link, step } = row.nextSibling.item;
        if (goal !== undefined && !link) this.rows.delete("g" + goal);
        if (step !== undefined) this.rows.delete("s" + step);
        row.nextSibling.remove();
      }
    }

    // Unfolds whatever lies above, and returns the row.
    open(key) {
      const number = Number(key.slice(1));
      const way = [];
      let step = key[0] === "s" ? number : this.goal(number).under;
      while (step >= 0 && way.length <= this.goals.length) {
        way.push(step);
        step = this.goal(this.step(step).goal).under;
      }
      for (const next of way.reverse()) {
        const goal = this.rows.get("g" + this.step(next).goal);
        if (!goal) return undefined;
        this.unfold(goal);
        let row = this.rows.get("s" + next);
        for (let rest = goal.nextSibling; !row && rest; rest = rest.nextSibling) {
          if (rest.item.level === goal.item.level + 1 && rest.item.more) { rest = this.more(rest); row = this.rows.get("s" + next); }
        }
        if (!row) return undefined;
        if (key !== "s" + next) this.unfold(row);
      }
      return this.rows.get(key);
    }

    more(row) {
      const rows = row.item.more();
      row.replaceWith(...rows);
      return rows[0];
    }

    reveal(key, focus = false) {
      const row = this.open(key);
      if (!row) return;
      this.pick(row, focus);
      const { outline } = this;
      outline.scrollTop += row.getBoundingClientRect().top - outline.getBoundingClientRect().top - outline.clientHeight / 3;
    }

    pick(row, focus = false) {
      if (!row) return;
      if (this.picked) {
        this.picked.setAttribute("aria-selected", "false");
        this.picked.tabIndex = -1;
      }
      this.picked = row;
      row.setAttribute("aria-selected", "true");
      row.tabIndex = 0;
      if (focus) row.focus({ preventScroll: false });
      const { goal, step } = row.item;
      if (goal !== undefined) this.showGoal(goal);
      if (step !== undefined) this.showStep(step);
      if (this.map) {
        this.map.querySelectorAll(".picked").forEach((node) => node.classList.remove("picked"));
        const selector = goal !== undefined ? `.goal[data-goal="${goal}"]` : `.step[data-step="${step}"]`;
        for (const node of this.map.querySelectorAll(selector)) {
          node.classList.add("picked");
          this.centre(node);
        }
      }
    }

    // Brings a node of the map into the middle of its frame.
    centre(node) {
      const frame = this.map.parentElement;
      const [inner, outer] = [node.getBoundingClientRect(), frame.getBoundingClientRect()];
      frame.scrollTop += inner.top - outer.top - frame.clientHeight / 2;
      if (inner.left < outer.left || inner.right > outer.right) frame.scrollLeft += inner.left - outer.left - frame.clientWidth / 2;
    }

    activate(row) {
      if (row.item.more) { this.pick(this.more(row), true); return; }
      if (row.item.link) { this.reveal("g" + row.item.goal, true); return; }
      if (row.getAttribute("aria-expanded") === "true") this.fold(row);
      else this.unfold(row);
    }

    click(event) {
      const row = event.target.closest("li");
      if (!row) return;
      if (!row.item.more && !row.item.link) this.pick(row, true);
      this.activate(row);
    }

    key(event) {
      const row = event.target.closest("li");
      if (!row || event.altKey || event.ctrlKey || event.metaKey) return;
      const open = row.getAttribute("aria-expanded");
      let next;
      switch (event.key) {
        case "ArrowDown": next = row.nextSibling; break;
        case "ArrowUp": next = row.previousSibling; break;
        case "Home": next = this.outline.firstChild; break;
        case "End": next = this.outline.lastChild; break;
        case "ArrowRight":
          if (open === "false") this.unfold(row);
          else if (open === "true") next = row.nextSibling;
          break;
        case "ArrowLeft":
          if (open === "true") { this.fold(row); break; }
          next = row.previousSibling;
          while (next && next.item.level >= row.item.level) next = next.previousSibling;
          break;
        case "Enter": case " ": this.activate(row); break;
        default: return;
      }
      event.preventDefault();
      if (next) this.pick(next, true);
    }

    facts(pairs) {
      const list = make("dl");
      for (const [name, value] of pairs) list.append(make("div", {}, make("dt", {}, name), make("dd", {}, value)));
      return list;
    }

    showGoal(number) {
      const goal = this.goal(number);
      const parts = [make("h4", {}, `Goal g${number}: ${STANDS[goal.stand][1]}`), make("pre", {}, make("code", {}, this.text(goal.text)))];
      parts.push(this.facts([["Depth", goal.depth], ["Prior of the path", goal.prior], ["Visits", goal.visits], ["Tactics tried", goal.tried],
        ["Rounds of candidates", goal.complete ? "all tried" : "some left"]]));
      if (goal.refutation >= 0) parts.push(make("p", {}, `Unprovable: ${this.text(goal.refutation)}`));
      if (goal.also.length > 0) {
        const places = make("p", {}, "Also left by ");
        goal.also.slice(0, 20).forEach((step) => places.append(button(this.text(this.step(step).tactic).slice(0, 40), () => this.reveal("s" + step, true)), " "));
        parts.push(places);
      }
      const helped = goal.attempts.filter((attempt) => attempt[4]);
      const rest = goal.attempts.filter((attempt) => !attempt[4]);
      if (goal.attempts.length > 0) parts.push(make("h4", {}, `Candidates tried: ${helped.length} made progress, ${rest.length + goal.leftOut} did not`));
      this.detail.replaceChildren(...parts);
      if (goal.attempts.length > 0) this.attempts([...helped, ...rest], goal.leftOut);
      this.detail.scrollTop = 0;
    }

    attempts(all, leftOut) {
      const asked = all.some((attempt) => attempt[3] >= 0);
      const names = ["Tactic", "Lean’s answer", "Proposed by", "Prior", ...(asked ? ["Model"] : [])];
      const body = make("tbody");
      const table = make("table", {}, make("thead", {}, make("tr", {}, ...names.map((name) => make("th", { scope: "col" }, name)))), body);
      const wide = make("div", { class: "wide", role: "group", "aria-label": "Candidates tried", tabindex: "0" }, table);
      this.detail.append(wide);
      let shown = 0;
      const show = (count) => {
        for (const [tactic, source, prior, belief, , outcome, message] of all.slice(shown, shown + count)) {
          const answer = message < 0 ? this.text(outcome) : `${this.text(outcome)}: ${this.text(message)}`;
          body.append(make("tr", {}, make("td", { class: "code" }, make("code", {}, this.text(tactic))), make("td", {}, answer),
            make("td", {}, this.text(source)), make("td", { class: "number" }, this.text(prior)), ...(asked ? [make("td", { class: "number" }, this.text(belief))] : [])));
        }
        shown = Math.min(all.length, shown + count);
      };
      show(AT_ONCE);
      if (shown < all.length) {
        const rest = button(`Show ${all.length - shown} more`, () => { show(all.length); rest.remove(); });
        this.detail.append(rest);
      }
      if (leftOut > 0) this.detail.append(make("p", { class: "facts" }, `${leftOut} more that failed are in the run’s log.`));
    }

    showStep(number) {
      const step = this.step(number);
      const parts = [make("h4", {}, `Step s${number}: ${STANDS[step.stand][1]}`), make("pre", {}, make("code", {}, this.text(step.tactic))),
        this.facts([["Proposed by", this.text(step.source)], ["Prior", step.prior], ["Order decided by a model", step.ranked ? "yes" : "no"]])];
      if (step.banned) parts.push(make("p", {}, "The judge rejected a proof through this step."));
      if (step.goals.length === 0) parts.push(make("p", {}, "It leaves no goal."));
      else parts.push(make("h4", {}, "Goals that it leaves"));
      for (const goal of step.goals) {
        parts.push(make("p", {}, button(`g${goal}: ${STANDS[this.goal(goal).stand][1]}`, () => this.reveal("g" + goal, true))),
          make("pre", {}, make("code", {}, this.text(this.goal(goal).text))));
      }
      this.detail.replaceChildren(...parts);
      this.detail.scrollTop = 0;
    }
  }

  const drawMap = (problem) => {
    const source = problem.querySelector(".map-frame > noscript");
    if (source) source.replaceWith(...new DOMParser().parseFromString(source.textContent, "text/html").body.children);
  };

  const explorers = new WeakMap();
  const explore = (problem) => {
    const host = problem.querySelector(".explorer");
    if (!host || host.firstChild) return;
    drawMap(problem);
    const data = JSON.parse(document.getElementById(host.dataset.graph).textContent);
    explorers.set(problem, new Explorer(host, data, problem.querySelector("svg.map")));
  };

  // Problems are explored when they are unfolded, and all are unfolded for the printer.
  let printing = false;
  document.addEventListener("toggle", (event) => {
    const problem = event.target;
    if (problem.open && !printing && problem.classList.contains("problem")) explore(problem);
  }, true);
  document.querySelectorAll("details.problem[open]").forEach(explore);
  let unfolded = [];
  addEventListener("beforeprint", () => {
    printing = true;
    document.querySelectorAll("details.problem").forEach(drawMap);
    unfolded = [...document.querySelectorAll("details:not([open])")];
    unfolded.forEach((details) => { details.open = true; });
  });
  addEventListener("afterprint", () => {
    unfolded.forEach((details) => { details.open = false; });
    unfolded = [];
    printing = false;
  });

  // What has all its content in view needs no stop of the Tab key.
  const stops = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth || target.scrollHeight > target.clientHeight) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  document.querySelectorAll(".wide, pre.goal, .map-frame").forEach((place) => stops.observe(place));

  const follow = () => {
    const target = document.getElementById(location.hash.slice(1));
    const problem = target && target.closest("details");
    if (!problem) return;
    problem.open = true;
    (target.classList.contains("body") ? problem : target).scrollIntoView();
  };
  addEventListener("hashchange", follow);
  follow();

  // Links to a goal of the search show it in the outline.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-show]");
    if (!link) return;
    const problem = link.closest("details.problem");
    explore(problem);
    const explorer = explorers.get(problem);
    if (!explorer) return;
    event.preventDefault();
    explorer.map.parentElement.scrollIntoView();
    explorer.reveal(link.dataset.show, true);
  });

  // Theorems can be copied. Where the clipboard is not to be had, the text is selected instead.
  for (const place of document.querySelectorAll(".copyable")) {
    const text = place.querySelector("pre");
    const said = make("span", { class: "unseen", role: "status" });
    const copy = button("Copy", async () => {
      try {
        await navigator.clipboard.writeText(text.textContent);
        copy.textContent = "Copied";
        said.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(text);
        copy.textContent = "Selected";
        said.textContent = "Selected: the browser lets no page copy";
      }
    });
    copy.setAttribute("aria-label", "Copy the theorem");
    copy.addEventListener("blur", () => { copy.textContent = "Copy"; said.textContent = ""; });
    place.classList.add("live");
    place.append(copy, said);
  }

  const filter = document.querySelector("form.filter");
  if (filter) {
    filter.hidden = false;
    const problems = [...document.querySelectorAll("details.problem")];
    const names = problems.map((problem) => (problem.querySelector("summary").textContent + (problem.querySelector("pre")?.textContent ?? "")).toLowerCase());
    const apply = () => {
      const needle = filter.querySelector(".needle").value.trim().toLowerCase();
      const verdict = filter.querySelector(".verdict").value;
      let shown = 0;
      problems.forEach((problem, place) => {
        const fits = names[place].includes(needle) && (!verdict || problem.dataset.verdict === verdict);
        problem.hidden = !fits;
        if (fits) shown += 1;
      });
      filter.querySelector(".found").textContent = `${shown} of ${problems.length} shown`;
    };
    filter.addEventListener("input", apply);
    filter.addEventListener("submit", (event) => event.preventDefault());
    apply();
  }
})();
