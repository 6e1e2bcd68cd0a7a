{# One row per measurement of a known trajectory, every score once: the windows it falls in, and its scores as one number in which a domain that
   does not count at pension age stands for nothing. #}
with herhaald as (
    select distinct trajectnummer_pseudo, zrm_versie, informant, meetdatum from {{ ref('int_meting__dubbel') }}
),

eenmalig as (
    select {{ meting_sleutel('m') }}, m.cijfers, m.beoordelaar_pseudo
    from {{ ref('int_meting__gelezen') }} as m
    left join herhaald as h
        on h.trajectnummer_pseudo = m.trajectnummer_pseudo and h.zrm_versie = m.zrm_versie and h.informant = m.informant
        and h.meetdatum = m.meetdatum
    where h.meetdatum is null
    union all
    select {{ meting_sleutel_keuzes('z') }}, {{ meting_scores('d') }}
    from {{ ref('stg_levering__zrm') }} as z
    inner join herhaald as h
        on h.trajectnummer_pseudo = z.trajectnummer_pseudo and h.zrm_versie = z.zrm_versie and h.informant = z.informant
        and h.meetdatum = z.meetdatum
    inner join {{ ref('int_meting__leefgebieden') }} as d on d.zrm_versie = z.zrm_versie and d.domein_naam = z.domein_naam
    left join {{ ref('int_meting__dubbel') }} as dubbel on dubbel._row_id = z._row_id
    where dubbel._row_id is null
    group by {{ meting_sleutel('z') }}
),

geplaatst as (
    select
        t.spell_id,
        m.*,
        {{ venster_eerste('m', 't') }} as is_eerste_venster,
        {{ venster_laatste('m', 't') }} as is_laatste_venster,
        {{ venster_intake('m', 't') }} as is_intake,
        case when t.is_aow then {{ zonder_werk('m.cijfers') }} else m.cijfers end as telt,
        case when {{ is_aow_op('m.meetdatum', 't') }} then {{ zonder_werk('m.cijfers') }} else m.cijfers end as telt_toen
    from eenmalig as m
    inner join {{ ref('int_traject__vensters') }} as t on t.trajectnummer_pseudo = m.trajectnummer_pseudo
)

select
    g.spell_id,
    g.zrm_versie,
    g.informant,
    g.meetdatum,
    g.beoordelaar_pseudo,
    g.is_eerste_venster,
    g.is_laatste_venster,
    g.telt as cijfers,
    cast({{ tel_vanaf(alleen_scores('g.telt'), 1) }} + bit_count({{ ontbrekend('g.telt') }}) as integer) as scores_n,
    cast(bit_count({{ ontbrekend('g.telt') }}) as integer) as scores_ontbreken_n,
    case when g.is_intake then cast({{ tel_vanaf(alleen_scores('g.telt_toen'), 1) }} as integer) end as intake_n,
    case when g.is_intake then cast({{ som_scores(alleen_scores('g.telt_toen')) }} as integer) end as intake_som
from geplaatst as g
