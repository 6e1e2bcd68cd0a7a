with maten as (
    select
        b.contractnummer,
        b.gemeentecode,
        b.boekjaar,
        b.cell_id,
        {%- for maat in ['begroting_primitief', 'begroting_actueel', 'contractbudget', 'structureel', 'aanloopinvestering', 'realisatie'] %}
        cast(sum(b.contribution) filter (where b.measure = '{{ maat }}_cent') as bigint) as {{ maat }}_cent,
        {%- endfor %}
        {%- for maat in ['declaratie_geaccepteerd_cent', 'clienten_n', 'declaratie_clienten_n', 'clientmaanden_n'] %}
        {{ som(maat) }} as {{ maat }}{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('int_budget_jaar__bijdragen') }} as b
    group by b.contractnummer, b.gemeentecode, b.boekjaar, b.cell_id
),

met_vorm as (
    select
        m.*,
        coalesce(a.realisatie_bron, 'geen') as realisatie_bron,
        coalesce(a.maanden_n, 0) as maanden_n,
        f.prognose_cent,
        f.prognose_laag80_cent,
        f.prognose_hoog80_cent,
        f.prognose_laag_cent,
        f.prognose_hoog_cent,
        coalesce(f.prognose_methode, 'geen') as prognose_methode,
        coalesce(f.prognose_keuze_reden, 'geen_realisatie') as prognose_keuze_reden,
        c.uitvoeringsvariant,
        {{ kostenvorm_reden() }} as kostenvorm_reden,
        {{ prijsvorm_reden() }} as prijsvorm_reden
    from maten as m
    cross join {{ ref('int_parameter__geldig') }} as p
    left join {{ ref('int_geld__afgesloten') }} as a
        on a.contractnummer = m.contractnummer and a.gemeentecode = m.gemeentecode and a.boekjaar = m.boekjaar
    left join {{ ref('int_budget_jaar__prognose') }} as f
        on f.contractnummer = m.contractnummer and f.gemeentecode = m.gemeentecode and f.boekjaar = m.boekjaar
    left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = m.contractnummer
)

select
    v.cell_id,
    v.contractnummer,
    v.gemeentecode,
    v.boekjaar,
    v.begroting_primitief_cent,
    v.begroting_actueel_cent,
    v.contractbudget_cent,
    v.structureel_cent,
    v.aanloopinvestering_cent,
    v.realisatie_cent,
    v.realisatie_bron,
    v.maanden_n,
    v.prognose_cent,
    v.prognose_laag80_cent,
    v.prognose_hoog80_cent,
    v.prognose_laag_cent,
    v.prognose_hoog_cent,
    v.prognose_methode,
    v.prognose_keuze_reden,
    v.prognose_cent - v.begroting_actueel_cent as verschil_cent,
    v.prognose_laag_cent - v.begroting_actueel_cent as verschil_laag_cent,
    v.prognose_hoog_cent - v.begroting_actueel_cent as verschil_hoog_cent,
    {{ geld_oordeel('v.begroting_actueel_cent', 'v.prognose_cent', 'v.prognose_laag_cent', 'v.prognose_hoog_cent') }} as geld_oordeel_code,
    {{ geld_reden('v.begroting_actueel_cent', 'v.prognose_cent', 'v.prognose_laag_cent', 'v.prognose_hoog_cent') }} as geld_reden_code,
    v.clienten_n,
    v.declaratie_geaccepteerd_cent,
    v.declaratie_clienten_n,
    v.uitvoeringsvariant,
    {{ kosten_per_client() }} as kosten_per_client_cent,
    {{ kostenvorm() }} as kostenvorm,
    v.kostenvorm_reden,
    v.clientmaanden_n,
    {{ prijs_per_clientmaand() }} as prijs_per_clientmaand_cent,
    case v.prijsvorm_reden when 'taakgericht_contract' then 'toegerekend' else 'geweigerd' end as prijsvorm,
    v.prijsvorm_reden,
    p.peildatum
from met_vorm as v
cross join {{ ref('int_parameter__geldig') }} as p
