"""One step for many candidates: whom it reaches, who is left out and why, and taking it once."""
