"""Templates, strings and assets, and the template engine."""
