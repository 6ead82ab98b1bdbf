
(function () {
  "use strict";
  var NUMBER = /^[(]?[-+−±≈<>≤≥~]?\s*\d[\d,\u00a0\u202f' ]*([.]\d+)?([eE][-+]?\d+)?/;

  function text(row, column) {
    var cell = row.cells[column];
    return cell ? (cell.getAttribute("data-value") || cell.textContent).trim() : "";
  }

  function number(text) {
    var found = NUMBER.exec(text);
    return found ? parseFloat(found[0].replace("−", "-").replace(/[^-\d.eE+]/g, "")) : NaN;
  }

  /* Rows go back where rows were: a table may show its bodies one at a time. */
  function sort(table, column, header) {
    var sign = header.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    var bodies = Array.prototype.slice.call(table.tBodies);
    var sizes = bodies.map(function (body) { return body.rows.length; });
    var rows = [].concat.apply([], bodies.map(function (body) { return Array.prototype.slice.call(body.rows); }));
    var keys = rows.map(function (row) { return text(row, column); });
    var numeric = keys.every(function (key) { return !/[\d\p{L}]/u.test(key) || !isNaN(number(key)); });
    var order = keys.map(function (key, i) { return i; });
    order.sort(function (a, b) {
      var x = keys[a], y = keys[b];
      var emptyX = !/[\d\p{L}]/u.test(x), emptyY = !/[\d\p{L}]/u.test(y);
      if (emptyX || emptyY) { return emptyX - emptyY || a - b; }
      return sign * (numeric ? number(x) - number(y) : x.localeCompare(y, undefined, { numeric: true })) || a - b;
    });
    order = order.map(function (i) { return rows[i]; });
    bodies.forEach(function (body, i) { order.splice(0, sizes[i]).forEach(function (row) { body.appendChild(row); }); });
    Array.prototype.forEach.call(header.parentNode.cells, function (other) { other.removeAttribute("aria-sort"); });
    header.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
  }

  function sortable(table) {
    var head = table.tHead && table.tHead.rows.length === 1 && table.tHead.rows[0];
    var rows = [].concat.apply([], Array.prototype.map.call(table.tBodies, function (body) { return Array.prototype.slice.call(body.rows); }));
    if (!head || rows.length < 2 || table.querySelector("tbody [rowspan], tbody [colspan], thead [colspan]")) { return; }
    Array.prototype.forEach.call(head.cells, function (header, column) {
      if (!header.textContent.trim()) { return; }
      header.setAttribute("data-sort", "");
      header.setAttribute("tabindex", "0");
      header.title = header.title || "Sort by this column";
      header.style.cursor = "pointer";
      header.addEventListener("click", function () { sort(table, column, header); });
      header.addEventListener("keydown", function (event) {
        if (event.key === "Enter" || event.key === " ") { event.preventDefault(); sort(table, column, header); }
      });
    });
  }

  /* What a page's own style does not reach: signs of order, and room for names in tables that are unfolded for paper. */
  function dress(root) {
    var style = document.createElement("style");
    style.textContent = "@media print{details table{font-size:8pt}details .long{min-width:13rem}details td:not(.n){min-width:6em;overflow-wrap:anywhere}}[aria-sort=ascending]::after{content:' \\2191'}[aria-sort=descending]::after{content:' \\2193'}";
    root.appendChild(style);
  }

  /* The kinds of trace that this Plotly would draw as lines without a word; of points by WebGL that is what they are. */
  var known;
  function undrawn(traces) {
    known = known || ["scattergl"].concat(Object.keys(window.Plotly.PlotSchema.get().traces));
    return traces.map(function (trace) { return String(trace && trace.type || "scatter"); })
      .filter(function (type, i, all) { return known.indexOf(type) < 0 && all.indexOf(type) === i; });
  }

  function live(plot) {
    var figure = JSON.parse(plot.querySelector("script").textContent);
    var missing = undrawn(figure.data);
    if (missing.length) {
      var note = document.createElement("p");
      note.className = "note";
      note.textContent = "This page cannot draw traces of type " + missing.join(", ") + "; a front end with all of Plotly can.";
      plot.appendChild(note);
      plot.setAttribute("data-undrawn", missing.join(" "));
      return;
    }
    var layout = Object.assign({}, figure.layout);
    var place = document.createElement("div");
    delete layout.width;
    layout.autosize = true;
    layout.height = layout.height || 460;
    plot.appendChild(place);
    plot.classList.add("live");
    Promise.resolve().then(function () {
      return window.Plotly.newPlot(place, figure.data, layout, { responsive: true, displaylogo: false, showLink: false });
    }).then(function () { plot.setAttribute("data-drawn", ""); }, function () {
      plot.classList.remove("live");
      plot.removeChild(place);
    });
  }

  var roots = [document].concat(Array.prototype.map.call(document.querySelectorAll(".own"), function (host) { return host.shadowRoot; }));
  roots.forEach(function (root) {
    if (!root) { return; }
    dress(root === document ? document.head : root);
    Array.prototype.forEach.call(root.querySelectorAll("table"), sortable);
  });

  /* Paper cannot be unfolded. */
  var opened = [];
  window.addEventListener("beforeprint", function () {
    roots.forEach(function (root) {
      if (!root) { return; }
      Array.prototype.forEach.call(root.querySelectorAll("details:not([open]):not(.code)"), function (folded) {
        folded.open = true;
        opened.push(folded);
      });
    });
  });
  window.addEventListener("afterprint", function () {
    opened.splice(0).forEach(function (unfolded) { unfolded.open = false; });
  });

  if (window.Plotly) {
    var seen = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        if (entry.isIntersecting) { seen.unobserve(entry.target); live(entry.target); }
      });
    }, { rootMargin: "600px" });
    Array.prototype.forEach.call(document.querySelectorAll("figure.plot"), function (plot) { seen.observe(plot); });
  }
})();
