"""How do files from anywhere become the exhibits of a packet?

files      what a file is, and whether it can be read safely
letter     every page upright on a letter page, with room for its stamp
tesseract, recognition, page_letters   what scanned pages say, and what of it is private
blackout, redrawing, clearing          what is private burned out of pages, proved by reading again
exhibit_findings                       what has to be told of a file
binder     index, covers, stamps, bookmarks: one PDF of all exhibits
"""
