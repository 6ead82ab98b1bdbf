/* Traces of a type that this bundle lacks it would draw as lines without a word; of points by WebGL that is what they are. */
(function (Plotly) {
  "use strict";
  var known = ["scattergl"].concat(Object.keys(Plotly.PlotSchema.get().traces));
  var newPlot = Plotly.newPlot;
  Plotly.newPlot = function (place, data) {
    var missing = (Array.isArray(data) ? data : []).map(function (trace) { return String(trace && trace.type || "scatter"); })
      .filter(function (type, i, all) { return known.indexOf(type) < 0 && all.indexOf(type) === i; });
    return missing.length
      ? Promise.reject(new Error("this page's Plotly draws no " + missing.join(", ")))
      : newPlot.apply(this, arguments);
  };
})(window.Plotly);
