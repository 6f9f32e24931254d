"""`zhushu weave`: marks, tooltips and a glossary put into the HTML that another generator built."""
