"""Start the dashboard: ``streamlit run dashboard.py``. Streamlit reads this file for the `App` that it is to serve."""

import os
from pathlib import Path

from streamlit.starlette import App

from corridor.ui.program import ON_FAILURE, PAGE, middleware, opening, routes

os.environ.setdefault("CORRIDOR_DATA", str(Path(__file__).parent / "data"))
app = App(PAGE, routes=routes(), middleware=middleware(), lifespan=opening, exception_handlers=ON_FAILURE)
