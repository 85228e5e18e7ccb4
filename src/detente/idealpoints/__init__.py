"""Dynamic ordinal ideal points from votes: the model, its inference, its identification."""
