// What a model takes for what: confusion, classes, examples.

const widestTable = 24;

function confusion(test) {
  const rows = test.confusion;
  const sums = rows.map((row) => Math.max(1, row.reduce((sum, value) => sum + value, 0)));
  return rows.length <= widestTable ? confusionTable(test, sums) : confusionMap(test, sums);
}

function confusionTable(test, sums) {
  const names = test.classes;
  const head = el(
    "tr",
    {},
    el("th", { className: "corner" }, "true \\ predicted"),
    ...names.map((name) => el("th", { scope: "col", className: "tilted" }, el("span", {}, name))),
  );
  const body = test.confusion.map((row, label) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, names[label]),
      ...row.map((value, predicted) => {
        const share = value / sums[label];
        return el(
          "td",
          {
            className: [label === predicted ? "right" : "wrong", share > 0.5 ? "deep" : "", value ? "" : "none"].join(" "),
            title: `${names[label]} taken for ${names[predicted]}: ${count(value)} of ${count(sums[label])} (${percent(share, 1)})`,
            vars: { share: Math.sqrt(share).toFixed(3) },
          },
          count(value),
        );
      }),
    ),
  );
  return scrolling(el("table", { className: "confusion" }, el("thead", {}, head), el("tbody", {}, ...body)));
}

// Many classes: one square each.
function confusionMap(test, sums) {
  const size = test.classes.length;
  const canvas = el("canvas", { width: size, height: size, className: "map" });
  const text = el("p", { className: "note" }, "Rows are true classes, columns predicted ones; darker is more.");
  const draw = () => {
    const context = canvas.getContext("2d");
    context.fillStyle = colour("panel");
    context.fillRect(0, 0, size, size);
    test.confusion.forEach((row, label) =>
      row.forEach((value, predicted) => {
        context.globalAlpha = Math.sqrt(value / sums[label]);
        context.fillStyle = colour(label === predicted ? "validation" : "train");
        context.fillRect(predicted, label, 1, 1);
      }),
    );
    context.globalAlpha = 1;
  };
  canvas.addEventListener("mousemove", (event) => {
    const box = canvas.getBoundingClientRect();
    const at = (offset, length) => Math.min(size - 1, Math.max(0, Math.floor((offset / length) * size)));
    const [label, predicted] = [at(event.offsetY, box.height), at(event.offsetX, box.width)];
    text.textContent = `${test.classes[label]} taken for ${test.classes[predicted]}: ${count(test.confusion[label][predicted])}`;
  });
  themeChanged.push(draw);
  draw();
  return el("div", {}, canvas, text);
}

// What the table counts: a segmentation has many answers to an example.
function counted(test) {
  const sum = test.confusion.flat().reduce((total, value) => total + value, 0);
  return sum === test.examples ? "examples" : "pixels";
}

function mistakes(test) {
  const pairs = test.confusion.flatMap((row, label) =>
    row.map((value, predicted) => ({ label, predicted, value })).filter((one) => one.label !== one.predicted && one.value),
  );
  pairs.sort((a, b) => b.value - a.value);
  const rows = pairs.slice(0, 10).map((one) => [
    test.classes[one.label],
    test.classes[one.predicted],
    count(one.value),
    percent(one.value / Math.max(1, test.per_class[one.label].examples), 1),
  ]);
  return rows.length === 0 ? null : scrolling(table(["class", "taken for", counted(test), "of the class"], rows, [2, 3]));
}

function classTable(test) {
  const share = (value) => ({ text: percent(value), value });
  const rows = test.per_class.map((one) => [
    { text: one.label, value: one.label },
    share(one.precision),
    share(one.recall),
    share(one.f1),
    { text: count(one.examples), value: one.examples },
  ]);
  return sortable(["class", "precision", "recall", "F1", counted(test)], rows, [1, 2, 3, 4]);
}

function examples(title, note, list) {
  if (list.length === 0) {
    return null;
  }
  const one = (example) =>
    el(
      "figure",
      {},
      el("img", { src: example.image, alt: `test image ${example.index}: ${example.label}` }),
      el(
        "figcaption",
        {},
        el("strong", {}, example.label),
        example.label === example.predicted
          ? el("span", {}, percent(example.confidence, 1))
          : el("span", {}, `taken for ${example.predicted}, ${percent(example.confidence, 1)}`),
        example.label === example.predicted
          ? null
          : el("span", { className: "soft" }, `itself ${percent(example.label_probability, example.label_probability < 0.01 ? 3 : 1)}`),
        el("span", { className: "soft" }, `no. ${count(example.index)}`),
      ),
    );
  return el("div", {}, el("h3", {}, title), el("p", { className: "note" }, note), el("div", { className: "examples" }, ...list.map(one)));
}
