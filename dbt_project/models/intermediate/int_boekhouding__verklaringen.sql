{# Ledger entries that a person explains. An explanation counts when its entry is in the ledger of that year, contract and taakveld. #}
with gekozen as (
    select max_by(_row_id, _volgorde) as _row_id
    from {{ ref('stg_levering__aansluitposten') }}
    group by _leverancier, boekjaar, periode, taakveld_code, contractnummer, soort, boekstuknummer
),

boekstukken as (
    select distinct _leverancier, boekjaar, periode, taakveld_code, contractnummer, boekstuknummer from {{ ref('stg_levering__grootboek') }}
)

select
    a._row_id,
    a._delivery_id,
    coalesce(c.gemeentecode, a._leverancier) as gemeentecode,
    a.contractnummer,
    a.taakveld_code,
    a.boekjaar,
    make_date(cast(a.boekjaar as integer), cast(a.periode as integer), 1) as maand,
    a.soort,
    a.bedrag_cent,
    case when g._row_id is null then 'dubbel' when b.boekstuknummer is null then 'boekstuk_onbekend' else '' end as reden
from {{ ref('stg_levering__aansluitposten') }} as a
left join gekozen as g on g._row_id = a._row_id
left join boekstukken as b
    on b._leverancier = a._leverancier and b.boekjaar = a.boekjaar and b.periode = a.periode and b.taakveld_code = a.taakveld_code
    and b.contractnummer = a.contractnummer and b.boekstuknummer = a.boekstuknummer
left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = a.contractnummer
