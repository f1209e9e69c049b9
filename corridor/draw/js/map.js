/* The map in its frame: draws a sketch once, shows selections on it, and tells the page which node was clicked. */
(function (own) {
  "use strict";

  const PADDING = { top: 44, side: 28, bottom: 44 };
  const VIEW_MARGIN = [70, 60];
  const NARROW_PX = 620;
  const AXIS_CLEAR_PX = 15;
  const RANK = { stop: 30, station: 40, metro: 50, expressway: 60, rail: 65, road: 70, green: 72, area: 74, outline: 80 };
  const STRICT = new Set(["road", "rail", "green", "area", "outline"]);
  const CALM = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  let clicks = Date.now();

  /* Draw everything that a selection never changes. */
  own.draw = function (map, sketch) {
    const state = { map, sketch, node: null, dimmed: new Set(), nodes: new Map(), layers: new Map(), names: [] };
    map.corridor = state;
    document.documentElement.lang = sketch.lang;
    map.getContainer().setAttribute("aria-label", sketch.words.map);
    own.hatches(map, sketch.marks);
    map.createPane("names").style.zIndex = 450;
    L.rectangle(sketch.extent, { interactive: false, className: "sheet" }).addTo(map);
    const finishAxis = own.drawAxis(map, sketch.axis);
    sketch.layers.forEach((sheet) => addLayer(state, sheet));
    const ranked = sketch.places.slice().sort((one, other) => rank(state, one) - rank(state, other));
    const claims = new Map(ranked.slice().reverse().map((place) => [place, own.drawClaim(map, place, mark(state, place))]));
    finishAxis();
    addAxisNames(state);
    ranked.forEach((place) => addNode(state, place, claims.get(place)));
    addControls(state);
    watch(state);
  };

  /* Show a selection: called again on every run of the page, with a group that the page removes before the next. */
  own.show = function (map, group, shown) {
    const state = map.corridor;
    const first = !state.shown;
    state.shown = shown;
    state.dimmed = new Set(shown.dimmed);
    const visible = new Set(shown.layers);
    state.layers.forEach((layer, id) => layer.drawn.forEach((part) => {
      part.getElement().style.display = visible.has(id) ? "" : "none";
    }));
    state.names.forEach((name) => { name.hidden = name.layer !== undefined && !visible.has(name.layer); });
    shown.firms.forEach(([lat, lon, text]) => group.addLayer(firm(lat, lon, text)));
    const chosenElsewhere = shown.node !== state.node;
    select(state, shown.node);
    if (chosenElsewhere) comeIntoView(state, !first);
    settle(state);
  };

  const mark = (state, place) => state.sketch.marks[place.role];
  const rank = (state, place) => mark(state, place).rank;

  function addLayer(state, sheet) {
    state.layers.set(sheet.id, { drawn: own.drawLayer(state.map, sheet) });
    sheet.labels.forEach((label) => addName(state, { ...label, layer: sheet.id }));
  }

  function addAxisNames(state) {
    const { axis } = state.sketch;
    addName(state, { style: "axis", text: axis.text, colour: "", along: [axis.path], at: [], offset: 30 });
    axis.stops.forEach((stop) => addName(state, { style: "stop", text: stop.text, colour: "", along: [], at: [stop.at] }));
  }

  /* A name of the base map, as a marker whose inner element is moved and turned. */
  function addName(state, name) {
    const body = own.element("span", `name ${name.style}`, name.text);
    if (name.style === "metro" && name.colour) {
      body.style.background = name.colour;
      body.style.color = dark(name.colour) ? "#fff" : "#1d2b2f";
    }
    const icon = L.divIcon({ className: "name-holder", iconSize: null, html: body });
    const start = name.at[0] || name.along[0][0];
    const marker = L.marker(start, { icon, interactive: false, keyboard: false, pane: "names" }).addTo(state.map);
    state.names.push({ ...name, body, marker, rank: name.style === "axis" ? 35 : RANK[name.style] || 75 });
  }

  function dark(colour) {
    const [red, green, blue] = [1, 3, 5].map((start) => parseInt(colour.slice(start, start + 2), 16));
    return red * 0.3 + green * 0.59 + blue * 0.11 < 150;
  }

  function addNode(state, place, claim) {
    const marker = L.marker(place.at[0], { icon: own.nodeIcon(place, mark(state, place)), riseOnHover: true });
    marker.addTo(state.map);
    const element = marker.getElement();
    element.style.setProperty("--colour", mark(state, place).colour);
    element.style.setProperty("--size", `${mark(state, place).size}px`);
    element.setAttribute("aria-label", `${place.name} · ${place.headline}`);
    const tip = own.element("span", "node-tip");
    tip.append(own.element("b", "", place.name), own.element("em", "", place.headline));
    marker.bindTooltip(tip, { direction: "top", offset: [0, -14], opacity: 1, className: "tip" });
    marker.on("tooltipopen", () => { if (state.node === place.id) marker.closeTooltip(); });
    const node = { place, marker, claim, element, label: element.querySelector(".node-label"), at: 0, sizes: {} };
    state.nodes.set(place.id, node);
    const picked = () => pick(state, place.id);
    marker.on("click", picked);
    claim.filter((layer) => layer.options.interactive !== false).forEach((layer) => layer.on("click", picked));
  }

  /* The highlight comes at once, from here; the page and its panel follow. */
  function pick(state, id) {
    select(state, id);
    place(state);
    clicks += 1;
    if (window.Streamlit) window.Streamlit.setComponentValue({ node: id, n: clicks });
    state.map.getContainer().dispatchEvent(new CustomEvent("corridor:pick", { bubbles: true, detail: { node: id } }));
  }

  function select(state, id) {
    state.node = id;
    state.map.getContainer().classList.toggle("has-selection", state.nodes.has(id));
    state.nodes.forEach((node, key) => {
      const chosen = key === id;
      const dimmed = state.dimmed.has(key) && !chosen;
      [node.element, ...node.claim.map((layer) => layer.getElement())].forEach((element) => {
        element.classList.toggle("selected", chosen);
        element.classList.toggle("dimmed", dimmed);
      });
      node.element.setAttribute("aria-pressed", String(chosen));
      node.marker.setZIndexOffset(chosen ? 2000 : dimmed ? -500 : 0);
      if (chosen) node.marker.closeTooltip();
    });
  }

  function comeIntoView(state, moving) {
    const node = state.nodes.get(state.node);
    if (!node || !fits(state.map)) return;
    state.map.panInside(node.marker.getLatLng(), { padding: VIEW_MARGIN, animate: moving && !CALM });
  }

  function firm(lat, lon, text) {
    const point = L.circleMarker([lat, lon], { radius: 4, className: "firm" });
    return point.bindTooltip(own.element("span", "", text), { direction: "top", className: "tip" });
  }

  const fits = (map) => map.getSize().x > 60 && map.getSize().y > 60;

  /* Bring the whole strip into view. */
  own.fit = function (map, moving) {
    if (!fits(map)) return;
    const { view, extent } = map.corridor.sketch;
    const { centre, zoom } = framed(map, L.latLngBounds(view));
    map.setView(balanced(map, centre, zoom, L.latLngBounds(extent)), zoom, { animate: Boolean(moving) && !CALM });
    map.corridor.fitted = true;
    seatLegend(map.corridor);
  };

  /* Room is left for the imprint, which may cover the whole foot of a narrow frame. */
  function framed(map, view) {
    const imprint = map.getContainer().querySelector(".imprint");
    const foot = map.getSize().x < 2.5 * imprint.offsetWidth ? imprint.offsetHeight + 22 : PADDING.bottom;
    const zoom = map.getBoundsZoom(view, false, L.point(2 * PADDING.side, PADDING.top + foot));
    const middle = map.project(view.getNorthWest(), zoom).add(map.project(view.getSouthEast(), zoom)).divideBy(2);
    return { centre: map.unproject(middle.add([0, (foot - PADDING.top) / 2]), zoom), zoom };
  }

  /* On a wide frame the strip steps aside so that the drawing, not the table under it, fills the picture. */
  function balanced(map, centre, zoom, extent) {
    const half = map.getSize().x / 2;
    const [west, east] = [map.project(extent.getNorthWest(), zoom).x, map.project(extent.getSouthEast(), zoom).x];
    const point = map.project(centre, zoom);
    const [least, most] = [west + half, east - half];
    const wanted = least > most ? (west + east) / 2 : Math.min(Math.max(point.x, least), most);
    const leeway = half / 3;
    return map.unproject([Math.min(Math.max(wanted, point.x - leeway), point.x + leeway), point.y], zoom);
  }

  function watch(state) {
    const { map } = state;
    const scale = () => {
      const { style } = map.getContainer();
      style.setProperty("--u", unit(map));
      map.getContainer().classList.toggle("narrow", map.getSize().x < NARROW_PX);
      style.setProperty("--foot", `${map.getContainer().querySelector(".imprint").offsetHeight}px`);
    };
    const resized = () => {
      const kept = state.fitted;
      map.invalidateSize({ pan: false, animate: false });
      scale();
      state.view = null;
      state.nodes.forEach((node) => { node.sizes = {}; });
      state.names.forEach((name) => { name.size = null; });
      if (kept && fits(map)) {
        own.fit(map);
        comeIntoView(state, false);
        state.fitted = true;
      }
      settle(state);
    };
    scale();
    own.fit(map);
    map.setMaxBounds(L.latLngBounds(state.sketch.extent).pad(0.6));
    map.setMinZoom(Math.min(map.getZoom(), map.getBoundsZoom(state.sketch.extent)) - 0.5);
    map.on("dragstart zoomstart", () => { state.fitted = false; });
    map.on("zoomend moveend", () => settle(state));
    map.on("focus", () => map.scrollWheelZoom.enable());
    map.getContainer().addEventListener("mouseleave", () => map.scrollWheelZoom.disable());
    if (L.Browser.mobile) {
      // One finger scrolls the page, two move the map: on a phone the map would otherwise be a trap.
      map.dragging.disable();
      map.getContainer().classList.add("two-fingers");
    }
    new ResizeObserver(resized).observe(map.getContainer());
    document.querySelectorAll("link[rel=stylesheet]").forEach((link) => link.addEventListener("load", resized));
    if (document.fonts) document.fonts.ready.then(resized);
  }

  /* Signs and names grow with the frame: a wall is read from afar. */
  function unit(map) {
    const { x, y } = map.getSize();
    return Math.min(1.7, Math.max(0.92, 0.55 + Math.sqrt(x * y) / 1750)).toFixed(2);
  }

  function settle(state) {
    if (state.waiting) return;
    state.waiting = requestAnimationFrame(() => {
      state.waiting = null;
      place(state);
    });
  }

  /* Where everything stands at this zoom: symbols, then the names of nodes, then those of the base map. */
  function place(state) {
    const { map } = state;
    if (!fits(map)) return;
    const size = map.getSize();
    forget(state, `${map.getZoom()} ${size}`);
    const pixels = (paths) => paths.map((path) => path.map((point) => map.latLngToContainerPoint(point)));
    const u = Number(map.getContainer().style.getPropertyValue("--u"));
    const axisRuns = own.runs(pixels([state.sketch.axis.path]), size, -20);
    const field = {
      size,
      taken: [],
      avoid: [...own.covering(axisRuns, AXIS_CLEAR_PX * u), ...dotBoxes(state, u)],
      soft: own.covering(own.runs(pixels(state.softLines || (state.softLines = softLines(state))), size, 0), 6),
    };
    const controls = controlBoxes(map);
    const nodes = [...state.nodes.values()].sort((one, other) => urgency(state, one) - urgency(state, other));
    own.placeAll(nodes.map((node) => node.symbol || (node.symbol = symbolItem(state, node))),
      { ...field, soft: [...field.soft, ...controls] });
    field.taken.push(...controls);
    own.placeAll(nodes.map((node) => node.name || (node.name = labelItem(state, node))), field);
    const [hidden, named] = [true, false].map((off) => state.names.filter((name) => Boolean(name.hidden) === off));
    hidden.forEach((name) => show(name.body, false));
    named.sort((one, other) => one.rank - other.rank);
    own.placeAll(named.map((name) => name.item || (name.item = nameItem(state, name, pixels))), field);
  }

  /* The selected node comes first, then points, which cannot give way, then the rest by role. */
  function urgency(state, { place: { id, kind, role } }) {
    return (id === state.node ? -100 : 0) + (kind === "point" ? -50 : 0) + state.sketch.marks[role].rank;
  }

  /* While the map is only moved, everything keeps its side; at another zoom or size all is open again. */
  function forget(state, view) {
    if (state.view === view) return;
    state.view = view;
    [...state.nodes.values()].flatMap((node) => [node.symbol, node.name]).concat(state.names.map((name) => name.item))
      .filter(Boolean).forEach((item) => { item.key = null; });
  }

  const softLines = (state) => state.sketch.layers.flatMap((sheet) =>
    sheet.strokes.filter((stroke) => stroke.style === "metro" || stroke.style === "expressway").flatMap((stroke) => stroke.paths));

  function controlBoxes(map, which = ".leaflet-control") {
    const frame = map.getContainer().getBoundingClientRect();
    return [...map.getContainer().querySelectorAll(which)].map((control) => {
      const box = control.getBoundingClientRect();
      return { left: box.left - frame.left - 4, right: box.right - frame.left + 4, top: box.top - frame.top - 4, bottom: box.bottom - frame.top + 4 };
    });
  }

  function dotBoxes(state, u) {
    const visible = new Set(state.shown ? state.shown.layers : []);
    const at = state.sketch.layers.filter((sheet) => visible.has(sheet.id)).flatMap((sheet) => sheet.dots.map((dot) => dot.at));
    return [...at, ...state.sketch.axis.stops.map((stop) => stop.at)].map((latlng) => {
      const point = state.map.latLngToContainerPoint(latlng);
      return own.box(point.x, point.y, 11 * u, 11 * u, 0);
    });
  }

  /* From a centre to the nearer edge of a box whose middle lies `away`. */
  const nearest = (away, extent) => Math.sign(away) * Math.max(0, Math.abs(away) - extent / 2);

  function lead(line, dx, dy) {
    line.style.setProperty("--lead", `${Math.hypot(dx, dy)}px`);
    line.style.setProperty("--turn", `${Math.atan2(dy, dx)}rad`);
  }

  const scaleOf = (state) => Number(state.map.getContainer().style.getPropertyValue("--u"));

  function symbolItem(state, node) {
    const { place: spot } = node;
    const candidates = () => {
      const edge = mark(state, spot).size * scaleOf(state);
      const points = spot.at.map((latlng) => state.map.latLngToContainerPoint(latlng));
      const standing = points.map((point, index) => ({ key: index, index, dx: 0, dy: 0, boxes: [own.box(point.x, point.y, edge, edge, -2)] }));
      const aside = own.around(points[0], edge, edge, edge / 2, [4, 16]).map((found) => ({ ...found, index: 0 }));
      return [...standing, ...aside];
    };
    const apply = (found) => {
      node.index = found.index;
      node.marker.setLatLng(spot.at[found.index]);
      const style = node.element.style;
      style.setProperty("--dx", `${found.dx}px`);
      style.setProperty("--dy", `${found.dy}px`);
      lead(node.element.querySelector(".leader"), -found.dx, -found.dy);
      node.shift = [found.dx, found.dy];
    };
    return { must: true, firm: spot.kind === "point", candidates, apply };
  }

  function labelItem(state, node) {
    const candidates = () => {
      const chosen = state.node === node.place.id;
      const size = node.sizes[chosen] || (node.sizes[chosen] = measure(node.label));
      const point = state.map.latLngToContainerPoint(node.marker.getLatLng()).add(node.shift);
      const { x, y } = state.map.getSize();
      if (!chosen && (point.x < 0 || point.y < 0 || point.x > x || point.y > y)) return [];
      return own.around(point, size.x, size.y, (mark(state, node.place).size / 2 + 1) * scaleOf(state), [1, 10, 24]);
    };
    const item = {
      insist: true,
      candidates,
      apply: (found) => {
        show(node.label, found);
        node.element.classList.toggle("unnamed", !found);
        if (!found) return;
        node.label.style.setProperty("--x", `${found.dx}px`);
        node.label.style.setProperty("--y", `${found.dy}px`);
        const size = node.sizes[state.node === node.place.id];
        const far = found.key.startsWith("0") ? 0 : 1;
        lead(node.element.querySelector(".pointer"), nearest(found.dx, size.x) * far, nearest(found.dy, size.y) * far);
      },
    };
    Object.defineProperty(item, "must", { get: () => state.node === node.place.id });
    return item;
  }

  function nameItem(state, name, pixels) {
    const { map, sketch } = state;
    const candidates = () => {
      const size = name.size || (name.size = measure(name.body));
      if (!name.along.length) return name.at.flatMap((latlng) => beside(map, name, latlng, size));
      const runs = own.runs(pixels(name.along), map.getSize(), 12);
      if (name.style !== "metro") return own.along(runs, size.x, size.y, (name.offset || 0) * scaleOf(state), sketch.lang === "zh");
      return own.along(runs, 8, size.y, 0, false).map((found) => ({ ...found, degrees: 0, boxes: [own.box(found.x, found.y, size.x, size.y, 4)] }));
    };
    return {
      strict: STRICT.has(name.style),
      candidates,
      apply: (found) => {
        show(name.body, found);
        if (!found) return;
        name.marker.setLatLng(map.containerPointToLatLng([found.x, found.y]));
        name.body.style.setProperty("--turn", `${found.degrees || 0}deg`);
        name.body.classList.toggle("stacked", Boolean(found.stacked));
      },
    };
  }

  function beside(map, name, latlng, size) {
    const point = map.latLngToContainerPoint(latlng);
    if (name.style !== "station" && name.style !== "stop") {
      return [{ key: `${latlng}`, x: point.x, y: point.y, boxes: [own.box(point.x, point.y, size.x, size.y, 4)] }];
    }
    const clear = (name.style === "stop" ? AXIS_CLEAR_PX : 6) * scaleOf(map.corridor);
    return own.around(point, size.x, size.y, clear, [2, 10]).map((found) => ({ ...found, x: point.x + found.dx, y: point.y + found.dy }));
  }

  /* The size of a name as it lies, even while it stands. */
  function measure(element) {
    element.classList.remove("stacked");
    return { x: element.offsetWidth, y: element.offsetHeight };
  }

  const show = (element, found) => element.classList.toggle("unplaced", !found);

  function addControls(state) {
    const { map, sketch } = state;
    L.control.zoom({ position: "topleft", zoomInTitle: sketch.words["zoom-in"], zoomOutTitle: sketch.words["zoom-out"] }).addTo(map);
    add(map, "topleft", () => fitButton(state));
    add(map, "bottomright", () => imprint(sketch));
    L.control.scale({ position: "bottomleft", imperial: false, maxWidth: 140 }).addTo(map);
    state.legend = add(map, "bottomleft", () => legend(state));
  }

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
    picture.append(own.svg("path", { d: "M12 3V21M8.5 6.5 12 3 15.5 6.5M8.5 17.5 12 21 15.5 17.5M4 3H7M17 3H20M4 21H7M17 21H20" }));
    button.append(picture);
    bar.append(button);
    L.DomEvent.disableClickPropagation(bar);
    L.DomEvent.on(button, "click", (event) => {
      L.DomEvent.stop(event);
      own.fit(state.map, true);
      settle(state);
    });
    return bar;
  }

  /* The legend is open where it hides no node, and else waits closed; the reader's own choice stays. */
  function seatLegend(state) {
    if (state.legendKept) return;
    const box = state.legend.getContainer();
    const { map } = state;
    const nodes = state.sketch.places.flatMap((spot) => spot.at).map((latlng) => map.latLngToContainerPoint(latlng));
    const wide = map.getSize().x >= NARROW_PX;
    const seats = [[true, "bottomleft"], [true, "topright"], [false, "bottomleft"], [false, "topright"]];
    seats.filter(([open]) => wide || !open).some(([open, corner]) => {
      if (state.legend.getPosition() !== corner) state.legend.setPosition(corner);
      box.open = open;
      const [taken] = controlBoxes(map, ".legend");
      return !nodes.some(({ x, y }) => own.overlap(taken, own.box(x, y, 30, 30, 0)));
    });
  }

  function imprint(sketch) {
    const box = own.element("div", "leaflet-control-attribution imprint");
    box.append(own.element("strong", "notice", sketch.notice), own.element("span", "attribution", sketch.attribution));
    return box;
  }

  function legend(state) {
    const box = own.element("details", "legend");
    box.append(own.element("summary", "", state.sketch.words.legend));
    // Made by our own template, which escapes every name.
    box.insertAdjacentHTML("beforeend", state.sketch.legend);
    box.addEventListener("toggle", () => settle(state));
    box.querySelector("summary").addEventListener("click", () => { state.legendKept = true; });
    L.DomEvent.disableClickPropagation(box);
    L.DomEvent.disableScrollPropagation(box);
    return box;
  }
})(window.corridorMap);
