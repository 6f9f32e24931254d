"""Makes the models and lists under `generator/data/`; run from a checkout, see training/README.md."""
