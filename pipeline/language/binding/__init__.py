"""From the frames of the rules to what fills them in one Doc, a module per kind of frame."""
