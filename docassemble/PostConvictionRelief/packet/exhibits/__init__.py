"""How do files from anywhere become the exhibits of a packet?

files      what a file is, and whether it can be read safely
letter     every page upright on a letter page, with room for its stamp
blackout   what is private burned out of pages, proved by reading them again
binder     index, covers, stamps, bookmarks: one PDF of all exhibits
"""
