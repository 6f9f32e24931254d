"""Types that all packages share: frozen values and Protocols by subject, errors, names and URLs."""
