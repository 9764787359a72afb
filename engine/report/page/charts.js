// Curves and bars, drawn again whenever width or colours change.
"use strict";
vigie.charts = (function () {
  const drawn = [];
  const monthText = new Intl.DateTimeFormat(vigie.data.language, {month: "short", year: "numeric", timeZone: "UTC"});
  const dayText = new Intl.DateTimeFormat(vigie.data.language, {dateStyle: "medium", timeZone: "UTC"});

  const seriesOf = function (one) {
    const main = vigie.colour("--accent"), second = vigie.colour("--second"), quiet = vigie.colour("--quiet");
    const value = function (plot, number) { return number === null ? "–" : vigie.number(number, 2); };
    if (one.style === "bars")
      return {label: one.title, stroke: main, fill: main, points: {show: false}, value: value,
        paths: uPlot.paths.bars({size: [0.75, 40]})};
    if (one.style === "limit")
      return {label: one.title, stroke: quiet, width: 1.5, dash: [6, 4], points: {show: false}, value: value};
    return {label: one.title, stroke: second, width: 2, points: {show: true, size: 5}, value: value};
  };
  const optionsOf = function (chart, width) {
    const ink = vigie.colour("--ink"), grid = {stroke: vigie.colour("--line"), width: 1}, time = chart.axis === "time";
    const numbers = function (plot, values) { return values.map(function (v) { return v === null ? "" : vigie.number(v, 3); }); };
    return {
      width: width, height: 280, tzDate: function (s) { return uPlot.tzDate(new Date(s * 1e3), "Etc/UTC"); },
      scales: {x: {time: time}, y: {range: function (plot, low, high) { return [Math.min(0, low), high * 1.05 || 1]; }}},
      cursor: {drag: {x: false, y: false}},
      axes: [
        {stroke: ink, grid: grid, ticks: grid, label: time ? null : chart.xTitle, labelSize: time ? 0 : 30, space: time ? 80 : 50,
          values: time ? function (plot, values) { return values.map(function (v) { return monthText.format(new Date(v * 1e3)); }); } : numbers},
        {stroke: ink, grid: grid, ticks: grid, size: 64, values: numbers}
      ],
      series: [{label: chart.xTitle, value: function (plot, v) {
        return v === null ? "–" : time ? dayText.format(new Date(v * 1e3)) : vigie.number(v, 2);
      }}].concat(chart.series.map(seriesOf))
    };
  };
  const draw = function () {
    drawn.splice(0).forEach(function (plot) { plot.destroy(); });
    vigie.data.charts.forEach(function (chart) {
      const place = document.getElementById("chart-" + chart.id);
      if (!place) return;
      const width = document.documentElement.classList.contains("paper") ? 660 : Math.max(260, Math.floor(place.clientWidth));
      const values = [chart.x].concat(chart.series.map(function (one) { return one.values; }));
      const options = optionsOf(chart, width);
      const last = chart.x.length - 1;
      if (options.scales.x.time && last > 0) {  // the first and the last bar need room beside their middle
        const room = 0.6 * (chart.x[last] - chart.x[0]) / last;
        options.scales.x.range = [chart.x[0] - room, chart.x[last] + room];
      }
      drawn.push(new uPlot(options, values, place));
    });
  };
  draw();
  return {draw: draw};
})();
