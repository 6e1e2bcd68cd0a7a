{# Contributions to mart_geldbevinding: money in deliveries that belong together and do not fit. One per line or, where a whole delivery is meant,
   one with all its lines. The rules and their sentences are in the seed geldregel. #}
with maanden as (
    select g._row_id, g._leverancier as gemeentecode, g.boekjaar, g.contractnummer, g.bedrag_cent, c.contractnummer as bekend, c.ingangsdatum,
        c.einddatum, make_date(cast(g.boekjaar as integer), cast(g.periode as integer), 1) as maand, k.categorie_code
    from {{ ref('stg_levering__grootboek') }} as g
    left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = g.contractnummer
    left join {{ ref('iv3_categorie') }} as k on k.categorie_code = ltrim(g.categorie_code, 'LB')
),

begroting as (
    select r._row_id, r.gemeentecode, r.boekjaar, r.contractnummer, r.bedrag_cent, r.versie, r.vastgesteld_datum, c.contractnummer as bekend,
        r._delivery_id, r.is_actueel
    from {{ ref('int_begroting__regels') }} as r
    left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = r.contractnummer
),

jaren as (
    select gemeentecode, boekjaar from begroting where is_actueel group by gemeentecode, boekjaar
),

primitief as (
    select gemeentecode, boekjaar, sum(bedrag_cent) as bedrag_cent, {{ lijst('_row_id') }} as _row_ids
    from begroting
    where versie = 'primitief'
    group by gemeentecode, boekjaar
    having count(distinct vastgesteld_datum) > 1 or count(distinct _delivery_id) > 1
),

bevindingen as (
    select 'begroting_zonder_contract' as regel, gemeentecode, boekjaar, contractnummer, bedrag_cent, {{ lijst_van('_row_id') }} as _row_ids
    from begroting
    where is_actueel and contractnummer <> 'geen' and bekend is null
    union all
    select 'contract_zonder_begroting', j.gemeentecode, j.boekjaar, c.contractnummer, 0, {{ lijst_van('c._row_id') }}
    from jaren as j
    inner join {{ ref('int_contract__contracten') }} as c
        on c.gemeentecode = j.gemeentecode and {{ jaar('c.ingangsdatum') }} <= j.boekjaar
        and (c.einddatum is null or {{ jaar('c.einddatum') }} >= j.boekjaar)
    left join begroting as b
        on b.is_actueel and b.gemeentecode = j.gemeentecode and b.boekjaar = j.boekjaar and b.contractnummer = c.contractnummer
    where b._row_id is null
    union all
    select 'boeking_zonder_contract', gemeentecode, boekjaar, contractnummer, bedrag_cent, {{ lijst_van('_row_id') }}
    from maanden
    where contractnummer is not null and bekend is null
    union all
    select 'boeking_buiten_looptijd', gemeentecode, boekjaar, contractnummer, bedrag_cent, {{ lijst_van('_row_id') }}
    from maanden
    where maand > einddatum or maand < date_trunc('month', ingangsdatum)
    union all
    select 'categorie_onbekend', gemeentecode, boekjaar, coalesce(contractnummer, 'geen'), bedrag_cent, {{ lijst_van('_row_id') }}
    from maanden
    where categorie_code is null
    union all
    select 'twee_primitieve_begrotingen', gemeentecode, boekjaar, 'geen', bedrag_cent, _row_ids from primitief
    union all
    select case s.soort when 'minteken' then 'lasten_meestal_negatief' else 'bedragen_in_duizenden' end, t.gemeentecode, t.boekjaar, t.bron,
        t.bedrag_cent, t._row_ids
    from {{ ref('int_geldbevinding__totalen') }} as t
    cross join {{ ref('int_parameter__geldig') }} as p
    inner join (values ('minteken'), ('duizenden')) as s(soort)
        on case s.soort
            when 'minteken' then t.negatief_n * 100.0 > t.regels_n * p.lasten_negatief_max_pct
            else (t.nu > 0 and t.toen >= t.nu * p.duizendtal_factor_min) or (t.toen > 0 and t.nu >= t.toen * p.duizendtal_factor_min)
        end
)

select
    b.regel,
    b.gemeentecode,
    cast(b.boekjaar as integer) as boekjaar,
    b.contractnummer as onderwerp,
    {{ cell_id('mart_geldbevinding', ['b.regel', 'b.gemeentecode', 'cast(b.boekjaar as integer)', 'b.contractnummer']) }} as cell_id,
    maat.measure,
    cast(case maat.measure when 'bevindingen_n' then 1 else b.bedrag_cent end as bigint) as contribution,
    b._row_ids
from bevindingen as b
cross join (values ('bevindingen_n'), ('bedrag_cent')) as maat(measure)
