"""What a browser shows: HTML, SVG and folium, with the templates, styles and scripts they are made of."""
