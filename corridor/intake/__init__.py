"""An upload, in the order in which it passes the stages.

They are `terms` and `template` (what is given out), then `open`, `headers`, `cells`, `rows`, `compare`, `plausibility`,
`apply` and `publish`. A stage knows only those before it.
"""
