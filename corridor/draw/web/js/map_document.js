/* What the frame's document says of itself: its host names it after its maker and lets nobody enlarge it. */
(function (own) {
  "use strict";

  own.introduce = function (map, { words }) {
    const box = map.getContainer();
    document.title = words.map;
    window.frameElement.title = words.map;
    box.setAttribute("role", "main");
    box.prepend(own.element("h1", "unseen", words.map));
    document.querySelectorAll("meta[name=viewport]").forEach((sizes) => {
      sizes.content = "width=device-width, initial-scale=1";
    });
    // The page around the frame hears this key from everywhere else.
    document.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") window.parent.document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    });
  };
})(window.corridorMap);
