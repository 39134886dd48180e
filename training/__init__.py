"""How the embedded English pipeline is made: from treebanks to weights and an evaluation table."""
