{# Accepted Wmo lines that may belong to the Wlz, with the day on which they count. None of it is a decision of the CIZ.
   'voor_uitstroom': in the months before somebody flowed out to another domain (stop reason 39), as far back as the parameter says, in the month of
   the support; 'uitstroom': the same lines on the day that person left, so that a quarter shows who left and what they had cost;
   'wlz_volume': months in which somebody had so many hours of Wmo support, over all contracts of the municipality. #}
with regels as (
    select r.contractnummer, r.gemeentecode, r.maand, r.bsn_pseudo, r.bedrag_cent, e.minuten * r.volume as minuten, r._row_id
    from {{ ref('int_declaratie__regels') }} as r
    left join {{ ref('eenheid') }} as e on e.eenheid_code = r.eenheid
    where r.declaratie_status = 'geaccepteerd' and r.wet = 'Wmo'
),

uitstroom as (
    select persoon_id, contract_gemeentecode as gemeentecode, max(einddatum) as einddatum  -- a line stands with the municipality of its contract
    from {{ ref('int_gebruik__trajecten') }}
    where wet = 'Wmo' and eindklasse = 'ander_domein' and is_geeindigd
    group by persoon_id, contract_gemeentecode
),

zwaar as (
    select r.bsn_pseudo, r.gemeentecode, r.maand
    from regels as r
    cross join {{ ref('int_parameter__geldig') }} as p
    group by r.bsn_pseudo, r.gemeentecode, r.maand, p.wlz_volume_uren_maand
    having sum(r.minuten) >= p.wlz_volume_uren_maand * 60
)

select r.contractnummer, r.gemeentecode, case s.soort when 'uitstroom' then u.einddatum else r.maand end as telt_op, s.soort, r.bsn_pseudo,
    r.bedrag_cent, r._row_id
from regels as r
cross join {{ ref('int_parameter__geldig') }} as p
inner join uitstroom as u on u.persoon_id = r.bsn_pseudo and u.gemeentecode = r.gemeentecode
cross join (values ('voor_uitstroom'), ('uitstroom')) as s(soort)
where r.maand <= u.einddatum and {{ maanden_tussen('r.maand', 'u.einddatum') }} <= p.uitstroom_terugblik_maanden
union all
select r.contractnummer, r.gemeentecode, r.maand, 'wlz_volume', r.bsn_pseudo, r.bedrag_cent, r._row_id
from regels as r
inner join zwaar as z on z.bsn_pseudo = r.bsn_pseudo and z.gemeentecode = r.gemeentecode and z.maand = r.maand
