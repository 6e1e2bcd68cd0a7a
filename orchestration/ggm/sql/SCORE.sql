select
    s.id as SCORE_ID,
    s.meetdatum as DATUM,
    i.id as HEEFT_CLIENT_ID,
    n.id as HOOGTE_SCORE_SCORESOORT_ID,
    g.id as SCORE_BIJ_LEEGGEBIED_LEEFGEBIED_ID
from _scores as s
left join _inwoners as i on i.persoon_id = s.persoon_id
left join _niveaus as n on coalesce(n.niveau = cast(s.score as varchar), false) or (s.score is null and n.reden = s.score_reden)
left join _leefgebieden as g on g.zrm_versie = s.zrm_versie and g.domein_naam = s.domein_naam
