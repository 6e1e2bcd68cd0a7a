{# Budget lines with the version they belong to. Each version is the whole budget; the current one has the latest decision date. #}
with leveringen as (
    select _leverancier, boekjaar, versie, max(vastgesteld_datum) as vastgesteld_datum, max_by(_delivery_id, _volgorde) as _delivery_id
    from {{ ref('stg_levering__begroting') }}
    group by _leverancier, boekjaar, versie
),

actueel as (
    select
        _leverancier,
        boekjaar,
        max_by(
            versie,
            cast(vastgesteld_datum as varchar) || case versie when 'primitief' then '0' when 'actueel' then '2' else '1' || versie end
        ) as versie
    from leveringen
    group by _leverancier, boekjaar
)

select
    b._row_id,
    b._delivery_id,
    coalesce(c.gemeentecode, b._leverancier) as gemeentecode,
    coalesce(b.contractnummer, 'geen') as contractnummer,
    b.boekjaar,
    b.versie,
    b.vastgesteld_datum,
    b.taakveld_code,
    b.soort,
    case b.lasten_baten when 'baten' then -b.bedrag_cent else b.bedrag_cent end as bedrag_cent,
    l._delivery_id is not null and b.versie = 'primitief' as is_primitief,
    l._delivery_id is not null and a.versie is not null as is_actueel,
    case
        when l._delivery_id is null then 'dubbel'
        when b.versie <> 'primitief' and a.versie is null then 'vervallen_versie'
        else ''
    end as reden
from {{ ref('stg_levering__begroting') }} as b
left join leveringen as l
    on l._delivery_id = b._delivery_id and l._leverancier = b._leverancier and l.boekjaar = b.boekjaar and l.versie = b.versie
left join actueel as a on a._leverancier = b._leverancier and a.boekjaar = b.boekjaar and a.versie = b.versie
left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = b.contractnummer
