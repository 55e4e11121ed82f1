"""Faces: what a person or another program sees of Quoth. The only room that prints and exits."""
