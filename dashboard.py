"""Start the dashboard: ``streamlit run dashboard.py``."""

from pathlib import Path

from corridor.ui.app import main

main(Path(__file__).parent / "data")
