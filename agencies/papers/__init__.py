"""The pages of decrees: reading, writing, the matrix, what follows from them, and who is obliged when."""
