{# One row per change of contract and series that is tested: the first period after it, and the changes before and after it in the same municipality
   and law. #}
with momenten as (
    select
        *,
        lag(datum) over (partition by gemeentecode, wet order by datum) as vorige_datum,
        lead(datum) over (partition by gemeentecode, wet order by datum) as volgende_datum
    from (select distinct vraag_id, gemeentecode, wet, datum, gebeurtenissen, soort, is_administratief from {{ ref('int_beleidseffect__momenten') }})
)

select
    m.*,
    'alle' as contractnummer,
    r.reeks_code,
    r.periode_soort,
    r.waarde_soort,
    {{ periode_begin('m.datum', 'r.periode_soort') }} as overgang,
    {{ periode_begin('m.vorige_datum', 'r.periode_soort') }} as vorige,
    {{ periode_begin('m.volgende_datum', 'r.periode_soort') }} as volgende
from momenten as m
cross join {{ ref('verloopreeks') }} as r
where r.beleidstoets = 'ja'
