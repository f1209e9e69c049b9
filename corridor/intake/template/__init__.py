"""The workbook that is given out, filled with what is known."""
