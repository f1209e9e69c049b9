"""The geometry and the looks of pictures, before any of them is SVG, HTML or a slide."""
