// Numbers and words as people read them.

const grouped = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const fractions = /^(top\d+|.*accuracy|mean_iou|map|macro_f1|iou_.*|precision|recall|f1)$/;

const titles = {
  loss: "Loss",
  top1: "Accuracy (top-1)",
  top5: "Accuracy (top-5)",
  learning_rate: "Learning rate",
  gradient_norm: "Norm of the gradient",
  bits_per_byte: "Bits per byte",
  mean_iou: "Mean IoU",
  mse: "Mean squared error",
  psnr: "PSNR (dB)",
  map: "Mean average precision",
  macro_f1: "Macro F1",
  epe: "Mean end-point error (pixels)",
  images_per_second: "Examples per second",
};

function count(value) {
  return grouped.format(value);
}

function percent(value, digits = 2) {
  return `${(value * 100).toFixed(digits)}\u00a0%`; // The sign stays with its number.
}

function words(name) {
  const text = name.replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function titleOf(metric) {
  // Of several modalities each has its own.
  return titles[metric] ?? (metric.endsWith("_psnr") ? `${words(metric.slice(0, -5))} PSNR (dB)` : words(metric));
}

// Within a line; what begins with an abbreviation stays as it is.
function titleWithin(metric) {
  const title = titleOf(metric);
  return /^[A-Z]{2}/.test(title) ? title : title.charAt(0).toLowerCase() + title.slice(1);
}

function isFraction(metric) {
  return fractions.test(metric);
}

// Four significant digits, without needless exponents.
function plain(value) {
  if (value === 0 || Number.isInteger(value)) {
    return Math.abs(value) < 1e9 ? count(value) : value.toExponential(2);
  }
  const size = Math.abs(value);
  if (size >= 1000) {
    return count(value);
  }
  return size < 1e-4 ? value.toExponential(2) : String(Number(value.toPrecision(4)));
}

function figure(metric, value) {
  if (value === null || value === undefined) {
    return "–";
  }
  return isFraction(metric) ? percent(value) : metric === "loss" ? value.toFixed(4) : plain(value);
}

function duration(seconds) {
  const whole = Math.round(seconds);
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const two = (number) => String(number).padStart(2, "0");
  return h > 0 ? `${h}:${two(m)}:${two(s)} h` : `${m}:${two(s)} min`;
}

function memory(bytes) {
  return `${(bytes / 2 ** 30).toFixed(1)} GiB`;
}

function moment(text) {
  return text ? text.slice(0, 19).replace("T", " ") : "";
}
