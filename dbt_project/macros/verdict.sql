{# The verdict on a share against the same share one year earlier (dashboards.md §5), as expressions over the columns
   n, dekking_pct, vergelijking_n, vergelijking_dekking_pct, verschil_laag, verschil_hoog, nodig_n, richting and the parameters p.

   Last year's share is measured too, so the interval that must lie on the good side is that of the difference: with the interval of
   this year alone one in six verdicts would say better or worse while nothing changed. A difference that is clear in this sense always
   has this year's own interval entirely on that side as well. #}

{% macro oordeel_reden() -%}
  case
    when n < p.k_min then 'te_weinig_metingen'
    when dekking_pct < p.dekking_ondergrens_pct then 'dekking_te_laag'
    when coalesce(vergelijking_n, 0) < p.k_min then 'geen_vergelijking'
    when vergelijking_dekking_pct < p.dekking_ondergrens_pct then 'vorig_jaar_dekking_te_laag'
    when verschil_laag > 0 or verschil_hoog < 0 then null
    when (1.0 / n + 1.0 / vergelijking_n) * nodig_n <= 1 then null
    when vergelijking_n >= 1.5 * nodig_n then 'te_weinig_metingen_voor_oordeel'
    else 'ook_vorig_jaar_te_weinig'
  end
{%- endmacro %}

{# To be used on top of reden_code. #}
{% macro oordeel_code() -%}
  case
    when reden_code in ('te_weinig_metingen', 'dekking_te_laag') then 'niet_getoond'
    when reden_code is not null then 'nog_niet_te_zeggen'
    when (richting = 'lager' and verschil_hoog < 0) or (richting <> 'lager' and verschil_laag > 0) then 'duidelijk_beter'
    when verschil_laag > 0 or verschil_hoog < 0 then 'duidelijk_slechter'
    else 'geen_duidelijk_verschil'
  end
{%- endmacro %}

{# Measurements of one group needed to see the relevant difference with enough power, from the pooled share (two successes and two failures
   added, Agresti & Coull 1998: otherwise 0 of 10 twice would look like certainty). #}
{% macro nodig_n(teller_nu, n_nu, teller_toen, n_toen) -%}
  {%- set pool = "((" ~ teller_nu ~ " + " ~ teller_toen ~ " + 2) * 1.0 / (" ~ n_nu ~ " + " ~ n_toen ~ " + 4))" -%}
  {{ pool }} * (1 - {{ pool }}) * ((p.z + p.z_power) * 100 / p.relevant_verschil_pct) * ((p.z + p.z_power) * 100 / p.relevant_verschil_pct)
{%- endmacro %}

{# Extra measurements this year after which the verdict can be given: n so that 1/n + 1/n_last_year = 1/nodig_n. When last year was too
   small for that (under 1.5 times nodig_n it would ask more than three times as many this year): up to 2 * nodig_n, which settles it from
   next year on; NULL when this year has those already. #}
{% macro extra_metingen() -%}
  case reden_code
    when 'te_weinig_metingen_voor_oordeel' then cast(ceil(nodig_n * vergelijking_n / (vergelijking_n - nodig_n)) - n as bigint)
    when 'ook_vorig_jaar_te_weinig' then cast(nullif(greatest(ceil(2 * nodig_n) - n, 0), 0) as bigint)
  end
{%- endmacro %}

{# Money: the whole band must lie on one side of the budget. #}
{% macro geld_reden(begroting, prognose, laag, hoog) -%}
  case
    when {{ begroting }} is null then 'geen_begroting'
    when {{ prognose }} is null then 'geen_realisatie'
    when {{ laag }} is null then 'geen_band'
    when {{ laag }} <= {{ begroting }} and {{ hoog }} > {{ begroting }} then 'band_raakt_begroting'
  end
{%- endmacro %}

{% macro geld_oordeel(begroting, prognose, laag, hoog) -%}
  case
    when {{ geld_reden(begroting, prognose, laag, hoog) }} is not null then 'nog_niet_te_zeggen'
    when {{ hoog }} <= {{ begroting }} then 'binnen_budget'
    else 'boven_budget'
  end
{%- endmacro %}

{# A share against the norm of its goal: a fixed number, so this year's own interval is enough. Nothing is said of a hidden share. #}
{% macro norm_oordeel(richting, norm, laag, hoog, code) -%}
  case
    when {{ norm }} is null or {{ laag }} is null or {{ code }} = 'niet_getoond' then 'nog_niet_te_zeggen'
    when case {{ richting }} when 'lager' then {{ hoog }} <= {{ norm }} else {{ laag }} >= {{ norm }} end then 'gehaald'
    when case {{ richting }} when 'lager' then {{ laag }} > {{ norm }} else {{ hoog }} < {{ norm }} end then 'niet_gehaald'
    else 'nog_niet_te_zeggen'
  end
{%- endmacro %}

{# One of the four fields of result against budget; only when both verdicts are clear. #}
{% macro veld(resultaat, geld) -%}
  case
    when {{ resultaat }} in ('duidelijk_beter', 'duidelijk_slechter') and {{ geld }} in ('binnen_budget', 'boven_budget')
      then case {{ resultaat }} when 'duidelijk_beter' then 'meer_resultaat_' else 'minder_resultaat_' end || {{ geld }}
    else 'nog_niet_te_plaatsen'
  end
{%- endmacro %}

{# Can the measurements of a contract be used? The gravest reason first; NULL is good. #}
{% macro meetkwaliteit_reden() -%}
  case
    when m.paren_n < p.k_min then 'te_weinig_metingen'
    when m.dekking_pct < p.dekking_ondergrens_pct then 'dekking_te_laag'
    when m.dekking_pct < p.dekking_goed_pct then 'dekking_matig'
    when m.score_ontbreekt_pct > p.score_ontbreekt_pct then 'scores_ontbreken'
    when m.zelfde_beoordelaar_pct < p.zelfde_beoordelaar_pct then 'vaak_andere_beoordelaar'
  end
{%- endmacro %}

{# The same in the words of mart_oordeel, where lower is better: clearly less than the budget, clearly more, or exactly the budget. #}
{% macro geld_als_oordeel() -%}
  case
    when geld_oordeel_code = 'nog_niet_te_zeggen' then 'nog_niet_te_zeggen'
    when prognose_hoog_cent = begroting_actueel_cent then 'geen_duidelijk_verschil'
    when geld_oordeel_code = 'binnen_budget' then 'duidelijk_beter'
    else 'duidelijk_slechter'
  end
{%- endmacro %}
