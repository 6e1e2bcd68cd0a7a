{# Unbroken help at home (Wmo categories 01, 02 and 03) of one person in one municipality, over contracts and providers: a new tender does not make
   somebody a new client. A trajectory belongs to the one before when it starts within the margin after it. #}
with trajecten as (
    select persoon_id, contract_gemeentecode, traject_id, begindatum, coalesce(einddatum, date '9999-12-31') as einddatum, _row_ids
    from {{ ref('int_gebruik__trajecten') }}
    where wet = 'Wmo' and productcategorie in ('01', '02', '03')
),

met_vorige as (
    select *, max(einddatum) over (
        partition by persoon_id, contract_gemeentecode order by begindatum, traject_id rows between unbounded preceding and 1 preceding
    ) as tot_en_met
    from trajecten
),

genummerd as (
    select t.*, sum(case when {{ dbt.datediff('t.tot_en_met', 't.begindatum', 'day') }} <= p.spell_marge then 0 else 1 end) over (
        partition by t.persoon_id, t.contract_gemeentecode order by t.begindatum, t.traject_id rows unbounded preceding
    ) as reeks_nr
    from met_vorige as t
    cross join {{ ref('int_parameter__geldig') }} as p
)

select persoon_id, contract_gemeentecode as gemeentecode, cast(reeks_nr as integer) as reeks_nr, min(begindatum) as begindatum,
    max(einddatum) as einddatum, {{ lijst_samen('_row_ids') }} as _row_ids
from genummerd
group by persoon_id, contract_gemeentecode, reeks_nr
