"""A base map from data that others surveyed: OpenStreetMap extracts and files of a geographic information system."""
