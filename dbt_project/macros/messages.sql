{# What models about messages share: the key of a care line, which report counts, and the contract of a provider. #}

{# A row as one text, so that equal rows are equal and a choice between rows follows from what they say, never from when they came. #}
{% macro als_tekst(kolommen) -%}
  {%- for kolom in kolommen %}coalesce(cast({{ kolom }} as varchar), '') || '|'{{ ' || ' if not loop.last }}{% endfor -%}
{%- endmacro %}

{# The key of an allocation (TR332). #}
{% macro toewijzing_id(rij) -%}
  {{ sleutel([rij ~ '.gemeentecode', rij ~ '.wet', rij ~ '.toewijzing_pseudo']) }}
{%- endmacro %}

{# The key of a care line: what a start and its stop share besides the begin date. Without allocation number the product stands in (IV096). #}
{% macro zorg_id(rij) -%}
  {{ sleutel([rij ~ '.gemeentecode', rij ~ '.wet', rij ~ '.agb_code', rij ~ '.bsn_pseudo', "coalesce(" ~ rij ~ ".toewijzing_pseudo, '')",
    "coalesce(" ~ rij ~ ".productcategorie, '')", "coalesce(" ~ rij ~ ".productcode, '')"]) }}
{%- endmacro %}

{# The contract of a provider on a day: those of its roles that promise this message type. More than one is no answer. Columns: wet,
   gemeentecode, agb_code, dag, contractnummer, contracten_n; no row without any. `rijen` is a table, `dag` one of its columns. #}
{% macro contract_van_aanbieder(rijen, dag, berichttype) -%}
select
    d.wet,
    d.gemeentecode,
    d.agb_code,
    d.dag,
    min(a.contractnummer) as contractnummer,
    count(distinct a.contractnummer) as contracten_n
from (select distinct wet, gemeentecode, agb_code, {{ dag }} as dag from {{ rijen }}) as d
inner join {{ ref('stg_levering__aanbieders') }} as a
    on a.agb_code = d.agb_code and a._leverancier = d.gemeentecode
    and a.geldig_vanaf <= d.dag and (a.geldig_tot is null or a.geldig_tot > d.dag)
inner join {{ ref('int_contract__contracten') }} as c
    on c.contractnummer = a.contractnummer and c.berichten like '%{{ berichttype }}%' and c.wet like '%' || d.wet || '%'
group by d.wet, d.gemeentecode, d.agb_code, d.dag
{%- endmacro %}

{# The most that may be delivered under an allocation from one day to another, in its own unit (IV076, IV077): per day, per ISO week that is
   touched, per calendar month that is touched, or in all. `t` is the allocation. NULL without size. #}
{% macro hoogste_volume(t, van, tot) -%}
  {{ t }}.volume * case {{ t }}.frequentie
    when '1' then {{ dbt.datediff(van, tot, 'day') }} + 1
    when '2' then {{ weken_geraakt(van, tot) }}
    when '4' then {{ dbt.datediff(van, tot, 'month') }} + 1
    when '6' then 1
  end
{%- endmacro %}

{% macro weken_geraakt(van, tot) -%}
  {{ gehele_deling(dbt.datediff("cast(date_trunc('week', " ~ van ~ ") as date)", "cast(date_trunc('week', " ~ tot ~ ") as date)", 'day'), '7') }} + 1
{%- endmacro %}

{# How a volume in one unit counts in another, as a pair of factors: the same unit as it is, time in minutes, nothing else can be compared. #}
{% macro in_minuten(eenheid, andere, minuten) -%}
  case when {{ eenheid }} = {{ andere }} then 1 else {{ minuten }} end
{%- endmacro %}

{# The row that speaks for rows that say the same: of the earliest message, so that its date does not depend on how often it was sent. #}
{% macro eerste_rij(rij, dagtekening) -%}
  min_by({{ rij }}, cast({{ dagtekening }} as varchar) || {{ rij }})
{%- endmacro %}

{# Which of two versions of an allocation says the last word: the latest Toewijzingsdatum and Toewijzingstijd (TR332, OP033x1); of the same moment
   a deletion, then the highest text, then the earliest message. `v` holds the columns of stg_bericht__toewijzing. #}
{% macro versie_volgorde(v, is_verwijderd, vroegheid) -%}
  {{ als_tekst([v ~ '.toewijzingsdatum', v ~ '.toewijzingstijd', 'cast(' ~ is_verwijderd ~ ' as integer)', v ~ '.ingangsdatum', v ~ '.einddatum',
    v ~ '.reden_wijziging', v ~ '.volume', v ~ '.eenheid', v ~ '.frequentie', v ~ '.budget_cent', v ~ '.productcategorie', v ~ '.productcode',
    v ~ '.bsn_pseudo', v ~ '.agb_code', v ~ '.geboortejaar', v ~ '.geslacht', v ~ '.referentie_aanbieder_pseudo', vroegheid]) }} || {{ v }}._row_id
{%- endmacro %}

{# What was allocated in one month, in minutes where the unit can be converted: per day, per week as volume * days / 7 (not the maximum of IV076,
   which counts every week it touches), per month by the part of the month, and a total spread over the days of its validity. #}
{% macro volume_in_maand(dagen, maanddagen, looptijd) -%}
  cast(coalesce(minuten, 1) * volume * case frequentie
    when '1' then {{ dagen }}
    when '2' then {{ dagen }} / 7.0
    when '4' then {{ dagen }} * 1.0 / {{ maanddagen }}
    when '6' then {{ dagen }} * 1.0 / {{ looptijd }}
  end as decimal(18, 6))
{%- endmacro %}
