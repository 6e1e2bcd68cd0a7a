-- What was delivered, from both sources: trajectories (delivery trajecten) and spells of delivered care (messages 305 and 307).
with samen as (
    select
        'trajecten' as bron, t.trajectnummer_pseudo as sleutel, t.persoon_id, t.wet, t.productcategorie, cast(null as varchar) as productcode,
        e.agb_code, cast(null as varchar) as toewijzing_id, t.begindatum, t.einddatum, t.reden_beeindiging_code, t.contractnummer,
        t.gemeentecode, coalesce(t.heeft_beschikking, false) as heeft_beschikking, [t._row_id] as _row_ids
    from _trajecten as t
    left join _enige_aanbieder as e on e.contractnummer = t.contractnummer and e.aanbieders_n = 1
    union all
    select
        'berichten', levering_id, persoon_id, wet, productcategorie, productcode,
        agb_code, toewijzing_id, begindatum, einddatum, reden_beeindiging_code, contractnummer, gemeentecode, false, _row_ids
    from koers.intermediate.int_levering__perioden
)

select *, row_number() over (order by bron desc, sleutel) as id from samen
