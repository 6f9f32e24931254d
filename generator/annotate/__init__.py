"""What is said about an article's text: terms and entities, found, chosen, thinned."""
