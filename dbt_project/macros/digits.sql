{# The scores of one measurement as one whole number: a hexadecimal digit per core domain, at the place of its `volgorde` in zrm_domein, counted from
   the right. 1 to 5 is the score, 9 a score that is missing, 0 a domain that was not asked. 2017: to_hex() gives 5433322143219, Justitie 5 ...
   Financiën missing. One number in place of thirteen rows makes a measurement as cheap as a score, and four bits per digit make all thirteen
   cost what one costs: they are compared, masked and counted in one go. The places are guarded by a test on the seed. #}
{% macro enen() %}{{ (16 ** 13 - 1) // 15 }}{% endmacro %}

{# The digit at a `gewicht` (1, 16, 256, ...), or at a fixed place. #}
{% macro cijfer(cijfers, gewicht) -%}({{ gehele_deling(cijfers, gewicht) }} % 16){%- endmacro %}
{% macro cijfer_op(cijfers, plaats) -%}{{ cijfer(cijfers, 16 ** (plaats - 1)) }}{%- endmacro %}

{# Without werk_opleiding, the second place in every edition, which does not count at pension age. #}
{% macro zonder_werk(cijfers) %}({{ cijfers }} & {{ 16 ** 13 - 1 - 15 * 16 }}){% endmacro %}

{# A one at every place with a 9, the only digit from 8; and the scores alone, without what is missing. #}
{% macro ontbrekend(cijfers) -%}({{ naar_rechts(cijfers, 3) }} & {{ enen() }}){%- endmacro %}
{% macro alleen_scores(cijfers) -%}(({{ cijfers }}) - 9 * {{ ontbrekend(cijfers) }}){%- endmacro %}

{# How many domains have a score of at least `grens` (1 to 8): 8 - grens more takes exactly those to 8. `scores` holds no 9. #}
{% macro tel_vanaf(scores, grens) -%}
  bit_count((({{ scores }}) + (8 - ({{ grens }})) * {{ enen() }}) & (8 * {{ enen() }}))
{%- endmacro %}
{% macro tel_tussen(scores, laagste, hoogste) -%}
  ({{ tel_vanaf(scores, laagste) }} - {{ tel_vanaf(scores, '(' ~ hoogste ~ ') + 1') }})
{%- endmacro %}

{# What the scores add up to: two digits to a byte, and the remainder of 255 adds the bytes (at most 13 times 5). #}
{% macro som_scores(scores) -%}
  ((({{ scores }}) & {{ (16 ** 14 - 1) // 255 * 15 }}) + ({{ naar_rechts(scores, 4) }} & {{ (16 ** 14 - 1) // 255 * 15 }})) % 255
{%- endmacro %}

{# The scores of one measurement, of the domains that have a score in the other one too; neither holds a 9. A digit of 1 to 5 with 7 added reaches 8. #}
{% macro scores_in_beide(scores, andere) -%}
  (({{ scores }}) & (15 * {{ ontbrekend('(' ~ andere ~ ') + 7 * ' ~ enen()) }}))
{%- endmacro %}

{# Several measurements as one: per domain the highest score. A missing score does not hide one that is there. #}
{% macro hoogste_cijfers(cijfers, voorwaarde) -%}
  cast({% for plaats in range(1, 14) %}coalesce(max({{ cijfer_op(cijfers, plaats) }} % 9) filter (where {{ voorwaarde }}), 0) * {{ 16 ** (plaats - 1) }}{{ ' + ' if not loop.last }}{% endfor %} as bigint)
{%- endmacro %}

{# The columns of a measurement from its scores `z` and their domains `d`. The choices are those of the contract (ingest/contracts/zrm.yml, tested). #}
{% macro meting_sleutel(t) -%}
  {%- for kolom in ['trajectnummer_pseudo', 'zrm_versie', 'informant', 'meetmoment', 'meetdatum'] %}{{ t }}.{{ kolom }}{{ ', ' if not loop.last }}{% endfor -%}
{%- endmacro %}
{% macro meting_sleutel_keuzes(t) -%}
  {{ t }}.trajectnummer_pseudo, {{ keuze(t ~ '.zrm_versie', ['2010', '2013', '2017']) }} as zrm_versie,
  {{ keuze(t ~ '.informant', ['professional', 'client']) }} as informant,
  {{ keuze(t ~ '.meetmoment', ['intake', 'voortgang', 'eind', 'follow_up']) }} as meetmoment, {{ t }}.meetdatum
{%- endmacro %}
{% macro meting_scores(d) -%}
  cast(coalesce(sum({{ d }}.gewicht * coalesce(z.score, 9)), 0) as bigint) as cijfers,
  max(case when {{ d }}.gewicht is not null and z.score is not null then z.beoordelaar_pseudo end) as beoordelaar_pseudo
{%- endmacro %}
