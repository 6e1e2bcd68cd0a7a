{# Budget and share side by side, the first year with both being 100. That year is never chosen: when too little was measured in it, no year has an index of
   the share. Two lines beside each other and no ratio of the two: that one follows from the other is said nowhere. #}
select
    {{ cell_id('mart_budget_en_effect_index', ['j.contractnummer', 'j.gemeentecode', 'j.maat', 'j.jaar']) }} as cell_id,
    j.contractnummer,
    j.gemeentecode,
    j.maat,
    j.jaar,
    j.basisjaar,
    c.uitvoeringsvariant,
    j.indicator,
    j.jaar > p.laatste_hele_jaar as is_lopend,
    j.budget_bron,
    j.budget_cent,
    {{ aandeel('j.budget_cent', 'b.budget_cent') }} as budget_nominaal_index,
    round(100 * exp(j.log_prijs - b.log_prijs), 4) as prijsindex,
    {{ aandeel('j.budget_cent', 'b.budget_cent') }} / exp(j.log_prijs - b.log_prijs) as budget_reeel_index,
    j.teller,
    j.n,
    {{ aandeel('j.teller', 'j.n') }} as aandeel_pct,
    j.dekking_pct,
    b.teller as basis_teller,
    b.n as basis_n,
    b.dekking_pct as basis_dekking_pct,
    case when coalesce(b.reden_code, j.reden_code) is null then {{ index_aandeel('j.teller', 'j.n', 'b.teller', 'b.n', 'p.z') }} end as effect_index,
    {%- for naam, teken in [('laag', '-'), ('hoog', '+')] %}
    case
        when coalesce(b.reden_code, j.reden_code) is not null then null
        when j.jaar = j.basisjaar then 100.0
        else {{ index_aandeel('j.teller', 'j.n', 'b.teller', 'b.n', 'p.z', teken) }}
    end as effect_index_{{ naam }},
    {%- endfor %}
    case when b.reden_code is not null then 'basisjaar_' || b.reden_code else j.reden_code end as reden_code,
    j.bron_cell_id,
    j.budget_cell_id,
    b.bron_cell_id as basis_bron_cell_id,
    p.peildatum
from {{ ref('int_index__jaren') }} as j
cross join {{ ref('int_parameter__geldig') }} as p
inner join {{ ref('int_index__jaren') }} as b
    on b.contractnummer = j.contractnummer and b.gemeentecode = j.gemeentecode and b.maat = j.maat and b.jaar = j.basisjaar
left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = j.contractnummer
