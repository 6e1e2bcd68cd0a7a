-- The same euro in two marts: the months of a contract add up to its year, for each budget version and for what was spent. To the cent.
with maanden as (
    select
        contractnummer,
        gemeentecode,
        boekjaar,
        sum(begroting_primitief_cent) as primitief,
        sum(begroting_actueel_cent) as actueel,
        sum(case when is_afgesloten then grootboek_cent end) as grootboek
    from {{ ref('mart_budget_realisatie') }}
    group by contractnummer, gemeentecode, boekjaar
)

select j.contractnummer, j.gemeentecode, j.boekjaar
from {{ ref('mart_budget_jaar') }} as j
inner join maanden as m on m.contractnummer = j.contractnummer and m.gemeentecode = j.gemeentecode and m.boekjaar = j.boekjaar
where
    coalesce(m.primitief, 0) <> coalesce(j.begroting_primitief_cent, 0)
    or coalesce(m.actueel, 0) <> coalesce(j.begroting_actueel_cent, 0)
    or (j.realisatie_bron = 'grootboek' and coalesce(m.grootboek, 0) <> coalesce(j.realisatie_cent, 0))
