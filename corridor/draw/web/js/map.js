/* The map in its frame: draws a sketch once, shows selections on it, and tells the page which node was clicked. */
(function (own) {
  "use strict";

  let clicks = Date.now();

  const mark = (state, place) => state.sketch.marks[place.role];

  /* Put the style sheet in place before anything is drawn. */
  own.dress = function (css) {
    const sheet = document.createElement("style");
    sheet.textContent = css;
    document.head.append(sheet);
  };

  /* Draw everything that a selection never changes. */
  own.draw = function (map, sketch) {
    const state = { map, sketch, node: null, dimmed: new Set(), nodes: new Map(), layers: new Map(), names: [] };
    map.corridor = state;
    document.documentElement.lang = sketch.lang;
    map.getContainer().setAttribute("aria-label", sketch.words.map);
    own.hatches(map, sketch.marks);
    own.drawFade(map, sketch.extent);
    sketch.layers.forEach((sheet) => addLayer(state, sheet));
    const finishAxis = own.drawAxis(map, sketch.axis);
    const ranked = sketch.places.slice().sort((one, other) => mark(state, one).rank - mark(state, other).rank);
    const claims = new Map(ranked.slice().reverse().map((spot) => [spot, own.drawClaim(map, spot, mark(state, spot))]));
    finishAxis();
    own.addAxisNames(state);
    ranked.forEach((spot) => addNode(state, spot, claims.get(spot)));
    own.addControls(state);
    own.watch(state);
  };

  /* Show a selection: called again on every run of the page, with a group that the page removes before the next. */
  own.show = function (map, group, shown) {
    const state = map.corridor;
    const first = !state.shown;
    state.shown = shown;
    state.dimmed = new Set(shown.dimmed);
    const compared = new Set(shown.compared);
    state.nodes.forEach(({ element }, id) => element.classList.toggle("compared", compared.has(id)));
    own.switchLayers(state, shown.layers);
    shown.firms.forEach(([lat, lon, text]) => group.addLayer(own.drawFirm(lat, lon, text, own.unit(map))));
    const chosenElsewhere = shown.node !== state.node;
    select(state, shown.node);
    if (chosenElsewhere) own.comeIntoView(state, !first);
    own.settle(state);
  };

  function addLayer(state, sheet) {
    state.layers.set(sheet.id, own.drawLayer(state.map, sheet));
    sheet.labels.forEach((label) => own.addName(state, { ...label, layer: sheet.id }));
  }

  /* Show these layers and no others, at once and in the legend. */
  own.switchLayers = function (state, ids) {
    const visible = new Set(ids);
    state.shown.layers = ids;
    own.tickLayers(state, visible);
    const bounded = state.sketch.layers.some(({ id, strokes }) =>
      visible.has(id) && strokes.some(({ style, filled }) => style === "outline" && filled));
    state.map.getContainer().classList.toggle("bounded", bounded);
    state.layers.forEach((drawn, id) => drawn.forEach((part) => {
      part.getElement().style.display = visible.has(id) ? "" : "none";
    }));
    state.names.forEach((name) => { name.hidden = name.layer !== undefined && !visible.has(name.layer); });
    own.settle(state);
  };

  /* The reader has switched a layer: the map follows at once, the page and its address after it. */
  own.chooseLayers = function (state, ids) {
    own.switchLayers(state, ids);
    clicks += 1;
    window.Streamlit.setComponentValue({ layers: ids, n: clicks });
  };

  function addNode(state, spot, claim) {
    const marker = L.marker(spot.at[0], { icon: own.nodeIcon(spot, mark(state, spot)), riseOnHover: true });
    marker.addTo(state.map);
    const element = marker.getElement();
    element.style.setProperty("--colour", mark(state, spot).colour);
    element.style.setProperty("--size", `${mark(state, spot).size}px`);
    element.setAttribute("aria-label", `${spot.name} · ${spot.headline}`);
    const node = { place: spot, marker, claim, element, label: element.querySelector(".node-label") };
    state.nodes.set(spot.id, node);
    addTip(node);
    listen(node, () => pick(state, spot.id));
  }

  function addTip({ place: spot, marker }) {
    const tip = own.element("span", "node-tip");
    tip.append(...own.nameAndHeadline(spot));
    marker.bindTooltip(tip, { direction: "top", offset: [0, -14], opacity: 1, className: "tip" });
  }

  function listen({ marker, claim, element }, picked) {
    marker.on("click", picked);
    const ask = (asked) => () => claim.forEach((layer) => layer.getElement().classList.toggle("asked", asked));
    [marker, ...claim].forEach((layer) => layer.on({ mouseover: ask(true), mouseout: ask(false) }));
    element.addEventListener("focus", ask(true));
    element.addEventListener("blur", ask(false));
    marker.on("keydown", ({ originalEvent }) => {
      if (originalEvent.key !== "Enter" && originalEvent.key !== " ") return;
      originalEvent.preventDefault();
      picked();
    });
    claim.filter((layer) => layer.options.interactive !== false).forEach((layer) => layer.on("click", picked));
  }

  /* The highlight comes at once, from here; the page and its panel follow. */
  function pick(state, id) {
    select(state, id);
    clicks += 1;
    window.Streamlit.setComponentValue({ node: id, n: clicks });
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
})(window.corridorMap);
