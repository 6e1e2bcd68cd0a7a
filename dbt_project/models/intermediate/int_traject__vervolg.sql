{# The trajectories of people who have more than one, with the spell they belong to and what that spell says as a whole. A trajectory continues
   the previous one of the same person, contract, product and form when it starts within the margin after it and the previous reason is no end,
   or is the same (CBS). Few people have more than one: numbering everybody cost a second per 300,000 trajectories. #}
{%- set reeks = "partition by t.persoon_id, t.contractnummer, t.productcategorie, t.leveringsvorm order by t.begindatum, t.trajectnummer_pseudo" %}
{%- set laatst = "cast(t.begindatum as varchar) || t.trajectnummer_pseudo" %}
with met_meer as (
    select persoon_id from {{ ref('int_traject__geleverd') }} group by persoon_id having count(*) > 1
),

met_vorige as (
    select
        t.*,
        coalesce(t.reden_beeindiging_code, '') as reden,
        lag(t.einddatum) over w as vorige_einddatum,
        lag(t.telt_als_einde) over w as vorige_telt_als_einde,
        lag(coalesce(t.reden_beeindiging_code, '')) over w as vorige_reden
    from {{ ref('int_traject__geleverd') }} as t
    where t.persoon_id in (select persoon_id from met_meer)
    window w as ({{ reeks }})
),

genummerd as (
    select
        t.*,
        sum(
            case
                when {{ dbt.datediff('t.vorige_einddatum', 't.begindatum', 'day') }} <= p.spell_marge
                    and (not t.vorige_telt_als_einde or t.vorige_reden = t.reden) then 0
                else 1
            end
        ) over ({{ reeks }} rows unbounded preceding) as spell_nr
    from met_vorige as t
    cross join {{ ref('int_parameter__geldig') }} as p
)

select
    t.trajectnummer_pseudo,
    cast(t.spell_nr as integer) as spell_nr,
    cast(count(*) over w as integer) as trajecten_n,
    t.trajectnummer_pseudo = max_by(t.trajectnummer_pseudo, {{ laatst }}) over w as is_laatste,
    min(t.begindatum) over w as begindatum,
    case when count(t.einddatum) over w = count(*) over w then max(t.einddatum) over w end as einddatum,
    bool_or(t.heeft_bsn) over w as heeft_bsn,
    bool_or(t.is_huishouden_bekend) over w as is_huishouden_bekend,
    max(t.geboortejaar) over w as geboortejaar,
    min_by(t.toegang, {{ laatst }}) over w as toegang
from genummerd as t
window w as (partition by t.persoon_id, t.contractnummer, t.productcategorie, t.leveringsvorm, t.spell_nr)
