{# Every share a verdict is given on, per contract and year, beside the same share one year earlier, with reason and verdict: the reliable
   improvement of each contract, its main indicator, and what a goal asks for. No others: of twenty verdicts nobody asked for one would be
   wrong by chance. #}
with gevraagd as (
    select contractnummer, contract_gemeentecode as gemeentecode, indicator from {{ ref('int_doel__doelen') }}
    union
    select contractnummer, gemeentecode, 'betrouwbaar_beter' from {{ ref('mart_resultaat_jaar') }}
    union
    select contractnummer, gemeentecode, hoofdindicator from {{ ref('int_oordeel__hoofdindicator') }}
),

aandelen as (
    {%- for indicator in ['betrouwbaar_beter', 'betrouwbaar_slechter', 'stabiel_of_beter'] %}
    select
        contractnummer, gemeentecode, jaar, '{{ indicator }}' as indicator, {{ indicator }}_n as teller, paren_n as n, in_aanmerking_n,
        dekking_pct, {{ indicator }}_pct as waarde, {{ indicator }}_laag_pct as laag, {{ indicator }}_hoog_pct as hoog,
        'mart_resultaat_jaar' as bron_mart, cell_id as bron_cell_id
    from {{ ref('mart_resultaat_jaar') }}
    union all
    {%- endfor %}
    select
        contractnummer, gemeentecode, jaar, 'beter_' || domein_key, beter_n, paren_n, in_aanmerking_n, dekking_pct,
        beter_pct, beter_laag_pct, beter_hoog_pct, 'mart_resultaat_domein', cell_id
    from {{ ref('mart_resultaat_domein') }}
),

vergeleken as (
    select
        nu.*,
        coalesce(i.richting, 'hoger') as richting,
        coalesce(h.hoofdindicator, 'betrouwbaar_beter') = nu.indicator as is_hoofdoordeel,
        {{ grens_laag('nu.teller', 'nu.in_aanmerking_n') }} as ondergrens_pct,
        {{ grens_hoog('nu.teller', 'nu.n', 'nu.in_aanmerking_n') }} as bovengrens_pct,
        nu.dekking_pct < p.dekking_grenzen_pct as is_met_grenzen,
        toen.waarde as vergelijking,
        toen.laag as vergelijking_laag,
        toen.hoog as vergelijking_hoog,
        toen.teller as vergelijking_teller,
        toen.n as vergelijking_n,
        toen.dekking_pct as vergelijking_dekking_pct,
        toen.jaar as vergelijking_jaar,
        nu.waarde - toen.waarde as verschil,
        {{ newcombe('nu.waarde', 'nu.laag', 'toen.waarde', 'toen.hoog', '-') }} as verschil_laag,
        {{ newcombe('nu.waarde', 'nu.hoog', 'toen.waarde', 'toen.laag', '+') }} as verschil_hoog,
        {{ nodig_n('nu.teller', 'nu.n', 'toen.teller', 'toen.n') }} as nodig_n
    from aandelen as nu
    cross join {{ ref('int_parameter__geldig') }} as p
    inner join gevraagd as g on g.contractnummer = nu.contractnummer and g.gemeentecode = nu.gemeentecode and g.indicator = nu.indicator
    left join aandelen as toen
        on toen.contractnummer = nu.contractnummer and toen.gemeentecode = nu.gemeentecode and toen.indicator = nu.indicator
        and toen.jaar = nu.jaar - 1 and toen.n > 0
    left join {{ ref('int_oordeel__hoofdindicator') }} as h on h.contractnummer = nu.contractnummer and h.gemeentecode = nu.gemeentecode
    left join {{ ref('indicator') }} as i on i.indicator_code = nu.indicator
    where nu.in_aanmerking_n > 0
),

met_reden as (
    select v.*, {{ oordeel_reden() }} as reden_code
    from vergeleken as v
    cross join {{ ref('int_parameter__geldig') }} as p
)

select r.*, {{ oordeel_code() }} as oordeel_code, {{ extra_metingen() }} as extra_metingen_n
from met_reden as r
