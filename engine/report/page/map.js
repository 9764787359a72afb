// The map: fills one at a time, outlines over them, and what lies at a point.
"use strict";
vigie.map = (function () {
  const box = document.getElementById("map");
  const drawn = vigie.data.map;
  if (!box || !drawn) return null;
  const words = vigie.words;

  // Rings come as steps from corner to corner on a lattice.
  const ringOf = function (numbers) {
    const ring = [];
    let x = 0, y = 0;
    for (let i = 0; i < numbers.length; i += 2) {
      x += numbers[i];
      y += numbers[i + 1];
      ring.push([x * drawn.step, y * drawn.step]);
    }
    return ring;
  };
  const cellRing = function (cells, column, row) {
    const size = cells.size;
    if (cells.shape === "square") {
      const west = cells.x + (column - 0.5) * size, south = cells.y + (row - 0.5) * size;
      return [[west, south], [west + size, south], [west + size, south + size], [west, south + size]];
    }
    const shift = ((row + cells.odd) % 2 - cells.odd) / 2;
    const x = cells.x + (column + shift) * size, y = cells.y + row * size * Math.sqrt(3) / 2;
    const tall = size / Math.sqrt(3), half = size / 2;
    return [[x, y - tall], [x + half, y - tall / 2], [x + half, y + tall / 2], [x, y + tall], [x - half, y + tall / 2],
      [x - half, y - tall / 2]];
  };
  const shapesOf = function (layer) {
    if (layer.shapes)
      return layer.shapes.map(function (polygons) {
        return polygons.map(function (rings) { return rings.map(ringOf); });
      });
    if (layer.points)
      return layer.points.map(function (at) { return {x: at[0] * drawn.step, y: at[1] * drawn.step}; });
    const shapes = [];
    for (let i = 0; i < layer.cells.at.length; i += 2)
      shapes.push([[cellRing(layer.cells, layer.cells.at[i], layer.cells.at[i + 1])]]);
    return shapes;
  };
  const boundsOf = function (shape) {
    if (!Array.isArray(shape)) return L.latLngBounds([[shape.y, shape.x], [shape.y, shape.x]]).pad(0.01);
    const bounds = L.latLngBounds([]);
    shape.forEach(function (rings) {
      rings[0].forEach(function (p) { bounds.extend([p[1], p[0]]); });
    });
    return bounds;
  };
  const inRing = function (ring, x, y) {
    let inside = false;
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const a = ring[i], b = ring[j];
      if ((a[1] > y) !== (b[1] > y) && x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]) inside = !inside;
    }
    return inside;
  };
  const holds = function (shape, x, y, reach) {
    if (!Array.isArray(shape)) return Math.hypot(shape.x - x, shape.y - y) <= reach;
    return shape.some(function (rings) {
      return inRing(rings[0], x, y) && !rings.slice(1).some(function (hole) { return inRing(hole, x, y); });
    });
  };
  const latLngs = function (shape) {
    return shape.map(function (rings) {
      return rings.map(function (ring) { return ring.map(function (p) { return [p[1], p[0]]; }); });
    });
  };

  // Hatches say "no value"; Leaflet's canvas has none of its own.
  const Canvas = L.Canvas.extend({
    _fillStroke: function (context, path) {
      if (path.options.hatch) {
        const tile = document.createElement("canvas");
        tile.width = tile.height = 8;
        const pen = tile.getContext("2d");
        pen.strokeStyle = path.options.fillColor;
        pen.beginPath();
        pen.moveTo(-1, 9);
        pen.lineTo(9, -1);
        pen.stroke();
        context.globalAlpha = 0.7;
        context.fillStyle = context.createPattern(tile, "repeat");
        context.fill("evenodd");
        context.globalAlpha = 1;
      }
      L.Canvas.prototype._fillStroke.call(this, context, path);
    }
  });
  const renderer = new Canvas({padding: 0.2});
  const map = L.map(box, {
    crs: L.CRS.Simple, renderer: renderer, attributionControl: false, zoomControl: false, minZoom: -12, maxZoom: 3,
    zoomSnap: 0.25, zoomAnimation: false, fadeAnimation: false, scrollWheelZoom: false
  });
  L.control.zoom({zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut}).addTo(map);
  L.control.scale({imperial: false, maxWidth: 140}).addTo(map);
  box.addEventListener("focus", function () { map.scrollWheelZoom.enable(); });
  box.addEventListener("blur", function () { map.scrollWheelZoom.disable(); });
  const whole = L.latLngBounds([[drawn.box[1], drawn.box[0]], [drawn.box[3], drawn.box[2]]]);
  map.fitBounds(whole);

  const styleOf = function (kind, role) {
    const outline = kind.pattern === "outline" || kind.pattern === "dashed" || role === "outline";
    return {
      interactive: false, renderer: renderer, stroke: outline, weight: 2.5,
      color: kind.colour, opacity: outline ? 1 : 0, dashArray: kind.pattern === "dashed" ? "6 5" : null,
      fill: kind.pattern === "solid" && role !== "outline", fillColor: kind.colour, fillOpacity: kind.alpha,
      hatch: kind.pattern === "hatch"
    };
  };
  const paint = function (layer) {
    const group = L.layerGroup();
    layer.geometry.forEach(function (shape, i) {
      const kind = layer.legend[layer.class[i]];
      if (!Array.isArray(shape)) {
        L.circleMarker([shape.y, shape.x], {
          interactive: false, renderer: renderer, radius: 6, weight: 2, color: "#ffffff", fillColor: kind.colour,
          fillOpacity: 1
        }).addTo(group);
        return;
      }
      const style = styleOf(kind, layer.role);
      if (layer.id === "neighbourhoods") Object.assign(style, {stroke: true, weight: 0.8, color: "#777777", opacity: 0.9});
      L.polygon(latLngs(shape), style).addTo(group);
    });
    return group;
  };

  const rampColour = function (colours, place) {
    const at = Math.max(0, Math.min(1, place)) * (colours.length - 1), low = Math.min(Math.floor(at), colours.length - 2);
    const part = function (text, i) { return parseInt(text.slice(1 + 2 * i, 3 + 2 * i), 16); };
    return [0, 1, 2].map(function (i) {
      return Math.round(part(colours[low], i) + (part(colours[low + 1], i) - part(colours[low], i)) * (at - low));
    });
  };
  const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+-";
  const paintRaster = function (raster) {
    const canvas = document.createElement("canvas");
    canvas.width = raster.columns;
    canvas.height = raster.rows;
    const pen = canvas.getContext("2d"), image = pen.createImageData(raster.columns, raster.rows);
    for (let i = 0; i < raster.pixels.length; ++i) {
      const step = letters.indexOf(raster.pixels[i]);
      if (step < 0) continue;
      const row = raster.rows - 1 - Math.floor(i / raster.columns), at = 4 * (row * raster.columns + i % raster.columns);
      const colour = rampColour(raster.colours, step / 63);
      image.data.set([colour[0], colour[1], colour[2], raster.low < 0 ? 210 : Math.min(220, 40 + 4 * step)], at);
    }
    pen.putImageData(image, 0, 0);
    const bounds = [[raster.y, raster.x], [raster.y + raster.rows * raster.size, raster.x + raster.columns * raster.size]];
    return L.imageOverlay(canvas.toDataURL("image/png"), bounds, {alt: raster.title, interactive: false});
  };

  const layers = drawn.layers;
  layers.forEach(function (layer) { layer.geometry = shapesOf(layer); });
  const find = function (id) { return layers.filter(function (layer) { return layer.id === id; })[0]; };
  const borders = find("neighbourhoods");
  const borderLines = L.layerGroup();
  if (borders)
    borders.geometry.forEach(function (shape) {
      L.polygon(latLngs(shape), {interactive: false, renderer: renderer, fill: false, weight: 0.7, color: "#777777"})
        .addTo(borderLines);
    });

  const fills = layers.filter(function (layer) { return layer.role === "fill"; }).concat(drawn.rasters);
  const over = layers.filter(function (layer) { return layer.role === "outline"; }).reverse();
  const groups = {};
  const groupOf = function (layer) {
    if (!groups[layer.id]) groups[layer.id] = layer.pixels ? paintRaster(layer) : paint(layer);
    return groups[layer.id];
  };
  const state = {fill: null, over: {}};
  const highlight = L.layerGroup().addTo(map);

  const swatch = function (kind, role) {
    const box = vigie.make("canvas", {width: "22", height: "14", "aria-hidden": "true"});
    const pen = box.getContext("2d");
    const outline = kind.pattern === "outline" || kind.pattern === "dashed" || role === "outline";
    pen.fillStyle = pen.strokeStyle = kind.colour;
    if (outline) {
      pen.lineWidth = 3;
      if (kind.pattern === "dashed") pen.setLineDash([4, 3]);
      pen.strokeRect(2, 2, 18, 10);
    } else if (kind.pattern === "hatch") {
      for (let x = -14; x < 22; x += 6) { pen.beginPath(); pen.moveTo(x, 14); pen.lineTo(x + 14, 0); pen.stroke(); }
    } else {
      pen.globalAlpha = Math.max(kind.alpha, 0.15);
      pen.fillRect(0, 0, 22, 14);
      pen.globalAlpha = 1;
      pen.strokeStyle = "#888888";
      pen.strokeRect(0.5, 0.5, 21, 13);
    }
    return box;
  };
  const legendOf = function (layer) {
    const list = vigie.make("ul", {"class": "legend"});
    if (layer.pixels) {
      const bar = vigie.make("canvas", {width: "140", height: "12", "aria-hidden": "true"}), pen = bar.getContext("2d");
      for (let x = 0; x < 140; ++x) {
        pen.fillStyle = "rgb(" + rampColour(layer.colours, x / 139).join(",") + ")";
        pen.fillRect(x, 0, 1, 12);
      }
      const digits = layer.high < 10 ? 2 : 0;
      list.appendChild(vigie.make("li", {}, [bar, vigie.make("span", {
        text: vigie.number(layer.low, digits) + " – " + vigie.number(layer.high, digits) + " " + layer.unit})]));
    } else {
      layer.legend.forEach(function (kind, i) {
        if (layer.class.indexOf(i) < 0) return;
        list.appendChild(vigie.make("li", {}, [swatch(kind, layer.role), vigie.make("span", {text: kind.label})]));
      });
    }
    return list;
  };
  const showLegend = function () {
    const legend = document.getElementById("legend");
    legend.textContent = "";
    const shown = (state.fill ? [state.fill] : []).concat(over.filter(function (layer) { return state.over[layer.id]; }));
    shown.forEach(function (layer) {
      legend.appendChild(vigie.make("p", {"class": "legend-title", text: layer.of ? layer.title + ": " + layer.of : layer.title}));
      legend.appendChild(legendOf(layer));
      if (layer === state.fill && layer.caveat)
        legend.appendChild(vigie.make("p", {"class": "note", text: layer.caveat}));
    });
  };
  const redraw = function () {
    Object.keys(groups).forEach(function (id) { map.removeLayer(groups[id]); });
    map.removeLayer(borderLines);
    if (state.fill) groupOf(state.fill).addTo(map);
    borderLines.addTo(map);
    over.forEach(function (layer) { if (state.over[layer.id]) groupOf(layer).addTo(map); });
    map.removeLayer(highlight);
    highlight.addTo(map);
    showLegend();
  };
  const choice = function (into, type, layer, on, act) {
    const input = vigie.make("input", {type: type, name: into.id, value: layer ? layer.id : ""});
    input.checked = on;
    input.addEventListener("change", function () { act(input.checked); redraw(); });
    into.appendChild(vigie.make("label", {}, [input, document.createTextNode(" " + (layer ? layer.title : words.nothing))]));
    return input;
  };
  const inputs = {};
  const fillBox = document.getElementById("fills"), overBox = document.getElementById("outlines");
  state.fill = fills[0] || null;
  fills.concat([null]).forEach(function (layer, i) {
    inputs[layer ? layer.id : ""] = choice(fillBox, "radio", layer, i === 0, function () { state.fill = layer; });
  });
  over.slice().reverse().forEach(function (layer) {
    state.over[layer.id] = layer.id === "watch_areas" || layer.id === "coverage_gaps" || layer.id === "siting";
    inputs[layer.id] = choice(overBox, "checkbox", layer, state.over[layer.id],
      function (on) { state.over[layer.id] = on; });
  });
  if (over.length === 0) overBox.hidden = true;
  redraw();

  const placeOf = function (layer, row) { return layer.rows.length ? layer.rows.indexOf(row) : row; };
  const rowOf = function (layer, place) { return layer.rows.length ? layer.rows[place] : place; };
  const rowsOf = function (id, row) {
    return Array.prototype.filter.call(document.querySelectorAll("tr[data-layer]"), function (line) {
      return line.getAttribute("data-layer") === id && Number(line.getAttribute("data-row")) === row;
    });
  };
  const detail = document.getElementById("detail");
  const tell = function (layer, place) {
    const list = vigie.make("dl", {});
    layer.fields.forEach(function (field) {
      list.appendChild(vigie.make("dt", {text: field.title}));
      list.appendChild(vigie.make("dd", {text: field.words[field.values[place]]}));
    });
    const parts = [vigie.make("h3", {text: layer.title}), list];
    const line = rowsOf(layer.id, rowOf(layer, place))[0];
    if (line) {
      const button = vigie.make("button", {type: "button", text: words.row});
      button.addEventListener("click", function () {
        const holder = line.closest("details");
        if (holder) holder.open = true;
        line.scrollIntoView({block: "center"});
        line.querySelector("button").focus({preventScroll: true});
      });
      parts.push(button);
    }
    return vigie.make("div", {"class": "place"}, parts);
  };
  const mark = function (chosen) {
    document.querySelectorAll("tr[aria-current]").forEach(function (line) { line.removeAttribute("aria-current"); });
    highlight.clearLayers();
    detail.textContent = "";
    chosen.forEach(function (one, i) {
      rowsOf(one.layer.id, rowOf(one.layer, one.place)).forEach(function (line) {
        line.setAttribute("aria-current", "true");
      });
      detail.appendChild(tell(one.layer, one.place));
      const shape = one.layer.geometry[one.place];
      if (i > 0) return;
      const casing = {interactive: false, renderer: renderer, fill: false, weight: 7, color: "#ffffff", opacity: 0.9};
      const core = {interactive: false, renderer: renderer, fill: false, weight: 3, color: "#000000"};
      [casing, core].forEach(function (style) {
        if (Array.isArray(shape)) L.polygon(latLngs(shape), style).addTo(highlight);
        else L.circleMarker([shape.y, shape.x], Object.assign({radius: 10}, style)).addTo(highlight);
      });
    });
    if (chosen.length === 0) detail.appendChild(vigie.make("p", {text: words.none}));
  };

  // What is seen comes first; the neighbourhood and the areas around come along.
  const placesAt = function (x, y) {
    const reach = 10 * Math.pow(2, -map.getZoom());
    const seen = over.slice().reverse().filter(function (layer) { return state.over[layer.id]; });
    if (state.fill && !state.fill.pixels) seen.push(state.fill);
    layers.forEach(function (layer) {
      if (seen.indexOf(layer) < 0 && (layer.role === "outline" || layer === borders)) seen.push(layer);
    });
    const chosen = [];
    seen.forEach(function (layer) {
      const place = layer.geometry.findIndex(function (shape) { return holds(shape, x, y, reach); });
      if (place >= 0) chosen.push({layer: layer, place: place});
    });
    return chosen;
  };
  map.on("click", function (event) { mark(placesAt(event.latlng.lng, event.latlng.lat)); });

  const show = function (id, row) {
    const layer = find(id), place = layer ? placeOf(layer, row) : -1;
    if (place < 0) return;
    if (layer.role === "outline") state.over[id] = true;
    else state.fill = layer;
    inputs[id].checked = true;
    redraw();
    map.fitBounds(boundsOf(layer.geometry[place]).pad(0.6), {maxZoom: 0, animate: false});
    mark([{layer: layer, place: place}]);
  };
  const home = vigie.make("button", {type: "button", id: "whole", text: words.whole});
  home.addEventListener("click", function () { map.fitBounds(whole, {animate: false}); });
  box.parentNode.appendChild(home);

  return {
    show: show,
    fit: function () { map.invalidateSize({animate: false, pan: false}); map.fitBounds(whole, {animate: false}); },
    resize: function () { map.invalidateSize({animate: false}); },
    leaflet: map
  };
})();
