"""The demonstration: the whole main job on the sample documents, through the same verbs a user calls."""
