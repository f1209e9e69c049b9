/* The map in the frame of a page: what folium's script calls. */

import { dress, introduce } from "./document.js";
import { hearPicks, showPoints } from "./points.js";
import { draw, show } from "./sketch.js";

const PLAIN_REM_PX = 15.25;

let acts = Date.now(); // counted, as the page hears nothing of an act that is told in the words of the last one

const host = {
  plainRem: () => PLAIN_REM_PX,
  tell(act) {
    acts += 1;
    window.Streamlit.setComponentValue({ ...act, n: acts });
  },
};

window.corridorMap = { dress, draw: (map, sketch) => draw(map, sketch, host), hearPicks, introduce, show, showPoints };
