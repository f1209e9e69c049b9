"""The data folder: its format, its rules, its published states, and the corridor that is built from it."""
