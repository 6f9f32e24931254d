"""`zhushu weave`: adds marks, tooltips and a glossary to HTML built by another generator."""
