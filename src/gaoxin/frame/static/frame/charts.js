// Draws every [data-chart="key"] of data-kind from the application/json script with id "key-data".
//
//   trend  {periods: [..], series: [{name, kind: "bar"|"line"|"dashed", values: [..], urls?}], unit, marks?: [{name, value}]}
//   bars   {names: [..], values: [..], unit, urls?, marks?: [{name, value}]}
//   plan   {plots: [{name, value, points: [[x, y], ..], url?}], unit}     schematic; y grows upwards
//   flow   {nodes: [{name, tone, url?}], links: [[from, to, count, url?], ..], unit}     names; no cycles
//   radar  {axes: [{name, max}], series: [{name, values: [..]}]}
//   mix    {parts: [{name, value, tone?, url?}], unit}
//
// tone: green | amber | red | grey | blue | violet. A value is a number, or a string where its decimal places matter ("6.50");
// null means not known: it leaves a gap and is said in words, never drawn as 0. Bars start at zero. A datum with a url opens it.
(() => {
  const root = document.documentElement;
  const chinese = root.lang.startsWith("zh");
  const UNKNOWN = chinese ? "缺数据" : "not known";
  const colon = chinese ? "：" : ": ";
  const known = (value) => value !== null && value !== undefined && value !== "" && Number.isFinite(Number(value));
  const sum = (values) => values.filter(known).reduce((total, value) => total + Number(value), 0);

  /** A value as given, with thousands separators and its unit; words when it is not known. */
  const show = (value, unit = "") => {
    if (!known(value)) return UNKNOWN;
    const [whole, decimals] = String(value).split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",") + (decimals === undefined ? "" : `.${decimals}`);
    return unit === "%" ? `${grouped}%` : unit ? `${grouped} ${unit}` : grouped;
  };

  // Custom properties hold light-dark(), color-mix() and oklch(); a canvas wants plain rgba: paint one pixel and read it.
  const pixel = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (name) => {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.color = `var(${name})`;
    pixel.clearRect(0, 0, 1, 1);
    pixel.fillStyle = getComputedStyle(probe).color;
    probe.remove();
    pixel.fillRect(0, 0, 1, 1);
    return [...pixel.getImageData(0, 0, 1, 1).data];
  };
  const paint = ([r, g, b, a]) => `rgba(${r},${g},${b},${a / 255})`;
  const colour = (name) => paint(rgba(name));
  const between = (low, high, share) => low.map((part, i) => Math.round(part + (high[i] - part) * share));
  // Black or white, whichever reads better on the colour (relative luminance of WCAG 2).
  const readable = (fill) => {
    const [r, g, b] = fill.map((part) => (part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? "#111" : "#fff";
  };

  /** Colours and type of the theme shown now. */
  const theme = () => ({
    font: getComputedStyle(document.body).fontFamily,
    size: parseFloat(getComputedStyle(root).fontSize) * 0.75,
    ink: colour("--tblr-body-color"), text: colour("--tblr-secondary-color"), line: colour("--tblr-border-color"),
    surface: colour("--tblr-bg-surface"),
    series: [1, 2, 3, 4, 5, 6].map((n) => colour(`--series-${n}`)),
    tone: (name, i = 0) => colour(name ? `--${name}` : `--series-${(i % 6) + 1}`),
  });
  const width = (t, words) => {
    pixel.font = `${t.size}px ${t.font}`;
    return Math.max(0, ...words.map((word) => pixel.measureText(word).width));
  };

  const data = (values, urls = []) => values.map((value, i) => ({ value: known(value) ? value : null, url: urls[i] }));
  const legend = (t) => ({ top: 0, right: 4, itemWidth: t.size * 1.4, itemHeight: t.size * 0.8, itemGap: t.size * 1.2, textStyle: { color: t.text, fontSize: t.size } });
  const grid = (more) => ({ left: 6, right: 8, top: 8, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "axisLabel", ...more });
  const labels = (t) => ({ color: t.text, fontSize: t.size });
  const marks = (t, list, axis) => list && {
    symbol: "none", silent: true, lineStyle: { color: t.series[1], type: "dashed" },
    label: { color: t.text, fontSize: t.size, position: axis === "xAxis" ? "start" : "insideEndTop", formatter: (p) => `${p.name} ${show(p.value)}` },
    data: list.filter((mark) => known(mark.value)).map((mark) => ({ name: mark.name, [axis]: Number(mark.value) })),
  };
  // Where both neighbours are missing there is no line to see, so the point itself is shown.
  const points = (values, urls) => data(values, urls).map((datum, i) => known(values[i - 1]) || known(values[i + 1]) ? datum : { ...datum, symbol: "circle", symbolSize: 6 });

  const bar = (t, one, i) => ({ type: "bar", data: data(one.values, one.urls), itemStyle: { color: t.series[i % 6], borderRadius: [3, 3, 0, 0] }, barMaxWidth: 28 });
  const line = (t, one, i) => {
    const dashed = one.kind === "dashed";
    const stroke = dashed ? t.text : t.series[i % 6];
    return { type: "line", data: points(one.values, one.urls), symbol: "none", connectNulls: false, itemStyle: { color: stroke }, lineStyle: { color: stroke, width: dashed ? 1.5 : 2.25, type: dashed ? "dashed" : "solid" }, triggerLineEvent: true };
  };

  const ring = (plot) => [...plot.points, plot.points[0]];
  const zone = (plots) => ({ type: "FeatureCollection", features: plots.map((plot) => ({ type: "Feature", properties: { name: plot.name }, geometry: { type: "Polygon", coordinates: [ring(plot)] } })) });

  const options = {
    trend: (d, t) => ({
      grid: grid({ top: t.size * 2.6 }),
      legend: legend(t),
      tooltip: { trigger: "axis", axisPointer: { type: "shadow" }, valueFormatter: (value) => show(value, d.unit) },
      xAxis: { type: "category", data: d.periods, axisLine: { lineStyle: { color: t.line } }, axisTick: { show: false }, axisLabel: { ...labels(t), hideOverlap: true } },
      yAxis: { type: "value", name: d.unit, nameGap: t.size * 0.9, nameTextStyle: { ...labels(t), align: "left" }, scale: !d.series.some((one) => one.kind === "bar"), splitLine: { lineStyle: { color: t.line } }, axisLabel: { ...labels(t), formatter: (value) => show(value) } },
      series: d.series.map((one, i) => ({ name: one.name, ...(one.kind === "bar" ? bar : line)(t, one, i), markLine: i ? undefined : marks(t, d.marks, "yAxis") })),
    }),

    bars: (d, t) => ({
      grid: grid({ right: width(t, d.values.map((value) => show(value, d.unit))) + 14, top: d.marks ? t.size * 2 : 4 }),
      tooltip: { formatter: (p) => p.name + colon + show(p.value, d.unit) },
      xAxis: { type: "value", min: (range) => Math.min(0, range.min), axisLabel: { show: false }, splitLine: { show: false } },
      yAxis: { type: "category", inverse: true, data: d.names, axisLine: { lineStyle: { color: t.line } }, axisTick: { show: false }, axisLabel: { color: t.ink, fontSize: t.size, width: t.size * 12, overflow: "truncate", formatter: (name, i) => known(d.values[i]) ? name : `${name}\n${UNKNOWN}` } },
      series: [{ type: "bar", data: data(d.values, d.urls), itemStyle: { color: t.series[0], borderRadius: [0, 3, 3, 0] }, barMaxWidth: t.size * 1.8, barCategoryGap: "35%", label: { show: true, position: "right", color: t.ink, fontSize: t.size, textBorderColor: t.surface, textBorderWidth: 3, formatter: (p) => show(p.value, d.unit) }, markLine: marks(t, d.marks, "xAxis") }],
    }),

    plan: (d, t, key) => {
      echarts.registerMap(`plan-${key}`, zone(d.plots));
      const most = Math.max(0, ...d.plots.map((plot) => Number(plot.value) || 0)) || 1;
      const [low, high, empty] = ["--plan-low", "--plan-high", "--grey-soft"].map(rgba);
      const fill = (plot) => known(plot.value) ? between(low, high, Math.max(0, plot.value) / most) : empty;
      const plot = (one) => ({ name: one.name, value: known(one.value) ? one.value : null, url: one.url, itemStyle: { areaColor: paint(fill(one)) }, label: { color: readable(fill(one)) }, emphasis: { label: { color: readable(fill(one)) }, itemStyle: { areaColor: paint(fill(one)) } } });
      const given = Object.fromEntries(d.plots.map((one) => [one.name, one.value]));
      return {
        tooltip: { formatter: (p) => p.name + colon + show(given[p.name], d.unit) },
        series: [{ type: "map", map: `plan-${key}`, data: d.plots.map(plot), aspectScale: 1, top: 8, bottom: 8, left: 8, right: 8, selectedMode: false,
          label: { show: true, fontSize: t.size, lineHeight: t.size * 1.4, formatter: (p) => `${p.name}\n${show(given[p.name])}` },
          itemStyle: { borderColor: t.surface, borderWidth: 2 }, emphasis: { itemStyle: { borderColor: t.ink } } }],
      };
    },

    flow: (d, t) => {
      const through = (name) => Math.max(...[0, 1].map((end) => sum(d.links.filter((one) => one[end] === name).map((one) => one[2]))));
      const ends = (name) => !d.links.some((one) => one[0] === name);
      const text = (name) => `${name}${ends(name) ? " " : "\n"}${show(through(name))}`; // two lines where a band runs beneath
      const last = d.nodes.filter((node) => ends(node.name)).map((node) => text(node.name));
      return {
        tooltip: { formatter: (p) => (p.dataType === "edge" ? `${p.data.source} → ${p.data.target}` : p.name) + colon + show(p.value, d.unit) },
        series: [{ type: "sankey", left: 4, right: width(t, last) + 12, top: 8, bottom: 8, nodeWidth: 8, nodeGap: 12, draggable: false, emphasis: { focus: "adjacency" }, animationDuration: 400,
          data: d.nodes.map((node) => ({ name: node.name, url: node.url, itemStyle: { color: t.tone(node.tone || "blue"), borderWidth: 0 } })),
          links: d.links.filter((one) => known(one[2])).map(([source, target, value, url]) => ({ source, target, value, url })),
          label: { color: t.ink, fontSize: t.size, lineHeight: t.size * 1.25, textBorderColor: t.surface, textBorderWidth: 3, formatter: (p) => text(p.name) },
          lineStyle: { color: "target", opacity: 0.24 } }],
      };
    },

    // On polar axes each value is its share of the axis' maximum; a value that is not known breaks the line.
    radar: (d, t) => ({
      legend: legend(t),
      tooltip: { formatter: (p) => `${p.seriesName}\n${p.data.name}${colon}${show(p.data.given)} / ${show(p.data.max)}` },
      polar: { center: ["50%", "54%"], radius: "70%" },
      angleAxis: { type: "value", min: 0, max: d.axes.length, interval: 1, startAngle: 90, axisTick: { show: false }, axisLine: { lineStyle: { color: t.line } }, splitLine: { lineStyle: { color: t.line } }, axisLabel: { color: t.ink, fontSize: t.size, formatter: (i) => d.axes[i] ? d.axes[i].name : "" } },
      radiusAxis: { min: 0, max: 1, interval: 0.25, axisLabel: { show: false }, axisLine: { show: false }, axisTick: { show: false }, splitLine: { lineStyle: { color: t.line } } },
      series: d.series.map((one, i) => ({
        name: one.name, type: "line", coordinateSystem: "polar", symbol: "circle", symbolSize: 7, connectNulls: false, itemStyle: { color: t.series[i % 6] }, lineStyle: { width: 2 },
        data: [...d.axes.keys(), 0].map((axis, step) => {
          const { name, max } = d.axes[axis];
          const given = one.values[axis];
          return { value: [known(given) ? Number(given) / max : null, step], name, max, given, url: (one.urls || [])[axis] };
        }),
      })),
    }),

    mix: (d, t) => {
      const total = sum(d.parts.map((part) => part.value));
      const whole = d.parts.every((part) => known(part.value)) && total > 0;
      const share = (value) => whole ? ` · ${(Number(value) * 100 / total).toFixed(1)}%` : "";
      const words = (name) => d.parts.filter((part) => part.name === name).map((part) => `${name}  ${show(part.value, d.unit)}${share(part.value)}`)[0];
      return {
        grid: { left: 4, right: 4, top: 4, height: t.size * 2.4 },
        tooltip: { formatter: (p) => words(p.seriesName) },
        legend: { ...legend(t), top: t.size * 3.6, left: 0, right: "auto", orient: "vertical", icon: "roundRect", itemGap: t.size * 0.7, textStyle: { color: t.ink, fontSize: t.size }, formatter: words, selectedMode: false },
        xAxis: { type: "value", show: false, min: 0, max: total || 1 },
        yAxis: { type: "category", show: false, data: [""] },
        series: d.parts.map((part, i) => ({ name: part.name, type: "bar", stack: "all", barWidth: "100%", data: data([part.value], [part.url]), itemStyle: { color: t.tone(part.tone, i), borderColor: t.surface, borderWidth: 1, borderRadius: 3 } })),
      };
    },
  };

  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const drawn = new Map(); // box → {chart, text}

  const open = (event) => { if (event.data && event.data.url) location.assign(event.data.url); };
  const start = (box) => {
    const chart = echarts.init(box, null, { renderer: "canvas", locale: chinese ? "ZH" : "EN" });
    chart.on("click", open);
    chart.on("mousemove", (event) => chart.getZr().setCursorStyle(event.data && event.data.url ? "pointer" : "default"));
    return chart;
  };

  const common = (box, t) => ({
    // The box is named by its heading where it has one; else the chart describes itself to a screen reader.
    aria: { enabled: !box.hasAttribute("aria-labelledby") && !box.hasAttribute("aria-label") },
    textStyle: { fontFamily: t.font }, animation: !still.matches, animationDuration: 400,
  });
  // richText, because the HTML tooltip writes style attributes, which style-src 'self' forbids.
  const tooltip = (t) => ({ renderMode: "richText", confine: true, backgroundColor: t.surface, borderColor: t.line, textStyle: { color: t.ink, fontSize: t.size, fontFamily: t.font } });

  const draw = (box) => {
    const source = document.getElementById(`${box.dataset.chart}-data`);
    const kind = options[box.dataset.kind];
    if (!source || !kind || !box.clientWidth || !box.clientHeight) return;
    const entry = drawn.get(box) || {};
    const t = theme();
    const option = kind(JSON.parse(source.textContent), t, box.dataset.chart);
    entry.chart = entry.chart || start(box);
    entry.text = source.textContent;
    drawn.set(box, entry);
    entry.chart.setOption({ ...common(box, t), ...option, tooltip: { ...tooltip(t), ...option.tooltip } }, true);
  };

  const changed = (box) => {
    const source = document.getElementById(`${box.dataset.chart}-data`);
    return drawn.has(box) && source && source.textContent !== drawn.get(box).text;
  };
  // A box that is hidden (a closed panel, paper) has no size; it is drawn once it gets one.
  const sizes = new ResizeObserver((entries) => entries.forEach(({ target, contentRect }) => {
    if (!contentRect.width || !contentRect.height) return;
    if (drawn.has(target)) drawn.get(target).chart.resize(); else draw(target);
  }));
  const forget = (box) => { drawn.get(box).chart.dispose(); drawn.delete(box); sizes.unobserve(box); };
  const scan = () => {
    [...drawn.keys()].filter((box) => !box.isConnected).forEach(forget);
    document.querySelectorAll("[data-chart]").forEach((box) => changed(box) ? draw(box) : sizes.observe(box));
  };

  const begin = () => {
    scan();
    new MutationObserver(() => [...drawn.keys()].forEach(draw)).observe(root, { attributes: true, attributeFilter: ["data-bs-theme"] });
    ["htmx:after:swap", "htmx:afterSwap"].forEach((name) => document.addEventListener(name, scan));
    if (document.fonts.status !== "loaded") document.fonts.ready.then(() => [...drawn.keys()].forEach(draw));
  };
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", begin); else begin();
})();
