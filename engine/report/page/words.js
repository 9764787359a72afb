// The data of the page, and what the other scripts share.
"use strict";
const vigie = (function () {
  const data = JSON.parse(document.getElementById("data").textContent);
  const colour = function (name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  };
  const make = function (tag, options, children) {
    const element = document.createElement(tag);
    Object.keys(options || {}).forEach(function (key) {
      if (key === "text") element.textContent = options[key];
      else element.setAttribute(key, options[key]);
    });
    (children || []).forEach(function (child) { element.appendChild(child); });
    return element;
  };
  const number = function (value, digits) {
    return new Intl.NumberFormat(data.language, {maximumFractionDigits: digits}).format(value);
  };
  return {data: data, words: data.words, colour: colour, make: make, number: number};
})();
