"""The Gemeentelijk Gegevensmodel (GGM) at the door: its tables by name (model.yml), and a silver layer read as deliveries.

What belongs here: what the GGM is and how it becomes rows of the contracts. Not here: writing a GGM (orchestration/ggm).
"""
