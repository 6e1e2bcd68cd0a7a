{# Contributions to mart_declaraties: every declaration line by what became of it, credits once more, and volume where units agree. A view, and one
   pass over the lines: as a table a night of 5 million lines did not fit in 2.8 GB. #}
{{ config(materialized='view') }}
with maten as (
    select
        r.gemeentecode,
        r.contractnummer,
        r.wet,
        r.productcategorie,
        r.maand,
        case when maat.soort in ('_n', '_cent') then r.declaratie_status else '' end || maat.soort as measure,
        cast(case
            when maat.soort in ('_n', 'credit_n', 'credit_zonder_debet_n') then 1
            when maat.soort = '_cent' then r.bedrag_cent
            else -r.bedrag_cent
        end as decimal(24, 6)) as contribution,
        {{ lijst_van_gevuld(['r._row_id', 'r.antwoordregel_row_id', 'c.debet_row_id']) }} as _row_ids
    from {{ ref('int_declaratie__regels') }} as r
    left join {{ ref('int_declaratie__credits') }} as c on c._row_id = r._row_id
    inner join (values ('_n'), ('_cent'), ('credit_n'), ('gecrediteerd_cent'), ('credit_zonder_debet_n'), ('credit_zonder_debet_cent')) as maat(soort)
        on maat.soort in ('_n', '_cent')
        or (maat.soort = 'credit_n' and r.is_credit and r.declaratie_status <> 'afgewezen')
        or (maat.soort = 'gecrediteerd_cent' and r.is_credit and r.declaratie_status = 'geaccepteerd')
        or (maat.soort like 'credit_zonder_debet%' and c.reden_zonder_debet is not null and r.declaratie_status <> 'afgewezen')
    union all
    select
        v.gemeentecode, v.contractnummer, v.wet, v.productcategorie, v.maand,
        case when c.is_een_eenheid and not c.is_onbekend then v.measure else 'volume_geweigerd' end,
        case when c.is_een_eenheid and not c.is_onbekend then v.volume else 1 end,
        v._row_ids
    from {{ ref('int_declaratie__volumerijen') }} as v
    inner join {{ ref('int_declaratie__volume') }} as c
        on c.gemeentecode = v.gemeentecode and c.contractnummer = v.contractnummer and c.wet = v.wet
        and c.productcategorie = v.productcategorie and c.maand = v.maand
    where (c.is_een_eenheid and not c.is_onbekend) or v.measure = 'toegewezen_volume'
)

select
    *,
    {{ cell_id('mart_declaraties', ['gemeentecode', 'contractnummer', 'wet', 'productcategorie', 'maand']) }} as cell_id
from maten
