// The parts of the page that are about one run, and those that compare several.

function card(name, value, note) {
  return el("div", { className: "card" }, el("p", { className: "name" }, name), el("p", { className: "value" }, value),
    note ? el("p", { className: "note" }, note) : null);
}

// Figures of a split, whatever a task calls them.
function scoreCards(title, scores) {
  return Object.entries(scores ?? {})
    .filter(([name, value]) => typeof value === "number" && name !== "examples" && !(name === "top5" && value === 1))
    .map(([name, value]) => card(`${title}: ${titleWithin(name)}`, figure(name, value)));
}

function keyFigures(run) {
  const summary = run.summary;
  if (!summary) {
    return el("p", { className: "note" }, "The run has not ended: there is no summary yet.");
  }
  return el(
    "div",
    { className: "cards" },
    ...scoreCards("test", summary.test),
    ...scoreCards(summary.best_epoch ? `validation, epoch ${summary.best_epoch}` : "validation", summary.validation),
    card("parameters", count(summary.parameters)),
    card("trained", duration(summary.seconds), `${count(summary.epochs)} epochs, ${count(summary.steps)} steps`),
    card("status", summary.status),
  );
}

function warnings(run) {
  return run.warnings.length === 0
    ? null
    : el("ul", { className: "warnings" }, ...run.warnings.map((text) => el("li", {}, `Note: ${text}.`)));
}

function happenings(runs) {
  const rows = runs.flatMap((run) =>
    run.events.map((one) => [
      ...(runs.length > 1 ? [run.name] : []),
      count(one.step),
      el("span", { className: `mark ${one.kind}` }, words(one.kind)),
      one.text,
      moment(one.at),
    ]),
  );
  const header = [...(runs.length > 1 ? ["run"] : []), "step", "what", "", "when"];
  return rows.length === 0
    ? null
    : section("What happened", el("p", { className: "note" }, "Each has its dashed line in the curves."),
        scrolling(table(header, rows, [header.indexOf("step")])));
}

function tested(run) {
  const test = run.test;
  if (!test) {
    return null;
  }
  const hasClasses = test.confusion.length > 0;
  return section(
    `On the ${count(test.examples)} ${test.split} examples`,
    el("p", { className: "note" }, `Weights of the checkpoint "${test.checkpoint}", after ${count(test.step)} steps.`),
    baselines(test),
    ...(hasClasses
      ? [
          el("h3", {}, "Confusion"),
          confusion(test),
          el("div", { className: "charts" },
            el("div", {}, el("h3", {}, "By class"), classTable(test)),
            el("div", {}, el("h3", {}, "Most frequent mistakes"), mistakes(test) ?? el("p", { className: "note" }, "None."))),
        ]
      : []),
    samples(run),
    examples("Worst examples", "The model held their own class for least likely.", run.worst),
    examples("Best examples", "The surest of each class.", run.best),
  );
}

// The model beside what counting in the training part reaches.
function baselines(test) {
  if (test.baselines.length === 0) {
    return null;
  }
  const names = [...new Set(test.baselines.flatMap((one) => Object.keys(one.figures)))].filter((name) => name in test);
  const rows = [{ name: "this model", figures: test }, ...test.baselines]
    .map((one) => [one.name, ...names.map((name) => figure(name, one.figures[name]))]);
  return el("div", {}, el("h3", {}, "Beside simple answers"),
    scrolling(table(["", ...names.map(titleOf)], rows, names.map((_, index) => index + 1))));
}

function samples(run) {
  if (run.samples.length === 0) {
    return null;
  }
  const isMask = run.test.confusion.length > 0;
  const note = isMask ? "Each image, its classes, and the classes that the model gives it." : "Each image, and what the model gives back.";
  return el("div", {}, el("h3", {}, "The first examples"), el("p", { className: "note" }, note),
    el("div", { className: "samples" },
      ...run.samples.map((image, index) => el("img", { src: image, alt: `test example ${index}: ${note}` }))));
}

function environment(run) {
  if (run.environments.length === 0) {
    return null;
  }
  const parts = run.environments.map((one) =>
    facts([
      ["processor", `${one.processor}, ${one.processors} used`],
      ["memory", memory(one.memory_bytes)],
      ["system", one.system],
      ["runtime", one.runtime],
      ["engine", `${one.engine}, libtorch ${one.libtorch}`],
      ["BLAS", one.blas],
      ["vector instructions", one.cpu_features],
      ["device", one.device],
      ["threads", `${one.workers} × ${one.engine_threads}`],
    ]),
  );
  return section("Environment", ...parts);
}

function parameters(run) {
  if (run.parameters.length === 0) {
    return null;
  }
  const total = run.parameters.reduce((sum, one) => sum + one.count, 0);
  const rows = run.parameters.map((one) => [
    el("code", {}, one.name),
    one.shape.length === 0 ? "scalar" : one.shape.join(" × "),
    count(one.count),
  ]);
  return section("Parameters", folded(`${count(total)} numbers in ${count(rows.length)} arrays`,
    scrolling(table(["parameter", "shape", "numbers"], rows, [2]))));
}

function configuration(run) {
  const start = run.start;
  return section(
    "Config",
    facts([
      ["config", start?.config],
      ["started", moment(start?.started)],
      ["program", start?.program],
      ["overrides", start?.overrides?.join(", ")],
      ["data", start?.data],
      ["hash", run.hash ? el("code", {}, run.hash) : null],
    ]),
    folded("every setting", el("pre", { tabIndex: 0 }, run.config)),
  );
}
