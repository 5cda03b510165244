"""The pages under `/sop`: the list, the editor, what changed, signatures, import and export."""
