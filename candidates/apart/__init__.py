"""A program of its own that looks into files from outside; it imports no Django.

What parses them, some of it native code, runs bounded in time, memory and output, with no
environment and nothing of the product open. candidates/file_texts.py starts it.
"""
