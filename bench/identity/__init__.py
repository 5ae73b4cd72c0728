"""How well persons are found: made-up populations, distortions as they happen, and others' matchers beside ours.

Nothing here but `ours.py` may import `hiepdong.identity`: what distorts must not share code with what undoes it.
"""
