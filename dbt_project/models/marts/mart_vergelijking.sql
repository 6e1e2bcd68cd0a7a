{# In order of key, never of result. #}
with met_parameters as (
    select
        a.*,
        b.laag_95_n,
        b.hoog_95_n,
        b.laag_998_n,
        b.hoog_998_n,
        p.k_min,
        p.z as z_95,
        p.z_signaal as z_998,
        p.vergelijking_jaren,
        a.buiten_n * 100.0 > a.eenheden_n * p.buiten_grens_max_pct as is_groep_ongelijk,
        coalesce(a.reden_code, case when a.eenheden_n < 2 then 'geen_vergelijking' end) as reden,
        a.tau_kwadraat / nullif(a.tau_kwadraat + a.fout_pct * a.fout_pct, 0) as gewicht,
        p.peildatum
    from {{ ref('int_vergelijking__afwijking') }} as a
    cross join {{ ref('int_parameter__geldig') }} as p
    left join {{ ref('int_vergelijking__binomiaal') }} as b on b.cell_id = a.cell_id
)

select
    a.cell_id,
    a.gemeentecode,
    a.wet,
    a.doelrichting,
    a.jaar,
    a.eenheidsoort,
    a.eenheid,
    a.eenheid_naam,
    a.jaar - a.vergelijking_jaren + 1 as jaar_vanaf,
    case a.doelrichting when 'verbeteren' then 'betrouwbaar_beter' else 'niet_betrouwbaar_slechter' end as uitkomst,
    a.in_aanmerking_n,
    a.paren_n,
    {{ aandeel('a.paren_n', 'a.in_aanmerking_n') }} as dekking_pct,
    a.doel_gehaald_n,
    {{ aandeel_met_interval('a.doel_gehaald_n', 'a.paren_n', 'a.z_95', 'doel_gehaald') }},
    a.groep_pct,
    a.verwacht_model_n,
    a.verwacht_n,
    case when a.reden is null then a.gecorrigeerd_pct end as gecorrigeerd_pct,
    case when a.reden is null then a.fout_pct end as gecorrigeerd_fout_pct,
    {%- for naam, z in {'95': 'a.z_95', '998': 'a.z_998'}.items() %}
    {{ trechtergrens('-', z, 'a.laag_' ~ naam ~ '_n') }} as grens_laag_{{ naam }}_pct,
    {{ trechtergrens('+', z, 'a.hoog_' ~ naam ~ '_n') }} as grens_hoog_{{ naam }}_pct,
    {%- endfor %}
    a.groep_pct * (100 - a.groep_pct) / nullif(a.fout_pct * a.fout_pct, 0) as paren_gelijkwaardig_n,
    a.onderscheid_pct,
    a.phi as overspreiding_phi,
    case when a.reden is null then a.gewicht * a.gecorrigeerd_pct + (1 - a.gewicht) * a.groep_pct end as krimp_pct,
    case when a.reden is null then a.gewicht end as krimp_gewicht,
    case when a.reden is null then a.z / sqrt(greatest(a.phi, 1.0)) end as z,
    case when a.reden is null then c.verschil end as verschil_gecorrigeerd,
    case when a.reden is null then c.verschil_laag end as verschil_gecorrigeerd_laag,
    case when a.reden is null then c.verschil_hoog end as verschil_gecorrigeerd_hoog,
    case when a.reden is null then c.verschil / nullif(c.fout, 0) end as verschil_gecorrigeerd_z,
    a.eenheden_n,
    a.buiten_n,
    a.is_groep_ongelijk as is_verschillen_groter_dan_toeval,
    {{ vergelijking_oordeel() }} as oordeel_code,
    a.reden as reden_code,
    a.peildatum
from met_parameters as a
left join {{ ref('int_vergelijking__ancova') }} as c on c.cell_id = a.cell_id
order by a.gemeentecode, a.wet, a.doelrichting, a.jaar, a.eenheidsoort, a.eenheid
