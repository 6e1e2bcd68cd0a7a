{# Expressions of mart_indicatorwaarde and mart_doorlooptijd: value, interval and why a figure may not be used. #}

{# The gravest reason first. A count and money are complete: nothing about them is chance. #}
{% macro indicator_reden() -%}
  case
    when g.methode = 'telling' then case when g.gemeld is null then 'geen_aantallen' end
    when g.n = 0 then g.reden_zonder_noemer
    when g.teller > g.n then 'teller_boven_noemer'
    when g.methode = 'bhatia_davis' and (g.gemeld is null or g.gemeld < 1 or g.gemeld > 10) then 'cijfer_buiten_schaal'
    when g.methode = 'boekhouding' then null
    when g.n < p.k_min then 'te_weinig'
    when g.dekking_pct > 100 then 'meer_geteld_dan_gevraagd'
    when g.ondergrens = 'dekking' and g.dekking_pct < p.dekking_ondergrens_pct then 'dekking_te_laag'
    when g.ondergrens = 'respons' and g.dekking_pct is null then 'respons_onbekend'
    when g.ondergrens = 'respons' and g.dekking_pct < p.respons_ondergrens_pct then 'respons_te_laag'
  end
{%- endmacro %}

{# What cannot be calculated at all. #}
{% macro indicator_is_fout() -%}
  coalesce(r.reden_code in ('teller_boven_noemer', 'cijfer_buiten_schaal'), false)
{%- endmacro %}

{% macro indicator_waarde() -%}
  case
    when {{ indicator_is_fout() }} then null
    when r.methode in ('telling', 'bhatia_davis') then case when r.methode = 'telling' or r.n > 0 then r.gemeld end
    when r.eenheid = 'per_1000' then 10 * ({{ aandeel('r.teller', 'r.n') }})
    else {{ aandeel('r.teller', 'r.n') }}
  end
{%- endmacro %}

{# Wilson for a share; per 1,000 is ten times as much. Of reported marks only the mean is known, so the spread is taken as large as marks of 1 to
   10 with that mean can have: (mean - 1)(10 - mean) (Bhatia & Davis 2000). On the scale 0 to 1 that is p (1 - p), the spread of a share, so the
   score interval of a share holds; it is too wide rather than too narrow. #}
{% macro indicator_grens(teken) -%}
  case
    when {{ indicator_is_fout() }} or r.n = 0 then null
    when r.methode = 'bhatia_davis'
      then 1 + 0.09 * ({{ wilson('((r.gemeld - 1) / 9 * r.n)', 'r.n', 'p.z', teken) }})
    when r.methode = 'wilson' then {{ wilson('r.teller', 'r.n', 'p.z', teken) }} * case r.eenheid when 'per_1000' then 10 else 1 end
  end
{%- endmacro %}

{# Interval of a quantile by the order of the values (David & Nagaraja 2003 §7.1, from memory): the values whose ranks lie z standard errors of the
   binomial below and above. No assumption about how days are spread. Empty when a rank falls outside the values. `dagen` is a sorted list. #}
{% macro kwantiel_grens(dagen, n, deel, z, teken) -%}
  {%- set rang = ("floor(" if teken == '-' else "1 + ceil(") ~ n ~ " * " ~ deel ~ " " ~ teken ~ " " ~ z ~ " * sqrt(" ~ n ~ " * " ~ deel ~ " * (1 - " ~ deel ~ ")))" -%}
  case when {{ rang }} between 1 and {{ n }} then cast({{ element(dagen, "cast(" ~ rang ~ " as integer)") }} as double) end
{%- endmacro %}
