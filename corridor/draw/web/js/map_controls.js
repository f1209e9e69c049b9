/* What lies over the map: buttons, scale, legend, and the imprint with notice and sources. */
(function (own) {
  "use strict";

  const LEGEND_SHARE = 0.3;
  const LEGEND_REACH = 0.5;
  const NODE_PX = 30;
  const SCALE_PX = 140;
  const FIT = "M12 3V21M8.5 6.5 12 3 15.5 6.5M8.5 17.5 12 21 15.5 17.5M4 3H7M17 3H20M4 21H7M17 21H20";

  own.addControls = function (state) {
    const { map, sketch: { words } } = state;
    L.control.zoom({ zoomInTitle: words["zoom-in"], zoomOutTitle: words["zoom-out"] }).addTo(map);
    add(map, "topleft", () => fitButton(state));
    add(map, "topright", () => own.element("div", "compass", words.north));
    add(map, "bottomright", () => imprint(state.sketch));
    state.scale = L.control.scale({ position: "bottomleft", imperial: false, maxWidth: SCALE_PX }).addTo(map);
    const key = legend(state);
    state.legend = add(map, "bottomleft", () => key); // the same wherever it moves: its ticks are the reader's
  };

  function add(map, position, onAdd) {
    const control = L.control({ position });
    control.onAdd = onAdd;
    return control.addTo(map);
  }

  function fitButton(state) {
    const bar = own.element("div", "leaflet-bar fit");
    const button = own.element("a", "");
    button.href = "#";
    button.title = state.sketch.words.fit;
    button.setAttribute("role", "button");
    button.setAttribute("aria-label", state.sketch.words.fit);
    const picture = own.svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" });
    picture.append(own.svg("path", { d: FIT }));
    button.append(picture);
    bar.append(button);
    L.DomEvent.disableClickPropagation(bar);
    L.DomEvent.on(button, "click", (event) => {
      L.DomEvent.stop(event);
      own.fit(state.map, true);
      own.settle(state);
    });
    return bar;
  }

  /* In short, and in full for whoever asks. */
  function notice(sketch) {
    const whole = own.element("details", "notice");
    whole.append(own.element("summary", "", sketch.short_notice), own.element("p", "", sketch.notice));
    return whole;
  }

  function imprint(sketch) {
    const box = own.element("div", "leaflet-control-attribution imprint");
    box.append(notice(sketch), own.element("span", "attribution", sketch.attribution));
    return box;
  }

  function legend(state) {
    const box = own.element("details", "legend");
    box.append(own.element("summary", "", state.sketch.words.legend));
    // Made by our own template, which escapes every name.
    box.insertAdjacentHTML("beforeend", state.sketch.legend);
    box.addEventListener("toggle", () => own.settle(state));
    box.querySelector("summary").addEventListener("click", () => { state.legendKept = true; });
    box.addEventListener("change", ({ target }) => {
      const rest = state.shown.layers.filter((id) => id !== target.dataset.layer);
      own.chooseLayers(state, target.checked ? [...rest, target.dataset.layer] : rest);
    });
    L.DomEvent.disableClickPropagation(box);
    L.DomEvent.disableScrollPropagation(box);
    return box;
  }

  own.tickLayers = (state, visible) => state.legend.getContainer().querySelectorAll("[data-layer]").forEach((tick) => {
    tick.checked = visible.has(tick.dataset.layer);
  });

  /* The legend is open where it is small and hides neither node nor axis, and else waits closed; the reader's own choice stays. */
  own.seatLegend = function (state) {
    if (state.legendKept) return;
    const { map, legend: control } = state;
    const { places, axis } = state.sketch;
    const kept = [...places.flatMap((spot) => spot.at), ...axis.path, ...axis.stops.map((stop) => stop.at)]
      .map((latlng) => map.latLngToContainerPoint(latlng))
      .map(({ x, y }) => own.box(x, y, NODE_PX, NODE_PX, 0));
    const seats = [[true, "bottomleft"], [true, "topright"], [false, "bottomleft"], [false, "topright"]];
    seats.some(([open, corner]) => {
      if (control.getPosition() !== corner) control.setPosition(corner);
      control.getContainer().open = open;
      const [taken] = own.controlBoxes(map, ".legend");
      const { x, y } = map.getSize();
      const small = !open || (taken.right - taken.left < x * LEGEND_SHARE && taken.bottom - taken.top < y * LEGEND_REACH);
      return small && !kept.some((box) => own.overlap(taken, box));
    });
  };

  /* Where the controls lie, in pixels of the frame, with a margin. */
  own.controlBoxes = function (map, which) {
    const frame = map.getContainer().getBoundingClientRect();
    return [...map.getContainer().querySelectorAll(which)].map((control) => {
      const { left, top, width, height } = control.getBoundingClientRect();
      return own.box(left - frame.left + width / 2, top - frame.top + height / 2, width, height, 4);
    });
  };
})(window.corridorMap);
