{# One row: the parameters valid on the reference date, as columns, so that a model can say p.z and a unit test can give its own. #}
{%- set geheel = ['sd_baseline_min_n', 'intake_venster_voor', 'intake_venster_na', 'eind_venster_voor', 'eind_venster_na', 'voortgang_dagen',
  'spell_marge', 'k_min', 'prognose_jaren', 'prognose_min_jaren', 'start_na_ingang_max_dagen', 'jeugdwet_tot_leeftijd',
  'bericht_terugblik_maanden', 'declaratie_wachttijd_dagen', 'voltooiing_max_vertraging', 'voltooiing_min_maanden',
  'voltooiing_min_horizon', 'voltooiing_antwoord_maanden', 'wachttijd_norm_dagen', 'problematisch_max', 'voldoende_min', 'trend_perioden',
  'contractstart_dagen', 'vergelijking_jaren', 'correctie_min_n', 'binomiaal_exact_tot', 'obligo_min_vensters', 'obligo_max_vensters',
  'prognose_afronding_cent', 'wlz_volume_uren_maand', 'uitstroom_terugblik_maanden',
  'langer_thuis_leeftijd', 'langer_thuis_jaren'] %}
{%- set getal = ['z', 'zrm_reliability', 'sd_baseline_standaard', 'kern_domeinen_min_pct', 'dekking_ondergrens_pct', 'dekking_goed_pct',
  'score_ontbreekt_pct', 'zelfde_beoordelaar_pct', 'relevant_verschil_pct', 'z_power', 'voltooiing_open_max_pct', 'voltooiing_min_pct',
  'verzilvering_min_voltooiing_pct', 'dekking_grenzen_pct', 'standaardverschil_max', 'rtm_r', 'z_signaal', 'vlak_min_pct',
  'gebeurtenissen_per_parameter_min', 'winsor_pct', 'buiten_grens_max_pct', 'onderscheid_min_pct',
  'prognose_marge_max', 'ontleding_min_dekking_pct', 'langer_thuis_uren_week'] %}
{%- set geheel = geheel + ['xmr_min_perioden', 'xmr_serie_lengte', 'xmr_trend_lengte', 'aanloop_maanden', 'beleid_min_perioden',
  'beleid_seizoen_min_perioden', 'beleid_effect_perioden', 'beleid_min_indelingen'] %}
{%- set getal = getal + ['xmr_factor', 'xmr_d2', 'xmr_vrijheidsgraden', 'xmr_twee_sigma', 'beleid_vooraf_min_p', 'beleid_samenhang_max'] %}
{%- set geheel = geheel + ['iv3_afronding_eur', 'duizendtal_factor_min'] %}
{%- set getal = getal + ['lasten_negatief_max_pct'] %}
{%- set geheel = geheel + ['vervolg_maanden', 'herhaald_beroep_maanden', 'afschaling_dagen', 'besluit_termijn_dagen', 'stapeling_min',
  'stapeling_hoogste', 'multiprobleem_domeinen_min', 'multiprobleem_wetten_min'] %}
{%- set getal = getal + ['respons_ondergrens_pct'] %}
{%- set geheel = geheel + ['keten_basisjaar', 'besluit_terugblik_maanden'] %}
{%- set getal = getal + ['keten_prijs_pct', 'keten_prijs_laag_pct', 'keten_prijs_hoog_pct', 'kosten_resultaat_dekking_pct',
  'prognose_proef_rest_pct'] %}
with run as (
    select max(coalesce(peildatum, cast(gestart_op as date))) as peildatum from {{ source('meta', 'run') }}
)

select
    run.peildatum,
    {{ jaar(dbt.dateadd('day', 1, 'run.peildatum')) }} - 1 as laatste_hele_jaar,
    {%- for naam in geheel %}
    cast(max(case when p.parameter = '{{ naam }}' then p.waarde end) as integer) as {{ naam }},
    {%- endfor %}
    {%- for naam in getal %}
    cast(max(case when p.parameter = '{{ naam }}' then p.waarde end) as double) as {{ naam }}{{ ',' if not loop.last }}
    {%- endfor %}
from run
inner join {{ ref('parameter') }} as p
    on p.geldig_vanaf <= run.peildatum and (p.geldig_tot is null or p.geldig_tot > run.peildatum)
group by run.peildatum
