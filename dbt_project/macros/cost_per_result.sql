{# Cost per reliably improved client: cost per client divided by the share that reliably improved (reference.md §4.4). The interval is
   Fieller's (1954), for the ratio of two independent means: x with the variance of its mean vx, y with vy. `teken` '-' gives the lower end.
   NULL when y is not clearly above zero: the set of ratios is then not an interval. #}

{% macro fieller_g(y, vy, z) -%}
  ({{ z }} * {{ z }} * ({{ vy }}) / nullif(({{ y }}) * ({{ y }}), 0))
{%- endmacro %}

{% macro fieller(x, vx, y, vy, z, teken) -%}
  {%- set g, ratio = fieller_g(y, vy, z), "(cast(" ~ x ~ " as double) / nullif(" ~ y ~ ", 0))" -%}
  case when {{ g }} < 1 then (
    {{ ratio }} {{ teken }} {{ z }} / ({{ y }}) * sqrt(({{ vx }}) * (1 - {{ g }}) + {{ ratio }} * {{ ratio }} * ({{ vy }}))
  ) / (1 - {{ g }}) end
{%- endmacro %}

{# The variance of a measured share, with two successes and two failures added (Agresti & Coull 1998): the plain one is too small. #}
{% macro variantie_aandeel(teller, n) -%}
  {%- set p = "((" ~ teller ~ " + 2.0) / (" ~ n ~ " + 4.0))" -%}
  ({{ p }} * (1 - {{ p }}) / ({{ n }} + 4.0))
{%- endmacro %}

{# Why there is no cost per improved client; NULL when there is. Never under a task contract: its money does not follow clients. #}
{% macro kosten_verbeterd_reden() -%}
  case
    when b.kostenvorm is null then 'geen_realisatie'
    when c.uitvoeringsvariant = 'taakgericht' then 'taakgericht_contract'
    when b.kostenvorm = 'geweigerd' then b.kostenvorm_reden
    when d.indicator is distinct from 'betrouwbaar_beter' then 'andere_indicator'
    when coalesce(o.n, 0) = 0 then 'niet_gemeten'
    when o.oordeel_code = 'niet_getoond' or o.dekking_pct < p.kosten_resultaat_dekking_pct then 'dekking_te_laag'
    when o.teller < p.k_min or o.n - o.teller < p.k_min then 'te_weinig_verbeterd'
    when {{ fieller_g('o.teller * 1.0 / o.n', variantie_aandeel('o.teller', 'o.n'), 'p.z') }} >= 1 then 'aandeel_raakt_nul'
  end
{%- endmacro %}

{# Cost per reliably improved client in whole cents: the ratio, or a bound of it. Observed costs differ from client to client and carry that
   doubt too; an allocated amount is what it is, so only the share is uncertain. #}
{% macro kosten_verbeterd(teken) -%}
  {%- set deel = "(o.teller * 1.0 / o.n)" -%}
  {%- set spreiding = "case b.kostenvorm when 'waargenomen' then coalesce(k.gemiddeld_variantie, 0) else 0 end" -%}
  case when {{ kosten_verbeterd_reden() }} is null then cast(round(
    {%- if teken %}
    {{ fieller('b.kosten_per_client_cent', spreiding, deel, variantie_aandeel('o.teller', 'o.n'), 'p.z', teken) }}
    {%- else %}
    b.kosten_per_client_cent / {{ deel }}
    {%- endif %}
  ) as bigint) end
{%- endmacro %}
