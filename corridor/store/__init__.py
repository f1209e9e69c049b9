"""Between the data folder and the model: reading, checking, publishing."""
