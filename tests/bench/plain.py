"""The documented way to a clickable map: `st_folium` with popups and what was clicked last, for comparison."""

import os
from pathlib import Path

import folium
import streamlit as st
from streamlit_folium import st_folium

from corridor.model.figure import Release
from corridor.model.place import PositionKind
from corridor.pack.load import load

corridor = load(Path(os.environ["CORRIDOR_DATA"]), Release.PUBLIC)
middle = corridor.axis.line.centroid
board = folium.Map(location=[middle.y, middle.x], zoom_start=14, tiles=None, max_zoom=18)
for node in corridor.nodes:
    if node.position.kind is PositionKind.POINT and node.position.geometry is not None:
        at = node.position.geometry
        folium.CircleMarker([at.y, at.x], radius=9, fill=True, tooltip=node.id, class_name=f"node-{node.id}").add_to(
            board
        )
clicked = st_folium(board, width=900, height=560, returned_objects=["last_object_clicked"])
place = (clicked or {}).get("last_object_clicked")
if place:
    nearest = min(
        (node for node in corridor.nodes if node.position.kind is PositionKind.POINT),
        key=lambda node: abs(node.position.geometry.x - place["lng"]) + abs(node.position.geometry.y - place["lat"]),
    )
    st.markdown(f"panel of {nearest.id}")
