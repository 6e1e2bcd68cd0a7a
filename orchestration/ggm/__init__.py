"""Writing a release as tables of the Gemeentelijk Gegevensmodel: `koers export ggm`.

What belongs here: the way from a release to those tables, one SQL file per table in sql/. Not here: their names and types
(ingest/ggm/model.yml), reading them (ingest/ggm).
"""
