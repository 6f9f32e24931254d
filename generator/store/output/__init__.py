"""The output folder: staged whole, put in place at once, pruned of what a build wrote and nothing else."""
