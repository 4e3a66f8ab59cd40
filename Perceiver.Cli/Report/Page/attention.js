// Where the latents look in an example: a row of small pictures for each cross-attend.

function attentionOf(example) {
  if (example.attention.length === 0) {
    return null;
  }
  const rows = example.attention.map((stage) => {
    const [mean, ...latents] = stage.pictures;
    const picture = (source, text) =>
      el("figure", {}, el("img", { src: source, alt: `stage ${stage.number}, ${text}` }), el("figcaption", {}, text));
    return el(
      "div",
      {},
      el("h4", {}, `Cross-attend ${stage.number}`),
      el("div", { className: "maps" }, picture(mean, "mean"),
        ...latents.map((source, index) => picture(source, String(index + 1)))),
    );
  });
  const said = example.label === example.predicted ? `${example.label}, and taken for it` : `${example.label}, taken for ${example.predicted}`;
  return el("div", {}, el("h3", {}, said),
    el("div", { className: "looked" }, el("img", { src: example.image, alt: example.label }), el("div", {}, ...rows)));
}

function attention(run) {
  const parts = [...run.best, ...run.worst].map(attentionOf).filter((part) => part !== null);
  return parts.length === 0
    ? null
    : section(
        "Where the latents look",
        el("p", { className: "note" },
          "For each latent of each cross-attend, the share of its attention that each pixel gets, the heads' mean: lighter is more, and each picture's most is its lightest. The first is the mean over the latents."),
        ...parts,
      );
}
