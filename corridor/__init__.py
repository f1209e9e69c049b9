"""An innovation corridor as a dashboard, a tour and a hand-out: one folder of data in, every screen out."""
