// One chart: lines over the steps, with marks where something happened.

const drawn = new Set();
const partNames = { batch: "batches", train: "training", validation: "validation", epoch: "" };

function axisNumber(metric) {
  return (_, values) =>
    values.map((value) => (isFraction(metric) ? `${Number((value * 100).toFixed(3))} %` : shortAxis(value)));
}

function shortAxis(value) {
  const size = Math.abs(value);
  if (value === 0) {
    return "0";
  }
  if (size >= 1e4) {
    return `${Number((value / 1000).toPrecision(4))}k`;
  }
  return size < 1e-3 ? value.toExponential(1).replace(".0e", "e") : String(Number(value.toPrecision(4)));
}

// Lines are { label, stroke, width, dash, dots, x, y }; marks are { x, text, kind }.
function curve(metric, lines, marks, xName = "step") {
  const holder = el("div", { className: "chart" });
  const data = uPlot.join(lines.map((line) => [line.x, line.y]));
  const alone = data[0].length === 1;
  const series = lines.map((line) => ({
    label: line.label,
    stroke: () => colour(line.stroke),
    width: line.width,
    dash: line.dash,
    points: { show: line.dots && line.x.length <= 40, size: 5, fill: () => colour(line.stroke) },
    value: (_, value) => (value === null ? "" : figure(metric, value)),
  }));
  const grid = { stroke: () => colour("grid"), width: 1 };
  const axis = { stroke: () => colour("soft"), grid, ticks: grid, font: "12px system-ui, sans-serif" };
  const options = {
    width: 300,
    height: 260,
    scales: {
      x: { time: false, range: alone ? (_, low) => [low - 1, low + 1] : undefined },
      y: isFraction(metric) ? { range: (_, low, high) => fractionRange(low, high) } : {},
    },
    series: [{ label: xName, value: (_, value) => (value === null ? "" : count(value)) }, ...series],
    axes: [
      { ...axis, values: (_, values) => values.map((value) => (Number.isInteger(value) ? shortAxis(value) : "")) },
      { ...axis, size: 64, values: axisNumber(metric) },
    ],
    cursor: { points: { size: 7 } },
    hooks: { draw: [(plot) => drawMarks(plot, marks)] },
  };
  const plot = new uPlot(options, data, holder);
  drawn.add(plot);
  new ResizeObserver(() => {
    const width = Math.floor(holder.clientWidth);
    if (width > 0 && width !== plot.width) {
      plot.setSize({ width, height: width < 420 ? 220 : 260 });
    }
  }).observe(holder);
  return holder;
}

function fractionRange(low, high) {
  if (low === null || high === null) {
    return [0, 1];
  }
  const room = Math.max(high - low, 0.02) * 0.08;
  return [Math.max(0, low - room), Math.min(1, high + room)];
}

function drawMarks(plot, marks) {
  const { ctx, bbox } = plot;
  const scale = devicePixelRatio;
  ctx.save();
  ctx.lineWidth = 1.5 * scale;
  ctx.setLineDash([4 * scale, 3 * scale]);
  for (const mark of marks) {
    const x = plot.valToPos(mark.x, "x", true);
    if (x < bbox.left - 1 || x > bbox.left + bbox.width + 1) {
      continue;
    }
    ctx.strokeStyle = colour(mark.kind);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }
  ctx.restore();
}

themeChanged.push(() => drawn.forEach((plot) => plot.redraw(false, true)));
