// Which charts a page has: one for each figure that some run's log holds.

const first = ["loss", "top1", "bits_per_byte", "mean_iou", "map", "epe", "learning_rate"];
const last = ["top5", "gradient_norm"];
const runColours = 8;

// A run of its own has a colour for each part; of several, each run has one.
function lineOf(run, index, curve, alone) {
  const part = partNames[curve.part] ?? words(curve.part);
  const strokes = { batch: "batch", train: "train", validation: "validation" };
  return {
    label: alone ? part || titleOf(curve.metric) : [run.name, part].filter(Boolean).join(", "),
    stroke: alone ? (strokes[curve.part] ?? "train") : `run${index % runColours}`,
    width: curve.part === "batch" ? 1 : 2,
    dash: !alone && curve.part === "train" ? [5, 4] : undefined,
    dots: curve.part !== "batch",
    x: curve.steps,
    y: curve.values,
  };
}

// Batches of several runs on top of each other would hide everything else.
function shownOf(run, metric, alone) {
  const curves = run.curves.filter((one) => one.metric === metric);
  const others = curves.filter((one) => one.part !== "batch");
  return alone || others.length === 0 ? curves : others;
}

// What is 1 from the first to the last says nothing.
function isFlat(curves) {
  return curves.every((one) => one.values.every((value) => value === 1));
}

function marksOf(runs) {
  const marked = ["non_finite", "interrupted", "killed", "resumed", "failed"];
  return runs.flatMap((run) =>
    run.events.filter((one) => marked.includes(one.kind)).map((one) => ({ x: one.step, kind: one.kind })),
  );
}

function metricsOf(runs) {
  const all = [...new Set(runs.flatMap((run) => run.curves.map((one) => one.metric)))];
  const rank = (metric) =>
    first.includes(metric) ? first.indexOf(metric) : last.includes(metric) ? 200 + last.indexOf(metric) : 100;
  return all.sort((a, b) => rank(a) - rank(b));
}

function charts(runs) {
  const alone = runs.length === 1;
  const marks = marksOf(runs);
  const panels = metricsOf(runs).flatMap((metric) => {
    const curves = runs.flatMap((run, index) =>
      shownOf(run, metric, alone).map((one) => ({ run, index, one })),
    );
    if (curves.length === 0 || isFlat(curves.map(({ one }) => one))) {
      return [];
    }
    const lines = curves.map(({ run, index, one }) => lineOf(run, index, one, alone));
    if (alone && lines.length === 1) {
      Object.assign(lines[0], { stroke: lines[0].stroke === "batch" ? "train" : lines[0].stroke, width: 1.5 });
    }
    return [el("figure", {}, el("figcaption", {}, titleOf(metric)), curve(metric, lines, marks))];
  });
  return section("Curves", el("div", { className: "charts" }, ...panels));
}

// What the clock said: another axis, and no mark has a place on it.
function throughput(runs) {
  const alone = runs.length === 1;
  const lines = runs.flatMap((run, index) =>
    run.timings.length === 0
      ? []
      : [
          {
            label: alone ? "examples per second" : run.name,
            stroke: alone ? "validation" : `run${index % runColours}`,
            width: 2,
            dots: true,
            x: run.timings.map((one) => one.epoch),
            y: run.timings.map((one) => one.images_per_second ?? null),
          },
        ],
  );
  if (lines.length === 0) {
    return null;
  }
  // One epoch is a number, not a curve.
  const chart = lines.every((line) => line.x.length === 1)
    ? null
    : el("figure", {}, el("figcaption", {}, "Examples per second, by epoch"), curve("images_per_second", lines, [], "epoch"));
  const tables = scrolling(...runs.map((run) => timingTable(run, alone)));
  const epochs = el("figure", {}, el("figcaption", {}, "By epoch"), tables);
  return section("Throughput", el("div", { className: "charts" }, ...[chart, epochs].filter((part) => part !== null)));
}

function timingTable(run, alone) {
  if (run.timings.length === 0) {
    return null;
  }
  const extra = [...new Set(run.timings.flatMap((one) => Object.keys(one)))]
    .filter((key) => !["epoch", "seconds", "images_per_second", "waiting"].includes(key));
  const rows = run.timings.map((one, index) => [
    String(one.epoch),
    duration(one.seconds - (index > 0 ? run.timings[index - 1].seconds : 0)),
    duration(one.seconds),
    count(one.images_per_second ?? 0),
    one.waiting === undefined ? "–" : percent(one.waiting),
    ...extra.map((key) => figure(key, one[key])),
  ]);
  const header = ["epoch", "took", "since the start", "examples/s", "waiting for batches", ...extra.map(words)];
  return el("div", {}, alone ? null : el("h4", {}, run.name), table(header, rows, header.map((_, index) => index)));
}
