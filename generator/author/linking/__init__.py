"""Proposes items of Wikidata for entries of the glossary."""
