"""Newspaper pages made for tests: own text set in columns or bands, with what stands where.

``python -m eval.scans make --out DIR`` draws them; :func:`eval.scans.pages.gold_page` gives what
stands on one, without drawing.
"""
