{# The completion factors as they were at the end of each month (macro voltooiing_delen). #}
{{ voltooiing_delen(ref('int_prognose__proef_horizon'), ref('int_prognose__proef_ontwikkeling'), 'stand_maand') }}
