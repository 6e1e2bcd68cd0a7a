{# The forecast of every running year by every method, and which of them is the one on the page (macro prognose_hoofdmethode): chosen by the form
   of the contract and the data there are, never by the amount that comes out. #}
with lopend as (
    select contractnummer, gemeentecode, boekjaar, maanden_n, realisatie_bron, cumulatief_cent
    from {{ ref('int_budget_jaar__realisatie') }}
    where realisatie_bron <> 'geen' and maand_nr = maanden_n and maanden_n < 12
),

methoden as (
    {%- for methode, model, basis in [('profiel_eerdere_jaren', 'int_prognose__tempo', 'gerealiseerd_cent'),
        ('obligo', 'int_prognose__obligo', 'gerealiseerd_cent'), ('voltooiing', 'int_prognose__voltooiing', 'voltooid_cent')] %}
    select
        l.contractnummer, l.gemeentecode, l.boekjaar, l.maanden_n, l.realisatie_bron, '{{ methode }}' as methode, m.{{ basis }} as basis_cent,
        coalesce(m.waarnemingen_n, 0) as waarnemingen_n,
        case when m.contractnummer is null then 'geen_declaraties' else m.reden_code end as reden_code,
        m.prognose_cent, m.prognose_laag80_cent, m.prognose_hoog80_cent, m.prognose_laag_cent, m.prognose_hoog_cent
    from lopend as l
    left join {{ ref(model) }} as m
        on m.contractnummer = l.contractnummer and m.gemeentecode = l.gemeentecode and m.boekjaar = l.boekjaar
        {{- ' and m.maand_nr = l.maanden_n' if methode == 'profiel_eerdere_jaren' }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

beschikbaar as (
    select contractnummer, gemeentecode, boekjaar, realisatie_bron,
        {%- for methode in ['profiel_eerdere_jaren', 'obligo', 'voltooiing'] %}
        bool_or(methode = '{{ methode }}' and reden_code is null) as heeft_{{ methode }}{{ ',' if not loop.last }}
        {%- endfor %}
    from methoden
    group by contractnummer, gemeentecode, boekjaar, realisatie_bron
),

keuze as (
    select b.contractnummer, b.gemeentecode, b.boekjaar, {{ prognose_keuze('b', 'c') }} as keuze_reden
    from beschikbaar as b
    left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = b.contractnummer
)

select
    m.contractnummer,
    m.gemeentecode,
    m.boekjaar,
    m.methode,
    m.maanden_n,
    m.basis_cent,
    cast(m.waarnemingen_n as integer) as waarnemingen_n,
    m.reden_code,
    m.prognose_cent,
    m.prognose_laag80_cent,
    m.prognose_hoog80_cent,
    m.prognose_laag_cent,
    m.prognose_hoog_cent,
    coalesce(m.methode = {{ prognose_hoofdmethode('k.keuze_reden') }}, false) as is_hoofdmethode,
    k.keuze_reden
from methoden as m
inner join keuze as k on k.contractnummer = m.contractnummer and k.gemeentecode = m.gemeentecode and k.boekjaar = m.boekjaar
