"""Which sums of a ledger may be public so that no firm's amount can be worked out, and the audit of that."""
