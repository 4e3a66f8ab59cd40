// Puts the page together.

const data = JSON.parse(document.getElementById("data").textContent);

function aboutOne(run) {
  return [tested(run), attention(run), environment(run), parameters(run), configuration(run)];
}

function onePage(run) {
  return [warnings(run), keyFigures(run), charts([run]), happenings([run]), ...aboutOne(run).toSpliced(2, 0, throughput([run]))];
}

function severalPage(runs) {
  const apart = runs.map((run, index) =>
    el("details", { className: "apart" }, el("summary", {}, runName(run, index)), warnings(run), keyFigures(run),
      ...aboutOne(run)),
  );
  return [comparison(runs), differences(runs), charts(runs), happenings(runs), throughput(runs), section("Each run", ...apart)];
}

function about(run) {
  return [run.start?.config, moment(run.start?.started)].filter(Boolean).join(", ");
}

startTheme();
document.getElementById("about").textContent = data.runs.length === 1 ? about(data.runs[0]) : "";
const parts = data.runs.length === 1 ? onePage(data.runs[0]) : severalPage(data.runs);
document.getElementById("page").replaceChildren(...parts.filter((part) => part !== null && part !== undefined));
document.getElementById("footer").textContent =
  `Made by perceiver ${data.program.split("+")[0]}. Every figure is from the run's folder; the file needs no network.`;
