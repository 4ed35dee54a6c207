"""What is the same: instrument → uri (`uri`), number or name → known instrument (`registry`)."""
