"""The map in a browser: a frame by folium, drawn by a script of our own."""
