// Elements from values. Texts become text nodes, so that a class named like a tag stays a name.

function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "vars") {
      Object.entries(value).forEach(([key, number]) => element.style.setProperty(`--${key}`, number));
    } else if (name in element && name !== "list") {
      element[name] = value;
    } else {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

function section(title, ...content) {
  return el("section", {}, el("h2", {}, title), ...content);
}

function scrolling(...content) {
  return el("div", { className: "scrolling", tabIndex: 0 }, ...content);
}

function folded(summary, ...content) {
  return el("details", {}, el("summary", {}, summary), ...content);
}

// Rows are arrays of texts or elements; a column of numbers is aligned to the right.
function table(header, rows, numeric = []) {
  const cell = (tag, value, index, scope) =>
    el(tag, { className: numeric.includes(index) ? "number" : "", ...(scope ? { scope } : {}) }, value);
  return el(
    "table",
    {},
    el("thead", {}, el("tr", {}, ...header.map((title, index) => cell("th", title, index, "col")))),
    el("tbody", {}, ...rows.map((row) => el("tr", {}, ...row.map((value, index) => cell("td", value, index))))),
  );
}

// The same, ordered by the column whose title is pressed. Rows are arrays of { text, value }.
function sortable(header, rows, numeric) {
  const order = { column: -1, down: false };
  const holder = el("div", { className: "scrolling", tabIndex: 0 });
  const draw = () => {
    const sorted = [...rows];
    if (order.column >= 0) {
      const value = (row) => row[order.column].value;
      sorted.sort((a, b) => (value(a) < value(b) ? -1 : value(a) > value(b) ? 1 : 0) * (order.down ? -1 : 1));
    }
    const titles = header.map((title, index) => {
      const mark = index === order.column ? (order.down ? " ▾" : " ▴") : "";
      const press = () => {
        order.down = index === order.column ? !order.down : numeric.includes(index);
        order.column = index;
        draw();
      };
      return el("button", { type: "button", className: "sort", onclick: press }, title + mark);
    });
    holder.replaceChildren(table(titles, sorted.map((row) => row.map((one) => one.text)), numeric));
  };
  draw();
  return holder;
}

// Two columns: what, and its value.
function facts(pairs) {
  const rows = pairs.filter(([, value]) => value !== null && value !== undefined && value !== "");
  return el("dl", { className: "facts" }, ...rows.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
}
