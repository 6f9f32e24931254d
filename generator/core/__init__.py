"""What every room speaks of: frozen values and Protocols by subject, errors, names and URLs."""
