"""How the names of one Doc are found: known ones, persons, bodies; a module for each."""
