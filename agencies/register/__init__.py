"""The register of agencies: who they are, who heads them, where they stand, with what. Read, edited, imported."""
