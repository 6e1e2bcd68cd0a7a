{# Up to which delay could be estimated at the end of each month, and from which group (macro voltooiing_horizon). #}
{{ voltooiing_horizon(
    ref('int_prognose__proef_ontwikkeling'),
    '(select distinct stand_maand, wet, productcategorie from ' ~ ref('int_prognose__proef_driehoek') ~ ')', 'stand_maand') }}
