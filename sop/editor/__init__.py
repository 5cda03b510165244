"""The editor's forms: a part of a procedure as flat fields and back, and the flow drawn from its questions. Pure."""
