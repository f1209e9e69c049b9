"""Drawings and wordings of the model: data in, map, SVG, chart or HTML fragment out."""
