"""Terms of the glossary in a text: where their forms stand, and whether they stand there as words."""
