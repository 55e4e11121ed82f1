"""Making the weights: prepare, fit, calibrate, export, score. Not in the wheel."""
