select id as SCORESOORT_ID, niveau as NIVEAU from _niveaus
