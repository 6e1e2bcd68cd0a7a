/* Draws the charts of a page from the JSON beside them and gives each a keyboard. Without script the page still holds every number. */
(function () {
  "use strict";
  var root = document.documentElement;
  var house = JSON.parse(document.getElementById("house").textContent);
  // No mode bar: plotly.js 4 puts a button in it that uploads the data of the chart.
  var config = { displayModeBar: false, displaylogo: false, showSendToCloud: false, plotlyServerURL: "", responsive: true, doubleClick: false, scrollZoom: false, locale: "en" };

  function layoutOf(spec, width) {
    var layout = Object.assign({}, spec.layout, { template: house.template, separators: house.separators });
    var narrow = width < 480 && layout.meta && layout.meta.narrow;
    Object.keys(narrow || {}).forEach(function (path) {
      var parts = path.split(".");
      if (parts.length === 1) { layout[path] = narrow[path]; return; }
      layout[parts[0]] = Object.assign({}, layout[parts[0]]);
      layout[parts[0]][parts[1]] = narrow[path];
    });
    return layout;
  }

  function hide(plot) {
    plot.querySelectorAll("svg").forEach(function (svg) {
      svg.setAttribute("aria-hidden", "true");
      svg.setAttribute("focusable", "false");
    });
  }

  function keyboard(box, plot, points, live) {
    var at = -1;
    function show(i) {
      at = i;
      live.textContent = i < 0 ? "" : points[i].t;
      if (i < 0) Plotly.Fx.unhover(plot);
      else Plotly.Fx.hover(plot, [{ curveNumber: points[i].c, pointNumber: points[i].p }]);
    }
    var last = points.length - 1;
    var keys = {
      ArrowRight: function () { return Math.min(at + 1, last); },
      ArrowDown: function () { return Math.min(at + 1, last); },
      ArrowLeft: function () { return Math.max(at - 1, 0); },
      ArrowUp: function () { return Math.max(at - 1, 0); },
      Home: function () { return 0; },
      End: function () { return last; },
      Escape: function () { return -1; }
    };
    box.addEventListener("keydown", function (event) {
      if (!keys[event.key] || last < 0) return;
      event.preventDefault();
      show(keys[event.key]());
    });
    box.addEventListener("blur", function () { if (at >= 0) show(-1); });
  }

  function draw(figure) {
    var spec = JSON.parse(figure.querySelector('script[type="application/json"]').textContent);
    var plot = figure.querySelector(".plot");
    return Plotly.newPlot(plot, spec.data, layoutOf(spec, plot.clientWidth), config).then(function () {
      hide(plot);
      plot.on("plotly_afterplot", function () { hide(plot); });
      keyboard(figure.querySelector(".chart"), plot, spec.points, figure.querySelector("[aria-live]"));
      var png = figure.querySelector("button.png");
      if (png) png.addEventListener("click", function () {
        Plotly.downloadImage(plot, { format: "png", width: 1200, height: spec.layout.height, scale: 2, filename: figure.id });
      });
    });
  }

  function opened(on) {
    document.querySelectorAll("details").forEach(function (item) {
      if (on && !item.open) { item.open = true; item.dataset.printed = "1"; }
      if (!on && item.dataset.printed) { item.open = false; delete item.dataset.printed; }
    });
    document.querySelectorAll(".js-plotly-plot").forEach(function (plot) {
      Plotly.Fx.unhover(plot);
      Plotly.Plots.resize(plot);
    });
  }

  function afterJump() {
    var target = location.hash && document.getElementById(location.hash.slice(1));
    for (var node = target; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
    if (target) target.scrollIntoView();
  }

  window.addEventListener("beforeprint", function () { opened(true); });
  window.addEventListener("afterprint", function () { opened(false); });
  window.addEventListener("hashchange", afterJump);
  root.classList.add("js");
  // One chart per task: the page answers to the reader between two charts.
  var figures = Array.prototype.slice.call(document.querySelectorAll("figure.chartfig"));
  (function next() {
    var figure = figures.shift();
    if (!figure) {
      afterJump();
      root.dataset.ready = "1";
      return;
    }
    draw(figure).then(function () { setTimeout(next, 0); });
  })();
})();
