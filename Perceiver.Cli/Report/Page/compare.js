// Several runs side by side.

function runName(run, index) {
  return el("span", { className: "run", vars: { run: `var(--run${index % runColours})` } }, run.name);
}

function comparison(runs) {
  const metrics = [...new Set(runs.flatMap((run) => Object.keys({ ...run.summary?.validation, ...run.summary?.test })))]
    .filter((name) => name !== "examples");
  const header = [
    "run",
    "status",
    ...metrics.flatMap((name) => [`test ${titleWithin(name)}`, `validation ${titleWithin(name)}`]),
    "parameters",
    "epochs",
    "steps",
    "trained",
  ];
  const cell = (text, value) => ({ text, value });
  const rows = runs.map((run, index) => {
    const summary = run.summary ?? {};
    const whole = (value) => cell(value === undefined ? "–" : count(value), value ?? -1);
    return [
      cell(runName(run, index), run.name),
      cell(summary.status ?? "not ended", summary.status ?? ""),
      ...metrics.flatMap((name) =>
        [summary.test, summary.validation].map((scores) => cell(figure(name, scores?.[name]), scores?.[name] ?? -1)),
      ),
      whole(summary.parameters),
      whole(summary.epochs),
      whole(summary.steps),
      cell(summary.seconds === undefined ? "–" : duration(summary.seconds), summary.seconds ?? -1),
    ];
  });
  return section("Runs", sortable(header, rows, header.map((_, index) => index).slice(2)));
}

function differences(runs) {
  const values = runs.map((run) => new Map(run.settings.map((one) => [one.path, one.value])));
  const paths = [...new Set(runs.flatMap((run) => run.settings.map((one) => one.path)))];
  const rows = paths
    .map((path) => [path, ...values.map((one) => one.get(path) ?? "–")])
    .filter(([, ...cells]) => new Set(cells).size > 1)
    .map(([path, ...cells]) => [el("code", {}, path), ...cells]);
  return rows.length === 0
    ? section("Settings that differ", el("p", { className: "note" }, "None: the configs are the same."))
    : section("Settings that differ", scrolling(table(["setting", ...runs.map(runName)], rows)));
}
