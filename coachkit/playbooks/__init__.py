"""Playbooks as people read and change them: sentences, versions, and what a lead decided of lines."""
