"""What is not known: the model's expectation, under the name that the figures view and the exports ask for."""

from corridor.model.expectation import Gap, gaps, gaps_of

__all__ = ["Gap", "gaps", "gaps_of"]
