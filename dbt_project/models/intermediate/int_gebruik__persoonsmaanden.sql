{# One row per person, contract and month with at least one day of support: from trajectories, and from pgb when no trajectory is known. #}
with trajecten as (
    select
        s.contractnummer,
        coalesce(c.gemeentecode, s.gemeentecode) as gemeentecode,
        s.persoon_id,
        s.leveringsvorm = 'pgb' as is_pgb,
        s._row_id,
        {{ maandreeks('s.begindatum', 'least(coalesce(s.einddatum, p.peildatum), p.peildatum)') }} as maand
    from {{ ref('int_traject__spells') }} as s
    left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = s.contractnummer
    cross join {{ ref('int_parameter__geldig') }} as p
    where s.begindatum <= least(coalesce(s.einddatum, p.peildatum), p.peildatum)
),

pgb as (
    select
        coalesce(t.contractnummer, 'geen') as contractnummer,
        coalesce(t.gemeentecode, b._leverancier) as gemeentecode,
        b.bsn_pseudo as persoon_id,
        true as is_pgb,
        b._row_id,
        b.maand
    from {{ ref('stg_levering__pgb') }} as b
    left join (
        select persoon_id, maand, min(contractnummer) as contractnummer, max_by(gemeentecode, contractnummer) as gemeentecode
        from trajecten
        where is_pgb
        group by persoon_id, maand
    ) as t on t.persoon_id = b.bsn_pseudo and t.maand = b.maand
)

select contractnummer, gemeentecode, persoon_id, maand, bool_or(is_pgb) as is_pgb, {{ lijst('_row_id') }} as _row_ids
from (
    select contractnummer, gemeentecode, persoon_id, maand, is_pgb, _row_id from trajecten
    union all
    select contractnummer, gemeentecode, persoon_id, maand, is_pgb, _row_id from pgb
)
group by contractnummer, gemeentecode, persoon_id, maand
