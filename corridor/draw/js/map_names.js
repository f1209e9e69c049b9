/* What has to find a place at every zoom: symbols and names of nodes, and the names of the base map. */
(function (own) {
  "use strict";

  const AXIS_CLEAR_PX = 15;
  const DOT_PX = 11;
  const AXIS_NAME_PX = 30;
  const RANK = {
    stop: 30, axis: 35, station: 40, metro: 50, expressway: 60, rail: 65, road: 70, green: 72, area: 74, outline: 80,
  };
  const LAST_RANK = 75;
  const STRICT = new Set(["road", "rail", "green", "area", "outline"]);
  const BESIDE = new Set(["station", "stop"]);
  const BUSY = new Set(["metro", "expressway"]);
  const NODE_RINGS = [1, 10, 24, 44, 70];

  own.addAxisNames = function (state) {
    const { axis } = state.sketch;
    const plain = { colour: "", along: [], at: [] };
    own.addName(state, { ...plain, style: "axis", text: axis.text, along: [axis.path], offset: AXIS_NAME_PX });
    axis.stops.forEach((stop) => own.addName(state, { ...plain, style: "stop", text: stop.text, at: [stop.at] }));
  };

  /* A name of the base map, as a marker whose inner element is moved and turned. */
  own.addName = function (state, name) {
    const { map } = state;
    if (!map.getPane("names")) map.createPane("names").style.zIndex = 450;
    const body = own.element("span", `name ${name.style}`, name.text);
    if (name.style === "metro" && name.colour) {
      body.style.background = name.colour;
      body.classList.toggle("on-dark", isDark(name.colour));
    }
    const icon = L.divIcon({ className: "name-holder", iconSize: null, html: body });
    const start = name.at[0] || name.along[0][0];
    const marker = L.marker(start, { icon, interactive: false, keyboard: false, pane: "names" }).addTo(map);
    state.names.push({ ...name, body, marker, rank: RANK[name.style] || LAST_RANK });
  };

  function isDark(colour) {
    const [red, green, blue] = [1, 3, 5].map((start) => parseInt(colour.slice(start, start + 2), 16));
    return red * 0.3 + green * 0.59 + blue * 0.11 < 150;
  }

  /* Place everything with the next picture, once however often it is asked for. */
  own.settle = function (state) {
    if (state.waiting) return;
    state.waiting = requestAnimationFrame(() => {
      state.waiting = null;
      own.placeEverything(state);
    });
  };

  /* Sizes in pixels have changed: with the frame, or because the style sheet has come. */
  own.remeasure = function (state) {
    state.view = null;
    state.nodes.forEach((node) => { node.sizes = {}; });
    state.names.forEach((name) => { name.size = null; });
  };

  /* Symbols first, then the names of nodes, then those of the base map. */
  own.placeEverything = function (state) {
    const { map } = state;
    if (!own.hasRoom(map)) return;
    forget(state, `${map.getZoom()} ${map.getSize()}`);
    const field = emptyField(state);
    const controls = own.controlBoxes(map, ".leaflet-control");
    const nodes = [...state.nodes.values()].sort((one, other) => urgency(state, one) - urgency(state, other));
    own.placeAll(nodes.map((node) => node.symbol || (node.symbol = symbolItem(state, node))),
      { ...field, soft: [...field.soft, ...controls] });
    field.taken.push(...controls);
    own.placeAll(nodes.map((node) => node.name || (node.name = labelItem(state, node))), field);
    state.names.filter((name) => name.hidden).forEach((name) => show(name.body, false));
    const named = state.names.filter((name) => !name.hidden).sort((one, other) => one.rank - other.rank);
    own.placeAll(named.map((name) => name.item || (name.item = nameItem(state, name))), field);
  };

  /* While the map is only moved, everything keeps its side; at another zoom or size all is open again. */
  function forget(state, view) {
    if (state.view === view) return;
    state.view = view;
    const items = [...state.nodes.values()].flatMap((node) => [node.symbol, node.name]);
    items.concat(state.names.map((name) => name.item)).filter(Boolean).forEach((item) => { item.key = null; });
  }

  function emptyField(state) {
    const { map, sketch: { axis, layers } } = state;
    const size = map.getSize();
    const busy = layers.flatMap((sheet) => sheet.strokes).filter((stroke) => BUSY.has(stroke.style));
    const axisRuns = own.runs(pixels(map, [axis.path]), size, -20);
    return {
      size,
      taken: [],
      avoid: [...own.covering(axisRuns, AXIS_CLEAR_PX * own.unit(map)), ...dotBoxes(state)],
      soft: own.covering(own.runs(pixels(map, busy.flatMap((stroke) => stroke.paths)), size, 0), 6),
    };
  }

  const pixels = (map, paths) => paths.map((path) => path.map((point) => map.latLngToContainerPoint(point)));

  function dotBoxes({ map, shown, sketch: { axis, layers } }) {
    const visible = new Set(shown ? shown.layers : []);
    const dots = layers.filter((sheet) => visible.has(sheet.id)).flatMap((sheet) => sheet.dots);
    const edge = DOT_PX * own.unit(map);
    return [...dots, ...axis.stops].map((dot) => {
      const { x, y } = map.latLngToContainerPoint(dot.at);
      return own.box(x, y, edge, edge, 0);
    });
  }

  /* The selected node comes first, then points, which cannot give way, then the rest by role. */
  function urgency(state, { place: { id, kind, role } }) {
    const order = id === state.node ? -100 : state.dimmed.has(id) ? 20 : 0;
    return order + (kind === "point" ? -50 : 0) + state.sketch.marks[role].rank;
  }

  const edgeOf = (state, spot) => state.sketch.marks[spot.role].size * own.unit(state.map);

  /* A point stands where it is, anything else anywhere inside what is claimed; if need be beside it, with a leader. */
  function symbolItem(state, node) {
    const { place: spot, element, marker } = node;
    const candidates = () => {
      const edge = edgeOf(state, spot);
      const points = spot.at.map((latlng) => state.map.latLngToContainerPoint(latlng));
      const standing = points.map(({ x, y }, index) =>
        ({ key: index, far: index / 10, index, dx: 0, dy: 0, boxes: [own.box(x, y, edge, edge, -2)] }));
      const aside = own.around(points[0], edge, edge, edge / 2, [4, 16]);
      return [...standing, ...aside.map((found) => ({ ...found, far: found.far + 3, index: 0 }))];
    };
    const apply = ({ index, dx, dy }) => {
      marker.setLatLng(spot.at[index]);
      element.style.setProperty("--dx", `${dx}px`);
      element.style.setProperty("--dy", `${dy}px`);
      lead(element.querySelector(".leader"), -dx, -dy);
      node.shift = [dx, dy];
    };
    return { must: true, firm: spot.kind === "point", candidates, apply };
  }

  function labelItem(state, node) {
    const { place: spot, element, label } = node;
    const isChosen = () => state.node === spot.id;
    const candidates = () => {
      const size = node.sizes[isChosen()] || (node.sizes[isChosen()] = tighten(label));
      label.style.width = `${size.x}px`;
      const point = state.map.latLngToContainerPoint(node.marker.getLatLng()).add(node.shift);
      const inFrame = L.bounds([0, 0], state.map.getSize()).contains(point);
      const clear = edgeOf(state, spot) / 2 + own.unit(state.map);
      return inFrame || isChosen() ? own.around(point, size.x, size.y, clear, NODE_RINGS) : [];
    };
    const apply = (found) => {
      show(label, found);
      element.classList.toggle("unnamed", !found);
      if (!found) return;
      label.style.setProperty("--x", `${found.dx}px`);
      label.style.setProperty("--y", `${found.dy}px`);
      const size = node.sizes[isChosen()];
      const far = found.ring > 0 ? 1 : 0;
      lead(element.querySelector(".pointer"), nearest(found.dx, size.x) * far, nearest(found.dy, size.y) * far);
    };
    return { insist: true, get must() { return isChosen(); }, candidates, apply };
  }

  /* From a centre to the nearer edge of a box whose middle lies `away`. */
  const nearest = (away, extent) => Math.sign(away) * Math.max(0, Math.abs(away) - extent / 2);

  function lead(line, dx, dy) {
    line.style.setProperty("--lead", `${Math.hypot(dx, dy)}px`);
    line.style.setProperty("--turn", `${Math.atan2(dy, dx)}rad`);
  }

  function nameItem(state, name) {
    const candidates = () => {
      const size = name.size || (name.size = measure(name.body));
      if (name.along.length) return alongside(state, name, size);
      return name.at.flatMap((latlng) => at(state.map, name, latlng, size));
    };
    const apply = (found) => {
      show(name.body, found);
      if (!found) return;
      name.marker.setLatLng(state.map.containerPointToLatLng([found.x, found.y]));
      name.body.style.setProperty("--turn", `${found.degrees || 0}deg`);
      name.body.classList.toggle("stacked", Boolean(found.stacked));
    };
    return { strict: STRICT.has(name.style), candidates, apply };
  }

  /* Along its line; the badge of a metro line sits on it, level. */
  function alongside({ map, sketch }, name, size) {
    const runs = own.runs(pixels(map, name.along), map.getSize(), 12);
    if (name.style !== "metro") {
      return own.along(runs, size.x, size.y, (name.offset || 0) * own.unit(map), sketch.lang === "zh");
    }
    return own.along(runs, 8, size.y, 0, false)
      .map((found) => ({ ...found, degrees: 0, boxes: [own.box(found.x, found.y, size.x, size.y, 4)] }));
  }

  function at(map, name, latlng, size) {
    const { x, y } = map.latLngToContainerPoint(latlng);
    if (!BESIDE.has(name.style)) return [{ key: `${latlng}`, far: 0, x, y, boxes: [own.box(x, y, size.x, size.y, 4)] }];
    const clear = (name.style === "stop" ? AXIS_CLEAR_PX : DOT_PX / 2) * own.unit(map);
    return own.around({ x, y }, size.x, size.y, clear, [2, 10])
      .map((found) => ({ ...found, x: x + found.dx, y: y + found.dy }));
  }

  /* The size of a name as it lies, even while it stands. */
  function measure(element) {
    element.classList.remove("stacked");
    return { x: element.offsetWidth, y: element.offsetHeight };
  }

  /* A box that wraps its text is as wide as it may be; make it as wide as its longest line. */
  function tighten(label) {
    label.style.width = "";
    const lines = [...label.children].flatMap((part) => {
      const words = document.createRange();
      words.selectNodeContents(part);
      return [...words.getClientRects()];
    });
    const spare = label.offsetWidth - label.clientWidth + 2 * parseFloat(getComputedStyle(label).paddingLeft);
    const width = Math.max(...lines.map((line) => line.right)) - Math.min(...lines.map((line) => line.left));
    label.style.width = `${Math.ceil(width + spare) + 1}px`;
    return { x: label.offsetWidth, y: label.offsetHeight };
  }

  const show = (element, found) => element.classList.toggle("unplaced", !found);
})(window.corridorMap);
