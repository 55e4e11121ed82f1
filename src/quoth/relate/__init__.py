"""What belongs together: the same words in many reports, and what became of them on the way.

Everything here is a pure function of texts and records; what to compare with what, the library brings.
"""
