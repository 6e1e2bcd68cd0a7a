{# The fair comparison of units: what is corrected for, and the expressions around the funnel (Spiegelhalter 2005; reference.md §2.4, §2.5). #}

{# The case mix of one trajectory as text. Bands, because a number would claim a straight line that nobody has seen. #}
{% macro vergelijkingsprofiel() -%}
  'start=' || case
    when g.eerste_gemiddeld < 2.5 then 'onder_2.5'
    when g.eerste_gemiddeld < 3 then 'van_2.5_tot_3'
    when g.eerste_gemiddeld < 3.5 then 'van_3_tot_3.5'
    when g.eerste_gemiddeld < 4 then 'van_3.5_tot_4'
    else 'vanaf_4'
  end
  || '|laag=' || case when g.laag_n = 0 then '0' when g.laag_n <= 2 then '1-2' else '3+' end
  || '|leeftijd=' || case
    when g.leeftijd is null then 'onbekend'
    when g.leeftijd < 18 then '0-17'
    when g.leeftijd < 45 then '18-44'
    when g.leeftijd < 65 then '45-64'
    when g.leeftijd < 75 then '65-74'
    else '75+'
  end
  || '|huishouden=' || case when g.is_huishouden_bekend then 'bekend' else 'onbekend' end
  || '|wet=' || g.wet
  || '|toegang=' || coalesce(g.toegang, 'onbekend')
  || '|duur=' || case when g.dagen_n < 183 then 'onder_6_maanden' when g.dagen_n < 365 then '6-12_maanden' when g.dagen_n < 730 then '1-2_jaar' else 'vanaf_2_jaar' end
{%- endmacro %}

{# The comparison group: people of one municipality and law with the same kind of goal, over one window of years. #}
{% macro zelfde_groep(a, b) -%}
  {%- for kolom in ['gemeentecode', 'wet', 'doelrichting', 'jaar'] %}{{ b }}.{{ kolom }} = {{ a }}.{{ kolom }}{{ ' and ' if not loop.last }}{% endfor -%}
{%- endmacro %}
{% macro groepskolommen(t) -%}
  {%- for kolom in ['gemeentecode', 'wet', 'doelrichting', 'jaar'] %}{{ t }}.{{ kolom }}{{ ', ' if not loop.last }}{% endfor -%}
{%- endmacro %}

{# The number of a unit: group, last year of the window and name; and of a cell: the same with the number of its profile. Fewer than a million names
   (tested on int_vergelijking__namen). #}
{% macro eenheid_nr(groep, jaar, naam) -%}
  (cast({{ groep }} as bigint) * 10000 + {{ jaar }}) * 1000000 + {{ naam }}
{%- endmacro %}
{% macro cel_nr(eenheid, profiel) -%}
  {{ eenheid }} - {{ eenheid }} % 1000000 + {{ profiel }}
{%- endmacro %}

{# Sum of squares or products around the mean, from the sums of a group. #}
{% macro rond_gemiddelde(t, a, b) -%}
  ({{ t }}.som_{{ a }}{{ b }} - {{ t }}.{{ 'doel_gehaald_n' if a == 'k' else 'som_' ~ a }} * {{ t }}.som_{{ b }} / nullif({{ t }}.paren_n, 0))
{%- endmacro %}

{# What chance in the first score does to the expected number of a unit. A low first score is partly bad luck, so people who start low rise by
   themselves, and the model has seen that. But the mean of a unit with many people is hardly luck: expecting that rise of a whole unit with truly
   harder clients would make it look bad (Lord 1967; the true-score correction of Porter 1967, here for a share). Between units the slope on the
   first score is (b + (1 - r) s) / r instead of b: b the slope of reached on the first score, s that on the last at equal first, r reliability. #}
{% macro ruis_eerste_score() -%}
  case when v.correctie_op like '%start%' then coalesce(
    (1 - p.zrm_reliability) / p.zrm_reliability * (v.som_x - v.paren_n * g.som_x / nullif(g.paren_n, 0)) * (
      {{ rond_gemiddelde('g', 'k', 'x') }} / nullif({{ rond_gemiddelde('g', 'x', 'x') }}, 0)
      + ({{ rond_gemiddelde('g', 'k', 'y') }} * {{ rond_gemiddelde('g', 'x', 'x') }}
        - {{ rond_gemiddelde('g', 'k', 'x') }} * {{ rond_gemiddelde('g', 'x', 'y') }})
      / nullif({{ rond_gemiddelde('g', 'x', 'x') }} * {{ rond_gemiddelde('g', 'y', 'y') }} - pow({{ rond_gemiddelde('g', 'x', 'y') }}, 2), 0)
    ), 0) else 0 end
{%- endmacro %}

{# How much of a unit can still be seen after correction, in percent of what could be seen if its people were like all others. Its own share in the
   group is no loss of sight and is divided out. A unit that is the whole group has none. #}
{% macro onderscheid() -%}
  100.0 * (v.variantie - o.opgenomen) / nullif(v.variantie * (1 - v.variantie / nullif(g.variantie, 0)), 0)
{%- endmacro %}

{# Why a unit carries no adjusted figure; the gravest reason first. #}
{% macro vergelijking_reden() -%}
  case
    when v.paren_n < p.k_min then 'te_weinig_metingen'
    when v.paren_n * 100.0 / v.in_aanmerking_n < p.dekking_ondergrens_pct then 'dekking_te_laag'
    when v.paren_n < p.correctie_min_n then 'te_weinig_voor_correctie'
    when v.methode = 'geweigerd' then 'geen_model'
    when v.variantie <= 0 then 'geen_spreiding'
    when {{ onderscheid() }} < p.onderscheid_min_pct then 'niet_te_onderscheiden'
  end
{%- endmacro %}

{# One funnel limit on the scale of the adjusted share: around the expected number of this unit with its own case mix, put back around the group
   share. Exact below `binomiaal_exact_tot` pairs, where the expected number stands for n times one chance. `exact` is a number of people. #}
{% macro trechtergrens(teken, z, exact) -%}
  case when a.paren_n >= a.k_min and a.verwacht_n > 0 then least(100.0, greatest(0.0,
    a.groep_pct + coalesce({{ exact }} - a.verwacht_n, {{ teken }} {{ z }} * sqrt(a.variantie)) * a.groep_pct / a.verwacht_n
    * sqrt(greatest(a.phi, 1.0))
  )) end
{%- endmacro %}

{# Adjusted difference in last score between a unit and all others at equal first score (analysis of covariance, one common slope), from sums:
   d is the unit's own column; the other traits are taken out of everything beforehand. The first score is a true-score estimate (Porter 1967): within a
   unit drawn to the unit's mean by the reliability, between units as it is. #}
{% macro ancova_verschil() %}(s.dy * s.xx - s.xy * s.dx) / nullif(s.xx * s.dd - s.dx * s.dx, 0){% endmacro %}
{% macro ancova_helling() %}(s.xy * s.dd - s.dx * s.dy) / nullif(s.xx * s.dd - s.dx * s.dx, 0){% endmacro %}

{# The verdict on one unit. When too many lie outside, the groups are not alike and none of them is pointed at. #}
{% macro vergelijking_oordeel() -%}
  case
    when a.reden is not null then 'niet_getoond'
    when a.is_groep_ongelijk then 'verschillen_groter_dan_toeval'
    when abs(a.z) > a.z_998 * sqrt(greatest(a.phi, 1.0)) then 'vraag_om_gesprek'
    when abs(a.z) > a.z_95 * sqrt(greatest(a.phi, 1.0)) then 'let_op'
    else 'binnen_verwachting'
  end
{%- endmacro %}
