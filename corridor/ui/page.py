"""The page as Streamlit runs it, anew for every act: ``streamlit run corridor/ui/page.py`` serves it bare."""

from corridor.ui.app import main

main()
