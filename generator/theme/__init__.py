"""Templates, strings and assets, and the engine that renders them."""
