"""The dashboard's screens; the only room that knows Streamlit."""
