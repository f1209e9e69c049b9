"""Drawings and wordings of the model: data in, map, SVG, chart or HTML fragment out.

Three rooms, each of which knows only those before it: ``words``, ``layout``, ``web``.
"""
