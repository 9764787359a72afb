// Rows that lead to the map, light and dark, printing.
"use strict";
(function () {
  const root = document.documentElement;

  document.addEventListener("click", function (event) {
    const line = event.target.closest ? event.target.closest("tr[data-layer]") : null;
    if (!line || !vigie.map) return;
    vigie.map.show(line.getAttribute("data-layer"), Number(line.getAttribute("data-row")));
    if (event.target.closest("button")) document.getElementById("map").scrollIntoView({block: "center"});
  });

  const theme = document.getElementById("theme");
  const prefersDark = window.matchMedia("(prefers-color-scheme: dark)");
  const isDark = function () {
    return root.dataset.theme ? root.dataset.theme === "dark" : prefersDark.matches;
  };
  const name = function () { theme.textContent = isDark() ? vigie.words.light : vigie.words.dark; };
  theme.hidden = false;
  theme.addEventListener("click", function () {
    root.dataset.theme = isDark() ? "light" : "dark";
    name();
    vigie.charts.draw();
  });
  prefersDark.addEventListener("change", function () { name(); vigie.charts.draw(); });
  name();

  const print = document.getElementById("print");
  print.hidden = false;
  print.addEventListener("click", function () { window.print(); });

  // Paper is light, and as wide as it is.
  const toPaper = function () {
    root.classList.add("paper");
    vigie.charts.draw();
    if (vigie.map) vigie.map.fit();
  };
  const toScreen = function () {
    root.classList.remove("paper");
    vigie.charts.draw();
    if (vigie.map) vigie.map.fit();
  };
  window.addEventListener("beforeprint", toPaper);
  window.addEventListener("afterprint", toScreen);

  let width = window.innerWidth;
  window.addEventListener("resize", function () {
    if (window.innerWidth === width || root.classList.contains("paper")) return;
    width = window.innerWidth;
    vigie.charts.draw();
    if (vigie.map) vigie.map.resize();
  });
})();
